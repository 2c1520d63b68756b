"""``newsgraph.serve``: the endpoint as a server."""

from __future__ import annotations

import os
import re
import socket
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from newsgraph.errors import UsageError
from newsgraph.graph import Graph, load
from newsgraph.web.guard import host_name

__all__ = ["serve"]

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+")
_MEMORY: Final = 4 * 2**30
_MOST_REQUESTS: Final = 100
_MOST_HEADER_BYTES: Final = 65_536


def serve(
    graph: Graph | str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    timeout: float = 30.0,
    rows: int = 100_000,
    size: int = 64_000_000,
    workers: int = 2,
    allow_hosts: Iterable[str] = (),
    allow_origins: Iterable[str] = (),
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the explorer of a graph and answer SPARQL 1.1 queries over it, read only, until the process is told to end (Ctrl-C).

    ``graph`` is a graph, its folder, or a ``.trig``, ``.nq`` or ``.jsonld`` file. The explorer is ``http://HOST:PORT/``, the endpoint
    ``http://HOST:PORT/sparql``; ``port`` 0 takes any that is free; ``ready`` is called with the address when the server listens. A query
    may take ``timeout`` seconds, whatever it does, and its answer may have ``rows`` rows and ``size`` bytes; what goes over a limit is
    refused, never cut short. ``workers`` queries run at a time, each in a process of its own. Nothing outside the graph is reached. The
    next query sees a build that ended meanwhile.

    The server listens to this machine alone unless ``host`` names another address; then everybody who can reach it may ask. It answers to
    the names of this machine and to ``allow_hosts``. Pages of other origins may ask and read answers when they are ``allow_origins``
    (``https://example.org``).

    Raises:
        UsageError: when a value cannot be, or the address cannot be used.
        NotFoundError: when there is no graph.
        StoreError: when the graph cannot be read.
    """
    names, origins = frozenset(map(_host, allow_hosts)), frozenset(map(_origin, allow_origins))
    _require(0 <= port <= 65_535, f"a port lies between 0 and 65535, not at {port}")
    _require(timeout > 0, f"a timeout is more than 0 seconds, not {timeout}")
    _require(min(rows, size, workers) >= 1, "rows, size and workers are at least 1")
    served = graph if isinstance(graph, Graph) else load(graph)
    title = served.config.title or ("" if isinstance(graph, Graph) else Path(graph).resolve().stem)
    with _stored(served) as (path, base), _listening(host, port) as listener:
        _run(listener, path, base, title or "Explorer", host, names, origins, timeout, rows, size, workers, ready)


def _run(
    listener: socket.socket,
    path: Path,
    base: str,
    title: str,
    host: str,
    names: frozenset[str],
    origins: frozenset[str],
    timeout: float,
    rows: int,
    size: int,
    workers: int,
    ready: Callable[[str], None] | None,
) -> None:
    import uvicorn

    from newsgraph.web.app import application
    from newsgraph.web.pool import WorkerPool

    pool = WorkerPool(path, count=workers, seconds=timeout, rows=rows, size=size, memory=_MEMORY)
    try:
        config = uvicorn.Config(
            application(pool, base=base, host=host, title=title, names=names, origins=origins),
            log_config=None, access_log=False, server_header=False, proxy_headers=False, ws="none", http="h11",
            limit_concurrency=_MOST_REQUESTS, timeout_keep_alive=5, timeout_graceful_shutdown=1,
            h11_max_incomplete_event_size=_MOST_HEADER_BYTES,
        )  # fmt: skip
        if ready:
            at = f"[{host}]" if ":" in host else host
            ready(f"http://{at}:{listener.getsockname()[1]}/")
        # The server has ended well when it raises this: it hands on the signal that ended it.
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])
    finally:
        pool.close()


@contextmanager
def _stored(graph: Graph) -> Iterator[tuple[Path, str]]:
    """The folder of the graph's store and the base of its IRIs; of a graph that has no store on disk, one that is gone afterwards."""
    store = graph.store
    if store.path is not None:
        yield store.path, store.base
        return
    from newsgraph.store import OxigraphStore

    with tempfile.TemporaryDirectory(prefix="newsgraph-") as folder:
        path = Path(folder) / "store"
        with OxigraphStore(path, base=store.base, threshold=store.threshold) as copy:
            copy.update(graph.data)
        yield path, store.base


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as listener:
            if os.name == "posix":
                # A server that has just ended must not keep the port from the next.
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, port))
            listener.listen(128)
            yield listener
    except OSError as error:
        raise UsageError(f"{host} port {port} cannot be used ({error.strerror or error}); choose others with --host and --port") from error


def _host(name: str) -> str:
    host = host_name(name)
    _require(host is not None and ":" not in name.strip("[]"), f"{name!r} is no name of a host")
    return host or ""


def _origin(origin: str) -> str:
    _require(bool(_ORIGIN.fullmatch(origin)), f"{origin!r} is no origin; one reads https://example.org")
    return origin


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise UsageError(message)
