"""What an article says more than once becomes one statement with several pieces of evidence."""

from __future__ import annotations

from collections.abc import Iterable

from newsgraph.model import Evidence, Qualifier, Statement

__all__ = ["merge_statements"]


def merge_statements(statements: Iterable[Statement]) -> list[Statement]:
    """The statements of one article, in their order, with repetitions merged into the first.

    Two are the same when their ends, relation, status, modality and speakers are, and neither says anything that contradicts the other's
    qualifiers: "met in March" and "met" are one meeting, "met in March" and "met in May" are two. The merged one has the qualifiers of
    both and the higher confidence; what has another as its content keeps pointing at one that exists. What is said to somebody is not told
    a second time as said to nobody.
    """
    kept: list[Statement] = []
    groups: dict[tuple[object, ...], list[int]] = {}
    instead: dict[str, str] = {}
    pieces: dict[int, list[Evidence]] = {}
    for statement in statements:
        key = _key(statement)
        for at in groups.setdefault(key, []):
            if _compatible(kept[at], statement):
                instead[statement.id] = kept[at].id
                kept[at] = _merged(kept[at], statement)
                pieces.setdefault(at, list(kept[at].evidence)).extend(statement.evidence)
                break
        else:
            groups[key].append(len(kept))
            kept.append(statement)
    for at, found in pieces.items():
        # Once at the end: what is said a thousand times has a thousand pieces.
        ordered = sorted(dict.fromkeys(found), key=lambda piece: (piece.sentence, piece.relation or piece.sentence))
        kept[at] = kept[at].replace(evidence=tuple(ordered))
    return _with_content(_without_lesser(kept, instead), instead)


def _with_content(statements: Iterable[Statement], instead: dict[str, str]) -> list[Statement]:
    return [s.replace(content=instead[s.content]) if s.content in instead else s for s in statements]


def _without_lesser(statements: list[Statement], instead: dict[str, str]) -> list[Statement]:
    """Join what says the same words to nobody with what says them to somebody ("reminded him, “…”"), noting in ``instead`` which by id."""
    said: dict[tuple[object, ...], list[int]] = {}
    for at, statement in enumerate(statements):
        words = tuple(sorted(qualifier.text for qualifier in statement.qualifiers if qualifier.role == "content"))
        if words:
            subject, relation, _, *status = _key(statement)
            said.setdefault((subject, relation, *status, statement.evidence[0].sentence.start, words), []).append(at)
    kept = list(statements)
    gone: dict[str, str] = {}
    for group in said.values():
        told = next((at for at in group if statements[at].object is not None), None)
        if told is None:
            continue
        for at in group:
            lesser = statements[at]
            if lesser.object is None and {q.text for q in lesser.qualifiers} <= {q.text for q in kept[told].qualifiers}:
                evidence = {piece.sentence: piece for piece in (*lesser.evidence, *kept[told].evidence)}
                kept[told] = _merged(kept[told], lesser).replace(evidence=tuple(evidence[span] for span in sorted(evidence)))
                gone[lesser.id] = kept[told].id
    instead.update({before: gone.get(after, after) for before, after in instead.items()} | gone)
    return [statement for statement in kept if statement.id not in gone]


def _key(statement: Statement) -> tuple[object, ...]:
    target = statement.object
    return (
        statement.subject.id or statement.subject.label,
        statement.relation.name,
        (target.id or target.label) if target is not None else None,
        statement.status,
        statement.modality,
        tuple(speaker.id for speaker in statement.speakers),
    )


def _values(qualifiers: tuple[Qualifier, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for qualifier in qualifiers:
        found.setdefault(qualifier.role, set()).add(qualifier.text.lower())
    return found


def _compatible(one: Statement, other: Statement) -> bool:
    first, second = _values(one.qualifiers), _values(other.qualifiers)
    if one.object is None:
        return first == second
    return all(first[role] <= second[role] or second[role] <= first[role] for role in first.keys() & second.keys())


def _merged(one: Statement, other: Statement) -> Statement:
    """The first with what the second adds, but for the evidence."""
    known = {(qualifier.role, qualifier.text.lower()) for qualifier in one.qualifiers}
    # A qualifier's words stand in its own sentence: those of the second are kept only when the first says nothing in that role.
    roles = {qualifier.role for qualifier in one.qualifiers}
    further = tuple(q for q in other.qualifiers if (q.role, q.text.lower()) not in known and q.role not in roles)
    return one.replace(
        qualifiers=(*one.qualifiers, *further),
        time=one.time or other.time,
        content=one.content or other.content,
        confidence=max(one.confidence, other.confidence),
    )
