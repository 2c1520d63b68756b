"""What one graph states and another does not: two builds, two versions of an article, two versions of the program."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsgraph.graph.core import Graph
from newsgraph.graph.making import load
from newsgraph.graph.reports import clean, line
from newsgraph.model import CharSpan, Entity, GraphData, Node, Statement

__all__ = ["EntityChange", "GraphDiff", "Regrouping", "StatementChange", "diff"]


@dataclass(frozen=True, slots=True)
class StatementChange:
    """The same place of the same sentence, stated otherwise; ``fields`` are the names of what differs and both values, to be read."""

    before: Statement
    after: Statement
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class EntityChange:
    """The same entity, named otherwise; ``fields`` as in :class:`StatementChange`."""

    before: Entity
    after: Entity
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Entities that became one (several before), or one that became several (several after): told by where they are mentioned."""

    before: tuple[Entity, ...]
    after: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class GraphDiff:
    """What differs between two graphs, everything sorted; true when anything does.

    Articles are ids. Statements are compared by what they say of which entity, not by how an entity is called: that stands in
    ``entities_changed``, ``merged`` and ``split``. A sentence that has only moved within its article is the same sentence.
    """

    articles_gained: tuple[str, ...]
    articles_lost: tuple[str, ...]
    articles_changed: tuple[str, ...]
    gained: tuple[Statement, ...]
    lost: tuple[Statement, ...]
    changed: tuple[StatementChange, ...]
    entities_gained: tuple[Entity, ...]
    entities_lost: tuple[Entity, ...]
    entities_changed: tuple[EntityChange, ...]
    merged: tuple[Regrouping, ...]
    split: tuple[Regrouping, ...]
    unchanged: int

    def __bool__(self) -> bool:
        """True when the graphs differ."""
        return any((
            self.articles_gained, self.articles_lost, self.articles_changed, self.gained, self.lost, self.changed,
            self.entities_gained, self.entities_lost, self.entities_changed, self.merged, self.split,
        ))  # fmt: skip

    def summary(self) -> str:
        """The numbers on one line."""
        return (
            f"statements: {len(self.gained)} gained, {len(self.lost)} lost, {len(self.changed)} changed, {self.unchanged} the same; "
            f"entities: {len(self.entities_gained)} gained, {len(self.entities_lost)} lost, {len(self.entities_changed)} changed, "
            f"{len(self.merged)} merged, {len(self.split)} split; articles: {len(self.articles_gained)} gained, "
            f"{len(self.articles_lost)} lost, {len(self.articles_changed)} changed"
        )

    def sections(self) -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
        """Headings, each with its entries: a line, and what stands below it. Empty ones are left out."""
        found: tuple[tuple[str, list[tuple[str, list[str]]]], ...] = (
            ("Articles gained", [(clean(name), []) for name in self.articles_gained]),
            ("Articles lost", [(clean(name), []) for name in self.articles_lost]),
            ("Articles changed", [(clean(name), []) for name in self.articles_changed]),
            ("Entities merged", [(_regrouped(change), []) for change in self.merged]),
            ("Entities split", [(_regrouped(change), []) for change in self.split]),
            ("Entities gained", [(_named(entity), []) for entity in self.entities_gained]),
            ("Entities lost", [(_named(entity), []) for entity in self.entities_lost]),
            ("Entities changed", [(_named(change.after), _differing(change.fields)) for change in self.entities_changed]),
            ("Statements gained", [(line(statement), [_evidence(statement)]) for statement in self.gained]),
            ("Statements lost", [(line(statement), [_evidence(statement)]) for statement in self.lost]),
            ("Statements changed", [(line(c.after), [*_differing(c.fields), _evidence(c.after)]) for c in self.changed]),
        )
        yield from ((heading, entries) for heading, entries in found if entries)

    def __str__(self) -> str:
        """Readable text."""
        lines = [self.summary()]
        for heading, entries in self.sections():
            lines += ["", heading]
            for entry, below in entries:
                lines += [f"  {entry}", *(f"      {text}" for text in below)]
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """JSON values: statements as in ``statements.jsonl``, entities by id, label and type."""

        def changes(found: Iterable[StatementChange | EntityChange], of: Callable[[Any], Any]) -> list[dict[str, Any]]:
            return [
                {
                    "before": of(change.before),
                    "after": of(change.after),
                    "fields": {name: {"before": before, "after": after} for name, before, after in change.fields},
                }
                for change in found
            ]

        def regrouped(found: Iterable[Regrouping]) -> list[dict[str, Any]]:
            return [{"before": [*map(_entity_json, one.before)], "after": [*map(_entity_json, one.after)]} for one in found]

        return {
            "articles": {"gained": [*self.articles_gained], "lost": [*self.articles_lost], "changed": [*self.articles_changed]},
            "entities": {
                "gained": [*map(_entity_json, self.entities_gained)],
                "lost": [*map(_entity_json, self.entities_lost)],
                "changed": changes(self.entities_changed, _entity_json),
                "merged": regrouped(self.merged),
                "split": regrouped(self.split),
            },
            "statements": {
                "gained": [statement.to_json() for statement in self.gained],
                "lost": [statement.to_json() for statement in self.lost],
                "changed": changes(self.changed, Statement.to_json),
                "unchanged": self.unchanged,
            },
        }

    def to_html(self) -> str:
        """A page of its own, without scripts, that needs no network."""
        from newsgraph.graph.difference_page import page

        return page(self)

    def _repr_html_(self) -> str:
        from newsgraph.graph.difference_page import body

        return body(self, most=20)


def _entity_json(entity: Entity) -> dict[str, Any]:
    return {"id": entity.id, "label": entity.label, "type": entity.type}


def _named(entity: Entity) -> str:
    return clean(f"{entity.label} ({entity.type}, {entity.id})")


def _regrouped(change: Regrouping) -> str:
    before, after = ("; ".join(map(_named, side)) for side in (change.before, change.after))
    return f"{before} \u2192 {after}"


def _differing(fields: Iterable[tuple[str, str, str]]) -> list[str]:
    return [clean(f"{name}: {before or 'none'} \u2192 {after or 'none'}") for name, before, after in fields]


def _evidence(statement: Statement) -> str:
    return f"“{clean(statement.evidence[0].text if statement.evidence else '')}” ({clean(statement.article)})"


def diff(a: Graph | str | Path, b: Graph | str | Path) -> GraphDiff:
    """What differs between two graphs, from ``a`` to ``b``: graphs, folders, or ``.trig``, ``.nq`` or ``.jsonld`` files.

    Raises:
        NotFoundError: when there is no such graph.
        StoreFormatError: when one cannot be read.
    """
    before, after = ((graph if isinstance(graph, Graph) else load(graph)).data for graph in (a, b))
    entities = _Entities(before, after)
    statements = _Statements(before, after, entities.heir)
    articles = [{article.id: article.content_hash for article in data.articles} for data in (before, after)]
    return GraphDiff(
        articles_gained=tuple(sorted(articles[1].keys() - articles[0].keys())),
        articles_lost=tuple(sorted(articles[0].keys() - articles[1].keys())),
        articles_changed=tuple(sorted(name for name in articles[0].keys() & articles[1].keys() if articles[0][name] != articles[1][name])),
        gained=tuple(statements.gained),
        lost=tuple(statements.lost),
        changed=tuple(statements.changed),
        entities_gained=tuple(entities.gained),
        entities_lost=tuple(entities.lost),
        entities_changed=tuple(entities.changed),
        merged=tuple(entities.merged),
        split=tuple(entities.split),
        unchanged=statements.unchanged,
    )


# -- entities ---------------------------------------------------------------------------------------------------------------------


def _places(data: GraphData) -> dict[Hashable, str]:
    """The entity at each mention, by what stays the same when text before it is put in: article, words, and how often they came before."""
    mentions = sorted((mention, entity.id) for entity in data.entities for mention in entity.mentions)
    seen: Counter[tuple[str, str]] = Counter()
    places: dict[Hashable, str] = {}
    for mention, entity_id in mentions:
        # A pronoun says little of which one it was: "he" is not counted.
        if mention.kind != "pronoun":
            words = mention.article, mention.text
            places[*words, seen[words]] = entity_id
            seen[words] += 1
    return places


class _Entities:
    """Which entity of the one graph is which of the other: the one with which it shares the most mentions, else the one of the same id."""

    def __init__(self, before: GraphData, after: GraphData) -> None:
        self._before = {entity.id: entity for entity in before.entities}
        self._after = {entity.id: entity for entity in after.entities}
        old, new = _places(before), _places(after)
        shared = Counter((old[place], new[place]) for place in old.keys() & new.keys())
        forward, backward = self._best(shared), self._best(Counter({(b, a): count for (a, b), count in shared.items()}))
        for name in self._before.keys() & self._after.keys():
            forward.setdefault(name, name)
            backward.setdefault(name, name)
        self._forward, self._backward = forward, backward
        self.gained = [entity for name, entity in sorted(self._after.items()) if name not in backward]
        self.lost = [entity for name, entity in sorted(self._before.items()) if name not in forward]
        self.merged = [Regrouping(many, (one,)) for one, many in _groups(forward, backward, self._after, self._before)]
        self.split = [Regrouping((one,), many) for one, many in _groups(backward, forward, self._before, self._after)]
        self.changed = list(self._changes())

    @staticmethod
    def _best(shared: Counter[tuple[str, str]]) -> dict[str, str]:
        """For each entity the other one with which it shares most; of equals the one of the same id, then the first by id."""
        best: dict[str, tuple[int, bool, str]] = {}
        for (one, other), count in sorted(shared.items(), reverse=True):
            best[one] = max((count, one == other, other), best.get(one, (0, False, "")), key=lambda entry: entry[:2])
        return {one: other for one, (_, _, other) in best.items()}

    def _changes(self) -> Iterator[EntityChange]:
        for name, heir in sorted(self._forward.items()):
            if self._backward.get(heir) != name:
                continue
            before, after = self._before[name], self._after[heir]
            values = (
                ("id", before.id, after.id),
                ("label", before.label, after.label),
                ("type", before.type, after.type),
                ("aliases", ", ".join(before.aliases), ", ".join(after.aliases)),
                ("link", before.link, after.link),
            )
            if fields := tuple(value for value in values if value[1] != value[2]):
                yield EntityChange(before, after, fields)

    def heir(self, node_id: str) -> str:
        """The id in the second graph of a node of the first."""
        return self._forward.get(node_id, node_id)


def _groups(
    mapping: dict[str, str], back: dict[str, str], ones: dict[str, Entity], others: dict[str, Entity]
) -> Iterator[tuple[Entity, tuple[Entity, ...]]]:
    """Each of ``ones`` with the several ``others`` that are mapped to it, but for those that go on beside it."""
    lives_on = {(other, one) for one, other in back.items()}
    apart = {other for other, one in lives_on if mapping.get(other) != one}
    groups: dict[str, list[Entity]] = defaultdict(list)
    for other, one in sorted(mapping.items()):
        if other not in apart:
            groups[one].append(others[other])
    yield from ((ones[one], tuple(many)) for one, many in sorted(groups.items()) if len(many) > 1)


# -- statements -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Read:
    """A statement as it is compared: where in its sentence, and what it says, each value twice, to compare and to be read."""

    statement: Statement
    subject_at: Hashable
    relation_at: Hashable
    object_at: Hashable
    fields: tuple[tuple[str, Hashable, str], ...]

    @property
    def said(self) -> Hashable:
        return tuple(value for _, value, _ in self.fields)

    @property
    def ends(self) -> Hashable:
        return tuple(value for name, value, _ in self.fields if name in ("subject", "relation", "object"))


# The surest ways to know a statement again come first.
_WAYS: tuple[Callable[[_Read], Hashable], ...] = (
    lambda read: (read.subject_at, read.relation_at, read.object_at, read.said),
    lambda read: read.said,
    lambda read: (read.subject_at, read.relation_at, read.object_at),
    lambda read: read.ends,
    lambda read: (read.subject_at, read.relation_at),
    lambda read: (read.relation_at, read.object_at),
    lambda read: read.relation_at,
)


class _Statements:
    def __init__(self, before: GraphData, after: GraphData, heir: Callable[[str], str]) -> None:
        groups: dict[tuple[str, str], tuple[list[_Read], list[_Read]]] = defaultdict(lambda: ([], []))
        sides: tuple[tuple[GraphData, Callable[[str], str]], ...] = ((before, heir), (after, lambda name: name))
        for side, (data, name_of) in enumerate(sides):
            contents = {statement.id: statement for statement in data.statements}
            for statement in data.statements:
                sentence = statement.evidence[0].text if statement.evidence else ""
                groups[statement.article, sentence][side].append(_read(statement, contents, name_of))
        self.gained: list[Statement] = []
        self.lost: list[Statement] = []
        self.changed: list[StatementChange] = []
        self.unchanged = 0
        for old, new in groups.values():
            self._match(old, new)
        self.gained.sort(key=_position)
        self.lost.sort(key=_position)
        self.changed.sort(key=lambda change: _position(change.after))

    def _match(self, old: list[_Read], new: list[_Read]) -> None:
        for way in _WAYS:
            waiting: dict[Hashable, list[_Read]] = defaultdict(list)
            for read in new:
                waiting[way(read)].append(read)
            left: list[_Read] = []
            for read in old:
                if waiting[way(read)]:
                    self._pair(read, waiting[way(read)].pop(0))
                else:
                    left.append(read)
            old, new = left, [read for reads in waiting.values() for read in reads]
        self.lost += [read.statement for read in old]
        self.gained += [read.statement for read in new]

    def _pair(self, old: _Read, new: _Read) -> None:
        if old.said == new.said:
            self.unchanged += 1
            return
        fields = tuple(
            (name, told, after)
            for (name, value, told), (_, other, after) in zip(old.fields, new.fields, strict=True)
            if value != other
        )  # fmt: skip
        self.changed.append(StatementChange(old.statement, new.statement, fields))


def _position(statement: Statement) -> tuple[str, int, int, str]:
    sentence = statement.evidence[0].sentence if statement.evidence else CharSpan(0, 1)
    return statement.article, sentence.start, sentence.end, statement.id


def _read(statement: Statement, contents: dict[str, Statement], name_of: Callable[[str], str]) -> _Read:
    first = statement.evidence[0] if statement.evidence else None
    start = first.sentence.start if first else 0

    def within(span: CharSpan | None) -> Hashable:
        return (span.start - start, span.end - start) if span else None

    def key(node: Node | None) -> Hashable:
        return None if node is None else name_of(node.id) if node.kind == "entity" else (node.kind, node.label)

    content = contents.get(statement.content or "")
    time, relation, target = statement.time, statement.relation, statement.object
    qualifiers = sorted(statement.qualifiers, key=lambda qualifier: (qualifier.role, qualifier.text))
    days = f" ({time.first or ''} to {time.last or ''})" if time and (time.first or time.last) else ""
    further = tuple(piece.text for piece in statement.evidence[1:])
    content_key = (key(content.subject), content.relation.name, key(content.object)) if content else statement.content
    fields: tuple[tuple[str, Hashable, str], ...] = (
        ("subject", key(statement.subject), statement.subject.label),
        ("relation", relation.name, relation.name),
        ("object", key(target), target.label if target else ""),
        ("status", statement.status, statement.status),
        ("modality", statement.modality, statement.modality or ""),
        ("speakers", tuple(map(key, statement.speakers)), " by ".join(speaker.label for speaker in statement.speakers)),
        (
            "qualifiers",
            tuple((qualifier.role, qualifier.text, key(qualifier.node)) for qualifier in qualifiers),
            "; ".join(f"{qualifier.role}: {qualifier.text}" for qualifier in qualifiers),
        ),
        ("time", time and (time.text, time.first, time.last), f"{time.text}{days}" if time else ""),
        ("content", content_key, line(content) if content else ""),
        ("event type", relation.event_type, relation.event_type or ""),
        ("symmetric", relation.symmetric, str(relation.symmetric).lower()),
        ("confidence", statement.confidence, f"{statement.confidence:g}"),
        ("further evidence", further, " | ".join(further)),
    )
    at = (first.subject, first.relation, first.object) if first else (None, None, None)
    return _Read(
        statement, within(at[0] or statement.subject.span), within(at[1]), within(at[2] or (target.span if target else None)), fields
    )
