"""Draws the pictures of the README in headless Chromium, without network, into docs/images/.

usage: picture.py

``graph.png`` is graph/graph.html as it opens; ``claims.png`` the page of notebooks/newswire, with all that is denied, possible or only
said drawn as well, and the lines of one company alone; ``explorer.png`` the explorer of the same articles, with what is said of a minister.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

import newsgraph as ng
from newsgraph.views.explorer import offline_page

ROOT = Path(__file__).parent.parent
COMPANY, MINISTER, ENVOY = "entity/orlan-minerals", "entity/paulo-denz", "entity/clara-vennik"
CLAIMS = {"possible": 1, "negated": 1, "reported": 1, "focus": COMPANY, "edge": MINISTER, "edge-to": COMPANY}


def main() -> None:
    """Draw each page once its network has come to rest."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("there is no Chromium; 'make test' installs it, or says how")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        newswire = Path(folder) / "newswire.html"
        graph = ng.build(ROOT / "notebooks" / "newswire")
        newswire.write_text(graph.to_html(title="The leak at the Sarn Dam"), encoding="utf-8", newline="\n")
        explorer = Path(folder) / "explorer.html"
        explorer.write_text(offline_page(graph.data, title="The leak at the Sarn Dam"), encoding="utf-8", newline="\n")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, address in (
            ("graph", (ROOT / "graph" / "graph.html").as_uri()),
            ("claims", f"{newswire.as_uri()}#{urlencode(CLAIMS)}"),
            ("explorer", f"{explorer.as_uri()}#{urlencode({'node': ENVOY})}"),
        ):
            page = browser.new_page(viewport={"width": 1280, "height": 760})
            page.route(re.compile("^(?!file:|data:|blob:)"), lambda route: route.abort())
            page.goto(address)
            page.wait_for_timeout(4000)
            if name == "explorer":
                for number in (0, 1):
                    page.get_by_role("button", name="Evidence").nth(number).click()
                page.wait_for_timeout(500)
            page.screenshot(path=str(ROOT / "docs" / "images" / f"{name}.png"))
        browser.close()


if __name__ == "__main__":
    main()
