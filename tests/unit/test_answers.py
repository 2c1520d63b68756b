"""What a question of the SPARQL protocol is answered with, to the byte: each kind of term in each format, and what is over its limits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from newsgraph.errors import QueryError, QueryLimitError
from newsgraph.model import GraphData
from newsgraph.rdf.terms import prefixes
from newsgraph.store import Answer, OxigraphStore, QueryLimits, Question
from newsgraph.store.answers import wrong_query

ROW = """SELECT ?iri ?blank ?plain ?tagged ?number ?none ?triple {
  BIND(<urn:a> AS ?iri) BIND('a<b> & "c",\td\\r\\ne\\u0001' AS ?plain) BIND("chat"@fr AS ?tagged) BIND(7 AS ?number)
  BIND(BNODE() AS ?blank) BIND(TRIPLE(<urn:s>, <urn:p>, "o") AS ?triple)
}"""
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
BUILT = 'CONSTRUCT { <urn:s> <urn:p> "o" } {}'


@pytest.fixture(scope="module")
def store() -> Iterator[OxigraphStore]:
    with OxigraphStore() as opened:
        opened.update(GraphData((), (), ()))
        yield opened


def asked(store: OxigraphStore, sparql: str, rows: str = "json", graph: str = "turtle") -> str:
    return store.answer(Question(sparql, rows, graph)).content.decode("utf-8")


def test_json_has_every_kind_of_term(store: OxigraphStore) -> None:
    told = json.loads(asked(store, ROW))
    found = told["results"]["bindings"][0]

    assert ["iri", "blank", "plain", "tagged", "number", "none", "triple"] == told["head"]["vars"]
    assert {"type": "bnode", "value": found["blank"]["value"]} == found.pop("blank")
    assert {
        "iri": {"type": "uri", "value": "urn:a"},
        "plain": {"type": "literal", "value": 'a<b> & "c",\td\r\ne\x01'},
        "tagged": {"type": "literal", "value": "chat", "xml:lang": "fr"},
        "number": {"type": "literal", "value": "7", "datatype": INTEGER},
        "triple": {
            "type": "triple",
            "value": {
                "subject": {"type": "uri", "value": "urn:s"},
                "predicate": {"type": "uri", "value": "urn:p"},
                "object": {"type": "literal", "value": "o"},
            },
        },
    } == found


def test_xml_escapes_and_replaces_what_it_cannot_hold(store: OxigraphStore) -> None:
    text = asked(store, ROW.replace("BIND(BNODE() AS ?blank)", ""), "xml")
    literal = '<literal>a&lt;b&gt; &amp; "c",\td&#13;\ne\ufffd</literal>'

    assert (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="iri"/>'
        '<variable name="blank"/><variable name="plain"/><variable name="tagged"/><variable name="number"/><variable name="none"/>'
        '<variable name="triple"/></head><results>\n<result><binding name="iri"><uri>urn:a</uri></binding>'
        f'<binding name="plain">{literal}</binding><binding name="tagged"><literal xml:lang="fr">chat</literal></binding>'
        f'<binding name="number"><literal datatype="{INTEGER}">7</literal></binding>'
        '<binding name="triple"><triple><subject><uri>urn:s</uri></subject><predicate><uri>urn:p</uri></predicate>'
        "<object><literal>o</literal></object></triple></binding></result>\n</results></sparql>"
    ) == text
    assert '<binding name="b"><bnode>' in asked(store, "SELECT ?b { BIND(BNODE() AS ?b) }", "xml")


def test_csv_has_the_values_alone(store: OxigraphStore) -> None:
    text = asked(store, ROW.replace("BIND(BNODE() AS ?blank)", ""), "csv")

    assert ('iri,blank,plain,tagged,number,none,triple\r\nurn:a,,"a<b> & ""c"",\td\r\ne\x01",chat,7,,"<urn:s> <urn:p> ""o"""\r\n') == text
    assert asked(store, "SELECT ?b { BIND(BNODE() AS ?b) }", "csv").startswith("b\r\n_:")


def test_tsv_has_terms_as_turtle_writes_them(store: OxigraphStore) -> None:
    text = asked(
        store, "SELECT ?iri ?plain ?tagged ?none ?number { VALUES (?iri ?plain ?tagged ?number) { (<urn:a> 'a\\tb\\nc' 'x'@en 7) } }", "tsv"
    )

    assert f'?iri\t?plain\t?tagged\t?none\t?number\n<urn:a>\t"a\\tb\\nc"\t"x"@en\t\t"7"^^<{INTEGER}>\n' == text


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("json", '{"head":{},"boolean":true}'),
        ("csv", "true"),
        ("tsv", "true"),
        (
            "xml",
            '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
            "<head/><boolean>true</boolean></sparql>",
        ),
    ],
)
def test_ask(store: OxigraphStore, form: str, expected: str) -> None:
    assert expected == asked(store, "ASK {}", form)


@pytest.mark.parametrize(("form", "expected"), [("turtle", '<urn:s> <urn:p> "o" .\n'), ("ntriples", '<urn:s> <urn:p> "o" .\n')])
def test_graphs(store: OxigraphStore, form: str, expected: str) -> None:
    assert Answer("graph", form, expected.encode()) == store.answer(Question(BUILT, graph=form))


def test_no_rows_are_a_whole_answer(store: OxigraphStore) -> None:
    assert '{"head":{"vars":["x"]},"results":{"bindings":[\n]}}' == asked(store, "SELECT ?x { VALUES ?x {} }")
    assert "x\r\n" == asked(store, "SELECT ?x { VALUES ?x {} }", "csv")


@pytest.mark.parametrize("predicate", ["urn:p", "http://a/1b", "http://a/é", "http://a/-c", "http://a/a.b-2", "http://a/a\u00b7"])
def test_rdf_xml_is_read_back(store: OxigraphStore, predicate: str) -> None:
    told = store.answer(Question(f'CONSTRUCT {{ <urn:s> <{predicate}> "a<b" }} {{}}', graph="rdfxml")).content
    wanted = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode(predicate), ox.Literal("a<b"))

    ElementTree.fromstring(told)
    assert [wanted] == [quad.triple for quad in ox.parse(told, format=ox.RdfFormat.RDF_XML)]


@pytest.mark.parametrize("predicate", ["http://a/1", "http://a/", "http://a/a%20", "http://a#1", "http://a/ª"])
def test_a_predicate_that_xml_has_no_name_for_is_an_error(store: OxigraphStore, predicate: str) -> None:
    query = f'CONSTRUCT {{ <urn:s> <{predicate}> "o" }} {{}}'

    assert f'<urn:s> <{predicate}> "o" .\n' == asked(store, query, graph="turtle")
    with pytest.raises(QueryError, match=f"RDF/XML has no name for <{predicate}>"):
        asked(store, query, graph="rdfxml")


def test_a_character_that_xml_cannot_hold_is_an_error(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="RDF/XML cannot hold a character of"):
        asked(store, 'CONSTRUCT { <urn:s> <urn:p> "a\\u0001" } {}', graph="rdfxml")


def test_whoever_takes_no_format_of_this_kind_gets_its_kind(store: OxigraphStore) -> None:
    assert Answer("rows", "", b"") == store.answer(Question("ASK {}", rows=""))
    assert Answer("graph", "", b"") == store.answer(Question(BUILT, graph=""))


def test_an_answer_over_its_limits_is_an_error(store: OxigraphStore) -> None:
    two = Question("SELECT ?x { VALUES ?x { 1 2 } }", rows="csv")

    assert b"x\r\n1\r\n2\r\n" == store.answer(two, limits=QueryLimits(rows=2), most_bytes=9).content
    with pytest.raises(QueryLimitError, match="more than 1 rows; ask for fewer with LIMIT, or for their COUNT") as rows:
        store.answer(two, limits=QueryLimits(rows=1))
    with pytest.raises(QueryLimitError, match="more than 8 bytes; ask for fewer rows with LIMIT") as size:
        store.answer(two, most_bytes=8)
    with pytest.raises(QueryLimitError, match="took longer than 0 seconds") as seconds:
        store.answer(two, limits=QueryLimits(seconds=0))
    assert ["rows", "bytes", "seconds"] == [found.value.limit for found in (rows, size, seconds)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("no query", "the query is wrong: no query"),
        (
            "error at 1:9: expected one of Prefix not found, ['%']",
            f"the query is wrong at line 1, column 9: a prefix is not known; preset are {', '.join(prefixes())}, others need a PREFIX line",
        ),
        ('error at 2:5: expected one of "{", WHERE, [0-9]', 'the query is wrong at line 2, column 5: expected "{", WHERE'),
        (
            "error at 1:1: expected one of a, b, c, d, e, f, g, h, i",
            "the query is wrong at line 1, column 1: expected a, b, c, d, e, f, g, h or others",
        ),
        ("error at 3:4: expected ['0'..='9']", "the query is wrong at line 3, column 4: expected ['0'..='9']"),
        ("error at 1:8: expected The variable ?x is unbound", "the query is wrong at line 1, column 8: the variable ?x is unbound"),
    ],
)
def test_wrong_queries_are_told_in_a_line(told: str, expected: str) -> None:
    assert expected == wrong_query(told)
