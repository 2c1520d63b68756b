"""``newsgraph extract``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from newsgraph.cli.common import ConfigFile, Extractors, Model, Source, WithholdBelow, failed, say

__all__ = ["extract"]


def extract(
    source: Source,
    format: Annotated[
        Literal["jsonl", "table", "openie"], typer.Option("--format", "-f", help="What each statement is printed as.")
    ] = "jsonl",
    withhold_below: WithholdBelow = None,
    model: Model = None,
    extractor: Extractors = None,
    config: ConfigFile = None,
) -> None:
    """Print what a text states.

    A statement a line; nothing is stored.

    JSONL (objects with "id" and "text") is read and answered line by line. The format openie is tab-separated: sentence, confidence,
    subject, relation, object, in the words of the sentence; for JSONL the id stands for the sentence, and no confidence.
    """
    from newsgraph.graph.formats import proposition_lines, statement_lines
    from newsgraph.pipeline import extract as extract_results
    from newsgraph.pipeline import propositions

    report_failure = failed()
    # A program that writes a line and waits for its answer must get it before it writes the next.
    batch_size = 1 if source == "-" else None
    if format == "openie":
        for article, found in propositions(source, config=config, on_failure=report_failure, batch_size=batch_size, model=model):
            by_id = source.endswith(".jsonl") or (source == "-" and article.id != "stdin")
            for line in proposition_lines(article, found, by_id=by_id):
                say(line)
        report_failure.exit()
        return
    names = tuple(extractor) if extractor else None
    for result in extract_results(
        source,
        config=config,
        on_failure=report_failure,
        batch_size=batch_size,
        model=model,
        extractors=names,
        withhold_below=withhold_below,
    ):
        for line in statement_lines(result, format):
            say(line)
    report_failure.exit()
