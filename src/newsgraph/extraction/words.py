"""Words as spelt in labels and identifiers, and which words head noun phrases."""

from __future__ import annotations

import re

from newsgraph.language.annotated import Token

__all__ = ["behind_of", "conjuncts", "is_nominal", "is_noun_too", "leads_to_pronoun", "lower_label", "singular", "slug"]

_OWNER = re.compile(r"((?:\b[A-Z][\w.-]*\s)*\b[A-Z][\w.-]*['’]s?(?=\s))|\S+")


def slug(text: str) -> str:
    """Lower-case letters and digits of any script, joined by hyphens; ``x`` when none are left."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-") or "x"


def lower_label(text: str) -> str:
    """A title as a common noun ("Prime Minister": "prime minister"), on one line; whose it is keeps its capitals ("Norland Bank's")."""
    return re.sub(_OWNER, lambda found: found[1] or found[0].lower(), " ".join(text.split()))


def singular(word: str) -> str:
    """One form for singular and plural, however the word was tagged."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def leads_to_pronoun(prep: Token) -> bool:
    """True for the preposition of "holes in it"."""
    target = prep.child("pobj")
    return target is not None and target.tag == "PRP"


def behind_of(head: Token) -> Token | None:
    """What stands behind the first *of* of a phrase: *judges* of "one of the judges"; None without one."""
    of = next((child for child in head.children if child.dep == "prep" and child.lower == "of"), None)
    return of.child("pobj") if of is not None else None


def is_nominal(token: Token) -> bool:
    """True when the token can head a noun phrase."""
    return token.pos in ("NOUN", "PROPN", "PRON", "NUM", "SYM") or token.tag in ("NN", "NNS", "NNP", "NNPS", "CD", "DT", "PRP", "WP", "$")


def _denied(first: Token, second: Token) -> bool:
    """True for the second of "Dublin but not Cork"."""
    return any(token.lower == "not" and first.i < token.i < second.i for token in (*first.children, *second.children))


def is_noun_too(token: Token) -> bool:
    """True for "the mine", which is no pronoun."""
    return token.lower == "mine" and token.tag == "NN" and any(child.dep in ("det", "compound", "amod") for child in token.children)


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated with it ("steel, aluminium and auto imports"), in order of the text."""
    found = [token]
    for item in found:
        found.extend(
            child for child in item.children if child.dep == "conj" and child.i > item.i and is_nominal(child) and not _denied(item, child)
        )
    return found
