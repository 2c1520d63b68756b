"""What is left out because it is not sure enough."""

from __future__ import annotations

import pytest

from newsgraph.extraction.confidence import withheld
from newsgraph.extraction.run import without_unsure
from newsgraph.model import CharSpan, Evidence, Node, Relation, Statement

ANN = Node("entity", "entity/ann", "Ann", "Person")
BO = Node("entity", "entity/bo", "Bo", "Person")
PLAN = Node("concept", "concept/a/plan", "plan")
PIECE = Evidence(CharSpan(0, 9), "Ann spoke")


def made(target: Node | None, status: str, confidence: float, *, extractor: str = "clauses/1", content: str | None = None) -> Statement:
    return Statement(
        "a", ANN, Relation("meet", "met", "meet"), target, (PIECE,), extractor, status=status,  # type: ignore[arg-type]
        confidence=confidence, content=content,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (made(PLAN, "possible", 0.59), True),
        (made(PLAN, "possible", 0.6), False),
        (made(PLAN, "negated", 0.3), True),
        (made(PLAN, "fact", 0.3), False),
        (made(None, "fact", 0.3), True),
        (made(BO, "possible", 0.3), False),
        (made(PLAN, "possible", 0.3, extractor="mine/1"), False),
    ],
    ids=["unsure and possible", "sure enough", "denied", "plain", "without an object", "between two names", "another's extractor"],
)
def test_withheld(statement: Statement, expected: bool) -> None:
    assert expected == withheld(statement, 0.6)


def test_nothing_points_at_what_is_left_out() -> None:
    inner = made(PLAN, "possible", 0.2)
    outer = made(BO, "fact", 0.9, content=inner.id)

    kept, left_out = without_unsure((outer, inner), 0.6)

    assert ((outer.replace(content=None),), (inner,)) == (kept, left_out)


def test_zero_keeps_all() -> None:
    statements = (made(PLAN, "possible", 0.01), made(None, "negated", 0.01))

    assert (statements, ()) == without_unsure(statements, 0)
