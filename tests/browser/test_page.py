"""The interactive page, driven as a reader would."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from helpers.browser import until
from helpers.harbour import harbour
from newsgraph.views.html import render

pytestmark = pytest.mark.browser

HTML = render(harbour())
ALL = "#possible=1&negated=1&reported=1&concepts=1"


def at(page: Page, label: str) -> tuple[float, float]:
    """Where on the screen a node is."""
    x, y = page.evaluate(
        """(label) => {
            const g = window.newsgraph;
            const p = g.position(g.data.nodes.findIndex((node) => node.label === label));
            const box = document.getElementById("graph").getBoundingClientRect();
            return [p.x + box.left, p.y + box.top];
        }""",
        label,
    )
    return x, y


def middle(page: Page, source: str, target: str) -> tuple[float, float]:
    """Where on the screen the middle of an edge is."""
    x, y = page.evaluate(
        """([source, target]) => {
            const g = window.newsgraph;
            const place = (label) => g.data.nodes.findIndex((node) => node.label === label);
            const p = g.middle(`${place(source)}>${place(target)}`);
            const box = document.getElementById("graph").getBoundingClientRect();
            return [p.x + box.left, p.y + box.top];
        }""",
        [source, target],
    )
    return x, y


def shown(page: Page) -> dict[str, Any]:
    """What the page shows: labels of nodes, statements, bundles."""
    result: dict[str, Any] = page.evaluate(
        """() => {
            const { data, shown } = window.newsgraph, now = shown();
            return {
                nodes: [...now.nodes].map((n) => data.nodes[n].label).sort(),
                statements: now.statements.map((k) => data.statements[k].relation),
                bundles: [...now.bundles.values()]
                    .map((b) => [data.nodes[b.from].label, b.label, data.nodes[b.to].label, b.dashed, b.tone]),
            };
        }"""
    )
    return result


def check(page: Page, name: str) -> None:
    page.locator("#filters label.row", has_text=name).first.click()


def fragment(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).fragment)


def overlapping(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate(
        """() => {
            const { nodes, edges } = window.newsgraph.labels();
            const all = [...nodes, ...edges].map((label) => [label.lines ? label.lines.join(" ") : label.text, label.box]);
            const hits = [];
            all.forEach(([name, a], i) => all.slice(0, i).forEach(([other, b]) => {
                if (a[2] > b[0] + 0.5 && a[0] < b[2] - 0.5 && a[3] > b[1] + 0.5 && a[1] < b[3] - 0.5) hits.push([name, other]);
            }));
            return hits;
        }"""
    )
    return found


@pytest.mark.parametrize("size", [(1400, 900), (1000, 700), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_first_sight(open_page: Any, size: tuple[int, int], scheme: str) -> None:
    page = open_page(HTML, size=size, scheme=scheme)
    seen = shown(page)

    assert seen["bundles"]
    assert not any(dashed for _, _, _, dashed, _ in seen["bundles"])
    assert ["Ilse Brandt", "met +1", "Tomas Havel", False, "cooperative"] in seen["bundles"]
    assert overlapping(page) == []
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    if size[0] >= 1000:
        assert page.evaluate("window.newsgraph.labels().nodes.length") == len(seen["nodes"])
        assert page.evaluate("window.newsgraph.labels().edges.length") > 20


def test_a_click_on_a_node_opens_its_facts(open_page: Any) -> None:
    page = open_page(HTML)
    page.mouse.click(*at(page, "Ilse Brandt"))
    details = page.locator("#details")

    expect(details.locator("h2")).to_have_text("Ilse Brandt")
    expect(details).to_contain_text("Also: Brandt")
    expect(details).to_contain_text("5 mentions")
    assert "prime minister of →" in details.locator("h3").all_inner_texts()
    expect(details.locator("li", has_text="Port of Karsholm")).to_contain_text("says Mette Lund")
    assert fragment(page)["node"] == ["entity/ilse-brandt"]
    assert page.locator("#article .ent.lit").count() == 5
    page.keyboard.press("Escape")
    expect(details).to_be_empty()


def test_a_click_on_an_edge_shows_each_statement_with_its_evidence(open_page: Any) -> None:
    page = open_page(HTML)
    page.mouse.click(*middle(page, "Ilse Brandt", "Tomas Havel"))
    cards = page.locator("#details .card")

    assert cards.count() == 2
    first = cards.first
    expect(first).to_contain_text("Ilse Brandt met Tomas Havel")
    expect(first).to_contain_text("confidence 93 %")
    expect(first).to_contain_text("2025-03-18")
    assert [first.locator(f"blockquote {cls}").inner_text() for cls in (".sub", ".rel", ".obj")] == ["Ilse Brandt", "met", "Tomas Havel"]
    link = first.locator("a")
    assert link.get_attribute("href") == "https://news.example.org/2025/03/harbour-pact"
    assert "noopener" in (link.get_attribute("rel") or "")
    expect(page.locator("#article .sent.lit").first).to_be_in_viewport()


def test_a_click_on_a_sentence_lights_its_edges(open_page: Any) -> None:
    page = open_page(HTML)
    page.locator("#article .sent", has_text="accused").locator("button").click()

    expect(page.locator("#details h2")).to_have_text("4 statements of this sentence")
    labels = page.evaluate("window.newsgraph.labels().nodes.map((label) => label.lines.join(' '))")
    # Of Nordlink and the port only claims are told: their lines are switched off.
    assert sorted(labels) == ["Dockers' Union", "Ilse Brandt", "Mette Lund", "Nordlink", "Port of Karsholm"]
    page.locator("#details .card", has_text="bribed").get_by_text("Show evidence").click()
    expect(page.locator("#details .card")).to_contain_text("according to Mette Lund")


def test_hovering_shows_the_neighbourhood_alone(open_page: Any) -> None:
    page = open_page(HTML)
    near = ["Dockers' Union", "Ilse Brandt", "Mette Lund", "strike"]

    def labels(*place: float) -> list[str]:
        # From elsewhere, as where the picture still moved the pointer has met nobody.
        for x, y in ((5, 500), place):
            page.mouse.move(x, y)
            page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return sorted(page.evaluate("window.newsgraph.labels().nodes.map((label) => label.lines.join(' '))"))

    assert until(page, lambda: labels(*at(page, "Mette Lund")), lambda found: found == near) == near
    everybody = len(shown(page)["nodes"])
    assert len(until(page, lambda: labels(5, 501), lambda found: len(found) == everybody)) == everybody


def test_switches_show_what_is_no_plain_fact(open_page: Any) -> None:
    page = open_page(HTML)
    check(page, "Negated")
    assert ["Parliament", "has not yet approved", "Harbour Pact", True, "cooperative"] in shown(page)["bundles"]
    check(page, "Possible")
    assert ["Mette Lund", "extend strike to", "Fjordby", True, "conflictual"] in shown(page)["bundles"]
    assert "sell" not in shown(page)["statements"]
    check(page, "Reported")
    assert "sell" in shown(page)["statements"]
    check(page, "Concept")
    assert "ceremony" in shown(page)["nodes"]
    assert overlapping(page) == []
    page.locator("#undo").click()
    assert "ceremony" not in shown(page)["nodes"]
    page.locator("#reset").click()
    assert not any(dashed for _, _, _, dashed, _ in shown(page)["bundles"])


def test_search_finds_aliases_by_keyboard(open_page: Any) -> None:
    page = open_page(HTML)
    page.keyboard.press("/")
    page.keyboard.type("brand")
    expect(page.locator("#found li").first).to_contain_text("Ilse Brandt")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text("Ilse Brandt")
    page.fill("#search", "agreement")
    expect(page.locator("#found li").first).to_contain_text("also agreement")
    page.fill("#search", "nobody of that name")
    expect(page.locator("#found")).to_contain_text("No such name")


def test_search_is_quick(open_page: Any) -> None:
    page = open_page(HTML)
    spent = page.evaluate(
        """() => {
            const field = document.getElementById("search"), start = performance.now();
            for (let i = 0; i < 10; i++) { field.value = "karsh"; field.dispatchEvent(new Event("input")); }
            return (performance.now() - start) / 10;
        }"""
    )

    assert spent < 100


def test_focus_goes_one_and_two_steps(open_page: Any) -> None:
    page = open_page(HTML, fragment="#node=entity%2Frasmus-holt")
    page.get_by_role("button", name="Focus", exact=True).click()
    assert shown(page)["nodes"] == ["Eastgate Bank", "Rasmus Holt", "Velmark"]
    page.get_by_role("button", name="2 steps").click()
    assert shown(page)["nodes"] == [
        "Eastgate Bank", "European Ports Council", "Ilse Brandt", "Nordlink", "Rasmus Holt", "Tomas Havel", "Velmark",
    ]  # fmt: skip
    page.get_by_role("button", name="Leave focus").click()
    assert len(shown(page)["nodes"]) > 20


def test_a_double_click_focuses(open_page: Any) -> None:
    page = open_page(HTML)
    page.mouse.dblclick(*at(page, "Rasmus Holt"))
    page.wait_for_timeout(50)

    assert fragment(page)["focus"] == ["entity/rasmus-holt"]
    assert shown(page)["nodes"] == ["Eastgate Bank", "Rasmus Holt", "Velmark"]


def test_a_sentence_whose_lines_are_switched_off_lights_its_names(open_page: Any) -> None:
    page = open_page(HTML)
    page.locator("#article .sent", has_text="may resign").locator("button").click()

    labels = page.evaluate("window.newsgraph.labels().nodes.map((label) => label.lines.join(' '))")
    assert "Rasmus Holt" in labels
    assert len(labels) < 6


def test_the_number_of_a_sentence_stands_by_its_last_word(open_page: Any) -> None:
    page = open_page(HTML)
    alone = page.evaluate(
        """() => [...document.querySelectorAll("#article .number")].filter((number) => {
            const sentence = number.closest(".sent").getClientRects(), own = number.getBoundingClientRect();
            return [...sentence].some((line) => Math.abs(line.left - own.left) < 6 && line.bottom > own.top && line.top < own.bottom);
        }).length"""
    )

    assert page.locator("#article .number").count() > 20
    assert alone == 0


def test_on_a_small_stage_names_stay_large_and_whole(open_page: Any) -> None:
    page = open_page(HTML, size=(390, 844))
    boxes = page.evaluate("window.newsgraph.labels().nodes.map((label) => label.box)")
    smallest = page.evaluate(
        """() => {
            const { data, shown, network } = window.newsgraph;
            const [n] = [...shown().nodes].sort((a, b) => data.nodes[a].size - data.nodes[b].size);
            return network.body.nodes[`n${n}`].options.size * network.getScale();
        }"""
    )

    assert all(left >= 0 and right <= 390 for left, _, right, _ in boxes)
    assert len(boxes) > 12
    assert smallest > 3.5


def test_a_line_is_labelled_with_words_that_its_colour_is_true_of(open_page: Any) -> None:
    page = open_page(HTML, fragment=ALL)
    wrong = page.evaluate(
        """() => {
            const { data, shown } = window.newsgraph;
            return [...shown().bundles.values()].map((bundle) => {
                const all = bundle.statements.map((k) => data.statements[k]), plain = all.filter(({ plain }) => plain);
                const named = (plain.length ? plain : all).filter(({ label }) => bundle.label.startsWith(label.slice(0, 20)));
                const tones = named.map(({ tone }) => tone);
                return [bundle.label, bundle.tone, tones];
            }).filter(([, tone, tones]) => tone !== "neutral" && !tones.includes(tone));
        }"""
    )

    assert wrong == []


def test_path_between_two_nodes(open_page: Any) -> None:
    page = open_page(HTML, fragment="#node=entity%2Frasmus-holt")
    page.get_by_role("button", name="Path to").click()
    page.get_by_label("Other end of the path").select_option("dockers")
    expect(page.locator("#details")).to_contain_text("5 steps")
    assert shown(page)["nodes"] == ["Ilse Brandt", "Jonas Reiter", "Police", "Rasmus Holt", "Velmark", "dockers"]
    page.keyboard.press("Escape")
    assert len(shown(page)["nodes"]) > 20


def test_a_node_that_is_moved_stays_and_can_be_put_back(open_page: Any) -> None:
    page = open_page(HTML)
    x, y = at(page, "Ilse Brandt")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 70, y + 50, steps=6)
    page.mouse.up()
    page.mouse.move(5, 500)
    assert at(page, "Ilse Brandt") == pytest.approx((x + 70, y + 50), abs=3)
    check(page, "Negated")
    again = open_page(HTML, fragment="#" + urlsplit(page.url).fragment)
    assert fragment(again)["at"] == fragment(page)["at"]
    assert again.evaluate(PLACE) == page.evaluate(PLACE)
    page.locator("#undo").click()
    page.locator("#undo").click()
    assert at(page, "Ilse Brandt") == pytest.approx((x, y), abs=3)
    assert "at" not in fragment(page)


PLACE = "(() => { const g = window.newsgraph; const { x, y } = g.network.body.nodes.n0; return [x, y]; })()"


def test_the_picture_by_keyboard(open_page: Any) -> None:
    page = open_page(HTML)
    page.locator("#graph .vis-network").focus()
    page.keyboard.press("ArrowDown")
    first = page.locator("#spoken").inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    second = page.locator("#spoken").inner_text()
    assert first != second
    assert "line" in second
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text(second.split(",")[0])
    page.locator("#graph .vis-network").focus()
    page.keyboard.press("f")
    assert "focus" in fragment(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    scale = page.evaluate("window.newsgraph.network.getScale()")
    page.keyboard.press("+")
    assert page.evaluate("window.newsgraph.network.getScale()") > scale


def test_a_path_that_is_not_there_says_so(open_page: Any) -> None:
    page = open_page(HTML, fragment="#path=entity%2Fpiet-vos&to-node=entity%2Fdockers")

    expect(page.locator("#details")).to_contain_text("Nothing that is shown links the two")


def test_hide_and_undo(open_page: Any) -> None:
    page = open_page(HTML, fragment="#node=entity%2Filse-brandt")
    page.get_by_role("button", name="Hide").click()
    assert "Ilse Brandt" not in shown(page)["nodes"]
    assert fragment(page)["hide"] == ["entity/ilse-brandt"]
    page.keyboard.press("Control+z")
    assert "Ilse Brandt" in shown(page)["nodes"]


@pytest.mark.parametrize(
    ("given", "relations"),
    [
        ("relation=sign", {"sign"}),
        ("event=ACCUSE", {"accuse"}),
        ("from=2025-03-17&to=2025-03-17", {"arrest", "block"}),
        ("confidence=0.99", set()),
        ("plain=0&negated=1", {"attend", "approve"}),
        ("plain=0&reported=1&possible=1&speaker=Piet+Vos", {"demand"}),
        ("article=no-such-article", set()),
        ("notone=neutral&notone=cooperative&from=2025-03-21", {"block"}),
    ],
)
def test_filters_from_the_address(open_page: Any, given: str, relations: set[str]) -> None:
    page = open_page(HTML, fragment=f"#{given}")

    assert set(shown(page)["statements"]) == relations


def test_filters_by_hand(open_page: Any) -> None:
    page = open_page(HTML)
    check(page, "Organization")
    assert "Nordlink" not in shown(page)["nodes"]
    check(page, "Organization")
    check(page, "Conflictual")
    assert "accuse" not in shown(page)["statements"]
    page.get_by_text("Relation", exact=True).click()
    check(page, "meet in")
    assert set(shown(page)["statements"]) == {"meet in"}
    page.get_by_text("Speaker, time, confidence").click()
    page.get_by_label("Said by").select_option("Mette Lund")
    assert shown(page)["statements"] == []
    expect(page.locator("#empty")).to_contain_text("Nothing passes the filters")
    assert fragment(page)["speaker"] == ["Mette Lund"]


def test_the_state_comes_back_from_the_address(open_page: Any) -> None:
    first = open_page(HTML, fragment=ALL + "&hide=entity%2Fnordlink&confidence=0.6&node=entity%2Fmette-lund&theme=dark")
    again = open_page(HTML, fragment="#" + urlsplit(first.url).fragment)

    assert shown(first) == shown(again)
    assert fragment(first) == fragment(again)
    expect(again.locator("#details h2")).to_have_text("Mette Lund")
    assert again.evaluate("document.documentElement.dataset.theme") == "dark"


def test_an_address_that_names_nothing_does_no_harm(open_page: Any) -> None:
    page = open_page(
        HTML, fragment="#node=%3Cimg%3E&focus=x&edge=__proto__&edge-to=y&statement=z&view=%3Cb%3E&confidence=NaN&theme=x&sort=x"
    )

    assert len(shown(page)["nodes"]) > 20


def test_the_table_sorts_and_opens_evidence(open_page: Any) -> None:
    page = open_page(HTML)
    page.locator("#table-toggle").click()
    page.get_by_role("button", name="Confidence").focus()
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Confidence")
    assert page.locator("#table tbody tr").first.locator("td").last.inner_text() == "55 %"
    page.keyboard.press("Enter")
    assert page.locator("#table tbody tr").first.locator("td").last.inner_text() == "93 %"
    page.locator("#table tbody tr", has_text="arrested").get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#details blockquote")).to_contain_text("Police arrested eleven dockers on Monday.")
    assert page.locator("#table tbody tr").count() == len(shown(page)["statements"])


def download(page: Page, item: str) -> tuple[str, bytes]:
    page.locator("#export summary").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=item).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def test_exports_of_what_is_shown(open_page: Any) -> None:
    page = open_page(HTML, fragment="#relation=meet&relation=sign")
    stem = "velmark-and-ostria-sign-harbour-pact-as-port-strike-enters-t"

    name, content = download(page, "CSV")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert (name, [row["relation"] for row in rows]) == (f"{stem}.csv", ["meet", "sign", "sign"])
    assert rows[0]["evidence"].startswith("Velmark's prime minister, Ilse Brandt, met")
    name, content = download(page, "JSON")
    assert sorted(node["label"] for node in json.loads(content)["nodes"]) == ["Harbour Pact", "Ilse Brandt", "Tomas Havel"]
    name, content = download(page, "SVG")
    texts = [element.text for element in ElementTree.fromstring(content).iter("{http://www.w3.org/2000/svg}text")]
    assert {"Harbour Pact", "Ilse Brandt", "Tomas Havel", "met", "signed"} <= set(texts)
    name, content = download(page, "PNG")
    assert (name, content[:8]) == (f"{stem}.png", b"\x89PNG\r\n\x1a\n")
    assert len(content) > 10_000


def test_narrow_screens_have_panes(open_page: Any) -> None:
    page = open_page(HTML, size=(390, 844))
    page.mouse.click(*at(page, "Ilse Brandt"))
    page.get_by_role("button", name="Ilse Brandt · 10 statements").click()
    expect(page.locator("#details h2")).to_have_text("Ilse Brandt")
    panes = page.locator("#panes")
    panes.get_by_text("Article").click()
    expect(page.locator("#article .text")).to_be_visible()
    page.locator("#article .sent", has_text="rejected the pact").locator("button").click()
    panes.get_by_text("Details").click()
    expect(page.locator("#details .card")).to_be_visible()
    panes.get_by_text("Filters").click()
    check(page, "Negated")
    panes.get_by_text("Table").click()
    expect(page.locator("#table tbody tr", has_text="has not yet approved")).to_be_visible()
    panes.get_by_text("Network").click()
    expect(page.locator("#graph canvas")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_theme_can_be_turned(open_page: Any) -> None:
    page = open_page(HTML)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("#theme").click()

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert fragment(page)["theme"] == ["dark"]
