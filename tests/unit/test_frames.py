"""Predicates and their arguments on hand-made parses: what the parse leaves out is filled in."""

from __future__ import annotations

import pytest

from helpers.build import document, token
from newsgraph.extraction.frames import Frame, Frames, is_predicate
from newsgraph.language.annotated import AnnotatedDoc


def frame(annotated: AnnotatedDoc, verb: str, nth: int = 1) -> Frame:
    return Frames(annotated).by_i[token(annotated, verb, nth).i]


def words(tokens: list) -> list[str]:  # type: ignore[type-arg]
    return [found.text for found in tokens]


ACTIVE = """
Brook NNP nsubj 2 Person
met VBD ROOT 0
Reed NNP dobj 2 Person
and CC cc 3
Vale NNP conj 3 Person
in IN prep 2
Fjordby NNP pobj 6 Place
. . punct 2
"""


def test_a_clause_has_its_subject_its_coordinated_objects_and_its_prepositions() -> None:
    met = frame(document(ACTIVE), "met")

    assert ["Brook"] == words(met.subjects)
    assert ["Reed", "Vale"] == words(met.objects)
    assert [("in", "Fjordby")] == [(prep.text, target.text) for prep, target in met.preps]
    assert met.finite
    assert not met.passive


PASSIVE = """
The DT det 2
pier NN nsubjpass 4
was VBD auxpass 4
built VBN ROOT 0
by IN agent 4
Nordlink NNP pobj 5 Organization
in IN prep 4
2019 CD pobj 7 DATE
. . punct 4
"""


def test_a_passive_has_its_agent() -> None:
    built = frame(document(PASSIVE), "built")

    assert built.passive
    assert ["pier"] == words(built.subjects)
    assert ["Nordlink"] == words(built.agents)


def test_by_that_the_parser_took_for_a_plain_preposition_is_an_agent() -> None:
    built = frame(document(PASSIVE.replace("by IN agent", "by IN prep")), "built")

    assert ["Nordlink"] == words(built.agents)


def test_by_with_a_date_is_no_agent() -> None:
    annotated = document(PASSIVE.replace("Nordlink NNP pobj 5 Organization", "Friday NNP pobj 5 DATE").replace("by IN agent", "by IN prep"))

    assert [] == frame(annotated, "built").agents


OBJECT_CONTROL = """
Brook NNP nsubj 2 Person
urged/urge VBD ROOT 0
Reed NNP dobj 2 Person
to TO aux 5
leave VB xcomp 2
Fjordby NNP dobj 5 Place
"""


def test_who_is_urged_is_the_subject_of_the_infinitive() -> None:
    assert ["Reed"] == words(frame(document(OBJECT_CONTROL), "leave").subjects)


def test_who_promises_is_the_subject_of_the_infinitive() -> None:
    annotated = document(OBJECT_CONTROL.replace("urged/urge", "promised/promise"))

    assert ["Brook"] == words(frame(annotated, "leave").subjects)


CALLED_ON = """
Brook NNP nsubj 2 Person
called VBD ROOT 0
on IN prep 2
Reed NNP pobj 3 Person
to TO aux 6
resign VB xcomp 2
"""


def test_who_is_called_on_is_the_subject_of_the_infinitive() -> None:
    assert ["Reed"] == words(frame(document(CALLED_ON), "resign").subjects)


CONJOINED = """
Brook NNP nsubj 2 Person
left VBD ROOT 0
Fjordby NNP dobj 2 Place
and CC cc 2
sold VBD conj 2
boats NNS dobj 5
"""


def test_coordinated_verbs_share_the_subject_but_not_the_object() -> None:
    sold = frame(document(CONJOINED), "sold")

    assert ["Brook"] == words(sold.subjects)
    assert ["boats"] == words(sold.objects)
    assert not sold.own_subject


RELATIVE = """
Reed NNP nsubj 6 Person
, , punct 1
who WP nsubj 4
led VBD relcl 1
Nordlink NNP dobj 4 Organization
resigned VBD ROOT 0
"""


def test_the_noun_stands_for_its_relative_pronoun() -> None:
    assert ["Reed"] == words(frame(document(RELATIVE), "led").subjects)


OBJECT_RELATIVE = """
The DT det 2
boats NNS nsubj 5
Reed NNP nsubj 4 Person
bought VBD relcl 2
sank VBD ROOT 0
"""


def test_the_noun_fills_the_gap_of_a_relative_clause_without_pronoun() -> None:
    bought = frame(document(OBJECT_RELATIVE), "bought")

    assert ["Reed"] == words(bought.subjects)
    assert ["boats"] == words(bought.objects)


STRANDED = """
The DT det 2
port NN nsubj 6
Reed NNP nsubj 4 Person
argued VBD relcl 2
about IN prep 4
closed VBD ROOT 0
"""


def test_the_noun_fills_a_stranded_preposition() -> None:
    argued = frame(document(STRANDED), "argued")

    assert [] == argued.objects
    assert [("about", "port")] == [(prep.text, target.text) for prep, target in argued.preps]


PLAN = """
Brook NNP poss 3 Person
's POS case 1
plan NN nsubj 7
to TO aux 5
sell VB acl 3
boats NNS dobj 5
failed VBD ROOT 0
"""


def test_whose_plan_it_is_does_what_is_planned() -> None:
    assert ["Brook"] == words(frame(document(PLAN), "sell").subjects)


FIRST = """
the DT det 3
first JJ amod 3
woman NN attr 0
to TO aux 5
lead VB acl 3
Nordlink NNP dobj 5 Organization
"""


def test_the_first_to_do_something_does_it() -> None:
    assert ["woman"] == words(frame(document(FIRST), "lead").subjects)


EXISTENTIAL = """
There EX expl 2
were VBD ROOT 0
protests NNS attr 2
in IN prep 2
Fjordby NNP pobj 4 Place
"""


def test_what_there_is_is_the_subject() -> None:
    were = frame(document(EXISTENTIAL), "were")

    assert were.existential
    assert ["protests"] == words(were.subjects)


GIVE = """
Brook NNP nsubj 2 Person
gave VBD ROOT 0
Reed NNP dative 2 Person
boats NNS dobj 2
"""


@pytest.mark.parametrize("form", ["dative", "to"])
def test_the_recipient_stands_before_the_object_or_behind_to(form: str) -> None:
    if form == "to":
        table = GIVE.replace("Reed NNP dative 2 Person\nboats NNS dobj 2", "boats NNS dobj 2\nto IN dative 2\nReed NNP pobj 4 Person")
    else:
        table = GIVE
    gave = frame(document(table), "gave")

    assert ["Reed"] == words(gave.recipients)
    assert ["boats"] == words(gave.objects)


NESTED = """
Brook NNP nsubj 2 Person
said VBD ROOT 0
that IN mark 5
Reed NNP nsubj 5 Person
resigned VBD ccomp 2
"""


def test_the_verb_of_speech_governs_what_is_said() -> None:
    resigned = frame(document(NESTED), "resigned")

    assert resigned.governor is not None
    assert ("said", "ccomp", ("that",)) == (resigned.governor.token.text, resigned.link, resigned.marks)
    assert resigned.own_subject


def test_auxiliaries_and_modifiers_are_no_predicates() -> None:
    annotated = document(PASSIVE)

    assert ["built"] == [found.text for found in annotated.tokens if is_predicate(found)]
