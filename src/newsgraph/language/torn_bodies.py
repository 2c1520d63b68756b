"""Names that the tagger tore, continued: "U.S. Attorney's Office" at a place, "Al Jazeera English" at a language.

References:
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 5.60-5.72 (names with of-phrases, with genitives).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsgraph.language.annotated import Token
from newsgraph.language.name_types import NameSpan, overlaid, place_at
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.tables import word_set
from newsgraph.lexicons.titles import title_parts, title_words, titles

__all__ = ["with_long_places", "with_torn_bodies"]

_PROPER = frozenset({"NNP", "NNPS"})
_PLACES = frozenset({"GPE", "LOC", "NORP"})
_SEATS = word_set("office department bureau")
_LANGUAGES = word_set("english arabic french spanish persian urdu hindi russian chinese turkish portuguese ukrainian mundo brasil")
_FORCES = word_set("police constabulary union court council association")
_PORTFOLIOS = word_class("portfolios")
_JOINT = word_set("organization organisation association council committee conference commission office agency institute")


def with_long_places(tokens: list[Token], spans: Sequence[NameSpan]) -> list[NameSpan]:
    """*Burkina* that the tagger cut from *Burkina Faso*: the longer name of the tables holds where no tagged name goes beyond it."""
    found: list[NameSpan] = []
    kept: list[NameSpan] = []
    for span in spans:
        if found and span.start < found[-1].end:
            continue
        place = place_at(tokens, span.start)
        longer = place is not None and place.words > span.end - span.start
        if place is not None and longer and all(tokens[span.start + k].sent_i == tokens[span.start].sent_i for k in range(place.words)):
            found.append(NameSpan(span.start, span.start + place.words, "NORP" if place.use in ("adjective", "people") else "GPE"))
        else:
            kept.append(span)
    return sorted([*kept, *found])


def with_torn_bodies(tokens: list[Token], spans: Iterable[NameSpan], skip: frozenset[int]) -> list[NameSpan]:
    """``spans`` with the pieces of such names put together; sentences in ``skip`` (capitals throughout) are left alone."""
    kept = sorted(spans)
    for rule in (_two_words, _of_two_fields, _offices_of, _in_languages, _in_places):
        at = {i: span for span in kept for i in range(span.start, span.end)}
        found = [span for span in rule(tokens, at) if tokens[span.start].sent_i not in skip]
        if found:
            kept = overlaid(kept, found)
    return kept


def _two_words(tokens: list[Token], at: dict[int, NameSpan]) -> Iterator[NameSpan]:
    """*Civic* *Accord*: two words with capitals that are one phrase, the first of which names nothing by itself, are one name."""
    for i in range(1, len(tokens)):
        first, last = at.get(i - 1), at.get(i)
        if first is None or last is None or first.end - first.start != 1 or last.end - last.start != 1:
            continue
        one, two = tokens[i - 1], tokens[i]
        kinds = first.type == "ORG" and last.type in ("ORG", "PRODUCT", "LAW", "EVENT") and not one.ent_type
        phrase = one.head is two and one.dep == "compound" and one.tag == two.tag == "NNP" and one.text.istitle() and two.text.istitle()
        alone = any(t.text == one.text and t.i in at and at[t.i] != first and at[t.i].end - at[t.i].start == 1 for t in tokens)
        if kinds and phrase and not alone and one.lower not in titles() and one.lower not in place_names():
            yield NameSpan(i - 1, i + 1, "ORG")


def _of_two_fields(tokens: list[Token], at: dict[int, NameSpan]) -> Iterator[NameSpan]:
    """*Sisal and* *Allied Workers Union*, *Devon* and *Cornwall* *Police*: what one body is for, or of, is no body beside it."""
    for i in range(2, len(tokens) - 1):
        field, body, last = tokens[i - 1], at.get(i + 1), tokens[i - 1].head
        joined = tokens[i].lower == "and" and field.dep == "nmod" and field.tag in _PROPER and last.i > i
        if _coordinated(tokens, i, body):
            yield NameSpan(i - 1, body.end if body is not None else i, "ORG")
            continue
        if not joined or body is None or body.type not in ("ORG", "GPE") or tokens[i - 2].lower not in ("the", "of", "by", "at", "for"):
            continue
        known, whole = nouns().get(field.lower), nouns().get(last.lower)
        own = (known is not None and known.kind == "org") or field.lower in titles()
        alone = field.lower not in place_names() and any(t.text == field.text and t.i != field.i and _by_itself(at, t.i) for t in tokens)
        own = own or alone  # "the Kannada playwright" beside "the Kannada and Culture Department"
        if (
            last.text.istitle()
            and not own
            and (last.lower in _FORCES or (whole is not None and whole.kind == "org" and body.end == last.i + 1))
        ):
            yield NameSpan(i - 1, last.i + 1, "ORG")


def _coordinated(tokens: list[Token], i: int, body: NameSpan | None) -> bool:
    """True at *and* in "the Employment and Labour Relations Court", which the parser takes for two."""
    field = tokens[i - 1]
    if tokens[i].lower != "and" or body is None or body.type != "ORG" or body.start != i + 1 or tokens[i - 2].lower != "the":
        return False
    last = nouns().get(tokens[body.end - 1].lower)
    return field.text.istitle() and field.lower in _PORTFOLIOS and last is not None and last.kind == "org"


def _by_itself(at: dict[int, NameSpan], i: int) -> bool:
    return i in at and at[i].end - at[i].start == 1


def _offices_of(tokens: list[Token], at: dict[int, NameSpan]) -> Iterator[NameSpan]:
    """*U.S.* *Attorney's* *Office*: the office of an officer is a body, with the place or country before him."""
    for i in range(2, len(tokens)):
        seat, mark = tokens[i], tokens[i - 1]
        if seat.lower not in _SEATS or seat.text == seat.lower or mark.text not in ("'s", "'") or seat.sent_i != tokens[i - 2].sent_i:
            continue
        start = i - 2
        if tokens[start].lower not in title_words() or tokens[start].text == tokens[start].lower:
            continue
        while start > 0 and _goes_on(tokens, at, start - 1, seat):
            start -= 1
        start = at[start].start if start in at else start
        torn = at.get(i) is not None and at[i].start > start
        if start < i - 2 and torn and at[i].end == i + 1:
            yield NameSpan(start, i + 1, "ORG")


def _goes_on(tokens: list[Token], at: dict[int, NameSpan], i: int, seat: Token) -> bool:
    token = tokens[i]
    if token.sent_i != seat.sent_i or not token.text[:1].isupper() or token.tag not in _PROPER:
        return False
    return token.lower in title_parts() or token.lower in title_words() or (i in at and at[i].type in (*_PLACES, "ORG"))


def _in_languages(tokens: list[Token], at: dict[int, NameSpan]) -> Iterator[NameSpan]:
    """*Al Jazeera* *English*: behind the name of a broadcaster, with nothing of its own behind it, the language is part of the name."""
    for i in range(1, len(tokens) - 1):
        before, after = at.get(i - 1), tokens[i + 1]
        if before is None or before.end != i or before.type != "ORG" or tokens[i].lower not in _LANGUAGES or not tokens[i].text.istitle():
            continue
        if tokens[i].sent_i == tokens[i - 1].sent_i and after.pos not in ("NOUN", "PROPN", "ADJ") and after.text != "-":
            yield NameSpan(before.start, i + 1, "ORG")


def _in_places(tokens: list[Token], at: dict[int, NameSpan]) -> Iterator[NameSpan]:
    """*the Organization for Security and Co-operation* *in Europe*: what it is for takes two nouns, and a place."""
    for span in [span for i, span in at.items() if i == span.start]:
        end = span.end
        words = tokens[span.start : end]
        if span.type != "ORG" or end + 1 >= len(tokens) or tokens[end].text not in ("in", "of") or words[0].lower not in _JOINT:
            continue
        place = place_at(tokens, end + 1)
        if place is not None and any(t.text in ("for", "on") for t in words) and any(t.text == "and" for t in words):
            yield NameSpan(span.start, end + 1 + place.words, "ORG")
