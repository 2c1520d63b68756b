"""Whose a thing without a name can be: "the ruling group … Vera Lund, a baker … her group" are two groups."""

from __future__ import annotations

from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import Nominal
from newsgraph.lexicons.classes import word_class

__all__ = ["owners_contradict", "pointed_at"]

_RELATIONAL = word_class("relational nouns") | word_class("kin")
_PEOPLE = ("person", "org", "group")
_OWNER_WITHIN = 2
_FAR = 4


def owners_contradict(discourse: Discourse, nominal: Nominal, owner: tuple[int, ...], thing: Draft, *, new: bool, last_sent: int) -> bool:
    """True where an owned phrase cannot take up a thing of which no owner has been told.

    ``new`` says that the thing was brought in by "a" or the like, so that its owner may be told later; ``last_sent`` is the sentence
    that spoke of it last.
    """
    if not thing.mentions or not owner:
        return False
    first = discourse.annotated.tokens[thing.mentions[0].head_i]
    somebody = owner[0] >= 0 and discourse.drafts[owner[0]].type == "Person"
    if somebody and first.child("compound", "amod") is not None and nominal.head.sent_i - last_sent > _FAR:
        return True  # "the booking fee … her fee", paragraphs further down
    if new or not somebody or len(owner) != 1 or nominal.lemma in _RELATIONAL:
        return False
    known = [mention.head_i for mention in discourse.drafts[owner[0]].mentions if mention.head_i < first.i]
    if not known:
        return True
    people = nominal.noun is not None and nominal.noun.kind in _PEOPLE
    return people and first.sent_i - discourse.annotated.tokens[max(known)].sent_i > _OWNER_WITHIN


def pointed_at(discourse: Discourse, nominal: Nominal) -> bool:
    """True for "this bank" in somebody's words: the one that is spoken of, not the last one that was called a bank."""
    body = nominal.noun is not None and nominal.noun.kind == "org"
    return body and discourse.quoted(nominal.head) >= 0 and any(child.lower == "this" for child in nominal.head.lefts)
