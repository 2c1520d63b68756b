"""Oxigraph's answers as ours."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import pyoxigraph as ox

from newsgraph.errors import QueryLimitError
from newsgraph.rdf.decode import text_of
from newsgraph.rdf.terms import ESCAPED, PREFIXES, vocabulary_labels
from newsgraph.store.base import Iri, QueryLimits, QueryResult, Term, Value

__all__ = ["query_result"]

_ESCAPED: Final = ESCAPED.value


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
    term = _terms()
    truncated = False
    for row in found:
        if limits.rows is not None and len(rows) >= limits.rows:
            truncated = True
            break
        if stop is not None and time.monotonic() > stop:
            raise QueryLimitError(f"the query took longer than {limits.seconds} seconds", limit="seconds")
        rows.append(tuple(map(term, row)))
    if labels is None:
        return QueryResult("select" if select else "graph", columns, tuple(rows), truncated, {}, preset)
    iris = {cell.value for row in rows for cell in row if isinstance(cell, Iri)}
    known = vocabulary_labels()
    named = {iri: known[iri] for iri in iris if iri in known} | dict(labels(iris))
    return QueryResult("select" if select else "graph", columns, tuple(rows), truncated, named, preset)


def _terms() -> Callable[[Any], Term | None]:
    """Makes terms; an IRI that stands in several rows once."""
    iris: dict[str, Iri] = {}

    def term(found: Any) -> Term | None:
        if type(found) is ox.NamedNode:
            value = found.value
            known = iris.get(value)
            if known is None:
                known = iris[value] = Iri(value)
            return known
        if type(found) is ox.Literal:
            datatype = found.datatype.value
            return Value(text_of(found)) if datatype == _ESCAPED else Value(found.value, datatype, found.language or "")
        # Blank nodes and triple terms: none in our graphs, but a query may make them.
        return None if found is None else Value(str(found), PREFIXES["rdfs"] + "Resource")

    return term
