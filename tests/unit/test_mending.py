"""tests/unit/mending.txt: what mending changes in a parse, and that it changes nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.build import document
from newsgraph.language.repair import repair_tree

BLOCKS = (Path(__file__).parent / "mending.txt").read_text(encoding="utf-8").strip().split("\n\n")[1:]
CASES = [([line for line in block.splitlines() if not line.startswith("# ")], block.splitlines()[0][2:]) for block in BLOCKS]


@pytest.mark.parametrize("lines", [lines for lines, _ in CASES], ids=[told for _, told in CASES])
def test_mending(lines: list[str]) -> None:
    parsed = [line.partition(" -> ")[0] for line in lines]
    annotated = document("\n".join(parsed))
    before = [(token.head, token.dep, token.tag) for token in annotated.tokens]
    repair_tree(annotated)
    found = []
    for line, token, old in zip(parsed, annotated.tokens, before, strict=True):
        changed = (token.head, token.dep, token.tag) != old
        head = 0 if token.head is token else token.head.i + 1
        found.append(f"{line} -> {head} {token.dep} {token.tag}" if changed else line)

    assert lines == found
