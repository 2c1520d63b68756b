"""Precision, recall and F1 of OpenIE extractions against CaRB's development set.

A gold tuple and an extraction match when their relations share a word; they are then compared word by word and slot by slot. A gold
tuple counts with the best recall that any extraction reaches on it, an extraction with the precision on the gold tuple that it is paired
with, best pairs first, each gold tuple once.

References:
    Bhardwaj, Aggarwal & Mausam (2019), CaRB: A Crowdsourced Benchmark for Open IE, EMNLP.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

__all__ = ["carb"]

Slots = Sequence[str]


def _shared(gold: str, said: str) -> tuple[int, int, int]:
    gold_words, said_words = Counter(gold.lower().split()), Counter(said.lower().split())
    return (gold_words & said_words).total(), gold_words.total(), said_words.total()


def _compared(gold: Slots, said: Slots) -> tuple[float, float]:
    """Precision and recall of one extraction (relation, arguments …) on one gold tuple."""
    if not _shared(gold[0], said[0])[0]:
        return 0.0, 0.0
    matched = due = given = 0
    for n, slot in enumerate(gold):
        both, wanted, told = _shared(slot, said[n] if n < len(said) else "")
        matched, due, given = matched + both, due + wanted, given + told
    given += sum(len(slot.split()) for slot in said[len(gold) :])
    return matched / max(1, given), matched / max(1, due)


def carb(gold: dict[str, list[Slots]], said: dict[str, list[Slots]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all sentences; tuples are relation, subject, objects."""
    precision = recall = 0.0
    tuples = extractions = 0
    for sentence, wanted in gold.items():
        told = said.get(sentence, [])
        table = [[_compared(one, other) for one in wanted] for other in told]
        tuples += len(wanted)
        extractions += len(told)
        recall += sum(max((row[n][1] for row in table), default=0.0) for n in range(len(wanted)))
        pairs = sorted(
            ((row[n][0], m, n) for m, row in enumerate(table) for n in range(len(wanted))), key=lambda pair: (-pair[0], *pair[1:])
        )
        used_m: set[int] = set()
        used_n: set[int] = set()
        for value, m, n in pairs:
            if m not in used_m and n not in used_n:
                used_m.add(m)
                used_n.add(n)
                precision += value
    p, r = precision / max(1, extractions), recall / max(1, tuples)
    return p, r, 2 * p * r / (p + r) if p + r else 0.0
