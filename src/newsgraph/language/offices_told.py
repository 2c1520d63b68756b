"""Offices that a verb tells of: "Ann Reed, who took over as chief executive in May", "Reed became chairwoman"; and successors in them.

References:
    Löbner, S. (1985). Definites. Journal of Semantics 4 (functional nouns: a government has one head).
"""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import noun_of, role_words
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.tables import word_set

__all__ = ["read_head_of_government", "read_office", "succeed"]

_CORPORATE = word_class("acting for bodies") | word_class("heading bodies") | word_set("manager coach captain editor")
_AS = word_set("take step come serve act continue")
_TAKING_OFFICE = word_set("take step come")
_APPOINTED = word_set("appoint name elect promote hire install")
_ENDED = frozenset({"until", "till", "from", "between"})
_OVER = word_class("no longer")
_GOVERNMENTS = frozenset({"government", "cabinet", "coalition"})  # whoever has an administration may be mayor or president


def read_office(discourse: Discourse, token: Token) -> None:
    """Take down the office into which ``token``, a verb, says that a named person has come and still is."""
    noun = _office(token)
    if noun is None or noun.lemma.lower() not in _CORPORATE or any(child.lower in _ENDED for child in token.children):
        return
    if any(child.dep == "neg" or child.tag == "MD" for child in token.children) or any(child.lower in _OVER for child in noun.lefts):
        return
    subject = token.child("nsubj", "nsubjpass")
    if subject is not None and subject.lower == "who" and token.dep == "relcl":
        subject = token.head
    found = discourse.names_at.get(subject.i, ()) if subject is not None else ()
    known = noun_of(noun)
    if len(found) == 1 and discourse.drafts[found[0]].type == "Person" and known is not None and known.kind == "person":
        discourse.drafts[found[0]].roles |= role_words(noun)


def read_head_of_government(discourse: Discourse) -> None:
    """ "Anton Borow's government … the prime minister": he is, where the article gives nobody that title and tells of no other government.

    Nothing is taken down where somebody has an office of that kind, or the article speaks of two of these offices.
    """
    tokens = discourse.annotated.tokens
    owners = {
        discourse.names_at.get(owner.i, ())
        for token in tokens
        if token.lemma.lower() in _GOVERNMENTS and token.tag in ("NN", "NNP") and (owner := token.child("poss")) is not None
    }
    persons = {found[0] for found in owners if len(found) == 1 and discourse.drafts[found[0]].type == "Person"}
    offices = {_head_office(token) for token in tokens if token.i not in discourse.aliases_at} - {""}
    if len(persons) != 1 or len(offices) != 1:
        return
    held = {word for draft in discourse.drafts if draft.type == "Person" for role in draft.roles for word in role.split(" ")}
    head = discourse.drafts[persons.pop()]
    if not held & {"prime", "premier", "chancellor"} and "president" not in head.roles:
        head.roles.add(offices.pop())


def _head_office(token: Token) -> str:
    """ "prime minister" of "the prime minister said"; empty for other words, and where a name tells of which country."""
    lemma = token.lemma.lower()
    words = [child.lower for child in token.lefts]
    if token.tag != "NN" or "the" not in words or any(child.dep == "prep" and child.lower in ("of", "for") for child in token.rights):
        return ""
    if lemma == "minister":
        return "prime minister" if words == ["the", "prime"] else ""
    return lemma if lemma == "premier" and words == ["the"] else ""  # in London the chancellor heads the treasury


def _office(verb: Token) -> Token | None:
    """*Executive* of "took over as chief executive", "became chief executive", "was appointed chief executive"."""
    if verb.lemma == "become":
        return verb.child("attr")
    if verb.lemma in _APPOINTED:
        as_noun = _behind_as(verb)
        return (verb.child("oprd", "attr") or as_noun) if verb.child("nsubjpass") is not None else None
    here = verb.lemma in _TAKING_OFFICE or verb.tag in ("VBZ", "VBP")  # who "served as chief executive" may do so no longer
    return _behind_as(verb) if verb.lemma in _AS and here else None


def _behind_as(verb: Token) -> Token | None:
    prep = next((child for child in verb.children if child.dep == "prep" and child.lower == "as"), None)
    return prep.child("pobj") if prep is not None else None


def succeed(successor: Draft, holder: Draft) -> None:
    """ "Its chief executive, Tom Hale … His successor, Ann Reed": she is what he was, and where he was."""
    roles = (" ".join(word for word in role.split(" ") if word not in _OVER) for role in sorted(holder.roles))
    successor.roles |= {role for role in roles if role and role.split(" ")[-1] in _CORPORATE}
    successor.places |= holder.places
