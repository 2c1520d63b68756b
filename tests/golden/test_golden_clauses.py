"""tests/golden/clauses.txt against the extractors: what each kind of clause states, with status and speaker."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from newsgraph import Article, Statement, extract

FILE = Path(__file__).parent / "clauses.txt"


class Case(NamedTuple):
    text: str
    expected: tuple[str, ...]


def read_cases(text: str) -> list[Case]:
    """The cases of a golden file."""
    cases = []
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("# ") and line != "#"]
        if lines:
            cases.append(Case(lines[0], tuple(lines[1:])))
    return cases


CASES = read_cases(FILE.read_text(encoding="utf-8"))


def key(statement: Statement) -> tuple[str, ...]:
    return statement.subject.label, statement.relation.name, statement.object.label if statement.object else "-"


def shown(statement: Statement) -> list[str]:
    """All fields of a statement as the golden file writes them."""
    status = f"{statement.status} {statement.modality}" if statement.modality else statement.status
    speakers = [f"by {speaker.label}" for speaker in statement.speakers]
    return [*key(statement), status, *speakers, *(f"{part.role}: {part.text}" for part in statement.qualifiers)]


def fits(expected: list[str], statement: Statement) -> bool:
    fields = shown(statement)
    status_given = expected[3] in (fields[3], statement.status)
    speakers = [field for field in expected[4:] if field.startswith("by ")]
    return (
        status_given
        and speakers == [f"by {speaker.label}" for speaker in statement.speakers]
        and all(field in fields for field in expected[4:])
    )


@lru_cache(maxsize=1)
def results() -> dict[str, tuple[Statement, ...]]:
    """The statements of every case, extracted in one go."""
    articles = [Article(f"case-{number:03}", case.text) for number, case in enumerate(CASES)]
    found = {result.article.id: result.statements for result in extract(articles)}
    return {article.text: found[article.id] for article in articles}


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[case.text[:60] for case in CASES])
def test_golden_clauses(case: Case) -> None:
    statements = results()[case.text]
    listing = "\n".join(" | ".join(shown(statement)) for statement in statements) or "nothing"
    for line in case.expected:
        if line == "nothing":
            assert () == statements, listing
            continue
        expected = [field.strip() for field in line.removeprefix("!").split(" | ")]
        same = [statement for statement in statements if key(statement) == tuple(expected[:3])]
        if line.startswith("!"):
            assert [] == same, f"must not be stated: {line}\n{listing}"
            continue
        assert same, f"not stated: {line}\n{listing}"
        assert all(fits(expected, statement) for statement in same), f"stated otherwise: {line}\n{listing}"


def test_every_sentence_is_there_once() -> None:
    texts = [case.text for case in CASES]

    assert sorted(set(texts)) == sorted(texts)
