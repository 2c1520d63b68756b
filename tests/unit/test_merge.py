"""What says less than another from the same words is not told beside it."""

from __future__ import annotations

from newsgraph.extraction.merge import merge_statements
from newsgraph.model import CharSpan, Evidence, Node, Qualifier, Relation, Statement

ANN = Node("entity", "entity/ann", "Ann", "Person")
BO = Node("entity", "entity/bo", "Bo", "Person")
SENTENCE = "Ann reminded Bo, “The port stays.”"


def said(
    target: Node | None, words: str = "The port stays", *, relation: str = "remind", start: int = 0, content: str | None = None
) -> Statement:
    span = CharSpan(start, start + len(SENTENCE))
    evidence = Evidence(span, SENTENCE, relation=CharSpan(start + 4, start + 12))
    evidence = Evidence(span, SENTENCE, relation=CharSpan(start + 4, start + 12))
    words_said = (Qualifier("content", words),)
    verb = Relation(relation, "reminded", relation.split()[0])
    return Statement("a", ANN, verb, target, (evidence,), "clauses/1", qualifiers=words_said, content=content)


def test_what_is_said_to_somebody_is_not_said_to_nobody_too() -> None:
    assert [BO] == [statement.object for statement in merge_statements([said(None), said(BO)])]


def test_what_has_the_lesser_one_as_content_has_the_fuller_one() -> None:
    lesser, fuller = said(None), said(BO)
    outer = said(None, "Ann reminded Bo", relation="say", content=lesser.id)

    assert [fuller.id] == [statement.content for statement in merge_statements([outer, lesser, fuller]) if statement.relation.name == "say"]


def test_other_words_or_another_sentence_are_told_beside_it() -> None:
    assert len(merge_statements([said(None, "The port closes"), said(BO)])) == 2
    assert len(merge_statements([said(None, start=90), said(BO)])) == 2
    assert len(merge_statements([said(None), said(BO, relation="remind about")])) == 2


def test_the_fuller_one_has_the_evidence_of_both() -> None:
    again = merge_statements([said(None), said(None, start=90), said(BO)])

    assert [[0, 90]] == [[piece.sentence.start for piece in statement.evidence] for statement in again]


def test_a_surer_lesser_one_makes_the_fuller_one_surer() -> None:
    (statement,) = merge_statements([said(None), said(BO).replace(confidence=0.4)])

    assert statement.confidence == 1.0
