"""The explorer's questions over HTTP: read only, bounded, and refused in words where they cannot be answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.endpoint import Endpoint, endpoint
from helpers.harbour import harbour
from helpers.hostile import hostile
from newsgraph import Graph
from newsgraph.store import named_queries, outline_of
from newsgraph.views.explorer import Explorer, Filter


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = Graph(harbour()).save(tmp_path_factory.mktemp("explorer") / "harbour")
    with endpoint(folder) as started:
        yield started


def told(server: Endpoint, question: str) -> Any:
    reply = server.request("GET", f"/api/{question}")
    assert (200, "application/json") == (reply.status, reply.media), reply.text
    return json.loads(reply.text)


def test_people_get_the_explorer(server: Endpoint) -> None:
    reply = server.request("GET", "/", Accept="text/html,*/*;q=0.8")
    policy = reply.headers["content-security-policy"]

    assert (200, "text/html") == (reply.status, reply.media)
    assert "<title>harbour</title>" in reply.text
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "text/javascript" == server.request("GET", "/explorer.js").media
    assert "text/css" == server.request("GET", "/explorer.css").media
    for path in ("/api/start", "/explorer.js", "/sparql?query=ASK%7B%7D"):
        assert "script-src" not in server.request("GET", path).headers["content-security-policy"]


def test_answers_are_those_of_the_graph(server: Endpoint) -> None:
    explorer = Explorer(outline_of(harbour()))

    assert explorer.start() == {key: value for key, value in told(server, "start").items() if key != "version"}
    assert explorer.network(explorer.top(Filter()), Filter())["nodes"] == told(server, "top")["nodes"]
    assert (
        explorer.ways(0, 9, Filter(15, 0.5, "2025-01-01", "", True))["ways"]
        == (told(server, "ways?n=0,9&marks=15&confidence=50&first=2025-01-01&concepts=1")["ways"])
    )
    assert explorer.said(None, 0)["rows"] == told(server, "said?about=0")["rows"]
    assert set(named_queries()) == {query["name"] for query in told(server, "queries")["queries"]}


def test_evidence_comes_with_sentence_spans_and_source(server: Endpoint) -> None:
    rows = told(server, "evidence?k=3,1,1")["rows"]

    assert [1, 3] == [row["k"] for row in rows]
    piece, statement = rows[0]["pieces"][0], harbour().statements[1]
    assert statement.evidence[0].text == piece["text"]
    start, end = piece["spans"][0]
    assert statement.evidence[0].subject is not None
    assert statement.evidence[0].subject.of(harbour().articles[0].text) == piece["text"][start:end]
    assert "https://news.example.org/2025/03/harbour-pact" == rows[0]["source"]["url"]


def test_named_queries_are_filled(server: Endpoint) -> None:
    assert "entity/ilse-brandt" in told(server, "query?name=facts&entity=brandt")["text"]


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("nothing", 404), ("__class__", 404), ("entity", 400), ("entity?n=x", 400), ("entity?n=-1", 400), ("entity?n=99999", 404),
        ("entity?n=1,2", 400), ("entity?n=%D9%A1", 400), ("entity?n=1&offset=1e9", 400), ("entity?n=1&offset=9999999999999999", 400),
        ("network?n=" + ",".join(["1"] * 501), 400), ("between?n=1", 400), ("ways?n=1,2,3", 400), ("top?marks=x", 400),
        ("top?first=2025-13-40", 400), ("said?speaker=1e3", 400), ("evidence?k=99999999", 404), ("top?version=old", 409),
        ("query?name=nothing", 404), ("query?name=facts", 400), ("query?name=facts&entity=nobody", 404),
        ("query?name=facts&entity=x&y=z", 400),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(server: Endpoint, question: str, status: int) -> None:
    reply = server.request("GET", f"/api/{question}")

    assert (status, "text/plain") == (reply.status, reply.media)
    assert reply.text.strip()


def test_nothing_can_be_written_and_pages_of_others_may_not_ask(server: Endpoint) -> None:
    assert 405 == server.request("POST", "/api/start", "{}").status
    assert 405 == server.request("DELETE", "/api/start").status
    assert 403 == server.request("GET", "/api/start", Origin="https://evil.example").status
    assert 421 == server.request("GET", "/api/start", Host="evil.example").status


def test_hostile_text_comes_as_json_that_ends_no_script(tmp_path: Path) -> None:
    with endpoint(Graph(hostile()).save(tmp_path / "graph")) as server:
        for question in ("top?marks=15", "entity?n=0", "evidence?k=0,1,2,3,4,5", "said", "search?words=%3C"):
            reply = server.request("GET", f"/api/{question}")
            json.loads(reply.text)
            assert "<" not in reply.text


def test_a_build_that_ends_is_seen(tmp_path: Path) -> None:
    folder = Graph(harbour()).save(tmp_path / "graph")
    with endpoint(folder, "--workers", "1") as server:
        before = told(server, "start")
        Graph(hostile()).save(folder)
        (folder / "run.json").write_text('{"config": {}}', encoding="utf-8")
        after = told(server, "start")

        assert (54, 22) == (before["statements"], after["statements"])
        assert 409 == server.request("GET", f"/api/entity?n=0&version={before['version']}").status
