"""Clauses behind a noun without which it means nothing in particular: they belong to its name.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 17.3 (restrictive modification), 17.35 (infinitives after nouns).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.status import noun_effect

__all__ = ["ORDINALS", "first_to", "restricts", "to_do"]

ORDINALS = frozenset(("first", "second", "third", "fourth", "fifth", "last", "only", "next", "latest", "youngest", "oldest"))
_VAGUE = word_class("vague nouns")
_MOST_WORDS = 7


def first_to(head: Token, clause: Token) -> bool:
    """True for the infinitive in "the first spacecraft to return grains": first in what, it tells."""
    if clause.dep not in ("relcl", "acl") or clause.tag not in ("VB", "VBN") or not any(child.tag == "TO" for child in clause.children):
        return False
    return head.dep in ("attr", "appos", "oprd") and any(child.lower in ORDINALS for child in head.children if child.i < head.i)


def to_do(head: Token, clause: Token) -> bool:
    """True for the infinitive in "the decision to close the plant angered them": the subject is a decision to do what?"""
    if clause.dep not in ("relcl", "acl") or clause.tag != "VB" or not any(child.tag == "TO" for child in clause.children):
        return False
    inside = clause.subtree()
    return (
        head.dep in ("nsubj", "nsubjpass")
        and noun_effect(head.lemma.lower()) is not None
        and len(inside) <= _MOST_WORDS
        and inside[0].i == head.i + 1
        and not any(t.pos == "PRON" or t.tag == "PRP$" or t.dep in ("relcl", "advcl", "ccomp") for t in inside)
    )


def restricts(annotated: AnnotatedDoc, head: Token, clause: Token) -> bool:
    """True for a relative clause that says who or what a vague noun means: "the kind of person who walks everyone home"."""
    if head.lower == "those" and clause.dep in ("acl", "relcl") and clause.i > head.i and head.i not in annotated.referents:
        return not any(t.tag in ("PRP", "PRP$") for t in clause.subtree())  # "those surveyed", "those who live there"
    if clause.dep != "relcl" or head.lemma.lower() not in _VAGUE or head.i in annotated.referents:
        return False
    if any(child.dep == "nummod" or child.lower in ("a", "an") for child in head.children):
        return False  # "a man who had threatened the mayor": somebody did
    first = min(token.i for token in clause.subtree())
    return annotated.tokens[first - 1].text != ","
