"""From a graph's plain data to RDF quads.

A named graph per article holds the article, its mentions and its statements; ``graph/facts`` the plain statements as one-hop
triples; ``graph/descriptions`` labels, types, aliases and the hierarchy of relations. No triple stands in two of them, and there
are no blank nodes. :mod:`newsgraph.rdf.decode` reads the same data back.

Defaults keep the graph small: what a node says of itself is written at the statement only where it differs from what the graph
``descriptions`` says of that node, and a span of subject or object only where it differs from that in the first piece of evidence.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from newsgraph.errors import GraphError, UsageError
from newsgraph.model import (
    USER,
    Article,
    CharSpan,
    Entity,
    GraphData,
    Mention,
    Node,
    Qualifier,
    Statement,
)
from newsgraph.rdf import terms
from newsgraph.rdf.iris import DEFAULT_BASE, Iris
from newsgraph.rdf.terms import ESCAPED, NIL, TYPE_IRIS, term

__all__ = ["ENCODING", "FORMAT_VERSION", "Description", "Encoder", "encode", "literal"]

FORMAT_VERSION = 1
"""Version of the shape of the graph; it goes up whenever an older reader would misread a newer graph."""

ENCODING = 3
"""Goes up whenever the same data become other quads: stores then write every article anew. A test pins what it stands for."""

_A = term("rdf:type")
_LABEL, _ALIAS, _ALIAS_ORDER = term("rdfs:label"), term("skos:altLabel"), term("ng:aliasOrder")
_DOUBLE, _INTEGER, _DATE, _JSON = term("xsd:double"), term("xsd:integer"), term("xsd:date"), term("rdf:JSON")
_TRUE = Literal("true", datatype=term("xsd:boolean"))
_SUBJECT, _PREDICATE, _OBJECT, _STATEMENT = term("rdf:subject"), term("rdf:predicate"), term("rdf:object"), term("rdf:Statement")
_SELECTOR_TYPES = (term("oa:TextPositionSelector"), term("oa:TextQuoteSelector"))
_RESOURCE, _SOURCE, _SELECTOR = term("oa:SpecificResource"), term("oa:hasSource"), term("oa:hasSelector")
_START, _END, _EXACT = term("oa:start"), term("oa:end"), term("oa:exact")
_DERIVED, _ATTRIBUTION, _AGENT = term("prov:wasDerivedFrom"), term("prov:qualifiedAttribution"), term("prov:agent")
_ATTRIBUTION_TYPE, _SOFTWARE, _PERSON = term("prov:Attribution"), term("prov:SoftwareAgent"), term("prov:Person")
_CORRECTION, _CORRECTED, _INVALIDATED = term("ng:Correction"), term("ng:correctedBy"), term("prov:wasInvalidatedBy")
_CORRECTION_KIND, _CORRECTION_RECORD = term("ng:correctionKind"), term("ng:correctionRecord")
_BROADER, _CONCEPT_SCHEME_ITEM, _SYMMETRIC = term("skos:broader"), term("skos:Concept"), term("owl:SymmetricProperty")
_POSITION, _RANK, _CONFIDENCE, _EXTRACTOR = term("ng:position"), term("ng:rank"), term("ng:confidence"), term("ng:extractor")
_REL_TEXT, _REL_LEMMA, _EVENT, _IS_SYMMETRIC = (
    term("ng:relationText"), term("ng:relationLemma"), term("ng:eventType"), term("ng:symmetric"),
)  # fmt: skip
_STATUS, _POLARITY, _MODALITY = term("ng:status"), term("ng:polarity"), term("ng:modality")
_POSITIVE, _NEGATIVE = term("ng:Positive"), term("ng:Negative")
_PAIR = term("ng:pair")
_SPEAKER, _CONTENT, _EVIDENCE = term("ng:speaker"), term("ng:content"), term("ng:evidence")
_QUALIFIER, _QUALIFIER_TYPE, _ROLE = term("ng:qualifier"), term("ng:Qualifier"), term("ng:role")
_TIME_TEXT, _TIME_AT, _FIRST, _LAST = term("ng:timeText"), term("ng:timeAt"), term("ng:firstDay"), term("ng:lastDay")
_AT, _TEXT, _SUBJECT_AT, _RELATION_AT, _OBJECT_AT = (
    term("ng:at"), term("ng:text"), term("ng:subjectAt"), term("ng:relationAt"), term("ng:objectAt"),
)  # fmt: skip
_MENTION, _REFERS, _KIND, _REASON = term("ng:Mention"), term("ng:refersTo"), term("ng:kind"), term("ng:reason")
_ARTICLE_TYPE = term("schema:NewsArticle")
_ENTITY_TYPE, _CONCEPT_TYPE, _RELATION_TYPE, _EVENT_TYPE = (
    term("ng:Entity"), term("ng:Concept"), term("ng:Relation"), term("ng:EventType"),
)  # fmt: skip

_LANGUAGE = re.compile(r"[a-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_INTEGER_FORM = re.compile(r"(0|-?[1-9][0-9]{0,14})")
_DATE_FORM = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])")


@dataclass(frozen=True, slots=True)
class _Place:
    """The properties for one place of a node in a statement."""

    node: NamedNode
    text: NamedNode
    at: NamedNode
    type: NamedNode
    record: NamedNode


SUBJECT_PLACE = _Place(_SUBJECT, term("ng:subjectText"), _SUBJECT_AT, term("ng:subjectType"), term("ng:subjectRecord"))
OBJECT_PLACE = _Place(_OBJECT, term("ng:objectText"), _OBJECT_AT, term("ng:objectType"), term("ng:objectRecord"))
SPEAKER_PLACE = _Place(_AGENT, _TEXT, _AT, term("ng:nodeType"), term("ng:nodeRecord"))
QUALIFIER_PLACE = _Place(term("ng:node"), term("ng:nodeText"), term("ng:nodeAt"), term("ng:nodeType"), term("ng:nodeRecord"))


@dataclass(frozen=True, slots=True)
class Description:
    """What the graph ``descriptions`` says of a node."""

    kind: str
    label: str
    type: str
    aliases: tuple[str, ...]


def literal(text: str) -> Literal:
    """``text`` as ``xsd:string``; with lone surrogates, which RDF cannot hold, as ``ng:escaped`` (the inside of a JSON string)."""
    try:
        return Literal(text)
    except ValueError:
        return Literal(json.dumps(text)[1:-1], datatype=ESCAPED)


def _label(text: str) -> Literal:
    try:
        return Literal(text, language="en")
    except ValueError:
        return literal(text)


def _value(text: str) -> Literal:
    """The RDF literal of a literal node: integers and days typed where that keeps every character, else a string."""
    if _INTEGER_FORM.fullmatch(text):
        return Literal(text, datatype=_INTEGER)
    if _DATE_FORM.fullmatch(text) and not text.startswith("0000"):
        return Literal(text, datatype=_DATE)
    return literal(text)


def _number(value: float) -> Literal:
    """A double in its shortest form, as Oxigraph writes it for everyday numbers."""
    return Literal(repr(float(value)).removesuffix(".0"), datatype=_DOUBLE)


class Encoder:
    """Quads of one graph: ``article_graph`` by article, ``facts`` and ``descriptions``.

    ``threshold`` (0 to 1) is the least confidence of a statement that becomes a one-hop triple.

    Raises:
        UsageError: when ``base`` or ``threshold`` cannot be.
        GraphError: when two articles or two entities have the same id.
    """

    def __init__(self, data: GraphData, *, base: str = DEFAULT_BASE, threshold: float = 0.0) -> None:
        """Sort everything by article and describe every node."""
        if not 0.0 <= threshold <= 1.0:
            raise UsageError(f"a threshold lies between 0 and 1, not at {threshold}")
        self.iris = Iris(base)
        self.threshold = threshold
        self._articles = {article.id: article for article in data.articles}
        self._entities = tuple(sorted(data.entities, key=lambda entity: entity.id))
        self._statements: dict[str, list[Statement]] = defaultdict(list)
        # Two statements may have one id: "the two leaders signed" is one place in the text and a statement for each leader.
        self._repeats: dict[tuple[str, int], int] = {}
        seen: Counter[str] = Counter()
        for statement in data.statements:
            of_article = self._statements[statement.article]
            if seen[statement.id]:
                self._repeats[statement.article, len(of_article)] = seen[statement.id]
            seen[statement.id] += 1
            of_article.append(statement)
        self._mentions: dict[str, list[tuple[Mention, str]]] = defaultdict(list)
        for entity in self._entities:
            for mention in entity.mentions:
                self._mentions[mention.article].append((mention, entity.id))
        for ids, what in (
            ([article.id for article in data.articles], "articles"),
            ([entity.id for entity in data.entities], "entities"),
        ):
            twice = [key for key, count in Counter(ids).items() if count > 1]
            if twice:
                raise GraphError(f"two {what} have the same id: {', '.join(map(repr, sorted(twice)[:3]))}")
        self.article_ids = tuple(sorted(self._articles.keys() | self._statements.keys() | self._mentions.keys()))
        self._corrections = data.corrections
        self._described = self._describe()
        self._nodes: dict[str, NamedNode] = {}

    def __iter__(self) -> Iterator[Quad]:
        """All quads: ``descriptions``, ``facts``, then the articles by id."""
        yield from self.descriptions()
        yield from self.facts()
        for article_id in self.article_ids:
            yield from self.article_graph(article_id)

    def _describe(self) -> dict[str, Description]:
        described = {e.id: Description("entity", e.label, e.type, tuple(sorted(set(e.aliases)))) for e in self._entities}
        for article_id in self.article_ids:
            for statement in self._statements.get(article_id, ()):
                for node in nodes_of(statement):
                    if node.kind != "literal" and node.id not in described:
                        described[node.id] = Description(node.kind, node.label, node.type, tuple(sorted(set(node.aliases))))
        return described

    def node_iri(self, node_id: str) -> NamedNode:
        """The IRI of an entity or a concept."""
        known = self._nodes.get(node_id)
        if known is None:
            known = self._nodes[node_id] = NamedNode(self.iris.node(node_id))
        return known

    def _type(self, name: str) -> NamedNode:
        return NamedNode(TYPE_IRIS.get(name) or self.iris.type(name))

    def article_graph(self, article_id: str) -> list[Quad]:
        """All that stands in the named graph of one article: metadata and text, mentions, statements by position."""
        return _ArticleEncoder(self, article_id).quads(
            self._articles.get(article_id), self._mentions.get(article_id, ()), self._statements.get(article_id, ())
        )

    def article_digest(self, article_id: str) -> str:
        """SHA-256 (64 hexadecimal digits) over all that the named graph of an article follows from: equal digests, equal graphs.

        It takes a tenth of the time that the graph itself takes.
        """
        digest = hashlib.sha256(f"{ENCODING}\n{self.iris.base}\n{article_id!a}\n".encode())

        def add(value: object) -> None:
            # Plain data shows all of itself, and lone surrogates as escapes.
            digest.update(f"{value!r}\n".encode("utf-8", "backslashreplace"))

        add(self._articles.get(article_id))
        for position, statement in enumerate(self._statements.get(article_id, ())):
            add(statement)
            # A node is written at length where it is not as the graph describes it.
            add([self._repeats.get((article_id, position), 0), *(self.is_regular(node) for node in nodes_of(statement))])
        for mention, node_id in sorted(self._mentions.get(article_id, ())):
            add((mention, node_id))
        return digest.hexdigest()

    def is_regular(self, node: Node) -> bool:
        """True when the description of a node, or of a literal its label, says all of it but its type and place."""
        if node.kind == "literal":
            return not node.id and not node.aliases
        own = Description(node.kind, node.label, node.type, node.aliases)
        return node.id.startswith("entity/" if node.kind == "entity" else "concept/") and self._described[node.id] == own

    def supports(self, statement: Statement) -> bool:
        """True when the statement becomes a one-hop triple: plain, confident enough, with an object, its subject no literal."""
        return (
            statement.plain
            and statement.object is not None
            and statement.subject.kind != "literal"
            and statement.confidence >= self.threshold
        )

    def facts(self) -> Iterator[Quad]:
        """The derived graph of plain facts, each triple once; symmetric relations in both directions."""
        graph = NamedNode(self.iris.facts)
        seen: set[tuple[NamedNode, NamedNode, NamedNode | Literal]] = set()
        for article_id in self.article_ids:
            for statement in self._statements.get(article_id, ()):
                if not self.supports(statement) or statement.object is None:
                    continue
                subject, relation = self.node_iri(statement.subject.id), NamedNode(self.iris.relation(statement.relation.name))
                target = self.term_of(statement.object)
                triples = [(subject, relation, target)]
                if statement.relation.symmetric and isinstance(target, NamedNode):
                    triples.append((target, relation, subject))
                for triple in triples:
                    if triple not in seen:
                        seen.add(triple)
                        yield Quad(*triple, graph)

    def term_of(self, node: Node) -> NamedNode | Literal:
        """The RDF term that stands for a node."""
        return _value(node.label) if node.kind == "literal" else self.node_iri(node.id)

    def descriptions(self) -> Iterator[Quad]:
        """Labels, types and aliases of nodes; relations with their hierarchy; event types, extractors, the graph itself."""
        graph = NamedNode(self.iris.descriptions)
        dataset = NamedNode(self.iris.base)
        yield Quad(dataset, _A, term("ng:Graph"), graph)
        yield Quad(dataset, term("ng:formatVersion"), Literal(str(FORMAT_VERSION), datatype=_INTEGER), graph)
        yield Quad(dataset, term("ng:threshold"), _number(self.threshold), graph)
        entities = {entity.id: entity for entity in self._entities}
        for node_id, description in sorted(self._described.items()):
            iri = self.node_iri(node_id)
            entity = entities.get(node_id)
            if entity:
                yield Quad(iri, _A, _ENTITY_TYPE, graph)
            elif description.kind == "concept":
                yield Quad(iri, _A, _CONCEPT_TYPE, graph)
            yield Quad(iri, _A, self._type(description.type), graph)
            yield Quad(iri, _LABEL, _label(description.label), graph)
            for alias in description.aliases:
                yield Quad(iri, _ALIAS, _label(alias), graph)
            if entity:
                yield from self._entity_details(entity, iri, graph)
        yield from self._relations(graph)
        yield from self._all_corrections(graph)

    def _all_corrections(self, graph: NamedNode) -> Iterator[Quad]:
        """What the user corrected: entities and statements that still are there, ``ng:correctedBy``; rejected ones, by PROV's own term."""
        for order, applied in enumerate(self._corrections):
            correction = applied.correction
            iri = NamedNode(self.iris.correction(correction.id))
            yield Quad(iri, _A, _CORRECTION, graph)
            yield Quad(iri, _LABEL, literal(str(correction)), graph)
            yield Quad(iri, _CORRECTION_KIND, Literal(correction.kind), graph)
            yield Quad(iri, _POSITION, Literal(str(order), datatype=_INTEGER), graph)
            yield Quad(iri, _CORRECTION_RECORD, Literal(json.dumps(applied.to_json(), sort_keys=True), datatype=_JSON), graph)
            for touched in applied.touched:
                is_statement = correction.kind in ("add", "reject")
                node = NamedNode(self.iris.statement(touched) if is_statement else self.iris.node(touched))
                yield Quad(node, _INVALIDATED if correction.kind == "reject" else _CORRECTED, iri, graph)

    @staticmethod
    def _entity_details(entity: Entity, iri: NamedNode, graph: NamedNode) -> Iterator[Quad]:
        if entity.link:
            yield Quad(iri, term("ng:link"), literal(entity.link), graph)
        if entity.aliases != tuple(sorted(set(entity.aliases))):
            yield Quad(iri, _ALIAS_ORDER, Literal(json.dumps(entity.aliases), datatype=_JSON), graph)

    def _relations(self, graph: NamedNode) -> Iterator[Quad]:
        events: dict[str, set[str]] = defaultdict(set)
        symmetric: set[str] = set()
        extractors: set[str] = set()
        for statement in (statement for statements in self._statements.values() for statement in statements):
            relation = statement.relation
            events[relation.name].update([relation.event_type] if relation.event_type else [])
            if relation.symmetric:
                symmetric.add(relation.name)
            extractors.add(statement.extractor)
        for name in sorted(events):
            iri = NamedNode(self.iris.relation(name))
            yield Quad(iri, _A, term("rdf:Property"), graph)
            yield Quad(iri, _A, _RELATION_TYPE, graph)
            if name in symmetric:
                yield Quad(iri, _A, _SYMMETRIC, graph)
            yield Quad(iri, _LABEL, _label(name), graph)
            words = name.split(" ")
            broader = next((shorter for n in range(len(words) - 1, 0, -1) if (shorter := " ".join(words[:n])) in events), None)
            if broader is not None:
                yield Quad(iri, _BROADER, NamedNode(self.iris.relation(broader)), graph)
            for event in sorted(events[name]):
                yield Quad(iri, _BROADER, NamedNode(terms.NG + event), graph)
        used = sorted(set().union(*events.values()))
        for event in used:
            yield Quad(NamedNode(terms.NG + event), _BROADER, terms.event_class(event), graph)
        for name in sorted({*used, *(terms.event_class(event).value.partition("#")[2] for event in used)}):
            iri = NamedNode(terms.NG + name)
            yield Quad(iri, _A, _EVENT_TYPE, graph)
            yield Quad(iri, _LABEL, _label(name.lower()), graph)
        for extractor in sorted(extractors):
            iri = NamedNode(self.iris.extractor(extractor))
            yield Quad(iri, _A, _PERSON if extractor == USER else _SOFTWARE, graph)
            yield Quad(iri, _LABEL, literal(extractor), graph)


class _ArticleEncoder:
    """Writes the quads of one article's graph, in reading order."""

    def __init__(self, encoder: Encoder, article_id: str) -> None:
        self._encoder = encoder
        self._iris = encoder.iris
        self._id = article_id
        self._iri = encoder.iris.article(article_id)
        self._graph = NamedNode(encoder.iris.article_graph(article_id))
        self._quads: list[Quad] = []
        self._selectors: dict[CharSpan, str] = {}
        self._spans: dict[CharSpan, NamedNode] = {}

    def quads(self, article: Article | None, mentions: Sequence[tuple[Mention, str]], statements: Sequence[Statement]) -> list[Quad]:
        self._article_node = NamedNode(self._iri)
        if article:
            self._article(article)
        for position, statement in enumerate(statements):
            self._statement(position, statement)
        self._all_mentions(mentions)
        return self._quads

    def _add(self, subject: NamedNode, predicate: NamedNode, target: NamedNode | Literal) -> None:
        self._quads.append(Quad(subject, predicate, target, self._graph))

    def _text(self, subject: NamedNode, predicate: NamedNode, text: str) -> None:
        if text:
            self._add(subject, predicate, literal(text))

    def _span(self, span: CharSpan) -> NamedNode:
        known = self._spans.get(span)
        if known is None:
            known = self._spans[span] = NamedNode(self._iris.span(self._iri, span))
        return known

    def _at(self, subject: NamedNode, predicate: NamedNode, span: CharSpan | None) -> None:
        if span:
            self._add(subject, predicate, self._span(span))

    def _article(self, article: Article) -> None:
        node = self._article_node
        self._add(node, _A, _ARTICLE_TYPE)
        for name, text in (
            ("identifier", article.id),
            ("headline", article.title),
            ("url", article.url),
            ("author", article.author),
            ("publisher", article.publisher),
            ("license", article.licence),
            ("inLanguage", article.language),
        ):
            if text is not None:
                self._add(node, term(f"schema:{name}"), literal(text))
        if article.published:
            self._add(node, term("schema:datePublished"), Literal(article.published.isoformat(), datatype=_DATE))
        self._add(node, term("ng:contentHash"), Literal(article.content_hash))
        self._add(node, term("schema:articleBody"), literal(article.text))

    def _statement(self, position: int, statement: Statement) -> None:
        iri = self._iris.statement(statement.id, self._encoder._repeats.get((self._id, position), 0))
        node, relation, add = NamedNode(iri), statement.relation, self._add
        add(node, _A, _STATEMENT)
        add(node, _DERIVED, self._article_node)
        add(node, _POSITION, Literal(str(position), datatype=_INTEGER))
        first = statement.evidence[0] if statement.evidence else None
        self._node(node, SUBJECT_PLACE, statement.subject, first.subject if first else None)
        add(node, _PREDICATE, NamedNode(self._iris.relation(relation.name)))
        if statement.object:
            self._node(node, OBJECT_PLACE, statement.object, first.object if first else None)
            if statement.subject.kind == statement.object.kind == "entity":
                add(node, _PAIR, NamedNode(self._iris.pair(statement.subject.id, statement.object.id)))
        self._text(node, _REL_TEXT, relation.text)
        self._text(node, _REL_LEMMA, relation.lemma)
        if relation.event_type:
            add(node, _EVENT, terms.EVENT[relation.event_type])
        if relation.symmetric:
            add(node, _IS_SYMMETRIC, _TRUE)
        add(node, _STATUS, terms.STATUS[statement.status])
        add(node, _POLARITY, _NEGATIVE if statement.status == "negated" else _POSITIVE)
        if statement.modality:
            add(node, _MODALITY, terms.MODALITY[statement.modality])
        if statement.time:
            self._text(node, _TIME_TEXT, statement.time.text)
            self._at(node, _TIME_AT, statement.time.span)
            for predicate, day in ((_FIRST, statement.time.first), (_LAST, statement.time.last)):
                if day:
                    add(node, predicate, Literal(day.isoformat(), datatype=_DATE))
        if statement.content is not None:
            add(node, _CONTENT, NamedNode(self._iris.statement(statement.content)))
        add(node, _CONFIDENCE, _number(statement.confidence))
        add(node, _EXTRACTOR, NamedNode(self._iris.extractor(statement.extractor)))
        self._parts(iri, node, statement)

    def _parts(self, iri: str, node: NamedNode, statement: Statement) -> None:
        """Speakers, qualifiers and evidence: nodes of their own below the statement's IRI, numbered in their order."""
        add = self._add
        if statement.speakers:
            add(node, _SPEAKER, self._encoder.term_of(statement.speakers[0]))
        for rank, speaker in enumerate(statement.speakers):
            part = NamedNode(f"{iri}/speaker/{rank}")
            add(node, _ATTRIBUTION, part)
            add(part, _A, _ATTRIBUTION_TYPE)
            add(part, _RANK, Literal(str(rank), datatype=_INTEGER))
            self._node(part, SPEAKER_PLACE, speaker, None)
        for number, qualifier in enumerate(statement.qualifiers):
            self._qualifier(node, NamedNode(f"{iri}/qualifier/{number}"), qualifier)
        for number, evidence in enumerate(statement.evidence):
            part = NamedNode(f"{iri}/evidence/{number}")
            add(node, _EVIDENCE, part)
            add(part, _A, _RESOURCE)
            add(part, _SOURCE, self._article_node)
            selector = self._span(evidence.sentence)
            add(part, _SELECTOR, selector)
            self._at(part, _SUBJECT_AT, evidence.subject)
            self._at(part, _RELATION_AT, evidence.relation)
            self._at(part, _OBJECT_AT, evidence.object)
            if evidence.sentence not in self._selectors:
                self._selectors[evidence.sentence] = evidence.text
                for kind in _SELECTOR_TYPES:
                    add(selector, _A, kind)
                add(selector, _START, Literal(str(evidence.sentence.start), datatype=_INTEGER))
                add(selector, _END, Literal(str(evidence.sentence.end), datatype=_INTEGER))
                add(selector, _EXACT, literal(evidence.text))
            elif self._selectors[evidence.sentence] != evidence.text:
                add(part, _TEXT, literal(evidence.text))

    def _qualifier(self, statement: NamedNode, part: NamedNode, qualifier: Qualifier) -> None:
        self._add(statement, _QUALIFIER, part)
        self._add(part, _A, _QUALIFIER_TYPE)
        self._add(part, _ROLE, terms.ROLE[qualifier.role])
        self._text(part, _TEXT, qualifier.text)
        self._at(part, _AT, qualifier.span)
        if qualifier.node:
            self._node(part, QUALIFIER_PLACE, qualifier.node, None)

    def _node(self, owner: NamedNode, place: _Place, node: Node, inherited: CharSpan | None) -> None:
        """One end: its term, its words and, where ``inherited`` is another one or none, its span."""
        add = self._add
        add(owner, place.node, self._encoder.term_of(node))
        self._text(owner, place.text, node.text)
        if node.span != inherited:
            add(owner, place.at, self._span(node.span) if node.span else NIL)
        if node.kind == "literal" and node.type != "Thing":
            add(owner, place.type, self._encoder._type(node.type))
        if not self._encoder.is_regular(node):
            add(owner, place.record, Literal(json.dumps(node.to_json()), datatype=_JSON))

    def _all_mentions(self, mentions: Sequence[tuple[Mention, str]]) -> None:
        numbers: Counter[tuple[CharSpan, str]] = Counter()
        for mention, node_id in sorted(mentions):
            key = (mention.span, node_id)
            node = NamedNode(self._iris.mention(self._id, mention.span, node_id, numbers[key]))
            numbers[key] += 1
            self._add(node, _A, _MENTION)
            self._add(node, _REFERS, self._encoder.node_iri(node_id))
            self._add(node, _KIND, terms.MENTION[mention.kind])
            self._add(node, _AT, self._span(mention.span))
            self._text(node, _TEXT, mention.text)
            self._text(node, _REASON, mention.reason)


def nodes_of(statement: Statement) -> Iterator[Node]:
    """All nodes of a statement: subject, object, speakers, qualifiers."""
    yield statement.subject
    if statement.object:
        yield statement.object
    yield from statement.speakers
    yield from (qualifier.node for qualifier in statement.qualifiers if qualifier.node)


def encode(data: GraphData, *, base: str = DEFAULT_BASE, threshold: float = 0.0) -> Iterator[Quad]:
    """The graph as quads: ``descriptions``, ``facts``, then one named graph an article, in a fixed order.

    ``threshold`` (0 to 1) is the least confidence of a statement that becomes a one-hop triple; nothing else depends on it.

    Raises:
        UsageError: when ``base`` or ``threshold`` cannot be.
        GraphError: when two articles or two entities have the same id.
    """
    encoder: Iterable[Quad] = Encoder(data, base=base, threshold=threshold)
    yield from encoder
