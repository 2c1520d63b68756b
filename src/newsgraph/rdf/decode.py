"""From RDF quads back to a graph's plain data: the inverse of :mod:`newsgraph.rdf.encode`.

The names of the graphs are not needed: a Turtle file of their union reads back too. One-hop triples are skipped, as they follow
from the statements. What the vocabulary does not know is skipped as well, so that a graph to which others added triples still reads.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, Quad, Triple

from newsgraph.errors import CorrectionError, GraphError
from newsgraph.model import (
    AppliedCorrection,
    Article,
    CharSpan,
    Entity,
    Evidence,
    GraphData,
    Mention,
    Node,
    Qualifier,
    Relation,
    Statement,
    TimeExpression,
)
from newsgraph.rdf import terms
from newsgraph.rdf.article import OBJECT_PLACE, QUALIFIER_PLACE, SPEAKER_PLACE, SUBJECT_PLACE, Place
from newsgraph.rdf.encode import FORMAT_VERSION, Description
from newsgraph.rdf.iris import Iris
from newsgraph.rdf.terms import PREFIXES, TYPE_NAMES

__all__ = ["decode", "text_of"]

Value = NamedNode | Literal
_Properties = dict[str, list[Value]]
_Key = TypeVar("_Key", bound=str)

_TYPE = PREFIXES["rdf"] + "type"
_NG = terms.NG
_SCHEMA = PREFIXES["schema"]
_ESCAPED = terms.ESCAPED.value
_KINDS = frozenset(_NG + name for name in ("Entity", "Concept", "Graph"))


def _inverse(table: dict[_Key, NamedNode]) -> dict[str, _Key]:
    return {iri.value: key for key, iri in table.items()}


_STATUS, _MODALITY, _ROLE = _inverse(terms.STATUS), _inverse(terms.MODALITY), _inverse(terms.ROLE)
_EVENT, _MENTION = _inverse(terms.EVENT), _inverse(terms.MENTION)


def _place(place: Place) -> Place:
    return Place(*(terms.term(getattr(place, name)).value for name in ("node", "text", "at", "type", "record")))


_SUBJECT, _OBJECT, _SPEAKER, _QUALIFIER = map(_place, (SUBJECT_PLACE, OBJECT_PLACE, SPEAKER_PLACE, QUALIFIER_PLACE))


def text_of(value: Value) -> str:
    """The text of a literal, ``ng:escaped`` ones unescaped.

    Raises:
        GraphError: when it is an IRI, or escaped wrongly.
    """
    if not isinstance(value, Literal):
        raise GraphError(f"{value} stands where a literal should be")
    if value.datatype.value != _ESCAPED:
        return value.value
    try:
        return str(json.loads(f'"{value.value}"'))
    except json.JSONDecodeError as error:
        raise GraphError(f"{value} is not escaped as ng:escaped should be") from error


class _Resource:
    """The properties of one subject."""

    __slots__ = ("_properties", "iri")

    def __init__(self, iri: str, properties: _Properties) -> None:
        self.iri = iri
        self._properties = properties

    def all(self, name: str) -> list[Value]:
        return self._properties.get(name, [])

    def get(self, name: str) -> Value | None:
        values = self._properties.get(name)
        if values is None:
            return None
        if len(values) > 1:
            raise GraphError(f"<{self.iri}> has {len(values)} values of <{name}>, where at most one may be")
        return values[0]

    def need(self, name: str) -> Value:
        value = self.get(name)
        if value is None:
            raise GraphError(f"<{self.iri}> has no <{name}>")
        return value

    def text(self, name: str) -> str | None:
        value = self.get(name)
        return None if value is None else text_of(value)

    def iri_of(self, name: str) -> str | None:
        value = self.get(name)
        if isinstance(value, Literal):
            raise GraphError(f"<{self.iri}> has the literal {value} as <{name}>, where an IRI should be")
        return value.value if value is not None else None

    def day(self, name: str) -> dt.date | None:
        text = self.text(name)
        try:
            return dt.date.fromisoformat(text) if text else None
        except ValueError as error:
            raise GraphError(f"<{self.iri}> has {text!r} as <{name}>, which is no day") from error

    def choice(self, name: str, table: dict[str, _Key]) -> _Key | None:
        iri = self.iri_of(name)
        if iri is None:
            return None
        if iri not in table:
            raise GraphError(f"<{self.iri}> has <{iri}> as <{name}>, which the vocabulary does not know")
        return table[iri]

    def number(self, name: str) -> float:
        text = text_of(self.need(name))
        try:
            return float(text)
        except ValueError as error:
            raise GraphError(f"<{self.iri}> has {text!r} as <{name}>, which is no number") from error


class _Decoder:
    def __init__(self, resources: dict[str, _Properties], iris: Iris) -> None:
        self._resources = resources
        self._iris = iris
        self._descriptions: dict[str, Description] = {}
        self._spans: dict[str, CharSpan] = {}

    def resource(self, iri: str) -> _Resource:
        return _Resource(iri, self._resources.get(iri, {}))

    def data(self) -> GraphData:
        articles: list[Article] = []
        entities: list[_Resource] = []
        mentions: dict[str, list[Mention]] = defaultdict(list)
        statements: list[tuple[str, float, Statement]] = []
        corrections: list[tuple[float, AppliedCorrection]] = []
        for iri in self._resources:
            resource = self.resource(iri)
            types = {value.value for value in resource.all(_TYPE)}
            if PREFIXES["rdf"] + "Statement" in types:
                statement = self.statement(resource)
                statements.append((statement.article, resource.number(_NG + "position"), statement))
            elif _NG + "Mention" in types:
                node_id, mention = self.mention(resource)
                mentions[node_id].append(mention)
            elif _NG + "Entity" in types:
                entities.append(resource)
            elif _SCHEMA + "NewsArticle" in types:
                articles.append(self.article(resource))
            elif _NG + "Correction" in types:
                corrections.append((resource.number(_NG + "position"), self.correction(resource)))
        statements.sort(key=lambda entry: (entry[0], entry[1], entry[2].id))
        return GraphData(
            tuple(sorted(articles, key=lambda article: article.id)),
            tuple(sorted((self.entity(resource, mentions) for resource in entities), key=lambda entity: entity.id)),
            tuple(statement for _, _, statement in statements),
            tuple(correction for _, correction in sorted(corrections, key=lambda entry: (entry[0], entry[1].correction.id))),
        )

    def correction(self, resource: _Resource) -> AppliedCorrection:
        try:
            return AppliedCorrection.from_json(_record(text_of(resource.need(_NG + "correctionRecord")), dict))
        except (CorrectionError, KeyError, TypeError) as error:
            raise GraphError(f"the correction <{resource.iri}> cannot be read: {error}") from error

    def article(self, resource: _Resource) -> Article:
        return Article(
            id=self._iris.article_id(resource.iri),
            text=text_of(resource.need(_SCHEMA + "articleBody")),
            title=resource.text(_SCHEMA + "headline"),
            url=resource.text(_SCHEMA + "url"),
            author=resource.text(_SCHEMA + "author"),
            publisher=resource.text(_SCHEMA + "publisher"),
            published=resource.day(_SCHEMA + "datePublished"),
            licence=resource.text(_SCHEMA + "license"),
            language=text_of(resource.need(_SCHEMA + "inLanguage")),
        )

    def entity(self, resource: _Resource, mentions: dict[str, list[Mention]]) -> Entity:
        node_id = self._iris.node_id(resource.iri)
        description = self.description(resource.iri)
        order = resource.text(_NG + "aliasOrder")
        return Entity(
            id=node_id,
            label=description.label,
            type=description.type,  # type: ignore[arg-type]  # other types round-trip too; check() tells of them
            aliases=tuple(_record(order, list)) if order is not None else description.aliases,
            mentions=tuple(sorted(mentions.get(node_id, ()))),
            link=resource.text(_NG + "link") or "",
        )

    def mention(self, resource: _Resource) -> tuple[str, Mention]:
        at, kind = resource.iri_of(_NG + "at"), resource.choice(_NG + "kind", _MENTION)
        entity = resource.iri_of(_NG + "refersTo")
        if at is None or kind is None or entity is None:
            raise GraphError(f"the mention <{resource.iri}> lacks ng:at, ng:kind or ng:refersTo")
        text, reason = resource.text(_NG + "text") or "", resource.text(_NG + "reason") or ""
        mention = Mention(self._iris.article_id(at), self.span(at), kind, text, reason)  # type: ignore[arg-type]
        return self._iris.node_id(entity), mention

    def span(self, iri: str) -> CharSpan:
        known = self._spans.get(iri)
        if known is None:
            known = self._spans[iri] = self._iris.span_of(iri)
        return known

    def maybe_span(self, resource: _Resource, name: str) -> CharSpan | None:
        iri = resource.iri_of(name)
        return None if iri is None or iri == terms.NIL.value else self.span(iri)

    def description(self, iri: str) -> Description:
        known = self._descriptions.get(iri)
        if known is None:
            resource = self.resource(iri)
            types = [value.value for value in resource.all(_TYPE)]
            label = resource.text(PREFIXES["rdfs"] + "label")
            if label is None:
                raise GraphError(f"<{iri}> has no rdfs:label: are its descriptions missing?")
            known = self._descriptions[iri] = Description(
                "concept" if _NG + "Concept" in types else "entity",
                label,
                self.type_name(iri, [name for name in types if name not in _KINDS]),
                tuple(sorted(text_of(alias) for alias in resource.all(PREFIXES["skos"] + "altLabel"))),
            )
        return known

    def type_name(self, iri: str, types: list[str]) -> str:
        known = [name for name in types if name in TYPE_NAMES or name.startswith(self._iris.type(""))]
        if len(known) != 1:
            raise GraphError(f"<{iri}> has {len(known)} types that the vocabulary knows, not one")
        return TYPE_NAMES.get(known[0]) or self._iris.type_name(known[0])

    def node(self, owner: _Resource, place: Any, inherited: CharSpan | None) -> Node:
        record = owner.text(place.record)
        if record is not None:
            return Node.from_json(_record(record, dict))
        value = owner.need(place.node)
        text = owner.text(place.text) or ""
        span = self.maybe_span(owner, place.at) if owner.all(place.at) else inherited
        if isinstance(value, Literal):
            named = owner.iri_of(place.type)
            return Node("literal", "", text_of(value), self.type_name(owner.iri, [named]) if named else "Thing", (), text, span)
        described = self.description(value.value)
        node_id = self._iris.node_id(value.value)
        kind = "concept" if node_id.startswith("concept/") else "entity"
        return Node(kind, node_id, described.label, described.type, described.aliases, text, span)  # type: ignore[arg-type]

    def statement(self, resource: _Resource) -> Statement:
        evidence = tuple(self.evidence(part) for part in self.parts(resource, _NG + "evidence"))
        first = evidence[0] if evidence else None
        article = resource.iri_of(PREFIXES["prov"] + "wasDerivedFrom")
        predicate = resource.iri_of(PREFIXES["rdf"] + "predicate")
        status, extractor = resource.choice(_NG + "status", _STATUS), resource.iri_of(_NG + "extractor")
        if article is None or predicate is None or status is None or extractor is None:
            raise GraphError(f"<{resource.iri}> lacks prov:wasDerivedFrom, rdf:predicate, ng:status or ng:extractor")
        content = resource.iri_of(_NG + "content")
        return Statement(
            id=self._iris.statement_id(resource.iri),
            article=self._iris.article_id(article),
            subject=self.node(resource, _SUBJECT, first.subject if first else None),
            relation=Relation(
                self._iris.relation_name(predicate),
                resource.text(_NG + "relationText") or "",
                resource.text(_NG + "relationLemma") or "",
                resource.choice(_NG + "eventType", _EVENT),
                resource.text(_NG + "symmetric") == "true",
            ),
            object=self.node(resource, _OBJECT, first.object if first else None) if resource.get(_OBJECT.node) is not None else None,
            evidence=evidence,
            extractor=self._iris.extractor_name(extractor),
            status=status,
            modality=resource.choice(_NG + "modality", _MODALITY),
            speakers=tuple(self.node(part, _SPEAKER, None) for part in self.parts(resource, PREFIXES["prov"] + "qualifiedAttribution")),
            qualifiers=tuple(self.qualifier(part) for part in self.parts(resource, _NG + "qualifier")),
            time=self.time(resource),
            content=None if content is None else self._iris.statement_id(content),
            confidence=resource.number(_NG + "confidence"),
        )

    def parts(self, resource: _Resource, name: str) -> list[_Resource]:
        """The parts of a statement by the number at the end of their IRI."""
        numbered: list[tuple[int, str]] = []
        for value in resource.all(name):
            number = value.value.rpartition("/")[2]
            if isinstance(value, Literal) or not number.isdecimal():
                raise GraphError(f"{value}, a part of <{resource.iri}>, does not end with a number")
            numbered.append((int(number), value.value))
        return [self.resource(iri) for _, iri in sorted(numbered)]

    def time(self, resource: _Resource) -> TimeExpression | None:
        at = self.maybe_span(resource, _NG + "timeAt")
        if at is None:
            return None
        text = resource.text(_NG + "timeText") or ""
        return TimeExpression(text, at, resource.day(_NG + "firstDay"), resource.day(_NG + "lastDay"))

    def evidence(self, resource: _Resource) -> Evidence:
        selector = resource.iri_of(PREFIXES["oa"] + "hasSelector")
        if selector is None:
            raise GraphError(f"the evidence <{resource.iri}> has no oa:hasSelector")
        text = resource.text(_NG + "text")
        return Evidence(
            self.span(selector),
            text_of(self.resource(selector).need(PREFIXES["oa"] + "exact")) if text is None else text,
            self.maybe_span(resource, _NG + "subjectAt"),
            self.maybe_span(resource, _NG + "relationAt"),
            self.maybe_span(resource, _NG + "objectAt"),
        )

    def qualifier(self, resource: _Resource) -> Qualifier:
        role = resource.choice(_NG + "role", _ROLE)
        if role is None:
            raise GraphError(f"the qualifier <{resource.iri}> has no ng:role")
        node = self.node(resource, _QUALIFIER, None) if resource.get(_QUALIFIER.node) is not None else None
        return Qualifier(role, resource.text(_NG + "text") or "", self.maybe_span(resource, _NG + "at"), node)


def _record(text: str, kind: type) -> Any:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise GraphError(f"{text[:80]!r} is no JSON") from error
    if not isinstance(value, kind):
        raise GraphError(f"{text[:80]!r} is no JSON {kind.__name__}")
    return value


def decode(quads: Iterable[Quad | Triple], *, base: str | None = None) -> GraphData:
    """The graph that :func:`newsgraph.rdf.encode.encode` wrote as ``quads``, in any order.

    ``base`` is read from the graph itself (its node of class ``ng:Graph``) unless it is given.

    Raises:
        GraphError: when the quads are no such graph: another format version, an unknown base, something missing.
    """
    resources: dict[str, _Properties] = defaultdict(dict)
    for quad in quads:
        subject, target = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(target, NamedNode | Literal):
            continue
        properties = resources[subject.value]
        values = properties.setdefault(quad.predicate.value, [])
        # A triple may come twice, as the union of graphs that others made.
        if target not in values:
            values.append(target)
    resources = dict(resources)
    graphs = [iri for iri, properties in resources.items() if any(value.value == _NG + "Graph" for value in properties.get(_TYPE, []))]
    if base is None:
        if len(graphs) != 1:
            raise GraphError(f"this is no newsgraph: it has {len(graphs)} nodes of class <{_NG}Graph>, where one should be")
        base = graphs[0]
    version = _Resource(base, resources.get(base, {})).text(_NG + "formatVersion")
    if version not in (None, str(FORMAT_VERSION)):
        raise GraphError(f"the graph has format version {version}; this newsgraph reads version {FORMAT_VERSION}")
    return _Decoder(resources, Iris(base)).data()
