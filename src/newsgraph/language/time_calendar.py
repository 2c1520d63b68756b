"""Arithmetic on days, months, seasons and years for :mod:`newsgraph.language.times`; all ranges are inclusive pairs of days."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

__all__ = [
    "MONTHS", "SEASONS", "UNITS", "WEEKDAYS", "Days", "add_months", "day_of", "month", "number", "season", "shifted_unit", "unit_of",
    "weekday", "year", "years",
]  # fmt: skip

Days = tuple[dt.date | None, dt.date | None]

_MONTH_NAMES = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
MONTHS: dict[str, int] = (
    {name: i for i, name in enumerate(_MONTH_NAMES, 1)} | {name[:3]: i for i, name in enumerate(_MONTH_NAMES, 1)} | {"sept": 9}
)
_WEEKDAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: dict[str, int] = {name: i for i, name in enumerate(_WEEKDAY_NAMES)} | {
    short: i for i, names in enumerate(("mon", "tue tues", "wed", "thu thur thurs", "fri", "sat", "sun")) for short in names.split()
}
SEASONS: dict[str, int] = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of the meteorological season of the northern hemisphere."""
UNITS = ("second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade", "century")
_NUMBERS = {
    word: value
    for value, words in {
        1: "a an one", 2: "two couple", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
        11: "eleven", 12: "twelve dozen", 13: "thirteen", 14: "fourteen",
        15: "fifteen", 16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen",
        20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
    }.items()
    for word in words.split()
}  # fmt: skip
_FARTHEST = 9_000


def number(words: str) -> int | None:
    """The number that digits or words below a hundred say; None for "several" and what is too large for a date.

    >>> number("twenty-five"), number("a couple of"), number("several")
    (25, 2, None)
    """
    digits = words.replace(",", "").strip()
    if digits.isascii() and digits.isdigit():
        return int(digits) if len(digits) <= 4 else None
    total = 0
    for word in digits.replace("-", " ").split():
        if word in ("of", "dozen") or (word in ("a", "an") and len(digits.split()) > 1):
            continue
        if word not in _NUMBERS:
            return None
        total += _NUMBERS[word]
    return total or None


def day_of(year_number: int, month_number: int, day_number: int) -> dt.date | None:
    """That day, or None when there is none ("February 30")."""
    if 1 <= year_number <= _FARTHEST and 1 <= month_number <= 12 and 1 <= day_number <= monthrange(year_number, month_number)[1]:
        return dt.date(year_number, month_number, day_number)
    return None


def year(number_of: int) -> Days:
    """The first and last day of a year; (None, None) outside 1 to 9000."""
    return years(number_of, number_of)


def years(first: int, last: int) -> Days:
    """From the first day of one year to the last of another."""
    return day_of(first, 1, 1), day_of(last, 12, 31)


def month(year_number: int, month_number: int) -> Days:
    """The first and last day of a month."""
    if not 1 <= year_number <= _FARTHEST:
        return None, None
    return dt.date(year_number, month_number, 1), dt.date(year_number, month_number, monthrange(year_number, month_number)[1])


def season(year_number: int, first_month: int) -> Days:
    """Three months from the first one; winter reaches into the next year."""
    if not 1 <= year_number < _FARTHEST:
        return None, None
    return dt.date(year_number, first_month, 1), month(*add_months(year_number, first_month, 2))[1]


def add_months(year_number: int, month_number: int, count: int) -> tuple[int, int]:
    """Year and month ``count`` months later (earlier where negative)."""
    total = year_number * 12 + month_number - 1 + count
    return total // 12, total % 12 + 1


def weekday(anchor: dt.date, day_number: int, direction: int) -> dt.date:
    """The nearest such day of the week: ``direction`` -1 before, 1 after; the anchor itself when it is that day.

    >>> weekday(dt.date(2025, 3, 12), 1, -1)
    datetime.date(2025, 3, 11)
    """
    distance = (anchor.weekday() - day_number) % 7 if direction < 0 else (day_number - anchor.weekday()) % 7
    return _moved(anchor, distance * (1 if direction > 0 else -1))


def _moved(day: dt.date, days: int) -> dt.date:
    ordinal = min(max(day.toordinal() + days, 1), dt.date.max.toordinal())
    return dt.date.fromordinal(ordinal)


def unit_of(anchor: dt.date, unit: str) -> Days:
    """The calendar unit that holds the anchor; weeks begin on Monday."""
    if unit in ("second", "minute", "hour", "day"):
        return anchor, anchor
    if unit in ("week", "fortnight"):
        start = _moved(anchor, -anchor.weekday())
        return start, _moved(start, 6)
    if unit == "weekend":
        start = _moved(anchor, 5 - anchor.weekday())
        return start, _moved(start, 1)
    if unit == "month":
        return month(anchor.year, anchor.month)
    if unit == "quarter":
        first = (anchor.month - 1) // 3 * 3 + 1
        return dt.date(anchor.year, first, 1), month(anchor.year, first + 2)[1]
    if unit == "year":
        return year(anchor.year)
    if unit == "decade":
        return years(max(1, anchor.year // 10 * 10), anchor.year // 10 * 10 + 9)
    return years((anchor.year - 1) // 100 * 100 + 1, (anchor.year - 1) // 100 * 100 + 100)


def shifted_unit(anchor: dt.date, unit: str, count: int) -> dt.date | None:
    """The day ``count`` units later (earlier where negative); None beyond the calendar."""
    days = {"second": 0, "minute": 0, "hour": 0, "day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if days is not None:
        ordinal = anchor.toordinal() + days * count
        return dt.date.fromordinal(ordinal) if 1 <= ordinal <= dt.date.max.toordinal() else None
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    year_number, month_number = add_months(anchor.year, anchor.month, months * count)
    if not 1 <= year_number <= _FARTHEST:
        return None
    return dt.date(year_number, month_number, min(anchor.day, monthrange(year_number, month_number)[1]))
