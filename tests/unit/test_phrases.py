"""Noun phrases on hand-made parses: where they end, what they are called, what they stand for."""

from __future__ import annotations

import pytest

from helpers.build import document, token
from newsgraph.extraction.phrases import Phrases, conjuncts, is_nominal, slug
from newsgraph.language.annotated import AnnotatedDoc


def label(annotated: AnnotatedDoc, word: str) -> str | None:
    node = Phrases(annotated).node(token(annotated, word))
    return node.label if node else None


OBJECT = """
Brook NNP nsubj 2 Person
wants VBZ ROOT 0
the DT det 5
old JJ amod 5
cranes NNS dobj 2
of IN prep 5
Fjordby NNP pobj 6 Place
, , punct 5
which WDT nsubj 10
rust VBP relcl 5
. . punct 2
"""


def test_a_phrase_ends_before_its_relative_clause_and_drops_the_article() -> None:
    annotated = document(OBJECT)
    node = Phrases(annotated).node(token(annotated, "cranes"))

    assert node is not None
    assert ("concept", "concept/hand/old-crane-of-fjordby", "old cranes of Fjordby") == (node.kind, node.id, node.label)
    assert node.span is not None
    assert "the old cranes of Fjordby" == node.span.of(annotated.article.text) == node.text


def test_a_name_is_its_entity() -> None:
    annotated = document(OBJECT)
    node = Phrases(annotated).node(token(annotated, "Brook"))

    assert node is not None
    assert ("entity", "entity/brook", "Brook", "Person") == (node.kind, node.id, node.label, node.type)


@pytest.mark.parametrize("word", ["he", "them", "who", "that", "someone", "nothing"])
def test_pronouns_are_no_nodes(word: str) -> None:
    annotated = document(f"{word} PRP nsubj 2\nleft VBD ROOT 0")

    assert label(annotated, word) is None


def test_a_resolved_pronoun_is_its_entity() -> None:
    annotated = document("Brook NNP nsubj 2 Person\nleft VBD ROOT 0\n\nShe PRP nsubj 2\nreturned VBD ROOT 0")
    annotated.referents[token(annotated, "She").i] = (0,)

    assert "Brook" == label(annotated, "She")


POSSESSED = """
She PRP nsubj 2
sold VBD ROOT 0
her PRP$ poss 4
boats NNS dobj 2
"""


def test_an_unresolved_owner_is_left_out_of_the_label() -> None:
    assert "boats" == label(document(POSSESSED), "boats")


def test_a_resolved_owner_stands_in_the_label() -> None:
    annotated = document(f"Brook NNP nsubj 2 Person\nleft VBD ROOT 0\n{POSSESSED}")
    annotated.referents[token(annotated, "her").i] = (0,)

    assert "Brook's boats" == label(annotated, "boats")


def test_a_number_is_a_literal() -> None:
    annotated = document("Brook NNP nsubj 2 Person\nsold VBD ROOT 0\n31 CD dobj 2")
    node = Phrases(annotated).node(token(annotated, "31"))

    assert node is not None
    assert ("literal", "", "31") == (node.kind, node.id, node.label)


def test_conjuncts_are_in_order_and_nominal() -> None:
    annotated = document("steel NN ROOT 0\n, , punct 1\ntimber NN conj 1\nand CC cc 3\ncars NNS conj 3\nleft VBD conj 1")

    assert ["steel", "timber", "cars"] == [found.text for found in conjuncts(token(annotated, "steel"))]
    assert not is_nominal(token(annotated, "left"))


QUANTITY = """
Brook NNP nsubj 2 Person
sends VBZ ROOT 0
half NN dobj 2
of IN prep 3
her PRP$ poss 6
exports NNS pobj 4
abroad RB advmod 2
"""


def test_the_head_of_a_quantity_is_what_it_is_of() -> None:
    annotated = document(QUANTITY)

    assert "exports" == Phrases(annotated).semantic_head(token(annotated, "half")).text


@pytest.mark.parametrize(
    ("text", "expected"), [("Old Cranes!", "old-cranes"), ("Müller & Söhne", "müller-söhne"), ("—", "x"), ("../../etc", "etc")]
)
def test_slugs_hold_letters_digits_and_hyphens(text: str, expected: str) -> None:
    assert expected == slug(text)
