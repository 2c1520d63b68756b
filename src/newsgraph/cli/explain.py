"""``newsgraph explain``."""

from __future__ import annotations

from typing import Annotated

import typer

from newsgraph.cli.common import Folder, say

__all__ = ["explain"]


def explain(
    graph: Folder, name: Annotated[str, typer.Argument(help="A name or description that an article uses.", show_default=False)]
) -> None:
    """Tell why a name is that of an entity.

    Which rule says so, where, and how to keep the two apart."""
    from newsgraph.graph import load

    for explanation in load(graph).explain(name):
        say(str(explanation))
