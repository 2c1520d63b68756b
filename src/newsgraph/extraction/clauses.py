"""The clause extractor: every predicate of the article as statements.

References:
    Del Corro & Gemulla (2013), ClausIE (clause types); Gashteovski et al. (2017), MinIE (what is kept beside the triple);
    Levin (1993), English Verb Classes and Alternations (verbs of characterising, of social interaction, light verbs).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsgraph.extraction.active import active
from newsgraph.extraction.base import Requirement
from newsgraph.extraction.copular import copular, existential, small_clause
from newsgraph.extraction.frames import Frame
from newsgraph.extraction.nouns import is_person_noun
from newsgraph.extraction.passive import passive
from newsgraph.extraction.predicates import NOBODY
from newsgraph.extraction.reading import Reading
from newsgraph.extraction.restricting import first_to, occasion, restricts, under_modal
from newsgraph.extraction.status_rules import Context
from newsgraph.extraction.status_scope import is_comment
from newsgraph.extraction.words import says_something, tells_little
from newsgraph.language.annotated import AnnotatedDoc, Quotation, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.pronouns import FEMALE, MALE, NEUTER
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.model import Node, Qualifier, Statement

__all__ = ["ClauseExtractor"]

_AMOUNTS_OF_NOTHING = frozenset(("nothing", "something", "anything", "little", "much", "lot"))
_ANSWERS = frozenset(("yes", "no", "never", "nothing", "absolutely", "maybe", "perhaps"))
_INTRANSITIVE = word_class("intransitive")
_WHEN = frozenset(("when", "until", "till", "before", "after", "since", "while"))
_YOUNG = frozenset("young small little child boy girl kid baby toddler teenager adolescent infant".split())
_COULD = frozenset(("could", "can"))
_FORMING = frozenset(("form", "constitute", "comprise"))
_BRINGING = frozenset(("bring", "take", "put", "push"))
_TALLIES = frozenset(("total", "number", "toll", "tally", "count"))
_NAMING = word_class("dubbing") | word_class("as verbs")
_COPULAS = word_class("copulas")
# Fewer words in quotation marks tell nothing, unless they are an answer.
_FEW = 3
_TOPICAL = frozenset(("about", "over", "with", "between", "against", "into"))


def _posing(frame: Frame) -> bool:
    """True for the first verb of "will not sit here and say so": no posture is meant."""
    token = frame.token
    beside = token.child("conj")
    here = any(child.lower in ("here", "there", "back", "up") for child in token.children)
    spoken = beside is not None and beside.tag == "VB" and beside.lemma in speech_verbs()
    return token.lemma in ("sit", "stand") and token.tag == "VB" and here and spoken and not (frame.objects or frame.preps)


def _compared(frame: Frame) -> bool:
    """True for "sells more than it buys": what it buys is what is compared."""
    whole = frame.objects or frame.preps or frame.clauses or frame.complement or frame.predicative or frame.passive
    return frame.marks == ("than",) and frame.own_subject and not whole and frame.lemma not in _INTRANSITIVE


def _age_then(frame: Frame) -> bool:
    """True for "until she was 86", "when I was small": how old one was then dates the clause beside; nobody is so for good."""
    age = frame.complement
    if age is None or frame.lemma != "be" or not set(frame.marks) & _WHEN:
        return False
    counted = age.tag == "CD" and age.ent_type not in ("MONEY", "PERCENT", "QUANTITY")
    return counted or (age.lower in _YOUNG and age.child("prep", "acl", "relcl") is None)


def _utmost(frame: Frame) -> bool:
    """True for "could not have come at a worse time", "couldn't be clearer": nothing is denied, it is as bad or clear as can be."""
    if frame.lemma not in ("be", "come") or frame.token.child("neg") is None or not any(a.lower in _COULD for a in frame.auxiliaries):
        return False
    ends = [frame.complement, *(target for prep, target in frame.preps if prep.lower == "at")]
    return any(t.tag in ("JJR", "RBR") for end in ends if end is not None for t in (end, *(c for c in end.children if c.i < end.i)))


def _left(frame: Frame) -> bool:
    """True for "with 90 seconds left": when, and nothing that happens."""
    noun = frame.token.head
    timed = noun.dep == "pobj" and noun.head.lower == "with" and noun.ent_type in ("TIME", "DATE")
    return timed and frame.link == "acl" and frame.token.lower in ("left", "remaining")


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
        self.reading = Reading(annotated, f"{ClauseExtractor.name}/{ClauseExtractor.version}")

    def read(self) -> list[Statement]:
        main: dict[int, str] = {}
        # Innermost first: a statement names the statement that is its content.
        for frame in sorted(self.reading.frames, key=lambda frame: -self._depth(frame)):
            if not self._told(frame):
                continue
            found = list(self._statements(frame, main))
            if found:
                main[frame.token.i] = found[0].id
            source = self.reading.contexts.source_of(frame)
            if source is not None and found:
                self._sourced(frame, source, found[0].id)
        self._spoken(main)
        return self.reading.builder.finished()

    def _sourced(self, frame: Frame, source: int, content_id: str) -> None:
        """ "According to the police, …": the police say so."""
        head = self.reading.annotated.tokens[source]
        for node, _ in self.reading.nodes([head]):
            content = self.reading.builder.text_qualifier("content", frame.token, skip=head)
            self.reading.builder.said(frame, "say", head, node, head, content, content_id)

    def _told(self, frame: Frame) -> bool:
        """Running text, and headlines that are whole clauses; no labels, no bylines."""
        sentence = self.reading.annotated.sentences[frame.token.sent_i]
        if sentence.kind == "body":
            return True
        root = sentence.root
        subject = root.child("nsubj", "nsubjpass")
        # A headline begins with its subject; where the parser finds one further on, it has lost its way.
        planned = root.tag == "VB" and any(child.tag == "TO" for child in root.children)
        suffered = root.tag == "VBN" and subject is not None and subject.dep == "nsubjpass"
        if not (root.tag in ("VBZ", "VBP", "VBD") or planned or suffered) or subject is None or subject.tag == "CD":
            return False
        if min(t.i for t in subject.subtree()) != sentence.token_start:
            return False
        if self.reading.annotated.tokens[root.i - 1].text == ",":
            return False  # "Trump promises ‘fair treatment’, keeps door open": the second half of a headline
        # "Woman claims …": whom a headline only describes, the article names.
        kind = nouns().get(subject.lemma.lower())
        described = is_person_noun(subject) or (len(subject.subtree()) == 1 and kind is not None and kind.kind == "org")
        return bool(self.reading.phrases.referents(subject)) or not described

    def _spoken(self, main: dict[int, str]) -> None:
        """Direct speech whose sentence has no verb of speech of its own: its speaker says it all the same."""
        tokens = self.reading.annotated.tokens
        told = {
            self.reading.annotated.quotation_of.get(inner.i, -1)
            for frame in self.reading.frames
            if frame.token.i in main and self.reading.is_speech(frame)
            for inner in frame.clauses
        }
        for index, quotation in enumerate(self.reading.annotated.quotations):
            if not quotation.speech or quotation.speaker_i is None:
                continue
            speakers = self.reading.nodes([tokens[quotation.speaker_i]])
            if not speakers:
                continue
            cue = tokens[quotation.cue_i] if quotation.cue_i is not None else None
            here = cue is not None and cue.i in main and index in told
            for first, last, root in self._breaths(quotation, cue.sent_i if cue is not None and here else None):
                self._say(speakers, cue, root, first, last, main)

    def _breaths(self, quotation: Quotation, covered: int | None) -> Iterator[tuple[Token, Token, Token]]:
        """What is said sentence by sentence, first and last token and the root of the sentence that counts; ``covered`` is told already.

        A sentence that tells nothing alone ("It is the water.") is told with the one in front of it, or the one behind.
        """
        annotated = self.reading.annotated
        found: list[tuple[Token, Token, Token]] = []
        joins, waiting = False, None  # whether the last one told may go on; where one begins that waits for the next
        at = quotation.token_start
        while at < quotation.token_end:
            sentence = annotated.sentences[annotated.tokens[at].sent_i]
            words = annotated.tokens[at : min(sentence.token_end, quotation.token_end)]
            at += len(words)
            slight = tells_little(words)
            if sentence.i == covered:
                joins, waiting = False, None
            elif slight and joins:
                found[-1] = (found[-1][0], words[-1], found[-1][2])
            elif slight and at < quotation.token_end:
                waiting = waiting or words[0]
            elif self._answers(words) or (len(words) >= _FEW and says_something(words)):
                found.append((waiting or words[0], words[-1], sentence.root))
                joins, waiting = True, None
        yield from found

    @staticmethod
    def _answers(words: list[Token]) -> bool:
        """True for "No." and "Never": one word that is a whole answer."""
        return any(word.tag == "UH" or word.lower in _ANSWERS for word in words)

    def _say(
        self,
        speakers: list[tuple[Node, Token]],
        cue: Token | None,
        root: Token,
        first: Token,
        last: Token,
        main: dict[int, str],
    ) -> None:
        if first.lower in ("and", "or") and first.tag == "CC" and first.i < last.i:
            first = self.reading.annotated.tokens[first.i + 1]  # "I have no plans," she said, "and nobody has asked me to."
        frame = Frame(cue if cue is not None and cue.sent_i == first.sent_i else root)
        content = self.reading.builder.qualifier("content", first, last)
        for subject, head in speakers:
            self.reading.builder.said(frame, cue.lemma.lower() if cue is not None else "say", cue, subject, head, content, main.get(root.i))

    def _picks_out(self, frame: Frame) -> bool:
        """ "people who own houses": the clause says who is meant, it tells nothing of anybody."""
        clause = frame
        while (clause.token.dep == "conj" or (clause.token.dep == "xcomp" and not clause.own_subject)) and clause.governor is not None:
            clause = clause.governor
        noun = clause.token.head
        if first_to(noun, clause.token) or occasion(noun, clause.token) or under_modal(noun, clause.token):
            return True
        return frame.subjects[:1] == [noun] and restricts(self.reading.annotated, noun, clause.token)

    def _unknown_voice(self, frame: Frame, speakers: tuple[int, ...]) -> bool:
        """ "It said sales fell", "a drawing they say was stolen", the pronoun not resolved: a claim of nobody knows whom is not told."""
        annotated = self.reading.annotated
        index = annotated.quotation_of.get(frame.token.i)
        if index is not None and annotated.quotations[index].speech:
            return False
        related = frame.governor is not None and frame.governor.token.dep == "relcl"
        voices = [annotated.tokens[i] for i in speakers if i >= 0]
        singular = FEMALE | MALE | NEUTER  # *they* may be anybody
        return any((t.lower in singular or (related and t.pos == "PRON")) and not self.reading.nodes([t]) for t in voices)

    @staticmethod
    def _depth(frame: Frame) -> int:
        return sum(1 for _ in frame.token.ancestors())

    @staticmethod
    def _no_event(frame: Frame) -> bool:
        """True for a predicate that only looks like an event of its own."""
        if ("as" in frame.marks or "than" in frame.marks) and frame.token.tag == "VBN" and not frame.own_subject:
            return True  # "as expected", "as measured by", "later than promised"
        down = next((child for child in frame.token.children if child.lower == "down"), None)
        if frame.lemma == "come" and down is not None and any(p.lower == "from" and t.i == down.i - 1 for p, t in frame.preps):
            return True  # "came from a goal down to win"
        if frame.token.lower == "aged" and not frame.objects:
            return True  # "the suspects, aged 34 and 41"
        if any(child.lower == "what" and child.dep in ("dobj", "nsubjpass") for child in frame.token.children) and frame.lemma in _NAMING:
            return True  # "in what he called a mistake": what it was, another clause tells
        if frame.lemma in _BRINGING and frame.objects and frame.objects[0].lemma.lower() in _TALLIES and frame.link == "advcl":
            return (
                frame.governor is not None and not frame.governor.objects
            )  # "two more died, bringing the total to 17": that does, nobody else
        if is_comment(frame) or _posing(frame) or _compared(frame) or _age_then(frame) or _utmost(frame) or _left(frame):
            return True
        if frame.lemma == "do" and frame.infinitive and frame.token.head.lower in _AMOUNTS_OF_NOTHING:
            return True  # "had nothing to do with it"
        if frame.objects and frame.objects[0].lower in _AMOUNTS_OF_NOTHING and any(c.lower == "do" for c in frame.objects[0].children):
            return True
        above = frame.governor
        if frame.link == "pcomp" and frame.through is not None:
            if frame.through.lower in ("like", "unlike", "than"):
                return True  # "sounded like a zip being torn": a comparison
            by = frame.through.lower == "by" and not frame.objects and frame.token.tag == "VBG"
            if by and above is not None and above.passive and frame.through.head is above.token:
                return True  # "displaced by fighting": a noun in all but form
        let = above is not None and above.lemma == "let" and not frame.own_subject | bool(frame.preps)
        return frame.lemma == "go" and let and not frame.existential and not frame.passive

    def _quoted_word(self, token: Token) -> bool:
        """True for the verb of "has learned to say “stop”", alone in quotation marks: the word is meant."""
        tokens = self.reading.annotated.tokens
        around = [tokens[i].text for i in (token.i - 1, token.i + 1) if 0 <= i < len(tokens)]
        return token.tag == "VB" and token.dep != "ROOT" and around == ['"', '"']

    def _statements(self, frame: Frame, main: dict[int, str]) -> Iterator[Statement]:
        if self._no_event(frame) or self._quoted_word(frame.token) or self._picks_out(frame) or self._of_nothing_told(frame):
            return
        context = self.reading.contexts.of(frame)
        if not context.told or self._unknown_voice(frame, context.speakers):
            return
        qualifiers = self.reading.qualifiers(frame)
        if frame.existential:
            yield from existential(self.reading, frame, context, qualifiers, main)
            return
        if frame.passive:
            yield from passive(self.reading, frame, context, qualifiers, main)
            return
        subjects = self.reading.nodes(frame.subjects) or self._doing(frame)
        if not subjects:
            yield from self._done_by_nobody(frame, context, qualifiers)
            return
        if frame.complement is None and frame.predicative and not frame.objects and frame.lemma in _COPULAS:
            frame = replace(frame, complement=frame.predicative[0])
        if frame.lemma in _FORMING and frame.objects and frame.objects[0].lemma == "part":
            frame = replace(frame, complement=frame.objects[0], objects=[])
        if frame.complement is not None or (
            frame.lemma in _COPULAS and not frame.objects and not frame.clauses and frame.token.lemma == "be"
        ):
            yield from copular(self.reading, frame, context, subjects, qualifiers, main)
            return
        if not frame.token.tag.startswith("VB"):
            yield from small_clause(self.reading, frame, context, subjects, qualifiers)
            return
        yield from active(self.reading, frame, context, subjects, qualifiers, main)

    def _of_nothing_told(self, frame: Frame) -> bool:
        """ "The idea was welcomed", "talks resumed in May": that tells nothing alone, unless somebody with a name does it or suffers it."""
        ends = [*frame.objects, *frame.agents]
        behind = [child for child in frame.token.children if child.dep == "prep" and child.child("pcomp") is not None]
        if behind or any(prep.lower in _TOPICAL for prep, _ in frame.preps):
            return False  # "talks collapsed over pay", "no decision was made on whether to sell"
        alone = len(frame.subjects) == 1 and self.reading.takes_up_clause(frame.subjects[0])
        return alone and not any(self.reading.phrases.referents(end) for end in ends)

    def _doing(self, frame: Frame) -> list[tuple[Node, Token]]:
        """ "Closing the mine would cost 900 jobs": what is done is the subject, when the clause says of what."""
        clause = frame.token.child("csubj")
        if clause is None or (clause.tag != "VBG" and not any(child.tag == "TO" for child in clause.children)):
            return []
        inner = self.reading.frames.by_i.get(clause.i)
        if inner is None or not (inner.objects or inner.preps or inner.clauses):
            return []
        node = self.reading.builder.gerund(clause)
        return [(node, clause)] if node is not None else []

    def _done_by_nobody(self, frame: Frame, context: Context, qualifiers: list[Qualifier]) -> Iterator[Statement]:
        """ "Nobody had warned her": she was not warned."""
        if not frame.subjects or frame.subjects[0].lower not in NOBODY or context.status != "negated":
            return
        known = any(child.dep == "poss" or child.lower in ("the", "this", "that") for item in frame.objects for child in item.children)
        if frame.subjects[0].lower == "none" and not known:
            return  # "None wore masks": none of those of whom the text before tells; "none had used the track": nobody had
        if any(child.dep in ("prep", "relcl", "acl") for child in frame.subjects[0].children):
            return  # "nobody in the town had seen her": others may have
        if frame.lemma in ("ask", "tell", "let", "allow") and not frame.recipients and not qualifiers:
            return  # "nobody has asked me to": to do what?
        given = frame.objects if frame.recipients else []
        qualifiers = [*qualifiers, *(self.reading.builder.phrase_qualifier("complement", told) for told in given)]
        for node, head in self.reading.nodes(frame.recipients or frame.objects):
            yield self.reading.builder.untouched(frame, context, node, head, qualifiers)
