"""What one person from a place is called; the table is ``natives.tsv``, the rest follows from the tables of places."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from newsgraph.lexicons.places import countries, place_names
from newsgraph.lexicons.tables import read_table

__all__ = ["Native", "native_nouns"]


class Native(NamedTuple):
    """``link`` of the place (``country/FR``), empty where the tables do not have it; ``gender``: m, f or empty."""

    link: str
    gender: str


@lru_cache(maxsize=1)
def native_nouns() -> dict[str, Native]:
    """Nouns for one person of a place, in lower case; adjectives that serve as one ("an Italian") are not among them.

    >>> native_nouns()["frenchman"], native_nouns()["swede"]
    (Native(link='country/FR', gender='m'), Native(link='country/SE', gender=''))
    """
    table: dict[str, Native] = {}
    for country in countries():
        adjectives = {word.lower() for word in country.adjectives}
        for people in country.people:
            word = people.lower().removesuffix("s")
            if people.endswith("s") and not adjectives & {word, people.lower()}:
                table.setdefault(word, Native(f"country/{country.code}", ""))
    for word, label, gender in read_table("natives.tsv", 3):
        place = place_names().get(label.lower())
        table[word.lower()] = Native(place.link if place is not None else "", gender)
    return table
