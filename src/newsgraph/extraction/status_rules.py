"""Whether a clause is told as so: polarity, kind of possibility, and whose claim it is, through all that embeds it.

References:
    Saurí & Pustejovsky (2009), FactBank; (2012), Are You Sure That This Happened?; Karttunen (1971, 2012), implicative verbs;
    the table of predicates is ``newsgraph/lexicons/status.tsv``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from newsgraph.extraction.frames import Frame, Frames
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.lexicons.status import Complement, Embedding, embedding, noun_effect, preposition_effect
from newsgraph.model import Modality, Status

__all__ = ["Context", "Contexts", "is_negative_phrase"]

_NEGATIVE_ADVERBS = word_class("negative adverbs")
_NEGATIVE_DETERMINERS = frozenset(("no", "neither"))
_NEGATIVE_HEADS = frozenset(("nobody", "nothing", "none", "neither", "no-one"))
_CONDITIONAL_MARKS = frozenset(("if", "unless", "lest", "provided", "providing", "supposing", "whether"))
_HEDGES = frozenset(("reportedly", "allegedly", "purportedly", "supposedly", "apparently", "ostensibly"))
_MAYBE = frozenset(("probably", "perhaps", "maybe", "possibly", "likely", "presumably", "conceivably", "potentially"))
_MODALS: dict[str, Modality] = {
    "will": "future",
    "'ll": "future",
    "shall": "future",
    "wo": "future",
    "would": "conditional",
    "'d": "conditional",
    "can": "ability",
    "ca": "ability",
    "could": "ability",
    "may": "possibility",
    "might": "possibility",
    "must": "obligation",
    "should": "obligation",
    "ought": "obligation",
    "need": "obligation",
}
_PERFORMATIVE = word_class("performative")
_HEARING = frozenset(("court", "jury", "inquest", "tribunal", "committee", "hearing", "inquiry", "panel", "trial"))
_MEASURES = frozenset(("day", "week", "month", "year", "hour", "minute", "second", "decade", "century", "time", "while"))
_BLAMING = frozenset("criticise criticize condemn denounce blame slam blast attack rebuke fault lambast castigate reprimand".split())
_EVIDENCE = frozenset(("evidence", "proof", "sign", "indication", "truth", "basis", "reason"))


def is_negative_phrase(token: Token) -> bool:
    """True for "no deal", "neither leader", "nobody", "none of them"."""
    if any(c.lower in ("not", "hardly", "scarcely") for child in token.children if child.i < token.i for c in (child, *child.children)):
        return True  # "not a single minister", "hardly any investors"
    return token.lower in _NEGATIVE_HEADS or any(
        child.lower in _NEGATIVE_DETERMINERS and child.dep in ("det", "preconj", "cc", "neg") and child.i < token.i
        for child in token.children
    )


@dataclass(frozen=True, slots=True)
class Context:
    """``status`` and ``modality`` of a clause, and whose claim it is: ``speakers`` are heads, innermost first, -1 for one not told."""

    status: Status = "fact"
    modality: Modality | None = None
    speakers: tuple[int, ...] = ()


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
        known = annotated.derived.get("contexts")
        if not isinstance(known, cls):
            known = annotated.derived["contexts"] = cls(annotated, Frames.of(annotated))
        return known

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
            and frame.token.lemma in speech_verbs()
            and frame.token.tag in ("VBD", "VBZ", "VBP")
            and governor.token.lemma not in speech_verbs()
            and frame.token.i > min(t.i for t in governor.token.children)
        )

    # From outside.

    def _find(self, frame: Frame) -> Context:
        outer = self._outer(frame)
        local = self._local(frame)
        # "according to minutes seen by the paper": the minutes do not tell that they were seen.
        speakers = tuple(i for i in outer.speakers if i < 0 or frame.token.head.i != i)
        inserted = self._inserted.get(frame.token.i)
        if inserted is not None and inserted not in speakers:
            speakers = (inserted, *speakers)
        first = frame.token
        while first.dep == "conj" and first.head.i in self.frames.by_i:
            first = first.head
        source = self._sources.get(frame.token.i, self._sources.get(first.i))
        if source is not None and source not in speakers:
            speakers = (*speakers, source)
        return Context(*self._combined(local, outer), speakers)

    @staticmethod
    def _combined(local: Context, outer: Context) -> tuple[Status, Modality | None]:
        """``outer.status`` is the effect of what embeds the clause: fact keeps, negated turns round, possible weakens."""
        if outer.status == "fact":
            return local.status, local.modality or outer.modality
        if outer.status == "negated" and local.status == "possible" and local.modality in ("future", "conditional"):
            return "negated", local.modality  # "did not believe that they would stop" (negative raising)
        if outer.status == "negated":
            turned: dict[Status, Status] = {"fact": "negated", "negated": "fact", "possible": "possible"}
            return turned[local.status], local.modality
        return ("negated" if local.status == "negated" else "possible"), outer.modality or local.modality

    def _outer(self, frame: Frame) -> Context:
        if self.is_inserted(frame) and frame.governor is not None:
            return self._outer(frame.governor)
        quotation = self._quotation(frame.token)
        governor = frame.governor
        if quotation is not None and (governor is None or self.annotated.quotation_of.get(governor.token.i) != quotation):
            return self._quoted(quotation, governor, frame)
        if governor is None:
            return Context()
        above = self.of(governor)
        if frame.link == "conj":
            return self._coordinated(frame, governor, above)
        if frame.link in ("ccomp", "xcomp") and frame.through is None:
            return self._embedded(frame, governor, above)
        if frame.link in ("ccomp", "xcomp", "acl") and frame.through is not None:
            return self._in_noun(frame, above)
        if frame.link == "pcomp" and frame.through is not None:
            return self._in_preposition(frame, frame.through, governor, above)
        if frame.link == "relcl" and frame.infinitive and frame.through is not None:
            return self._in_noun(frame, above)
        if frame.link == "relcl" or frame.link == "acl":
            return self._in_relative(frame, above)
        if frame.link in ("advcl", "parataxis", "dep"):
            return self._adverbial(frame, governor, above)
        return Context(speakers=above.speakers)

    def _quotation(self, token: Token) -> int | None:
        index = self.annotated.quotation_of.get(token.i)
        return index if index is not None and self.annotated.quotations[index].speech else None

    def _quoted(self, index: int, governor: Frame | None, frame: Frame) -> Context:
        quotation = self.annotated.quotations[index]
        speaker = quotation.speaker_i
        if self._performative(frame):
            return Context()
        if speaker is None and governor is not None and governor.subjects and frame.link in ("ccomp", "xcomp", "parataxis"):
            speaker = governor.subjects[0].i
        outer: tuple[int, ...] = ()
        if governor is not None:
            outer = tuple(i for i in self.of(governor).speakers if i != speaker)
        return Context(speakers=(speaker if speaker is not None else -1, *outer))

    @staticmethod
    def _performative(frame: Frame) -> bool:
        """ "We urge the governments to …": who says so does so (Austin 1962)."""
        subject = frame.token.child("nsubj")
        return (
            subject is not None
            and subject.lower in ("i", "we")
            and frame.lemma in _PERFORMATIVE
            and frame.token.tag in ("VBP", "VB")
            and not any(child.tag == "MD" or child.lower == "do" for child in frame.auxiliaries)
            and not any(child.dep == "neg" for child in frame.token.children)
        )

    def _coordinated(self, frame: Frame, governor: Frame, above: Context) -> Context:
        """The second of two coordinated verbs: what embeds both, and the modal or negation that a bare verb form shares."""
        outer = self._outer(governor)
        token = frame.token
        own_aux = [child for child in frame.auxiliaries if child.tag != "TO"]
        shared_form = token.tag in ("VB", "VBN") and token.tag == governor.token.tag and not own_aux and not frame.own_subject
        if shared_form:
            local = self._local(governor)
            self._shared.add(token.i)
            status, modality = self._combined(local, outer)
            if status == "negated" and any(c.dep == "cc" and c.lower == "but" for c in governor.token.children):
                status = "fact"
            return Context(status, modality, outer.speakers)
        return outer

    def _kind(self, frame: Frame, governor: Frame) -> Complement:
        if frame.token.dep == "ccomp" and (
            frame.finite or (frame.own_subject and not frame.infinitive and frame.token.tag not in ("VBG", "VB", "VBN"))
        ):
            return "that"
        if frame.own_subject or (governor.objects and frame.subjects and frame.subjects[0] in governor.objects):
            return "obj"
        return "to"

    def _embedded(self, frame: Frame, governor: Frame, above: Context) -> Context:
        kind = self._kind(frame, governor)
        lemma = governor.lemma
        if lemma == "be" or governor.token.pos == "AUX":
            return self._copular(frame, governor, above)
        if governor.token.lower in ("going", "gon") and frame.infinitive and governor.auxiliaries:
            past = any(aux.tag == "VBD" for aux in governor.auxiliaries)
            return self._applied(Embedding("future", "possible", "possible" if past else "negated", "future", False), governor, above)
        if (
            lemma in ("take", "need")
            and kind != "that"
            and self._measured(governor)
            and above.status == "fact"
            and governor.token.tag == "VBD"
        ):
            return Context(speakers=above.speakers)  # "needed nine days to restore it": it was restored
        if lemma == "hear" and kind == "that" and governor.subjects and governor.subjects[0].lemma.lower() in _HEARING:
            return self._applied(Embedding("report", "same", "possible", "", True), governor, above)
        if (
            lemma == "have"
            and frame.infinitive
            and any(child.lower == "yet" for child in (*governor.token.children, *frame.token.children))
        ):
            return self._applied(Embedding("yet", "negated", "negated", "", False), governor, above)  # "has yet to publish it"
        if lemma == "have" and kind == "to" and frame.infinitive:
            return self._applied(Embedding("need", "possible", "same", "obligation", False), governor, above)
        if governor.complement is not None and governor.complement.i < frame.token.i:
            return self._copular(frame, governor, above)
        entry: Embedding | None
        if governor.passive and kind != "that":
            entry = embedding(f"be_{governor.token.lower}", "to") or self._passive(lemma)
        else:
            phrasal = f"{lemma}_{governor.particle.lower}" if governor.particle is not None else lemma
            entry = embedding(phrasal, kind) or embedding(lemma, kind) or (embedding(lemma, "to") if kind == "obj" else None)
        if entry is not None and "whether" in frame.marks:
            entry = entry._replace(attributed=False, modality="question")  # who asks or knows whether it is so does not say so
        if entry is None:
            if "whether" in frame.marks or "if" in frame.marks:
                entry = Embedding("question", "possible", "possible", "question", False)
            elif kind == "that":
                entry = Embedding("other", "same", "possible", "", False)
            else:
                entry = Embedding(
                    "other", "possible" if frame.infinitive else "same", "negated" if not frame.infinitive else "possible", "", False
                )
        return self._applied(entry, governor, above)

    @staticmethod
    def _from_behind(governor: Frame) -> bool:
        """ "came from behind to win": the infinitive is the result."""
        return (governor.lemma == "come" and any(prep.lower == "from" and target.lower == "behind" for prep, target in governor.preps)) or (
            governor.lemma == "come" and any(t.lower == "behind" for child in governor.token.children for t in child.children)
        )

    def _measured(self, governor: Frame) -> bool:
        return any(
            item.i in self.annotated.times or item.ent_type in ("DATE", "TIME") or item.lemma in _MEASURES for item in governor.objects
        )

    @staticmethod
    def _passive(lemma: str) -> Embedding | None:
        """ "was forced to", "is said to", "was asked to": by the class that the active verb has."""
        entry = embedding(lemma, "obj")
        if entry is None:
            reported = embedding(lemma, "that")
            return Embedding("reported", "possible", "possible", "allegation", False) if reported else None
        if entry.name in ("report", "belief", "allege", "factive"):
            return Embedding("reported", "possible", "possible", "allegation", False)
        return entry._replace(attributed=False)

    def _copular(self, frame: Frame, governor: Frame, above: Context) -> Context:
        """ "is likely to", "is to", "is glad that": by the adjective."""
        complement = governor.complement
        word = complement.lower if complement is not None else "to"
        entry = embedding(f"be_{word}", "to")
        if complement is None and frame.infinitive:
            entry = Embedding("future", "possible", "negated", "future", False)
        if entry is None:
            if frame.infinitive:
                entry = Embedding("adjective", "possible", "possible", "", False)
            elif word in (
                "possible",
                "likely",
                "probable",
                "unlikely",
                "doubtful",
                "unclear",
                "uncertain",
                "impossible",
                "unsure",
                "conceivable",
            ):
                entry = Embedding("adjective", "possible", "possible", "possibility", False)
            elif word in (
                "sure",
                "certain",
                "confident",
                "convinced",
                "hopeful",
                "afraid",
                "optimistic",
                "worried",
                "concerned",
                "adamant",
                "clear",
            ):
                entry = Embedding("adjective", "same", "possible", "belief", word != "clear")
            else:
                entry = Embedding("adjective", "same", "possible", "", False)
        return self._applied(entry, governor, above)

    def _applied(self, entry: Embedding, governor: Frame, above: Context) -> Context:
        effect = entry.denied if above.status == "negated" and not entry.attributed else entry.affirmed
        if above.status == "negated" and entry.attributed:
            effect = entry.denied
        status: Status = "fact" if effect == "same" else "negated" if effect == "negated" else "possible"
        if above.status == "possible" and status in ("fact", "negated") and entry.name not in ("factive", "report", "belief"):
            status = "possible"
        modality: Modality | None = entry.modality or (above.modality if status == "possible" else None)  # type: ignore[assignment]
        speakers = above.speakers
        if entry.attributed:
            people = governor.agents if governor.passive else governor.subjects
            if people and people[0].i not in speakers:
                speakers = (people[0].i, *speakers)
        return Context(status, modality, speakers)

    def _in_noun(self, frame: Frame, above: Context) -> Context:
        noun = frame.through
        assert noun is not None
        if frame.token.dep == "acl" and not frame.infinitive and "that" not in frame.marks:
            return self._in_relative(frame, above)
        effect, modality = noun_effect(noun.lemma.lower()) or ("", None)
        if noun.pos == "ADJ":
            entry = embedding(f"be_{noun.lower}", "to")
            if not frame.infinitive:
                return Context(speakers=above.speakers)
            return Context("possible", cast("Modality | None", (entry.modality if entry else "") or None), above.speakers)
        if not effect and not frame.infinitive and (is_negative_phrase(noun) or above.status == "negated"):
            effect = "negated" if noun.lemma.lower() in _EVIDENCE else "possible"
        if not effect and frame.infinitive:
            ordinal = any(child.lower in ("first", "last", "only", "next", "second", "third", "latest") for child in noun.children)
            effect = "fact" if ordinal else "possible"
        status: Status = "negated" if effect == "negated" else "possible" if effect == "possible" else "fact"
        speakers = above.speakers
        owner = noun.child("poss")
        if modality == "allegation" and owner is not None and owner.i not in speakers:
            return Context("fact", modality, (owner.i, *speakers))
        if above.status == "possible" and status == "fact":
            status, modality = "possible", above.modality
        return Context(status, modality, speakers)

    def _in_preposition(self, frame: Frame, prep: Token, governor: Frame | None, above: Context) -> Context:
        word = prep.lower
        if (
            word == "without"
            or (word == "of" and prep.head.lower in ("instead", "short"))
            or (word == "of" and any(child.lower in ("instead", "short") for child in prep.children))
            or (word == "than" and prep.head.lower == "rather")
        ):
            return Context("negated", None, above.speakers)
        head = prep.head
        effect: tuple[str, Modality | None] | None
        if governor is not None and head is governor.token:
            effect = preposition_effect(governor.lemma, word)
        else:
            effect = noun_effect(head.lemma.lower())
        status: Status = "fact"
        modality: Modality | None = None
        if effect is None and word in ("toward", "towards"):
            effect = ("possible", "attempt")  # "a step toward ending the war": it has not ended
        if effect is not None:
            status = "negated" if effect[0] == "negated" and above.status != "possible" else "possible"
            modality = effect[1]
        if above.status == "possible" and status == "fact" and word not in ("after", "since", "before", "for", "despite"):
            status, modality = "possible", above.modality
        speakers = above.speakers
        if governor is not None and word in ("for", "over") and governor.lemma in _BLAMING and head is governor.token:
            people = governor.agents if governor.passive else governor.subjects
            if people and people[0].i not in speakers:
                return Context(status, "allegation", (people[0].i, *speakers))
        if governor is not None and modality == "allegation" and governor.lemma in ("accuse", "suspect") and head is governor.token:
            people = governor.agents if governor.passive else governor.subjects
            if people and people[0].i not in speakers:
                speakers = (people[0].i, *speakers)
        if governor is not None and above.status == "negated" and status == "fact" and word in ("in", "of", "to", "by", "from"):
            status = "negated" if word in ("in", "to") else "possible"
        return Context(status, modality, speakers)

    def _in_relative(self, frame: Frame, above: Context) -> Context:
        """A clause that modifies a noun: the article itself tells what it tells, also of a noun in what others report (*de re*).

        Only direct speech makes it the speaker's, and only a bare present about something that does not yet exist is as open as that.
        """
        noun = frame.token.head
        token = frame.token
        quoted = self._quotation(token)
        speakers = above.speakers if quoted is not None else ()
        if above.status == "negated" and is_negative_phrase(noun):
            return Context("negated", None, above.speakers)  # "There are no casualties left at the site"
        if token.tag in ("VBD", "VBN") or any(child.tag in ("VBD", "VBZ", "VBP") for child in frame.auxiliaries):
            return Context(speakers=speakers)
        if token.tag == "VBG" and noun.lemma.lower() in ("difficulty", "trouble", "problem"):
            return Context("possible", "attempt", above.speakers)
        indefinite = (
            not any(child.dep in ("det", "poss") and child.lower not in ("a", "an", "any", "no", "some") for child in noun.children)
            and noun.pos != "PROPN"
        )
        if above.status != "fact" and indefinite and noun.i > (frame.governor.token.i if frame.governor else -1):
            return Context("possible", above.modality, above.speakers)
        return Context(speakers=speakers)

    def _adverbial(self, frame: Frame, governor: Frame, above: Context) -> Context:
        marks = frame.marks
        if frame.own_subject and set(marks) & {"as", "while", "though", "although", "whereas"} and self._quotation(frame.token) is None:
            first = min(t.i for t in frame.token.subtree())
            before = self.annotated.tokens[first - 1].text if first else ""
            if before == "," or (before == "even" and first > 1 and self.annotated.tokens[first - 2].text == ","):
                while governor.link in ("ccomp", "xcomp") and governor.governor is not None:
                    governor = governor.governor
                return Context(speakers=self.of(governor).speakers)  # set off: the article goes on in its own voice
        if frame.infinitive and not marks:
            past = governor.token.tag == "VBD" and above.status == "fact"
            if past and ((governor.lemma in ("take", "need") and self._measured(governor)) or self._from_behind(governor)):
                return Context(speakers=above.speakers)
            return Context("possible", "intention", above.speakers)
        if frame.token.tag == "VBG" and not marks and governor.infinitive and governor.governor is not None:
            first = min(t.i for t in frame.token.subtree())
            if first and self.annotated.tokens[first - 1].text == ",":
                return Context(speakers=self.of(governor.governor).speakers)  # ", sending the price down": a result of the whole
        if "so" in marks and "that" in marks:
            return Context("possible", "intention", above.speakers)
        if frame.token.tag == "VBG" and not frame.own_subject and not marks and above.status == "possible":
            return Context("possible", above.modality, above.speakers)
        if (
            frame.finite
            and above.status == "possible"
            and set(marks) & {"when", "once", "after", "before", "until", "till", "as", "while", "whenever", "where"}
        ):
            present = frame.token.tag in ("VBZ", "VBP") or any(child.tag in ("VBZ", "VBP") for child in frame.auxiliaries)
            if present:
                return Context("possible", above.modality, above.speakers)
        return Context(speakers=above.speakers)

    # From inside.

    def _local(self, frame: Frame) -> Context:
        token = frame.token
        negated = False
        modality: Modality | None = None
        weak = False
        for child in (*token.children, *(grand for aux in frame.auxiliaries for grand in aux.children)):
            word = child.lower
            if child.dep == "neg" or (child.dep in ("advmod", "preconj", "cc") and word in _NEGATIVE_ADVERBS and child.i < token.i):
                # "not only … but": no negation.
                negated = negated or not any(
                    t.lower in ("only", "just", "merely", "least") and t.i == child.i + 1 for t in (*token.children, *child.children)
                )
            elif word in ("neither", "nowhere", "nothing") and child.dep in ("advmod", "npadvmod", "dep") and child.i > token.i:
                negated = True
            elif child.dep == "advmod" and word in _HEDGES:
                modality = modality or "allegation"
            elif child.dep == "advmod" and word in _MAYBE:
                modality = modality or "possibility"
            elif child.dep == "advmod" and word == "longer" and any(t.lower == "no" for t in child.children):
                negated = True
            elif child.dep == "aux" and child.tag == "MD":
                modality = _MODALS.get(word, "possibility")
                weak = word in ("may", "might")
                perfect = any(aux.lower == "have" for aux in frame.auxiliaries)
                if word in ("should", "ought") and perfect:
                    negated = True  # "should have saved it": it was not saved
            elif child.dep == "advmod" and word in ("nearly", "almost") and child.head is token and child.i < token.i:
                negated = True  # "nearly lost": not lost
        if any(mark in _CONDITIONAL_MARKS for mark in frame.marks):
            return Context("possible", "question" if "whether" in frame.marks else "conditional")
        subject = token.child("nsubj", "nsubjpass")
        if (
            subject is not None
            and any(aux.lower in ("had", "were", "should") and aux.i < subject.i < token.i for aux in frame.auxiliaries)
            and not self._asked(frame)
        ):
            return Context("possible", "conditional")  # "Had it happened later, …"
        if self._asked(frame):
            return Context("possible", "question")
        if self._commanded(frame):
            return Context("negated" if negated else "possible", "request")
        shared = frame.token.i in self._shared
        if any(
            is_negative_phrase(item) for item in (*(() if shared else frame.subjects[:1]), *frame.objects[:1], *frame.agents[:1])
        ) and not self._subject_elsewhere(frame):
            negated = not negated
        if any(c.lower == "any" and c.dep == "det" for item in frame.subjects[:1] for c in item.children) and frame.own_subject:
            weak, modality = True, modality or "possibility"  # "any" is at home where nothing is asserted (Ladusaw 1979)
        if frame.complement is not None and (
            is_negative_phrase(frame.complement) or any(c.dep == "neg" for c in frame.complement.children)
        ):
            negated = True
        if negated:
            # "did not win because we were stronger": the reason may be what is denied.
            because = any(child.dep == "advcl" and any(g.lower == "because" for g in child.children) for child in token.children)
            return Context("possible" if weak or because else "negated", modality)
        if modality is None and self._if_clause(frame) and token.tag in ("VBP", "VB", "VBZ"):
            return Context("possible", "conditional")
        return Context("possible" if modality else "fact", modality)

    @staticmethod
    def _subject_elsewhere(frame: Frame) -> bool:
        """A negative subject that only coordination brings ("Nobody came and …") still negates; one from above does not."""
        return bool(frame.subjects) and is_negative_phrase(frame.subjects[0]) and not frame.own_subject and frame.link != "conj"

    @staticmethod
    def _if_clause(frame: Frame) -> bool:
        return any(
            child.dep == "advcl" and any(grand.dep == "mark" and grand.lower in ("if", "unless") for grand in child.children)
            for child in frame.token.children
        )

    def _asked(self, frame: Frame) -> bool:
        sentence = self.annotated.sentences[frame.token.sent_i]
        if frame.governor is not None and frame.link not in ("conj", "ccomp"):
            return False
        for token in reversed(self.annotated.sentence_tokens(sentence)):
            if token.text == "?":
                inside = self.annotated.quotation_of.get(token.i)
                return inside is None or inside == self.annotated.quotation_of.get(frame.token.i)
            if token.text not in ('"', "'", ")", "''"):
                return False
        return False

    def _commanded(self, frame: Frame) -> bool:
        token = frame.token
        if token.tag != "VB" or (frame.auxiliaries and not all(child.lower == "do" for child in frame.auxiliaries)) or frame.own_subject:
            return False
        return token.dep == "ROOT" or (frame.link == "ccomp" and self._quotation(token) is not None and not frame.subjects)
