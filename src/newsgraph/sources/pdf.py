"""The text of a PDF, its lines put together into paragraphs again; needs the extra ``newsgraph[pdf]``.

A PDF knows where letters stand, not what a sentence is. Lines are joined unless one visibly ends a paragraph, words that a hyphen breaks
at the end of a line are made whole, and what stands on most pages again (running heads, page numbers) is left out. Its date is that of the
file, not of the article, and is not taken: give ``published`` in a file beside it.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from newsgraph.errors import EmptyArticleError, SourceError

__all__ = ["paragraphs", "read_pdf"]

_MOST_PAGES = 500
_NUMBER_LINE = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_BROKEN = re.compile(r"[^\W\d_]-$")
_ENDS_SENTENCE = re.compile(r"[.!?:][\"'”’)\]]*$")
_BULLET = re.compile(r"(?:[•‣▪●*–—-]|\d{1,2}[.)])\s")
_FULL_LINE = 0.8  # of the longest usual line: what is shorter and ends a sentence ends its paragraph
_HEADING = 0.6  # what is shorter than that and ends without a mark is a line of its own, when a capital follows


def read_pdf(data: bytes, source: str) -> tuple[dict[str, Any], str]:
    """The fields (title, author) and the text of a PDF; paragraphs are lines of the text.

    Raises:
        EmptyArticleError: when it holds no text, as a scan does.
        SourceError: when it cannot be read, is encrypted, or the extra ``newsgraph[pdf]`` is missing.
    """
    try:
        import pypdf
    except ImportError as error:
        raise SourceError(f"{source}: is a PDF; install what reads it with: pip install 'newsgraph[pdf]'", source=source) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells each oddity of a file; what matters is told here, once
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(f"{source}: is encrypted; save it without a password", source=source)
        if len(reader.pages) > _MOST_PAGES:
            raise SourceError(f"{source}: has {len(reader.pages)} pages, more than {_MOST_PAGES}; split it", source=source)
        pages = [page.extract_text() for page in reader.pages]
        told = reader.metadata
        fields = {"title": told.title, "author": told.author} if told else {}
    except SourceError:
        raise
    except Exception as error:  # damaged files raise whatever the library stumbled over
        raise SourceError(f"{source}: the PDF cannot be read ({type(error).__name__}: {error!s:.200})", source=source) from error
    text = "\n".join(paragraphs(pages))
    if not text:
        raise EmptyArticleError(f"{source}: holds no text; if it is a scan, recognise its text first", source=source)
    return {name: str(value).strip() for name, value in fields.items() if value and str(value).strip()}, text


def paragraphs(pages: Iterable[str]) -> list[str]:
    """The paragraphs of pages of lines.

    >>> paragraphs(["Acme said on Mon-\\nday that it would\\nsell Globex.\\nThe price was not told.\\n7"])
    ['Acme said on Monday that it would sell Globex. The price was not told.']
    """
    told = [[" ".join(line.replace("\0", "").replace("\xad", "-").split()) for line in page.splitlines()] for page in pages]
    repeated = _repeated(told)
    lines = [line for page in told for line in page if line not in repeated and not _NUMBER_LINE.fullmatch(line)]
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[int(len(lengths) * 0.9)] if lengths else 0
    found: list[str] = []
    open_line = ""  # the last line of the paragraph that is being put together, as it stood
    for line in lines:
        if not line:
            # A page may end in empty lines in the middle of a sentence.
            open_line = "" if _ENDS_SENTENCE.search(open_line) else open_line
        elif open_line and not _ends(open_line, line, usual):
            found[-1] = f"{found[-1][:-1]}{line}" if _BROKEN.search(found[-1]) and line[0].islower() else f"{found[-1]} {line}"
            open_line = line
        else:
            found.append(line)
            open_line = line
    return found


def _ends(line: str, following: str, usual: int) -> bool:
    """True when a paragraph ends with ``line``."""
    if _BULLET.match(following):
        return True
    if _ENDS_SENTENCE.search(line):
        return len(line) < _FULL_LINE * usual
    return len(line) < _HEADING * usual and not following[0].islower() and not line.endswith((",", ";", "-"))


def _repeated(pages: list[list[str]]) -> frozenset[str]:
    """Lines that stand on at least half of the pages, where there are three or more."""
    if len(pages) < 3:
        return frozenset()
    counts = Counter(line for page in pages for line in set(page) if line)
    return frozenset(line for line, times in counts.items() if 2 * times >= len(pages))
