"""How sure the parser is of each word: the parse is the same, and what it was chosen with is kept beside it.

The parser builds a sentence by transitions, each the most probable of those that can follow (Nivre 2008, Algorithms for Deterministic
Incremental Dependency Parsing). A word is as certain as the parser was of its favourite transition, allowed or not, when it was least sure
of one while the word stood on top of the stack or first in the buffer: a wrong attachment is seldom made with certainty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["CertainParser", "add_certain_parser", "certainties", "keep_certainty"]

_NAME = "newsgraph_parser"
_KEY = "newsgraph_certainty"


def add_certain_parser(nlp: Language) -> None:
    """Let the pipeline's own parser keep its probabilities; a parser of another kind, or one with a beam, is left as it is."""
    from spacy.language import Language as SpacyLanguage

    if not _greedy(nlp):
        return
    if not SpacyLanguage.has_factory(_NAME):
        SpacyLanguage.factory(_NAME, func=_made)
    nlp.add_pipe(_NAME, after="parser")
    nlp.disable_pipe("parser")


def _greedy(nlp: Language) -> bool:
    from spacy.pipeline import DependencyParser

    parser: Any = nlp.get_pipe("parser") if "parser" in nlp.pipe_names else None
    return type(parser) is DependencyParser and parser.cfg.get("beam_width", 1) == 1


def keep_certainty(nlp: Language, doc: Doc) -> None:
    """Let a document that the pipeline's own parser has parsed know how sure it was; nothing else of it changes.

    Where the parser, asked again, would parse it otherwise (another component has set where sentences begin, say), it knows nothing.
    """
    from spacy.tokens import Doc as SpacyDoc

    if _greedy(nlp) and doc.tensor is not None and doc.tensor.size:
        # The parse that the document has would tell the parser where sentences begin.
        bare = SpacyDoc(doc.vocab, words=[word.text for word in doc], spaces=[bool(word.whitespace_) for word in doc])
        bare.tensor = doc.tensor
        parser: Any = nlp.get_pipe("parser")
        states, sure = CertainParser(parser).search([bare])
        parser.set_annotations([bare], states)
        if [(word.head.i, word.dep) for word in bare] == [(word.head.i, word.dep) for word in doc]:
            doc.user_data[_KEY] = sure[0].tolist()


def _made(nlp: Language, name: str) -> CertainParser:
    return CertainParser(nlp.get_pipe("parser"))


def certainties(doc: Doc) -> list[float] | None:
    """The certainty of each word (0 to 1); None when another parser has parsed the text."""
    found: list[float] | None = doc.user_data.get(_KEY)
    return found


class CertainParser:
    """The greedy search of spaCy's transition-based parser, step by step over a batch of documents."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser

    def __call__(self, doc: Doc) -> Doc:
        """Parse one document."""
        self._parse([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Parse documents, in their order; those of one batch at a time."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self._parse(batch)
            yield from batch

    def _parse(self, docs: list[Doc]) -> None:
        states, sure = self.search(docs)
        self._parser.set_annotations(docs, states)
        for doc, found in zip(docs, sure, strict=True):
            doc.user_data[_KEY] = found.tolist()

    def search(self, docs: list[Doc]) -> tuple[list[Any], list[np.ndarray]]:
        """The last state of the search through each document, and how certain each of its words is (0 to 1)."""
        states = self._parser.moves.init_batch(docs)
        sure = [np.ones(len(doc)) for doc in docs]
        if any(len(doc) for doc in docs):
            step = self._parser.model.predict(docs)
            open_states = [(state, found) for state, found in zip(states, sure, strict=True) if not state.is_final()]
            while open_states:
                scores = step.predict([state for state, _ in open_states])
                probable = 1.0 / np.exp(scores - scores.max(axis=1, keepdims=True)).sum(axis=1)
                for (state, found), probability in zip(open_states, probable, strict=True):
                    if state.stack_depth():
                        found[state.S(0)] = min(found[state.S(0)], probability)
                    if state.buffer_length():
                        found[state.B(0)] = min(found[state.B(0)], probability)
                self._parser.transition_states([state for state, _ in open_states], scores)
                open_states = [pair for pair in open_states if not pair[0].is_final()]
        return states, sure
