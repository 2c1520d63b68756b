"""Propositions in the words of the sentence, as evaluations of open information extraction read them.

Unlike statements they resolve nothing and mark nothing: "He | was born in | Oslo" stays as it stands.

References:
    Del Corro & Gemulla (2013), ClausIE; Gashteovski et al. (2022), BenchIE (what counts as a fact).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsgraph.extraction.frames import Frame, Frames
from newsgraph.extraction.phrases import Phrases, conjuncts, is_nominal
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.model import CharSpan

__all__ = ["Proposition", "propositions"]

_RELATIVE = frozenset(("who", "which", "that", "whom", "whose", "what", "where", "when"))


@dataclass(frozen=True, slots=True)
class Proposition:
    """Subject, relation and object as the sentence words them; ``sentence`` is where it stands."""

    sentence: CharSpan
    subject: str
    relation: str
    object: str
    confidence: float


def propositions(annotated: AnnotatedDoc) -> Iterator[Proposition]:
    """All propositions of a document, in order of the text."""
    reader = _Surface(annotated)
    for frame in reader.frames:
        seen: set[tuple[str, str, str]] = set()
        for subject, relation, target, confidence in reader.frame(frame):
            if subject and relation and target and (subject, relation, target) not in seen:
                seen.add((subject, relation, target))
                yield Proposition(annotated.sentences[frame.token.sent_i].span, subject, relation, target, confidence)
    yield from reader.appositions()


class _Surface:
    def __init__(self, annotated: AnnotatedDoc) -> None:
        self.annotated = annotated
        self.phrases = Phrases.of(annotated)
        self.frames = Frames.of(annotated)
        self.text = annotated.article.text

    def words(self, tokens: Iterable[Token]) -> str:
        """The tokens in order of the text, with the spaces of the text where they adjoin."""
        ordered = sorted(set(tokens), key=lambda token: token.i)
        parts: list[str] = []
        for n, token in enumerate(ordered):
            if n and (token.i != ordered[n - 1].i + 1 or self.text[ordered[n - 1].char_end : token.char_start]):
                parts.append(" ")
            parts.append(self.text[token.char_start : token.char_end])
        return "".join(parts).strip()

    def phrase(self, head: Token) -> str:
        """The noun phrase, without what modifies it from afar."""
        words = self.phrases.words(head)
        return self.words(token for token in self.annotated.tokens[words.first.i : words.last.i + 1] if token.text not in ('"',))

    def group(self, frame: Frame) -> list[Token]:
        """The verb with its auxiliaries, negation and particle."""
        verb = frame.token
        found = [
            verb,
            *(
                child
                for child in verb.children
                if child.dep in ("aux", "auxpass", "neg", "prt") or (child.dep == "advmod" and child.i == verb.i - 1 and child.tag == "RB")
            ),
        ]
        return [token for token in found if token.tag != "TO" or frame.link not in ("xcomp", "advcl", "acl")]

    def frame(self, frame: Frame) -> Iterator[tuple[str, str, str, float]]:
        """The propositions of one predicate."""
        verb = frame.token
        if not verb.tag.startswith("VB"):
            return
        if frame.link == "xcomp" and frame.governor is not None and not frame.own_subject and not frame.governor.objects:
            return  # told with its governor
        for head in frame.subjects:
            if head.lower in _RELATIVE and head.tag in ("WP", "WDT"):
                continue
            subject = self.phrase(head)
            yield from self._arguments(frame, subject, self.group(frame), 0.8)

    def _arguments(self, frame: Frame, subject: str, group: list[Token], confidence: float) -> Iterator[tuple[str, str, str, float]]:
        relation = self.words(group)
        objects = [item for item in frame.objects if item.lower not in _RELATIVE]
        for item in objects:
            yield subject, relation, self.phrase(item), confidence
        for agent in frame.agents:
            by = agent.head if agent.head.dep in ("agent", "prep") else None
            yield subject, f"{relation} {by.text if by is not None else 'by'}", self.phrase(agent), confidence
        if frame.complement is not None:
            yield from self._complement(frame, subject, relation)
        for item in frame.recipients:
            yield (
                subject,
                relation if item.head is frame.token else f"{relation} {self.phrase(objects[0]) if objects else ''} {item.head.text}",
                self.phrase(item),
                confidence,
            )
        for prep, target in frame.preps:
            if target.lower in _RELATIVE:
                continue
            middle = f" {self.phrase(objects[0])}" if objects and objects[0].i < prep.i else ""
            yield subject, f"{relation}{middle} {prep.text}", self.phrase(target), confidence
        for clause in frame.clauses:
            inner = self.frames.by_i[clause.i]
            if clause.dep == "xcomp" and not inner.own_subject and clause.tag.startswith("VB") and not objects:
                yield from self._arguments(inner, subject, [*group, *self._infinitive(inner)], confidence - 0.1)

    def _infinitive(self, frame: Frame) -> list[Token]:
        return [frame.token, *(child for child in frame.token.children if child.dep in ("aux", "auxpass", "neg", "prt"))]

    def _complement(self, frame: Frame, subject: str, relation: str) -> Iterator[tuple[str, str, str, float]]:
        complement = frame.complement
        assert complement is not None
        if is_nominal(complement):
            for item in conjuncts(complement):
                yield subject, relation, self.phrase(item), 0.8
            return
        own = [
            complement,
            *(child for child in complement.children if child.dep in ("advmod", "npadvmod", "neg") and child.i < complement.i),
        ]
        yield subject, relation, self.words(own), 0.7
        for child in complement.children:
            if child.dep == "prep":
                for target in child.children:
                    if target.dep == "pobj":
                        for item in conjuncts(target):
                            yield subject, f"{relation} {self.words(own)} {child.text}", self.phrase(item), 0.7

    def appositions(self) -> Iterator[Proposition]:
        """ "X, the Y": X is the Y."""
        for token in self.annotated.tokens:
            if token.dep == "appos" and is_nominal(token) and is_nominal(token.head):
                yield Proposition(self.annotated.sentences[token.sent_i].span, self.phrase(token.head), "is", self.phrase(token), 0.6)
