"""``newsgraph diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from newsgraph.cli.common import say

__all__ = ["diff"]


def diff(
    a: Annotated[Path, typer.Argument(help="The one graph: a folder, or a .trig, .nq or .jsonld file.", show_default=False)],
    b: Annotated[Path, typer.Argument(help="The other.", show_default=False)],
    format: Annotated[Literal["text", "json", "html"], typer.Option("--format", "-f", help="What it is told as.")] = "text",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when the graphs differ.")] = False,
) -> None:
    """Show what differs between two graphs.

    Statements gained, lost, and changed in their place; entities merged, split, renamed."""
    from newsgraph.graph import diff as difference
    from newsgraph.graph.formats import json_line

    found = difference(a, b)
    say(str(found) if format == "text" else found.to_html() if format == "html" else json_line(found.to_json()))
    if exit_code and found:
        raise typer.Exit(1)
