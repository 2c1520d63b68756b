"""Merging entities over articles."""

from __future__ import annotations

import itertools

import pytest

from newsgraph.errors import GraphError
from newsgraph.model import Article, ArticleResult, CharSpan, Entity, Evidence, Mention, Node, Qualifier, Relation, Statement
from newsgraph.resolve import resolve


def entity(
    article: str,
    label: str,
    kind: str = "Person",
    *,
    aliases: tuple[str, ...] = (),
    link: str = "",
    mention: str = "",
    as_kind: str = "name",
    id_: str = "",
) -> Entity:
    text = mention or label
    found = Mention(article, CharSpan(0, len(text)), as_kind, text, "the same name")  # type: ignore[arg-type]
    slug = id_ or "entity/" + label.lower().replace(" ", "-").replace(".", "")
    return Entity(slug, label, kind, aliases, (found,), link)  # type: ignore[arg-type]


def result(article: str, *entities: Entity, statements: tuple[Statement, ...] = ()) -> ArticleResult:
    return ArticleResult(Article(article, "Some words about it."), entities, statements)


def labels(*results: ArticleResult) -> list[str]:
    return [found.label for found in resolve(results).entities]


def ids(*results: ArticleResult) -> list[str]:
    return [found.id for found in resolve(results).entities]


def test_equal_full_names_merge() -> None:
    graph = resolve([result("a", entity("a", "Ana Diaz", aliases=("Diaz",))), result("b", entity("b", "Ana Diaz"))])

    assert ["entity/ana-diaz"] == [found.id for found in graph.entities]
    assert ("Diaz",) == graph.entities[0].aliases
    assert ["a", "b"] == [mention.article for mention in graph.entities[0].mentions]
    assert "the same name; one with “Ana Diaz” of other articles: the same name" == graph.entities[0].mentions[0].reason


def test_middle_initials_merge_but_first_names_do_not() -> None:
    assert ["John Q. Smith"] == labels(result("a", entity("a", "John Q. Smith")), result("b", entity("b", "John Smith")))
    assert ["Edwin Sarkis", "Rafael Sarkis"] == labels(result("a", entity("a", "Edwin Sarkis")), result("b", entity("b", "Rafael Sarkis")))


def test_countries_get_the_label_of_the_table() -> None:
    graph = resolve(
        [result("a", entity("a", "US", "Place", link="country/US")), result("b", entity("b", "America", "Place", link="country/US"))]
    )

    assert ["United States"] == [found.label for found in graph.entities]
    assert ("America", "US") == graph.entities[0].aliases
    assert "entity/united-states" == graph.entities[0].id


def test_acronym_merges_where_an_article_ties_it() -> None:
    tied = result("a", entity("a", "African National Congress", "Organization", aliases=("ANC",)))
    bare = result("b", entity("b", "ANC", "Organization"))

    assert ["African National Congress"] == labels(tied, bare)
    assert ["ANC", "African National Congress"] == sorted(
        labels(result("a", entity("a", "African National Congress", "Organization")), bare)
    )


def test_acronym_of_two_names_stays_apart() -> None:
    one = result("a", entity("a", "African National Congress", "Organization", aliases=("ANC",)))
    other = result("c", entity("c", "Alpine Neighbours Club", "Organization", aliases=("ANC",)))
    bare = result("b", entity("b", "ANC", "Organization"))

    assert 3 == len(labels(one, other, bare))


def test_surname_merges_only_with_the_same_title() -> None:
    full = result("a", entity("a", "Ana Diaz", mention="Minister Ana Diaz"))

    assert 1 == len(labels(full, result("b", entity("b", "Diaz", mention="Minister Diaz"))))
    assert 2 == len(labels(full, result("b", entity("b", "Diaz"))))
    assert 2 == len(labels(full, result("b", entity("b", "Diaz", mention="Captain Diaz"))))
    assert 3 == len(
        labels(
            full,
            result("c", entity("c", "Eva Diaz", mention="Minister Eva Diaz")),
            result("b", entity("b", "Diaz", mention="Minister Diaz")),
        )
    )


def test_types_that_cannot_be_one_stay_apart() -> None:
    assert ["entity/paris", "entity/paris-"] == [
        found[:13] for found in ids(result("a", entity("a", "Paris", "Place")), result("b", entity("b", "Paris", "Organization")))
    ]


def test_unnamed_things_stay_with_their_article() -> None:
    meeting = [result(name, entity(name, "meeting", "Event", as_kind="nominal")) for name in ("a", "b")]

    assert ["entity/a/meeting", "entity/b/meeting"] == ids(*meeting)


def test_article_ids_with_one_slug_do_not_collide() -> None:
    meeting = [result(name, entity(name, "meeting", "Event", as_kind="nominal")) for name in ("a b", "a-b")]

    assert 2 == len(set(ids(*meeting)))
    assert {*ids(meeting[0]), *ids(meeting[1])} == set(ids(*meeting))


def statement(article: str, subject: Node, target: Node) -> Statement:
    text = "Some words about it."
    evidence = Evidence(CharSpan(0, len(text)), text)
    place = Qualifier("place", "there", None, target)
    return Statement(
        article, subject, Relation("meet", "met", "meet"), target, (evidence,), "test/1", speakers=(subject,), qualifiers=(place,)
    )


def test_nodes_are_renamed_everywhere_and_ids_kept() -> None:
    subject = Node("entity", "entity/us", "US", "Place", (), "US")
    target = Node("concept", "concept/a/talks", "talks", "Thing", (), "talks")
    said = statement("a", subject, target)
    graph = resolve([result("a", entity("a", "US", "Place", link="country/US"), statements=(said,))])
    renamed = graph.statements[0]

    assert said.id == renamed.id
    assert ("entity/united-states", "United States", ("US",), "US") == (
        renamed.subject.id,
        renamed.subject.label,
        renamed.subject.aliases,
        renamed.subject.text,
    )
    assert "United States" == renamed.speakers[0].label
    assert target == renamed.object


def test_order_changes_nothing() -> None:
    results = [
        result("a", entity("a", "African National Congress", "Organization", aliases=("ANC",)), entity("a", "Paris", "Place")),
        result("b", entity("b", "ANC", "Organization"), entity("b", "Paris", "Person")),
        result("c", entity("c", "Diaz", mention="Minister Diaz"), entity("c", "meeting", "Event", as_kind="nominal")),
        result("d", entity("d", "Ana Diaz", mention="Minister Ana Diaz"), entity("d", "Paris", "Place")),
    ]
    graphs = {repr(resolve(order)) for order in itertools.permutations(results)}

    assert 1 == len(graphs)


def test_one_article_twice_counts_once_and_two_of_one_id_fail() -> None:
    one = result("a", entity("a", "Ana Diaz"))

    assert resolve([one]) == resolve([one, one])
    with pytest.raises(GraphError, match="ids must be unique"):
        resolve([one, result("a", entity("a", "Eva Diaz"))])


def test_nothing_gives_an_empty_graph() -> None:
    graph = resolve([])

    assert ((), (), ()) == (graph.articles, graph.entities, graph.statements)


def test_a_suffix_of_a_name_parts_nobody() -> None:
    assert 1 == len(labels(result("a", entity("a", "Martin Osei Jr.")), result("b", entity("b", "Martin Osei"))))


def test_mr_and_mrs_say_nothing_of_who_it_is() -> None:
    bare, full = entity("a", "Diaz", mention="Mr Diaz"), entity("b", "Ana Diaz", mention="Mr Ana Diaz")

    assert ["Ana Diaz", "Diaz"] == labels(result("a", bare), result("b", full))


def test_an_acronym_of_two_names_is_neither() -> None:
    one = result("a", entity("a", "African National Congress", "Organization", aliases=("ANC",)))
    two = result("b", entity("b", "Alpine Nature Club", "Organization", aliases=("ANC",)))

    assert 3 == len(labels(one, two, result("c", entity("c", "ANC", "Organization"))))


def test_legal_forms_part_no_firms() -> None:
    assert ["Acme Steel Corp"] == labels(
        result("a", entity("a", "Acme Steel Corp", "Organization")), result("b", entity("b", "Acme Steel", "Organization"))
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("Marks & Hale Mills", "Marks and Hale Mills"), ("J.P. Hale Bank", "JP Hale Bank"), ("O\u2019Dell Mills", "O'Dell Mills")],
)
def test_ways_of_writing_part_no_names(one: str, other: str) -> None:
    written = result("a", entity("a", one, "Organization")), result("b", entity("b", other, "Organization"))

    assert 1 == len(labels(*written))


def test_what_is_not_written_in_capitals_is_no_acronym() -> None:
    tied = result("a", entity("a", "African National Congress", "Organization", aliases=("ANC",)))

    assert ["African National Congress", "Anc"] == sorted(labels(tied, result("b", entity("b", "Anc", "Organization"))))


def test_a_letter_is_no_acronym() -> None:
    tied = result("a", entity("a", "Aurora Works", "Organization", aliases=("A",)))

    assert ["A", "Aurora Works"] == sorted(labels(tied, result("b", entity("b", "A", "Organization"))))


def test_a_person_has_no_acronym() -> None:
    tied = result("a", entity("a", "Ana Diaz", aliases=("AD",)))

    assert ["AD", "Ana Diaz"] == sorted(labels(tied, result("b", entity("b", "AD", "Organization"))))


def test_a_group_and_a_firm_of_one_name_are_two() -> None:
    assert ["Free Nurses", "Free Nurses"] == labels(
        result("a", entity("a", "Free Nurses", "Group")), result("b", entity("b", "Free Nurses", "Organization"))
    )


def test_the_type_most_articles_give_is_the_type() -> None:
    results = [
        result(name, entity(name, "Acme Steel", kind)) for name, kind in (("a", "Product"), ("b", "Organization"), ("c", "Organization"))
    ]

    assert ["Organization"] == [found.type for found in resolve(results).entities]


def test_the_label_is_no_other_name_of_itself() -> None:
    graph = resolve([result(name, entity(name, label)) for name, label in (("a", "Ana Diaz"), ("b", "Ana B. Diaz"), ("c", "Ana Diaz"))])

    assert [("Ana Diaz", ("Ana B. Diaz",))] == [(found.label, found.aliases) for found in graph.entities]


def test_of_two_of_one_slug_the_one_mentioned_most_keeps_it() -> None:
    graph = resolve(
        [
            result("a", entity("a", "Paris", "Place")),
            result("b", entity("b", "Paris", "Organization")),
            result("c", entity("c", "Paris", "Place")),
        ]
    )

    assert ["Place"] == [found.type for found in graph.entities if found.id == "entity/paris"]


def test_a_named_qualifier_is_renamed_with_its_entity() -> None:
    subject = Node("entity", "entity/us", "US", "Place", (), "US")
    said = statement("a", subject, subject)
    graph = resolve([result("a", entity("a", "US", "Place", link="country/US"), statements=(said,))])

    assert ["entity/united-states"] == [part.node.id for part in graph.statements[0].qualifiers if part.node is not None]


def test_the_name_most_articles_use_is_the_label() -> None:
    results = [result(name, entity(name, "John Smith")) for name in ("a", "b")]

    assert ["John Smith"] == labels(*results, result("c", entity("c", "John Q. Smith")))
