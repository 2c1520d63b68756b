"""Participles that link: conditions behind *provided*, times behind *beginning* and *starting*.

The parser takes them for verbs of their own, so that what is only a condition is told, and the noun before begins.

References:
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 14.14 (*provided*, *providing*, *assuming* as
    subordinators), 9.8 (prepositions that are participles by form), 15.34 ff. (clauses of condition).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.reattach import attach
from newsgraph.language.word_forms import has_subject, is_finite, noun_kind
from newsgraph.lexicons.classes import word_class

__all__ = ["mend_participial_link"]

_PROVIDING = frozenset(("provided", "providing"))
_BEGINNING = frozenset(("beginning", "starting"))
_TIMES = frozenset(("DATE", "TIME"))
_TEMPORAL = word_class("temporal")
_WHEN = frozenset(("in", "on", "at", "from"))
_HAVING = frozenset(("have", "be", "see", "want", "hold"))


def mend_participial_link(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply the rule that may concern the token."""
    if token.lower in _PROVIDING and token.child("dobj", "nsubj", "auxpass", "aux", "agent") is None:
        _proviso(annotated, token)
    elif token.lower in _BEGINNING and token.dep in ("acl", "advcl", "pcomp"):
        _from_when(annotated, token)


def _proviso(annotated: AnnotatedDoc, token: Token) -> None:
    """ "will sign provided (that) the debts are settled": nobody provides, and nothing is settled yet."""
    verb: Token = token.head
    if not verb.tag.startswith("VB") or verb.i > token.i or annotated.tokens[token.i - 1].tag in ("TO", "MD", "DT", "JJ"):
        return
    while (said := next((c for c in verb.children if c.dep == "ccomp" and verb.i < c.i < token.i), None)) is not None:
        verb = said  # "said it would accept the offer, provided that jobs were kept"
    behind = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    clause = next((c for c in token.children if c.dep == "ccomp" and c.i > token.i), None)
    if clause is None:
        beside = (c for c in token.head.children if c.dep in ("conj", "ccomp", "advcl", "parataxis") and c.i > token.i)
        clause = next((c for c in beside if c.subtree()[0] is behind), None)
        if clause is None or clause.child("mark", "cc") is not None:
            return
    if not has_subject(clause) or not is_finite(clause) or not attach(clause, verb, "advcl"):
        return
    for child in list(token.children):
        attach(child, clause, child.dep)
    if attach(token, clause, "mark"):
        token.tag, token.pos = "IN", "SCONJ"


def _from_when(annotated: AnnotatedDoc, token: Token) -> None:
    """ "will add $4 to the bill beginning in July", "will rise for all customers starting Monday": from when that is so.

    Events and terms begin themselves ("a festival beginning on Friday").
    """
    before = annotated.tokens[token.i - 1]
    inside = [c for c in token.children if c.dep != "nsubj"]
    when = inside[0] if inside else token
    date = when.child("pobj") if when.dep == "prep" else when
    verb = next((above for above in token.ancestors() if above.tag.startswith("VB")), None)
    if len(inside) != 1 or date is None or date.child("poss") is not None or when.i < token.i:
        return
    if verb is None or verb.i > token.i or verb.lemma in _HAVING:
        return
    if (when.dep == "prep" and when.lower not in _WHEN) or not (date.ent_type in _TIMES or date.lemma.lower() in _TEMPORAL):
        return
    noun = token.child("nsubj") or before
    if before.tag.startswith("NN") and (noun_kind(before) == "event" or before.lemma.lower() in _TEMPORAL):
        if token.dep == "advcl":
            attach(token, before, "acl")
        return
    if noun.head is token and (noun is not before or token.head.dep != "prep" or not attach(noun, token.head, "pobj")):
        return
    if (before is noun or before.text == ",") and attach(token, verb, "prep"):
        token.tag, token.pos = "IN", "ADP"
        when.dep = when.dep if when.dep == "prep" else "pobj"
