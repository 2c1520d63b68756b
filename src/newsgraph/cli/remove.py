"""``newsgraph remove``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsgraph.cli.common import progress_bar, say

__all__ = ["remove"]


def remove(
    graph: Annotated[Path, typer.Argument(help="Folder of a graph.", show_default=False)],
    articles: Annotated[list[str], typer.Argument(help="Ids of articles.", show_default=False)],
) -> None:
    """Take articles out of a graph.

    All that only they tell goes with them."""
    from newsgraph.graph import remove as remove_articles

    with progress_bar() as progress:
        left = remove_articles(graph, articles, progress=progress)
    say(f"{graph}: {left.summary()}")
