"""Where quotation marks open and close: a single pass over the characters of each paragraph, whatever the marks are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["ANY_MARKS", "DOUBLE_MARKS", "MOST_CHARS", "MarkedSpan", "marked_spans"]

MOST_CHARS = 6_000
"""No quotation within one paragraph is longer; a mark whose partner lies further away has none."""

DOUBLE_MARKS = frozenset('"“”')
ANY_MARKS = DOUBLE_MARKS | frozenset("'‘’")
"""The marks that English news sets around words; what opens and closes where, only :func:`marked_spans` tells."""

_DOUBLE = re.compile(r"[\"“”„‟«»]|(?<=\s)``|''(?!\w)")
_SINGLE = re.compile(r"['‘’‛]")
_OPENING = frozenset("“„«‟")
_CLOSING = frozenset("”»")
# Words that begin with an apostrophe: it opens nothing.
_ELISION = re.compile(r"['‘’‛](?:\d\ds?\b|n['’]|(?:em|til|till|tis|twas|cause|cos|cuz|bout|round|nuff|fraid|kay|ere)\b)", re.IGNORECASE)
_INCHES = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:[.½¼¾]\d?)?$")
_BEFORE_OPENING = frozenset("([{<-–—/“\"«„‘'")


@dataclass(frozen=True, slots=True, order=True)
class MarkedSpan:
    """Characters between two marks: ``char_start:char_end`` without them (half-open).

    ``closed`` is False where the paragraph ends before the quotation does: either the next paragraph continues it
    (``continues``) or the closing mark was forgotten. ``single`` tells single marks from double ones.
    """

    char_start: int
    char_end: int
    single: bool = False
    closed: bool = True
    continues: bool = False


def marked_spans(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[MarkedSpan]:
    """The quotations of ``text``, sorted; ``paragraphs`` are character ranges in order.

    Spans nest, or are apart; they never cross. A quotation over several paragraphs is one span for each of them.
    """
    found: list[MarkedSpan] = []
    carried = False
    for number, (start, end) in enumerate(paragraphs):
        next_start = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else None
        goes_on = next_start is not None and (text[next_start] in _OPENING or text[next_start] == '"')
        spans = _doubles_in(text, start, end, carried=carried, goes_on=goes_on)
        carried = bool(spans) and spans[-1].continues
        found.extend(spans)
        goes_on = next_start is not None and text[next_start] in "'‘"
        found.extend(_singles_in(text, start, end, spans, goes_on=goes_on))
        for span in spans:
            found.extend(_singles_in(text, span.char_start, span.char_end, (), goes_on=False))
    return sorted(span for span in found if span.char_start < span.char_end)


def _doubles_in(text: str, start: int, end: int, *, carried: bool, goes_on: bool) -> list[MarkedSpan]:
    spans: list[MarkedSpan] = []
    open_at: int | None = None
    first = True
    for match in _DOUBLE.finditer(text, start, end):
        at, after = match.span()
        kind = _double_kind(text, at, after, start, end, is_open=open_at is not None)
        if kind == "none":
            continue
        if kind == "close" and open_at is None and first and carried:
            spans.append(MarkedSpan(start, at))  # the opening mark was not repeated
        elif kind == "close" and open_at is not None:
            # Beyond any length that a quotation has, the opening mark was a stray one.
            spans.append(MarkedSpan(open_at, at, closed=at - open_at <= MOST_CHARS))
            open_at = None
        elif kind == "open":
            if open_at is not None:
                spans.append(MarkedSpan(open_at, at, closed=False))
            open_at = after
        first = False
    if open_at is not None:
        spans.append(MarkedSpan(open_at, end, closed=False, continues=goes_on))
    return spans


def _double_kind(text: str, at: int, after: int, start: int, end: int, *, is_open: bool) -> str:
    """``open``, ``close`` or ``none``; straight marks are judged by what stands beside them."""
    mark = text[at]
    if mark in _OPENING:
        # German and Polish close with the mark that English opens with.
        return "close" if mark == "“" and is_open and _closes(text, at, after, start, end) else "open"
    if mark in _CLOSING:
        return "close"
    before = text[at - 1] if at > start else " "
    if before.isdigit() and (not is_open or _INCHES.search(text, max(start, at - 8), at)):
        return "none"  # 12" and 5'10": inches
    if not is_open:
        return "close" if _closes(text, at, after, start, end) else "open"
    opens = (before.isspace() or before in "([") and after < end and (text[after].isalnum() or text[after] in "'‘$£€")
    return "open" if opens else "close"


def _closes(text: str, at: int, after: int, start: int, end: int) -> bool:
    return at > start and not text[at - 1].isspace() and (after >= end or not text[after].isalnum()) and text[at - 1] not in "([{—–"


def _singles_in(text: str, start: int, end: int, holes: Sequence[MarkedSpan], *, goes_on: bool) -> Iterator[MarkedSpan]:
    """Quotations in single marks; marks inside ``holes`` are somebody else's."""
    open_at: int | None = None
    weak: int | None = None  # "the workers' …": a possessive, unless nothing better closes the quotation
    hole = 0
    for match in _SINGLE.finditer(text, start, end):
        at = match.start()
        while hole < len(holes) and holes[hole].char_end <= at:
            hole += 1
        if hole < len(holes) and holes[hole].char_start <= at:
            continue
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if match.group() != "’" and (before.isspace() or before in _BEFORE_OPENING) and (after.isalnum() or after in '“"«$£€[(…'):
            if _ELISION.match(text, at):
                continue
            if open_at is not None and weak is not None:
                yield MarkedSpan(open_at, weak, single=True)
            open_at, weak = at + 1, None
        elif open_at is not None and not before.isspace() and not after.isalnum() and match.group() != "‘":
            if before in "sS" and after == " ":
                weak = at if weak is None else weak
            elif at - open_at > MOST_CHARS:
                open_at = weak = None
            else:
                yield MarkedSpan(open_at, at, single=True)
                open_at = weak = None
    if open_at is not None:
        if weak is not None:
            yield MarkedSpan(open_at, weak, single=True)
        elif goes_on:
            yield MarkedSpan(open_at, end, single=True, closed=False, continues=True)
