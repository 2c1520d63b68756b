"""Asking a language model, on a server that misbehaves in every way that a server can."""

from __future__ import annotations

import json
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.llm import completion, said, statement
from helpers.web import Heard, Scripted, page, scripted
from newsgraph.config import LlmConfig
from newsgraph.errors import LlmBudgetError, LlmError
from newsgraph.extraction.llm.client import KEY_VARIABLE, Client, CutOffError
from newsgraph.extraction.llm.protocol import read_proposals

BODY = b'{"question": 1}'
GOOD = said(statement(1, "Anna met Tom.", "Anna", "met", "Tom"))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scripted]:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    with scripted(lambda heard: GOOD) as running:
        yield running


def _client(server: Scripted, folder: Path, waits: list[float] | None = None, **settings: Any) -> Client:
    chosen = {"base_url": f"{server.url}/v1/", "model": "m", "cache": str(folder / "cache"), "retries": 2, "timeout": 5, **settings}
    return Client(LlmConfig(**chosen), "run", (waits if waits is not None else []).append)


def _in_turn(*replies: bytes) -> Callable[[Heard], bytes]:
    left = list(replies)
    return lambda heard: left.pop(0) if len(left) > 1 else left[0]


def test_a_question_is_asked_as_the_protocol_has_it(server: Scripted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "secret")
    client = _client(server, tmp_path, price_input=2.0, price_output=10.0)

    proposals = client.ask(BODY)

    (heard,) = server.heard
    assert ("POST", "/v1/chat/completions", BODY) == (heard.method, heard.target, heard.body)
    assert ("Bearer secret", "application/json") == (heard.headers["authorization"], heard.headers["content-type"])
    assert ["Anna"] == [entry.subject for entry in proposals.entries]
    assert (1, 0, 100, 20, 0.0004) == (
        client.use.requests, client.use.retries, client.use.input_tokens, client.use.output_tokens, round(client.use.cost, 9),
    )  # fmt: skip


def test_what_was_asked_before_is_not_asked_again(server: Scripted, tmp_path: Path) -> None:
    first = _client(server, tmp_path).ask(BODY)
    again = _client(server, tmp_path)

    assert first == again.ask(BODY)
    assert (0, 1, 0) == (again.use.requests, again.use.cached, again.use.input_tokens)
    assert 1 == len(server.heard)
    _client(server, tmp_path).ask(b'{"question": 2}')
    assert 2 == len(server.heard)


RETRIED = {
    "too many requests": page("{}", "429 Too Many Requests", media="application/json"),
    "internal error": page('{"error": {"message": "oops"}}', "500 Internal Server Error", media="application/json"),
    "bad gateway in HTML": page("<html>nginx</html>", "502 Bad Gateway"),
    "overloaded": page("", "529 Overloaded"),
    "no JSON": page("not json", media="application/json"),
    "an answer cut in the middle": GOOD[: len(GOOD) // 2],
    "a broken stream": b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{"choices"',
    "connection closed": b"",
    "not UTF-8": page(b'{"choices": "\xff\xfe"}', media="application/json"),
    "no choices": page('{"choices": []}', media="application/json"),
    "choices of the wrong type": page('{"choices": {"a": 1}}', media="application/json"),
    "a list": page("[1, 2]", media="application/json"),
    "no content": completion(None),
    "blank content": completion("  \n"),
    "content of the wrong type": completion({"a": 1}, content=["x"]),
    "content that is no JSON": completion('{"statements": ['),
    "JSON of another schema": completion({"facts": []}),
    "a list instead of an object": completion([1]),
    "statements of the wrong type": completion({"statements": "none"}),
    "entries all of the wrong type": completion({"statements": [1, "two", {"subject": "Anna"}]}),
    "deep nesting": completion("[" * 100_000),
    "prose around it": completion("Sure! Here are the statements."),
}


@pytest.mark.parametrize("reply", RETRIED.values(), ids=RETRIED.keys())
def test_what_may_be_better_the_next_time_is_asked_again(server: Scripted, tmp_path: Path, reply: bytes) -> None:
    server.script = _in_turn(reply, GOOD)
    waits: list[float] = []
    client = _client(server, tmp_path, waits)

    assert ["Anna"] == [entry.subject for entry in client.ask(BODY).entries]
    assert ([1.0], 2, 1) == (waits, client.use.requests, client.use.retries)


@pytest.mark.parametrize("reply", RETRIED.values(), ids=RETRIED.keys())
def test_after_all_retries_it_is_told_and_nothing_is_kept(server: Scripted, tmp_path: Path, reply: bytes) -> None:
    server.script = lambda heard: reply
    waits: list[float] = []

    with pytest.raises(LlmError):
        _client(server, tmp_path, waits).ask(BODY)

    assert ([1.0, 2.0], 3) == (waits, len(server.heard))
    server.script = lambda heard: GOOD
    assert 1 == len(_client(server, tmp_path).ask(BODY).entries)


FINAL = {
    "bad request": (page('{"error": {"message": "no\\n schema"}}', "400 Bad Request", media="application/json"), "answers 400: no schema"),
    "wrong key": (
        page('{"error": "Incorrect key sk-123"}', "401 Unauthorized", media="application/json"),
        "is the key in NEWSGRAPH_LLM_KEY right",
    ),
    "not found": (page("<html>", "404 Not Found"), "answers 404"),
    "a redirect": (page("", "307 Temporary Redirect", Location="https://evil.example/v1"), "redirects; that is not followed"),
    "HTML": (page("<html>Welcome</html>"), "answers with text/html, not with JSON; is llm.base_url right?"),
    "a stream": (page("data: {}", media="text/event-stream"), "answers with text/event-stream"),
    "a refusal": (completion(None, refusal="I cannot help with that."), "refuses to answer: I cannot help with that."),
    "a filter": (completion("", finish="content_filter"), "refuses to answer: content_filter"),
    "too large": (page(b" " * 4_000_001, media="application/json"), "answers with more than 4000000 bytes"),
    "a long wait": (page("{}", "429 Too Many Requests", Retry_After="86400"), "it asks to wait 86400 seconds, so build again later"),
}  # fmt: skip


@pytest.mark.parametrize(("reply", "words"), FINAL.values(), ids=FINAL.keys())
def test_what_will_not_change_is_told_at_once(
    server: Scripted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reply: bytes, words: str
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "sk-123")
    server.script = lambda heard: reply

    with pytest.raises(LlmError) as told:
        _client(server, tmp_path).ask(BODY)

    assert words in str(told.value)
    assert "sk-123" not in str(told.value)
    assert 1 == len(server.heard)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("soon", 1.0),
        ("", 1.0),
        ("-5", 1.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("Wed, 21 Oct 2015 07:28:00", 1.0),
    ],
)
def test_as_long_is_waited_as_the_server_asks(server: Scripted, tmp_path: Path, header: str, expected: float) -> None:
    server.script = _in_turn(page("", "429 Too Many Requests", Retry_After=header), GOOD)
    waits: list[float] = []

    _client(server, tmp_path, waits).ask(BODY)

    assert [expected] == waits


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"])
def test_an_answer_that_does_not_come_ends_in_time(server: Scripted, tmp_path: Path, head: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(600):  # until the other end has had enough
            connection.sendall(b" ")
            time.sleep(0.1)

    server.script = lambda heard: drip
    client = _client(server, tmp_path, timeout=0.3, retries=1)

    with pytest.raises(LlmError, match="did not answer in time"):
        client.ask(BODY)
    assert (2, 2 * (len(BODY) // 3)) == (client.use.requests, client.use.input_tokens)


def test_nobody_there_is_told(tmp_path: Path) -> None:
    with scripted(lambda heard: GOOD) as gone:
        pass

    with pytest.raises(LlmError, match="cannot be reached"):
        _client(gone, tmp_path).ask(BODY)


def test_an_answer_that_is_too_long_is_an_error_of_its_own(server: Scripted, tmp_path: Path) -> None:
    server.script = lambda heard: completion('{"statements": [', finish="length")

    with pytest.raises(CutOffError, match=r"longer than llm\.max_tokens \(4000\)"):
        _client(server, tmp_path).ask(BODY)


@pytest.mark.parametrize("usage", [{}, "many", {"prompt_tokens": -5, "completion_tokens": True}, {"prompt_tokens": 1e99}])
def test_usage_that_is_not_told_is_estimated(server: Scripted, tmp_path: Path, usage: Any) -> None:
    server.script = lambda heard: said(usage=usage)
    client = _client(server, tmp_path)

    client.ask(BODY)

    assert len(BODY) // 3 == client.use.input_tokens
    assert client.use.output_tokens > 0


def test_a_budget_of_tokens_is_never_exceeded(server: Scripted, tmp_path: Path) -> None:
    client = _client(server, tmp_path, budget_tokens=400, max_tokens=100)
    for asked in range(3):
        client.ask(b'{"question": %3d}' % asked)

    with pytest.raises(LlmBudgetError, match=r"360 of 400 tokens are spent, and the next question may take 105"):
        client.ask(BODY)
    assert 3 == len(server.heard)
    assert 1 == len(client.ask(b'{"question":   0}').entries)  # what is known costs nothing
    with pytest.raises(LlmBudgetError):
        _client(server, tmp_path, budget_tokens=400, max_tokens=100).ask(BODY)  # another process of the same build


def test_a_budget_of_money_is_never_exceeded(server: Scripted, tmp_path: Path) -> None:
    client = _client(server, tmp_path, budget_cost=0.001, max_tokens=50, price_input=1.0, price_output=10.0)

    for question in range(2):
        client.ask(b'{"question": %3d}' % question)

    with pytest.raises(LlmBudgetError, match=r"0\.0006 of 0\.001 is spent, and the next question may cost 0\.000505"):
        client.ask(BODY)
    assert 2 == len(server.heard)


def test_a_budget_is_for_one_build(server: Scripted, tmp_path: Path) -> None:
    settings = {"budget_tokens": 150, "max_tokens": 100}
    _client(server, tmp_path, **settings).ask(b"{}")
    next_build = Client(LlmConfig(base_url=server.url, model="m", cache=str(tmp_path / "cache"), **settings), "another run")

    next_build.ask(b"{ }")

    assert 2 == len(server.heard)


def test_a_question_without_an_answer_gives_back_what_was_set_aside(server: Scripted, tmp_path: Path) -> None:
    server.script = _in_turn(page("", "500 Internal Server Error"), page("", "500 Internal Server Error"), GOOD)
    client = _client(server, tmp_path, budget_tokens=210, max_tokens=200)

    assert 1 == len(client.ask(BODY).entries)


def test_a_key_goes_in_the_clear_to_this_machine_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "secret")
    monkeypatch.setattr("socket.create_connection", lambda *given, **named: pytest.fail("it was connected to"))

    with pytest.raises(LlmError, match="would be sent in the clear"):
        Client(LlmConfig(base_url="http://192.168.1.5/v1", model="m", cache=str(tmp_path)), "run").ask(BODY)
    monkeypatch.setenv(KEY_VARIABLE, "sec\r\nret")
    with pytest.raises(LlmError, match="holds characters that no key has"):
        Client(LlmConfig(base_url="https://llm.example/v1", model="m", cache=str(tmp_path)), "run").ask(BODY)


def test_a_cache_that_cannot_be_used_is_told(server: Scripted, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "llm.sqlite").write_bytes(b"no database at all" * 100)

    with pytest.raises(LlmError, match=r"remove it, or set llm\.cache to another folder"):
        _client(server, tmp_path).ask(BODY)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(LlmError, match="cannot be used"):
        _client(server, tmp_path / "file").ask(BODY)


def test_the_key_is_on_no_disk(server: Scripted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "sk-very-secret")
    _client(server, tmp_path, budget_tokens=10_000).ask(BODY)

    assert not any(b"sk-very-secret" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    with sqlite3.connect(tmp_path / "cache" / "llm.sqlite") as file:
        assert [("run", 120)] == file.execute("SELECT run, tokens FROM spent").fetchall()
    file.close()


@pytest.mark.parametrize(
    "change",
    [
        {"sentence": "1"}, {"sentence": True}, {"sentence": None}, {"evidence": ""}, {"evidence": 5}, {"subject": None},
        {"subject": ["Anna"]},
        {"relation": "   "}, {"object": {"name": "Tom"}}, {"status": "true"}, {"status": None}, {"status": ["fact"]}, {"modality": "maybe"},
        {"modality": ["future"]}, {"speaker": 7}, {"qualifiers": "today"}, {"qualifiers": [{"role": "when", "text": "today"}]},
        {"qualifiers": [["time", "today"]]}, {"evidence": "x" * 3001},
    ],
)  # fmt: skip
def test_an_entry_that_is_not_of_the_schema_is_counted_and_the_others_stay(change: dict[str, Any]) -> None:
    good = statement(1, "Anna met Tom.", "Anna", "met", "Tom", qualifiers=[{"role": "time", "text": "today"}])

    proposals = read_proposals(json.dumps({"statements": [good, {**good, **change}, "text"]}))

    assert (1, 2) == (len(proposals.entries), proposals.malformed)
