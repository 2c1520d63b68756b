"""What an extractor of somebody else's learns of the clause around a word."""

from __future__ import annotations

from helpers.build import document
from newsgraph.extraction.phrases import Phrases
from newsgraph.extraction.telling import Telling, telling
from newsgraph.language.annotated import AnnotatedDoc

DENIED = """
Anna NNP nsubj 2 Person
denied/deny VBD ROOT 0
that IN mark 6
Tom NNP nsubjpass 6 Person
was VBD auxpass 6
born/bear VBN ccomp 2
in IN prep 6
Oslo NNP pobj 7 Place
. . punct 2
"""


def at(annotated: AnnotatedDoc, word: str) -> Telling:
    [token] = [token for token in annotated.tokens if token.text == word]
    return telling(annotated, token, Phrases(annotated))


def test_through_what_embeds_the_clause() -> None:
    told = at(document(DENIED), "Oslo")

    assert ("negated", None, ["Anna"]) == (told.status, told.modality, [node.label for node in told.speakers])


def test_the_outer_clause_is_a_fact() -> None:
    assert Telling() == at(document(DENIED), "Anna")


def test_without_a_predicate_it_is_told_as_a_fact() -> None:
    assert Telling() == at(document("Tom NNP ROOT 0 Person\n, , punct 1\nOslo NNP appos 1 Place"), "Oslo")
