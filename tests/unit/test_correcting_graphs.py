"""Correcting a graph that stands in a folder, from Python and from the command line: two doors to one function."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import hand_made
import pytest
from hand_made import contents

import newsgraph as ng
from newsgraph.cli.app import run
from newsgraph.errors import CorrectionError, NotFoundError, UsageError
from newsgraph.model import USER, Correction, Named


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgraph.language.parse.load_model", lambda name: None)
    monkeypatch.setattr("newsgraph.language.parse.parse", hand_made.parse)
    monkeypatch.setattr("newsgraph.language.annotate.STEPS", (hand_made.find_entities,))
    monkeypatch.setattr("newsgraph.extraction.registry.load_extractors", lambda names: (hand_made.WordExtractor(),))


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return hand_made.write_seeds(tmp_path / "seeds")


@pytest.fixture
def out(seeds: Path, tmp_path: Path) -> Path:
    ng.build(seeds, tmp_path / "graph")
    return tmp_path / "graph"


def told(graph: ng.Graph) -> list[str]:
    return [f"{s.subject.label} {s.relation.name} {s.object.label if s.object else ''}".strip() for s in graph]


def test_a_correction_is_applied_at_once_and_survives_a_rebuild(seeds: Path, out: Path, tmp_path: Path) -> None:
    graph = ng.load(out).merge("Anna", "Eve", note="one and the same").rename("Anna", "Ann")

    assert ["Ann met Tom", "Tom called Ann", "Ann left Paris"] == told(graph) == told(ng.load(out))
    assert graph.data == ng.load(out).data
    (seeds / "d.txt").write_text("Eve thanked Max.", encoding="utf-8")
    assert "Ann thanked Max" in told(ng.build(seeds, out))
    assert "one and the same" in (out / "corrections.toml").read_text(encoding="utf-8")

    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "corrections.toml").write_bytes((out / "corrections.toml").read_bytes())
    ng.build(seeds, fresh)

    assert contents(out) == contents(fresh)
    assert () == ng.load(out).check()


def test_the_file_may_stand_elsewhere(seeds: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[[retype]]\nentity = "Paris"\ntype = "Place"\n', encoding="utf-8")

    graph = ng.build(seeds, tmp_path / "graph", corrections=str(path))

    assert "Place" == graph.entity("Paris").type == ng.build(seeds, corrections=str(path)).entity("Paris").type
    ng.load(tmp_path / "graph").reject(subject="Eve")
    assert "[[reject]]" in path.read_text(encoding="utf-8")
    assert not (tmp_path / "graph" / "corrections.toml").exists()
    path.unlink()
    with pytest.raises(CorrectionError, match=r"mine\.toml: cannot be read"):
        ng.build(seeds, tmp_path / "graph", corrections=str(path))


def test_run_json_tells_what_was_done_and_what_was_not(seeds: Path, out: Path, caplog: pytest.LogCaptureFixture) -> None:
    (out / "corrections.toml").write_text(
        '[[rename]]\nentity = "Tom"\nto = "Thomas"\n[[merge]]\nentities = ["Tom", "Nobody"]\n'
        '[[add]]\narticle = "gone"\nsentence = "It was."\nsubject = "Tom"\nrelation = "be"\n',
        encoding="utf-8",
    )

    with caplog.at_level(logging.WARNING, "newsgraph"):
        graph = ng.build(seeds, out)

    said = json.loads((out / "run.json").read_text(encoding="utf-8"))["corrections"]
    assert (str(out / "corrections.toml"), 1) == (said["file"], said["applied"])
    assert [
        {"correction": "merge “Tom”, “Nobody”", "problem": "no entity named “Nobody”"},
        {"correction": "add “Tom” – be (in gone)", "problem": "no article 'gone' in the graph"},
    ] == said["not_applied"]
    assert [
        f"{out / 'corrections.toml'}: not applied: {one['correction']}: {one['problem']}" for one in said["not_applied"]
    ] == caplog.messages
    caplog.clear()
    assert graph.data == ng.build(seeds, out).data
    assert 2 == len(caplog.messages)


def test_a_bad_file_stops_the_build_before_anything_is_read(seeds: Path, out: Path) -> None:
    before = contents(out)
    (out / "corrections.toml").write_text("[[merge]]\nentities = 3\n", encoding="utf-8")

    with pytest.raises(CorrectionError, match=r"corrections\.toml, line 1: 'entities' must be a list"):
        ng.build(seeds, out)

    assert before == contents(out)


@pytest.mark.parametrize(
    ("kind", "words", "fields", "error", "message"),
    [
        ("merge", ("Anna", "Nobody"), {}, NotFoundError, "no entity named 'Nobody' in the graph"),
        ("merge", ("Anna",), {}, CorrectionError, "two or more different names"),
        ("split", ("Anna", "Nobody"), {}, NotFoundError, "no entity named “Nobody”; nothing was changed"),
        ("split", ("Anna", "anna"), {}, CorrectionError, "they are still one .*nothing was changed"),
        ("reject", ("0123",), {}, CorrectionError, "no statement fits|NotFound"),
        ("rename", ("Anna",), {}, CorrectionError, "give a name and the new one, not 1 words"),
        ("rename", ("Anna", "Ann"), {"article": "a"}, CorrectionError, "takes names alone"),
        ("retype", ("Anna", "Robot"), {}, CorrectionError, "the type must be one of"),
        (
            "add",
            ("Anna", "greet", "Tom"),
            {"article": "a", "sentence": "Anna greeted Tom."},
            CorrectionError,
            "does not say 'Anna greeted Tom",
        ),
        ("add", ("Anna", "greet", "Tom"), {"article": "x", "sentence": "Anna met Tom."}, NotFoundError, "no article 'x' in the graph"),
        ("join", ("Anna", "Tom"), {}, CorrectionError, "no kind of correction 'join'"),
    ],
)
def test_a_correction_that_cannot_be_changes_nothing(
    out: Path, kind: str, words: tuple[str, ...], fields: dict[str, Any], error: type[Exception], message: str
) -> None:
    from newsgraph.graph.corrections import correction

    before, graph = contents(out), ng.load(out)

    with pytest.raises((error, NotFoundError), match=message):
        graph.correct(correction(graph, kind, words, **fields))

    assert before == contents(out)
    assert not (out / "corrections.toml").exists()
    assert graph.data == ng.load(out).data


def test_what_the_methods_write_the_command_writes_too(seeds: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        ng.build(seeds, folder)
    first = next(iter(ng.load(one)))
    graph = (
        ng.load(one).merge("Anna", "Eve").split("Tom@a", "Tom@b").reject(first).rename("Paris", "City of Paris").retype("Paris", "Place")
    )
    graph.add(
        "Tom", "greet", "Anna", article="a", sentence="Anna met Tom.", status="possible", modality="future", speaker="Eve", note="heard"
    )
    for arguments in (
        ["merge", "Anna", "Eve"],
        ["split", "Tom@a", "Tom@b"],
        ["reject", first.id],
        ["rename", "Paris", "City of Paris"],
        ["retype", "Paris", "Place"],
        ["add", "Tom", "greet", "Anna", "--article", "a", "--sentence", "Anna met Tom.", "--status", "possible", "--modality", "future",
         "--speaker", "Eve", "--note", "heard"],
    ):  # fmt: skip
        assert 0 == run(["correct", str(two), *arguments]), capfdbinary.readouterr().err.decode()

    assert (one / "corrections.toml").read_bytes() == (two / "corrections.toml").read_bytes()
    assert contents(one) == contents(two)
    assert f"{two}: split “Tom” (in a), “Tom” (in b)" in capfdbinary.readouterr().out.decode()


def test_the_command_tells_what_is_wrong(out: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert 2 == run(["correct", str(out), "merge", "Anna", "Nobody"])
    assert b"newsgraph: no entity named 'Nobody' in the graph." in capfdbinary.readouterr().err
    assert 2 == run(["correct", str(out), "join", "Anna", "Tom"])
    assert 2 == run(["correct", str(out.parent / "nothing"), "merge", "Anna", "Tom"])


def test_an_added_statement_is_marked_as_the_users(out: Path) -> None:
    graph = ng.load(out).add("Anna", "thank", "Tom", article="a", sentence="Anna met Tom.")
    (new,) = (statement for statement in graph if statement.extractor == USER)

    rows = graph.query(
        "SELECT ?label ?kind WHERE { ?s ng:correctedBy ?c ; ng:extractor ?who . ?who a prov:Person ."
        " ?c ng:correctionKind ?kind ; rdfs:label ?label }"
    )
    assert [["add “Anna” – thank – “Tom” (in a)", "add"]] == rows.to_numpy().tolist()
    assert new == next(statement for statement in ng.load(out) if statement.id == new.id)
    assert () == graph.check()


def test_a_rejected_statement_is_remembered_as_invalidated(out: Path) -> None:
    first = next(iter(ng.load(out)))
    graph = ng.load(out).reject(first.id)

    assert [f"s:{first.id}"] == graph.query("SELECT ?s { ?s prov:wasInvalidatedBy ?c }", labels=False)["s"].tolist()
    assert first.id not in {statement.id for statement in graph}
    assert () == graph.check()


def test_a_graph_that_is_written_nowhere_can_be_corrected(seeds: Path, tmp_path: Path) -> None:
    graph = ng.build(seeds).merge("Anna", "Eve").retype("Paris", "Place")

    assert ["Anna met Tom", "Tom called Anna", "Anna left Paris"] == told(graph)
    assert ["merge", "retype"] == [applied.correction.kind for applied in graph.corrections]
    graph = graph.split("Anna", "Eve")
    assert ["Anna met Tom", "Tom called Eve", "Eve left Paris"] == told(graph)
    graph.save(tmp_path / "saved")
    assert "[[retype]]" in (tmp_path / "saved" / "corrections.toml").read_text(encoding="utf-8")
    assert "Place" == ng.build(seeds, tmp_path / "saved").entity("Paris").type


def test_a_graph_from_a_file_cannot_be_corrected(out: Path) -> None:
    with pytest.raises(UsageError, match="build it into a folder to correct it"):
        ng.load(out / "graph.trig").rename("Anna", "Ann")


def test_taking_a_correction_back_gives_the_graph_of_before(out: Path) -> None:
    before = contents(out)
    ng.load(out).merge("Anna", "Eve")
    assert before != contents(out)

    ng.load(out).split("Anna", "Eve")

    assert before == contents(out)
    (out / "corrections.toml").write_text("# nothing\n", encoding="utf-8")
    assert () == ng.load(out).corrections


def test_the_public_function(out: Path) -> None:
    correction = Correction(kind="rename", entities=(Named("Anna"),), to="Ann")

    assert "Ann met Tom" in told(ng.correct(out, correction))
    with pytest.raises(NotFoundError):
        ng.correct(out / "nothing", correction)


def test_explaining_a_name(out: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    graph = ng.load(out).merge("Anna", "Eve", note="twins")
    (explanation,) = graph.explain("eve")

    assert ("eve", "entity/anna") == (explanation.name, explanation.entity.id)
    assert all("merged by the user" in reason.why for reason in explanation.reasons)
    assert ["a", "b", "c"] == sorted({m.article for e in graph.entities if e.id == "entity/anna" for m in e.mentions})
    assert "- by the user: merge “Anna”, “Eve” (twins)" in str(explanation)
    assert 'newsgraph correct GRAPH split "Anna" "eve"' == explanation.undo
    assert "<bdi>" in explanation._repr_html_()
    assert "" == graph.explain("Tom")[0].undo
    assert 0 == run(["explain", str(out), "Eve"])
    assert "“Eve” is Anna (Organization, entity/anna)" in capfdbinary.readouterr().out.decode()
    with pytest.raises(NotFoundError, match="no name or description named 'Nobody' in the graph"):
        graph.explain("Nobody")


def test_a_name_of_two_must_say_which(seeds: Path, out: Path) -> None:
    graph = ng.load(out).split("Tom@a", "Tom@b")
    with pytest.raises(UsageError, match=r"'Tom' may be Tom \(entity/tom\), Tom \(entity/tom-[0-9a-f]{8}\); give NAME@ARTICLE"):
        graph.rename("Tom", "Thomas")

    assert ["Anna met Tom", "Thomas called Eve", "Eve left Paris"] == told(graph.rename("Tom@b", "Thomas"))
    two = next(entity for entity in graph.entities if [mention.article for mention in entity.mentions] == ["b"] and entity.label == "Tom")
    assert ["Anna met Tom", "Timothy called Eve", "Eve left Paris"] == told(graph.rename(two, "Timothy"))
