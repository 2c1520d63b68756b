"""An analyst sets right what the graph of two articles has wrong, adds an article the next day, and everything is still right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import newsgraph as ng

pytestmark = pytest.mark.model

TALKS = (
    "WASHINGTON — President Donald Trump met Prime Minister Mark Carney on Tuesday. Trump called Carney a friend. "
    "The POTUS praised Ontario Premier Doug Ford. Ford criticised Trump."
)
BANK = "John Smith, a banker, sued Globex on Monday. Mark Carney visited Toronto."
FARM = "John Smith, a farmer, sold his farm to Globex."


def _facts(graph: ng.Graph) -> set[str]:
    return {f"{s.subject.label} {s.relation.name} {s.object.label}" for s in graph if s.object and s.plain}


def test_corrections_outlive_the_next_build(tmp_path: Path) -> None:
    news, out = tmp_path / "news", tmp_path / "graph"
    news.mkdir()
    (news / "talks.txt").write_text(TALKS, encoding="utf-8")
    (news / "bank.txt").write_text(BANK, encoding="utf-8")
    graph = ng.build(news, out)
    assert "entity/donald-trump" == graph.explain("the POTUS")[0].entity.id
    assert {"The POTUS"} == {m.text for reason in graph.explain("the POTUS")[0].reasons for m in reason.mentions}
    wrong = next(s for s in graph if s.relation.name == "criticise")

    graph = graph.split("Donald Trump", "the POTUS", note="a joke about another one").reject(wrong)
    graph = graph.rename("Doug Ford", "Douglas Ford").retype("Globex", "Organization")
    graph = graph.add("Mark Carney", "thank", "Donald Trump", article="talks", sentence="Trump called Carney a friend")
    (news / "farm.txt").write_text(FARM, encoding="utf-8")
    graph = ng.build(news, out).split("John Smith@bank", "John Smith@farm")

    facts = _facts(graph)
    assert {"The POTUS praise Douglas Ford", "Mark Carney thank Donald Trump", "John Smith sue Globex"} <= facts
    assert "Douglas Ford criticise Donald Trump" not in facts
    assert "Organization" == graph.entity("Globex").type
    assert 2 == len([entity for entity in graph.entities if entity.label == "John Smith"])
    assert () == graph.check()
    assert {"file": str(out / "corrections.toml"), "applied": 6, "not_applied": []} == json.loads(
        (out / "run.json").read_text(encoding="utf-8")
    )["corrections"]

    again = tmp_path / "again"
    again.mkdir()
    (again / "corrections.toml").write_bytes((out / "corrections.toml").read_bytes())
    ng.build(sorted(news.iterdir(), reverse=True), again, batch_size=1)
    for name in ("graph.trig", "statements.jsonl", "graph.html"):
        assert (out / name).read_bytes() == (again / name).read_bytes()
