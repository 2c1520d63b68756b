"""What firms are called by their trade; the table is ``businesses.tsv``."""

from __future__ import annotations

from functools import lru_cache

from newsgraph.lexicons.tables import read_table

__all__ = ["business_trades", "trades_told"]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in cell.split())


@lru_cache(maxsize=1)
def business_trades() -> dict[str, frozenset[str]]:
    """Words that call a firm by its trade, in lower case, to the trades; ``any`` among them for words that suit every firm.

    >>> sorted(business_trades()["carmaker"]), sorted(business_trades()["company"])
    (['cars'], ['any'])
    """
    table: dict[str, set[str]] = {}
    for trade, words, _ in read_table("businesses.tsv", 3):
        for word in _split(words):
            table.setdefault(word, set()).add(trade)
    return {word: frozenset(found) for word, found in table.items()}


@lru_cache(maxsize=1)
def _told() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for trade, words, inside in read_table("businesses.tsv", 3):
        for word in (*_split(words), *_split(inside)):
            table.setdefault(word, set()).add(trade)
    return {word: frozenset(found - {"any"}) for word, found in table.items()}


def trades_told(words: set[str]) -> frozenset[str]:
    """The trades that words of a name or a description in lower case tell of."""
    return frozenset(trade for word in words for trade in _told().get(word, ()))
