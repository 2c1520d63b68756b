"""Each thing that can be wrong with a graph, planted alone, is found."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

import newsgraph as ng
from helpers.harbour import harbour
from newsgraph.model import CharSpan, GraphData, Mention, Node, TimeExpression
from newsgraph.rdf.encode import encode
from newsgraph.rdf.iris import Iris
from newsgraph.rdf.terms import NG, PREFIXES
from newsgraph.rdf.validate import check, find_violations
from newsgraph.store import OxigraphStore


def clean() -> GraphData:
    """The harbour with a few statements, all of different ids."""
    data = harbour()
    ids = [statement.id for statement in data.statements]
    kept = tuple(s for s in data.statements if ids.count(s.id) == 1)[:12]
    return dataclasses.replace(data, statements=tuple(s if s.content in ids[:12] else s.replace(content=None) for s in kept))


DATA = clean()
FIRST = DATA.statements[0]
IRIS = Iris()


def planted(**changes: Any) -> GraphData:
    """The graph with changes to its first statement."""
    return dataclasses.replace(DATA, statements=(FIRST.replace(**changes), *DATA.statements[1:]))


def test_nothing_is_wrong_with_the_harbour() -> None:
    assert [] == check(DATA)
    assert [] == check(encode(DATA, threshold=0.8))
    with OxigraphStore() as store:
        store.update(DATA)
        assert [] == check(store.quads())


def evidence(**changes: Any) -> dict[str, Any]:
    return {"evidence": (dataclasses.replace(FIRST.evidence[0], **changes),)}


def test_a_noun_that_is_spelt_like_a_pronoun_is_none() -> None:
    assert [] == [
        violation
        for violation in find_violations(planted(object=Node("concept", "concept/a/mine", "mine", text="the mine")), shapes=False)
        if "pronoun" in violation.message
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (evidence(text="Never said."), "its evidence is not what the article 'harbour-pact' says at"),
        (evidence(sentence=CharSpan(9_000, 9_010)), "its evidence is not what the article"),
        (evidence(subject=CharSpan(0, 5)), "its subject at 0:5 lies outside its sentence"),
        ({"evidence": ()}, "it has no evidence"),
        ({"subject": Node("entity", "entity/nobody", "Nobody Known")}, "the entity 'entity/nobody' is not in the graph"),
        ({"object": Node("concept", "concept/a/it", "It")}, "the node 'It' is a pronoun"),
        ({"object": Node("concept", "concept/a/x", "  ")}, "a node has no label"),
        ({"object": Node("literal", "entity/x", "5")}, "the literal '5' has an id"),
        ({"object": dataclasses.replace(FIRST.subject, span=CharSpan(9_000, 9_001))}, "after the end of the article"),
        ({"speakers": (Node("entity", "entity/ghost", "Ghost"),)}, "the entity 'entity/ghost' is not in the graph"),
        ({"content": "ffff"}, "its content ffff is no statement of the graph"),
        ({"content": FIRST.id}, "it is its own content"),
        ({"confidence": 1.5}, "its confidence 1.5 is no probability"),
        ({"article": "elsewhere"}, "its article 'elsewhere' is not in the graph"),
        ({"relation": dataclasses.replace(FIRST.relation, name=" ")}, "its relation has no name"),
        (
            {"time": TimeExpression("then", CharSpan(0, 4), dt.date(2025, 2, 1), dt.date(2025, 1, 1))},
            "its time ends (2025-01-01) before it begins (2025-02-01)",
        ),
        ({"id": DATA.statements[1].id}, "2 statements have this id"),
    ],
)
def test_a_wrong_statement_is_found(changes: dict[str, Any], message: str) -> None:
    found = find_violations(planted(**changes), shapes=False)
    named = [violation for violation in found if message in violation.message]

    assert {changes.get("id", FIRST.id)} == {violation.subject for violation in named}
    if "evidence" not in changes:
        assert FIRST.evidence[0].text in {violation.sentence for violation in named}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"label": ""}, "the entity has no label"),
        ({"aliases": ("he",)}, "a name of the entity is a pronoun: 'he'"),
        ({"mentions": (Mention("none", CharSpan(0, 1), "name", "V"),)}, "mentioned in the article 'none'"),
        ({"mentions": (Mention("harbour-pact", CharSpan(0, 7), "name", "Ostria"),)}, "does not say 'Ostria' at 0:7"),
    ],
)
def test_a_wrong_entity_is_found(changes: dict[str, Any], message: str) -> None:
    entity = dataclasses.replace(DATA.entities[0], **changes)
    data = dataclasses.replace(DATA, entities=(entity, *DATA.entities[1:]))

    assert any(v.subject == entity.id and message in v.message for v in find_violations(data, shapes=False))


def iri(path: str) -> NamedNode:
    return NamedNode(IRIS.base + path)


FACTS, DESCRIPTIONS = NamedNode(IRIS.facts), NamedNode(IRIS.descriptions)
ARTICLE = NamedNode(IRIS.article_graph("harbour-pact"))
STATEMENT = NamedNode(IRIS.statement(FIRST.id))
XSD = PREFIXES["xsd"]


@pytest.mark.parametrize(
    ("quad", "message"),
    [
        (Quad(iri("entity/police"), iri("r/love"), iri("entity/dockers"), FACTS), "no statement that supports it"),
        (Quad(iri("entity/police"), NamedNode(NG + "link"), BlankNode(), DESCRIPTIONS), "has a blank node"),
        (Quad(iri("entity/police"), NamedNode(NG + "linked"), Literal("x"), DESCRIPTIONS), "the vocabulary has no"),
        (Quad(STATEMENT, NamedNode(NG + "position"), Literal(0), DESCRIPTIONS), "stands in 2 graphs"),
    ],
)
def test_a_wrong_triple_is_found(quad: Quad, message: str) -> None:
    assert any(message in violation.message for violation in find_violations([*encode(DATA), quad], shapes=False))


def test_a_missing_fact_is_found() -> None:
    quads = [quad for quad in encode(DATA) if quad.graph_name != FACTS]

    assert any("no triple in the graph of facts" in violation.message for violation in find_violations(quads, shapes=False))


def test_facts_below_the_threshold_of_the_graph_are_found() -> None:
    quads = [q for q in encode(DATA, threshold=0.99) if q.graph_name != FACTS] + [q for q in encode(DATA) if q.graph_name == FACTS]

    assert any("no statement that supports it" in violation.message for violation in find_violations(quads, shapes=False))


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "where"),
    [
        (STATEMENT, NG + "relationText", Literal("twice"), ARTICLE),
        (STATEMENT, NG + "timeAt", iri("somewhere"), ARTICLE),
        (iri("entity/police"), PREFIXES["skos"] + "altLabel", Literal("", language="en"), DESCRIPTIONS),
        (iri("article/harbour-pact"), PREFIXES["schema"] + "author", iri("entity/police"), ARTICLE),
    ],
)
def test_a_broken_shape_is_found(subject: NamedNode, predicate: str, value: Any, where: NamedNode) -> None:
    quads = list(encode(DATA))
    added = Quad(subject, NamedNode(predicate), value, where)
    from newsgraph.rdf.validate import _shape_violations

    found = list(_shape_violations([*quads, added], DATA, IRIS))

    name = predicate.rpartition("#")[2].rpartition("/")[2]
    assert any(name in violation.message for violation in found)
    assert all(violation.subject in (FIRST.id, "entity/police", "article/harbour-pact") for violation in found)


def test_violations_read_as_one_line() -> None:
    [line] = [line for line in check(planted(confidence=1.5), shapes=False) if "probability" in line]

    assert f"{FIRST.id}: its confidence 1.5 is no probability | {FIRST.evidence[0].text}" == line


def test_what_is_in_the_store_is_checked(tmp_path: Path) -> None:
    folder = ng.Graph(clean()).save(tmp_path / "graph")
    assert () == ng.load(folder).check()
    data = folder / "store" / json.loads((folder / "store" / "store.json").read_text(encoding="utf-8"))["data"]
    store = pyoxigraph.Store(str(data))
    store.update("PREFIX e: <https://newsgraph.invalid/entity/> PREFIX r: <https://newsgraph.invalid/r/> "
                 "INSERT DATA { GRAPH <https://newsgraph.invalid/graph/facts> { e:dockers r:arrest e:police } }")  # fmt: skip
    store.flush()
    del store

    (problem,) = ng.load(folder).check()
    assert "dockers" in problem
    store = pyoxigraph.Store(str(data))
    store.update("DELETE WHERE { GRAPH ?g { ?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate> ?o } }")
    del store
    (problem,) = ng.load(folder).check()
    assert "is no graph that can be read" in problem
