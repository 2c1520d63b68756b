"""Objects with what is said of them: "left the dispute unresolved", "leaves the minister exposed", "leaves Malta dependent on gas".

References:
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 16.44-16.46 (complex-transitive complementation).
    B. Levin, English Verb Classes and Alternations, 1993, ch. 29 (verbs with predicative complements).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.reattach import attach

__all__ = ["mend_small_clause"]

_LEAVING = frozenset("leave keep render hold".split())
_RESULTING = _LEAVING | frozenset("make get set find declare deem consider call".split())
_PARTICIPLES = frozenset(("VBN", "VBD"))
_OWN = frozenset(("dobj", "aux", "auxpass", "nsubj", "nsubjpass", "ccomp", "xcomp", "attr", "acomp", "prt", "dative", "neg", "mark"))


def mend_small_clause(annotated: AnnotatedDoc, token: Token) -> None:
    """Make a participle or adjective behind the object of such a verb its predicate, whatever clause the parser made of it."""
    verb = token.head
    if verb is token or verb.i > token.i or not verb.tag.startswith("VB"):
        return
    if token.dep == "oprd" and token.pos == "ADJ" and verb.lemma in _RESULTING:
        _subject_to_object(token, verb)
    elif token.tag in _PARTICIPLES and token.dep == "ccomp" and verb.lemma in _LEAVING:
        if not {child.dep for child in token.children} & (_OWN - {"nsubj", "nsubjpass"}) and _subject_to_object(token, verb):
            _predicate(token, verb)
    elif token.tag in _PARTICIPLES and token.dep in ("conj", "dep", "advcl"):
        _loose_participle(annotated, token)


def _subject_to_object(token: Token, verb: Token) -> bool:
    subject = token.child("nsubj", "nsubjpass")
    if subject is None or not verb.i < subject.i < token.i or verb.child("dobj") is not None:
        return False
    return attach(subject, verb, "dobj")


def _loose_participle(annotated: AnnotatedDoc, token: Token) -> None:
    """ "agree to talks but leave the dispute unresolved": a bare past form right behind the object ends the clause."""
    before = annotated.tokens[token.i - 1]
    behind = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else None
    verb = before.head
    if before.dep != "dobj" or verb.lemma not in _LEAVING or before.sent_i != token.sent_i:
        return
    if {child.dep for child in token.children} & _OWN or verb.child("oprd") is not None:
        return
    ends = behind is None or behind.sent_i != token.sent_i or behind.pos in ("PUNCT", "ADP", "SCONJ", "CCONJ", "ADV")
    if ends and attach(token, verb, "oprd"):
        _predicate(token, verb)


def _predicate(token: Token, verb: Token) -> None:
    attach(token, verb, "oprd")
    token.tag, token.dep = "VBN", "oprd"
    if token.lower.startswith("un") and token.lower.endswith("ed"):
        token.tag, token.pos, token.lemma = "JJ", "ADJ", token.lower  # no verb "to unresolve"
