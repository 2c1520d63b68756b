"""Nouns that descriptions are made of, and those that take one another up.

The tables are ``nouns.tsv`` and ``families.tsv``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from newsgraph.lexicons.tables import read_table, values

__all__ = ["Noun", "nouns", "taken_up_by"]


class Noun(NamedTuple):
    """``kind``: person, org, country, city, region, place, group, event or thing; ``gender``: m, f or empty."""

    kind: str
    gender: str


@lru_cache(maxsize=1)
def nouns() -> dict[str, Noun]:
    """Lemmas, and the plurals of groups, in lower case."""
    return {lemma: Noun(kind, gender) for lemma, kind, gender in read_table("nouns.tsv", 3)}


@lru_cache(maxsize=1)
def taken_up_by() -> dict[str, frozenset[str]]:
    """A noun to the nouns by which the same article may take it up, itself not among them."""
    table: dict[str, set[str]] = {}
    for generals, members, each in read_table("families.tsv", 3):
        of_all = values(generals)
        for noun in (*values(members), *(of_all if each == "each" else ())):
            table.setdefault(noun, set()).update(value for value in of_all if value != noun)
    return {noun: frozenset(others) for noun, others in table.items()}
