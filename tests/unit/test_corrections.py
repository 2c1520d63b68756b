"""What a user corrects: at every build, in the data alone, with nothing half done."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

import pytest

from newsgraph.errors import CorrectionError
from newsgraph.model import (
    USER,
    Article,
    ArticleResult,
    CharSpan,
    Correction,
    Entity,
    Evidence,
    GraphData,
    Mention,
    MentionKind,
    Named,
    Node,
    Relation,
    Statement,
)
from newsgraph.rdf import validate
from newsgraph.resolve import resolve


class Text:
    """An article in the making: words in it become mentions, names and ends of statements."""

    def __init__(self, id: str, text: str) -> None:
        self.article = Article(id, text)
        self.entities: dict[str, Entity] = {}
        self.statements: list[Statement] = []

    def span(self, words: str, nth: int = 1) -> CharSpan:
        start = -1
        for _ in range(nth):
            start = self.article.text.index(words, start + 1)
        return CharSpan(start, start + len(words))

    def entity(self, label: str, *mentions: str | tuple[str, int, MentionKind], type: str = "Person", link: str = "") -> Text:
        made = []
        for mention in mentions:
            words, nth, kind = (mention, 1, "name") if isinstance(mention, str) else mention
            made.append(Mention(self.article.id, self.span(words, nth), kind, words, f"why {words}"))  # type: ignore[arg-type]
        slug = label.lower().replace(" ", "-")
        aliases = tuple(sorted({m.text for m in made if m.kind == "name"} - {label}))
        self.entities[label] = Entity(f"entity/{slug}", label, type, aliases, tuple(sorted(made)), link)  # type: ignore[arg-type]
        return self

    def node(self, words: str, within: CharSpan) -> Node:
        start = self.article.text.index(words, within.start)
        span = CharSpan(start, start + len(words))
        for entity in self.entities.values():
            if any(mention.span.overlaps(span) for mention in entity.mentions):
                return Node("entity", entity.id, entity.label, entity.type, entity.aliases, words, span)
        return Node("concept", f"concept/{self.article.id}/{words}", words, text=words, span=span)

    def says(self, sentence: str, subject: str, relation: str, target: str | None = None, **fields: object) -> Text:
        span = self.span(sentence)
        ends = self.node(subject, span), self.node(target, span) if target else None
        self.statements.append(
            Statement(
                article=self.article.id, subject=ends[0], relation=Relation(relation, relation, relation.split()[0]), object=ends[1],
                evidence=(Evidence(span, sentence, ends[0].span, None, ends[1].span if ends[1] else None),), extractor="test/1",
                **fields,  # type: ignore[arg-type]
            )
        )  # fmt: skip
        return self

    @property
    def result(self) -> ArticleResult:
        return ArticleResult(self.article, tuple(self.entities.values()), tuple(self.statements))


def results() -> list[ArticleResult]:
    a = (
        Text("a", "President Trump met Doug Ford. The POTUS praised Ford. The premier left. He laughed.")
        .entity("Trump", "President Trump", "The POTUS")
        .entity("Doug Ford", "Doug Ford", ("Ford", 2, "name"), ("The premier", 1, "nominal"), ("He", 1, "pronoun"))
    )
    a.says("President Trump met Doug Ford.", "President Trump", "meet", "Doug Ford")
    a.says("The POTUS praised Ford.", "The POTUS", "praise", "Ford")
    a.says("The premier left.", "The premier", "leave")
    b = Text("b", "John Smith, a banker, sued Acme. Ford fled.").entity("John Smith", "John Smith").entity("Acme", "Acme", type="Product")
    b.entity("Ford", "Ford")
    b.says("John Smith, a banker, sued Acme.", "John Smith", "sue", "Acme").says("Ford fled.", "Ford", "flee")
    c = Text("c", "John Smith sold his farm. Doug Ford slept.").entity("John Smith", "John Smith").entity("Doug Ford", "Doug Ford")
    c.says("John Smith sold his farm.", "John Smith", "sell", "farm").says("Doug Ford slept.", "Doug Ford", "sleep")
    return [a.result, b.result, c.result]


def names(*words: str) -> tuple[Named, ...]:
    return tuple(Named(name.strip(), article) for name, _, article in (word.partition("@") for word in words))


def merge(*words: str) -> Correction:
    return Correction(kind="merge", entities=names(*words))


def split(*words: str) -> Correction:
    return Correction(kind="split", entities=names(*words))


def corrected(*corrections: Correction, of: Sequence[ArticleResult] | None = None) -> GraphData:
    return resolve(results() if of is None else of, corrections)


def labels(data: GraphData) -> list[str]:
    return sorted(entity.label for entity in data.entities)


def told(data: GraphData) -> list[str]:
    return [f"{s.subject.label} {s.relation.name} {s.object.label if s.object else ''}".strip() for s in data.statements]


def problems(data: GraphData) -> list[str]:
    return [applied.problem for applied in data.corrections]


def entity(data: GraphData, label: str) -> Entity:
    (found,) = (entity for entity in data.entities if entity.label == label)
    return found


def test_without_corrections_all_is_as_it_was() -> None:
    assert resolve(results()) == corrected()
    assert ["Acme", "Doug Ford", "Ford", "John Smith", "Trump"] == labels(corrected())


def test_what_the_user_merges_is_one_and_says_so() -> None:
    data = corrected(merge("Doug Ford", "Ford@b"))
    ford = entity(data, "Doug Ford")

    assert ["Acme", "Doug Ford", "John Smith", "Trump"] == labels(data)
    assert ("entity/doug-ford", ("Ford",)) == (ford.id, ford.aliases)
    assert "why Ford; one with “Doug Ford”: merged by the user" in {m.reason for m in ford.mentions if m.article == "b"}
    assert "Doug Ford flee" in told(data)
    assert (("entity/doug-ford",), "") == (data.corrections[0].touched, data.corrections[0].problem)
    assert [] == validate.check(data, shapes=False)


def test_the_first_of_a_merge_gives_name_type_and_id() -> None:
    data = corrected(merge("Acme", "Trump"))

    assert ("entity/acme", "Acme", "Product", ("President Trump", "The POTUS", "Trump")) == (
        entity(data, "Acme").id, entity(data, "Acme").label, entity(data, "Acme").type, entity(data, "Acme").aliases,
    )  # fmt: skip


def test_merges_of_merges_are_one() -> None:
    data = corrected(merge("Trump", "Acme"), merge("John Smith", "Trump"), merge("Doug Ford", "Acme"))

    assert ["Doug Ford", "Ford"] == labels(data)
    assert 3 * [("entity/doug-ford",)] == [applied.touched for applied in data.corrections]


def test_a_name_of_several_is_told_and_nothing_is_merged() -> None:
    data = corrected(
        merge("Trump", "Nobody"), merge("Trump", "John Smith"), merge("Trump", "Ford@c"), split("John Smith@b", "John Smith@c")
    )

    assert labels(corrected(split("John Smith@b", "John Smith@c"))) == labels(data)
    assert "no entity named “Nobody”" == problems(data)[0]
    assert problems(data)[1].startswith("“John Smith” may be John Smith (entity/john-smith), John Smith (entity/john-smith-")
    assert problems(data)[1].endswith("; give one of these ids, or { name = …, article = … }")
    assert "no entity named “Ford” (in c)" == problems(data)[2]


def test_a_name_without_an_article_means_all_that_are_called_so() -> None:
    more = Text("d", "Acme fell. Ford fell.").entity("Acme", "Acme", type="Place").entity("Ford", "Ford").result
    of = [*results(), more]
    assert 2 == labels(corrected(of=of)).count("Acme") == labels(corrected(of=of)).count("Ford")

    data = corrected(Correction(kind="retype", entities=names("Acme"), to="Organization"), merge("Doug Ford", "Ford"), of=of)

    assert ["", ""] == problems(data)
    assert ["Organization", "Organization"] == [entity.type for entity in data.entities if entity.label == "Acme"]
    assert 0 == labels(data).count("Ford")
    assert ["a", "b", "c", "d"] == sorted({mention.article for mention in entity(data, "Doug Ford").mentions})


def test_names_within_an_article_are_kept_apart_with_their_statements() -> None:
    data = corrected(split("Trump", "the POTUS"))
    potus = entity(data, "The POTUS")

    assert ["Acme", "Doug Ford", "Ford", "John Smith", "The POTUS", "Trump"] == labels(data)
    assert ["why The POTUS; kept apart from “Trump” by the user"] == [mention.reason for mention in potus.mentions]
    assert {"Trump meet Doug Ford", "The POTUS praise Doug Ford"} <= set(told(data))
    assert ("President Trump",) == entity(data, "Trump").aliases
    assert [("entity/the-potus", "entity/trump")] == [applied.touched for applied in data.corrections]
    assert [] == validate.check(data, shapes=False)


def test_a_description_is_kept_apart_and_belongs_to_its_article() -> None:
    data = corrected(split("Doug Ford", "the premier"))

    assert "entity/a/the-premier" in {entity.id for entity in data.entities}
    assert "The premier leave" in told(data)
    assert ["why He"] == [mention.reason.partition(";")[0] for mention in entity(data, "Doug Ford").mentions if mention.text == "He"]


def test_a_pronoun_is_no_name() -> None:
    data = corrected(split("Doug Ford", "He"), merge("Trump", "He@a"))

    assert ["no entity named “He”", "no entity named “He” (in a)"] == problems(data)
    assert corrected().entities == data.entities


def test_the_article_before_a_name_makes_no_difference() -> None:
    data = corrected(merge("the Doug Ford", "POTUS"))

    assert [""] == problems(data)
    assert "Doug Ford meet Doug Ford" in told(data)


def test_the_label_itself_may_be_what_is_kept_apart() -> None:
    data = corrected(split("the POTUS", "Trump"))

    assert "Trump meet Doug Ford" in told(data)
    assert "The POTUS praise Doug Ford" in told(data)


def test_a_pronoun_goes_with_no_name_that_is_written_like_it() -> None:
    firm = Text("d", "Acme Works rose. IT fell. It paid.").entity(
        "Acme Works", "Acme Works", "IT", ("It", 1, "pronoun"), type="Organization"
    )
    data = corrected(split("Acme Works", "IT"), of=[firm.result])

    assert [("Acme Works", ["Acme Works", "It"]), ("IT", ["IT"])] == [(e.label, [m.text for m in e.mentions]) for e in data.entities]


def test_a_split_leaves_a_mention_to_each() -> None:
    data = corrected(split("Trump", "the POTUS"), of=[Text("d", "The POTUS fell.").entity("Trump", "The POTUS").result])

    assert [("Trump", (), ["The POTUS"])] == [(e.label, e.aliases, [m.text for m in e.mentions]) for e in data.entities]
    assert ["they are still one (entity/trump): no mention tells them apart, or a merge says so"] == problems(data)


def test_a_statement_without_places_goes_with_the_words_it_has() -> None:
    first = results()[0]
    placeless = tuple(
        one.replace(
            subject=dataclasses.replace(one.subject, span=None),
            object=None if one.object is None else dataclasses.replace(one.object, span=None),
        )
        for one in first.statements
    )
    data = corrected(split("Trump", "the POTUS"), of=[dataclasses.replace(first, statements=placeless)])

    assert ["Trump meet Doug Ford", "The POTUS praise Doug Ford", "Doug Ford leave"] == told(data)


def test_a_split_of_names_of_two_articles_parts_neither_article() -> None:
    other = Text("d", "The POTUS left.").entity("The POTUS", "The POTUS").result
    data = corrected(split("Trump@a", "The POTUS@d"), of=[*results(), other])

    assert ["President Trump", "The POTUS"] == [mention.text for mention in entity(data, "Trump").mentions]


def test_an_id_of_another_name_is_known_in_its_article() -> None:
    data = corrected(merge("Doug Ford", "entity/the-potus@a"))

    assert [""] == problems(data)
    assert "Doug Ford praise Doug Ford" in told(data)


def test_one_name_of_two_articles_is_kept_apart() -> None:
    data = corrected(split("John Smith@b", "John Smith@c"))
    smiths = [entity for entity in data.entities if entity.label == "John Smith"]

    assert [["b"], ["c"]] == sorted([m.article for m in smith.mentions] for smith in smiths)
    assert 2 == len({smith.id for smith in smiths})
    assert [""] == problems(data)
    assert [] == validate.check(data, shapes=False)


def test_what_no_name_of_a_split_fits_stays_with_the_first() -> None:
    third = Text("d", "John Smith swam.").entity("John Smith", "John Smith")
    data = corrected(split("John Smith@c", "John Smith@b"), of=[*results(), third.result])
    smiths = [{m.article for m in entity.mentions} for entity in data.entities if entity.label == "John Smith"]

    assert [{"b"}, {"c", "d"}] == sorted(smiths, key=min)


def test_a_split_of_what_is_two_already_is_kept_in_mind() -> None:
    data = corrected(split("Trump", "Acme"))

    assert [("entity/acme", "entity/trump")] == [applied.touched for applied in data.corrections]
    assert [""] == problems(data)


def test_a_split_that_a_merge_gainsays_is_told() -> None:
    data = corrected(split("Trump", "the POTUS"), merge("Trump", "the POTUS"))

    assert "they are still one (entity/trump)" in problems(data)[0]
    assert "" == problems(data)[1]


def test_a_new_name_keeps_the_id_and_reaches_every_statement() -> None:
    data = corrected(Correction(kind="rename", entities=names("Doug Ford"), to="Douglas Ford"))
    ford = entity(data, "Douglas Ford")

    assert ("entity/doug-ford", ("Doug Ford", "Ford")) == (ford.id, ford.aliases)
    assert "Trump meet Douglas Ford" in told(data)
    assert [] == validate.check(data, shapes=False)


def test_other_corrections_may_use_the_new_name_or_the_old() -> None:
    renamed = Correction(kind="rename", entities=names("Doug Ford"), to="Douglas Ford")
    for word in ("Doug Ford", "Douglas Ford"):
        data = corrected(Correction(kind="retype", entities=names(word), to="Group"), renamed, merge(word, "Ford@b"))

        assert ["", "", ""] == problems(data)
        assert ("entity/doug-ford", "Group") == (entity(data, "Douglas Ford").id, entity(data, "Douglas Ford").type)


def test_a_new_type_reaches_every_statement() -> None:
    data = corrected(Correction(kind="retype", entities=names("entity/acme"), to="Organization"))
    (sued,) = (statement for statement in data.statements if statement.relation.name == "sue")

    assert "Organization" == entity(data, "Acme").type == (sued.object.type if sued.object else "")


def test_a_wrong_statement_is_gone_by_its_id_and_nothing_points_to_it() -> None:
    of = results()
    met, praised, left = of[0].statements
    of[0] = ArticleResult(of[0].article, of[0].entities, (met, praised.replace(content=met.id), left))

    data = corrected(Correction(kind="reject", statement=met.id), of=of)

    assert met.id not in {statement.id for statement in data.statements}
    assert [None] == [statement.content for statement in data.statements if statement.id == praised.id]
    assert [(met.id,)] == [applied.touched for applied in data.corrections]


@pytest.mark.parametrize(
    ("pattern", "gone"),
    [
        ({"subject": Named("Trump")}, {"Trump meet Doug Ford", "Trump praise Doug Ford"}),
        ({"relation": "Praise"}, {"Trump praise Doug Ford"}),
        ({"object": Named("farm")}, {"John Smith sell farm"}),
        ({"subject": Named("John Smith"), "article": "b"}, {"John Smith sue Acme"}),
        ({"subject": Named("Doug Ford"), "relation": "sleep"}, {"Doug Ford sleep"}),
        ({"subject": Named("Trump"), "status": "negated"}, set()),
        ({"subject": Named("Nobody")}, set()),
        ({"relation": "fly"}, set()),
    ],
)
def test_statements_are_rejected_by_what_they_say(pattern: dict[str, object], gone: set[str]) -> None:
    data = corrected(Correction(kind="reject", **pattern))  # type: ignore[arg-type]

    assert gone == set(told(corrected())) - set(told(data))
    assert ("" if gone else "no statement fits") == problems(data)[0]


def add(**fields: object) -> Correction:
    values = {"article": "c", "sentence": "John Smith sold his  farm.", "subject": Named("John Smith"), "relation": "sell"} | fields
    return Correction(kind="add", **values)  # type: ignore[arg-type]


def test_a_missing_statement_is_added_with_its_evidence() -> None:
    data = corrected(add(relation="part with", object=Named("his farm")))
    (new,) = (statement for statement in data.statements if statement.extractor == USER)
    text = next(article.text for article in data.articles if article.id == "c")

    assert ("entity/john-smith", "John Smith", "his farm", "his farm") == (
        new.subject.id, new.subject.span.of(text) if new.subject.span else "", new.object.label if new.object else "",
        new.evidence[0].object.of(text) if new.evidence[0].object else "",
    )  # fmt: skip
    assert "John Smith sold his farm." == new.evidence[0].text == new.evidence[0].sentence.of(text)
    assert (1.0, "fact", True) == (new.confidence, new.status, new.plain)
    assert [((new.id,), "")] == [(applied.touched, applied.problem) for applied in data.corrections]
    assert list(data.statements) == sorted(data.statements, key=lambda s: (s.article, s.evidence[0].sentence, s.id))
    assert [] == validate.check(data, shapes=False)


def test_an_added_statement_may_be_possible_and_someone_elses() -> None:
    data = corrected(
        add(
            article="a", sentence="The premier left.", subject=Named("Doug Ford"), relation="resign", status="possible", modality="future",
            speaker=Named("Trump"),
        )
    )  # fmt: skip
    (new,) = (statement for statement in data.statements if statement.extractor == USER)

    assert ("possible", "future", ["Trump"], "The premier") == (new.status, new.modality, [s.label for s in new.speakers], new.subject.text)
    assert [] == validate.check(data, shapes=False)


def test_an_added_statement_names_the_entity_of_its_article_first() -> None:
    data = corrected(add(article="b", sentence="Ford fled.", subject=Named("Ford"), relation="hide"))
    (new,) = (statement for statement in data.statements if statement.extractor == USER)

    assert "Ford" == new.subject.label


def test_an_added_statement_of_one_of_several_is_told() -> None:
    other = Text("d", "Acme fell.").entity("Acme", "Acme", type="Place").result
    data = corrected(add(object=Named("Acme")), of=[*results(), other])

    assert ["“Acme” may be Acme (entity/acme), Acme (entity/acme"] == [problem.partition("-")[0] for problem in problems(data)]
    assert [] == [statement for statement in data.statements if statement.extractor == USER]


def test_an_added_relation_has_its_event_type() -> None:
    data = corrected(
        add(article="a", sentence="The POTUS praised Ford.", subject=Named("Doug Ford"), relation="criticise", object=Named("Trump"))
    )
    (new,) = (statement for statement in data.statements if statement.extractor == USER)

    assert ("criticise", "ACCUSE") == (new.relation.name, new.relation.event_type)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"article": "x"}, "no article 'x' in the graph"),
        (
            {"sentence": "John Smith sold her farm."},
            "the article 'c' does not say 'John Smith sold her farm.': quote it as it stands there",
        ),
        ({"sentence": "ohn Smith sold his farm."}, "the article 'c' does not say 'ohn Smith sold his farm.': quote it as it stands there"),
        ({"object": Named("a boat")}, "“a boat” is no entity of the graph, and does not stand in the sentence"),
        ({"subject": Named("He")}, "the pronoun “He” names nothing; name what it stands for"),
        ({"object": Named("farm")}, "it is found without it by now (statement "),
    ],
)
def test_what_cannot_be_added_is_told(fields: dict[str, object], problem: str) -> None:
    data = corrected(add(**fields))

    assert corrected().statements == data.statements
    assert problems(data)[0].startswith(problem)


def test_the_order_of_articles_changes_nothing() -> None:
    corrections = [
        merge("Doug Ford", "Ford@b"), split("Trump", "the POTUS"), split("John Smith@b", "John Smith@c"),
        add(relation="part with", object=Named("his farm")), Correction(kind="reject", relation="leave"),
        Correction(kind="rename", entities=names("Acme"), to="Acme Ltd"),
    ]  # fmt: skip
    expected = corrected(*corrections)

    assert 6 * [""] == problems(expected)
    assert [expected] * 6 == [corrected(*corrections, of=list(order)) for order in itertools.permutations(results())]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "join"}, "no kind of correction 'join'"),
        ({"kind": "merge", "entities": names("A")}, "two or more different names"),
        ({"kind": "merge", "entities": names("A", "A")}, "two or more different names"),
        ({"kind": "merge"}, "'entities' is missing or empty"),
        ({"kind": "merge", "entities": names("A", "B"), "to": "C"}, "'to' does not belong here"),
        ({"kind": "reject"}, "give the id of a statement"),
        ({"kind": "reject", "article": "a"}, "would take too much"),
        ({"kind": "reject", "relation": "x", "status": "true"}, "must be one of fact, negated, possible"),
        ({"kind": "add", "subject": Named("A"), "relation": "b", "article": "c"}, "'sentence' is missing"),
        ({"kind": "rename", "entities": names("A", "B"), "to": "C"}, "one entity at a time"),
        ({"kind": "rename", "entities": names("A"), "to": "  "}, "'to' is missing or empty"),
        ({"kind": "rename", "entities": names("A"), "to": "x" * 1001}, "longer than 1000"),
        ({"kind": "retype", "entities": names("A"), "to": "Robot"}, "must be one of Person"),
        ({"kind": "rename", "entities": names("A"), "to": 3}, "'to' must be a text, not 3"),
        ({"kind": "reject", "subject": Named("A"), "modality": "future"}, "'modality' does not belong here"),
    ],
)
def test_what_is_no_correction_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(CorrectionError, match=message):
        Correction(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "  ", "x" * 1001, None, 3])
def test_a_name_must_be_a_name(name: object) -> None:
    with pytest.raises(CorrectionError):
        Named(name)  # type: ignore[arg-type]
