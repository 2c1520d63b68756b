"""Whom an appointment makes what of whom: "was named ambassador to Chile", "elected her leader of the party"."""

from __future__ import annotations

from collections.abc import Iterator

from newsgraph.extraction.frames import Frame
from newsgraph.extraction.nouns import is_person_noun
from newsgraph.extraction.reading import Reading
from newsgraph.extraction.status_rules import Context
from newsgraph.language.annotated import Token
from newsgraph.lexicons.classes import word_class
from newsgraph.model import Node, Statement

__all__ = ["offices"]

_APPOINTING = word_class("appointing") - {"nominate"}  # who is nominated is not there yet
_LEADING = frozenset(("of", "to", "at", "for"))


def offices(reading: Reading, frame: Frame, context: Context, node: Node) -> Iterator[Statement]:
    """The office that the clause gives to ``node``, of each named thing behind it; nothing where the verb appoints nobody."""
    office = _office(frame)
    if frame.lemma not in _APPOINTING or office is None or node.kind != "entity" or node.type != "Person":
        return
    words = [child for child in office.children if child.dep == "compound" and child.i < office.i and not child.ent_type]
    for prep in office.children:
        if prep.dep != "prep" or prep.lower not in _LEADING:
            continue
        for target, _ in reading.nodes([child for child in prep.children if child.dep == "pobj"]):
            if target.kind == "entity" and target.id != node.id:
                name = " ".join([*(word.lower for word in words), office.lemma.lower(), prep.lower])
                yield reading.builder.nominal(Frame(office), context, node, name, [*words, office, prep], target)


def _office(frame: Frame) -> Token | None:
    """The noun that says as what."""
    behind = [child for prep in frame.token.children if prep.dep == "prep" and prep.lower == "as" for child in prep.children]
    return next((token for token in (*frame.predicative, *behind) if token.tag == "NN" and is_person_noun(token)), None)
