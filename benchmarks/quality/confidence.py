"""Fit the confidence of statements on judged ones, and tell how well it is calibrated on articles left out.

usage: confidence.py [--write] [--page]

Reads ``benchmarks/quality/acceptance/*.judged.jsonl`` (statements of an article, accepted or not by a careful reader) and extracts the
same articles anew; statements that stand in both are the examples. Mistakes that were mended since are not among them, those of articles
that nobody has read are not mended: so the rejected ones count as often as it takes for the share of the articles judged last, as they were
when judged (those with the highest ``round`` beside them). Each article is left out once: the reliability table and the expected
calibration error are those of predictions for articles that the weights were not fitted on. ``--write`` fits on all and writes
``src/newsgraph/lexicons/confidence.tsv``; ``--page`` puts the table and the plot into ``docs/benchmarks.md``.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

import numpy as np
from logistic import fit, write_weights

import newsgraph as ng
from newsgraph.extraction import confidence
from newsgraph.extraction.logistic import probability
from newsgraph.extraction.worth import worths

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs" / "benchmarks.md"
PLOT = HERE.parent.parent / "docs" / "images" / "reliability.svg"
BEGIN, END = "<!-- confidence: begin -->", "<!-- confidence: end -->"
# Chosen on articles left out: 20 to 100 and 5 to 30 are as good.
RIDGE, LEAST = 50.0, 10


def _key(subject: str, relation: str, target: str | None, status: str, by: str | None, sentence: str) -> tuple[str, ...]:
    return (subject, relation, target or "", status, by or "", " ".join(sentence.split())[:80])


def examples() -> list[tuple[str, frozenset[str], bool, float]]:
    """Article, features, accepted, worth: for every judged statement that is still made."""
    seen: list[frozenset[str]] = []
    plain = confidence.estimate
    confidence.estimate = lambda found: (seen.append(found), 0.5 + len(seen) * 1e-7)[1]  # type: ignore[assignment,func-returns-value]
    found: list[tuple[str, frozenset[str], bool, float]] = []
    try:
        for path in sorted(HERE.glob("acceptance/*.judged.jsonl")):
            name = path.name.removesuffix(".judged.jsonl")
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            judged = {_key(r["subject"], r["relation"], r["object"], r["status"], r["by"], r["sentence"]): bool(r["accept"]) for r in rows}
            for result in ng.extract(HERE / "acceptance" / "articles" / f"{name}.txt", withhold_below=0):
                for s, value in zip(result.statements, worths(result.statements), strict=True):
                    by = s.speaker.label if s.speaker else None
                    key = _key(s.subject.label, s.relation.name, s.object.label if s.object else None, s.status, by, s.evidence[0].text)
                    if key in judged:
                        found.append((name, seen[round((s.confidence - 0.5) * 1e7) - 1], judged[key], value))
    finally:
        confidence.estimate = plain
    return found


def unseen() -> tuple[float, int]:
    """The share accepted of what was stated of the articles judged last, and of how many statements; both before anything was mended."""
    rounds: dict[int, list[bool]] = {}
    for path in sorted(HERE.glob("acceptance/articles/*.toml")):
        number = tomllib.loads(path.read_text(encoding="utf-8")).get("round", 0)
        judged = HERE / "acceptance" / f"{path.stem}.judged.jsonl"
        rounds.setdefault(number, []).extend(json.loads(line)["accept"] for line in judged.read_text(encoding="utf-8").splitlines() if line)
    last = rounds[max(rounds)]
    return float(np.mean(last)), len(last)


def fitted(rows: list[tuple[str, frozenset[str], bool, float]], rejected: float) -> dict[str, float]:
    """Weights by feature, where each rejected statement counts ``rejected`` times."""
    shares = [float(accepted) for _, _, accepted, _ in rows]
    often = [1.0 if accepted else rejected for _, _, accepted, _ in rows]
    return fit([found for _, found, _, _ in rows], shares, ridge=RIDGE, least=LEAST, often=often)


def share(part: list[bool], rejected: float) -> float:
    """The share accepted, where each rejected one counts ``rejected`` times."""
    return sum(part) / _weight(part, rejected)


def _weight(part: list[bool], rejected: float) -> float:
    return sum(part) + rejected * (len(part) - sum(part))


def reliability(
    rows: list[tuple[str, frozenset[str], bool, float]], held: list[tuple[float, bool, float]], articles: int, rejected: float
) -> tuple[str, list[tuple[float, float, int]]]:
    """The report as Markdown, and for each band of confidence what was said, how much was accepted, and of how many."""
    now = float(np.mean([accepted for _, _, accepted, _ in rows]))
    first, count = unseen()
    lines = [
        f"{len(rows)} judged statements of {articles} articles still made; accepted {now:.3f}. Of those of the articles judged last,"
        f" {count} statements as first made of articles that no rule was written for, {first:.3f} were accepted: in what follows, each"
        f" rejected one counts {rejected:.2f} times, to the same share.\n",
        "| said | statements | mean said | accepted |\n| --- | --- | --- | --- |",
    ]
    points: list[tuple[float, float, int]] = []
    error = 0.0
    for low in (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = {0.0: 0.4, 0.9: 1.01}.get(low, low + 0.1)
        part = [(p, a) for p, a, _ in held if low <= p < high]
        if part:
            often = [1.0 if a else rejected for _, a in part]
            said, true = float(np.average([p for p, _ in part], weights=often)), share([a for _, a in part], rejected)
            error += abs(said - true) * sum(often) / sum(1.0 if a else rejected for _, a, _ in held)
            points.append((said, true, len(part)))
            lines.append(f"| {low:.1f}–{min(high, 1):.1f} | {len(part)} | {said:.2f} | {true:.2f} |")
    lines.append(f"\nExpected calibration error {error:.3f}.\n")
    for setting, thresholds in (("min-confidence", (0.0, 0.6, 0.7, 0.8, 0.85, 0.9)), ("withhold-below", (0.2, 0.25, 0.3, 0.35, 0.4))):
        for least in thresholds:
            part = [a for p, a, worth in held if (p if setting == "min-confidence" else p * worth) >= least]
            if not part:
                continue
            kept, right = _weight(part, rejected) / _weight([a for _, a, _ in held], rejected), share(part, rejected)
            lines.append(f"- `--{setting} {least:.2f}` keeps {kept:.2f}; accepted of these {right:.3f}")
    return "\n".join(lines), points


def plot(points: list[tuple[float, float, int]]) -> str:
    """What was said against what was accepted, as SVG: on the line, confidence means what it says."""
    size, left = 320, 40

    def at(x: float, y: float) -> tuple[str, str]:
        return f"{left + x * (size - 2 * left):.1f}", f"{size - left - y * (size - 2 * left):.1f}"

    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    dots = []
    for said, true, count in points:
        x, y = at(said, true)
        dots.append(f'<circle cx="{x}" cy="{y}" r="{2 + count**0.5 / 4:.1f}" fill="#0072b2"><title>{count} statements</title></circle>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="12" role="img" '
        'aria-label="Confidence said against share accepted">\n'
        f'<rect width="{size}" height="{size}" fill="white"/>\n'
        f'<path d="M{x0} {y1}V{y0}H{x1}" fill="none" stroke="#444"/>\n<path d="M{x0} {y0}L{x1} {y1}" stroke="#999" stroke-dasharray="4"/>\n'
        + "\n".join(dots)
        + f'\n<text x="{size / 2}" y="{size - 8}" text-anchor="middle">confidence said</text>\n'
        f'<text x="14" y="{size / 2}" text-anchor="middle" transform="rotate(-90 14 {size / 2})">share accepted</text>\n</svg>\n'
    )


def main(argv: list[str]) -> None:
    """Print the reliability of held-out predictions; write the table when asked."""
    rows = examples()
    articles = sorted({name for name, _, _, _ in rows})
    accepted_now = float(np.mean([accepted for _, _, accepted, _ in rows]))
    rejected = accepted_now / (1 - accepted_now) * (1 - unseen()[0]) / unseen()[0]
    held: list[tuple[float, bool, float]] = []
    for left_out in articles:
        weights = fitted([row for row in rows if row[0] != left_out], rejected)
        held.extend((probability(weights, found), accepted, worth) for name, found, accepted, worth in rows if name == left_out)
    report, points = reliability(rows, held, len(articles), rejected)
    print(report)
    if "--page" in argv:
        PLOT.write_text(plot(points), encoding="utf-8", newline="\n")
        known = PAGE.read_text(encoding="utf-8")
        block = f"{BEGIN}\n{report}\n{END}"
        PAGE.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: block, known, flags=re.DOTALL), encoding="utf-8", newline="\n")
    if "--write" in argv:
        write_weights("confidence", fitted(rows, rejected))


if __name__ == "__main__":
    main(sys.argv[1:])
