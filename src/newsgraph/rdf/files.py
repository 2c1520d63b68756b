"""Files of a graph: TriG, N-Quads, JSON-LD and Turtle, the same bytes for the same graph, and back.

TriG, JSON-LD and Turtle are written here, not by a library, to have prefixes, statements in reading order and one block a graph.
JSON-LD carries its context inside the file (also on its own as ``context.jsonld``), so that no reader has to fetch anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from newsgraph.errors import GraphError, UsageError
from newsgraph.model import GraphData
from newsgraph.rdf.decode import decode
from newsgraph.rdf.encode import Encoder, encode
from newsgraph.rdf.iris import DEFAULT_BASE
from newsgraph.rdf.terms import PREFIXES, prefixes, vocabulary_text
from newsgraph.rdf.writers import TurtleTerms, TurtleWriter

if TYPE_CHECKING:
    import rdflib

__all__ = [
    "FORMATS",
    "add_to_rdflib",
    "context",
    "from_rdflib",
    "parse",
    "read",
    "to_jsonld",
    "to_nquads",
    "to_rdflib",
    "to_trig",
    "to_trig12",
    "to_turtle",
    "write",
    "write_trig",
]

FORMATS: Final[dict[str, ox.RdfFormat]] = {
    "trig": ox.RdfFormat.TRIG,
    "trig12": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "ttl": ox.RdfFormat.TURTLE,
}
"""What can be written and read, by the ending of the file's name."""

_STRING = PREFIXES["xsd"] + "string"
_TYPE = PREFIXES["rdf"] + "type"


def _blocks(quads: Iterable[Quad]) -> Iterator[tuple[str, dict[str, dict[str, list[NamedNode | Literal]]]]]:
    """Graph by graph, subject by subject, in the order in which they come; each graph must come in one piece."""
    name: str | None = None
    subjects: dict[str, dict[str, list[NamedNode | Literal]]] = {}
    for quad in quads:
        graph, subject, target = quad.graph_name, quad.subject, quad.object
        if not (isinstance(graph, NamedNode) and isinstance(subject, NamedNode) and isinstance(target, NamedNode | Literal)):
            raise GraphError(f"{quad} is no quad of a graph that newsgraph wrote")
        if graph.value != name:
            if name is not None:
                yield name, subjects
            name, subjects = graph.value, {}
        subjects.setdefault(subject.value, {}).setdefault(quad.predicate.value, []).append(target)
    if name is not None:
        yield name, subjects


def trig(encoder: Encoder, *, reified: bool = False) -> Iterator[str]:
    """The graph as TriG, piece by piece: base and prefixes, ``descriptions``, ``facts``, then one block an article."""
    terms = TurtleTerms(encoder.iris.base)
    yield terms.header()
    for graph, write in turtle_blocks(encoder, terms):
        if write.count:
            yield f"\nGRAPH {terms.own(graph)} {{\n{write.written('  ', reified=reified)}}}\n"


def turtle_blocks(encoder: Encoder, terms: TurtleTerms) -> Iterator[tuple[str, TurtleWriter]]:
    """The IRI and the triples of each named graph, in order."""
    write = TurtleWriter(terms)
    encoder.write_descriptions(write)
    yield encoder.iris.descriptions, write
    write = TurtleWriter(terms)
    encoder.write_facts(write)
    yield encoder.iris.facts, write
    for article_id in encoder.article_ids:
        write = TurtleWriter(terms)
        encoder.write_article(article_id, write)
        yield encoder.iris.article_graph(article_id), write


def to_trig(data: GraphData, *, base: str = DEFAULT_BASE, threshold: float = 0.0) -> bytes:
    """The graph as TriG: prefixes, descriptions, facts, then one block an article. UTF-8."""
    return "".join(trig(Encoder(data, base=base, threshold=threshold))).encode("utf-8")


def to_trig12(data: GraphData, *, base: str = DEFAULT_BASE, threshold: float = 0.0) -> bytes:
    """The graph as TriG of RDF 1.2: as :func:`to_trig`, and each statement reifies its triple as a triple term. UTF-8.

    For tools that have RDF 1.2 (Oxigraph 0.5, Jena 6); rdflib 7 does not read it.
    """
    return ('VERSION "1.2"\n' + "".join(trig(Encoder(data, base=base, threshold=threshold), reified=True))).encode("utf-8")


def to_turtle(data: GraphData, *, base: str = DEFAULT_BASE, threshold: float = 0.0) -> bytes:
    """The union of the graphs as Turtle. UTF-8."""
    terms = TurtleTerms(base)
    blocks = turtle_blocks(Encoder(data, base=base, threshold=threshold), terms)
    return "".join([terms.header(), "\n", *(write.written("") for _, write in blocks)]).encode("utf-8")


def to_nquads(data: GraphData, *, base: str = DEFAULT_BASE, threshold: float = 0.0) -> bytes:
    """The graph as N-Quads, lines in the same order as in TriG. UTF-8."""
    return ox.serialize(encode(data, base=base, threshold=threshold), format=ox.RdfFormat.N_QUADS) or b""


def context(base: str = DEFAULT_BASE) -> dict[str, Any]:
    """The JSON-LD context: prefixes, and which properties have IRIs as values."""
    names: dict[str, Any] = {"@version": 1.1, **prefixes(base)}
    objects = [
        quad.subject.value
        for quad in ox.parse(vocabulary_text(), ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode) and quad.object == NamedNode(PREFIXES["owl"] + "ObjectProperty")
    ]
    curies = [f"ng:{iri.partition('#')[2]}" for iri in objects]
    standard = ["rdf:subject", "rdf:predicate", "oa:hasSource", "oa:hasSelector", "prov:wasDerivedFrom", "prov:qualifiedAttribution"]
    for curie in sorted([*curies, *standard, "prov:agent", "skos:broader"]):
        names[curie] = {"@type": "@id"}
    return names


def _json_value(terms: TurtleTerms, term: NamedNode | Literal, plain: bool) -> Any:
    if isinstance(term, NamedNode):
        iri = terms.curie(term.value) or term.value
        return iri if plain else {"@id": iri}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    if datatype == _STRING:
        return {"@value": term.value} if plain else term.value
    return {"@value": term.value, "@type": terms.curie(datatype) or datatype}


def _json_node(terms: TurtleTerms, subject: str, properties: dict[str, list[NamedNode | Literal]], names: dict[str, Any]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": terms.curie(subject) or subject}
    for predicate, targets in properties.items():
        key = "@type" if predicate == _TYPE else terms.curie(predicate) or predicate
        values = [_json_value(terms, target, key == "@type" or key in names) for target in targets]
        node[key] = values[0] if len(values) == 1 else values
    return node


def to_jsonld(data: GraphData, *, base: str = DEFAULT_BASE, threshold: float = 0.0) -> bytes:
    """The graph as JSON-LD 1.1 with its context inside, one node a line. UTF-8."""
    terms, names = TurtleTerms(base), context(base)
    graphs = []
    for graph, subjects in _blocks(encode(data, base=base, threshold=threshold)):
        nodes = ",\n".join(
            json.dumps(_json_node(terms, subject, properties, names), ensure_ascii=True) for subject, properties in subjects.items()
        )
        graphs.append(f'{{"@id": {json.dumps(terms.curie(graph) or graph)}, "@graph": [\n{nodes}\n]}}')
    blocks = ",\n".join(graphs)
    return f'{{"@context": {json.dumps(names)},\n"@graph": [\n{blocks}\n]}}\n'.encode()


_WRITERS = {"trig": to_trig, "trig12": to_trig12, "nq": to_nquads, "jsonld": to_jsonld, "ttl": to_turtle}
_NAMES = {"nquads": "nq", "json": "jsonld", "turtle": "ttl"}


def _form(path: Path, name: str | None = None) -> str:
    asked = name or path.suffix.removeprefix(".").lower()
    form = _NAMES.get(asked, asked)
    if form not in FORMATS:
        known = ", ".join(sorted({*FORMATS, "nquads", "turtle"}))
        raise UsageError(f"no RDF format named {name!r}. Known: {known}" if name else f"{path}: its ending is none of these: {known}")
    return form


def write(data: GraphData, path: str | Path, *, format: str | None = None, base: str = DEFAULT_BASE, threshold: float = 0.0) -> Path:
    """Write the graph to ``path`` and give it back; the format is ``format`` (``trig``, ``nquads``, ``jsonld``, ``turtle``) or the ending.

    The file appears at once and whole: it is written beside its place and renamed.

    Raises:
        UsageError: when the format is unknown.
        OSError: when the file cannot be written.
    """
    target = Path(path)
    content = _WRITERS[_form(target, format)](data, base=base, threshold=threshold)
    beside = target.with_name(f".{target.name}.partial")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return target


def write_trig(data: GraphData, path: str | Path, *, base: str = DEFAULT_BASE, threshold: float = 0.0) -> Path:
    """Write the graph to ``path`` as TriG; see :func:`write`."""
    return write(data, path, format="trig", base=base, threshold=threshold)


def parse(content: bytes | str, form: str) -> Iterator[Quad]:
    """The quads of a file's content; ``form`` is a key of :data:`FORMATS`.

    Raises:
        GraphError: when it cannot be parsed.
    """
    try:
        yield from ox.parse(content, FORMATS[form], base_iri=DEFAULT_BASE)
    except (SyntaxError, ValueError) as error:
        raise GraphError(f"this is no {form}: {error}") from error


def read(path: str | Path, *, base: str | None = None) -> GraphData:
    """The graph in a file that newsgraph wrote; its format is told by its ending.

    Raises:
        UsageError: when the ending is unknown.
        GraphError: when it cannot be parsed, or is no such graph.
        OSError: when the file cannot be read.
    """
    source = Path(path)
    form = _form(source)
    return decode(parse(source.read_bytes(), form), base=base)


def to_rdflib(data: GraphData, *, base: str = DEFAULT_BASE, threshold: float = 0.0) -> rdflib.Dataset:
    """The graph as an rdflib ``Dataset`` with a named graph an article, prefixes bound; for up to about 100,000 quads.

    Its default graph is the union of all, as in our own queries.
    """
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    for prefix, namespace in prefixes(base).items():
        dataset.bind(prefix, namespace, replace=True)
    add_to_rdflib(encode(data, base=base, threshold=threshold), dataset)
    return dataset


def add_to_rdflib(quads: Iterable[Quad], target: rdflib.Dataset | rdflib.Graph) -> None:
    """Add quads to an rdflib ``Dataset``, or their triples to a ``Graph``; literals stay as they are written.

    Raises:
        GraphError: for quads with blank nodes or triple terms, which our graphs never have.
    """
    import rdflib

    graphs: dict[str, rdflib.Graph] = {}

    def converted() -> Iterator[tuple[rdflib.URIRef, rdflib.URIRef, rdflib.URIRef | rdflib.Literal, rdflib.Graph]]:
        for quad in quads:
            name, subject, value = quad.graph_name, quad.subject, quad.object
            if not (isinstance(name, NamedNode) and isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal)):
                raise GraphError(f"{quad} is no quad of a graph that newsgraph wrote")
            if name.value not in graphs:
                graphs[name.value] = target.graph(rdflib.URIRef(name.value)) if isinstance(target, rdflib.Dataset) else target
            node: rdflib.URIRef | rdflib.Literal
            if isinstance(value, NamedNode):
                node = rdflib.URIRef(value.value)
            elif value.language:
                node = rdflib.Literal(value.value, lang=value.language)
            else:
                datatype = None if value.datatype.value == _STRING else rdflib.URIRef(value.datatype.value)
                # As it stands: rdflib would rewrite "007" and the like.
                node = rdflib.Literal(value.value, datatype=datatype, normalize=False)
            yield rdflib.URIRef(subject.value), rdflib.URIRef(quad.predicate.value), node, graphs[name.value]

    target.addN(converted())


def from_rdflib(dataset: rdflib.Dataset | rdflib.Graph, *, base: str | None = None) -> GraphData:
    """The graph in an rdflib ``Dataset`` (or in a ``Graph`` with the union of its graphs): the inverse of :func:`to_rdflib`.

    Raises:
        GraphError: when it is no such graph.
    """
    import rdflib

    def quads() -> Iterator[Quad]:
        found = dataset.quads() if isinstance(dataset, rdflib.Dataset) else ((*triple, None) for triple in dataset)
        for subject, predicate, target, _ in found:
            if not isinstance(subject, rdflib.URIRef) or not isinstance(predicate, rdflib.URIRef):
                continue
            node: NamedNode | Literal
            if isinstance(target, rdflib.URIRef):
                node = NamedNode(str(target))
            elif isinstance(target, rdflib.Literal):
                datatype = NamedNode(str(target.datatype)) if target.datatype else None
                node = Literal(str(target), language=target.language) if target.language else Literal(str(target), datatype=datatype)
            else:
                continue
            yield Quad(NamedNode(str(subject)), NamedNode(str(predicate)), node)

    try:
        return decode(quads(), base=base)
    except ValueError as error:
        if isinstance(error, GraphError):
            raise
        raise GraphError(f"the dataset has a term that no IRI can be: {error}") from error
