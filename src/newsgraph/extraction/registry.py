"""Finding extractors: every one, the built-in ones too, comes through the entry points ``newsgraph.extractors``."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points

from newsgraph.errors import NotFoundError
from newsgraph.extraction.base import Extractor

__all__ = ["GROUP", "extractor_names", "load_extractors"]

GROUP = "newsgraph.extractors"


@lru_cache(maxsize=1)
def _installed() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


def extractor_names() -> tuple[str, ...]:
    """The names of all installed extractors, sorted."""
    return tuple(sorted(_installed()))


def load_extractors(names: Iterable[str]) -> tuple[Extractor, ...]:
    """One new extractor for each name, in that order; nothing else is imported.

    Raises:
        NotFoundError: for a name that no installed package declares.
    """
    loaded: list[Extractor] = []
    for name in names:
        point = _installed().get(name)
        if point is None:
            near = difflib.get_close_matches(name, _installed(), n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise NotFoundError(f"no extractor named {name!r}.{hint} Installed: {', '.join(extractor_names())}.")
        extractor: Extractor = point.load()()
        loaded.append(extractor)
    return tuple(loaded)
