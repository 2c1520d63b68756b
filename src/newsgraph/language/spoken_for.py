"""The body that a person speaks for: *it* of "a spokesman for Corvane said it would close its plant" is Corvane."""

from __future__ import annotations

from newsgraph.language.anaphora import clauses_above
from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.nominals import noun_of
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.speech import speech_verb
from newsgraph.lexicons.tables import word_set

__all__ = ["body_spoken_for"]

_SPEAKS_FOR = (
    word_class("acting for bodies")
    | word_class("heading bodies")
    | word_set("spokespeople lawyer solicitor barrister attorney person people source official representative editor boss manager")
) - {"minister", "president"}
_STEPS = frozenset({"prep", "pobj", "poss", "compound", "nmod", "amod", "appos", "conj", "acomp", "advmod"})
_HELD = frozenset({"dobj", "xcomp", "ccomp", "prt"})
# What happens to things, or what they do to others: "A spokesman for the hospital said it could delay operations".
_OF_THINGS = word_set(
    """affect allow bring cause change contain cost cover create damage delay endanger ease encourage force give harm help hit hurt improve
    include increase involve lead lower make mean need open prevent prove reduce require reveal show start strengthen take threaten
    undermine work worsen"""
)


def body_spoken_for(discourse: Discourse, token: Token) -> int | None:
    """The draft of the one body for which the person speaks below whose verb of speech *it* or *its* stands; None where none is told."""
    own = clauses_above(token)
    if token.dep == "nsubj" and (own[:1] != [token.head] or token.head.lemma in _OF_THINGS or not _acts(token.head)):
        return None
    if token.dep not in ("nsubj", "poss"):
        return None
    for verb in own[1:]:
        subject = verb.child("nsubj")
        if subject is None or subject.i > token.i or speech_verb(verb.lemma) is None:
            continue
        if discourse.quoted(subject) != discourse.quoted(token):
            return None
        return _body(discourse, subject)
    return None


def _acts(verb: Token) -> bool:
    return any(child.dep in _HELD for child in verb.children) or speech_verb(verb.lemma) is not None


def _body(discourse: Discourse, subject: Token) -> int | None:
    """The one body in the phrase of a person who speaks for it: "a person close to Alma Bank", "Alma's chief executive, Ann Reed"."""
    phrase, bodies, speaks = [subject], set[int](), False
    while phrase:
        word = phrase.pop()
        speaks = speaks or word.lemma.lower() in _SPEAKS_FOR or word.lower.endswith("executive")
        for index in discourse.known(word.i) if word is not subject else ():
            draft = discourse.drafts[index]
            state = draft.type == "Place" and draft.named and word.dep == "pobj" and word.head.lower == "for"
            if state or (draft.type == "Organization" and not draft.plural):
                bodies.add(index)
        phrase.extend(child for child in word.children if child.dep in _STEPS)
    noun = noun_of(subject)
    person = any(discourse.drafts[i].type == "Person" for i in discourse.known(subject.i)) or (noun is not None and noun.kind == "person")
    return bodies.pop() if speaks and person and len(bodies) == 1 else None
