"""``newsgraph query``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from newsgraph.cli.common import Folder, say

__all__ = ["query"]


def query(
    graph: Folder,
    sparql: Annotated[str | None, typer.Argument(help="SPARQL query; prefixes are preset.", show_default=False)] = None,
    file: Annotated[Path | None, typer.Option("--file", help="File with the query.", show_default=False)] = None,
    name: Annotated[str | None, typer.Option("--name", help="One of the queries that come with it.", show_default=False)] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", help="Value for a named query, as NAME=VALUE; once for each.", show_default=False)
    ] = None,
    iris: Annotated[bool, typer.Option("--iris", help="Print IRIs (short form), not labels.")] = False,
    format: Annotated[
        Literal["table", "csv", "json", "tsv"] | None,
        typer.Option("--format", "-f", help="What the answer is printed as.", show_default="table on a terminal, else csv"),
    ] = None,
) -> None:
    """Ask a graph in SPARQL.

    Or with one of the queries that come with newsgraph; --name list lists those."""
    from newsgraph.cli.tables import print_frame
    from newsgraph.graph import load
    from newsgraph.graph.queries import named_queries, parameters, query_text

    if name == "list":
        for query_name, description in named_queries().items():
            say(f"{query_name}: {description}")
        return
    text, values = query_text(sparql, file, name), parameters(param or [])
    frame = load(graph).query(text, name=name, labels=not iris, **values)
    print_frame(frame, format or ("table" if sys.stdout.isatty() else "csv"))
