from __future__ import annotations

import datetime as dt
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph.graph import Graph
from newsgraph.model import (
    ENTITY_TYPES,
    EVENT_TYPES,
    MODALITIES,
    QUALIFIER_ROLES,
    STATUSES,
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
from newsgraph.views.export import jsonl_lines
from newsgraph.views.network import from_networkx, salience, to_networkx
from newsgraph.views.tables import articles_table, entities_table, from_pandas, to_pandas

texts = st.text(st.characters(), min_size=1, max_size=12)
spans = st.builds(lambda start, length: CharSpan(start, start + length), st.integers(0, 99), st.integers(1, 20))
days = st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
keys = st.sampled_from([f"entity/e{i}" for i in range(5)])
concept_keys = st.sampled_from([f"concept/a/c{i}" for i in range(3)])


def _nodes(kind: str, ids: st.SearchStrategy[str]) -> st.SearchStrategy[Node]:
    types = st.sampled_from(ENTITY_TYPES)
    return st.builds(Node, st.just(kind), ids, texts, types, st.lists(texts, max_size=2).map(tuple), texts, st.none() | spans)


entity_nodes = _nodes("entity", keys)
nodes = st.one_of(entity_nodes, _nodes("concept", concept_keys), _nodes("literal", st.just("")))
relations = st.builds(Relation, texts, texts, texts, st.none() | st.sampled_from(EVENT_TYPES), st.booleans())
evidence = st.builds(Evidence, spans, texts, st.none() | spans, st.none() | spans, st.none() | spans)
qualifiers = st.builds(Qualifier, st.sampled_from(QUALIFIER_ROLES), texts, st.none() | spans, st.none() | entity_nodes)
statements = st.builds(
    Statement,
    article=texts,
    subject=nodes,
    relation=relations,
    object=st.none() | nodes,
    evidence=st.lists(evidence, min_size=1, max_size=2).map(tuple),
    extractor=texts,
    status=st.sampled_from(STATUSES),
    modality=st.none() | st.sampled_from(MODALITIES),
    speakers=st.lists(entity_nodes, max_size=2).map(tuple),
    qualifiers=st.lists(qualifiers, max_size=2).map(tuple),
    time=st.none() | st.builds(TimeExpression, texts, spans, days, days),
    content=st.none() | texts,
    confidence=st.floats(0, 1),
    id=st.uuids().map(str),
)
articles = st.builds(
    Article, texts, texts, st.none() | texts, st.none() | texts, st.none() | texts, st.none() | texts, days, st.none() | texts
)
mentions = st.builds(Mention, texts, spans, st.sampled_from(["name", "pronoun"]), texts, texts)
entities = st.builds(
    Entity,
    keys,
    texts,
    st.sampled_from(ENTITY_TYPES),
    st.lists(texts, max_size=2).map(tuple),
    st.lists(mentions, max_size=2).map(tuple),
    texts,
)


def _by_id(items: list[Any]) -> tuple[Any, ...]:
    return tuple({item.id: item for item in sorted(items, key=lambda item: str(item.id))}.values())


def _position(statement: Statement) -> tuple[str, int, str]:
    return statement.article, statement.evidence[0].sentence.start, statement.id


graphs = st.builds(
    lambda a, e, s: GraphData(_by_id(a), _by_id(e), tuple(sorted(_by_id(s), key=_position))),
    st.lists(articles, max_size=2),
    st.lists(entities, max_size=4),
    st.lists(statements, max_size=4),
)


@settings(max_examples=60, deadline=None)
@given(graphs)
def test_networkx_loses_nothing(data: GraphData) -> None:
    assert data == from_networkx(to_networkx(data))


@settings(max_examples=60, deadline=None)
@given(graphs)
def test_pandas_loses_nothing(data: GraphData) -> None:
    assert data == from_pandas(to_pandas(data), entities=entities_table(data), articles=articles_table(data))


@settings(max_examples=40, deadline=None)
@given(graphs)
def test_what_people_call_loses_nothing(data: GraphData) -> None:
    graph = Graph(data)
    network = graph.to_networkx()

    assert data == Graph.from_networkx(network).data
    assert data == Graph.from_pandas(graph.to_pandas(), entities=graph.to_pandas("entities"), articles=graph.to_pandas("articles")).data
    assert {s.id: s.to_json() for s in data.statements if s.object} == {
        key: {name: value for name, value in row.items() if name not in ("plain", "cooperative", "order")}
        for _, _, key, row in network.edges(keys=True, data=True)
    }


@settings(max_examples=60, deadline=None)
@given(graphs)
def test_lines_of_json_lose_nothing(data: GraphData) -> None:
    lines = "".join(f"{line}\n" for line in jsonl_lines(data)).encode("utf-8").decode("utf-8").splitlines()

    assert data.statements == tuple(Statement.from_json(json.loads(line)) for line in lines)


@settings(max_examples=60, deadline=None)
@given(graphs)
def test_salience_is_a_distribution(data: GraphData) -> None:
    ranks = salience(data)

    assert all(value > 0 for value in ranks.values())
    assert not ranks or abs(sum(ranks.values()) - 1) < 1e-9
