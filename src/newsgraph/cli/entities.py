"""``newsgraph entities``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from newsgraph.cli.common import ConfigFile, Model, Source, failed, say

__all__ = ["entities"]


def entities(
    source: Source,
    format: Annotated[Literal["jsonl", "table"], typer.Option("--format", "-f", help="What is printed.")] = "jsonl",
    model: Model = None,
    config: ConfigFile = None,
) -> None:
    """Print the entities that a text names.

    With all places where it does; as jsonl one object a document. JSONL is read and answered line by line."""
    from newsgraph.graph.formats import entity_lines
    from newsgraph.pipeline import entities as find_entities

    report_failure = failed()
    batch_size = 1 if source == "-" else None
    for found in find_entities(source, config=config, on_failure=report_failure, batch_size=batch_size, model=model):
        for line in entity_lines(found, format):
            say(line)
    report_failure.exit()
