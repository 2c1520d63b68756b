"""A person's way through the command line, from the article in ``seeds/`` to a graph that is queried, shown and taken elsewhere."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import newsgraph as ng
from newsgraph.cli.app import run

pytestmark = pytest.mark.model

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLE = "trump-carney-trade-talks"


def _newsgraph(*arguments: object, stdin: str | None = None) -> str:
    command = [sys.executable, "-c", "from newsgraph.cli import main\nif __name__ == '__main__': main()", *map(str, arguments)]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", input=stdin, env=os.environ | {"PYTHONUTF8": "1"}, check=False
    )
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout


def _asked(graph: Path, *arguments: str) -> str:
    """What ``newsgraph query`` prints, in this process: many questions are asked."""
    told = io.BytesIO()
    with contextlib.redirect_stdout(io.TextIOWrapper(told, encoding="utf-8", write_through=True)):
        assert 0 == run(["query", str(graph), *arguments])
        return told.getvalue().decode("utf-8")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("journey") / "graph"
    assert "1 articles read, 0 unchanged" in _newsgraph("build", SEEDS, "-o", out)
    return out


def test_the_folder_has_all_that_was_promised(graph: Path) -> None:
    assert {"graph.html", "graph.trig", "results", "run.json", "statements.jsonl", "store"} == {path.name for path in graph.iterdir()}
    told = json.loads((graph / "run.json").read_text(encoding="utf-8"))
    assert 1 == told["counts"]["articles"]
    assert [] == told["failures"]


def test_building_again_reads_nothing(graph: Path) -> None:
    assert "0 articles read, 1 unchanged" in _newsgraph("build", SEEDS, "-o", graph)


@pytest.mark.parametrize(
    "pattern",
    [
        "e:donald-trump r:meet e:mark-carney",
        "e:mark-carney r:meet e:donald-trump",
        "e:doug-ford r:urge e:mark-carney",
        "e:canada r:send-to e:united-states",
        "e:doug-ford r:premier-of e:ontario",
        "e:mark-carney r:replace e:justin-trudeau",
    ],
)
def test_facts_are_found_in_one_hop(graph: Path, pattern: str) -> None:
    assert ["ask", "True"] == _asked(graph, f"ASK {{ {pattern} }}").split()


@pytest.mark.parametrize("words", ["be-signed|sign", "sale", "renegotiate", "cut-off|cut"])
def test_what_is_denied_or_only_threatened_is_no_plain_fact(graph: Path, words: str) -> None:
    # "threaten to cut off" is a fact; to cut off, to sign, to be for sale and to renegotiate are none.
    query = (
        "SELECT ?p ?o { ?s ?p ?o FILTER(STRSTARTS(STR(?p), STR(r:))) FILTER(!isLiteral(?o)) "
        f"FILTER(REGEX(STRAFTER(STR(?p), STR(r:)), '^({words})(-|$)') || (STR(?p) = STR(r:be-for) && CONTAINS(STR(?o), '{words}'))) }}"
    )

    rows = _asked(graph, query, "--format", "csv").splitlines()[1:]

    assert [] == rows


@pytest.mark.parametrize(
    "name", ["Donald Trump", "Mark Carney", "Doug Ford", "Dominic LeBlanc", "Pierre Poilievre", "Justin Trudeau", "Canada", "United States"]
)
def test_one_node_for_one_name(graph: Path, name: str) -> None:
    last = name.rpartition(" ")[2]
    query = f"SELECT DISTINCT ?e {{ ?e rdfs:label ?l ; a [] FILTER(STRSTARTS(STR(?e), STR(e:))) FILTER(STRENDS(STR(?l), '{last}')) }}"

    assert 1 == len(_asked(graph, query, "--format", "csv").splitlines()[1:])


def test_each_statement_stands_in_the_text(graph: Path) -> None:
    text = (SEEDS / f"{ARTICLE}.txt").read_text(encoding="utf-8")

    for line in (graph / "statements.jsonl").read_text(encoding="utf-8").splitlines():
        evidence = json.loads(line)["evidence"]
        assert evidence["text"] == text[evidence["start"] : evidence["end"]]


def test_asking_showing_and_following(graph: Path) -> None:
    rows = list(csv.DictReader(_newsgraph("query", graph, "--name", "facts", "--param", "entity=Ford").splitlines()))
    assert any("Ontario" in row.values() for row in rows)
    shown = _newsgraph("show", graph, "Ford")
    assert shown.startswith("Doug Ford (Person, entity/doug-ford)")
    assert "Ontario Premier Doug Ford" in shown
    assert _newsgraph("path", graph, "Ford", "Trump").startswith("Doug Ford to Donald Trump: ")


def test_the_graph_keeps_the_invariants(graph: Path) -> None:
    assert "all is well" in _newsgraph("check", graph)


def test_extracting_answers_line_by_line() -> None:
    lines = "".join(json.dumps({"id": name, "text": f"Anna Bell {verb} Tom Kay."}) + "\n" for name, verb in (("1", "met"), ("2", "sued")))

    assert [["1", "Anna Bell", "met", "Tom Kay"], ["2", "Anna Bell", "sued", "Tom Kay"]] == [
        line.split("\t") for line in _newsgraph("extract", "-", "--format", "openie", stdin=lines).splitlines()
    ]


def test_entities_are_given_with_their_places() -> None:
    text = "Anna Bell met Tom Kay. Bell left."

    found = json.loads(_newsgraph("entities", "-", stdin=json.dumps({"id": "a", "text": text}) + "\n"))

    assert "a" == found["id"]
    names = {entity["label"]: [text[start:end] for start, end in entity["mentions"]] for entity in found["entities"]}
    assert {"Anna Bell": ["Anna Bell", "Bell"], "Tom Kay": ["Tom Kay"]} == names


def test_coverage_tells_of_every_sentence() -> None:
    lines = _newsgraph("coverage", SEEDS / f"{ARTICLE}.txt").splitlines()

    assert re.search(r" sentences state something; \d+ statements, \d+ left out as not sure, or not worth, enough\.$", lines[-1])
    assert any(line.startswith("  - nothing: ") for line in lines)
    assert any(line.startswith("  + ") for line in lines)


def test_the_same_in_python(graph: Path, tmp_path: Path) -> None:
    loaded = ng.load(graph)

    assert "Mark Carney" == loaded.entity("Carney").label
    assert loaded.statements(status="negated")
    assert loaded.statements(speaker="Trump")
    assert len(loaded) == len(loaded.to_pandas())
    assert loaded.to_networkx().number_of_edges() <= len(loaded)
    assert len(loaded.to_rdflib()) > 1000
    assert loaded.data == ng.load(loaded.export(tmp_path / "graph.jsonld")).data
    assert "<svg" in loaded._repr_html_() or "<table" in loaded._repr_html_()


def test_adding_and_removing_an_article(graph: Path, tmp_path: Path) -> None:
    before = {name: (graph / name).read_bytes() for name in ("graph.trig", "statements.jsonl", "graph.html")}
    (tmp_path / "new.md").write_text("---\ntitle: A call\ndate: 2025-10-09\n---\nMark Carney called Doug Ford.\n", encoding="utf-8")

    assert "2 articles" in _newsgraph("build", tmp_path / "new.md", "-o", graph)
    assert ["ask", "True"] == _newsgraph("query", graph, "ASK { e:mark-carney r:call e:doug-ford }").split()
    _newsgraph("remove", graph, "new")

    assert before == {name: (graph / name).read_bytes() for name in before}
