"""Workers that answer queries, several at once, each in a process of its own that is ended when a query takes too long."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from newsgraph.errors import NewsgraphError, QueryLimitError
from newsgraph.model import GraphData
from newsgraph.store import Answer, Outline, QueryWorker, Question

__all__ = ["Busy", "WorkerPool"]

# A worker that was ended has another in its place within that time, on a machine that does much else as well.
_RESTART_SECONDS: Final = 10.0
_Stamp = tuple[tuple[int, int], ...]
_Given = TypeVar("_Given")


def _named(stamp: _Stamp) -> str:
    return hashlib.sha256(repr(stamp).encode("ascii")).hexdigest()[:12]


class Busy(Exception):  # noqa: N818 - no error of the program: somebody has to come back later
    """All workers had work for longer than a query may take."""


class WorkerPool:
    """``count`` workers over the store in a folder.

    A worker sees the graph as it was when it started. A build that has ended since then is seen by the next query: its store, or the
    ``run.json`` beside it, is a new file.
    """

    def __init__(self, path: Path, *, count: int, seconds: float, rows: int | None, size: int | None, memory: int | None) -> None:
        """Start the workers.

        Raises:
            StoreError: when they cannot start; others as of :class:`newsgraph.store.OxigraphStore`.
        """
        self._path, self._seconds = path, seconds
        self._stamps: dict[int, _Stamp] = {}
        self._latest: _Stamp = ()
        self._workers: list[QueryWorker] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._free: asyncio.Queue[QueryWorker] = asyncio.Queue()
        try:
            for _ in range(count):
                stamp = self._stamp()
                worker = QueryWorker(path, seconds=seconds, rows=rows, size=size, memory=memory)
                self._workers.append(worker)
                self._stamps[id(worker)] = stamp
                self._free.put_nowait(worker)
        except BaseException:
            self.close()
            raise

    def _stamp(self) -> _Stamp:
        """Changes when a build has ended; empty while one is at work."""
        found = []
        for file in (self._path / "store.json", self._path.parent / "run.json"):
            try:
                state = file.stat()
            except FileNotFoundError:
                continue
            found.append((state.st_ino, state.st_mtime_ns))
        return tuple(found)

    async def answer(self, question: Question) -> Answer:
        """The answer of the first worker that is free.

        Raises:
            Busy: when none is free for longer than a query may take.
            QueryError: when the query is wrong, or takes too much.
            StoreError: when the graph cannot be read.
        """
        return await self._first_free(lambda worker: worker.answer(question))

    async def outline(self) -> tuple[str, Outline]:
        """The outline of the graph, and the version of the graph that it is of (see :meth:`version`).

        Raises:
            Busy, QueryError, StoreError: as :meth:`answer`.
        """

        def asked(worker: QueryWorker) -> tuple[str, Outline]:
            return _named(self._stamps[id(worker)]), worker.outline()

        return await self._first_free(asked)

    async def statements(self, wanted: Sequence[tuple[str, int]]) -> GraphData:
        """Statements by id and repeat, with their articles, in the order of the graph; those that are not there are left out.

        Raises:
            Busy, QueryError, StoreError: as :meth:`answer`.
        """
        return await self._first_free(lambda worker: worker.statements(wanted))

    def version(self) -> str:
        """A name of the graph as the next query sees it."""
        stamp = self._stamp()
        if len(stamp) >= len(self._latest):
            self._latest = stamp
        return _named(self._latest)

    async def _first_free(self, ask: Callable[[QueryWorker], _Given]) -> _Given:
        try:
            worker = await asyncio.wait_for(self._free.get(), self._seconds + _RESTART_SECONDS)
        except TimeoutError as error:
            raise Busy from error
        # Shielded: a client that has gone must not take the worker with it.
        return await asyncio.shield(asyncio.ensure_future(self._asked(worker, ask)))

    async def _asked(self, worker: QueryWorker, ask: Callable[[QueryWorker], _Given]) -> _Given:
        ended = False
        try:
            return await asyncio.to_thread(self._ask, worker, ask)
        except QueryLimitError as error:
            ended = error.limit in ("seconds", "memory")
            raise
        finally:
            if ended:
                # A new process takes a second to start: not that of the next query.
                task = asyncio.create_task(self._renewed(worker))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            else:
                self._free.put_nowait(worker)

    def _ask(self, worker: QueryWorker, ask: Callable[[QueryWorker], _Given]) -> _Given:
        stamp = self._stamp()
        if len(stamp) >= len(self._stamps[id(worker)]) and stamp != self._stamps[id(worker)]:
            worker.refresh()
            self._stamps[id(worker)] = stamp
        return ask(worker)

    async def _renewed(self, worker: QueryWorker) -> None:
        stamp = self._stamp()
        # A failure is told by the next query: it starts the worker again, and has somebody to tell it to.
        with suppress(NewsgraphError):
            await asyncio.to_thread(worker.refresh)
            self._stamps[id(worker)] = stamp
        self._free.put_nowait(worker)

    def close(self) -> None:
        """End all workers, whatever they do; closing twice does nothing."""
        for worker in self._workers:
            worker.close()
