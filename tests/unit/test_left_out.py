"""What a statement leaves out of its clause and what its words leave open, on hand-made parses."""

from __future__ import annotations

from helpers.build import document, token
from newsgraph.extraction.frames import Frames
from newsgraph.extraction.left_out import left_out
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.model import CharSpan, Node, Qualifier

CLAUSE = """
Brook NNP nsubj 2 Person
sold VBD ROOT 0
Reed NNP dative 2 Person
old JJ amod 5
boats NNS dobj 2
in IN prep 2
Fjordby NNP pobj 6 Place
. . punct 2
"""

SAID = """
Brook NNP nsubj 2 Person
said VBD ROOT 0
it PRP nsubj 4
sank VBD ccomp 2
. . punct 2
"""


def _features(annotated: AnnotatedDoc, verb: str, subject: str, target: str, *qualifiers: Qualifier) -> set[str]:
    said = token(annotated, verb)
    end = (_node(token(annotated, target)), token(annotated, target)) if target else None
    who = token(annotated, subject)
    return set(left_out(annotated, Frames(annotated).by_i[said.i], (_node(who), who), end, [said], qualifiers))


def _node(head: Token) -> Node:
    return Node("concept", f"concept/{head.text}", head.text, "Thing", (), head.text, CharSpan(head.char_start, head.char_end))


def test_it_is_counted_how_much_of_the_clause_is_told() -> None:
    annotated = document(CLAUSE)
    place = token(annotated, "Fjordby")

    alone = _features(annotated, "sold", "Brook", "boats")
    fuller = _features(annotated, "sold", "Brook", "boats", Qualifier("place", "Fjordby", CharSpan(place.char_start, place.char_end)))

    assert {"fifths of the clause 2", "untold words 2", "object untold amod"} <= alone
    assert {"fifths of the clause 3", "untold words 2"} <= fuller


def test_it_is_told_what_a_label_breaks_off_before() -> None:
    found = _features(document(CLAUSE), "sold", "Brook", "boats")

    assert {"subject before VERB", "object before ADP", "object behind ADJ", "verb before capital"} <= found


def test_a_content_of_pronouns_alone_is_told_apart() -> None:
    annotated = document(SAID)
    content = CharSpan(token(annotated, "it").char_start, token(annotated, "sank").char_end)

    found = _features(annotated, "said", "Brook", "", Qualifier("content", "it sank", content))

    assert {"content nouns 0", "content pronouns 1", "content about a pronoun", "content goes on", "qualifier content open 1"} <= found
