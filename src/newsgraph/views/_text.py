"""Making hostile text harmless for files that cannot hold every character."""

from __future__ import annotations

import json
import re
from typing import Any, Final
from urllib.parse import urlsplit

from newsgraph.model.harmless import one_direction, xml_text

__all__ = ["csv_cell", "json_in_html", "one_direction", "safe_url", "utf8", "xml_text"]

_SURROGATES = re.compile("[\ud800-\udfff]")
# Spreadsheets also run the full-width forms.
_FORMULA: Final = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\x00-\x1f\x7f-\x9f]*[=+\-@＝＋－＠]")
"""What a spreadsheet may run: some leave out blanks and marks that are not seen before they look."""
_REPLACEMENT = "\ufffd"


def utf8(text: str) -> str:
    """``text`` with each lone surrogate replaced by U+FFFD: as many characters as before, so offsets still hold."""
    return _SURROGATES.sub(_REPLACEMENT, text)


def csv_cell(text: str) -> str:
    """``text`` on one line, with an apostrophe before it where a spreadsheet would run it as a formula.

    >>> csv_cell('=HYPERLINK("http://example.org")')
    '\\'=HYPERLINK("http://example.org")'
    """
    guarded = f"'{text}" if text.startswith("\t") or _FORMULA.match(text) else text
    return " ".join(utf8(guarded).replace("\x00", _REPLACEMENT).splitlines())


def safe_url(url: str | None) -> str | None:
    """``url`` when it is an absolute http or https address with a host, None for anything else (``javascript:``, ``data:``, files)."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        # Malformed brackets of an IPv6 host: no address, so no link.
        return None
    allowed = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    return url if allowed and not any(ord(char) <= 0x20 or 0x7F <= ord(char) < 0xA0 or char in "\\\"'<>`" for char in url) else None


def json_in_html(value: Any) -> str:
    """JSON that may stand in a script element: nothing in it ends the element or opens a comment.

    >>> json_in_html("</script>")
    '"\\\\u003c/script\\\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029\x7f":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return one_direction(utf8(text))
