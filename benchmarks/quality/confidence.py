"""Fit the confidence of statements on judged ones, and tell how well it is calibrated on articles left out.

usage: confidence.py [--write] [--page]

Reads ``benchmarks/quality/acceptance/*.judged.jsonl`` (statements of an article, accepted or not by a careful reader) and extracts the
same articles anew; statements that stand in both are the examples. Mistakes that were mended since are not among them, those of articles
that nobody has read are not mended: so the rejected ones of each round of articles count as often as it takes for the share of the
three rounds judged last, as they were when judged. What is left of rounds long mended with is
less like new articles: those count less. Each article is left out once: the reliability table and the expected calibration error are
those of predictions for articles that the weights were not fitted on. ``--write`` fits on all and writes
``src/newsgraph/lexicons/confidence.tsv``; ``--page`` puts the table and the plot into ``docs/benchmarks.md``.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

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
# Chosen on the articles of rounds 18 to 20, by weights fitted on the rounds before: 10 to 50, and 5 to 30, are as good.
RIDGE, LEAST = 20.0, 10
# The rounds before this one count a fourth: an eighth is as good, the same is worse.
RECENT, EARLIER = 16, 0.25
# New articles are as hard as those of so many rounds: one alone is harder or easier.
LAST = 3
# In so many parts the articles are left out.
FOLDS = 12


@dataclass(frozen=True, slots=True)
class Example:
    """A judged statement that is still made: article and its round, features, accepted, worth, and how often it counts."""

    article: str
    round: int
    found: frozenset[str]
    accepted: bool
    worth: float
    often: float = 1.0


class Held(NamedTuple):
    """What was predicted for a statement of an article left out."""

    said: float
    example: Example


def _key(subject: str, relation: str, target: str | None, status: str, by: str | None, sentence: str) -> tuple[str, ...]:
    return (subject, relation, target or "", status, by or "", " ".join(sentence.split())[:80])


def examples() -> list[Example]:
    """Every judged statement that is still made."""
    seen: list[frozenset[str]] = []
    plain = confidence.estimate
    confidence.estimate = lambda found: (seen.append(found), 0.5 + len(seen) * 1e-7)[1]  # type: ignore[assignment,func-returns-value]
    made: list[Example] = []
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
                        found = seen[round((s.confidence - 0.5) * 1e7) - 1]
                        made.append(Example(name, _round(path), found, judged[key], value))
    finally:
        confidence.estimate = plain
    return _weighted(made)


def _round(judged: Path) -> int:
    """The round that an article was judged in."""
    name = judged.name.removesuffix(".judged.jsonl")
    return int(tomllib.loads((HERE / "acceptance" / "articles" / f"{name}.toml").read_text(encoding="utf-8")).get("round", 0))


def _weighted(made: list[Example]) -> list[Example]:
    """The same, counting so often that the share accepted of each round is that of articles that no rule was written for."""
    first, _ = unseen()
    accepted = {number: float(np.mean([e.accepted for e in made if e.round == number])) for number in {e.round for e in made}}
    weighted: list[Example] = []
    for example in made:
        share = min(accepted[example.round], 0.99)
        rejected = share / (1 - share) * (1 - first) / first
        often = (1.0 if example.accepted else rejected) * (1.0 if example.round >= RECENT else EARLIER)
        weighted.append(replace(example, often=often))
    return weighted


def unseen() -> tuple[float, int]:
    """The share accepted of what was stated of the rounds judged last, and of how many statements; both before anything was mended."""
    rounds: dict[int, list[bool]] = {}
    for path in sorted(HERE.glob("acceptance/*.judged.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        rounds.setdefault(_round(path), []).extend(json.loads(line)["accept"] for line in lines if line)
    last = [one for number in sorted(rounds)[-LAST:] for one in rounds[number]]
    return float(np.mean(last)), len(last)


def fitted(rows: list[Example]) -> dict[str, float]:
    """Weights by feature."""
    shares = [float(row.accepted) for row in rows]
    return fit([row.found for row in rows], shares, ridge=RIDGE, least=LEAST, often=[row.often for row in rows])


def _accepted(part: list[Held]) -> float:
    """The share accepted, each as often as it counts."""
    return float(np.average([held.example.accepted for held in part], weights=[held.example.often for held in part]))


def reliability(rows: list[Example], held: list[Held]) -> tuple[str, list[tuple[float, float, int]]]:
    """The report as Markdown, and for each band of confidence what was said, how much was accepted, and of how many."""
    now = float(np.mean([row.accepted for row in rows]))
    first, count = unseen()
    lines = [
        f"{len(rows)} judged statements of {len({row.article for row in rows})} articles still made; accepted {now:.3f}. Of those of the"
        f" rounds judged last, {count} statements as first made of articles that no rule was written for, {first:.3f} were accepted: in"
        f" what follows, the rejected ones of each round of articles count as often as it takes for the same share, and rounds before"
        f" the {RECENT}th a fourth.\n",
        "| said | statements | mean said | accepted |\n| --- | --- | --- | --- |",
    ]
    points: list[tuple[float, float, int]] = []
    error, whole = 0.0, sum(row.often for row in rows)
    for low in (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = {0.0: 0.4, 0.9: 1.01}.get(low, low + 0.1)
        part = [one for one in held if low <= one.said < high]
        if part:
            often = [one.example.often for one in part]
            said, true = float(np.average([one.said for one in part], weights=often)), _accepted(part)
            error += abs(said - true) * sum(often) / whole
            points.append((said, true, len(part)))
            lines.append(f"| {low:.1f}–{min(high, 1):.1f} | {len(part)} | {said:.2f} | {true:.2f} |")
    lines.append(f"\nExpected calibration error {error:.3f}.\n")
    for setting, thresholds in (("min-confidence", (0.0, 0.6, 0.7, 0.8, 0.85, 0.9)), ("withhold-below", (0.2, 0.25, 0.3, 0.35, 0.4))):
        for least in thresholds:
            part = [one for one in held if (one.said if setting == "min-confidence" else one.said * one.example.worth) >= least]
            if part:
                kept = sum(one.example.often for one in part) / whole
                lines.append(f"- `--{setting} {least:.2f}` keeps {kept:.2f}; accepted of these {_accepted(part):.3f}")
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
    held: list[Held] = []
    articles = sorted({row.article for row in rows})
    for left_out in (frozenset(articles[first::FOLDS]) for first in range(FOLDS)):
        weights = fitted([row for row in rows if row.article not in left_out])
        held.extend(Held(probability(weights, row.found), row) for row in rows if row.article in left_out)
    report, points = reliability(rows, held)
    print(report)
    if "--page" in argv:
        PLOT.write_text(plot(points), encoding="utf-8", newline="\n")
        known = PAGE.read_text(encoding="utf-8")
        block = f"{BEGIN}\n{report}\n{END}"
        PAGE.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: block, known, flags=re.DOTALL), encoding="utf-8", newline="\n")
    if "--write" in argv:
        write_weights("confidence", fitted(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
