"""``newsgraph export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from newsgraph.cli.common import Folder, say

__all__ = ["export"]


def export(
    graph: Folder,
    format: Annotated[
        Literal["trig", "trig12", "nquads", "jsonld", "turtle", "graphml", "gexf", "csv", "jsonl", "parquet", "html", "explorer"] | None,
        typer.Option("--format", "-f", help="What to write.", show_default="by the ending of the file"),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write; for csv a folder.", show_default="graph.FORMAT here")
    ] = None,
) -> None:
    """Write a graph to a file of another format.

    RDF, networks, tables; html is a page for an article or a few, explorer one for thousands."""
    from newsgraph.graph import load
    from newsgraph.graph.queries import export_path

    target = export_path(out, format)
    say(str(load(graph).export(target, format)))
