"""``newsgraph extract``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from newsgraph.cli.common import ConfigFile, Extractors, Model, Source, failed, say

__all__ = ["extract"]


def extract(
    source: Source,
    format: Annotated[
        Literal["jsonl", "table", "openie"], typer.Option("--format", "-f", help="What each statement is printed as.")
    ] = "jsonl",
    model: Model = None,
    extractor: Extractors = None,
    config: ConfigFile = None,
) -> None:
    """Print what a text states.

    A statement a line; nothing is stored.

    JSONL (objects with "id" and "text") is read and answered line by line. The format openie is tab-separated: the sentence (for JSONL
    the id, and no confidence), confidence, subject, relation, object.
    """
    from newsgraph.graph.formats import statement_lines
    from newsgraph.pipeline import extract as extract_results

    report_failure = failed()
    # A program that writes a line and waits for its answer must get it before it writes the next.
    batch_size = 1 if source == "-" else None
    for result in extract_results(
        source, config=config, on_failure=report_failure, batch_size=batch_size, model=model,
        extractors=tuple(extractor) if extractor else None,
    ):  # fmt: skip
        by_id = source.endswith(".jsonl") or (source == "-" and result.article.id != "stdin")
        for line in statement_lines(result, format, by_id=by_id):
            say(line)
    report_failure.exit()
