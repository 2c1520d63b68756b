"""Pages and feeds at addresses that the user has named; nothing else is ever fetched.

A feed leads to the pages that it lists, and to no further ones. A host at a private address is refused, however it came up, but for this
machine itself when the user has typed its address: then for that very origin.
"""

from __future__ import annotations

import http
from collections.abc import Iterator
from typing import Any

from newsgraph import net
from newsgraph.errors import NetworkError, SourceError
from newsgraph.model import Article, Failure
from newsgraph.sources.decode import decode
from newsgraph.sources.feeds import Entry, Feed, parse_feed
from newsgraph.sources.html import read_html
from newsgraph.sources.metadata import check_size, make_article
from newsgraph.sources.pdf import read_pdf

__all__ = ["MOST_ENTRIES", "read_feed", "read_page"]

MOST_ENTRIES = 100
"""More articles of one feed are not read."""
_WHOLE_CHARS = 500  # what a feed carries of an article is the article when it has so many characters, else a teaser
_HTML = ("text/html", "application/xhtml+xml")
_XML = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_ACCEPT = "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9"
_ACCEPT_FEED = "application/rss+xml, application/atom+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8"


def read_page(url: str, max_chars: int, limits: net.Limits | None = None) -> Iterator[tuple[str, Article | Failure]]:
    """The article at an address, or why there is none."""
    yield url, _read(url, {}, max_chars, _trusted(url), limits or net.Limits())


def read_feed(feed: Feed, max_chars: int, limits: net.Limits | None = None) -> Iterator[tuple[str, Article | Failure]]:
    """The articles of a feed, or for each why there is none; of ``MOST_ENTRIES`` at most."""
    limits, trusted = limits or net.Limits(), _trusted(feed.url)
    try:
        answer = _fetched(feed.url, _ACCEPT_FEED, trusted, limits)
        entries = parse_feed(answer.body, answer.url)
    except SourceError as error:
        yield feed.url, Failure(feed.url, "read", str(error))
        return
    if not entries:
        yield feed.url, Failure(feed.url, "read", f"{feed.url}: lists no articles")
    for number, entry in enumerate(entries[:MOST_ENTRIES], 1):
        yield entry.url or f"{feed.url}#{number}", _entry(entry, f"{feed.url}#{number}", max_chars, trusted, limits)
    if len(entries) > MOST_ENTRIES:
        yield feed.url, Failure(feed.url, "read", f"{feed.url}: lists {len(entries)} articles; only the first {MOST_ENTRIES} are read")


def _entry(entry: Entry, place: str, max_chars: int, trusted: frozenset[str], limits: net.Limits) -> Article | Failure:
    if entry.url and len(entry.text) < _WHOLE_CHARS:
        return _read(entry.url, entry.fields, max_chars, trusted, limits)
    source = entry.url or place
    try:
        if not entry.text:
            raise SourceError(f"{source}: the feed gives neither an address nor a text for it", source=source)
        check_size(entry.text, source, max_chars)
        return make_article(entry.text, entry.fields, {"url": entry.url or None}, default_id=_id(source), source=source)
    except SourceError as error:
        return Failure(source, "read", str(error))


def _read(url: str, fields: dict[str, str], max_chars: int, trusted: frozenset[str], limits: net.Limits) -> Article | Failure:
    try:
        answer = _fetched(url, _ACCEPT, trusted, limits)
        found, text = _content(answer, url)
        check_size(text, url, max_chars)
        return make_article(text, {**found, "url": answer.url}, fields, default_id=_id(url), source=url)
    except SourceError as error:
        return Failure(url, "read", str(error))


def _content(answer: net.Answer, url: str) -> tuple[dict[str, Any], str]:
    if answer.media in _HTML or (not answer.media and answer.body.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))):
        page = decode(answer.body, url, html=True, declared=answer.charset)
        return read_html(page, url, address=answer.url) if page.strip() else ({}, "")
    if answer.media == "application/pdf":
        return read_pdf(answer.body, url)
    if answer.media == "text/plain":
        return {}, decode(answer.body, url, declared=answer.charset)
    if answer.media in _XML:
        raise SourceError(f"{url}: is XML and no page; give a feed with --feed", source=url)
    told = f"is {answer.media:.80}" if answer.media else "does not tell what it is"
    raise SourceError(f"{url}: {told}; newsgraph reads HTML, plain text and PDF", source=url)


def _fetched(url: str, accept: str, trusted: frozenset[str], limits: net.Limits) -> net.Answer:
    """What is at an address.

    Raises:
        SourceError: when nothing is.
    """
    try:
        answer = net.fetch(url, headers={"Accept": accept}, limits=limits, trusted=trusted)
    except (NetworkError, ValueError) as error:
        told = str(error) if str(error).startswith(url) else f"{url}: {error}"
        raise SourceError(told, source=url) from error
    if answer.status != http.HTTPStatus.OK:
        try:
            phrase = f" {http.HTTPStatus(answer.status).phrase}"
        except ValueError:
            phrase = ""  # a number that no standard knows
        raise SourceError(f"{url}: the server answers {answer.status}{phrase}", source=url)
    return answer


def _trusted(url: str) -> frozenset[str]:
    """The origin of an address that the user has typed as one of this machine."""
    return frozenset([net.origin(url)]) if net.is_loopback(url) else frozenset()


def _id(url: str) -> str:
    """An article's id: its address without scheme and fragment."""
    return url.partition("://")[2].partition("#")[0].rstrip("/") or url
