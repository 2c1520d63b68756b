from __future__ import annotations

from html import escape
from html.parser import HTMLParser

import pandas as pd
import pytest

from helpers.harbour import harbour
from helpers.hostile import PAYLOADS, hostile
from newsgraph.graph import EntityReport, Graph, PathReport, diff
from newsgraph.graph.explanations import explain
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
    "a", "b", "bdi", "blockquote", "br", "circle", "div", "h2", "h3", "h4", "li", "q", "ul",
    "line", "mark", "ol", "p", "span", "svg", "table", "tbody",
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


@pytest.mark.parametrize("data", [harbour(), hostile()], ids=["harbour", "hostile"])
def test_what_a_notebook_shows_is_small_and_harmless(data: GraphData) -> None:
    graph = Graph(data)
    harmless(graph._repr_html_())
    for statement in graph:
        harmless(statement._repr_html_())
    for entity in graph.entities:
        harmless(EntityReport(entity, tuple(graph))._repr_html_())
        if entity.label.strip() and len(entity.label) <= 1000:
            harmless(explain(data, entity, entity.label)._repr_html_())
    harmless(diff(Graph(GraphData()), graph)._repr_html_())
    harmless(graph.query("SELECT * { ?s ?p ?o } LIMIT 500")._repr_html_())


def test_reports_of_what_is_said_a_thousand_times_stay_small() -> None:
    data = hostile()
    many = tuple(statement.replace(id=f"{number}") for number in range(100) for statement in data.statements)
    everything = EntityReport(data.entities[0], many)

    harmless(everything._repr_html_())
    harmless(PathReport(data.entities[0], data.entities[1], tuple((statement,) * 50 for statement in many[:50]))._repr_html_())
    assert "more</p>" in everything._repr_html_()


def test_an_answer_shows_whole_sentences_and_is_a_table() -> None:
    answer = Graph(harbour()).query("SELECT ?text { ?s ng:evidence/oa:hasSelector/oa:exact ?text } ORDER BY DESC(strlen(?text)) LIMIT 3")
    longest = max((piece.text for s in harbour().statements for piece in s.evidence), key=len)

    assert escape(longest) in answer._repr_html_()
    assert [longest] == answer["text"].tolist()[:1]
    assert pd.DataFrame is type(answer.head(1)) is type(answer[["text"]])


def test_the_parts_of_a_statement_are_marked_without_its_article() -> None:
    met = next(s for s in harbour().statements if s.relation.name == "meet")

    assert 3 == met._repr_html_().count("<mark ")
    assert f"characters {met.evidence[0].sentence}" in met._repr_html_()


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
