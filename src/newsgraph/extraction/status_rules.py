"""Whether a clause is told as so: polarity, kind of possibility, and whose claim it is, through all that embeds it.

References:
    Saurí & Pustejovsky (2009), FactBank; (2012), Are You Sure That This Happened?; Karttunen (1971, 2012), implicative verbs;
    the table of predicates is ``newsgraph/lexicons/status.tsv``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsgraph.extraction.frames import Frame, Frames
from newsgraph.extraction.status_embedded import CONVINCED, UNCERTAIN, UNREAL, applied, copular, embedded
from newsgraph.extraction.status_local import Context, local_context, of_any
from newsgraph.extraction.status_nouns import in_noun, in_preposition, in_relative, is_content_clause
from newsgraph.extraction.status_scope import embedded_question, is_compared, is_fiction, is_result, verdict_overturned
from newsgraph.extraction.status_unreal import is_alternative, is_mixed_alternative, is_negative_alternative
from newsgraph.extraction.status_verbs import holder_of_view, is_measured, is_performative, of_phrase
from newsgraph.extraction.words import is_inverted
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.lexicons.status import embedding, reports
from newsgraph.model import Modality, Status

__all__ = ["Context", "Contexts"]

_UTTERING = frozenset(("say", "add", "ask", "tell", "think"))
_SURPRISED = frozenset("surprised astonished amazed shocked stunned astounded".split())
_SENTENCING = word_class("accusing") | {"sentence", "imprison"}
_IFS = frozenset(("if", "unless", "provided", "providing"))
_SHIFTED = frozenset(("had", "would", "could", "might"))
_COMING = frozenset(("be", "have", "know", "see", "love", "own", "live", "believe", "dominate"))
_LIVING = frozenset(("live", "grow"))
_HABITUALLY = frozenset("always usually often generally typically normally sometimes never rarely seldom only".split())
_OPEN_ENDED = frozenset(("until", "till", "before", "once"))
_NOT_YET = frozenset(("until", "till", "before"))
_REASONS = frozenset(("because", "since", "unless"))
_BESIDE = frozenset(("while", "though", "although", "whereas"))
_SHOWN_BY = frozenset(("that", "this", "which", "what"))
_OPEN_UNDER_MODAL = frozenset(("when", "whenever", "where", *_OPEN_ENDED))


class Contexts:
    """The context of every predicate of a document, found from the outermost inwards."""

    def __init__(self, annotated: AnnotatedDoc, frames: Frames) -> None:
        self.annotated = annotated
        self.frames = frames
        self._known: dict[int, Context] = {}
        self._shared: set[int] = set()
        self._sources = self._according(annotated)
        self._inserted = {
            frame.governor.token.i: frame.subjects[0].i for frame in frames if self.is_inserted(frame) and frame.governor is not None
        }

    @staticmethod
    def _according(annotated: AnnotatedDoc) -> dict[int, int]:
        """Predicate token -> head of the source in "according to SOURCE" that hangs on it."""
        found: dict[int, int] = {}
        for token in annotated.tokens:
            holder = holder_of_view(annotated, token)
            if holder is not None:
                found[token.head.i] = holder.i
            if token.lower != "according" and not (token.lower == "per" and token.dep == "prep"):
                continue
            target = token.child("pobj")
            for child in token.children:
                if child.lower == "to":
                    target = child.child("pobj") or target
            if target is not None:
                clause = token.head
                found[clause.i] = target.i
                # At the end of a sentence it is the source of all that is coordinated before it.
                while clause.dep == "conj" and clause.i < token.i:
                    clause = clause.head
                    found[clause.i] = target.i
        return found

    @classmethod
    def over(cls, annotated: AnnotatedDoc) -> Contexts:
        """The contexts of the document, shared by all that ask."""
        return annotated.shared(_contexts)

    def source_of(self, frame: Frame) -> int | None:
        """Head of the source in "according to SOURCE" that hangs on this very predicate."""
        index = self._sources.get(frame.token.i)
        if index is None:
            return None
        above = self.annotated.tokens[index]
        while above.head is not above and above.lower not in ("according", "per"):
            above = above.head
        return index if above.head is frame.token else None

    def of(self, frame: Frame) -> Context:
        """The context of one predicate."""
        key = frame.token.i
        known = self._known.get(key)
        if known is None:
            self._known[key] = Context()  # A cycle in a broken parse ends here.
            known = self._known[key] = self._find(frame)
        return known

    @staticmethod
    def is_inserted(frame: Frame) -> bool:
        """True for "its negotiators said" in the middle of what they said."""
        governor = frame.governor
        return (
            governor is not None
            and frame.link in ("parataxis", "ccomp", "advcl", "dep")
            and not frame.marks
            and frame.own_subject
            and bool(frame.subjects)
            and not frame.clauses
            and (not frame.objects or frame.token.lemma == "tell")
            and not frame.passive
            and (frame.token.lemma in speech_verbs() or reports(frame.token.lemma))
            and frame.token.tag in ("VBD", "VBZ", "VBP")
            and (
                governor.token.lemma not in speech_verbs()
                or any(clause.dep == "xcomp" for clause in governor.clauses)
                or (governor.token.lemma not in _UTTERING and not set(governor.clauses) - {frame.token})  # "Malta would respond, she said"
                or any(
                    s.i < frame.subjects[0].i and frame.token.i < governor.token.i for s in governor.token.children if s.dep[:5] == "nsubj"
                )
            )
            and frame.token.i > min(t.i for t in governor.token.children)
        )

    # From outside.

    def _find(self, frame: Frame) -> Context:
        outer = self._outer(frame)
        local = self._local(frame)
        # "according to minutes seen by the paper": the minutes do not tell that they were seen.
        speakers = tuple(i for i in outer.speakers if i < 0 or frame.token.head.i != i)
        first = frame.token
        while first.dep == "conj" and first.head.i in self.frames.by_i:
            first = first.head
        inserted = self._inserted.get(frame.token.i)
        if inserted is None and first.i in self._inserted and not self.is_inserted(frame) and self._goes_on(frame, first):
            inserted = self._inserted[first.i]  # "The mill, she said, was not for sale and will not be"
        if inserted is not None and inserted not in speakers:
            speakers = (inserted, *speakers)
        source = self._sources.get(frame.token.i, self._sources.get(first.i))
        if source is not None and source not in speakers:
            speakers = (*speakers, source)
        if frame.lemma in speech_verbs() and self._quotation(frame.token) is None:
            own = {item.i for item in frame.subjects if item.head is frame.token}
            speakers = tuple(i for i in speakers if i not in own)  # whoever says it, the article tells that he does
        if len(speakers) > 1:
            speakers = tuple(i for i in speakers if not self._no_voice(i)) or speakers
        status, modality = self._combined(local, outer)
        if status == "fact" and (of_any(frame) or is_alternative(frame)):
            status, modality = "possible", modality or "possibility"
        either = status == "negated" and is_negative_alternative(frame)  # "did not know or did not say"
        either = either or (status == "negated" and is_mixed_alternative(frame))
        told = local.told and outer.told and not either and not is_compared(self.annotated, frame) and not is_fiction(frame)
        return Context(status, modality, speakers, told)

    def _no_voice(self, index: int) -> bool:
        """ "“That tells us that it leaked,” she said", "“We would ask you to wait”": nobody beside who says all of it."""
        token = self.annotated.tokens[max(index, 0)]
        inside = self._quotation(token) is not None
        silent = token.lower in _SHOWN_BY or (inside and token.lower in ("i", "we"))
        return index >= 0 and silent and not self.annotated.referents.get(index)

    def _goes_on(self, frame: Frame, first: Token) -> bool:
        """True where a coordinated clause is still what is said: "The pits will be filled, he says, and then the drivers will go".

        A clause with a subject of its own is, if its tense fits the saying. Behind *but* the article may speak again, unless the tense is
        shifted back as only reported speech is ("but pilots who spoke up had been punished").
        """
        if not frame.own_subject:
            return True
        verb = self.annotated.tokens[self._inserted[first.i]].head
        if verb.i > frame.token.i or frame.lemma in speech_verbs() or self._quotation(frame.token) is not None:
            return False
        finite = frame.auxiliaries[0] if frame.auxiliaries else frame.token
        joint = {t.lower for above in (first, frame.token.head) for t in above.children if t.dep == "cc" and verb.i < t.i < frame.token.i}
        shifted = finite.lower in _SHIFTED and finite is not frame.token
        if verb.tag == "VBD":
            return shifted or (finite.tag == "VBD" and joint == {"and"})
        return joint == {"and"} and (finite.tag in ("VBZ", "VBP", "MD") or (finite.tag == "VBD" and first.tag == "VBD"))

    def _local(self, frame: Frame) -> Context:
        return local_context(self.annotated, frame, frame.token.i in self._shared)

    @staticmethod
    def _combined(local: Context, outer: Context) -> tuple[Status, Modality | None]:
        """``outer.status`` is the effect of what embeds the clause: fact keeps, negated turns round, possible weakens."""
        if outer.status == "fact":
            return local.status, local.modality or outer.modality
        if outer.status == "negated" and local.status == "possible" and local.modality in ("future", "conditional", "ability"):
            return "negated", local.modality  # "did not believe that they would stop", "… could win" (negative raising)
        if outer.status == "negated":
            turned: dict[Status, Status] = {"fact": "negated", "negated": "fact", "possible": "possible"}
            return turned[local.status], local.modality or outer.modality
        return ("negated" if local.status == "negated" else "possible"), outer.modality or local.modality

    def _outer(self, frame: Frame) -> Context:
        if self.is_inserted(frame) and frame.governor is not None:
            return self._outer(frame.governor)
        quotation = self._quotation(frame.token)
        governor = frame.governor
        if quotation is not None and (governor is None or self.annotated.quotation_of.get(governor.token.i) != quotation):
            return self._quoted(quotation, governor, frame)
        if governor is None and frame.link == "pcomp" and frame.through is not None:
            return in_preposition(frame.through, None, Context())  # "The team's hopes of winning.": no verb above
        if governor is None:
            return Context()
        above = self.of(governor)
        if frame.link == "conj":
            return self._coordinated(frame, governor)
        question = embedded_question(self.annotated, frame)
        if question == "open":
            return Context("possible", "question", above.speakers, told=False)
        if question:
            return self._presupposed(governor, above)
        if frame.link in ("ccomp", "xcomp", "pcomp") and not above.told:
            return above
        phrases = (of_phrase(frame, noun, above) for noun in governor.objects) if frame.infinitive and frame.through is None else ()
        phrase = next((known for known in phrases if known is not None), None)
        if phrase is not None:
            return phrase  # "used her veto to block the bill"
        if frame.link in ("ccomp", "xcomp") and frame.through is None:
            return embedded(self.annotated, frame, governor, above)
        if frame.link == "pcomp" and frame.through is not None:
            inside = in_preposition(frame.through, governor, above)
            if inside.status == "fact" and governor.lemma in _SENTENCING and verdict_overturned(self.annotated):
                return replace(inside, status="possible", modality="allegation")  # "jailed for killing Hale": it is open again
            return inside
        about = frame.through if frame.through is governor.complement else None  # "is likely to", "is sure that"
        if about is not None and about.pos == "ADJ" and (frame.infinitive or about.lower in CONVINCED | UNCERTAIN):
            return copular(frame, governor, above)
        of_object = frame.link in ("relcl", "acl") and frame.infinitive and frame.through in governor.objects
        if of_object and above.status == "fact" and governor.token.tag == "VBD" and is_result(frame, governor):
            return Context(speakers=above.speakers)  # "survived a siege to reach the final"
        if frame.through is not None and (frame.link in ("ccomp", "xcomp", "acl") or (frame.link == "relcl" and frame.infinitive)):
            return in_noun(self.annotated, frame, above)
        if is_content_clause(frame):
            return in_noun(self.annotated, frame, above)
        if frame.link in ("relcl", "acl"):
            return in_relative(self.annotated, frame, above)
        if frame.link in ("advcl", "parataxis", "dep"):
            return self._adverbial(frame, governor, above)
        return Context(speakers=above.speakers)

    def _presupposed(self, governor: Frame, above: Context) -> Context:
        """ "told the court why she had left": she had left, as who tells it says; "does not know why she left": she left."""
        entry = embedding(governor.lemma, "that")
        if above.status == "fact" and entry is not None and entry.name == "report" and entry.attributed and governor.subjects:
            speaker = governor.subjects[0].i
            if not governor.passive and speaker not in above.speakers:
                return Context(speakers=(speaker, *above.speakers))
        return Context(speakers=above.speakers)

    def _quotation(self, token: Token) -> int | None:
        index = self.annotated.quotation_of.get(token.i)
        return index if index is not None and self.annotated.quotations[index].speech else None

    def _quoted(self, index: int, governor: Frame | None, frame: Frame) -> Context:
        quotation = self.annotated.quotations[index]
        speaker = quotation.speaker_i
        if is_performative(frame):
            return Context()
        if speaker is None and governor is not None and governor.subjects and frame.link in ("ccomp", "xcomp", "parataxis"):
            speaker = governor.subjects[0].i
        outer: tuple[int, ...] = ()
        if governor is not None:
            outer = tuple(i for i in self.of(governor).speakers if i != speaker)
        return Context(speakers=(speaker if speaker is not None else -1, *outer))

    def _coordinated(self, frame: Frame, governor: Frame) -> Context:
        """The second of two coordinated verbs: what embeds both, and the modal or negation that a bare verb form shares."""
        outer = self._outer(governor)
        token = frame.token
        if self.is_inserted(governor) and frame.own_subject and frame.subjects and frame.lemma not in speech_verbs():
            speaker = governor.subjects[0]
            told = self.annotated.referents.get
            if not set(told(speaker.i, ())) & set(told(frame.subjects[0].i, ())) and speaker.i not in outer.speakers:
                outer = replace(outer, speakers=(speaker.i, *outer.speakers))  # "it existed, she said, and it was very old"
        own_aux = [child for child in frame.auxiliaries if child.tag != "TO"]
        same = token.tag in ("VB", "VBN") and token.tag == governor.token.tag and not own_aux
        anew = any(child.tag == "TO" for child in frame.auxiliaries)  # "told her not to leave and to report": she is to report
        shared_form = (same or self._under_its_modal(governor, token, own_aux)) and not frame.own_subject and not anew
        if self._rejected(governor, token) or self._joined_by(governor, token, "nor"):
            supposed = bool(_IFS & set(governor.marks))  # "provided it neither sells nor lets the stand"
            return Context("negated", None, outer.speakers, told=not supposed)
        if shared_form:
            local = self._local(governor)
            self._shared.add(token.i)
            status, modality = self._combined(local, outer)
            if status == "negated" and any(c.dep == "cc" and c.lower == "but" and c.i > governor.token.i for c in governor.token.children):
                status = "possible" if modality else "fact"  # "will not sell it but lease it", "do not own it but rent it"
            return Context(status, modality, outer.speakers)
        return outer

    @staticmethod
    def _under_its_modal(governor: Frame, token: Token, own_aux: Sequence[Token]) -> bool:
        """True for "will keep its name and be based in Cork", "will be closed and move": a bare form needs the modal."""
        bare = own_aux[0] if own_aux else token
        return bare.tag == "VB" and (not own_aux or bare.lower in ("be", "have")) and any(aux.tag == "MD" for aux in governor.auxiliaries)

    @staticmethod
    def _joined_by(governor: Frame, token: Token, word: str) -> bool:
        return not token.child("nsubj", "nsubjpass") and any(
            child.dep == "cc" and child.lower == word and child.i < token.i for child in governor.token.children
        )

    @staticmethod
    def _rejected(governor: Frame, token: Token) -> bool:
        """ "complement rather than replace it": the second is what is not done."""
        joint = [child for child in governor.token.children if child.dep == "cc" and child.lower == "than" and child.i < token.i]
        return any(c.lower == "rather" for than in joint for c in (*than.children, *governor.token.children))

    def _adverbial(self, frame: Frame, governor: Frame, above: Context) -> Context:
        marks = frame.marks
        first = min(t.i for t in frame.token.subtree())
        if "if" in marks and governor.complement is not None and governor.complement.lower in _SURPRISED and above.status == "possible":
            return Context("possible", "conditional", above.speakers, told=False)  # "would be surprised if it fell": does not think so
        if frame.link == "parataxis" and frame.token.i < governor.token.i and frame.own_subject:
            if self._quotation(governor.token) not in (None, self._quotation(frame.token)):
                return Context()  # "The crowd rose as Reed told it: “You won”": the article tells that
            return Context(speakers=self._outer(governor).speakers)  # "they refused; it was, she found, unlawful": two sentences
        if set(marks) & _REASONS and self._said_before(governor, first) and self._quotation(frame.token) is None:
            return Context(speakers=tuple(dict.fromkeys((governor.subjects[0].i, *above.speakers))))
        # "rates may rise, as prices do" gives a reason: said with the rest
        even = "as" in marks and any(t.lower == "even" for t in self.annotated.tokens[max(first - 1, 0) : first + 1])
        if frame.own_subject and (set(marks) & _BESIDE or even) and self._quotation(frame.token) is None:
            before = self.annotated.tokens[first - 1].text if first else ""
            if before == "," or (before == "even" and first > 1 and self.annotated.tokens[first - 2].text == ","):
                while governor.link in ("ccomp", "xcomp") and governor.governor is not None:
                    governor = governor.governor
                if governor.lemma in speech_verbs() and governor.token.i > frame.token.i:
                    return Context(speakers=above.speakers)  # "it fell, while rents rose, said Reed": all of it is said
                source = self.source_of(governor)  # "according to Reed, while the firm puts it at two": not Reed's
                speakers = tuple(i for i in self.of(governor).speakers if i != source)
                return Context(speakers=speakers)  # set off: the article goes on in its own voice
        if governor.link == "pcomp" and frame.finite and frame.own_subject and marks and governor.governor is not None:
            above = replace(above, speakers=self.of(governor.governor).speakers)  # "cleared of fraud when the court …": the court did
        asked = embedding(governor.lemma, "obj") if frame.token in governor.clauses else None
        if asked is not None:
            return applied(asked, governor, above)  # "called for the accord to be put into effect"
        bidden = embedding(f"be_{governor.token.lower}", "to") if governor.passive and frame.infinitive and not marks else None
        if bidden is not None and bidden.name == "request":
            return applied(bidden, governor, above)  # "had been told twice this year to close the shaft"
        if is_inverted(frame.token):
            return Context(speakers=above.speakers)  # "would lend more were the plant to expand"
        if frame.infinitive and set(marks) <= {"for"}:
            if above.status == "negated" and not marks:
                return Context("possible", "intention", above.speakers, told=False)  # "did not come here to pretend"
            quality = governor.complement
            too = quality is not None and quality.i < frame.token.i and any(child.lower == "too" for child in quality.children)
            if self._not_in_time(frame) or (too and marks and above.status == "fact"):
                return Context("negated", None, above.speakers)  # "is too warm for the fungus to thrive"
            if too and marks and above.status == "possible":
                return Context("possible", above.modality, above.speakers, told=False)  # "may be too warm for it to thrive"
            headline = self.annotated.sentences[frame.token.sent_i].kind != "body" and governor.token.tag in ("VBZ", "VBP")
            past = (headline or governor.token.tag in ("VBD", "VBN")) and above.status == "fact"
            beside = governor.token.i + 1 == frame.token.subtree()[0].i
            if past and beside and ((governor.lemma == "come" and frame.lemma in _COMING) or governor.lemma in _LIVING):
                return Context(speakers=above.speakers)  # "how the two came to be on one line", "lived to be 96" (Karttunen 1971)
            if past and ((governor.lemma in ("take", "need") and is_measured(self.annotated, governor)) or is_result(frame, governor)):
                return Context(speakers=above.speakers)
            return Context("possible", "intention", above.speakers)
        if frame.token.tag == "VBG" and not marks and governor.infinitive and governor.governor is not None:
            first = min(t.i for t in frame.token.subtree())
            if first and self.annotated.tokens[first - 1].text == ",":
                return Context(speakers=self.of(governor.governor).speakers)  # ", sending the price down": a result of the whole
        if frame.token.tag == "VBG" and not marks and self._instead(frame):
            return Context("negated", None, above.speakers)
        if marks == ("than",) and any(child.lower == "rather" for child in governor.token.children):
            return Context("negated", None, above.speakers)  # "would rather leave than pay"
        if "so" in marks and "that" in marks and self._outcome(frame):
            return Context(speakers=above.speakers)
        if "so" in marks and "that" in marks:
            return Context("possible", "intention", above.speakers)
        if frame.token.tag == "VBG" and not frame.own_subject and not marks and above.status == "possible":
            return Context("possible", above.modality, above.speakers)
        return self._temporal(frame, governor, above)

    def _said_before(self, governor: Frame, first: int) -> bool:
        """True for "the mine was safe, she said, because …": behind who said it, what was said goes on."""
        said = self.is_inserted(governor) or any(c.dep == "ccomp" and c.i < governor.token.i for c in governor.token.children)
        comma = first > 0 and self.annotated.tokens[first - 1].text == ","
        spoken = any(self._quotation(c) is not None for c in governor.token.children)
        return said and comma and not spoken and governor.lemma in speech_verbs() and bool(governor.subjects)

    def _outcome(self, frame: Frame) -> bool:
        """True for "…, so that wells are dry": behind a comma and without a modal it is what came of it, no aim (Quirk et al. 15.49)."""
        first = frame.token.subtree()[0].i
        return not any(aux.tag == "MD" for aux in frame.auxiliaries) and self.annotated.tokens[first - 1].text == ","

    def _instead(self, frame: Frame) -> bool:
        """True for "instead of informing them" where the parser has made a clause of it."""
        first = frame.token.subtree()[0].i
        before = [t.lower for t in self.annotated.tokens[max(first - 2, 0) : first]]
        return before in (["instead", "of"], ["rather", "than"])

    def _not_in_time(self, frame: Frame) -> bool:
        """True for "though not in time to earn a place"."""
        first = frame.token.subtree()[0].i
        return first > 2 and [t.lower for t in self.annotated.tokens[first - 3 : first]] == ["not", "in", "time"]

    @staticmethod
    def _same_pronoun(frame: Frame, governor: Frame) -> bool:
        """True where "it" or "they" goes on with the subject of the clause above."""
        subject = frame.token.child("nsubj")
        return subject is not None and subject.tag == "PRP" and bool(governor.subjects) and governor.subjects[0].i < subject.i

    def _generic(self, frame: Frame, governor: Frame, marks: set[str]) -> bool:
        """True for "you win when the other side makes a mistake": what holds whenever it happens, not that it does (Carlson 1977)."""
        habitual = all(item.token.tag in ("VBZ", "VBP") and not item.auxiliaries for item in (frame, governor))
        always = any(child.lower in _HABITUALLY for child in governor.token.children)
        present = (frame.auxiliaries[0] if frame.auxiliaries else frame.token).tag in ("VBZ", "VBP")
        whenever = (habitual and marks & {"when", "whenever"}) or (always and present and marks & {"when", "after", "once", "as"})
        if not whenever or not frame.own_subject or not frame.subjects:
            return False
        subject = frame.subjects[0]
        return subject.pos == "NOUN" and subject.i not in self.annotated.name_head and subject.i not in self.annotated.referents

    def _temporal(self, frame: Frame, governor: Frame, above: Context) -> Context:
        """Clauses of time: what is to come before or after what may come is as open as that ("until the board elects a successor")."""
        marks = set(frame.marks)
        if frame.through is not None and frame.through.lower == "soon":
            marks.add("once")  # "as soon as"
        if not frame.finite or marks & {"if", "unless"} or not marks & {*_OPEN_UNDER_MODAL, "after", "as", "while", "because"}:
            return Context(speakers=above.speakers)
        if above.status == "fact" and self._generic(frame, governor, marks):
            return Context("possible", None, above.speakers, told=False)
        first = frame.auxiliaries[0] if frame.auxiliaries else frame.token
        if above.status == "fact":
            present = first.tag == "VBZ"
            if marks & _NOT_YET and first.tag in ("VBZ", "VBP") and governor.token.tag in ("VBZ", "VBP") and not governor.auxiliaries:
                return Context("possible", None, above.speakers, told=False)  # "swims before there is light": there is none yet
            ahead = governor.token.tag in ("VBD", "VBN") and marks & _OPEN_ENDED and present
            if ahead and self._quotation(frame.token) is None:
                return Context("possible", "future", above.speakers)  # "was forecast to ease before a cold front arrives"
            return Context(speakers=above.speakers)
        if "because" in marks and first.tag in ("VBZ", "VBP") and "if" in governor.marks and above.modality == "conditional":
            return Context("possible", "conditional", above.speakers)  # "if it is called off because a rival bids": nobody has yet
        if first.tag == "VBD" and any(aux.lower in ("have", "'ve") for aux in governor.auxiliaries) and not marks & _OPEN_ENDED:
            return Context(speakers=above.speakers)  # "should have scored when the keeper slipped"
        open_end = above.status == "possible" or above.modality in UNREAL
        if first.tag == "VBD" and above.status == "negated" and above.modality == "conditional" and governor.governor is None:
            return Context(speakers=above.speakers)  # "would not be drawn when engineers raised concerns": refused to be
        if marks == {"as"} and first is frame.token and first.tag in ("VBZ", "VBP") and open_end and self._same_pronoun(frame, governor):
            return Context("possible", "future", above.speakers)  # "is expected to weaken as it moves into the Baltic on Tuesday"
        if first.tag in ("VBZ", "VBP") and "because" not in marks and marks != {"as"} and (open_end or marks & _OPEN_ENDED):
            return Context("possible", "future", above.speakers)
        would = any(aux.lower in ("would", "could", "should", "might") for aux in governor.auxiliaries)
        if (
            first.tag == "VBD"
            and open_end
            and (marks & (_OPEN_UNDER_MODAL if would else _OPEN_ENDED) or (would and "after" in marks and first.lower == "had"))
        ):
            return Context("possible", "future", above.speakers)  # "would go once it had been paid"
        outer = governor.governor
        if (
            would
            and marks & {"after", "as", "while"}
            and first is frame.token
            and first.tag == "VBD"
            and governor.link == "ccomp"
            and outer is not None
            and outer.token.tag == "VBD"
            and self._quotation(frame.token) is None
        ):
            return Context(speakers=self.of(outer).speakers)  # "said it would cut jobs after profit fell": the article tells that it fell
        return Context(speakers=above.speakers)


def _contexts(annotated: AnnotatedDoc) -> Contexts:
    return Contexts(annotated, Frames.of(annotated))
