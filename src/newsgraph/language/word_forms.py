"""What is asked of a word in a parse: is the verb finite, has it a subject, of what kind is the noun, with what is it coordinated."""

from __future__ import annotations

from collections.abc import Sequence

from newsgraph.language.annotated import Token
from newsgraph.lexicons.nouns import nouns

__all__ = ["FINITE", "first_conjunct", "has_subject", "hyphened_to", "is_animate", "is_finite", "noun_kind"]

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
"""The tags of finite verbs and modals."""


def is_finite(token: Token) -> bool:
    """True for a finite verb, and for one with a finite auxiliary."""
    return token.tag in FINITE or any(child.dep in ("aux", "auxpass") and child.tag in FINITE for child in token.children)


def has_subject(token: Token) -> bool:
    """True for a verb with a subject of its own, active or passive."""
    return token.child("nsubj", "nsubjpass") is not None


def first_conjunct(token: Token) -> Token:
    """The first of what the token is coordinated with: the one that says which part of the clause they are."""
    while token.dep == "conj" and token.head is not token:
        token = token.head
    return token


def hyphened_to(tokens: Sequence[Token], verb: Token) -> Token | None:
    """*Second* of "second-guessed", *take* of "take-off": what a hyphen joins to a word and belongs to it; None without one."""
    if verb.i < 2:
        return None
    first, hyphen = tokens[verb.i - 2 : verb.i]
    joined = hyphen.text == "-" and first.char_end == hyphen.char_start and hyphen.char_end == verb.char_start
    return first if joined and first.text.isalpha() and first.head is verb else None


def is_animate(token: Token) -> bool:
    """True for a person or people, by the tagger or by the table of nouns."""
    noun = nouns().get(token.lemma.lower())
    return token.ent_type in ("PERSON", "NORP") or (noun is not None and noun.kind in ("person", "group"))


def noun_kind(token: Token) -> str:
    """The class of a noun, ``person`` for the name of one; empty where it is in no table."""
    known = nouns().get(token.lemma.lower())
    return "person" if token.ent_type == "PERSON" else known.kind if known is not None else ""
