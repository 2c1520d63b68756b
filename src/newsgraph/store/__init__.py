"""Stores of a graph and SPARQL over them."""

from newsgraph.store.answers import Answer, Question
from newsgraph.store.base import Iri, QueryLimits, QueryResult, Store, Term, Value
from newsgraph.store.named import named_queries, render
from newsgraph.store.outline import Outline, outline_of
from newsgraph.store.oxigraph import OxigraphStore
from newsgraph.store.service import SparqlServiceStore
from newsgraph.store.worker import QueryWorker

__all__ = [
    "Answer",
    "Iri",
    "Outline",
    "OxigraphStore",
    "QueryLimits",
    "QueryResult",
    "QueryWorker",
    "Question",
    "SparqlServiceStore",
    "Store",
    "Term",
    "Value",
    "named_queries",
    "outline_of",
    "render",
]
