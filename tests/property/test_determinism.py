"""The same articles give the same graph, byte for byte, whatever their order, their partition and the number of processes."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

import newsgraph as ng

pytestmark = pytest.mark.model

FILES = ("graph.trig", "statements.jsonl", "graph.html")
TEXTS = {
    "merger": "Acme bought Globex for $3 billion on Monday. “We are proud,” said Anna Bell, the chief executive of Acme. "
    "Globex employees did not welcome the deal.",
    "protest": "Workers of Globex protested against Acme in Springfield.\n\nAnna Bell promised that no worker would be dismissed, "
    "but the mayor of Springfield, Tom Kay, accused her of lying.",
    "election": "Tom Kay won the election in Springfield. He thanked his voters. His rival, Eve Stone, congratulated him.",
    "flood": "A flood destroyed a bridge near Springfield. Mayor Kay asked the government of Canada for help.",
}


@pytest.fixture
def articles() -> list[ng.Article]:
    return [ng.Article(id=name, text=text) for name, text in TEXTS.items()]


def _digests(folder: Path) -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("expected")
    ng.build([ng.Article(id=name, text=text) for name, text in TEXTS.items()], folder)
    return _digests(folder)


def test_two_builds_are_equal(expected: dict[str, str], articles: list[ng.Article], tmp_path: Path) -> None:
    ng.build(articles, tmp_path / "again")

    assert expected == _digests(tmp_path / "again")


@pytest.mark.parametrize("seed", range(3))
def test_the_order_and_the_batches_change_nothing(expected: dict[str, str], articles: list[ng.Article], tmp_path: Path, seed: int) -> None:
    random.Random(seed).shuffle(articles)

    ng.build(articles, tmp_path / "shuffled", batch_size=seed + 1)

    assert expected == _digests(tmp_path / "shuffled")


def test_articles_added_one_by_one_change_nothing(expected: dict[str, str], articles: list[ng.Article], tmp_path: Path) -> None:
    for article in reversed(articles):
        ng.build(article, tmp_path / "one-by-one")

    assert expected == _digests(tmp_path / "one-by-one")


def test_two_processes_change_nothing(expected: dict[str, str], articles: list[ng.Article], tmp_path: Path) -> None:
    ng.build(articles, tmp_path / "two", processes=2, batch_size=1)

    assert expected == _digests(tmp_path / "two")


@pytest.mark.parametrize("seed", ["0", "12345"])
def test_the_seed_of_hashes_changes_nothing(expected: dict[str, str], tmp_path: Path, seed: str) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    command = [sys.executable, "-c", "from newsgraph.cli import main; main()", "build", str(folder), "-o", str(tmp_path / "hash")]

    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed})

    assert expected == _digests(tmp_path / "hash")
