"""Mending what the parser gets wrong, continued: courts, charges and the clock in reports of police and courts.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 15.60 ff. (supplementive clauses: whose they are), 9.7 (marginal
    prepositions: *following*).
"""

from __future__ import annotations

import re

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.reattach import attach
from newsgraph.language.word_forms import noun_kind
from newsgraph.lexicons.classes import word_class

__all__ = ["mend_court_report"]

_CHARGED = frozenset(("accuse", "charge", "convict", "indict", "suspect", "arraign"))
_PLEADING = frozenset(("plead", "admit", "deny"))
_SENTENCING = frozenset(("sentence", "jail", "imprison", "condemn"))
_TERMS = frozenset(("prison", "jail", "year", "month", "week", "life", "custody", "death"))
_HELD = frozenset("arrest charge detain hold question fine sue suspend sack dismiss jail discipline investigate".split())
_HEARING = word_class("hearing") | frozenset(("police", "officer", "detective", "juror", "reporter", "lawmaker", "mp", "magistrate"))
_COURTS = frozenset(("court", "tribunal", "assizes", "sessions"))
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?(?:am|pm)?$")


def mend_court_report(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the token."""
    if token.dep == "acl" and token.tag == "VBN" and token.lemma in _CHARGED:
        _charged_at_court(token)
    elif token.dep == "amod" and token.lower == "following" and token.i > 1:
        _after_the_clock(annotated, token)
    elif token.dep == "advcl" and token.lemma == "appear":
        _admitted_when(token)
    elif token.dep == "relcl" and token.head.dep == "dobj":
        _told_the_court(token)
    elif token.dep == "prep" and token.lower == "over":
        _arrested_over(token)
    elif token.dep == "prep" and token.lower == "for":
        _sentenced_for(token)
    elif token.dep == "prep" and token.lower in ("at", "in", "before"):
        _pleaded_at_court(token)


def _charged_at_court(token: Token) -> None:
    """ "appeared at Leeds Magistrates' Court charged with theft": no court is charged."""
    court = token.head
    prep = court.head
    if court.lemma.lower() not in _COURTS or court.dep != "pobj" or prep.dep != "prep" or not prep.head.tag.startswith("VB"):
        return
    if prep.head.child("nsubj") is not None:
        attach(token, prep.head, "advcl")


def _after_the_clock(annotated: AnnotatedDoc, token: Token) -> None:
    """ "called to the house at 11.20pm following reports of a fight": the clock tells when, the reports why."""
    noun, clock = token.head, annotated.tokens[token.i - 1]
    prep = noun.head
    if noun.dep != "pobj" or clock.head is not noun or clock.tag != "CD" or not _CLOCK.match(clock.text) or prep.dep != "prep":
        return
    if attach(token, prep.head, "prep") and attach(noun, token, "pobj"):
        attach(clock, prep, "pobj")


def _admitted_when(token: Token) -> None:
    """ "admitted stealing a car when he appeared in court": then it was admitted."""
    done = token.head
    when = any(child.lower in ("when", "as") for child in token.children)
    if when and done.dep == "xcomp" and done.tag == "VBG" and done.head.lemma in _PLEADING and token.i > done.i:
        attach(token, done.head, "advcl")


def _told_the_court(token: Token) -> None:
    """ "told the court he acted in self-defence": what was told, not which court."""
    court, subject = token.head, token.child("nsubj", "nsubjpass")
    if court.head.lemma != "tell" or court.lemma.lower() not in _HEARING or subject is None or subject.i != court.i + 1:
        return
    if subject.tag in ("PRP", "NNP") and court.head.child("ccomp") is None:
        attach(token, court.head, "ccomp")


def _arrested_over(token: Token) -> None:
    """ "arrested a man over the killing of Ann Reed": over it he was arrested."""
    who, why = token.head, token.child("pobj")
    if who.dep == "dobj" and who.head.lemma in _HELD and why is not None and why.tag != "CD" and noun_kind(who) == "person":
        attach(token, who.head, "prep")


def _sentenced_for(token: Token) -> None:
    """ "sentenced to six years in prison for fraud": for what one is sentenced."""
    if token.head.tag.startswith("VB") or token.head.lemma.lower() not in _TERMS:
        return
    verb = next((above for above in token.head.ancestors() if above.tag.startswith("VB")), token.head)
    if verb.lemma in _SENTENCING and verb.i < token.i:
        attach(token, verb, "prep")


def _pleaded_at_court(token: Token) -> None:
    """ "pleaded guilty to two counts of fraud at Leeds Crown Court": there it was pleaded."""
    court, verb = token.child("pobj"), token.head
    if court is None or court.lemma.lower() not in _COURTS or verb.tag.startswith("VB"):
        return
    verb = next((above for above in verb.ancestors() if above.tag.startswith("VB")), verb)
    if verb.lemma in _PLEADING and verb.i < token.i:
        attach(token, verb, "prep")
