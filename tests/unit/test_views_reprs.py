from __future__ import annotations

from html.parser import HTMLParser

import pytest

from helpers.harbour import harbour
from helpers.hostile import PAYLOADS, hostile
from newsgraph.model import GraphData
from newsgraph.views.reprs import graph_html, statement_html, table_html


class Elements(HTMLParser):
    """Collects the elements and attributes of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


HARMLESS = {
    "a", "b", "bdi", "blockquote", "circle", "div", "li", "line", "mark", "ol", "p", "span", "svg", "table", "tbody",
    "td", "text", "th", "thead", "title", "tr", "tspan",
}  # fmt: skip


def harmless(html: str) -> None:
    found = Elements(html)
    assert found.tags <= HARMLESS
    assert [name for name, _ in found.attributes if name.startswith("on")] == []
    assert [value for name, value in found.attributes if name == "href" and not value.startswith(("http://", "https://"))] == []
    assert len(html.encode("utf-8")) < 500_000


@pytest.mark.parametrize("data", [harbour(), hostile(), GraphData()], ids=["harbour", "hostile", "empty"])
def test_reprs_are_small_and_harmless(data: GraphData) -> None:
    harmless(graph_html(data))
    for statement in data.statements:
        harmless(statement_html(statement, data.articles[0]))
    harmless(table_html(PAYLOADS, [[*PAYLOADS[:-1], None]] * 500))


def test_the_graph_says_what_it_holds() -> None:
    html = graph_html(harbour())

    assert "1 article, 27 entities, 54 statements (41 plain facts)" in html
    assert "<svg" in html
    assert "Ilse Brandt" in html


def test_the_parts_of_a_statement_are_marked() -> None:
    data = harbour()
    html = statement_html(next(s for s in data.statements if s.relation.name == "meet"), data.articles[0])

    assert html.count("<mark") == 3
    assert "><bdi>met</bdi></mark>" in html
    assert 'rel="noopener noreferrer"' in html


def test_long_results_say_how_much_is_left_out() -> None:
    assert "and 300 rows more" in table_html(["a"], [[number] for number in range(500)])
