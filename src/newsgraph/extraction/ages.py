"""How old somebody is: "Ann Reed, 71,", "has died aged 84", "the 61-year-old".

References:
    The Associated Press Stylebook, "ages" (the ways in which news writing tells them).
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgraph.extraction.nouns import is_person_noun
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.personal import age_of
from newsgraph.lexicons.classes import word_class

__all__ = ["ages_at"]

_FORMERLY = word_class("formerly")
_CLOSING = frozenset((",", ".", ")", ";"))
_OLDEST = 120


def ages_at(annotated: AnnotatedDoc, token: Token) -> Iterator[tuple[Token, Token]]:
    """Who is how old by the words at ``token``: each bearer's head with the number."""
    if annotated.name_head.get(token.i) == token.i:
        yield from _behind_name(annotated, token)
    if token.lower == "aged":
        yield from _aged(token)
    elif age_of(token):
        yield from _year_old(annotated, token)


def _behind_name(annotated: AnnotatedDoc, head: Token) -> Iterator[tuple[Token, Token]]:
    """ "Ann Reed, 71, said", "Ann Reed (71)"."""
    tokens = annotated.tokens
    last = head.i
    while last + 1 < len(tokens) and annotated.name_head.get(last + 1) == head.i:
        last += 1
    if last + 2 >= len(tokens) or tokens[last + 1].text not in (",", "(") or tokens[last + 2].sent_i != head.sent_i:
        return
    number = tokens[last + 2]
    following = tokens[last + 3].text if last + 3 < len(tokens) else "."
    if _is_age(number) and (following in _CLOSING if tokens[last + 1].text == "," else following == ")"):
        yield head, number


def _aged(token: Token) -> Iterator[tuple[Token, Token]]:
    """ "has died aged 84", "Ann Reed, aged 84, said"."""
    numbers = [child for child in token.children if child.tag == "CD"]
    bearer = token.head
    if bearer.tag.startswith("VB"):
        bearer = bearer.child("nsubj", "nsubjpass") or bearer
        bearer = bearer.head.head if bearer.tag == "WP" and bearer.head.dep == "relcl" else bearer
    if len(numbers) == 1 and _is_age(numbers[0]) and not numbers[0].children and bearer.child("conj") is None:
        yield bearer, numbers[0]


def _year_old(annotated: AnnotatedDoc, old: Token) -> Iterator[tuple[Token, Token]]:
    """ "The 61-year-old said", "Ann Reed, a 61-year-old nurse,", "61-year-old Ann Reed": not what somebody did *as a 19-year-old*."""
    number = next((part for part in old.subtree() if part.tag == "CD" and _is_age(part)), None)
    if number is None or (number.i and annotated.tokens[number.i - 1].lower in _FORMERLY | {"-"}):
        return
    bearer = old
    while bearer.dep in ("amod", "compound", "nmod") and bearer.head.i > bearer.i and bearer.i not in annotated.referents:
        bearer = bearer.head
    if bearer.dep == "pobj" and bearer.head.lower == "as":
        return
    if bearer is not old and bearer.i not in annotated.name_head and not is_person_noun(bearer):
        return
    beside = [child for child in bearer.children if child.dep == "appos" and child.i in annotated.name_head]
    if bearer.dep == "appos" and bearer.head.i in annotated.name_head and bearer.i not in annotated.name_head:
        yield bearer.head, number
    elif bearer.i not in annotated.referents and beside:
        yield beside[0], number  # "a 56-year-old sailor, Ann Reed,"
    else:
        yield bearer, number


def _is_age(number: Token) -> bool:
    return number.text.isascii() and number.text.isdecimal() and 0 < int(number.text) < _OLDEST
