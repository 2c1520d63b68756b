"""The named graph of one article: what it is, its statements with their evidence, its mentions."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from pyoxigraph import NamedNode

from newsgraph.model import Article, CharSpan, Mention, Node, Qualifier, Statement
from newsgraph.rdf import terms
from newsgraph.rdf.iris import Iris
from newsgraph.rdf.terms import NG
from newsgraph.rdf.writers import Writer

__all__ = [
    "OBJECT_PLACE",
    "QUALIFIER_PLACE",
    "SPEAKER_PLACE",
    "SUBJECT_PLACE",
    "ArticleEncoder",
    "Place",
    "node_term",
    "number",
    "type_iri",
]

_Iri = TypeVar("_Iri")
_Text = TypeVar("_Text")
_Key = TypeVar("_Key", bound=str)

_INTEGER_FORM = re.compile(r"(0|-?[1-9][0-9]{0,14})")
_DATE_FORM = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])")


def _curies(table: dict[_Key, NamedNode]) -> dict[_Key, str]:
    return {key: f"ng:{iri.value.removeprefix(NG)}" for key, iri in table.items()}


_STATUS, _MODALITY, _ROLE = _curies(terms.STATUS), _curies(terms.MODALITY), _curies(terms.ROLE)
_MENTION = _curies(terms.MENTION)


@dataclass(frozen=True, slots=True)
class Place:
    """The properties for one place of a node in a statement, as CURIEs."""

    node: str
    text: str
    at: str
    type: str
    record: str


SUBJECT_PLACE: Final = Place("rdf:subject", "ng:subjectText", "ng:subjectAt", "ng:subjectType", "ng:subjectRecord")
OBJECT_PLACE: Final = Place("rdf:object", "ng:objectText", "ng:objectAt", "ng:objectType", "ng:objectRecord")
SPEAKER_PLACE: Final = Place("prov:agent", "ng:text", "ng:at", "ng:nodeType", "ng:nodeRecord")
QUALIFIER_PLACE: Final = Place("ng:node", "ng:nodeText", "ng:nodeAt", "ng:nodeType", "ng:nodeRecord")


def number(value: float) -> str:
    """A double in its shortest form, as Oxigraph writes it for everyday numbers."""
    return repr(float(value)).removesuffix(".0")


def type_iri(name: str, iris: Iris) -> str:
    """The class of an entity type."""
    return terms.TYPE_IRIS.get(name) or iris.type(name)


def node_term(node: Node, iri: Callable[[str], str], write: Writer[_Iri, _Text]) -> _Iri | _Text:
    """The term that stands for a node; a literal is an integer or a day where that keeps every character, else a string."""
    if node.kind != "literal":
        return write.iri(iri(node.id))
    text = node.label
    if _INTEGER_FORM.fullmatch(text):
        return write.typed(text, "xsd:integer")
    if _DATE_FORM.fullmatch(text) and not text.startswith("0000"):
        return write.typed(text, "xsd:date")
    return write.string(text)


class ArticleEncoder(Generic[_Iri, _Text]):
    """Writes the triples of one article's graph, in reading order.

    ``node_iri`` gives the IRI of a node's id, ``relation_iri`` that of a relation's name; ``is_regular`` tells whether the graph
    ``descriptions`` says all of a node; ``repeats`` has the positions of statements whose id an earlier statement has, with their number.
    """

    def __init__(
        self,
        iris: Iris,
        article_id: str,
        write: Writer[_Iri, _Text],
        *,
        node_iri: Callable[[str], str],
        relation_iri: Callable[[str], str],
        is_regular: Callable[[Node], bool],
        repeats: dict[tuple[str, int], int],
    ) -> None:
        """Name the article."""
        self._iris, self._id, self._write = iris, article_id, write
        self._node_iri, self._relation_iri = node_iri, relation_iri
        self._is_regular, self._repeats = is_regular, repeats
        self._iri = iris.article(article_id)
        self._article_node = write.own(self._iri)
        self._selectors: dict[CharSpan, str] = {}
        self._spans: dict[CharSpan, _Iri] = {}

    def write(self, article: Article | None, mentions: Sequence[tuple[Mention, str]], statements: Sequence[Statement]) -> None:
        """Write all of it."""
        if article:
            self._article(article)
        for position, statement in enumerate(statements):
            self._statement(position, statement)
        self._all_mentions(mentions)

    def _text(self, subject: _Iri, predicate: str, text: str) -> None:
        if text:
            self._write.add(subject, predicate, self._write.string(text))

    def _span(self, span: CharSpan) -> _Iri:
        known = self._spans.get(span)
        if known is None:
            known = self._spans[span] = self._write.own(self._iris.span(self._iri, span))
        return known

    def _at(self, subject: _Iri, predicate: str, span: CharSpan | None) -> None:
        if span:
            self._write.add(subject, predicate, self._span(span))

    def _article(self, article: Article) -> None:
        write, node = self._write, self._article_node
        write.add(node, "a", write.term("schema:NewsArticle"))
        for name, text in (
            ("schema:identifier", article.id),
            ("schema:headline", article.title),
            ("schema:url", article.url),
            ("schema:author", article.author),
            ("schema:publisher", article.publisher),
            ("schema:license", article.licence),
            ("schema:inLanguage", article.language),
        ):
            if text is not None:
                write.add(node, name, write.string(text))
        if article.published:
            write.add(node, "schema:datePublished", write.typed(article.published.isoformat(), "xsd:date"))
        write.add(node, "ng:contentHash", write.string(article.content_hash))
        write.add(node, "schema:articleBody", write.string(article.text))

    def _statement(self, position: int, statement: Statement) -> None:
        write, iris = self._write, self._iris
        add, term = write.add, write.term
        iri = iris.statement(statement.id, self._repeats.get((self._id, position), 0))
        node, relation = write.own(iri), statement.relation
        add(node, "a", term("rdf:Statement"))
        add(node, "prov:wasDerivedFrom", self._article_node)
        add(node, "ng:position", write.typed(str(position), "xsd:integer"))
        first = statement.evidence[0] if statement.evidence else None
        self._node(node, SUBJECT_PLACE, statement.subject, first.subject if first else None)
        add(node, "rdf:predicate", write.iri(self._relation_iri(relation.name)))
        if statement.object:
            self._node(node, OBJECT_PLACE, statement.object, first.object if first else None)
            if statement.subject.kind == statement.object.kind == "entity":
                add(node, "ng:pair", write.own(iris.pair(statement.subject.id, statement.object.id)))
        self._text(node, "ng:relationText", relation.text)
        self._text(node, "ng:relationLemma", relation.lemma)
        if relation.event_type:
            add(node, "ng:eventType", term(f"ng:{relation.event_type}"))
        if relation.symmetric:
            add(node, "ng:symmetric", write.typed("true", "xsd:boolean"))
        add(node, "ng:status", term(_STATUS[statement.status]))
        add(node, "ng:polarity", term("ng:Negative" if statement.status == "negated" else "ng:Positive"))
        if statement.modality:
            add(node, "ng:modality", term(_MODALITY[statement.modality]))
        if statement.time:
            self._text(node, "ng:timeText", statement.time.text)
            self._at(node, "ng:timeAt", statement.time.span)
            for predicate, day in (("ng:firstDay", statement.time.first), ("ng:lastDay", statement.time.last)):
                if day:
                    add(node, predicate, write.typed(day.isoformat(), "xsd:date"))
        if statement.content is not None:
            add(node, "ng:content", write.own(iris.statement(statement.content)))
        add(node, "ng:confidence", write.typed(number(statement.confidence), "xsd:double"))
        add(node, "ng:extractor", write.iri(iris.extractor(statement.extractor)))
        self._parts(iri, node, statement)

    def _parts(self, iri: str, node: _Iri, statement: Statement) -> None:
        """Speakers, qualifiers and evidence: nodes of their own below the statement's IRI, numbered in their order."""
        write = self._write
        add, term = write.add, write.term
        if statement.speakers:
            add(node, "ng:speaker", node_term(statement.speakers[0], self._node_iri, write))
        for rank, speaker in enumerate(statement.speakers):
            part = write.own(f"{iri}/speaker/{rank}")
            add(node, "prov:qualifiedAttribution", part)
            add(part, "a", term("prov:Attribution"))
            add(part, "ng:rank", write.typed(str(rank), "xsd:integer"))
            self._node(part, SPEAKER_PLACE, speaker, None)
        for place, qualifier in enumerate(statement.qualifiers):
            self._qualifier(node, write.own(f"{iri}/qualifier/{place}"), qualifier)
        for place, evidence in enumerate(statement.evidence):
            part = write.own(f"{iri}/evidence/{place}")
            add(node, "ng:evidence", part)
            add(part, "a", term("oa:SpecificResource"))
            add(part, "oa:hasSource", self._article_node)
            selector = self._span(evidence.sentence)
            add(part, "oa:hasSelector", selector)
            self._at(part, "ng:subjectAt", evidence.subject)
            self._at(part, "ng:relationAt", evidence.relation)
            self._at(part, "ng:objectAt", evidence.object)
            if evidence.sentence not in self._selectors:
                self._selectors[evidence.sentence] = evidence.text
                add(selector, "a", term("oa:TextPositionSelector"))
                add(selector, "a", term("oa:TextQuoteSelector"))
                add(selector, "oa:start", write.typed(str(evidence.sentence.start), "xsd:integer"))
                add(selector, "oa:end", write.typed(str(evidence.sentence.end), "xsd:integer"))
                add(selector, "oa:exact", write.string(evidence.text))
            elif self._selectors[evidence.sentence] != evidence.text:
                add(part, "ng:text", write.string(evidence.text))

    def _qualifier(self, statement: _Iri, part: _Iri, qualifier: Qualifier) -> None:
        write = self._write
        write.add(statement, "ng:qualifier", part)
        write.add(part, "a", write.term("ng:Qualifier"))
        write.add(part, "ng:role", write.term(_ROLE[qualifier.role]))
        self._text(part, "ng:text", qualifier.text)
        self._at(part, "ng:at", qualifier.span)
        if qualifier.node:
            self._node(part, QUALIFIER_PLACE, qualifier.node, None)

    def _node(self, owner: _Iri, place: Place, node: Node, inherited: CharSpan | None) -> None:
        """One end: its term, its words and, where ``inherited`` is another one or none, its span."""
        write = self._write
        write.add(owner, place.node, node_term(node, self._node_iri, write))
        self._text(owner, place.text, node.text)
        if node.span != inherited:
            write.add(owner, place.at, self._span(node.span) if node.span else write.term("rdf:nil"))
        if node.kind == "literal" and node.type != "Thing":
            write.add(owner, place.type, write.iri(type_iri(node.type, self._iris)))
        if not self._is_regular(node):
            write.add(owner, place.record, write.typed(json.dumps(node.to_json()), "rdf:JSON"))

    def _all_mentions(self, mentions: Sequence[tuple[Mention, str]]) -> None:
        write = self._write
        numbers: Counter[tuple[CharSpan, str]] = Counter()
        for mention, node_id in sorted(mentions):
            key = (mention.span, node_id)
            node = write.own(self._iris.mention(self._id, mention.span, node_id, numbers[key]))
            numbers[key] += 1
            write.add(node, "a", write.term("ng:Mention"))
            write.add(node, "ng:refersTo", write.iri(self._node_iri(node_id)))
            write.add(node, "ng:kind", write.term(_MENTION[mention.kind]))
            write.add(node, "ng:at", self._span(mention.span))
            self._text(node, "ng:text", mention.text)
            self._text(node, "ng:reason", mention.reason)
