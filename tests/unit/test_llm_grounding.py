"""What a model proposes against what the article says; on parses made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from helpers.build import document
from helpers.llm import MEETING
from newsgraph.extraction.agreement import agree
from newsgraph.extraction.llm.grounding import Grounding, RejectedError
from newsgraph.extraction.llm.protocol import Proposal
from newsgraph.language.annotated import AnnotatedDoc
from newsgraph.model import CharSpan, Evidence, Node, Relation, Statement, TimeExpression

TABLE = (
    MEETING
    + """
Mary     NNP nsubj 2 Person
said     VBD ROOT  0
that     IN  mark  6
Tom      NNP nsubj 6 Person
may      MD  aux   6
visit    VB  ccomp 2
Oslo     NNP dobj  6 Place
.        .   punct 2

No       DT  det   2
minister NN  nsubj 3
left     VBD ROOT  0
Oslo     NNP dobj  3 Place
.        .   punct 3

Oslo     NNP compound 2 Place
Mayor    NNP compound 3
Tom      NNP nsubj    4 Person
met      VBD ROOT     0
Anna     NNP dobj     4 Person
.        .   punct    4
"""
)


def _document(known: bool = True) -> AnnotatedDoc:
    annotated = document(TABLE)
    she = next(token for token in annotated.tokens if token.text == "She")
    if known:
        annotated.referents[she.i] = annotated.referents[0]
    monday = next(token for token in annotated.tokens if token.text == "Monday")
    annotated.times[monday.i] = TimeExpression("Monday", CharSpan(monday.char_start, monday.char_end))
    return annotated


def _told(statement: Statement) -> str:
    parts = [statement.subject.label, statement.relation.name, statement.object.label if statement.object else "-", statement.status]
    parts.extend([statement.modality or "", *(f"by {speaker.label}" for speaker in statement.speakers)])
    return " | ".join(part for part in parts if part)


def _ground(*fields: Any, known: bool = True, **named: Any) -> list[Statement]:
    annotated = _document(known)
    grounding = Grounding(annotated, "llm/1", 0.5)
    return grounding.statements(Proposal(*fields, **named), annotated.sentences)


MET = "Anna met Tom and Mary in Oslo on Monday."


@pytest.mark.parametrize(
    ("fields", "named", "expected"),
    [
        ((1, MET, "Anna", "met", "Tom"), {}, ["Anna | meet | Tom | fact"]),
        ((1, MET, "Anna", "met", "Tom and Mary"), {}, ["Anna | meet | Tom | fact", "Anna | meet | Mary | fact"]),
        ((1, MET, "ANNA", "met in", "Oslo"), {}, None),
        ((1, "anna  met\nTom and Mary", "Anna", "met", "Mary"), {}, ["Anna | meet | Mary | fact"]),
        ((9, MET, "Anna", "met", "Tom"), {}, ["Anna | meet | Tom | fact"]),
        ((2, "She left Oslo.", "She", "left", "Oslo"), {}, ["Anna | leave | Oslo | fact"]),
        ((2, "She left Oslo.", "Anna", "left", "Oslo"), {}, ["Anna | leave | Oslo | fact"]),
        ((2, "She left Oslo.", "She", "left", None), {}, ["Anna | leave | - | fact"]),
        ((3, "The deal was not signed by Tom", "The deal", "was not signed by", "Tom"), {}, ["Tom | sign | deal | negated"]),
        ((3, "The deal was not signed by Tom", "Tom", "signed", "The deal"), {}, ["Tom | sign | deal | negated"]),
        ((3, "The deal was not signed", "The deal", "was not signed", None), {}, ["deal | be signed | - | negated"]),
        ((4, "Tom may visit Oslo", "Tom", "may visit", "Oslo"), {}, ["Tom | visit | Oslo | possible | possibility | by Mary"]),
        (
            (4, "Tom may visit Oslo", "Tom", "may visit", "Oslo"),
            {"status": "negated", "speaker": "Anna"},
            ["Tom | visit | Oslo | possible | possibility | by Mary"],
        ),
        ((5, "No minister left Oslo.", "No minister", "left", "Oslo"), {}, ["minister | leave | Oslo | negated"]),
        ((2, "She left Oslo.", "She", "left", "Oslo"), {"status": "possible", "modality": "allegation"},
         ["Anna | leave | Oslo | possible | allegation"]),
        ((2, "She left Oslo.", "She", "left", "Oslo"), {"status": "negated", "modality": "future"}, ["Anna | leave | Oslo | negated"]),
        ((2, "She left Oslo.", "She", "left", "Oslo"), {"speaker": "Tom"}, ["Anna | leave | Oslo | fact | by Tom"]),
        ((6, "Oslo Mayor Tom met Anna.", "Tom", "Mayor", "Oslo"), {}, ["Tom | mayor | Oslo | fact"]),
        ((6, "Oslo Mayor Tom met Anna.", "Oslo Mayor Tom", "met", "Anna"), {}, ["Tom | meet | Anna | fact"]),
    ],
)  # fmt: skip
def test_what_the_text_bears_out(fields: tuple[Any, ...], named: dict[str, Any], expected: list[str] | None) -> None:
    if expected is None:
        with pytest.raises(RejectedError):
            _ground(*fields, **named)
        return
    assert expected == [_told(statement) for statement in _ground(*fields, **named)]


@pytest.mark.parametrize(
    ("fields", "named", "reason"),
    [
        ((1, "Anna killed Tom.", "Anna", "killed", "Tom"), {}, "evidence not in the text"),
        ((1, "Anna met ... in Oslo", "Anna", "met", "Oslo"), {}, "evidence not in the text"),
        ((1, "Anna traf Tom und Mary in Oslo am Montag.", "Anna", "traf", "Tom"), {}, "evidence not in the text"),
        ((1, "nna met Tom", "Tom", "met", "Mary"), {}, "evidence not in the text"),
        ((9, "met", "Anna", "met", "Tom"), {}, "evidence in several places"),
        ((1, "Anna met Tom", "Anna", "meets", "Tom"), {}, "relation not in the evidence"),
        ((1, "Anna met Tom", "Anna", "met", "Mary"), {}, "object not in the evidence"),
        ((1, "Anna met Tom", "Donald Trump", "met", "Tom"), {}, "subject not in the evidence"),
        ((1, "Anna met Tom", "Tom", "met", "Anna"), {}, "ends the wrong way round"),
        ((1, MET, "Oslo", "met", "Tom"), {}, "ends the wrong way round"),
        ((1, MET, "Anna", "met", "Anna"), {}, "both ends are the same"),
        ((2, "She left Oslo.", "She", "left", "Anna"), {}, "both ends are the same"),
        ((2, "She left Oslo.", "She", "left", "Oslo"), {"known": False}, "subject stands for nothing known"),
        ((2, "She left Oslo.", "Anna", "left", "Oslo"), {"known": False}, "subject not in the evidence"),
        ((2, "She left Oslo.", "She", "left", "Oslo"), {"speaker": "Angela"}, "speaker not in the article"),
        ((6, "Oslo Mayor Tom met Anna.", "Oslo", "met", "Anna"), {}, "subject is part of a longer phrase"),
        ((1, TABLE[:0] + "She left Oslo. The deal was not signed by Tom. Mary said that Tom may visit Oslo. No minister left Oslo.",
          "Mary", "said", None), {}, "evidence too long"),
        ((1, ".", "Anna", "met", "Tom"), {}, "relation not in the evidence"),
        ((4, "Tom may visit Oslo", "Tom", "Oslo", None), {}, "status unclear"),
    ],
)  # fmt: skip
def test_what_the_text_does_not_bear_out(fields: tuple[Any, ...], named: dict[str, Any], reason: str) -> None:
    with pytest.raises(RejectedError) as told:
        _ground(*fields, **named)

    assert reason == str(told.value)


def test_the_offsets_are_those_of_the_article() -> None:
    (statement,) = _ground(2, "She left Oslo.", "She", "left", "Oslo")
    text = _document().article.text
    (evidence,) = statement.evidence

    assert ("She left Oslo.", "She", "left", "Oslo") == (
        evidence.sentence.of(text), *(span.of(text) for span in (evidence.subject, evidence.relation, evidence.object) if span),
    )  # fmt: skip
    assert evidence.text == evidence.sentence.of(text)
    assert ("entity/anna", "Anna", "She", 0.5, "llm/1") == (
        statement.subject.id, statement.subject.label, statement.subject.text, statement.confidence, statement.extractor,
    )  # fmt: skip


def test_of_several_places_the_one_with_the_number_counts() -> None:
    (first,) = _ground(2, "left Oslo.", "Oslo", "left", None)
    (second,) = _ground(5, "left Oslo.", "Oslo", "left", None)

    assert ["She left Oslo.", "No minister left Oslo."] == [first.evidence[0].text, second.evidence[0].text]


def test_qualifiers_that_are_not_in_the_evidence_are_left_out() -> None:
    told = (("time", "on Monday"), ("place", "in Berlin"), ("place", "in Oslo"), ("manner", "met"))
    (statement,) = _ground(1, MET, "Anna", "met", "Tom", qualifiers=told)

    assert [("time", "on Monday"), ("place", "in Oslo")] == [(q.role, q.text) for q in statement.qualifiers]
    assert statement.time is not None
    assert "Monday" == statement.time.text


# Agreement.

TEXT = "Anna met Tom."


def _statement(
    subject: str = "anna", target: str | None = "tom", name: str = "meet", span: tuple[int, int] = (5, 8), **fields: Any
) -> Statement:
    ends = [Node("entity", f"entity/{word}", word.title()) if word else None for word in (subject, target)]
    assert ends[0] is not None
    evidence = Evidence(CharSpan(0, 13), TEXT, relation=CharSpan(*span))
    return Statement("a", ends[0], Relation(name, "met", "meet"), ends[1], (evidence,), fields.pop("extractor", "clauses/1"), **fields)


def test_agreement_raises_confidence_and_keeps_the_statement_of_the_rules() -> None:
    rules = _statement(confidence=0.8)

    found = agree([rules], [_statement(name="see", extractor="llm/1", confidence=0.5)])

    assert (1, 0, 0) == (found.agreed, found.added, found.contradicting)
    assert (rules.replace(confidence=0.9),) == found.statements


def test_agreement_counts_once_and_never_becomes_certainty() -> None:
    second = [_statement(name=name, extractor="llm/1", confidence=0.9) for name in ("meet", "see")]

    assert [0.98] == [statement.confidence for statement in agree([_statement(confidence=0.8)], second).statements]
    assert [0.99] == [statement.confidence for statement in agree([_statement(confidence=0.95)], second).statements]
    assert [1.0] == [statement.confidence for statement in agree([_statement(confidence=1.0)], second).statements]


def test_a_relation_that_holds_both_ways_agrees_both_ways() -> None:
    rules = _statement()
    rules = rules.replace(relation=replace(rules.relation, symmetric=True), confidence=0.5)

    assert 1 == agree([rules], [_statement("tom", "anna", extractor="llm/1", confidence=0.5)]).agreed


def test_what_only_the_second_reader_found_is_added_and_what_contradicts_is_not() -> None:
    carol = Node("entity", "entity/carol", "Carol")
    second = [
        _statement(target="mary", extractor="llm/1"),
        _statement(span=(9, 12), name="greet", extractor="llm/1"),
        _statement(status="negated", extractor="llm/1"),
        _statement(speakers=(carol,), extractor="llm/1"),
    ]

    found = agree([_statement(confidence=0.8)], second)

    assert (0, 2, 2) == (found.agreed, found.added, found.contradicting)
    assert [_statement(confidence=0.8), *second[:2]] == list(found.statements)
