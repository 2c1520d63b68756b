"""Making hostile text harmless for pages that cannot hold every character."""

from __future__ import annotations

import re
from html import escape

__all__ = ["html_text", "one_direction", "xml_text"]

# What XML 1.0 forbids (section 2.2, production Char): most control characters, surrogates and two non-characters.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Embeddings, overrides and isolates of the Unicode bidirectional algorithm (UAX #9).
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MOST = 2_000


def one_direction(text: str) -> str:
    """``text`` with each control that overrides or isolates the direction of writing replaced by a zero-width space.

    An override that is not closed reorders what stands around it on the page, even around an isolated element.
    As many characters as before; the marks U+200E and U+200F stay, they reorder nothing else.
    """
    return _DIRECTIONS.sub("\u200b", text)


def xml_text(text: str) -> str:
    """``text`` with each character that XML 1.0 forbids replaced by U+FFFD: as many characters as before."""
    return _NOT_XML.sub("\ufffd", text)


def html_text(text: str, limit: int = _MOST) -> str:
    """``text``, cut to ``limit`` characters, without what XML forbids, as HTML in which no mark of direction reorders what is outside."""
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return f"<bdi>{escape(one_direction(xml_text(short)))}</bdi>"
