"""Who has done something is called so further down: "Lund beat the champion … the winner said"."""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.lexicons.deeds import deed_nouns
from newsgraph.lexicons.speech import speech_verb

__all__ = ["is_goal", "note_deed"]

_CONDITIONS = frozenset({"if", "unless", "whether", "until", "before"})
_BY_DOING = frozenset({"by", "after", "since"})


def note_deed(discourse: Discourse, verb: Token) -> None:
    """Count to the roles of the person who plainly has done what the verb says the nouns for who does so."""
    if not verb.tag.startswith("VB"):
        return
    particle = verb.child("prt")
    nouns = deed_nouns(f"{verb.lemma} {particle.lower}" if particle is not None else verb.lemma)
    if not nouns or not _has_happened(verb):
        return
    subject = _doer(verb)
    found = discourse.known(subject.i) if subject is not None else ()
    draft = discourse.drafts[found[0]] if len(found) == 1 else None
    if draft is not None and draft.type == "Person" and draft.named and not draft.plural:
        draft.roles.update(nouns)


def is_goal(head: Token) -> bool:
    """True where a winner may be a goal: "scored the winner", "the winner came late"; not where it says or does something."""
    verb = head.head
    acts = head.dep == "nsubj" and (verb.child("dobj", "ccomp") is not None or speech_verb(verb.lemma) is not None)
    return head.lemma.lower() == "winner" and not acts and head.dep != "poss"


def _has_happened(verb: Token) -> bool:
    """False for what is denied, may be, is asked for or only imagined."""
    for token in (verb, *verb.ancestors()):
        if token.tag.startswith("VB"):
            denied = any(child.dep == "neg" or child.tag == "MD" or child.lower in ("never", "?") for child in token.children)
            supposed = any(child.dep in ("mark", "advmod") and child.lower in _CONDITIONS for child in token.children)
            if denied or supposed or any(child.dep == "aux" and child.tag == "TO" for child in token.children):
                return False
        if token.dep in ("ccomp", "relcl", "ROOT", "acl"):
            return token.dep != "ccomp"  # what somebody says or believes is his word
    return True


def _doer(verb: Token) -> Token | None:
    by = verb.child("agent")
    if by is not None:
        return by.child("pobj")  # "the only feature directed by Ann Reed"
    for _ in range(4):
        subject = verb.child("nsubj")
        if subject is not None:
            who = subject.lower in ("who", "that") and verb.dep == "relcl"
            return verb.head if who else subject
        if verb.child("nsubjpass") is not None:
            return None
        if verb.dep == "pcomp" and verb.head.lower in _BY_DOING:
            verb = verb.head.head
        elif verb.dep in ("conj", "advcl") and verb.tag in ("VBD", "VBZ", "VBG", "VBN", "VBP"):
            verb = verb.head
        else:
            return None
    return None
