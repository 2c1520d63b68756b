"""How probable it is that a careful reader signs a statement, from what is known when it is made.

A logistic model over a few yes-or-no features; its weights are fitted on statements that were judged one by one
(``benchmarks/quality/confidence.py`` makes ``lexicons/confidence.tsv`` and reports how well it is calibrated on articles left out).

References:
    Guo et al. (2017), On Calibration of Modern Neural Networks, ICML (reliability diagrams, expected calibration error).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from newsgraph.extraction.frames import Frame
from newsgraph.extraction.status_rules import Context
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.lexicons.tables import read_table
from newsgraph.model import Node, Qualifier, Statement

__all__ = ["FEATURES", "estimate", "features", "withheld"]

_FITTED = frozenset({"roles", "nominals", "clauses"})
FEATURES = (
    "roles", "nominals", "edge", "spoken", "negated", "possible", "no object", "no object and nothing else",
    "speech verb", "subject pronoun", "object pronoun", "names at both ends", "long sentence", "heading",
    "long object", "embedded", "modifier", "subject from elsewhere", "coordinated", "unnamed subject",
)  # fmt: skip


def features(
    annotated: AnnotatedDoc, frame: Frame, context: Context, subject: Node, s_head: Token, target: Node | None, o_head: Token | None,
    qualifiers: Sequence[Qualifier], extractor: str, *, lesser: bool,
) -> frozenset[str]:  # fmt: skip
    """The features of :data:`FEATURES` that hold."""
    sentence = annotated.sentences[frame.token.sent_i]
    verb = frame.token.tag.startswith("VB")
    told = {
        "roles": extractor.startswith("roles"),
        "nominals": extractor.startswith("nominals"),
        "edge": lesser,
        "spoken": bool(context.speakers),
        "negated": context.status == "negated",
        "possible": context.status == "possible",
        "no object": target is None,
        "no object and nothing else": target is None and not qualifiers,
        "speech verb": verb and frame.token.lemma in speech_verbs(),
        "subject pronoun": s_head.pos == "PRON",
        "object pronoun": o_head is not None and o_head.pos == "PRON",
        "names at both ends": target is not None and subject.kind == "entity" and target.kind == "entity",
        "long sentence": sentence.token_end - sentence.token_start > 32,
        "heading": sentence.kind == "heading",
        "long object": target is not None and len(target.label.split()) > 6,
        "embedded": frame.link in ("ccomp", "xcomp", "pcomp"),
        "modifier": frame.link in ("relcl", "acl", "advcl"),
        "subject from elsewhere": verb and not frame.own_subject,
        "coordinated": frame.link == "conj",
        "unnamed subject": subject.kind == "concept",
    }
    return frozenset(name for name, holds in told.items() if holds)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in read_table("confidence.tsv", 2)}


def estimate(found: frozenset[str]) -> float:
    """The probability, 0–1, rounded to two places."""
    weights = _weights()
    score = weights["bias"] + math.fsum(weights[name] for name in sorted(found))
    return round(1.0 / (1.0 + math.exp(-score)), 2)


def withheld(statement: Statement, below: float) -> bool:
    """True for what is less sure than ``below`` (0 to 1), and neither a plain statement with an object nor between two names.

    What the text only reports, denies or plans, and a clause without an object, are read wrongly more often, and tell less alone; measured
    in ``docs/benchmarks.md``. Only the confidence of the package's own extractors was fitted: others keep what they give.
    """
    if statement.confidence >= below or statement.extractor.split("/")[0] not in _FITTED:
        return False
    target = statement.object
    named = target is not None and statement.subject.kind == target.kind == "entity"
    return not named and not (statement.plain and target is not None)
