"""Workers that answer queries, several at once, each in a process of its own that is ended when a query takes too long."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

from newsgraph.errors import NewsgraphError, QueryLimitError
from newsgraph.store import Answer, QueryWorker, Question

__all__ = ["Busy", "WorkerPool"]

_Stamp = tuple[tuple[int, int], ...]


class Busy(Exception):  # noqa: N818 - no error of the program: somebody has to come back later
    """All workers had work for as long as a query may take."""


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
            Busy: when none is free for as long as a query may take.
            QueryError: when the query is wrong, or takes too much.
            StoreError: when the graph cannot be read.
        """
        try:
            worker = await asyncio.wait_for(self._free.get(), self._seconds)
        except TimeoutError as error:
            raise Busy from error
        # Shielded: a client that has gone must not take the worker with it.
        return await asyncio.shield(asyncio.ensure_future(self._asked(worker, question)))

    async def _asked(self, worker: QueryWorker, question: Question) -> Answer:
        ended = False
        try:
            return await asyncio.to_thread(self._ask, worker, question)
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

    def _ask(self, worker: QueryWorker, question: Question) -> Answer:
        stamp = self._stamp()
        if len(stamp) >= len(self._stamps[id(worker)]) and stamp != self._stamps[id(worker)]:
            worker.refresh()
            self._stamps[id(worker)] = stamp
        return worker.answer(question)

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
