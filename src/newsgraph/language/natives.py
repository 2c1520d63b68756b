"""*The Italian told reporters*, *the Texas Republican said*: a person by the country or the party that he comes from, and none of these.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 5.56 f. (nationality words: "the French" are all of them,
    "the Italian" is one).
"""

from __future__ import annotations

from collections.abc import Sequence

from newsgraph.language.annotated import Token
from newsgraph.language.mentions import Draft, NameMention
from newsgraph.language.name_types import demonym_of
from newsgraph.lexicons.native_nouns import native_nouns
from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.tables import word_set

__all__ = ["country_of", "is_partisan", "natives", "origin_link", "party_word"]

_ALL_OF_THEM = ("sh", "ch", "ss", "ese", "s")
_EITHER = ("ese",)
_SINGULAR = frozenset({"is", "was", "has", "does"})
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "appos", "agent", "conj"})
_ARTICLES = frozenset({"the", "a", "an"})
# A member of these is called by the bare word.
_PARTISANS = word_set("republican democrat conservative tory liberal socialist communist nationalist unionist libertarian")
_PARTY_OPENS = word_set("social christian liberal lib national")
_LIB_DEM = "dem"


def natives(tokens: Sequence[Token], mentions: Sequence[NameMention]) -> frozenset[int]:
    """Where words begin that are used of one person from a place; those of no known country and of no place of the text are left out."""
    named = {mention.key for mention in mentions if mention.tag == "GPE"}
    return frozenset(
        mention.start
        for mention in mentions
        if is_one(tokens, mention)
        and (
            mention.key in place_names()
            or mention.key in native_nouns()
            or any(" " not in key and demonym_of(mention.key, key) for key in named)
        )
    )


def country_of(word: str, drafts: Sequence[Draft]) -> int:
    """The draft of the country whose people are called so, -1 where the article does not name it."""
    place, native = place_names().get(word), native_nouns().get(word)
    link = native.link if native is not None else place.link if place is not None else ""
    for draft in drafts:
        if draft.type != "Place":
            continue
        if (link and draft.link == link) or (not link and any(demonym_of(word, n.lower()) for n in draft.names)):
            return draft.index
    return -1


def origin_link(word: str) -> str:
    """The link of the place that a nationality word tells of somebody: ``country/FR`` for *Frenchman* and *French*; empty for others."""
    native = native_nouns().get(word)
    if native is not None:
        return native.link
    place = place_names().get(word)
    return place.link if place is not None and place.use != "government" else ""


def is_one(tokens: Sequence[Token], mention: NameMention) -> bool:
    """True for "the Italian" with a verb of its own; "the French" and "the Italian team" are not one person."""
    head, noun = mention.head, mention.key in native_nouns()
    if (mention.tag != "NORP" and not noun) or head.dep not in _ROLES or not mention.start or not _with_article(tokens, mention):
        return False
    after = tokens[mention.end] if mention.end < len(tokens) else None
    if (
        head.i != mention.end - 1
        or (head.tag == "NNPS" and tokens[mention.start - 1].lower == "the" and not mention.key.endswith(_EITHER))
        or (after is not None and (after.tag.startswith("NN") or after.text in ("-", "–")))
    ):
        return False
    if noun:
        return head.text[:1].isupper()
    place = place_names().get(mention.key)
    if place is not None and place.use != "adjective":
        return False
    if mention.key.endswith(_EITHER):
        verb = head.head
        forms = [child.lower for child in verb.children if child.dep in ("aux", "auxpass")] or [verb.lower]
        return head.dep in ("nsubj", "nsubjpass") and (forms[0] in _SINGULAR or verb.tag == "VBZ")
    return not mention.key.endswith(_ALL_OF_THEM)


def _with_article(tokens: Sequence[Token], mention: NameMention) -> bool:
    return tokens[mention.start - 1].lower in _ARTICLES or any(
        child.dep == "det" and child.lower in _ARTICLES and child.i < mention.start for child in mention.head.children
    )


def is_partisan(tokens: Sequence[Token], mention: NameMention) -> bool:
    """True for "the Republican", "a Democrat from Ohio", "the Texas Republican": one member of a party, not the party."""
    head = mention.head
    after = tokens[mention.end] if mention.end < len(tokens) else None
    if not party_word(mention.words[-1]) or head.i != mention.end - 1 or head.tag in ("NNS", "NNPS") or not mention.start:
        return False
    if any(word not in _PARTY_OPENS for word in mention.words[:-1]) or (after is not None and after.tag.startswith(("NN", "JJ"))):
        return False
    return head.dep in (*_ROLES, "attr", "ROOT") and _with_article(tokens, mention)


def party_word(word: str) -> str:
    """The word for a member of a party, as such a member is called; empty for others."""
    return word if word in _PARTISANS or word == _LIB_DEM else ""
