"""Waiting in a browser for what has to come about, never for a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Page

__all__ = ["PATIENCE", "settled", "until"]

_Found = TypeVar("_Found")
# Seconds after which nothing comes any more: a machine that does much else draws slowly.
PATIENCE = 120.0


def until(page: Page, found: Callable[[], _Found], holds: Callable[[_Found], bool]) -> _Found:
    """What is found on the page as soon as it is as it should be; what was found last, where it never is: the test then shows it."""
    end = time.monotonic() + PATIENCE
    while not holds(last := found()) and time.monotonic() < end:
        # ``wait_for_function`` would evaluate a string in the page, which the policy rightly forbids.
        page.wait_for_timeout(25)
    return last


def settled(page: Page) -> None:
    """Wait until an explorer has drawn all that it was told to."""
    assert until(page, lambda: page.evaluate("window.newsgraph.settled()"), bool), "the explorer does not come to rest"
