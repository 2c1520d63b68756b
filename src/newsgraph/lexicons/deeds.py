"""Nouns for who has done something, by the verbs that tell so; the table is ``deeds.tsv``."""

from __future__ import annotations

from functools import lru_cache

from newsgraph.lexicons.tables import read_table

__all__ = ["deed_nouns", "is_deed_noun"]


@lru_cache(maxsize=1)
def _by_verb() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for noun, verbs in read_table("deeds.tsv", 2):
        for verb in verbs.split(" "):
            found.setdefault(verb.replace("_", " "), []).append(noun)
    return {verb: tuple(nouns) for verb, nouns in found.items()}


def deed_nouns(verb: str) -> tuple[str, ...]:
    """What somebody is who has done it; empty for verbs that the table does not have.

    >>> deed_nouns("knock out"), deed_nouns("walk")
    (('winner',), ())
    """
    return _by_verb().get(verb, ())


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return frozenset(noun for nouns in _by_verb().values() for noun in nouns)


def is_deed_noun(noun: str) -> bool:
    """True for nouns of the table, in lower case."""
    return noun in _nouns()
