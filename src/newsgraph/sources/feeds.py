"""Feeds, RSS 0.9 to 2.0 and Atom 1.0: what they say of each article.

The XML is hostile until shown otherwise: no document type, no entities but the five of XML, nothing fetched, bounded depth.

References:
    RSS 2.0 Specification (RSS Advisory Board); RDF Site Summary 1.0 with its modules dc and content; RFC 4287, Atom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from newsgraph.errors import SourceError

__all__ = ["Entry", "Feed", "html_text", "parse_feed"]

_BLOCKS = frozenset("p div li ul ol h1 h2 h3 h4 h5 h6 blockquote section article br tr table pre figcaption header footer".split())
_UNSEEN = frozenset(("script", "style", "template", "noscript", "iframe", "svg", "math", "figure"))
_MARKUP = re.compile(r"<[A-Za-z/!]|&[A-Za-z#]")


@dataclass(frozen=True, slots=True)
class Feed:
    """An input: all articles that the feed at this address lists."""

    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a feed: where it is, what is known of it, and its text where the feed carries it (empty where not)."""

    url: str
    fields: dict[str, str]
    text: str


def parse_feed(data: bytes, url: str) -> list[Entry]:
    """The articles that a feed lists, in its order.

    Raises:
        SourceError: when it is no XML, no feed, or declares a document type with entities.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"{url}: is no feed: no XML ({error})", source=url) from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and (declared.entities() or next(declared.iterelements(), None) is not None):
        raise SourceError(f"{url}: declares a document type of its own, which no feed needs; it is not read", source=url)
    kind = _name(root)
    if kind == "feed":
        return [_atom(entry, url, _child_text(root, "title")) for entry in _children(root, "entry")]
    if kind in ("rss", "RDF"):
        channel = next(_children(root, "channel"), root)
        items = [*_children(channel, "item"), *(_children(root, "item") if channel is not root else ())]
        return [_rss(item, url, _child_text(channel, "title")) for item in items]
    raise SourceError(f"{url}: is no feed: its XML is a {kind[:40]!r}, neither RSS nor Atom", source=url)


def _rss(item: Any, url: str, publisher: str) -> Entry:
    guid = next(_children(item, "guid"), None)
    permanent = guid.text if guid is not None and guid.get("isPermaLink", "true") == "true" else ""
    link = _child_text(item, "link") or (permanent or "")
    fields = {
        "title": _child_text(item, "title"),
        "author": _child_text(item, "creator") or _child_text(item, "author"),
        "published": _child_text(item, "pubDate") or _child_text(item, "date"),
        "publisher": publisher,
        "licence": _child_text(item, "rights"),
    }
    return Entry(_address(url, link), _plain(fields), html_text(_child_text(item, "encoded")))


def _atom(entry: Any, url: str, publisher: str) -> Entry:
    links = [link for link in _children(entry, "link") if link.get("rel", "alternate") == "alternate" and link.get("href")]
    link = links[0].get("href") if links else ""
    author = next(_children(entry, "author"), None)
    fields = {
        "title": _child_text(entry, "title"),
        "author": _child_text(author, "name") if author is not None else "",
        "published": _child_text(entry, "published") or _child_text(entry, "updated"),
        "publisher": publisher,
    }
    return Entry(_address(url, link), _plain(fields), _atom_content(next(_children(entry, "content"), None)))


def _atom_content(content: Any) -> str:
    if content is None:
        return ""
    kind = content.get("type", "text")
    if kind == "xhtml":
        return _lines(content)
    text = content.text or ""
    return html_text(text) if kind in ("html", "text/html") else text.strip() if kind in ("text", "text/plain") else ""


def _address(feed: str, link: str) -> str:
    """The address that a link of the feed means; empty when it is none that a page can have."""
    try:
        found = urljoin(feed, link.strip()) if link.strip() else ""
    except ValueError:
        return ""  # "http://[": the article counts as one without an address, and is told so
    return found if found.lower().startswith(("http://", "https://")) else ""


def _plain(fields: dict[str, str]) -> dict[str, str]:
    """Titles and names without markup, those that are told."""
    plain = {name: " ".join((html_text(value) if _MARKUP.search(value) else value).split()) for name, value in fields.items()}
    return {name: value for name, value in plain.items() if value}


def html_text(html: str) -> str:
    """The words of a piece of HTML, a line a paragraph."""
    if not html.strip():
        return ""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        return _lines(lxml_html.fragment_fromstring(html, create_parent="div"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""  # nothing but a comment, or what no HTML can hold: no words


def _lines(element: Any) -> str:
    lines = "".join(_pieces(element)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _pieces(element: Any) -> Iterator[str]:
    from lxml import etree

    unseen = 0
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        name = _name(node)
        if event == "start":
            unseen += name in _UNSEEN
            if name in _BLOCKS:
                yield "\n"
            if not unseen:
                yield (node.text or "").replace("\n", " ")
            continue
        if event == "end":
            unseen -= name in _UNSEEN
            if name in _BLOCKS:
                yield "\n"
        if not unseen and node is not element:
            yield (node.tail or "").replace("\n", " ")


def _name(element: Any) -> str:
    """The name without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if _name(child) == name)


def _child_text(element: Any, name: str) -> str:
    """The text of the first child of that name that has any (a ``link`` of Atom in an RSS channel has none)."""
    return next((text for child in _children(element, name) if (text := "".join(child.itertext()).strip())), "")
