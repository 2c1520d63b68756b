"""Names of whole classes that everybody knows (makers of vehicles, newspapers, armed groups); the table is ``known_names.tsv``."""

from __future__ import annotations

from functools import lru_cache

from newsgraph.lexicons.tables import read_table, values

__all__ = ["known_kind", "known_kind_names", "known_type"]


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple((kind, tag, values(names)) for kind, tag, names in read_table("known_names.tsv", 3))


@lru_cache(maxsize=1)
def known_kind() -> dict[str, str]:
    """Names in lower case to their class: ``maker``, ``newspaper`` …"""
    return {name.lower(): kind for kind, _, names in _rows() for name in names}


@lru_cache(maxsize=1)
def known_type() -> dict[str, str]:
    """Names in lower case, words and hyphens separated by spaces, to the tagger's type of them: ``ORG``, ``PRODUCT`` …"""
    return {" ".join(name.lower().replace("-", " - ").split()): tag for _, tag, names in _rows() for name in names}


def known_kind_names(kind: str) -> tuple[str, ...]:
    """The names of one class, as they are written."""
    return tuple(name for row, _, names in _rows() for name in names if row == kind)
