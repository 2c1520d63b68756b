"""The lexicon of relations: names, event types, hierarchy."""

from __future__ import annotations

import re

import pytest

from newsgraph.lexicons.relations import EVENT_POLARITY, broader, canonical_phrase, canonical_relation, event_in_context, relation_names
from newsgraph.lexicons.tables import read_table, values
from newsgraph.model import EVENT_TYPES, CharSpan, EventType, Evidence, Modality, Node, Relation, Statement, Status
from newsgraph.resolve.relations import RelationInfo, relation_hierarchy


@pytest.mark.parametrize(
    ("words", "name", "event"),
    [
        (("request",), "urge", "REQUEST"),
        (("call", "", "on"), "urge", "REQUEST"),
        (("ask",), "ask", "REQUEST"),
        (("push", "", "for"), "push for", "REQUEST"),
        (("slam",), "criticise", "ACCUSE"),
        (("denounce",), "denounce", "ACCUSE"),
        (("turn", "down"), "reject", "REJECT"),
        (("cut", "off"), "cut off", None),
        (("cut", "off", "", "electricity"), "cut off", "SANCTION"),
        (("cut",), "cut", None),
        (("sign", "", "", "agreement"), "sign", "AGREE"),
        (("sign",), "sign", None),
        (("hold", "", "", "talk"), "hold", "CONSULT"),
        (("hold", "", "with", "talk"), "hold with", "CONSULT"),
        (("impose", "", "", "tariff"), "impose", "SANCTION"),
        (("launch", "", "", "attack"), "launch", "ASSAULT"),
        (("launch",), "launch", None),
        (("provide", "", "", "aid"), "provide", "AID"),
        (("meet",), "meet", "CONSULT"),
        (("meet", "", "with"), "meet", "CONSULT"),
        (("meet", "", "in"), "meet in", "CONSULT"),
        (("withdraw", "", "from"), "withdraw from", "RETREAT"),
        (("decline",), "decline", None),
        (("decline", "", "", "comment"), "decline", "REJECT"),
        (("wade", "", "through"), "wade through", None),
        (("",), "", None),
    ],
)
def test_canonical_relation(words: tuple[str, ...], name: str, event: EventType | None) -> None:
    lemma, particle, preposition, target = (*words, "", "", "", "")[:4]
    found = canonical_relation(lemma, particle=particle, preposition=preposition, object_lemma=target)

    assert (name, event) == (found.name, found.event_type)


@pytest.mark.parametrize(
    ("phrase", "lemma", "target", "name", "event"),
    [
        ("call on", "call", "", "urge", "REQUEST"),
        ("be arrested", "arrest", "", "be arrested", "COERCE"),
        ("threaten to cut off", "threaten", "export", "threaten to cut off", "THREATEN"),
        ("begin to attack", "begin", "", "begin to attack", "ASSAULT"),
        ("vow to attack", "vow", "", "vow to attack", "THREATEN"),
        ("cut off", "cut", "electricity", "cut off", "SANCTION"),
        ("turn down", "turn", "offer", "reject", "REJECT"),
        ("pull out of", "pull", "country", "withdraw from", "RETREAT"),
        ("back out", "back", "", "back out", None),
        ("head off", "head", "revolt", "head off", None),
        ("step aside", "step", "", "step aside", "CONCEDE"),
        ("come second", "come", "", "come second", None),
        ("premier of", "premier", "", "premier of", None),
        ("", "", "", "", None),
    ],
)
def test_canonical_phrase(phrase: str, lemma: str, target: str, name: str, event: EventType | None) -> None:
    found = canonical_phrase(phrase, lemma=lemma, object_lemma=target)

    assert (name, event) == (found.name, found.event_type)


@pytest.mark.parametrize(
    ("lemma", "preposition", "symmetric"),
    [
        ("meet", "", True),
        ("fight", "", True),
        ("cooperate", "with", True),
        ("negotiate", "", False),
        ("discuss", "", False),
        ("urge", "", False),
    ],
)
def test_symmetric(lemma: str, preposition: str, symmetric: bool) -> None:
    assert symmetric == canonical_relation(lemma, preposition=preposition).symmetric


def test_hierarchy_ends_at_an_event_type_or_nowhere() -> None:
    for name in relation_names():
        seen = [name]
        while (above := broader(seen[-1])) is not None:
            assert above not in seen
            seen.append(above)
    assert ["ask", "urge", "REQUEST", None] == ["ask", broader("ask"), broader("urge"), broader("REQUEST")]
    assert "CONSULT" == broader("meet")
    assert broader("wade through") is None


def test_rows_are_well_formed() -> None:
    rows = read_table("relations.tsv", 5)
    classes = {row[0] for row in rows if row[0].startswith("@")}
    names = [row[0] for row in rows]
    renamed = [pattern for row in rows if not row[0].startswith("@") for pattern in values(row[3])]

    assert len(names) == len(set(names))
    assert len(renamed) == len(set(renamed))
    assert not [pattern for pattern in renamed if "=" in pattern]
    assert not set(renamed) & set(names)
    for name, event, flag, same, kinds in rows:
        assert name.startswith("@") or event in (*EVENT_TYPES, "-")
        assert flag in ("", "sym")
        for pattern in (*values(same), *values(kinds)):
            assert re.fullmatch(r"[a-z-]+(?: =?[a-z-]+| =@[a-z]+| =\*)*", pattern), pattern
            assert "=@" not in pattern or pattern[pattern.index("@") :] in classes, pattern


def test_polarity_covers_all_event_types() -> None:
    assert set(EVENT_TYPES) == set(EVENT_POLARITY)
    assert (1, -1) == (EVENT_POLARITY["AID"], EVENT_POLARITY["ASSAULT"])


@pytest.mark.parametrize(
    ("event", "status", "modality", "expected"),
    [
        ("AID", "fact", None, "AID"),
        ("AID", "negated", None, "REJECT"),
        ("ASSAULT", "negated", None, None),
        ("SUPPORT", "possible", "future", "AGREE"),
        ("SANCTION", "possible", "intention", "THREATEN"),
        (None, "possible", "obligation", "REQUEST"),
        (None, "possible", "threat", "THREATEN"),
        ("ASSAULT", "possible", "allegation", "ACCUSE"),
        (None, "possible", "future", None),
    ],
)
def test_event_in_context(event: EventType | None, status: Status, modality: Modality | None, expected: EventType | None) -> None:
    assert expected == event_in_context(event, status, modality)


def _statement(name: str, event: EventType | None) -> Statement:
    span = CharSpan(0, 4)
    node = Node("entity", "entity/a", "A", text="A", span=span)
    return Statement("a", node, Relation(name, name, name, event), None, (Evidence(span, "text"),), "test/1")


def test_relations_above_those_that_occur_are_in_the_hierarchy() -> None:
    statements = [_statement("denounce", "ACCUSE"), _statement("denounce", "ACCUSE"), _statement("wade", None)]

    expected = (
        RelationInfo("condemn", "criticise", None, False, 0),
        RelationInfo("criticise", "ACCUSE", None, False, 0),
        RelationInfo("denounce", "condemn", "ACCUSE", False, 2),
        RelationInfo("wade", None, None, False, 1),
    )

    assert expected == relation_hierarchy(statements)
    assert expected == relation_hierarchy(reversed(statements))


def test_the_event_type_of_most_statements_is_that_of_the_relation() -> None:
    def said(event: EventType, start: int) -> Statement:
        node, evidence = Node("concept", "concept/a/x", "x"), Evidence(CharSpan(start, start + 1), "x")
        return Statement("a", node, Relation("zag", "zag", "zag", event), node, (evidence,), "test/1")

    (info,) = relation_hierarchy([said("ACCUSE", 0), said("REJECT", 1), said("REJECT", 2)])

    assert ("zag", "REJECT", 3) == (info.name, info.event_type, info.count)
