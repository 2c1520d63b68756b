"""What differs between two graphs."""

from __future__ import annotations

import dataclasses
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

import newsgraph as ng
from helpers.harbour import harbour
from helpers.hostile import hostile
from newsgraph.cli.app import run
from newsgraph.errors import NotFoundError
from newsgraph.model import CharSpan, Entity, Evidence, GraphData, Mention, Node, Statement


def differences(a: GraphData, b: GraphData) -> ng.graph.GraphDiff:
    return ng.diff(ng.Graph(a), ng.Graph(b))


def with_statements(data: GraphData, *statements: Statement) -> GraphData:
    return dataclasses.replace(data, statements=statements)


def statement(data: GraphData, relation: str) -> Statement:
    return next(found for found in data.statements if found.relation.name == relation)


@pytest.mark.parametrize("data", [harbour(), hostile(), GraphData()], ids=["harbour", "hostile", "empty"])
def test_nothing_differs_from_itself(data: GraphData) -> None:
    found = differences(data, data)

    assert not found
    assert len(data.statements) == found.unchanged
    assert found.summary() == str(found)


def test_everything_is_gained_and_lost() -> None:
    data = harbour()
    found = differences(GraphData(), data)

    assert (data.statements, ("harbour-pact",)) == (found.gained, found.articles_gained)
    assert data.entities == found.entities_gained
    back = differences(data, GraphData())
    assert (data.statements, data.entities, ("harbour-pact",)) == (back.lost, back.entities_lost, back.articles_lost)


def test_a_statement_is_gained_lost_or_changed_in_its_place() -> None:
    data = harbour()
    praise, reject, sell = (statement(data, name) for name in ("praise", "reject", "sell"))
    denied = reject.replace(status="negated")
    after = with_statements(data, *(denied if s == reject else s for s in data.statements if s not in (praise, sell)))
    after = dataclasses.replace(after, statements=(*after.statements, sell.replace(id="new", status="fact", modality=None, speakers=())))
    found = differences(data, after)

    assert (praise,) == found.lost
    assert () == found.gained
    assert [
        (("status", "fact", "negated"),),
        (("status", "possible", "fact"), ("modality", "allegation", ""), ("speakers", "Mette Lund", "")),
    ] == [change.fields for change in found.changed]
    assert len(data.statements) - 3 == found.unchanged
    assert "status: fact → negated" in str(found)


def test_another_object_of_the_same_words_is_a_change() -> None:
    data = harbour()
    old = statement(data, "call")
    new = old.replace(object=dataclasses.replace(statement(data, "reject").object or old.subject, span=old.object and old.object.span))
    found = differences(data, with_statements(data, *(new if s == old else s for s in data.statements)))

    assert [(("object", "Tomas Havel", "Harbour Pact"),)] == [change.fields for change in found.changed]


def moved(data: GraphData, words: str) -> GraphData:
    """The same article with words before its text."""

    def span(at: CharSpan | None) -> CharSpan | None:
        return at and CharSpan(at.start + len(words), at.end + len(words))

    def node(one: Node | None) -> Node | None:
        return one and dataclasses.replace(one, span=span(one.span))

    def evidence(one: Evidence) -> Evidence:
        return dataclasses.replace(
            one, sentence=span(one.sentence), subject=span(one.subject), relation=span(one.relation), object=span(one.object)
        )

    return GraphData(
        tuple(dataclasses.replace(article, text=words + article.text) for article in data.articles),
        tuple(
            dataclasses.replace(entity, mentions=tuple(dataclasses.replace(m, span=span(m.span)) for m in entity.mentions))
            for entity in data.entities
        ),
        tuple(
            s.replace(
                id=f"{s.id}-",
                content=s.content and f"{s.content}-",
                subject=node(s.subject),
                object=node(s.object),
                evidence=tuple(map(evidence, s.evidence)),
            )
            for s in data.statements
        ),
    )


def test_a_sentence_that_has_moved_is_the_same() -> None:
    found = differences(harbour(), moved(harbour(), "Correction: see below. "))

    assert (("harbour-pact",), (), (), ()) == (found.articles_changed, found.gained, found.lost, found.changed)
    assert ((), (), ()) == (found.merged, found.split, found.entities_changed)


def renamed(data: GraphData, names: dict[str, str]) -> GraphData:
    """Entities under other ids; several under one id become one."""

    def node(one: Node | None) -> Node | None:
        return one and dataclasses.replace(one, id=names.get(one.id, one.id))

    entities: dict[str, Entity] = {}
    for entity in data.entities:
        name = names.get(entity.id, entity.id)
        known = entities.get(name)
        mentions = tuple(sorted((*(known.mentions if known else ()), *entity.mentions)))
        entities[name] = dataclasses.replace(known or entity, id=name, mentions=mentions)
    return GraphData(
        data.articles,
        tuple(entities[name] for name in sorted(entities)),
        tuple(s.replace(subject=node(s.subject), object=node(s.object), speakers=tuple(map(node, s.speakers))) for s in data.statements),
    )


def test_entities_that_became_one_and_several() -> None:
    before = harbour()
    after = renamed(before, {"entity/green-league": "entity/liberal-party"})
    found = differences(before, after)

    assert [(("entity/green-league", "entity/liberal-party"), ("entity/liberal-party",))] == [
        (tuple(e.id for e in change.before), tuple(e.id for e in change.after)) for change in found.merged
    ]
    assert ((), (), ()) == (found.split, found.entities_gained, found.entities_lost)
    assert ((), (), ()) == (found.gained, found.lost, found.changed)
    back = differences(after, before)
    assert [(("entity/liberal-party",), ("entity/green-league", "entity/liberal-party"))] == [
        (tuple(e.id for e in change.before), tuple(e.id for e in change.after)) for change in back.split
    ]
    assert () == back.merged
    assert all({name for name, _, _ in change.fields} <= {"subject", "object", "speakers", "content"} for change in back.changed)
    assert "Entities split" in str(back)


def test_an_entity_under_another_name_is_the_same() -> None:
    before = harbour()
    after = renamed(before, {"entity/nordlink": "entity/nordlink-group"})
    found = differences(before, after)

    assert [(("id", "entity/nordlink", "entity/nordlink-group"),)] == [change.fields for change in found.entities_changed]
    assert ((), (), (), ()) == (found.gained, found.lost, found.changed, found.entities_gained)


def test_one_mention_that_goes_elsewhere_merges_nothing() -> None:
    def entity(name: str, *starts: int) -> Entity:
        return Entity(name, name, "Person", (), tuple(Mention("a", CharSpan(n, n + 1), "name", "x") for n in starts))

    article = (ng.Article("a", "x" * 20),)
    before = GraphData(article, (entity("e1", 0, 1, 2, 3), entity("e2", 4, 5, 6)), ())
    after = GraphData(article, (entity("e1", 0, 1, 2, 3, 4), entity("e2", 5, 6)), ())
    found = differences(before, after)

    assert not found


def test_all_forms_tell_the_same(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    before, after = harbour(), with_statements(harbour(), *harbour().statements[1:])
    paths = [str(ng.Graph(data).export(tmp_path / f"{name}.trig")) for name, data in (("a", before), ("b", after))]

    assert 0 == run(["diff", *paths])
    assert "1 lost" in capsysbinary.readouterr().out.decode("utf-8")
    assert 1 == run(["diff", *paths, "--format", "json", "--exit-code"])
    told = json.loads(capsysbinary.readouterr().out)
    assert [before.statements[0].to_json()] == told["statements"]["lost"]
    assert 0 == run(["diff", paths[0], paths[0], "--exit-code", "--format", "html"])
    assert b"Nothing differs" in capsysbinary.readouterr().out
    with pytest.raises(NotFoundError):
        ng.diff(paths[0], tmp_path / "none")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)


def test_hostile_texts_stay_texts() -> None:
    found = differences(harbour(), hostile())
    tags = Tags()
    tags.feed(found.to_html())

    assert {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "ul", "li"} == tags.seen
    assert found.to_html().encode("utf-8")
    assert not [character for character in str(found).replace("\n", "") if not character.isprintable()]
    assert json.dumps(found.to_json())
    assert "<script" not in found._repr_html_()
