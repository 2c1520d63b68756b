"""What a statement leaves out of its clause, what its words leave open, and what stands beside them: further evidence for its confidence.

A statement that tells all of its clause is seldom cut short; one whose words hold a pronoun that nothing resolves, or that quotes "It
does", tells little alone; and where a label breaks off before a capital or a preposition, it is often torn.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from newsgraph.extraction.logistic import band
from newsgraph.extraction.predicates import Frame
from newsgraph.language.annotated import AnnotatedDoc, Sentence, Token
from newsgraph.language.quote_marks import DOUBLE_MARKS
from newsgraph.lexicons.classes import word_class
from newsgraph.model import CharSpan, Node, Qualifier

__all__ = ["left_out"]

_OPEN = word_class("pro-forms")
_SPEAKING = frozenset({"i", "we", "you"})
# What is coordinated with a clause is told by statements of its own.
_BESIDE = frozenset({"conj", "cc", "punct", "parataxis"})
_BEHIND_NOUN = frozenset({"prep", "relcl", "acl", "ccomp", "appos", "advcl"})
_BEFORE_NOUN = frozenset({"amod", "compound", "nmod", "nummod", "poss"})
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_NAMING = frozenset({"NOUN", "PROPN", "NUM"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_NO_PRONOUN = frozenset({"mark", "expl", "advmod", "det"})
_HYPHENS = frozenset({"-", "–"})
_PUNCTUATION = frozenset({",", ".", ":", "("})
_FIFTHS = 5

_End = tuple[str, Node, Token | None]


def left_out(
    annotated: AnnotatedDoc,
    frame: Frame,
    subject: tuple[Node, Token],
    target: tuple[Node, Token | None] | None,
    words: Sequence[Token],
    qualifiers: Sequence[Qualifier],
) -> Iterator[str]:
    """The names of the features that hold; ``words`` are those of the relation."""
    ends: list[_End] = [("subject", *subject), *([("object", *target)] if target is not None else [])]
    words_of = annotated.shared(_Starts).words
    told = {token.i for token in words}
    inside_ends = [words_of(node.span) if node.span is not None else () for _, node, _ in ends]
    inside_others = [(qualifier, words_of(qualifier.span)) for qualifier in qualifiers if qualifier.span is not None]
    for inside in (*inside_ends, *(inside for _, inside in inside_others)):
        told.update(token.i for token in inside)
    if frame.token.tag.startswith("VB"):
        yield from _of_clause(annotated.shared(_Clauses).of(frame.token), told)
    for end, inside in zip(ends, inside_ends, strict=True):
        yield from _of_end(annotated, end, inside, told)
    for qualifier, inside in inside_others:
        yield from _open(annotated, f"qualifier {qualifier.role}", inside)
        if qualifier.role == "content":
            yield from _content(annotated, inside)
    yield from _of_relation(annotated, frame.token, words)


class _Starts:
    """Where each token begins, for looking spans up."""

    def __init__(self, annotated: AnnotatedDoc) -> None:
        self._tokens = annotated.tokens
        self._starts = [token.char_start for token in annotated.tokens]

    def words(self, span: CharSpan) -> Sequence[Token]:
        """The tokens that begin within a span."""
        first = bisect_left(self._starts, span.start)
        return self._tokens[first : bisect_left(self._starts, span.end, lo=first)]


class _Clauses:
    """The words of each predicate's clause that tell something, found once for all its statements."""

    def __init__(self, annotated: AnnotatedDoc) -> None:
        self._known: dict[int, tuple[int, ...]] = {}

    def of(self, verb: Token) -> tuple[int, ...]:
        """The tokens of the clause, without those of clauses joined to it."""
        known = self._known.get(verb.i)
        if known is None:
            inside = (token for child in verb.children if child.dep not in _BESIDE for token in child.subtree())
            known = self._known[verb.i] = tuple(token.i for token in inside if token.pos in _TELLING)
        return known


def _of_clause(clause: Sequence[int], told: set[int]) -> Iterator[str]:
    """How many of the clause's words are told."""
    if not clause:
        return
    untold = sum(i not in told for i in clause)
    yield f"fifths of the clause {_FIFTHS * (len(clause) - untold) // len(clause)}"
    yield band("untold words", untold, 1, 2, 4, 8)


def _of_end(annotated: AnnotatedDoc, end: _End, inside: Sequence[Token], told: set[int]) -> Iterator[str]:
    """What an end leaves out of its noun phrase, what stays open in it, and what it breaks off before."""
    which, node, head = end
    for child in head.children if head is not None else ():
        places = _BEHIND_NOUN if head is not None and child.i > head.i else _BEFORE_NOUN
        if child.dep in places and child.i not in told:
            yield f"{which} untold {child.dep}"
    if inside and node.kind != "entity":
        yield from _open(annotated, which, inside)
    words = inside or ([head] if head is not None else [])
    if words:
        yield from _neighbours(annotated, which, words[0], words[-1])


def _of_relation(annotated: AnnotatedDoc, verb: Token, words: Iterable[Token]) -> Iterator[str]:
    """What stands beside the predicate and in front of its preposition."""
    tokens, sentence = annotated.tokens, annotated.sentences[verb.sent_i]
    yield from _neighbours(annotated, "verb", verb, verb)
    for word in words:
        if word.dep == "prep" and word.i > sentence.token_start:
            yield f"prep behind {tokens[word.i - 1].pos}"
            yield band("prep away", word.i - verb.i, 1, 3, 6)


def _content(annotated: AnnotatedDoc, inside: Sequence[Token]) -> Iterator[str]:
    """Whether what somebody says tells something to who reads it alone."""
    if not inside:
        return
    naming = sum(token.pos in _NAMING for token in inside)
    loose = sum(token.lower in _OPEN and token.dep not in _NO_PRONOUN for token in inside)
    yield band("content words", len(inside), 4, 8, 14, 22)
    yield band("content nouns", naming, 1, 2, 3, 5)
    yield band("content names", sum(token.i in annotated.name_head for token in inside), 1, 3)
    yield band("content pronouns", loose, 1, 2, 3)
    yield band("content balance", naming - loose, 1, 2, 4)
    if all(token.tag not in _FINITE for token in inside):
        yield "content without a verb"
    if inside[0].pos == "CCONJ" or inside[0].lower in _OPEN:
        yield "content goes on"
    subject = next((token for token in inside if token.dep in _SUBJECT), None)
    if subject is None:
        yield "content about nobody"
    elif subject.lower in _OPEN | _SPEAKING:
        yield "content about a speaker" if subject.lower in _SPEAKING else "content about a pronoun"
    else:
        yield f"content about {subject.pos}"


def _open(annotated: AnnotatedDoc, which: str, inside: Sequence[Token]) -> Iterator[str]:
    """How many words there stand for something that nothing resolves."""
    unresolved = (token.lower in _OPEN and token.i not in annotated.referents and token.dep not in ("mark", "expl") for token in inside)
    yield band(f"{which} open", sum(unresolved), 1, 2)
    if any(token.i in annotated.left_open for token in inside):
        yield f"{which} with what is left open"


def _neighbours(annotated: AnnotatedDoc, which: str, first: Token, last: Token) -> Iterator[str]:
    """What stands in front of some words and behind them, in the same sentence."""
    sentence, tokens = annotated.sentences[first.sent_i], annotated.tokens
    if first.i > sentence.token_start:
        yield f"{which} behind {_kind(tokens[first.i - 1], sentence)}"
    if last.i + 1 < sentence.token_end:
        yield f"{which} before {_kind(tokens[last.i + 1], sentence)}"


def _kind(token: Token, sentence: Sentence) -> str:
    if token.text in _HYPHENS:
        return "hyphen"
    if token.text in DOUBLE_MARKS:
        return "quotation mark"
    if token.text in _PUNCTUATION:
        return token.text
    return "capital" if token.text[:1].isupper() and token.i > sentence.token_start else token.pos
