"""*The Italian told reporters*: a person by the country that he comes from, and no country.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 5.56 f. (nationality words: "the French" are all of them,
    "the Italian" is one).
"""

from __future__ import annotations

from collections.abc import Sequence

from newsgraph.language.annotated import Token
from newsgraph.language.mentions import Draft, NameMention
from newsgraph.language.name_types import demonym_of
from newsgraph.lexicons.places import place_names

__all__ = ["country_of", "natives"]

_ALL_OF_THEM = ("sh", "ch", "ss", "ese", "s")
_EITHER = ("ese",)
_SINGULAR = frozenset({"is", "was", "has", "does"})
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "appos", "agent", "conj"})


def natives(tokens: Sequence[Token], mentions: Sequence[NameMention]) -> frozenset[int]:
    """Where nationality words begin that are used of one person; those of no known country and of no place of the text are left out."""
    named = {mention.key for mention in mentions if mention.tag == "GPE"}
    return frozenset(
        mention.start
        for mention in mentions
        if is_one(tokens, mention)
        and (mention.key in place_names() or any(" " not in key and demonym_of(mention.key, key) for key in named))
    )


def country_of(word: str, drafts: Sequence[Draft]) -> int:
    """The draft of the country whose people are called so, -1 where the article does not name it."""
    place = place_names().get(word)
    for draft in drafts:
        if draft.type != "Place":
            continue
        if (place is not None and draft.link == place.link) or (place is None and any(demonym_of(word, n.lower()) for n in draft.names)):
            return draft.index
    return -1


def is_one(tokens: Sequence[Token], mention: NameMention) -> bool:
    """True for "the Italian" with a verb of its own; "the French" and "the Italian team" are not one person."""
    head = mention.head
    if mention.tag != "NORP" or head.dep not in _ROLES or not mention.start or tokens[mention.start - 1].lower not in ("the", "a", "an"):
        return False
    after = tokens[mention.end] if mention.end < len(tokens) else None
    if (
        head.i != mention.end - 1
        or (head.tag == "NNPS" and tokens[mention.start - 1].lower == "the" and not mention.key.endswith(_EITHER))
        or (after is not None and (after.tag.startswith("NN") or after.text in ("-", "–")))
    ):
        return False
    place = place_names().get(mention.key)
    if place is not None and place.use != "adjective":
        return False
    if mention.key.endswith(_EITHER):
        verb = head.head
        forms = [child.lower for child in verb.children if child.dep in ("aux", "auxpass")] or [verb.lower]
        return head.dep in ("nsubj", "nsubjpass") and (forms[0] in _SINGULAR or verb.tag == "VBZ")
    return not mention.key.endswith(_ALL_OF_THEM)
