"""The vocabulary as a page to read: ``python -m newsgraph.rdf.document docs/vocabulary.md`` writes it."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from newsgraph.rdf.encode import FORMAT_VERSION
from newsgraph.rdf.terms import NG, PREFIXES, TYPE_IRIS, vocabulary_text

__all__ = ["vocabulary_markdown"]

_INTRODUCTION = f"""\
# The vocabulary

Written from `src/newsgraph/rdf/vocabulary.ttl` by `python -m newsgraph.rdf.document docs/vocabulary.md`; change it there.

The graph is plain RDF 1.1 (format version {FORMAT_VERSION}): IRIs and literals, no blank nodes, no triple in two graphs.

| named graph | what stands in it |
| --- | --- |
| `g:article/ID` | an article with its text, its mentions of entities, and its statements with their evidence |
| `g:facts` | the plain statements as one-hop triples, `e:doug-ford r:urge e:mark-carney`: status `ng:Fact`, no speaker, enough confidence |
| `g:descriptions` | labels, types and aliases of entities and concepts; relations and their hierarchy; event types; extractors |

A statement is an `rdf:Statement` with `rdf:subject`, `rdf:predicate` and `rdf:object` (absent in *Carney laughed*). By itself that asserts
nothing: what is denied, planned or only claimed by a speaker is there, but not in `g:facts`.

Its evidence (`ng:evidence`) is an `oa:SpecificResource` of the Web Annotation vocabulary, its selector the sentence with `oa:start`,
`oa:end` (code points, half-open) and `oa:exact`. The IRI of a place in an article counts characters, `a:ID#char=27,112` (RFC 5147).
Whose claim a statement is stands in `ng:speaker`; the chain of speakers in `prov:qualifiedAttribution` with `prov:agent` and `ng:rank`.
Where it comes from is `prov:wasDerivedFrom`. Articles are `schema:NewsArticle`.

Names of entities, relations, event types and extractors are `rdfs:label` (other names `skos:altLabel`); the wider relation or event
is `skos:broader`; a relation that holds both ways is an `owl:SymmetricProperty`.
"""

_OWL, _RDF, _RDFS, _SKOS = (PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs", "skos"))


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def vocabulary_markdown() -> str:
    """The vocabulary as Markdown."""
    terms: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in parse(vocabulary_text(), RdfFormat.TURTLE):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            terms[triple.subject.value][triple.predicate.value].append(triple.object.value)
    return "\n".join([_INTRODUCTION, *_types(), *_classes(terms), *_properties(terms), *_individuals(terms)])


def _types() -> Iterator[str]:
    yield "## Types of entities\n\n| type | class |\n| --- | --- |"
    for name, iri in TYPE_IRIS.items():
        yield f"| {name} | `{_short(iri)}` |"
    yield ""


def _example(properties: dict[str, list[str]]) -> str:
    return f"`{properties[_SKOS + 'example'][0]}`".replace("|", "\\|")


def _classes(terms: dict[str, dict[str, list[str]]]) -> Iterator[str]:
    yield "## Classes\n\n| class | below | what it is | example |\n| --- | --- | --- | --- |"
    for iri, properties in sorted(terms.items()):
        if properties[_RDF + "type"][0] in (_RDFS + "Class", _RDFS + "Datatype"):
            above = ", ".join(f"`{_short(name)}`" for name in properties[_RDFS + "subClassOf"])
            yield f"| `{_short(iri)}` | {above} | {properties[_RDFS + 'comment'][0]} | {_example(properties)} |"
    yield ""


def _properties(terms: dict[str, dict[str, list[str]]]) -> Iterator[str]:
    yield "## Properties\n\n| property | domain | range | what it tells | example |\n| --- | --- | --- | --- | --- |"
    for iri, properties in sorted(terms.items()):
        if properties[_RDFS + "domain"]:
            ends = " | ".join(f"`{_short(properties[_RDFS + end][0])}`" for end in ("domain", "range"))
            below = "".join(f" Below `{_short(name)}`." for name in properties[_RDFS + "subPropertyOf"])
            yield f"| `{_short(iri)}` | {ends} | {properties[_RDFS + 'comment'][0]}{below} | {_example(properties)} |"
    yield ""


def _individuals(terms: dict[str, dict[str, list[str]]]) -> Iterator[str]:
    for name in ("Status", "Polarity", "Modality", "Role", "MentionKind", "EventType"):
        label = terms[NG + name][_RDFS + "label"][0]
        yield f"## {label[:1].upper()}{label[1:]}\n\n| individual | meaning |\n| --- | --- |"
        for iri, properties in terms.items():
            if properties[_RDF + "type"] == [NG + name]:
                above = "".join(f" Below `{_short(broader)}`." for broader in properties[_SKOS + "broader"])
                yield f"| `{_short(iri)}` | {properties[_RDFS + 'comment'][0]}{above} |"
        yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(vocabulary_markdown(), encoding="utf-8", newline="\n")
