"""What every store must do: the same tests for each of them."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import socket
import subprocess
import sysconfig
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpers.harbour import harbour
from helpers.hostile import hostile
from newsgraph.errors import NotFoundError, QueryError, StoreError, UsageError
from newsgraph.model import Article, GraphData
from newsgraph.rdf.encode import encode
from newsgraph.store import Iri, OxigraphStore, QueryLimits, SparqlServiceStore, Store, Value, named_queries
from newsgraph.store import named as queries

Factory = Callable[[], Store]
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an Oxigraph server on loopback, in memory."""
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    if not program.exists():
        pytest.skip("needs the Oxigraph server (the package oxigraph)")
    while True:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command = [str(program), "serve", "--union-default-graph", "--bind", f"127.0.0.1:{port}"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                # Another program may have taken the port meanwhile: the server then ends, and there are others.
                if _listens(process, port):
                    yield f"http://127.0.0.1:{port}"
                    return
            finally:
                process.kill()


def _listens(process: subprocess.Popen[bytes], port: int) -> bool:
    """True once the process listens; False when it has ended instead."""
    while process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return process.poll() is None
        time.sleep(0.05)
    return False


@pytest.fixture(params=["memory", "disk", "service"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "service":
        address = request.getfixturevalue("server")
        clear = urllib.request.Request(f"{address}/update", b"DROP ALL", {"Content-Type": "application/sparql-update"})
        urllib.request.urlopen(clear).close()
        with SparqlServiceStore(f"{address}/query", f"{address}/update") as remote:
            yield remote
        return
    with OxigraphStore(tmp_path / "store" if request.param == "disk" else None) as opened:
        yield opened


def copies(count: int, data: GraphData) -> GraphData:
    """The same article and statements under ``count`` ids."""
    return GraphData(
        tuple(dataclasses.replace(article, id=f"{article.id}-{n}") for n in range(count) for article in data.articles),
        tuple(dataclasses.replace(entity, mentions=()) for entity in data.entities),
        tuple(
            dataclasses.replace(statement, article=f"{statement.article}-{n}", id=f"{statement.id}-{n}", content=None)
            for n in range(count)
            for statement in data.statements
        ),
    )


def graphs(store: Store, data: GraphData) -> None:
    """Assert that the store holds exactly what ``data`` encodes to."""
    result = store.query("SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } FILTER(?g != g:store) }")
    expected = {(q.graph_name.value, q.subject.value, q.predicate.value) for q in encode(data, threshold=store.threshold)}

    assert expected == {tuple(map(str, row[:3])) for row in result}
    assert len(list(encode(data, threshold=store.threshold))) == len(result)


def test_is_a_store(store: Store) -> None:
    assert isinstance(store, Store)


def test_gives_back_what_it_was_given(store: Store) -> None:
    for data in (harbour(), hostile(), GraphData(), harbour()):
        assert store.update(data)
        assert data == store.graph_data()
        graphs(store, data)


def test_same_again_changes_nothing(store: Store) -> None:
    assert store.update(harbour())
    assert not store.update(harbour())


def test_replaces_one_article_and_leaves_the_others(store: Store) -> None:
    before = copies(20, harbour())
    article = before.articles[7]
    after = GraphData(
        tuple(dataclasses.replace(a, title="Other") if a == article else a for a in before.articles),
        before.entities,
        tuple(s for n, s in enumerate(before.statements) if s.article != article.id or n % 2),
    )
    after = dataclasses.replace(after, articles=tuple(sorted(after.articles, key=lambda a: a.id)))
    store.update(before)

    assert store.update(after)
    assert dataclasses.replace(after, statements=store.graph_data().statements) == store.graph_data()
    graphs(store, after)


def test_facts_stay_while_another_article_supports_them(store: Store) -> None:
    both, one = copies(2, harbour()), copies(1, harbour())
    ask = "ASK { GRAPH g:facts { e:ilse-brandt r:meet e:tomas-havel } }"
    store.update(both)
    store.update(one)

    assert store.query(ask)

    store.update(dataclasses.replace(one, statements=()))

    assert not store.query(ask)


def test_select_gives_terms_and_python_values(store: Store) -> None:
    store.update(harbour())
    result = store.query(
        "SELECT ?a ?d ?n ?nothing WHERE { ?a schema:datePublished ?d . ?s rdf:subject e:police ; ng:confidence ?n } ORDER BY ?n LIMIT 1"
    )

    assert ("a", "d", "n", "nothing") == result.columns
    assert Iri("https://newsgraph.invalid/article/harbour-pact") == result.rows[0][0]
    assert Value("2025-03-20", XSD + "date") == result.rows[0][1]
    row = result.to_rows()[0]
    assert ("a:harbour-pact", dt.date(2025, 3, 20), None) == (row["a"], row["d"], row["nothing"])
    assert isinstance(row["n"], float)


def test_iris_are_shown_by_their_labels(store: Store) -> None:
    store.update(harbour())
    result = store.query("SELECT * WHERE { GRAPH g:facts { e:police ?relation ?who } }")

    assert [{"relation": "arrest", "who": "dockers"}] == result.to_rows()
    assert [{"relation": "r:arrest", "who": "e:dockers"}] == result.to_rows(labels=False)


def test_ask_and_construct(store: Store) -> None:
    store.update(harbour())

    assert store.query("ASK { e:police r:arrest e:dockers }")
    assert not store.query("ASK { e:dockers r:arrest e:police }")
    built = store.query("CONSTRUCT { ?o r:arrested-by ?s } WHERE { ?s r:arrest ?o }")
    assert ("graph", ("subject", "predicate", "object"), 1) == (built.kind, built.columns, len(built))


def test_the_union_counts_nothing_twice(store: Store) -> None:
    store.update(copies(3, harbour()))
    count = store.query("SELECT (COUNT(*) AS ?n) WHERE { e:police r:arrest ?o }")

    assert [{"n": 1}] == count.to_rows()


def test_rows_are_limited(store: Store) -> None:
    store.update(harbour())
    result = store.query("SELECT * WHERE { ?s ?p ?o }", limits=QueryLimits(rows=5))

    assert (5, True) == (len(result), result.truncated)


def test_time_is_limited(store: Store) -> None:
    store.update(harbour())
    with pytest.raises(QueryError, match="longer than"):
        store.query("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", limits=QueryLimits(seconds=0.05))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SELECT",
        "SELECT * WHERE { ?s ?p",
        "SELECT * WHERE { ?s unknown:p ?o }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR DEFAULT",
        "LOAD <file:///etc/hostname>",
        "LOAD <http://127.0.0.1:1/>",
        "\ud800",
        "SELECT * WHERE { ?s ?p '\ud800' }",
        "\x00",
    ],
)
def test_wrong_queries_and_updates_are_refused(store: Store, text: str) -> None:
    store.update(harbour())
    with pytest.raises(QueryError):
        store.query(text)
    assert harbour() == store.graph_data()


def test_from_reads_no_file(store: Store) -> None:
    store.update(harbour())
    everything = len(store.query("SELECT * WHERE { ?s ?p ?o }"))
    for source in ("file:///etc/hostname", "http://127.0.0.1:1/", Path(__file__).as_uri()):
        for clause in (f"FROM <{source}>", f"from<{source}>"):
            # A service may read its union whatever FROM says; that is nothing from outside either.
            assert len(store.query(f"SELECT * {clause} WHERE {{ ?s ?p ?o }}")) in (
                {0} if isinstance(store, OxigraphStore) else {0, everything}
            )
        assert 0 == len(store.query(f"SELECT * FROM NAMED <{source}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}"))


def test_from_chooses_graphs() -> None:
    with OxigraphStore() as store:
        store.update(harbour())
        found = store.query("SELECT ?p FROM g:facts WHERE { e:police ?p ?o }")

        assert {"r:arrest"} == {row["p"] for row in found.to_rows(labels=False)}


EXAMPLES = {"entity": "Ilse Brandt", "day": "2025-03-18", "event": "consult", "relation": "meet", "text": "the pact"}


@pytest.mark.parametrize("name", list(named_queries()))
def test_named_queries_run(store: Store, name: str) -> None:
    store.update(harbour())
    query = named_queries()[name]
    result = store.named(name, **{parameter.name: EXAMPLES[parameter.kind] for parameter in query.parameters})

    assert "select" == result.kind
    assert store.query(query.text).columns == result.columns


@pytest.mark.parametrize(
    "words", ["police", "olic", "The", "e p", "urged brandt to", "arrested the", "POLICE", "no such", "%", "", "a\ud800"]
)
def test_sentences_are_found_by_any_part_of_their_text(store: Store, words: str) -> None:
    data = copies(3, harbour())
    store.update(harbour())
    store.update(data)
    store.update(
        dataclasses.replace(data, articles=data.articles[1:], statements=tuple(s for s in data.statements if s.article[-1] != "0"))
    )
    read = store.query(queries.render("search", words=words))

    assert sorted(map(str, read)) == sorted(map(str, store.named("search", words=words)))
    assert bool(read) == (words not in ("arrested the", "no such", "%", "a\ud800"))


def test_entities_are_found_by_label_alias_and_id(store: Store) -> None:
    store.update(harbour())
    by_label = store.named("facts", entity="ilse  BRANDT").rows

    assert by_label
    for name in ("Brandt", "ilse-brandt", "entity/ilse-brandt", "e:ilse-brandt", "https://newsgraph.invalid/entity/ilse-brandt"):
        assert by_label == store.named("facts", entity=name).rows


def test_wrong_names_and_values_are_told(store: Store) -> None:
    store.update(harbour())
    with pytest.raises(NotFoundError, match='Did you mean "Ilse Brandt"'):
        store.named("facts", entity="Ilse Brand")
    with pytest.raises(NotFoundError, match='Did you mean "facts"'):
        store.named("fact", entity="Brandt")
    with pytest.raises(UsageError, match="lacks entity"):
        store.named("facts")
    with pytest.raises(UsageError, match="does not know limit"):
        store.named("facts", entity="Brandt", limit="1")
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        store.named("dated", first="last week", last="2025-01-01")
    with pytest.raises(UsageError, match="CONSULT"):
        store.named("events", type="consultation")


@pytest.mark.parametrize("value", ['" } #', "\\", "\n", "\ud800", "?x", "} SERVICE <http://127.0.0.1:1/> {", "# parameter", "\\u0022"])
def test_values_stay_values(store: Store, value: str) -> None:
    text = f"x {value} y"
    data = GraphData((Article("a", text),), (), tuple(dataclasses.replace(s, article="a") for s in harbour().statements[:1]))
    evidence = dataclasses.replace(data.statements[0].evidence[0], text=text)
    store.update(dataclasses.replace(data, statements=(dataclasses.replace(data.statements[0], evidence=(evidence,)),)))

    if "\ud800" not in value:
        assert [text] == [row["sentence"] for row in store.named("search", words=value).to_rows()]
    assert 0 == len(store.named("search", words=f"{value}-"))
    with pytest.raises(NotFoundError):
        store.named("facts", entity=value)
    assert 0 == len(store.named("relation", relation=value))


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK {}")
    with pytest.raises(StoreError, match="closed"):
        store.update(harbour())


def test_a_service_can_be_read_only(server: str) -> None:
    with SparqlServiceStore(f"{server}/query") as store, pytest.raises(StoreError, match="read only"):
        store.update(harbour())


def test_other_graphs_of_a_service_are_left_alone(server: str) -> None:
    other = b"DROP ALL ; INSERT DATA { GRAPH <http://other.example/> { <urn:a> <urn:b> <urn:c> } }"
    urllib.request.urlopen(urllib.request.Request(f"{server}/update", other, {"Content-Type": "application/sparql-update"})).close()
    with SparqlServiceStore(f"{server}/query", f"{server}/update", threshold=0.5) as store:
        store.update(harbour())
        store.update(GraphData())

        assert GraphData() == store.graph_data()
        assert store.query("ASK { GRAPH <http://other.example/> { <urn:a> <urn:b> <urn:c> } }")
    with SparqlServiceStore(f"{server}/query") as store:
        assert 0.5 == store.threshold


@pytest.mark.parametrize(
    "text", ["SELECT * { SERVICE <http://a/> {} }", "SELECT * { \\u0053ERVICE <http://a/> {} }", 'SELECT ("service" AS ?x) {}']
)
def test_a_service_is_asked_for_no_service(server: str, text: str) -> None:
    with SparqlServiceStore(f"{server}/query") as store, pytest.raises(QueryError, match="SERVICE is not allowed"):
        store.query(text)


def test_services_that_are_none_are_told() -> None:
    with pytest.raises(UsageError, match="http or https"):
        SparqlServiceStore("file:///etc/hostname")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(StoreError, match="does not answer"):
        SparqlServiceStore(f"http://127.0.0.1:{port}/query")
