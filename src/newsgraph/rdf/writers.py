"""Where the triples of a graph go: into quads, or straight into Turtle.

What is written (:mod:`newsgraph.rdf.encode`) does not depend on where it goes. Turtle is written without making an object of each term,
which takes a fifth of the time.
"""

from __future__ import annotations

import json
import re
from typing import Final, Protocol, TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from newsgraph.rdf.terms import ESCAPED, prefixes, term

__all__ = ["QuadWriter", "TurtleTerms", "TurtleWriter", "Writer", "string_literal"]

_Iri = TypeVar("_Iri")
_Text = TypeVar("_Text")


class Writer(Protocol[_Iri, _Text]):
    """Takes triples; makes the terms they are made of. Terms of vocabularies are named by CURIEs (``ng:Fact``; ``a`` for ``rdf:type``)."""

    def iri(self, iri: str) -> _Iri:
        """An IRI that several triples have."""
        ...

    def own(self, iri: str) -> _Iri:
        """An IRI below the base that :class:`newsgraph.rdf.iris.Iris` made, and that few triples have."""
        ...

    def term(self, curie: str) -> _Iri:
        """A term of a vocabulary."""
        ...

    def string(self, text: str) -> _Text:
        """``text`` as ``xsd:string``; with lone surrogates, which RDF cannot hold, as ``ng:escaped`` (the inside of a JSON string)."""
        ...

    def label(self, text: str) -> _Text:
        """``text`` as English; with lone surrogates as ``ng:escaped``."""
        ...

    def typed(self, form: str, datatype: str) -> _Text:
        """A literal of a datatype, named by its CURIE. ``form`` has no lone surrogates."""
        ...

    def add(self, subject: _Iri, predicate: str, target: _Iri | _Text) -> None:
        """Write a triple; the predicate is a CURIE."""
        ...

    def relate(self, subject: _Iri, predicate: _Iri, target: _Iri | _Text) -> None:
        """Write a triple whose predicate is no term of a vocabulary."""
        ...


def string_literal(text: str) -> Literal:
    """``text`` as ``xsd:string``; with lone surrogates, which RDF cannot hold, as ``ng:escaped`` (the inside of a JSON string)."""
    try:
        return Literal(text)
    except ValueError:
        return Literal(json.dumps(text)[1:-1], datatype=ESCAPED)


_TERMS: Final[dict[str, NamedNode]] = {"a": term("rdf:type")}


def _term(curie: str) -> NamedNode:
    known = _TERMS.get(curie)
    if known is None:
        known = _TERMS[curie] = term(curie)
    return known


class QuadWriter:
    """Triples as quads of one named graph, in ``quads``. ``known`` keeps nodes by IRI for several writers."""

    def __init__(self, graph: str, known: dict[str, NamedNode] | None = None) -> None:
        """Start with none."""
        self.quads: list[Quad] = []
        self._graph = NamedNode(graph)
        self._known: dict[str, NamedNode] = {} if known is None else known

    def iri(self, iri: str) -> NamedNode:
        """See :class:`Writer`."""
        known = self._known.get(iri)
        if known is None:
            known = self._known[iri] = NamedNode(iri)
        return known

    def own(self, iri: str) -> NamedNode:
        """See :class:`Writer`."""
        return NamedNode(iri)

    def term(self, curie: str) -> NamedNode:
        """See :class:`Writer`."""
        return _term(curie)

    def string(self, text: str) -> Literal:
        """See :class:`Writer`."""
        return string_literal(text)

    def label(self, text: str) -> Literal:
        """See :class:`Writer`."""
        try:
            return Literal(text, language="en")
        except ValueError:
            return string_literal(text)

    def typed(self, form: str, datatype: str) -> Literal:
        """See :class:`Writer`."""
        return Literal(form, datatype=_term(datatype))

    def add(self, subject: NamedNode, predicate: str, target: NamedNode | Literal) -> None:
        """See :class:`Writer`."""
        self.quads.append(Quad(subject, _term(predicate), target, self._graph))

    def relate(self, subject: NamedNode, predicate: NamedNode, target: NamedNode | Literal) -> None:
        """See :class:`Writer`."""
        self.quads.append(Quad(subject, predicate, target, self._graph))


# -- Turtle -----------------------------------------------------------------------------------------------------------------------

_LOCAL = re.compile(r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})(?:[A-Za-z0-9_-]|%[0-9A-F]{2})*")
# Turtle's own escapes cover these; NEL and the line separators would break a line in some editors.
_RAW = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# What cannot stand in a string as it is.
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_BARE: Final = frozenset({"xsd:integer", "xsd:boolean"})
_OWN: Final = {"entity": "e:", "r": "r:", "concept": "c:", "article": "a:", "statement": "s:", "graph": "g:"}


def _quoted(text: str) -> str:
    if _SPECIAL.search(text) is None:
        return f'"{text}"'
    return _RAW.sub(lambda match: f"\\u{ord(match[0]):04X}", str(Literal(text)))


class TurtleTerms:
    """Terms as Turtle has them, under the prefixes of a base; those of :meth:`iri` are made once."""

    def __init__(self, base: str) -> None:
        """Sort the namespaces, longest first."""
        self.base = base
        self.prefixes = prefixes(base)
        self._namespaces = sorted(((iri, prefix) for prefix, iri in self.prefixes.items()), reverse=True)
        self._known: dict[str, str] = {}

    def header(self) -> str:
        """The lines that declare base and prefixes."""
        return f"@base <{self.base}> .\n" + "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in self.prefixes.items())

    def curie(self, iri: str) -> str | None:
        """``prefix:name``, or None where the rest is no plain name."""
        for namespace, prefix in self._namespaces:
            if iri.startswith(namespace):
                rest = iri[len(namespace) :]
                return f"{prefix}:{rest}" if _LOCAL.fullmatch(rest) else None
        return None

    def iri(self, iri: str) -> str:
        """See :class:`Writer`."""
        known = self._known.get(iri)
        if known is None:
            known = self.curie(iri) or (f"<{iri[len(self.base) :]}>" if iri.startswith(self.base) else f"<{iri}>")
            self._known[iri] = known
        return known

    def own(self, iri: str) -> str:
        """See :class:`Writer`."""
        rest = iri[len(self.base) :]
        kind, slash, name = rest.partition("/")
        prefix = _OWN.get(kind)
        # Most have a fragment or a further segment, which is seen faster than by the pattern.
        if not slash or prefix is None or "#" in name or "/" in name or not _LOCAL.fullmatch(name):
            return f"<{rest}>"
        return prefix + name


class TurtleWriter:
    """Triples as Turtle, subject by subject in the order in which they first come."""

    def __init__(self, terms: TurtleTerms) -> None:
        """Start with none."""
        self._terms = terms
        self.iri = terms.iri
        self.own = terms.own
        self.count = 0
        self._subjects: dict[str, dict[str, str]] = {}
        self._subject = ""
        self._verbs: dict[str, str] = {}

    def term(self, curie: str) -> str:
        """See :class:`Writer`."""
        return curie

    def string(self, text: str) -> str:
        """See :class:`Writer`."""
        if _SPECIAL.search(text) is None:
            return f'"{text}"'
        literal = string_literal(text)
        return f"{_quoted(literal.value)}^^ng:escaped" if literal.datatype == ESCAPED else _quoted(text)

    def label(self, text: str) -> str:
        """See :class:`Writer`."""
        written = self.string(text)
        return written if written.endswith("^^ng:escaped") else f"{written}@en"

    def typed(self, form: str, datatype: str) -> str:
        """See :class:`Writer`."""
        return form if datatype in _BARE else f"{_quoted(form)}^^{datatype}"

    def add(self, subject: str, predicate: str, target: str) -> None:
        """See :class:`Writer`."""
        self.count += 1
        if subject != self._subject:
            self._subject = subject
            verbs = self._subjects.get(subject)
            if verbs is None:
                verbs = self._subjects[subject] = {}
            self._verbs = verbs
        verbs = self._verbs
        verbs[predicate] = f"{verbs[predicate]} , {target}" if predicate in verbs else target

    relate = add

    def written(self, indent: str, *, reified: bool = False) -> str:
        """The triples as text, each line indented; ``reified`` adds to each statement its triple as a triple term of RDF 1.2."""
        parts = []
        between = f" ;\n{indent}  "
        for subject, verbs in self._subjects.items():
            parts.append(f"{indent}{subject} {between.join([f'{verb} {targets}' for verb, targets in verbs.items()])} .\n")
            triple = _triple_term(verbs) if reified else None
            if triple:
                parts.append(f"{indent}{subject} rdf:reifies {triple} .\n")
        return "".join(parts)


def _triple_term(verbs: dict[str, str]) -> str | None:
    """The triple that a statement is about as a triple term of RDF 1.2; None for other subjects and where it would be no triple."""
    ends = [verbs.get(f"rdf:{name}", "") for name in ("subject", "predicate", "object")]
    # A literal is quoted, or a bare number or truth value, which no IRI is.
    if not all(ends) or ends[0].startswith('"') or not (ends[0].startswith("<") or ":" in ends[0]):
        return None
    return f"<<( {' '.join(ends)} )>>"
