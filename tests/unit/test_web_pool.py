"""Who waits for a worker and who does not, with workers that answer when the test lets them: however fast anything is."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest

from newsgraph.errors import QueryLimitError, StoreError
from newsgraph.store import Answer, Outline, Question
from newsgraph.web import pool as pools
from newsgraph.web.app import application
from newsgraph.web.pool import Busy, WorkerPool

SLOW, EASY, ENDLESS = "ASK { <urn:slow> ?p ?o }", "ASK { <urn:easy> ?p ?o }", "ASK { <urn:endless> ?p ?o }"


class Held:
    """A worker that answers slow questions when it is let go; it counts itself and how often it was replaced."""

    made: list[Held]

    def __init__(self, path: Path, **limits: object) -> None:
        self.begun, self.go, self.replaced, self.closed = threading.Event(), threading.Event(), 0, False
        self.made.append(self)

    def answer(self, question: Question) -> Answer:
        if question.sparql == ENDLESS:
            raise QueryLimitError("the query took longer than 1 seconds", limit="seconds")
        if question.sparql == SLOW:
            self.begun.set()
            assert self.go.wait(60)
        return Answer("rows", "json", b"true")

    def outline(self) -> Outline:
        raise StoreError("there is none")

    def refresh(self) -> None:
        self.replaced += 1
        if self.go.is_set():
            raise StoreError("the disk is full")

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> list[Held]:
    Held.made = []
    monkeypatch.setattr(pools, "QueryWorker", Held)
    return Held.made


def make(folder: Path, count: int, seconds: float) -> WorkerPool:
    return WorkerPool(folder, count=count, seconds=seconds, rows=None, size=None, memory=None)


def run(test: Callable[[], Coroutine[Any, Any, None]]) -> None:
    # In a thread of its own: a browser that another test has opened keeps the loop of this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(asyncio.wait_for(test(), 60))).result()


class Told(NamedTuple):
    status: int
    text: str
    headers: dict[str, str]


async def get(app: Any, path: str) -> Told:
    """The answer of an application to one request."""
    address, _, search = path.partition("?")
    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": address, "raw_path": address.encode(),
        "query_string": search.encode(), "root_path": "", "headers": [(b"host", b"localhost")], "server": ("localhost", 80),
    }  # fmt: skip
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start, *parts = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return Told(start["status"], b"".join(part.get("body", b"") for part in parts).decode(), headers)


def asked(query: str) -> str:
    return f"/sparql?query={quote(query)}"


async def held(worker: Held, ask: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
    """The question under way, once the worker is at it."""
    task = asyncio.create_task(ask)
    assert await asyncio.to_thread(worker.begun.wait, 60)
    return task


@pytest.mark.parametrize("path", [asked(EASY), "/api/start"])
def test_who_waits_too_long_is_told_to_come_back(workers: list[Held], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(pools, "_RESTART_SECONDS", 0.0)

    async def test() -> None:
        pool = make(tmp_path, 1, 0.05)
        app = application(pool, base="https://newsgraph.invalid/", host="localhost")
        slow = await held(workers[0], get(app, asked(SLOW)))
        reply = await get(app, path)

        assert (503, "5", "all workers are busy; ask again later\n") == (reply.status, reply.headers["retry-after"], reply.text)
        workers[0].go.set()
        assert 200 == (await slow).status
        assert 200 == (await get(app, asked(EASY))).status

    run(test)


def test_a_slow_query_keeps_nobody_waiting(workers: list[Held], tmp_path: Path) -> None:
    async def test() -> None:
        pool = make(tmp_path, 2, 60)
        slow = await held(workers[0], pool.answer(Question(SLOW)))
        assert Answer("rows", "json", b"true") == await pool.answer(Question(EASY))
        assert not slow.done()
        workers[0].go.set()
        assert Answer("rows", "json", b"true") == await slow

    run(test)


def test_who_comes_first_is_answered_first(workers: list[Held], tmp_path: Path) -> None:
    async def test() -> None:
        pool = make(tmp_path, 1, 60)
        slow = await held(workers[0], pool.answer(Question(SLOW)))
        order: list[int] = []

        async def wait(number: int) -> None:
            await pool.answer(Question(EASY))
            order.append(number)

        waiting = [asyncio.create_task(wait(number)) for number in range(5)]
        workers[0].go.set()
        await asyncio.gather(slow, *waiting)
        assert [0, 1, 2, 3, 4] == order

    run(test)


def test_who_has_gone_takes_no_worker_along(workers: list[Held], tmp_path: Path) -> None:
    async def test() -> None:
        pool = make(tmp_path, 1, 60)
        slow = await held(workers[0], pool.answer(Question(SLOW)))
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow
        workers[0].go.set()
        assert Answer("rows", "json", b"true") == await pool.answer(Question(EASY))

    run(test)


@pytest.mark.parametrize("fails", [False, True])
def test_a_worker_that_was_ended_is_replaced_before_the_next_query(workers: list[Held], tmp_path: Path, fails: bool) -> None:
    async def test() -> None:
        pool = make(tmp_path, 1, 60)
        if fails:
            workers[0].go.set()
        with pytest.raises(QueryLimitError):
            await pool.answer(Question(ENDLESS))
        # Where it cannot be replaced, the next query tries again, and tells whoever asked.
        assert Answer("rows", "json", b"true") == await pool.answer(Question(EASY))
        assert 1 == workers[0].replaced

    run(test)


def test_a_build_that_ended_is_seen_by_the_next_query(workers: list[Held], tmp_path: Path) -> None:
    async def test() -> None:
        pool = make(tmp_path / "store", 1, 60)
        before = pool.version()
        await pool.answer(Question(EASY))
        assert 0 == workers[0].replaced
        (tmp_path / "run.json").write_text("{}", encoding="utf-8")
        await pool.answer(Question(EASY))
        assert 1 == workers[0].replaced
        assert before != pool.version()

    run(test)


def test_workers_that_have_started_are_ended_when_one_cannot(tmp_path: Path, workers: list[Held], monkeypatch: pytest.MonkeyPatch) -> None:
    class Second(Held):
        def __init__(self, path: Path, **limits: object) -> None:
            if self.made:
                raise StoreError("no more memory")
            super().__init__(path, **limits)

    monkeypatch.setattr(pools, "QueryWorker", Second)

    with pytest.raises(StoreError, match="no more memory"):
        make(tmp_path, 2, 1)
    assert [True] == [worker.closed for worker in workers]


def test_busy_is_no_error_of_the_program() -> None:
    assert not issubclass(Busy, StoreError)
