"""From bytes to text, or a clear word about why not."""

from __future__ import annotations

import codecs
import re

from newsgraph.errors import BinaryFileError, EncodingError

__all__ = ["check_text", "decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF", b"{\\rtf", b"\xd0\xcf\x11\xe0")
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\x85"))
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)

_LATIN_1 = frozenset(("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1"))
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")  # bytes that Windows-1252 leaves open


def decode(data: bytes, source: str, *, html: bool = False, declared: str | None = None) -> str:
    """The text of ``data``: UTF-8 with or without byte order mark, UTF-16 or UTF-32 with one; for HTML also what it declares.

    ``declared`` is the encoding that a server told; it goes over what the page says. Latin 1 is read as Windows-1252, as browsers do
    (WHATWG Encoding Standard): that is where typographic quotation marks are.

    Raises:
        BinaryFileError: when it is no text.
        EncodingError: when it is in another encoding, or not wholly in the one it says.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return check_text(_decoded(data[len(mark) :], encoding, source), source)
    if data.startswith(_MAGIC) or b"\0" in data or len(data) - len(data.translate(None, _CONTROL)) > len(data) / 100:
        raise BinaryFileError(f"{source}: is no text file; give .txt, .md, .html, .jsonl or .pdf", source=source)
    if declared is None and html and (match := _CHARSET.search(data[:4096])):
        declared = match.group(1).decode("ascii")
    if declared is not None and declared.lower() in _LATIN_1 and not _UNDEFINED.search(data):
        declared = "cp1252"
    return check_text(_decoded(data, declared or "utf-8", source), source)


def _decoded(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"{source}: is not {encoding.upper()} (at byte {error.start}); save it as UTF-8, e.g. with 'iconv -f ISO-8859-1 -t UTF-8'",
            source=source,
        ) from error
    except LookupError as error:
        raise EncodingError(f"{source}: declares the encoding {encoding!r}, which is unknown; save it as UTF-8", source=source) from error


def check_text(text: str, source: str) -> str:
    """``text`` itself, when every part of the project can carry it.

    Raises:
        BinaryFileError: when it holds NUL characters.
        EncodingError: when it holds half a surrogate pair (which JSON can spell, and no encoding can write).
    """
    if "\0" in text:
        raise BinaryFileError(f"{source}: holds NUL characters, so it is no text", source=source)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise EncodingError(
            f"{source}: holds half a surrogate pair at character {error.start}; repair its encoding", source=source
        ) from error
    return text
