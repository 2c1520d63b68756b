"""Reads cases of text and what it states, and holds them against what the extractors give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from newsgraph import Article, Statement
from newsgraph.pipeline import extract

__all__ = ["Case", "check_case", "extract_cases", "read_cases"]


class Case(NamedTuple):
    """A line of text and the lines that say what it states; ``tests/golden/clauses.txt`` explains them."""

    text: str
    expected: tuple[str, ...]


def read_cases(text: str) -> list[Case]:
    """The cases of a golden file."""
    cases = []
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("# ")]
        if lines:
            cases.append(Case(lines[0].replace(" ¶ ", "\n\n"), tuple(lines[1:])))
    return cases


def extract_cases(cases: Iterable[Case]) -> dict[str, tuple[Statement, ...]]:
    """The statements of every case by its text, extracted in one go."""
    articles = [Article(f"case-{number:03}", text) for number, text in enumerate(dict.fromkeys(case.text for case in cases))]
    found = {result.article.id: result.statements for result in extract(articles, withhold_below=0.0)}
    return {article.text: found[article.id] for article in articles}


def check_case(case: Case, statements: Iterable[Statement]) -> None:
    """Fail unless the statements are as the case says."""
    statements = tuple(statements)
    listing = "\n".join(" | ".join(_shown(statement)) for statement in statements) or "nothing"
    for line in case.expected:
        if line == "nothing":
            assert statements == (), listing
            continue
        expected = [field.strip() for field in line.removeprefix("!").split(" | ")]
        same = [statement for statement in statements if list(_key(statement)) == expected[:3]]
        if line.startswith("!"):
            assert same == [], f"must not be stated: {line}\n{listing}"
            continue
        assert same, f"not stated: {line}\n{listing}"
        assert all(_fits(expected, statement) for statement in same), f"stated otherwise: {line}\n{listing}"


def _key(statement: Statement) -> tuple[str, ...]:
    return statement.subject.label, statement.relation.name, statement.object.label if statement.object else "-"


def _shown(statement: Statement) -> list[str]:
    status = f"{statement.status} {statement.modality}" if statement.modality else statement.status
    speakers = [f"by {speaker.label}" for speaker in statement.speakers]
    words = f"reads: {statement.relation.text}"
    return [*_key(statement), status, *speakers, *(f"{part.role}: {part.text}" for part in statement.qualifiers), words]


def _fits(expected: list[str], statement: Statement) -> bool:
    fields = _shown(statement)
    speakers = [field for field in expected[4:] if field.startswith("by ")]
    return (
        expected[3] in (fields[3], statement.status)
        and speakers == [f"by {speaker.label}" for speaker in statement.speakers]
        and all(field in fields for field in expected[4:] if not field.startswith("no "))
        and not any(part.role == field.removeprefix("no ") for field in expected[4:] for part in statement.qualifiers)
    )
