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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from newsgraph.errors import GraphError, UsageError
from newsgraph.model import USER, CharSpan, GraphData, Mention, Node, Statement
from newsgraph.rdf import terms
from newsgraph.rdf.article import ArticleEncoder, node_term, number, type_iri
from newsgraph.rdf.iris import DEFAULT_BASE, Iris
from newsgraph.rdf.terms import NG
from newsgraph.rdf.writers import QuadWriter, Writer

__all__ = ["ENCODING", "FORMAT_VERSION", "Description", "Encoder", "encode"]

FORMAT_VERSION = 1
"""Version of the shape of the graph; it goes up whenever an older reader would misread a newer graph."""

ENCODING = 4
"""Goes up whenever the same data become other quads, or a store notes other things of them: stores then write every article anew.

A test pins what it stands for."""

_Iri = TypeVar("_Iri")
_Text = TypeVar("_Text")


@dataclass(frozen=True, slots=True)
class Description:
    """What the graph ``descriptions`` says of a node."""

    kind: str
    label: str
    type: str
    aliases: tuple[str, ...]


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
        self._iri_of: dict[str, str] = {}
        self._relation_of: dict[str, str] = {}
        self._known: dict[str, NamedNode] = {}

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
                for node in statement.nodes:
                    if node.kind != "literal" and node.id not in described:
                        described[node.id] = Description(node.kind, node.label, node.type, tuple(sorted(set(node.aliases))))
        return described

    def node_iri(self, node_id: str) -> str:
        """The IRI of an entity or a concept."""
        known = self._iri_of.get(node_id)
        if known is None:
            known = self._iri_of[node_id] = self.iris.node(node_id)
        return known

    def relation_iri(self, name: str) -> str:
        """The IRI of a relation."""
        known = self._relation_of.get(name)
        if known is None:
            known = self._relation_of[name] = self.iris.relation(name)
        return known

    def write_article(self, article_id: str, write: Writer[_Iri, _Text]) -> None:
        """Write all that stands in the named graph of one article: metadata and text, statements by position, mentions."""
        encoder = ArticleEncoder(
            self.iris,
            article_id,
            write,
            node_iri=self.node_iri,
            relation_iri=self.relation_iri,
            is_regular=self.is_regular,
            repeats=self._repeats,
        )
        encoder.write(self._articles.get(article_id), self._mentions.get(article_id, ()), self._statements.get(article_id, ()))

    def article_graph(self, article_id: str) -> list[Quad]:
        """The quads of :meth:`write_article`."""
        write = QuadWriter(self.iris.article_graph(article_id), self._known)
        self.write_article(article_id, write)
        return write.quads

    def facts(self) -> list[Quad]:
        """The quads of :meth:`write_facts`."""
        write = QuadWriter(self.iris.facts, self._known)
        self.write_facts(write)
        return write.quads

    def descriptions(self) -> list[Quad]:
        """The quads of :meth:`write_descriptions`."""
        write = QuadWriter(self.iris.descriptions, self._known)
        self.write_descriptions(write)
        return write.quads

    def sentences(self, article_id: str) -> dict[CharSpan, str]:
        """The sentences that are evidence in an article, in reading order."""
        found: dict[CharSpan, str] = {}
        for statement in self._statements.get(article_id, ()):
            for evidence in statement.evidence:
                found.setdefault(evidence.sentence, evidence.text)
        return found

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
            add([self._repeats.get((article_id, position), 0), *(self.is_regular(node) for node in statement.nodes)])
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

    def write_facts(self, write: Writer[_Iri, _Text]) -> None:
        """Write the derived graph of plain facts, each triple once; symmetric relations in both directions."""
        seen: set[tuple[_Iri, str, _Iri | _Text]] = set()

        def add(subject: _Iri, relation: str, target: _Iri | _Text) -> None:
            if (subject, relation, target) not in seen:
                seen.add((subject, relation, target))
                write.relate(subject, write.iri(self.relation_iri(relation)), target)

        for article_id in self.article_ids:
            for statement in self._statements.get(article_id, ()):
                if not self.supports(statement) or statement.object is None:
                    continue
                subject, relation = write.iri(self.node_iri(statement.subject.id)), statement.relation
                add(subject, relation.name, node_term(statement.object, self.node_iri, write))
                if relation.symmetric and statement.object.kind != "literal":
                    add(write.iri(self.node_iri(statement.object.id)), relation.name, subject)

    def write_descriptions(self, write: Writer[_Iri, _Text]) -> None:
        """Write labels, types and aliases of nodes; relations with their hierarchy; event types, extractors, the graph itself."""
        add = write.add
        dataset = write.iri(self.iris.base)
        add(dataset, "a", write.term("ng:Graph"))
        add(dataset, "ng:formatVersion", write.typed(str(FORMAT_VERSION), "xsd:integer"))
        add(dataset, "ng:threshold", write.typed(number(self.threshold), "xsd:double"))
        entities = {entity.id: entity for entity in self._entities}
        for node_id, description in sorted(self._described.items()):
            iri = write.iri(self.node_iri(node_id))
            entity = entities.get(node_id)
            if entity:
                add(iri, "a", write.term("ng:Entity"))
            elif description.kind == "concept":
                add(iri, "a", write.term("ng:Concept"))
            add(iri, "a", write.iri(type_iri(description.type, self.iris)))
            add(iri, "rdfs:label", write.label(description.label))
            for alias in description.aliases:
                add(iri, "skos:altLabel", write.label(alias))
            if entity and entity.link:
                add(iri, "ng:link", write.string(entity.link))
            if entity and entity.aliases != tuple(sorted(set(entity.aliases))):
                add(iri, "ng:aliasOrder", write.typed(json.dumps(entity.aliases), "rdf:JSON"))
        self._relations(write)
        self._all_corrections(write)

    def _all_corrections(self, write: Writer[_Iri, _Text]) -> None:
        """What the user corrected: entities and statements that still are there, ``ng:correctedBy``; rejected ones, by PROV's own term."""
        for order, applied in enumerate(self._corrections):
            correction = applied.correction
            iri = write.iri(self.iris.correction(correction.id))
            write.add(iri, "a", write.term("ng:Correction"))
            write.add(iri, "rdfs:label", write.string(str(correction)))
            write.add(iri, "ng:correctionKind", write.string(correction.kind))
            write.add(iri, "ng:position", write.typed(str(order), "xsd:integer"))
            write.add(iri, "ng:correctionRecord", write.typed(json.dumps(applied.to_json(), sort_keys=True), "rdf:JSON"))
            for touched in applied.touched:
                is_statement = correction.kind in ("add", "reject")
                node = write.iri(self.iris.statement(touched) if is_statement else self.iris.node(touched))
                write.add(node, "prov:wasInvalidatedBy" if correction.kind == "reject" else "ng:correctedBy", iri)

    def _relations(self, write: Writer[_Iri, _Text]) -> None:
        add, term = write.add, write.term
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
            iri = write.iri(self.relation_iri(name))
            add(iri, "a", term("rdf:Property"))
            add(iri, "a", term("ng:Relation"))
            if name in symmetric:
                add(iri, "a", term("owl:SymmetricProperty"))
            add(iri, "rdfs:label", write.label(name))
            words = name.split(" ")
            broader = next((shorter for n in range(len(words) - 1, 0, -1) if (shorter := " ".join(words[:n])) in events), None)
            if broader is not None:
                add(iri, "skos:broader", write.iri(self.relation_iri(broader)))
            for event in sorted(events[name]):
                add(iri, "skos:broader", term(f"ng:{event}"))
        used = sorted(set().union(*events.values()))
        wider = {event: terms.event_class(event).value.removeprefix(NG) for event in used}
        for event in used:
            add(term(f"ng:{event}"), "skos:broader", term(f"ng:{wider[event]}"))
        for name in sorted({*used, *wider.values()}):
            add(term(f"ng:{name}"), "a", term("ng:EventType"))
            add(term(f"ng:{name}"), "rdfs:label", write.label(name.lower()))
        for extractor in sorted(extractors):
            iri = write.iri(self.iris.extractor(extractor))
            add(iri, "a", term("prov:Person" if extractor == USER else "prov:SoftwareAgent"))
            add(iri, "rdfs:label", write.string(extractor))


def encode(data: GraphData, *, base: str = DEFAULT_BASE, threshold: float = 0.0) -> Iterator[Quad]:
    """The graph as quads: ``descriptions``, ``facts``, then one named graph an article, in a fixed order.

    ``threshold`` (0 to 1) is the least confidence of a statement that becomes a one-hop triple; nothing else depends on it.

    Raises:
        UsageError: when ``base`` or ``threshold`` cannot be.
        GraphError: when two articles or two entities have the same id.
    """
    encoder: Iterable[Quad] = Encoder(data, base=base, threshold=threshold)
    yield from encoder
