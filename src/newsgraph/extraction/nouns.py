"""Telling nouns that say what somebody is."""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.titles import title_words, titles

__all__ = ["is_kind_of", "is_person_noun", "subjects_own"]

_KINDS = {
    "org": ("Organization",), "group": ("Organization", "Group"),
    "thing": ("Work", "Product", "Law", "Event", "Thing"), "event": ("Event", "Law", "Work"),
    "city": ("Place",), "region": ("Place",), "country": ("Place",), "place": ("Place", "Organization"),
}  # fmt: skip
_MOST_WORDS = 4

_PERSON_SUFFIXES = ("ist", "ian", "man", "woman", "person", "smith", "keeper", "maker", "wright", "ologist", "eer")


def is_person_noun(token: Token) -> bool:
    """True when the noun says what somebody is."""
    word, lemma = token.lower, token.lemma.lower()
    known = nouns().get(lemma) or nouns().get(word)
    if known is not None:
        return known.kind == "person"
    return (
        word in title_words()
        or lemma in titles()
        or word in titles()
        or (token.tag in ("NN", "NNP") and token.ent_type != "PERSON" and lemma.endswith(_PERSON_SUFFIXES) and len(lemma) > 5)
    )


def is_kind_of(token: Token, phrase: str, kind: str, *, unknown: bool) -> bool:
    """True when ``phrase``, headed by ``token``, says in a few common words of which kind a named thing of entity type ``kind`` is.

    ``unknown`` says whether nouns that the table does not have count.
    """
    words = phrase.split()
    if token.tag != "NN" or len(words) > _MOST_WORDS or not phrase.islower() or words[-1] != token.lower:
        return False
    if any(char.isdigit() for char in phrase) or any(child.dep == "prep" for child in token.children):
        return False  # "a party to the case": not of which kind it is
    known = nouns().get(token.lemma.lower()) or nouns().get(token.lower)
    if known is None:
        return unknown and kind != "Person" and not is_person_noun(token)
    return kind in _KINDS.get(known.kind, ())


def subjects_own(head: Token) -> bool:
    """True in "the company moved its headquarters": the clause has an unnamed subject that it can belong to."""
    verb = next((above for above in head.ancestors() if above.tag.startswith("VB")), None)
    subject = verb.child("nsubj", "nsubjpass") if verb is not None else None
    owner = head.child("poss")
    if subject is None or owner is None or subject is head or subject.i > head.i or subject.tag not in ("NN", "NNS"):
        return False
    noun = nouns().get(subject.lemma.lower())
    person = noun is not None and noun.kind == "person"
    return {"its": not person and subject.tag == "NN", "their": subject.tag == "NNS"}.get(owner.lower, person and subject.tag == "NN")
