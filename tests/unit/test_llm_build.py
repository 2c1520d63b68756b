"""A build that asks a language model: what is kept, told, asked again; words stand for a parse."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hand_made
import pytest

from helpers.llm import said, sentences_of, statement
from helpers.web import Heard, Scripted, page, scripted
from newsgraph.config import Config, LlmConfig
from newsgraph.errors import ConfigError, LlmError
from newsgraph.extraction.llm.client import KEY_VARIABLE
from newsgraph.extraction.llm.extractor import LlmExtractor
from newsgraph.graph import build
from newsgraph.model import Article, Failure
from newsgraph.pipeline import extract

ONE, TWO = Article("one", "Anna met Tom. Tom greeted his friend Mary."), Article("two", "Carol thanked Dave.")


def _obliging(heard: Heard) -> bytes:
    return said(
        *(
            statement(n, text, text.split()[0], text.split()[1], text.rstrip(".").split()[-1])
            for n, text in sentences_of(heard.body).items()
        )
    )


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scripted]:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    monkeypatch.setattr("newsgraph.language.parse.load_model", lambda name: None)
    monkeypatch.setattr("newsgraph.language.parse.parse", hand_made.parse)
    monkeypatch.setattr("newsgraph.language.annotate.STEPS", ())
    monkeypatch.setattr("newsgraph.batch.build.resolve_results", hand_made.resolve)
    known = {"words": hand_made.WordExtractor, "llm": LlmExtractor}
    monkeypatch.setattr("newsgraph.extraction.registry.load_extractors", lambda names: tuple(known[name]() for name in names))
    with scripted(_obliging) as running:
        yield running


def _config(server: Scripted, folder: Path, **settings: Any) -> Config:
    llm = LlmConfig(**{"base_url": server.url, "model": "m", "cache": str(folder / "cache"), "retries": 0, "price_input": 10.0, **settings})
    return Config(extractors=("words", "llm"), llm=llm)


def _run(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return told


def test_run_json_tells_what_asking_came_to(server: Scripted, tmp_path: Path) -> None:
    graph = build([ONE, TWO], tmp_path / "graph", config=_config(server, tmp_path))

    told = _run(tmp_path / "graph")
    assert {
        "requests": 2, "retries": 0, "cached": 0, "input_tokens": 200, "output_tokens": 40, "cost": 0.002, "proposed": 3, "agreed": 0,
        "added": 3, "rejected": {}, "failed": [],
    } == told["llm"]  # fmt: skip
    assert "m" == told["config"]["llm"]["model"]
    assert graph.report is not None
    assert graph.report.use is not None
    assert 2 == graph.report.use.requests
    assert {"llm/1", "words/1"} == {one.extractor for one in graph.statements()}


def test_nobody_is_asked_twice_and_nobody_at_all_without_the_extractor(server: Scripted, tmp_path: Path) -> None:
    config = _config(server, tmp_path)
    first = build([ONE], tmp_path / "graph", config=config)
    again = build([ONE], tmp_path / "graph", config=config)
    elsewhere = build([ONE], tmp_path / "other", config=config)

    assert 1 == len(server.heard)
    assert list(first.statements()) == list(again.statements()) == list(elsewhere.statements())
    assert "llm" not in _run(tmp_path / "graph")
    assert (0, 1) == tuple(_run(tmp_path / "other")["llm"][name] for name in ("requests", "cached"))

    plain = build([ONE], config=config, extractors=("words",))
    assert 1 == len(server.heard)
    assert plain.report is not None
    assert plain.report.use is None


def test_an_article_without_an_answer_keeps_its_rules_is_told_and_asked_about_again(server: Scripted, tmp_path: Path) -> None:
    server.script = lambda heard: page("", "503 Service Unavailable") if b"Carol" in heard.body else _obliging(heard)
    config = _config(server, tmp_path)

    graph = build([ONE, TWO], tmp_path / "graph", config=config)

    (failure,) = graph.failures
    assert ("two", "llm", f"sentences 1 to 1: {server.url}/chat/completions answers 503") == (
        failure.source,
        failure.stage,
        failure.message,
    )
    assert [failure.to_json()] == _run(tmp_path / "graph")["failures"]
    assert ["words/1"] == [one.extractor for one in graph.statements(article="two")]

    server.script = _obliging
    mended = build([ONE, TWO], tmp_path / "graph", config=config)
    assert ((), 1, 1) == (mended.failures, mended.report.read if mended.report else 0, mended.report.unchanged if mended.report else 0)
    assert ["llm/1", "words/1"] == sorted(one.extractor for one in mended.statements(article="two"))


def test_a_budget_stops_asking_and_the_next_build_goes_on(server: Scripted, tmp_path: Path) -> None:
    articles = [Article(f"a{n}", f"Anna met {name}.") for n, name in enumerate(("Tom", "Mary", "Carol", "Dave"))]
    body = 0
    server.script = lambda heard: _obliging(heard)
    probe = build(articles[:1], config=_config(server, tmp_path / "probe"))
    assert probe.report is not None
    body = len(server.heard[0].body) // 3 + 16
    # The server tells 120 tokens an answer: two fit before what the third may take does not.
    config = _config(server, tmp_path, budget_tokens=240 + body - 1, max_tokens=16)

    told = []
    for _ in range(2):
        graph = build(articles, tmp_path / "graph", config=config)
        assert 4 == len(graph.statements(article=None, min_confidence=1.0))
        told.append((_run(tmp_path / "graph")["llm"]["requests"], len(graph.failures)))

    assert [(2, 2), (2, 0)] == told


def test_extract_tells_a_part_without_an_answer_and_raises_where_nobody_listens(server: Scripted, tmp_path: Path) -> None:
    server.script = lambda heard: page("", "400 Bad Request")
    config = _config(server, tmp_path)
    heard: list[Failure] = []

    (result,) = extract([TWO], config=config, on_failure=heard.append)

    assert ("two", "llm") == (heard[0].source, heard[0].stage)
    assert ["words/1"] == [one.extractor for one in result.statements]
    with pytest.raises(LlmError, match=r"article 'two': sentences 1 to 1: .* answers 400"):
        list(extract([TWO], config=config))


def test_without_a_server_nothing_is_read(tmp_path: Path, server: Scripted) -> None:
    with pytest.raises(ConfigError, match="needs to know whom to ask"):
        build([ONE], tmp_path / "graph", config=Config(extractors=("words", "llm")))
