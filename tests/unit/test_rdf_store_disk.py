"""A store on disk: opening, locks, damage, what a killed process leaves."""

from __future__ import annotations

import dataclasses
import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.forked import Forker, forker
from helpers.harbour import harbour
from newsgraph.errors import NotFoundError, StoreError, StoreFormatError, StoreLockedError, UsageError
from newsgraph.model import GraphData
from newsgraph.rdf.encode import Encoder
from newsgraph.store import OxigraphStore

TESTS = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with the harbour in it."""
    with OxigraphStore(tmp_path / "store", threshold=0.5) as store:
        store.update(harbour())
    return tmp_path / "store"


def data_folder(folder: Path) -> Path:
    return folder / json.loads((folder / "store.json").read_text(encoding="utf-8"))["data"]


def test_opens_again_with_its_base_and_threshold(tmp_path: Path) -> None:
    base = "https://example.org/kg/"
    with OxigraphStore(tmp_path / "s", base=base, threshold=0.8) as store:
        store.update(harbour())
    with OxigraphStore(tmp_path / "s") as store:
        assert (base, 0.8) == (store.base, store.threshold)
        assert harbour() == store.graph_data()
    with pytest.raises(StoreFormatError, match=r"its base is https://example\.org/kg/"):
        OxigraphStore(tmp_path / "s", base="https://other.example/")


def test_readers_see_the_graph_as_they_opened_it(folder: Path) -> None:
    with OxigraphStore(folder) as writer, OxigraphStore(folder, read_only=True) as reader:
        writer.update(dataclasses.replace(harbour(), statements=()))

        assert harbour() == reader.graph_data()
        with pytest.raises(StoreError, match="read only"):
            reader.update(harbour())
        with OxigraphStore(folder, read_only=True) as later:
            assert () == later.graph_data().statements


def test_a_second_writer_is_told(folder: Path) -> None:
    with OxigraphStore(folder), pytest.raises(StoreLockedError, match="another process writes it"):
        OxigraphStore(folder)
    OxigraphStore(folder).close()


def test_another_process_that_writes_is_told(folder: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(TESTS)!r})\nfrom newsgraph.store import OxigraphStore\nOxigraphStore({str(folder)!r})"
    with OxigraphStore(folder):
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert "StoreLockedError" in ended.stderr


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        OxigraphStore(tmp_path / "none", read_only=True)
    with pytest.raises(StoreFormatError, match="is no store"):
        OxigraphStore(tmp_path, read_only=True)
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(StoreFormatError, match=r"letter\.txt"):
        OxigraphStore(tmp_path)
    with pytest.raises(StoreError, match="cannot be written"):
        OxigraphStore(tmp_path / "letter.txt")
    with pytest.raises(UsageError):
        OxigraphStore(read_only=True)
    with pytest.raises(UsageError):
        OxigraphStore(threshold=2)
    with pytest.raises(UsageError):
        OxigraphStore(base="no IRI")


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    "marker",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"version": 99, "base": "https://a.example/", "data": "data-1"}',
        '{"version": 1, "base": 3, "data": ""}',
    ],
)
def test_other_versions_and_damaged_markers_are_told(folder: Path, marker: str, read_only: bool) -> None:
    (folder / "store.json").write_text(marker, encoding="utf-8")
    with pytest.raises(StoreFormatError, match=r"damaged|version 99"):
        OxigraphStore(folder, read_only=read_only)
    assert data_folder_kept(folder)


def data_folder_kept(folder: Path) -> bool:
    return (folder / "data-1").is_dir()


@pytest.mark.parametrize("read_only", [True, False])
def test_gone_data_is_told(folder: Path, read_only: bool) -> None:
    shutil.rmtree(data_folder(folder))
    with pytest.raises(StoreFormatError, match="damaged or gone"):
        OxigraphStore(folder, read_only=read_only)


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("pattern", ["CURRENT", "MANIFEST-*", "*.sst"])
@pytest.mark.parametrize("keep", [0.0, 0.5])
def test_truncated_data_is_told(folder: Path, pattern: str, keep: float, read_only: bool) -> None:
    for file in data_folder(folder).glob(pattern):
        content = file.read_bytes()
        file.write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(StoreFormatError, match="build the graph anew"), OxigraphStore(folder, read_only=read_only) as store:
        store.graph_data()


def test_leftovers_go(folder: Path) -> None:
    (folder / "data-7").mkdir()
    (folder / "data-7" / "bulk-1.sst").write_bytes(b"x")
    (folder / "store.json.new").write_bytes(b"x")
    with OxigraphStore(folder) as store:
        assert harbour() == store.graph_data()
    assert ["data-1", "lock", "store.json"] == sorted(entry.name for entry in folder.iterdir())


WRITER = f"""
import dataclasses, sys
sys.path.insert(0, {str(TESTS)!r})
from conformance.test_store import copies
from helpers.harbour import harbour
import newsgraph.store.words
from newsgraph.store import OxigraphStore

def main(arguments):
    folder, size = arguments
    first, second = copies(12, harbour()), copies(int(size), harbour())
    second = dataclasses.replace(second, statements=tuple(s for n, s in enumerate(second.statements) if n % 3))
    with OxigraphStore(folder) as store:
        print("ready", flush=True)
        while True:
            store.update(second)
            store.update(first)
"""


@pytest.fixture(scope="module")
def writers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forker]:
    with forker(WRITER, tmp_path_factory.mktemp("writers")) as started:
        yield started


@pytest.mark.parametrize(("size", "seed"), [(size, seed) for size in (12, 60) for seed in range(5)])
def test_a_killed_writer_leaves_before_or_after(tmp_path: Path, writers: Forker, size: int, seed: int) -> None:
    from conformance.test_store import copies  # the same graphs as the writer's

    folder = tmp_path / "store"
    first, second = copies(12, harbour()), copies(size, harbour())
    second = GraphData(second.articles, second.entities, tuple(s for n, s in enumerate(second.statements) if n % 3))
    with OxigraphStore(folder) as store:
        store.update(first)
    for delay in random.Random(seed).choices([n / 100 for n in range(1, 60)], k=5):
        child = writers.start(str(folder), str(size))
        child.until("ready")
        time.sleep(delay)
        child.kill()
        with OxigraphStore(folder, read_only=True) as store:
            found = store.graph_data()
        assert len(found.statements) in {len(first.statements), len(second.statements)}
        expected = first if len(found.statements) == len(first.statements) else second
        assert sorted(s.id for s in expected.statements) == sorted(s.id for s in found.statements)
        assert sorted(a.id for a in expected.articles) == [a.id for a in found.articles]
    with OxigraphStore(folder) as store:
        store.update(harbour())
        assert harbour() == store.graph_data()
    assert 3 == len(list(folder.iterdir()))


def test_only_changed_articles_are_encoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from conformance.test_store import copies

    before = copies(20, harbour())
    changed = before.statements[-1]
    after = dataclasses.replace(before, statements=(*before.statements[:-1], changed.replace(confidence=0.111)))
    encoded: list[str] = []
    of_article = Encoder.article_graph
    with OxigraphStore(tmp_path / "store") as store:
        store.update(before)
        monkeypatch.setattr(Encoder, "article_graph", lambda self, name: encoded.append(name) or of_article(self, name))
        assert not store.update(before)
        assert [] == encoded
        assert store.update(after)
        assert [changed.article] == encoded
        assert [0.111] == [s.confidence for s in store.graph_data().statements if s.id == changed.id]
