"""Copulas, small clauses and existential *there*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsgraph.extraction.edges import complement_edges, edges
from newsgraph.extraction.frames import Frame
from newsgraph.extraction.nouns import is_kind_of, is_person_noun
from newsgraph.extraction.phrases import conjuncts, is_nominal
from newsgraph.extraction.reading import Reading
from newsgraph.extraction.status_rules import Context
from newsgraph.extraction.words import behind_of, leads_to_pronoun, spelt
from newsgraph.language.annotated import Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.status import noun_effect
from newsgraph.model import Node, Qualifier, Statement

__all__ = ["copular", "existential", "small_clause"]

_RELATIONAL = word_class("relational nouns")
_OF_EACH_OTHER = word_class("of each other")
_SHARES = frozenset(("most", "many", "some", "half", "few", "several", "quarter", "third", "two-thirds", "majority"))
_ORDINALS = word_class("ordinals")
# Adjectives that mean nothing without the clause behind them (Quirk et al. 16.71 ff.).
_OPEN = frozenset("sure unsure certain aware unaware able unable willing unwilling due bound set about".split())
_GENERIC_SUBJECTS = word_class("generic subjects")


def copular(
    reading: Reading, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], qualifiers: list[Qualifier], main: dict[int, str]
) -> Iterator[Statement]:
    """The statements of a copula: what the subject is, where it is, whose it is."""
    complement = frame.complement
    preps = reading.argument_preps(frame)
    if complement is None:
        for subject, s_head in subjects:
            behind = [pair for pair in preps if pair[0].i > frame.token.i]  # "which at the height of the crisis was among the worst"
            for prep, target in (behind or preps)[:1]:
                for node, head in reading.ends(prep, target):
                    if node.id != subject.id or not node.id:
                        about, about_id = reading.noun_content(head, main)  # "is in talks to buy Acme"
                        rest = [*reading.builder.others(qualifiers, head), *about]
                        yield reading.builder.add(frame, context, subject, s_head, prep, node, head, rest, content=about_id)
            yield from edges(reading, frame, context, subject, s_head, [], preps)
            if not preps and any(
                child.dep == "advmod"
                and child.lower not in ("here", "there", "not", "also", "still", "never", "n't", "just", "even", "only")
                for child in frame.token.children
            ):
                yield reading.builder.add(frame, context, subject, s_head, None, None, None, qualifiers)
        return
    whole = _whole(complement)
    if whole is not None:
        yield from _part(reading, frame, context, subjects, qualifiers, complement, whole)
        return
    pairs = _to_each_other(complement, subjects)
    for (one, head), (other, _) in pairs:
        words = [child for child in complement.children if child.dep in ("amod", "compound") and child.i < complement.i]
        name = f"{spelt([*words, complement])[: -len(complement.lower)]}{complement.lemma.lower()} of"
        name = name if frame.lemma == "be" else f"{frame.lemma} {name}"
        yield reading.builder.copular_role(frame, context, one, head, name, [*words, complement], other, qualifiers)
    if pairs:
        return
    targets = (
        conjuncts(complement)
        if is_nominal(complement)
        else [complement, *(c for c in complement.children if c.dep == "conj" and c.i not in reading.frames.by_i)]
    )
    content_id, _ = reading.content(frame, main)
    named = reading.annotated.name_head
    for subject, s_head in subjects:
        together = _together(reading, subject, s_head, targets)
        for target in targets[:1] if together else targets:
            told = reading.builder.coordinated(targets) if together else reading.predicate_node(target)
            if told is None or (told.id and told.id == subject.id) or (frame.lemma == "be" and content_id is None and _open(target, told)):
                continue
            owners = _kin_of(reading, s_head, told)
            if owners:
                for owner, _ in owners:
                    words = [child for child in s_head.children if child.dep == "amod"]
                    name = " ".join([*(word.lower for word in words), s_head.lemma.lower(), "of"])
                    yield reading.builder.copular_role(frame, context, told, target, name, [*words, s_head], owner)
                continue
            kind = s_head.i in named and not preps and is_kind_of(target, told.label, subject.type, unknown=False)
            described = subject.kind == "entity" and told.kind == "concept" and frame.lemma == "be" and is_nominal(target)
            if described and (kind or is_person_noun(target)):
                if not _linked(reading, target):  # "is a member of the Green Party": the edge to the party says it
                    yield reading.builder.role(frame, context, subject, told, target, qualifiers)
            else:
                about, about_id = _of_what(reading, target, main)
                yield reading.builder.add(
                    frame, context, subject, s_head, None, told, target, [*qualifiers, *about], content=content_id or about_id
                )
            yield from complement_edges(reading, frame, context, subject, s_head, target)
        yield from edges(
            reading, frame, context, subject, s_head, [(n, complement) for n in [reading.predicate_node(complement)] if n], preps
        )


def _of_what(reading: Reading, target: Token, main: dict[int, str]) -> tuple[list[Qualifier], str | None]:
    """The clause that an adjective is about, and the id of its statement: "confident *that the mill will close*"."""
    inner = target.child("xcomp")
    behind = target.child("ccomp") or (inner.child("ccomp") if inner is not None else None)  # "able to show that they knew"
    clause = behind if not is_nominal(target) else None
    if clause is None or clause.i < target.i:
        return [], None
    return [reading.builder.text_qualifier("content", clause)], main.get(clause.i)


def _open(target: Token, told: Node) -> bool:
    """ "Kay is not sure", "Reed was second": of what is not told."""
    if told.label.lower().endswith((" do so", " to")):
        return True  # "unable to do so", "ready to return to them"
    bare = told.label.lower().removeprefix("the ") == target.lower and target.child("ccomp", "xcomp", "prep", "advcl") is None
    return bare and (target.lower in _OPEN or (target.lower in _ORDINALS and target.head.child("prep") is None))


def _to_each_other(complement: Token, subjects: Sequence[tuple[Node, Token]]) -> list[tuple[tuple[Node, Token], tuple[Node, Token]]]:
    """ "Reed and Kay are cousins": of each other, each of the two; nothing for "are friends of the mayor"."""
    two = len(subjects) == 2 and all(node.kind == "entity" for node, _ in subjects) and subjects[0][0].id != subjects[1][0].id
    if not two or complement.tag != "NNS" or complement.lemma.lower() not in _OF_EACH_OTHER:
        return []
    if complement.child("prep", "poss", "relcl", "conj", "nummod") is not None:
        return []
    return [(subjects[0], subjects[1]), (subjects[1], subjects[0])]


def _together(reading: Reading, subject: Node, s_head: Token, targets: list[Token]) -> bool:
    """True for "most of the dead were women and children": what the things are together, and not each of them.

    References:
        Quirk et al. (1985), 13.46 (combinatory coordination).
    """
    nodes = [reading.predicate_node(target) for target in targets] if len(targets) > 1 else []
    part = any(child.lower in _SHARES for child in (s_head, *s_head.children)) or s_head.head.head.lower in _SHARES
    listed = part and all(target.tag in ("NN", "NNS") for target in targets)
    joined = any(child.dep == "cc" and child.lower == "and" for target in targets for child in target.children)
    return joined and listed and bool(nodes) and all(node is not None and node.kind == "concept" for node in nodes)


def _whole(complement: Token) -> Token | None:
    """The preposition behind *part*: "is part of the deal" says what it is part of."""
    if complement.lemma.lower() != "part":
        return None
    return next((child for child in complement.children if child.dep == "prep" and child.lower == "of" and child.i > complement.i), None)


def _part(
    reading: Reading,
    frame: Frame,
    context: Context,
    subjects: list[tuple[Node, Token]],
    qualifiers: list[Qualifier],
    complement: Token,
    of: Token,
) -> Iterator[Statement]:
    kind = [child.lower for child in complement.children if child.dep in ("amod", "compound") and child.i < complement.i]
    for subject, s_head in subjects:
        for node, head in reading.nodes(item for target in of.children if target.dep == "pobj" for item in conjuncts(target)):
            if not node.id or node.id != subject.id:
                rest = reading.builder.others(qualifiers, head)
                middle = " ".join(["", *kind, "part"])
                yield reading.builder.add(frame, context, subject, s_head, of, node, head, rest, middle=middle)


def _kin_of(reading: Reading, subject: Token, told: Node) -> list[tuple[Node, Token]]:
    """Whose relation the subject names: "his sister is the minister, Anna Reed" makes her a sister of his."""
    owner = subject.child("poss")
    if owner is None or told.kind != "entity" or told.type != "Person" or subject.lemma.lower() not in _RELATIONAL:
        return []
    return [(node, head) for node, head in reading.nodes([owner]) if node.kind == "entity" and node.id != told.id]


def _linked(reading: Reading, role: Token) -> bool:
    """True when the role is told to be somebody's: "a member of the party", "Ford's deputy"."""
    heads = [below for _, below in reading.phrases.entities_below(role)]
    owner = role.child("poss")
    return any(node.kind == "entity" for node, _ in reading.nodes([*heads, *([owner] if owner is not None else [])]))


def small_clause(
    reading: Reading, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], qualifiers: list[Qualifier]
) -> Iterator[Statement]:
    """What an adjective or noun with a subject of its own says ("found him guilty")."""
    node = reading.predicate_node(frame.token)
    below = [child for child in frame.token.children if child.i > frame.token.i]
    above = frame.governor.clauses if frame.governor is not None else []
    expletive = frame.subjects[:1] and frame.subjects[0].lower == "it" and any(t.tag == "VB" for t in (*below, *above))
    if node is None or expletive:
        return  # "will make it harder for them to join": it is the joining that will be
    for subject, s_head in subjects:
        if not node.id or node.id != subject.id:
            yield reading.builder.add(frame, context, subject, s_head, None, node, frame.token, qualifiers)


def existential(reading: Reading, frame: Frame, context: Context, qualifiers: list[Qualifier], main: dict[int, str]) -> Iterator[Statement]:
    """What "there is" says to exist, and where."""
    for subject, s_head in reading.nodes(frame.subjects):
        named, named_id = reading.noun_content(s_head, main)
        whole = behind_of(s_head)
        if not named and whole is not None:
            named, named_id = reading.noun_content(whole, main)  # "not a shred of evidence that they knew"
        if named:  # "there is no evidence that it works"
            yield reading.builder.add(frame, context, subject, s_head, None, None, None, [*qualifiers, *named], content=named_id)
            continue
        preps = [(prep, target) for prep, target in reading.argument_preps(frame) if reading.nodes([target])]
        if preps:
            for node, head in reading.nodes([preps[0][1]]):
                yield reading.builder.add(frame, context, subject, s_head, preps[0][0], node, head, qualifiers)
        elif any(child.dep == "prep" and leads_to_pronoun(child) for child in s_head.children):
            continue  # "there were holes in it": in what is lost
        elif context.status == "negated" and s_head.child("relcl") is not None and not qualifiers:
            continue  # "there is no law that requires it": what no law does is told of it
        elif s_head.lower not in _GENERIC_SUBJECTS and (
            qualifiers or (context.status == "negated" and noun_effect(s_head.lemma.lower(), finite=True) is None)
        ):
            yield reading.builder.add(frame, context, subject, s_head, None, None, None, qualifiers)
