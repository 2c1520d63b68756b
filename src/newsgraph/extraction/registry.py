"""Finding extractors: every one, the built-in ones too, comes through the entry points ``newsgraph.extractors``.

One that is still being written needs no package: ``module:Class`` names it where it stands.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from newsgraph.errors import ConfigError, NotFoundError
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

    A name is that of an entry point, or ``module:Class`` for a class that no package declares (``__main__:Class`` in a notebook).

    Raises:
        NotFoundError: for a name that no installed package declares, or a class that is not there.
        ConfigError: when the class is no extractor.
    """
    return tuple(_by_place(name) if ":" in name else _by_name(name) for name in names)


def _by_name(name: str) -> Extractor:
    point = _installed().get(name)
    if point is None:
        near = difflib.get_close_matches(name, _installed(), n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise NotFoundError(
            f"no extractor named {name!r}.{hint} Installed: {', '.join(extractor_names())}."
            " A class that no package declares is named 'module:Class'."
        )
    extractor: Extractor = point.load()()
    return extractor


def _by_place(name: str) -> Extractor:
    module_name, _, class_name = name.partition(":")
    try:
        module = import_module(module_name)
    except (ModuleNotFoundError, ValueError) as error:  # an empty name is a ValueError
        raise NotFoundError(f"no module {module_name!r} for the extractor {name!r}: {error}. Is its folder on PYTHONPATH?") from error
    made = getattr(module, class_name, None)
    if made is None:
        raise NotFoundError(f"the module {module_name!r} has no class {class_name!r}, which the extractor {name!r} names")
    extractor = made() if isinstance(made, type) else made
    if not isinstance(extractor, Extractor):
        raise ConfigError(f"{name!r} is no extractor: it needs a name, a version, requires, and a method extract(annotated)")
    return extractor
