"""Relative ids to IRIs and back.

Every IRI of a graph is ``base`` + kind + ``/`` + the id, percent-encoded (UTF-8; letters, digits, ``-``, ``_``, ``~``, ``.`` and
``/`` stand as they are). The mapping is injective for every Python string, lone surrogates included, so that an IRI can always be
read back. Segments of dots alone are encoded too: they would vanish when an IRI is resolved.

======================================  ==========================================
``entity/doug-ford``                    ``{base}entity/doug-ford``
``concept/a1/exports``                  ``{base}concept/a1/exports``
any other node id                       ``{base}node/…``
relation ``premier of``                 ``{base}r/premier-of`` (a hyphen of the name becomes ``_``)
article, its named graph                ``{base}article/…``, ``{base}graph/article/…``
characters 27 to 112 of an article      ``{base}article/…#char=27,112`` (RFC 5147)
statement, its parts                    ``{base}statement/…``, ``{base}statement/…/evidence/0``
another statement of the same id        ``{base}statement/…;1``
two entities, in either order           ``{base}pair/doug-ford+mark-carney``
======================================  ==========================================

References:
    RFC 3986 section 2.3 (unreserved characters), RFC 5147 (text/plain fragments).
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes

from newsgraph.errors import GraphError, UsageError
from newsgraph.model import CharSpan

__all__ = ["DEFAULT_BASE", "Iris", "relation_name", "relation_slug"]

DEFAULT_BASE = "https://newsgraph.invalid/"
"""The default base of all IRIs: a name under ``.invalid`` (RFC 2606), which nobody else can ever own."""

_PLAIN = re.compile(r"[A-Za-z0-9_~-]+(?:/[A-Za-z0-9_~-]+)*")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\x00-\x20<>\"{}|\\^`?#\x7f-\x9f\ud800-\udfff]+/")
_SWAP = str.maketrans({" ": "-", "-": "_"})
_SWAP_BACK = str.maketrans({"-": " ", "_": "-"})
_FRAGMENT = "#char="


def _encode(text: str, safe: str = "/") -> str:
    """``text`` percent-encoded; characters in ``safe`` stand as they are."""
    if _PLAIN.fullmatch(text) and (safe or "/" not in text):
        return text
    encoded = quote(text, safe=safe, errors="surrogatepass")
    return "/".join(part.replace(".", "%2E") if part and not part.strip(".") else part for part in encoded.split("/"))


def _decode(text: str) -> str:
    try:
        return unquote_to_bytes(text).decode("utf-8", "surrogatepass") if "%" in text else text
    except UnicodeDecodeError as error:
        raise GraphError(f"no id can be read from {text!r}: its percent-encoding is not UTF-8") from error


def relation_slug(name: str) -> str:
    """The last part of a relation's IRI: spaces as ``-``, hyphens as ``_``, everything unusual percent-encoded.

    >>> relation_slug("premier of"), relation_slug("co-sponsor")
    ('premier-of', 'co_sponsor')
    """
    # What the swap would mix up with a swapped character is encoded first.
    return "".join(f"%{ord(part):02X}" if part == "_" else _encode(part.translate(_SWAP), "") for part in re.split("(_)", name))


def relation_name(slug: str) -> str:
    """The inverse of :func:`relation_slug`.

    Raises:
        GraphError: when the percent-encoding is not UTF-8.
    """
    return _decode(slug.translate(_SWAP_BACK))


class Iris:
    """The IRIs of one graph, under one base.

    Raises:
        UsageError: unless ``base`` is an absolute IRI that ends with ``/`` and has neither query nor fragment.
    """

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        """Check the base."""
        if not _BASE.fullmatch(base):
            raise UsageError(f"a base must be an absolute IRI that ends with '/', such as {DEFAULT_BASE}, not {base!r}")
        self.base = base
        self.descriptions = f"{base}graph/descriptions"
        self.facts = f"{base}graph/facts"
        self.article_graphs = f"{base}graph/article/"
        self._relations = f"{base}r/"
        self._articles = f"{base}article/"
        self._statements = f"{base}statement/"
        self._types = f"{base}type/"
        self._extractors = f"{base}extractor/"
        self._nodes = f"{base}node/"

    def node(self, node_id: str) -> str:
        """The IRI of a node; other ids than ``entity/…`` and ``concept/…`` go under ``node/``."""
        prefix = "" if node_id.startswith(("entity/", "concept/")) else "node/"
        return f"{self.base}{prefix}{_encode(node_id)}"

    def node_id(self, iri: str) -> str:
        """The inverse of :meth:`node`."""
        return _decode(self._rest(iri, self._nodes if iri.startswith(self._nodes) else self.base))

    def pair(self, one: str, other: str) -> str:
        """The IRI of two entities together, by their ids, whichever comes first."""

        def part(name: str) -> str:
            # Plus signs and slashes within an id are percent-encoded.
            return _encode(name.removeprefix("entity/"), "") if name.startswith("entity/") else f"/{_encode(name, '')}"

        return f"{self.base}pair/{'+'.join(map(part, sorted((one, other))))}"

    def relation(self, name: str) -> str:
        """The IRI of a relation, from its canonical name."""
        return self._relations + relation_slug(name)

    def relation_name(self, iri: str) -> str:
        """The inverse of :meth:`relation`."""
        return relation_name(self._rest(iri, self._relations))

    def article(self, article_id: str) -> str:
        """The IRI of an article."""
        return self._articles + _encode(article_id)

    def article_id(self, iri: str) -> str:
        """The inverse of :meth:`article`; a fragment is left out."""
        return _decode(self._rest(iri, self._articles).partition("#")[0])

    def article_graph(self, article_id: str) -> str:
        """The IRI of the named graph that holds what an article says."""
        return self.article_graphs + _encode(article_id)

    def span(self, article_iri: str, span: CharSpan) -> str:
        """The IRI of a range of characters of an article."""
        return f"{article_iri}{_FRAGMENT}{span.start},{span.end}"

    def span_of(self, iri: str) -> CharSpan:
        """The inverse of :meth:`span`.

        Raises:
            GraphError: when the IRI names no range of characters.
        """
        start, comma, end = iri.rpartition(_FRAGMENT)[2].partition(",")
        if not (comma and start.isdecimal() and end.isdecimal() and int(start) < int(end)):
            raise GraphError(f"<{iri}> names no range of characters: it should end with '{_FRAGMENT}START,END'")
        return CharSpan(int(start), int(end))

    def statement(self, statement_id: str, repeat: int = 0) -> str:
        """The IRI of a statement; its parts (evidence, speakers, qualifiers) stand below it.

        ``repeat`` tells statements of the same id apart: 0 for the first, then 1 …, written ``;1``.
        """
        return f"{self._statements}{_encode(statement_id, '')}{f';{repeat}' if repeat else ''}"

    def statement_id(self, iri: str) -> str:
        """The inverse of :meth:`statement`."""
        return _decode(self._rest(iri, self._statements).partition(";")[0])

    def mention(self, article_id: str, span: CharSpan, node_id: str, number: int) -> str:
        """The IRI of one mention; ``number`` tells equal ones apart."""
        return f"{self.base}mention/{_encode(article_id, '')}/{span.start}-{span.end}/{_encode(node_id)}{f'/{number}' if number else ''}"

    def correction(self, correction_id: str) -> str:
        """The IRI of a user's correction."""
        return f"{self.base}correction/{_encode(correction_id, '')}"

    def type(self, name: str) -> str:
        """The IRI of a type that neither schema.org nor the vocabulary has."""
        return self._types + _encode(name)

    def type_name(self, iri: str) -> str:
        """The inverse of :meth:`type`."""
        return _decode(self._rest(iri, self._types))

    def extractor(self, name: str) -> str:
        """The IRI of an extractor (``clauses/1``)."""
        return self._extractors + _encode(name)

    def extractor_name(self, iri: str) -> str:
        """The inverse of :meth:`extractor`."""
        return _decode(self._rest(iri, self._extractors))

    def _rest(self, iri: str, prefix: str) -> str:
        if not iri.startswith(prefix):
            raise GraphError(f"<{iri}> is not below <{prefix}>: was the graph written with another base?")
        return iri[len(prefix) :]
