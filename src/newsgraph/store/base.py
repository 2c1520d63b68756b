"""What every store of a graph can do, and what a query gives back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Literal, Protocol, Self, runtime_checkable

from newsgraph.model import GraphData
from newsgraph.rdf.terms import PREFIXES

__all__ = ["Iri", "QueryLimits", "QueryResult", "Store", "Term", "Value"]

_XSD = PREFIXES["xsd"]
_NUMBERS = frozenset(_XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"))
_FLOATS = frozenset(_XSD + name for name in ("double", "float", "decimal"))


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """An IRI in a query's answer."""

    value: str

    def __str__(self) -> str:
        """The IRI without brackets."""
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A literal in a query's answer: its lexical form, the IRI of its datatype, its language or ``""``."""

    text: str
    datatype: str = _XSD + "string"
    language: str = ""

    def __str__(self) -> str:
        """The lexical form."""
        return self.text

    @property
    def python(self) -> str | int | float | bool | dt.date:
        """The value as Python has it: ``int``, ``float``, ``bool``, ``date``; everything else, and what is ill-typed, as its text."""
        try:
            if self.datatype in _NUMBERS:
                return int(self.text)
            if self.datatype in _FLOATS:
                return float(self.text)
            if self.datatype == _XSD + "date":
                return dt.date.fromisoformat(self.text)
        except ValueError:
            return self.text
        if self.datatype == _XSD + "boolean" and self.text in ("true", "false", "1", "0"):
            return self.text in ("true", "1")
        return self.text


Term = Iri | Value


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """How much a query may give and take: ``rows`` (further ones are left off), ``seconds`` of wall time between two rows and in all.

    ``seconds`` is looked at whenever a row comes: a query that computes long before its first row is stopped only by ending its process.
    None is no limit.
    """

    rows: int | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to a query.

    ``kind`` is ``select``, ``ask`` (one row, one column ``ask``) or ``graph`` (``CONSTRUCT`` and ``DESCRIBE``: columns ``subject``,
    ``predicate``, ``object``). A row has a term, or None where nothing is bound, for each of ``columns``.
    ``truncated`` is True when the limit of rows left some off. ``labels`` names the IRIs in the rows, ``prefixes`` shortens them.
    """

    kind: Literal["select", "ask", "graph"]
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    truncated: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        """The rows."""
        return iter(self.rows)

    def __bool__(self) -> bool:
        """The answer of an ``ASK``; of other queries, whether there is any row."""
        if self.kind == "ask":
            return self.rows[0][0] == Value("true", _XSD + "boolean")
        return bool(self.rows)

    def short(self, iri: str) -> str:
        """``prefix:name`` for an IRI where one of the prefixes fits, else the IRI."""
        fitting = [(len(namespace), prefix) for prefix, namespace in self.prefixes.items() if iri.startswith(namespace)]
        if not fitting:
            return iri
        length, prefix = max(fitting)
        return f"{prefix}:{iri[length:]}"

    def render(self, term: Term | None, *, labels: bool = True) -> str:
        """A term for people: an IRI by its label (or short form), a literal by its text, nothing as ``""``."""
        if term is None:
            return ""
        if isinstance(term, Iri):
            return (self.labels.get(term.value) if labels else None) or self.short(term.value)
        return term.text

    def to_rows(self, *, labels: bool = True) -> list[dict[str, Any]]:
        """The rows as dicts of Python values: IRIs by their labels, or with ``labels=False`` in short form; unbound ones None."""

        def value(term: Term | None) -> Any:
            return term.python if isinstance(term, Value) else None if term is None else self.render(term, labels=labels)

        return [{column: value(term) for column, term in zip(self.columns, row, strict=True)} for row in self.rows]


@runtime_checkable
class Store(Protocol):
    """A graph as RDF, kept and queried.

    Implementations pass ``tests/conformance/test_store.py``.
    """

    base: str
    threshold: float

    def update(self, data: GraphData) -> bool:
        """Make the store hold exactly ``data``; False when it did already.

        Only the named graphs that differ change, all in one transaction: whoever reads sees the graph before or after, and a process
        that is killed in between leaves it as before.

        Raises:
            StoreError: when it was opened to be read, or cannot be written. The store is as it was before.
            GraphError: when two articles or two entities have one id.
        """
        ...

    def graph_data(self) -> GraphData:
        """All that the store holds, as plain data.

        Raises:
            StoreFormatError: when it is damaged, or holds no newsgraph.
        """
        ...

    def query(self, sparql: str, *, limits: QueryLimits | None = None) -> QueryResult:
        """The answer to a ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``, over the union of all named graphs.

        Prefixes are preset (:func:`newsgraph.rdf.terms.prefixes`); relative IRIs are read against the base. Nothing outside is reached.

        Raises:
            QueryError: when it is wrong, no query but an update, reaches out, or takes longer than its limit.
        """
        ...

    def named(self, name: str, *, limits: QueryLimits | None = None, **values: str) -> QueryResult:
        """The answer to one of :func:`newsgraph.store.named.named_queries`.

        Raises:
            NotFoundError: when there is no query, or no entity, of that name.
            UsageError: when a parameter is missing, unknown or of the wrong kind.
        """
        ...

    def close(self) -> None:
        """Let go of the store; closing twice does nothing."""
        ...

    def __enter__(self) -> Self:
        """The store itself."""
        ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> None:
        """Close it."""
        ...
