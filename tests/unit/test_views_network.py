from __future__ import annotations

import pytest

from helpers.harbour import harbour
from helpers.hostile import hostile
from newsgraph.errors import NotFoundError
from newsgraph.model import GraphData
from newsgraph.views.network import from_networkx, salience, shortest_path, to_networkx


def test_every_statement_with_an_object_is_an_edge_under_its_id() -> None:
    data = harbour()
    graph = to_networkx(data)

    assert {s.id for s in data.statements if s.object} == {key for _, _, key in graph.edges(keys=True)}
    assert len(graph.graph["without_object"]) == 1
    assert next(row for _, _, row in graph.edges(data=True) if row["relation"] == "meet")["relation_text"] == "met"
    assert graph.nodes["entity/ilse-brandt"]["kind"] == "entity"


def test_parallel_statements_stay_apart() -> None:
    graph = to_networkx(harbour())

    assert {"meet", "call"} == {row["relation"] for row in graph.get_edge_data("entity/ilse-brandt", "entity/tomas-havel").values()}


def test_plain_only_leaves_out_all_that_is_no_plain_fact() -> None:
    data = harbour()

    assert sum(s.plain for s in data.statements) == to_networkx(data, plain_only=True).number_of_edges()


@pytest.mark.parametrize("data", [harbour(), hostile(), GraphData()], ids=["harbour", "hostile", "empty"])
def test_networkx_and_back(data: GraphData) -> None:
    assert data == from_networkx(to_networkx(data))


def test_equal_literals_join_nothing() -> None:
    graph = to_networkx(harbour())

    assert [graph.degree(key) for key, row in graph.nodes(data=True) if row["kind"] == "literal"] == [1]


def test_salience_sums_to_one_and_ranks_the_hub_first() -> None:
    ranks = salience(harbour())

    assert pytest.approx(1.0) == sum(ranks.values())
    assert max(ranks, key=lambda key: ranks[key]) == "entity/ilse-brandt"
    assert salience(GraphData()) == {}


def test_the_path_goes_along_edges_either_way() -> None:
    path = shortest_path(harbour(), "entity/rasmus-holt", "entity/dockers")

    assert [step[0].relation.name for step in path] == ["finance minister of", "prime minister of", "urge", "criticise", "arrest"]
    assert shortest_path(harbour(), "entity/dockers", "entity/dockers") == ()


def test_no_path_and_no_node_are_errors_that_say_so() -> None:
    with pytest.raises(NotFoundError, match="nothing links"):
        shortest_path(harbour(), "entity/piet-vos", "entity/dockers")
    with pytest.raises(NotFoundError, match="no node 'entity/nobody'"):
        shortest_path(harbour(), "entity/nobody", "entity/dockers")
