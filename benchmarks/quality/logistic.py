"""Fit the weights of a logistic model over yes-or-no features (``newsgraph.extraction.logistic``), and write their table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from pathlib import Path

import numpy as np

__all__ = ["fit", "write_weights"]

LEXICONS = Path(__file__).parents[2] / "src" / "newsgraph" / "lexicons"


def fit(
    rows: Sequence[Set[str]], shares: Sequence[float], *, ridge: float, least: int, often: Sequence[float] | None = None
) -> dict[str, float]:
    """Weights by feature (and the bias) of a logistic regression with a ridge on all but the bias, by Newton's method.

    Args:
        rows: The features that hold, an example each.
        shares: What the examples are fitted to, 0–1.
        ridge: How strongly weights are held near 0.
        least: Features that hold, or do not hold, in fewer rows are none.
        often: How many times each example counts; once where this is left out.
    """
    count = Counter(name for found in rows for name in found)
    names = sorted(name for name, times in count.items() if least <= times <= len(rows) - least)
    x = np.array([[1.0, *(float(name in found) for name in names)] for found in rows])
    y = np.array(shares, dtype=float)
    times_each = np.ones(len(rows)) if often is None else np.array(often, dtype=float)
    w = np.zeros(x.shape[1])
    penalty = np.diag([0.0, *([ridge] * len(names))])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve(x.T @ (x * (times_each * p * (1 - p))[:, None]) + penalty, x.T @ (times_each * (y - p)) - penalty @ w)
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return dict(zip(("bias", *names), w.tolist(), strict=True))


def write_weights(model: str, weights: Mapping[str, float]) -> None:
    """Write the table of the model, ``confidence`` or ``worth``, into the package."""
    lines = [
        f"# Weights of newsgraph.extraction.{model}, written by benchmarks/quality/{model}.py.",
        "# feature\tweight",
        *(f"{name}\t{weight:.3f}" for name, weight in weights.items()),
    ]
    (LEXICONS / f"{model}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
