"""An endpoint as people run it: the command in a process of its own, on loopback."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

__all__ = ["Endpoint", "Reply", "endpoint"]


class Reply(NamedTuple):
    status: int
    media: str
    text: str
    headers: dict[str, str]


class Endpoint(NamedTuple):
    """Where the endpoint listens."""

    port: int
    process: subprocess.Popen[str]

    @property
    def sparql(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"

    def request(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Reply:
        """One request; names of headers have ``_`` for ``-``."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer: HTTPResponse = connection.getresponse()
            text = answer.read().decode("utf-8")
            known = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, known.get("content-type", "").partition(";")[0], text, known)
        finally:
            connection.close()

    def get(self, query: str, accept: str = "application/sparql-results+json", **fields: str) -> Reply:
        return self.request("GET", f"/sparql?{urlencode({'query': query, **fields})}", Accept=accept)

    def post(self, query: str, accept: str = "application/sparql-results+json", **fields: str) -> Reply:
        body = urlencode({"query": query, **fields})
        return self.request("POST", "/sparql", body, Accept=accept, Content_Type="application/x-www-form-urlencoded")


@contextlib.contextmanager
def endpoint(graph: Path, *options: str) -> Iterator[Endpoint]:
    """The endpoint over a graph, ended afterwards as Ctrl-C does."""
    command = [sys.executable, "-c", "import newsgraph.cli as c; c.main()", "serve", str(graph), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr is not None
        told = process.stderr.readline()
        assert " at http://" in told, told + process.stderr.read()
        try:
            yield Endpoint(int(told.partition(" at http://")[2].partition("/")[0].rpartition(":")[2]), process)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
