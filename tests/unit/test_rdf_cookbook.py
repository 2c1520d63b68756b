"""The cookbook's queries run, and its answers are those of the graph in the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.harbour import harbour
from newsgraph.errors import NotFoundError
from newsgraph.rdf.files import read
from newsgraph.store import OxigraphStore, cookbook, named_queries

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/sparql.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sparql\n(.*?)```", PAGE, re.DOTALL)
GRAPH = ROOT / "graph/graph.trig"


def test_every_question_is_on_the_page() -> None:
    assert len(cookbook.QUESTIONS) == len(QUERIES)
    assert [question for question, _, _ in cookbook.QUESTIONS] == re.findall(r"^## \d+\. (.*)$", PAGE, re.MULTILINE)


def test_every_named_query_is_asked() -> None:
    assert set(named_queries()) == {name for _, name, _ in cookbook.QUESTIONS}


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_runs(query: str) -> None:
    with OxigraphStore() as store:
        store.update(harbour())

        assert store.query(query).columns


@pytest.mark.skipif(not GRAPH.exists(), reason="the repository's graph is not built")
def test_the_page_is_written_from_the_graph() -> None:
    assert cookbook.cookbook(read(GRAPH)) == PAGE


def test_a_graph_without_the_people_asked_about_is_told() -> None:
    with pytest.raises(NotFoundError, match="Mark Carney"):
        cookbook.cookbook(harbour())


@pytest.mark.parametrize("value", ["a|b", "<script>", "*x* _y_", "`z`", "[l](u)", "a\nb"])
def test_cells_stay_cells(value: str) -> None:
    written = cookbook._cell(value)

    assert not re.search(r"(?<!\\)[|<*_`\[\n]", written)
