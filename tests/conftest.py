"""Lets the tests of all folders import ``helpers``, and keeps what coverage has measured."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write what was measured in a worker now: ten seconds after this it is ended, and on a busy machine writing may take longer."""
    coverage = sys.modules.get("coverage")
    current = coverage.Coverage.current() if coverage is not None and hasattr(session.config, "workerinput") else None
    if current is not None:
        current.stop()
        current.save()
