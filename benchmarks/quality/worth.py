"""Fit the worth of statements on the facts that readers wrote down, and tell what withholding costs on articles left out.

usage: worth.py [--write]

Reads the articles with gold facts in ``articles/`` and ``unread/`` and extracts them with nothing withheld. A statement that tells a fact
together with others has its share of it (three that tell the same: a third each); the largest share that it has of any fact, told at all,
rightly, or as an edge, is what its worth is fitted to. Each article is left out once: the table shows, for weights of worth fitted without
it (those of confidence are the shipped ones), how many statements are kept and what they reach. ``--write`` fits on all and writes
``src/newsgraph/lexicons/worth.tsv``.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from factscore import Gold, Matcher, figures, load_gold, score

import newsgraph as ng
from newsgraph.extraction.worth import features, weighed
from newsgraph.model import Statement

HERE = Path(__file__).parent
TABLE = HERE.parent.parent / "src" / "newsgraph" / "lexicons" / "worth.tsv"
# Chosen on articles left out: 10 to 100 are as good.
RIDGE, LEAST = 30.0, 10

Read = tuple[str, Gold, tuple[Statement, ...], list[frozenset[str]], list[float]]


def texts() -> list[tuple[Path, Path]]:
    """The gold files, each with its article."""
    own = [(path, path.with_suffix(".txt")) for path in sorted(HERE.glob("articles/*.yaml"))]
    return own + [(path, HERE / "acceptance" / "articles" / f"{path.stem}.txt") for path in sorted(HERE.glob("unread/*.yaml"))]


def read(gold_path: Path, text: Path) -> Read:
    """An article with its gold facts, statements, their features and their shares."""
    gold = load_gold(gold_path)
    (result,) = ng.extract(text, withhold_below=0.0)
    statements = result.statements
    return str(gold_path), gold, statements, features(statements), shares(gold, statements)


def shares(gold: Gold, statements: tuple[Statement, ...]) -> list[float]:
    """The largest share that each statement has of any fact."""
    matcher = Matcher(gold, [statement.to_json() for statement in statements])
    largest = [0.0] * len(statements)
    for fact in gold["facts"]:
        told = [list(matcher.forms(fact, row, bag, own)) for row, bag, own in matcher.rows]
        edges = [list(matcher.forms(fact, row, bag, own, edge=True)) for row, bag, own in matcher.rows]
        rows = [row for row, _, _ in matcher.rows]
        for found in (
            [i for i, forms in enumerate(told) if forms],
            [i for i, forms in enumerate(told) if any(matcher.right(form, rows[i]) for form in forms)],
            [i for i, forms in enumerate(edges) if any(matcher.right(form, rows[i]) for form in forms)],
        ):
            for i in found:
                largest[i] = max(largest[i], 1 / len(found))
    return largest


def fit(rows: list[tuple[frozenset[str], float]]) -> dict[str, float]:
    """Weights by feature (and the bias) of a logistic regression on shares, with a ridge on all but the bias, by Newton's method."""
    count = Counter(name for found, _ in rows for name in found)
    names = sorted(name for name, times in count.items() if LEAST <= times <= len(rows) - LEAST)
    x = np.array([[1.0, *(float(name in found) for name in names)] for found, _ in rows])
    y = np.array([share for _, share in rows])
    w = np.zeros(x.shape[1])
    penalty = np.diag([0.0, *([RIDGE] * len(names))])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + penalty, x.T @ (y - p) - penalty @ w)
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return dict(zip(("bias", *names), w.tolist(), strict=True))


def predict(weights: dict[str, float], found: frozenset[str]) -> float:
    """The probability under the weights."""
    return float(1 / (1 + np.exp(-weights["bias"] - sum(weights.get(name, 0.0) for name in found))))


def report(articles: list[Read]) -> str:
    """What is kept and reached at several thresholds, each article by weights fitted without it."""
    held: list[list[float]] = []
    for name, _, statements, found, _ in articles:
        weights = fit([pair for other in articles if other[0] != name for pair in zip(other[3], other[4], strict=True)])
        held.append([weighed(statement, predict(weights, one)) for statement, one in zip(statements, found, strict=True)])
    lines = ["| withhold below | kept | recall | strict | edges | core |", "| --- | --- | --- | --- | --- | --- |"]
    for below in (0.0, 0.2, 0.25, 0.3, 0.35, 0.4):
        total: Counter[str] = Counter()
        every = 0
        for (_, gold, statements, _, _), worths in zip(articles, held, strict=True):
            kept = [s.to_json() for s, worth in zip(statements, worths, strict=True) if s.confidence * worth >= below]
            total.update(score(gold, kept))
            every += len(statements)
        reached = figures(total)
        cells = [f"{below:.2f}", f"{total['n'] / every:.2f}", *(str(reached[key]) for key in ("recall", "strict", "edges", "core"))]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main(argv: list[str]) -> None:
    """Print the table; write the weights when asked."""
    articles = [read(*pair) for pair in texts()]
    print(report(articles))
    if "--write" in argv:
        weights = fit([pair for article in articles for pair in zip(article[3], article[4], strict=True)])
        lines = [
            "# Weights of newsgraph.extraction.worth, written by benchmarks/quality/worth.py.",
            "# feature\tweight",
            *(f"{name}\t{weight:.3f}" for name, weight in weights.items()),
        ]
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
