"""What is left out because it is not sure, or not worth, enough."""

from __future__ import annotations

import pytest

from newsgraph.extraction.run import without_unsure
from newsgraph.extraction.worth import features, weighed, worths
from newsgraph.model import CharSpan, Evidence, Node, Qualifier, Relation, Statement

ANN = Node("entity", "entity/ann", "Ann", "Person")
BO = Node("entity", "entity/bo", "Bo", "Person")
PLAN = Node("concept", "concept/a/plan", "plan")
PIECE = Evidence(CharSpan(0, 9), "Ann spoke")
ELSEWHERE = Evidence(CharSpan(20, 29), "Ann spoke")


def made(
    target: Node | None, relation: str = "meet", *, subject: Node = ANN, confidence: float = 0.9, extractor: str = "clauses/1",
    content: str | None = None, speakers: tuple[Node, ...] = (), evidence: Evidence = PIECE, qualifiers: tuple[Qualifier, ...] = (),
) -> Statement:  # fmt: skip
    return Statement(
        "a", subject, Relation(relation, relation, relation.split()[0]), target, (evidence,), extractor, confidence=confidence,
        content=content, speakers=speakers, qualifiers=qualifiers,
    )  # fmt: skip


def test_what_is_not_sure_enough_is_left_out() -> None:
    sure, unsure = made(BO), made(PLAN, evidence=ELSEWHERE, confidence=0.01)

    assert ((sure,), (unsure,)) == without_unsure((sure, unsure), 0.2, sentences=6)


def test_what_is_not_worth_enough_is_left_out() -> None:
    edge, bare = made(BO), made(None, "pour", subject=PLAN)
    worth = dict(zip(("edge", "bare"), worths((edge, bare)), strict=True))

    between = 0.9 * (worth["edge"] + worth["bare"]) / 2

    assert worth["edge"] > worth["bare"]
    assert ((edge,), (bare,)) == without_unsure((edge, bare), between, sentences=6)


def test_an_edge_is_worth_three_times_as_much() -> None:
    assert weighed(made(BO), 0.4) == pytest.approx(1.2)
    assert weighed(made(PLAN), 0.4) == pytest.approx(0.4)


def test_other_extractors_keep_what_they_give() -> None:
    statements = (made(PLAN, confidence=0.01, extractor="mine/1"),)

    assert (statements, ()) == without_unsure(statements, 0.9, sentences=6)


def test_nothing_points_at_what_is_left_out() -> None:
    inner = made(PLAN, confidence=0.01)
    outer = made(BO, "say", content=inner.id, evidence=ELSEWHERE)

    kept, left_out = without_unsure((outer, inner), 0.1, sentences=6)

    assert ((outer.replace(content=None),), (inner,)) == (kept, left_out)


def test_zero_keeps_all() -> None:
    statements = (made(PLAN, confidence=0.0), made(None, confidence=0.01))

    assert (statements, ()) == without_unsure(statements, 0, sentences=6)


@pytest.mark.parametrize(
    ("statement", "others", "feature"),
    [
        (made(BO), (), "object entity"),
        (made(None), (), "neither object nor qualifier"),
        (made(None, speakers=(ANN,)), (), "speaker is the subject"),
        (made(PLAN, speakers=(BO,)), (), "speaker is another"),
        (made(None, qualifiers=(Qualifier("time", "in May", CharSpan(0, 6)),)), (), "qualifier time"),
        (made(BO, "vote"), (made(BO, "vote to shut"),), "a longer relation too"),
        (made(BO, "vote to shut"), (made(BO, "shut"),), "with a relation inside it"),
        (made(BO, "shut"), (made(BO, "vote to shut"),), "inside another relation"),
        (made(PLAN), (made(BO),), "same verb with an entity"),
    ],
)
def test_features(statement: Statement, others: tuple[Statement, ...], feature: str) -> None:
    assert feature in features((statement, *others))[0]


def test_what_another_sentence_tells_is_nothing_beside_it() -> None:
    assert "same verb again" not in features((made(PLAN), made(BO, evidence=ELSEWHERE)))[0]


def test_the_order_changes_nothing() -> None:
    statements = (made(BO), made(PLAN), made(None, "say", evidence=ELSEWHERE))

    assert worths(statements) == worths(statements[::-1])[::-1]


def test_a_few_sentences_keep_all() -> None:
    statements = (made(PLAN, confidence=0.0),)

    assert (statements, ()) == without_unsure(statements, 0.9, sentences=5)
