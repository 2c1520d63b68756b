"""Oxigraph's answers as ours."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from newsgraph.errors import QueryLimitError
from newsgraph.rdf.decode import text_of
from newsgraph.rdf.terms import ESCAPED, PREFIXES, vocabulary_labels
from newsgraph.store.base import Iri, QueryLimits, QueryResult, Term, Value

__all__ = ["query_result"]


def query_result(
    found: ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple],
    limits: QueryLimits,
    stop: float | None,
    preset: Mapping[str, str],
    labels: Callable[[set[str]], Mapping[str, str]] | None,
) -> QueryResult:
    """The answer, row by row within its limits; ``stop`` is a time of the monotonic clock, ``labels`` names IRIs (None: none of
    them).

    Raises:
        QueryLimitError: when the time is over.
    """
    if isinstance(found, ox.QueryBoolean):
        return QueryResult("ask", ("ask",), ((Value(str(bool(found)).lower(), PREFIXES["xsd"] + "boolean"),),), prefixes=preset)
    select = isinstance(found, ox.QuerySolutions)
    columns = tuple(v.value for v in found.variables) if isinstance(found, ox.QuerySolutions) else ("subject", "predicate", "object")
    rows: list[tuple[Term | None, ...]] = []
    truncated = False
    for row in found:
        if limits.rows is not None and len(rows) >= limits.rows:
            truncated = True
            break
        if stop is not None and time.monotonic() > stop:
            raise QueryLimitError(f"the query took longer than {limits.seconds} seconds", limit="seconds")
        rows.append(tuple(map(_term, row)))
    if labels is None:
        return QueryResult("select" if select else "graph", columns, tuple(rows), truncated, {}, preset)
    iris = {cell.value for row in rows for cell in row if isinstance(cell, Iri)}
    known = vocabulary_labels()
    named = {iri: known[iri] for iri in iris if iri in known} | dict(labels(iris))
    return QueryResult("select" if select else "graph", columns, tuple(rows), truncated, named, preset)


def _term(found: Any) -> Term | None:
    if found is None:
        return None
    if isinstance(found, ox.NamedNode):
        return Iri(found.value)
    if isinstance(found, ox.Literal):
        if found.datatype == ESCAPED:
            return Value(text_of(found))
        return Value(found.value, found.datatype.value, found.language or "")
    # Blank nodes and triple terms: none in our graphs, but a query may make them.
    return Value(str(found), PREFIXES["rdfs"] + "Resource")
