"""Doing what a user has corrected: the last word on names, types and statements.

Names are looked up as they are without the user's merges and renamings, so that each correction stands for itself and their order in
the file matters only where two of them say different things of one entity. What cannot be applied is told, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from newsgraph.model import AppliedCorrection, Correction, Entity, EntityType, GraphData, Named, Node, Qualifier, Statement
from newsgraph.resolve.additions import added
from newsgraph.resolve.groups import Group, folded, position
from newsgraph.resolve.lookup import Lookup, Problem

__all__ = ["correct"]

_Build = Callable[[Sequence[Group]], tuple[GraphData, dict[tuple[str, str], Entity]]]


def correct(corrections: Sequence[Correction], groups: Sequence[Group], build: _Build) -> GraphData:
    """The graph that ``build`` makes of the groups, corrected; ``GraphData.corrections`` tells what each correction did."""
    data, of = build(groups)
    lookup = Lookup(groups, of, corrections)
    done: dict[int, tuple[tuple[str, ...], str]] = {}
    merged = _merged(corrections, groups, lookup, done)
    if len(merged) != len(groups):
        data, of = build(merged)
    work = _Work(data, lookup, [of[group.members[0][0], group.members[0][1].id].id for group in groups])
    for kind, apply in (("split", _split), ("rename", _rename), ("retype", _retype), ("reject", _reject), ("add", _add)):
        work.settle()
        for number, correction in enumerate(corrections):
            if correction.kind == kind:
                try:
                    done[number] = (apply(work, correction), "")
                except Problem as problem:
                    done[number] = ((), str(problem))
    work.settle()
    for number, correction in enumerate(corrections):
        if correction.kind == "merge" and not done[number][1]:
            done[number] = (tuple(sorted(set().union(*(work.ids_of(named) for named in correction.entities)))), "")
    applied = tuple(AppliedCorrection(correction, *done[number]) for number, correction in enumerate(corrections))
    return replace(work.data, corrections=applied)


def _merged(
    corrections: Sequence[Correction], groups: Sequence[Group], lookup: Lookup, done: dict[int, tuple[tuple[str, ...], str]]
) -> list[Group]:
    """The groups with those put together that the user says are one."""
    together: dict[int, list[int]] = {number: [number] for number in range(len(groups))}
    leader = list(range(len(groups)))
    for number, correction in enumerate(corrections):
        if correction.kind != "merge":
            continue
        try:
            found = [number for named in correction.entities for number in lookup.every(named)]
        except Problem as problem:
            done[number] = ((), str(problem))
            continue
        done[number] = ((), "")
        first = leader[found[0]]
        for other in (leader[at] for at in found[1:]):
            if other != leader[first]:
                together[first] += together.pop(other)
                leader = [first if at == other else at for at in leader]
    return [groups[first] if len(members) == 1 else _one(groups, members) for first, members in sorted(together.items())]


def _one(groups: Sequence[Group], numbers: Sequence[int]) -> Group:
    parts = [groups[number] for number in numbers]
    return Group([m for part in parts for m in part.members], [r for part in parts for r in part.reasons], parts=parts)


@dataclass(slots=True)
class _Work:
    """The graph while it is corrected; ``ids`` are those of the entities that the groups of ``lookup`` have become."""

    data: GraphData
    lookup: Lookup
    ids: list[str]
    changed: dict[str, Entity] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    new: list[Statement] = field(default_factory=list)

    def id_of(self, named: Named) -> str:
        """The id of the one entity that is meant.

        Raises:
            Problem: when there is none, or several that are not one.
        """
        found = {self.ids[number] for number in self.lookup.all(named)}
        return found.pop() if len(found) == 1 else self.ids[self.lookup.one(named)]

    def every_id(self, named: Named) -> tuple[str, ...]:
        """The ids of all entities that are called so, sorted.

        Raises:
            Problem: when there is none, or the user has set some of them apart from others.
        """
        found = self.ids_of(named)
        return tuple(sorted(found if len(found) == 1 else {self.ids[number] for number in self.lookup.every(named)}))

    def ids_of(self, named: Named) -> set[str]:
        """The ids of all entities that may be meant."""
        return {self.ids[number] for number in self.lookup.all(named)}

    def entity(self, entity_id: str) -> Entity:
        """An entity as it is by now."""
        return self.changed.get(entity_id) or next(entity for entity in self.data.entities if entity.id == entity_id)

    def settle(self) -> None:
        """Bring the changes so far into the data."""
        if self.changed:
            entities = tuple(self.changed.get(entity.id, entity) for entity in self.data.entities)
            statements = tuple(_relabelled(statement, self.changed) for statement in self.data.statements)
            self.data = replace(self.data, entities=entities, statements=statements)
        if self.gone or self.new:
            kept = [
                statement.replace(content=None) if statement.content in self.gone else statement
                for statement in self.data.statements
                if statement.id not in self.gone
            ]
            self.data = replace(self.data, statements=tuple(sorted([*kept, *self.new], key=position)))
        self.changed, self.gone, self.new = {}, set(), []


def _split(work: _Work, correction: Correction) -> tuple[str, ...]:
    sides: list[set[str]] = []
    for named in correction.entities:
        found = work.ids_of(named)
        if not found:
            raise Problem(f"no entity named {named}")
        sides.append(found)
    for number, side in enumerate(sides):
        for other in sides[number + 1 :]:
            if side & other:
                raise Problem(f"they are still one ({', '.join(sorted(side & other))}): no mention tells them apart, or a merge says so")
    return tuple(sorted(set().union(*sides)))


def _rename(work: _Work, correction: Correction) -> tuple[str, ...]:
    found = work.every_id(correction.entities[0])
    for entity in map(work.entity, found):
        names = {*entity.aliases, entity.label} - {correction.to}
        work.changed[entity.id] = replace(entity, label=correction.to, aliases=tuple(sorted(names)))
    return found


def _retype(work: _Work, correction: Correction) -> tuple[str, ...]:
    found = work.every_id(correction.entities[0])
    for entity in map(work.entity, found):
        work.changed[entity.id] = replace(entity, type=cast(EntityType, correction.to))
    return found


def _reject(work: _Work, correction: Correction) -> tuple[str, ...]:
    ends = {
        name: (folded(named.name), work.ids_of(named))
        for name, named in (("subject", correction.subject), ("object", correction.object))
        if named is not None
    }
    gone = {statement.id for statement in work.data.statements if _is_meant(statement, correction, ends)}
    if not gone:
        raise Problem("no statement fits")
    work.gone |= gone
    return tuple(sorted(gone))


def _is_meant(statement: Statement, correction: Correction, ends: dict[str, tuple[str, set[str]]]) -> bool:
    relation = statement.relation
    return (
        correction.statement in ("", statement.id)
        and correction.article in ("", statement.article)
        and correction.status in ("", statement.status)
        and correction.relation in ("", relation.name.lower(), relation.lemma.lower())
        and all(_is_end(getattr(statement, name), *wanted) for name, wanted in ends.items())
    )


def _is_end(node: Node | None, name: str, ids: set[str]) -> bool:
    return node is not None and (node.id in ids or (node.kind != "entity" and name in (folded(node.label), folded(node.text))))


def _add(work: _Work, correction: Correction) -> tuple[str, ...]:
    def meant(named: Named) -> Entity | None:
        here = Named(named.name, named.article or correction.article)
        for way in (here, named):
            if work.lookup.all(way):
                return work.entity(work.id_of(way))
        return None

    statement = added(correction, work.data, meant)
    work.new.append(statement)
    return (statement.id,)


def _relabelled(statement: Statement, changed: dict[str, Entity]) -> Statement:
    def node(old: Node) -> Node:
        entity = changed.get(old.id) if old.kind == "entity" else None
        return replace(old, label=entity.label, type=entity.type, aliases=entity.aliases) if entity else old

    def qualifier(old: Qualifier) -> Qualifier:
        return replace(old, node=node(old.node)) if old.node else old

    if not any(end.id in changed for end in statement.nodes):
        return statement
    return statement.replace(
        subject=node(statement.subject),
        object=node(statement.object) if statement.object else None,
        speakers=tuple(map(node, statement.speakers)),
        qualifiers=tuple(map(qualifier, statement.qualifiers)),
    )
