"""A headless Chromium without network, and a page that reports everything it should not do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from helpers.browser import PATIENCE, until

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

OpenPage = Callable[..., Page]
# A machine under load draws slowly.
expect.set_options(timeout=PATIENCE * 1000)
DRAWN = "window.newsgraph && (window.newsgraph.labels().nodes.length || !window.newsgraph.shown().nodes.size)"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail(f"browser tests need {CHROMIUM}: install it with 'apt-get install -y chromium'", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens HTML from disk, offline; afterwards no request, error, dialog or breach of the policy may have happened."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(html: str, *, fragment: str = "", size: tuple[int, int] = (1400, 900), scheme: Any = "light") -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, accept_downloads=True, reduced_motion="reduce"
        )
        contexts.append(context)
        context.set_offline(True)
        context.route("**/*", guard)
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.on("console", lambda message: wrong.append(f"console {message.type}: {message.text}") if message.type != "log" else None)
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(html, encoding="utf-8", newline="\n")
        page.goto(path.as_uri() + fragment)
        assert until(page, lambda: page.evaluate(DRAWN), bool), "the page draws nothing"
        return page

    def guard(route: Route) -> None:
        url = route.request.url
        if url.startswith(("file://", "blob:", "data:")):
            route.continue_()
        else:
            wrong.append(f"request: {url}")
            route.abort()

    yield open_page
    for context in contexts:
        for page in context.pages:
            assert page.evaluate("window.pwned") is None
        context.close()
    assert wrong == []
