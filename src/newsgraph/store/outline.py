"""What of a store an overview needs: nodes, and statements as short rows without their evidence.

An outline of a hundred thousand statements is read in seconds and is some ten megabytes; the whole graph would be minutes and gigabytes.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import pyoxigraph as ox

from newsgraph.errors import GraphError
from newsgraph.model import GraphData, Node, Statement
from newsgraph.rdf import terms
from newsgraph.rdf.decode import text_of
from newsgraph.rdf.iris import Iris
from newsgraph.rdf.terms import PREFIXES, TYPE_NAMES

_Read = TypeVar("_Read")

__all__ = ["ArticleLine", "NodeLine", "Outline", "StatementLine", "outline_of", "read_outline"]


@dataclass(frozen=True, slots=True)
class NodeLine:
    """An entity or a concept; ``mentions`` counts the places of the articles that refer to it."""

    id: str
    label: str
    type: str
    aliases: tuple[str, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article without its text; ``published`` as ``YYYY-MM-DD`` or empty."""

    id: str
    title: str
    publisher: str
    published: str


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement without its evidence.

    ``subject``, ``object``, ``speakers`` and ``others`` (nodes of qualifiers) are pairs: the id of the node, or empty for a literal, and
    the label of a literal, or empty. ``object`` is None where there is none. ``repeat`` tells statements of the same id apart.
    Days are ``YYYY-MM-DD`` or empty.
    """

    id: str
    repeat: int
    article: str
    subject: tuple[str, str]
    relation: str
    words: str
    object: tuple[str, str] | None
    event: str
    symmetric: bool
    status: str
    modality: str
    speakers: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    first: str
    last: str
    confidence: float

    @property
    def plain(self) -> bool:
        """As :attr:`newsgraph.model.Statement.plain`."""
        return self.status == "fact" and not self.speakers


@dataclass(frozen=True, slots=True)
class Outline:
    """Articles and nodes by id; statements by article and position. Every id of a statement's ends is that of a node."""

    articles: tuple[ArticleLine, ...]
    nodes: tuple[NodeLine, ...]
    statements: tuple[StatementLine, ...]


# -- of plain data ----------------------------------------------------------------------------------------------------------------


def outline_of(data: GraphData) -> Outline:
    """The outline of a graph; that of a store which holds the same graph is equal."""
    nodes = {e.id: NodeLine(e.id, e.label, e.type, tuple(sorted(set(e.aliases))), len(e.mentions)) for e in data.entities}
    statements: list[StatementLine] = []
    seen: Counter[str] = Counter()
    for statement in data.statements:
        for node in statement.nodes:
            if node.kind != "literal" and node.id not in nodes:
                nodes[node.id] = NodeLine(node.id, node.label, node.type, tuple(sorted(set(node.aliases))), 0)
        statements.append(_line(statement, seen[statement.id]))
        seen[statement.id] += 1
    articles = [ArticleLine(a.id, a.title or "", a.publisher or "", a.published.isoformat() if a.published else "") for a in data.articles]
    return Outline(
        tuple(sorted(articles, key=lambda article: article.id)),
        tuple(nodes[key] for key in sorted(nodes)),
        tuple(statements),
    )


def _end(node: Node) -> tuple[str, str]:
    return ("", node.label) if node.kind == "literal" else (node.id, "")


def _line(statement: Statement, repeat: int) -> StatementLine:
    time, relation = statement.time, statement.relation
    return StatementLine(
        statement.id,
        repeat,
        statement.article,
        _end(statement.subject),
        relation.name,
        relation.text,
        _end(statement.object) if statement.object else None,
        relation.event_type or "",
        relation.symmetric,
        statement.status,
        statement.modality or "",
        tuple(map(_end, statement.speakers)),
        tuple(_end(qualifier.node) for qualifier in statement.qualifiers if qualifier.node),
        time.first.isoformat() if time and time.first else "",
        time.last.isoformat() if time and time.last else "",
        float(statement.confidence),
    )


# -- of a store -------------------------------------------------------------------------------------------------------------------

_MODALITY: Final = {iri.value: name for name, iri in terms.MODALITY.items()}
_EVENT: Final = {iri.value: name for name, iri in terms.EVENT.items()}


def read_outline(store: ox.Store, base: str) -> Outline:
    """The outline of the graph in an Oxigraph store: what is needed is read property by property, the texts of the articles never.

    Raises:
        GraphError: when the store holds no such graph.
    """
    return _Reader(store, Iris(base)).outline()


_IRIS: Final = {
    "predicate": "rdf:predicate", "article": "prov:wasDerivedFrom", "modality": "ng:modality",
    "event": "ng:eventType",
}  # fmt: skip
_TEXTS: Final = {
    "words": "ng:relationText", "symmetric": "ng:symmetric", "first": "ng:firstDay", "last": "ng:lastDay", "confidence": "ng:confidence",
    "position": "ng:position",
}  # fmt: skip
_ARTICLES: Final = """
SELECT ?article ?title ?publisher ?published WHERE {
  ?article a schema:NewsArticle .
  OPTIONAL { ?article schema:headline ?title } OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:datePublished ?published }
}"""
_TYPES: Final = "SELECT ?node ?type ?label WHERE { GRAPH g:descriptions { ?node a ?type ; rdfs:label ?label } }"
_ALIASES: Final = "SELECT ?node ?alias WHERE { GRAPH g:descriptions { ?node skos:altLabel ?alias } }"
_MENTIONS: Final = "SELECT ?node (COUNT(?mention) AS ?count) WHERE { ?mention ng:refersTo ?node } GROUP BY ?node"
_SPEAKERS: Final = "SELECT ?s ?part ?node WHERE { ?s prov:qualifiedAttribution ?part . ?part prov:agent ?node }"
_QUALIFIERS: Final = "SELECT ?s ?part ?node WHERE { ?s ng:qualifier ?part . ?part ng:node ?node }"


class _Reader:
    def __init__(self, store: ox.Store, iris: Iris) -> None:
        self._store, self._iris = store, iris
        self._ids: dict[str, str] = {}

    def _rows(self, query: str) -> Iterator[Any]:
        found = self._store.query(query, prefixes=terms.prefixes(self._iris.base), use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        yield from found

    def outline(self) -> Outline:
        self._nodes = self._read_nodes()
        return Outline(tuple(self._articles()), tuple(self._nodes[key] for key in sorted(self._nodes)), tuple(self._statements()))

    def _read_nodes(self) -> dict[str, NodeLine]:
        aliases: dict[str, list[str]] = defaultdict(list)
        for node, alias in self._rows(_ALIASES):
            aliases[node.value].append(text_of(alias))
        mentions = {node.value: int(count.value) for node, count in self._rows(_MENTIONS)}
        nodes: dict[str, NodeLine] = {}
        for node, kind, label in self._rows(_TYPES):
            iri, name = node.value, TYPE_NAMES.get(kind.value)
            if name is None and kind.value.startswith(self._iris.type("")):
                name = self._iris.type_name(kind.value)
            if name is None or not iri.startswith(self._iris.base):
                continue
            key = self._ids[iri] = self._iris.node_id(iri)
            nodes[key] = NodeLine(key, text_of(label), name, tuple(sorted(aliases.get(iri, ()))), mentions.get(iri, 0))
        return nodes

    def _articles(self) -> list[ArticleLine]:
        found = [
            ArticleLine(self._iris.article_id(article.value), _text(title), _text(publisher), _text(published))
            for article, title, publisher, published in self._rows(_ARTICLES)
        ]
        return sorted(found, key=lambda article: article.id)

    def _records(self, curie: str) -> dict[str, tuple[str, str]]:
        """Nodes whose description does not say all of them stand at length with the statement or part that has them."""
        records: dict[str, tuple[str, str]] = {}
        for owner, record in self._rows(f"SELECT ?s ?record WHERE {{ ?s {curie} ?record }}"):
            try:
                records[owner.value] = _end(Node.from_json(json.loads(text_of(record))))
            except (ValueError, KeyError, TypeError) as error:
                raise GraphError(f"<{owner.value}> has a record that is none of a node") from error
        return records

    def _end(self, value: ox.NamedNode | ox.Literal) -> tuple[str, str]:
        if isinstance(value, ox.Literal):
            return "", text_of(value)
        key = self._ids.get(value.value)
        if key is None:
            raise GraphError(f"<{value.value}> has no rdfs:label and type: are its descriptions missing?")
        return key, ""

    def _parts(self, query: str, records: dict[str, tuple[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
        """The nodes of the parts of each statement, by the numbers at the end of the parts' IRIs."""
        found: dict[str, list[tuple[int, tuple[str, str]]]] = defaultdict(list)
        for statement, part, node in self._rows(query):
            end = records.get(part.value) or self._end(node)
            found[statement.value].append((int(part.value.rpartition("/")[2]), end))
        return {statement: tuple(end for _, end in sorted(parts)) for statement, parts in found.items()}

    def _statements(self) -> list[StatementLine]:
        subjects, objects, parts = (self._records(f"ng:{name}Record") for name in ("subject", "object", "node"))
        speakers, qualifiers = self._parts(_SPEAKERS, parts), self._parts(_QUALIFIERS, parts)
        # Property by property: in Oxigraph, joins over the union of all graphs take several times as long.
        iris = {name: self._column(curie, lambda value: value.value) for name, curie in _IRIS.items()}
        texts = {name: self._column(curie, text_of) for name, curie in _TEXTS.items()}
        ends = {name: self._column(f"rdf:{name}", self._end) | records for name, records in (("subject", subjects), ("object", objects))}
        # Most statements are facts; that each has a status, the build has checked.
        others = {name: iri for name, iri in terms.STATUS.items() if name != "fact"}
        statuses = {row[0].value: name for name, iri in others.items() for row in self._rows(f"SELECT ?s {{ ?s ng:status {iri} }}")}
        names = {iri: self._iris.relation_name(iri) for iri in set(iris["predicate"].values())}
        ids = {iri: self._iris.article_id(iri) for iri in set(iris["article"].values())}
        lines: list[tuple[str, int, StatementLine]] = []
        for iri, subject in ends["subject"].items():
            event, modality = iris["event"].get(iri), iris["modality"].get(iri)
            try:
                line = StatementLine(
                    self._iris.statement_id(iri),
                    int(iri.rpartition("/")[2].partition(";")[2] or 0),
                    ids[iris["article"][iri]],
                    subject,
                    names[iris["predicate"][iri]],
                    texts["words"].get(iri, ""),
                    ends["object"].get(iri),
                    _EVENT[event] if event else "",
                    texts["symmetric"].get(iri) == "true",
                    statuses.get(iri, "fact"),
                    _MODALITY[modality] if modality else "",
                    speakers.get(iri, ()),
                    qualifiers.get(iri, ()),
                    texts["first"].get(iri, ""),
                    texts["last"].get(iri, ""),
                    float(texts["confidence"][iri]),
                )
                lines.append((line.article, int(texts["position"][iri]), line))
            except (KeyError, ValueError) as error:
                raise GraphError(f"<{iri}> lacks what every statement has, or has what the vocabulary does not know ({error})") from error
        lines.sort(key=lambda entry: (entry[0], entry[1], entry[2].id))
        return [line for _, _, line in lines]

    def _column(self, curie: str, read: Callable[[Any], _Read]) -> dict[str, _Read]:
        """The value of a property by the statement's IRI."""
        return {row[0].value: read(row[1]) for row in self._rows(f"SELECT ?s ?value WHERE {{ ?s {curie} ?value }}")}


def _text(value: ox.Literal | None) -> str:
    return "" if value is None else text_of(value)


def statement_quads(store: ox.Store, base: str, iris: list[str]) -> Iterator[ox.Quad]:
    """All quads that :func:`newsgraph.rdf.decode.decode` needs to read these statements: theirs, of their parts, nodes and articles."""
    seen: set[str] = set()
    graph = ox.NamedNode(Iris(base).descriptions)
    below = {PREFIXES["prov"] + "qualifiedAttribution", *(terms.NG + name for name in ("qualifier", "evidence"))}
    further = {PREFIXES[prefix] + name for prefix, name in (("oa", "hasSelector"), ("prov", "wasDerivedFrom"))}
    nodes = {PREFIXES["rdf"] + "subject", PREFIXES["rdf"] + "object", PREFIXES["prov"] + "agent", terms.NG + "node"}
    waiting = list(iris)
    while waiting:
        iri = waiting.pop()
        if iri in seen:
            continue
        seen.add(iri)
        for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
            yield quad
            if isinstance(quad.object, ox.NamedNode):
                target, predicate = quad.object, quad.predicate.value
                if predicate in below | further:
                    waiting.append(target.value)
                elif predicate in nodes and target.value not in seen:
                    seen.add(target.value)
                    yield from store.quads_for_pattern(target, None, None, graph)
