"""Asking a graph in Python."""

from __future__ import annotations

from pathlib import Path

import hand_made
import pytest

import newsgraph as ng
from newsgraph.errors import NotFoundError, QueryError, StoreFormatError, UsageError
from newsgraph.graph import Graph
from newsgraph.model import Entity, GraphData


@pytest.fixture
def graph() -> Graph:
    return Graph(hand_made.graph_data())


def _relations(statements: list[ng.Statement]) -> list[str]:
    return [statement.relation.name for statement in statements]


@pytest.mark.parametrize(
    "name",
    ["Mark Carney", "mark carney", "Carney", "entity/mark-carney", "mark-carney", "https://newsgraph.invalid/entity/mark-carney", "Mark"],
)
def test_an_entity_is_found_by_id_label_alias_and_word(graph: Graph, name: str) -> None:
    assert "entity/mark-carney" == graph.entity(name).id


def test_an_entity_that_is_not_there_is_told_with_near_names(graph: Graph) -> None:
    with pytest.raises(NotFoundError, match=r"no entity named 'Marc Carny' in the graph\. Did you mean 'Mark Carney'\?"):
        graph.entity("Marc Carny")
    with pytest.raises(NotFoundError):
        graph.entity("")


def test_a_name_of_several_entities_is_told_with_all_of_them() -> None:
    entities = (Entity("entity/anna-bell", "Anna Bell", "Person"), Entity("entity/tom-bell", "Tom Bell", "Person"))
    graph = Graph(GraphData(entities=entities))

    with pytest.raises(
        UsageError, match=r"'Bell' may be Anna Bell \(entity/anna-bell\), Tom Bell \(entity/tom-bell\); give one of these ids"
    ):
        graph.entity("Bell")
    assert "Tom Bell" == graph.entity("entity/tom-bell").label


@pytest.mark.parametrize(
    ("wanted", "relations"),
    [
        ({}, ["meet", "sign", "visit"]),
        ({"status": "negated"}, ["sign"]),
        ({"plain": True}, ["meet"]),
        ({"plain": False}, ["sign", "visit"]),
        ({"speaker": "Carney"}, ["sign"]),
        ({"speaker": "Anna Bell"}, []),
        ({"subject": "Bell"}, ["meet", "sign", "visit"]),
        ({"object": "deal"}, ["sign"]),
        ({"object": "Carney"}, ["meet"]),
        ({"about": "Carney"}, ["meet", "sign"]),
        ({"about": "Ottawa", "status": "possible"}, ["visit"]),
        ({"relation": "meet"}, ["meet"]),
        ({"article": "a1", "min_confidence": 0.8}, ["meet", "visit"]),
        ({"event_type": "CONSULT"}, []),
    ],
)
def test_statements_that_fit_all_that_is_given(graph: Graph, wanted: dict[str, object], relations: list[str]) -> None:
    assert relations == _relations(graph.statements(**wanted))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "kind", "words"),
    [
        ({"status": "denied"}, UsageError, "status must be one of fact, negated, possible, not 'denied'"),
        ({"event_type": "WAR"}, UsageError, "event_type must be one of AGREE"),
        ({"speaker": "Nobody"}, NotFoundError, "no entity or phrase named 'Nobody'"),
        ({"relation": "meat"}, NotFoundError, "Did you mean 'meet'"),
        ({"article": "a2"}, NotFoundError, "no article named 'a2' in the graph. Did you mean 'a1'"),
    ],
)
def test_what_is_not_there_is_no_empty_list(graph: Graph, wanted: dict[str, str], kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words.replace("?", r"\?")):
        graph.statements(**wanted)  # type: ignore[arg-type]


def test_a_query_gives_a_table(graph: Graph) -> None:
    frame = graph.query("SELECT ?a ?b WHERE { ?a r:meet ?b }")

    assert [{"a": "Anna Bell", "b": "Mark Carney"}] == frame.to_dict("records")
    assert [["e:anna-bell"]] == graph.query("SELECT ?a WHERE { ?a r:meet ?b }", labels=False).to_numpy().tolist()
    assert ["ask"] == list(graph.query("ASK { e:anna-bell r:sign ?deal }").columns)
    assert not graph.query("ASK { e:anna-bell r:sign ?deal }")["ask"][0]


def test_a_query_without_an_answer_keeps_its_columns(graph: Graph) -> None:
    assert ["a", "b"] == list(graph.query("SELECT ?a ?b WHERE { ?a r:nothing ?b }").columns)


def test_a_wrong_query_is_told(graph: Graph) -> None:
    with pytest.raises(QueryError):
        graph.query("SELECT WHERE")
    with pytest.raises(UsageError, match="either a SPARQL query or the name"):
        graph.query()
    with pytest.raises(UsageError, match="go with a named query only"):
        graph.query("ASK {}", entity="Carney")


def test_an_entity_report_has_each_statement_once_under_its_heading(graph: Graph) -> None:
    report = graph.show("Carney")

    assert ["What was done to it", "What it said"] == [heading for heading, _ in report.groups()]
    assert "Anna Bell \u2013 sign \u2013 deal [negated, by Mark Carney]" in str(report)
    assert "“Anna Bell met Mark Carney.” (a1)" in str(report)
    assert "<q><bdi>Anna Bell met Mark Carney.</bdi></q>" in report._repr_html_()


def test_a_path_is_the_statements_on_the_way(graph: Graph) -> None:
    assert [["meet"]] == [_relations(list(step)) for step in graph.path("Carney", "Bell").steps]
    assert [["meet"], ["visit"]] == [_relations(list(step)) for step in graph.path("Carney", "Ottawa", plain=False).steps]
    with pytest.raises(NotFoundError, match="nothing links"):
        graph.path("Carney", "Ottawa")


def test_a_graph_is_saved_and_loaded_without_loss(graph: Graph, tmp_path: Path) -> None:
    graph.save(tmp_path / "graph")

    assert {"graph.html", "graph.trig", "statements.jsonl", "store"} == {path.name for path in (tmp_path / "graph").iterdir()}
    assert graph.data == ng.load(tmp_path / "graph").data
    assert graph.data == ng.load(tmp_path / "graph" / "graph.trig").data
    assert 1 == len(ng.load(tmp_path / "graph").query("SELECT ?a WHERE { ?a r:meet ?b }"))


@pytest.mark.parametrize("name", ["graph.trig", "graph.nq", "graph.jsonld"])
def test_an_exported_rdf_file_is_loaded_without_loss(graph: Graph, tmp_path: Path, name: str) -> None:
    assert graph.data == ng.load(graph.export(tmp_path / name)).data


def test_a_folder_with_only_the_trig_file_is_loaded(graph: Graph, tmp_path: Path) -> None:
    graph.export(tmp_path / "graph.trig")

    loaded = ng.load(tmp_path)

    assert graph.data == loaded.data
    assert 1 == len(loaded.query("SELECT ?a WHERE { ?a r:meet ?b }"))


def test_what_is_no_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"there is no graph .*missing; build one with 'newsgraph build INPUT -o"):
        ng.load(tmp_path / "missing")
    with pytest.raises(NotFoundError, match="holds no graph; build one with"):
        ng.load(tmp_path)
    (tmp_path / "a.trig").write_text("this is no graph", encoding="utf-8")
    with pytest.raises(StoreFormatError, match=r"a\.trig: cannot be read as a graph"):
        len(ng.load(tmp_path / "a.trig"))


def test_a_half_written_folder_is_told(graph: Graph, tmp_path: Path) -> None:
    graph.save(tmp_path)
    (tmp_path / "results").mkdir()

    with pytest.raises(StoreFormatError, match=r"its build was interrupted before all was written; run 'newsgraph build' again"):
        ng.load(tmp_path)


def test_a_damaged_store_is_told(graph: Graph, tmp_path: Path) -> None:
    graph.save(tmp_path)
    for path in (tmp_path / "store").rglob("*"):
        if path.is_file():
            path.write_bytes(b"damage")

    with pytest.raises(StoreFormatError, match="is damaged"):
        len(ng.load(tmp_path))


def test_the_length_is_the_number_of_statements(graph: Graph) -> None:
    assert 3 == len(graph) == len(list(graph))
    assert "<newsgraph.Graph: 1 articles, 3 entities, 3 statements>" == repr(graph)


def test_the_public_names_are_those_that_are_told() -> None:
    assert sorted(ng.__all__) == ng.__all__
    assert all(getattr(ng, name) is not None for name in ng.__all__)
    assert set(ng.__all__) <= set(dir(ng))
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = ng.nothing  # type: ignore[attr-defined]
