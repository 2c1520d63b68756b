"""Times as written, and the days they mean against the article's date.

Rules for the expressions of news English find and read them; what only the language model marks as a date is read by
date-wrangler. Bare weekdays, months and seasons lie before the day of publication unless the tense of their clause looks ahead.
Ages ("34-year-old") are no times; durations ("for a few months") are, without bounds.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from date_wrangler import parse as wrangle

from newsgraph.language.annotated import AnnotatedDoc, Sentence, Token
from newsgraph.language.parse import plain_text
from newsgraph.language.time_calendar import MONTHS, Days
from newsgraph.language.time_context import in_quotations, looks, past_perfect, topic
from newsgraph.language.time_rules import AHEAD, RULES, UNKNOWN, UNTOLD, Context, read, scan
from newsgraph.model import CharSpan, TimeExpression

__all__ = ["find_times"]

_BEFORE_YEAR = frozenset(
    {"in", "since", "of", "by", "until", "till", "before", "after", "from", "to", "during", "through", "early", "late", "mid", "circa",
     "around", "and", "between", "about", "(", "-", "–", "the", "year", "season", "for"}
)  # fmt: skip
_BEFORE_MONTH = _BEFORE_YEAR | {"last", "next", "this", "back", "or", "at", "every", "each"}
_NAMED = frozenset({"LAW", "ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "FAC", "GPE"})
_CLOCKS = frozenset({"clock", "part-of-day"})
_UNBOUNDED = frozenset({"clock", "duration", "later", "relative", "part-of-day"})
_JOIN = re.compile(r",? ?(?:on |at |around |about |of )?", re.ASCII)
_RANGE = re.compile(r" ?(to|until|till|through|and|-|–|—) ?")
_BOUND = re.compile(
    r"\b(since|until|till|by|before|after|through) (?:about |around |at least |just |shortly |long |well )?$", re.IGNORECASE
)
_FROM = re.compile(r"\b(between|from) $", re.IGNORECASE)
_TEMPORAL = re.compile(
    r"\b(?:day|week|weekend|month|quarter|year|decade|century|morning|afternoon|evening|night|hour|minute|season|semester|fiscal)s?\b"
    r"|\b(?:easter|ramadan|thanksgiving|new year|spring|summer|autumn|winter)s?\b"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b(?:1\d|20)\d\d\b"
)
_NO_TIME = re.compile(
    r"\bold\b|\baged?\b|[- ]olds?\b|\w-(?:year|month|week|day|hour|minute)s?\b"
    r"|^(?:the|its|their|those|these) minutes$|^three-quarters$|^quarter-?finals?$"
    r"|^(?:daily|weekly|monthly|annual|yearly|nightly|hourly)\b|\bquarter of\b",
    re.IGNORECASE,
)
_ONE_DAY = dt.timedelta(days=1)
_LONGEST = 6
_OF_DAYS = frozenset({"date", "day-month"})
_SENTENCES_OF_STORY = 15
_OF_YEARS = frozenset({"month", "date", "day-month"})
_TOGETHER = re.compile(r",? (?:and|or) (?:in |on )?")


@dataclass(frozen=True, slots=True)
class _Hit:
    """One expression at work: characters of the sentence, the name of its rule, its days, its last token."""

    start: int
    end: int
    rule: str
    days: Days
    last: Token | None = None


def find_times(annotated: AnnotatedDoc) -> None:
    """Fill ``annotated.times``: first token of each expression to the expression, in order of the text; they never overlap.

    The words "since", "until", "by", "before", "after", "between" and "from … to" belong to the expression, other prepositions do
    not. Without ``Article.published`` only absolute dates have days.
    """
    annotated.times = {}
    text = annotated.article.text
    quoted = in_quotations(annotated)
    months: dict[int, tuple[int, int]] = {}
    for sentence in annotated.sentences:
        tokens = annotated.sentence_tokens(sentence)
        starts = [token.char_start for token in tokens]
        for hit in _in_sentence(annotated, sentence, tokens, quoted, months):
            start, end = sentence.span.start + hit.start, sentence.span.start + hit.end
            first = max(bisect_right(starts, start) - 1, 0)
            span = CharSpan(start, end)
            annotated.times[tokens[first].i] = TimeExpression(span.of(text), span, *hit.days)


def _in_sentence(
    annotated: AnnotatedDoc, sentence: Sentence, tokens: Sequence[Token], quoted: frozenset[int], months: dict[int, tuple[int, int]]
) -> list[_Hit]:
    """The times of a sentence; ``months`` has the year and sentence of the last day of each month that was told with its year."""
    text = plain_text(sentence.span.of(annotated.article.text))
    offset, anchor = sentence.span.start, annotated.article.published
    starts = [token.char_start for token in tokens]
    found: list[tuple[int, re.Match[str], int, int]] = []
    for rule, match in scan(text):
        first = max(bisect_right(starts, offset + match.start()) - 1, 0)
        last = max(bisect_left(starts, offset + match.end()) - 1, first)
        if _plausible(RULES[rule].name, match, tokens, first, last):
            found.append((rule, match, first, last))
    said = _day_of_saying(tokens, found, quoted, anchor)
    hits: list[_Hit] = []
    for n, (rule, match, first, last) in enumerate(found):
        own = said if _speakers_own(rule, match) and tokens[last].i in quoted else anchor
        shared = _year_shared(text, found[n : n + 2], anchor)
        days = _read(tokens, rule, match, first, last, own, shared or _year_of_story(rule, match, tokens, first, last, sentence.i, months))
        if RULES[rule].name in _OF_DAYS and (match["y"] or match["yw"]) and days[0] is not None:
            months[days[0].month] = days[0].year, sentence.i
        hits.append(_Hit(match.start(), match.end(), RULES[rule].name, days, tokens[last]))
    hits.extend(_entities(tokens, text, offset, hits, anchor))
    hits.sort(key=lambda hit: hit.start)
    return [_reaching(tokens, _bounded(text, hit, anchor), offset) for hit in _ranges(text, _joined(text, hits))]


def _read(tokens: Sequence[Token], rule: int, match: re.Match[str], first: int, last: int, anchor: dt.date | None, year: int = 0) -> Days:
    direction = UNTOLD if RULES[rule].name == "in-units" and _in_gerund(tokens[last]) else looks(tokens, first, last)
    return read(rule, match, Context(anchor, direction, year))


def _year_of_story(
    rule: int, match: re.Match[str], tokens: Sequence[Token], first: int, last: int, sentence_i: int, months: dict[int, tuple[int, int]]
) -> int:
    """The year of a bare day whose month was named with its year shortly before: "on January 17 last year … on January 20"."""
    if RULES[rule].name not in _OF_DAYS or match["y"] or match["yw"]:
        return 0
    year, told_in = months.get(MONTHS[match["m"].rstrip(".").lower()], (0, 0))
    return year if year and sentence_i - told_in <= _SENTENCES_OF_STORY and looks(tokens, first, last) != AHEAD else 0


def _year_shared(text: str, pair: Sequence[tuple[int, re.Match[str], int, int]], anchor: dt.date | None) -> int:
    """The year of the second of two months or days, which the first shares: "in March and September of last year"; 0 without one."""
    if len(pair) < 2 or any(RULES[rule].name not in _OF_YEARS for rule, *_ in pair):
        return 0
    (_, one, *_), (_, other, *_) = pair
    if one["y"] or one["yw"] or not _TOGETHER.fullmatch(text[one.end() : other.start()]):
        return 0
    if other["y"]:
        return int(other["y"])
    return anchor.year - 1 if other["yw"] == "last" and anchor is not None else 0


def _speakers_own(rule: int, match: re.Match[str]) -> bool:
    """True for what counts from the moment of speaking: tonight, yesterday, an hour ago."""
    name = RULES[rule].name
    return name == "day" or (name == "ago" and match["u"].lower() in ("minute", "hour", "day"))


def _day_of_saying(
    tokens: Sequence[Token], found: Sequence[tuple[int, re.Match[str], int, int]], quoted: frozenset[int], anchor: dt.date | None
) -> dt.date | None:
    """The day on which what is quoted in this sentence was said, if a time outside the quotation tells it."""
    for rule, match, first, last in found:
        if RULES[rule].name in ("weekday", "date", "day-month", "day") and tokens[last].i not in quoted:
            days = _read(tokens, rule, match, first, last, anchor)
            if days[0] is not None and days[0] == days[1]:
                return days[0]
    return None


def _reaching(tokens: Sequence[Token], hit: _Hit, offset: int) -> _Hit:
    """*until two days before the meeting*: what a distance is counted from belongs to it, and it has no days of its own."""
    if hit.last is None or hit.rule != "duration":
        return hit
    after = hit.last.i - tokens[0].i + 1
    preposition = tokens[after] if after < len(tokens) else None
    if preposition is None or preposition.lower not in ("before", "after"):
        return hit
    noun = preposition.child("pobj")
    inside = noun.subtree() if noun is not None else []
    plain = 0 < len(inside) <= _LONGEST and not any(t.pos in ("VERB", "PUNCT") for t in inside)
    if not plain or inside[0].i != preposition.i + 1 or inside[-1].i - inside[0].i + 1 != len(inside):
        return hit
    return replace(hit, end=inside[-1].char_end - offset, days=UNKNOWN)


def _plausible(name: str, match: re.Match[str], tokens: Sequence[Token], first: int, last: int) -> bool:
    """False for "1500 people", Theresa May, prices that fall, and ages."""
    before = tokens[first - 1].lower if first else ""
    token = tokens[last]
    dated = token.ent_type in ("DATE", "TIME") or tokens[first].ent_type in ("DATE", "TIME")
    if tokens[first].ent_type == "PERSON" or token.ent_type in ("MONEY", "PERCENT", "QUANTITY"):
        return False
    within = token.ent_iob == "I" or (last + 1 < len(tokens) and tokens[last + 1].ent_iob == "I")
    if name in ("weekday", "month", "season", "day") and within and token.ent_type in _NAMED:
        return False  # "the Good Friday Agreement"
    if name == "year" and topic(tokens, first):
        return False
    if name == "year" and not match["part"]:
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        counted = following is not None and following.tag in ("NNS", "NN", "JJ") and token.dep == "nummod" and token.head.i > token.i
        if counted and before == "the" and token.head.tag == "NN" and 1900 <= int(match["y"]) <= 2100:
            return True  # "the 2027 budget": one thing cannot be two thousand
        # "the 2016 elections", but "the 2000 workers"
        return (before in _BEFORE_YEAR or dated or before == "'s") and not (counted and (not dated or int(match["y"]) % 100 == 0))
    if name == "month" and not match["y"] and not match["rel"] and not match["part"]:
        named = first > 0 and tokens[first - 1].pos == "PROPN" and before not in _BEFORE_MONTH
        return (before in _BEFORE_MONTH or dated) and not named and token.tag not in ("MD", "VB", "VBP")
    if name == "season" and not match["rel"] and not match["y"]:
        return tokens[last].tag.startswith("NN") and (
            before in ("in", "by", "until", "since", "of", "before", "after", "next", "during") or "the " in match.group()
        )
    if name in ("duration", "in-units"):
        before = tokens[first - 2].lower if before in ("between", "from") and first > 1 else before
        if before in ("and", "to", "or") and any(t.lower in ("aged", "ages") for t in tokens[max(0, first - 6) : first]):
            return False
        older = tokens[first - 2].lower if first > 1 else ""
        return not (
            before in ("aged", "age", "ages")
            or (before == "of" and older == "age")
            or (last + 1 < len(tokens) and tokens[last + 1].lower in ("old", "-old"))
        )
    return True


def _in_gerund(token: Token) -> bool:
    """True for *filling the reservoir in three years would …*: how long it takes, not when it is."""
    verb = next((above for above in token.ancestors() if above.pos in ("VERB", "AUX")), None)
    return verb is not None and verb.tag == "VBG" and verb.child("aux") is None


def _entities(tokens: Sequence[Token], text: str, offset: int, hits: Sequence[_Hit], anchor: dt.date | None) -> list[_Hit]:
    """Dates and times that only the language model marks, read by date-wrangler."""
    found: list[_Hit] = []
    starts = [hit.start for hit in hits]
    i = 0
    while i < len(tokens):
        begin = i
        i += 1
        if tokens[begin].ent_type not in ("DATE", "TIME"):
            continue
        while i < len(tokens) and tokens[i].ent_type == tokens[begin].ent_type and tokens[i].ent_iob == "I":
            i += 1
        start, end = tokens[begin].char_start - offset, tokens[i - 1].char_end - offset
        before = bisect_left(starts, end) - 1
        words = text[start:end]
        if (before >= 0 and hits[before].end > start) or not _TEMPORAL.search(words) or _NO_TIME.search(words):
            continue
        if topic(tokens, begin + 1 if tokens[begin].lower == "about" else begin):
            continue
        named = begin > 0 and tokens[begin - 1].pos == "PROPN" and tokens[begin].pos == "PROPN" and i - begin == 1
        if named or (begin > 0 and tokens[begin - 1].lower in ("age", "aged", "ages")) or (i < len(tokens) and tokens[i].text == "-"):
            continue
        found.append(_Hit(start, end, "entity", _wrangled(words, anchor)))
    return found


@lru_cache(maxsize=4_096)
def _wrangled(words: str, anchor: dt.date | None) -> Days:
    """What date-wrangler reads in the words: relative ones too where the day of publication is known."""
    matches = wrangle(words, today=anchor or dt.date(1, 1, 1)) if len(words) < 200 else []
    if len(matches) != 1 or (anchor is None and not re.search(r"\b[12]\d{3}\b", words)):
        return UNKNOWN
    found = matches[0].range
    return found.start, found.end - _ONE_DAY if found.end is not None else None


def _joined(text: str, hits: Sequence[_Hit]) -> list[_Hit]:
    """Clock times with their day: *6 a.m. on Tuesday*, *Tuesday at noon*."""
    joined: list[_Hit] = []
    for hit in hits:
        last = joined[-1] if joined else None
        if last is not None and hit.start < last.end:
            continue
        if last is not None and (last.rule in _CLOCKS) != (hit.rule in _CLOCKS) and _JOIN.fullmatch(text, last.end, hit.start):
            dated = hit if last.rule in _CLOCKS else last
            if dated.rule not in _UNBOUNDED:
                # The boundary word before a clock is the clock's: "shortly after 6 a.m. on Tuesday" is on Tuesday.
                joined[-1] = replace(dated, start=last.start, end=hit.end, rule="clocked" if last.rule in _CLOCKS else dated.rule)
                continue
        joined.append(hit)
    return joined


def _ranges(text: str, hits: Sequence[_Hit]) -> list[_Hit]:
    """*between 2010 and 2012*, *from May to July*, *2014 to 2019*."""
    merged: list[_Hit] = []
    for hit in hits:
        last = merged[-1] if merged else None
        link = _RANGE.fullmatch(text, last.end, hit.start) if last is not None else None
        if last is not None and link is not None:
            lead = _FROM.search(text, max(0, last.start - 10), last.start)
            opens = lead is not None and (lead[1].lower() == "between") == (link[1] == "and")
            if opens or (link[1] in "-–—" and last.rule == hit.rule):
                start = lead.start() if lead is not None and opens else last.start
                low, high = last.days[0], hit.days[1]
                turned = low is not None and high is not None and low > high  # "from Monday to Friday" in general
                merged[-1] = _Hit(start, hit.end, "range", UNKNOWN if turned else (low, high))
                continue
        merged.append(hit)
    return merged


def _bounded(text: str, hit: _Hit, anchor: dt.date | None) -> _Hit:
    """*since 2019*, *by Friday*, *until the end of March*: the boundary word is part of it."""
    lead = _BOUND.search(text, max(0, hit.start - 24), hit.start)
    first, last = hit.days
    if lead is None or hit.rule == "range":
        return hit
    word = lead[1].lower()
    if first is None and last is None:
        return replace(hit, start=lead.start()) if word in ("since", "until", "till") else hit
    if hit.rule == "clocked" and word in ("before", "after"):
        days: Days = hit.days
    elif word == "since" and hit.last is not None and past_perfect(hit.last):
        days = (first, None)
    elif word == "since":
        days = (first, anchor if anchor is None or first is None or anchor >= first else None)
    elif word == "before":
        days = (None, first - _ONE_DAY if first is not None and first > dt.date.min else None)
    elif word == "after":
        days = (last + _ONE_DAY if last is not None and last < dt.date.max else None, None)
    else:
        days = (None, last)
    return replace(hit, start=lead.start(), days=days)
