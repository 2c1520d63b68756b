"""Headlines: whole clauses are read, but whom a headline only describes is no node of its own."""

from __future__ import annotations

import pytest

import newsgraph

pytestmark = pytest.mark.model


def test_a_headline_that_is_a_clause_is_read() -> None:
    (result,) = newsgraph.extract("Acme buys Globex\n\nThe firm paid nine million euros on Monday, Anna Reed said.")

    assert "Acme buy Globex" in {
        f"{s.subject.label} {s.relation.name} {s.object.label}" for s in result.statements if s.object is not None and not s.speakers
    }


def test_whom_a_headline_only_describes_is_no_node() -> None:
    (result,) = newsgraph.extract("Woman sues airline\n\nAnna Reed sued Norwind Air on Monday, her lawyer said.")

    assert [] == [s.subject.label for s in result.statements if s.subject.label.lower() == "woman"]


def test_what_is_said_without_a_verb_of_speech_is_said() -> None:
    (result,) = newsgraph.extract('"We signed the deal," Anna Reed said on Monday. "I would take another road to Oslo next year."')
    told = [(s.relation.name, s.relation.text) for s in result.statements if s.relation.name == "say"]

    assert [("say", "said"), ("say", "said")] == told
