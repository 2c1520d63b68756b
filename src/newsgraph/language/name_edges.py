"""Where names begin and end: without articles, titles and possessives, cut where two were run together, joined where one was torn."""

from __future__ import annotations

from collections.abc import Iterable

from newsgraph.language.annotated import Token
from newsgraph.language.gender import is_first_name
from newsgraph.language.name_types import PARTY_LETTERS, NameSpan, is_score, place_at, place_type
from newsgraph.lexicons.callings import is_calling
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.headwords import first_words, last_words, modifiers
from newsgraph.lexicons.known_names import known_type
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.tables import word_set
from newsgraph.lexicons.titles import title_parts, title_words, titles

__all__ = ["LEVELS", "NOT_NAMES", "joined", "mended", "without_offices"]

_EDGE = frozenset("""the a an " ' '' `` 's ( ) , . - -- — – : ; and of in for & / either neither both nor or""".split())
NOT_NAMES = word_class("no names")
_JUDGING = word_class("judging persons")
_PARTICLES = word_set("""al el de la le du da di dos das del della van von der den bin ibn abu ul ur af av ter ten zu zur""")
# Titles that are borne as first names far more often before a lone surname.
_FIRST_NAMES_TOO = frozenset({"dean", "don", "earl", "duke"})
_OFFICES = frozenset({"Minister", "Secretary", "Ministers", "Commissioner", "Ministry"})
# Before an office they say at which level it is: "Federal Industry Minister", "State Rep.".
_COMMUNES = word_set("village town city county borough township parish")
LEVELS = word_set("federal state national regional provincial municipal local")
_CAPTION = frozenset({"image", "photo", "photograph", "picture", "file"})
_CUT_AT_S = frozenset({"GPE", "PERSON", "NORP"})
_CUT_BEHIND_OFFICES = frozenset({"PERSON", "ORG", "GPE"})
_OFFICE_PREPS = frozenset({"of", "for", "to", "at"})
_LEGAL_FORMS = frozenset(("inc", "ltd", "llc", "corp", "plc", "co"))
_ADJECTIVAL = ("ed", "en", "ing", "ous", "ful", "less", "ish")
_UNITS = word_class("units")
_RANKS = frozenset({"general", "colonel", "major", "captain", "lieutenant", "brigadier", "sergeant", "corporal", "admiral", "commodore"})


def mended(tokens: list[Token], spans: Iterable[NameSpan]) -> list[NameSpan]:
    """Spans without what is no part of a name, cut where two names were run together."""
    found: list[NameSpan] = []
    for span in spans:
        if _party_and_seat(tokens, span):
            span = NameSpan(span.start + 2, span.end, "GPE")
        for start, end in _pieces(tokens, span):
            start, end = _trimmed(tokens, start, _before_sum(tokens, start, end))
            start += _called_so(tokens, start, end, span.type)
            if start < end:
                found.extend(_without_title(tokens, NameSpan(start, end, span.type)))
    return [span for span in found if span.start < span.end and _could_be_name(tokens, span)]


def _party_and_seat(tokens: list[Token], span: NameSpan) -> bool:
    """True for the *D-Mass.* of "Ann Reed, D-Mass.,": a legislator's party and the state."""
    before = tokens[span.start - 1] if span.start else None
    letter = tokens[span.start].text in PARTY_LETTERS and span.end - span.start > 2 and tokens[span.start + 1].text in ("-", "–")
    return letter and before is not None and before.text in (",", "(")


def _trimmed(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    while start < end and (tokens[start].lower in _EDGE or tokens[start].pos in ("ADP", "DET", "PRON") or _before_name(tokens, start, end)):
        start += 1
    while end > start and (
        tokens[end - 1].lower in _EDGE
        or tokens[end - 1].pos == "PUNCT"
        or (end - start > 1 and (tokens[end - 1].lower in _CAPTION or tokens[end - 1].text in _PARTICLES))
    ):
        if tokens[end - 1].lower in ("'",) and end - start > 1 and tokens[end - 2].lower.endswith("s") and _closes(tokens, end):
            break
        end -= 1
    # "fined Lumora 1.8 billion euros": a number that counts what follows is no part of the name; "Explorer 6" is.
    while end - start > 1 and tokens[end - 1].tag in ("CD", "$") and _counts_beyond(tokens[end - 1], end):
        end -= 1
    return start, end


def _before_sum(tokens: list[Token], start: int, end: int) -> int:
    """Where the name ends in "pay Lumora 75 million euros": before the sum, which ends in a unit in lower case."""
    if end - start < 3 or tokens[end - 1].lemma.lower() not in _UNITS or not tokens[end - 1].text.islower():
        return end
    first = next((i for i in range(start + 1, end) if tokens[i].tag in ("CD", "$")), end)
    return first if all(t.tag in ("CD", "$") or t.text in (",", ".") for t in tokens[first : end - 1]) else end


def _counts_beyond(token: Token, end: int) -> bool:
    """True when the number, or the number that it is part of, hangs on a word at or behind ``end``."""
    while token.head is not token and token.head.tag in ("CD", "$") and token.head.i < end:
        token = token.head
    return token.head.i >= end


def _closes(tokens: list[Token], end: int) -> bool:
    return end < len(tokens) and tokens[end].lower in last_words()


def _before_name(tokens: list[Token], start: int, end: int) -> bool:
    """True for a first word that belongs to the sentence, not to the name: "daily Meridian Post", "Carmaker Solberg Motors"."""
    token = tokens[start]
    if end - start < 2:
        return False
    if token.text[:1].islower():
        return token.lower not in _PARTICLES
    opens = start == 0 or tokens[start - 1].sent_i != token.sent_i
    if opens and token.tag == "VBG" and tokens[start + 1].head is token:
        return True  # "Sentencing Hollis to six years, the judge said"
    if token.lower == "ex" and tokens[start + 1].text == "-":
        return True  # "ex-Nordlink boss"
    if opens and token.lower in _JUDGING and token.ent_type == "PERSON" and tokens[start + 1].text[:1].isupper():
        return True  # "Brazen Reed", "Heartless Ann Reed"
    if opens and end - start > 2 and token.lower.endswith(_ADJECTIVAL) and is_first_name(tokens[start + 1].text):
        return not is_first_name(token.text)  # "Heartbroken Tom Reed, 74"
    noun = nouns().get("automaker" if token.lower.endswith("maker") and len(token.text) > 7 else token.lower)
    return (
        opens
        and (end - start > 2 or (noun is not None and noun.kind == "org" and _one_word_firm(token, tokens[start + 1])))
        and (token.pos == "VERB" or (noun is not None and noun.kind in ("org", "person") and token.lower not in first_words()))
    )


def _called_so(tokens: list[Token], start: int, end: int, kind: str) -> int:
    """1 for "Sprinter Novak", "Novelist Adeyemi" at the beginning of a sentence: what somebody is by calling is no first name; else 0."""
    if end - start != 2 or kind != "PERSON" or (start and tokens[start - 1].sent_i == tokens[start].sent_i):
        return 0
    token, name = tokens[start], tokens[start + 1]
    noun = nouns().get(token.lower)
    called = is_calling(token.lower) or (noun is not None and noun.kind == "person")
    return int(called and not is_first_name(token.text) and token.head is name and name.text[:1].isupper())


def _one_word_firm(noun: Token, name: Token) -> bool:
    """True for "Drugmaker Acme": the noun is the sentence's, and what follows is no word that would make it the name's."""
    return noun.lower not in modifiers() and name.lower not in last_words() and name.text[:1].isupper()


def _pieces(tokens: list[Token], span: NameSpan) -> Iterable[tuple[int, int]]:
    """The span, cut at "'s" before a title and at hyphens, slashes and commas between places or persons."""
    start = span.start
    for i in range(span.start, span.end):
        token = tokens[i]
        after = tokens[i + 1] if i + 1 < span.end else None
        cut = (
            (token.lower == "'s" and after is not None and (after.lower in title_words() or span.type in _CUT_AT_S) and not _headed(after))
            or (token.text in ("-", "–", "/") and _places_joined(tokens, span))
            or (token.text in ('"', "(", ")", ";", ":") and span.type != "WORK_OF_ART")
            or (token.text == "," and (span.type in ("PERSON", "GPE", "NORP") or (span.type == "ORG" and _listed(tokens, span, i))))
            or is_score(tokens, i)
            or (start < i and _breaks(tokens[i - 1], token, span.type))
        )
        if cut or (start < i and _who_has_it(tokens, span, i)):
            if start < i:
                yield start, i
            start = i + 1 if cut else i
    if start < span.end:
        yield start, span.end


def _who_has_it(tokens: list[Token], span: NameSpan, i: int) -> bool:
    """True at the *Ann* of "ambassador to Chad Ann Reed": behind an office and what it is for begins the name of who has it."""
    first = span.start
    if first < 2 or span.end - i < 2 or span.type not in _CUT_BEHIND_OFFICES or tokens[first - 1].lower not in _OFFICE_PREPS:
        return False
    office = nouns().get(tokens[first - 2].lower)
    held = (tokens[first - 2].lower in titles() or (office is not None and office.kind == "person")) and tokens[first - 2].sent_i == tokens[
        i
    ].sent_i
    return held and is_first_name(tokens[i].text) and not any(is_first_name(t.text) or t.lower in titles() for t in tokens[first:i])


def _listed(tokens: list[Token], span: NameSpan, comma: int) -> bool:
    """True for "Nordlink, Acme Steel" before "and Lund Bank": two of a list; "Reed, Lund & Weber" is one firm."""
    behind = tokens[comma + 1 : span.end]
    if any(t.lower in ("&", "and", "of") or t.text.rstrip(".").lower() in _LEGAL_FORMS for t in behind):
        return False
    return any(t.dep == "conj" and span.start <= t.head.i < comma and t.child("cc") is not None for t in behind)


def _breaks(before: Token, token: Token, kind: str) -> bool:
    """True for words that no name goes on over: "Evolution *paper* Bos", "Rathbun *the* Scientology", "Nathan Law *of* Demosisto"."""
    if not token.text.islower() or not token.text.isalpha() or token.lower in _PARTICLES or kind in ("WORK_OF_ART", "EVENT", "LAW", "FAC"):
        return False
    if token.pos in ("NOUN", "ADJ", "VERB", "ADV", "AUX"):
        return True
    if token.pos == "DET":
        return before.pos not in ("ADP", "CCONJ")
    return token.pos == "ADP" and kind == "PERSON"


def _headed(token: Token) -> bool:
    return token.text[:1].isupper() and token.lower in last_words() and token.lower not in title_words()


def _places_joined(tokens: list[Token], span: NameSpan) -> bool:
    """True for "US-Canada"; not for "US-Mexico-Canada Agreement", which is one name."""
    table = place_names()
    words = [t.lower for t in tokens[span.start : span.end] if t.text not in ("-", "–", "/")]
    return all(word in table for word in words)


def _without_title(tokens: list[Token], span: NameSpan) -> list[NameSpan]:
    """*Ontario Premier Doug Ford* to *Ontario* and *Doug Ford*."""
    words = title_words()
    marks = [i for i in range(span.start, span.end) if tokens[i].lower in words and not _first_name_too(tokens, span, i)]
    if not marks or (
        marks == [span.start] and span.start and span.type == "PERSON" and _named_so(tokens[span.start - 1], tokens[span.start])
    ):
        return [span]
    last = marks[-1]
    if span.type != "PERSON":
        # "General Motors", "Major League": a title opens other names too; it is one where a first name follows.
        after = tokens[last + 1] if last + 1 < span.end else None
        known = after is not None and (is_first_name(after.text) or _ranked(tokens, span))
        if not known or span.end - last <= 2 or tokens[span.end - 1].lower in last_words():
            if all(tokens[i].lower in words or tokens[i].lower in _EDGE for i in range(span.start, span.end)):
                return []
            # "the State Department Spokesperson": the office is no part of the name of the organisation.
            closing = last == span.end - 1 and marks[0] == last and tokens[last].lower in titles()
            # … and is one in "European Court of Justice".
            end = last if closing and tokens[last - 1].lower not in _EDGE else span.end
            return [NameSpan(span.start, end, span.type)]
    parts: list[NameSpan] = []
    first = marks[0]
    # "Queen" in "Freddie Queen", "Judge" in "Aaron Judge": a title at the end of two words is a surname.
    if last == span.end - 1 and first == last and span.end - span.start > 1:
        if tokens[last].text[:1].isupper() and tokens[span.start].lower not in place_names():
            return [span]
        return [NameSpan(span.start, last, "GPE" if place_at(tokens, span.start) else span.type)]
    start, end = _trimmed(tokens, span.start, first)
    place = place_at(tokens, start) if start < end else None
    if start < end and (place or tokens[end - 1].lower not in title_parts()):
        parts.append(NameSpan(start, end, place_type(place.use) if place else "ORG"))
    start, end = _trimmed(tokens, last + 1, span.end)
    if start < end:
        parts.append(NameSpan(start, end, "PERSON"))
    return parts


def _ranked(tokens: list[Token], span: NameSpan) -> bool:
    """True for "General Ulan Dorje": a rank before two words that are no words of the language; "Major League Soccer" is no person."""
    behind = tokens[span.start + 1 : span.end]
    plain = all(t.text.istitle() and t.lower not in nouns() and t.lower not in place_names() for t in behind)
    return tokens[span.start].lower in _RANKS and len(behind) == 2 and plain


def _first_name_too(tokens: list[Token], span: NameSpan, i: int) -> bool:
    """True for "Dean Harlow", where one surname follows; in "Dean Olivia Pratt" it is the office."""
    opens = i == span.start and span.end - span.start == 2 and tokens[i].text.istitle()
    before = tokens[i - 1] if i else None
    return opens and tokens[i].lower in _FIRST_NAMES_TOO and (before is None or before.lower != "the")


def _named_so(before: Token, title: Token) -> bool:
    """True for "the ferry Lady Marisol": the title is part of the name of a thing."""
    noun = nouns().get(before.lower)
    return (
        before.sent_i == title.sent_i and title.text[0].isupper() and (before.lower == "the" or (noun is not None and noun.kind == "thing"))
    )


def _could_be_name(tokens: list[Token], span: NameSpan) -> bool:
    """False for spans without a capital, for weekdays and the like, for bare titles and numbers."""
    words = tokens[span.start : span.end]
    if not any(t.text[:1].isupper() or (t.text[:1].isdigit() and len(words) > 1) for t in words):
        return False
    if len(words) == 1:
        word = words[0]
        if (
            word.lower in NOT_NAMES
            or word.lower in titles()
            or (word.lower in _JUDGING and word.head is not word and word.head.i > word.i)
            or (word.lower.startswith("ex-") and word.lower[3:] in nouns())
            or word.pos in ("PRON", "DET", "ADP", "VERB", "AUX", "ADV", "NUM", "SCONJ", "CCONJ")
        ):
            return word.pos in ("VERB", "ADV", "ADP", "NUM") and word.ent_type == "PERSON" and word.lower not in titles()
        after = tokens[span.end].lower if span.end < len(tokens) else ""
        if f"{word.lower} {after}" in titles() and word.lower not in known_type():
            return False  # "Press secretary", "Majority Leader"
        if word.lower in LEVELS and after in titles() and tokens[span.end].text[0].isupper():
            return False
        return len(word.text) > 1
    return not all(t.lower in NOT_NAMES or t.lower in titles() or not t.text[0].isalpha() for t in words)


def without_offices(tokens: list[Token], spans: Iterable[NameSpan]) -> list[NameSpan]:
    """Without what belongs to an office: *Culture* before *Minister*, *Canadian Trade* but for the adjective."""
    kept = (_without_office(tokens, span) for span in spans)
    return [span for span in kept if span is not None]


def _without_office(tokens: list[Token], span: NameSpan) -> NameSpan | None:
    after = tokens[span.end] if span.end < len(tokens) else None
    last = tokens[span.end - 1]
    if after is not None and span.end - span.start == 1 and last.lower in _COMMUNES and after.lower in titles() and after.text[0].isupper():
        return None  # "Village President Ann Reed": which village, it does not say
    if after is None or after.text not in _OFFICES or after.sent_i != last.sent_i or (span.type == "PERSON" and is_first_name(last.text)):
        return span
    place = place_at(tokens, span.start)
    if span.end - span.start < 2 or last.lower in last_words():
        portfolio = place is None and span.end - span.start == 1 and not last.text.isupper() and last.lower not in known_type()
        return None if portfolio and after.text != "Ministry" and span.type in ("ORG", "PERSON", "PRODUCT", "FAC") else span
    return NameSpan(span.start, span.start + place.words, place_type(place.use)) if place and place.words < span.end - span.start else span


def joined(tokens: list[Token], spans: list[NameSpan]) -> list[NameSpan]:
    """*US*-*Mexico*-*Canada Agreement* is one name: its last word says so."""
    found: list[NameSpan] = []
    for span in spans:
        last = last_words().get(tokens[span.end - 1].lower)
        start = span.start
        while last and span.end - span.start > 1 and start > 1 and tokens[start - 1].text in ("-", "–") and _hyphened(tokens, start):
            start -= 2
        while start < span.start and found and found[-1].start >= start:
            found.pop()
        found.append(NameSpan(start, span.end, "LAW" if last == "Law" and start < span.start else span.type))
    return found


def _hyphened(tokens: list[Token], start: int) -> bool:
    hyphen, before = tokens[start - 1], tokens[start - 2]
    return before.text[:1].isupper() and before.char_end == hyphen.char_start and hyphen.char_end == tokens[start].char_start
