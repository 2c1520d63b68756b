"""The whole ``newsgraph build``, killed at fifty random instants: what is there is whole, the next build finishes the rest."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsgraph as ng
from helpers.forked import Forker, forker
from newsgraph.errors import NotFoundError, StoreFormatError
from newsgraph.store import OxigraphStore

# The command as it is, but for the language model: sentences of three words, and a moment of work for each article. All that a build
# imports is there before it starts, so that it is the build that is killed.
COMMAND = f"""
import sys, time
sys.path[:0] = [{str(Path(__file__).parent)!r}]
import hand_made
import newsgraph.batch.build, newsgraph.extraction.registry, newsgraph.language.annotate, newsgraph.language.parse
import newsgraph.extraction.merge, newsgraph.extraction.run, newsgraph.graph, newsgraph.rdf.writers, newsgraph.store.worker
import newsgraph.views.export, newsgraph.views.html, newsgraph.views.network
from newsgraph.cli.app import main as command

def parse(articles, nlp):
    for annotated in hand_made.parse(articles, nlp):
        time.sleep(0.005)
        yield annotated

newsgraph.language.parse.load_model = lambda name: None
newsgraph.language.parse.parse = parse
newsgraph.language.annotate.STEPS = ()
newsgraph.extraction.registry.load_extractors = lambda names: (hand_made.WordExtractor(),)
newsgraph.batch.build.resolve_results = hand_made.resolve
# What the killed build was reading is read in a process of its own, which would have the language model.
newsgraph.batch.build.run_alone = newsgraph.batch.build.run_articles

def main(arguments):
    command(["build", *arguments])
"""
NAMES = "Anna Tom Eve Ben Ida Max Lea Jan".split()
VERBS = "met called left saw thanked".split()


def write_articles(folder: Path, version: int) -> None:
    """Twenty articles; every third has another text in each version."""
    folder.mkdir(exist_ok=True)
    for number in range(20):
        chance = random.Random(f"{number} {version if number % 3 == 0 else 0}")
        sentences = [f"{chance.choice(NAMES)} {chance.choice(VERBS)} {chance.choice(NAMES)}." for _ in range(5)]
        (folder / f"a{number:02}.txt").write_text(" ".join(sentences) + "\n", encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forker]:
    with forker(COMMAND, tmp_path_factory.mktemp("builds")) as started:
        yield started


def finish(builds: Forker, articles: Path, out: Path) -> float:
    """Build to the end, and give the seconds it took."""
    begin = time.monotonic()
    child = builds.start(str(articles), "-o", str(out))
    assert 0 == child.wait(), child.told
    return time.monotonic() - begin


def contents(out: Path) -> dict[str, bytes]:
    """What a build leaves, but for run.json, which tells times, and the inside of the store."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and "data-" not in str(path) and path.name != "run.json")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def loaded(out: Path) -> tuple[object, str]:
    """The graph in the folder, or why there is none."""
    try:
        return ng.load(out).data, ""
    except (StoreFormatError, NotFoundError) as error:
        return None, str(error)


@pytest.fixture(scope="module")
def clean(builds: Forker, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, bytes]], list[object], float]:
    """What undisturbed builds of both versions leave, what their graphs say, and how long one takes."""
    folder = tmp_path_factory.mktemp("clean")
    left, said, seconds = [], [], 0.0
    for version in (0, 1):
        write_articles(folder / f"in{version}", version)
        seconds = finish(builds, folder / f"in{version}", folder / f"out{version}")
        left.append(contents(folder / f"out{version}"))
        said.append(ng.load(folder / f"out{version}").data)
    return left, said, seconds


@pytest.mark.parametrize("seed", range(5))
def test_a_killed_build_leaves_whole_articles_and_goes_on(
    tmp_path: Path, builds: Forker, clean: tuple[list[dict[str, bytes]], list[object], float], seed: int
) -> None:
    expected, said, seconds = clean
    articles, out = tmp_path / "in", tmp_path / "out"
    chance = random.Random(seed)
    killed = 0
    while killed < 10:
        version = killed % 2
        write_articles(articles, version)
        child = builds.start(str(articles), "-o", str(out))
        time.sleep(chance.uniform(0, seconds))
        child.kill()
        killed += 1
        if (out / "store" / "store.json").exists():
            # The store is that of one build or another, never between two.
            with OxigraphStore(out / "store", read_only=True) as store:
                held = store.graph_data() if len(store) else None
            assert held is None or held in said
        found, told = loaded(out)
        assert found in said if found is not None else "run 'newsgraph build' again" in told or not (out / "run.json").exists()
        if killed % 5 == 0:
            finish(builds, articles, out)
            assert expected[version].keys() == contents(out).keys()
            assert [] == [
                name for name, content in contents(out).items() if content != expected[version][name] and name != "store/store.json"
            ]
            assert said[version] == ng.load(out).data
            assert 3 == len(list((out / "store").iterdir()))
