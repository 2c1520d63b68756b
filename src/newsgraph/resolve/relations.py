"""Relations over all articles: their canonical names, and the hierarchy above those that occur."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newsgraph.lexicons.relations import broader
from newsgraph.model import EVENT_TYPES, EventType, Statement

__all__ = ["RelationInfo", "relation_hierarchy"]


@dataclass(frozen=True, slots=True)
class RelationInfo:
    """A relation of the graph: its name, what stands above it (a relation or an event type), its event type, how often it occurs.

    ``event_type`` is that of most statements with the relation, the alphabetically first of equally frequent ones; None where no
    statement has one. ``count`` is 0 for relations that stand only above others.
    """

    name: str
    broader: str | None
    event_type: EventType | None
    symmetric: bool
    count: int


def relation_hierarchy(statements: Iterable[Statement]) -> tuple[RelationInfo, ...]:
    """All relations of the statements and those above them, sorted by name; the order of the statements does not matter."""
    counts: dict[str, int] = {}
    events: dict[str, dict[EventType, int]] = {}
    symmetric: set[str] = set()
    for statement in statements:
        relation = statement.relation
        counts[relation.name] = counts.get(relation.name, 0) + 1
        if relation.event_type is not None:
            of_name = events.setdefault(relation.name, {})
            of_name[relation.event_type] = of_name.get(relation.event_type, 0) + 1
        if relation.symmetric:
            symmetric.add(relation.name)
    for name in list(counts):
        above = broader(name)
        while above is not None and above not in EVENT_TYPES:
            counts.setdefault(above, 0)
            above = broader(above)
    return tuple(RelationInfo(name, broader(name), _main(events.get(name, {})), name in symmetric, counts[name]) for name in sorted(counts))


def _main(counts: dict[EventType, int]) -> EventType | None:
    return min(counts, key=lambda event: (-counts[event], event), default=None)
