"""An article with its parse, its entities, its quotations: what extractors read.

The parse is copied out of spaCy into plain objects once: walking it is then several times faster than through spaCy's
own tokens, and a test builds one by hand without any model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from newsgraph.model import Article, CharSpan, Entity, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc

_Kind = TypeVar("_Kind")

__all__ = ["AnnotatedDoc", "Quotation", "Sentence", "Token"]


class Token:
    """One token of the parse; ``char_start``/``char_end`` count in ``Article.text``, ``i`` in the article's tokens.

    ``dep``, ``tag``, ``pos`` and ``ent_type`` are spaCy's English labels (ClearNLP dependencies, Penn Treebank tags, Universal
    parts of speech, OntoNotes types). ``head`` is the token itself at the root of a sentence. ``lower`` has straight quotes.
    ``certainty`` (0 to 1) tells how sure the parser was of it (see ``certainty``), None where it does not tell.
    """

    __slots__ = (
        "certainty", "char_end", "char_start", "children", "dep", "ent_iob", "ent_type", "head", "i", "lemma", "lower", "pos", "sent_i",
        "tag", "text",
    )  # fmt: skip

    def __init__(
        self,
        i: int,
        text: str,
        char_start: int,
        *,
        lemma: str = "",
        pos: str = "X",
        tag: str = "",
        dep: str = "dep",
        ent_type: str = "",
        ent_iob: str = "O",
        sent_i: int = 0,
        certainty: float | None = None,
    ) -> None:
        self.i = i
        self.certainty = certainty
        self.text = text
        self.lower = text.lower()
        self.char_start = char_start
        self.char_end = char_start + len(text)
        self.lemma = lemma or self.lower
        self.pos = pos
        self.tag = tag
        self.dep = dep
        self.ent_type = ent_type
        self.ent_iob = ent_iob
        self.sent_i = sent_i
        self.head: Token = self
        self.children: list[Token] = []

    @property
    def lefts(self) -> list[Token]:
        """Children before the token, in order."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """Children after the token, in order."""
        return [child for child in self.children if child.i > self.i]

    def subtree(self) -> list[Token]:
        """The token and all below it, in order of the text."""
        found = [self]
        for token in found:
            found.extend(token.children)
        return sorted(found, key=lambda token: token.i)

    def ancestors(self) -> Iterator[Token]:
        """The heads above the token, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def child(self, *deps: str) -> Token | None:
        """The first child with one of these dependencies, or None."""
        for child in self.children:
            if child.dep in deps:
                return child
        return None

    def __repr__(self) -> str:
        return f"<{self.i}:{self.text}/{self.tag}/{self.dep}>"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``token_start:token_end`` (half-open); ``kind`` tells running text from headings, captions and bylines."""

    i: int
    token_start: int
    token_end: int
    root: Token
    span: CharSpan
    kind: Literal["body", "heading"] = "body"
    paragraph: int = 0


@dataclass(slots=True)
class Quotation:
    """Words in quotation marks: tokens ``token_start:token_end`` between the marks (half-open).

    ``speech`` is False for scare quotes, titles and single quoted words that belong to the clause around them ("called it
    “a shared crisis”"): those have no speaker of their own. ``speaker_i`` is the head token of who speaks (a name, a description or
    a pronoun that ``AnnotatedDoc.referents`` resolves), ``cue_i`` the verb of speech, ``addressee_i`` who is spoken to; None
    where the text does not tell. A quotation continued after "he said", or in the next sentences, has the same ``group``.
    """

    token_start: int
    token_end: int
    speech: bool
    speaker_i: int | None = None
    cue_i: int | None = None
    addressee_i: int | None = None
    group: int = 0


@dataclass(slots=True)
class AnnotatedDoc:
    """An article as the extractors see it.

    ``entities`` are those of the document. ``referents`` maps the head token of a noun phrase (a name, a description, a resolved
    pronoun, a possessive) to the indices of the entities it stands for: one, or several for a group ("the two leaders"). A
    pronoun that is not in it is unresolved, and nothing may be stated of it. ``name_head`` maps every token inside the name of an
    entity to the head token of that name. ``times`` maps the first token of each time expression to it.
    ``quotations`` are in order of the text. ``left_open`` are the heads of descriptions that take somebody or something up ("the
    Frenchman", "the carmaker") whom or which the article names nowhere, or not so that it can be told: what is said of them says little.
    ``doc`` is spaCy's own, None where the parse was made by hand. ``derived`` keeps what extractors share (the predicates with their
    arguments), so that it is found once.
    """

    article: Article
    tokens: list[Token]
    sentences: list[Sentence]
    doc: Doc | None = None
    entities: list[Entity] = field(default_factory=list)
    referents: dict[int, tuple[int, ...]] = field(default_factory=dict)
    name_head: dict[int, int] = field(default_factory=dict)
    left_open: frozenset[int] = frozenset()
    quotations: list[Quotation] = field(default_factory=list)
    quotation_of: dict[int, int] = field(default_factory=dict)
    times: dict[int, TimeExpression] = field(default_factory=dict)
    derived: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def shared(self, kind: Callable[[AnnotatedDoc], _Kind]) -> _Kind:
        """``kind`` of this document, made at the first call and the same one for all that ask afterwards."""
        known: _Kind | None = self.derived.get(kind)
        if known is None:
            known = self.derived[kind] = kind(self)
        return known

    def sentence_tokens(self, sentence: Sentence) -> Sequence[Token]:
        """The tokens of one sentence."""
        return self.tokens[sentence.token_start : sentence.token_end]

    def span(self, first: Token, last: Token) -> CharSpan:
        """Characters from the first to the last of two tokens, both included."""
        return CharSpan(first.char_start, last.char_end)
