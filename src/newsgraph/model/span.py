"""A range of characters of an article."""

from __future__ import annotations

from dataclasses import dataclass

from newsgraph.errors import SpanError

__all__ = ["CharSpan"]


@dataclass(frozen=True, slots=True, order=True)
class CharSpan:
    """A half-open range of characters in ``Article.text``.

    Offsets count Unicode code points from 0, so ``text[span.start:span.end]`` is always the quoted evidence.
    Never bytes, tokens or sentence offsets.

    Raises:
        SpanError: unless ``0 <= start < end``.

    >>> CharSpan(4, 11).of("The nucleus is small.")
    'nucleus'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"a span must satisfy 0 <= start < end, not start={self.start}, end={self.end}")

    def of(self, text: str) -> str:
        """The characters of ``text`` in this span.

        Raises:
            SpanError: when the span ends after the text.
        """
        if self.end > len(text):
            raise SpanError(f"span {self.start}:{self.end} ends after the text ({len(text)} characters)")
        return text[self.start : self.end]

    def covers(self, other: CharSpan) -> bool:
        """True when no character of ``other`` lies outside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: CharSpan) -> bool:
        """True when at least one character is shared."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start

    def __str__(self) -> str:
        return f"{self.start}:{self.end}"
