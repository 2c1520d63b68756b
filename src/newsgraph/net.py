"""HTTP within bounds: limited in time, size and redirects, and never unasked to an address inside the user's own network.

Python's own client is used over a socket that this module opens itself: the address that was checked is the address that is connected
to, and one deadline holds for the whole exchange, however slowly the other side sends. Proxies and cookies are not used.

References:
    RFC 9110, HTTP Semantics (redirects, ``Retry-After``); RFC 6890, Special-Purpose IP Address Registries.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from importlib.metadata import version
from typing import cast
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from newsgraph.errors import NetworkError, UsageError

__all__ = ["Answer", "Limits", "check_url", "fetch", "is_loopback", "origin"]

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_CONNECT_SECONDS = 10.0
_CHUNK = 65_536
_SAFE = "%/:=&?~+!$,;'@()*[]"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one exchange may take: seconds from first to last byte with all redirects, bytes of the body unpacked, redirects."""

    seconds: float = 30.0
    bytes: int = 20_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; ``url`` is the address after all redirects, names of ``headers`` are in lower case."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def media(self) -> str:
        """The media type in lower case without parameters; empty when none is told."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the header tells, or None."""
        told = Message()
        told["content-type"] = self.headers.get("content-type", "")
        return told.get_content_charset()


class _Deadline:
    """A point in time that several waits share."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds until then.

        Raises:
            TimeoutError: when it has passed.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"it took longer than {self._seconds:g} seconds")
        return left


class _Incoming(io.RawIOBase):
    """What a socket receives, until the deadline; each single wait would start anew otherwise."""

    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(cast(bytearray, buffer))


class _Wire:
    """The part of a socket that Python's client uses."""

    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self._sock, self._deadline))

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def close(self) -> None:
        self._sock.close()


def check_url(url: str) -> SplitResult:
    """The parts of an address that can be fetched.

    Raises:
        UsageError: when it is no http or https address with a host, or carries a user name or password.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{url!r:.200} is no address: {error}") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise UsageError(f"{url:.200} is neither an http nor an https address; newsgraph fetches no others")
    if not host or any(character <= " " or character == "\x7f" for character in url):
        raise UsageError(f"{url!r:.200} is no address: it names no host, or holds spaces")
    if "@" in parts.netloc:
        raise UsageError(f"the address of {host} holds a user name or password; newsgraph sends none. Save the page and give the file.")
    return parts


def origin(url: str) -> str:
    """Scheme, host and port of an address: ``http://127.0.0.1:8000``."""
    parts = check_url(url)
    return f"{parts.scheme.lower()}://{parts.hostname}:{parts.port or _default_port(parts)}"


def is_loopback(url: str) -> bool:
    """True when the host of the address is spelled as this machine: ``localhost``, ``127.0.0.1``, ``[::1]``."""
    host = check_url(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def fetch(
    url: str,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    limits: Limits = Limits(),
    trusted: frozenset[str] = frozenset(),
) -> Answer:
    """What the server at ``url`` answers to GET, or to POST when there is a ``body``, whatever the status.

    ``trusted`` are origins (see :func:`origin`) that may be anywhere; any other host must have public addresses alone, at the first
    request and at each redirect. Only GET follows redirects, and none leads from https to http. With no redirects allowed
    (``limits.redirects`` is 0) the redirect itself is the answer.

    Raises:
        NetworkError: when there is no answer within the limits; ``transient`` when trying again may help.
        UsageError: when ``url`` is no address that can be fetched.
    """
    deadline = _Deadline(limits.seconds)
    check_url(url)
    here = url
    for _ in range(limits.redirects + 1):
        answer = _exchange(here, body, headers or {}, limits, trusted, deadline)
        if answer.status not in _REDIRECTS or not limits.redirects:
            return answer
        try:
            there = urljoin(here, answer.headers.get("location", ""))
            parts = check_url(there)
        except ValueError as error:
            raise NetworkError(f"{here} redirects to what cannot be fetched: {error}", url=here) from error
        if body is not None or (here.lower().startswith("https:") and parts.scheme.lower() != "https"):
            raise NetworkError(f"{here} redirects to {there:.200}; that is not followed", url=here)
        here = there
    raise NetworkError(f"{url} redirects more than {limits.redirects} times", url=url)


def _exchange(
    url: str, body: bytes | None, headers: Mapping[str, str], limits: Limits, trusted: frozenset[str], deadline: _Deadline
) -> Answer:
    parts = check_url(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or _default_port(parts))
    try:
        connection.sock = _connected(parts, origin(url) in trusted, deadline)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else _ascii(parts.hostname or "")
        sent = {
            "Host": f"{host}:{parts.port}" if parts.port else host,
            "User-Agent": f"newsgraph/{version('newsgraph')}",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **headers,
        }
        target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
        connection.request("GET" if body is None else "POST", target, body, sent)
        with connection.getresponse() as response:
            known = {name.lower(): value for name, value in response.getheaders()}
            return Answer(url, response.status, _unpacked(_body(response, url, limits), known, url, limits), known)
    except NetworkError:
        raise
    except TimeoutError as error:
        raise NetworkError(f"{url} did not answer in time: {error}", url=url, transient=True) from error
    except ssl.SSLCertVerificationError as error:
        raise NetworkError(f"{url} does not prove who it is: {error.verify_message}", url=url) from error
    except http.client.IncompleteRead as error:
        raise NetworkError(f"{url} broke off its answer", url=url, transient=True) from error
    except (OSError, http.client.HTTPException) as error:
        told = f"{type(error).__name__}: {error}".rstrip(": ")
        raise NetworkError(f"{url} cannot be reached, or does not speak HTTP ({told})", url=url, transient=True) from error
    finally:
        connection.close()


def _default_port(parts: SplitResult) -> int:
    return 443 if parts.scheme.lower() == "https" else 80


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise NetworkError(f"{host!r} is no name of a host", url=host) from error


def _connected(parts: SplitResult, trusted: bool, deadline: _Deadline) -> _Wire:
    """A connection to the first address of the host that answers, of those that were checked."""
    host, port = _ascii(parts.hostname or ""), parts.port or _default_port(parts)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NetworkError(f"there is no host {host}, or no network ({error})", url=host, transient=True) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not trusted:
        for address in addresses:
            if not _is_public(address):
                raise NetworkError(
                    f"{host} is at {address}, which is no public address; newsgraph reads none of those, but for this machine itself when "
                    "its address is what you give",
                    url=host,
                )
    failed: OSError | None = None
    for address in addresses:
        try:
            sock = socket.create_connection((address, port), timeout=min(_CONNECT_SECONDS, deadline.left()))
        except OSError as error:
            failed = error
            continue
        if parts.scheme.lower() == "https":
            try:
                sock.settimeout(deadline.left())
                return _Wire(ssl.create_default_context().wrap_socket(sock, server_hostname=host), deadline)
            except BaseException:
                sock.close()
                raise
        return _Wire(sock, deadline)
    raise failed or OSError(f"{host} has no address")


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    return ip.is_global and not ip.is_multicast


def _body(response: http.client.HTTPResponse, url: str, limits: Limits) -> bytes:
    if (response.length or 0) > limits.bytes:
        raise _too_large(url, limits)
    kept = bytearray()
    while chunk := response.read(_CHUNK):
        kept += chunk
        if len(kept) > limits.bytes:
            raise _too_large(url, limits)
    if response.length:  # what is still to come, where the server said how long the whole is
        raise http.client.IncompleteRead(bytes(kept), response.length)
    return bytes(kept)


def _unpacked(body: bytes, headers: Mapping[str, str], url: str, limits: Limits) -> bytes:
    packed = headers.get("content-encoding", "").strip().lower()
    if packed in ("", "identity"):
        return body
    if packed not in ("gzip", "x-gzip"):
        raise NetworkError(f"{url} answers packed as {packed:.40}, which was not asked for", url=url)
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        plain = unpacker.decompress(body, limits.bytes + 1)
    except zlib.error as error:
        raise NetworkError(f"{url} answers with a damaged gzip", url=url, transient=True) from error
    if len(plain) > limits.bytes:
        raise _too_large(url, limits)
    return plain


def _too_large(url: str, limits: Limits) -> NetworkError:
    return NetworkError(f"{url} answers with more than {limits.bytes} bytes", url=url)
