from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import pyarrow.parquet
import pyoxigraph
import pytest

from helpers.harbour import harbour
from helpers.hostile import PAYLOADS, hostile
from newsgraph import Graph
from newsgraph.errors import UsageError
from newsgraph.model import GraphData, Statement
from newsgraph.views._text import csv_cell, safe_url, utf8, xml_text
from newsgraph.views.export import FORMATS, write
from newsgraph.views.html.drawing import select

GRAPHS = pytest.mark.parametrize("data", [harbour(), hostile(), GraphData()], ids=["harbour", "hostile", "empty"])


def files(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (sorted(path.iterdir()) if path.is_dir() else [path])}


@GRAPHS
@pytest.mark.parametrize("format", sorted(FORMATS))
def test_every_format_writes_the_same_bytes_again(tmp_path: Path, data: GraphData, format: str) -> None:
    target = tmp_path / f"graph.{format}"
    first = files(write(data, target, format))

    assert first == files(write(data, target, format))
    assert all(content for content in first.values()) or data == GraphData()
    assert [target.name] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_networkx_reads_the_graph_files(tmp_path: Path, format: str) -> None:
    data = harbour()
    path = write(data, tmp_path / f"graph.{format}")
    graph = nx.read_graphml(path, force_multigraph=True) if format == "graphml" else nx.read_gexf(path)

    assert sum(s.object is not None for s in data.statements) == graph.number_of_edges()
    assert graph.nodes["entity/ilse-brandt"]["label"] == "Ilse Brandt"
    relations = {row["relation"] for row in graph.get_edge_data("entity/ilse-brandt", "entity/tomas-havel").values()}
    assert {"meet", "call"} == relations


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_hostile_text_is_well_formed_xml(tmp_path: Path, format: str) -> None:
    root = ElementTree.parse(write(hostile(), tmp_path / f"graph.{format}")).getroot()
    texts = [element.text or "" for element in root.iter()] + [value for element in root.iter() for value in element.attrib.values()]

    assert any("</script><script>window.pwned=1</script>" in text for text in texts)
    assert [element.tag for element in root.iter() if element.tag.endswith("script")] == []


def test_the_ending_tells_the_format_and_an_unknown_one_is_an_error(tmp_path: Path) -> None:
    assert (write(harbour(), tmp_path / "deep" / "g.jsonl")).is_file()
    with pytest.raises(UsageError, match="Did you mean 'graphml'"):
        write(harbour(), tmp_path / "graph.graphlm")


@GRAPHS
def test_jsonl_reads_back(tmp_path: Path, data: GraphData) -> None:
    path = write(data, tmp_path / "statements.jsonl")
    lines = path.read_bytes().decode("utf-8").splitlines()

    assert data.statements == tuple(Statement.from_json(json.loads(line)) for line in lines)


@GRAPHS
def test_no_cell_of_the_csv_files_is_a_formula(tmp_path: Path, data: GraphData) -> None:
    folder = write(data, tmp_path / "csv", "csv")
    for file in sorted(folder.iterdir()):
        with file.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        assert [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n")] == []
        assert {len(rows[0])} == {len(row) for row in rows}


def test_csv_files_join_on_their_ids(tmp_path: Path) -> None:
    folder = write(harbour(), tmp_path / "csv", "csv")
    nodes, edges = pd.read_csv(folder / "nodes.csv"), pd.read_csv(folder / "edges.csv")

    assert set() == (set(edges[":START_ID"]) | set(edges[":END_ID"])) - set(nodes["id:ID"])
    assert "prime minister of" in set(edges[":TYPE"])


def test_parquet_has_the_table(tmp_path: Path) -> None:
    frame = pd.read_parquet(write(harbour(), tmp_path / "g.parquet"))

    assert len(harbour().statements) == len(frame)
    assert pd.Timestamp("2025-03-18") == frame[frame["relation"] == "meet"]["time_first"].iloc[0]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_cleaned_text_keeps_its_length(payload: str) -> None:
    assert len(payload) == len(utf8(payload)) == len(xml_text(payload))
    assert utf8(payload).encode("utf-8")
    assert ElementTree.fromstring(f"<a>{xml_text(payload).replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</a>") is not None


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://example.org", False),
        ("https://", False),
        ("https:\\\\example.org", False),
        ("//example.org", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("http://[::1", False),
        ('https://example.org/"onclick=x', False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str | None, kept: bool) -> None:
    assert (url if kept else None) == safe_url(url)


def test_formulas_become_text() -> None:
    assert csv_cell("=1+1") == "'=1+1"
    assert csv_cell("＝1+1") == "'＝1+1"
    assert csv_cell("a\n=1\r\nb") == "a =1 b"
    for unseen in ("\n", "\u2028", "\x85", "\u00a0", "\u200b", "\ufeff", "\r \t"):
        assert csv_cell(f"{unseen}=1+1").startswith("'")
    assert csv_cell("plain") == "plain"


NEO4J_NODES = re.compile(r"(\w+:ID|:LABEL|\w+(:(int|long|float|double|boolean|string)(\[\])?)?)")
NEO4J_EDGES = re.compile(r"(:START_ID|:END_ID|:TYPE|\w+(:(int|long|float|double|boolean|string)(\[\])?)?)")
NEO4J_READERS = {
    "int": int,
    "long": int,
    "float": float,
    "double": float,
    "string": str,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def neo4j(file: Path, form: re.Pattern[str]) -> tuple[list[str], list[dict[str, Any]]]:
    """A file as ``neo4j-admin database import`` reads it: each cell by the type in its header, lists split at semicolons."""
    with file.open(encoding="utf-8", newline="") as stream:
        header, *rows = list(csv.reader(stream, strict=True))
    assert [] == [name for name in header if not form.fullmatch(name)]
    assert len(header) == len(set(header))
    read = []
    for row in rows:
        cells: dict[str, Any] = {}
        for name, cell in zip(header, row, strict=True):
            kind = name.partition(":")[2]
            reader = NEO4J_READERS.get(kind.removesuffix("[]"), str)
            cells[name] = [reader(part) for part in cell.split(";") if part] if kind.endswith("[]") else reader(cell)
        read.append(cells)
    return header, read


@pytest.mark.parametrize("data", [harbour(), hostile()], ids=["harbour", "hostile"])
def test_neo4j_reads_the_csv_files(tmp_path: Path, data: GraphData) -> None:
    folder = write(data, tmp_path / "csv", "csv")
    header, nodes = neo4j(folder / "nodes.csv", NEO4J_NODES)
    edge_header, edges = neo4j(folder / "edges.csv", NEO4J_EDGES)

    assert ("id:ID", ":LABEL") == (header[0], header[-1])
    assert [":START_ID", ":END_ID", ":TYPE"] == edge_header[:3]
    assert len(nodes) == len({node["id:ID"] for node in nodes})
    assert {node["id:ID"] for node in nodes} >= {edge[end] for edge in edges for end in (":START_ID", ":END_ID")}
    assert all(node[":LABEL"] for node in nodes)
    assert all(edge[":TYPE"] for edge in edges)
    assert [s.confidence for s in data.statements if s.object] == pytest.approx([edge["confidence:double"] for edge in edges], abs=1e-6)


def test_gephi_reads_the_gexf_file(tmp_path: Path) -> None:
    """Every value is declared, with a type, for its class; ids are unique; edges join nodes that are there (GEXF 1.2)."""
    root = ElementTree.parse(write(hostile(), tmp_path / "g.gexf")).getroot()
    space = {"g": "http://www.gexf.net/1.2draft"}
    for kind in ("node", "edge"):
        declared = {
            attribute.get("id"): attribute.get("type")
            for attributes in root.iterfind(f".//g:attributes[@class='{kind}']", space)
            for attribute in attributes
        }
        used = {value.get("for") for element in root.iterfind(f".//g:{kind}", space) for value in element.iterfind(".//g:attvalue", space)}
        assert used <= declared.keys()
        assert set(declared.values()) <= {"string", "integer", "long", "float", "double", "boolean"}
        ids = [element.get("id") for element in root.iterfind(f".//g:{kind}", space)]
        assert len(ids) == len(set(ids)) > 0
    nodes = {element.get("id") for element in root.iterfind(".//g:node", space)}
    assert nodes >= {edge.get(end) for edge in root.iterfind(".//g:edge", space) for end in ("source", "target")}


def test_gephi_gets_the_places_and_colours_of_the_page(tmp_path: Path) -> None:
    root = ElementTree.parse(write(harbour(), tmp_path / "g.gexf")).getroot()
    viz = "{http://www.gexf.net/1.2draft/viz}"
    nodes = {node.get("label"): node for node in root.iter("{http://www.gexf.net/1.2draft}node")}
    brandt, drawn = nodes["Ilse Brandt"], select(harbour()).nodes
    place = next((one.x, -one.y) for one in drawn if one.node.label == "Ilse Brandt")

    assert {"r": "59", "g": "111", "b": "182", "a": "1.0"} == dict(brandt.find(f"{viz}color").attrib)  # type: ignore[union-attr]
    position = brandt.find(f"{viz}position")
    assert position is not None
    assert place == (float(position.attrib["x"]), float(position.attrib["y"]))
    assert len(drawn) == sum(node.find(f"{viz}position") is not None for node in nodes.values())


def test_graphml_is_as_its_schema_has_it(tmp_path: Path) -> None:
    root = ElementTree.parse(write(hostile(), tmp_path / "g.graphml")).getroot()
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    keys = {key.get("id"): (key.get("for"), key.get("attr.type")) for key in root.iterfind("g:key", space)}
    readers = {
        "string": str,
        "int": int,
        "long": int,
        "double": float,
        "float": float,
        "boolean": {"true": 1, "false": 0, "True": 1, "False": 0}.__getitem__,
    }
    for kind in ("node", "edge"):
        for element in root.iterfind(f".//g:{kind}", space):
            for value in element.iterfind("g:data", space):
                owner, type_ = keys[value.get("key")]
                assert owner == kind
                readers[type_ or ""](value.text or "")
    nodes = {element.get("id") for element in root.iterfind(".//g:node", space)}
    assert nodes >= {edge.get(end) for edge in root.iterfind(".//g:edge", space) for end in ("source", "target")}


@GRAPHS
def test_arrow_reads_the_parquet_file(tmp_path: Path, data: GraphData) -> None:
    table = pyarrow.parquet.read_table(write(data, tmp_path / "g.parquet"))

    assert len(data.statements) == table.num_rows
    if data.statements:
        assert [utf8(s.relation.name) for s in data.statements] == table["relation"].to_pylist()
        assert [s.confidence for s in data.statements] == table["confidence"].to_pylist()


def test_rdf_12_is_exported_by_name(tmp_path: Path) -> None:
    trig = Graph(harbour()).export(tmp_path / "graph.trig12")
    store = pyoxigraph.Store()
    store.load(trig.read_bytes(), pyoxigraph.RdfFormat.TRIG)
    query = """PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
      SELECT ?s { GRAPH ?g { ?s rdf:reifies <<( ?a ?p ?b )>> ; rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b } }"""

    assert sum(s.object is not None and s.subject.kind != "literal" for s in harbour().statements) == len(list(store.query(query)))
