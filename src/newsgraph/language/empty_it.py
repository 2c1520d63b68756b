"""*It* that means nothing: "it is clear that", "it takes an hour to", "it was announced that"; and what only looks like it.

References:
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 10.26 (prop *it*), 16.83 (adjectives of what persons feel).
"""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.lexicons.tables import word_set

__all__ = ["EMPTY_IT_VERBS", "is_empty"]

EMPTY_IT_VERBS = frozenset(
    {"be", "seem", "appear", "take", "turn", "become", "happen", "remain", "feel", "look", "emerge", "rain", "snow", "make", "cost"}
)
_COMING_OUT = frozenset(("emerge", "transpire"))
# Who is told something is somebody: "it had been assured that" is not empty, as "it was announced that" is.
_TELLING = word_set("assure inform notify tell warn advise remind promise ask convince persuade")
_OF_MINDS = word_set(
    """able afraid anxious aware cautious committed concerned confident content convinced determined disappointed eager entitled glad
    grateful hopeful keen obliged pleased prepared proud reluctant responsible satisfied sceptical skeptical surprised unable unaware
    unwilling wary willing worried"""
)
_COMING_OUT = frozenset({"emerge", "transpire", "follow"})
_RAISED = word_set("likely unlikely due set bound certain sure expected slow quick free")


def is_empty(token: Token) -> bool:
    """True for "it is clear that", "it takes an hour to", "it rains"."""
    if token.dep == "expl":
        return True
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    verb = token.head
    deps = {child.dep for child in verb.children}
    if verb.lemma in _COMING_OUT and any(other.lower == "that" and other.i > verb.i for other in verb.subtree()):
        return True  # "it emerged during the hearing that they had got in"
    if verb.lemma in EMPTY_IT_VERBS and deps & {"ccomp", "xcomp", "csubj", "acomp", "advcl", "attr"}:
        return not _said_of_it(verb)
    if verb.lemma in _COMING_OUT and any(t.dep == "mark" and t.lower == "that" for t in verb.subtree()):
        return True  # "it emerged during the hearing that they had": wherever the parser hangs the clause
    return verb.lemma in ("rain", "snow") or (token.dep == "nsubjpass" and "ccomp" in deps and verb.lemma not in _TELLING)


def _said_of_it(verb: Token) -> bool:
    """True for "it was aware of the fault", "it is due to report": somebody is, and "it is unlikely to recover" says nothing empty."""
    quality = verb.child("acomp")
    if quality is None:
        return False
    to = next((c for c in (*quality.children, *verb.children) if c.dep == "xcomp" and any(to.lower == "to" for to in c.children)), None)
    raised = to is not None and quality.lemma.lower() in _RAISED and to.child("dobj") is not None
    return quality.lemma.lower() in _OF_MINDS or raised
