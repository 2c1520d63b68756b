"""Who holds the offices that the lead tells of in the plural: "the foreign ministers of Norland and Varen met … Varen's Ada Reed".

References:
    van Dijk, T. (1988). News as discourse. Erlbaum (ch. 2: leads summarise, what they leave out follows in order of relevance).
"""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import NameMention
from newsgraph.language.nominals import read_nominal
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.titles import is_office

__all__ = ["shared_roles"]

_FORMER = word_class("no longer")
_WITHIN = 3


def shared_roles(discourse: Discourse, mentions: list[NameMention]) -> dict[int, tuple[int, ...]]:
    """The heads of "the foreign ministers of A and B" with the drafts of the one person named for each place in the next sentences.

    Each of them gets the role and the place, which ``discourse.holds_for`` keeps.
    Where one place has nobody, or two, nothing is told of any.
    """
    found: dict[int, tuple[int, ...]] = {}
    for token in discourse.annotated.tokens:
        places = _of_places(discourse, token)
        if len(places) < 2 or token.i in discourse.aliases_at:
            continue
        holders = [_holders(discourse, mentions, token, place) for place in places]
        if not all(len(persons) == 1 for persons in holders):
            continue
        persons = tuple(next(iter(one)) for one in holders)
        if len(set(persons)) != len(persons):
            continue
        found[token.i] = persons
        words = [child.lower for child in token.lefts if child.dep in ("compound", "amod")]
        for place, index in zip(places, persons, strict=True):
            draft = discourse.drafts[index]
            draft.roles |= {token.lemma.lower(), " ".join([*words, token.lemma.lower()])}
            draft.places.add(place)
            discourse.holds_for[index] = place
        found.update(dict.fromkeys(_again(discourse, token, {*words}), persons))
    return found


def _again(discourse: Discourse, token: Token, words: set[str]) -> list[int]:
    """The heads of "the ministers" further down."""
    same = (
        t
        for t in discourse.annotated.tokens[token.i + 1 :]
        if t.tag == "NNS" and t.lemma == token.lemma and t.i not in discourse.aliases_at
    )
    plain = ((t.i, read_nominal(t)) for t in same)
    return [
        i
        for i, n in plain
        if n.det == "def" and not n.of and not n.names and n.owner is None and not n.number and words >= set(n.modifiers)
    ]


def _of_places(discourse: Discourse, token: Token) -> list[int]:
    """The places behind *of* where the noun is the plural of an office; empty for other nouns."""
    lemma = token.lemma.lower()
    noun = nouns().get(lemma)
    if token.tag != "NNS" or noun is None or noun.kind != "person" or not is_office(lemma):
        return []
    of = next((child for child in token.children if child.dep == "prep" and child.lower == "of"), None)
    target = of.child("pobj") if of is not None else None
    places: list[int] = []
    while target is not None:
        indices = discourse.names_at.get(target.i, ())
        if len(indices) != 1 or discourse.drafts[indices[0]].type != "Place":
            return []
        places.append(indices[0])
        target = target.child("conj")
    return places


def _holders(discourse: Discourse, mentions: list[NameMention], token: Token, place: int) -> set[int]:
    """The persons without another office who are first named soon behind the noun, as of that place."""
    found: set[int] = set()
    for mention in mentions:
        draft = discourse.upcoming(mention.head)
        if mention.type != "Person" or draft is None or not token.i < mention.head.i or mention.head.sent_i > token.sent_i + _WITHIN:
            continue
        first = min(other.head_i for other in draft.mentions) == mention.head.i
        if first and place in draft.places and not _other_office(draft.roles):
            found.add(draft.index)
    return found


def _other_office(roles: set[str]) -> bool:
    """True for who holds an office already; "a former judge" holds none."""
    past = {role.split(" ")[-1] for role in roles if _FORMER & set(role.split(" "))}
    return any(is_office(role) for role in roles if role.split(" ")[-1] not in past)
