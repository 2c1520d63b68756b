"""Classes of words by name; the table is ``classes.tsv``."""

from __future__ import annotations

from functools import lru_cache

from newsgraph.lexicons.tables import read_table

__all__ = ["word_class"]


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    return {name: frozenset(listed.split()) for name, _, listed in read_table("classes.tsv", 3)}


def word_class(name: str) -> frozenset[str]:
    """The words of a class, in lower case.

    Raises:
        KeyError: when the table has no such class.
    """
    return _classes()[name]
