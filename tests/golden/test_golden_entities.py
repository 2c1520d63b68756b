"""tests/golden/entities.txt against the language model: who and what a text speaks of, and by which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgraph.language.annotate import annotate
from newsgraph.language.parse import load_model, parse
from newsgraph.model import Article

BLOCKS = [
    [line for line in block.splitlines() if line and not line.startswith("#")]
    for block in (Path(__file__).parent / "entities.txt").read_text(encoding="utf-8").split("\n\n")
]
CASES = [block for block in BLOCKS if block]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[case[0][:50] for case in CASES])
def test_golden_entities(case: list[str]) -> None:
    text, *expected = case
    text = text.replace(" ¶ ", "\n\n")
    annotated = annotate(next(iter(parse([Article("case", text)], load_model()))))
    found = [f"{e.type} | {e.label} | {'; '.join(m.text for m in e.mentions)}" for e in annotated.entities]

    assert expected == found
    assert all(mention.reason for entity in annotated.entities for mention in entity.mentions)
    assert all(mention.span.of(text) == mention.text for entity in annotated.entities for mention in entity.mentions)
    assert all(0 <= index < len(annotated.entities) for indices in annotated.referents.values() for index in indices)
    assert all(head in annotated.referents for head in annotated.name_head.values())
