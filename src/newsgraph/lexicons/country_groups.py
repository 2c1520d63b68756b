"""What descriptions say of countries ("the Gulf state"), each with the countries it fits; the table is ``country_groups.tsv``."""

from __future__ import annotations

from functools import lru_cache

from newsgraph.lexicons.tables import read_table

__all__ = ["country_groups"]


@lru_cache(maxsize=1)
def country_groups() -> dict[str, frozenset[str]]:
    """Words in lower case to the links of the countries that they may be said of.

    >>> "country/QA" in country_groups()["gulf"], "country/KE" in country_groups()["west african"]
    (True, False)
    """
    return {words: frozenset(f"country/{code}" for code in codes.split()) for words, codes in read_table("country_groups.tsv", 2)}
