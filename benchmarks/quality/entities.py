"""Entities against GUM's coreference and GAP's pronouns.

usage: entities.py BENCH_DIR [OUT_DIR]

BENCH_DIR holds coref/gum_news.json, coref/gum_interview.json, coref/gap_validation.json and coref/corefscore.py; the entities of every
document are written to OUT_DIR (default: a temporary folder) as one JSON object a line, and the scorer is run on them. For GAP the
F1 of saying which of two names a pronoun means is printed for men and women.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from newsgraph.language.annotate import annotate
from newsgraph.language.entities import entities_to_json
from newsgraph.language.parse import load_model, parse
from newsgraph.model import Article, Entity

MALE = frozenset({"he", "him", "his", "himself"})


def main(arguments: list[str]) -> None:
    """Score both corpora and GAP."""
    if not arguments:
        sys.exit(__doc__)
    coref = Path(arguments[0]) / "coref"
    out = Path(arguments[1]) if len(arguments) > 1 else Path(tempfile.mkdtemp())
    out.mkdir(parents=True, exist_ok=True)
    for name in ("gum_news", "gum_interview"):
        gold = coref / f"{name}.json"
        documents = json.loads(gold.read_text(encoding="utf-8"))
        lines = [json.dumps(row, ensure_ascii=False) for row in annotated_rows([(d["id"], d["text"]) for d in documents], name)]
        path = out / f"{name}.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        subprocess.run([sys.executable, str(coref / "corefscore.py"), str(gold), str(path)], check=True)
    score_gap(json.loads((coref / "gap_validation.json").read_text(encoding="utf-8")))


def annotated_rows(texts: list[tuple[str, str]], name: str) -> list[dict[str, Any]]:
    """The entities of each text, and the time that all steps after the parse took."""
    rows: list[dict[str, Any]] = []
    spent, tokens = 0.0, 0
    for document in parse((Article(id=key, text=text) for key, text in texts), load_model()):
        start = time.perf_counter()
        annotate(document)
        spent += time.perf_counter() - start
        tokens += len(document.tokens)
        rows.append(entities_to_json(document))
    print(f"{name}: {len(rows)} documents, {tokens} tokens, {1000 * spent / max(1, tokens):.4f} ms a token after the parse", flush=True)
    return rows


def score_gap(rows: list[dict[str, Any]]) -> None:
    """F1 by gender over the pairs of pronoun and name."""
    by_id = {row["ID"]: row for row in rows}
    counts = {"men": [0, 0, 0], "women": [0, 0, 0]}
    for document in parse((Article(id=row["ID"], text=row["Text"]) for row in rows), load_model()):
        annotate(document)
        row = by_id[document.article.id]
        tally = counts["men" if row["Pronoun"].lower() in MALE else "women"]
        start = int(row["Pronoun-offset"])
        meant = [e for e in document.entities if any(m.kind == "pronoun" and m.span.start == start for m in e.mentions)]
        for key in "AB":
            said = any(names_at(entity, int(row[f"{key}-offset"]), len(row[key])) for entity in meant)
            due = str(row[f"{key}-coref"]).upper() == "TRUE"
            tally[0] += said and due
            tally[1] += said
            tally[2] += due
    for who, (right, said, due) in counts.items():
        print(f"GAP {who:<6} P {right / max(1, said):.3f} R {right / max(1, due):.3f} F {2 * right / max(1, said + due):.3f}")


def names_at(entity: Entity, start: int, length: int) -> bool:
    """True when a name of the entity overlaps those characters."""
    return any(m.kind == "name" and m.span.start < start + length and start < m.span.end for m in entity.mentions)


if __name__ == "__main__":
    main(sys.argv[1:])
