"""Occurrences of names as spans of tokens, the places of the tables among them, and what adjectives of places look like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsgraph.language.annotated import Token
from newsgraph.lexicons.places import PlaceName, PlaceUse, abbreviated_states, place_names, place_starts
from newsgraph.lexicons.tables import word_set

__all__ = [
    "CLUB_WORDS",
    "NAME_TYPES",
    "PARTY_LETTERS",
    "SCORE",
    "NameSpan",
    "PlaceAt",
    "abbreviated_state",
    "demonym_of",
    "is_score",
    "name_key",
    "name_words",
    "overlaid",
    "place_at",
    "place_type",
]

NAME_TYPES = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
CLUB_WORDS = word_set("city united rovers town albion athletic wanderers rangers county villa forest hotspur argyle alexandra")
# Behind a legislator's name, before the state: "Ann Reed, D-Ohio".
PARTY_LETTERS = frozenset({"D", "R", "I"})
SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_DEMONYM_ENDS = tuple("ians ian ans an ns n eses ese ish is i ic ers er s ean eans iot ite ites".split())


@dataclass(order=True, slots=True)
class NameSpan:
    """Tokens ``start:end`` of one occurrence of a name, with its tagged type; ``key`` is the name in lower case."""

    start: int
    end: int
    type: str
    key: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class PlaceAt:
    """A place of the tables standing in ``words`` tokens."""

    words: int
    link: str
    label: str
    use: PlaceUse
    kind: str


def overlaid(spans: Iterable[NameSpan], new: Iterable[NameSpan]) -> list[NameSpan]:
    """``spans`` without those that overlap a new one, and the new ones, in order."""
    added = list(new)
    taken = {i for span in added for i in range(span.start, span.end)}
    low, high = min(taken, default=0), max(taken, default=-1)
    kept = (s for s in spans if s.end <= low or s.start > high or taken.isdisjoint(range(s.start, s.end)))
    return sorted([*kept, *added])


def name_key(tokens: Sequence[Token], start: int, end: int) -> str:
    """The name of tokens ``start:end`` in lower case, words separated by one space."""
    return " ".join(token.lower for token in tokens[start:end])


def name_words(key: str) -> list[str]:
    """The words of a key; what hyphens join is one word.

    >>> name_words("edda marlow - finch")
    ['edda', 'marlow - finch']
    """
    words: list[str] = []
    parts = key.split()
    for i, part in enumerate(parts):
        if words and (part == "-" or parts[i - 1] == "-"):
            words[-1] += f" {part}"
        else:
            words.append(part)
    return words


def place_at(tokens: Sequence[Token], i: int, end: int | None = None) -> PlaceAt | None:
    """The longest place of the tables that begins at token ``i`` (and ends at ``end`` if that is given)."""
    state = abbreviated_state(tokens, i)
    if state is not None and end in (None, i + 1):
        return PlaceAt(1, state.link, state.label, state.use, state.kind)
    most = place_starts().get(tokens[i].lower)
    if most is None:
        return None
    table = place_names()
    for words in range(min(most, len(tokens) - i), 0, -1) if end is None else (end - i,):
        place = table.get(name_key(tokens, i, i + words))
        if place is None or not all(t.text[:1].isupper() or t.lower in ("of", "the", "and") for t in tokens[i : i + words]):
            continue
        if words == 1 and not _plainly_place(tokens[i], place.kind):
            continue
        return PlaceAt(words, place.link, place.label, place.use, place.kind)
    return None


def abbreviated_state(tokens: Sequence[Token], i: int) -> PlaceName | None:
    """*Michigan* for "Mich." behind a town and a comma, and for "Ann Reed, D-Mich."; elsewhere such letters may be a word."""
    if i < 2:
        return None
    seat = tokens[i - 1].text in ("-", "–") and tokens[i - 2].text in PARTY_LETTERS
    if not seat and (tokens[i - 1].text != "," or not tokens[i - 2].text[:1].isupper()):
        return None
    word = tokens[i]
    state = abbreviated_states().get(word.lower.rstrip("."))
    if state is None or not word.text[:1].isupper():
        return None
    stopped = word.text.endswith(".") or (i + 1 < len(tokens) and tokens[i + 1].text == ".")
    return state if stopped or word.text.isupper() else None


def _plainly_place(token: Token, kind: str) -> bool:
    letters = token.text.replace(".", "")
    if len(letters) <= 3 and token.lower in ("us", "u.s", "la", "uk", "prc", "drc", "png", "uae"):
        return letters.isupper()
    if kind == "city" or len(letters) <= 4:
        return token.pos in ("PROPN", "NOUN", "ADJ")
    return token.pos not in ("VERB", "AUX", "ADV", "ADP", "PRON")


def place_type(use: str) -> str:
    """The tag of a place of the tables: NORP for adjectives and peoples, GPE for names."""
    return "NORP" if use in ("adjective", "people") else "GPE"


def demonym_of(word: str, place: str) -> bool:
    """True when ``word`` is formed like an adjective or people of ``place`` (both in lower case, one word).

    >>> demonym_of("varenian", "varenia"), demonym_of("ostlandic", "ostland"), demonym_of("norwich", "norway")
    (True, True, False)
    """
    if len(place) < 4 or word == place:
        return False
    stems = {place, place.rstrip("aeiouy")}
    return any(len(stem) >= 3 and word.startswith(stem) and word[len(stem) :] in _DEMONYM_ENDS for stem in stems)


def is_score(tokens: Sequence[Token], i: int) -> bool:
    """True for a token of a score: "3–2", in one token or in three."""
    if not tokens[i].text[0].isdigit() and tokens[i].text not in ("-", "–"):
        return False
    if SCORE.fullmatch(tokens[i].text):
        return True
    for start in range(max(0, i - 2), i + 1):
        part = tokens[start : start + 3]
        if len(part) == 3 and part[0].text.isdecimal() and part[1].text in ("-", "–") and part[2].text.isdecimal():
            return len(part[0].text) < 4 and part[0].char_end == part[1].char_start and part[1].char_end == part[2].char_start
    return False
