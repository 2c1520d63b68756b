"""A logistic model over yes-or-no features: what ``confidence`` and ``worth`` are estimated with.

The weights of a model are a table of ``lexicons``, a feature a line, with ``bias`` among them. Numbers are told in bands ("subject words
2": two or three), so that every feature is one that holds or does not.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Set
from functools import lru_cache

from newsgraph.lexicons.tables import read_table

__all__ = ["band", "probability", "table_weights"]


@lru_cache(maxsize=4)
def table_weights(table: str) -> Mapping[str, float]:
    """The weights by feature, from a table such as ``worth.tsv``, read once a process."""
    return {name: float(weight) for name, weight in read_table(table, 2)}


def probability(weights: Mapping[str, float], found: Set[str]) -> float:
    """The probability, 0–1, where the features ``found`` hold; those without a weight count nothing.

    The sum is rounded once, at the end: it is the same in whatever order a set gives the features.

    >>> probability({"bias": 0.5, "negated": -0.5}, {"negated", "not in the table"})
    0.5
    """
    score = weights["bias"] + math.fsum(weights.get(name, 0.0) for name in found)
    return 1.0 / (1.0 + math.exp(-score))


def band(name: str, number: float, *edges: float) -> str:
    """The name with the highest edge that the number reaches, 0 below all; edges rise.

    >>> band("subject words", 3, 2, 4, 7)
    'subject words 2'
    """
    at = bisect_right(edges, number)
    return f"{name} {edges[at - 1] if at else 0}"
