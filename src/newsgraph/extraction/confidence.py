"""How probable it is that a careful reader signs a statement, from what is known when it is made.

A logistic model over yes-or-no features (``confidence_features``); its weights are fitted on statements that were judged one by one
(``benchmarks/quality/confidence.py`` makes ``lexicons/confidence.tsv`` and reports how well it is calibrated on articles left out).

References:
    Guo et al. (2017), On Calibration of Modern Neural Networks, ICML (reliability diagrams, expected calibration error).
"""

from __future__ import annotations

import math
from functools import lru_cache

from newsgraph.lexicons.tables import read_table

__all__ = ["estimate"]


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in read_table("confidence.tsv", 2)}


def estimate(found: frozenset[str]) -> float:
    """The probability, 0–1, rounded to two places."""
    weights = _weights()
    score = weights["bias"] + math.fsum(weights.get(name, 0.0) for name in sorted(found))
    return round(1.0 / (1.0 + math.exp(-score)), 2)
