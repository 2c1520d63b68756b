"""Writing the graph to files that other programs open."""

from __future__ import annotations

import csv
import difflib
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from newsgraph.errors import UsageError
from newsgraph.model import GraphData, Node, Statement
from newsgraph.views._text import csv_cell, safe_url, utf8, xml_text
from newsgraph.views.look import NODE_STYLES
from newsgraph.views.network import node_key, salience

__all__ = ["FORMATS", "jsonl_lines", "write"]

_UNSAFE_IN_LINES = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def write(data: GraphData, path: str | Path, format: str | None = None) -> Path:
    """Write the graph to ``path`` and give the path back; equal data give equal bytes.

    ``format`` is ``graphml`` (yEd, Cytoscape, networkx), ``gexf`` (Gephi), ``csv`` (a folder with ``nodes.csv`` and ``edges.csv``,
    headers as Neo4j's importer reads them), ``jsonl`` (``statements.jsonl``), ``parquet``, ``html`` or
    ``explorer`` (a page for thousands of articles; its file ends with ``.html``, too);
    without it, the ending of ``path`` tells. A file appears whole or not at all; folders are made.

    Raises:
        UsageError: when the format is unknown.
        OSError: when the path cannot be written.
    """
    target = Path(path)
    name = format or target.suffix.lstrip(".").lower()
    if name not in FORMATS:
        near = difflib.get_close_matches(name, FORMATS, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"no export format named {name!r}.{hint} Known: {', '.join(sorted(FORMATS))}.")
    for file_name, content in FORMATS[name](data):
        file = target / file_name if file_name else target
        file.parent.mkdir(parents=True, exist_ok=True)
        _replace(file, content)
    return target


def _replace(file: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name[:40]}.", delete=False) as stream:
        temporary = Path(stream.name)
        try:
            stream.write(content)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    # A temporary file is readable by its owner alone; what is exported should be as readable as any new file.
    temporary.chmod(0o644)
    temporary.replace(file)


def jsonl_lines(data: GraphData) -> Iterator[str]:
    """One JSON object a statement, without the line end, sorted by article and position.

    Readable UTF-8, but for lone surrogates and the characters that some readers take for line ends: those are escaped.
    """

    def position(statement: Statement) -> tuple[str, int, str]:
        return statement.article, statement.evidence[0].sentence.start, statement.id

    for statement in sorted(data.statements, key=position):
        line = json.dumps(statement.to_json(), ensure_ascii=False)
        yield _UNSAFE_IN_LINES.sub(lambda found: f"\\u{ord(found.group()):04x}", line)


_Files = Iterator[tuple[str, bytes]]


def _jsonl(data: GraphData) -> _Files:
    yield "", "".join(f"{line}\n" for line in jsonl_lines(data)).encode("utf-8")


# pandas and pyvis (which loads IPython) take most of a second to import: only who writes their formats waits for them.
def _parquet(data: GraphData) -> _Files:
    from newsgraph.views.tables import to_pandas

    frame = to_pandas(data)
    for column in frame.select_dtypes(include=["object"]).columns:
        frame[column] = frame[column].map(lambda value: utf8(value) if isinstance(value, str) else value)
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False)
    yield "", buffer.getvalue()


def _html(data: GraphData) -> _Files:
    from newsgraph.views.html import render

    yield "", render(data).encode("utf-8")


def _explorer(data: GraphData) -> _Files:
    from newsgraph.views.explorer import offline_page

    yield "", offline_page(data).encode("utf-8")


def _nodes(data: GraphData) -> dict[str, dict[str, Any]]:
    """Flat attributes of every node that a statement or the list of entities names; a literal has one per statement."""
    ranks = salience(data)
    nodes: dict[str, dict[str, Any]] = {
        entity.id: {
            "label": entity.label,
            "type": entity.type,
            "kind": "entity",
            "aliases": list(entity.aliases),
            "mentions": len(entity.mentions),
            "link": entity.link,
            "salience": round(ranks[entity.id], 9),
        }
        for entity in data.entities
    }
    for statement in data.statements:
        for node in (statement.subject, statement.object):
            if node is not None and node_key(statement, node) not in nodes:
                nodes[node_key(statement, node)] = _other_node(node, ranks)
    return nodes


def _other_node(node: Node, ranks: dict[str, float]) -> dict[str, Any]:
    return {
        "label": node.label,
        "type": node.type,
        "kind": node.kind,
        "aliases": list(node.aliases),
        "mentions": 0,
        "link": "",
        "salience": round(ranks.get(node.id, 0.0), 9),
    }


def _edge(statement: Statement, urls: dict[str, str]) -> dict[str, Any]:
    """Flat attributes of a statement; the same names in GraphML, GEXF and CSV."""
    speakers = [speaker.label for speaker in statement.speakers]
    time = statement.time
    cooperative = {True: "cooperative", False: "conflictual", None: "neutral"}[statement.relation.cooperative]
    return {
        "relation": statement.relation.name,
        "relation_text": statement.relation.text,
        "event_type": statement.relation.event_type or "",
        "tone": cooperative,
        "symmetric": statement.relation.symmetric,
        "status": statement.status,
        "modality": statement.modality or "",
        "plain": statement.plain,
        "speakers": speakers,
        "confidence": round(float(statement.confidence), 6),
        "time": time.text if time else "",
        "time_first": time.first.isoformat() if time and time.first else "",
        "time_last": time.last.isoformat() if time and time.last else "",
        "qualifiers": [f"{qualifier.role}: {qualifier.text}" for qualifier in statement.qualifiers],
        "content": statement.content or "",
        "article": statement.article,
        "url": urls.get(statement.article, ""),
        "sentence": statement.evidence[0].text,
        "evidence_start": statement.evidence[0].sentence.start,
        "evidence_end": statement.evidence[0].sentence.end,
        "extractor": statement.extractor,
    }


def _urls(data: GraphData) -> dict[str, str]:
    return {article.id: safe_url(article.url) or "" for article in data.articles}


def _flat_graph(data: GraphData) -> nx.MultiDiGraph:
    """The statements with an object as a graph of strings, numbers and truth values that XML can hold.

    Statements without an object stand in no file for edges; ``jsonl``, ``parquet`` and ``html`` have them.
    """

    def flat(attributes: dict[str, Any]) -> dict[str, Any]:
        joined = {name: "; ".join(value) if isinstance(value, list) else value for name, value in attributes.items()}
        return {name: xml_text(value) if isinstance(value, str) else value for name, value in joined.items()}

    urls = _urls(data)
    graph = nx.MultiDiGraph()
    for key, attributes in _nodes(data).items():
        graph.add_node(xml_text(key), **flat(attributes))
    for statement in data.statements:
        if statement.object is not None:
            graph.add_edge(
                xml_text(node_key(statement, statement.subject)),
                xml_text(node_key(statement, statement.object)),
                key=xml_text(statement.id),
                **flat(_edge(statement, urls)),
            )
    return graph


def _graphml(data: GraphData) -> _Files:
    # The writer over the standard library: networkx otherwise takes lxml where it happens to be there, with other bytes.
    writer = GraphMLWriter(graph=_flat_graph(data), encoding="utf-8", prettyprint=True, edge_id_from_attribute=None)
    buffer = io.BytesIO()
    writer.dump(buffer)
    yield "", buffer.getvalue() + b"\n"


def _rgb(attributes: dict[str, Any]) -> dict[str, Any]:
    """The colour of the page's legend for a node's type."""
    style = NODE_STYLES["Concept"] if attributes["kind"] == "concept" else NODE_STYLES.get(attributes["type"], NODE_STYLES["Thing"])
    red, green, blue = (int(style["light"][place : place + 2], 16) for place in (1, 3, 5))
    return {"r": red, "g": green, "b": blue, "a": 1.0}


def _gexf(data: GraphData) -> _Files:
    from newsgraph.views.html.drawing import select

    graph = _flat_graph(data)
    for _, _, key, attributes in graph.edges(keys=True, data=True):
        attributes["label"] = attributes["relation"]
        attributes["id"] = key
    places = {xml_text(drawn.node.id): (drawn.x, drawn.y) for drawn in select(data).nodes}
    for key, attributes in graph.nodes(data=True):
        attributes["viz"] = {"size": round(4 + 36 * attributes["salience"] ** 0.5, 3), "color": _rgb(attributes)}
        if key in places:
            # Gephi's axis points upwards.
            attributes["viz"]["position"] = {"x": float(places[key][0]), "y": float(-places[key][1]), "z": 0.0}
    writer = GEXFWriter(graph=graph, encoding="utf-8", prettyprint=True, version="1.2draft")
    # The day of writing would make each day's file another one.
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
        for creator in meta.iter("creator"):
            creator.text = "newsgraph"
    buffer = io.BytesIO()
    writer.write(buffer)
    yield "", buffer.getvalue().rstrip() + b"\n"


def _csv_bytes(header: list[str], rows: Iterator[list[str]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8")


def _cell(value: Any) -> str:
    if isinstance(value, list):
        # Neo4j splits lists at semicolons and knows no way to escape one.
        return ";".join(item.replace(";", ",") for item in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


_NEO4J_TYPES = {"mentions": "int", "evidence_start": "int", "evidence_end": "int", "salience": "double", "confidence": "double"}
_NEO4J_TYPES |= {"plain": "boolean", "symmetric": "boolean", "aliases": "string[]", "speakers": "string[]", "qualifiers": "string[]"}


def _header(names: list[str]) -> list[str]:
    return [f"{name}:{_NEO4J_TYPES[name]}" if name in _NEO4J_TYPES else name for name in names]


def _csv(data: GraphData) -> _Files:
    nodes, urls = _nodes(data), _urls(data)
    names = ["label", "type", "kind", "aliases", "mentions", "link", "salience"]
    node_rows = ([key, *(_cell(row[name]) for name in names), row["type"]] for key, row in nodes.items())
    yield "nodes.csv", _csv_bytes(["id:ID", *_header(names), ":LABEL"], node_rows)
    edges = [(statement, _edge(statement, urls)) for statement in data.statements if statement.object is not None]
    columns = list(_edge(data.statements[0], urls)) if data.statements else []
    edge_rows = (
        [
            node_key(statement, statement.subject),
            node_key(statement, statement.object or statement.subject),
            row["relation"],
            statement.id,
            *(_cell(row[name]) for name in columns),
        ]
        for statement, row in edges
    )
    yield "edges.csv", _csv_bytes([":START_ID", ":END_ID", ":TYPE", "statement", *_header(columns)], edge_rows)


FORMATS: dict[str, Callable[[GraphData], _Files]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "html": _html,
    "explorer": _explorer,
}
"""What makes each format: pairs of a file name (empty for the path itself) and its bytes."""
