"""Where and when a relative clause with *where* or *when* plays: what the adverb stands for.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 17.18 (relative adverbs stand for preposition and *which*).
"""

from __future__ import annotations

from newsgraph.extraction.frames import Frame, Frames
from newsgraph.extraction.nouns import is_person_noun
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.nouns import nouns
from newsgraph.model import QualifierRole

__all__ = ["setting"]

_PLACES = frozenset(("place", "city", "region", "country", "org", "event"))


def setting(annotated: AnnotatedDoc, frames: Frames, frame: Frame) -> tuple[QualifierRole, Token, Token] | None:
    """The place or time of a clause whose *where* or *when* stands for it: its role, the head of its phrase, and the adverb; or None.

    "in 1958, when flows killed 270 people": they did in 1958. The second of two coordinated clauses shares the adverb of the first, and
    so does the infinitive in it ("where she tried to sell them").
    """
    clause = frame
    while clause.governor is not None and clause.link in ("conj", "xcomp") and (clause.link == "conj" or clause.infinitive):
        first = clause.token.subtree()[0]
        if clause.own_subject and clause.link == "conj" and annotated.tokens[first.i - 1].text in (",", ";"):
            return None
        clause = clause.governor
    token = clause.token
    adverb = next((child for child in token.children if child.tag == "WRB" and child.lower in ("where", "when")), None)
    if adverb is None or adverb.i == 0 or token.subtree()[0] is not adverb or token.dep not in ("relcl", "advcl"):
        return None
    antecedent = _antecedent(annotated, token, adverb)
    if antecedent is None or antecedent.i > adverb.i:
        return None
    if adverb.lower == "when":
        return ("time", antecedent, adverb) if antecedent.i in annotated.times else None
    listed = antecedent.dep == "conj" or antecedent.child("conj") is not None  # "in Chile and Peru, where": in which of them, or in all?
    return ("place", antecedent, adverb) if not listed and _is_place(annotated, antecedent) else None


def _antecedent(annotated: AnnotatedDoc, clause: Token, adverb: Token) -> Token | None:
    """The noun that the clause modifies, or the name or time right before a comma and the adverb where the parser gave it to the verb."""
    if clause.dep == "relcl":
        return clause.head
    before = annotated.tokens[adverb.i - 1]
    if before.text != "," or adverb.i < 2:
        return None
    last = annotated.tokens[adverb.i - 2]
    if last.sent_i != adverb.sent_i:
        return None
    if adverb.lower == "when":
        return last if last.i in annotated.times else None
    head_i = annotated.name_head.get(last.i)
    return annotated.tokens[head_i] if head_i is not None else None


def _is_place(annotated: AnnotatedDoc, noun: Token) -> bool:
    """True for a named place or organisation, and for a noun of place ("the hall, where …"); not for "a case where"."""
    if noun.i in annotated.name_head:
        types = {annotated.entities[i].type for i in annotated.referents.get(noun.i, ())}
        return bool(types & {"Place", "Organization", "Event"}) or (not types and noun.ent_type in ("GPE", "LOC", "FAC", "ORG"))
    if noun.tag == "NNS" and noun.child("amod", "compound", "poss", "prep", "nummod") is None:
        return False  # "in areas where it rains"
    known = nouns().get(noun.lemma.lower())
    return known is not None and known.kind in _PLACES and not is_person_noun(noun)
