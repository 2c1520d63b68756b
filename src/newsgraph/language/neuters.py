"""What *it* may mean at all, and what else stands there that it could mean: no person, no plural, no amount."""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.nominals import noun_of
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.pronouns import NEUTER
from newsgraph.lexicons.tables import word_set

__all__ = ["body_too", "link", "neuter", "owns_people", "singulars"]

_DOCUMENTS = word_class("documents")
_LIKE_PERSONS = ("er", "or", "ist", "ian", "ee", "man", "woman", "ant")
_EITHER = word_class("persons or bodies") - word_set("partner host opponent predecessor successor rival ally")
_GUARDS = frozenset({"guard"})
_ALWAYS_MANY = frozenset({"people", "police", "couple", "pair", "duo", "trio", "public", "staff"})
_NOBODYS = frozenset({"way", "course", "sake", "case", "own"})


def link(discourse: Discourse, token: Token, index: int | None, reason: str) -> None:
    """Refer the pronoun to the draft, for that reason; to nothing where ``index`` is None."""
    if index is not None:
        draft = discourse.drafts[index]
        draft.type = "Organization" if draft.type == "Person" else draft.type  # "the supplier … it"
        discourse.refer(token, (index,), "pronoun", f"“{token.text}” is {reason}")


def neuter(discourse: Discourse, token: Token | None) -> int | None:
    """The one draft that a noun means, if it may be *it*; else None."""
    found = discourse.referents.get(token.i) if token is not None else None
    if not found or len(found) != 1:
        return None
    draft = discourse.drafts[found[0]]
    like_person = token is not None and token.lower.endswith(_LIKE_PERSONS) and token.lemma not in _DOCUMENTS
    if not draft.named and token is not None and noun_of(token) is None and like_person:
        return None  # "a walker", "the bassoonist": whoever it is, it is somebody
    if draft.type in ("Person", "Group") and not draft.named and not draft.plural and token is not None and body_too(token):
        return found[0]
    return found[0] if draft.type not in ("Person", "Group") and not draft.plural else None


def body_too(noun: Token) -> bool:
    """True for "the Italian supplier", "the coast guard", "the Aravena family": no person, or no mere number of them, where it is *it*."""
    if noun.tag != "NN":
        return noun.lower in NEUTER
    if noun.lemma in _GUARDS:
        return any(child.dep == "compound" for child in noun.lefts)
    known = noun_of(noun)
    return noun.lemma in _EITHER or (known is not None and known.kind == "group" and noun.lemma not in _ALWAYS_MANY)


def owns_people(token: Token) -> bool:
    """True for "its members": only an organisation or a place has people."""
    noun = noun_of(token.head) if token.dep == "poss" else None
    return noun is not None and noun.kind in ("person", "group")


def singulars(discourse: Discourse, start: int, end: int) -> list[tuple[Token, int | None]]:
    """Singular nouns among tokens ``start:end`` that are no persons, each with its draft where that is known."""
    found: list[tuple[Token, int | None]] = []
    for token in discourse.annotated.tokens[start:end]:
        if token.tag not in ("NN", "NNP") or token.dep in ("compound", "nmod", "amod", "npadvmod") or token.lemma in _NOBODYS:
            continue
        if token.ent_type in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"):
            continue
        name = discourse.annotated.name_head.get(token.i)
        if name is not None and name != token.i:
            continue
        indices = discourse.referents.get(token.i, ())
        noun = noun_of(token)
        if any(discourse.drafts[i].type in ("Person", "Group") for i in indices):
            continue
        if not indices and noun is not None and noun.kind == "person":
            continue
        found.append((token, indices[0] if len(indices) == 1 else None))
    return found
