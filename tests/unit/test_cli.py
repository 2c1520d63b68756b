"""The command line: what it prints, where, and with which exit code. No test here loads the language model."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hand_made
import pytest

from helpers.web import page, scripted
from newsgraph.cli.app import run
from newsgraph.graph import Graph


@dataclass(frozen=True)
class Output:
    code: int
    out: str
    err: str


Command = Callable[..., Output]


@pytest.fixture
def newsgraph(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in this process."""

    def command(*arguments: object) -> Output:
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Output(code, captured.out, captured.err)

    return command


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words stand for a parse."""
    monkeypatch.setattr("newsgraph.language.parse.load_model", lambda name: None)
    monkeypatch.setattr("newsgraph.language.parse.parse", hand_made.parse)
    monkeypatch.setattr("newsgraph.language.annotate.STEPS", ())
    monkeypatch.setattr("newsgraph.extraction.registry.load_extractors", lambda names: (hand_made.WordExtractor(),))
    monkeypatch.setattr("newsgraph.extraction.openie.propositions", hand_made.propositions)
    monkeypatch.setattr("newsgraph.batch.build.resolve_results", hand_made.resolve)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A graph in a folder."""
    return Graph(hand_made.graph_data()).save(tmp_path / "graph")


def _stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


# -- errors -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["frobnicate"], "No such command 'frobnicate'. See 'newsgraph --help'."),
        (["build", "--nothing"], "No such option: --nothing"),
        (["build"], "nothing to read"),
        (["build", "missing.txt"], "there is no file or folder missing.txt"),
        (["build", "ftp://example.org/a.html"], "newsgraph fetches no others"),
        (["build", "a.txt", "--config", "missing.toml"], "no settings file missing.toml"),
        (["build", "a.txt", "--processes", "0"], "the setting 'processes' must be a whole number from 1, not 0"),
        (["build", "a.txt", "--base-iri", "x"], "the setting 'base_iri' must be an IRI that ends in '/', not 'x'"),
        (["extract", "missing.txt"], "there is no file or folder missing.txt"),
        (["extract", "a.txt", "--format", "xml"], "Invalid value for '--format' / '-f'"),
        (["extract", "Anna met Tom.", "--extractor", "role"], "no extractor named 'role'. Did you mean 'roles'?"),
        (["show", "missing", "Carney"], "there is no graph missing; build one with 'newsgraph build INPUT -o missing'"),
        (["query", "missing"], "give one of: a SPARQL query, --file FILE, --name NAME"),
        (["query", "missing", "--file", "no.rq"], "no.rq: cannot be read: No such file or directory"),
        (["query", "missing", "--name", "facts", "--param", "entity"], "a parameter must be given as NAME=VALUE, not 'entity'"),
        (["export", "missing"], "give a format with --format, or a file with -o whose ending tells it"),
        (["remove", "missing", "a"], "there is no graph missing"),
    ],
)
def test_wrong_usage_is_told_in_one_line_and_exits_with_2(
    newsgraph: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Anna met Tom.", encoding="utf-8")

    output = newsgraph(*arguments)

    assert 2 == output.code
    assert "" == output.out
    assert output.err.startswith("newsgraph: ")
    assert 1 == output.err.count("\n")
    assert words in output.err


def test_a_damaged_graph_is_told_in_one_line_and_exits_with_1(newsgraph: Command, folder: Path) -> None:
    (folder / "results").mkdir()

    output = newsgraph("show", folder, "Carney")

    assert 1 == output.code
    assert (
        f"newsgraph: {folder}: its build was interrupted before all was written; run 'newsgraph build' again, it goes on from there\n"
        == output.err
    )


def test_debug_shows_the_traceback_wherever_it_stands(newsgraph: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("logging.basicConfig", lambda **settings: None)

    with pytest.raises(LookupError, match="there is no graph"):
        newsgraph("show", tmp_path / "missing", "Carney", "--debug")
    with pytest.raises(LookupError, match="there is no graph"):
        newsgraph("--debug", "show", tmp_path / "missing", "Carney")
    assert 2 == newsgraph("show", tmp_path / "missing", "--", "--debug").code


def test_what_nobody_expected_is_told_in_one_line(newsgraph: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def surprise(*arguments: object) -> None:
        raise RuntimeError("a\nsurprise")

    monkeypatch.setattr("newsgraph.graph.load", surprise)

    output = newsgraph("check", folder)

    assert (1, "newsgraph: unexpected RuntimeError: a surprise; show it in full with --debug\n") == (output.code, output.err)


def test_stopping_says_how_to_go_on(newsgraph: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("newsgraph.graph.load", stop)

    output = newsgraph("check", folder)

    assert (130, "newsgraph: stopped; the same build goes on from here when it is run again\n") == (output.code, output.err)


# -- commands -----------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_model")
def test_build(newsgraph: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Anna met Tom.", encoding="utf-8")

    output = newsgraph("build", "a.txt")

    assert Output(0, "graph: 1 articles, 2 entities, 1 statements (1 of them plain facts); 1 articles read, 0 unchanged\n", "") == output
    assert (tmp_path / "graph" / "run.json").exists()


@pytest.mark.usefixtures("no_model")
def test_build_tells_each_failure_and_builds_the_rest(newsgraph: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Anna met Tom.", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "latin.txt").write_bytes("Le café".encode("latin-1"))
    (tmp_path / "german.txt").write_text("Der Minister hat das Gesetz nicht mit der Opposition besprochen. " * 9, encoding="utf-8")

    output = newsgraph("build", tmp_path, "-o", tmp_path / "graph")

    assert 1 == output.code
    assert "1 articles read, 0 unchanged, 4 failed" in output.out
    told = ["empty.txt: is empty", "german.txt: is not English", "image.txt: is no text file", "latin.txt: is not UTF-8"]
    assert told == [next(words for words in told if words in line) for line in output.err.splitlines()]


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("table", ["Anna \u2013 met \u2013 Tom", "Tom \u2013 called \u2013 Eve"]),
        ("openie", ["Anna met Tom.\t1.000\tAnna\tmet\tTom", "Tom called Eve.\t1.000\tTom\tcalled\tEve"]),
    ],
)
def test_extract_a_sentence(newsgraph: Command, form: str, expected: list[str]) -> None:
    output = newsgraph("extract", "Anna met Tom. Tom called Eve.", "--format", form)

    assert Output(0, "".join(f"{line}\n" for line in expected), "") == output


@pytest.mark.usefixtures("no_model")
def test_extract_reads_jsonl_line_by_line(newsgraph: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    _stdin(monkeypatch, '{"id": "a", "text": "Anna met Tom."}\n{"id": "b"}\n{"id": "c", "text": "Tom called Eve."}\n')

    output = newsgraph("extract", "-")

    rows = [json.loads(line) for line in output.out.splitlines()]
    assert [("a", "Anna", "met", "Tom"), ("c", "Tom", "called", "Eve")] == [
        (row["article"], row["subject"], row["relation"], row["object"]) for row in rows
    ]
    assert (1, "newsgraph: read: standard input:2: has no field 'text' that is a text\n") == (output.code, output.err)


@pytest.mark.usefixtures("no_model")
def test_extract_for_evaluations_puts_the_id_first(newsgraph: Command, tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"id": "7", "text": "Anna met Tom."}\n', encoding="utf-8")

    assert "7\tAnna\tmet\tTom\n" == newsgraph("extract", path, "-f", "openie").out


@pytest.mark.usefixtures("no_model")
def test_what_an_article_spells_cannot_steer_the_terminal(newsgraph: Command) -> None:
    output = newsgraph("extract", "Anna\x1b[31m met Tom\u202e\tX.", "-f", "table")

    assert not {"\x1b", "\u202e", "\t"} & set(output.out)


@pytest.mark.usefixtures("no_model")
def test_coverage(newsgraph: Command) -> None:
    output = newsgraph("coverage", "Anna met Tom. It rained.")

    assert [
        "Anna met Tom.", "  + Anna \u2013 met \u2013 Tom", "It rained.", "  - nothing: no pattern fits",
        "1 of 2 sentences state something; 1 statements.",
    ] == output.out.splitlines()  # fmt: skip


@pytest.mark.usefixtures("no_model")
def test_entities(newsgraph: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    _stdin(monkeypatch, '{"id": "a", "text": "Anna met Tom."}\n')

    assert {"id": "a", "entities": []} == json.loads(newsgraph("entities", "-").out)


def test_extractors(newsgraph: Command) -> None:
    names = [line.split()[0] for line in newsgraph("extractors").out.splitlines()]

    assert names == sorted(names)
    assert {"clauses", "roles"} <= set(names)


QUERY = "SELECT ?a ?b { ?a r:meet ?b }"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("csv", "a,b\nAnna Bell,Mark Carney\n"),
        ("tsv", "a\tb\nAnna Bell\tMark Carney\n"),
    ],
)
def test_query(newsgraph: Command, folder: Path, form: str, expected: str) -> None:
    assert Output(0, expected, "") == newsgraph("query", folder, QUERY, "--format", form)


def test_query_without_a_terminal_is_csv(newsgraph: Command, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(QUERY, encoding="utf-8")

    assert [["a", "b"], ["e:anna-bell", "e:mark-carney"]] == list(
        csv.reader(newsgraph("query", folder, "--file", tmp_path / "q.rq", "--iris").out.splitlines())
    )


def test_query_as_json_and_table(newsgraph: Command, folder: Path) -> None:
    rows: list[dict[str, Any]] = json.loads(newsgraph("query", folder, QUERY, "-f", "json").out)
    assert [{"a": "Anna Bell", "b": "Mark Carney"}] == rows

    table = newsgraph("query", folder, QUERY, "-f", "table").out
    assert "Anna Bell" in table
    assert "1 row" in table


def test_query_by_name(newsgraph: Command, folder: Path) -> None:
    listed = newsgraph("query", folder, "--name", "list").out.splitlines()
    assert 12 <= len(listed)
    assert any(line.startswith("facts: ") and line.endswith("--param entity=…") for line in listed)

    assert "Mark Carney" in newsgraph("query", folder, "--name", "facts", "--param", "entity=Anna Bell").out
    wrong = newsgraph("query", folder, "--name", "fact", "--param", "entity=Anna Bell")
    assert 2 == wrong.code
    assert "no query named 'fact'. Did you mean" in wrong.err


def test_a_wrong_query_exits_with_1(newsgraph: Command, folder: Path) -> None:
    output = newsgraph("query", folder, "SELECT {")

    assert 1 == output.code
    assert output.err.startswith("newsgraph: the query is wrong")
    assert 1 == output.err.count("\n")
    assert 300 > len(output.err)
    assert "a prefix is not known; preset are e, r, c" in newsgraph("query", folder, "SELECT ?x { ?x foo:bar ?y }").err


def test_show_and_path(newsgraph: Command, folder: Path) -> None:
    assert "Mark Carney (Person, entity/mark-carney)" == newsgraph("show", folder, "Carney").out.splitlines()[0]
    assert "Mark Carney to Anna Bell: 1 step" == newsgraph("path", folder, "Carney", "Bell").out.splitlines()[0]
    assert 2 == newsgraph("path", folder, "Carney", "Ottawa").code
    assert "Mark Carney to Ottawa: 2 steps" == newsgraph("path", folder, "Carney", "Ottawa", "--all").out.splitlines()[0]


@pytest.mark.parametrize("form", ["trig", "nquads", "jsonld", "turtle", "graphml", "gexf", "csv", "jsonl", "parquet", "html"])
def test_export(newsgraph: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.chdir(tmp_path)

    output = newsgraph("export", folder, "--format", form)

    assert 0 == output.code
    assert Path(output.out.strip()).exists()
    first = newsgraph("export", folder, "-f", form, "-o", tmp_path / "deep" / "er" / "file").out.strip()
    assert Path(first).exists()


@pytest.mark.usefixtures("no_model")
def test_remove(newsgraph: Command, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Anna met Tom.", encoding="utf-8")
    newsgraph("build", tmp_path, "-o", tmp_path / "graph")

    assert "1 articles" in newsgraph("remove", tmp_path / "graph", "a").out
    assert 2 == newsgraph("remove", tmp_path / "graph", "a").code


def test_check(newsgraph: Command, folder: Path) -> None:
    output = newsgraph("check", folder)

    assert (0, "") == (output.code, output.err)
    assert "all is well" in output.out


# -- the process --------------------------------------------------------------------------------------------------------------


def test_help_loads_nothing_heavy() -> None:
    code = """
import sys
from newsgraph.cli.app import run
run(["--help"])
heavy = {"spacy", "pandas", "numpy", "rdflib", "pyoxigraph", "networkx", "pyvis", "trafilatura", "rich", "pyarrow"} & set(sys.modules)
print(sorted(heavy), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "[]\n" == done.stderr
    assert all(f"\n  {name} " in done.stdout for name in ("build", "extract", "query", "show", "path", "export", "remove", "check"))


def test_the_reader_of_the_output_may_leave(folder: Path) -> None:
    code = f"""
import sys
from newsgraph.cli.app import run
sys.exit(run(["query", {str(folder)!r}, "SELECT ?a ?b ?c {{ ?a ?b ?c }}"]))
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.close()

    assert b"" == process.stderr.read()
    process.stderr.close()
    assert 1 == process.wait()


@pytest.mark.usefixtures("no_model")
def test_build_reads_pages_and_feeds_that_are_named(newsgraph: Command, tmp_path: Path) -> None:
    items = "<item><link>/a</link></item><item><link>/b</link></item>"
    answers = {
        "/rss": page(f"<rss><channel>{items}</channel></rss>", media="application/rss+xml"),
        "/a": page("Anna met Tom.", media="text/plain"),
        "/c": page("Tom met Ann.", media="text/plain"),
    }
    with scripted(lambda heard: answers.get(heard.target, page("", "404 Not Found"))) as server:
        output = newsgraph("build", f"{server.url}/c", "--feed", f"{server.url}/rss", "-o", tmp_path / "graph")
        again = newsgraph("build", f"{server.url}/c", "-o", tmp_path / "graph")

    assert (1, f"newsgraph: read: {server.url}/b: the server answers 404 Not Found\n") == (output.code, output.err)
    assert (0, "") == (again.code, again.err)
    counts = json.loads((tmp_path / "graph" / "run.json").read_text(encoding="utf-8"))["counts"]
    assert (2, 0, 1) == (counts["articles"], counts["read"], counts["unchanged"])
