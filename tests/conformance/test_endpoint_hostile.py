"""An endpoint in the open: hostile queries reach nothing and end, hostile requests are refused, and it goes on answering."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

import newsgraph
from helpers.endpoint import Endpoint, endpoint
from helpers.harbour import harbour
from newsgraph import Graph
from newsgraph.errors import NotFoundError, UsageError
from newsgraph.web.negotiate import GRAPHS, ROWS, best

SECONDS = 1.0
SECRET = "not to be told: 7d1f0c"
EASY = "ASK { e:police r:arrest e:dockers }"
# Seconds after which nothing comes any more.
PATIENCE = 120.0


class Listener:
    """A server that only counts who connects."""

    def __init__(self) -> None:
        self.reached = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            with contextlib.suppress(OSError):
                connection, _ = self._socket.accept()
                self.reached += 1
                connection.close()
                continue
            return

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def outside() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "secret.nt"
    path.write_text(f'<urn:secret> <urn:is> "{SECRET}" .\n', encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Graph(harbour()).save(tmp_path_factory.mktemp("open") / "graph")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Endpoint]:
    """A server that has time, whatever else the machine does."""
    with endpoint(folder, "--timeout", "60", "--rows", "1000", "--size", "200000") as started:
        yield started


@pytest.fixture(scope="module")
def hasty(folder: Path) -> Iterator[Endpoint]:
    """A server that ends what takes a second."""
    with endpoint(folder, "--timeout", str(SECONDS), "--rows", "1000", "--size", "200000") as started:
        yield started


def answers(server: Endpoint) -> bool:
    """True once the server answers an easy question: on a machine that does much else even that may take a hasty one too long."""
    end = time.monotonic() + PATIENCE
    while (reply := server.get(EASY, "text/csv")).status == 503 and time.monotonic() < end:
        time.sleep(0.1)
    return (200, "true") == (reply.status, reply.text)


def squares(count: int) -> str:
    return " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(count))


# OUT stands for the address of a server, FILE for the name of a file; the statuses are those that may be answered.
HOSTILE = {
    "service": ("SELECT * { SERVICE <OUT> { ?s ?p ?o } }", {400}),
    "service silent": ("SELECT * { SERVICE SILENT <OUT> { ?s ?p ?o } }", {400}),
    "service in small letters": ("select * { service<OUT>{?s ?p ?o} }", {400}),
    "service of a variable": ("SELECT * { BIND(<OUT> AS ?x) SERVICE ?x { ?s ?p ?o } }", {400}),
    "service of a prefix": ("PREFIX x: <OUT> SELECT * { SERVICE x: { ?s ?p ?o } }", {400}),
    "service by values": ("SELECT * { VALUES ?x { <OUT> } SERVICE SILENT ?x { ?s ?p ?o } }", {400}),
    "service with code points": ("SELECT * { \\u0053ERVICE <OUT> { ?s ?p ?o } }", {400}),
    "service with long code points": ("SELECT * { \\U00000053ERVIC\\u0045 <OUT> { ?s ?p ?o } }", {400}),
    "service with wide letters": ("SELECT * { ＳＥＲＶＩＣＥ <OUT> { ?s ?p ?o } }", {400}),
    "service with a long s": ("SELECT * { ſERVICE <OUT> { ?s ?p ?o } }", {400}),
    "service after a comment": ("SELECT * { #\nSERVICE#\n<OUT> { ?s ?p ?o } }", {400}),
    "service after a line separator": ("SELECT * { # x\u2028 SERVICE <OUT> { ?s ?p ?o }\n }", {200, 400}),
    "service after a less-than": ("SELECT * { FILTER(1 <?b)SERVICE <OUT> { ?s ?p ?o } }", {400}),
    "service below exists": ("SELECT * { FILTER EXISTS { SERVICE <OUT> { ?s ?p ?o } } }", {400}),
    "service in a subquery": ("SELECT * { { SELECT * { SERVICE <OUT> { ?s ?p ?o } } } }", {400}),
    "service in a construct": ("CONSTRUCT { ?s ?p ?o } { SERVICE <OUT> { ?s ?p ?o } }", {400}),
    "service of a file": ("SELECT * { SERVICE <file://FILE> { ?s ?p ?o } }", {400}),
    "service after a string that looks unfinished": ("SELECT * { BIND('''a''b''' AS ?x) SERVICE <OUT> {} }", {400}),
    "load": ("LOAD <OUT>", {403}),
    "load a file": ("LOAD <file://FILE> INTO GRAPH g:facts", {403}),
    "load after a query": ("ASK {} ; LOAD <OUT>", {400, 403}),
    "from a file": ("SELECT * FROM <file://FILE> { ?s ?p ?o }", {200}),
    "from the web": ("SELECT * FROM <OUT> { ?s ?p ?o }", {200}),
    "from named a file": ("SELECT * FROM NAMED <file://FILE> { GRAPH ?g { ?s ?p ?o } }", {200}),
    "from named the web": ("SELECT * FROM NAMED <OUT> { GRAPH ?g { ?s ?p ?o } }", {200}),
    "from a relative name": ("BASE <file://FILE> SELECT * FROM <> { ?s ?p ?o }", {200}),
    "describe a file": ("DESCRIBE <file://FILE>", {200}),
    "graph of a file": ("SELECT * { GRAPH <file://FILE> { ?s ?p ?o } }", {200}),
    "insert": ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", {403}),
    "insert where": ("PREFIX x: <urn:x> INSERT { ?s ?p x:hacked } WHERE { ?s ?p ?o }", {403}),
    "delete everything": ("DELETE WHERE { ?s ?p ?o }", {403}),
    "drop everything": ("# harmless\nDROP ALL", {403}),
    "clear": ("CLEAR SILENT DEFAULT", {403}),
    "move": ("MOVE g:facts TO g:other", {403}),
    "four-fold cross join counted": (f"SELECT (COUNT(*) AS ?n) {{ {squares(4)} }}", {503}),
    "six-fold cross join sorted": (f"SELECT * {{ {squares(6)} }} ORDER BY ?o1 ?o5", {503}),
    "cross join that is distinct": (f"SELECT DISTINCT ?o1 ?o2 ?o3 ?o4 {{ {squares(4)} }}", {400, 503}),
    "cross join that never fits": (
        f"SELECT * {{ {squares(4)} FILTER(STRLEN(CONCAT(STR(?o0), STR(?o1), STR(?o2), STR(?o3))) < 0) }}", {503},
    ),
    "endless rows": (f"SELECT * {{ {squares(3)} }}", {400}),
    "endless triples": (f"CONSTRUCT {{ ?s0 ?p1 ?o2 }} {{ {squares(3)} }}", {400}),
    "endless path": ("SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?c (!<urn:y>|^!<urn:y>)* ?d . ?e ?f ?g }", {503}),
    "regex bomb": (f"SELECT * {{ {squares(2)} FILTER(REGEX(CONCAT(STR(?o0), STR(?o1)), '(a*)*(a|aa)+(.*)*(.*)*x(y')) }}", {200, 400, 503}),
    "regex on a long text": (f"ASK {{ FILTER(REGEX('{'a' * 50_000}', '^(a|a?)+(a*)*$b')) }}", {200, 400, 503}),
    "regex that explodes": ("SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '((a{1,1000}){1,1000}){1,1000}')) }", {200, 400, 503}),
    "replace that grows": (
        "SELECT (STRLEN(?e) AS ?n) { BIND('aaaaaaaaaaaaaaaaaaaa' AS ?a) "
        + " ".join(f"BIND(REPLACE(?{x}, 'a', ?{x}) AS ?{y})" for x, y in zip("abcd", "bcde", strict=True))
        + " }",
        {200, 400, 503},
    ),
    "group that grows": (f"SELECT (GROUP_CONCAT(CONCAT(STR(?o0), STR(?o1), STR(?o2))) AS ?x) {{ {squares(3)} }}", {400, 503}),
    "one large row": ("SELECT (GROUP_CONCAT(CONCAT(STR(?o0), STR(?o1))) AS ?x) { { SELECT * { " + squares(2) + " } LIMIT 20000 } }", {400}),
    "deep nesting": ("SELECT * " + "{" * 20_000 + "}" * 20_000, {200, 400, 503}),
    "deep brackets": ("ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }", {200, 400, 503}),
    "lone surrogate": ("SELECT * { ?s ?p '\\uD800' }", {400}),
    "zero": ("SELECT * { ?s ?p '\x00' }", {200, 400}),
}  # fmt: skip


def test_there_are_forty() -> None:
    assert len(HOSTILE) >= 40


@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_queries_reach_nothing_and_end(server: Endpoint, hasty: Endpoint, outside: Listener, secret: Path, name: str) -> None:
    query, statuses = HOSTILE[name]
    text = query.replace("OUT", f"http://127.0.0.1:{outside.port}/").replace("FILE", str(secret))
    asked = hasty if 503 in statuses else server
    reply = asked.post(text, "*/*")

    assert reply.status in statuses, reply
    assert 0 == outside.reached
    assert SECRET not in reply.text
    assert answers(asked)


@pytest.mark.parametrize("field", ["default-graph-uri", "named-graph-uri"])
def test_graphs_from_outside_are_not_fetched(server: Endpoint, outside: Listener, secret: Path, field: str) -> None:
    for iri in (f"http://127.0.0.1:{outside.port}/", secret.as_uri()):
        reply = server.get("SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", "text/csv", **{field: iri})

        assert (200, 1) == (reply.status, len(reply.text.splitlines()))
    assert 0 == outside.reached


def test_nothing_was_changed(server: Endpoint, folder: Path) -> None:
    assert harbour() == newsgraph.load(folder).data


def test_limits_are_told_and_never_cut_short(server: Endpoint, hasty: Endpoint) -> None:
    many = server.get("SELECT (1 AS ?one) { ?s ?p ?o . ?a ?b ?c } LIMIT 1001")

    assert (400, "the answer has more than 1000 rows; ask for fewer with LIMIT, or for their COUNT\n") == (many.status, many.text)
    assert 200 == server.get("SELECT (1 AS ?one) { ?s ?p ?o . ?a ?b ?c } LIMIT 1000").status
    large = server.get("SELECT (GROUP_CONCAT(STR(?o)) AS ?x) { { SELECT ?o { ?s ?p ?o . ?a ?b ?c } LIMIT 9000 } }")
    assert (400, "the answer has more than 200000 bytes; ask for fewer rows with LIMIT\n") == (large.status, large.text)
    late = hasty.get(HOSTILE["four-fold cross join counted"][0])
    assert (503, f"the query took longer than {SECONDS} seconds\n") == (late.status, late.text)


# -- requests ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "192.168.1.7", "0.0.0.0", "8.8.8.8:8000"],
)
@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK%7B%7D", "/style.css"])
def test_other_hosts_are_refused(server: Endpoint, host: str, path: str) -> None:
    assert 421 == server.request("GET", path, Host=host).status


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:99", "127.0.0.1", "127.0.0.1:8000", "[::1]:8000", "localhost."])
def test_the_names_of_this_machine_are_known(server: Endpoint, host: str) -> None:
    assert 200 == server.request("GET", "/sparql?query=ASK%7B%7D", Host=host).status


@pytest.mark.parametrize("host", ["", "a b", "evil.example/@localhost", "localhost:port", "user@localhost", "localhost,evil"])
def test_what_is_no_host_is_refused(server: Endpoint, host: str) -> None:
    assert 400 == server.request("GET", "/sparql?query=ASK%7B%7D", Host=host).status


def raw(server: Endpoint, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), 10) as connection:
        answer = b""
        with contextlib.suppress(OSError):  # a server that has heard enough closes the connection
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionResetError):
            while part := connection.recv(65_536):
                answer += part
        return answer


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET /sparql?query=" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"NONSENSE\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
    ],
    ids=["no host", "two hosts", "HTTP/1.0 without host", "long address", "nonsense", "negative length"],
)
def test_malformed_requests_are_refused(server: Endpoint, request_: bytes) -> None:
    assert raw(server, request_).startswith(b"HTTP/1.1 400 ")
    assert 200 == server.get(EASY).status


@pytest.mark.parametrize(
    ("method", "path", "body", "media", "status"),
    [
        ("PUT", "/sparql", None, "", 405),
        ("DELETE", "/sparql", None, "", 405),
        ("PATCH", "/sparql", None, "", 405),
        ("TRACE", "/sparql", None, "", 405),
        ("POST", "/", "query=ASK{}", "application/x-www-form-urlencoded", 405),
        ("GET", "/update", None, "", 404),
        ("GET", "/../../etc/passwd", None, "", 404),
        ("GET", "/store/store.json", None, "", 404),
        ("POST", "/sparql", "DROP ALL", "application/sparql-update", 403),
        ("POST", "/sparql", "update=DROP+ALL", "application/x-www-form-urlencoded", 403),
        ("POST", "/sparql?using-graph-uri=urn:x", "ASK {}", "application/sparql-query", 403),
        ("POST", "/sparql", "ASK {}", "", 415),
        ("POST", "/sparql", "ASK {}", "text/plain", 415),
        ("POST", "/sparql", "ASK {}", "application/sparql-query; charset=utf-16", 415),
        ("POST", "/sparql", "ASK {}", "application/sparql-query; charset=UTF-8", 200),
        ("POST", "/sparql", b"ASK { ?s ?p '\xff' }", "application/sparql-query", 400),
        ("POST", "/sparql", "query=%FF", "application/x-www-form-urlencoded", 400),
        ("POST", "/sparql", "", "application/x-www-form-urlencoded", 400),
        ("POST", "/sparql", "query=ASK{}&query=ASK{}", "application/x-www-form-urlencoded", 400),
        ("POST", "/sparql?query=ASK%7B%7D", "ASK {}", "application/sparql-query", 400),
        ("POST", "/sparql", "&".join(f"a{n}=" for n in range(2000)), "application/x-www-form-urlencoded", 400),
        ("GET", "/sparql?nothing=1", None, "", 400),
        ("POST", "/sparql", "#" * 1_000_001, "application/sparql-query", 413),
        ("HEAD", "/sparql?query=ASK%7B%7D", None, "", 200),
    ],
)  # fmt: skip
def test_requests_that_are_none_are_refused(
    server: Endpoint, method: str, path: str, body: str | bytes | None, media: str, status: int
) -> None:
    reply = server.request(method, path, body, **({"Content_Type": media} if media else {}))

    assert status == reply.status, reply.text
    assert ("nosniff", "DENY", "no-referrer") == tuple(
        reply.headers[name] for name in ("x-content-type-options", "x-frame-options", "referrer-policy")
    )
    assert "access-control-allow-origin" not in reply.headers
    if status == 405:
        assert "GET" in reply.headers["allow"]


def test_a_body_without_end_is_refused(server: Endpoint) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    endless = (b"#" * 65_536 for _ in range(1000))
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        connection.request("POST", "/sparql", endless, {"Content-Type": "application/sparql-query"}, encode_chunked=True)
    with contextlib.suppress(ConnectionResetError):
        assert 413 == connection.getresponse().status
    connection.close()

    assert 200 == server.get(EASY).status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:1"}, 403),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"}, 403),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}, 200),
        ({"Sec_Fetch_Site": "same-origin", "Sec_Fetch_Mode": "cors"}, 200),
    ],
)
def test_pages_of_other_origins_may_not_ask(server: Endpoint, headers: dict[str, str], status: int) -> None:
    reply = server.request("GET", "/sparql?query=ASK%7B%7D", **headers)

    assert (status, None) == (reply.status, reply.headers.get("access-control-allow-origin"))


def test_hosts_and_origins_may_be_allowed(folder: Path) -> None:
    with endpoint(folder, "--allow-host", "graph.example", "--allow-origin", "https://app.example") as server:
        assert 200 == server.request("GET", "/", Host="graph.example").status
        assert 421 == server.request("GET", "/", Host="other.example").status
        reply = server.request("GET", "/sparql?query=ASK%7B%7D", Origin="https://app.example", Sec_Fetch_Site="cross-site")
        assert (200, "https://app.example") == (reply.status, reply.headers["access-control-allow-origin"])
        before = server.request("OPTIONS", "/sparql", Origin="https://app.example", Access_Control_Request_Method="POST")
        assert (204, "https://app.example") == (before.status, before.headers["access-control-allow-origin"])
        assert 403 == server.request("OPTIONS", "/sparql", Origin="https://other.example").status


def test_listening_to_others_is_told(folder: Path) -> None:
    with endpoint(folder, "--host", "0.0.0.0") as server:
        assert server.process.stderr is not None
        assert "warning: everybody who reaches this machine may ask" in server.process.stderr.readline()
        assert 200 == server.request("GET", "/", Host="192.168.1.7:8000").status
        assert 421 == server.request("GET", "/", Host="evil.example").status


# -- the end ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("with_", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_running(folder: Path, with_: signal.Signals) -> None:
    with endpoint(folder, "--timeout", "3") as server:
        slow, children = _computing(server)
        assert len(children) >= 2
        server.process.send_signal(with_)
        server.process.wait(PATIENCE)
        slow.join()
        end = time.monotonic() + PATIENCE
        while [child for child in children if _alive(child)] and time.monotonic() < end:
            time.sleep(0.1)

        assert [] == [child for child in children if _alive(child)]
        assert with_ != signal.SIGINT or server.process.returncode == 0


def _computing(server: Endpoint) -> tuple[threading.Thread, list[int]]:
    """A query that is under way, as a worker computes, and all the workers."""
    while True:
        children = _children(server.process.pid)
        idle = sum(map(_ticks, children))
        slow = threading.Thread(target=_unheard, args=(server,))
        slow.start()
        while slow.is_alive():
            if sum(map(_ticks, children)) >= idle + 10:
                return slow, children
            time.sleep(0.01)


def _ticks(pid: int) -> int:
    """The CPU time of a process, in the system's ticks; 0 when it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except FileNotFoundError:
        return 0
    return int(fields[11]) + int(fields[12])


def _unheard(server: Endpoint) -> None:
    with contextlib.suppress(OSError, Exception):
        server.get(HOSTILE["four-fold cross join counted"][0])


def _children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=True)
    return [int(line) for line in listed.stdout.split()]


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_port_in_use_is_told(server: Endpoint, folder: Path) -> None:
    with pytest.raises(UsageError, match=f"port {server.port} cannot be used"):
        newsgraph.serve(folder, port=server.port)


@pytest.mark.parametrize(
    "options",
    [
        {"port": 70_000},
        {"timeout": 0},
        {"rows": 0},
        {"workers": 0},
        {"allow_hosts": ["a b"]},
        {"allow_origins": ["*"]},
        {"allow_origins": ["https://a.example/path"]},
        {"host": "no.such.name.invalid"},
    ],
)
def test_values_that_cannot_be_are_told(folder: Path, options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        newsgraph.serve(folder, **options)


def test_a_graph_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        newsgraph.serve(tmp_path / "none")


@pytest.mark.parametrize("accept", ["*/*" * 1000, "text/csv;" * 3000, ";q=" * 9000, 'text/csv;a="' + "x" * 9000, "a/b;q=1" * 4000])
def test_headers_are_read_to_their_end(accept: str) -> None:
    # What takes too long is ended by the limit that holds for every test.
    assert best(accept, (*ROWS, *GRAPHS)) in (None, *ROWS, *GRAPHS)
