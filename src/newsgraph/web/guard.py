"""What stands before every request: who may ask, how large a request may be, and which headers every answer has.

- The ``Host`` header must name this server. A page of somebody else's, whose name was made to point at this machine (DNS rebinding), is
  so refused, although the browser sends it here.
- A request from a page of another origin is refused, unless that origin is allowed (CORS); then only it may read the answers.
- The body may have so many bytes, and must come within some seconds.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any, Final

__all__ = ["EXPLORER_POLICY", "POLICY", "Guard", "Refusal", "host_name", "is_loopback"]

_Scope = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
_Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?P<port>:[0-9]{1,5})?")
_METHODS: Final = "GET, HEAD, POST, OPTIONS"

POLICY: Final = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
"""The Content-Security-Policy of every answer but the explorer's page: no script, nothing from elsewhere, in nobody's frame."""
EXPLORER_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src blob: data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""The explorer's page: its own script and style, and questions to this server."""
_HEADERS: Final = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cache-control", b"no-cache"),
)


class Refusal(Exception):  # noqa: N818 - an answer, no error
    """A request that is answered with a status and one line of text, and nothing else."""

    def __init__(self, status: int, message: str, headers: tuple[tuple[bytes, bytes], ...] = ()) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, headers


def host_name(header: str) -> str | None:
    """The name in a ``Host`` header in small letters, without port, dot at its end and brackets; None when it is no host."""
    match = _HOST.fullmatch(header)
    return match["name"].strip("[]").rstrip(".").lower() if match else None


def is_loopback(host: str) -> bool:
    """True for ``localhost`` and the addresses of this machine that nobody else reaches."""
    try:
        return host.lower() == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Guard:
    """An ASGI application around another.

    ``host`` is what the server is bound to; ``names`` further names by which it may be called; ``origins`` whose pages may ask;
    ``most_bytes`` of a body, ``seconds`` for it to come.
    """

    app: Callable[[_Scope, _Receive, _Send], Awaitable[None]]
    host: str
    names: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    most_bytes: int = 1_000_000
    seconds: float = 30.0

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        """Let a request pass, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers: dict[bytes, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.lower(), []).append(value.decode("latin-1"))
        allowed: tuple[tuple[bytes, bytes], ...] = ()

        async def sending(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = message.get("headers", ())
                # The one header that an answer may have of its own, and that only as the explorer's page has it.
                policy = [pair for pair in given if pair == (b"content-security-policy", EXPLORER_POLICY.encode())]
                ours = [pair for pair in _HEADERS if not policy or pair[0] != b"content-security-policy"]
                own = {name for name, _ in (*_HEADERS, *allowed)}
                kept = [pair for pair in given if pair[0] not in own]
                message = {**message, "headers": [*kept, *ours, *policy, *allowed]}
            await send(message)

        try:
            self._check_host(headers)
            allowed = self._check_origin(headers)
            if scope["method"] == "OPTIONS":
                await _reply(sending, 204, "", ((b"allow", _METHODS.encode()),))
                return
            if scope["method"] not in ("GET", "HEAD", "POST"):
                told = f"{scope['method']} is not allowed: this endpoint is read only"
                raise Refusal(405, told, ((b"allow", _METHODS.encode()),))
            await self.app(scope, await self._received(headers, receive), sending)
        except Refusal as refusal:
            await _reply(sending, refusal.status, refusal.message + "\n", refusal.headers)

    def _check_host(self, headers: dict[bytes, list[str]]) -> None:
        given = headers.get(b"host", [])
        name = host_name(given[0]) if len(given) == 1 else None
        if name is None:
            raise Refusal(400, "a request must have one Host header, a host's name or address")
        if name in self.names or name == self.host.lower():
            return
        # Whoever opened the server to others is called by any address; no name can be bound to a number anew.
        if is_loopback(name) or (not is_loopback(self.host) and _is_address(name)):
            return
        raise Refusal(421, f"this server is not called {name}; start it with --allow-host {name} if it is to be")

    def _check_origin(self, headers: dict[bytes, list[str]]) -> tuple[tuple[bytes, bytes], ...]:
        """The headers that let a page of another origin read the answer: none but for those of allowed origins."""
        origin = (headers.get(b"origin") or [""])[0]
        if origin in self.origins:
            return (
                (b"access-control-allow-origin", origin.encode("latin-1")),
                (b"access-control-allow-methods", _METHODS.encode()),
                (b"access-control-allow-headers", b"accept, content-type"),
                (b"vary", b"origin"),
            )
        same = origin.partition("://")[2] == headers[b"host"][0] and origin.startswith(("http://", "https://"))
        navigating = (headers.get(b"sec-fetch-mode") or [""])[0] == "navigate"
        site = (headers.get(b"sec-fetch-site") or [""])[0]
        if (origin and not same) or (site in ("cross-site", "same-site") and not navigating):
            raise Refusal(403, "pages of other origins may not ask; start the server with --allow-origin to let one")
        return ()

    async def _received(self, headers: dict[bytes, list[str]], receive: _Receive) -> _Receive:
        """The body, read to its end."""
        told = f"a request may have {self.most_bytes} bytes"
        length = (headers.get(b"content-length") or ["0"])[0]
        if not length.isdecimal() or int(length[:20]) > self.most_bytes:
            raise Refusal(413, told)
        body, more, gone = bytearray(), True, False
        try:
            async with asyncio.timeout(self.seconds):
                while more:
                    message = await receive()
                    gone = message["type"] == "http.disconnect"
                    body += message.get("body", b"")
                    more = not gone and bool(message.get("more_body", False))
                    if len(body) > self.most_bytes:
                        raise Refusal(413, told)
        except TimeoutError as error:
            raise Refusal(408, f"the request did not come within {self.seconds:g} seconds") from error
        pending = [{"type": "http.request", "body": bytes(body), "more_body": False}]

        async def replay() -> MutableMapping[str, Any]:
            if pending and not gone:
                return pending.pop()
            return await receive()

        return replay


async def _reply(send: _Send, status: int, text: str, headers: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    body = text.encode("utf-8", "backslashreplace")
    kind = [(b"content-type", b"text/plain; charset=utf-8")] if body else []
    length = [] if status == 204 else [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*kind, *length, *headers]})
    await send({"type": "http.response.body", "body": body})
