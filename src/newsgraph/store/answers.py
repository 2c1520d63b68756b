"""Answers as SPARQL 1.1 services send them: what was asked with which dataset, and the bytes of the answer, within limits.

An answer over its limits is an error and never a part of one: nobody can tell a part from the whole by looking at it.

References:
    W3C, SPARQL 1.1 Query Results JSON Format, XML Format, and CSV and TSV Formats, 2013; SPARQL 1.1 Protocol, 2013;
    RDF 1.1 XML Syntax, 2014; Namespaces in XML 1.0, 2009 (names of elements).
"""

from __future__ import annotations

import csv
import io
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Literal, TypeVar
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from newsgraph.errors import QueryError, QueryLimitError
from newsgraph.rdf.terms import prefixes
from newsgraph.store.base import QueryLimits

__all__ = ["GRAPH_FORMATS", "ROW_FORMATS", "Answer", "Question", "answered", "wrong_query"]

_T = TypeVar("_T")

GRAPH_FORMATS: Final[dict[str, str]] = {"turtle": "text/turtle", "ntriples": "application/n-triples", "rdfxml": "application/rdf+xml"}
"""The media types of ``CONSTRUCT`` and ``DESCRIBE``."""
ROW_FORMATS: Final[dict[str, str]] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""The media types of ``SELECT`` and ``ASK``."""
_EXPECTED: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.S)
_RANGE: Final = re.compile(r",?\s*(?:or )?\['?.*", re.S)


def wrong_query(told: str) -> str:
    """What an engine tells of a query that is none, in one line that a reader can use: where, and what could stand there.

    >>> wrong_query('error at 2:5: expected one of "{", WHERE, [0-9]')
    'the query is wrong at line 2, column 5: expected "{", WHERE'
    >>> wrong_query("error at 1:9: expected one of Prefix not found, ['%']").partition(";")[0]
    'the query is wrong at line 1, column 9: a prefix is not known'
    """
    found = _EXPECTED.match(told)
    if found is None:
        return f"the query is wrong: {told}"
    line, column, wanted = found.groups()
    where = f"the query is wrong at line {line}, column {column}"
    if "Prefix not found" in wanted:
        return f"{where}: a prefix is not known; preset are {', '.join(prefixes())}, others need a PREFIX line"
    # All that a name may begin with would fill the screen.
    short = _RANGE.sub("", wanted)
    tokens = short.split(", ")
    if short and not short.startswith("["):
        wanted = ", ".join(tokens[:8]) + (" or others" if len(tokens) > 8 else "")
    wanted = " ".join(wanted.split())[:200]
    return f"{where}: {wanted[0].lower()}{wanted[1:]}" if wanted.startswith("The ") else f"{where}: expected {wanted}"


_ENGINE = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "rdfxml": ox.RdfFormat.RDF_XML}
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
# What XML 1.0 cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
# A name of an element is the end of a predicate's IRI.
_XML_NAME = re.compile(f"[{_NAME_START}][-.0-9\xb7\u0300-\u036f\u203f-\u2040{_NAME_START}]*\\Z")


@dataclass(frozen=True, slots=True)
class Question:
    """A query as the protocol has it.

    ``rows`` and ``graph`` are the formats of the answer, keys of :data:`ROW_FORMATS` and :data:`GRAPH_FORMATS`; empty when whoever asks
    takes none. ``default_graphs`` and ``named_graphs`` (IRIs) are the dataset, over that of the query's own ``FROM``; None for none given.
    """

    sparql: str
    rows: str = "json"
    graph: str = "turtle"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """``content`` in ``format``; both are empty when the question takes no format of this ``kind`` of answer (``rows`` or ``graph``)."""

    kind: Literal["rows", "graph"]
    format: str
    content: bytes


def answered(
    found: ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple], question: Question, limits: QueryLimits, most_bytes: int | None
) -> Answer:
    """The answer to a question.

    Raises:
        QueryError: when it has more rows or bytes than its limits, or takes longer.
    """
    rows = isinstance(found, ox.QuerySolutions | ox.QueryBoolean)
    name = question.rows if rows else question.graph
    if not name:
        return Answer("rows" if rows else "graph", "", b"")
    limited = _Limited(limits, most_bytes)
    if isinstance(found, ox.QueryBoolean):
        return Answer("rows", name, _boolean(bool(found), name))
    if isinstance(found, ox.QuerySolutions):
        columns = [variable.value for variable in found.variables]
        return Answer("rows", name, limited.joined(_WRITERS[name](columns, limited.rows(found))))
    return Answer("graph", name, limited.joined([_graph(limited.rows(found), name)]))


def _graph(triples: Iterable[ox.Triple], name: str) -> bytes:
    return ox.serialize(_as_xml(triples) if name == "rdfxml" else triples, format=_ENGINE[name]) or b""


def _as_xml(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """The same, as the engine would write what no reader of XML takes."""
    for triple in triples:
        if not _XML_NAME.search(triple.predicate.value):
            raise QueryError(f"RDF/XML has no name for {triple.predicate}, which ends in no word; ask for Turtle or N-Triples")
        if isinstance(triple.object, ox.Literal) and _NO_XML.search(triple.object.value):
            raise QueryError(f"RDF/XML cannot hold a character of {triple.object}; ask for Turtle or N-Triples")
        yield triple


class _Limited:
    """Counts what passes."""

    def __init__(self, limits: QueryLimits, most_bytes: int | None) -> None:
        self._limits, self._bytes = limits, most_bytes
        self._stop = None if limits.seconds is None else time.monotonic() + limits.seconds

    def rows(self, rows: Iterable[_T]) -> Iterator[_T]:
        stream = iter(rows)
        for row in stream if self._limits.rows is None else islice(stream, self._limits.rows):
            if self._stop is not None and time.monotonic() > self._stop:
                raise QueryLimitError(f"the query took longer than {self._limits.seconds} seconds", limit="seconds")
            yield row
        if next(stream, None) is not None:
            told = f"the answer has more than {self._limits.rows} rows; ask for fewer with LIMIT, or for their COUNT"
            raise QueryLimitError(told, limit="rows")

    def joined(self, parts: Iterable[bytes]) -> bytes:
        written = bytearray()
        for part in parts:
            written += part
            if self._bytes is not None and len(written) > self._bytes:
                raise QueryLimitError(f"the answer has more than {self._bytes} bytes; ask for fewer rows with LIMIT", limit="bytes")
        return bytes(written)


def _boolean(value: bool, name: str) -> bytes:
    text = str(value).lower()
    if name == "json":
        return f'{{"head":{{}},"boolean":{text}}}'.encode()
    if name == "xml":
        return f"{_XML_HEAD}<head/><boolean>{text}</boolean></sparql>".encode()
    return text.encode()


# -- JSON -------------------------------------------------------------------------------------------------------------------------


def _json(columns: list[str], rows: Iterable[ox.QuerySolution]) -> Iterator[bytes]:
    yield f'{{"head":{{"vars":{json.dumps(columns)}}},"results":{{"bindings":['.encode()
    before = ""
    for row in rows:
        bound = {column: _json_term(term) for column, term in zip(columns, row, strict=True) if term is not None}
        yield f"{before}\n{json.dumps(bound, ensure_ascii=True, separators=(',', ':'))}".encode()
        before = ","
    yield b"\n]}}"


def _json_term(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == _XSD_STRING:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


# -- XML --------------------------------------------------------------------------------------------------------------------------

_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _xml(columns: list[str], rows: Iterable[ox.QuerySolution]) -> Iterator[bytes]:
    variables = "".join(f"<variable name={quoteattr(column)}/>" for column in columns)
    yield f"{_XML_HEAD}<head>{variables}</head><results>".encode()
    for row in rows:
        bindings = "".join(
            f"<binding name={quoteattr(column)}>{_xml_term(term)}</binding>"
            for column, term in zip(columns, row, strict=True)
            if term is not None
        )
        yield f"\n<result>{bindings}</result>".encode()
    yield b"\n</results></sparql>"


def _xml_text(text: str) -> str:
    # A bare carriage return would be read back as a line feed.
    return escape(_NO_XML.sub("\ufffd", text), {"\r": "&#13;"})


def _xml_term(term: Any) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return f"<triple>{''.join(f'<{name}>{_xml_term(part)}</{name}>' for name, part in parts.items())}</triple>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{_xml_text(term.value)}</literal>"
    if term.datatype.value == _XSD_STRING:
        return f"<literal>{_xml_text(term.value)}</literal>"
    return f"<literal datatype={quoteattr(term.datatype.value)}>{_xml_text(term.value)}</literal>"


# -- tables -----------------------------------------------------------------------------------------------------------------------


def _csv(columns: list[str], rows: Iterable[ox.QuerySolution]) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    for cells in _with_head(columns, rows, _csv_cell):
        writer.writerow(cells)
        yield buffer.getvalue().encode("utf-8")
        buffer.seek(0)
        buffer.truncate()


def _csv_cell(term: Any) -> str:
    return str(term.value) if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _tsv(columns: list[str], rows: Iterable[ox.QuerySolution]) -> Iterator[bytes]:
    for cells in _with_head([f"?{column}" for column in columns], rows, _tsv_cell):
        yield ("\t".join(cells) + "\n").encode("utf-8")


def _tsv_cell(term: Any) -> str:
    return str(term).replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _with_head(head: list[str], rows: Iterable[ox.QuerySolution], cell: Callable[[Any], str]) -> Iterator[list[str]]:
    yield head
    for row in rows:
        yield ["" if term is None else cell(term) for term in row]


_WRITERS: Final = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}
