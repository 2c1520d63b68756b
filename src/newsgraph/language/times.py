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
from newsgraph.language.time_calendar import Days
from newsgraph.language.time_rules import RULES, UNKNOWN, Context, read, scan
from newsgraph.model import CharSpan, TimeExpression

__all__ = ["direction_of", "find_times"]

_BEFORE_YEAR = frozenset(
    {"in", "since", "of", "by", "until", "till", "before", "after", "from", "to", "during", "through", "early", "late", "mid", "circa",
     "around", "and", "between", "about", "(", "-", "–", "the", "year", "season", "for"}
)  # fmt: skip
_BEFORE_MONTH = _BEFORE_YEAR | {"last", "next", "this", "back", "or", "at", "every", "each"}
_AHEAD_VERBS = frozenset(
    {"plan", "expect", "schedule", "set", "due", "hope", "want", "intend", "vow", "aim", "prepare", "agree", "promise",
     "threaten", "decide",
     "go", "slate", "propose", "likely", "ready", "demand", "urge", "order", "ask", "tell", "offer", "poise", "seek", "need",
     "have", "bid", "call"}
)  # fmt: skip
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
    r"|^(?:daily|weekly|monthly|annual|yearly|nightly|hourly)\b|\bquarter of\b",
    re.IGNORECASE,
)
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Hit:
    """One expression at work: characters of the sentence, the name of its rule, its days."""

    start: int
    end: int
    rule: str
    days: Days


def find_times(annotated: AnnotatedDoc) -> None:
    """Fill ``annotated.times``: first token of each expression to the expression, in order of the text; they never overlap.

    The words "since", "until", "by", "before", "after", "between" and "from … to" belong to the expression, other prepositions do
    not. Without ``Article.published`` only absolute dates have days.
    """
    annotated.times = {}
    text = annotated.article.text
    for sentence in annotated.sentences:
        tokens = annotated.sentence_tokens(sentence)
        starts = [token.char_start for token in tokens]
        for hit in _in_sentence(annotated, sentence, tokens, starts):
            start, end = sentence.span.start + hit.start, sentence.span.start + hit.end
            first = max(bisect_right(starts, start) - 1, 0)
            span = CharSpan(start, end)
            annotated.times[tokens[first].i] = TimeExpression(span.of(text), span, *hit.days)


def _in_sentence(annotated: AnnotatedDoc, sentence: Sentence, tokens: Sequence[Token], starts: Sequence[int]) -> list[_Hit]:
    text = plain_text(sentence.span.of(annotated.article.text))
    offset, anchor = sentence.span.start, annotated.article.published
    hits: list[_Hit] = []
    for rule, match in scan(text):
        name = RULES[rule].name
        first = max(bisect_right(starts, offset + match.start()) - 1, 0)
        last = max(bisect_left(starts, offset + match.end()) - 1, first)
        if not _plausible(name, match, tokens, first, last):
            continue
        # The verb above the expression stands above its last word: "late on Tuesday".
        direction = 0 if name == "in-units" and _in_gerund(tokens[last]) else direction_of(tokens[last])
        days = read(rule, match, Context(anchor, direction))
        hits.append(_Hit(match.start(), match.end(), name, days))
    hits.extend(_entities(tokens, text, offset, hits, anchor))
    hits.sort(key=lambda hit: hit.start)
    return [_bounded(text, hit, anchor) for hit in _ranges(text, _joined(text, hits))]


def _plausible(name: str, match: re.Match[str], tokens: Sequence[Token], first: int, last: int) -> bool:
    """False for "1500 people", Theresa May, prices that fall, and ages."""
    before = tokens[first - 1].lower if first else ""
    token = tokens[last]
    dated = token.ent_type in ("DATE", "TIME") or tokens[first].ent_type in ("DATE", "TIME")
    if tokens[first].ent_type == "PERSON" or token.ent_type in ("MONEY", "PERCENT", "QUANTITY"):
        return False
    if name == "year" and not match["part"]:
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        counted = following is not None and following.tag in ("NNS", "NN", "JJ") and token.dep == "nummod" and token.head.i > token.i
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


def direction_of(token: Token) -> int:
    """Where the clause around a token looks: -1 back (past tense), 1 ahead (future, modals, plans), 0 where no verb tells."""
    node = token
    for _ in range(12):
        if node.pos in ("VERB", "AUX") and node.dep not in ("aux", "auxpass"):
            told = _tense(node)
            if told:
                return told
        if node.head is node:
            return 0
        node = node.head
    return 0


def _tense(verb: Token) -> int:
    """Of one verb; 0 where it depends on the verb above ("told … to leave", "leaving")."""
    auxiliaries = [child for child in verb.children if child.dep in ("aux", "auxpass")]
    if any(child.tag == "MD" and child.lower not in ("could", "would", "might") for child in auxiliaries):
        return 1
    if any(child.tag == "MD" for child in auxiliaries):
        return -1 if any(child.lower in ("have", "'ve") for child in auxiliaries) else 1
    present = verb.tag in ("VBZ", "VBP") or any(child.tag in ("VBZ", "VBP") and child.lemma == "be" for child in auxiliaries)
    if verb.tag == "VBN" and verb.lemma in _AHEAD_VERBS and (present or verb.dep == "acl" or not auxiliaries):
        return 1
    if verb.tag == "VB" and any(child.lower == "to" for child in auxiliaries):
        above = verb.head
        ahead = above.lemma in _AHEAD_VERBS or above.pos in ("NOUN", "ADJ", "PROPN")
        return 1 if ahead and verb.dep in ("xcomp", "acl", "ccomp") else 0
    if verb.tag == "VBD" or any(child.tag == "VBD" for child in auxiliaries):
        return -1
    if verb.tag == "VBN":
        return -1
    if verb.tag == "VBG":
        return 1 if present else 0
    if present:
        # "The committee meets on Friday"; but "he is in town" tells nothing.
        return 1 if verb.lemma != "be" or verb.child("acomp") is not None else 0
    return 0


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
                joined[-1] = replace(dated, start=last.start, end=hit.end)
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
                merged[-1] = _Hit(start, hit.end, "range", (last.days[0], hit.days[1]))
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
    if word == "since":
        days: Days = (first, anchor if anchor is None or first is None or anchor >= first else None)
    elif word == "before":
        days = (None, first - _ONE_DAY if first is not None and first > dt.date.min else None)
    elif word == "after":
        days = (last + _ONE_DAY if last is not None and last < dt.date.max else None, None)
    else:
        days = (None, last)
    return replace(hit, start=lead.start(), days=days)
