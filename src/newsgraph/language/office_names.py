"""Offices between two names: in "Acme Chief Executive Ann Reed" the office is part of neither.

References:
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 5.66, 17.91 (titles before names, and whose they are).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from newsgraph.language.annotated import Token
from newsgraph.language.name_edges import LEVELS
from newsgraph.language.name_types import NameSpan, overlaid, place_at
from newsgraph.lexicons.headwords import last_words
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.tables import word_set
from newsgraph.lexicons.titles import titles

__all__ = ["with_offices_apart"]

_PROPER = frozenset({"NNP", "NNPS"})
_LONGEST = 5
_AROUND = 40  # tokens: no name is longer
# "Chief Technology Officer", "Chief Human Resources Officer".
_CHIEF, _OFFICER, _MOST_DUTIES = "Chief", "Officer", 3
# What stands before an office without being whose it is.
_BEFORE = word_set("former ex acting interim deputy vice senior executive then late new incoming outgoing longtime the and")
# Bodies that the first word of an office may close: "Conservative Party Leader", "Leeds Police Chief".
_CLOSING = word_set("party police council senate house union committee")


def with_offices_apart(tokens: list[Token], spans: Iterable[NameSpan]) -> list[NameSpan]:
    """``spans`` cut where an office of several words stands inside or across them; who bears it, and whose it is, are names."""
    kept = sorted(spans)
    for start, end in _offices(tokens):
        left, right = _run_before(tokens, start), _run_behind(tokens, end)
        low = bisect_left(kept, left - _AROUND, key=_start)
        high = bisect_left(kept, right + 1, lo=low, key=_start)
        kept[low:high] = _office_apart(tokens, kept[low:high], (start, end), (left, right))
    return kept


def _start(span: NameSpan) -> int:
    return span.start


def _office_apart(tokens: list[Token], kept: list[NameSpan], office: tuple[int, int], run: tuple[int, int]) -> list[NameSpan]:
    """The spans around one office, whose words and those of the run of names around it are given."""
    (start, end), (left, right) = office, run
    touched = [span for span in kept if span.start < right and span.end > left]
    if not any(span.start < end and span.end > start for span in touched):
        return kept
    if any(span.start < start < span.end < end and tokens[start].lower in _CLOSING for span in touched):
        return kept
    new = [NameSpan(end, right, "PERSON")]
    outside = [span for span in touched if span.end <= start and span.start >= left]
    first = min((span.start for span in touched if span.start < start and start - span.start > 1), default=left)
    if outside:
        new += outside
    elif min(first, left) < start:
        place = place_at(tokens, min(first, left))
        new.append(NameSpan(min(first, left), start, "GPE" if place is not None else "ORG"))
    return overlaid([span for span in kept if (span.end <= start and not _level(tokens, span, start)) or span.start >= end], new)


def _level(tokens: list[Token], span: NameSpan, office: int) -> bool:
    """True for "Federal" before "Industry Minister": whose minister that is, it does not say."""
    return span.end == office and span.end - span.start == 1 and tokens[span.start].lower in LEVELS


def _offices(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Where an office of several words with capitals stands before a name of a person."""
    i = 0
    while i < len(tokens) - 2:
        end = _office_end(tokens, i)
        if end and _run_behind(tokens, end) > end and tokens[_run_behind(tokens, end) - 1].lower not in last_words():
            yield i, end
            i = end
        else:
            i += 1


def _office_end(tokens: list[Token], start: int) -> int:
    """Where the longest office that begins at ``start`` ends; 0 where none does."""
    if not tokens[start].text[:1].isupper() or not tokens[start].text[0].isalpha():
        return 0
    for size in range(_LONGEST, 1, -1):
        words = tokens[start : start + size]
        if len(words) < size or words[-1].sent_i != words[0].sent_i or not all(t.text[0].isupper() or t.lower == "of" for t in words):
            continue
        if " ".join(t.lower for t in words) in titles():
            return start + size
        duties = words[1:-1]
        if words[0].text == _CHIEF and words[-1].text == _OFFICER and 0 < len(duties) <= _MOST_DUTIES:
            return start + size
    return 0


def _run_behind(tokens: list[Token], start: int) -> int:
    """The end of the proper nouns from ``start`` on."""
    end = start
    while (
        end < len(tokens)
        and tokens[end].tag in _PROPER
        and tokens[end].text[0].isupper()
        and tokens[end].sent_i == tokens[start - 1].sent_i
    ):
        end += 1
    return end


def _run_before(tokens: list[Token], end: int) -> int:
    """The beginning of the proper nouns right before ``end``; a plain noun that opens the sentence is none."""
    start = end
    while start > 0 and tokens[start - 1].sent_i == tokens[end].sent_i:
        token = tokens[start - 1]
        if (
            token.tag not in _PROPER
            or not token.text[0].isupper()
            or token.lower in _BEFORE
            or token.lower in titles()
            or token.lower in LEVELS
        ):
            break
        start -= 1
    opens = start < end and (start == 0 or tokens[start - 1].sent_i != tokens[start].sent_i)
    return start + 1 if opens and end - start == 1 and tokens[start].lower in nouns() else start
