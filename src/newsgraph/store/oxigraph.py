"""The graph in an Oxigraph store, on disk or in memory.

A folder holds ``store.json`` (version, base, and the name of the data folder in use), ``lock`` and ``data-N/`` (RocksDB). A first or
large load fills a new ``data-N`` and then replaces ``store.json``; smaller changes are one SPARQL update, which Oxigraph runs as one
transaction. So a killed process leaves the graph before or after, and what it left behind goes when the store is next opened to write.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import pyoxigraph as ox

from newsgraph.errors import GraphError, NewsgraphError, NotFoundError, QueryError, StoreError, StoreFormatError, UsageError
from newsgraph.model import GraphData
from newsgraph.rdf.decode import decode, text_of
from newsgraph.rdf.encode import Encoder
from newsgraph.rdf.iris import DEFAULT_BASE, Iris
from newsgraph.rdf.terms import prefixes, term
from newsgraph.store import named
from newsgraph.store.answers import Answer, Question, answered, wrong_query
from newsgraph.store.base import QueryLimits, QueryResult
from newsgraph.store.changes import DIGEST, QUADS, Held, book, stored, update_text
from newsgraph.store.guard import guarded, names_dataset
from newsgraph.store.lock import FolderLock
from newsgraph.store.outline import Outline, read_outline, statement_quads
from newsgraph.store.results import query_result

__all__ = ["STORE_VERSION", "OxigraphStore"]

STORE_VERSION: Final = 2
"""Version of the layout of a store's folder."""

_MARKER = "store.json"
_THRESHOLD = term("ng:threshold")
_LABEL, _ALIAS, _TYPE, _ENTITY = term("rdfs:label"), term("skos:altLabel"), term("rdf:type"), term("ng:Entity")
# Above these a change is cheaper as a new load than as the text of one update.
_MOST_CHANGED_QUADS = 300_000
_SEEN_AS_LOAD = 0.5
_BUFFER: Final = 1 << 20


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a file that can be read once, from its beginning to its end."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _fill(store: ox.Store, encoder: Encoder) -> None:
    """Load a graph, with the store's bookkeeping, into a store that is empty: as text, which is made sooner than objects."""
    content = io.BufferedReader(_Pieces(stored(encoder)), _BUFFER)
    # What we write ourselves needs no check of each IRI.
    store.bulk_load(content, ox.RdfFormat.TRIG, base_iri=encoder.iris.base, lenient=True)


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
        that is killed in between leaves it as before. Articles are compared by a digest of what they say.

        Raises:
            StoreError: when it was opened to be read, or cannot be written. The store is as it was before.
            GraphError: when two articles or two entities have one id.
        """
        if self.read_only:
            raise StoreError(f"{self.path}: was opened to be read only")
        store = self._opened
        encoder = Encoder(data, base=self.base, threshold=self.threshold)
        try:
            held = self._held()
            most = 0 if held.count is None else min(_MOST_CHANGED_QUADS, int(held.count * _SEEN_AS_LOAD) + 10_000)
            text = None if held.count is None else update_text(encoder, held, most=most)
            if text is None:
                self._load(encoder)
            elif text:
                store.update(text)
            return text != ""
        except NewsgraphError:
            raise
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.path}: cannot be written ({error})") from error

    def _held(self) -> Held:
        store, graph = self._opened, ox.NamedNode(book(self.base))
        digests = {
            quad.subject.value: quad.object.value
            for quad in store.quads_for_pattern(None, DIGEST, None, graph)
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
        }

        def triples(name: str) -> Iterator[ox.Triple]:
            return (quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(name)))

        return Held(digests, self._count(), triples)

    def _count(self) -> int | None:
        """The number of quads that the store should hold, without its bookkeeping; None when it has never been filled."""
        for quad in self._opened.quads_for_pattern(ox.NamedNode(self.base), QUADS, None, ox.NamedNode(book(self.base))):
            if isinstance(quad.object, ox.Literal):
                return int(quad.object.value)
        return None

    def _load(self, encoder: Encoder) -> None:
        """Fill a new store and put it in the place of the old one."""
        if self.path is None:
            store = ox.Store()
            _fill(store, encoder)
            self._store = store
            return
        before = self._folder
        folder = f"data-{int(before.removeprefix('data-') or 0) + 1}"
        try:
            store = ox.Store(str(self.path / folder))
            _fill(store, encoder)
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
                if quad.graph_name != ox.NamedNode(book(self.base)):
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

    def outline(self) -> Outline:
        """Nodes and statements without their evidence: what an overview needs.

        Raises:
            StoreFormatError: when the store is damaged, or holds no newsgraph.
        """
        with self._reading() as store:
            try:
                return read_outline(store, self.base)
            except GraphError as error:
                raise StoreFormatError(f"{self.path or 'the store'}: {error}") from error

    def statements(self, wanted: Sequence[tuple[str, int]]) -> GraphData:
        """The statements of these ids, each with its repeat (see :class:`newsgraph.store.outline.StatementLine`), and their articles.

        What is not there is left out; entities are, too.

        Raises:
            StoreFormatError: when the store is damaged.
        """
        iris = Iris(self.base)
        with self._reading() as store:
            quads = list(statement_quads(store, self.base, [iris.statement(*key) for key in wanted]))
        try:
            found = decode(quads, base=self.base)
        except GraphError as error:
            raise StoreFormatError(f"{self.path or 'the store'}: {error}") from error
        return GraphData(articles=found.articles, statements=found.statements)

    def query(self, sparql: str, *, limits: QueryLimits | None = None, labels: bool = True) -> QueryResult:
        """The answer to a ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``, over the union of all named graphs.

        Prefixes are preset (:func:`newsgraph.rdf.terms.prefixes`); relative IRIs are read against the base. Nothing outside is reached.

        Without ``labels``, the IRIs of the rows are not named, which takes some time where there are many.

        Raises:
            QueryError: when it is wrong, no query but an update, reaches out, or takes longer than its limit.
        """
        limits = limits or QueryLimits()
        stop = None if limits.seconds is None else time.monotonic() + limits.seconds
        with self._asking():
            found = self._evaluated(Question(sparql))
            return query_result(found, limits, stop, prefixes(self.base), self._labels if labels else None)

    def answer(self, question: Question, *, limits: QueryLimits | None = None, most_bytes: int | None = None) -> Answer:
        """The answer to a question of the SPARQL protocol, as bytes. Terms stand as they are stored, ``ng:escaped`` ones escaped.

        Raises:
            QueryError: as :meth:`query`, and when the answer is larger than its limits.
        """
        with self._asking():
            return answered(self._evaluated(question), question, limits or QueryLimits(), most_bytes)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            yield
        except NewsgraphError:
            raise
        except (SyntaxError, ValueError) as error:
            raise QueryError(wrong_query(str(error))) from error
        except (OSError, RuntimeError) as error:
            raise StoreFormatError(f"{self.path}: is damaged ({error}); build the graph anew") from error

    def _evaluated(self, question: Question) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        preset = prefixes(self.base)
        text = guarded(question.sparql, preset)
        # Each is parsed at every query.
        preset = {prefix: iri for prefix, iri in preset.items() if f"{prefix}:" in text}
        if question.default_graphs is None and question.named_graphs is None:
            union = not names_dataset(question.sparql)
            return self._opened.query(text, base_iri=self.base, prefixes=preset, use_default_graph_as_union=union)
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(iri) for iri in question.default_graphs or ()]
        named_graphs: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in question.named_graphs or ()]
        return self._opened.query(text, base_iri=self.base, prefixes=preset, default_graph=default, named_graphs=named_graphs)

    def _labels(self, wanted: set[str]) -> dict[str, str]:
        graph = ox.NamedNode(Iris(self.base).descriptions)
        labels: dict[str, str] = {}
        for iri in wanted:
            for quad in self._opened.quads_for_pattern(ox.NamedNode(iri), _LABEL, None, graph):
                if isinstance(quad.object, ox.Literal):
                    labels[iri] = text_of(quad.object)
        return labels

    def named(self, name: str, *, limits: QueryLimits | None = None, **values: str) -> QueryResult:
        """The answer to one of :func:`newsgraph.store.named.named_queries`.

        Raises:
            NotFoundError: when there is no query, or no entity, of that name.
            UsageError: when a parameter is missing, unknown or of the wrong kind.
        """
        text = named.render(name, names=self.entity_names, base=self.base, **values)
        return self.query(named.narrowed(name, text, values), limits=limits)

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
