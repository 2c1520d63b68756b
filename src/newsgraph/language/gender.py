"""Whether a first name is a man's or a woman's, from the United States census lists of 1990 in the package ``names``,
and from tables of names of the rest of the world."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files

from newsgraph.lexicons.tables import read_table, word_set

__all__ = ["first_name_gender", "is_first_name", "is_guess"]

# A name borne by both counts as one only where it is that many times as frequent there.
_CLEARLY = 3.0
# Per cent of a sex: "Ola", a woman's name in Ohio, is a man's in Oslo.
_FEW_BEARERS = 0.03
# Women's names there, men's elsewhere or the other way round: French, Italian, German, Slavic, Catalan.
_ELSEWHERE = word_set(
    "andrea nicola simone jean jan karol sasha nikita michele gabriele daniele joan rene kim kiran laurence toni ira mina robin"
)


def _frequencies(name: str) -> dict[str, float]:
    """First names in lower case, with their share of that sex in per cent."""
    rows = files("names").joinpath(name).read_text(encoding="ascii").splitlines()
    return {parts[0].lower(): float(parts[1]) for parts in map(str.split, rows) if parts}


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, float], dict[str, float]]:
    return _frequencies("dist.male.first"), _frequencies("dist.female.first")


@lru_cache(maxsize=1)
def _elsewhere() -> dict[str, str]:
    """First names of the rest of the world that the census lists lack or misjudge."""
    return dict(read_table("given_names.tsv", 2))


@lru_cache(maxsize=1)
def _world() -> dict[str, str]:
    """First names that no other list has."""
    return {name: gender for gender, names in read_table("given_names_world.tsv", 2) for name in names.split()}


@lru_cache(maxsize=4096)
def first_name_gender(name: str) -> str:
    """``m``, ``f``, or empty where the lists do not tell.

    >>> first_name_gender("Doug"), first_name_gender("Paula"), first_name_gender("Ngozi"), first_name_gender("Xq")
    ('m', 'f', 'f', '')
    """
    name = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))  # "Félix"
    name = name.replace("ł", "l").replace("ø", "o").replace("ß", "ss").replace("ı", "i")
    known = _elsewhere()
    for part in (name.lower(), name.lower().split("-")[0]):
        if part in known:
            return known[part]
    if name.lower().split("-")[0] in _ELSEWHERE:
        return ""
    male, female = _tables()
    for part in (name.lower(), name.lower().split("-")[0]):
        m, f = male.get(part, 0.0), female.get(part, 0.0)
        if m >= _CLEARLY * f and m > 0:
            return "m"
        if f >= _CLEARLY * m and f > 0:
            return "f"
        if m or f:
            return ""
        if part in _world():
            return _world()[part]
    # Outside the lists: Romance, Slavic and Baltic names in -o are men's ("Patricio"), Japanese ones in -ko women's.
    ends = name.lower().split("-")[0]
    return "m" if len(ends) > 4 and ends.endswith("o") and not ends.endswith("ko") else ""


def is_first_name(name: str) -> bool:
    """True when the lists hold it; they hold hardly any names from outside the United States."""
    male, female = _tables()
    return name.lower() in male or name.lower() in female


def is_guess(name: str) -> bool:
    """True where only the list of the world's names, the ending of a name or a few bearers tell whose it is: a text knows better.

    >>> is_guess("Njeri"), is_guess("Paula")
    (True, False)
    """
    part = name.lower().split("-")[0]
    male, female = _tables()
    return max(male.get(part, 0.0), female.get(part, 0.0)) < _FEW_BEARERS and part not in _elsewhere()
