"""The scorer of benchmarks/quality on facts and statements small enough to count by hand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "benchmarks" / "quality"))

from factscore import figures, load_gold, score  # noqa: E402

GOLD = """
doc: tiny
entities:
  brook: {type: Person, names: [Ada Brook, Brook]}
  oslo: {type: Place, names: [Oslo]}
facts:
- {id: 1, s: brook, rel: [visit, see], o: oslo, w: 2}
- {id: 2, s: brook, rel: [promise, vow], o: [crane], by: brook, status: possible}
- {id: 3, s: brook, rel: [sell], o: [boat], status: negated}
traps:
- {id: t1, s: brook, rel: [sell], o: [boat]}
"""


def row(relation: str, target: str, **more: Any) -> dict[str, Any]:
    return {"subject": "Ada Brook", "subject_id": "b", "relation": relation, "object": target, "object_id": target, **more}


def told(tmp_path: Path, *rows: dict[str, Any]) -> dict[str, Any]:
    path = tmp_path / "tiny.yaml"
    path.write_text(GOLD, encoding="utf-8")
    return figures(score(load_gold(path), list(rows)))


def test_a_fact_is_told_in_any_of_its_words(tmp_path: Path) -> None:
    found = told(tmp_path, row("saw", "Oslo"))

    assert (33.3, 33.3, 100.0, 100.0) == (found["recall"], found["strict"], found["edges"], found["core"])


def test_a_wrong_status_is_recalled_but_not_strict_and_falls_into_the_trap(tmp_path: Path) -> None:
    found = told(tmp_path, row("sell", "two boats"))

    assert (33.3, 0.0, "1/1") == (found["recall"], found["strict"], found["traps"])


def test_a_claim_with_its_speaker_need_not_be_possible_too(tmp_path: Path) -> None:
    found = told(tmp_path, row("promise", "new cranes", by="Brook"))

    assert (33.3, 33.3) == (found["recall"], found["strict"])


def test_two_nodes_for_one_entity_are_counted(tmp_path: Path) -> None:
    found = told(tmp_path, row("visit", "Oslo"), row("see", "Oslo", subject="Brook", subject_id="other"))

    assert (1.5, 100.0) == (found["nodes"], found["found"])
