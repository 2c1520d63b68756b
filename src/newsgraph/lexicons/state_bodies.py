"""What a country has one of, under its own name: Poland's lower house is the Sejm, Sweden's central bank the Riksbank.

The table is ``state_bodies.tsv``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from newsgraph.lexicons.tables import read_table, values

__all__ = ["StateBody", "called_bodies", "state_bodies"]


@dataclass(frozen=True, slots=True)
class StateBody:
    """What news calls a body, in lower case, and the link of its country; empty for a name that several countries have."""

    called: tuple[str, ...]
    country: str


@lru_cache(maxsize=1)
def state_bodies() -> dict[str, StateBody]:
    """Names in lower case to what bears them.

    >>> state_bodies()["sejm"]
    StateBody(called=('lower house', 'chamber'), country='country/PL')
    """
    rows = read_table("state_bodies.tsv", 3)
    return {name.lower(): StateBody(values(called), f"country/{code}" if code else "") for called, name, code in rows}


@lru_cache(maxsize=1)
def called_bodies() -> frozenset[str]:
    """All that news calls such bodies, in lower case."""
    return frozenset(word for body in state_bodies().values() for word in body.called)
