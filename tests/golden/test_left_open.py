"""Descriptions that take somebody up whom the article does not name so that it can be told."""

from __future__ import annotations

import pytest

from newsgraph.language.annotate import annotate
from newsgraph.language.parse import load_model, parse
from newsgraph.model import Article


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toyota and Nissan both cut their forecasts. The carmaker blamed a strong yen.", ["carmaker"]),
        ("Renault cut its forecast. The carmaker blamed a strong yen.", []),
        ("The Frenchman smiled. The Frenchman left.", ["Frenchman", "Frenchman"]),
        ("She met a banker in Zurich. The banker left at noon.", []),
        ("Ines Rocha and Marta Vidal sang on Monday. The singer left at noon.", ["singer"]),
        ("The singer whom Rocha admires left at noon.", []),
    ],
)
def test_descriptions_left_open(text: str, expected: list[str]) -> None:
    annotated = annotate(next(iter(parse([Article("case", text)], load_model()))))

    assert expected == [annotated.tokens[i].text for i in sorted(annotated.left_open)]
