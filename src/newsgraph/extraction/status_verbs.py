"""What forms of the verb say of the clause that they embed: duties, requests, what is done by saying it.

References:
    Austin (1962), How to Do Things with Words; Quirk et al. (1985), A Comprehensive Grammar of the English Language, 3.59 (the mandative
    subjunctive); Karttunen (1971), Implicative Verbs; (2012), Simple and Phrasal Implicatives.
"""

from __future__ import annotations

from newsgraph.extraction.frames import Frame
from newsgraph.extraction.status_local import Context, is_negative_phrase
from newsgraph.extraction.words import behind_of
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.lexicons.status import Embedding, embedding, phrase_effect

__all__ = ["binds", "holder_of_view", "is_mandative", "is_measured", "is_performative", "is_reported", "of_passive", "of_phrase"]

_PERFORMATIVE = word_class("performative")
_LAWS = word_class("laws")
_VIEWS = word_class("views")
_PROPOSING = frozenset(("propose", "recommend", "demand", "request", "ask", "urge", "order", "advise", "move", "stipulate"))
_PROVING = frozenset(("show", "prove", "demonstrate"))
_MEASURES = frozenset(("day", "week", "month", "year", "hour", "minute", "second", "decade", "century", "time", "while"))


def is_performative(frame: Frame) -> bool:
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


def is_mandative(frame: Frame) -> bool:
    """ "suggested that Marsh resign": a subjunctive asks for what it says (Quirk et al. 1985, 3.59)."""
    subject = frame.token.child("nsubj", "nsubjpass")
    singular = subject is not None and subject.tag in ("NN", "NNP")
    bare = (frame.token.tag == "VB" or frame.token.lower == "be") and not frame.auxiliaries
    be = any(aux.tag in ("VB", "VBP") and aux.lower == "be" for aux in frame.auxiliaries) and not any(
        aux.tag == "MD" for aux in frame.auxiliaries
    )
    plural = (
        frame.token.tag == "VBP" and frame.governor is not None and frame.governor.token.tag == "VBD"
        and frame.governor.lemma in _PROPOSING and not frame.auxiliaries
    )  # fmt: skip
    insisting = frame.governor is not None and frame.governor.lemma in _PROPOSING | {"insist"}
    without = be and insisting and frame.own_subject and frame.token.dep == "ccomp"  # "insists the issue be settled"
    return ("that" in frame.marks and not frame.infinitive and (be or (bare and singular) or plural)) or without


def is_reported(governor: Frame) -> bool:
    """True when a past tense may only follow that of the verb of speech above it (sequence of tenses)."""
    above = governor.governor
    return governor.link == "ccomp" and above is not None and above.token.tag in ("VBD", "VBN") and above.lemma in speech_verbs()


def binds(governor: Frame) -> bool:
    """ "obliges Malta to share", "the law forces firms to publish": a duty, whether or not it is met."""
    present = governor.token.tag in ("VBZ", "VBP") or any(aux.tag in ("VBZ", "VBP") and aux.lemma == "be" for aux in governor.auxiliaries)
    lawful = [*governor.agents] if governor.passive else [*governor.subjects]
    by_law = any(item.lemma.lower() in _LAWS for item in lawful)
    return governor.lemma in ("oblige", "obligate") or (by_law and (present or governor.token.tag == "VBG"))


def is_measured(annotated: AnnotatedDoc, governor: Frame) -> bool:
    """ "took nine days to restore it": how long is told."""
    return any(item.i in annotated.times or item.ent_type in ("DATE", "TIME") or item.lemma in _MEASURES for item in governor.objects)


def of_passive(lemma: str) -> Embedding | None:
    """ "was forced to", "is said to", "was asked to": by the class that the active verb has."""
    entry = embedding(lemma, "obj")
    if entry is None:
        reported = embedding(lemma, "that")
        if reported is not None and lemma in _PROVING:
            return Embedding("reported", "possible", "none", "allegation", False)  # "was never shown to have known"
        return Embedding("reported", "possible", "possible", "allegation", False) if reported else None
    if entry.name in ("report", "belief", "allege", "factive"):
        denied = "negated" if entry.denied == "negated" else "possible"  # "is not thought to have caused it" (negative raising)
        return Embedding("reported", "possible", denied, "allegation", False)
    return entry._replace(attributed=False)


def holder_of_view(annotated: AnnotatedDoc, prep: Token) -> Token | None:
    """Whose view it is: "in the minister's view, …", "…, in the words of the court"; None for any other phrase."""
    view = prep.child("pobj")
    if prep.dep != "prep" or prep.lower not in ("in", "to") or view is None or view.lemma.lower() not in _VIEWS:
        return None
    if not prep.head.tag.startswith("VB"):
        return None
    first, last = prep.i, max(t.i for t in view.subtree())
    opens = first == annotated.sentences[prep.sent_i].token_start
    closed = last + 1 < len(annotated.tokens) and annotated.tokens[last + 1].text == ","
    if not opens and annotated.tokens[first - 1].text != "," and not closed:
        return None
    return view.child("poss") or behind_of(view)


def of_phrase(frame: Frame, noun: Token, above: Context) -> Context | None:
    """ "Took the chance to thank her", "broke its promise to pay": done, or not done, as surely as the whole (Karttunen 2012)."""
    clause = frame.governor
    if clause is None or not frame.infinitive or is_negative_phrase(noun):
        return None
    prep = noun.head if noun.dep == "pobj" and noun.head.head is clause.token else None
    if prep is None and noun not in clause.objects:
        return None
    particle = clause.particle.lower if clause.particle is not None else ""
    effect = phrase_effect(
        "_".join(part for part in (clause.lemma, particle, prep.lower if prep is not None else "") if part), noun.lemma.lower()
    )
    if effect is None:
        return None
    if above.status == "possible":
        return Context("possible", above.modality, above.speakers, told=above.told)
    value = effect.denied if above.status == "negated" else effect.affirmed
    return Context("negated" if value == "negated" else "fact", None, above.speakers)
