"""Mending what the parser hangs on the noun beside it although it goes with the verb: who did it, why, what one is blamed for.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 9.50 (*by* of the agent), 16.56 ff. (prepositional verbs with an
    object), 8.45 ff. (adjuncts of time take no reason).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.reattach import attach
from newsgraph.language.word_forms import is_animate, noun_kind
from newsgraph.lexicons.classes import word_class

__all__ = ["mend_governed_phrase"]

_TIMES = frozenset(("DATE", "TIME"))
_BODIES = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_MAKERS = frozenset(("PERSON", "ORG", "NORP"))
_REASONS = frozenset(("for", "over", "amid"))
_HOW_LONG = frozenset(("for", "in", "on", "until", "by"))
_BLAMING = frozenset("blame thank fine praise congratulate commend rebuke reprimand punish reward compensate credit prosecute".split())
# What is by somebody itself: "a report by the watchdog", "an attack by rebels".
_WORKS = word_class("works")
_BY_SOMEBODY = _WORKS | word_class("documents") | word_class("acts") | word_class("taking up clauses")


def mend_governed_phrase(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply the rule that may concern the preposition."""
    if token.lower == "by" and token.head.tag.startswith("VB"):
        _made_by(annotated, token)
        return
    if token.dep != "prep" or token.i < token.head.i or not token.head.tag.startswith(("NN", "CD")):
        return
    if token.lower == "by":
        _by_whom(token)
    elif token.lower in _REASONS:
        _why_so_long(token)
        if token.lower == "for":
            _blamed_for(annotated, token)


def _passive(verb: Token) -> bool:
    return verb.tag == "VBN" and (verb.child("auxpass") is not None or verb.dep in ("acl", "conj"))


def _made_by(annotated: AnnotatedDoc, token: Token) -> None:
    """ "bought a portrait by Goya": an active verb has no agent, the work before has its maker."""
    verb, target, noun = token.head, token.child("pobj"), annotated.tokens[token.i - 1]
    if target is None or noun.dep != "dobj" or noun.head is not verb or not (target.ent_type in _MAKERS or is_animate(target)):
        return
    if noun.tag in ("NN", "NNS") and not noun.ent_type and verb.child("auxpass") is None and verb.dep not in ("acl", "advcl"):
        attach(token, noun, "prep")


def _by_whom(token: Token) -> None:
    """ "was given a ban by the league", "was put in special measures by Ofsted": by whom it was done; a report is by somebody itself."""
    noun, target = token.head, token.child("pobj")
    prep = noun.head if noun.dep == "pobj" else None
    verb = prep.head if prep is not None else noun.head
    if target is None or not (
        target.tag in ("NNP", "NNPS") or target.ent_type in _BODIES or is_animate(target) or noun_kind(target) == "org"
    ):
        return
    if not _passive(verb) or verb.child("agent") is not None:
        return
    if prep is None:
        given = noun.dep in ("dobj", "oprd") and noun.lemma.lower() not in _WORKS
    else:
        given = prep.dep == "prep" and prep.lower in ("in", "into", "under", "with", "on", "to") and noun.child("det", "poss") is None
        given = given and noun.tag in ("NN", "NNS") and not noun.ent_type and noun.lemma.lower() not in _BY_SOMEBODY
        given = given and noun_kind(noun) != "event" and not noun.lower.endswith("ing")
    if given and not (verb.dep == "conj" and verb.child("auxpass") is None and verb.head.child("auxpass") is None):
        for other in [child for child in noun.children if child.dep == "prep" and child.i > token.i]:
            attach(other, verb, "prep")  # "… by the league for diving"
        attach(token, verb, "agent")


def _why_so_long(token: Token) -> None:
    """ "was banned for two years for doping": a time has no reason, what lasted so long has."""
    time = token.head
    target = token.child("pobj", "pcomp")
    if time.dep != "pobj" or time.ent_type not in _TIMES or time.head.dep != "prep" or time.head.lower not in _HOW_LONG:
        return
    verb = time.head.head
    if verb.tag.startswith("VB") and target is not None and target.ent_type not in _TIMES:
        attach(token, verb, "prep")


def _blamed_for(annotated: AnnotatedDoc, token: Token) -> None:
    """ "blamed a valve for the blast": what it is blamed for, no valve for it; "was fined £2m by the court for spilling oil" likewise."""
    noun = token.head
    verb = noun.head.head if noun.dep == "pobj" and noun.head.dep == "agent" else noun.head
    if noun.dep not in ("dobj", "pobj") or not verb.tag.startswith("VB") or annotated.tokens[token.i - 1].text == ",":
        return
    target = token.child("pcomp", "pobj")
    doing = target is not None and any(t.tag == "VBG" for t in (target, *target.children))
    doing = doing and (noun.dep == "pobj" or noun.ent_type == "MONEY")
    somebody = (
        verb.lemma == "blame" or noun.ent_type in _BODIES or is_animate(noun) or noun_kind(noun) == "org"
    )  # not "praised plans for it"
    if (verb.lemma in _BLAMING and noun.dep == "dobj" and somebody) or (doing and _passive(verb)):
        attach(token, verb, "prep")
