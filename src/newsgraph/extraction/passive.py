"""Passive clauses, turned active where the agent is told."""

from __future__ import annotations

from collections.abc import Iterator

from newsgraph.extraction.edges import through_infinitive
from newsgraph.extraction.frames import Frame
from newsgraph.extraction.reading import Reading
from newsgraph.extraction.status_rules import Context
from newsgraph.language.annotated import Token
from newsgraph.lexicons.classes import word_class
from newsgraph.model import Qualifier, Statement

__all__ = ["passive"]

_AS_VERBS = word_class("as verbs") | word_class("dubbing")
_SEEING = word_class("seeing")
_DUBBING = word_class("dubbing")
_NO_EDGE = word_class("no edge")


def passive(reading: Reading, frame: Frame, context: Context, qualifiers: list[Qualifier], main: dict[int, str]) -> Iterator[Statement]:
    """The statements of a passive clause: by its agent, or of its subject."""
    patients = reading.nodes(frame.subjects)
    agents = reading.nodes(frame.agents)
    content_id, content = reading.content(frame, main)
    preps = reading.argument_preps(frame)
    if content is not None and not agents and reading.merged(frame, content):
        for patient, p_head in patients:
            yield from through_infinitive(reading, frame, context, patient, p_head, content, qualifiers, content_id)
        return
    objects = reading.nodes(frame.objects)
    suffix = ""
    for predicative in frame.predicative[:1]:
        if predicative.pos == "ADJ" and (frame.lemma not in _DUBBING or frame.lemma == "find"):
            suffix = f" {predicative.lower}"  # "was made available"
        else:
            qualifiers = [*qualifiers, reading.builder.role_qualifier(predicative)]
    extra = [reading.builder.text_qualifier("content", content)] if content is not None else []
    seen_as = _seen_as(reading, frame)
    if seen_as is not None and agents and not objects and frame.lemma in _SEEING:
        suffix = " as"
    for patient, p_head in patients:
        for agent, a_head in agents if objects else ():
            # "was given a medal by the king": the king gave the medal, to whom is the recipient.
            to = reading.builder.node_qualifier("recipient", patient, p_head)
            for node, head in objects:
                yield reading.builder.add(
                    frame, context, agent, a_head, None, node, head, [*qualifiers, *extra, to], content=content_id, active=True
                )
        for agent, a_head in agents if not objects else ():
            if seen_as is not None:
                role = reading.builder.role_qualifier(seen_as)
                yield reading.builder.attribute(frame, context, patient, p_head, role, speaker=a_head)
            if agent.id != patient.id or not agent.id:
                own = of_agent(frame, a_head, qualifiers)
                yield reading.builder.add(
                    frame, context, agent, a_head, None, patient, p_head, [*own, *extra], content=content_id, active=True, suffix=suffix
                )
        if not agents and seen_as is not None and (told := reading.predicate_node(seen_as)) is not None:
            as_prep = reading.as_phrase(frame)
            rest = reading.builder.others(qualifiers, seen_as)
            yield reading.builder.add(frame, context, patient, p_head, as_prep, told, seen_as, rest)
        elif not agents:
            if objects:
                for node, head in objects:
                    yield reading.builder.add(frame, context, patient, p_head, None, node, head, [*qualifiers, *extra], content=content_id)
            elif preps and main_prep(reading, frame, preps) is not None and not content:
                prep = preps[0][0]
                for node, head in reading.nodes([t for p, t in preps if p is prep]):
                    if node.id != patient.id or not node.id:
                        yield reading.builder.add(
                            frame, context, patient, p_head, prep, node, head, reading.builder.others(qualifiers, head), middle=suffix
                        )
            else:
                yield reading.builder.add(
                    frame, context, patient, p_head, None, None, None, [*qualifiers, *extra], content=content_id, suffix=suffix
                )
        skip = preps[0][0] if preps and not agents and not objects and not content else None
        for prep, target in preps:
            if prep is skip or prep.lower in _NO_EDGE:
                continue
            for node, head in reading.nodes([target]):
                if node.kind == "entity" and node.id != patient.id and all(node.id != agent.id for agent, _ in agents):
                    yield reading.builder.edge(frame, context, patient, p_head, [prep.lower], node, head, prep)


def _seen_as(reading: Reading, frame: Frame) -> Token | None:
    """What stands behind "as" in "is seen as a likely buyer", "would be classed as affordable"."""
    as_prep = reading.as_phrase(frame)
    if as_prep is None or frame.lemma not in _AS_VERBS:
        return None
    target = reading.as_target(as_prep)
    return target if target is not None and target.tag != "VBG" and target.pos != "PRON" else None


def of_agent(frame: Frame, agent: Token, qualifiers: list[Qualifier]) -> list[Qualifier]:
    """ "turned back to Malaysia by one navy and to Indonesia by another": what stands before each "by" belongs to its agent."""
    marks = sorted({head.head.char_start for head in frame.agents if head.dep == "pobj"})
    if len(marks) < 2 or agent.dep != "pobj":
        return qualifiers
    here = agent.head.char_start
    before = max((mark for mark in marks if mark < here), default=-1)
    return [q for q in qualifiers if q.span is None or before < q.span.start < here or q.span.start < frame.token.char_start]


def main_prep(reading: Reading, frame: Frame, preps: list[tuple[Token, Token]]) -> Token | None:
    return preps[0][0] if preps and reading.nodes([preps[0][1]]) else None
