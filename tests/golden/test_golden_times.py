"""tests/golden/times.txt against the language model: which words are times, and which days they mean."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from newsgraph.language.parse import load_model, parse
from newsgraph.language.times import find_times
from newsgraph.model import Article

BLOCKS = [
    [line for line in block.splitlines() if line and not line.startswith("#")]
    for block in (Path(__file__).parent / "times.txt").read_text(encoding="utf-8").split("\n\n")
]
CASES = [block for block in BLOCKS if block]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[case[0][:50] for case in CASES])
def test_golden_times(case: list[str]) -> None:
    text, *expected = case
    annotated = next(iter(parse([Article("case", text, published=dt.date(2025, 3, 12))], load_model())))
    find_times(annotated)
    found = [f"{time.text} | {time.first or '-'} | {time.last or '-'}" for time in annotated.times.values()]

    assert [line for line in expected if line != "no time"] == found
    assert all(time.span.of(text) == time.text for time in annotated.times.values())
    assert all(annotated.tokens[i].char_start <= time.span.start < annotated.tokens[i].char_end for i, time in annotated.times.items())


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("He left on Tuesday.", None),
        ("He left last spring.", None),
        ("He left on 3 March 2024.", "2024-03-03"),
        ("He left in 2019.", "2019-01-01"),
    ],
)
def test_without_day_of_publication_only_absolute_dates_are_resolved(text: str, first: str | None) -> None:
    annotated = next(iter(parse([Article("case", text)], load_model())))
    find_times(annotated)
    (time,) = annotated.times.values()

    assert first == (time.first.isoformat() if time.first else None)
