"""Whom a lawyer acts for: "Mark Ell, for Tom Reed, said his client", "counsel for Tom Reed, Leila Had", "Mark Ell, defending, said"."""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.relatives import LAWYERS
from newsgraph.language.victims import on_trial

__all__ = ["acted_for", "defended"]

_ACTING = frozenset({"appear", "act", "speak"})
_STANDING_FOR = frozenset({"represent", "defend"})
_DEFENDING = frozenset({"defending", "mitigating"})
_DEFENCE = frozenset({"defence", "defense"})


def acted_for(token: Token) -> Token | None:
    """Whom a lawyer of that name speaks for, None where nothing beside the name tells."""
    counsel = token.head if token.dep == "appos" else token
    if token.dep not in ("nsubj", "appos") or (counsel is not token and counsel.lemma.lower() not in LAWYERS):
        return None
    prep = next((child for child in counsel.children if child.dep == "prep" and child.lower == "for" and child.i > counsel.i), None)
    if prep is not None and (counsel is not token or any(c.text == "," and c.i < prep.i for c in token.children)):
        return prep.child("pobj")
    beside: list[Token] = [*counsel.children, *(counsel.head.children if counsel.dep == "nsubj" else ())]
    for clause in beside:
        if clause.tag != "VBG" or clause.dep not in ("acl", "advcl"):
            continue
        behind = next((child for child in clause.children if child.dep == "prep" and child.lower == "for"), None)
        if clause.lemma in _ACTING and behind is not None:
            return behind.child("pobj")  # "Appearing for Tom Reed, Mark Ell argued"
        if clause.lemma in _STANDING_FOR and clause.child("dobj") is not None:
            return clause.child("dobj")  # "Mark Ell, representing Tom Reed, said"
    return None


def defended(discourse: Discourse, lawyer: int, sent_i: int) -> int | None:
    """The client of a lawyer for the defence, of whom the article does not say whose he is: the only person on trial in it."""
    draft = discourse.drafts[lawyer]
    told = any(_DEFENCE & set(role.split(" ")) and LAWYERS & set(role.split(" ")) for role in draft.roles)
    heads = (discourse.annotated.tokens[mention.head_i] for mention in draft.mentions if mention.kind == "name")
    return on_trial(discourse, sent_i) if told or any(_defends(discourse, head) for head in heads) else None


def _defends(discourse: Discourse, name: Token) -> bool:
    """True for "Mark Ell, defending, said" and "Mark Ell KC, for the defence, said"."""
    tokens = discourse.annotated.tokens
    i = name.i + 1
    while i < len(tokens) and discourse.annotated.name_head.get(i) == name.i:
        i += 1
    behind = [token.lower for token in tokens[i : i + 4] if token.sent_i == name.sent_i]
    return len(behind) > 1 and behind[0] == "," and (behind[1] in _DEFENDING or (behind[1] == "for" and bool(_DEFENCE & set(behind[2:]))))
