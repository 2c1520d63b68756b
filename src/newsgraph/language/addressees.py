"""*He* is whom a judge speaks to, and *his* is who is told to give it up: "told Hollis he had lied", "ordered Hollis to hand in his gun".

References:
    Rosenbaum (1967), The Grammar of English Predicate Complement Constructions (object control: the object does what the infinitive says).
"""

from __future__ import annotations

from newsgraph.language.anaphora import clause_verb, of_court, understood
from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.lexicons.classes import word_class

__all__ = ["addressed"]

_GIVING_UP = word_class("giving up one's own")
_SENTENCING = frozenset(("sentence", "jail", "imprison", "convict", "fine", "spare", "acquit", "remand", "condemn"))
# What a judge says of himself: "told Hollis he was satisfied", "he would rule on Friday".
_OF_JUDGES = frozenset("satisfied sure impressed persuaded convinced rule decide consider accept take find hear bear agree adjourn".split())
_COURT = frozenset(("judge", "magistrate", "court", "sheriff", "recorder", "tribunal"))
_HEARERS = frozenset(("dobj", "dative"))


def addressed(discourse: Discourse, token: Token, gender: str) -> int | None:
    """The draft of the person that the pronoun means for one of these reasons; None for any other pronoun."""
    whom = _who_gives_it_up(token) if token.dep == "poss" else _whom_the_court_tells(discourse, token)
    found = discourse.referents.get(whom.i, ()) if whom is not None else ()
    if len(found) != 1:
        return None
    draft = discourse.drafts[found[0]]
    return found[0] if draft.type == "Person" and draft.gender in ("", gender) and not draft.plural else None


def _who_gives_it_up(token: Token) -> Token | None:
    verb = clause_verb(token)
    if token.head.dep != "dobj" or token.head.head is not verb or verb.lemma not in _GIVING_UP or verb.dep not in ("xcomp", "ccomp"):
        return None
    who = understood(verb)
    return who if who is not None and who.dep in _HEARERS and who.head is verb.head else None


def _whom_the_court_tells(discourse: Discourse, token: Token) -> Token | None:
    clause = token.head
    if token.dep not in ("nsubj", "nsubjpass") or clause.dep != "ccomp" or clause.i < clause.head.i:
        return None
    verb = clause.head
    speaker = verb.child("nsubj")
    if speaker is None or verb.lemma not in ("tell", "say", "add") or not _is_court(discourse, speaker):
        return None
    if clause.lemma in _OF_JUDGES or any(child.lower in _OF_JUDGES for child in clause.children):
        return None
    if verb.lemma == "tell":
        return verb.child("dobj", "dative")
    sentencing = (c for c in verb.children if c.dep == "advcl" and c.tag == "VBG" and c.lemma in _SENTENCING and c.i < token.i)
    return next((whom for c in sentencing if (whom := c.child("dobj")) is not None), None)


def _is_court(discourse: Discourse, speaker: Token) -> bool:
    found = discourse.referents.get(speaker.i, ())
    if speaker.lower in _COURT:
        return True
    return len(found) == 1 and of_court(discourse.drafts[found[0]])
