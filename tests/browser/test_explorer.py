"""The explorer, driven as a reader would: as one file and from a server, on the shipped graph and on one of ten thousand names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, expect

from helpers.browser import PATIENCE, settled, until
from helpers.endpoint import endpoint
from helpers.harbour import harbour
from helpers.hostile import PAYLOADS, hostile
from helpers.large import large
from newsgraph import load
from newsgraph.model import GraphData
from newsgraph.store import OxigraphStore
from newsgraph.views.explorer import offline_page

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
GRAPHS: dict[str, Callable[[], GraphData]] = {
    "seed": lambda: load(ROOT / "graph").data, "large": large, "harbour": harbour, "hostile": hostile,
}  # fmt: skip


class Site(NamedTuple):
    """An explorer that can be opened: a file, or a server's address."""

    name: str
    url: str

    @property
    def served(self) -> bool:
        return self.url.startswith("http:")


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Site]]:
    """Gives the explorer of ``GRAPH-file`` or ``GRAPH-served``, made when it is first asked for."""
    folder, made = tmp_path_factory.mktemp("explorers"), dict[str, Site]()
    with ExitStack() as stack:

        def site(name: str) -> Site:
            if name in made:
                return made[name]
            graph, _, kind = name.partition("-")
            data = GRAPHS[graph]()
            if kind == "file":
                path = folder / f"{graph}.html"
                path.write_text(offline_page(data), encoding="utf-8", newline="\n")
                made[name] = Site(name, path.as_uri())
            else:
                with OxigraphStore(folder / graph / "store") as store:
                    store.update(data)
                server = stack.enter_context(endpoint(folder / graph))
                made[name] = Site(name, f"http://127.0.0.1:{server.port}/")
            return made[name]

        yield site


@pytest.fixture
def explore(browser: Browser, sites: Callable[[str], Site]) -> Iterator[Callable[..., Page]]:
    """Opens an explorer; afterwards no request to elsewhere, error, dialog or breach of the policy may have happened."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def told(message: ConsoleMessage) -> None:
        # What the software renderer says of itself is no message of the page.
        # A refusal that the page shows is told by the browser as well.
        if message.type != "log" and "GL Driver Message" not in message.text and "the server responded with" not in message.text:
            wrong.append(f"console {message.type}: {message.text}")

    def explore(
        name: str, fragment: str = "", *, size: tuple[int, int] = (1400, 900), scheme: Any = "light", before: str = "", wait: bool = True
    ) -> Page:
        site = sites(name)
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce")
        contexts.append(context)
        if not site.served:
            context.set_offline(True)

        def guard(route: Route) -> None:
            url = route.request.url
            if url.startswith((site.url, "file://", "blob:", "data:")):
                route.continue_()
            else:
                wrong.append(f"request: {url}")
                route.abort()

        context.route("**/*", guard)
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.on("console", told)
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        if before:
            page.add_init_script(before)
        page.goto(site.url + fragment)
        if wait:
            ready(page)
        return page

    yield explore
    for context in contexts:
        for page in context.pages:
            assert page.evaluate("window.pwned") is None
        context.close()
    assert wrong == []


def ready(page: Page) -> None:
    if not until(page, lambda: page.evaluate("Boolean(window.newsgraph && window.newsgraph.ready)"), bool):
        pytest.fail(f"the explorer did not start: {page.locator('#notice').inner_text()}")


def go(page: Page, fragment: str) -> None:
    """To another address of the same page, as a link within it leads there."""
    page.evaluate(
        """(fragment) => new Promise((done) => {
            if (location.hash === fragment) { done(); return; }
            addEventListener("hashchange", () => done(), { once: true });
            location.hash = fragment;
        })""",
        fragment,
    )
    settled(page)


def names(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.newsgraph.nodes().map((node) => node.id)")
    return found


def at(page: Page, node_id: str) -> tuple[float, float]:
    x, y = page.evaluate(
        """(id) => {
            const g = window.newsgraph, p = g.position(g.nodes().find((node) => node.id === id).n);
            const box = document.getElementById("graph").getBoundingClientRect();
            return [p.x + box.left, p.y + box.top];
        }""",
        node_id,
    )
    return x, y


def state(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).fragment)


def ask(page: Page, question: str, fields: dict[str, Any]) -> Any:
    return page.evaluate("([question, fields]) => window.newsgraph.ask(question, fields)", [question, fields])


# Served or from a file, an answer is the same (conformance tests hold the two together): the large graph is served where size tells.
SITES = ["seed-file", "seed-served", "large-file"]
EVERY_SITE = [*SITES, "large-served"]


@pytest.mark.parametrize(("name", "fragment"), [*((name, "") for name in EVERY_SITE), ("seed-file", "#draw=webgl")])
def test_first_view(explore: Any, name: str, fragment: str) -> None:
    page = explore(name, fragment)
    drawn = page.evaluate(
        """() => {
            // Within one task what WebGL drew can still be read.
            const { sigma, software } = window.newsgraph;
            sigma.refresh();
            return (software ? [sigma.canvas] : ["nodes", "edges"].map((layer) => sigma.getCanvases()[layer])).map((from) => {
                const copy = document.createElement("canvas");
                [copy.width, copy.height] = [from.width, from.height];
                const ctx = copy.getContext("2d");
                ctx.drawImage(from, 0, 0);
                const data = ctx.getImageData(0, 0, copy.width, copy.height).data;
                let painted = 0;
                for (let i = 3; i < data.length; i += 4) if (data[i] > 0) painted++;
                return painted;
            });
        }"""
    )

    # There is no graphics card here: WebGL is drawn where the address asks for it.
    assert len(drawn) == (2 if fragment else 1)
    assert min(drawn) > 1500
    assert 15 <= len(names(page)) <= 60
    assert not any(bundle["dashed"] for bundle in page.evaluate("window.newsgraph.bundles()"))
    expect(page.locator("#drawn")).to_contain_text("60 of 10,000 names drawn" if name.startswith("large") else "names drawn")
    assert overlapping(page) == []
    assert page.evaluate("window.newsgraph.labels().nodes.length") > 12
    assert "Names" in page.locator("#filters").inner_text()
    assert page.locator("#details .names li").count() == len(names(page))


def overlapping(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate(
        """() => {
            const { nodes, edges } = window.newsgraph.labels();
            const all = [...nodes, ...edges].map((label) => [label.text || label.lines.join(" "), label.box]);
            const hits = [];
            all.forEach(([name, a], i) => all.slice(0, i).forEach(([other, b]) => {
                if (a[2] > b[0] + 0.5 && a[0] < b[2] - 0.5 && a[3] > b[1] + 0.5 && a[1] < b[3] - 0.5) hits.push([name, other]);
            }));
            return hits;
        }"""
    )
    return found


@pytest.mark.parametrize("name", EVERY_SITE)
def test_from_search_to_neighbours_to_evidence(explore: Any, name: str) -> None:
    page = explore(name)
    wanted, whole = ("ada", "Ada") if name.startswith("large") else ("carn", "Mark Carney")
    page.keyboard.press("/")
    page.keyboard.type(wanted)
    expect(page.locator("#found li").first).to_contain_text(whole)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    details = page.locator("#details")
    expect(details.locator("h2")).to_contain_text(whole)
    before = len(names(page))
    if page.locator("#expand").count():
        page.locator("#expand").click()
        expect(details).to_contain_text(f"{'15 more' if name.startswith('large') else ''}")
        page.wait_for_function("(before) => window.newsgraph.nodes().length > before", arg=before)
        assert len(state(page)["add"]) >= 2

    bundle = page.evaluate("window.newsgraph.bundles().slice().sort((a, b) => b.count - a.count)[0]")
    ids = page.evaluate(
        "(numbers) => numbers.map((n) => window.newsgraph.nodes().find((node) => node.n === n).id)", [bundle["a"], bundle["b"]]
    )
    # The line under the pointer may be another's where lines cross; the address is exact.
    page.evaluate("([a, b]) => { location.hash = `edge=${encodeURIComponent(a)}&edge=${encodeURIComponent(b)}`; }", ids)
    card = details.locator(".card").first
    expect(card.locator(".sub")).not_to_be_empty()
    expect(card.locator(".rel")).not_to_be_empty()
    expect(card).to_contain_text("confidence")
    if name.startswith("large"):
        link = card.locator(".source a")
        assert (link.get_attribute("href") or "").startswith("https://news.example.org/")
        assert "noopener" in (link.get_attribute("rel") or "")
    card.get_by_role("button", name="Evidence").click()
    expect(card.locator(".evidence")).to_have_count(0)
    page.go_back()
    expect(details.locator("h2")).to_contain_text(whole)


@pytest.mark.parametrize("name", SITES)
def test_the_page_of_an_entity_has_a_timeline(explore: Any, name: str) -> None:
    page = explore(name)
    first = names(page)[0]
    page.mouse.click(*at(page, first))
    page.get_by_role("button", name="Page and timeline").click()
    leaf = page.locator(".leaf")
    expect(leaf.locator("h2")).not_to_be_empty()
    assert state(page)["view"] == ["entity"]
    days = leaf.locator("h4.day")
    expect(days.first).to_be_visible()
    told = days.all_inner_texts()
    assert told == sorted(told, reverse=True)
    bar = leaf.locator(".bin:not(:disabled)").first
    month = (bar.get_attribute("aria-label") or "").partition(" (")[0]
    bar.click()
    expect(leaf.get_by_role("button", name=f"Leave {month}")).to_be_visible()
    wanted = state(page)["month"][0]
    expect(days.first).to_contain_text(wanted)
    assert all(day.startswith(wanted) for day in days.all_inner_texts())
    leaf.get_by_role("button", name="Evidence").first.click()
    expect(leaf.locator("blockquote").first).to_be_visible()
    leaf.get_by_role("button", name="What it did or is").click()
    expect(leaf.locator(".card").first).to_be_visible()
    leaf.get_by_role("button", name="See it in the network").click()
    expect(page.locator("#stage")).to_be_visible()
    assert first in names(page)


@pytest.mark.parametrize("name", SITES)
def test_what_links_two_names(explore: Any, name: str) -> None:
    page = explore(name, "#view=ways")
    ends = ("Ada A. Alberg", "Verstad") if name.startswith("large") else ("Doug Ford", "White House")
    for field, end in zip(("#ways-from", "#ways-to"), ends, strict=True):
        page.fill(field, end)
        expect(page.locator(f"{field}-found li").first).to_contain_text(end)
        page.locator(field).press("Enter")
        settled(page)
    expect(page.locator("ol.ways li").first).to_contain_text(ends[0])
    expect(page.locator("ol.ways li").first).to_contain_text(ends[1])
    expect(page.locator("#details")).to_contain_text("step")
    assert 2 <= len(names(page)) <= 40
    page.locator("ol.ways .link").first.click()
    expect(page.locator("#details .evidence").first).to_be_visible()
    again = explore(name, "#" + urlsplit(page.url).fragment)
    assert names(page) == names(again)


@pytest.mark.parametrize("name", SITES)
def test_who_said_what_about_whom(explore: Any, name: str) -> None:
    page = explore(name, "#view=said")
    leaf = page.locator(".leaf")
    row = leaf.locator("tbody tr").first
    speaker = row.locator("th").inner_text().strip()
    count = int(row.locator("td.num").inner_text())
    row.locator(".link").click()
    expect(leaf.locator("h3")).to_contain_text(f"{count} statement")
    expect(leaf.locator(".card").first).to_contain_text(f"according to {speaker}")
    assert {"speaker", "about", "view"} == set(state(page))
    leaf.get_by_role("button", name="Everybody").click()
    expect(leaf.locator("tbody tr").first).to_be_visible()


@pytest.mark.parametrize("name", ["seed-served", "large-served"])
def test_asking_in_sparql(explore: Any, name: str) -> None:
    page = explore(name, "#view=sparql")
    page.locator("#ask").click()
    answer = page.locator("#answer")
    expect(answer).to_contain_text("50 rows")
    page.select_option("#named", "most-connected")
    expect(answer.locator("tbody tr").first).to_be_visible()
    page.select_option("#named", "facts")
    page.fill("#parameter-entity", "nobody at all")
    page.locator("#ask-named").click()
    expect(answer).to_contain_text("no entity named")
    page.fill("#parameter-entity", "Ada A. Alberg" if name.startswith("large") else "carney")
    page.locator("#ask-named").click()
    expect(answer.locator("tbody tr").first).to_be_visible()
    page.fill("#query", "SELECT nonsense")
    page.locator("#query").press("Control+Enter")
    expect(answer.locator("[role=alert]")).to_contain_text("the query is wrong")
    page.fill("#query", "INSERT DATA { <a:a> <a:a> <a:a> }")
    page.locator("#ask").click()
    expect(answer.locator("[role=alert]")).to_contain_text("read only")
    page.fill("#query", "ASK { ?s ?p ?o }")
    page.locator("#ask").click()
    expect(answer).to_contain_text("Yes.")
    again = explore(name, "#" + urlsplit(page.url).fragment)
    expect(again.locator("#answer")).to_contain_text("Yes.")
    page.fill("#query", "SELECT ?s { ?s a ng:Entity } LIMIT 3")
    page.locator("#ask").click()
    answer.locator("tbody .link").first.click()
    expect(page.locator("#details h2")).not_to_be_empty()


def test_a_file_says_that_sparql_needs_a_server(explore: Any) -> None:
    page = explore("seed-file", "#view=sparql")

    expect(page.locator(".leaf")).to_contain_text("newsgraph serve")
    assert page.locator("textarea").count() == 0


@pytest.mark.parametrize("name", SITES)
def test_switches_and_the_address(explore: Any, name: str) -> None:
    page = explore(name)
    for kind in ("Possible", "Negated", "Reported"):
        page.locator("#filters label.row", has_text=kind).click()
        settled(page)
    expect(page.locator("#filters label.row", has_text="Reported").locator("input")).to_be_checked()
    assert state(page)["marks"] == ["15"]
    assert any(bundle["dashed"] for bundle in page.evaluate("window.newsgraph.bundles()"))
    page.locator("#filters label.row", has_text="Conflictual").click()
    settled(page)
    assert "conflictual" not in tones(page)
    page.locator("#filters label.row", has_text="Person").click()
    settled(page)
    assert "Person" not in {node["type"] for node in page.evaluate("window.newsgraph.nodes()")}
    again = explore(name, "#" + urlsplit(page.url).fragment)
    assert names(page) == names(again)
    page.go_back()
    page.go_back()
    assert "conflictual" in until(page, lambda: tones(page), lambda found: "conflictual" in found)
    page.get_by_role("button", name="As at first").click()
    settled(page)
    assert state(page) == {}


def tones(page: Page) -> set[str]:
    return {bundle["tone"] for bundle in page.evaluate("window.newsgraph.bundles()")}


def test_an_address_that_names_nothing_does_no_harm(explore: Any) -> None:
    odd = "#view=nowhere&node=entity%2Fnobody&add=x&hide=y&edge=a&edge=b&marks=99999&first=1-1-1&month=x&theme=blue&confidence=-4"
    page = explore("seed-file", odd)

    assert len(names(page)) > 10
    expect(page.locator("#details")).to_contain_text("not in this graph")


def test_the_picture_by_keyboard(explore: Any) -> None:
    page = explore("seed-file")
    page.locator("#views button").last.focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "search":
            break
    page.locator("#filters input").last.focus()
    page.locator("#graph").focus()
    page.keyboard.press("ArrowRight")
    said = page.locator("#spoken").inner_text()
    assert "drawn" in said
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text(page.locator("#spoken").inner_text().split(",")[0])
    ratio = page.evaluate("window.newsgraph.sigma.getCamera().ratio")
    page.locator("#graph").focus()
    page.keyboard.press("+")
    assert page.evaluate("window.newsgraph.sigma.getCamera().ratio") < ratio
    page.keyboard.press("0")
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_contain_text("In the picture")


def test_a_node_that_is_dragged_stays(explore: Any) -> None:
    page = explore("harbour-file")
    first = names(page)[0]
    x, y = at(page, first)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=5)
    page.mouse.up()
    assert at(page, first) == pytest.approx((x + 60, y + 40), abs=4)
    page.locator("#filters label.row", has_text="Possible").click()
    settled(page)
    moved = at(page, first)
    assert abs(moved[0] - x) + abs(moved[1] - y) > 40


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_narrow(explore: Any, scheme: str) -> None:
    page = explore("harbour-file", size=(390, 844), scheme=scheme)
    for fragment in ("", "#view=ways", "#view=said", "#view=sparql", "#view=entity&node=entity%2Filse-brandt"):
        go(page, fragment)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, fragment
        assert page.evaluate("document.documentElement.dataset.theme") == scheme
        if fragment in ("", "#view=ways"):
            page.locator("#panes button").nth(2).click()
            expect(page.locator("#filters")).to_be_visible()
            page.locator("#panes button").nth(1).click()
            expect(page.locator("#details")).to_be_visible()
            page.locator("#panes button").nth(0).click()
            expect(page.locator("#graph")).to_be_visible()


AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8") + ";0"
BRANDT = quote("entity/ilse-brandt", safe="")


WAYS = f"#view=ways&between={BRANDT}&between=entity%2Fdockers"
PLACES = {
    "harbour-file": (
        "", f"#node={BRANDT}&marks=15", f"#edge={BRANDT}&edge=entity%2Ftomas-havel", WAYS, "#view=said", f"#view=entity&node={BRANDT}",
    ),
    "seed-served": ("#view=sparql",),
}  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1400, 900), (390, 844)])
@pytest.mark.parametrize("name", PLACES)
def test_axe_finds_nothing_serious(explore: Any, name: str, size: tuple[int, int], scheme: str) -> None:
    # One page goes through all places: it is WebGL that takes its time to start.
    page = explore(name, PLACES[name][0], size=size, scheme=scheme)
    page.evaluate(AXE)
    for fragment in PLACES[name]:
        go(page, fragment)
        panes = page.locator("#panes button")
        if size[0] < 700 and panes.count():
            panes.nth(1 if fragment and "view" not in fragment else 0).click()
        report = page.evaluate("axe.run(document)")

        found = [
            (one["id"], [node["html"][:200] for node in one["nodes"][:3]])
            for one in report["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert (fragment, []) == (fragment, found)


@pytest.mark.parametrize("name", ["hostile-file", "hostile-served"])
def test_hostile_text_runs_nothing_and_breaks_nothing(explore: Any, name: str) -> None:
    page = explore(name, "#marks=15")
    assert len(names(page)) == len(PAYLOADS)
    for n in range(len(PAYLOADS)):
        page.locator("#details .names .link").nth(n).click()
        expect(page.locator("#details .card").first).to_be_visible()
        page.locator("#details").get_by_role("button", name="Evidence").first.click()
        page.get_by_role("button", name="Close details").click()
    for given in ("<", "x", "\u202e", "__proto__"):
        page.fill("#search", given)
        # What is found is shown below, or that nothing is.
        expect(page.locator("#search")).to_have_attribute("aria-expanded", "true")
    for view in ("said", "entity", "sparql"):
        page.evaluate(f"location.hash = 'view={view}&node=' + encodeURIComponent('entity/__proto__')")
        expect(page.locator(".leaf h2")).to_be_visible()
    assert page.evaluate("document.querySelectorAll('main img, main iframe, main script, main a[href^=javascript]').length") == 0


@pytest.mark.parametrize("graph", ["seed", "large", "hostile"])
def test_file_and_server_answer_alike(explore: Any, graph: str) -> None:
    file, served = explore(f"{graph}-file"), explore(f"{graph}-served")
    everything = {"marks": 15, "concepts": "1"}
    late = {"marks": 11, "concepts": "", "confidence": 60, "first": "2025-01-01", "last": "2025-12-31"}
    last = ask(file, "start", {})["entities"] - 1
    questions: list[tuple[str, dict[str, Any]]] = [
        ("start", {}),
        *(("top", fields) for fields in ({"marks": 8}, everything, late)),
        *(("search", {"words": words}) for words in ("a", "an b", "CAR", "ü")),
        ("network", {"n": list(range(20)), **everything}),
        ("neighbours", {"n": 1, "shown": [0, 3], "count": 5, **everything}),
        *(("between", fields) for fields in ({"n": [0, 1], **everything}, {"n": [1, 0], **late})),
        *(("entity", {"n": 0, **more}) for more in ({}, {"part": "said"}, {"month": "2025-03", "part": "did", "offset": 2})),
        *(("ways", fields) for fields in ({"n": [0, last], **everything}, {"n": [3, 7], "marks": 8})),
        *(("said", fields) for fields in ({}, {"speaker": 1}, {"about": 0}, {"speaker": 1, "about": 0})),
        ("evidence", {"k": [0, 3, 5, 9]}),
        ("known", {"id": ["entity/mark-carney", "entity/nobody"]}),
    ]
    for question, fields in questions:
        answer = ask(served, question, fields)
        answer.pop("version")
        assert (question, fields, ask(file, question, fields)) == (question, fields, answer)


def test_searching_puts_whole_names_and_beginnings_first(explore: Any) -> None:
    """How fast it does is measured by ``benchmarks/speed/views.py``."""
    page = explore("large-file")

    def found(words: str) -> list[str]:
        return [node["label"].casefold() for node in ask(page, "search", {"words": words})["nodes"]]

    assert all(label.startswith("a") for label in found("a"))
    assert found("bar")[0].startswith("bar")
    assert found("ad")[0].startswith("ad")
    assert all("holm" in label for label in found("holm"))
    assert min(len(found(words)) for words in ("a", "ad", "bar", "holm")) == 12
    assert found("zzz") == []


def test_without_webgl_the_picture_is_drawn_all_the_same(explore: Any) -> None:
    before = """
        const context = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
            return kind === "2d" ? context.call(this, kind, ...more) : null;
        };
    """
    page = explore("harbour-file", before=before)

    assert page.evaluate("window.newsgraph.labels().nodes.length") > 12
    page.mouse.click(*at(page, names(page)[0]))
    expect(page.locator("#details .card").first).to_be_visible()


@pytest.mark.parametrize("fragment", ["", "#draw=webgl"])
def test_the_picture_by_pointer(explore: Any, fragment: str) -> None:
    page = explore("harbour-file", fragment)
    first = names(page)[0]
    x, y = at(page, first)
    page.mouse.move(x, y)
    expect(page.locator("#graph")).to_have_css("cursor", "pointer")
    page.mouse.click(x, y)
    expect(page.locator("#details .card").first).to_be_visible()
    assert state(page)["node"] == [first]
    page.mouse.move(x + 130, y + 3)
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(400)
    assert page.evaluate("window.newsgraph.sigma.getCamera().ratio") < 0.9
    page.keyboard.press("Escape")
    page.locator("#fit").click()
    at_rest = """() => {
        const g = window.newsgraph, place = JSON.stringify(g.position(g.bundles()[0].a)), rests = place === window.placeBefore;
        window.placeBefore = place;
        return rests;
    }"""
    page.wait_for_function(at_rest, polling=100)
    a, b, key = page.evaluate(
        """() => {
            const g = window.newsgraph, one = g.bundles().find((bundle) => Math.hypot(
                g.position(bundle.a).x - g.position(bundle.b).x, g.position(bundle.a).y - g.position(bundle.b).y) > 90);
            return [g.position(one.a), g.position(one.b), one.a];
        }"""
    )
    box = page.locator("#graph").bounding_box()
    page.mouse.click(box["x"] + 0.7 * a["x"] + 0.3 * b["x"], box["y"] + 0.7 * a["y"] + 0.3 * b["y"])
    expect(page.locator("#details h2")).to_contain_text("–")
    assert len(state(page)["edge"]) == 2
    # An empty place, dragged, moves the whole picture.
    before = page.evaluate("(n) => window.newsgraph.position(n)", key)
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 65, box["y"] + 35, steps=4)
    page.wait_for_timeout(300)  # a picture that is let go while it moves flies on
    page.mouse.up()
    page.wait_for_timeout(200)
    moved = page.evaluate("(n) => window.newsgraph.position(n)", key)
    assert (moved["x"], moved["y"]) == pytest.approx((before["x"] + 60, before["y"] + 30), abs=6)


def test_a_server_that_ended_is_told(explore: Any) -> None:
    page = explore("seed-served")
    page.context.unroute_all()
    page.route("**/api/**", lambda route: route.fulfill(status=503, body="all workers are busy; ask again later"))
    page.locator("#details .names .link").first.click()
    expect(page.locator("#details [role=alert]")).to_contain_text("ask again later")
    page.unroute_all()
