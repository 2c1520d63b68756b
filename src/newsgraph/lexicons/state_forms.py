"""Which offices a country has by its form of state: no president beside a king; the table is ``state_forms.tsv``."""

from __future__ import annotations

from functools import lru_cache

from newsgraph.lexicons.tables import read_table

__all__ = ["may_have", "state_forms"]

_MONARCHS = frozenset(("king", "queen", "monarch", "emperor", "sultan", "prince", "princess"))


@lru_cache(maxsize=1)
def state_forms() -> dict[str, frozenset[str]]:
    """Forms of state to the links of the countries that have them."""
    return {form: frozenset(f"country/{code}" for code in codes.split()) for form, codes in read_table("state_forms.tsv", 2)}


def may_have(link: str, office: str) -> bool:
    """False for a country (``country/CA``) that has no such office; True for those that the table does not know.

    >>> may_have("country/CA", "president"), may_have("country/US", "prime minister"), may_have("country/MX", "foreign minister")
    (False, False, True)
    """
    forms = state_forms()
    if not link:
        return True
    if office in ("president", "vice president"):
        return link not in forms["monarchy"]
    if office == "prime minister":
        return link not in forms["presidential"]
    if office == "chancellor":
        return link in forms["chancellor"]
    return link in forms["monarchy"] if office in _MONARCHS else True
