"""``newsgraph path``."""

from __future__ import annotations

from typing import Annotated

import typer

from newsgraph.cli.common import Folder, say

__all__ = ["path"]


def path(
    graph: Folder,
    a: Annotated[str, typer.Argument(help="Name or id of an entity.", show_default=False)],
    b: Annotated[str, typer.Argument(help="Name or id of another.", show_default=False)],
    all: Annotated[bool, typer.Option("--all", help="Also by what is denied, possible or only said.")] = False,
) -> None:
    """Show how two entities hang together.

    These are the statements on the shortest way from one to the other."""
    from newsgraph.graph import load

    say(str(load(graph).path(a, b, plain=not all)))
