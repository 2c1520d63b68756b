"""What stands in the graph: the plain facts, the descriptions, each article's statements; files of it in other tools."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad

from helpers.harbour import harbour
from helpers.hostile import hostile
from newsgraph.errors import GraphError, UsageError
from newsgraph.model import Article, CharSpan, Entity, Evidence, GraphData, Node, Relation, Statement
from newsgraph.rdf import files
from newsgraph.rdf.decode import decode
from newsgraph.rdf.encode import ENCODING, Encoder, encode
from newsgraph.rdf.iris import Iris
from newsgraph.rdf.terms import NG, PREFIXES, prefixes

TEXT = "Ontario Premier Doug Ford urged Carney to act. Carney laughed."
SENTENCE = Evidence(CharSpan(0, 46), TEXT[:46], CharSpan(0, 25), CharSpan(26, 31), CharSpan(32, 38))
FORD = Node("entity", "entity/doug-ford", "Doug Ford", "Person", ("Ford",), "Ontario Premier Doug Ford", CharSpan(0, 25))
CARNEY = Node("entity", "entity/mark-carney", "Mark Carney", "Person", ("Carney",), "Carney", CharSpan(32, 38))
URGE = Statement("a1", FORD, Relation("urge", "urged", "urge", "REQUEST"), CARNEY, (SENTENCE,), "clauses/1", confidence=0.93)
LAUGH = Statement(
    "a1", CARNEY, Relation("laugh", "laughed", "laugh"), None, (Evidence(CharSpan(47, 62), TEXT[47:62], CharSpan(47, 53)),), "clauses/1"
)
ENTITIES = (
    Entity("entity/doug-ford", "Doug Ford", "Person", ("Ford",)),
    Entity("entity/mark-carney", "Mark Carney", "Person", ("Carney",)),
)

# rdflib warns of its own use of what it calls deprecated.
RDFLIB = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph|.*default_).* deprecated:DeprecationWarning")


def graph(*statements: Statement) -> GraphData:
    return GraphData((Article("a1", TEXT),), ENTITIES, statements)


def facts(data: GraphData, **options: Any) -> list[str]:
    """The one-hop triples as CURIEs."""
    names = prefixes()

    def short(term: Any) -> str:
        if isinstance(term, Literal):
            return str(term)
        return next(f"{p}:{term.value[len(n) :]}" for p, n in names.items() if term.value.startswith(n))

    return [
        " ".join(map(short, quad.triple)) for quad in encode(data, **options) if quad.graph_name == NamedNode(Iris().facts)
    ]  # fmt: skip


def test_a_statement_reads_like_this() -> None:
    trig = files.to_trig(graph(URGE)).decode()
    block = trig[trig.index("GRAPH g:article") if "GRAPH g:article" in trig else trig.index("GRAPH <graph/article/a1>") :]

    expected = f"""  s:{URGE.id} a rdf:Statement ;
    prov:wasDerivedFrom a:a1 ;
    ng:position 0 ;
    rdf:subject e:doug-ford ;
    ng:subjectText "Ontario Premier Doug Ford" ;
    rdf:predicate r:urge ;
    rdf:object e:mark-carney ;
    ng:objectText "Carney" ;
    ng:pair <pair/doug-ford+mark-carney> ;
    ng:relationText "urged" ;
    ng:relationLemma "urge" ;
    ng:eventType ng:REQUEST ;
    ng:status ng:Fact ;
    ng:polarity ng:Positive ;
    ng:confidence "0.93"^^xsd:double ;
    ng:extractor <extractor/clauses/1> ;
    ng:evidence <statement/{URGE.id}/evidence/0> .
  <statement/{URGE.id}/evidence/0> a oa:SpecificResource ;
    oa:hasSource a:a1 ;
    oa:hasSelector <article/a1#char=0,46> ;
    ng:subjectAt <article/a1#char=0,25> ;
    ng:relationAt <article/a1#char=26,31> ;
    ng:objectAt <article/a1#char=32,38> .
  <article/a1#char=0,46> a oa:TextPositionSelector , oa:TextQuoteSelector ;
    oa:start 0 ;
    oa:end 46 ;
    oa:exact "Ontario Premier Doug Ford urged Carney to act." .
}}
"""
    assert expected == block[block.index("  s:") :]


def test_only_plain_statements_are_facts() -> None:
    assert ["e:doug-ford r:urge e:mark-carney"] == facts(graph(URGE, LAUGH))
    for changes in ({"status": "negated"}, {"status": "possible", "modality": "future"}, {"speakers": (CARNEY,)}):
        assert [] == facts(graph(URGE.replace(**changes)))


def test_facts_need_their_confidence() -> None:
    assert ["e:doug-ford r:urge e:mark-carney"] == facts(graph(URGE), threshold=0.93)
    assert [] == facts(graph(URGE), threshold=0.94)
    with pytest.raises(UsageError, match="between 0 and 1"):
        facts(graph(URGE), threshold=1.5)


def test_symmetric_relations_are_facts_both_ways() -> None:
    meet = URGE.replace(relation=Relation("meet", "met", "meet", "CONSULT", symmetric=True))

    assert ["e:doug-ford r:meet e:mark-carney", "e:mark-carney r:meet e:doug-ford"] == facts(graph(meet))


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("35", '"35"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("2025-10-08", '"2025-10-08"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("007", '"007"'),
        ("-0", '"-0"'),
        ("2025-13-01", '"2025-13-01"'),
        ("35 %", '"35 %"'),
        ("a\ud800", f'"a\\\\ud800"^^<{NG}escaped>'),
    ],
)
def test_literals_are_typed_where_nothing_is_lost(label: str, written: str) -> None:
    data = graph(URGE.replace(object=Node("literal", "", label, text=label)))

    assert [f"e:doug-ford r:urge {written}"] == facts(data)
    assert data == decode(encode(data))


def test_wider_relations_are_named() -> None:
    send = URGE.replace(id="1", relation=Relation("send", "sends", "send"))
    send_to = URGE.replace(id="2", relation=Relation("send to", "sends to", "send"))
    broader = {
        (str(q.subject), str(q.object)) for q in encode(graph(send, send_to, URGE)) if q.predicate.value == PREFIXES["skos"] + "broader"
    }

    assert {
        ("<https://newsgraph.invalid/r/send-to>", "<https://newsgraph.invalid/r/send>"),
        ("<https://newsgraph.invalid/r/urge>", f"<{NG}REQUEST>"),
        (f"<{NG}REQUEST>", f"<{NG}Conflict>"),
    } == broader


def test_statements_of_one_id_are_kept_apart() -> None:
    data = graph(URGE, URGE.replace(subject=CARNEY), URGE.replace(object=None))

    assert data == decode(encode(data))


def test_ids_that_are_there_twice_are_told() -> None:
    with pytest.raises(GraphError, match=r"two entities have the same id: 'entity/doug-ford'"):
        list(encode(GraphData((), (ENTITIES[0], ENTITIES[0]))))
    with pytest.raises(GraphError, match="two articles"):
        list(encode(GraphData((Article("a", "x"), Article("a", "y")))))


@pytest.mark.parametrize("base", ["", "x", "https://a.example", "https://a.example/?q/", "https://a.example/#", "https://a b/", "urn:x:"])
def test_bases_that_cannot_be(base: str) -> None:
    with pytest.raises(UsageError, match="a base must be"):
        list(encode(graph(URGE), base=base))


def test_another_base_reads_back() -> None:
    base = "http://example.org/kg/1/"
    data = harbour()

    assert data == decode(encode(data, base=base))
    assert data == decode(encode(data, base=base), base=base)
    assert data == decode(files.parse(files.to_trig(data, base=base), "trig"))


@RDFLIB
@pytest.mark.parametrize("data", [harbour(), hostile(), GraphData()], ids=["harbour", "hostile", "empty"])
@pytest.mark.parametrize("ending", ["trig", "nq", "jsonld", "ttl"])
def test_rdflib_reads_every_file(data: GraphData, ending: str, tmp_path: Path) -> None:
    path = files.write(data, tmp_path / f"graph.{ending}")
    dataset = rdflib.Dataset()
    dataset.parse(path, format={"nq": "nquads", "jsonld": "json-ld", "ttl": "turtle"}.get(ending, ending))

    assert len(list(encode(data))) == len(list(dataset.quads()))
    assert data == files.from_rdflib(dataset)
    assert data == files.read(path)


@pytest.mark.parametrize("data", [harbour(), hostile(), GraphData()], ids=["harbour", "hostile", "empty"])
def test_rdflib_takes_and_gives_back(data: GraphData) -> None:
    dataset = files.to_rdflib(data)

    assert data == files.from_rdflib(dataset)
    assert data == files.from_rdflib(files.to_rdflib(files.from_rdflib(dataset)))


@RDFLIB
def test_rdflib_asks_over_all_graphs() -> None:
    rows = files.to_rdflib(harbour()).query("SELECT ?l { e:police r:arrest/rdfs:label ?l }")

    assert ["dockers"] == [str(row[0]) for row in rows]


def test_rdf_12_reifies_every_triple(tmp_path: Path) -> None:
    data = graph(URGE, LAUGH, URGE.replace(id="x", subject=Node("literal", "", "5")))
    path = files.write(data, tmp_path / "graph.trig12")
    reified = [q for q in files.parse(path.read_bytes(), "trig12") if q.predicate.value == PREFIXES["rdf"] + "reifies"]

    assert data == files.read(path)
    assert [(Iris().statement(URGE.id), f"{FORD.id} urge {CARNEY.id}")] == [
        (
            q.subject.value,
            " ".join(term.value.rpartition("/")[2] if n == 1 else term.value.removeprefix(Iris().base) for n, term in enumerate(q.object)),
        )
        for q in reified
    ]


@pytest.mark.parametrize("ending", ["trig", "nq", "jsonld", "ttl", "trig12"])
def test_files_are_the_same_bytes_in_any_order(ending: str, tmp_path: Path) -> None:
    data = harbour()
    turned = dataclasses.replace(data, entities=tuple(reversed(data.entities)), articles=tuple(reversed(data.articles)))

    assert files.write(data, tmp_path / f"a.{ending}").read_bytes() == files.write(turned, tmp_path / f"b.{ending}").read_bytes()
    assert ["a." + ending, "b." + ending] == sorted(path.name for path in tmp_path.iterdir())


def test_formats_by_name(tmp_path: Path) -> None:
    for name, ending in (("nquads", "nq"), ("turtle", "ttl"), ("trig", "trig"), ("jsonld", "jsonld")):
        named = files.write(harbour(), tmp_path / "named", format=name)

        assert files.write(harbour(), tmp_path / f"x.{ending}").read_bytes() == named.read_bytes()
    with pytest.raises(UsageError, match="no RDF format named 'xml'"):
        files.write(harbour(), tmp_path / "x", format="xml")
    with pytest.raises(UsageError, match="its ending is none of these"):
        files.read(tmp_path / "x.rdf")


@pytest.mark.parametrize("content", [b"", b"{", b"<a> <b> <c> .", b"\xff\xfe", b"<http://a/> <http://b/> <http://c/> ."])
@pytest.mark.parametrize("ending", ["trig", "nq", "jsonld", "ttl"])
def test_what_is_no_graph_is_told(content: bytes, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph.{ending}"
    path.write_bytes(content)
    with pytest.raises(GraphError):
        files.read(path)


def test_json_ld_has_its_context_inside() -> None:
    document = json.loads(files.to_jsonld(graph(URGE)))

    assert files.context() == document["@context"]
    statement = next(node for block in document["@graph"] for node in block["@graph"] if node.get("@type") == "rdf:Statement")
    assert ("e:doug-ford", "r:urge", {"@id": "e:mark-carney"}) == (
        statement["rdf:subject"],
        statement["rdf:predicate"],
        statement["rdf:object"],
    )


def without(quads: list[Quad], subject: str, predicate: str) -> list[Quad]:
    return [quad for quad in quads if not (subject in str(quad.subject) and str(quad.predicate).endswith(f"{predicate}>"))]


@pytest.mark.parametrize(
    ("subject", "predicate"),
    [
        ("statement/", "#subject"), ("statement/", "#predicate"), ("statement/", "#status"), ("statement/", "#confidence"),
        ("statement/", "#extractor"), ("statement/", "#position"), ("statement/", "#wasDerivedFrom"), ("evidence", "#hasSelector"),
        ("char=0,46", "#exact"), ("article/a1", "articleBody"), ("article/a1", "inLanguage"), ("entity/", "#label"), ("entity/", "#type"),
        ("invalid/", "#type"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told(subject: str, predicate: str) -> None:
    quads = list(encode(graph(URGE)))
    if predicate == "#type":
        kept = [q for q in quads if not (subject in str(q.subject) and str(q.object).endswith(("Person>", "ng:Graph>", "ns#Graph>")))]
    else:
        kept = without(quads, subject, predicate)

    assert len(kept) < len(quads)
    with pytest.raises(GraphError):
        decode(kept)


def test_another_format_version_is_told() -> None:
    quads = list(encode(graph(URGE)))
    newer = [
        Quad(q.subject, q.predicate, Literal("99", datatype=NamedNode(PREFIXES["xsd"] + "integer")), q.graph_name)
        if q.predicate.value == NG + "formatVersion"
        else q
        for q in quads
    ]
    with pytest.raises(GraphError, match="format version 99; this newsgraph reads version 1"):
        decode(newer)


def test_what_others_add_does_no_harm() -> None:
    added = Quad(
        NamedNode("https://newsgraph.invalid/entity/doug-ford"), NamedNode("http://www.w3.org/2002/07/owl#sameAs"), NamedNode("http://x/")
    )

    assert graph(URGE) == decode([*encode(graph(URGE)), added])


def test_other_quads_need_another_number_of_the_encoding() -> None:
    """Stores know by it that an article must be written anew. When this fails: raise ENCODING, and put the new digest here."""
    lines = sorted(str(quad) for data in (harbour(), hostile()) for quad in encode(data))
    digest = hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()

    assert (4, "a049553229caf3e8") == (ENCODING, digest[:16])


@pytest.mark.parametrize("data", [harbour(), hostile()], ids=["harbour", "hostile"])
def test_an_article_has_another_digest_when_it_has_other_quads(data: GraphData) -> None:
    def graphs(changed: GraphData) -> dict[str, tuple[str, list[str]]]:
        encoder = Encoder(changed)
        return {name: (encoder.article_digest(name), sorted(map(str, encoder.article_graph(name)))) for name in encoder.article_ids}

    entity = data.entities[0]
    mentioned = dataclasses.replace(entity, mentions=entity.mentions[1:])
    variants = [
        data,
        dataclasses.replace(data, statements=data.statements[1:]),
        dataclasses.replace(data, statements=data.statements[::-1]),
        dataclasses.replace(data, statements=(data.statements[0].replace(confidence=0.123), *data.statements[1:])),
        dataclasses.replace(data, articles=(dataclasses.replace(data.articles[0], title="Other"), *data.articles[1:])),
        dataclasses.replace(data, entities=(mentioned, *data.entities[1:])),
        dataclasses.replace(data, entities=(dataclasses.replace(entity, label="Somebody else"), *data.entities[1:])),
        dataclasses.replace(data, entities=data.entities[1:]),
        dataclasses.replace(data, statements=(*data.statements, data.statements[0])),
    ]
    known = [graphs(variant) for variant in variants]
    for before in known:
        for after in known:
            for name in before.keys() & after.keys():
                assert before[name][0] != after[name][0] or before[name][1] == after[name][1]
    assert known[0] == graphs(data)


def test_a_pair_is_the_same_in_either_order_and_no_other() -> None:
    iris = Iris()
    names = ["entity/a", "entity/b", "entity/a+b", "entity/a/b", "entity/+", "x/a", "entity/", "a", "entity/%2B"]
    pairs = {frozenset((one, other)): iris.pair(one, other) for one in names for other in names}

    assert all(iris.pair(one, other) == iris.pair(other, one) for one in names for other in names)
    assert "https://newsgraph.invalid/pair/a+b" == iris.pair("entity/b", "entity/a")
    assert len(pairs) == len(set(pairs.values()))
