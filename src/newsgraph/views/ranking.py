"""How central nodes are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

__all__ = ["page_rank"]

_DAMPING = 0.85
_ITERATIONS = 60


def page_rank(weights: Sequence[float], links: Sequence[tuple[int, int]]) -> list[float]:
    """How central each of ``len(weights)`` nodes is, by links that lead either way; the random surfer starts in proportion to ``weights``.

    The values sum to 1. Fixed number of iterations in a fixed order: equal input, equal bits.
    """
    if not weights:
        return []
    pairs = np.array([*links, *((there, here) for here, there in links)], dtype=np.int64).reshape(-1, 2)
    sources, targets = pairs[:, 0], pairs[:, 1]
    degrees = np.bincount(sources, minlength=len(weights))
    start = np.array(weights, dtype=np.float64) / sum(weights)
    rank = start
    for _ in range(_ITERATIONS):
        dangling = rank[degrees == 0].sum()
        flow = rank[sources] / degrees[sources]
        rank = (1 - _DAMPING + _DAMPING * dangling) * start + _DAMPING * np.bincount(targets, weights=flow, minlength=len(weights))
    return [float(value) for value in rank.tolist()]
