"""Clauses in nouns: plans to do something, claims that something is so, relative clauses.

References:
    Saurí & Pustejovsky (2009), FactBank (source-introducing nouns); Grimshaw (1990), Argument Structure (whose argument, plan, denial).
"""

from __future__ import annotations

from typing import cast

from newsgraph.extraction.frames import Frame
from newsgraph.extraction.status_local import Context, is_negative_phrase
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.status import embedding, noun_effect
from newsgraph.model import Modality, Status

__all__ = ["in_noun", "in_relative", "is_content_clause"]

# Whoever does this with a claim makes it his own.
_UTTERING = frozenset("make issue give repeat voice express raise deliver send offer have hold share reiterate advance press air".split())
_ORDINALS = frozenset(("first", "last", "only", "next", "second", "third", "latest"))
_CLAIMS: dict[str, tuple[Status, Modality | None]] = {
    "report": ("fact", None),
    "belief": ("fact", "belief"),
    "allegation": ("fact", "allegation"),
    "denial": ("negated", None),
    "promise": ("possible", "promise"),
    "threat": ("possible", "threat"),
    "wish": ("possible", "wish"),
    "request": ("possible", "request"),
}


def in_noun(annotated: AnnotatedDoc, frame: Frame, above: Context) -> Context:
    """The context that a noun gives to the clause in it."""
    noun = frame.through
    assert noun is not None
    if frame.token.dep == "acl" and not frame.infinitive and "that" not in frame.marks:
        return in_relative(annotated, frame, above)
    if noun.pos == "ADJ":
        entry = embedding(f"be_{noun.lower}", "to")
        if not frame.infinitive:
            return Context(speakers=above.speakers)
        return Context("possible", cast("Modality | None", (entry.modality if entry else "") or None), above.speakers)
    lemma = noun.lemma.lower()
    effect = noun_effect(lemma, finite=not frame.infinitive)
    denied = is_negative_phrase(noun) or (above.status == "negated" and frame.governor is not None and noun in frame.governor.objects)
    if effect is None:
        ordinal = any(child.lower in _ORDINALS for child in noun.children)
        open_end = denied if not frame.infinitive else not ordinal
        status: Status = "possible" if open_end else "fact"
        return Context(status, above.modality if status == "possible" and above.status == "possible" else None, above.speakers)
    if not frame.infinitive and effect.claim and not is_negative_phrase(noun):
        owner = _owner(annotated, frame, noun)
        if owner is not None:
            status, modality = _CLAIMS[effect.claim]
            speakers = above.speakers if owner.i in above.speakers else (owner.i, *above.speakers)
            return Context(status, modality, speakers)
    value = effect.denied if denied else effect.affirmed
    status = "negated" if value == "negated" else "fact" if value == "same" else "possible"
    if above.status == "possible" and status == "fact" and effect.affirmed != "same":
        return Context("possible", above.modality, above.speakers)
    return Context(status, effect.modality, above.speakers)


def is_content_clause(frame: Frame) -> bool:
    """ "no sign that the firm sold it": a clause without gap behind a noun of content, though the parser calls it relative."""
    if frame.link != "relcl" or noun_effect(frame.token.head.lemma.lower(), finite=True) is None or frame.through is None:
        return False
    that = next((child for child in frame.token.children if child.lower == "that" and child.i < frame.token.i), None)
    subject = frame.token.child("nsubj", "nsubjpass")
    return (
        that is not None and that.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "attr") and subject is not None and subject is not that
    )


def _owner(annotated: AnnotatedDoc, frame: Frame, noun: Token) -> Token | None:
    """Whose claim the noun names: "her argument", "a warning from officers", "a police statement", "repeated the claim"."""
    governor = frame.governor
    uttered = governor is not None and governor.lemma in _UTTERING and not governor.passive and noun in governor.objects
    owner = noun.child("poss")
    if owner is not None and not (owner.pos == "PRON" and owner.i not in annotated.referents):
        return owner
    if owner is not None and not uttered:
        return None
    for child in noun.children:
        if child.dep in ("prep", "agent") and child.lower in ("from", "by", "among"):
            target = child.child("pobj")
            if target is not None:
                return target
        if child.dep == "prep" and child.lower == "of":
            target = child.child("pobj")
            if target is not None and target.ent_type in ("PERSON", "ORG", "GPE", "NORP"):
                return target
        if child.dep == "compound" and (
            child.ent_type in ("PERSON", "ORG", "GPE")
            or ((kind := nouns().get(child.lemma.lower())) and kind.kind in ("person", "org", "group"))
        ):
            return child
    if governor is not None and uttered:
        return governor.subjects[0] if governor.subjects else None
    if governor is not None and governor.lemma in _UTTERING and governor.passive and noun in governor.subjects:
        return governor.agents[0] if governor.agents else None
    return None


def in_relative(annotated: AnnotatedDoc, frame: Frame, above: Context) -> Context:
    """A clause that modifies a noun: the article itself tells what it tells, also of a noun in what others report (*de re*).

    Only direct speech makes it the speaker's, and only a bare present about something that does not yet exist is as open as that.
    """
    noun = frame.token.head
    token = frame.token
    index = annotated.quotation_of.get(token.i)
    quoted = index is not None and annotated.quotations[index].speech
    speakers = above.speakers if quoted else ()
    if above.status == "negated" and is_negative_phrase(noun):
        return Context("negated", None, above.speakers)  # "There are no casualties left at the site"
    if above.status == "possible" and noun.dep == "pobj" and any(child.lower == "being" for child in frame.auxiliaries):
        return Context("possible", above.modality, above.speakers)  # "would have led to the plan being approved"
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
