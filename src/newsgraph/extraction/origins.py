"""Where somebody comes from, sits or has the seat, told by a compound: "the Toronto-based firm", "Leeds-born", "Ann Reed (D-Ohio)".

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, Appendix I.57 ff. (compound adjectives with participles).
    The Associated Press Stylebook, "party affiliation" (letter of the party and seat behind a legislator's name).
"""

from __future__ import annotations

from newsgraph.extraction.role_links import RoleLinks
from newsgraph.language.annotated import AnnotatedDoc, Token

__all__ = ["from_where", "party_and_seat", "place_before"]

_RELATIONS = {"based": "based in", "born": "be born in", "raised": "be raised in"}
_PARTIES = {"D": "democrat from", "R": "republican from", "I": "independent from"}


def place_before(annotated: AnnotatedDoc, whose: RoleLinks, token: Token) -> Token | None:
    """The place of "Toronto-based"; None where ``token`` is no such participle."""
    if token.i < 2 or annotated.tokens[token.i - 1].text not in ("-", "–"):
        return next((child for child in token.children if whose.referring(child) and child.i < token.i), None)
    before = annotated.tokens[token.i - 2]
    return annotated.tokens[annotated.name_head.get(before.i, before.i)] if whose.referring(before) else None


def from_where(annotated: AnnotatedDoc, whose: RoleLinks, token: Token) -> tuple[Token, str, Token] | None:
    """Who, the relation and the place for "the Toronto-based company", "Leeds-born nurse Ann Reed"."""
    relation = _RELATIONS.get(token.lower)
    if relation is None or token.dep not in ("amod", "acl", "nmod", "compound"):
        return None
    noun = token.head
    named = [
        noun,
        *((noun.head,) if noun.dep in ("compound", "nmod", "appos", "amod") else ()),
        *(c for c in noun.children if c.dep == "appos"),
    ]
    bearer = next((one for one in named if one.i in annotated.referents), None)
    place = place_before(annotated, whose, token)
    if place is None or bearer is None or (bearer is not noun and whose.entity_type(bearer) != "Person"):
        return None
    return bearer, relation, place


def party_and_seat(annotated: AnnotatedDoc, whose: RoleLinks, name: Token) -> tuple[str, Token] | None:
    """The relation and the place for "Ann Reed, D-Ohio," and "Ann Reed (R-Texas)"."""
    tokens, last = annotated.tokens, name.i
    while last + 1 < len(tokens) and annotated.name_head.get(last + 1) == name.i:
        last += 1
    if last + 4 >= len(tokens) or tokens[last + 1].text not in (",", "(") or tokens[last + 3].text not in ("-", "–"):
        return None
    relation, place = _PARTIES.get(tokens[last + 2].text), annotated.tokens[annotated.name_head.get(last + 4, last + 4)]
    return (relation, place) if relation is not None and whose.entity_type(place) == "Place" else None
