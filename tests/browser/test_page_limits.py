"""The page under attack, under load, and for everybody."""

from __future__ import annotations

import csv
import io
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from helpers.harbour import harbour
from helpers.hostile import PAYLOADS, hostile
from newsgraph.model import Article, CharSpan, Entity, Evidence, GraphData, Mention, Node, Relation, Statement
from newsgraph.views.html import render

pytestmark = pytest.mark.browser

ALL = "#possible=1&negated=1&reported=1&concepts=1&loose=1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_hostile_text_runs_nothing_and_breaks_nothing(open_page: Any, scheme: str) -> None:
    page = open_page(render(hostile()), fragment=ALL, scheme=scheme)
    assert page.evaluate("window.newsgraph.shown().nodes.size") == len(PAYLOADS)
    for n in range(len(PAYLOADS)):
        place = page.evaluate(
            "(n) => { const p = window.newsgraph.position(n), b = document.getElementById('graph').getBoundingClientRect();"
            "return [p.x + b.left, p.y + b.top]; }",
            n,
        )
        page.mouse.move(*place)
        page.mouse.click(*place)
        page.locator("#details .link").first.click()
    page.fill("#search", "<")
    page.fill("#search", "x")
    page.locator("#table-toggle").click()
    page.get_by_role("button", name="Subject").click()
    assert page.evaluate("document.querySelectorAll('#side script, #side img, #table script, #table img, #filters img').length") == 0
    assert page.evaluate("[...document.querySelectorAll('a')].filter((a) => !/^https?:/.test(a.href)).length") == 0
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= 1400


def test_hostile_text_in_exports(open_page: Any) -> None:
    page = open_page(render(hostile()), fragment=ALL)
    files = page.evaluate("({ svg: window.newsgraph.files.svg(), csv: window.newsgraph.files.csv() })")

    root = ElementTree.fromstring(files["svg"].encode("utf-8"))
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {"svg", "title", "rect", "path", "polygon", "circle", "text"}
    rows = list(csv.reader(io.StringIO(files["csv"])))
    assert len(rows) == 1 + len(PAYLOADS)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")] == []


def test_an_empty_graph_says_so(open_page: Any) -> None:
    page = open_page(render(GraphData()))

    assert page.locator("#empty").inner_text() == "There are no statements to draw."
    page.locator("#table-toggle").click()
    assert page.locator("#table caption").inner_text().startswith("0 statements")


def test_the_page_works_in_the_sandboxed_frame_of_a_notebook(open_page: Any) -> None:
    frame = f'<iframe sandbox="allow-scripts" width="1200" height="700" srcdoc="{escape(render(harbour()))}"></iframe>'
    holder = open_page(f"<!doctype html><script>window.newsgraph = {{ labels: () => ({{ nodes: [1] }}) }};</script>{frame}")
    inner = holder.frame_locator("iframe")
    inner.locator("#article .ent", has_text="Nordlink").first.click()

    assert inner.locator("#details h2").inner_text() == "Nordlink"


def crowd(count: int, links: int) -> GraphData:
    """``count`` people, each linked to ``links`` who came before."""
    text = "Ann met Bob."
    span = CharSpan(0, len(text))
    article = Article(id="crowd", text=text)
    nodes = [Node("entity", f"entity/p{i}", f"Person {i} of Somewhere", "Person") for i in range(count)]
    pairs = [(i, k, int(i * (((i * 7919 + k * 104729) % 1009) / 1009) ** 2)) for i in range(1, count) for k in range(min(links, i))]
    met = Relation("meet", "met", "meet")
    statements = [Statement("crowd", nodes[i], met, nodes[j], (Evidence(span, text),), "x/1", id=f"{i}-{k}") for i, k, j in pairs]
    mentions = (Mention("crowd", CharSpan(0, 3), "name", "Ann"),)
    entities = tuple(Entity(node.id, node.label, "Person", (), mentions) for node in sorted(nodes, key=lambda node: node.id))
    return GraphData((article,), entities, tuple(statements))


def test_too_many_nodes_get_a_notice(open_page: Any) -> None:
    page = open_page(render(crowd(10_000, 1)))

    notice = page.locator("#notice").inner_text()
    assert notice.startswith("The 150 most salient of 10000 names are drawn; 9850 are not.")
    assert notice.endswith("of 9999 statements are on this page.")
    assert page.evaluate("window.newsgraph.data.nodes.length") == 150


def test_150_nodes_are_drawn_and_move(open_page: Any) -> None:
    """How fast they do is measured by ``benchmarks/speed/views.py``."""
    page = open_page(render(crowd(150, 2)))
    assert page.evaluate("window.newsgraph.shown().nodes.size") == 150
    places = page.evaluate(
        """() => {
            const { network, position } = window.newsgraph, places = [];
            for (let i = 0; i < 30; i++) {
                network.moveTo({ scale: 0.5 + i / 60 });
                network.redraw();
                places.push(position(0).x - position(1).x);
            }
            return places;
        }"""
    )
    assert len(set(places)) == 30
    assert page.evaluate("window.newsgraph.labels().nodes.length") > 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("size", "given"), [((1400, 900), "#node=entity%2Filse-brandt"), ((1400, 900), "#view=table"), ((390, 844), "")])
def test_axe_finds_nothing_serious(open_page: Any, size: tuple[int, int], given: str, scheme: str) -> None:
    page = open_page(render(harbour()), fragment=given, size=size, scheme=scheme)
    if size[0] < 500:
        page.locator("#panes").get_by_text("Article").click()
    page.evaluate((Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8") + ";0")
    report = page.evaluate("axe.run(document)")
    serious = [
        (found["id"], node["target"], node["failureSummary"])
        for found in report["violations"]
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
    ]
    assert serious == []
