"""Lets the tests of all folders import ``helpers``, has them try the same examples every time, and keeps what coverage has measured."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples every time: "--hypothesis-profile=default" looks for others.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")
sys.path.insert(0, str(Path(__file__).parent))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write what was measured in a worker now: ten seconds after this it is ended, and on a busy machine writing may take longer."""
    coverage = sys.modules.get("coverage")
    current = coverage.Coverage.current() if coverage is not None and hasattr(session.config, "workerinput") else None
    if current is not None:
        current.stop()
        current.save()
