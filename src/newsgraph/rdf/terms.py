"""The terms of the graph: the project's own (``vocabulary.ttl``), and those of other vocabularies that it uses."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from newsgraph.model import COOPERATIVE, ENTITY_TYPES, EVENT_TYPES, MODALITIES, QUALIFIER_ROLES, STATUSES
from newsgraph.rdf.iris import DEFAULT_BASE

__all__ = ["NG", "PREFIXES", "TYPE_IRIS", "TYPE_NAMES", "individual", "prefixes", "vocabulary_labels", "vocabulary_text"]

NG: Final = f"{DEFAULT_BASE}ns#"
"""Namespace of the vocabulary: the same whatever the base of a graph is."""

PREFIXES: Final[dict[str, str]] = {
    "ng": NG,
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """The prefixes that queries and files of a graph with this base may use, ``e:`` (entities) and ``r:`` (relations) first."""
    own = {"e": f"{base}entity/", "r": f"{base}r/", "c": f"{base}concept/", "a": f"{base}article/", "s": f"{base}statement/"}
    return {**own, "g": f"{base}graph/", **PREFIXES}


def term(curie: str) -> NamedNode:
    """The node of ``prefix:name`` for a prefix of :data:`PREFIXES`."""
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def individual(value: str, suffix: str = "") -> str:
    """The IRI of a member of one of the vocabulary's lists: status ``fact`` is ``ng:Fact``, role ``place`` ``ng:PlaceRole``."""
    return f"{NG}{value[:1].upper()}{value[1:]}{suffix}"


_SCHEMA = {"Person", "Organization", "Place", "Event", "Product", "Thing"}
_OTHERS = {"Work": "CreativeWork", "Law": "Legislation", **{name: name for name in _SCHEMA}}
TYPE_IRIS: Final[dict[str, str]] = {
    str(name): PREFIXES["schema"] + _OTHERS[name] if name in _OTHERS else f"{NG}{name}" for name in ENTITY_TYPES
}
"""Entity types as classes: schema.org's where it has one."""
TYPE_NAMES: Final[dict[str, str]] = {iri: name for name, iri in TYPE_IRIS.items()}

STATUS: Final = {status: NamedNode(individual(status)) for status in STATUSES}
MODALITY: Final = {modality: NamedNode(individual(modality, "Modality")) for modality in MODALITIES}
ROLE: Final = {role: NamedNode(individual(role, "Role")) for role in QUALIFIER_ROLES}
EVENT: Final = {event: NamedNode(NG + event) for event in EVENT_TYPES}
MENTION: Final = {kind: NamedNode(individual(kind, "Mention")) for kind in ("name", "demonym", "nominal", "pronoun")}


def event_class(event: str) -> NamedNode:
    """``ng:Cooperation`` or ``ng:Conflict``, whichever is above an event type."""
    return term("ng:Cooperation" if event in COOPERATIVE else "ng:Conflict")


NIL: Final = term("rdf:nil")
ESCAPED: Final = term("ng:escaped")


def vocabulary_text() -> str:
    """The vocabulary as Turtle."""
    return files("newsgraph.rdf").joinpath("vocabulary.ttl").read_text(encoding="utf-8")


@cache
def vocabulary_labels() -> dict[str, str]:
    """The label of each term of the vocabulary by its IRI."""
    label = term("rdfs:label")
    return {
        quad.subject.value: quad.object.value
        for quad in parse(vocabulary_text(), RdfFormat.TURTLE)
        if quad.predicate == label and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }
