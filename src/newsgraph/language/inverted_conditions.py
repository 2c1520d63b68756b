"""Conditions without *if*: "he would have left had the vote failed", "it would lend more were the plant to expand".

The parser takes the auxiliary that stands first for a verb of its own, and what would have happened for its object.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 15.36 (subject-operator inversion in conditional clauses).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.main_clauses import make_root
from newsgraph.language.reattach import attach

__all__ = ["mend_inverted_condition"]

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_FIRST = frozenset(("had", "were", "should"))
_OPEN = frozenset(("would", "'d", "could", "might", "will", "'ll", "may"))
_NOT_BEFORE = frozenset(("CC", "WDT", "WP", "WRB", "TO", "MD"))


def mend_inverted_condition(annotated: AnnotatedDoc, token: Token) -> None:
    """Make such a clause an adverbial of the verb before it, which has a modal."""
    first = annotated.sentences[token.sent_i].token_start
    if token.lower not in _FIRST or token.i == first or annotated.tokens[token.i - 1].tag in _NOT_BEFORE:
        return
    host = _host(annotated, token, first)
    verb = _verb(token)
    if host is None or verb is None or (verb.dep == "advcl" and verb.head is host):
        return
    if host in (token, verb) or verb in host.ancestors() or token in host.ancestors():
        above = verb if verb in host.ancestors() else token
        if above.dep != "ROOT" or host.head is not above:
            return
        make_root(annotated, host, above)
    if not attach(verb, host, "advcl"):
        return
    _gather(token, verb, host)


def _host(annotated: AnnotatedDoc, token: Token, first: int) -> Token | None:
    """The verb with a modal that stands nearest before, with no other finite verb between."""
    for before in reversed(annotated.tokens[first : token.i]):
        if before.tag in ("VBD", "VBZ", "VBP") and before.dep not in ("aux", "auxpass"):
            return None
        if before.tag in ("VB", "VBN") and any(child.lower in _OPEN and child.i < before.i for child in before.children):
            return before
    return None


def _verb(token: Token) -> Token | None:
    """The verb whose auxiliary ``token`` is, where the subject stands between them."""
    if token.dep == "aux":
        subject = token.head.child(*_SUBJECTS)
        inverted = subject is not None and token.i < subject.i < token.head.i
        return token.head if inverted and token.head.tag in ("VB", "VBN", "VBD") else None
    if any(child.dep in _SUBJECTS and child.i < token.i for child in token.children):
        return None
    if token.lower == "were":
        nouns = [child for child in token.children if child.dep in ("nsubj", "attr", "nsubjpass") and child.i > token.i]
        below = [child for above in (token, *nouns) for child in above.children if child.tag == "VB"]
        return next((verb for verb in below if nouns and any(c.lower == "to" and c.dep == "aux" for c in verb.children)), None)
    for child in token.children:
        if child.dep in ("ccomp", "xcomp") and child.tag in ("VBN", "VBD"):
            subject = child.child(*_SUBJECTS)
            if subject is not None and token.i < subject.i < child.i and child.child("mark", "aux") is None:
                return child
    return None


def _gather(token: Token, verb: Token, host: Token) -> None:
    """Hang what the parser hung on the auxiliary on the verbs that it belongs to."""
    if token.dep != "aux":
        for child in [c for c in token.children if c is not verb]:
            if child.i > verb.i:
                attach(child, host, child.dep)
            else:
                attach(child, verb, "nsubj" if child.dep == "attr" else child.dep)
        attach(token, verb, "aux")
    if verb.tag == "VBD":
        verb.tag = "VBN"
    for subject in verb.children:
        if subject.dep == "nsubjpass" and verb.child("auxpass") is None:
            subject.dep = "nsubj"
