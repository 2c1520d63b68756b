"""The graph in an Oxigraph store, on disk or in memory.

A folder holds ``store.json`` (version, base, and the name of the data folder in use), ``lock`` and ``data-N/`` (RocksDB). A first or
large load fills a new ``data-N`` and then replaces ``store.json``; smaller changes are one SPARQL update, which Oxigraph runs as one
transaction. So a killed process leaves the graph before or after, and what it left behind goes when the store is next opened to write.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import pyoxigraph as ox

from newsgraph.errors import GraphError, NewsgraphError, NotFoundError, QueryError, StoreError, StoreFormatError, UsageError
from newsgraph.model import GraphData
from newsgraph.rdf.decode import decode, text_of
from newsgraph.rdf.encode import Encoder
from newsgraph.rdf.iris import DEFAULT_BASE, Iris
from newsgraph.rdf.terms import PREFIXES, prefixes, term, vocabulary_labels
from newsgraph.store import named
from newsgraph.store.base import Iri, QueryLimits, QueryResult, Term, Value
from newsgraph.store.guard import guarded, names_dataset
from newsgraph.store.lock import FolderLock

__all__ = ["STORE_VERSION", "OxigraphStore"]

STORE_VERSION: Final = 1
"""Version of the layout of a store's folder."""

_MARKER = "store.json"
_DIGEST = term("ng:digest")
_THRESHOLD = term("ng:threshold")
_QUADS = term("ng:quads")
_LABEL, _ALIAS, _TYPE, _ENTITY = term("rdfs:label"), term("skos:altLabel"), term("rdf:type"), term("ng:Entity")
# Above these a change is cheaper as a new load than as the text of one update.
_MOST_CHANGED_QUADS = 300_000
_SEEN_AS_LOAD = 0.5


@dataclass(slots=True)
class _Changes:
    """The text of one SPARQL update, and how many quads it writes."""

    parts: list[str] = field(default_factory=list)
    quads: int = 0

    def replace(self, graph: str, subject: str, predicate: ox.NamedNode, values: tuple[str | None, str | None]) -> None:
        """In ``graph``, put the second of ``values`` (a literal, or nothing) in the place of the first."""
        for action, value in zip(("DELETE", "INSERT"), values, strict=True):
            if value is not None:
                self.parts.append(_block(action, graph, [f"<{subject}> {predicate} {value} .".encode()]))


def _triples(quads: Iterable[ox.Quad]) -> list[bytes]:
    """The quads' triples as sorted lines of N-Triples."""
    lines = (ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b"").split(b"\n")
    return sorted(line for line in lines if line)


def _digest(lines: list[bytes]) -> str:
    return hashlib.sha256(b"\n".join(lines)).hexdigest()


def _block(action: str, graph: str, lines: Iterable[bytes]) -> str:
    return f"{action} DATA {{ GRAPH <{graph}> {{\n" + b"\n".join(lines).decode("utf-8") + "\n} }"


class OxigraphStore:
    """A graph in an Oxigraph store.

    ``path`` is the store's folder, made when it is not there; None keeps the graph in memory. ``base`` and ``threshold`` are those of a
    store that is there unless they are given. One process may write a store at a time; ``read_only`` opens beside it and sees the graph
    as it was when it was opened.

    Raises:
        StoreLockedError: when another process writes it.
        StoreFormatError: when it is damaged, of another version, of another base, or no store.
        NotFoundError: when it is to be read and is not there.
        UsageError: when ``base`` or ``threshold`` cannot be, or there is no path to read from.
    """

    def __init__(
        self, path: str | Path | None = None, *, base: str | None = None, threshold: float | None = None, read_only: bool = False
    ) -> None:
        """Open the store, or make it."""
        if threshold is not None and not 0.0 <= threshold <= 1.0:
            raise UsageError(f"a threshold lies between 0 and 1, not at {threshold}")
        if base is not None:
            Iris(base)
        if path is None and read_only:
            raise UsageError("a store in memory cannot be opened to be read: it would be empty")
        self.path = Path(path) if path is not None else None
        self.read_only = read_only
        self._lock: FolderLock | None = None
        self._store: ox.Store | None = None
        self._folder = ""
        self.base = base or DEFAULT_BASE
        try:
            if self.path is None:
                self._store = ox.Store()
            else:
                self._open(self.path, base)
            self.threshold = threshold if threshold is not None else self._stored_threshold()
        except BaseException:
            self.close()
            raise

    # -- opening and closing --------------------------------------------------------------------------------------------------

    def _open(self, path: Path, base: str | None) -> None:
        if self.read_only:
            if not path.is_dir():
                raise NotFoundError(f"there is no store {path}")
        else:
            self._make(path)
        marker = self._read_marker(path)
        if base is not None and marker["base"] != base:
            raise StoreFormatError(f"{path}: its base is {marker['base']}, not {base}; build it anew to change it")
        self.base, self._folder = marker["base"], marker["data"]
        if not self.read_only:
            for leftover in sorted(path.iterdir()):
                if (leftover.name.startswith("data-") and leftover.name != self._folder) or leftover.name == f"{_MARKER}.new":
                    shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        self._store = self._open_data(path)

    def _make(self, path: Path) -> None:
        try:
            path.mkdir(parents=True, exist_ok=True)
            self._lock = FolderLock(path)
            if not (path / _MARKER).exists():
                others = sorted(entry.name for entry in path.iterdir() if entry.name not in (FolderLock.NAME, f"{_MARKER}.new"))
                if others:
                    raise StoreFormatError(f"{path}: is no store: it has other files ({', '.join(others[:3])}) and no {_MARKER}")
                self._write_marker(path, "")
        except OSError as error:
            raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error

    def _read_marker(self, path: Path) -> dict[str, Any]:
        try:
            marker = json.loads((path / _MARKER).read_text(encoding="utf-8"))
            version, _, _ = marker["version"], Iris(marker["base"]), marker["data"] + ""
        except FileNotFoundError as error:
            raise StoreFormatError(f"{path}: is no store: it has no {_MARKER}") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreFormatError(f"{path / _MARKER}: is damaged ({error}); build the graph anew") from error
        if version != STORE_VERSION:
            raise StoreFormatError(f"{path}: is a store of version {version}; this newsgraph reads version {STORE_VERSION}. Build it anew")
        return dict(marker)

    def _write_marker(self, path: Path, folder: str) -> None:
        """Replace ``store.json`` at once; from then on ``folder`` is in use."""
        beside = path / f"{_MARKER}.new"
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps({"version": STORE_VERSION, "base": self.base, "data": folder}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path / _MARKER)

    def _open_data(self, path: Path) -> ox.Store:
        if not self._folder:
            return ox.Store()
        data = path / self._folder
        if not (data / "CURRENT").is_file():
            raise StoreFormatError(f"{data}: is damaged or gone; build the graph anew")
        try:
            store = ox.Store.read_only(str(data)) if self.read_only else ox.Store(str(data))
        except (OSError, ValueError, RuntimeError) as error:
            raise StoreFormatError(f"{data}: is damaged, or of another version ({error}); build the graph anew") from error
        self._store = store
        with self._reading():
            filled = self._count() is not None
        if not filled:
            raise StoreFormatError(f"{data}: is damaged: what was written is not there; build the graph anew")
        return store

    def close(self) -> None:
        """Let go of the store and of its lock; closing twice does nothing."""
        self._store = None
        if self._lock:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> None:
        """Close it."""
        self.close()

    @property
    def _opened(self) -> ox.Store:
        if self._store is None:
            raise StoreError("the store is closed")
        return self._store

    @contextmanager
    def _reading(self) -> Iterator[ox.Store]:
        store = self._opened
        try:
            yield store
        except StoreError:
            raise
        # Oxigraph raises RuntimeError for corrupt data.
        except (OSError, RuntimeError) as error:
            raise StoreFormatError(f"{self.path}: is damaged ({error}); build the graph anew") from error

    def _stored_threshold(self) -> float:
        with self._reading() as store:
            found = list(store.quads_for_pattern(ox.NamedNode(self.base), _THRESHOLD, None, ox.NamedNode(Iris(self.base).descriptions)))
        return float(text_of(found[0].object)) if found and isinstance(found[0].object, ox.Literal) else 0.0

    # -- writing --------------------------------------------------------------------------------------------------------------

    def update(self, data: GraphData) -> bool:
        """Make the store hold exactly ``data``; False when it did already.

        Only the named graphs that differ change, all in one transaction: whoever reads sees the graph before or after, and a process
        that is killed in between leaves it as before. Articles are compared by a digest of their triples.

        Raises:
            StoreError: when it was opened to be read, or cannot be written. The store is as it was before.
            GraphError: when two articles or two entities have one id.
        """
        if self.read_only:
            raise StoreError(f"{self.path}: was opened to be read only")
        store = self._opened
        encoder = Encoder(data, base=self.base, threshold=self.threshold)
        try:
            changes = None if self._count() is None else self._changes(encoder)
            if changes is None:
                self._load(encoder)
            elif changes.parts:
                store.update(" ;\n".join(changes.parts))
            return changes is None or bool(changes.parts)
        except NewsgraphError:
            raise
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.path}: cannot be written ({error})") from error

    @property
    def _digest_graph(self) -> ox.NamedNode:
        return ox.NamedNode(f"{self.base}graph/store")

    def _changes(self, encoder: Encoder) -> _Changes | None:
        """What makes the store equal; None when so much differs that loading anew is cheaper."""
        store, iris, changes = self._opened, encoder.iris, _Changes()
        book = self._digest_graph.value
        known = {
            quad.subject.value: quad.object.value
            for quad in store.quads_for_pattern(None, _DIGEST, None, self._digest_graph)
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
        }
        count, total = self._count() or 0, 0
        most = min(_MOST_CHANGED_QUADS, int(count * _SEEN_AS_LOAD) + 10_000)
        for article_id in encoder.article_ids:
            graph = iris.article_graph(article_id)
            lines = _triples(encoder.article_graph(article_id))
            digest = _digest(lines)
            total += len(lines)
            before = known.pop(graph, None)
            if before == digest:
                continue
            changes.quads += len(lines)
            if changes.quads > most:
                return None
            changes.parts += [f"DROP SILENT GRAPH <{graph}>", _block("INSERT", graph, lines)]
            changes.replace(book, graph, _DIGEST, (before and f'"{before}"', f'"{digest}"'))
        for graph, before in sorted(known.items()):
            changes.parts.append(f"DROP SILENT GRAPH <{graph}>")
            changes.replace(book, graph, _DIGEST, (f'"{before}"', None))
        for graph, quads in ((iris.facts, encoder.facts()), (iris.descriptions, encoder.descriptions())):
            wanted = set(_triples(quads))
            total += len(wanted)
            held = set(_triples(store.quads_for_pattern(None, None, None, ox.NamedNode(graph))))
            for action, lines in (("DELETE", sorted(held - wanted)), ("INSERT", sorted(wanted - held))):
                if lines:
                    changes.parts.append(_block(action, graph, lines))
        if total != count:
            changes.replace(book, self.base, _QUADS, (str(count), str(total)))
        return changes

    def _quads(self, encoder: Encoder) -> Iterator[ox.Quad]:
        """All quads, and the store's bookkeeping: a digest of each article's graph and the number of quads."""
        total = 0
        for quads in (encoder.descriptions(), encoder.facts()):
            for quad in quads:
                total += 1
                yield quad
        for article_id in encoder.article_ids:
            of_article = encoder.article_graph(article_id)
            total += len(of_article)
            yield from of_article
            graph = ox.NamedNode(encoder.iris.article_graph(article_id))
            yield ox.Quad(graph, _DIGEST, ox.Literal(_digest(_triples(of_article))), self._digest_graph)
        yield ox.Quad(ox.NamedNode(self.base), _QUADS, ox.Literal(total), self._digest_graph)

    def _count(self) -> int | None:
        """The number of quads that the store should hold, without its bookkeeping; None when it has never been filled."""
        for quad in self._opened.quads_for_pattern(ox.NamedNode(self.base), _QUADS, None, self._digest_graph):
            if isinstance(quad.object, ox.Literal):
                return int(quad.object.value)
        return None

    def _load(self, encoder: Encoder) -> None:
        """Fill a new store and put it in the place of the old one."""
        if self.path is None:
            store = ox.Store()
            store.bulk_extend(self._quads(encoder))
            self._store = store
            return
        before = self._folder
        folder = f"data-{int(before.removeprefix('data-') or 0) + 1}"
        try:
            store = ox.Store(str(self.path / folder))
            store.bulk_extend(self._quads(encoder))
            store.flush()
        except BaseException:
            del store
            shutil.rmtree(self.path / folder, ignore_errors=True)
            raise
        self._write_marker(self.path, folder)
        self._store, self._folder = store, folder
        if before:
            shutil.rmtree(self.path / before, ignore_errors=True)

    # -- reading --------------------------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        """The number of quads, those of the store's own bookkeeping included."""
        return len(self._opened)

    def quads(self) -> Iterator[ox.Quad]:
        """All quads of the graph, in no order, without the store's own bookkeeping."""
        with self._reading() as store:
            for quad in store:
                if quad.graph_name != self._digest_graph:
                    yield quad

    def graph_data(self) -> GraphData:
        """All that the store holds, as plain data.

        Raises:
            StoreFormatError: when it is damaged, or holds no newsgraph.
        """
        quads = list(self.quads())
        with self._reading():
            count = self._count()
        if count is not None and count != len(quads):
            raise StoreFormatError(f"{self.path}: is damaged: of its {count} quads {len(quads)} are there; build the graph anew")
        try:
            return decode(quads, base=self.base)
        except GraphError as error:
            raise StoreFormatError(f"{self.path or 'the store'}: {error}") from error

    def query(self, sparql: str, *, limits: QueryLimits | None = None) -> QueryResult:
        """The answer to a ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``, over the union of all named graphs.

        Prefixes are preset (:func:`newsgraph.rdf.terms.prefixes`); relative IRIs are read against the base. Nothing outside is reached.

        Raises:
            QueryError: when it is wrong, no query but an update, reaches out, or takes longer than its limit.
        """
        limits = limits or QueryLimits()
        preset = prefixes(self.base)
        text = guarded(sparql, preset)
        stop = None if limits.seconds is None else time.monotonic() + limits.seconds
        try:
            union = not names_dataset(sparql)
            found = self._opened.query(text, base_iri=self.base, prefixes=preset, use_default_graph_as_union=union)
            return self._result(found, limits, stop, preset)
        except NewsgraphError:
            raise
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the query is wrong: {error}") from error
        except (OSError, RuntimeError) as error:
            raise StoreFormatError(f"{self.path}: is damaged ({error}); build the graph anew") from error

    def _result(
        self,
        found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
        limits: QueryLimits,
        stop: float | None,
        preset: dict[str, str],
    ) -> QueryResult:
        if isinstance(found, ox.QueryBoolean):
            return QueryResult("ask", ("ask",), ((Value(str(bool(found)).lower(), PREFIXES["xsd"] + "boolean"),),), prefixes=preset)
        columns = tuple(v.value for v in found.variables) if isinstance(found, ox.QuerySolutions) else ("subject", "predicate", "object")
        rows: list[tuple[Term | None, ...]] = []
        truncated = False
        for row in found:
            if limits.rows is not None and len(rows) >= limits.rows:
                truncated = True
                break
            if stop is not None and time.monotonic() > stop:
                raise QueryError(f"the query took longer than {limits.seconds} seconds")
            rows.append(tuple(map(_term, row)))
        return QueryResult(
            "select" if isinstance(found, ox.QuerySolutions) else "graph", columns, tuple(rows), truncated, self._labels(rows), preset
        )

    def _labels(self, rows: Iterable[tuple[Term | None, ...]]) -> dict[str, str]:
        graph = ox.NamedNode(Iris(self.base).descriptions)
        labels: dict[str, str] = {}
        known = vocabulary_labels()
        for iri in {cell.value for row in rows for cell in row if isinstance(cell, Iri)}:
            for quad in self._opened.quads_for_pattern(ox.NamedNode(iri), _LABEL, None, graph):
                if isinstance(quad.object, ox.Literal):
                    labels[iri] = text_of(quad.object)
            if iri not in labels and iri in known:
                labels[iri] = known[iri]
        return labels

    def named(self, name: str, *, limits: QueryLimits | None = None, **values: str) -> QueryResult:
        """The answer to one of :func:`newsgraph.store.named.named_queries`.

        Raises:
            NotFoundError: when there is no query, or no entity, of that name.
            UsageError: when a parameter is missing, unknown or of the wrong kind.
        """
        return self.query(named.render(name, names=self.entity_names, base=self.base, **values), limits=limits)

    def entity_names(self) -> dict[str, tuple[str, ...]]:
        """The names of each entity by its IRI, its label first."""
        graph = ox.NamedNode(Iris(self.base).descriptions)
        names: dict[str, tuple[str, ...]] = {}
        with self._reading() as store:
            for quad in store.quads_for_pattern(None, _TYPE, _ENTITY, graph):
                if isinstance(quad.subject, ox.NamedNode):
                    found = [
                        [
                            text_of(known.object)
                            for known in store.quads_for_pattern(quad.subject, name, None, graph)
                            if isinstance(known.object, ox.Literal)
                        ]
                        for name in (_LABEL, _ALIAS)
                    ]
                    names[quad.subject.value] = (*sorted(found[0]), *sorted(found[1]))
        return dict(sorted(names.items()))


def _term(found: Any) -> Term | None:
    if found is None:
        return None
    if isinstance(found, ox.NamedNode):
        return Iri(found.value)
    if isinstance(found, ox.Literal):
        language = found.language or ""
        if found.datatype == term("ng:escaped"):
            return Value(text_of(found))
        return Value(found.value, found.datatype.value, language)
    # Blank nodes and triple terms: none in our graphs, but a query may make them.
    return Value(str(found), PREFIXES["rdfs"] + "Resource")
