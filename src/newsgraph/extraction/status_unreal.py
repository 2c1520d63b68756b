"""What a clause is not committed to by its own form: one half of an *or*, a condition that was not met, an alternative that is shunned.

References:
    Zimmermann (2000), Free Choice Disjunction and Epistemic Possibility (either half of an *or* is a possibility);
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 15.36 (a past perfect under *would have*: it was not so),
    4.54 (*must have*: an inference, no duty).
"""

from __future__ import annotations

from typing import Literal

from newsgraph.extraction.frames import Frame
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.word_forms import first_conjunct
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns

__all__ = [
    "asked_for",
    "is_alternative",
    "is_false",
    "is_inferred",
    "is_mixed_alternative",
    "is_negative_alternative",
    "is_open_end",
    "testifies",
    "unmet_condition",
]

_ASKED = {
    "insist": ("on",), "ask": ("for",), "call": ("for",), "push": ("for",), "press": ("for",), "campaign": ("for",), "argue": ("for",),
    "demand": ("",), "want": ("",), "require": ("",), "request": ("",), "propose": ("",), "promise": ("",), "need": ("",),
}  # fmt: skip
_PLANNED = frozenset(("plan", "propose", "expect", "want", "need", "demand", "promise", "request", "recommend"))
_WOULD = frozenset(("would", "'d", "could", "might"))
_HAD = frozenset(("had", "'d"))
_FALSELY = frozenset(("falsely", "wrongly", "wrongfully", "mistakenly", "erroneously"))
_TESTIMONY = word_class("testimony")


def _chain(token: Token) -> list[Token]:
    """All that the word is coordinated with, itself among them, in order of the text."""
    found = [first_conjunct(token)]
    for item in found:
        found.extend(child for child in item.children if child.dep == "conj")
    return sorted(found, key=lambda item: item.i)


def _joints(chain: list[Token]) -> list[Token]:
    return [child for item in chain for child in item.children if child.dep == "cc" and chain[0].i < child.i < chain[-1].i]


def is_alternative(frame: Frame) -> bool:
    """True for "killed or wounded 30 rebels": one of the two is told, not which."""
    if not frame.token.tag.startswith("VB"):
        return False
    joints = _joints(_chain(frame.token))
    return any(joint.lower == "or" for joint in joints) and all(joint.lower in ("or", "either") for joint in joints)


def is_negative_alternative(frame: Frame) -> bool:
    """True for "did not know or did not say": one of the two was not so, not which."""
    return is_alternative(frame) and all(member.child("neg") is not None for member in _chain(frame.token))


def is_mixed_alternative(frame: Frame) -> bool:
    """True for "never opened" of "closed or never opened": of some it is so, of others not."""
    return is_alternative(frame) and frame.token.dep == "conj" and frame.token.child("neg") is not None


def is_open_end(head: Token) -> bool:
    """True for each end of "bought Eastgate Bank or its branches"; not for "the Joint Forces, or JF", which says the same twice."""
    chain = _chain(head)
    joints = _joints(chain)
    if not head.tag.startswith("NN") or not joints or any(joint.lower != "or" or joint.ent_type for joint in joints):
        return False
    before = {child.text for item in chain for child in item.children if child.dep == "punct" and child.i == joints[-1].i - 1}
    return len(chain) > 2 or "," not in before


def unmet_condition(annotated: AnnotatedDoc, frame: Frame) -> Literal["", "condition", "outcome"]:
    """Which half of "If Reed had signed it, Marsh would have resigned" the clause is; neither was so.

    So is what would have been *but for* something. With *would* alone ("would still be free") not in reported speech, whose past
    perfect may only follow the tense of *said*.
    """
    if _past_perfect(frame.token) and frame.link == "advcl" and _marked_if(frame.token) and frame.governor is not None:
        return "condition" if _would_have(frame.governor) or _would(annotated, frame.governor) else ""
    semifactual = any(child.lower in ("still", "anyway") for child in frame.token.children)  # "would still have died": may well have
    if not semifactual and _would_have(frame) and any(child.dep == "prep" and child.lower == "but" for child in frame.token.children):
        return "outcome"  # "would have fallen but for a brace"
    if not semifactual and (_would_have(frame) or _would(annotated, frame)):
        for child in frame.token.children:
            if child.dep == "advcl" and _past_perfect(child) and _marked_if(child):
                return "outcome"
    return ""


def is_inferred(frame: Frame) -> bool:
    """True for "must have known": no duty, but what somebody concludes."""
    words = {child.lower for child in frame.auxiliaries}
    return "must" in words and bool(words & {"have", "'ve"}) and frame.token.tag == "VBN"


def is_false(frame: Frame) -> bool:
    """ "wrongly convicted", "falsely claimed": what it is about was not so."""
    return any(child.dep == "advmod" and child.lower in _FALSELY for child in frame.token.children)


def testifies(head: Token) -> bool:
    """True for who or what accuses or testifies before the law: an affidavit, prosecutors, a plaintiff."""
    return head.lemma.lower() in _TESTIMONY


def _would_have(frame: Frame) -> bool:
    words = {child.lower for child in frame.auxiliaries}
    return bool(words & _WOULD) and bool(words & {"have", "'ve"}) and frame.token.tag in ("VBN", "VBD")


def _would(annotated: AnnotatedDoc, frame: Frame) -> bool:
    reported = frame.link == "ccomp" and annotated.quotation_of.get(frame.token.i) is None
    return not reported and frame.token.tag in ("VB", "VBN") and any(child.lower in ("would", "'d") for child in frame.auxiliaries)


def _past_perfect(token: Token) -> bool:
    return token.tag in ("VBN", "VBD") and any(child.dep == "aux" and child.lower in _HAD for child in token.children)


def _marked_if(token: Token) -> bool:
    """ "if he had" and "had he", not "even if he had"."""
    subject = token.child("nsubj", "nsubjpass")
    if subject is not None and any(child.dep == "aux" and child.lower == "had" and child.i < subject.i for child in token.children):
        return True
    marks = [child for child in token.children if child.dep == "mark" and child.lower == "if"]
    even = any(
        child.lower == "even"
        for mark in marks
        for child in (*token.children, *mark.children, *token.head.children)
        if child.i == mark.i - 1
    )
    return bool(marks) and not even


def asked_for(frame: Frame, noun: Token) -> bool:
    """ "insisted on a pledge countersigned by the owners": there is none yet; a man whom one calls for is there already."""
    if frame.link != "acl" or frame.token.tag not in ("VBN", "VBG") or frame.token.child("aux") is not None:
        return False
    while noun.dep == "pobj" and noun.head.lower == "in" and noun.head.head.tag.startswith("NN"):
        noun = noun.head.head  # "a clause in every contract requiring consent"
    if noun.dep == "nsubjpass" and noun.head.lemma in _PLANNED and noun.tag == "NNS" and noun.child("det", "poss") is None:
        return frame.token.tag == "VBG"  # "repairs costing 410,000 euros had been planned"
    prep = noun.head.lower if noun.dep == "pobj" else ""
    verb = noun.head.head if prep else noun.head
    if noun.dep not in ("dobj", "pobj") or prep not in _ASKED.get(verb.lemma, ()):
        return False
    indefinite = noun.tag == "NNS" or any(child.lower in ("a", "an") for child in noun.children)
    named = any(child.dep == "poss" or child.lower in ("the", "this", "these", "those") for child in noun.children)
    kind = nouns().get(noun.lemma.lower())
    return indefinite and not named and not noun.ent_type and (kind is None or kind.kind not in ("person", "group", "place", "org"))
