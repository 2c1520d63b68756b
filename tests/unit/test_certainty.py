"""The parse with its certainty is the parse, and says how sure the parser was."""

from __future__ import annotations

import pytest

from newsgraph.language.certainty import certainties
from newsgraph.language.parse import load_model, parse
from newsgraph.model import Article

TEXTS = (
    "The minister met the union on Tuesday.",
    "On Sunday night she moved their tent fly onto a gravel bank, where a pilot saw it the next morning.",
    "",
    "“We were late,” said the captain, who had not slept; nobody else was. A second sentence follows.",
)


@pytest.mark.model
def test_the_parse_is_that_of_the_parser() -> None:
    nlp = load_model()
    docs = list(nlp.pipe(TEXTS))
    with nlp.select_pipes(disable=["newsgraph_parser"]):
        nlp.enable_pipe("parser")
        try:
            plain = list(nlp.pipe(TEXTS))
        finally:
            nlp.disable_pipe("parser")

    assert [[(t.head.i, t.dep_, t.is_sent_start) for t in doc] for doc in plain] == [
        [(t.head.i, t.dep_, t.is_sent_start) for t in doc] for doc in docs
    ]
    assert [certainties(doc) is None for doc in plain] == [True] * len(TEXTS)


@pytest.mark.model
def test_every_word_has_a_certainty() -> None:
    for doc in load_model().pipe(TEXTS):
        sure = certainties(doc)

        assert sure is not None
        assert len(sure) == len(doc)
        assert all(0 < one <= 1 for one in sure)


@pytest.mark.model
def test_what_is_hard_to_attach_is_less_certain() -> None:
    plain, hard = (next(parse([Article("a", text)], load_model())) for text in TEXTS[:2])

    assert min(token.certainty or 0 for token in plain.tokens) > 0.9
    assert min(token.certainty or 0 for token in hard.tokens) < 0.5
