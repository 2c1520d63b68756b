"""Attachments that contradict form, number or type are mended; others stay."""

from __future__ import annotations

from helpers.build import document, token
from newsgraph.language.annotated import AnnotatedDoc
from newsgraph.language.repair import repair_tree


def head(annotated: AnnotatedDoc, word: str, nth: int = 1) -> tuple[str, str]:
    repair_tree(annotated)
    found = token(annotated, word, nth)
    return found.head.text, found.dep


FINITE = """
Brook NNP nsubj 2 Person
threatened VBD ROOT 0
to TO aux 4
sell VB xcomp 2
boats NNS dobj 4
and CC cc 4
closed VBD conj 4
docks NNS dobj 7
"""


def test_a_finite_verb_is_coordinated_with_the_finite_verb() -> None:
    assert ("threatened", "conj") == head(document(FINITE), "closed")


def test_an_infinitive_stays_with_the_infinitive() -> None:
    assert ("sell", "conj") == head(document(FINITE.replace("closed VBD", "close VB")), "close")


def test_a_verb_with_a_subject_of_its_own_stays() -> None:
    table = FINITE.replace("closed VBD conj 4\ndocks NNS dobj 7", "Reed NNP nsubj 8 Person\nclosed VBD conj 4\ndocks NNS dobj 8")

    assert ("sell", "conj") == head(document(table), "closed")


MERGER = """
the DT det 2
merger NN ROOT 0
of IN prep 2
Velmark NNP pobj 3 Place
and CC cc 2
Ostria NNP conj 2 Place
"""


def test_a_name_is_coordinated_with_the_name_of_its_type() -> None:
    assert ("Velmark", "conj") == head(document(MERGER), "Ostria")


def test_a_name_of_another_type_stays() -> None:
    assert ("merger", "conj") == head(document(MERGER.replace("Ostria NNP conj 2 Place", "Brook NNP conj 2 Person")), "Brook")


OPEN_LIST = """
tariffs NNS ROOT 0
on IN prep 1
steel NN pobj 2
, , punct 3
timber NN conj 3
and CC cc 1
cars NNS conj 1
"""


def test_an_open_list_goes_on() -> None:
    assert ("timber", "conj") == head(document(OPEN_LIST), "cars")


def test_a_closed_list_does_not_go_on() -> None:
    assert ("tariffs", "conj") == head(document(OPEN_LIST.replace(", , punct 3", "and CC cc 3")), "cars")


RELATIVE = """
the DT det 2
trade NN ROOT 0
between IN prep 2
nations NNS pobj 3
that WDT nsubj 6
grows VBZ relcl 4
"""


def test_a_singular_verb_has_a_singular_antecedent() -> None:
    assert ("trade", "relcl") == head(document(RELATIVE), "grows")


def test_an_antecedent_that_agrees_stays() -> None:
    assert ("nations", "relcl") == head(document(RELATIVE.replace("grows VBZ", "grow VBP")), "grow")


WHO = """
the DT det 2
head NN ROOT 0
of IN prep 2
Nordlink NNP pobj 3 Organization
who WP nsubj 6
resigned VBD relcl 4
"""


def test_who_is_a_person() -> None:
    assert ("head", "relcl") == head(document(WHO), "resigned")


def test_clauses_beside_a_semicolon_stand_beside_each_other() -> None:
    table = """
Velmark NNP nsubj 2 Place
refused VBD ccomp 5
; : punct 5
Ostria NNP nsubj 5 Place
waited VBD ROOT 0
"""
    assert ("waited", "parataxis") == head(document(table), "refused")


def test_mending_twice_changes_nothing_more() -> None:
    annotated = document(FINITE)
    repair_tree(annotated)
    once = [(found.head.i, found.dep, [child.i for child in found.children]) for found in annotated.tokens]
    repair_tree(annotated)

    assert once == [(found.head.i, found.dep, [child.i for child in found.children]) for found in annotated.tokens]
