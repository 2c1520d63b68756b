"""tests/golden/clauses.txt and status.txt against the extractors: what each kind of clause states, with status and speaker."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from helpers.golden import Case, check_case, extract_cases, read_cases
from newsgraph import Statement

FILES = {name: read_cases((Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")) for name in ("clauses", "status")}
CASES = [(name, case) for name, cases in FILES.items() for case in cases]


@cache
def results(name: str) -> dict[str, tuple[Statement, ...]]:
    return extract_cases(FILES[name])


@pytest.mark.model
@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case.text[:60]}" for name, case in CASES])
def test_golden_clauses(name: str, case: Case) -> None:
    check_case(case, results(name)[case.text])


@pytest.mark.parametrize("name", FILES)
def test_every_sentence_is_there_once(name: str) -> None:
    texts = [case.text for case in FILES[name]]

    assert sorted(set(texts)) == sorted(texts)
