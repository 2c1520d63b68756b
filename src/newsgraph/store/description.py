"""What a SPARQL endpoint over a graph tells of itself.

References:
    W3C, SPARQL 1.1 Service Description, 2013.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from newsgraph.rdf.iris import Iris
from newsgraph.rdf.terms import PREFIXES, term
from newsgraph.store.answers import GRAPH_FORMATS

__all__ = ["service_description"]

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_OFFERED: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
)
_WRITTEN: Final = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "rdfxml": ox.RdfFormat.RDF_XML}


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)


def service_description(endpoint: str, *, base: str, format: str = "turtle") -> bytes:
    """The description of the endpoint at that IRI, of a graph with that base, in a key of :data:`newsgraph.store.answers.GRAPH_FORMATS`.

    Raises:
        ValueError: when ``endpoint`` is no IRI.
    """
    if format not in GRAPH_FORMATS:
        raise ValueError(f"no format {format!r}")
    prefixes = {"sd": _SD, "formats": _FORMATS, "rdfs": PREFIXES["rdfs"], "g": f"{base}graph/"}
    return ox.serialize(_triples(endpoint, Iris(base)), format=_WRITTEN[format], prefixes=prefixes) or b""


def _triples(endpoint: str, iris: Iris) -> Iterator[ox.Triple]:
    kind, label = term("rdf:type"), term("rdfs:label")
    service, dataset, default = (ox.NamedNode(f"{endpoint}{fragment}") for fragment in ("#service", "#dataset", "#default-graph"))
    yield ox.Triple(service, kind, _sd("Service"))
    yield ox.Triple(service, label, ox.Literal("SPARQL 1.1 queries over a newsgraph, read only", language="en"))
    yield ox.Triple(service, _sd("endpoint"), ox.NamedNode(endpoint))
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in _OFFERED:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, kind, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, kind, _sd("Graph"))
    yield ox.Triple(default, label, ox.Literal("the union of all named graphs", language="en"))
    # The graphs of articles are too many to be named; a query lists them.
    for graph, what in ((iris.facts, "plain facts as one-hop triples"), (iris.descriptions, "entities and relations described")):
        named = ox.NamedNode(f"{endpoint}#{graph.rpartition('/')[2]}")
        yield ox.Triple(dataset, _sd("namedGraph"), named)
        yield ox.Triple(named, kind, _sd("NamedGraph"))
        yield ox.Triple(named, _sd("name"), ox.NamedNode(graph))
        yield ox.Triple(named, label, ox.Literal(what, language="en"))
