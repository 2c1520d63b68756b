"""Speed of the pages: the article's page, and the explorer on a graph of ten thousand names, in headless Chromium without a GPU.

``python benchmarks/speed/views.py [--page docs/benchmarks-speed.md]`` prints the figures, and writes them into the page's own section.
CPU seconds, as the machine does other things, too: of the page's main thread, and of all processes of the browser (drawing in software
included). A frame is one call of ``requestAnimationFrame`` with the picture moved or zoomed in each.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "tests")]

from helpers.endpoint import endpoint  # noqa: E402 - the graphs of the tests are those measured
from helpers.large import large  # noqa: E402
from newsgraph import load  # noqa: E402
from newsgraph.model import Article, CharSpan, Entity, Evidence, GraphData, Mention, Node, Relation, Statement  # noqa: E402
from newsgraph.store import OxigraphStore, outline_of  # noqa: E402
from newsgraph.views.explorer import Explorer, offline_page  # noqa: E402
from newsgraph.views.html import render  # noqa: E402

HEADING = "## Looking at it"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ARTICLE_READY = "Boolean(window.newsgraph && window.newsgraph.labels().nodes.length)"
EXPLORER_READY = "Boolean(window.newsgraph && window.newsgraph.ready)"
RUNS = 3


def crowd(count: int, links: int) -> GraphData:
    """``count`` people, each linked to ``links`` who came before: many lines, no communities."""
    text = "Ann met Bob."
    span, met = CharSpan(0, len(text)), Relation("meet", "met", "meet")
    nodes = [Node("entity", f"entity/p{i}", f"Person {i} of Somewhere", "Person") for i in range(count)]
    pairs = [(i, k, int(i * (((i * 7919 + k * 104729) % 1009) / 1009) ** 2)) for i in range(1, count) for k in range(min(links, i))]
    statements = tuple(Statement("crowd", nodes[i], met, nodes[j], (Evidence(span, text),), "x/1", id=f"{i}-{k}") for i, k, j in pairs)
    mention = (Mention("crowd", CharSpan(0, 3), "name", "Ann"),)
    entities = sorted((Entity(node.id, node.label, "Person", (), mention) for node in nodes), key=lambda entity: entity.id)
    return GraphData((Article("crowd", text),), tuple(entities), statements)


def descendants(pid: int) -> Iterator[int]:
    """All processes that this one has started, however far down."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            yield int(child)
            yield from descendants(int(child))


def browser_seconds(skip: set[int]) -> float:
    """CPU seconds of all processes below this one but ``skip``."""
    total = 0
    for pid in descendants(os.getpid()):
        if pid in skip:
            continue
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except FileNotFoundError:
            continue  # it ended meanwhile
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def main_seconds(session: CDPSession) -> float:
    """CPU seconds of the page's main thread."""
    found = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(found["TaskDuration"])


def at_rest(page: Page, skip: set[int]) -> None:
    """Wait until the browser has put away what was open before and does nothing."""
    for _ in range(100):
        before = browser_seconds(skip)
        page.wait_for_timeout(400)
        if browser_seconds(skip) - before < 0.03:
            return


def opened(browser: Browser, url: str, ready: str, skip: set[int]) -> tuple[Page, CDPSession, float, float]:
    """A page that is drawn and can be used, and what that took: main thread, all processes."""
    page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    at_rest(page, skip)
    before, all_before = main_seconds(session), browser_seconds(skip)
    page.goto(url)
    while not page.evaluate(ready):
        page.wait_for_timeout(20)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page, session, main_seconds(session) - before, browser_seconds(skip) - all_before


def moving(page: Page, session: CDPSession, move: str, skip: set[int]) -> tuple[float, float]:
    """CPU milliseconds a frame while the picture is moved and zoomed: main thread, all processes."""
    frames = 90
    before, all_before = main_seconds(session), browser_seconds(skip)
    page.evaluate(
        f"""async () => {{
            const move = {move};
            for (let i = 0; i < {frames}; i++) {{ move(i); await new Promise(requestAnimationFrame); }}
        }}"""
    )
    return (main_seconds(session) - before) / frames * 1000, (browser_seconds(skip) - all_before) / frames * 1000


ARTICLE_MOVE = """(i) => { const { network } = window.newsgraph;
    network.moveTo({ scale: 0.7 + 0.2 * Math.sin(i / 9), position: { x: 60 * Math.sin(i / 5), y: 40 * Math.cos(i / 5) } }); }"""
EXPLORER_MOVE = """(i) => { const camera = window.newsgraph.sigma.getCamera();
    camera.setState({ ratio: 1 + 0.3 * Math.sin(i / 9), x: 0.5 + 0.05 * Math.sin(i / 5), y: 0.5 + 0.05 * Math.cos(i / 5) }); }"""


def measured() -> list[tuple[str, str, str]]:
    """What was measured, the figure, the bar."""
    data = large()
    rows: list[tuple[str, str, str]] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder)
        pages = {"seed": render(load(ROOT / "graph").data), "crowd": render(crowd(150, 2)), "explorer": offline_page(data)}
        for name, text in pages.items():
            (place / f"{name}.html").write_text(text, encoding="utf-8", newline="\n")
        with OxigraphStore(place / "large" / "store") as store:
            store.update(data)
        with endpoint(place / "large") as server:
            skip = {server.process.pid, *descendants(server.process.pid)}
            served = f"http://127.0.0.1:{server.port}/"
            begin = time.perf_counter()
            server.request("GET", "/api/start")
            rows.append(
                ("server: reading the structure of 10,000 names, 19,874 statements, wall s", f"{time.perf_counter() - begin:.1f}", "")
            )
            skip |= set(descendants(server.process.pid))
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            rows += in_browser(browser, place, served, skip)
            browser.close()
    explorer = Explorer(outline_of(data))
    spent = []
    for words in ("a", "ad", "bar", "holm", "zzz"):
        begin = time.process_time()
        explorer.search(words)
        spent.append((time.process_time() - begin) * 1000)
    rows.append(("server: searching 10,000 names, CPU ms, slowest of five", f"{max(spent):.0f}", "100"))
    return rows


def in_browser(browser: Browser, place: Path, served: str, skip: set[int]) -> list[tuple[str, str, str]]:
    """The figures that need a browser."""
    rows = []
    plan = (
        ("article page, shipped graph", (place / "seed.html").as_uri(), ARTICLE_READY, "1.0", ""),
        ("article page, 150 names and 297 lines", (place / "crowd.html").as_uri(), ARTICLE_READY, "", ARTICLE_MOVE),
        ("explorer, 10,000 names, one file", (place / "explorer.html").as_uri(), EXPLORER_READY, "1.5", ""),
        ("explorer, 10,000 names, served", served, EXPLORER_READY, "1.5", EXPLORER_MOVE),
    )
    for name, url, ready, bar, move in plan:
        found, frames = [], (0.0, 0.0)
        for _ in range(RUNS):
            page, session, main, everything = opened(browser, url, ready, skip)
            found.append((main, everything))
            if move:
                frames = moving(page, session, move, skip)
            if "one file" in name and len(found) == RUNS:
                rows.append(("explorer, one file: searching, wall ms, median of five", f"{statistics.median(searching(page)):.0f}", "100"))
            page.context.close()
        main, everything = min(found)
        rows.append((f"{name}: first view, CPU s of the main thread (all processes)", f"{main:.2f} ({everything:.2f})", bar))
        if move:
            told = f"{frames[0]:.0f} ({frames[1]:.0f})"
            rows.append(
                (f"{name}: moving and zooming, CPU ms a frame of the main thread (all processes)", told, "33" if "article" in name else "")
            )
    return rows


def searching(page: Page) -> list[float]:
    """Milliseconds from a question to its answer in the page."""
    found: list[float] = page.evaluate(
        """async () => {
            const spent = [];
            for (const words of ["a", "ad", "bar", "holm", "zzz"]) {
                const start = performance.now();
                await window.newsgraph.ask("search", { words });
                spent.push(performance.now() - start);
            }
            return spent;
        }"""
    )
    return found


SECTION = """\
{heading}

`python benchmarks/speed/views.py --page docs/benchmarks-speed.md` measures this anew, in headless Chromium without a GPU (about five
minutes). CPU time, the least of {runs} runs. The graph of ten thousand names is that of `tests/helpers/large.py`.

The bars are those of the page's main thread, which a reader waits for; "all processes" adds what the browser does besides, and all drawing,
which without a graphics card is done in software. The figures of all processes keep the bars as well: more than thirty frames a second.
Three things brought them there. Without a graphics card the explorer draws on a plain canvas instead of WebGL, which else is compiled and
run in software (measured beside each other: first view 1.4 against 3.3 s, a frame 66 against 143 ms of all processes, on a busy machine).
Labels with their rims are drawn once and then copied. And where a label may stand is looked up among what lies near it, not among all.
Neither fewer names in the first view nor leaving out lines while the picture moves was needed.

Machine: {machine}, {cores} cores.

| what | figure | at most |
| --- | --- | --- |
{lines}
"""


def section(rows: list[tuple[str, str, str]]) -> str:
    """The section of the page that these figures stand in."""
    lines = "\n".join(f"| {name} | {figure} | {bar} |" for name, figure, bar in rows)
    return SECTION.format(heading=HEADING, runs=RUNS, machine=platform.machine(), cores=os.cpu_count(), lines=lines)


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", type=Path, help="page whose section is written anew, as docs/benchmarks-speed.md")
    options = parser.parse_args()
    text = section(measured())
    print(text)
    if options.page:
        kept = options.page.read_text(encoding="utf-8").partition(HEADING)[0].rstrip()
        options.page.write_text(f"{kept}\n\n{text}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
