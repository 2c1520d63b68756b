"""Words in names that tell what they name; the table is ``headwords.tsv``."""

from __future__ import annotations

from functools import lru_cache

from newsgraph.lexicons.tables import read_table

__all__ = ["first_words", "last_words", "modifiers"]


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {"first": {}, "last": {}, "modifier": {}}
    for word, position, kind in read_table("headwords.tsv", 3):
        table[position][word] = kind
    return table


def first_words() -> dict[str, str]:
    """Words that open a name (*University of ...*, *Lake ...*) to Organization, Place, Event or Law."""
    return _table()["first"]


def last_words() -> dict[str, str]:
    """Words that close a name (*... Party*, *... River*) to Organization, Place, Event, Law or Work."""
    return _table()["last"]


def modifiers() -> dict[str, str]:
    """Adjectives and the like with which names of organisations begin (*National ...*, *Civic ...*)."""
    return _table()["modifier"]
