"""Countries and regions with their names, adjectives, peoples and capitals; the tables are ``countries.tsv`` and ``regions.tsv``."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from newsgraph.lexicons.tables import read_table, values

__all__ = [
    "Country",
    "PlaceName",
    "PlaceUse",
    "abbreviated_states",
    "countries",
    "country_label",
    "government_seats",
    "place_names",
    "place_starts",
]

PlaceUse = Literal["name", "adjective", "people", "capital", "government"]


class PlaceName(NamedTuple):
    """What a name means: ``label`` of the place, ``link`` (``country/CA``, ``region/texas``), how it is used, of what kind of place.

    ``kind`` is ``country``, ``state``, ``province``, ``nation``, ``continent`` or ``city``.
    """

    label: str
    link: str
    use: PlaceUse
    kind: str


class Country(NamedTuple):
    """One row of the table of countries."""

    code: str
    label: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: str
    government: tuple[str, ...]


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """All countries and territories, sorted by code."""
    rows: list[Country] = []
    for code, label, names, adjectives, people, capital, government in read_table("countries.tsv", 7):
        adjective = values(adjectives)
        plural = values(people) or tuple(f"{word}s" for word in adjective if not word.endswith(("s", "sh", "ch", "New Zealand")))
        rows.append(Country(code, label, values(names), adjective, plural, capital, values(government)))
    return tuple(rows)


@lru_cache(maxsize=1)
def country_label() -> dict[str, str]:
    """Link (``country/CA``) to label (``Canada``)."""
    return {f"country/{country.code}": country.label for country in countries()}


@lru_cache(maxsize=1)
def place_names() -> dict[str, PlaceName]:
    """Every name, in lower case and without "the", to what it means most often: names before adjectives, peoples, capitals."""
    table: dict[str, PlaceName] = {}
    rows = countries()
    regions = [(label, kind, values(names), values(adjectives)) for label, kind, names, adjectives in read_table("regions.tsv", 4)]
    for country in rows:
        for name in (country.label, *country.names):
            table.setdefault(name.lower(), PlaceName(country.label, f"country/{country.code}", "name", "country"))
    for label, kind, names, _ in regions:
        slug = label.lower().replace(" ", "-")
        for name in (label, *names):
            table.setdefault(name.lower(), PlaceName(label, f"region/{slug}", "name", kind))
    for country in rows:
        link = f"country/{country.code}"
        for word in country.adjectives:
            table.setdefault(word.lower(), PlaceName(country.label, link, "adjective", "country"))
        for word in country.people:
            table.setdefault(word.lower(), PlaceName(country.label, link, "people", "country"))
        for word in country.government:
            if word != country.capital:
                table.setdefault(word.lower(), PlaceName(country.label, link, "government", "country"))
        if country.capital:
            table.setdefault(country.capital.lower(), PlaceName(country.label, link, "capital", "city"))
        for word in country.government:
            table.setdefault(word.lower(), PlaceName(country.label, link, "capital", "city"))
    for label, kind, _, adjectives in regions:
        slug = label.lower().replace(" ", "-")
        for word in adjectives:
            table.setdefault(word.lower(), PlaceName(label, f"region/{slug}", "adjective", kind))
            table.setdefault(f"{word.lower()}s", PlaceName(label, f"region/{slug}", "people", kind))
    return table


@lru_cache(maxsize=1)
def government_seats() -> dict[str, str]:
    """Capitals and seats that stand for their country's government, in lower case, each with the link of that country."""
    return {word.lower(): f"country/{country.code}" for country in countries() for word in country.government}


@lru_cache(maxsize=1)
def abbreviated_states() -> dict[str, PlaceName]:
    """Abbreviations of states and provinces, in lower case and without their last stop ("mich", "n.y"), to what they mean."""
    names = place_names()
    rows = read_table("state_abbreviations.tsv", 2)
    return {short.lower(): names[label.lower()] for label, shorts in rows for short in values(shorts)}


@lru_cache(maxsize=1)
def place_starts() -> dict[str, int]:
    """The first word of each name (lower case) to the most words that a name beginning with it has."""
    longest: dict[str, int] = {}
    for name in place_names():
        words = name.split()
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return longest
