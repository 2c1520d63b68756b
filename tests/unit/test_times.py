"""Reading of times, and calendar arithmetic, without the language model."""

from __future__ import annotations

import datetime as dt
import re
import time

import pytest

from newsgraph.language.annotated import AnnotatedDoc, Sentence, Token
from newsgraph.language.time_calendar import add_months, day_of, number, shifted_unit, unit_of, weekday
from newsgraph.language.time_context import direction_of
from newsgraph.language.time_rules import RULES, Context, read, scan
from newsgraph.language.times import find_times
from newsgraph.model import Article, CharSpan

WEDNESDAY = dt.date(2025, 3, 12)


def days(text: str, direction: int = 0, anchor: dt.date | None = WEDNESDAY) -> list[str]:
    found = [read(rule, match, Context(anchor, direction)) for rule, match in scan(text)]
    return [f"{first or '-'}/{last or '-'}" for first, last in found]


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("on Tuesday", -1, ["2025-03-11/2025-03-11"]),
        ("on Tuesday", 1, ["2025-03-18/2025-03-18"]),
        ("on Wednesday", 1, ["2025-03-12/2025-03-12"]),
        ("next Friday", 1, ["2025-03-21/2025-03-21"]),
        ("last Wednesday", -1, ["2025-03-05/2025-03-05"]),
        ("last winter", -1, ["2024-12-01/2025-02-28"]),
        ("next spring", 1, ["2026-03-01/2026-05-31"]),
        ("in December", -1, ["2024-12-01/2024-12-31"]),
        ("in December", 1, ["2025-12-01/2025-12-31"]),
        ("on Dec. 31", 0, ["2024-12-31/2024-12-31"]),
        ("on February 30, 2024", 0, ["-/-"]),
        ("mid-2024", 0, ["2024-05-01/2024-08-31"]),
        ("the late 1980s", 0, ["1987-01-01/1989-12-31"]),
        ("the 20th century", 0, ["1901-01-01/2000-12-31"]),
        ("in the third quarter of 2024", 0, ["2024-07-01/2024-09-30"]),
        ("two weeks ago", -1, ["2025-02-24/2025-03-02"]),
        ("in ten days", 1, ["2025-03-22/2025-03-22"]),
        ("in ten days", -1, ["-/-"]),
        ("the next two years", 1, ["2025-03-12/2027-03-12"]),
        ("later this year", 1, ["2025-03-12/2025-12-31"]),
        ("Last night", -1, ["2025-03-11/2025-03-11"]),
    ],
)
def test_expressions(text: str, direction: int, expected: list[str]) -> None:
    assert expected == days(text, direction)


def test_relative_expressions_need_an_anchor() -> None:
    assert ["-/-"] == days("last month", anchor=None)
    assert ["2024-03-01/2024-03-31"] == days("March 2024", anchor=None)


@pytest.mark.parametrize("anchor", [dt.date.min, dt.date.max, dt.date(2024, 2, 29)])
def test_ends_of_the_calendar(anchor: dt.date) -> None:
    for text in (
        "last century",
        "next decade",
        "999 years ago",
        "last winter",
        "next Monday",
        "overnight",
        "the coming 90 decades",
        "on Tuesday",
    ):
        for direction in (-1, 0, 1):
            days(text, direction, anchor)


def test_calendar() -> None:
    assert (2024, 12) == add_months(2025, 1, -1)
    assert day_of(2023, 2, 29) is None
    assert [None, 25, 2, 1200, None] == [number(words) for words in ("several", "twenty-five", "a couple of", "1,200", "123456")]
    assert dt.date(2024, 2, 29) == shifted_unit(dt.date(2024, 3, 31), "month", -1)
    assert (dt.date(2025, 3, 15), dt.date(2025, 3, 16)) == unit_of(WEDNESDAY, "weekend")
    assert dt.date(2025, 3, 12) == weekday(WEDNESDAY, 2, 1)


def _verb(tag: str, *auxiliaries: tuple[str, str]) -> Token:
    """A weekday below a verb with these auxiliaries (word, tag)."""
    verb = Token(0, "meet", 0, pos="VERB", tag=tag, dep="ROOT", lemma="meet")
    day = Token(1, "Tuesday", 5, pos="PROPN", tag="NNP", dep="npadvmod")
    day.head = verb
    verb.children = [day, *(Token(k, word, 20 + 10 * k, pos="AUX", tag=t, dep="aux") for k, (word, t) in enumerate(auxiliaries, 2))]
    return day


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (_verb("VBD"), -1),
        (_verb("VB", ("will", "MD")), 1),
        (_verb("VB", ("would", "MD")), 1),
        (_verb("VBZ"), 1),
        (_verb("VBN", ("would", "MD"), ("have", "VB")), -1),
        (_verb("VBG"), 0),
    ],
)
def test_tense_tells_the_direction(day: Token, expected: int) -> None:
    assert expected == direction_of(day)


@pytest.mark.parametrize(
    "unit", ["the end of ", "in March ", "2019-", "1 ", "Tuesday, ", "the last ", "a", "early late mid-", "6:40 ", "from 2010 to "]
)
def test_time_grows_with_length(unit: str) -> None:
    def seconds(count: int) -> float:
        text = unit * count
        tokens = [Token(i, match.group(), match.start()) for i, match in enumerate(re.finditer(r"\w+|[^\w\s]", text))]
        sentence = Sentence(0, 0, len(tokens), tokens[0], CharSpan(0, len(text.rstrip())))
        annotated = AnnotatedDoc(Article("a", text, published=WEDNESDAY), tokens, [sentence])
        begin = time.process_time()
        find_times(annotated)
        return time.process_time() - begin

    seconds(200)
    # What else the machine does only makes it slower: once in time is in time.
    measured = [(min(seconds(500) for _ in range(3)), seconds(4_000))]
    while not any(large < 8 * small * 4 + 0.1 for small, large in measured):
        assert len(measured) < 10, measured
        measured.append((seconds(500), seconds(4_000)))


def test_rules_have_names_of_their_own() -> None:
    assert len(RULES) == len({rule.name for rule in RULES})
