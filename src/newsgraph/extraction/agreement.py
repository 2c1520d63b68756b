"""Statements of a second reader beside those of the rules: what both found is surer, what only the second found is added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsgraph.model import Node, Statement

__all__ = ["Agreement", "agree"]

_SUREST = 0.99


@dataclass(frozen=True, slots=True)
class Agreement:
    """The statements of both; how many of the second reader's were also the first's, how many are new, how many contradict it."""

    statements: tuple[Statement, ...]
    agreed: int
    added: int
    contradicting: int


def agree(first: Sequence[Statement], second: Iterable[Statement]) -> Agreement:
    """What two independent readers found, the first being the one that is believed where they differ.

    They agree when ends, relation (its name, or its words in the text), status and speakers are the same. The statement of the first is
    then kept, with the probability that not both are wrong: 1 - (1 - p)(1 - q), 0.99 at most. That they were wrong independently is an
    assumption. Where the second has the same ends and words with another status or speaker, it contradicts, and is left out.
    """
    kept = list(first)
    by_ends: dict[tuple[str, str], list[int]] = {}
    for at, statement in enumerate(kept):
        by_ends.setdefault(_ends(statement), []).append(at)
        if statement.relation.symmetric:
            by_ends.setdefault(_ends(statement)[::-1], []).append(at)
    added: list[Statement] = []
    agreed, contradicting = 0, 0
    confirmed: set[int] = set()
    for statement in second:
        near = [at for at in by_ends.get(_ends(statement), []) if _same_relation(kept[at], statement)]
        same = [at for at in near if _told(kept[at]) == _told(statement)]
        if same:
            agreed += 1
            if same[0] not in confirmed:
                confirmed.add(same[0])
                kept[same[0]] = _confirmed(kept[same[0]], statement)
        elif near:
            contradicting += 1
        else:
            added.append(statement)
    return Agreement((*kept, *added), agreed, len(added), contradicting)


def _confirmed(one: Statement, other: Statement) -> Statement:
    both = 1.0 - (1.0 - one.confidence) * (1.0 - other.confidence)
    return one.replace(confidence=max(one.confidence, min(_SUREST, round(both, 2))))


def _name(node: Node | None) -> str:
    return "" if node is None else node.id or f"={node.label}"


def _ends(statement: Statement) -> tuple[str, str]:
    return _name(statement.subject), _name(statement.object)


def _told(statement: Statement) -> tuple[object, ...]:
    return statement.status, tuple(speaker.id for speaker in statement.speakers)


def _same_relation(one: Statement, other: Statement) -> bool:
    if one.relation.name == other.relation.name and one.evidence[0].sentence == other.evidence[0].sentence:
        return True
    return any(
        a.relation is not None and b.relation is not None and a.relation.start < b.relation.end and b.relation.start < a.relation.end
        for a in one.evidence
        for b in other.evidence
    )
