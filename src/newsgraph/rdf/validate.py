"""What is wrong with a graph: SHACL shapes for every class, and invariants that no shape can tell.

Shapes are held against one named graph at a time, so that the work grows with the graph and no faster.

References:
    W3C, Shapes Constraint Language (SHACL), 2017; the shapes are in ``shapes.ttl``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import pyshacl
import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import SH

from newsgraph.lexicons.pronouns import PRONOUNS
from newsgraph.model import Article, Entity, GraphData, Node, Statement
from newsgraph.rdf import terms
from newsgraph.rdf.decode import decode, text_of
from newsgraph.rdf.encode import Encoder
from newsgraph.rdf.files import add_to_rdflib
from newsgraph.rdf.iris import DEFAULT_BASE, Iris
from newsgraph.rdf.terms import PREFIXES

__all__ = ["PRONOUNS", "Violation", "check", "find_violations", "shapes_text"]

_STATEMENT_IRI = re.compile(r"statement/[^/]+")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is wrong: ``subject`` is the id of the statement, or the IRI or name of what else it is; ``sentence`` its evidence."""

    subject: str
    message: str
    sentence: str = ""

    def __str__(self) -> str:
        """One line."""
        text = f"{self.subject}: {self.message}" + (f" | {self.sentence}" if self.sentence else "")
        return " ".join(text.split())


def shapes_text() -> str:
    """The shapes as Turtle."""
    return files("newsgraph.rdf").joinpath("shapes.ttl").read_text(encoding="utf-8")


def check(graph: GraphData | Iterable[Quad], *, base: str = DEFAULT_BASE, threshold: float = 0.0, shapes: bool = True) -> list[str]:
    """What is wrong with the graph, a line each, sorted; empty when all is well. See :func:`find_violations`."""
    return [str(violation) for violation in find_violations(graph, base=base, threshold=threshold, shapes=shapes)]


def find_violations(
    graph: GraphData | Iterable[Quad], *, base: str = DEFAULT_BASE, threshold: float = 0.0, shapes: bool = True
) -> list[Violation]:
    """What is wrong with a graph, as plain data or as the quads of a store, sorted; empty when all is well.

    With quads, the one-hop triples that are there are compared with those that follow from the statements, at the threshold that the
    graph itself tells. ``shapes=False`` leaves SHACL out, which takes by far the most time (about a second an article).

    Raises:
        GraphError: when the quads are no graph at all.
    """
    if isinstance(graph, GraphData):
        data, quads = graph, list(Encoder(graph, base=base, threshold=threshold))
    else:
        quads = list(graph)
        data = decode(quads, base=base)
        threshold = _threshold(quads, base, threshold)
    found = [*_data_violations(data), *_quad_violations(quads, Encoder(data, base=base, threshold=threshold))]
    if shapes:
        found += _shape_violations(quads, data, Iris(base))
    return sorted(set(found))


def _threshold(quads: Iterable[Quad], base: str, default: float) -> float:
    for quad in quads:
        if quad.predicate.value == f"{terms.NG}threshold" and quad.subject == NamedNode(base) and isinstance(quad.object, Literal):
            return float(text_of(quad.object))
    return default


# -- invariants of the data -------------------------------------------------------------------------------------------------------


def _data_violations(data: GraphData) -> Iterator[Violation]:
    articles = {article.id: article for article in data.articles}
    entities = {entity.id for entity in data.entities}
    ids = Counter(statement.id for statement in data.statements)
    for statement in data.statements:
        sentence = statement.evidence[0].text if statement.evidence else ""
        for message in _statement_problems(statement, articles.get(statement.article), entities, ids):
            yield Violation(statement.id, message, sentence)
    for entity in data.entities:
        yield from _entity_violations(entity, articles)


def _statement_problems(statement: Statement, article: Article | None, entities: set[str], ids: Counter[str]) -> Iterator[str]:
    if ids[statement.id] > 1:
        yield f"{ids[statement.id]} statements have this id"
    if article is None:
        yield f"its article {statement.article!r} is not in the graph"
    if not 0.0 <= statement.confidence <= 1.0:
        yield f"its confidence {statement.confidence} is no probability"
    if statement.content is not None and statement.content not in ids:
        yield f"its content {statement.content} is no statement of the graph"
    if statement.content == statement.id:
        yield "it is its own content"
    if not statement.relation.name.strip():
        yield "its relation has no name"
    if statement.time and statement.time.first and statement.time.last and statement.time.first > statement.time.last:
        yield f"its time ends ({statement.time.last}) before it begins ({statement.time.first})"
    if not statement.evidence:
        yield "it has no evidence"
    for node in statement.nodes:
        yield from _node_problems(node, article, entities)
    if article:
        yield from _evidence_problems(statement, article)


def _node_problems(node: Node, article: Article | None, entities: set[str]) -> Iterator[str]:
    if not node.label.strip():
        yield f"a node has no label ({node.kind} {node.id!r})"
    # "The mine" is a noun, whose label alone looks like a pronoun.
    written = (node.text or node.label).strip().casefold()
    if node.label.strip().casefold() in PRONOUNS and written in PRONOUNS and not (node.kind == "entity" and node.label.isupper()):
        yield f"the node {node.label!r} is a pronoun"
    if node.kind == "entity" and node.id not in entities:
        yield f"the entity {node.id!r} is not in the graph"
    if node.kind == "literal" and node.id:
        yield f"the literal {node.label!r} has an id ({node.id!r})"
    if article and node.span and node.span.end > len(article.text):
        yield f"the node {node.label!r} stands at {node.span}, after the end of the article ({len(article.text)} characters)"


def _evidence_problems(statement: Statement, article: Article) -> Iterator[str]:
    for evidence in statement.evidence:
        if article.text[evidence.sentence.start : evidence.sentence.end] != evidence.text:
            yield f"its evidence is not what the article {article.id!r} says at {evidence.sentence}"
        for name, span in (("subject", evidence.subject), ("relation", evidence.relation), ("object", evidence.object)):
            if span and not evidence.sentence.covers(span):
                yield f"its {name} at {span} lies outside its sentence at {evidence.sentence}"


def _entity_violations(entity: Entity, articles: dict[str, Article]) -> Iterator[Violation]:
    if not entity.label.strip():
        yield Violation(entity.id, "the entity has no label")
    for name in (entity.label, *entity.aliases):
        if name.strip().casefold() in PRONOUNS and not name.isupper():
            yield Violation(entity.id, f"a name of the entity is a pronoun: {name!r}")
    for mention in entity.mentions:
        article = articles.get(mention.article)
        if article is None:
            yield Violation(entity.id, f"it is mentioned in the article {mention.article!r}, which is not in the graph")
        elif article.text[mention.span.start : mention.span.end] != mention.text:
            yield Violation(entity.id, f"the article {mention.article!r} does not say {mention.text!r} at {mention.span}")


# -- invariants of the triples ----------------------------------------------------------------------------------------------------


def _quad_violations(quads: list[Quad], encoder: Encoder) -> Iterator[Violation]:
    graphs: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    known = terms.vocabulary_labels()
    facts = set()
    for quad in quads:
        triple = (str(quad.subject), str(quad.predicate), str(quad.object))
        graphs[triple].append(str(quad.graph_name))
        if not (isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)):
            yield Violation(" ".join(triple), "has a blank node or a triple term")
        for term in (quad.predicate, quad.object):
            if isinstance(term, NamedNode) and term.value.startswith(terms.NG) and term.value not in known:
                yield Violation(" ".join(triple), f"the vocabulary has no <{term.value}>")
        if quad.graph_name == NamedNode(encoder.iris.facts):
            facts.add(triple)
    for triple, names in graphs.items():
        if len(set(names)) > 1:
            yield Violation(" ".join(triple), f"stands in {len(set(names))} graphs: {', '.join(sorted(set(names)))}")
    expected = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in encoder.facts()}
    for triple in facts - expected:
        yield Violation(" ".join(triple), "the plain triple has no statement that supports it")
    for triple in expected - facts:
        yield Violation(" ".join(triple), "a plain statement has no triple in the graph of facts")


# -- shapes -----------------------------------------------------------------------------------------------------------------------


def _shape_violations(quads: list[Quad], data: GraphData, iris: Iris) -> Iterator[Violation]:
    sentences = {iris.statement(statement.id): statement for statement in data.statements}
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value != iris.facts:
            graphs[quad.graph_name.value].append(quad)
    shapes = rdflib.Graph().parse(data=shapes_text(), format="turtle")
    for _, members in sorted(graphs.items()):
        graph = rdflib.Graph()
        add_to_rdflib(members, graph)
        conforms, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=False, inplace=True)
        if not conforms:
            yield from _reported(report, sentences, iris)


def _reported(report: Any, statements: dict[str, Statement], iris: Iris) -> Iterator[Violation]:
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        focus = str(report.value(result, SH.focusNode))
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        message = f"{_short(path)}: {report.value(result, SH.resultMessage)}" + (f" (not {str(value)[:80]!r})" if value is not None else "")
        match = _STATEMENT_IRI.match(focus.removeprefix(iris.base))
        statement = statements.get(iris.base + match[0]) if match else None
        if statement:
            yield Violation(statement.id, message, statement.evidence[0].text if statement.evidence else "")
        else:
            yield Violation(focus.removeprefix(iris.base), message)


def _short(iri: Any) -> str:
    for prefix, namespace in PREFIXES.items():
        if str(iri).startswith(namespace):
            return f"{prefix}:{str(iri)[len(namespace) :]}"
    return str(iri)
