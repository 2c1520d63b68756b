"""Reading: every input gives articles, and a failure for each document that cannot be read; none stops the others."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from newsgraph.errors import EmptyArticleError, SourceError, UsageError
from newsgraph.model import Article, Failure
from newsgraph.sources.decode import decode
from newsgraph.sources.feeds import Feed
from newsgraph.sources.files import STDIN, find_files
from newsgraph.sources.html import read_html
from newsgraph.sources.metadata import check_size, make_article, parse_json, sidecar, split_front_matter
from newsgraph.sources.pdf import read_pdf

__all__ = ["Input", "is_address", "read", "read_text"]

Input = str | Path | Article | Feed
"""A file, folder, pattern or address, an article, or a feed."""

_STAGE = "read"
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def is_address(given: object) -> bool:
    """True for a string that is an http or https address."""
    return isinstance(given, str) and _ADDRESS.fullmatch(given) is not None


def read(inputs: Iterable[Input], *, max_chars: int = 20_000_000) -> Iterator[Article | Failure]:
    """The articles of files, folders, patterns and standard input (``-``), of addresses and feeds, after those given as such.

    Files come in the order of their paths, then pages and feeds in the order of their addresses. Nothing is fetched but what is named
    by its address. The same article a second time is passed over; another article with the id of an earlier one is a failure.

    Raises:
        UsageError: for an input that does not exist, holds no article, or is no address; before anything is read.
    """
    given = list(inputs)
    addresses = sorted({item for item in given if isinstance(item, str) and is_address(item)})
    feeds = sorted({item for item in given if isinstance(item, Feed)}, key=lambda feed: feed.url)
    for url in (*addresses, *(feed.url for feed in feeds)):
        _check_address(url)
    files = find_files([item for item in given if isinstance(item, str | Path) and not is_address(item)])
    return _unique(chain(_all(given, files, max_chars), _fetched(addresses, feeds, max_chars)))


def _check_address(url: str) -> None:
    from newsgraph.net import check_url

    if not is_address(url):
        raise UsageError(f"a feed needs an http or https address, not {url!r:.200}")
    check_url(url)


def _fetched(addresses: list[str], feeds: list[Feed], max_chars: int) -> Iterator[tuple[str, Article | Failure]]:
    if not (addresses or feeds):
        return
    from newsgraph.sources.web import read_feed, read_page  # the network is loaded when it is asked for

    for url in addresses:
        yield from read_page(url, max_chars)
    for feed in feeds:
        yield from read_feed(feed, max_chars)


def _all(given: list[Input], files: list[Path], max_chars: int) -> Iterator[tuple[str, Article | Failure]]:
    for item in given:
        if isinstance(item, Article):
            yield f"article {item.id!r}", item
    for path in files:
        if str(path) == STDIN:
            yield from _documents(sys.stdin.buffer, "standard input", "stdin", max_chars)
        else:
            yield from _file(path, max_chars)


def _unique(documents: Iterable[tuple[str, Article | Failure]]) -> Iterator[Article | Failure]:
    seen: dict[str, tuple[str, str]] = {}
    for source, document in documents:
        if isinstance(document, Failure):
            yield document
            continue
        if document.id not in seen:
            seen[document.id] = (source, document.content_hash)
            yield document
            continue
        first, content_hash = seen[document.id]
        if content_hash != document.content_hash:
            yield Failure(source, _STAGE, f"{source}: has the id {document.id!r}, as {first} has; give one of them another 'id'")


def _file(path: Path, max_chars: int) -> Iterator[tuple[str, Article | Failure]]:
    source = str(path)
    try:
        stream = path.open("rb")
    except OSError as error:
        yield source, Failure(source, _STAGE, f"{source}: cannot be read: {error.strerror or error}")
        return
    with stream:
        if path.suffix.lower() == ".jsonl":
            yield from _lines(stream, source, max_chars)
            return
        try:
            data = stream.read()
            if path.suffix.lower() == ".json":
                yield from _json_articles(decode(data, source), source, path.stem, max_chars)
            else:
                yield source, _document(data, source, path, max_chars)
        except OSError as error:
            yield source, Failure(source, _STAGE, f"{source}: cannot be read: {error.strerror or error}")
        except SourceError as error:
            yield source, Failure(source, _STAGE, str(error))


def _document(data: bytes, source: str, path: Path, max_chars: int) -> Article:
    fields: dict[str, Any]
    if path.suffix.lower() == ".pdf":
        fields, text = read_pdf(data, source) if data.strip() else ({}, "")
        check_size(text, source, max_chars)
        return make_article(text, sidecar(path), fields, default_id=path.stem, source=source)
    html = path.suffix.lower() in (".html", ".htm")
    text = decode(data, source, html=html)
    if html:
        fields, text = read_html(text, source) if text.strip() else ({}, "")
    else:
        fields, text = split_front_matter(text, source)
    check_size(text, source, max_chars)
    return make_article(text, sidecar(path), fields, default_id=path.stem, source=source)


def _documents(stream: BinaryIO, source: str, default_id: str, max_chars: int) -> Iterator[tuple[str, Article | Failure]]:
    """Standard input: JSONL when its first line is a JSON object, HTML when it begins with a tag, PDF by its mark, else a text."""
    first = stream.readline()
    while first and not first.strip():
        first = stream.readline()
    if first.lstrip().startswith(b"{") and first.rstrip().endswith(b"}"):
        yield from _lines(_chain(first, stream), source, max_chars)
        return
    try:
        data = first + stream.read()
        html = data.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))
        ending = ".pdf" if data.startswith(b"%PDF-") else ".html" if html else ".txt"
        yield source, _document(data, source, Path(default_id).with_suffix(ending), max_chars)
    except SourceError as error:
        yield source, Failure(source, _STAGE, str(error))


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _lines(lines: Iterable[bytes], source: str, max_chars: int) -> Iterator[tuple[str, Article | Failure]]:
    """One article a line, as the lines arrive."""
    number = 0
    empty = True
    for number, line in enumerate(lines, 1):
        if not line.removeprefix(codecs.BOM_UTF8).strip():
            continue
        empty = False
        where = f"{source}:{number}"
        try:
            row = parse_json(decode(line, where), where)
            yield where, _row_article(row, where, f"{Path(source).stem}-{number}", max_chars)
        except SourceError as error:
            yield where, Failure(where, _STAGE, str(error))
    if empty:
        yield source, Failure(source, _STAGE, f"{source}: is empty")


def _json_articles(text: str, source: str, stem: str, max_chars: int) -> Iterator[tuple[str, Article | Failure]]:
    if not text.strip():
        raise EmptyArticleError(f"{source}: is empty", source=source)
    value = parse_json(text, source)
    if not isinstance(value, list):
        yield source, _row_article(value, source, stem, max_chars)
        return
    for number, row in enumerate(value, 1):
        where = f"{source}:{number}"
        try:
            yield where, _row_article(row, where, f"{stem}-{number}", max_chars)
        except SourceError as error:
            yield where, Failure(where, _STAGE, str(error))


def _row_article(row: Any, source: str, default_id: str, max_chars: int) -> Article:
    if not isinstance(row, dict):
        raise SourceError(f"{source}: must be a JSON object with the field 'text'", source=source)
    text = row.get("text")
    if not isinstance(text, str):
        raise SourceError(f"{source}: has no field 'text' that is a text", source=source)
    check_size(text, source, max_chars)
    return make_article(text, row, default_id=default_id, source=source)


def read_text(text: str, *, id: str = "text", max_chars: int = 20_000_000) -> Article:
    """An article of a plain string.

    Raises:
        SourceError: when it is empty, too long or not English.
    """
    check_size(text, "the text", max_chars)
    return make_article(text, default_id=id, source="the text")
