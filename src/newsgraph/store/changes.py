"""What has to change in a store that holds one graph for it to hold another: the text of one SPARQL update."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from newsgraph.rdf.encode import Encoder
from newsgraph.rdf.files import turtle_blocks
from newsgraph.rdf.terms import term
from newsgraph.rdf.writers import TurtleTerms, TurtleWriter, string_literal
from newsgraph.store.words import words_of

__all__ = ["DIGEST", "QUADS", "Held", "book", "note", "ntriples", "stored", "update_text"]

DIGEST: Final = term("ng:digest")
QUADS: Final = term("ng:quads")
_WORD, _VOCABULARY, _EXACT = term("ng:word"), term("ng:vocabulary"), term("oa:exact")


@dataclass(frozen=True, slots=True)
class Held:
    """What a store tells of itself: the note of each article's graph (:func:`note`), the number of quads (None when it has never been
    filled), and the triples of a graph.
    """

    digests: dict[str, str]
    count: int | None
    triples: Callable[[str], Iterable[ox.Triple]]


def book(base: str) -> str:
    """The named graph of a store's own bookkeeping."""
    return f"{base}graph/store"


def ntriples(triples: Iterable[ox.Triple]) -> list[bytes]:
    """Triples as sorted lines of N-Triples."""
    lines = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").split(b"\n")
    return sorted(line for line in lines if line)


def note(digest: str, quads: int) -> str:
    """What a store keeps of an article's graph: the digest of what it was made of, and its number of quads."""
    return f"{digest} {quads}"


def _noted(held: str | None, digest: str) -> int | None:
    """The number of quads of a graph that was made of just this; None for any other."""
    known, _, count = (held or "").partition(" ")
    return int(count) if known == digest and count.isdecimal() else None


def _block(action: str, graph: str, lines: Iterable[bytes]) -> str:
    return f"{action} DATA {{ GRAPH <{graph}> {{\n" + b"\n".join(lines).decode("utf-8") + "\n} }"


def stored(encoder: Encoder) -> Iterator[bytes]:
    """All that a store holds of a graph, as TriG, piece by piece: its named graphs, and the store's bookkeeping."""
    terms = TurtleTerms(encoder.iris.base)
    yield terms.header().encode("ascii")
    total = 0
    noted, articles = TurtleWriter(terms), iter(encoder.article_ids)
    vocabulary: set[str] = set()
    for graph, write in turtle_blocks(encoder, terms):
        total += write.count
        yield f"GRAPH {terms.own(graph)} {{\n{write.written('')}}}\n".encode()
        if graph.startswith(encoder.iris.article_graphs):
            article_id = next(articles)
            noted.add(terms.own(graph), "ng:digest", noted.string(note(encoder.article_digest(article_id), write.count)))
            for selector, words in _words(encoder, article_id):
                for word in words:
                    noted.add(terms.own(selector), "ng:word", noted.string(word))
                vocabulary.update(words)
            yield _booked(encoder, noted)
            noted = TurtleWriter(terms)
    dataset = terms.iri(encoder.iris.base)
    for word in sorted(vocabulary):
        noted.add(dataset, "ng:vocabulary", noted.string(word))
    noted.add(dataset, "ng:quads", noted.typed(str(total), "xsd:integer"))
    yield _booked(encoder, noted)


def _booked(encoder: Encoder, write: TurtleWriter) -> bytes:
    return f"GRAPH <{book(encoder.iris.base)}> {{\n{write.written('')}}}\n".encode()


def _words(encoder: Encoder, article_id: str) -> Iterator[tuple[str, list[str]]]:
    """The words of each sentence that is evidence, by the IRI of its selector."""
    iris, article = encoder.iris, encoder.iris.article(article_id)
    for span, sentence in encoder.sentences(article_id).items():
        yield iris.span(article, span), words_of([sentence])


@dataclass(slots=True)
class _Update:
    book: str
    parts: list[str] = field(default_factory=list)

    def put(self, subject: str, predicate: ox.NamedNode, before: str | None, after: str | None) -> None:
        """In the bookkeeping, put one literal in the place of another."""
        for action, value in (("DELETE", before), ("INSERT", after)):
            if value is not None:
                self.parts.append(_block(action, self.book, [f"<{subject}> {predicate} {value} .".encode()]))

    def drop(self, graph: str) -> None:
        """Drop an article's graph, and the words of its sentences from the bookkeeping."""
        words = f"GRAPH <{self.book}> {{ ?x {_WORD} ?w }}"
        self.parts.append(f"DELETE {{ {words} }} WHERE {{ GRAPH <{graph}> {{ ?x {_EXACT} ?t }} {words} }}")
        self.parts.append(f"DROP SILENT GRAPH <{graph}>")

    def index(self, encoder: Encoder, article_id: str) -> None:
        """Note the words of an article's sentences. The vocabulary only grows: a word that no sentence has any more does no harm."""
        found = dict(_words(encoder, article_id))
        lines = [f"<{selector}> {_WORD} {string_literal(word)} ." for selector, words in found.items() for word in words]
        known = sorted({word for words in found.values() for word in words})
        lines += [f"<{encoder.iris.base}> {_VOCABULARY} {string_literal(word)} ." for word in known]
        if lines:
            self.parts.append(_block("INSERT", self.book, [line.encode() for line in lines]))


def update_text(encoder: Encoder, held: Held, *, most: int | None = None) -> str | None:
    """The update that makes a store hold the encoder's graph; ``""`` when it does already, None when it would write over ``most`` quads.

    Articles are compared by digest, so that only those that differ are encoded, and replaced whole; of facts and descriptions only the
    triples that differ are touched.
    """
    iris, update = encoder.iris, _Update(book(encoder.iris.base))
    known, written, total = dict(held.digests), 0, 0
    for article_id in encoder.article_ids:
        graph = iris.article_graph(article_id)
        digest, before = encoder.article_digest(article_id), known.pop(graph, None)
        count = _noted(before, digest)
        if count is not None:
            total += count
            continue
        lines = ntriples(quad.triple for quad in encoder.article_graph(article_id))
        after = note(digest, len(lines))
        total += len(lines)
        written += len(lines)
        if most is not None and written > most:
            return None
        update.drop(graph)
        update.parts.append(_block("INSERT", graph, lines))
        update.index(encoder, article_id)
        update.put(graph, DIGEST, before and f'"{before}"', f'"{after}"')
    for graph, before in sorted(known.items()):
        update.drop(graph)
        update.put(graph, DIGEST, f'"{before}"', None)
    for graph, quads in ((iris.facts, encoder.facts()), (iris.descriptions, encoder.descriptions())):
        wanted = set(ntriples(quad.triple for quad in quads))
        there = set(ntriples(held.triples(graph)))
        total += len(wanted)
        for action, changed in (("DELETE", sorted(there - wanted)), ("INSERT", sorted(wanted - there))):
            if changed:
                update.parts.append(_block(action, graph, changed))
    if total != held.count:
        update.put(iris.base, QUADS, None if held.count is None else str(held.count), str(total))
    return " ;\n".join(update.parts)
