"""Telling nouns that say what somebody is."""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.titles import title_words, titles

__all__ = ["is_person_noun"]

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
        or (token.tag in ("NN", "NNP") and lemma.endswith(_PERSON_SUFFIXES) and len(lemma) > 5)
    )
