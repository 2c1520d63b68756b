"""decode(encode(x)) == x, for text as hostile as Python allows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from newsgraph.rdf.decode import decode
from newsgraph.rdf.encode import encode
from newsgraph.rdf.files import parse, to_jsonld, to_nquads, to_trig, to_trig12, to_turtle
from newsgraph.rdf.iris import Iris, relation_name, relation_slug

# fmt: off
HOSTILE = [
    "", " ", ".", "..", "/", "../..", "a/../b", "\ud800", "\udfff\ud800", "\x00", "a\r\nb\tc", '"""\\', "'''", "<b>&amp;",
    "> .\n<", "%2E", "%", "#",  "é", "e\u0301", "\U0001f600", "\ufeff", "\u2028", "\x7f", "\ufffe", "-", "_", "- -", "007",
    "-0", "42", "2025-10-08", "0000-01-01", "1e5", "true",  "entity/x", "concept/a/b", "node/x", "statement/1", "{}",
    "\\u0041", "\\ud800", "@en", "a b", "} SERVICE <http://x/> {",
]
# fmt: on
text = st.one_of(
    st.sampled_from(HOSTILE), st.text(alphabet=st.characters(exclude_categories=()), max_size=8), st.text("ab- _./%", max_size=5)
)
some = text.filter(bool)
spans = st.builds(lambda start, size: CharSpan(start, start + size), st.integers(0, 50), st.integers(1, 20))
maybe_span = st.none() | spans
types = st.sampled_from([*ENTITY_TYPES, "", "Number", "Entity", "\ud800"])
node_ids = st.one_of(st.sampled_from(["entity/a", "entity/b", "concept/a/b", "concept/c", "x", ""]), text, text.map("entity/{}".format))
nodes = st.builds(
    Node, st.sampled_from(["entity", "concept", "literal"]), node_ids, text, types, st.lists(text, max_size=2).map(tuple), text, maybe_span
)
days = st.none() | st.dates()
relations = st.builds(Relation, text, text, text, st.none() | st.sampled_from(EVENT_TYPES), st.booleans())
evidence = st.builds(Evidence, spans, text, maybe_span, maybe_span, maybe_span)
qualifiers = st.builds(Qualifier, st.sampled_from(QUALIFIER_ROLES), text, maybe_span, st.none() | nodes)
times = st.builds(TimeExpression, text, spans, days, days)
article_ids = st.one_of(st.sampled_from(["a", "b"]), some)
statements = st.builds(
    Statement,
    article=article_ids,
    subject=nodes,
    relation=relations,
    object=st.none() | nodes,
    evidence=st.lists(evidence, max_size=2).map(tuple),
    extractor=text,
    status=st.sampled_from(STATUSES),
    modality=st.none() | st.sampled_from(MODALITIES),
    speakers=st.lists(nodes, max_size=2).map(tuple),
    qualifiers=st.lists(qualifiers, max_size=2).map(tuple),
    time=st.none() | times,
    content=st.none() | text,
    confidence=st.floats(0, 1),
    id=some,
)
mentions = st.builds(Mention, article_ids, spans, st.sampled_from(["name", "demonym", "nominal", "pronoun"]), text, text)
entities = st.builds(
    Entity,
    node_ids,
    text,
    types,
    st.lists(text, max_size=3).map(tuple),
    st.lists(mentions, max_size=3).map(lambda m: tuple(sorted(m))),
    text,
)
articles = st.builds(
    Article, id=article_ids, text=some, title=st.none() | text, url=st.none() | text, author=st.none() | text, publisher=st.none() | text,
    published=days, licence=st.none() | text, language=some,
)  # fmt: skip


def unique(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=3, unique_by=lambda item: item.id).map(lambda items: tuple(sorted(items, key=lambda item: item.id)))


graphs = st.builds(
    GraphData,
    unique(articles),
    unique(entities),
    st.lists(statements, max_size=3).map(lambda items: tuple(sorted(items, key=lambda item: item.article))),
)
checked = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@checked
@given(graphs)
def test_nothing_is_lost_in_quads(data: GraphData) -> None:
    assert data == decode(encode(data))


@checked
@given(graphs, st.randoms(use_true_random=False))
def test_order_of_quads_does_not_matter(data: GraphData, random: Any) -> None:
    quads = list(encode(data))
    random.shuffle(quads)

    assert data == decode(quads)


@checked
@given(graphs)
def test_no_triple_in_two_graphs_and_none_twice(data: GraphData) -> None:
    triples = [str(quad.triple) for quad in encode(data)]

    assert len(set(triples)) == len(triples)


@checked
@given(graphs, st.sampled_from([(to_trig, "trig"), (to_trig12, "trig12"), (to_nquads, "nq"), (to_jsonld, "jsonld"), (to_turtle, "ttl")]))
def test_nothing_is_lost_in_files(data: GraphData, form: Any) -> None:
    write, name = form

    assert data == decode(parse(write(data), name))


@checked
@given(text)
def test_iris_read_back(value: str) -> None:
    iris = Iris()

    assert value == iris.node_id(iris.node(value))
    assert value == iris.article_id(iris.article(value))
    assert value == iris.statement_id(iris.statement(value))
    assert value == relation_name(relation_slug(value))
    assert iris.node(value).isascii()


@checked
@given(text, text)
def test_different_names_have_different_iris(one: str, other: str) -> None:
    assert (one == other) == (relation_slug(one) == relation_slug(other))
    assert (one == other) == (Iris().node(one) == Iris().node(other))


def test_dates_of_the_first_year_survive() -> None:
    data = GraphData((Article("a", "x", published=dt.date.min),))

    assert data == decode(encode(data))
