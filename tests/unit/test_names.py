"""Types and boundaries of names, on parses made by hand."""

from __future__ import annotations

import pytest

from newsgraph.language.annotated import AnnotatedDoc, Sentence, Token
from newsgraph.language.gender import first_name_gender
from newsgraph.language.name_types import demonym_of, place_at
from newsgraph.language.names import find_names
from newsgraph.model import Article, CharSpan


def document(*sentences: str, heading: int = -1) -> AnnotatedDoc:
    """Words written ``word/TAG[/TYPE]``; a type carried on by the next word makes one span, ``TYPE!`` begins a new one."""
    tokens: list[Token] = []
    found: list[Sentence] = []
    text = ""
    for number, sentence in enumerate(sentences):
        start = len(tokens)
        before = ""
        for piece in sentence.split():
            word, tag, *rest = piece.rsplit("/", piece.count("/")) if piece.count("/") < 3 else piece.split("/")
            kind = rest[0] if rest else ""
            iob = "O" if not kind else "I" if kind == before else "B"
            before = kind = kind.rstrip("!")
            pos = {
                "NNP": "PROPN",
                "NNPS": "PROPN",
                "NN": "NOUN",
                "NNS": "NOUN",
                "JJ": "ADJ",
                "IN": "ADP",
                "DT": "DET",
                "VBD": "VERB",
                "CC": "CCONJ",
            }.get(tag, "PUNCT")
            if text and not text.endswith("\n") and word not in (",", ".", "'s", "-", ")") and not text.endswith(("-", "(")):
                text += " "
            tokens.append(Token(len(tokens), word, len(text), pos=pos, tag=tag, ent_type=kind, ent_iob=iob, sent_i=number))
            text += word
        for token in tokens[start:-1]:
            token.head = tokens[-1]
        kind_of = "heading" if number == heading else "body"
        found.append(
            Sentence(number, start, len(tokens), tokens[-1], CharSpan(tokens[start].char_start, tokens[-1].char_end), kind_of, number)
        )  # type: ignore[arg-type]
    return AnnotatedDoc(Article("a", text), tokens, found)


def names(annotated: AnnotatedDoc) -> list[str]:
    find_names(annotated)
    spans: list[str] = []
    for token in annotated.tokens:
        if token.ent_type and token.ent_iob == "B":
            spans.append(f"{token.ent_type}:{token.text}")
        elif token.ent_type:
            spans[-1] += f" {token.text}"
    return spans


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ontario/NNP/PERSON Premier/NNP/PERSON Doug/NNP/PERSON Ford/NNP/PERSON spoke/VBD", ["GPE:Ontario", "PERSON:Doug Ford"]),
        ("the/DT/GPE US/NNP/GPE agreed/VBD", ["GPE:US"]),
        ("the/DT Canadian/JJ border/NN", ["NORP:Canadian"]),
        ("tell/VBD us/PRP more/JJ", []),
        ("US/NNP/GPE -/HYPH/GPE Canada/NNP/GPE talks/NNS", ["GPE:US", "GPE:Canada"]),
        (
            "the/DT US/NNP/GPE -/HYPH Mexico/NNP/GPE! -/HYPH Canada/NNP/GPE! Agreement/NNP/GPE held/VBD",
            ["LAW:US - Mexico - Canada Agreement"],
        ),
        ("Canada/NNP/GPE 's/POS/GPE offer/NN", ["GPE:Canada"]),
        ("on/IN Tuesday/NNP/ORG it/PRP rained/VBD", []),
        ("the/DT Labour/NNP/ORG Party/NNP/ORG won/VBD", ["ORG:Labour Party"]),
        ("Evolution/NNP/PERSON paper/NN/PERSON Bos/NNP/PERSON wrote/VBD", ["PERSON:Evolution", "PERSON:Bos"]),
        (
            "United/NNP Wharf/NNP/LOC and/CC Harbour/NNP/ORG Workers/NNPS/ORG (/-LRB- UWHW/NNP )/-RRB- met/VBD",
            ["ORG:United Wharf and Harbour Workers", "ORG:UWHW"],
        ),
    ],
)
def test_boundaries(sentence: str, expected: list[str]) -> None:
    assert expected == names(document(sentence))


def test_one_type_for_all_occurrences() -> None:
    annotated = document("Mark/NNP/PERSON Carney/NNP/PERSON spoke/VBD", "then/RB Carney/NNP/GPE left/VBD", "and/CC Carney/NNP laughed/VBD")

    assert ["PERSON:Mark Carney", "PERSON:Carney", "PERSON:Carney"] == names(annotated)


def test_adjective_makes_a_place_of_an_unknown_name() -> None:
    annotated = document("then/RB Varenia/NNP/PERSON agreed/VBD", "the/DT Varenian/JJ/NORP duty/NN")

    assert ["GPE:Varenia", "NORP:Varenian"] == names(annotated)


def test_capitals_at_the_beginning_of_a_paragraph_are_a_place() -> None:
    annotated = document("PORT/NNP ALDER/NNP/ORG ,/, March/NNP/DATE 3/CD/DATE", "in/IN Port/NNP/PERSON Alder/NNP/PERSON")

    assert ["GPE:PORT ALDER", "DATE:March 3", "GPE:Port Alder"] == names(annotated)


def test_sentence_openers_written_small_elsewhere_are_no_names() -> None:
    annotated = document("Ferry/NNP/PERSON sank/VBD", "the/DT ferry/NN sank/VBD")

    assert [] == names(annotated)


def test_headings_in_capitals_hold_known_names_only() -> None:
    annotated = document("PRIME/NNP/ORG MINISTERS/NNP/ORG AT/NNP/ORG ODDS/NNP/ORG", "in/IN Brenz/NNP/GPE ./.", heading=0)

    assert ["GPE:Brenz"] == names(annotated)


def test_titles_alone_are_no_names() -> None:
    assert [] == names(document("the/DT Prime/NNP/ORG Minister/NNP/ORG resigned/VBD"))


def test_other_types_are_left_alone() -> None:
    assert ["MONEY:31 euros"] == names(document("for/IN 31/CD/MONEY euros/NNS/MONEY"))


@pytest.mark.parametrize(
    ("word", "place", "formed"),
    [
        ("quendan", "quenda", True),
        ("sahreli", "sahrel", True),
        ("ostlandic", "ostland", True),
        ("norwich", "norway", False),
        ("marl", "marlow", False),
    ],
)
def test_demonym_of(word: str, place: str, formed: bool) -> None:
    assert formed == demonym_of(word, place)


def test_place_at_takes_the_longest_name() -> None:
    tokens = document("South/NNP Korea/NNP agreed/VBD").tokens
    place = place_at(tokens, 0)

    assert place is not None
    assert (2, "country/KR") == (place.words, place.link)


def test_first_name_gender() -> None:
    assert ("m", "f", "") == (first_name_gender("Doug"), first_name_gender("Paula"), first_name_gender("Xq"))
