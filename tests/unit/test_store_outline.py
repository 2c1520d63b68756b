"""The outline of a store is that of the graph it holds, and its statements can be read one by one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers.harbour import harbour
from helpers.hostile import hostile
from newsgraph.model import GraphData, Node
from newsgraph.store import OxigraphStore, outline_of


def _odd() -> GraphData:
    """Two statements of one id, a node that one statement describes otherwise, a literal subject."""
    data = harbour()
    first = data.statements[0]
    other = first.replace(subject=Node("entity", first.subject.id, "Another label", "Person", ("Alias",)))
    literal = data.statements[1].replace(subject=Node("literal", "", "12 ships"), id="literal")
    return GraphData(data.articles, data.entities, (first, other, literal, *data.statements[1:]))


@pytest.mark.parametrize("make", [harbour, hostile, _odd, GraphData])
def test_the_outline_of_a_store_is_that_of_its_graph(make: Callable[[], GraphData]) -> None:
    data = make()
    with OxigraphStore() as store:
        store.update(data)

        assert outline_of(data) == store.outline()


@pytest.mark.parametrize("make", [harbour, hostile, _odd])
def test_statements_by_id_and_repeat(make: Callable[[], GraphData]) -> None:
    data = make()
    lines = outline_of(data).statements
    with OxigraphStore() as store:
        store.update(data)
        found = store.statements([(line.id, line.repeat) for line in lines[:5]])

        assert data.statements[:5] == found.statements
        assert {statement.article for statement in data.statements[:5]} == {article.id for article in found.articles}
        assert store.statements([("nothing", 0), ("> } DROP ALL", 3)]) == GraphData()
