"""Whatever a model answers, nothing enters that the article does not say."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.build import document
from helpers.llm import MEETING
from newsgraph.errors import LlmError
from newsgraph.extraction.llm.grounding import Grounding, RejectedError
from newsgraph.extraction.llm.protocol import Proposal, read_proposals
from newsgraph.model import MODALITIES, STATUSES

DOCUMENT = document(MEETING)
TEXT = DOCUMENT.article.text

pieces = st.tuples(st.integers(0, len(TEXT)), st.integers(1, len(TEXT))).map(lambda ends: TEXT[ends[0] : ends[0] + ends[1]])
words = st.lists(st.sampled_from(TEXT.split()), min_size=1, max_size=4).map(" ".join)
texts = st.one_of(
    pieces, words, st.sampled_from(("Anna", "Tom", "Mary", "She", "Oslo", "The deal", "met", "left", "was not signed by")), st.text()
)
TRUE = (
    Proposal(1, "Anna met Tom and Mary in Oslo on Monday.", "Anna", "met", "Tom and Mary"),
    Proposal(2, "She left Oslo.", "She", "left", "Oslo"),
    Proposal(3, "The deal was not signed by Tom.", "The deal", "was not signed by", "Tom"),
    Proposal(3, "The deal was not signed by Tom.", "Tom", "was not signed", "The deal"),
)
# Something true with up to two of its parts changed.
changes = st.one_of(
    st.fixed_dictionaries({}),
    *(
        st.fixed_dictionaries({name: values})
        for name, values in (
            ("sentence", st.integers(-1, 5)),
            ("evidence", texts),
            ("subject", texts),
            ("relation", texts),
            ("object", st.none() | texts),
            ("status", st.sampled_from(STATUSES)),
            ("modality", st.none() | st.sampled_from(MODALITIES)),
            ("speaker", st.none() | texts),
            ("qualifiers", st.lists(st.tuples(st.just("place"), texts), max_size=2).map(tuple)),
        )
    ),
)
proposals = st.builds(lambda true, one, other: replace(true, **{**other, **one}), st.sampled_from(TRUE), changes, changes)


@settings(max_examples=200, deadline=None)
@given(proposals)
def test_what_enters_stands_in_the_article(proposal: Proposal) -> None:
    try:
        statements = Grounding(DOCUMENT, "llm/1", 0.5).statements(proposal, DOCUMENT.sentences)
    except RejectedError:
        return
    known = {entity.id for entity in DOCUMENT.entities}
    for statement in statements:
        (evidence,) = statement.evidence
        assert evidence.sentence.of(TEXT) == evidence.text
        assert "".join(proposal.relation.lower().split()) in "".join(TEXT.lower().split())
        for node in filter(None, (statement.subject, statement.object, *statement.speakers)):
            assert node.kind != "entity" or node.id in known
            assert node.text in TEXT
            assert node.label.lower() not in ("she", "he", "it", "they", "who", "")
        # The deal was not signed: no answer makes a fact of it.
        assert statement.status != "fact" or "not signed" not in evidence.text or "sign" not in statement.relation.name


json_values: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from("statements sentence evidence subject relation object status modality speaker qualifiers role".split()),
        inner, max_size=8,
    ),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(json_values.map(json.dumps), json_values.map(lambda rows: json.dumps({"statements": [rows]})), st.text()))
def test_an_answer_of_any_form_is_read_or_told(content: str) -> None:
    try:
        found = read_proposals(content)
    except LlmError:
        return
    assert all(entry.evidence.strip() and entry.subject.strip() and entry.relation.strip() for entry in found.entries)
