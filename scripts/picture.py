"""Draws graph/graph.html in headless Chromium, without network, into docs/images/graph.png.

usage: picture.py [PAGE.html [PICTURE.png]]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent


def main(arguments: list[str]) -> None:
    """Draw the page once its network has come to rest."""
    page_path = Path(arguments[0] if arguments else ROOT / "graph" / "graph.html").resolve()
    picture = Path(arguments[1] if len(arguments) > 1 else ROOT / "docs" / "images" / "graph.png")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("there is no Chromium; 'make test' installs it, or says how")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 760})
        page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(("file:", "data:", "blob:")) else route.abort())
        page.goto(page_path.as_uri())
        page.wait_for_timeout(4000)
        page.screenshot(path=str(picture))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
