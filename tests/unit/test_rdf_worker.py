"""A query that computes for ever is ended; the next one is answered."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.harbour import harbour
from newsgraph.errors import NotFoundError, QueryError, StoreError
from newsgraph.store import OxigraphStore, QueryLimits
from newsgraph.store.worker import QueryWorker

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
EASY = "ASK { e:police r:arrest e:dockers }"


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryWorker]:
    folder = tmp_path_factory.mktemp("worker") / "store"
    with OxigraphStore(folder) as store:
        store.update(harbour())
    with QueryWorker(folder, rows=50) as opened:
        yield opened


def test_answers_as_the_store_does(worker: QueryWorker) -> None:
    with OxigraphStore() as store:
        store.update(harbour())
        text = "SELECT * { GRAPH g:facts { ?s ?p ?o } } ORDER BY ?s ?p ?o LIMIT 10"

        assert store.query(text) == worker.query(text)


def test_an_endless_query_is_ended(worker: QueryWorker) -> None:
    with pytest.raises(QueryError, match=r"longer than 0\.5 seconds"):
        worker.query(ENDLESS, limits=QueryLimits(seconds=0.5))

    assert worker.query(EASY)


def test_the_workers_own_limits_hold(worker: QueryWorker) -> None:
    result = worker.query("SELECT * { ?s ?p ?o }", limits=QueryLimits(rows=10_000))

    assert (50, True) == (len(result), result.truncated)
    assert 5 == len(worker.query("SELECT * { ?s ?p ?o }", limits=QueryLimits(rows=5)))


def test_wrong_queries_are_told(worker: QueryWorker) -> None:
    for text in ("SELECT", "DROP ALL", "SELECT * { SERVICE <http://127.0.0.1:1/> {} }"):
        with pytest.raises(QueryError):
            worker.query(text)
    assert worker.query(EASY)


def test_a_worker_that_was_killed_is_replaced(worker: QueryWorker) -> None:
    assert worker._process is not None
    os.kill(worker._process.pid or 0, signal.SIGKILL)
    worker._process.join()

    assert worker.query(EASY)


def test_a_query_that_eats_memory_is_told(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path / "store") as store:
        store.update(harbour())
    with QueryWorker(tmp_path / "store", memory=2**30) as worker:
        with pytest.raises(QueryError):
            worker.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i")
        assert worker.query(EASY)


def test_a_worker_sees_changes_after_refresh(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path / "store") as store:
        store.update(harbour())
        with QueryWorker(tmp_path / "store") as worker:
            store.update(type(harbour())())

            assert worker.query(EASY)
            worker.refresh()
            assert not worker.query(EASY)


def test_a_closed_worker_and_a_missing_store_say_so(tmp_path: Path, worker: QueryWorker) -> None:
    with pytest.raises(NotFoundError):
        QueryWorker(tmp_path / "none")
    with OxigraphStore(tmp_path / "store") as store:
        store.update(harbour())
    other = QueryWorker(tmp_path / "store")
    other.close()
    other.close()
    with pytest.raises(StoreError, match="closed"):
        other.query(EASY)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has network namespaces")
def test_a_worker_has_no_network() -> None:
    code = """
import os, socket, sys
from newsgraph.store import worker
before = os.readlink("/proc/self/ns/net")
worker._bound(None)
if os.readlink("/proc/self/ns/net") == before:
    sys.exit(3)
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), 2)
except OSError:
    sys.exit(0)
sys.exit(1)
"""
    with socket.create_server(("127.0.0.1", 0)) as server:
        ended = subprocess.run([sys.executable, "-c", code, str(server.getsockname()[1])], check=False)
    if ended.returncode == 3:
        pytest.skip("this system lets no process leave its network")

    assert 0 == ended.returncode
