"""What is known of a statement when it is made, as names of features that hold: the evidence that its confidence is estimated from.

Nothing depends on the words themselves, only on their classes: what was fitted on some articles has to hold for others.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsgraph.extraction.left_out import left_out
from newsgraph.extraction.logistic import band
from newsgraph.extraction.predicates import Frame
from newsgraph.extraction.status_rules import Context
from newsgraph.language.annotated import AnnotatedDoc, Sentence, Token
from newsgraph.language.quote_marks import ANY_MARKS, DOUBLE_MARKS
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.model import Entity, Mention, Node, Qualifier

__all__ = ["Known", "features"]

_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "some", "any", "no", "another", "each", "every"})
_DASHES = frozenset({"—", "–", "-", "--"})
# How far back, in characters, somebody else of the same type may be meant.
_NEAR = 300
# Bands of certainty, each by its lower edge.
_CERTAIN = (0.0, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Known:
    """What a statement is made of: predicate and context, both ends with their heads, the relation's words, and what qualifies it."""

    frame: Frame
    context: Context
    subject: Node
    s_head: Token
    target: Node | None
    o_head: Token | None
    words: Sequence[Token]
    qualifiers: Sequence[Qualifier]
    extractor: str
    lesser: bool


class _Mentions:
    """Where each entity of a document is mentioned."""

    def __init__(self, annotated: AnnotatedDoc) -> None:
        found = [(mention, entity) for entity in annotated.entities for mention in entity.mentions]
        self._all = sorted(found, key=lambda pair: (pair[0].span.start, -pair[0].span.end, pair[1].id))
        self._starts = [mention.span.start for mention, _ in self._all]
        self._of: dict[str, list[Mention]] = {}
        for mention, entity in self._all:
            self._of.setdefault(entity.id, []).append(mention)
        self.named = {entity.id for mention, entity in self._all if mention.kind in ("name", "demonym")}

    def last(self, entity: Entity, before: int) -> Mention | None:
        """The last mention of the entity that ends before a character; None where that would be the first."""
        own = self._of[entity.id]
        i = bisect_right(own, before, key=lambda mention: mention.span.start) - 1
        while i >= 0 and own[i].span.end > before:
            i -= 1
        return own[i] if i >= 0 else None

    def at(self, start: int, head: Token) -> tuple[Mention, Entity] | None:
        """The mention that begins there, or has the head in it."""
        i = bisect_right(self._starts, start) - 1
        if i >= 0 and self._starts[i] == start:
            return self._all[i]
        i = bisect_right(self._starts, head.char_start) - 1
        return self._all[i] if i >= 0 and head.char_start < self._all[i][0].span.end else None

    def between(self, start: int, end: int) -> Iterator[tuple[Mention, Entity]]:
        """Those that begin after ``start`` and before ``end``."""
        for i in range(bisect_right(self._starts, start), len(self._all)):
            if self._starts[i] >= end:
                return
            yield self._all[i]


def features(annotated: AnnotatedDoc, known: Known) -> frozenset[str]:
    """The names of the features that hold."""
    sentence = annotated.sentences[known.frame.token.sent_i]
    target = (known.target, known.o_head) if known.target is not None else None
    parts = annotated.shared(_Parts)
    found = {
        *_plain(known, sentence),
        *parts.end("subject", known.subject, known.s_head, known.frame.token, sentence),
        *parts.clause(known.frame),
        *annotated.shared(_Sentences).of(sentence),
        *_certainty(annotated, known),
        *left_out(annotated, known.frame, (known.subject, known.s_head), target, known.words, known.qualifiers),
    }
    if known.target is None:
        found.add("no object")
    else:
        found.update(parts.end("object", known.target, known.o_head, known.frame.token, sentence))
    return frozenset(found)


def _certainty(annotated: AnnotatedDoc, known: Known) -> Iterator[str]:
    """How sure the parser was of the words that the statement is read from."""
    verb = known.frame.token
    heads = {"verb": verb, "subject": known.s_head, "object": known.o_head}
    places = [head.i for head in heads.values() if head is not None and head.sent_i == verb.sent_i]
    between = annotated.tokens[min(places) : max(places) + 1]
    for name, words in (*((name, [head]) for name, head in heads.items() if head is not None), ("between", between)):
        sure = [word.certainty for word in words if word.certainty is not None]
        if sure:
            yield band(f"{name} certain", min(sure), *_CERTAIN)


class _Parts:
    """What ends and clauses tell, each read once: several statements of a clause have them in common."""

    def __init__(self, annotated: AnnotatedDoc) -> None:
        self._annotated = annotated
        self._ends: dict[tuple[object, ...], frozenset[str]] = {}
        self._clauses: dict[int, tuple[Frame, frozenset[str]]] = {}

    def end(self, which: str, node: Node, head: Token | None, verb: Token, sentence: Sentence) -> frozenset[str]:
        """The features of a statement's subject or object."""
        key = (which, node.id, node.label, node.span, head.i if head is not None else -1, verb.i)
        known = self._ends.get(key)
        if known is None:
            known = self._ends[key] = frozenset(_end(self._annotated, which, node, head, verb, sentence))
        return known

    def clause(self, frame: Frame) -> frozenset[str]:
        """The features of a predicate."""
        known = self._clauses.get(id(frame))
        if known is None:  # with the frame itself, so that nothing else ever has its place in memory
            known = self._clauses[id(frame)] = (frame, frozenset(_clause(self._annotated, frame)))
        return known[1]


class _Sentences:
    """What the sentences of a document tell, each read once for all its statements."""

    def __init__(self, annotated: AnnotatedDoc) -> None:
        self._annotated = annotated
        self._known: dict[int, frozenset[str]] = {}

    def of(self, sentence: Sentence) -> frozenset[str]:
        """The features of one sentence."""
        known = self._known.get(sentence.i)
        if known is None:
            known = self._known[sentence.i] = frozenset(_sentence(self._annotated, sentence))
        return known


def _plain(known: Known, sentence: Sentence) -> Iterator[str]:
    frame, context, verb = known.frame, known.context, known.frame.token.tag.startswith("VB")
    subject, target = known.subject, known.target
    told = {
        known.extractor.split("/")[0]: True,
        "edge": known.lesser,
        "spoken": bool(context.speakers),
        "negated": context.status == "negated",
        "possible": context.status == "possible",
        f"modality {context.modality}": context.modality is not None,
        "no object and nothing else": target is None and not known.qualifiers,
        "speech verb": verb and frame.token.lemma in speech_verbs(),
        "names at both ends": target is not None and subject.kind == "entity" == target.kind,
        "long sentence": sentence.token_end - sentence.token_start > 32,
        "embedded": frame.link in ("ccomp", "xcomp", "pcomp"),
        "modifier": frame.link in ("relcl", "acl", "advcl"),
        "subject from elsewhere": verb and not frame.own_subject,
        band("speakers", len(context.speakers), 1, 2): True,
        band("qualifiers", len(known.qualifiers), 1, 2, 3): True,
    }
    yield from (name for name, holds in told.items() if holds)
    yield from {f"qualifier {qualifier.role}" for qualifier in known.qualifiers}


def _end(annotated: AnnotatedDoc, which: str, node: Node, head: Token | None, verb: Token, sentence: Sentence) -> Iterator[str]:
    words, label = node.label.split(), node.label
    yield f"{which} {node.kind}"
    yield f"{which} {node.type}"
    yield band(f"{which} words", len(words), 1, 2, 4, 7)
    told = {
        "in lower case": label[:1].islower(),
        "with a digit": any(character.isdigit() for character in label),
        "with a quotation mark": not ANY_MARKS.isdisjoint(label),
        "with a comma": "," in label,
    }
    if head is not None:
        told |= _told_by_head(annotated, head, verb)
        yield f"{which} {head.tag}"
        yield f"{which} {head.dep}"
        noun = nouns().get(head.lemma.lower())
        yield f"{which} noun {noun.kind if noun else 'unknown'}"
        determiner = next((child.lower for child in head.children if child.dep == "det"), "none")
        yield f"{which} det {determiner if determiner in _DETERMINERS or determiner == 'none' else 'other'}"
        yield band(f"{which} distance", abs(head.i - verb.i), 3, 6, 11)
        yield band(f"{which} position", head.i - sentence.token_start, 1, 5, 12)
        yield band(f"{which} modifiers", sum(c.dep in ("amod", "compound", "nmod", "nummod") for c in head.children), 1, 2, 3)
        yield band(f"{which} referents", len(annotated.referents.get(head.i, ())), 1, 2)
        yield from _mention(annotated, which, node, head)
    yield from (f"{which} {name}" for name, holds in told.items() if holds)


def _told_by_head(annotated: AnnotatedDoc, head: Token, verb: Token) -> dict[str, bool]:
    return {
        "with its owner": head.child("poss") is not None,
        "with a pronoun as owner": any(child.dep == "poss" and child.tag == "PRP$" for child in head.children),
        "with of": any(child.dep == "prep" and child.lower == "of" for child in head.children),
        "with a preposition": head.child("prep") is not None,
        "with a clause": head.child("relcl", "acl") is not None,
        "coordinated": head.dep == "conj" or head.child("conj") is not None,
        "with an apposition": head.child("appos") is not None,
        "behind the verb": head.i > verb.i,
        "from another sentence": head.sent_i != verb.sent_i,
        "left open": head.i in annotated.left_open,
    }


def _mention(annotated: AnnotatedDoc, which: str, node: Node, head: Token) -> Iterator[str]:
    """How the entity is called here, how long ago it was last, and who else may be meant."""
    mentions = annotated.shared(_Mentions)
    found = mentions.at(node.span.start if node.span is not None else head.char_start, head)
    if found is None:
        yield f"{which} no mention"
        return
    mention, entity = found
    yield f"{which} by {mention.kind}"
    yield band(f"{which} mentions", len(entity.mentions), 2, 4, 8)
    if entity.id in mentions.named:
        yield f"{which} has a name"
    before = mentions.last(entity, head.char_start)
    if before is None:
        yield f"{which} first mention"
    else:
        yield band(f"{which} back", head.char_start - before.span.start, 60, 200, 600)
        yield f"{which} last by {before.kind}"
    near = mentions.between(head.char_start - _NEAR, head.char_start)
    rivals = {other.id for _, other in near if other.type == entity.type and other is not entity}
    yield band(f"{which} rivals", len(rivals), 1, 2, 4)


def _clause(annotated: AnnotatedDoc, frame: Frame) -> Iterator[str]:
    verb = frame.token
    yield f"verb {verb.tag}"
    yield f"verb {verb.dep}"
    yield f"link {frame.link or 'none'}"
    yield from {f"has {child.dep}" for child in verb.children}
    told = {"passive": frame.passive, "in quotation marks": verb.i in annotated.quotation_of}
    yield from (name for name, holds in told.items() if holds)
    yield band("depth", sum(1 for _ in verb.ancestors()), 1, 2, 3, 5)
    yield band("dependents", len(verb.children), 3, 5, 7)
    yield band("objects", len(frame.objects), 1, 2)
    yield band("prepositions", len(frame.preps), 1, 2, 3)
    yield band("subjects", len(frame.subjects), 1, 2)


def _sentence(annotated: AnnotatedDoc, sentence: Sentence) -> Iterator[str]:
    tokens = annotated.sentence_tokens(sentence)
    deps = [token.dep for token in tokens]
    yield f"in a {sentence.kind}"
    yield band("sentence", sentence.i, 1, 4, 10, 20)
    yield band("sentence length", len(tokens), 12, 20, 28, 36)
    yield band("sentence verbs", sum(token.tag.startswith("VB") for token in tokens), 2, 4, 6)
    yield band("sentence commas", sum(token.text == "," for token in tokens), 1, 2, 4)
    yield band("sentence pronouns", sum(token.pos == "PRON" for token in tokens), 1, 2, 4)
    yield band("sentence conj", deps.count("conj"), 1, 2, 3)
    yield from (band(f"sentence {dep}", deps.count(dep), 1, 2) for dep in ("ccomp", "advcl", "relcl"))
    sure = [max(token.certainty, 0.01) for token in tokens if token.certainty is not None]
    if sure:
        mean = math.exp(math.fsum(map(math.log, sure)) / len(sure))
        yield band("sentence certain", mean, *_CERTAIN)
    texts = {token.text for token in tokens}
    told = {
        "sentence with a dash": not _DASHES.isdisjoint(texts),
        "sentence with a colon": not texts.isdisjoint((":", ";")),
        "sentence with quotation marks": not DOUBLE_MARKS.isdisjoint(texts),
        "question": "?" in texts,
        "sentence without a verb": not sentence.root.tag.startswith("VB"),
        "sentence with loose parts": not {"dep", "parataxis"}.isdisjoint(deps),
    }
    yield from (name for name, holds in told.items() if holds)
