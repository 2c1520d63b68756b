"""How probable it is that a careful reader signs a statement, from what is known when it is made.

A logistic model (``logistic``) over yes-or-no features (``confidence_features``); its weights are fitted on statements that were judged
one by one (``benchmarks/quality/confidence.py`` makes ``lexicons/confidence.tsv`` and reports how well it is calibrated on articles left
out).

References:
    Guo et al. (2017), On Calibration of Modern Neural Networks, ICML (reliability diagrams, expected calibration error).
"""

from __future__ import annotations

from newsgraph.extraction.logistic import probability, table_weights

__all__ = ["estimate"]


def estimate(found: frozenset[str]) -> float:
    """The probability, 0–1, rounded to two places."""
    return round(probability(table_weights("confidence.tsv"), found), 2)
