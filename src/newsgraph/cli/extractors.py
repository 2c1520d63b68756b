"""``newsgraph extractors``."""

from __future__ import annotations

from newsgraph.cli.common import say

__all__ = ["extractors"]


def extractors() -> None:
    """List the installed extractors.

    Those of newsgraph and those of other packages, with their versions."""
    from newsgraph.pipeline import extractors as installed

    for name, version in installed().items():
        say(f"{name} {version}")
