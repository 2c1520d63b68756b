"""From what a model proposes to statements: only what the article itself says, and no more surely than the article says it.

The evidence must stand in the article, the relation and both ends in the evidence, each as whole phrases that the document's own
analysis can name: so every node is an entity or phrase of the article, and no pronoun ever is one. Status and speaker are the more
careful of what the model says and what the grammar of the sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from newsgraph.extraction.frames import Frame
from newsgraph.extraction.llm.protocol import Proposal
from newsgraph.extraction.phrases import conjuncts, is_nominal
from newsgraph.extraction.reading import Reading
from newsgraph.extraction.status_local import Context, is_negative_phrase
from newsgraph.extraction.telling import speaker_nodes
from newsgraph.language.annotated import AnnotatedDoc, Sentence, Token
from newsgraph.model import CharSpan, Evidence, Modality, Node, Qualifier, Relation, Statement, Status

__all__ = ["Grounding", "RejectedError"]

_STRAIGHT = str.maketrans("‘’‚‛“”„‟‐‑‒–—―\u00a0\u202f\u2009", "''''\"\"\"\"------   ")
_FRAGMENTS = frozenset(("compound", "nmod", "amod", "poss", "det", "nummod", "case", "predet", "quantmod"))
_MOST_SENTENCES = 3


class RejectedError(Exception):
    """A proposal that the article does not bear out; the reason in a few fixed words, to be counted."""


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a statement as it stands in the text."""

    node: Node
    head: Token


def _folded(text: str) -> str:
    """Straight marks and small letters, each character for one: offsets stay."""
    straight = text.translate(_STRAIGHT)
    return "".join(small if len(small := character.lower()) == 1 else character for character in straight)


class Grounding:
    """One document and what may be said of it."""

    def __init__(self, annotated: AnnotatedDoc, extractor: str, confidence: float) -> None:
        """``extractor`` and ``confidence`` are what its statements are given."""
        self._annotated = annotated
        self._text = annotated.article.text
        self._folded = _folded(self._text)
        self._reading = Reading(annotated, extractor)
        self._extractor = extractor
        self._confidence = confidence
        self._starts = {token.char_start: token.i for token in annotated.tokens}
        self._named: dict[str, set[int]] = {}
        for i, entity in enumerate(annotated.entities):
            for name in (entity.label, *entity.aliases):
                self._named.setdefault(" ".join(_folded(name).split()), set()).add(i)

    def statements(self, proposal: Proposal, asked: Sequence[Sentence]) -> list[Statement]:
        """The statements that a proposal about the sentences ``asked`` is worth; several where its ends are coordinated.

        Raises:
            RejectedError: when it is not borne out.
        """
        evidence, whole = self._evidence(proposal, asked)
        relation = self._within(proposal.relation, evidence)
        if not relation:
            raise RejectedError("relation not in the evidence")
        words = self._tokens(relation[0])
        frame = next((f for token in reversed(words) if (f := self._reading.frames.by_i.get(token.i))), None)
        subjects = self._ends(proposal.subject, evidence, relation[0], frame, "subject")
        objects = self._ends(proposal.object, evidence, relation[0], frame, "object") if proposal.object else [None]
        context = self._context(proposal, frame, words)
        speakers = self._speakers(proposal, context, evidence)
        qualifiers = tuple(self._qualifiers(proposal, evidence, relation[0]))
        return [
            self._made(frame, words, subject, target, context, speakers, qualifiers, whole)
            for subject, target in product(subjects, objects)
        ]

    # Where it stands.

    def _evidence(self, proposal: Proposal, asked: Sequence[Sentence]) -> tuple[CharSpan, CharSpan]:
        """The place of the evidence, and of the sentences that it is in."""
        everywhere = [span for sentence in asked for span in self._found(proposal.evidence, sentence.span.start, asked[-1].span.end)]
        places = sorted(set(everywhere))
        told = next((sentence for sentence in asked if sentence.i + 1 == proposal.sentence), None)
        named = [span for span in places if told is not None and told.span.start <= span.start < told.span.end]
        if not named and len(places) != 1:
            raise RejectedError("evidence not in the text" if not places else "evidence in several places")
        evidence = (named or places)[0]
        over = [sentence.span for sentence in asked if sentence.span.start < evidence.end and evidence.start < sentence.span.end]
        if len(over) > _MOST_SENTENCES:
            raise RejectedError("evidence too long")
        return evidence, CharSpan(over[0].start, over[-1].end)

    def _within(self, words: str, place: CharSpan) -> list[CharSpan]:
        return list(self._found(words, place.start, place.end))

    def _found(self, words: str, start: int, end: int) -> Iterator[CharSpan]:
        """Where the words stand in ``start:end``, whole; any white space is as good as any other."""
        parts = _folded(words).split()
        if not parts:
            return
        pattern = r"\s+".join(map(re.escape, parts))
        before, after = (r"(?<!\w)" if parts[0][0].isalnum() else ""), (r"(?!\w)" if parts[-1][-1].isalnum() else "")
        for match in re.compile(f"{before}{pattern}{after}").finditer(self._folded, start, end):
            yield CharSpan(match.start(), match.end())

    def _tokens(self, span: CharSpan) -> list[Token]:
        first = next((self._starts[at] for at in range(span.start, span.end) if at in self._starts), None)
        if first is None:
            raise RejectedError("words that are no words of the text")
        tokens = self._annotated.tokens
        last = first
        while last + 1 < len(tokens) and tokens[last + 1].char_start < span.end:
            last += 1
        return tokens[first : last + 1]

    # What it is.

    def _ends(self, words: str, evidence: CharSpan, relation: CharSpan, frame: Frame | None, which: str) -> list[_End]:
        """The nodes that the words are, coordination undone; of several places the one that grammar has as that part, else the nearest."""
        places = [span for span in self._within(words, evidence) if span.end <= relation.start or relation.end <= span.start]
        heads = [self._head(self._tokens(span)) for span in places] or self._mentions(words, evidence)
        if not heads:
            raise RejectedError(f"{which} not in the evidence")
        wanted = [] if frame is None else [*frame.subjects, *frame.agents] if which == "subject" else [*frame.objects, *frame.agents]
        if frame is not None and which == "object":
            wanted.extend(target for _, target in frame.preps)

        def rank(head: Token) -> tuple[bool, bool, int]:
            beyond = head.char_start > relation.start if which == "subject" else head.char_start < relation.start
            return head not in wanted, beyond, abs(head.char_start - relation.start)

        head = min(heads, key=rank)
        if frame is not None and head.dep in _FRAGMENTS and self._name_head(head) is head and head not in wanted:
            raise RejectedError(f"{which} is part of a longer phrase")
        last = next((span.end for span in places if span.start <= head.char_start < span.end), head.char_end)
        ends = [
            _End(node, item)
            for item in conjuncts(head)
            if item is head or item.char_start < last
            for node in (self._reading.phrases.nodes(self._reading.phrases.semantic_head(item)) if is_nominal(item) else ())
            if which == "object" or node.kind != "literal"
        ]
        if not ends:
            raise RejectedError(f"{which} stands for nothing known")
        return ends

    def _head(self, tokens: Sequence[Token]) -> Token:
        inside = set(tokens)
        outer = [token for token in tokens if token.head is token or token.head not in inside]
        return next((token for token in outer if is_nominal(token)), outer[0])

    def _name_head(self, token: Token) -> Token:
        return self._annotated.tokens[self._annotated.name_head.get(token.i, token.i)]

    def _mentions(self, words: str, evidence: CharSpan) -> list[Token]:
        """Where the entity of that name is mentioned in the evidence by other words: "she" for the minister whom the model names."""
        known = self._named.get(" ".join(_folded(words).split()), set())
        if not known:
            return []
        return [
            token
            for token in self._tokens(evidence)
            if known.issuperset(found := self._reading.phrases.referents(token)) and found and self._name_head(token) is token
        ]

    # How it is told.

    def _context(self, proposal: Proposal, frame: Frame | None, words: Sequence[Token]) -> Context:
        """The status that the sentence gives it; the model's where that is more careful."""
        if frame is not None:
            found = self._reading.contexts.of(frame)
        else:
            above = next((f for token in words[-1].ancestors() if (f := self._reading.frames.by_i.get(token.i))), None)
            outer = self._reading.contexts.of(above) if above is not None else Context()
            if outer.status != "fact":
                raise RejectedError("status unclear")
            found = Context(speakers=outer.speakers)
        if found.status != "fact" or proposal.status == "fact":
            return found
        return Context(proposal.status, proposal.modality if proposal.status == "possible" else None, found.speakers)

    def _speakers(self, proposal: Proposal, context: Context, evidence: CharSpan) -> tuple[Node, ...]:
        if context.speakers:
            return speaker_nodes(self._annotated, context.speakers, self._reading.phrases)
        if proposal.speaker is None:
            return ()
        for span in self._within(proposal.speaker, evidence):
            nodes = self._reading.phrases.nodes(self._head(self._tokens(span)))
            if nodes and nodes[0].kind != "literal":
                return (nodes[0],)
        known = self._named.get(" ".join(_folded(proposal.speaker).split()), set())
        if len(known) != 1:
            raise RejectedError("speaker not in the article")
        entity = self._annotated.entities[next(iter(known))]
        return (Node("entity", entity.id, entity.label, entity.type, entity.aliases, entity.label),)

    def _qualifiers(self, proposal: Proposal, evidence: CharSpan, relation: CharSpan) -> Iterator[Qualifier]:
        """Those whose words stand in the evidence; what does not is left out, and takes nothing from the statement."""
        for role, words in proposal.qualifiers:
            for span in self._within(words, evidence)[:1]:
                if span.end <= relation.start or relation.end <= span.start:
                    yield Qualifier(role, span.of(self._text), span)

    # Putting it together.

    def _made(
        self, frame: Frame | None, words: Sequence[Token], subject: _End, target: _End | None, context: Context,
        speakers: tuple[Node, ...], qualifiers: tuple[Qualifier, ...], whole: CharSpan,
    ) -> Statement:  # fmt: skip
        if target is not None and (target.node.id, target.node.label) == (subject.node.id, subject.node.label):
            raise RejectedError("both ends are the same")
        subject, target, active = self._turned(frame, subject, target)
        status, modality = context.status, context.modality
        if status == "fact" and any(is_negative_phrase(end.head) for end in (subject, target) if end is not None):
            status, modality = "negated", None  # "neither leader signed"
        told = Context(status, self._modality(status, modality), context.speakers)
        relation = self._relation(frame, words, target, told, active)
        spans = CharSpan(words[0].char_start, words[-1].char_end)
        time = next((t for t in sorted(self._annotated.times.values(), key=lambda t: t.span) if self._is_time(t.span, qualifiers)), None)
        return Statement(
            article=self._annotated.article.id,
            subject=subject.node,
            relation=relation,
            object=target.node if target is not None else None,
            evidence=(
                Evidence(
                    whole, whole.of(self._text), self._inside(subject.node.span, whole), self._inside(spans, whole),
                    self._inside(target.node.span, whole) if target is not None else None,
                ),
            ),
            extractor=self._extractor,
            status=told.status,
            modality=told.modality,
            speakers=speakers,
            qualifiers=qualifiers,
            time=time,
            confidence=self._confidence,
        )  # fmt: skip

    @staticmethod
    def _modality(status: Status, modality: Modality | None) -> Modality | None:
        return modality if status != "fact" or modality in ("belief", "allegation") else None

    @staticmethod
    def _inside(span: CharSpan | None, whole: CharSpan) -> CharSpan | None:
        return span if span is not None and whole.start <= span.start and span.end <= whole.end else None

    @staticmethod
    def _is_time(span: CharSpan, qualifiers: tuple[Qualifier, ...]) -> bool:
        return any(q.role == "time" and q.span is not None and q.span.start < span.end and span.start < q.span.end for q in qualifiers)

    def _turned(self, frame: Frame | None, subject: _End, target: _End | None) -> tuple[_End, _End | None, bool]:
        """Ends in the order of the active clause, and whether it was a passive.

        Raises:
            RejectedError: when the grammar has them the other way round.
        """
        if frame is None:
            return subject, target, False
        if not frame.subjects and not frame.passive:
            raise RejectedError("the verb has no subject")  # an order, such as one to whoever reads the article
        if target is None:
            return subject, target, False
        doers = {token.i for token in frame.subjects}
        if frame.passive:
            agents = {token.i for token in frame.agents}
            if target.head.i in agents:
                return target, subject, True
            return subject, target, subject.head.i in agents
        others = {token.i for token in (*frame.objects, *frame.recipients, *(t for _, t in frame.preps))}
        if target.head.i in doers or (doers and subject.head.i in others):
            raise RejectedError("ends the wrong way round")
        return subject, target, False

    def _relation(self, frame: Frame | None, words: Sequence[Token], target: _End | None, context: Context, active: bool) -> Relation:
        if frame is None:
            text = CharSpan(words[0].char_start, words[-1].char_end).of(self._text)
            return Relation(" ".join(token.lower for token in words), text, words[-1].lemma.lower())
        rest = [
            token.lower
            for token in words
            if token.i > frame.token.i and token is not frame.particle and token.tag != "RB" and not (active and token.lower == "by")
        ]
        if not rest and target is not None and not active:
            rest = [prep.lower for prep, head in frame.preps if head is target.head][:1]
        name = " ".join([self._reading.builder.verb_name(frame, active), *rest])
        text = " ".join(CharSpan(token.char_start, token.char_end).of(self._text) for token in words)
        return self._reading.builder.relation(frame, context, name, text, target.head if target else None, False)
