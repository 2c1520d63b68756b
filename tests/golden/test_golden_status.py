"""tests/golden/status.txt against the extractors: status of every kind, and whose claim it is."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from helpers.golden import Case, check_case, extract_cases, read_cases
from newsgraph import Statement

CASES = read_cases((Path(__file__).parent / "status.txt").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def results() -> dict[str, tuple[Statement, ...]]:
    return extract_cases(CASES)


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[case.text[:60] for case in CASES])
def test_golden_status(case: Case) -> None:
    check_case(case, results()[case.text])


def test_every_sentence_is_there_once() -> None:
    texts = [case.text for case in CASES]

    assert sorted(set(texts)) == sorted(texts)
