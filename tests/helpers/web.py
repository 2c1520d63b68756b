"""A server on loopback that answers exactly what a test tells it to, well-behaved or not."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

__all__ = ["Heard", "Scripted", "page", "scripted"]


@dataclass(frozen=True, slots=True)
class Heard:
    """A request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


Script = Callable[[Heard], "bytes | Callable[[socket.socket], None]"]


def page(body: bytes | str, status: str = "200 OK", media: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    """A whole answer; names of headers have ``_`` for ``-``."""
    data = body.encode() if isinstance(body, str) else body
    told = {"Content-Type": media, "Content-Length": str(len(data)), **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + data


@dataclass(slots=True)
class Scripted:
    """Where it listens, and what it has heard; ``script`` may be changed at any time."""

    port: int
    script: Script
    heard: list[Heard] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextlib.contextmanager
def scripted(script: Script) -> Iterator[Scripted]:
    """A server that answers each request by ``script``: with bytes, or by a function that is given the connection."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = Scripted(listener.getsockname()[1], script)
    done = threading.Event()
    threads: list[threading.Thread] = []

    def answer(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(20)
            request = _request(connection)
            if request is None:
                return
            server.heard.append(request)
            reply = server.script(request)
            if isinstance(reply, bytes):
                connection.sendall(reply)
            else:
                reply(connection)

    def listen() -> None:
        while not done.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=answer, args=(connection,), daemon=True)
            threads.append(thread)
            thread.start()

    accepting = threading.Thread(target=listen, daemon=True)
    accepting.start()
    try:
        yield server
    finally:
        done.set()
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        accepting.join(5)
        for thread in threads:
            thread.join(5)


def _request(connection: socket.socket) -> Heard | None:
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65_536)
        if not chunk or (not data and not chunk[:1].isalpha()):  # gone, or TLS
            return None
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += connection.recv(65_536)
    return Heard(method, target, headers, body)
