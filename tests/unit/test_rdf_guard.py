"""No spelling of SERVICE reaches the engine, and no harmless query with the word in it is refused."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from helpers.harbour import harbour
from newsgraph.errors import QueryError
from newsgraph.rdf.terms import prefixes
from newsgraph.store import OxigraphStore
from newsgraph.store.guard import guarded


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[int]]]:
    """A port on loopback, and the connections that came."""
    came: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                came.append(1)
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], came
        done.set()
        thread.join()


HOSTILE = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service <URL> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE<URL>{?s ?p ?o} }",
    "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * {\n#x\nSERVICE\n#y\n<URL>\n{ ?s ?p ?o } }",
    "SELECT * { SERVICE#>\n<URL> { ?s ?p ?o } }",
    "SELECT * { FILTER(?a<?b)SERVICE#>\n<URL> { ?s ?p ?o } }",
    "SELECT * { BIND(1<2 AS ?x)SERVICE#>\n<URL> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<2&&3<4)SERVICE#>\n<URL> { ?s ?p ?o } }",
    "SELECT * { FILTER(\"a\"<'b')SERVICE#'>\n<URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1.SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p true.SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p e:x.SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p e:x;.SERVICE <URL> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "x".SERVICE <URL> { ?s ?p ?o } }',
    'SELECT * { ?s ?p "x"SERVICE <URL> { ?s ?p ?o } }',
    'SELECT * { ?s ?p "x"@en.SERVICE <URL> { ?s ?p ?o } }',
    'SELECT * { ?s ?p """x"""SERVICE <URL> { ?s ?p ?o } }',
    "SELECT * { ?s ?p '''x\\''''SERVICE <URL> { ?s ?p ?o } }",
    'SELECT * { # "\nSERVICE <URL> { ?s ?p ?o } # "\n }',
    "SELECT * { # '''\nSERVICE <URL> { ?s ?p ?o } # '''\n }",
    'SELECT * { <x#"> ?p ?o . SERVICE <URL> { ?s ?p "o" } }',
    "SELECT * { ?s <x#> ?o . SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { VALUES ?u { <URL> } SERVICE ?u { ?s ?p ?o } }",
    "SELECT * { BIND(IRI('URL') AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "SELECT * { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { { } UNION { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { GRAPH ?g { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { MINUS { SERVICE <URL> { ?s ?p ?o } } }",
    "ASK { SERVICE <URL> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <URL> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    "PREFIX u: <URL> SELECT * { SERVICE u: { ?s ?p ?o } }",
    "PREFIX SERVICE: <URL> SELECT * { SERVICE SERVICE: { ?s ?p ?o } }",
    "BASE <URL> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { S\\u0045RVICE <URL> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { \u017fERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE\u00a0<URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE\x00<URL> { ?s ?p ?o } }",
    "\ufeffSELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { LATERAL { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { [] ?p ?o SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?s ?p (1)SERVICE <URL> { ?s ?p ?o } }",
    "LOAD <URL>",
    "LOAD SILENT <URL> INTO GRAPH <urn:x>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_gets_out(text: str, listener: tuple[int, list[int]]) -> None:
    port, came = listener
    with OxigraphStore() as store:
        store.update(harbour())
        with pytest.raises(QueryError):
            store.query(text.replace("URL", f"http://127.0.0.1:{port}/sparql"))

    assert [] == came


@pytest.mark.parametrize("source", ["FROM", "FROM NAMED", "from<URL>FROM"])
def test_datasets_are_not_fetched(source: str, listener: tuple[int, list[int]]) -> None:
    port, came = listener
    url = f"http://127.0.0.1:{port}/data"
    with OxigraphStore() as store:
        store.update(harbour())

        assert 0 == len(store.query(f"SELECT * {source.replace('URL', url)} <{url}> {{ ?s ?p ?o }}"))
    assert [] == came


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "the secret service" }',
        "SELECT * { ?s ?p 'Service', '''SERVICE \"''', \"\"\"x 'service' \"\"\" }",
        "SELECT * { e:secret-service r:service ?o }",
        "SELECT * { <entity/secret-service> <http://example.org/Service#x> ?o }",
        "PREFIX x: <http://example.org/service/> SELECT * { x:a x:service ?o }",
        "SELECT * { ?s ?p ?o } # no service here",
        'SELECT * { ?s ?p ?o FILTER(CONTAINS(?o, "service") && 1 < 2) }',
    ],
)
def test_the_word_itself_is_free(text: str) -> None:
    with OxigraphStore() as store:
        assert 0 == len(store.query(text + " LIMIT 0" if "#" not in text[-20:] else text))


def test_rewritten_names_mean_the_same() -> None:
    with OxigraphStore() as store:
        store.update(harbour())
        result = store.query('SELECT ?a ?b { BIND(r:service AS ?a) BIND(" SERVICE" AS ?b) }')

        assert ["https://newsgraph.invalid/r/service", " SERVICE"] == [str(term) for term in result.rows[0]]


def test_other_queries_are_left_alone() -> None:
    text = "SELECT * { ?s ?p ?o } # <'\""

    assert text == guarded(text, prefixes())


def test_variables_are_to_be_renamed() -> None:
    with pytest.raises(QueryError, match="another name"):
        guarded("SELECT ?service { ?service ?p ?o }", prefixes())
