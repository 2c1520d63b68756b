"""``newsgraph show``."""

from __future__ import annotations

from typing import Annotated

import typer

from newsgraph.cli.common import Folder, say

__all__ = ["show"]


def show(graph: Folder, entity: Annotated[str, typer.Argument(help="Name or id of an entity.", show_default=False)]) -> None:
    """Show everything about one entity.

    Grouped, each statement with the sentence it stands in."""
    from newsgraph.graph import load

    say(str(load(graph).show(entity)))
