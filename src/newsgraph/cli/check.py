"""``newsgraph check``."""

from __future__ import annotations

import typer

from newsgraph.cli.common import Folder, say

__all__ = ["check"]


def check(graph: Folder) -> None:
    """Check a graph for what is wrong.

    It is held against its shapes (SHACL) and invariants; what is wrong is listed, and the exit code is then 1."""
    from newsgraph.graph import load

    loaded = load(graph)
    problems = loaded.check()
    for problem in problems:
        say(problem)
    if problems:
        raise typer.Exit(1)
    say(f"{graph}: all is well; {loaded.summary()}")
