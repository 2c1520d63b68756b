"""The statement: who did what to whom, as whom the text has it, and where it says so."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from newsgraph.model.span import CharSpan

__all__ = [
    "COOPERATIVE",
    "EVENT_TYPES",
    "MODALITIES",
    "QUALIFIER_ROLES",
    "STATUSES",
    "EventType",
    "Evidence",
    "Modality",
    "Node",
    "NodeKind",
    "Qualifier",
    "QualifierRole",
    "Relation",
    "Statement",
    "Status",
    "TimeExpression",
]

NodeKind = Literal["entity", "concept", "literal"]
Status = Literal["fact", "negated", "possible"]
Modality = Literal[
    "future",
    "possibility",
    "conditional",
    "ability",
    "intention",
    "attempt",
    "request",
    "promise",
    "threat",
    "obligation",
    "question",
    "allegation",
    "belief",
    "wish",
]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT",
    "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT",
]  # fmt: skip
"""PLOVER's sixteen classes; the first seven are cooperative, the others conflictual."""
QualifierRole = Literal[
    "time", "place", "amount", "manner", "purpose", "topic", "instrument", "recipient", "cause", "condition",
    "content", "complement", "role", "source", "concession",
]  # fmt: skip

STATUSES: tuple[Status, ...] = get_args(Status)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
QUALIFIER_ROLES: tuple[QualifierRole, ...] = get_args(QualifierRole)
COOPERATIVE: frozenset[EventType] = frozenset(EVENT_TYPES[:7])


def _span_json(span: CharSpan | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _span(value: list[int] | None) -> CharSpan | None:
    return CharSpan(*value) if value else None


@dataclass(frozen=True, slots=True)
class Node:
    """One end of a statement.

    ``kind``: an ``entity`` (shared by several statements), a ``concept`` (a noun phrase of one article) or a ``literal``
    (a number, date or quotation). ``id`` is relative (``entity/doug-ford``, ``concept/ARTICLE/electricity-exports``);
    a literal has none. ``label`` is the name to show, ``text`` the words of the article, ``span`` where they stand.
    Never a pronoun in ``label``, never empty.
    """

    kind: NodeKind
    id: str
    label: str
    type: str = "Thing"
    aliases: tuple[str, ...] = ()
    text: str = ""
    span: CharSpan | None = None

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return {
            "kind": self.kind,
            "id": self.id,
            "label": self.label,
            "type": self.type,
            "aliases": list(self.aliases),
            "text": self.text,
            "span": _span_json(self.span),
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Node:
        """The inverse of :meth:`to_json`."""
        return cls(row["kind"], row["id"], row["label"], row["type"], tuple(row["aliases"]), row["text"], _span(row["span"]))


@dataclass(frozen=True, slots=True)
class Relation:
    """What holds between the ends.

    ``name`` is canonical and lower-case (``urge``, ``send to``, ``premier of``), ``text`` the words of the article with
    auxiliaries and negation, in an order in which they can be read between the two ends ("did not repeat", "were held at" for a bare
    participle, "has hit" for a passive that was turned round), ``lemma`` the dictionary form of the word it came from.
    """

    name: str
    text: str
    lemma: str
    event_type: EventType | None = None
    symmetric: bool = False

    @property
    def cooperative(self) -> bool | None:
        """True for cooperative, False for conflictual events, None for what is no event of the sixteen classes."""
        return None if self.event_type is None else self.event_type in COOPERATIVE


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A further part of a statement: when, where, how much …; ``node`` where it is an entity."""

    role: QualifierRole
    text: str
    span: CharSpan | None = None
    node: Node | None = None

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return {
            "role": self.role,
            "text": self.text,
            "span": _span_json(self.span),
            "node": self.node.to_json() if self.node else None,
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Qualifier:
        """The inverse of :meth:`to_json`."""
        return cls(row["role"], row["text"], _span(row["span"]), Node.from_json(row["node"]) if row["node"] else None)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time as written, and the days it means: ``first`` and ``last`` inclusive, None where the text does not tell."""

    text: str
    span: CharSpan
    first: dt.date | None = None
    last: dt.date | None = None

    def to_json(self) -> dict[str, Any]:
        """JSON values, days as ``YYYY-MM-DD``."""
        return {
            "text": self.text,
            "span": _span_json(self.span),
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> TimeExpression:
        """The inverse of :meth:`to_json`."""
        first, last = row["first"], row["last"]
        return cls(
            row["text"],
            CharSpan(*row["span"]),
            dt.date.fromisoformat(first) if first else None,
            dt.date.fromisoformat(last) if last else None,
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the article says so: the sentence, and within it the words of the parts (absent where they stand elsewhere).

    ``text`` is exactly the article's text at ``sentence``.
    """

    sentence: CharSpan
    text: str
    subject: CharSpan | None = None
    relation: CharSpan | None = None
    object: CharSpan | None = None

    def to_json(self) -> dict[str, Any]:
        """JSON values; ``start``/``end`` are those of the sentence."""
        return {
            "start": self.sentence.start,
            "end": self.sentence.end,
            "text": self.text,
            "subject": _span_json(self.subject),
            "relation": _span_json(self.relation),
            "object": _span_json(self.object),
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Evidence:
        """The inverse of :meth:`to_json`."""
        return cls(
            CharSpan(row["start"], row["end"]),
            row["text"],
            _span(row["subject"]),
            _span(row["relation"]),
            _span(row["object"]),
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of one article.

    ``evidence`` has at least one piece; further ones where the article says the same again.
    ``speakers`` is whose claim it is, innermost first, empty for the article's own voice.
    ``content`` is the id of the statement that this one is about (*Ford urged Carney* [*Carney takes a stance*]).
    ``time`` is the time of what is told; ``confidence`` the probability, 0–1, that a careful reader would sign it.
    A statement with status ``fact`` and no speaker is *plain*: only those become one-hop triples and solid edges.
    """

    article: str
    subject: Node
    relation: Relation
    object: Node | None
    evidence: tuple[Evidence, ...]
    extractor: str
    status: Status = "fact"
    modality: Modality | None = None
    speakers: tuple[Node, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    time: TimeExpression | None = None
    content: str | None = None
    confidence: float = 1.0
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self._derive_id())

    def _derive_id(self) -> str:
        """16 hexadecimal digits from article, spans, relation, the article's own ends and speakers, and extractor.

        Names resolved over several articles do not change it: it is derived before that.
        """
        first = self.evidence[0]
        parts: Iterable[object] = (
            self.article, first.sentence, first.subject or self.subject.span or self.subject.text, first.relation,
            first.object or (self.object and (self.object.span or self.object.text)), self.relation.name, self.relation.text,
            self.status, self.extractor, *(speaker.span or speaker.text for speaker in self.speakers),
            self.subject.text, self.object.text if self.object else "", self.subject.id, self.object.id if self.object else "",
            *(speaker.id for speaker in self.speakers),
        )  # fmt: skip
        return hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def plain(self) -> bool:
        """True when the article itself tells it as so: status ``fact`` and nobody else's claim."""
        return self.status == "fact" and not self.speakers

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes: subject, object, speakers, those of the qualifiers."""
        ends = (self.subject,) if self.object is None else (self.subject, self.object)
        return (*ends, *self.speakers, *(qualifier.node for qualifier in self.qualifiers if qualifier.node))

    @property
    def speaker(self) -> Node | None:
        """Whose claim it is, the innermost speaker; None for the article's own voice."""
        return self.speakers[0] if self.speakers else None

    def replace(self, **changes: Any) -> Statement:
        """A copy with other fields; the id stays."""
        return replace(self, **changes)

    def _repr_html_(self) -> str:
        """The statement with its sentences, for notebooks."""
        from newsgraph.model.shown import statement_html

        return statement_html(self)

    def to_json(self) -> dict[str, Any]:
        """One line of ``statements.jsonl``: readable keys first, then all that is needed to read it back without loss."""
        subject, target, by = self.subject, self.object, self.speaker
        qualifiers: dict[str, str] = {}
        for qualifier in self.qualifiers:
            known = qualifiers.get(qualifier.role)
            qualifiers[qualifier.role] = f"{known}; {qualifier.text}" if known else qualifier.text
        return {
            "id": self.id,
            "article": self.article,
            "subject": subject.label,
            "subject_id": subject.id,
            "subject_aliases": list(subject.aliases),
            "subject_type": subject.type,
            "subject_text": subject.text,
            "relation": self.relation.name,
            "relation_text": self.relation.text,
            "relation_lemma": self.relation.lemma,
            "event_type": self.relation.event_type,
            "symmetric": self.relation.symmetric,
            "object": target.label if target else None,
            "object_id": target.id if target else None,
            "object_aliases": list(target.aliases) if target else [],
            "object_type": target.type if target else None,
            "object_text": target.text if target else None,
            "qualifiers": qualifiers,
            "content": self.content,
            "status": self.status,
            "modality": self.modality,
            "by": by.label if by else None,
            "by_id": by.id if by else None,
            "by_aliases": list(by.aliases) if by else [],
            "time": self.time.to_json() if self.time else None,
            "confidence": self.confidence,
            "extractor": self.extractor,
            "evidence": self.evidence[0].to_json(),
            "more_evidence": [piece.to_json() for piece in self.evidence[1:]],
            "subject_kind": subject.kind,
            "subject_span": _span_json(subject.span),
            "object_kind": target.kind if target else None,
            "object_span": _span_json(target.span) if target else None,
            "qualifier_details": [qualifier.to_json() for qualifier in self.qualifiers],
            "speakers": [speaker.to_json() for speaker in self.speakers],
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Statement:
        """The inverse of :meth:`to_json`."""

        def node(end: str) -> Node | None:
            if row[f"{end}_kind"] is None:
                return None
            return Node(
                row[f"{end}_kind"],
                row[f"{end}_id"],
                row[end],
                row[f"{end}_type"],
                tuple(row[f"{end}_aliases"]),
                row[f"{end}_text"],
                _span(row[f"{end}_span"]),
            )

        subject = node("subject")
        assert subject is not None
        return cls(
            id=row["id"],
            article=row["article"],
            subject=subject,
            relation=Relation(row["relation"], row["relation_text"], row["relation_lemma"], row["event_type"], row["symmetric"]),
            object=node("object"),
            evidence=tuple(Evidence.from_json(piece) for piece in [row["evidence"], *row["more_evidence"]]),
            extractor=row["extractor"],
            status=row["status"],
            modality=row["modality"],
            speakers=tuple(Node.from_json(speaker) for speaker in row["speakers"]),
            qualifiers=tuple(Qualifier.from_json(qualifier) for qualifier in row["qualifier_details"]),
            time=TimeExpression.from_json(row["time"]) if row["time"] else None,
            content=row["content"],
            confidence=row["confidence"],
        )
