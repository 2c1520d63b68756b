"""Passive clauses, turned active where the agent is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsgraph.extraction.edges import preposition, through_infinitive, through_nouns, words_of
from newsgraph.extraction.frames import Frame
from newsgraph.extraction.nouns import is_person_noun
from newsgraph.extraction.offices import held_as, offices
from newsgraph.extraction.parts import MOST_QUALIFIER_WORDS
from newsgraph.extraction.phrases import conjuncts
from newsgraph.extraction.reading import Reading, predicated
from newsgraph.extraction.status_rules import Context
from newsgraph.extraction.unnamed_ends import settings, unnamed_end
from newsgraph.language.annotated import Token
from newsgraph.lexicons.classes import word_class
from newsgraph.model import Node, Qualifier, Statement

__all__ = ["passive"]

_AS_VERBS = word_class("as verbs") | word_class("dubbing")
_SEEING = word_class("seeing")
_BIDDING = frozenset(("ask", "let", "allow", "permit", "expect", "require", "force", "oblige", "urge", "want"))
_JOINING = frozenset(("relate", "acquaint", "engage", "connect", "link", "divorce"))
_FINDING = frozenset(("find", "pronounce"))
_TELLING = frozenset(("tell", "give"))
_DUBBING = word_class("dubbing")
_NO_EDGE = word_class("no edge")
_GIVING = word_class("giving") | frozenset(("lend", "serve", "issue", "deal", "bring", "leave"))


@dataclass(frozen=True, slots=True)
class _Clause:
    """What a passive clause says of each of its subjects; ``role`` stands behind "as"."""

    frame: Frame
    context: Context
    qualifiers: list[Qualifier]
    agents: list[tuple[Node, Token]]
    objects: list[tuple[Node, Token]]
    preps: list[tuple[Token, Token]]
    content: list[Qualifier]
    content_id: str | None
    main: dict[int, str]
    role: Token | None
    suffix: str


def passive(reading: Reading, frame: Frame, context: Context, qualifiers: list[Qualifier], main: dict[int, str]) -> Iterator[Statement]:
    """The statements of a passive clause: by its agent, or of its subject."""
    patients = reading.nodes(frame.subjects)
    agents = reading.nodes(frame.agents)
    content_id, content = reading.content(frame, main)
    if content is not None and not agents and reading.merged(content):
        for patient, p_head in patients:
            yield from through_infinitive(reading, frame, context, patient, p_head, content, qualifiers, content_id)
        return
    objects = reading.nodes(frame.objects)
    if frame.lemma in _JOINING and len(patients) == 2 and not (agents or objects or reading.argument_preps(frame)):
        (one, head), (other, other_head) = patients  # "the two are not related"
        yield reading.builder.edge(frame, context, one, head, ["to"], other, other_head, symmetric=True, qualifiers=qualifiers)
        return
    suffix = ""
    for predicative in frame.predicative[:1]:
        if predicative.pos == "ADJ" and (frame.lemma not in _DUBBING or frame.lemma in _FINDING or predicative.lower == "dead"):
            told = reading.builder.verb_name(frame, False).endswith(f" {predicative.lower}")  # "was taken ill"
            suffix = "" if told else f" {predicated(predicative)}"  # "was made available", "was found not guilty", "was pronounced dead"
            doing = next((c for c in predicative.children if c.dep == "prep" and c.child("pcomp") is not None), None)
            if doing is not None:  # "was found guilty of stealing it"
                qualifiers = [*qualifiers, reading.builder.clause_qualifier("complement", doing, MOST_QUALIFIER_WORDS)]
        else:
            qualifiers = [*qualifiers, reading.builder.role_qualifier(predicative)]
    role = _seen_as(reading, frame)
    if role is not None and agents and not objects and frame.lemma in _SEEING:
        suffix = " as"
    extra = [reading.builder.text_qualifier("content", content)] if content is not None else []
    # "was found guilty of fraud": what the adjective is about.
    about = [(c, t) for p in frame.predicative[:1] if suffix for c in p.children if c.dep == "prep" for t in c.children if t.dep == "pobj"]
    preps = [*((prep, item) for prep, target in about for item in conjuncts(target)), *reading.argument_preps(frame)]
    clause = _Clause(frame, context, qualifiers, agents, objects, preps, extra, content_id, main, role, suffix)
    for patient, p_head in patients:
        yield from (_by_agents if agents else _of_patient)(reading, clause, patient, p_head)
        yield from _places(reading, clause, patient, p_head)
        yield from offices(reading, frame, context, patient, agents)
    yield from held_as(reading, frame, context, patients, [])


def _by_agents(reading: Reading, clause: _Clause, patient: Node, p_head: Token) -> Iterator[Statement]:
    """Turned round: what each agent does to the subject, or gives it."""
    frame, context, add = clause.frame, clause.context, reading.builder.add
    for agent, a_head in clause.agents:
        if clause.objects:
            # "was given a medal by the king": the king gave the medal, to whom is the recipient.
            given = [*clause.qualifiers, *clause.content, reading.builder.node_qualifier("recipient", patient, p_head)]
            for node, head in clause.objects:
                yield add(frame, context, agent, a_head, None, node, head, given, content=clause.content_id, active=True)
            if frame.lemma in _GIVING and patient.kind == "entity" and agent.id != patient.id and clause.objects[0][0].kind != "entity":
                words = words_of(reading, clause.objects[0][1])
                yield reading.builder.edge(frame, context, agent, a_head, [*words, "to"], patient, p_head, active=True)
            continue
        if clause.role is not None and not reading.takes_up_clause(p_head):
            role = reading.builder.role_qualifier(clause.role)
            yield reading.builder.attribute(frame, context, patient, p_head, role, speaker=a_head)
        if agent.id != patient.id or not agent.id:
            own = [*of_agent(frame, a_head, clause.qualifiers), *clause.content]
            yield add(
                frame, context, agent, a_head, None, patient, p_head, own, content=clause.content_id, active=True, suffix=clause.suffix
            )


def _of_patient(reading: Reading, clause: _Clause, patient: Node, p_head: Token) -> Iterator[Statement]:
    """What is done to the subject where nobody says by whom."""
    frame, context, preps, add = clause.frame, clause.context, clause.preps, reading.builder.add
    told = reading.predicate_node(clause.role) if clause.role is not None else None
    if clause.role is not None and told is not None:
        names = [name for item in conjuncts(clause.role) if (name := _named(reading, item)) is not None]
        roles = names if len(names) > 1 and clause.role in names else [clause.role]  # "were identified as Anna and Karl Roth"
        rest = clause.qualifiers
        for role in (*roles, *(conjuncts(clause.role) if names else ())):
            rest = reading.builder.others(rest, role)
        for role in roles:
            node = reading.predicate_node(role)
            if node is not None:
                yield add(frame, context, patient, p_head, reading.as_phrase(frame), node, role, rest)
    elif clause.objects:
        for node, head in clause.objects:
            named, named_id = reading.noun_content(head, clause.main) if not clause.content else ([], None)
            rest = [*clause.qualifiers, *clause.content, *named]
            yield add(frame, context, patient, p_head, None, node, head, rest, content=clause.content_id or named_id)
    elif preps and main_prep(reading, preps) is not None and not clause.content:
        prep = preps[0][0]
        for node, head in reading.ends(*preps[0]) if prep.lower == "between" else reading.nodes([t for p, t in preps if p is prep]):
            if node.id != patient.id or not node.id:
                rest = reading.beside(clause.qualifiers, frame, prep)
                yield add(frame, context, patient, p_head, prep, node, head, rest, middle=clause.suffix)
        if prep.lower not in _NO_EDGE:  # "was charged with the murder of Reed"
            yield from through_nouns(reading, frame, context, patient, p_head, [], preps, lead=clause.suffix.split())
    else:
        rest = [*clause.qualifiers, *clause.content]
        if not rest and not clause.suffix and (reading.only_dates(frame, context) or frame.lemma in _BIDDING):
            return
        if frame.lemma in _TELLING and p_head.i not in reading.annotated.name_head and all(q.role == "time" for q in rest):
            return  # "the court was told", "the ship was given": what?
        if context.status == "fact" and _only_which(
            reading, frame, reading.phrases.within_clause(patient, p_head, frame.token), p_head, rest
        ):
            return
        yield add(frame, context, patient, p_head, None, None, None, rest, content=clause.content_id, suffix=clause.suffix)


def _named(reading: Reading, item: Token) -> Token | None:
    """A name, or the name beside a description: "his daughter Ella"."""
    beside = item.child("appos")
    return next((t for t in (item, beside) if t is not None and t.i in reading.annotated.name_head), None)


def _only_which(reading: Reading, frame: Frame, patient: Node, p_head: Token, told: list[Qualifier]) -> bool:
    """True for "contracts already signed", "a sector that has been lifted": it only says which things, and tells nothing alone."""
    clause = frame.token
    first = clause.subtree()[0]
    aside = first.i > 0 and reading.annotated.tokens[first.i - 1].text in (",", "–", "—", "(")
    restricting = clause.dep in ("relcl", "acl") and p_head is clause.head and not aside and all(q.role == "manner" for q in told)
    bare = patient.kind == "concept" and " " not in patient.label and p_head.child("nummod") is None
    return restricting and bare and not is_person_noun(p_head)


def _places(reading: Reading, clause: _Clause, patient: Node, p_head: Token) -> Iterator[Statement]:
    """Edges from the subject to the entities that further prepositions lead to."""
    preps = clause.preps
    skip = preps[0][0] if preps and not clause.agents and not clause.objects and not clause.content else None
    for prep, target in [*preps, *settings(reading, clause.frame, preps)]:
        unnamed = unnamed_end(reading, clause.frame, prep, target)
        if prep is skip or (prep.lower in _NO_EDGE and not unnamed) or reading.beside_name(prep):
            continue
        for node, head in reading.nodes([target]):
            if (node.kind == "entity" or unnamed) and node.id != patient.id and all(node.id != agent.id for agent, _ in clause.agents):
                # "was handed the ball at the Mill End": what was handed belongs to it.
                named = bool(clause.objects) and clause.objects[0][1].i in reading.annotated.name_head  # "was born Ann Moore in Leeds"
                words = words_of(reading, clause.frame.objects[0]) if clause.objects and not clause.agents and not named else []
                yield reading.builder.edge(clause.frame, clause.context, patient, p_head, [*words, *preposition(prep)], node, head, prep)


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


def main_prep(reading: Reading, preps: list[tuple[Token, Token]]) -> Token | None:
    return preps[0][0] if preps and reading.nodes([preps[0][1]]) else None
