"""The site of the documentation: whole, without faults, and asking nobody for anything."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import newsgraph

ROOT = Path(__file__).parent.parent.parent
OUTSIDE = re.compile(r"""(?:<(?:script|img|iframe|source|link)\b[^>]*\b(?:src|href)|@import|url)\s*[=(]?\s*["']?(?:https?:)?//[^"')\s>]+""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as ``make docs`` builds it."""
    folder = tmp_path_factory.mktemp("site") / "site"
    done = subprocess.run([sys.executable, "scripts/site.py", str(folder)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")

    assert 0 == done.returncode, done.stderr
    assert "" == done.stderr
    return folder


def test_every_page_is_there(site: Path) -> None:
    pages = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")]
    pages += [path.relative_to(ROOT).as_posix() for path in (ROOT / "notebooks").glob("*.ipynb")]
    made = [re.sub(r"(README)?\.(md|ipynb)$", lambda end: "index.html" if end[1] else ".html", page) for page in pages]

    assert [] == [page for page in made if not (site / page).is_file()]


def test_nothing_is_fetched_from_anywhere(site: Path) -> None:
    found = {
        path.relative_to(site).as_posix(): OUTSIDE.findall(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*"))
        if path.suffix in (".html", ".css")
    }

    assert {} == {page: asked for page, asked in found.items() if asked}
    assert '<script src="' in (site / "index.html").read_text(encoding="utf-8")


def test_every_public_name_is_in_the_reference(site: Path) -> None:
    reference = "".join(path.read_text(encoding="utf-8") for path in sorted((site / "api").glob("*.html")))
    anchors = set(re.findall(r'id="newsgraph\.(?:errors\.)?([\w.]+)"', reference))
    methods = {f"Graph.{name}" for name, member in vars(newsgraph.Graph).items() if not name.startswith("_") and callable(member)}

    assert set() == {*newsgraph.__all__, *methods} - anchors


def test_no_markup_of_docstrings_is_left(site: Path) -> None:
    reference = "".join(path.read_text(encoding="utf-8") for path in sorted((site / "api").glob("*.html")))

    assert [] == re.findall(r":(?:class|func|meth|mod):<|``\w", reference)


@pytest.mark.browser
@pytest.mark.browser
def test_a_browser_reads_and_searches_it_from_disk(site: Path, browser: Browser) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    for name in ("index.html", "api/graph.html", "notebooks/03_look_at_the_network.html"):
        page.goto((site / name).as_uri())
    page.goto((site / "search.html").as_uri() + "?q=negated")
    page.wait_for_selector("#search-results li a")
    page.close()

    assert [] == [url for url in asked if not url.startswith(("file:", "data:"))]
