"""Status, modality and speakers of clauses on hand-made parses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from helpers.build import document, token
from newsgraph.extraction.frames import Frames
from newsgraph.extraction.status_local import is_negative_phrase
from newsgraph.extraction.status_rules import Context, Contexts
from newsgraph.language.annotated import AnnotatedDoc
from newsgraph.model import CharSpan, TimeExpression


def context(annotated: AnnotatedDoc, verb: str, nth: int = 1) -> Context:
    frames = Frames(annotated)
    return Contexts(annotated, frames).of(frames.by_i[token(annotated, verb, nth).i])


def told(annotated: AnnotatedDoc, verb: str, nth: int = 1) -> tuple[str, str | None, list[str]]:
    found = context(annotated, verb, nth)
    return found.status, found.modality, ["?" if i < 0 else annotated.tokens[i].text for i in found.speakers]


PLAIN = """
Brook NNP nsubj 2 Person
sold VBD ROOT 0
boats NNS dobj 2
"""


def test_a_plain_clause_is_a_fact() -> None:
    assert ("fact", None, []) == told(document(PLAIN), "sold")


AUXILIARY = """
Brook NNP nsubj 3 Person
{word} {tag} {dep} 3
sell VB ROOT 0
boats NNS dobj 3
"""


@pytest.mark.parametrize(
    ("word", "status", "modality"),
    [
        ("will", "possible", "future"),
        ("would", "possible", "conditional"),
        ("can", "possible", "ability"),
        ("could", "possible", "ability"),
        ("may", "possible", "possibility"),
        ("must", "possible", "obligation"),
        ("should", "possible", "obligation"),
    ],
)
def test_modals(word: str, status: str, modality: str) -> None:
    assert (status, modality, []) == told(document(AUXILIARY.format(word=word, tag="MD", dep="aux")), "sell")


@pytest.mark.parametrize("word", ["never", "hardly", "barely"])
def test_negative_adverbs(word: str) -> None:
    assert ("negated", None, []) == told(document(AUXILIARY.format(word=word, tag="RB", dep="neg")), "sell")


NOT = """
Brook NNP nsubj 4 Person
{aux} {tag} aux 4
not RB neg 4
sell VB ROOT 0
boats NNS dobj 4
"""


@pytest.mark.parametrize(
    ("aux", "tag", "status"),
    [
        ("did", "VBD", "negated"),
        ("will", "MD", "negated"),
        ("could", "MD", "negated"),
        ("may", "MD", "negated"),
        ("should", "MD", "negated"),
    ],
)
def test_not_with_auxiliaries(aux: str, tag: str, status: str) -> None:
    """ "not" negates with every auxiliary; the modality says how sure that is."""
    assert status == context(document(NOT.format(aux=aux, tag=tag)), "sell").status


def test_not_only_is_no_negation() -> None:
    table = """
Brook NNP nsubj 4 Person
not RB preconj 4
only RB advmod 4
sold VBD ROOT 0
boats NNS dobj 4
"""
    assert "fact" == context(document(table), "sold").status


def test_a_negative_object_negates() -> None:
    annotated = document(PLAIN.replace("boats NNS dobj 2", "no DT det 4\nboats NNS dobj 2"))

    assert is_negative_phrase(token(annotated, "boats"))
    assert "negated" == context(annotated, "sold").status


def test_nobody_negates() -> None:
    assert "negated" == context(document(PLAIN.replace("Brook NNP nsubj 2 Person", "Nobody NN nsubj 2")), "sold").status


INFINITIVE = """
Brook NNP nsubj 2 Person
{verb} VBD ROOT 0
to TO aux 4
sell VB xcomp 2
boats NNS dobj 4
"""


@pytest.mark.parametrize(
    ("verb", "status", "modality"),
    [
        ("managed/manage", "fact", None),  # Karttunen's implicatives
        ("failed", "negated", None),
        ("refused/refuse", "negated", None),
        ("tried/try", "possible", "attempt"),
        ("attempted", "possible", "attempt"),
        ("planned/plan", "possible", "intention"),
        ("promised/promise", "possible", "promise"),
        ("threatened", "possible", "threat"),
        ("demanded", "possible", "request"),
    ],
)
def test_infinitives_have_the_status_that_their_verb_gives(verb: str, status: str, modality: str | None) -> None:
    annotated = document(INFINITIVE.format(verb=verb))

    assert (status, modality, []) == told(annotated, "sell")
    assert "fact" == context(annotated, verb.partition("/")[0]).status


DENIED_INFINITIVE = """
Brook NNP nsubj 4 Person
did VBD aux 4
not RB neg 4
{verb} VB ROOT 0
to TO aux 6
sell VB xcomp 4
boats NNS dobj 6
"""


@pytest.mark.parametrize(("verb", "status"), [("manage", "negated"), ("fail", "fact"), ("plan", "negated"), ("promise", "possible")])
def test_a_denied_verb_turns_what_it_implies(verb: str, status: str) -> None:
    annotated = document(DENIED_INFINITIVE.format(verb=verb))

    assert status == context(annotated, "sell").status
    assert "negated" == context(annotated, verb).status


THAT = """
Brook NNP nsubj 2 Person
{verb} VBD ROOT 0
that IN mark 5
Reed NNP nsubj 5 Person
sold VBD ccomp 2
boats NNS dobj 5
"""


@pytest.mark.parametrize(
    ("verb", "status", "modality", "speakers"),
    [
        ("said", "fact", None, ["Brook"]),
        ("denied/deny", "negated", None, ["Brook"]),
        ("learned", "fact", None, []),  # factive: the article says so itself
    ],
)
def test_what_is_said_has_its_speaker(verb: str, status: str, modality: str | None, speakers: list[str]) -> None:
    assert (status, modality, speakers) == told(document(THAT.format(verb=verb)), "sold")


def test_nested_speakers_make_a_chain_innermost_first() -> None:
    table = """
Vale NNP nsubj 2 Person
said VBD ROOT 0
that IN mark 5
Brook NNP nsubj 5 Person
claimed VBD ccomp 2
that IN mark 8
Reed NNP nsubj 8 Person
sold VBD ccomp 5
boats NNS dobj 8
"""
    assert ["Brook", "Vale"] == told(document(table), "sold")[2]


def test_whether_asks() -> None:
    annotated = document(THAT.format(verb="asked").replace("that IN mark", "whether IN mark"))

    assert ("possible", "question") == told(annotated, "sold")[:2]


CONDITION = """
Brook NNP nsubj 3 Person
will MD aux 3
resign VB ROOT 0
if IN mark 6
Reed NNP nsubj 6 Person
sells VBZ advcl 3
boats NNS dobj 6
"""


def test_a_condition_is_no_fact() -> None:
    annotated = document(CONDITION)

    assert ("possible", "conditional", []) == told(annotated, "sells")
    assert "possible" == context(annotated, "resign").status


def test_a_cause_is_a_fact() -> None:
    annotated = document(CONDITION.replace("if IN mark", "because IN mark").replace("sells VBZ", "sold VBD"))

    assert "fact" == context(annotated, "sold").status


def test_a_question_states_nothing_as_fact() -> None:
    table = """
Did VBD aux 3
Brook NNP nsubj 3 Person
sell VB ROOT 0
boats NNS dobj 3
? . punct 3
"""
    assert ("possible", "question", []) == told(document(table), "sell")


def test_an_imperative_is_a_request() -> None:
    table = """
Sell VB ROOT 0
boats NNS dobj 1
! . punct 1
"""
    assert ("possible", "request", []) == told(document(table), "Sell")


def test_without_negates() -> None:
    table = """
Brook NNP nsubj 2 Person
left VBD ROOT 0
without IN prep 2
selling VBG pcomp 3
boats NNS dobj 4
"""
    annotated = document(table)

    assert ("fact", "negated") == (context(annotated, "left").status, context(annotated, "selling").status)


COORDINATED = """
Brook NNP nsubj 4 Person
did VBD aux 4
not RB neg 4
come VB ROOT 0
and CC cc 4
{verb} {tag} conj 4
boats NNS dobj 6
"""


def test_a_finite_verb_does_not_share_the_negation() -> None:
    assert "fact" == context(document(COORDINATED.format(verb="sold", tag="VBD")), "sold").status


def test_a_bare_verb_form_shares_the_negation() -> None:
    assert "negated" == context(document(COORDINATED.format(verb="sell", tag="VB")), "sell").status


def test_according_to_gives_the_speaker() -> None:
    table = """
Brook NNP nsubj 2 Person
sold VBD ROOT 0
boats NNS dobj 2
, , punct 2
according VBG prep 2
to IN prep 5
Reed NNP pobj 6 Person
"""
    assert ("fact", None, ["Reed"]) == told(document(table), "sold")


def test_an_unnamed_voice_is_a_speaker_too() -> None:
    annotated = document(
        PLAIN.replace("sold VBD ROOT 0", "reportedly RB advmod 3\nsold VBD ROOT 0")
        .replace("nsubj 2", "nsubj 3")
        .replace("dobj 2", "dobj 3")
    )

    assert ("possible", "allegation") == told(annotated, "sold")[:2]


NOUN = """
Brook NNP poss 3 Person
's POS case 1
{noun} NN nsubj 7
to TO aux 5
sell VB acl 3
boats NNS dobj 5
surprised VBD ROOT 0
Reed NNP dobj 7 Person
"""


@pytest.mark.parametrize(
    ("noun", "status", "modality"),
    [
        ("plan", "possible", "intention"),
        ("attempt", "possible", "attempt"),
        ("promise", "possible", "promise"),
        ("refusal", "negated", None),
    ],
)
def test_infinitives_under_nouns(noun: str, status: str, modality: str | None) -> None:
    assert (status, modality) == told(document(NOUN.format(noun=noun)), "sell")[:2]


def test_two_negations_affirm() -> None:
    table = """
    Nobody NN nsubj 3
    never RB neg 3
    sold VBD ROOT 0
    boats NNS dobj 3
    """

    assert ("fact", None, []) == told(document(table), "sold")


@pytest.mark.parametrize(("word", "modality"), [("probably", "possibility"), ("perhaps", "possibility"), ("reportedly", "allegation")])
def test_adverbs_that_leave_it_open(word: str, modality: str) -> None:
    table = f"""
    Brook NNP nsubj 3 Person
    {word} RB advmod 3
    sold VBD ROOT 0
    boats NNS dobj 3
    """

    assert ("possible", modality, []) == told(document(table), "sold")


RATHER = """
Brook NNP nsubj 2 Person
sold VBD ROOT 0
boats NNS dobj 2
rather RB advmod 5
than IN prep 2
closing/close VBG pcomp 5
docks NNS dobj 6
"""


def test_what_is_done_rather_than_another_thing() -> None:
    assert ("negated", None, []) == told(document(RATHER), "closing")
    assert ("fact", None, []) == told(document(RATHER), "sold")


PROVERB = """
Brook NNP nsubj 2 Person
left VBD ROOT 0
but CC cc 2
Reed NNP nsubj 5 Person
did/do VBD conj 2
not RB neg 5
"""


def test_an_auxiliary_that_stands_for_the_verb_before_tells_nothing() -> None:
    found = context(document(PROVERB), "did")

    assert ("possible", False) == (found.status, found.told)


MANDATIVE = """
Brook NNP nsubj 2 Person
suggested VBD ROOT 0
that IN mark 6
docks NNS nsubjpass 6
be VB auxpass 6
closed VBN ccomp 2
"""


def test_the_subjunctive_of_a_passive_asks_for_what_it_says() -> None:
    assert ("possible", "request", ["Brook"]) == told(document(MANDATIVE), "closed")
    assert ("fact", None, ["Brook"]) == told(document(MANDATIVE.replace("be VB", "were/be VBD")), "closed")


MEASURED = """
Brook NNP nsubj 2 Person
needed VBD ROOT 0
nine CD nummod 4 DATE
days NNS dobj 2 DATE
to TO aux 6
build VB xcomp 2
boats NNS dobj 6
"""


def test_what_took_a_time_was_done() -> None:
    assert ("fact", None, []) == told(document(MEASURED), "build")
    nobody = MEASURED.replace("nine CD nummod 4 DATE\ndays NNS dobj 2 DATE", "his PRP$ poss 4\nmen NNS dobj 2")
    assert ("possible", "wish", ["Brook"]) == told(document(nobody), "build")


COMING = """
Brook NNP nsubj 2 Person
{verb} VBZ ROOT 0
Lyon NNP dobj 2
today NN npadvmod 2
"""


@pytest.mark.parametrize(
    ("verb", "day", "status"),
    [("joins", dt.date(2025, 3, 20), "possible"), ("joins", dt.date(2025, 3, 10), "fact"), ("leads", dt.date(2025, 3, 20), "fact")],
)
def test_a_move_in_the_present_before_its_day_is_still_to_come(verb: str, day: dt.date, status: str) -> None:
    annotated = document(COMING.format(verb=verb))
    annotated.article = replace(annotated.article, published=dt.date(2025, 3, 12))
    annotated.times[3] = TimeExpression("today", CharSpan(17, 22), day, day)

    assert status == told(annotated, verb)[0]
