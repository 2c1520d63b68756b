"""Which of the words before a name tell the office: *senior vice president* in "Acme Steel Senior Vice President Tom Birch"."""

from __future__ import annotations

from collections.abc import Mapping

from newsgraph.extraction.nouns import is_person_noun
from newsgraph.language.annotated import Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.titles import titles

__all__ = ["role_words"]

_NO_LONGER = word_class("no longer")
_FORMERLY = word_class("formerly")


def role_words(names: Mapping[int, int], before: list[Token]) -> list[Token]:
    """The role at the end of the words before a name: from its first own word to the noun, without names."""
    end = len(before)
    while end and before[end - 1].text in ('"', "'", ","):
        end -= 1
    of = end - 2 if end > 2 and before[end - 2].lower == "of" else end  # "Secretary of State"
    whole = of < end and " ".join(word.lower for word in before[of - 1 : end]) in titles()
    if not end or before[end - 1].i in names or not (whole or is_person_noun(before[end - 1])):
        return []
    if before[end - 1].lower in _NO_LONGER:
        return []  # "the former Vera Flint", who married
    start = of - 1 if whole else end - 1
    while start > 0:
        token = before[start - 1]
        if (
            token.i in names
            or token.dep in ("poss", "case", "det")
            or token.lower in ("'s", "'")
            or token.ent_type in ("NORP", "GPE", "DATE")
            or (token.tag == "VBN" and start > 1 and before[start - 2].text == "-")  # "Leeds-born nurse"
        ):
            break
        if before[start].text == "-" and token.tag == "CD":
            start -= 1  # "three-time champion"
            break
        if (
            token.pos not in ("NOUN", "PROPN", "ADJ")
            and not (token.tag in ("VBG", "VBN") and token.dep == "amod")
            and not (token.tag == "VBG" and token.dep == "compound")  # "managing director"
            and token.text != "-"
            and token.lower not in _FORMERLY
        ):
            break
        start -= 1
    while start < end - 1 and before[start].text in ("-", "–"):
        start += 1
    return before[start:end]
