"""First names and their short forms; the table is ``nicknames.tsv``."""

from __future__ import annotations

from functools import lru_cache

from newsgraph.lexicons.tables import read_table, values

__all__ = ["full_forms", "same_first_name"]


@lru_cache(maxsize=1)
def full_forms() -> dict[str, frozenset[str]]:
    """A short form (lower case) to the names that it may stand for."""
    forms: dict[str, set[str]] = {}
    for name, shorts in read_table("nicknames.tsv", 2):
        for short in values(shorts):
            forms.setdefault(short, set()).add(name)
    return {short: frozenset(names) for short, names in forms.items()}


def same_first_name(one: str, other: str) -> bool:
    """True when both may be first names of one person: equal, an initial, or a short form of the other.

    >>> same_first_name("Doug", "Douglas"), same_first_name("J.", "John"), same_first_name("Mary", "Ann")
    (True, True, False)
    """
    a, b = one.lower().rstrip("."), other.lower().rstrip(".")
    if a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1]):
        return True
    forms = full_forms()
    return b in forms.get(a, ()) or a in forms.get(b, ()) or bool(forms.get(a, frozenset()) & forms.get(b, frozenset()))
