"""Queries in a process of their own, which can be ended: the only way to stop a query that computes long before its first row.

The worker opens the store to be read. Where the system lets it (Linux with user namespaces), it leaves the network behind before its first
query, so that nothing gets out even past :mod:`newsgraph.store.guard`; and its memory is bounded. A worker that took too long, or died, is
replaced by a new one at the next query.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from newsgraph.errors import NewsgraphError, QueryLimitError, StoreError
from newsgraph.model import GraphData
from newsgraph.store.answers import Answer, Question
from newsgraph.store.base import QueryLimits, QueryResult
from newsgraph.store.outline import Outline
from newsgraph.store.oxigraph import OxigraphStore

__all__ = ["QueryWorker"]

_NEW_USER_AND_NETWORK: Final = 0x10000000 | 0x40000000
_START_SECONDS: Final = 60.0
_EXTRA_SECONDS: Final = 0.25
_ALARM_SECONDS: Final = 2.0
_OUTLINE_SECONDS: Final = 300.0


_Sent = TypeVar("_Sent")


@dataclass(frozen=True, slots=True)
class _Outlined:
    """Asks for the outline of the graph."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Asks for statements by id and repeat."""

    keys: tuple[tuple[str, int], ...]


_Asked = str | Question | _Outlined | _Wanted


class QueryWorker:
    """A store on disk, asked in a process of its own.

    ``seconds`` is the most that a query may take, however it computes; ``rows`` the most that it may give, ``size`` in bytes the most that
    an answer may have; ``memory`` in bytes bounds what the worker may use (None: no bound; only on Linux).

    A worker sees the graph as it was when it started; :meth:`refresh` starts another.
    One query runs at a time; further threads wait.

    Raises:
        StoreError: when the worker cannot start; StoreFormatError and others as of :class:`OxigraphStore`.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        seconds: float = 30.0,
        rows: int | None = 100_000,
        size: int | None = None,
        memory: int | None = None,
    ) -> None:
        """Start the worker."""
        self._path, self._seconds, self._rows, self._size, self._memory = str(path), seconds, rows, size, memory
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._closed = False
        with self._turn:
            self._start()

    def _start(self) -> Connection:
        if self._closed:
            raise StoreError("the store is closed")
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        self._end()
        # A new interpreter: a fork would inherit the locks and threads of this one.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self._path, self._memory), daemon=True)
        self._process.start()
        theirs.close()
        self._connection = ours
        answer = self._receive(_START_SECONDS, "the worker did not start")
        if isinstance(answer, Exception):
            self._end()
            raise answer
        return ours

    def _receive(self, seconds: float, late: str) -> object:
        """What the worker sends; it is ended when it sends nothing in time."""
        connection = self._connection
        if connection is None:
            raise StoreError("the worker has ended")
        try:
            if connection.poll(seconds):
                return connection.recv()
        except (EOFError, ConnectionError) as error:
            self._end()
            told = "the worker ended while it computed: the query may need more memory than it may use"
            raise QueryLimitError(told, limit="memory") from error
        self._end()
        raise QueryLimitError(late, limit="seconds")

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = self._connection = None

    def query(self, sparql: str, *, limits: QueryLimits | None = None) -> QueryResult:
        """The answer to a query; as :meth:`OxigraphStore.query`, and stopped in time whatever it does.

        ``limits`` may ask for less than the worker's own, never for more.

        Raises:
            QueryError: when it is wrong, reaches out, or takes too long or too much.
            StoreError: when the worker cannot start.
        """
        return self._ask(sparql, limits, QueryResult)

    def answer(self, question: Question, *, limits: QueryLimits | None = None) -> Answer:
        """The answer to a question of the SPARQL protocol; as :meth:`OxigraphStore.answer`, and stopped in time whatever it does.

        Raises:
            QueryError: when it is wrong, reaches out, takes too long, or has too large an answer.
            StoreError: when the worker cannot start.
        """
        return self._ask(question, limits, Answer)

    def outline(self) -> Outline:
        """As :meth:`OxigraphStore.outline`; it may take five minutes, or as long as a query where that is longer, as nobody else wrote it.

        Raises:
            QueryLimitError: when it takes longer, or needs more memory than a query may.
            StoreError: when the worker cannot start, or the store cannot be read.
        """
        return self._ask(_Outlined(), None, Outline, seconds=max(self._seconds, _OUTLINE_SECONDS))

    def statements(self, wanted: Sequence[tuple[str, int]]) -> GraphData:
        """As :meth:`OxigraphStore.statements`.

        Raises:
            QueryLimitError: when it takes longer, or needs more memory, than a query may.
            StoreError: when the worker cannot start, or the store cannot be read.
        """
        return self._ask(_Wanted(tuple(wanted)), None, GraphData)

    def _ask(self, asked: _Asked, limits: QueryLimits | None, kind: type[_Sent], *, seconds: float | None = None) -> _Sent:
        limits = limits or QueryLimits()
        if seconds is None:
            seconds = min(self._seconds, limits.seconds if limits.seconds is not None else self._seconds)
        rows = min((count for count in (self._rows, limits.rows) if count is not None), default=None)
        with self._turn:
            connection = self._start()
            connection.send((asked, QueryLimits(rows, seconds), self._size))
            answer = self._receive(seconds + _EXTRA_SECONDS, f"the query took longer than {seconds} seconds")
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, kind):
            return answer
        raise StoreError(f"the worker sent {type(answer).__name__}")

    def refresh(self) -> None:
        """Start another worker, which sees the graph as it is now.

        Raises:
            StoreError: as when it was made.
        """
        with self._turn:
            self._end()
            self._start()

    def close(self) -> None:
        """End the worker, whatever it does, and with it a query of another thread; closing twice does nothing."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
        with self._turn:
            self._end()

    def __enter__(self) -> Self:
        """The worker itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> None:
        """End it."""
        self.close()


def _bound(memory: int | None) -> None:
    """Leave the network, and bound the memory, where the system lets a process do so."""
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None, use_errno=True)
    # Refused in some containers; the guard holds there alone.
    library.unshare(_NEW_USER_AND_NETWORK)
    if memory is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _work(connection: Connection, path: str, memory: int | None) -> None:
    """Answer queries until the other end is closed."""
    try:
        # Before the store starts threads: a process with threads cannot leave its user namespace.
        _bound(memory)
        store = OxigraphStore(path, read_only=True)
    except NewsgraphError as error:
        connection.send(error)
        return
    connection.send("ready")
    parent = os.getppid()
    while os.getppid() == parent:
        try:
            asked, limits, size = connection.recv()
        except EOFError:
            return
        _alarm(limits.seconds)
        try:
            answer: object = _answered(store, asked, limits, size)
        except NewsgraphError as error:
            answer = error
        except MemoryError:
            answer = QueryLimitError("the query needs more memory than it may use", limit="memory")
        _alarm(None)
        connection.send(answer)


def _answered(store: OxigraphStore, asked: _Asked, limits: QueryLimits, size: int | None) -> object:
    if isinstance(asked, str):
        return store.query(asked, limits=limits)
    if isinstance(asked, Question):
        return store.answer(asked, limits=limits, most_bytes=size)
    return store.outline() if isinstance(asked, _Outlined) else store.statements(asked.keys)


def _alarm(seconds: float | None) -> None:
    """End this process by its own clock, shortly after whoever asked would: nobody else does when that process was killed."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 0.0 if seconds is None else seconds + _ALARM_SECONDS)
