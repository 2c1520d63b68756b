"""The endpoint as the SPARQL 1.1 Protocol has it, asked by clients that nobody here wrote."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed

from helpers.endpoint import Endpoint, endpoint
from helpers.harbour import harbour
from helpers.hostile import hostile
from newsgraph import Graph
from newsgraph.rdf.encode import encode
from newsgraph.store import OxigraphStore, named_queries

# Both clients use what Python or rdflib itself calls deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:(unknown response|Format requested):RuntimeWarning"),
]
FACTS = "SELECT ?s ?p ?o WHERE { GRAPH g:facts { ?s ?p ?o } } ORDER BY ?s ?p ?o"
BUILT = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH g:facts { ?s ?p ?o } }"


def expected() -> set[tuple[str, str, str]]:
    with OxigraphStore() as store:
        store.update(harbour())
        return {tuple(map(str, row)) for row in store.query(FACTS)}  # type: ignore[misc]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = Graph(harbour()).save(tmp_path_factory.mktemp("endpoint") / "graph")
    with endpoint(folder) as started:
        yield started


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    folder = Graph(hostile()).save(tmp_path_factory.mktemp("endpoint") / "graph")
    with endpoint(folder) as started:
        yield started


# -- rdflib's SPARQLStore ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_selects(server: Endpoint, method: str, form: str) -> None:
    graph = rdflib.Graph(SPARQLStore(server.sparql, method=method, returnFormat=form))
    found = {tuple(str(term) for term in row) for row in graph.query(FACTS)}

    assert expected() == found


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_and_constructs(server: Endpoint, method: str) -> None:
    graph = rdflib.Graph(SPARQLStore(server.sparql, method=method))

    assert graph.query("ASK { e:police r:arrest e:dockers }").askAnswer
    assert not graph.query("ASK { e:dockers r:arrest e:police }").askAnswer
    built = graph.query(BUILT).graph
    assert built is not None
    assert expected() == {tuple(map(str, triple)) for triple in built}


def test_rdflib_reads_triples_and_named_graphs(server: Endpoint) -> None:
    facts = rdflib.Graph(SPARQLStore(server.sparql), identifier="https://newsgraph.invalid/graph/facts")

    assert len(expected()) == len(list(facts.triples((None, None, None))))
    assert len(expected()) == len(facts)
    assert (rdflib.URIRef("https://newsgraph.invalid/entity/police"), None, None) in facts
    graphs = {str(name) for name in rdflib.Dataset(SPARQLStore(server.sparql)).store.contexts()}
    assert {f"https://newsgraph.invalid/graph/{name}" for name in ("facts", "descriptions", "article/harbour-pact")} <= graphs


# -- SPARQLWrapper ----------------------------------------------------------------------------------------------------------------


def wrapper(server: Endpoint, query: str, form: str, *, posted: bool = False) -> SPARQLWrapper:
    client = SPARQLWrapper(server.sparql)
    client.setQuery(f"PREFIX g: <https://newsgraph.invalid/graph/> {query}")
    client.setReturnFormat(form)
    if posted:
        client.setMethod(POST)
        client.setRequestMethod(POSTDIRECTLY)
    return client


@pytest.mark.parametrize("posted", [False, True])
def test_sparqlwrapper_selects(server: Endpoint, posted: bool) -> None:
    rows = wrapper(server, FACTS, JSON, posted=posted).queryAndConvert()["results"]["bindings"]

    assert expected() == {(row["s"]["value"], row["p"]["value"], row["o"]["value"]) for row in rows}
    document = wrapper(server, FACTS, XML, posted=posted).queryAndConvert()
    assert len(expected()) == len(document.getElementsByTagName("result"))
    table = wrapper(server, FACTS, CSV, posted=posted).queryAndConvert().decode("utf-8")
    assert sorted(expected()) == sorted(tuple(row) for row in list(csv.reader(io.StringIO(table)))[1:])
    lines = wrapper(server, FACTS, TSV, posted=posted).queryAndConvert().decode("utf-8").splitlines()
    assert (["?s", "?p", "?o"], len(expected())) == (lines[0].split("\t"), len(lines) - 1)


@pytest.mark.parametrize("posted", [False, True])
@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, XML])
def test_sparqlwrapper_constructs(server: Endpoint, posted: bool, form: str) -> None:
    client = wrapper(server, BUILT, form, posted=posted)
    found = client.queryAndConvert()
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")

    assert expected() == {tuple(map(str, triple)) for triple in graph}


def test_sparqlwrapper_gives_a_dataset(server: Endpoint) -> None:
    client = wrapper(server, "SELECT ?s ?p ?o { ?s ?p ?o }", JSON)
    client.addDefaultGraph("https://newsgraph.invalid/graph/facts")

    assert len(expected()) == len(client.queryAndConvert()["results"]["bindings"])
    client.addNamedGraph("https://newsgraph.invalid/graph/descriptions")
    client.setQuery("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert ["https://newsgraph.invalid/graph/descriptions"] == [
        row["g"]["value"] for row in client.queryAndConvert()["results"]["bindings"]
    ]


def test_sparqlwrapper_is_told_what_is_wrong(server: Endpoint) -> None:
    with pytest.raises(QueryBadFormed, match="the query is wrong"):
        wrapper(server, "SELECT", JSON).query()
    with pytest.raises(QueryBadFormed, match="SERVICE is not allowed"):
        wrapper(server, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", JSON).query()
    client = wrapper(server, "INSERT DATA { <urn:a> <urn:b> <urn:c> }", JSON)
    client.setMethod(POST)
    with pytest.raises((EndPointInternalError, QueryBadFormed, Exception), match="403"):
        client.query()


# -- every term, in every format, read back by other readers ----------------------------------------------------------------------

EVERYTHING = "SELECT ?g ?s ?p ?o ?none WHERE { GRAPH ?g { ?s ?p ?o } FILTER(?g != g:store) }"


def test_every_term_comes_through(hostile_server: Endpoint) -> None:
    quads = {(quad.graph_name, quad.subject, quad.predicate, quad.object) for quad in encode(hostile())}
    for media, form in (
        ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
        ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
    ):
        reply = hostile_server.post(EVERYTHING, media)
        solutions = ox.parse_query_results(reply.text.encode("utf-8"), form)
        assert isinstance(solutions, ox.QuerySolutions)

        assert (200, media) == (reply.status, reply.media)
        assert quads == {tuple(row)[:4] for row in solutions}


def test_xml_and_csv_are_well_formed(hostile_server: Endpoint) -> None:
    count = len(list(encode(hostile())))
    tree = ElementTree.fromstring(hostile_server.post(EVERYTHING, "application/sparql-results+xml").text)

    assert count == len(tree.findall(".//{http://www.w3.org/2005/sparql-results#}result"))
    rows = list(csv.reader(io.StringIO(hostile_server.post(EVERYTHING, "text/csv").text, newline="")))
    assert (count, {5}) == (len(rows) - 1, {len(row) for row in rows})


@pytest.mark.parametrize(("media", "form"), [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml")])
def test_graphs_are_read_by_rdflib(server: Endpoint, media: str, form: str) -> None:
    reply = server.get("DESCRIBE e:police", media)
    graph = rdflib.Graph().parse(data=reply.text, format=form)

    assert (200, media) == (reply.status, reply.media)
    assert rdflib.URIRef("https://newsgraph.invalid/r/arrest") in set(graph.predicates())


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ('"a\\tb\\nc"', {"type": "literal", "value": "a\tb\nc"}),
        ('"chat"@fr', {"type": "literal", "value": "chat", "xml:lang": "fr"}),
        ("42", {"type": "literal", "value": "42", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}),
        ("<urn:x>", {"type": "uri", "value": "urn:x"}),
    ],
)
def test_terms_in_json(server: Endpoint, term: str, expected: dict[str, str]) -> None:
    reply = server.get(f"SELECT ?x {{ BIND({term} AS ?x) }}")

    assert [{"x": expected}] == json.loads(reply.text)["results"]["bindings"]


def test_blank_nodes_and_triple_terms(server: Endpoint) -> None:
    reply = json.loads(server.get("SELECT ?b ?t { BIND(BNODE() AS ?b) BIND(TRIPLE(<urn:s>, <urn:p>, 1) AS ?t) }").text)
    row = reply["results"]["bindings"][0]

    assert ("bnode", "triple") == (row["b"]["type"], row["t"]["type"])
    assert "urn:s" == row["t"]["value"]["subject"]["value"]


# -- what to answer with ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV; charset=utf-8", "text/csv"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
        ("text/*", "text/xml"),
        ("text/*;q=0.9, application/json;q=0.1", "text/xml"),
        ("application/json", "application/json"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/json"),
        ("text/tab-separated-values, text/turtle", "text/tab-separated-values"),
        ('text/csv;profile="a,b";q=0.9, application/json;q=0.8', "text/csv"),
    ],
)
def test_formats_are_negotiated(server: Endpoint, accept: str, media: str) -> None:
    reply = server.get(FACTS, accept)

    assert (200, media, "accept") == (reply.status, reply.media, reply.headers["vary"])


@pytest.mark.parametrize("accept", ["image/png", "application/json;q=0", "nonsense", "text/turtle"])
def test_what_cannot_be_given_is_told(server: Endpoint, accept: str) -> None:
    reply = server.get(FACTS, accept)

    assert (406, "text/plain") == (reply.status, reply.media)
    assert "text/csv" in reply.text


def test_a_form_may_name_the_format(server: Endpoint) -> None:
    page = "text/html,application/xhtml+xml,*/*;q=0.8"

    assert "text/csv" == server.get(FACTS, page, format="csv").media
    assert "application/n-triples" == server.get(BUILT, page, format="ntriples").media
    assert "application/sparql-results+json" == server.get(FACTS, "*/*", format="unheard-of").media


def test_asking_as_a_table(server: Endpoint) -> None:
    assert "true" == server.get("ASK { e:police r:arrest e:dockers }", "text/csv").text
    assert '{"head":{},"boolean":false}' == server.get("ASK { e:police r:arrest e:police }").text


@pytest.mark.parametrize("name", list(named_queries()))
def test_named_queries_run_as_they_stand(server: Endpoint, name: str) -> None:
    assert 200 == server.post(named_queries()[name].text).status


# -- the dataset ------------------------------------------------------------------------------------------------------------------

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def count(server: Endpoint, query: str, **fields: str) -> int:
    return int(json.loads(server.get(query, **fields).text)["results"]["bindings"][0]["n"]["value"])


def test_the_protocols_dataset_goes_over_from(server: Endpoint) -> None:
    facts, nothing = "https://newsgraph.invalid/graph/facts", "http://nowhere.example/"

    assert len(expected()) == count(server, COUNT, **{"default-graph-uri": facts})
    assert 0 == count(server, COUNT, **{"default-graph-uri": nothing})
    assert 0 == count(server, COUNT, **{"named-graph-uri": facts})
    assert len(expected()) == count(server, COUNT.replace("{", "FROM g:descriptions {", 1), **{"default-graph-uri": facts})
    assert len(expected()) == count(server, COUNT.replace("?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"), **{"named-graph-uri": facts})
    assert len(expected()) == count(server, COUNT.replace("{", "FROM g:facts {", 1))


@pytest.mark.parametrize("field", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("iri", ["facts", "", "http://a b/", "<urn:x>"])
def test_graphs_that_are_no_iris_are_refused(server: Endpoint, field: str, iri: str) -> None:
    reply = server.get(COUNT, **{field: iri})

    assert (400, f"{field} must be an absolute IRI, not {iri!r}\n") == (reply.status, reply.text)


# -- what it tells of itself ------------------------------------------------------------------------------------------------------

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")


@pytest.mark.parametrize("path", ["/", "/sparql"])
@pytest.mark.parametrize(("accept", "form"), [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml")])
def test_the_service_is_described(server: Endpoint, path: str, accept: str, form: str) -> None:
    reply = server.request("GET", path, Accept=accept)
    described = rdflib.Graph().parse(data=reply.text, format=form)

    assert (200, accept) == (reply.status, reply.media)
    assert [rdflib.URIRef(server.sparql)] == list(described.objects(None, SD.endpoint))
    assert [SD.SPARQL11Query] == list(described.objects(None, SD.supportedLanguage))
    assert not [term for triple in described for term in triple if isinstance(term, rdflib.BNode)]


def test_people_get_a_page_with_the_named_queries(server: Endpoint) -> None:
    reply = server.request("GET", "/sparql", Accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")

    assert (200, "text/html") == (reply.status, reply.media)
    assert all(f"<code>{name}</code>" in reply.text for name in named_queries())
    assert "<script" not in reply.text
    assert "?statement ng:status ?status ;" in reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "text/css" == server.request("GET", "/style.css").media


def test_serving_a_file(tmp_path: Path) -> None:
    trig = Graph(harbour()).export(tmp_path / "graph.trig")
    with endpoint(trig) as server:
        assert 200 == server.get(FACTS).status
        assert len(expected()) == len(json.loads(server.get(FACTS).text)["results"]["bindings"])


def test_a_build_that_ends_is_seen(tmp_path: Path) -> None:
    folder = Graph(harbour()).save(tmp_path / "graph")
    with endpoint(folder, "--workers", "1") as server:
        assert count(server, COUNT) > 0
        Graph(hostile()).save(folder)
        (folder / "run.json").write_text("{}", encoding="utf-8")

        assert len(list(encode(hostile()))) == count(
            server, COUNT.replace("{ ?s", "{ GRAPH ?g { ?s").replace("}", "} FILTER(?g != g:store) }")
        )
