"""Where somebody comes from, sits or has the seat, told by a compound: "the Toronto-based firm", "Leeds-born", "Ann Reed (D-Ohio)";
or by the kind before a name: "Swedish appliance maker Nordlink".

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, Appendix I.57 ff. (compound adjectives with participles).
    The Associated Press Stylebook, "party affiliation" (letter of the party and seat behind a legislator's name).
"""

from __future__ import annotations

from newsgraph.extraction.role_links import RoleLinks
from newsgraph.language.annotated import AnnotatedDoc, Token

__all__ = ["from_where", "kind_before", "party_and_seat", "place_before"]

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
    if (
        place is None
        or bearer is None
        or (bearer is not noun and whose.entity_type(bearer) != "Person" and not _calls(annotated, noun, bearer))
    ):
        return None
    return bearer, relation, place


def _calls(annotated: AnnotatedDoc, noun: Token, name: Token) -> bool:
    """True for the *firm* of "the Brno-based firm Nordlink": it says what the name stands for."""
    return noun.tag == "NN" and noun.i not in annotated.name_head and annotated.name_head.get(noun.i + 1) == name.i


def kind_before(annotated: AnnotatedDoc, whose: RoleLinks, name: Token) -> tuple[list[Token], Token] | None:
    """The kind and the place of "Swedish appliance maker Nordlink", "Leeds law firm Hale": what trades comes from there."""
    tokens, first = annotated.tokens, name.i
    while first and annotated.name_head.get(first - 1) == name.i:
        first -= 1
    noun = tokens[first - 1]
    if not first or not _calls(annotated, noun, name) or noun.head is not name or whose.entity_type(name) != "Organization":
        return None
    words = [noun]
    while words[0].i and tokens[words[0].i - 1].dep in ("compound", "amod", "nmod"):
        before = tokens[words[0].i - 1]
        if whose.referring(before) or before.i in annotated.name_head or before.head not in (*words, name):
            break
        words.insert(0, before)
    owner = tokens[words[0].i - 1]
    place = tokens[annotated.name_head.get(owner.i, owner.i)]
    if owner.sent_i != name.sent_i or owner.head not in (*words, name, place) or whose.entity_type(place) != "Place":
        return None
    return (words, place) if place is not name and whose.belonging(owner, noun) == "from" else None


def party_and_seat(annotated: AnnotatedDoc, whose: RoleLinks, name: Token) -> tuple[str, Token] | None:
    """The relation and the place for "Ann Reed, D-Ohio," and "Ann Reed (R-Texas)"."""
    tokens, last = annotated.tokens, name.i
    while last + 1 < len(tokens) and annotated.name_head.get(last + 1) == name.i:
        last += 1
    if last + 4 >= len(tokens) or tokens[last + 1].text not in (",", "(") or tokens[last + 3].text not in ("-", "–"):
        return None
    relation, place = _PARTIES.get(tokens[last + 2].text), annotated.tokens[annotated.name_head.get(last + 4, last + 4)]
    return (relation, place) if relation is not None and whose.entity_type(place) == "Place" else None
