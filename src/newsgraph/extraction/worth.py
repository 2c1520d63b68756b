"""How probable it is that a reader notes a statement down, from what it tells and what else its sentence tells.

A logistic model (``logistic``), like that of ``confidence``; its weights are fitted on articles for which readers wrote down every fact
worth keeping (``benchmarks/quality/worth.py`` makes ``lexicons/worth.tsv``). A statement counts for a fact by its share: where three
tell the same, each counts for a third, so what is told again in other words is worth less than what nothing else tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from newsgraph.extraction.logistic import band, probability, table_weights
from newsgraph.model import Node, Statement

__all__ = ["features", "weighed", "worths"]

# Chosen on articles left out: edges are few, and missed most.
_EDGE = 3.0


def worths(statements: Sequence[Statement]) -> list[float]:
    """The worth, 0–3, of each of the statements of one article: the probability, three times as much for edges."""
    weights = table_weights("worth.tsv")
    return [weighed(statement, probability(weights, found)) for statement, found in zip(statements, features(statements), strict=True)]


def weighed(statement: Statement, noted: float) -> float:
    """The worth, 0–3, of what is noted down with that probability.

    What stands between two entities is what the network is drawn of, and counts three times.
    """
    edge = statement.object is not None and statement.subject.kind == statement.object.kind == "entity"
    return noted * (_EDGE if edge else 1.0)


def features(statements: Sequence[Statement]) -> list[frozenset[str]]:
    """The names of the features that hold, for each of the statements of one article."""
    contents = {statement.content for statement in statements}
    beside: dict[tuple[int, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        beside[_place(statement)].append(statement)
    return [
        frozenset(
            {
                *_alone(statement),
                *_beside(statement, [other for other in beside[_place(statement)] if other is not statement]),
                *(["what somebody says"] if statement.id in contents else []),
            }
        )
        for statement in statements
    ]


def _place(statement: Statement) -> tuple[int, str]:
    """Sentence and subject."""
    return (statement.evidence[0].sentence.start, _key(statement.subject))


def _key(node: Node) -> str:
    return node.id or node.label


def _alone(statement: Statement) -> Iterator[str]:
    """What the statement itself tells."""
    subject, target, speaker = statement.subject, statement.object, statement.speaker
    yield f"extractor {statement.extractor.split('/')[0]}"
    yield f"status {statement.status}"
    yield f"subject {subject.kind}"
    yield band("subject words", len(subject.label.split()), 2, 4, 7)
    if subject.label[:1].islower():
        yield "subject in lower case"
    if target is None:
        yield "no object"
    else:
        yield f"object {target.kind}"
        yield band("object words", len(target.label.split()), 2, 4, 7)
        if any(character.isdigit() for character in target.label):
            yield "object with a digit"
    if speaker is None:
        yield "no speaker"
    else:
        yield "speaker is the subject" if _key(speaker) == _key(subject) else "speaker is another"
    if statement.content is not None:
        yield "says what is told too"
    yield from {f"qualifier {qualifier.role}" for qualifier in statement.qualifiers}
    if not statement.qualifiers:
        yield "no qualifier"
        if target is None:
            yield "neither object nor qualifier"
    if len(statement.evidence) > 1:
        yield "told more than once"
    yield band("relation words", len(statement.relation.name.split()), 2, 3)


def _beside(statement: Statement, others: Sequence[Statement]) -> Iterator[str]:
    """What the same sentence tells of the same subject."""
    name, target = statement.relation.name, statement.object
    same_verb = [other.object for other in others if other.relation.lemma == statement.relation.lemma]
    names = [other.relation.name for other in others]
    told = {
        "same ends again": target is not None and any(o.object is not None and _key(o.object) == _key(target) for o in others),
        "same verb again": bool(same_verb),
        "same verb with an entity": (target is None or target.kind != "entity")
        and any(other is not None and other.kind == "entity" for other in same_verb),
        "same verb with a concept": any(other is not None and other.kind == "concept" for other in same_verb),
        "a longer relation too": any(other.startswith(f"{name} ") for other in names),
        "a shorter relation too": any(name.startswith(f"{other} ") for other in names),
        "with a relation inside it": any(name.endswith(f" {other}") for other in names),
        "inside another relation": any(other.endswith(f" {name}") for other in names),
    }
    yield from (feature for feature, holds in told.items() if holds)
