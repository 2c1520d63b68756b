"""What an article brings in without a name: "a ferry", "a third man", "another mine", and "Ferry" in a heading.

Who or what has just been brought in so is what "the ferry" speaks of, not the ship that was named before. And a name that comes soon
after may be its own, as long as no other one of its kind has been brought in.

References:
    Karttunen, L. (1976). Discourse referents. In Syntax and Semantics 7 (what an indefinite brings in).
    Heim, I. (1982). The semantics of definite and indefinite noun phrases (novelty and familiarity).
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Literal

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.nominals import read_nominal

__all__ = ["Newness", "another_told", "brings_in", "brought_in"]

Newness = Literal["", "new", "other", "headed"]
_NO_NEW_ONE = frozenset({"attr", "appos", "compound", "amod", "nmod"})
_ANOTHER = frozenset({"another", "other", "second"})
_ARTICLE = frozenset({"a", "an"})


def brings_in(discourse: Discourse, token: Token) -> Newness:
    """How a singular noun brings in what has no name; empty for one that does not, and for a predicate, an apposition or part of a phrase.

    ``new`` is "a ferry" and "a third man", ``other`` one told apart from those known ("another mine", "the first ship"), ``headed`` a bare
    noun in a heading.
    """
    if token.tag != "NN" or token.dep in _NO_NEW_ONE or token.i in discourse.names_at or token.i in discourse.aliases_at:
        return ""
    det = read_nominal(token).det
    if det == "indef" or (det == "other" and _numbered(token)):
        return "new"
    return "other" if det == "other" else "headed" if det == "bare" and discourse.in_heading(token) else ""


def _numbered(token: Token) -> bool:
    """True for "a third man": an article, and an adjective that tells him from the others."""
    return any(child.lower in _ARTICLE for child in token.children) and any(child.tag == "JJ" for child in token.children)


def brought_in(
    discourse: Discourse, lemmas: Set[str], tokens: Iterable[Token], how: Set[Newness] = frozenset({"new", "other"})
) -> list[Token]:
    """The nouns among ``tokens`` that bring in something called by one of ``lemmas`` (lower case), in one of the ways ``how``."""
    return [token for token in tokens if token.lemma.lower() in lemmas and brings_in(discourse, token) in how]


def another_told(lemmas: Set[str], tokens: Iterable[Token]) -> bool:
    """True where ``tokens`` tell of "another ferry" or "the second one" of those ``lemmas``, named or not."""
    return any(token.lemma in lemmas and any(child.lower in _ANOTHER for child in token.lefts) for token in tokens)
