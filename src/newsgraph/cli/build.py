"""``newsgraph build``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsgraph.cli.common import ConfigFile, Extractors, Model, WithholdBelow, failed, progress_bar, say

__all__ = ["build"]


def build(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files (.txt .md .html .jsonl .json .pdf), folders, patterns, addresses of pages, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to build in, or to add to.")] = Path("graph"),
    feed: Annotated[
        list[str] | None, typer.Option("--feed", help="Address of an RSS or Atom feed to read; once for each.", show_default=False)
    ] = None,
    processes: Annotated[int | None, typer.Option("--processes", "-p", help="How many processes read.", show_default="1")] = None,
    min_confidence: Annotated[
        float | None, typer.Option(help="Statements below it never become plain facts (0 to 1).", show_default="0")
    ] = None,
    withhold_below: WithholdBelow = None,
    base_iri: Annotated[str | None, typer.Option(help="What all IRIs begin with.", show_default="https://newsgraph.invalid/")] = None,
    model: Model = None,
    extractor: Extractors = None,
    config: ConfigFile = None,
    corrections: Annotated[
        Path | None, typer.Option("--corrections", help="File of your corrections.", show_default="corrections.toml in the folder")
    ] = None,
) -> None:
    """Build a graph of articles, or add to one.

    Pages and feeds are fetched when their address is given here, and nothing else ever is.

    Articles that have not changed are not read again; an interrupted build goes on when it is run again. A document that cannot be
    read is told and stops no other; the exit code is then 1.
    """
    from newsgraph.errors import UsageError
    from newsgraph.graph import build as build_graph

    if not (inputs or feed):
        raise UsageError("nothing to read: give files, folders or addresses, or a feed with --feed; see 'newsgraph build --help'")
    report_failure = failed()
    with progress_bar() as progress:
        graph = build_graph(
            inputs or [], out, feeds=feed or [], config=config, progress=progress, processes=processes, min_confidence=min_confidence,
            withhold_below=withhold_below, base_iri=base_iri, model=model, extractors=tuple(extractor) if extractor else None,
            corrections=str(corrections) if corrections else None,
        )  # fmt: skip
    for failure in graph.failures:
        report_failure(failure)
    say(f"{out}: {graph.summary()}")
    report_failure.exit()
