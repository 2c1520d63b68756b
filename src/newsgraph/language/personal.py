"""What stands beside names of persons: ages, and who are brothers, sisters or a couple: "brothers Dan and Kyle Reed, aged 29 and 26"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft, NameMention
from newsgraph.lexicons.nouns import Noun
from newsgraph.lexicons.tables import word_set

__all__ = ["Two", "age_at", "ages_told", "other_gender", "twos_told"]

_SIBLINGS = word_set("brothers sisters siblings twins")
_COUPLES = word_set("couple newlyweds spouses partners")
_MARRY = word_set("marry wed divorce")
_BEHIND = frozenset({",", ".", ";", ")", "and", "who", "of", "from", "?", "-", "–"})
_OLDEST = 120
_AGE = re.compile(r"(\d{1,3})-?years?-?old")


class Two(NamedTuple):
    """Two persons by their drafts, and what they are to each other: ``sibling`` or ``spouse``."""

    first: int
    second: int
    kind: str


def ages_told(discourse: Discourse, mentions: list[NameMention]) -> None:
    """Note the ages that stand behind names ("Ann Reed, 34,", "Ann Reed (34)") and before them ("34-year-old Ann Reed")."""
    tokens = discourse.annotated.tokens
    for mention in mentions:
        found = discourse.names_at.get(mention.head.i, ())
        if mention.type != "Person" or len(found) != 1:
            continue
        age = age_at(tokens, mention)
        if age:
            draft = discourse.drafts[found[0]]
            draft.age = draft.age or age
    for first, second in _joined(mentions):
        ages = _two_ages(tokens, second.end)
        for mention, age in zip((first, second), ages, strict=False):
            for index in discourse.names_at.get(mention.head.i, ()):
                draft = discourse.drafts[index]
                draft.age = draft.age or age


def age_at(tokens: list[Token], mention: NameMention) -> int:
    """The age that stands beside that occurrence of a name, 0 for none."""
    found = (_behind(tokens, mention.end), age_before(mention.head), *map(age_before, _appositions(mention.head)))
    return next((age for age in found if age), 0)


def other_gender(draft: Draft | None, noun: Noun | None) -> bool:
    """True for a man whom "a woman" cannot be, and the other way round; False where the gender of either is not known."""
    return bool(draft and noun and noun.gender and draft.gender and noun.gender != draft.gender)


def _number(token: Token) -> int:
    """The age that a token gives, 0 for none."""
    return int(token.text) if token.text.isdecimal() and token.text.isascii() and 0 < int(token.text) <= _OLDEST else 0


def _behind(tokens: list[Token], end: int) -> int:
    if end + 2 >= len(tokens) or tokens[end].text not in (",", "("):
        return 0
    i = end + 2 if tokens[end + 1].lower == "aged" else end + 1
    age = _number(tokens[i])
    after = tokens[min(i + 1, len(tokens) - 1)].lower
    if not age or after not in _BEHIND or after == "and":
        return 0
    return age if (tokens[end].text == "(") == (after == ")") else 0


def _two_ages(tokens: list[Token], end: int) -> tuple[int, ...]:
    """*29 and 26* of "Dan and Kyle Reed, aged 29 and 26,"."""
    if end + 4 >= len(tokens) or tokens[end].text != ",":
        return ()
    i = end + 2 if tokens[end + 1].lower == "aged" else end + 1
    if i + 3 >= len(tokens) or tokens[i + 1].lower != "and" or tokens[i + 3].text not in (",", "."):
        return ()
    ages = (_number(tokens[i]), _number(tokens[i + 2]))
    return ages if all(ages) else ()


def age_of(old: Token) -> int:
    """The age in "34-year-old", of which ``old`` is the last word or the whole; 0 for other words, and for days and months."""
    found = _AGE.search("".join(part.lower for part in old.subtree()) if old.lower == "old" else old.lower)
    return int(found[1]) if found is not None else 0


def age_before(noun: Token) -> int:
    """The age in "34-year-old Ann Reed", "a 34-year-old teacher"; 0 without one."""
    return next((age for child in noun.children if child.i < noun.i and (age := age_of(child))), 0)


def _appositions(name: Token) -> Iterator[Token]:
    yield from (child for child in name.children if child.dep == "appos")
    if name.dep == "appos":
        yield name.head


def _joined(mentions: list[NameMention]) -> Iterator[tuple[NameMention, NameMention]]:
    """Names of two persons with nothing but "and" between them."""
    for first, second in pairwise(mentions):
        joined = second.head.dep == "conj" and second.head.head is first.head and second.head.child("conj") is None
        if first.type == second.type == "Person" and joined and second.title_start == first.end + 1:
            yield first, second


def twos_told(discourse: Discourse, mentions: list[NameMention]) -> list[Two]:
    """The brothers, sisters and couples that the article names as such."""
    found: list[Two] = []
    tokens = discourse.annotated.tokens
    for first, second in _joined(mentions):
        both = (*discourse.names_at.get(first.head.i, ()), *discourse.names_at.get(second.head.i, ()))
        if len(both) != 2 or both[0] == both[1]:
            continue
        words = {first.head.head.lower} if first.head.dep == "appos" else set[str]()
        words |= {tokens[first.start - 1].lower} if first.start else set()
        words |= {child.lower for child in first.head.children if child.dep in ("appos", "compound", "nmod")}
        genders = {discourse.drafts[index].gender for index in both}
        if words & _SIBLINGS:
            found.append(Two(*both, "sibling"))
            _give_surname(discourse, both[0], first, second)
        elif words & _COUPLES or _marry_each_other(first.head):
            found.append(Two(*both, "spouse"))
        elif len(first.words) == 1 and len(second.words) > 1 and genders == {"m", "f"} and not words & {"and", ","}:
            found.append(Two(*both, "spouse"))  # "Mark and Julie Hanson bought the house"
            _give_surname(discourse, both[0], first, second)
    for verb in tokens:
        subject, other = verb.child("nsubj"), verb.child("dobj")
        if verb.lemma in _MARRY and subject is not None and other is not None:
            both = (*discourse.names_at.get(subject.i, ()), *discourse.names_at.get(other.i, ()))
            if len(both) == 2 and both[0] != both[1] and all(discourse.drafts[index].type == "Person" for index in both):
                found.append(Two(*both, "spouse"))
    return found


def _give_surname(discourse: Discourse, index: int, first: NameMention, second: NameMention) -> None:
    """*Dan* of "brothers Dan and Kyle Reed" is Dan Reed, where nothing else names him in full."""
    draft = discourse.drafts[index]
    if len(first.words) == 1 and len(second.words) > 1 and not draft.label and all(" " not in name for name in draft.names):
        draft.label = f"{first.text} {second.text.split(' ', 1)[1]}"


def _marry_each_other(name: Token) -> bool:
    verb = name.head
    return name.dep == "nsubj" and verb.lemma in _MARRY and verb.child("dobj") is None
