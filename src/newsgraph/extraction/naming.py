"""Names in the labels of phrases: "the minister's account" is "Ada Lund's account", "action against the rider" is against Vera Moss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.language.annotated import Token
from newsgraph.model import Entity

if TYPE_CHECKING:
    from newsgraph.extraction.phrases import Phrases

__all__ = ["named_parts", "possessive", "shortly"]

_BEHIND = frozenset(("of", "in", "at", "from", "near", "on", "for"))
_BEFORE = frozenset(("det", "amod", "compound", "nmod", "poss", "nummod"))


def possessive(name: str) -> str:
    """*Ada Lund's*, *the Greens'*, *McDonald's*."""
    if name.endswith(("'s", "\u2019s")):
        return name
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def shortly(entity: Entity) -> str:
    """ "Villages" for "villages in Norland": whose something is takes no phrase behind the noun."""
    for alias in entity.aliases:
        if alias.split()[-1].islower() and entity.label.startswith(f"{alias} ") and entity.label[len(alias) :].split()[0] in _BEHIND:
            return alias
    return entity.label


def named_parts(phrases: Phrases, tokens: list[Token]) -> dict[int, str]:
    """What stands in the label for each description of something named: the name at its first token, nothing at the others."""
    found: dict[int, str] = {}
    for token in tokens:
        inside = token.head in tokens and token.i not in phrases.annotated.name_head and token.i not in found
        if not inside or token.tag not in ("NN", "NNS") or token.dep not in ("poss", "pobj"):
            continue
        indices = phrases.referents(token)
        label = shortly(phrases.annotated.entities[indices[0]]) if len(indices) == 1 else ""
        if not label or label.islower():
            continue
        if token.dep == "pobj":
            whole = _definite(token, tokens)
        else:
            mark = token.child("case")
            whole = [t for t in token.subtree() if t in tokens] if mark is not None else []
            label = possessive(label)
        if whole and phrases.words(token).label.lower() not in (label.lower(), label.removesuffix("'s").lower()):
            found.update({t.i: "" for t in whole})
            found[whole[0].i] = label
    return found


def _definite(token: Token, tokens: list[Token]) -> list[Token]:
    """The tokens of "the rider" behind a preposition, none for what a phrase or clause behind it tells more of."""
    if any(child.i > token.i and child in tokens for child in token.children) or token.child("det", "poss") is None:
        return []
    before = [t for child in token.children if child.dep in _BEFORE for t in child.subtree()]
    return [t for t in (*before, token) if t in tokens]
