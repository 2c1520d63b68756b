"""Extractors are found by the name of their entry point, or by the place of their class."""

from __future__ import annotations

import sys
from types import ModuleType

import hand_made
import pytest

from newsgraph.errors import ConfigError, NotFoundError
from newsgraph.extraction.registry import load_extractors


@pytest.fixture
def mine(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = ModuleType("mine")
    module.Words = hand_made.WordExtractor  # type: ignore[attr-defined]
    module.Nothing = object  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "mine", module)
    return module


def test_by_place(mine: ModuleType) -> None:
    assert [hand_made.WordExtractor] == [type(extractor) for extractor in load_extractors(["mine:Words"])]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("no_such_module:Words", "no module 'no_such_module'"),
        (":Words", "no module ''"),
        ("mine:Word", "has no class 'Word'"),
        ("clause", "Did you mean 'clauses'"),
    ],
)
def test_what_is_not_there_is_told(mine: ModuleType, name: str, told: str) -> None:
    with pytest.raises(NotFoundError, match=told):
        load_extractors([name])


def test_what_is_no_extractor_is_told(mine: ModuleType) -> None:
    with pytest.raises(ConfigError, match="'mine:Nothing' is no extractor"):
        load_extractors(["mine:Nothing"])
