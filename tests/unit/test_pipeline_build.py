"""Building in a folder: what is written, what is read again, what survives an interruption."""

from __future__ import annotations

import json
import os
import random
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hand_made
import pytest
from hand_made import FILES, contents

import newsgraph as ng
from newsgraph.batch.lock import locked
from newsgraph.errors import NotFoundError, StoreError, StoreFormatError, StoreLockedError, UsageError


@pytest.fixture(autouse=True)
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """No language model; the ids of all articles that are parsed, as they are."""
    seen: list[str] = []

    def parse(articles: Any, nlp: object) -> Any:
        for annotated in hand_made.parse(articles, nlp):
            seen.append(annotated.article.id)
            yield annotated

    monkeypatch.setattr("newsgraph.language.parse.load_model", lambda name: None)
    monkeypatch.setattr("newsgraph.language.parse.parse", parse)
    monkeypatch.setattr("newsgraph.language.annotate.STEPS", ())
    monkeypatch.setattr("newsgraph.extraction.registry.load_extractors", lambda names: (hand_made.WordExtractor(),))
    monkeypatch.setattr("newsgraph.batch.build.resolve_results", hand_made.resolve)
    return seen


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return hand_made.write_seeds(tmp_path / "seeds")


def _run(folder: Path) -> dict[str, Any]:
    told = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert isinstance(told, dict)
    return told


def test_a_build_writes_all_its_files(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"

    graph = ng.build(seeds, out)

    assert {*FILES, "results", "run.json", "store"} == {path.name for path in out.iterdir()}
    assert graph.data == ng.load(out).data
    assert 3 == len(graph) == len((out / "statements.jsonl").read_text(encoding="utf-8").splitlines())
    told = _run(out)
    assert {
        "articles": 3,
        "entities": 4,
        "statements": 3,
        "plain": 3,
        "by_status": {"fact": 3},
        "withheld": 0,
        "read": 3,
        "unchanged": 0,
        "failed": 0,
    } == told["counts"]
    assert ["read", "parse", "annotate", "extract", "resolve", "write"] == sorted(
        told["seconds"], key=["read", "parse", "annotate", "extract", "resolve", "write"].index
    )
    assert "spacy" in told["versions"]
    assert [] == told["failures"]


def test_the_same_articles_give_the_same_bytes_in_any_order(seeds: Path, tmp_path: Path) -> None:
    ng.build(seeds, tmp_path / "one")
    files = sorted(seeds.iterdir())
    for seed in range(3):
        random.Random(seed).shuffle(files)
        ng.build(files, tmp_path / str(seed), batch_size=seed + 1)

        assert contents(tmp_path / "one") == contents(tmp_path / str(seed))


def test_articles_added_one_by_one_give_the_graph_of_all(seeds: Path, tmp_path: Path) -> None:
    ng.build(seeds, tmp_path / "one")
    for path in sorted(seeds.iterdir(), reverse=True):
        graph = ng.build(path, tmp_path / "two")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert graph.data == ng.load(tmp_path / "two").data


def test_what_has_not_changed_is_not_read_again(seeds: Path, tmp_path: Path, parsed: list[str]) -> None:
    out = tmp_path / "graph"
    ng.build(seeds, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file() and path.name not in ("run.json", ".lock", "lock")}
    parsed.clear()

    graph = ng.build(seeds, out)

    assert [] == parsed
    assert before == {path: path.stat().st_mtime_ns for path in before}
    assert 3 == _run(out)["counts"]["unchanged"]
    assert 3 == len(graph)

    (seeds / "b.txt").write_text("Tom called Zoe.", encoding="utf-8")
    graph = ng.build(seeds / "b.txt", out)

    assert ["b"] == parsed
    assert (1, 0) == (_run(out)["counts"]["read"], _run(out)["counts"]["unchanged"])
    assert "Zoe" in {entity.label for entity in graph.entities}
    assert "Zoe" in {entity.label for entity in ng.load(out).entities}
    assert 3 == len(list((out / "results").glob("*.json")))


def test_a_setting_that_changes_results_reads_all_again(seeds: Path, tmp_path: Path, parsed: list[str]) -> None:
    out = tmp_path / "graph"
    ng.build(seeds, out)
    parsed.clear()

    ng.build(seeds / "a.txt", out, extractors=("clauses",))

    assert ["a", "b", "c"] == sorted(parsed)
    assert 3 == len(ng.load(out))
    assert 3 == len(list((out / "results").glob("*.json")))


def test_a_setting_that_changes_only_the_graph_reads_nothing(seeds: Path, tmp_path: Path, parsed: list[str]) -> None:
    out = tmp_path / "graph"
    ng.build(seeds, out)
    parsed.clear()

    ng.build(seeds, out, base_iri="https://example.org/")

    assert [] == parsed
    assert b"@base <https://example.org/>" in (out / "graph.trig").read_bytes()
    assert ["https://example.org/entity/anna"] == ng.load(out).query("SELECT (str(?a) AS ?s) { ?a r:met ?b }")["s"].tolist()


def test_a_failure_is_told_and_the_rest_is_built(seeds: Path, tmp_path: Path) -> None:
    (seeds / "empty.txt").write_bytes(b"")
    (seeds / "image.txt").write_bytes(b"\x89PNG\r\n")
    (seeds / "pill.txt").write_text("A poison pill here.", encoding="utf-8")

    graph = ng.build(seeds, tmp_path / "graph")

    assert 3 == len(graph.articles)
    assert [("pill", "extract"), (str(seeds / "empty.txt"), "read"), (str(seeds / "image.txt"), "read")] == sorted(
        ((failure.source, failure.stage) for failure in graph.failures), key=lambda found: found[0] != "pill"
    )
    assert [failure.to_json() for failure in graph.failures] == _run(tmp_path / "graph")["failures"]


def test_an_article_that_fails_after_a_change_leaves_the_graph(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    ng.build(seeds, out)
    (seeds / "a.txt").write_text("A poison pill here.", encoding="utf-8")

    graph = ng.build(seeds, out)

    assert ["b", "c"] == [article.id for article in graph.articles]
    assert ["a"] == [failure.source for failure in graph.failures]


@pytest.mark.parametrize("stage", ["resolve_results", "write_outputs"])
def test_an_interrupted_build_goes_on_where_it_stopped(
    seeds: Path, tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    out = tmp_path / "graph"
    with monkeypatch.context() as patch:
        patch.setattr(f"newsgraph.batch.build.{stage}", stop)
        with pytest.raises(KeyboardInterrupt):
            ng.build(seeds, out)
    with pytest.raises(StoreFormatError, match="its build was interrupted before all was written; run 'newsgraph build' again"):
        ng.load(out)
    parsed.clear()

    ng.build(seeds, out)
    ng.build(seeds, tmp_path / "one")

    assert ["a", "b", "c"] == parsed  # those of the second folder
    assert contents(tmp_path / "one") == contents(out)


@pytest.mark.parametrize("name", ["graph.trig", "statements.jsonl", "graph.html", "store", "run.json"])
def test_an_output_that_is_gone_is_written_again(seeds: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "graph"
    ng.build(seeds, out)
    expected = contents(out)
    (out / name).rename(tmp_path / "gone")

    ng.build(seeds, out)

    assert expected == contents(out)
    assert 3 == len(ng.load(out).query("SELECT ?a ?b { ?a r:met|r:called|r:left ?b }"))


def test_a_damaged_result_or_store_is_made_again(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    ng.build(seeds, out)
    expected = contents(out)
    next((out / "results").glob("*.json")).write_text('{"half', encoding="utf-8")
    for path in (out / "store").rglob("*"):
        if path.is_file():
            path.write_bytes(b"damage")

    ng.build(seeds, out)

    assert expected == contents(out)
    assert 3 == len(ng.load(out))


def test_a_clone_without_results_keeps_its_articles(seeds: Path, tmp_path: Path) -> None:
    ng.build(seeds, tmp_path / "one")
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in (*FILES, "run.json"):
        (clone / name).write_bytes((tmp_path / "one" / name).read_bytes())
    new = tmp_path / "d.txt"
    new.write_text("Zoe met Anna.", encoding="utf-8")

    assert 3 == len(ng.load(clone))
    assert ["a", "b", "c", "d"] == [article.id for article in ng.build(new, clone).articles]


def test_removing_articles(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    ng.build(seeds, out)
    with pytest.raises(NotFoundError, match=r"no article 'x' in .*; there are: a, b, c"):
        ng.remove(out, ["a", "x"])
    assert 3 == len(ng.load(out).articles)

    graph = ng.remove(out, "b")

    assert ["a", "c"] == [article.id for article in graph.articles] == [article.id for article in ng.load(out).articles]
    ng.build([seeds / "a.txt", seeds / "c.txt"], tmp_path / "one")
    assert contents(tmp_path / "one") == contents(out)


def test_removing_the_last_article_leaves_an_empty_graph(seeds: Path, tmp_path: Path) -> None:
    ng.build(seeds / "a.txt", tmp_path / "graph")

    assert 0 == len(ng.remove(tmp_path / "graph", "a"))
    assert 0 == len(ng.load(tmp_path / "graph"))


def test_two_builds_at_once_in_one_folder_are_refused(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    with (
        locked(out / "results"),
        pytest.raises(StoreLockedError, match="graph: another build is writing here; wait until it ends, or choose another folder with -o"),
    ):
        ng.build(seeds, out)


def test_a_folder_with_other_things_is_left_alone(seeds: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds other things and no graph"):
        ng.build(seeds, seeds)
    with pytest.raises(UsageError, match="is a file; give a folder"):
        ng.build(seeds, seeds / "a.txt")
    assert ["a.txt", "b.txt", "c.txt"] == sorted(path.name for path in seeds.iterdir())


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_an_unwritable_folder_is_told(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "closed"
    out.mkdir()
    out.chmod(stat.S_IRUSR | stat.S_IXUSR)

    with pytest.raises(StoreError, match=r"closed.*: cannot be written \(Permission denied\); choose another folder with -o"):
        ng.build(seeds, out / "graph")


def test_a_folder_that_cannot_be_made_is_told(seeds: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        ng.build(seeds, seeds / "a.txt" / "graph")


def test_a_full_disk_is_told(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)

    with pytest.raises(StoreError, match="No space left on device"):
        ng.build(seeds, tmp_path / "graph")


def test_a_build_without_a_folder_writes_nothing(seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    graph = ng.build([ng.Article(id="x", text="Anna met Tom."), seeds])

    assert ["a", "b", "c", "x"] == [article.id for article in graph.articles]
    assert ["seeds"] == [path.name for path in tmp_path.iterdir()]
    assert ["Tom"] == graph.query("SELECT DISTINCT ?b { e:anna r:met ?b }")["b"].tolist()


def test_progress_is_told_by_stage(seeds: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    progress: Callable[[str, int], None] = lambda stage, done: told.append((stage, done))  # noqa: E731

    ng.build(seeds, tmp_path / "graph", progress=progress)

    assert [("extract", 1), ("extract", 2), ("extract", 3), ("resolve", 3), ("write", 3)] == told
