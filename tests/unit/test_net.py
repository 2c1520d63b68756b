"""HTTP within bounds, against a server on loopback that keeps to none."""

from __future__ import annotations

import contextlib
import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.web import Scripted, page, scripted
from newsgraph import net
from newsgraph.errors import NetworkError, UsageError


@pytest.fixture
def server() -> Iterator[Scripted]:
    with scripted(lambda heard: page("hello")) as running:
        yield running


def _fetch(server: Scripted, path: str = "/", **limits: float) -> net.Answer:
    return net.fetch(server.url + path, limits=net.Limits(**limits), trusted=frozenset([server.url]))  # type: ignore[arg-type]


def test_an_answer_comes_with_its_headers(server: Scripted) -> None:
    answer = _fetch(server, "/a b?q=ü#part".replace(" ", "%20"))

    assert (200, b"hello", "text/html", "utf-8") == (answer.status, answer.body, answer.media, answer.charset)
    (heard,) = server.heard
    assert ("GET", "/a%20b?q=%C3%BC") == (heard.method, heard.target)
    assert f"127.0.0.1:{server.port}" == heard.headers["host"]
    assert heard.headers["user-agent"].startswith("newsgraph/")


def test_a_body_is_posted(server: Scripted) -> None:
    net.fetch(server.url, body=b"{}", headers={"Authorization": "Bearer k"}, trusted=frozenset([server.url]))

    assert ("POST", b"{}", "Bearer k") == (server.heard[0].method, server.heard[0].body, server.heard[0].headers["authorization"])


def test_gzip_is_unpacked_and_a_bomb_is_not(server: Scripted) -> None:
    server.script = lambda heard: page(gzip.compress(b"a" * 5_000_000), Content_Encoding="gzip")

    assert 5_000_000 == len(_fetch(server).body)
    with pytest.raises(NetworkError, match="more than 1000000 bytes"):
        _fetch(server, bytes=1_000_000)


@pytest.mark.parametrize(
    ("reply", "words", "transient"),
    [
        (page("x" * 3000), "more than 2000 bytes", False),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"fa0\r\n" + b"y" * 4000 + b"\r\n0\r\n\r\n", "more than 2000", False),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "broke off its answer", True),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf", "broke off its answer", True),
        (page(b"no gzip", Content_Encoding="gzip"), "damaged gzip", True),
        (page(b"?", Content_Encoding="br"), "packed as br, which was not asked for", False),
        (b"SSH-2.0-OpenSSH_9\r\n\r\n", "does not speak HTTP", True),
        (b"", "does not speak HTTP", True),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n", "does not speak HTTP", True),
    ],
)
def test_answers_that_may_not_be_taken(server: Scripted, reply: bytes, words: str, transient: bool) -> None:
    server.script = lambda heard: reply

    with pytest.raises(NetworkError, match=words) as told:
        _fetch(server, bytes=2000)

    assert transient == told.value.transient
    assert told.value.url.startswith(server.url)


def _drips(head: bytes) -> object:
    def drip(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(600):  # until the other end has had enough
            connection.sendall(b"a")
            time.sleep(0.1)

    return drip


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"])
def test_one_deadline_holds_for_an_answer_that_drips(server: Scripted, head: bytes) -> None:
    server.script = lambda heard: _drips(head)  # type: ignore[assignment,return-value]

    with pytest.raises(NetworkError, match="did not answer in time") as told:
        _fetch(server, seconds=0.5)

    assert told.value.transient


def test_redirects_are_followed_so_often_and_no_further(server: Scripted) -> None:
    server.script = lambda heard: (
        page("there")
        if heard.target == "/end"
        else page("", "302 Found", Location="/end" if heard.target == "/start" else heard.target + "x")
    )

    assert (f"{server.url}/end", b"there") == (_fetch(server, "/start").url, _fetch(server, "/start").body)
    with pytest.raises(NetworkError, match="redirects more than 3 times"):
        _fetch(server, "/loop", redirects=3)
    assert 302 == _fetch(server, "/start", redirects=0).status


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("file:///etc/passwd", "neither an http nor an https address"),
        ("http://169.254.169.254/latest/meta-data", "is no public address"),
        ("http://[::ffff:10.0.0.1]/", "is no public address"),
        ("http://[64:ff9b::7f00:1]/", "is no public address"),
        ("http://anna:secret@example.org/", "holds a user name"),
        ("http://[::1", "what cannot be fetched"),
    ],
)
def test_a_redirect_leads_nowhere_that_was_not_asked_for(server: Scripted, location: str, words: str) -> None:
    server.script = lambda heard: page("", "307 Temporary Redirect", Location=location)

    with pytest.raises(NetworkError, match=words):
        _fetch(server)


def test_a_redirect_to_another_port_of_this_machine_is_not_followed(server: Scripted) -> None:
    with scripted(lambda heard: page("secret")) as other:
        server.script = lambda heard: page("", "302 Found", Location=other.url)

        with pytest.raises(NetworkError, match=r"is at 127\.0\.0\.1, which is no public address"):
            _fetch(server)

    assert [] == other.heard


def test_a_post_is_not_redirected(server: Scripted) -> None:
    server.script = lambda heard: page("", "307 Temporary Redirect", Location="/elsewhere")

    with pytest.raises(NetworkError, match="that is not followed"):
        net.fetch(server.url, body=b"{}", trusted=frozenset([server.url]))
    assert 1 == len(server.heard)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "100.64.0.1", "0.0.0.0", "224.0.0.1", "169.254.1.1", "::1", "fe80::1%1",
        "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "240.0.0.1",
    ],
)  # fmt: skip
def test_no_private_address_is_reached_by_whatever_name(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))
    entries = [public, (family, socket.SOCK_STREAM, 6, "", (address, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **named: entries)
    monkeypatch.setattr(socket, "create_connection", lambda *given, **named: pytest.fail("it was connected to"))

    with pytest.raises(NetworkError, match="which is no public address"):
        net.fetch("http://news.example/")


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **named: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))])

    def refuse(address: object, timeout: float) -> None:
        asked.append(address)
        raise ConnectionRefusedError("no")

    monkeypatch.setattr(socket, "create_connection", refuse)

    with pytest.raises(NetworkError, match="cannot be reached"):
        net.fetch("http://news.example/")
    assert [("93.184.216.34", 80)] == asked


def test_a_host_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*given: object, **named: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    with pytest.raises(NetworkError, match=r"there is no host news\.example, or no network"):
        net.fetch("http://news.example/")
    with pytest.raises(NetworkError, match="is no name of a host"):
        net.fetch(f"http://{'a' * 70}.example/")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost that nobody has signed, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    key, made = (tmp_path_factory.mktemp("tls") / name for name in ("key.pem", "made.pem"))
    wanted = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:TRUE"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", str(key), "-out", str(made), *wanted]
    subprocess.run(command, check=True, capture_output=True)
    return made, key


@contextlib.contextmanager
def _tls(made: Path, key: Path) -> Iterator[str]:
    """A server with that certificate, that answers one request."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            connection, _ = listener.accept()
            connection.settimeout(10)
            with connection, context.wrap_socket(connection, server_side=True) as safe:
                safe.recv(65_536)
                safe.sendall(page("safe"))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"https://localhost:{listener.getsockname()[1]}"
    finally:
        thread.join(10)
        listener.close()


def test_https_needs_a_certificate_that_somebody_vouches_for(certificate: tuple[Path, Path]) -> None:
    with _tls(*certificate) as url, pytest.raises(NetworkError, match="does not prove who it is") as told:
        net.fetch(url, trusted=frozenset([url]))

    assert not told.value.transient


def test_https_is_read(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.create_default_context(cafile=certificate[0])
    monkeypatch.setattr(ssl, "create_default_context", lambda: context)

    with _tls(*certificate) as url:
        assert b"safe" == net.fetch(url, trusted=frozenset([url])).body


def test_what_does_not_speak_tls_is_told(server: Scripted) -> None:
    url = server.url.replace("http:", "https:")

    with pytest.raises(NetworkError, match="cannot be reached, or does not speak HTTP") as told:
        net.fetch(url, trusted=frozenset([url]))
    assert told.value.transient


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://localhost/a", True),
        ("http://127.8.9.1:80", True),
        ("http://[::1]:9/", True),
        ("http://localhost.example/", False),
        ("http://10.0.0.1/", False),
    ],
)
def test_this_machine_is_what_is_spelled_so(url: str, expected: bool) -> None:
    assert expected == net.is_loopback(url)


def test_origins() -> None:
    assert ("https://a.org:443", "http://a.org:8080") == (net.origin("HTTPS://A.org/x"), net.origin("http://a.org:8080/x"))


@pytest.mark.parametrize("url", ["ftp://a.org", "a.org", "http://", "http://a b/", "http://a.org:99999/", "http://a.org/\x00"])
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(UsageError):
        net.check_url(url)
