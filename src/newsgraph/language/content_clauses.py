"""Mending what the parser gets wrong: clauses that tell what a noun like *claim* or *offer* says.

References:
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 17.26 (appositive clauses: *that* stands for nothing in
    them), 17.35 (infinitives that tell what a noun says).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.reattach import attach
from newsgraph.language.word_forms import has_subject, is_finite
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.lexicons.status import noun_effect

__all__ = ["mend_content_clause"]

# What is done with a claim itself: "the rumours in the village that the firm had denied".
_DONE_WITH_CLAIMS = frozenset(
    """make deny dismiss reject dispute repeat spread raise publish report hear circulate issue voice air share confirm support back
    file bring submit receive read see level face call describe ignore answer""".split()
)
_WHEN = frozenset(("before", "after", "during", "ahead", "at", "in", "on", "following"))
_OFFERS = word_class("offers")
_GETTING_OFFERS = word_class("meeting with offers")


def mend_content_clause(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the verb of the clause."""
    if token.dep in ("relcl", "acl"):
        _nothing_left_out(token)
        _said_before(token)
        _without_gap(token)
    elif token.dep == "advcl":
        _set_off_between(annotated, token)
        _next_claim(annotated, token)
        _offered(annotated, token)


def _claim(noun: Token) -> bool:
    effect = noun_effect(noun.lemma.lower(), finite=True) if noun.tag in ("NN", "NNS") else None
    return effect is not None and bool(effect.claim)


def _nothing_left_out(token: Token) -> None:
    """ "told a local paper that a rival was proposing to correct the record": what has its object says what was told."""
    verb = token.head.head
    inner = next((c for c in token.children if c.dep == "xcomp" and c.i > token.i), token)
    that = next((c for c in inner.children if c.lower == "that" and c.dep == "dobj" and c.i < token.i), None)
    own = any(c.dep == "dobj" and c.i > inner.i for c in inner.children)
    told = token.head.dep == "dobj" and verb.lemma in ("tell", "inform", "assure", "warn", "remind") and verb.child("ccomp") is None
    if that is not None and own and told and has_subject(token) and is_finite(token) and attach(token, verb, "ccomp"):
        that.tag, that.pos = "IN", "SCONJ"
        attach(that, token, "mark")


def _said_before(token: Token) -> None:
    """ "said before the talks that it was watching": saying takes what is said, the talks need no clause."""
    noun, prep = token.head, token.head.head
    verb = prep.head
    that = next((c for c in token.children if c.lower == "that" and c.i < token.i and c.dep in ("dobj", "pobj", "mark", "nsubj")), None)
    if that is None or noun.dep != "pobj" or prep.lower not in _WHEN or verb.lemma not in speech_verbs() or verb.i != prep.i - 1:
        return
    empty = verb.child("ccomp", "dobj", "acomp", "xcomp", "auxpass") is None
    subject = next((c for c in token.children if c.dep in ("nsubj", "nsubjpass") and c is not that), None)
    if empty and subject is not None and is_finite(token) and attach(token, verb, "ccomp"):
        that.tag, that.pos = "IN", "SCONJ"
        attach(that, token, "mark")


def _set_off_between(annotated: AnnotatedDoc, token: Token) -> None:
    """ "denied a report, widely shared online, that …": the report was shared, and behind the comma stands what it says."""
    verb = token.head
    opening = token.subtree()[0]
    noun = annotated.tokens[opening.i - 2] if opening.i > 1 else token
    if token.tag != "VBN" or token.child("nsubj", "nsubjpass", "aux", "auxpass", "mark") is not None or noun.dep != "dobj":
        return
    if noun.head is not verb or annotated.tokens[opening.i - 1].text != "," or not _claim(noun):
        return
    below = [c for above in (token, verb) for c in above.children if c.dep in ("advcl", "ccomp") and c.i > token.i]
    clause = next((c for c in below if has_subject(c) and any(m.dep == "mark" and m.lower == "that" for m in c.children)), None)
    if clause is None or annotated.tokens[clause.subtree()[0].i - 1].text != ",":
        return
    if attach(clause, noun, "acl"):
        attach(token, noun, "acl")


def _without_gap(token: Token) -> None:
    """ "denied rumours in the village that the firm had paid for the trip": nobody paid the village, nor the rumours."""
    that = next((c for c in token.children if c.lower == "that" and c.dep in ("dobj", "pobj")), None)
    if that is None or not has_subject(token) or not is_finite(token) or token.lemma in _DONE_WITH_CLAIMS or that.i > token.i:
        return
    near = token.head
    prep = near.head
    above = near if prep.dep != "prep" or near.dep != "pobj" else prep.head
    noun = above.child("dobj") if above.tag.startswith("VB") else above
    if noun is None or noun.i > that.i or not _claim(noun) or not any(c.i > token.i and c.dep == "prep" for c in token.children):
        return
    between = noun.i + 1 < that.i
    if between and attach(token, noun, "acl"):
        that.dep, that.tag, that.pos = "mark", "IN", "SCONJ"
        if prep.dep == "prep" and prep.head is not noun and noun.i < prep.i < that.i:
            attach(prep, noun, "prep")


def _next_claim(annotated: AnnotatedDoc, token: Token) -> None:
    """ "with claims that she was ill, that her father had died and that …": each of them is claimed."""
    mark = token.child("mark")
    if mark is None or mark.lower != "that" or not has_subject(token) or token.i < token.head.i:
        return
    before = annotated.tokens[mark.i - 1]
    if before.text != "," and before.dep != "cc":
        return
    for noun in reversed(annotated.tokens[token.head.i + 1 : mark.i]):
        first = next((c for c in noun.children if c.dep in ("acl", "ccomp") and noun.i < c.i < mark.i), None)
        if first is not None and _claim(noun) and any(c.dep == "mark" and c.lower == "that" for c in first.children):
            if token.head in noun.ancestors():
                attach(token, first, "conj")
            return


def _offered(annotated: AnnotatedDoc, token: Token) -> None:
    """ "turned down several offers to revive the show": what was offered, nothing that she meant to do by it."""
    verb = token.head
    noun = annotated.tokens[token.subtree()[0].i - 1]
    if token.tag != "VB" or not any(c.tag == "TO" for c in token.children) or has_subject(token) or noun.dep != "dobj":
        return
    turned = verb.lemma == "turn" and any(c.lower == "down" for c in verb.children)
    if noun.head is verb and noun.lemma.lower() in _OFFERS and (turned or verb.lemma in _GETTING_OFFERS - {"turn"}):
        attach(token, noun, "acl")
