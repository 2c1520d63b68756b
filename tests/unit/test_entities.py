"""Entities of parses made by hand: names, descriptions, pronouns, things without a name."""

from __future__ import annotations

import pytest

from newsgraph.language.annotated import AnnotatedDoc, Quotation, Sentence, Token
from newsgraph.language.entities import entities_to_json, find_entities
from newsgraph.language.slugs import slug
from newsgraph.model import Article, CharSpan, Entity

POS = {
    "NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "JJ": "ADJ", "IN": "ADP", "DT": "DET",
    "VBD": "VERB", "CC": "CCONJ", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "RB": "ADV",
}  # fmt: skip


def document(*sentences: str) -> AnnotatedDoc:
    """Words written ``word/TAG/dep/head`` with the head's number in its sentence, and ``/TYPE`` in names."""
    tokens: list[Token] = []
    found: list[Sentence] = []
    text = ""
    for number, sentence in enumerate(sentences):
        start = len(tokens)
        heads: list[int] = []
        for piece in sentence.split():
            word, tag, dep, head, *kind = piece.split("/")
            if text and word not in (",", ".", "'s"):
                text += " "
            name = kind[0] if kind else ""
            iob = "O" if not name else "I" if len(tokens) > start and tokens[-1].ent_type == name else "B"
            lemma = {"was": "be", "is": "be", "said": "say", "leaders": "leader", "families": "family"}.get(word.lower(), word.lower())
            tokens.append(
                Token(
                    len(tokens),
                    word,
                    len(text),
                    lemma=lemma,
                    pos=POS.get(tag, "PUNCT"),
                    tag=tag,
                    dep=dep,
                    ent_type=name,
                    ent_iob=iob,
                    sent_i=number,
                )
            )
            heads.append(int(head))
            text += word
        for token, head in zip(tokens[start:], heads, strict=True):
            token.head = tokens[start + head]
            if token.head is not token:
                token.head.children.append(token)
        root = next(token for token in tokens[start:] if token.head is token)
        found.append(Sentence(number, start, len(tokens), root, CharSpan(tokens[start].char_start, tokens[-1].char_end), "body", number))
    return AnnotatedDoc(Article("a", text), tokens, found)


def told(annotated: AnnotatedDoc) -> list[str]:
    find_entities(annotated)
    return [f"{e.type} {e.label}: {', '.join(m.text for m in e.mentions)}" for e in annotated.entities]


ANA = "Ana/NNP/compound/1/PERSON Diaz/NNP/nsubj/2/PERSON spoke/VBD/ROOT/2"
RAUL = "Raul/NNP/compound/1/PERSON Ortega/NNP/nsubj/2/PERSON spoke/VBD/ROOT/2"


def test_surname_and_pronoun_are_the_person() -> None:
    annotated = document(ANA, "Diaz/NNP/nsubj/1/PERSON said/VBD/ROOT/1 she/PRP/nsubj/3 left/VBD/ccomp/1")

    assert ["Person Ana Diaz: Ana Diaz, Diaz, she"] == told(annotated)
    assert {1: (0,), 3: (0,), 5: (0,)} == annotated.referents
    assert {0: 1, 1: 1, 3: 3} == annotated.name_head
    assert "surname of Ana Diaz" == annotated.entities[0].mentions[1].reason


def test_gender_decides_between_two_persons() -> None:
    annotated = document(ANA, RAUL, "She/PRP/nsubj/1 left/VBD/ROOT/1")

    assert ["Person Ana Diaz: Ana Diaz, She", "Person Raul Ortega: Raul Ortega"] == told(annotated)


def test_object_is_not_the_subject_of_its_verb() -> None:
    annotated = document(ANA, "Diaz/NNP/nsubj/1/PERSON saw/VBD/ROOT/1 her/PRP/dobj/1")

    assert ["Person Ana Diaz: Ana Diaz, Diaz"] == told(annotated)


def test_two_of_one_surname_stay_apart() -> None:
    annotated = document(
        ANA, "Raul/NNP/compound/1/PERSON Diaz/NNP/nsubj/2/PERSON spoke/VBD/ROOT/2", "Diaz/NNP/nsubj/1/PERSON left/VBD/ROOT/1"
    )

    assert ["Person Ana Diaz: Ana Diaz", "Person Raul Diaz: Raul Diaz, Diaz"] == told(annotated)


def test_title_is_in_the_mention_but_not_in_the_name() -> None:
    annotated = document(
        "Premier/NNP/compound/2 Ana/NNP/compound/2/PERSON Diaz/NNP/nsubj/3/PERSON spoke/VBD/ROOT/3",
        "The/DT/det/1 premier/NN/nsubj/2 left/VBD/ROOT/2",
    )

    assert ["Person Ana Diaz: Premier Ana Diaz, The premier"] == told(annotated)
    assert "called premier elsewhere in the article" == annotated.entities[0].mentions[1].reason


def test_apposition_is_the_name() -> None:
    annotated = document("Its/PRP$/poss/1 president/NN/nsubj/4 Ana/NNP/compound/3/PERSON Diaz/NNP/appos/1/PERSON spoke/VBD/ROOT/4")

    assert ["Person Ana Diaz: Its president, Ana Diaz"] == told(annotated)
    assert (0,) == annotated.referents[1]


def test_adjective_of_a_country() -> None:
    annotated = document(
        "the/DT/det/2 Canadian/JJ/amod/2/NORP offer/NN/nsubj/3 came/VBD/ROOT/3", "Canada/NNP/nsubj/1/GPE waited/VBD/ROOT/1"
    )
    assert ["Place Canada: Canadian, Canada"] == told(annotated)
    assert ("country/CA", ()) == (annotated.entities[0].link, annotated.entities[0].aliases)
    assert ["demonym", "name"] == [mention.kind for mention in annotated.entities[0].mentions]


def test_thing_is_one_where_it_is_taken_up() -> None:
    annotated = document("A/DT/det/1 strike/NN/nsubj/2 began/VBD/ROOT/2", "The/DT/det/1 walkout/NN/nsubj/2 ended/VBD/ROOT/2")

    assert ["Event strike: A strike, The walkout"] == told(annotated)
    assert ("walkout",) == annotated.entities[0].aliases


@pytest.mark.parametrize("determiner", ["no", "any", "another", "A"])
def test_no_deal_takes_nothing_up(determiner: str) -> None:
    annotated = document("The/DT/det/1 deal/NN/nsubj/2 died/VBD/ROOT/2", f"{determiner}/DT/det/1 deal/NN/nsubj/2 came/VBD/ROOT/2")

    assert [] == told(annotated)


def test_other_things_of_that_name_stay_apart() -> None:
    annotated = document(
        "The/DT/det/1 strike/NN/nsubj/2 began/VBD/ROOT/2", "The/DT/det/2 last/JJ/amod/2 strike/NN/nsubj/3 ended/VBD/ROOT/3"
    )

    assert [] == told(annotated)


def test_relatives_are_labelled_by_their_owner() -> None:
    annotated = document("Ana/NNP/compound/1/PERSON Diaz/NNP/nsubj/2/PERSON lost/VBD/ROOT/2 her/PRP$/poss/4 mother/NN/dobj/2")

    assert ["Person Ana Diaz: Ana Diaz, her", "Person Ana Diaz's mother: her mother"] == told(annotated)


def test_i_is_the_speaker() -> None:
    annotated = document("I/PRP/nsubj/1 left/VBD/ccomp/3 Diaz/NNP/nsubj/3/PERSON said/VBD/ROOT/3")
    annotated.quotations.append(Quotation(0, 2, speech=True, speaker_i=2, cue_i=3))
    annotated.quotation_of.update({0: 0, 1: 0})

    assert ["Person Diaz: I, Diaz"] == told(annotated)


def test_nothing_gives_nothing() -> None:
    annotated = document("Rain/NN/nsubj/1 fell/VBD/ROOT/1")

    assert [] == told(annotated)
    assert {"id": "a", "entities": []} == entities_to_json(annotated)


def test_entities_to_json() -> None:
    annotated = document(ANA)
    find_entities(annotated)

    assert {"type": "Person", "label": "Ana Diaz", "names": ["Ana Diaz"], "mentions": [[0, 8]]} == entities_to_json(annotated)["entities"][
        0
    ]


def test_ids_are_slugs_and_unique() -> None:
    annotated = document("Paris/NNP/nsubj/1/GPE fell/VBD/ROOT/1", "Paris/NNP/compound/1/PERSON Díaz/NNP/nsubj/2/PERSON spoke/VBD/ROOT/2")
    find_entities(annotated)
    entities: list[Entity] = annotated.entities

    assert ["entity/paris", "entity/paris-diaz"] == [entity.id for entity in entities]
    assert ("u5317-u4eac", "x") == (slug("北京"), slug("?!"))


def test_pronouns_are_never_labels() -> None:
    annotated = document("She/PRP/nsubj/1 left/VBD/ROOT/1", "They/PRP/nsubj/1 saw/VBD/ROOT/1 it/PRP/dobj/1")

    assert [] == told(annotated)
