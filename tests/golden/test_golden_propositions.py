"""tests/golden/propositions.txt against the language model: what a sentence gives to evaluations of open information extraction."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from helpers.golden import Case, read_cases
from newsgraph import Article
from newsgraph.extraction.openie import Proposition
from newsgraph.pipeline import propositions

CASES = read_cases((Path(__file__).parent / "propositions.txt").read_text(encoding="utf-8"))


@cache
def found() -> dict[str, tuple[Proposition, ...]]:
    return {article.text: tuple(each) for article, each in propositions([Article(str(n), case.text) for n, case in enumerate(CASES)])}


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[case.text[:60] for case in CASES])
def test_golden_propositions(case: Case) -> None:
    told = found()[case.text]

    assert case.expected == (tuple(f"{one.subject} | {one.relation} | {one.object}" for one in told) or ("nothing",))
    assert [case.text] * len(told) == [one.sentence.of(case.text) for one in told]
