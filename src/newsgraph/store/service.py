"""The graph in any SPARQL 1.1 service over HTTP: Fuseki, GraphDB, an Oxigraph server and others.

The service has to answer queries over the union of its named graphs where they name none (GraphDB and Neptune do; Oxigraph with
``--union-default-graph``, Fuseki with ``tdb2:unionDefaultGraph``), and to run one update request as one transaction (all of these do).
Named graphs of others in the same service are left alone.

References:
    W3C, SPARQL 1.1 Protocol, 2013.
"""

from __future__ import annotations

import base64
import socket
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from types import TracebackType
from typing import IO, Final, Self

import pyoxigraph as ox

from newsgraph.errors import GraphError, QueryError, StoreError, StoreFormatError, UsageError
from newsgraph.model import GraphData
from newsgraph.rdf.decode import decode, text_of
from newsgraph.rdf.encode import Encoder
from newsgraph.rdf.iris import DEFAULT_BASE, Iris
from newsgraph.rdf.terms import prefixes
from newsgraph.store import named
from newsgraph.store.base import QueryLimits, QueryResult
from newsgraph.store.changes import DIGEST, QUADS, Held, book, update_text
from newsgraph.store.guard import guarded
from newsgraph.store.results import query_result

__all__ = ["SparqlServiceStore"]

_CHUNK = 1 << 16
_MOST_BYTES = 256 << 20

_ACCEPT: Final = "application/sparql-results+json, application/n-triples;q=0.9"
_LABELS_AT_ONCE: Final = 500


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A service that sends elsewhere is not followed: credentials and data would go along."""

    def redirect_request(self, *_: object) -> None:
        """Refuse."""
        return None


class SparqlServiceStore:
    """A graph in a SPARQL 1.1 service.

    ``query_url`` and ``update_url`` are the addresses of its two endpoints (``http`` or ``https``; without the second it can only be read),
    ``user`` and ``password`` are sent as HTTP Basic where they are given. ``timeout`` is in seconds, for each request.

    Raises:
        UsageError: when an address, ``base`` or ``threshold`` cannot be.
        StoreError: when the service does not answer.
    """

    def __init__(
        self,
        query_url: str,
        update_url: str | None = None,
        *,
        base: str = DEFAULT_BASE,
        threshold: float | None = None,
        user: str | None = None,
        password: str = "",
        timeout: float = 60.0,
    ) -> None:
        """Remember the addresses, and ask the service for its threshold unless one is given."""
        for url in (query_url, update_url):
            if url is not None and urllib.parse.urlsplit(url).scheme not in ("http", "https"):
                raise UsageError(f"a service has an address of http or https, not {url!r}")
        if threshold is not None and not 0.0 <= threshold <= 1.0:
            raise UsageError(f"a threshold lies between 0 and 1, not at {threshold}")
        self._iris = Iris(base)
        self.base = base
        self._query_url, self._update_url = query_url, update_url
        self._headers = {}
        if user is not None:
            self._headers["Authorization"] = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        self._timeout = timeout
        self._opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))
        self._closed = False
        found = self._select(f"SELECT ?t {{ GRAPH <{self._iris.descriptions}> {{ <{base}> <{prefixes()['ng']}threshold> ?t }} }}")
        self.threshold = threshold if threshold is not None else next((float(_text(row[0])) for row in found), 0.0)

    # -- the protocol ---------------------------------------------------------------------------------------------------------

    def _post(self, url: str, kind: str, text: str, timeout: float) -> tuple[bytes, str]:
        if self._closed:
            raise StoreError("the store is closed")
        try:
            body = text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise QueryError(f"the query is wrong: {error}") from error
        headers = {**self._headers, "Content-Type": f"application/sparql-{kind}; charset=utf-8", "Accept": _ACCEPT}
        request = urllib.request.Request(url, body, headers, method="POST")  # noqa: S310 - http and https only, see __init__
        try:
            with self._opener.open(request, timeout=timeout) as answer:
                return self._read(answer, timeout), answer.headers.get_content_type()
        except urllib.error.HTTPError as error:
            told = error.read(2_000).decode("utf-8", "replace").strip()
            if error.code == 400:
                raise QueryError(f"the query is wrong: {told}") from error
            raise StoreError(f"{url}: answered {error.code} {error.reason}: {told}") from error
        except TimeoutError as error:
            raise QueryError(f"the query took longer than {timeout} seconds") from error
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", None)
            if isinstance(reason, TimeoutError | socket.timeout):
                raise QueryError(f"the query took longer than {timeout} seconds") from error
            raise StoreError(f"{url}: does not answer ({reason or error})") from error

    @staticmethod
    def _read(answer: IO[bytes], timeout: float) -> bytes:
        """The whole answer, within the time for all of it and up to a size that fits into memory.

        Raises:
            QueryError: when it is longer, or takes longer.
        """
        until = time.monotonic() + timeout
        parts: list[bytes] = []
        size = 0
        while part := answer.read(_CHUNK):
            size += len(part)
            if size > _MOST_BYTES:
                raise QueryError(f"the answer is longer than {_MOST_BYTES >> 20} MB; ask for less, with LIMIT")
            if time.monotonic() > until:
                raise QueryError(f"the query took longer than {timeout} seconds")
            parts.append(part)
        return b"".join(parts)

    def _ask(self, text: str, timeout: float) -> ox.QuerySolutions | ox.QueryBoolean | list[ox.Triple]:
        body, media = self._post(self._query_url, "query", text, timeout)
        try:
            if media == "application/n-triples":
                return [quad.triple for quad in ox.parse(body, ox.RdfFormat.N_TRIPLES)]
            return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self._query_url}: its answer ({media}) cannot be read: {error}") from error

    def _select(self, text: str) -> Iterator[ox.QuerySolution]:
        found = self._ask(text, self._timeout)
        if not isinstance(found, ox.QuerySolutions):
            raise StoreError(f"{self._query_url}: did not answer a SELECT with rows")
        return iter(found)

    # -- writing --------------------------------------------------------------------------------------------------------------

    def update(self, data: GraphData) -> bool:
        """Make the store hold exactly ``data``; False when it did already.

        All changes go in one update request, which the service runs as one transaction.

        Raises:
            StoreError: when there is no address for updates, or the service does not answer or refuses.
            GraphError: when two articles or two entities have one id.
        """
        if self._update_url is None:
            raise StoreError(f"{self._query_url}: was opened to be read only, without an address for updates")
        encoder = Encoder(data, base=self.base, threshold=self.threshold)
        text = update_text(encoder, self._held())
        if text:
            try:
                self._post(self._update_url, "update", text, self._timeout)
            except QueryError as error:
                raise StoreError(f"{self._update_url}: did not take the update ({error})") from error
        return bool(text)

    def _held(self) -> Held:
        graph = book(self.base)
        digests = {_text(row[0]): _text(row[1]) for row in self._select(f"SELECT ?g ?d {{ GRAPH <{graph}> {{ ?g {DIGEST} ?d }} }}")}

        def triples(name: str) -> Iterator[ox.Triple]:
            rows = self._select(f"SELECT ?s ?p ?o {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
            return (ox.Triple(row[0], row[1], row[2]) for row in rows)

        return Held(digests, self._count(), triples)

    def _count(self) -> int | None:
        rows = self._select(f"SELECT ?n {{ GRAPH <{book(self.base)}> {{ <{self.base}> {QUADS} ?n }} }}")
        return next((int(_text(row[0])) for row in rows), None)

    # -- reading --------------------------------------------------------------------------------------------------------------

    def quads(self) -> Iterator[ox.Quad]:
        """All quads of the graph, in no order, without bookkeeping and without other graphs of the service."""
        ours = f'STRSTARTS(STR(?g), "{self.base}graph/") && ?g != <{book(self.base)}>'
        for row in self._select(f"SELECT ?s ?p ?o ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({ours}) }}"):
            yield ox.Quad(row[0], row[1], row[2], row[3])

    def graph_data(self) -> GraphData:
        """All that the store holds, as plain data.

        Raises:
            StoreFormatError: when it holds no newsgraph, or not all of one.
        """
        count, quads = self._count(), list(self.quads())
        if count is not None and count != len(quads):
            raise StoreFormatError(f"{self._query_url}: is damaged: of its {count} quads {len(quads)} are there; build the graph anew")
        try:
            return decode(quads, base=self.base)
        except GraphError as error:
            raise StoreFormatError(f"{self._query_url}: {error}") from error

    def query(self, sparql: str, *, limits: QueryLimits | None = None) -> QueryResult:
        """The answer to a ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``, over the union of all named graphs.

        Prefixes are preset; relative IRIs are read against the base. ``limits.seconds`` ends the wait, the service may go on computing.

        Raises:
            QueryError: when it is wrong, no query but an update, reaches out, or takes longer than its limit.
            StoreError: when the service does not answer.
        """
        return self._answer(guarded(sparql, prefixes(self.base), strict=True), limits or QueryLimits())

    def _answer(self, sparql: str, limits: QueryLimits) -> QueryResult:
        preset = prefixes(self.base)
        # On one line, so that the service counts lines as its user does.
        prologue = f"BASE <{self.base}> " + "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in preset.items())
        seconds = self._timeout if limits.seconds is None else min(limits.seconds, self._timeout)
        stop = None if limits.seconds is None else time.monotonic() + limits.seconds
        found = self._ask(prologue + sparql.removeprefix("\ufeff"), seconds)
        return query_result(found, limits, stop, preset, self._labels)

    def _labels(self, iris: set[str]) -> dict[str, str]:
        labels: dict[str, str] = {}
        wanted = sorted(iri for iri in iris if iri.startswith(self.base))
        for start in range(0, len(wanted), _LABELS_AT_ONCE):
            values = " ".join(f"<{iri}>" for iri in wanted[start : start + _LABELS_AT_ONCE])
            label = f"<{prefixes()['rdfs']}label>"
            rows = self._select(f"SELECT ?i ?l {{ VALUES ?i {{ {values} }} GRAPH <{self._iris.descriptions}> {{ ?i {label} ?l }} }}")
            labels.update((_text(row[0]), _text(row[1])) for row in rows)
        return labels

    def named(self, name: str, *, limits: QueryLimits | None = None, **values: str) -> QueryResult:
        """The answer to one of :func:`newsgraph.store.named.named_queries`.

        Raises:
            NotFoundError: when there is no query, or no entity, of that name.
            UsageError: when a parameter is missing, unknown or of the wrong kind.
        """
        text = named.render(name, names=self.entity_names, base=self.base, **values)
        # Its text is ours and its values are terms, so that the word SERVICE in one of them is only a word.
        return self._answer(named.narrowed(name, text, values), limits or QueryLimits())

    def entity_names(self) -> dict[str, tuple[str, ...]]:
        """The names of each entity by its IRI, its label first."""
        labels, aliases = self._names("rdfs:label"), self._names("skos:altLabel")
        return {iri: (*sorted(labels[iri]), *sorted(aliases.get(iri, ()))) for iri in sorted(labels)}

    def _names(self, curie: str) -> dict[str, list[str]]:
        known = prefixes(self.base)
        prologue = "".join(f"PREFIX {prefix}: <{known[prefix]}> " for prefix in ("rdfs", "skos", "ng"))
        names: dict[str, list[str]] = {}
        for row in self._select(f"{prologue} SELECT ?e ?n {{ GRAPH <{self._iris.descriptions}> {{ ?e a ng:Entity ; {curie} ?n }} }}"):
            names.setdefault(_text(row[0]), []).append(_text(row[1]))
        return names

    def close(self) -> None:
        """Send nothing more; closing twice does nothing."""
        self._closed = True

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> None:
        """Close it."""
        self.close()


def _text(value: object) -> str:
    if isinstance(value, ox.NamedNode):
        return value.value
    if isinstance(value, ox.Literal):
        return text_of(value)
    raise StoreError(f"the service answered {value} where an IRI or a literal should be")
