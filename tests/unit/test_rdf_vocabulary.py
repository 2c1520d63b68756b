"""The vocabulary, its page and the shapes tell of every term, and of no other."""

from __future__ import annotations

import re
from pathlib import Path

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from helpers.harbour import harbour
from newsgraph.model import EVENT_TYPES
from newsgraph.rdf import terms
from newsgraph.rdf.document import vocabulary_markdown
from newsgraph.rdf.encode import encode
from newsgraph.rdf.terms import NG, vocabulary_text
from newsgraph.rdf.validate import shapes_text

ROOT = Path(__file__).parents[2]
GRAPH = rdflib.Graph().parse(data=vocabulary_text(), format="turtle")
TERMS = {str(subject) for subject in GRAPH.subjects() if str(subject) != NG}


def test_every_term_is_documented() -> None:
    for term in map(rdflib.URIRef, sorted(TERMS)):
        assert 1 == len(list(GRAPH.objects(term, RDFS.label))), term
        assert 1 == len(list(GRAPH.objects(term, RDFS.comment))), term
        kinds = set(GRAPH.objects(term, RDF.type))
        if kinds & {OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property}:
            assert (1, 1) == (len(list(GRAPH.objects(term, RDFS.domain))), len(list(GRAPH.objects(term, RDFS.range)))), term
        if kinds & {OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property, RDFS.Class, RDFS.Datatype}:
            assert 1 == len(list(GRAPH.objects(term, SKOS.example))), term


def test_every_term_that_is_used_is_there() -> None:
    used = {term.value for quad in encode(harbour()) for term in quad.triple if getattr(term, "value", "").startswith(NG)}
    tables = (terms.STATUS, terms.MODALITY, terms.ROLE, terms.EVENT, terms.MENTION)
    used |= {node.value for table in tables for node in table.values()}

    assert set() == used - TERMS


def test_every_term_in_the_sources_is_there() -> None:
    sources = [*(ROOT / "src/newsgraph/rdf").glob("*.py"), *(ROOT / "src/newsgraph/store").rglob("*.rq")]
    sources += [ROOT / "src/newsgraph/store/oxigraph.py"]
    named = {NG + name for path in sources for name in re.findall(r"\bng:(\w+)", path.read_text(encoding="utf-8"))}

    assert set() == named - TERMS


def test_every_term_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/newsgraph").rglob("*.py"))
    tables = (terms.STATUS, terms.MODALITY, terms.ROLE, terms.EVENT, terms.MENTION, terms.TYPE_IRIS)
    listed = {getattr(node, "value", node) for table in tables for node in table.values()}
    # Classes of individuals, and the range of node properties, are there to be read.
    described = {NG + name for name in ("Status", "Polarity", "Modality", "Role", "MentionKind", "Node")}
    unused = {term for term in TERMS - listed - described if f'"ng:{term.removeprefix(NG)}"' not in code}

    assert set() == unused


def test_every_event_type_is_cooperative_or_conflictual() -> None:
    broader = {str(s).removeprefix(NG): str(o) for s, o in GRAPH.subject_objects(SKOS.broader)}

    assert {event: terms.event_class(event).value for event in EVENT_TYPES} == broader


def test_the_page_is_written_from_the_vocabulary() -> None:
    assert vocabulary_markdown() == (ROOT / "docs/vocabulary.md").read_text(encoding="utf-8")


def test_shapes_know_every_list() -> None:
    text = shapes_text()
    for table in (terms.STATUS, terms.MODALITY, terms.ROLE, terms.EVENT, terms.MENTION):
        for node in table.values():
            assert f"ng:{node.value.removeprefix(NG)} " in text
