"""What times look like in English, and which days they mean: one pattern and one reading for each kind of expression.

A reading gets the words and a :class:`Context` (the day of publication, and whether the clause looks back or ahead) and gives
the first and last day, None where the words alone do not tell.

References:
    J. Pustejovsky et al., TimeML: Robust Specification of Event and Temporal Expressions in Text, 2003 (kinds of expressions).
    J. Strötgen, M. Gertz, HeidelTime: High Quality Rule-based Extraction and Normalization of Temporal Expressions, SemEval 2010
    (bare weekdays and months by the tense of their clause).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from newsgraph.language.time_calendar import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Days,
    day_of,
    month,
    number,
    season,
    shifted_unit,
    unit_of,
    weekday,
    year,
    years,
)

__all__ = ["AHEAD", "BACK", "NEAREST", "RULES", "UNKNOWN", "UNTOLD", "Context", "read", "scan"]

UNKNOWN: Days = (None, None)
# Where a clause looks. UNTOLD: no verb tells it. NEAREST: ahead of a moment in the past ("was due to arrive on Tuesday"), so the day may
# lie on either side of publication.
BACK, UNTOLD, AHEAD, NEAREST = -1, 0, 1, 2

_MONTH_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?:{_MONTH_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_PART = r"(?:morning|afternoon|evening|night|lunchtime|midday|dawn|dusk)"
# No "second" and no "quarter": "a second goal", "a quarter of its exports".
_UNIT = r"(?:minute|hour|day|week|fortnight|month|year|decade)"
_COUNT = (
    r"(?:\d{1,3}(?:,\d{3})?|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?(?:one|two|three|four|five|six|seven|eight|nine)"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|a couple of|a few|a dozen|an?|several|many|some|dozens of|half an?)"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1\d{3}|20\d\d|2100)"
_WHICH_DAY = r"(?P<rel>last |next |this |this past |past |this coming |coming |the previous )?"
_WHICH_SEASON = r"(?P<rel>last |next |this |this past |past |the past |coming |the coming |this coming |the previous )?"
_WHICH_UNIT = r"(?P<rel>this past|this coming|this|last|next|the last|the past|the coming|past|coming|the current|the)"
_DAY_WORD = (
    r"(?P<day>the day before yesterday|the day after tomorrow|today|tonight|tomorrow|yesterday|overnight|last night|last evening"
    rf"|this {_PART})"
)
_FEAST = r"(?P<h>Christmas(?: Eve| Day)?|Boxing Day|New Year['’]s (?:Eve|Day)|Halloween|Valentine['’]s Day|May Day)"
_IN_THE = r"(?<=\bin )the (?:early |late )?(?:morning|afternoon|evening|early hours)"
_SOME_UNIT = rf"(?:{_UNIT}|weekend|{_PART}|{_MONTH_FULL}|{_WEEKDAY}|{_SEASON})"
_APPROX = r"(?:about |around |nearly |almost |some |just (?:over |under )?|more than |less than |at least |roughly |early |late |mid-?)?"


@dataclass(frozen=True, slots=True)
class Context:
    """The day that is counted from (that of publication; None where unknown), and where the clause looks."""

    anchor: dt.date | None
    direction: int = 0
    year: int = 0
    """The year that stands behind another time it is coordinated with ("in March and September of last year"); 0 without one."""


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: str
    reading: Callable[[re.Match[str], Context], Days]


def _nearest(anchor: dt.date, direction: int, of_year: Callable[[int], Days]) -> Days:
    """The range of this, the last or the next year that lies on the right side of the anchor; the nearest where no side is told."""
    choices: list[tuple[dt.date, dt.date]] = []
    for first, last in map(of_year, (anchor.year - 1, anchor.year, anchor.year + 1)):
        if first is not None and last is not None:
            choices.append((first, last))
    if not choices:
        return UNKNOWN
    if direction == BACK:
        return next((days for days in reversed(choices) if days[0] <= anchor), choices[-1])
    if direction == AHEAD:
        return next((days for days in choices if days[1] >= anchor), choices[0])
    return min(choices, key=lambda days: max((days[0] - anchor).days, (anchor - days[1]).days, 0))


def _month_number(words: str) -> int:
    return MONTHS[words.rstrip(".").lower()]


def _date(match: re.Match[str], context: Context) -> Days:
    """A day of a month, with or without its year."""
    month_number, day_number = _month_number(match["m"]), int(re.sub(r"\D", "", match["d"]))
    last_number = int(match["d2"]) if "d2" in match.re.groupindex and match["d2"] else day_number
    year_number = _year_told(match, context)
    if year_number:
        return day_of(year_number, month_number, day_number), day_of(year_number, month_number, last_number)
    if context.anchor is None:
        return UNKNOWN
    return _nearest(
        context.anchor, context.direction, lambda y: (day_of(y, month_number, day_number), day_of(y, month_number, last_number))
    )


def _year_told(match: re.Match[str], context: Context) -> int:
    """The year that stands behind a month, in figures or as "last year"; 0 without one."""
    if match["y"]:
        return int(match["y"])
    if match["yw"] is None or context.anchor is None:
        return context.year
    return context.anchor.year + {"last": -1, "this": 0, "next": 1}[match["yw"]]


def _week_of_month(match: re.Match[str], context: Context) -> Days:
    """The last week of July: the last seven days; the first weekend in May: the first Saturday with its Sunday."""
    month_number, told = _month_number(match["m"]), _year_told(match, context)
    if not told and context.anchor is None:
        return UNKNOWN
    nth = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(match["nth"].lower(), -1)

    def of_year(year_number: int) -> Days:
        first, last = month(year_number, month_number)
        if first is None or last is None:
            return UNKNOWN
        if match["u"].lower() == "week":
            start = last - dt.timedelta(days=6) if nth < 0 else first + dt.timedelta(days=7 * nth)
            return start, start + dt.timedelta(days=6)
        saturday = first + dt.timedelta(days=(5 - first.weekday()) % 7)
        count = (last - saturday).days // 7
        start = saturday + dt.timedelta(days=7 * (count if nth < 0 else nth))
        return start, start + dt.timedelta(days=1)

    if told or context.anchor is None:
        return of_year(told)
    return _nearest(context.anchor, context.direction, of_year)


def _iso(match: re.Match[str], _: Context) -> Days:
    day = day_of(int(match["y"]), int(match["m"]), int(match["d"]))
    return day, day


def _cut(days: Days, part: str) -> Days:
    """The early, middle or late third (the first or second half, the end or beginning) of a range."""
    first, last = days
    part = part.lower().strip(" -")
    if first is None or last is None or not part:
        return days
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        # Thirds and halves of years are whole months.
        low, high = {
            "early": (1, 4),
            "beginning": (1, 3),
            "start": (1, 3),
            "mid": (5, 8),
            "middle": (5, 8),
            "late": (9, 12),
            "end": (10, 12),
        }.get(part, (1, 6) if part == "first half" else (7, 12) if part == "second half" else (1, 12))
        return month(first.year, low)[0], month(last.year, high)[1]
    span = (last - first).days + 1
    third, half = span // 3, span // 2
    if part in ("early", "beginning", "start"):
        return first, first + dt.timedelta(days=max(third - 1, 0))
    if part in ("late", "end"):
        return last - dt.timedelta(days=max(third - 1, 0)), last
    if part in ("mid", "middle"):
        return first + dt.timedelta(days=third), last - dt.timedelta(days=third)
    if part == "first half":
        return first, first + dt.timedelta(days=half - 1)
    return first + dt.timedelta(days=half), last


_PORTION = r"(?P<part>early |late |mid-? ?|(?:the |its )?(?:end|beginning|start|middle|close|first half|second half) of (?:the )?)?"


def _portion(match: re.Match[str]) -> str:
    words = (match["part"] or "").lower().strip(" -")
    return re.sub(r"^(?:the |its )?(end|beginning|start|middle|close|first half|second half)\b.*", r"\1", words).replace("close", "end")


def _month_year(match: re.Match[str], context: Context) -> Days:
    month_number = _month_number(match["m"])
    year_number = _year_told(match, context)
    if year_number:
        return _cut(month(year_number, month_number), _portion(match))
    if context.anchor is None:
        return UNKNOWN
    which = (match["rel"] or "").lower().strip()
    anchor = context.anchor
    if which in ("last", "this past"):
        return month(anchor.year if month_number < anchor.month else anchor.year - 1, month_number)
    if which in ("next", "this coming"):
        return month(anchor.year if month_number > anchor.month else anchor.year + 1, month_number)
    if which == "this":
        return month(anchor.year, month_number)
    direction = -1 if which == "back in" else context.direction
    return _cut(_nearest(anchor, direction, lambda y: month(y, month_number)), _portion(match))


def _season(match: re.Match[str], context: Context) -> Days:
    first_month = SEASONS[match["s"].lower()]
    if match["y"]:
        return season(int(match["y"]), first_month)
    if context.anchor is None:
        return UNKNOWN
    anchor, which = context.anchor, (match["rel"] or "").lower().strip()
    if which in ("previous", "the previous"):
        return UNKNOWN  # the one before what is told of
    if which in ("last", "past", "this past", "the past"):
        # The last one that is over.
        found = [season(y, first_month) for y in (anchor.year - 2, anchor.year - 1, anchor.year)]
        over = [days for days in found if days[1] is not None and days[1] < anchor]
        return over[-1] if over else UNKNOWN
    if which in ("next", "coming", "this coming", "the coming"):
        return _nearest(anchor + dt.timedelta(days=1), 1, lambda y: _after(season(y, first_month), anchor))
    if which == "this":
        # In January "this winter" began last year.
        return season(anchor.year - 1 if first_month == 12 and anchor.month < 6 else anchor.year, first_month)
    return _cut(_nearest(anchor, context.direction, lambda y: season(y, first_month)), _portion(match))


def _after(days: Days, anchor: dt.date) -> Days:
    return days if days[0] is not None and days[0] > anchor else UNKNOWN


def _weekday(match: re.Match[str], context: Context) -> Days:
    if context.anchor is None:
        return UNKNOWN
    anchor, which = context.anchor, (match["rel"] or "").lower().strip()
    day_number = WEEKDAYS[match["w"].lower()]
    side = AHEAD if context.direction == AHEAD else BACK
    day = weekday(anchor, day_number, side)
    if context.direction == NEAREST:
        ahead = weekday(anchor, day_number, AHEAD)
        day = min(day, ahead, key=lambda choice: abs((choice - anchor).days))
    week_start = unit_of(anchor, "week")[0]
    if which in ("last", "this past", "past", "the previous"):
        before = shifted_unit(anchor, "day", -1)
        day = weekday(before, day_number, -1) if before else day
    elif which == "next" and week_start is not None:
        found = shifted_unit(week_start, "day", 7 + day_number)
        day = found or day
    elif which in ("this", "this coming", "coming"):
        day = weekday(anchor, day_number, context.direction if context.direction in (BACK, AHEAD) else AHEAD)
    return day, day


_DAY_WORDS = {
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "last night": -1,
    "last evening": -1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def _day_word(match: re.Match[str], context: Context) -> Days:
    if context.anchor is None:
        return UNKNOWN
    words = match["day"].lower()
    if words == "overnight":
        return shifted_unit(context.anchor, "day", -1), context.anchor
    offset = _DAY_WORDS.get(words, 0)
    day = shifted_unit(context.anchor, "day", offset)
    return day, day


def _unit(match: re.Match[str], context: Context) -> Days:
    """This week, last month, earlier this year, the end of the month."""
    if context.anchor is None:
        return UNKNOWN
    which, unit = match["rel"].lower().strip(), match["u"].lower()
    step = {
        "last": -1,
        "the last": -1,
        "past": -1,
        "the past": -1,
        "this past": -1,
        "next": 1,
        "coming": 1,
        "the coming": 1,
        "this coming": 1,
    }.get(which, 0)
    if unit == "day" and which in ("the last", "the past", "the coming"):
        return UNKNOWN
    if which == "the" and re.match(r" (?:before|after)\b", match.string[match.end() :]):
        return UNKNOWN  # "the weekend before the crash"
    if unit == "weekend" and which == "the":
        step = -1 if context.direction <= 0 and context.anchor.weekday() < 5 else 0
    day = shifted_unit(context.anchor, unit, step)
    if day is None:
        return UNKNOWN
    first, last = unit_of(day, unit)
    side = (match["side"] or "").lower().strip()
    if side == "earlier":
        return first, context.anchor
    if side == "later":
        return context.anchor, last
    return _cut((first, last), _portion(match))


def _ago(match: re.Match[str], context: Context) -> Days:
    count, unit = number(match["n"].lower()), match["u"].lower()
    if context.anchor is None or count is None:
        return UNKNOWN
    forward = match["way"].lower() in ("from now", "hence")
    day = shifted_unit(context.anchor, unit, count if forward else -count)
    if day is None:
        return UNKNOWN
    # A decade ago is a year, not ten.
    return unit_of(day, "year" if unit == "decade" else unit)


def _in_units(match: re.Match[str], context: Context) -> Days:
    """In five months: a day ahead where the clause looks ahead, else a duration ("their second meeting in five months")."""
    count, unit = number(match["n"].lower()), match["u"].lower()
    if context.anchor is None or count is None or context.direction != AHEAD:
        return UNKNOWN
    day = shifted_unit(context.anchor, unit, count)
    return unit_of(day, unit) if day else UNKNOWN


def _span_of_units(match: re.Match[str], context: Context) -> Days:
    """The last five months, the coming two weeks."""
    count, unit = number(match["n"].lower()), match["u"].lower()
    if context.anchor is None or count is None:
        return UNKNOWN
    which = match["rel"].lower()
    ahead = which in ("next", "coming", "following")
    # In a story of the past "the following months" and "the previous years" count from the story.
    of_story = (which == "following" and context.direction != AHEAD) or (which in ("next", "previous") and context.direction == BACK)
    if of_story or unit == "minute":
        return UNKNOWN
    if unit == "hour":
        unit, count = "day", max(1, round(count / 24))
    day = shifted_unit(context.anchor, unit, count if ahead else -count)
    return (context.anchor, day) if ahead else (day, context.anchor)


def _decade(match: re.Match[str], context: Context) -> Days:
    words = match["dec"]
    start = int(words) if len(words) == 4 else 1900 + int(words)
    if len(words) == 2 and context.anchor is not None and start + 100 <= context.anchor.year:
        start += 100
    cut = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get((match["part"] or "").lower().strip(" -"), (0, 9))
    return years(start + cut[0], start + cut[1])


def _century(match: re.Match[str], _: Context) -> Days:
    nth = int(re.sub(r"\D", "", match["n"]))
    return years((nth - 1) * 100 + 1, nth * 100) if 1 <= nth <= 30 else UNKNOWN


def _quarter(match: re.Match[str], context: Context) -> Days:
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}.get(match["q"].lower()) or int(match["q"])
    if match["y"]:
        return _three_months(int(match["y"]), nth)
    if context.anchor is None:
        return UNKNOWN
    if context.direction == BACK:
        # What is told of a quarter is told when it is over.
        year_number = context.anchor.year if nth * 3 < context.anchor.month else context.anchor.year - 1
        return _three_months(year_number, nth)
    return _nearest(context.anchor, context.direction, lambda y: _three_months(y, nth))


def _three_months(year_number: int, nth: int) -> Days:
    return month(year_number, nth * 3 - 2)[0], month(year_number, nth * 3)[1]


def _plain_year(match: re.Match[str], _: Context) -> Days:
    return _cut(year(int(match["y"])), _portion(match))


def _holiday(match: re.Match[str], context: Context) -> Days:
    name = match["h"].lower().replace("’", "'")
    month_number, day_number = next(day for key, day in _HOLIDAYS.items() if name.startswith(key))
    if match["y"]:
        day = day_of(int(match["y"]), month_number, day_number)
        return day, day
    if context.anchor is None:
        return UNKNOWN
    return _nearest(context.anchor, context.direction, lambda y: (day_of(y, month_number, day_number),) * 2)


_HOLIDAYS = {"christmas eve": (12, 24), "christmas": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31), "new year": (1, 1),
             "halloween": (10, 31), "valentine": (2, 14), "may day": (5, 1)}  # fmt: skip


def _none(_: re.Match[str], __: Context) -> Days:
    return UNKNOWN


_OF_YEAR = rf"(?:,? (?:of )?(?P<y>{_YEAR})\b)?"
_IN_YEAR = rf"(?:,? (?:of )?(?:(?P<y>{_YEAR})|(?P<yw>last|this|next) year)\b)?"
_HOUR = r"(?:[01]?\d|2[0-3])"
_AT = r"(?:(?<=at )|(?<=by )|(?<=until )|(?<=till )|(?<=before )|(?<=after )|(?<=around )|(?<=about )|(?<=from )|(?<=since ))"
_CLOCK = (
    rf"{_HOUR}(?:[:.][0-5]\d)? ?(?:a\.m\.|p\.m\.|am\b|pm\b|o['’]clock\b|GMT\b|UTC\b)(?: (?:GMT|UTC|EST|EDT|ET|PT|BST|CET)\b)?"
    rf"|{_AT}{_HOUR}:[0-5]\d(?: ?(?:GMT|UTC|EST|EDT|ET|PT|BST|CET))?\b|{_AT}(?:noon|midnight|midday)\b"
)

# fmt: off
RULES: tuple[_Rule, ...] = (
    _Rule("iso", r"\b(?P<y>[12]\d{3})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])\b", _iso),
    _Rule(
        "date",
        rf"\b(?:{_WEEKDAY},? )?(?P<m>{_MONTH}) (?P<d>{_ORDINAL})(?:[-–](?P<d2>\d{{1,2}})(?!\d))?\b(?!:){_IN_YEAR}",
        _date,
    ),
    _Rule("day-month", rf"\b(?:{_WEEKDAY},? )?(?:the )?(?P<d>{_ORDINAL})(?: of)? (?P<m>{_MONTH}){_IN_YEAR}", _date),
    _Rule(
        "month",
        rf"\b(?P<rel>last |next |this |back in |this past |this coming )?{_PORTION}(?P<m>{_MONTH}){_IN_YEAR}(?!\w)",
        _month_year,
    ),
    _Rule(
        "week-of-month",
        rf"\bthe (?P<nth>first|second|third|fourth|last|final) (?P<u>week|weekend) (?:of|in) (?P<m>{_MONTH}){_IN_YEAR}(?!\w)",
        _week_of_month,
    ),
    _Rule("weekday", rf"\b{_WHICH_DAY}(?:early |late )?(?P<w>{_WEEKDAY})\b(?: {_PART}\b)?", _weekday),
    _Rule("day", rf"\b{_DAY_WORD}\b(?: {_PART}\b)?", _day_word),
    _Rule("season", rf"\b{_WHICH_SEASON}{_PORTION}(?:the )?(?P<s>{_SEASON}){_OF_YEAR}(?!\w)", _season),
    _Rule(
        "unit",
        rf"\b(?P<side>earlier |later )?{_PORTION}{_WHICH_UNIT}"
        r" (?P<u>week|weekend|month|quarter|year|decade|century)\b(?!-)",
        _unit,
    ),
    _Rule("ago", rf"\b{_APPROX}(?P<n>{_COUNT}) (?:and a half )?(?P<u>{_UNIT})s? (?P<way>ago|from now|hence)\b", _ago),
    _Rule(
        "span",
        rf"\b(?:the |these )?(?P<rel>last|past|previous|next|coming|following) (?P<n>{_COUNT}|) ?(?P<u>{_UNIT})s\b",
        _span_of_units,
    ),
    _Rule("in-units", rf"(?<=\bin ){_APPROX}(?P<n>{_COUNT}) (?P<u>{_UNIT})s?\b(?!-)(?! (?:old|later|earlier|ago)\b)", _in_units),
    _Rule(
        "later",
        rf"\b{_APPROX}{_COUNT} {_UNIT}s? (?:(?:later|earlier|afterwards|prior)\b|(?:before|after|on)\b(?= ?(?:[.,;]|$)))",
        _none,
    ),
    _Rule("relative", rf"\bthe (?:following|next|previous|same) {_SOME_UNIT}\b|\bthe {_UNIT} (?:before|after)\b(?= *(?:[.,;]|$))", _none),
    _Rule("decade", r"\b(?:the )?(?P<part>early |mid-? ?|late )?(?P<dec>[12]\d\d0)s\b", _decade),
    _Rule("short-decade", r"\bthe (?P<part>early |mid-? ?|late )?['’‘](?P<dec>[1-9]0)s\b", _decade),
    _Rule("century", r"\b(?:the )?(?:early |mid-? ?|late )?(?P<n>\d{1,2}(?:st|nd|rd|th))[- ]century\b", _century),
    _Rule("quarter", rf"\b(?:the )?(?:(?P<q>first|second|third|fourth|final) quarter){_OF_YEAR}(?!\w)", _quarter),
    _Rule("q", rf"\bQ(?P<q>[1-4])(?: (?P<y>{_YEAR}))?\b", _quarter),
    _Rule("holiday", rf"\b{_FEAST}{_OF_YEAR}(?!\w)", _holiday),
    _Rule("clock", rf"(?<![\w$£€.,:])(?:{_CLOCK})", _none),
    _Rule("part-of-day", rf"{_IN_THE}\b|(?<=\bat )(?:night|dawn|dusk|lunchtime)\b", _none),
    _Rule("duration", rf"\b{_APPROX}(?:{_COUNT}|each|every) {_UNIT}s?\b(?!-)(?! (?:old|ago|later|earlier)\b)", _none),
    _Rule("year", rf"(?<![\w$£€.,:/#-]){_PORTION}(?P<y>{_YEAR})(?![\w%]|[,.:]\d|-\w)", _plain_year),
)  # fmt: skip

_ALL = re.compile("|".join(f"(?P<r{i}>{re.sub(r'[?]P<[a-z0-9]+>', '?:', rule.pattern)})" for i, rule in enumerate(RULES)), re.ASCII)
_EACH = {i: re.compile(rule.pattern, re.ASCII) for i, rule in enumerate(RULES)}
_LOOKING_AHEAD = frozenset({"later", "relative"})
# Lower-case words may begin a sentence: "Last spring", "Five months ago".
_LOWERED = re.compile(r"^\W*[A-Z](?=[a-z]*\b)")
_NAMES = re.compile(rf"^\W*(?:{_MONTH}|{_WEEKDAY}|Christmas|Boxing|New|Halloween|Valentine|Q[1-4])")


# What every expression has at least one of; most sentences are passed over at once.
_TRIGGER = re.compile(
    r"\d|day\b|[Dd]ays\b|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade|[Cc]entury|[Hh]our|[Mm]inute|[Ff]ortnight|[Qq]uarter|[Nn]ight|[Mm]orning|[Ee]vening"
    rf"|[Aa]fternoon|[Nn]oon|[Mm]id|[Tt]omorrow|[Yy]esterday|dawn|dusk|lunchtime|o['’]clock|Christmas|Halloween|Eve\b|{_SEASON}|[Ss]pring|[Ss]ummer"
    rf"|[Aa]utumn|[Ww]inter|{_MONTH}"
)


def scan(text: str) -> list[tuple[int, re.Match[str]]]:
    """Each time in a sentence, in order: the number of its rule, and its match (whose offsets are those of ``text``)."""
    if not _TRIGGER.search(text):
        return []
    lowered = text if _NAMES.match(text) else _LOWERED.sub(lambda match: match.group().lower(), text, count=1)
    found: list[tuple[int, re.Match[str]]] = []
    for match in _ALL.finditer(lowered):
        rule = int((match.lastgroup or "r0")[1:])
        again = _EACH[rule].match(lowered, match.start(), match.end() if RULES[rule].name not in _LOOKING_AHEAD else len(lowered))
        found.append((rule, again or match))
    return found


def read(rule: int, match: re.Match[str], context: Context) -> Days:
    """The days that an expression found by :func:`scan` means."""
    return RULES[rule].reading(match, context) if match.re is _EACH[rule] else UNKNOWN
