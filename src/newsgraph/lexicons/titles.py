"""Words before a person's name that are no part of it; the table is ``titles.tsv``."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from newsgraph.lexicons.tables import read_table

__all__ = ["Title", "title_parts", "title_words", "titles"]


class Title(NamedTuple):
    """``kind`` is ``courtesy`` (Mr, Dr) or ``office``; ``gender`` is ``m``, ``f`` or empty."""

    kind: Literal["courtesy", "office"]
    gender: str


@lru_cache(maxsize=1)
def titles() -> dict[str, Title]:
    """Titles in lower case; some have several words."""
    return {title: Title("courtesy" if kind == "courtesy" else "office", gender) for title, kind, gender in read_table("titles.tsv", 3)}


@lru_cache(maxsize=1)
def title_words() -> frozenset[str]:
    """Words that are a title by themselves, and those that open one (prime, vice)."""
    return frozenset(title for title in titles() if " " not in title) | {"prime", "vice"}


@lru_cache(maxsize=1)
def title_parts() -> frozenset[str]:
    """Every word that stands in a title of several words (transport, foreign, state)."""
    return frozenset(word for title in titles() for word in title.split() if " " in title)
