"""What was being read when a process died is read with care by the next build, and nobody else is blamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import hand_made
import pytest

import newsgraph as ng
from newsgraph.batch.journal import JOURNAL, Journal
from newsgraph.batch.local import killed
from newsgraph.errors import UsageError
from newsgraph.model import Article, ArticleResult, Failure
from newsgraph.pipeline import Run, run_articles

A, B, C = ("a" * 64, "b" * 64, "c" * 64)


def _die(journal: Journal, *told: object) -> None:
    """The system closes what the process had open; nothing of its own runs."""
    if journal._stream:
        journal._stream.close()


def test_what_was_begun_and_never_done_is_suspect(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.begin(A)
    journal.begin(B, alone=True)
    journal.begin(C)
    journal.done(C)  # and the process dies
    _die(journal)

    after = Journal(tmp_path)
    assert ({A, B}, {B}) == (after.suspects, after.guilty)


def test_a_build_that_ends_leaves_no_file(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.begin(A)
        journal.done(A)
        journal.begin(B)
    assert [] == list(tmp_path.iterdir())


def test_a_build_that_is_stopped_leaves_no_file(tmp_path: Path) -> None:
    def stop() -> None:
        with Journal(tmp_path) as journal:
            journal.begin(A)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert [] == list(tmp_path.iterdir())


def test_suspects_stay_until_they_are_done(tmp_path: Path) -> None:
    (tmp_path / JOURNAL).write_text(f"+{A}\n!{B}\n", encoding="ascii")
    with Journal(tmp_path) as journal:
        journal.done(A)
        journal.keep(B)

    assert f"!{B}\n" == (tmp_path / JOURNAL).read_text(encoding="ascii")


def test_what_a_build_does_not_meet_has_changed_and_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / JOURNAL).write_text(f"+{A}\n", encoding="ascii")
    with Journal(tmp_path):
        pass

    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("damage", ["+abc", "\x00\xff", f"?{A}", f"+{A}"[:-1], "\n\n", "+" + "é" * 64])
def test_a_half_written_or_damaged_file_blames_nobody_else(tmp_path: Path, damage: str) -> None:
    (tmp_path / JOURNAL).write_bytes(f"+{B}\n{damage}".encode())

    assert B in Journal(tmp_path).suspects
    assert A not in Journal(tmp_path).suspects


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("newsgraph.language.parse.load_model", lambda name: None)
    monkeypatch.setattr("newsgraph.language.parse.parse", hand_made.parse)
    monkeypatch.setattr("newsgraph.language.annotate.STEPS", ())
    monkeypatch.setattr("newsgraph.extraction.registry.load_extractors", lambda names: (hand_made.WordExtractor(),))
    monkeypatch.setattr("newsgraph.batch.build.resolve_results", hand_made.resolve)
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name, text in (("a", "Anna met Tom."), ("b", "Tom called Eve."), ("c", "Eve left Paris.")):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


class Death(BaseException):
    """The end of the process: nothing after it runs."""


def _die_at(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    def parse(articles: Iterable[Article], nlp: object) -> Iterator[Any]:
        for article in articles:
            if word in article.text:
                raise Death
            yield from hand_made.parse([article], nlp)

    monkeypatch.setattr("newsgraph.language.parse.parse", parse)
    monkeypatch.setattr(Journal, "__exit__", _die)


def test_the_next_build_reads_the_suspects_alone(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, alone = tmp_path / "graph", []
    with monkeypatch.context() as patch:
        _die_at(patch, "called")
        with pytest.raises(Death):
            ng.build(seeds, out, batch_size=2)
    assert (out / "results" / JOURNAL).exists()

    def run_alone(articles: Iterable[Article], run: Run) -> Iterator[ArticleResult | Failure]:
        for article in articles:
            alone.append(article.id)
            yield from [Failure(article.id, "extract", killed(article))] if article.id == "b" else run_articles([article], run)

    monkeypatch.setattr("newsgraph.batch.build.run_alone", run_alone)
    graph = ng.build(seeds, out, batch_size=2)

    assert "b" in alone
    assert "c" not in alone
    assert (["a", "c"], ["b"]) == ([article.id for article in graph.articles], [failure.source for failure in graph.failures])
    alone.clear()
    assert ["b"] == [failure.source for failure in ng.build(seeds, out).failures]
    assert ["b"] == alone
    (seeds / "b.txt").write_text("Tom thanked Eve.", encoding="utf-8")
    assert () == ng.build(seeds, out).failures
    assert not (out / "results" / JOURNAL).exists()


def test_where_no_process_can_be_started_the_third_build_tells_it(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_process(articles: Iterable[Article], run: Run) -> Iterator[ArticleResult | Failure]:
        raise UsageError("no processes from here")
        yield

    out = tmp_path / "graph"
    monkeypatch.setattr("newsgraph.batch.build.run_alone", no_process)
    for _ in range(2):
        with monkeypatch.context() as patch:
            _die_at(patch, "called")
            with pytest.raises(Death):
                ng.build(seeds, out)
    graph = ng.build(seeds, out)

    assert (["a", "c"], ["b"]) == ([article.id for article in graph.articles], [failure.source for failure in graph.failures])


def test_a_build_that_is_stopped_by_its_user_suspects_nobody(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(articles: Iterable[Article], nlp: object) -> Iterator[Any]:
        raise KeyboardInterrupt
        yield

    with monkeypatch.context() as patch:
        patch.setattr("newsgraph.language.parse.parse", stop)
        with pytest.raises(KeyboardInterrupt):
            ng.build(seeds, tmp_path / "graph")

    assert not (tmp_path / "graph" / "results" / JOURNAL).exists()
