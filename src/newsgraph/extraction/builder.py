"""Putting statements together: names of relations, qualifiers, evidence, speakers, confidence."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from newsgraph.extraction import confidence
from newsgraph.extraction.confidence_features import Known, features
from newsgraph.extraction.frames import Frame, Frames
from newsgraph.extraction.parts import Parts
from newsgraph.extraction.phrases import Phrases, lower_label, slug
from newsgraph.extraction.senses import literal
from newsgraph.extraction.status_local import Context, contrasted
from newsgraph.extraction.surface import surface
from newsgraph.extraction.telling import speaker_nodes
from newsgraph.extraction.words import compound_preposition
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.word_forms import first_conjunct, hyphened_to
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import Noun, nouns
from newsgraph.lexicons.participles import participle
from newsgraph.lexicons.relations import CanonicalRelation, canonical_phrase, canonical_relation, event_in_context
from newsgraph.model import (
    CharSpan,
    Evidence,
    Node,
    Qualifier,
    Relation,
    Statement,
    TimeExpression,
)

__all__ = ["Builder"]

_RESULT_ADVERBS = word_class("result adverbs")
_OUTER = frozenset(("out", "away", "back", "up", "down", "off", "along", "ahead", "close", "next", "apart", "together"))
_STAYING = frozenset(("remain", "stay", "become", "seem", "appear", "look", "feel", "sound"))
_ADJECTIVAL = word_class("adjectival participles")
_PARTICLES = frozenset(("out", "off", "up", "over"))
_INTRANSITIVE = word_class("intransitive")
_NO_NOUN = Noun("", "")


class Builder(Parts):
    """Makes the statements of one document and keeps them apart."""

    def __init__(self, annotated: AnnotatedDoc, phrases: Phrases, extractor: str) -> None:
        super().__init__(annotated, phrases)
        self.extractor = extractor
        self._times = sorted(annotated.times.values(), key=lambda time: time.span)
        self._time_ends = [time.span.end for time in self._times]
        self._made: dict[tuple[object, ...], Statement] = {}

    def add(
        self, frame: Frame, context: Context, subject: Node, s_head: Token, prep: Token | None, target: Node | None, o_head: Token | None,
        qualifiers: Sequence[Qualifier], *, content: str | None = None, active: bool = False, suffix: str = "", middle: str = "",
    ) -> Statement:  # fmt: skip
        """The main statement of a clause; ``prep`` is part of its relation, ``active`` says that a passive was turned round.

        ``middle`` and ``suffix`` are words of the relation before and after the preposition.
        """
        verb = frame.token
        name = self.verb_name(frame, active)
        words = [*frame.auxiliaries, *(child for child in verb.children if child.dep == "neg"), verb]
        if frame.particle is not None:
            words.append(frame.particle)
        if prep is not None:
            name = f"{name}{middle} {self._prep_name(frame, prep)}"
            words.append(prep)
        return self._keep(
            frame, context, subject, s_head, f"{name}{suffix}", words, target, o_head, qualifiers, content=content, active=active
        )

    def edge(
        self, frame: Frame, context: Context, subject: Node, s_head: Token, words: Sequence[str], target: Node, o_head: Token,
        prep: Token | None = None, *, symmetric: bool = False, qualifiers: Sequence[Qualifier] = (), content: str | None = None,
        active: bool = False,
    ) -> Statement:  # fmt: skip
        """A statement between two entities that the clause joins through further words; ``active`` turns the verb of a passive round."""
        name = " ".join([self.verb_name(frame, active), *words])
        if frame.lemma == "be" and name.startswith("be ") and any(nouns().get(word, _NO_NOUN).kind == "person" for word in words[:2]):
            name = name.removeprefix("be ")  # "is the leader of" is the same relation as the title "leader of"
        tokens = [frame.token] if prep is None else [frame.token, prep]
        return self._keep(
            frame, context, subject, s_head, name, tokens, target, o_head, qualifiers, content=content, symmetric=symmetric, lesser=True
        )

    def passive_edge(
        self, frame: Frame, context: Context, subject: Node, s_head: Token, prep: Token, target: Node, o_head: Token,
        words: Sequence[str] = (),
    ) -> Statement:  # fmt: skip
        """What an active clause says of its object and a place: it *is sent to*, *is held in*; ``words`` where it is more than ``prep``."""
        particle = [frame.particle.lower] if frame.particle is not None else []
        name = " ".join(["be", participle(frame.lemma), *particle, *(words or (prep.lower,))])
        return self._keep(frame, context, subject, s_head, name, [frame.token, prep], target, o_head, [], lesser=True)

    def chained(
        self,
        frame: Frame,
        context: Context,
        subject: Node,
        s_head: Token,
        chain: Sequence[Token],
        inner: Frame,
        prep: Token | None,
        target: Node | None,
        o_head: Token | None,
        qualifiers: Sequence[Qualifier],
        *,
        content: str | None = None,
        noun: Token | None = None,
        lesser: bool = False,
    ) -> Statement:
        """A statement whose relation is a verb with the infinitives that it governs ("threaten to cut off")."""
        names = [self.verb_name(frame, False)]
        words = [*frame.auxiliaries, *(child for child in frame.token.children if child.dep == "neg"), frame.token]
        for verb in chain:
            to = next((child for child in verb.children if child.tag == "TO"), None)
            aux = " ".join(child.lower for child in verb.children if child.dep in ("aux", "auxpass") and child.tag != "TO")
            how = " ".join(
                child.lower for child in verb.children if child.dep in ("neg", "mark") and child.lower in ("not", "never", "whether")
            )
            names.append(f"{how} to {verb.lemma.lower()}".strip() if to is not None else f"{aux} {verb.lower}".strip())
            words.extend([*(child for child in verb.children if child.dep in ("aux", "neg")), verb])
        if (behind := inner.particle or self._result_adverb(inner.token)) is not None:
            names.append(behind.lower)
            words.append(behind)
        if noun is not None:
            names.append(noun.lemma.lower())
        if prep is not None:
            names.extend(compound_preposition(prep) or (prep.lower,))
            if noun is None:
                words.append(prep)
        return self._keep(
            frame, context, subject, s_head, " ".join(names), words, target, o_head, qualifiers, content=content, lesser=lesser
        )

    def attribute(
        self, frame: Frame, context: Context, node: Node, head: Token, qualifier: Qualifier, *, speaker: Token | None
    ) -> Statement:
        """What somebody calls somebody: the one called *is* that, by whom calls him so."""
        speakers = context.speakers if speaker is None or speaker.i in context.speakers else (speaker.i, *context.speakers)
        target = Node(
            "concept",
            f"concept/{slug(self.annotated.article.id)}/{slug(qualifier.text)}",
            qualifier.text,
            "Thing",
            (),
            qualifier.text,
            qualifier.span,
        )
        as_ = " as" if any(child.lower == "as" for child in frame.token.children) else ""
        called = f"{'were' if head.tag in ('NNS', 'NNPS') else 'was'} {participle(frame.lemma)}{as_}"
        context = Context(context.status, context.modality, speakers)
        return self._keep(frame, context, node, head, "be", [frame.token], target, None, [], lesser=True, text=called)

    def said(
        self, frame: Frame, lemma: str, cue: Token | None, subject: Node, head: Token, content: Qualifier, content_id: str | None
    ) -> Statement:
        """What somebody says in a sentence of direct speech."""
        here = cue is not None and cue.sent_i == frame.token.sent_i
        words = [cue] if cue is not None and here else [frame.token]
        # Where the verb of speech stands in another sentence, or there is none, no word of this one tells the relation.
        text = None if here and cue is not None and cue.tag.startswith("VB") else cue.text if cue is not None and not here else "said"
        return self._keep(frame, Context(), subject, head, lemma, words, None, None, [content], content=content_id, text=text)

    def role(self, frame: Frame, context: Context, subject: Node, role: Node, head: Token, qualifiers: Sequence[Qualifier]) -> Statement:
        """ "X is a retired driver": the role stands in the relation, it is no second thing beside its bearer."""
        words = self.phrases.words(head)
        rest = [q for q in qualifiers if q.span is None or not CharSpan(words.first.char_start, words.last.char_end).covers(q.span)]
        name = self._role_name(role.label, self.annotated.tokens[words.first.i : words.last.i + 1])
        return self._keep(frame, context, subject, head, f"be {name}", [*frame.auxiliaries, frame.token, head], None, None, rest)

    @staticmethod
    def _role_name(label: str, tokens: Sequence[Token]) -> str:
        """The role in lower case, but for the names in it: "prime minister", "first woman elected in Norway"."""
        names = {t.text for t in tokens if t.ent_type and t.tag in ("NNP", "NNPS")}
        whole = label.split()
        lowered = lower_label(label).split()
        return " ".join(word if word in names else low for word, low in zip(whole, lowered, strict=True))

    def copular_role(
        self,
        frame: Frame,
        context: Context,
        subject: Node,
        s_head: Token,
        name: str,
        words: Sequence[Token],
        target: Node,
        qualifiers: Sequence[Qualifier] = (),
    ) -> Statement:
        """ "His sister is Anna Reed": she is his sister, whichever of the two the clause begins with."""
        return self._keep(frame, context, subject, s_head, name, [*words, frame.token], target, None, qualifiers)

    def untouched(self, frame: Frame, context: Context, subject: Node, s_head: Token, qualifiers: Sequence[Qualifier]) -> Statement:
        """ "Nobody had warned her": she was not warned."""
        name = f"be {participle(frame.lemma)}"
        return self._keep(frame, context, subject, s_head, name, [*frame.auxiliaries, frame.token], None, None, qualifiers)

    def nominal(
        self,
        frame: Frame,
        context: Context,
        subject: Node,
        name: str,
        words: Sequence[Token],
        target: Node | None,
        *,
        symmetric: bool = False,
        lesser: bool = False,
        qualifiers: Sequence[Qualifier] = (),
    ) -> Statement:
        """A statement that no verb makes: a title, an apposition, a possessive; ``lesser`` when it is only implied."""
        return self._keep(frame, context, subject, frame.token, name, words, target, None, qualifiers, symmetric=symmetric, lesser=lesser)

    @staticmethod
    def _prep_name(frame: Frame, prep: Token) -> str:
        """The preposition, with the one that it hangs on: "out of", "in favour of"."""
        if compound := compound_preposition(prep):
            return " ".join(compound)
        outer = prep.head
        if outer.dep == "prep" and outer.head is frame.token and outer.i < prep.i and outer.lower in _OUTER:
            return f"{outer.lower} {prep.lower}"
        return prep.lower

    def verb_name(self, frame: Frame, active: bool) -> str:
        """The verb with its particle, "be done" for a passive unless it is to be ``active``."""
        verb = frame.token
        joined = hyphened_to(self.annotated.tokens, verb)
        before = f"{joined.lower}-" if joined is not None else ""  # "second-guessed"
        name = f"{before}{verb.lemma.lower()}" if verb.tag.startswith("VB") else "be"
        if frame.passive and not active:
            auxiliary = next((child for child in verb.children if child.dep == "auxpass" and child.lemma in _STAYING), None)
            name = f"{'be' if auxiliary is None else auxiliary.lemma} {before}{verb.lower}"  # "remained suspended"
        if frame.particle is not None:
            return f"{name} {frame.particle.lower}"
        if verb.tag == "VBG" and verb.lower in _ADJECTIVAL and not frame.objects:
            return f"be {verb.lower}"
        adverb = self._result_adverb(verb)
        return name if adverb is None else f"{name} {adverb.lower}"

    @staticmethod
    def _result_adverb(verb: Token) -> Token | None:
        """ "came second", "fell short", "stay away": the adverb right after the verb that says what is done."""
        for child in verb.children:
            behind = child.dep in ("advmod", "oprd") and child.i == verb.i + 1 and verb.tag.startswith("VB")
            bare = not child.children and (child.tag == "RB" or (verb.lemma == "be" and child.tag == "IN"))  # "was off for a month"
            if behind and (child.lower in _RESULT_ADVERBS or (child.lower in _PARTICLES and bare)):
                return child
        return None

    def _keep(
        self,
        frame: Frame,
        context: Context,
        subject: Node,
        s_head: Token,
        name: str,
        words: Iterable[Token],
        target: Node | None,
        o_head: Token | None,
        qualifiers: Sequence[Qualifier],
        *,
        content: str | None = None,
        symmetric: bool = False,
        lesser: bool = False,
        text: str | None = None,
        active: bool = False,
    ) -> Statement:
        tokens = sorted(set(words), key=lambda token: token.i)
        subject = self.phrases.within_clause(subject, s_head, frame.token)
        target = self.phrases.within_clause(target, o_head, frame.token) if target is not None and o_head is not None else target
        if s_head is not frame.token:  # "Spain's Ana Vega or Britain's Kim Lind": where each is from, the "or" leaves as it is
            context = contrasted(context, frame, s_head)
        context = contrasted(context, frame, o_head)
        qualifiers = [*qualifiers, *self._amounts(subject, s_head, target, o_head, qualifiers)]
        if lesser and frame.token.lemma == "be" and not any(q.role == "time" for q in qualifiers):
            qualifiers = [*qualifiers, *self.when(frame)]
        if lesser and context.status != "fact" and not any(q.role == "condition" for q in qualifiers):
            qualifiers = [*qualifiers, *self.conditions(frame)]
        evidence = self._evidence(frame.token, subject, tokens, target)
        relation = self.relation(
            frame, context, name, text or surface(self.text, frame, name, tokens, s_head, active=active), o_head, symmetric
        )
        if text is not None:
            relation = replace(relation, lemma=name)
        time = next((self._time(q) for q in qualifiers if q.role == "time" and self._time(q)), None)
        statement = Statement(
            article=self.annotated.article.id,
            subject=subject,
            relation=relation,
            object=target,
            evidence=(evidence,),
            extractor=self.extractor,
            status=context.status,
            modality=context.modality if context.status != "fact" or context.modality in ("belief", "allegation") else None,
            speakers=speaker_nodes(self.annotated, context.speakers, self.phrases),
            qualifiers=tuple(qualifiers),
            time=time,
            content=content,
            confidence=self._confidence(frame, context, subject, s_head, target, o_head, tokens, qualifiers, lesser=lesser),
        )
        key = (
            subject.id or subject.label,
            relation.name,
            target and (target.id or target.label),
            statement.status,
            tuple(s.id for s in statement.speakers),
            evidence.sentence,
        )
        known = self._made.get(key)
        if known is not None:
            return known
        if target is not None and (target.id == subject.id if target.kind == "entity" else target.label == subject.label):
            return statement  # nothing is its own object; a reflexive is said otherwise
        if target is None and any(q.role == "role" and q.text in (subject.label, *subject.aliases) for q in qualifiers):
            return statement  # "a chatbot called Orla": that Orla is called Orla tells nothing
        self._made[key] = statement
        return statement

    def _amounts(
        self, subject: Node, s_head: Token, target: Node | None, o_head: Token | None, known: Sequence[Qualifier]
    ) -> list[Qualifier]:
        """How many the ends are."""
        found: list[Qualifier] = []
        for node, head in ((subject, s_head), (target, o_head)):
            if node is None or head is None:
                continue
            joined = head is s_head and o_head is not None and (o_head.dep == "conj" or o_head.child("conj") is not None)
            number = self.phrases.share(head) if node.type != "Person" else []
            if joined and not (number and o_head is not None and first_conjunct(o_head).dep == "dobj"):
                continue  # "ordered 5,200 people out of Dell and two villages": so many out of all of them; "a third have a bank and a pub"
            one_of_several = target is not None and o_head is None and target.kind == "entity" and f" {target.label}" in f" {node.label}"
            if one_of_several and " and " in node.label:
                continue  # "14 sites in Offaly and Mayo": not 14 in Mayo
            if not number and (node.kind == "concept" or node.label.islower() or node.label[:1].islower()):
                number = self.phrases.amount(head)
            if number:
                qualifier = self.qualifier("amount", number[0], number[-1])
                if all(
                    q.span is None or qualifier.span is None or not q.span.overlaps(qualifier.span) or q.role != "amount" for q in known
                ):
                    found.append(qualifier)
        return found

    def relation(self, frame: Frame, context: Context, name: str, text: str, o_head: Token | None, symmetric: bool) -> Relation:
        """The relation of that name, so worded by the article, as the lexicon has it, with its event type in this context."""
        if not frame.token.tag.startswith("VB"):
            return Relation(name, text, frame.lemma, None, symmetric)
        nouns_of = (
            [o_head.lemma.lower(), *(child.lemma.lower() for child in o_head.children if child.dep == "compound")]
            if o_head is not None
            else []
        )
        parts = name.split()
        if frame.particle is None and len(parts) == 2 and parts[0] == frame.lemma:
            # A preposition is no particle: "go on strike" is not to go on.
            known = canonical_relation(frame.lemma, preposition=parts[1], object_lemma=" ".join(nouns_of))
        else:
            known = canonical_phrase(name, lemma=frame.lemma, object_lemma=" ".join(nouns_of))
        person = o_head is not None and any(self.annotated.entities[i].type == "Person" for i in self.phrases.referents(o_head))
        if frame.lemma == "request" and not person:
            known = CanonicalRelation(name, known.event_type)  # "requested anonymity": nobody urges that
        if o_head is not None and known.name == "continue" and frame.lemma == "go":
            known = CanonicalRelation(name)  # "went on strike"
        if (
            person
            and (frame.particle is not None or len(parts) == 2)
            and known.name != name
            and known.name.split()[0] in ("create", "found", "establish", "withdraw")
        ):
            known = CanonicalRelation(name)  # "set the man up" is not to found him
        if frame.particle is None and len(parts) == 2 and known.name not in (name, parts[0]) and known.name.endswith(f" {parts[1]}"):
            known = CanonicalRelation(name, known.event_type, known.symmetric)  # "headed in a corner" is not to lead in one
        known = literal(self.annotated, self.phrases, frame, known, name, o_head)
        along = o_head is not None and o_head.dep == "pobj" and o_head.head.head is frame.token and parts[-1] in ("up", "down")
        if (
            o_head is not None
            and (o_head.dep == "dobj" or (along and o_head.head.lower == parts[-1]))
            and not o_head.ent_type
            and known.name in _INTRANSITIVE
            and frame.lemma != known.name
        ):
            known = CanonicalRelation(name)  # "climbed a fence" is not to rise, "go down this road" not to fall
        event = event_in_context(known.event_type, context.status, context.modality)
        return Relation(known.name, text, frame.lemma, event, symmetric or known.symmetric)

    def finished(self) -> list[Statement]:
        """All statements, by position."""
        return sorted(
            self._made.values(),
            key=lambda s: (s.evidence[0].sentence.start, s.evidence[0].relation.start if s.evidence[0].relation else 0, s.id),
        )

    def _confidence(
        self, frame: Frame, context: Context, subject: Node, s_head: Token, target: Node | None, o_head: Token | None,
        words: Sequence[Token], qualifiers: Sequence[Qualifier], *, lesser: bool,
    ) -> float:  # fmt: skip
        known = Known(frame, context, subject, s_head, target, o_head, words, qualifiers, self.extractor, lesser)
        return confidence.estimate(features(self.annotated, known))

    def _evidence(self, verb: Token, subject: Node, words: Sequence[Token], target: Node | None) -> Evidence:
        sentence = self.annotated.sentences[verb.sent_i].span
        relation = CharSpan(words[0].char_start, words[-1].char_end)
        if any(after.i - before.i > 1 for before, after in pairwise(words)):
            relation = CharSpan(verb.char_start, verb.char_end)

        def within(span: CharSpan | None) -> CharSpan | None:
            return span if span is not None and sentence.covers(span) else None

        return Evidence(sentence, sentence.of(self.text), within(subject.span), within(relation), within(target.span) if target else None)

    def _time(self, qualifier: Qualifier) -> TimeExpression | None:
        if qualifier.span is None or self._tells_clause(qualifier.span):
            return None
        at = bisect.bisect_left(self._time_ends, qualifier.span.start + 1)
        if at < len(self._times) and qualifier.span.overlaps(self._times[at].span):
            return self._times[at]
        return None

    def _tells_clause(self, span: CharSpan) -> bool:
        """True when the words are a clause: the time in "after it was flooded in 2015" is the flood's."""
        return any(frame.finite or frame.token.tag == "VBG" for frame in Frames.of(self.annotated).within(span))
