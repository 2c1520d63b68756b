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

from factscore import Gold, Matcher, figures, load_gold, score
from logistic import fit, write_weights

import newsgraph as ng
from newsgraph.extraction.logistic import probability
from newsgraph.extraction.worth import features, weighed
from newsgraph.model import Statement

HERE = Path(__file__).parent
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


def fitted(articles: list[Read]) -> dict[str, float]:
    """Weights by feature, from the statements of all the articles."""
    found = [one for article in articles for one in article[3]]
    return fit(found, [share for article in articles for share in article[4]], ridge=RIDGE, least=LEAST)


def report(articles: list[Read]) -> str:
    """What is kept and reached at several thresholds, each article by weights fitted without it."""
    held: list[list[float]] = []
    for name, _, statements, found, _ in articles:
        weights = fitted([other for other in articles if other[0] != name])
        held.append([weighed(statement, probability(weights, one)) for statement, one in zip(statements, found, strict=True)])
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
        write_weights("worth", fitted(articles))


if __name__ == "__main__":
    main(sys.argv[1:])
