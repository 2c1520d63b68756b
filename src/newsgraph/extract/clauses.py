"""The clause extractor: every predicate of the article as statements.

References:
    Del Corro & Gemulla (2013), ClausIE (clause types); Gashteovski et al. (2017), MinIE (what is kept beside the triple);
    Levin (1993), English Verb Classes and Alternations (verbs of characterising, of social interaction, light verbs).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsgraph.extract.base import Requirement
from newsgraph.extract.builder import Builder
from newsgraph.extract.frames import Frame, Frames
from newsgraph.extract.nouns import is_person_noun
from newsgraph.extract.phrases import NO_NODE, Phrases, conjuncts, is_nominal
from newsgraph.extract.status_rules import Context, Contexts
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.status import embedding
from newsgraph.model import Node, Qualifier, QualifierRole, Statement

__all__ = ["ClauseExtractor"]

_COPULAS = word_class("copulas")
_LIGHT = word_class("light")
_DUBBING = word_class("dubbing")
_AS_VERBS = word_class("as verbs")
_APPOINTING = word_class("appointing")
_RECIPROCAL = word_class("reciprocal")
_BARE_MATRIX = word_class("bare matrix")
_DISCOURSE = word_class("discourse")
_NEVER_TRANSITIVE = word_class("never transitive")
_SPEECH_ALONE = word_class("speech alone")
_GENERIC_SUBJECTS = word_class("generic subjects")
_PREP_ROLES: dict[str, QualifierRole] = {
    "in": "place", "at": "place", "near": "place", "outside": "place", "inside": "place", "across": "place", "off": "place", "above": "place", "below": "place", "beside": "place",
    "around": "place", "aboard": "place", "onboard": "place", "through": "place", "behind": "place", "along": "place", "throughout": "place", "within": "place", "on": "topic", "about": "topic",
    "over": "topic", "regarding": "topic", "concerning": "topic", "to": "recipient", "for": "purpose", "from": "source", "as": "role", "because": "cause", "due": "cause",
    "with": "instrument", "by": "instrument", "via": "instrument", "using": "instrument", "despite": "concession", "notwithstanding": "concession", "after": "time",
    "before": "time", "during": "time", "since": "time", "until": "time", "till": "time", "amid": "cause", "if": "condition", "without": "manner", "like": "manner",
}  # fmt: skip
_MARK_ROLES: dict[str, QualifierRole] = {
    "because": "cause", "since": "cause", "as": "cause", "if": "condition", "unless": "condition", "when": "time", "while": "time", "after": "time", "before": "time",
    "until": "time", "once": "time", "although": "concession", "though": "concession", "whereas": "concession", "so": "purpose", "where": "place",
}  # fmt: skip
# After an object these lead on from it rather than from the verb: "face problems with".
_NOUN_PREPS = frozenset(("with", "for", "of", "about", "against", "between", "over", "among"))
_NO_EDGE = word_class("no edge")
_WHITHER = word_class("whither")
_PLACING = word_class("placing")
_MOST_QUALIFIER_WORDS = 25
_MOST_CONTENT_WORDS = 40


class ClauseExtractor:
    """Statements from clauses; see ``docs/statements.md`` for what becomes of each clause type."""

    name = "clauses"
    version = "1"
    requires: frozenset[Requirement] = frozenset({"parse", "entities", "quotations", "times"})

    def extract(self, annotated: AnnotatedDoc, /) -> Iterable[Statement]:
        """The statements of one document, in order of the text."""
        return _Reader(annotated).read()


class _Reader:
    """One pass over a document."""

    def __init__(self, annotated: AnnotatedDoc) -> None:
        self.annotated = annotated
        self.phrases = Phrases(annotated)
        self.frames = Frames(annotated)
        self.contexts = Contexts(annotated, self.frames)
        self.builder = Builder(annotated, self.phrases, f"{ClauseExtractor.name}/{ClauseExtractor.version}")

    def read(self) -> list[Statement]:
        main: dict[int, str] = {}
        # Innermost first: a statement names the statement that is its content.
        for frame in sorted(self.frames, key=lambda frame: -self._depth(frame)):
            if self.annotated.sentences[frame.token.sent_i].kind != "body":
                continue
            found = list(self._statements(frame, main))
            if found:
                main[frame.token.i] = found[0].id
        self._spoken(main)
        return self.builder.finished()

    def _spoken(self, main: dict[int, str]) -> None:
        """Direct speech whose sentence has no verb of speech of its own: its speaker says it all the same."""
        tokens = self.annotated.tokens
        told = {
            self.annotated.quotation_of.get(inner.i, -1): True
            for frame in self.frames
            if frame.token.i in main and self._is_speech(frame)
            for inner in frame.clauses
        }
        for index, quotation in enumerate(self.annotated.quotations):
            if not quotation.speech or quotation.speaker_i is None:
                continue
            speakers = self._nodes([tokens[quotation.speaker_i]])
            if not speakers:
                continue
            cue = tokens[quotation.cue_i] if quotation.cue_i is not None else None
            at = quotation.token_start
            while at < quotation.token_end:
                sentence = self.annotated.sentences[tokens[at].sent_i]
                end = min(sentence.token_end, quotation.token_end)
                covered = cue is not None and cue.sent_i == sentence.i and (cue.i in main and told.get(index, False))
                if not covered and end - at >= 3:
                    self._say(speakers, cue, quotation.cue_i, sentence.root, tokens[at], tokens[end - 1], main)
                at = end

    def _say(
        self,
        speakers: list[tuple[Node, Token]],
        cue: Token | None,
        cue_i: int | None,
        root: Token,
        first: Token,
        last: Token,
        main: dict[int, str],
    ) -> None:
        frame = Frame(cue if cue is not None and cue.sent_i == first.sent_i else root)
        content = self.builder.qualifier("content", first, last)
        for subject, head in speakers:
            self.builder.said(frame, cue.lemma.lower() if cue is not None else "say", cue, subject, head, content, main.get(root.i))

    @staticmethod
    def _depth(frame: Frame) -> int:
        return sum(1 for _ in frame.token.ancestors())

    # One predicate.

    def _statements(self, frame: Frame, main: dict[int, str]) -> Iterator[Statement]:
        if "as" in frame.marks and frame.token.tag == "VBN" and not frame.own_subject:
            return  # "as expected", "as measured by": no event
        context = self.contexts.of(frame)
        qualifiers = self._qualifiers(frame)
        if frame.existential:
            yield from self._existential(frame, context, qualifiers)
            return
        if frame.passive:
            yield from self._passive(frame, context, qualifiers, main)
            return
        subjects = self._nodes(frame.subjects)
        if not subjects:
            return
        if frame.complement is None and frame.predicative and not frame.objects and frame.lemma in _COPULAS:
            frame.complement = frame.predicative[0]
        if frame.complement is not None or (
            frame.lemma in _COPULAS and not frame.objects and not frame.clauses and frame.token.lemma == "be"
        ):
            yield from self._copular(frame, context, subjects, qualifiers, main)
            return
        if not frame.token.tag.startswith("VB"):
            yield from self._small_clause(frame, context, subjects, qualifiers)
            return
        yield from self._active(frame, context, subjects, qualifiers, main)

    def _nodes(self, heads: Iterable[Token]) -> list[tuple[Node, Token]]:
        found: list[tuple[Node, Token]] = []
        for head in heads:
            semantic = self.phrases.semantic_head(head)
            for node in self.phrases.nodes(semantic):
                if all(node.id != known.id or not node.id for known, _ in found):
                    found.append((node, head))
        return found

    def _amounts(self, heads: Iterable[Token]) -> list[Qualifier]:
        """How much of it: "nearly three-quarters" of "three-quarters of its exports"."""
        return [
            self.builder.qualifier("amount", self.phrases.words(head).first, head)
            for head in heads
            if self.phrases.semantic_head(head) is not head and self.phrases.words(head).first.i <= head.i
        ]

    # Active verbs.

    def _active(
        self, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], qualifiers: list[Qualifier], main: dict[int, str]
    ) -> Iterator[Statement]:
        content_id, content = self._content(frame, main)
        told_apart: list[Token] = []
        if content is not None and not frame.objects:
            inner = self.frames.by_i.get(content.i)
            if inner is not None and inner.own_subject and not inner.finite and not inner.marks and not self._quoted_apart(frame, content):
                # "caused the crane to fall", "found him guilty": done to whom the clause is about.
                frame.objects = told_apart = [head for head in inner.subjects if head.i > frame.token.i]
        if frame.lemma in _NEVER_TRANSITIVE:
            frame.objects = []  # what the parser takes for an object of "die" or "arrive" is none
        objects = self._nodes(frame.objects)
        qualifiers = [*qualifiers, *self._amounts(frame.objects)]
        if frame.objects and not objects and frame.objects[0].lower not in NO_NODE and content is None:
            return
        yield from self._reciprocal(frame, context, subjects, objects, qualifiers)
        if frame.objects and not objects:
            word = frame.objects[0].lower
            if word in (
                "nothing",
                "nobody",
                "none",
                "anything",
                "anyone",
                "anybody",
                "everything",
                "everybody",
                "everyone",
                "something",
                "someone",
                "neither",
                "both",
            ):
                qualifiers = [*qualifiers, self.builder.qualifier("complement", frame.objects[0], frame.objects[0])]
            elif content is None:
                yield from self._characterised(frame, context, subjects, qualifiers)
                return  # "did it", "said so": what was done is not told.
        dubbed = list(self._dubbing(frame, context, subjects, objects))
        if dubbed:
            qualifiers = [*qualifiers, *(q for _, q in dubbed)]
        recipients = self._nodes(frame.recipients)
        for node, head in recipients:
            qualifiers = [*qualifiers, self.builder.node_qualifier("recipient", node, head)]
        preps = self._argument_preps(frame)
        for subject, s_head in subjects:
            if objects:
                extra = [self.builder.text_qualifier("content", content, without=told_apart)] if content else []
                for target, o_head in objects:
                    if target.id and target.id == subject.id:
                        continue
                    yield self.builder.add(frame, context, subject, s_head, None, target, o_head, [*qualifiers, *extra], content=content_id)
            elif content is not None:
                if frame.lemma in _BARE_MATRIX and not (content and self._is_speech(frame)):
                    continue
                prep, target_head = next(
                    ((p, t) for p, t in preps if p.lower in ("on", "to", "for", "with", "upon") and self.phrases.node(t)), (None, None)
                )
                if (
                    prep is not None
                    and target_head is not None
                    and frame.lemma in ("call", "appeal", "say", "speak", "complain", "plead", "signal", "write")
                ):
                    asked = self.phrases.node(target_head)
                    yield self.builder.add(
                        frame,
                        context,
                        subject,
                        s_head,
                        prep,
                        asked,
                        target_head,
                        [*qualifiers, self.builder.text_qualifier("content", content)],
                        content=content_id,
                    )
                elif recipients:
                    for node, head in recipients:
                        yield self.builder.add(
                            frame,
                            context,
                            subject,
                            s_head,
                            None,
                            node,
                            head,
                            [*qualifiers, self.builder.text_qualifier("content", content)],
                            content=content_id,
                        )
                elif self._merged(frame, content):
                    yield from self._through_infinitive(frame, context, subject, s_head, content, qualifiers, content_id)
                else:
                    yield self.builder.add(
                        frame,
                        context,
                        subject,
                        s_head,
                        None,
                        None,
                        None,
                        [*qualifiers, self.builder.text_qualifier("content", content)],
                        content=content_id,
                    )
            elif preps:
                first = preps[0][0]
                if not self._nodes([preps[0][1]]):
                    yield self.builder.add(frame, context, subject, s_head, None, None, None, qualifiers)
                for prep, target_head in preps:
                    if prep is not first:
                        break
                    for node, head in self._nodes([target_head]):
                        if node.id and node.id == subject.id:
                            continue
                        yield self.builder.add(
                            frame,
                            context,
                            subject,
                            s_head,
                            prep,
                            node,
                            head,
                            [q for q in qualifiers if q.span is None or not self.builder.inside(head, q.span)],
                            clause=True,
                        )
            elif (qualifiers or frame.link != "xcomp" or context.status == "fact") and not (
                self._is_speech(frame) and not frame.objects and frame.lemma not in _SPEECH_ALONE
            ):
                yield self.builder.add(frame, context, subject, s_head, None, None, None, qualifiers)
            yield from self._edges(frame, context, subject, s_head, objects, preps)
            for node, head in recipients:
                if objects and node.kind == "entity":
                    words = [objects[0][1].lemma] if objects[0][0].kind != "entity" else []
                    yield self.builder.edge(frame, context, subject, s_head, [*words, "to"], node, head)
        for (node, head), qualifier in dubbed:
            yield self.builder.attribute(
                frame, context, node, head, qualifier, speaker=subjects[0][1] if frame.lemma not in _APPOINTING else None
            )

    def _edges(
        self,
        frame: Frame,
        context: Context,
        subject: Node,
        s_head: Token,
        objects: list[tuple[Node, Token]],
        preps: list[tuple[Token, Token]],
    ) -> Iterator[Statement]:
        """One edge for every entity that a preposition of the clause leads to, beside the main statement."""
        taken = preps[0][0] if preps and not objects and not frame.clauses else None
        for prep, target in preps:
            if prep is taken or prep.lower in _NO_EDGE:
                continue
            for node, head in self._nodes([target]):
                if node.kind == "entity" and node.id != subject.id and all(node.id != known.id for known, _ in objects):
                    words = (
                        [frame.objects[0].lemma]
                        if objects
                        and frame.objects
                        and (frame.lemma in _LIGHT or prep.lower in _NOUN_PREPS)
                        and frame.objects[0].i < prep.i
                        and objects[0][0].kind != "entity"
                        else []
                    )
                    yield self.builder.edge(frame, context, subject, s_head, [*words, prep.lower], node, head, prep)
        yield from self._moved(frame, context, objects, preps)
        known_ids = {node.id for node, _ in objects}
        inner = objects or [pair for _, t in preps[:1] for pair in self._nodes([t])]
        for about, o_head in inner:
            if about.kind == "entity":
                continue
            start = [] if objects else [preps[0][0].lower]
            for prep, below in self.phrases.entities_below(o_head):
                for node, head in self._nodes([below]):
                    if node.kind == "entity" and node.id != subject.id and node.id not in known_ids:
                        yield self.builder.edge(frame, context, subject, s_head, [*start, o_head.lemma, prep.lower], node, head, prep)
            owner = o_head.child("poss")
            if owner is not None:
                for node, head in self._nodes([owner]):
                    if node.kind == "entity" and node.id != subject.id:
                        yield self.builder.edge(frame, context, subject, s_head, [*start, o_head.lemma, "of"], node, head)

    def _moved(
        self, frame: Frame, context: Context, objects: list[tuple[Node, Token]], preps: list[tuple[Token, Token]]
    ) -> Iterator[Statement]:
        """ "sent her to Sydney", "held him aboard the Star": where what is done leaves the one it is done to."""
        for node, head in objects:
            if node.kind != "entity":
                continue
            for prep, target in preps:
                if prep.lower not in _WHITHER or (prep.lower in ("in", "at") and frame.lemma not in _PLACING):
                    continue
                for place, place_head in self._nodes([target]):
                    if (
                        place.kind == "entity"
                        and place.id != node.id
                        and (place.type in ("Place", "Organization") or prep.lower in ("aboard", "to", "from"))
                    ):
                        yield self.builder.passive_edge(frame, context, node, head, prep, place, place_head)

    def _reciprocal(
        self,
        frame: Frame,
        context: Context,
        subjects: list[tuple[Node, Token]],
        objects: list[tuple[Node, Token]],
        qualifiers: list[Qualifier],
    ) -> Iterator[Statement]:
        """ "Trump and Carney met": the one with the other."""
        if frame.lemma not in _RECIPROCAL or not 2 <= len(subjects) <= 3:
            return
        if any(prep.lower in ("with", "to", "against") and self.phrases.node(target) for prep, target in frame.preps):
            return
        entity_objects = [node for node, _ in objects if node.kind == "entity" and node.type in ("Person", "Organization", "Group")]
        if entity_objects:
            return
        for n, (one, head) in enumerate(subjects):
            for other, other_head in subjects[n + 1 :]:
                words = [frame.objects[0].lemma] if objects and frame.lemma not in ("discuss", "debate") else []
                yield self.builder.edge(
                    frame,
                    context,
                    one,
                    head,
                    [*words, "with"] if frame.lemma != "meet" else words,
                    other,
                    other_head,
                    symmetric=True,
                    qualifiers=qualifiers,
                )

    # Complements.

    def _merged(self, frame: Frame, content: Token) -> bool:
        """True for "threatened to cut off exports": the infinitive of the same subject is part of the relation."""
        inner = self.frames.by_i[content.i]
        return (
            content.dep == "xcomp"
            and not inner.own_subject
            and not inner.passive
            and inner.complement is None
            and content.tag.startswith("VB")
        )

    def _through_infinitive(
        self,
        frame: Frame,
        context: Context,
        subject: Node,
        s_head: Token,
        content: Token,
        qualifiers: list[Qualifier],
        content_id: str | None,
    ) -> Iterator[Statement]:
        """ "Ford – threaten to cut off – exports": the matrix verb with the infinitive, to what the infinitive is about."""
        inner = self.frames.by_i[content.i]
        chain = [content]
        while len(inner.clauses) == 1 and not inner.objects and self._merged(inner, inner.clauses[0]) and len(chain) < 3:
            content = inner.clauses[0]
            inner = self.frames.by_i[content.i]
            chain.append(content)
        text = self.builder.text_qualifier("content", chain[0])
        objects = self._nodes(inner.objects)
        preps = self._argument_preps(inner)
        rest = [*qualifiers, *(q for q in self._qualifiers(inner) if q.role == "time" or q.node is not None), text]
        if objects:
            for node, head in objects:
                yield self.builder.chained(frame, context, subject, s_head, chain, inner, None, node, head, rest, content=content_id)
        elif preps and self._nodes([preps[0][1]]):
            for node, head in self._nodes([t for p, t in preps if p is preps[0][0]]):
                yield self.builder.chained(frame, context, subject, s_head, chain, inner, preps[0][0], node, head, rest, content=content_id)
        else:
            yield self.builder.chained(frame, context, subject, s_head, chain, inner, None, None, None, rest, content=content_id)
        for prep, target in preps:
            for node, head in self._nodes([target]):
                if node.kind == "entity" and node.id != subject.id and (objects or prep is not preps[0][0]):
                    noun = (
                        next((h for n, h in objects if n.kind != "entity" and h.i < prep.i), None)
                        if prep.lower in _NOUN_PREPS or inner.lemma in _LIGHT
                        else None
                    )
                    yield self.builder.chained(frame, context, subject, s_head, chain, inner, prep, node, head, [], noun=noun, lesser=True)
        for o_head in (head for node, head in objects if node.kind != "entity"):
            for prep, below in self.phrases.entities_below(o_head):
                for node, head in self._nodes([below]):
                    if node.kind == "entity" and node.id != subject.id:
                        yield self.builder.chained(
                            frame, context, subject, s_head, chain, inner, prep, node, head, [], noun=o_head, lesser=True
                        )

    def _is_speech(self, frame: Frame) -> bool:
        entry = embedding(frame.lemma, "that")
        return entry is not None and entry.name in ("report", "deny", "belief", "promise", "threat", "request")

    def _content(self, frame: Frame, main: dict[int, str]) -> tuple[str | None, Token | None]:
        """The clause that the predicate embeds: the id of its statement where there is one, and its head."""
        if self.contexts.is_inserted(frame) and frame.governor is not None:
            return None, frame.governor.token
        if (
            frame.marks == ("as",)
            and frame.link == "advcl"
            and frame.governor is not None
            and not frame.clauses
            and not frame.objects
            and self._is_speech(frame)
        ):
            return None, frame.governor.token  # "…, as the opposition alleged"
        for token in frame.clauses:
            if token.i < frame.token.i and self.annotated.sentences[token.sent_i].token_start == token.i == frame.token.i:
                continue
            return main.get(token.i), token
        return None, None

    def _quoted_apart(self, frame: Frame, content: Token) -> bool:
        """True when the content is direct speech and the verb stands outside it."""
        return self.annotated.quotation_of.get(frame.token.i) != self.annotated.quotation_of.get(content.i)

    def _as_phrase(self, frame: Frame) -> Token | None:
        return next((prep for prep in frame.token.children if prep.dep == "prep" and prep.lower == "as"), None)

    def _dubbing(
        self, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], objects: list[tuple[Node, Token]]
    ) -> Iterator[tuple[tuple[Node, Token], Qualifier]]:
        """ "called Carney a leader", "described the talks as positive": the object with what it is called."""
        if not objects:
            return
        for predicative in frame.predicative:
            if frame.lemma in _DUBBING or frame.lemma in _APPOINTING:
                qualifier = self.builder.role_qualifier(predicative)
                for item in objects:
                    yield item, qualifier
                return
        as_prep = self._as_phrase(frame)
        if as_prep is not None and frame.lemma in (_AS_VERBS | _DUBBING | _APPOINTING):
            target = self._as_target(as_prep)
            if target is not None:
                for item in objects:
                    yield item, self.builder.role_qualifier(target)

    def _characterised(
        self, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], qualifiers: list[Qualifier]
    ) -> Iterator[Statement]:
        """ "called it a good start" where "it" is not resolved: what it was called is told all the same."""
        as_prep = self._as_phrase(frame)
        target = next(iter(frame.predicative), None)
        if target is None and as_prep is not None:
            target = self._as_target(as_prep)
        if target is None or frame.lemma not in (_AS_VERBS | _DUBBING):
            return
        node = self._predicate_node(target)
        if node is None:
            return
        rest = [q for q in qualifiers if q.span is None or not self.builder.inside(target, q.span)]
        for subject, s_head in subjects:
            yield self.builder.add(frame, context, subject, s_head, as_prep, node, target, rest)

    @staticmethod
    def _as_target(as_prep: Token) -> Token | None:
        return next((child for child in as_prep.children if child.i > as_prep.i and child.dep != "punct"), None)

    # Passives.

    def _passive(self, frame: Frame, context: Context, qualifiers: list[Qualifier], main: dict[int, str]) -> Iterator[Statement]:
        patients = self._nodes(frame.subjects)
        agents = self._nodes(frame.agents)
        content_id, content = self._content(frame, main)
        preps = self._argument_preps(frame)
        if content is not None and not agents and self._merged(frame, content):
            for patient, p_head in patients:
                yield from self._through_infinitive(frame, context, patient, p_head, content, qualifiers, content_id)
            return
        objects = self._nodes(frame.objects)
        for predicative in frame.predicative[:1]:
            qualifiers = [*qualifiers, self.builder.role_qualifier(predicative)]
        extra = [self.builder.text_qualifier("content", content)] if content is not None else []
        for patient, p_head in patients:
            for agent, a_head in agents:
                if agent.id != patient.id or not agent.id:
                    own = self._of_agent(frame, a_head, qualifiers)
                    yield self.builder.add(
                        frame, context, agent, a_head, None, patient, p_head, [*own, *extra], content=content_id, active=True
                    )
            if not agents:
                if objects:
                    for node, head in objects:
                        yield self.builder.add(frame, context, patient, p_head, None, node, head, [*qualifiers, *extra], content=content_id)
                elif preps and self._main_prep(frame, preps) is not None and not content:
                    prep = preps[0][0]
                    for node, head in self._nodes([t for p, t in preps if p is prep]):
                        if node.id != patient.id or not node.id:
                            yield self.builder.add(
                                frame,
                                context,
                                patient,
                                p_head,
                                prep,
                                node,
                                head,
                                [q for q in qualifiers if q.span is None or not self.builder.inside(head, q.span)],
                                clause=True,
                            )
                else:
                    yield self.builder.add(frame, context, patient, p_head, None, None, None, [*qualifiers, *extra], content=content_id)
            skip = preps[0][0] if preps and not agents and not objects and not content else None
            for prep, target in preps:
                if prep is skip or prep.lower in _NO_EDGE:
                    continue
                for node, head in self._nodes([target]):
                    if node.kind == "entity" and node.id != patient.id and all(node.id != agent.id for agent, _ in agents):
                        yield self.builder.edge(frame, context, patient, p_head, [prep.lower], node, head, prep)

    @staticmethod
    def _of_agent(frame: Frame, agent: Token, qualifiers: list[Qualifier]) -> list[Qualifier]:
        """ "turned back to Malaysia by one navy and to Indonesia by another": what stands before each "by" belongs to its agent."""
        marks = sorted({head.head.char_start for head in frame.agents if head.dep == "pobj"})
        if len(marks) < 2 or agent.dep != "pobj":
            return qualifiers
        here = agent.head.char_start
        before = max((mark for mark in marks if mark < here), default=-1)
        return [q for q in qualifiers if q.span is None or before < q.span.start < here or q.span.start < frame.token.char_start]

    def _main_prep(self, frame: Frame, preps: list[tuple[Token, Token]]) -> Token | None:
        return preps[0][0] if preps and self._nodes([preps[0][1]]) else None

    # Copulas.

    def _copular(
        self, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], qualifiers: list[Qualifier], main: dict[int, str]
    ) -> Iterator[Statement]:
        complement = frame.complement
        preps = self._argument_preps(frame)
        if complement is None:
            for subject, s_head in subjects:
                for prep, target in preps[:1]:
                    for node, head in self._nodes([target]):
                        if node.id != subject.id or not node.id:
                            yield self.builder.add(
                                frame,
                                context,
                                subject,
                                s_head,
                                prep,
                                node,
                                head,
                                [q for q in qualifiers if q.span is None or not self.builder.inside(head, q.span)],
                                clause=True,
                            )
                yield from self._edges(frame, context, subject, s_head, [], preps)
                if not preps and any(
                    child.dep == "advmod" and child.lower not in ("not", "also", "still", "never", "n't", "just", "even", "only")
                    for child in frame.token.children
                ):
                    yield self.builder.add(frame, context, subject, s_head, None, None, None, qualifiers)
            return
        targets = conjuncts(complement) if is_nominal(complement) else [complement, *(c for c in complement.children if c.dep == "conj")]
        content_id, content = self._content(frame, main)
        for subject, s_head in subjects:
            for target in targets:
                told = self._predicate_node(target)
                if told is None or (told.id and told.id == subject.id):
                    continue
                if (
                    subject.kind == "entity"
                    and told.kind == "concept"
                    and frame.lemma == "be"
                    and is_nominal(target)
                    and is_person_noun(target)
                ):
                    yield self.builder.role(frame, context, subject, told, target, qualifiers)
                else:
                    yield self.builder.add(frame, context, subject, s_head, None, told, target, qualifiers, content=content_id)
                yield from self._complement_edges(frame, context, subject, s_head, target)
            yield from self._edges(
                frame, context, subject, s_head, [(n, complement) for n in [self._predicate_node(complement)] if n], preps
            )

    def _predicate_node(self, target: Token) -> Node | None:
        if is_nominal(target) and target.pos != "PRON":
            nodes = self._nodes([target])
            return nodes[0][0] if nodes else None
        if target.pos in ("ADJ", "ADV", "VERB") or target.tag.startswith(("JJ", "VB", "RB")):
            return self.builder.adjective(target)
        return None

    def _complement_edges(self, frame: Frame, context: Context, subject: Node, s_head: Token, target: Token) -> Iterator[Statement]:
        if is_nominal(target):
            return
        for child in target.children:
            if child.dep != "prep":
                continue
            for inner in child.children:
                if inner.dep != "pobj":
                    continue
                for node, head in self._nodes(conjuncts(inner)):
                    if node.kind == "entity" and node.id != subject.id:
                        yield self.builder.edge(frame, context, subject, s_head, [target.lower, child.lower], node, head, child)
                    elif node.kind == "concept":
                        for prep, below in self.phrases.entities_below(head):
                            for deep, deep_head in self._nodes([below]):
                                if deep.kind == "entity" and deep.id != subject.id:
                                    yield self.builder.edge(
                                        frame,
                                        context,
                                        subject,
                                        s_head,
                                        [target.lower, child.lower, head.lemma, prep.lower],
                                        deep,
                                        deep_head,
                                        prep,
                                    )

    def _small_clause(
        self, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], qualifiers: list[Qualifier]
    ) -> Iterator[Statement]:
        node = self._predicate_node(frame.token)
        if node is None:
            return
        for subject, s_head in subjects:
            if not node.id or node.id != subject.id:
                yield self.builder.add(frame, context, subject, s_head, None, node, frame.token, qualifiers)

    def _existential(self, frame: Frame, context: Context, qualifiers: list[Qualifier]) -> Iterator[Statement]:
        for subject, s_head in self._nodes(frame.subjects):
            preps = [(prep, target) for prep, target in self._argument_preps(frame) if self._nodes([target])]
            if preps:
                for node, head in self._nodes([preps[0][1]]):
                    yield self.builder.add(frame, context, subject, s_head, preps[0][0], node, head, qualifiers, clause=True)
            elif s_head.lower not in _GENERIC_SUBJECTS and (qualifiers or context.status == "negated"):
                yield self.builder.add(frame, context, subject, s_head, None, None, None, qualifiers)

    # What else the clause says.

    def _argument_preps(self, frame: Frame) -> list[tuple[Token, Token]]:
        """Prepositional phrases that are no time, manner or source of the claim."""
        kept = []
        for prep, target in frame.preps:
            if self.builder.is_time(prep, target) or prep.lower in (
                "according",
                "per",
                "despite",
                "like",
                "unlike",
                "than",
                "including",
                "such",
                "apart",
                "without",
                "as",
                "due",
                "because",
                "owing",
                "thanks",
                "amid",
                "except",
                "besides",
                "given",
                "following",
                "during",
                "throughout",
            ):
                continue
            if prep.head.lower in ("according", "because", "due", "instead", "apart", "rather", "ahead"):
                continue
            kept.append((prep, target))
        return kept

    def _qualifiers(self, frame: Frame) -> list[Qualifier]:
        found: list[Qualifier] = []
        for prep, target in frame.preps:
            outer = prep.head if prep.head.dep == "prep" and prep.head.pos in ("ADP", "SCONJ", "ADV", "ADJ", "VERB") else prep
            if outer.lower == "according" or (
                outer.lower == "as" and frame.lemma in (_AS_VERBS | _DUBBING | _APPOINTING) and frame.objects
            ):
                continue
            role = "time" if self.builder.is_time(prep, target) else _PREP_ROLES.get(outer.lower, "complement")
            if (
                role == "place"
                and outer.lower in ("in", "at")
                and target.ent_type not in ("GPE", "LOC", "FAC", "ORG")
                and not self.phrases.referents(target)
            ):
                role = "complement" if target.ent_type else "place"
            found.append(self.builder.prep_qualifier(role, outer, target))
        for child in frame.token.children:
            if child.dep in ("npadvmod", "tmod", "advmod") and child.dep != "neg":
                if self.builder.is_time(child, child):
                    found.append(self.builder.phrase_qualifier("time", child))
                elif (
                    child.dep == "advmod"
                    and child.lower in _DISCOURSE
                    and not any(c.dep in ("prep", "pcomp", "advcl") for c in child.children)
                ):
                    continue
                elif child.dep == "advmod" and child.tag in ("RB", "RBR", "JJ") and child.lower.endswith("ly") and len(child.lower) > 4:
                    found.append(self.builder.phrase_qualifier("manner", child))
                elif child.tag != "WRB" and (child.lower not in _DISCOURSE or any(c.dep in ("prep", "pcomp") for c in child.children)):
                    found.append(
                        self.builder.phrase_qualifier("amount" if any(t.tag == "CD" for t in child.subtree()) else "manner", child)
                    )
            elif child.dep == "advcl" and child.i in self.frames.by_i:
                marks = self.frames.by_i[child.i].marks
                role = next(
                    (_MARK_ROLES[mark] for mark in marks if mark in _MARK_ROLES),
                    "purpose" if self.frames.by_i[child.i].infinitive else "manner",
                )
                found.append(self.builder.clause_qualifier(role, child, _MOST_QUALIFIER_WORDS))
            elif (
                child.dep == "prep"
                and any(grand.dep == "pcomp" for grand in child.children)
                and not (child.lower == "as" and frame.objects)
            ):
                found.append(self.builder.clause_qualifier(_PREP_ROLES.get(child.lower, "complement"), child, _MOST_QUALIFIER_WORDS))
        return [q for q in found if q is not None]
