"""Who made a work, where nothing but "by" tells it: ""The Ferry," by the filmmaker Ada Lund", ""White Fields," a novel by Jan Moss"."""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token

__all__ = ["maker_of"]

_DIRECTING = frozenset(("filmmaker", "director", "film-maker", "moviemaker"))
_MARKS = (",", '"', "'")
_DEEPEST = 3


def maker_of(annotated: AnnotatedDoc, head: Token) -> tuple[Token, str] | None:
    """The head of the name behind "by" and the relation (``director of``, ``author of``), for the head of a work's name; None without."""
    tokens, names = annotated.tokens, annotated.name_head
    at = head.i + 1
    while at < len(tokens) and (names.get(at) == head.i or tokens[at].text in _MARKS):
        at += 1
    told = next((child for child in head.children if child.dep == "appos" and child.i > head.i and child.i not in names), None)
    by = tokens[at] if at < len(tokens) and tokens[at].sent_i == head.sent_i else None
    if (by is None or by.lower != "by") and told is not None:
        by = told.child("prep")
    maker = by.child("pobj") if by is not None and by.lower == "by" else None
    for _ in range(_DEEPEST):
        if maker is None or maker.i in names:
            break
        maker = maker.child("appos")
    if maker is None or maker.i not in names:
        return None
    directing = any(child.lemma.lower() in _DIRECTING and child.i < maker.i for child in maker.children)
    return maker, "director of" if directing else "author of"
