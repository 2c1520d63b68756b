"""tests/golden/quotations.txt against the language model: which words are speech, whose, to whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgraph.language.annotated import AnnotatedDoc
from newsgraph.language.names import find_names
from newsgraph.language.parse import load_model, parse
from newsgraph.language.quotations import find_quotations
from newsgraph.model import Article

CASES = (Path(__file__).parent / "quotations.txt").read_text(encoding="utf-8").split("\n====\n")


def _split(case: str) -> tuple[str, list[str]]:
    lines = [line for line in case.splitlines() if line and not line.startswith("#")]
    expected = [line for line in lines if line.startswith(("speech | ", "part | "))]
    return "\n".join(line for line in lines if line not in expected), expected


def _found(annotated: AnnotatedDoc) -> list[str]:
    def word(i: int | None) -> str:
        return "-" if i is None else annotated.tokens[i].text

    return [
        " | ".join(
            (
                "speech" if quotation.speech else "part",
                annotated.span(annotated.tokens[quotation.token_start], annotated.tokens[quotation.token_end - 1]).of(
                    annotated.article.text
                ),
                word(quotation.speaker_i),
                word(quotation.cue_i),
                word(quotation.addressee_i),
                str(quotation.group),
            )
        )
        for quotation in annotated.quotations
    ]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[_split(case)[0][:40] for case in CASES])
def test_golden_quotations(case: str) -> None:
    text, expected = _split(case)
    annotated = next(iter(parse([Article("case", text)], load_model())))
    find_names(annotated)
    find_quotations(annotated)

    assert expected == _found(annotated)
