"""How much something that was spoken of is in view for a description further down.

References:
    Ariel, M. (1990). Accessing noun-phrase antecedents. Routledge.
"""

from __future__ import annotations

from collections.abc import Callable

from newsgraph.language.discourse import Discourse, Occurrence

__all__ = ["in_view", "prominence", "stands_out"]

_FARTHEST = 4
_ASIDE = 0.5
_IN_HEADING = 1.0
_BESIDE_A_NOUN = 0.8
_TOPIC = 0.1
_MOST_TOPIC = 8.0


def in_view(discourse: Discourse, sent: int, occurrence: Occurrence, a_sentence: float) -> float:
    """From about -6 to 3: its place in the sentence, how far sentence ``sent`` is behind it, how much the article is about it.

    ``a_sentence`` is what one sentence of distance costs; four cost no less than more.
    """
    score = occurrence.weight - a_sentence * min(sent - occurrence.sent, _FARTHEST)
    score -= _ASIDE * any(ancestor.dep in ("relcl", "acl") for ancestor in (occurrence.token, *occurrence.token.ancestors()))
    score -= _IN_HEADING * occurrence.heading
    score -= _ASIDE * (not discourse.drafts[occurrence.draft].named)
    score -= _BESIDE_A_NOUN * (occurrence.token.dep in ("compound", "nmod", "amod"))
    return score + _TOPIC * min(discourse.standing.weight(occurrence.draft), _MOST_TOPIC)


def prominence(
    discourse: Discourse, sent: int, within: int, a_sentence: float, worth: Callable[[Occurrence], float | None]
) -> dict[int, float]:
    """The drafts spoken of in the ``within`` sentences before ``sent``, each with what it scores where it is most in view.

    ``worth`` is what speaks for an occurrence beside its place; None leaves it out. ``a_sentence`` is that of :func:`in_view`.
    """
    scores: dict[int, float] = {}
    for occurrence in discourse.back(sent, within):
        own = worth(occurrence)
        if own is not None:
            score = in_view(discourse, sent, occurrence, a_sentence) + own
            scores[occurrence.draft] = max(score, scores.get(occurrence.draft, score))
    return scores


def stands_out(scores: dict[int, float], margin: float) -> int | None:
    """The one with the highest score, None where another comes closer than ``margin``.

    >>> stands_out({4: 2.0, 7: 0.5}, 1.0), stands_out({4: 2.0, 7: 1.5}, 1.0)
    (4, None)
    """
    ranked = sorted(scores, key=lambda index: (-scores[index], index))
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < margin):
        return None
    return ranked[0]
