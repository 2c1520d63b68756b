"""Active clauses: subject, verb, objects, what is embedded, what somebody is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from newsgraph.extraction.edges import edges, said_about, through_infinitive
from newsgraph.extraction.frames import MEASURES_OF_TIME, Frame
from newsgraph.extraction.phrases import NO_NODE
from newsgraph.extraction.reading import Reading
from newsgraph.extraction.status_rules import Context
from newsgraph.language.annotated import Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.status import embedding
from newsgraph.model import Node, Qualifier, Statement

__all__ = ["active"]

_DUBBING = word_class("dubbing")
_AS_VERBS = word_class("as verbs")
_APPOINTING = word_class("appointing")
_RECIPROCAL = word_class("reciprocal")
_BARE_MATRIX = word_class("bare matrix")
_LIGHT = word_class("light verbs")
_SEEING = word_class("seeing")
_SAYING = frozenset(("say", "add", "state", "note", "explain", "tell", "claim", "insist", "remark", "observe", "maintain"))
_NEVER_TRANSITIVE = word_class("never transitive")
_LETTING = frozenset("cause lead let make get have see watch hear enable allow permit authorise authorize".split())
_SPEECH_ALONE = word_class("speech alone")


def active(
    reading: Reading, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], qualifiers: list[Qualifier], main: dict[int, str]
) -> Iterator[Statement]:
    """The statements of an active clause, the main one first."""
    content_id, content = reading.content(frame, main)
    told_apart: list[Token] = []
    if content is not None and not frame.objects:
        inner = reading.frames.by_i.get(content.i)
        if inner is not None and inner.own_subject and not inner.finite and not inner.marks and not reading.quoted_apart(frame, content):
            # "caused the crane to fall", "found him guilty": done to whom the clause is about.
            told_apart = [head for head in inner.subjects if head.i > frame.token.i]
    if told_apart:
        frame = replace(frame, objects=told_apart)
    if frame.lemma in _NEVER_TRANSITIVE:
        frame = replace(frame, objects=[])  # what the parser takes for an object of "die" or "arrive" is none
    if frame.objects and _each_other(frame):
        yield from mutual(reading, frame, context, subjects, qualifiers)
        return
    if frame.lemma == "take" and any(child.dep == "npadvmod" and child.lemma in MEASURES_OF_TIME for child in frame.token.children):
        frame = replace(frame, objects=[])  # "took the neighbours four years to negotiate": it did not take the neighbours
    objects = reading.nodes(frame.objects)
    suffix = ""
    if objects and content is not None and (content.tag in ("VB", "VBN") or content.pos == "ADJ"):
        entry = embedding(frame.lemma, "obj")
        kind = entry.name if entry is not None else ""
        inner_frame = reading.frames.by_i[content.i]
        if kind in ("implicative", "permit") and content.tag == "VB" and frame.lemma in _LETTING and not inner_frame.finite:
            to = " to" if inner_frame.infinitive else ""
            suffix = f"{to} {content.lemma.lower()}"  # "caused the river to burst": it did not cause the river
        elif content.tag == "VBN" and frame.lemma in ("have", "get"):
            suffix = f" {content.lower}"  # "had him transferred"
        elif content.pos == "ADJ":
            suffix = f" {content.lower}"  # "found him guilty"
        elif kind in ("wish", "intention"):
            objects = []  # "wants them to be fined": they are not what is wanted
            frame = replace(frame, objects=[])
    qualifiers = [*qualifiers, *reading.amounts(frame.objects)]
    if frame.objects and not objects and frame.objects[0].lower not in NO_NODE and content is None:
        return
    yield from reciprocal(reading, frame, context, subjects, objects, qualifiers)
    if frame.objects and not objects:
        word = frame.objects[0].lower
        if word in (
            "nothing",
            "nobody",
            "none",
            "anything",
            "anyone",
            "anybody",
            "everything",
            "everybody",
            "everyone",
            "something",
            "someone",
            "neither",
            "both",
        ):
            qualifiers = [*qualifiers, reading.builder.qualifier("complement", frame.objects[0], frame.objects[0])]
        elif content is None:
            yield from characterised(reading, frame, context, subjects, qualifiers)
            return  # "did it", "said so": what was done is not told.
    if frame.lemma == "let" and suffix and suffix != " go":
        return  # "let inspectors visit the site": the visit says it
    dubbed = list(dubbing(reading, frame, context, subjects, objects))
    if dubbed:
        qualifiers = [*qualifiers, *(q for _, q in dubbed)]
        if frame.lemma in _SEEING and not suffix:
            suffix = " as"  # "see her as a likely buyer": not seen, but held to be one
    recipients = reading.nodes(frame.recipients)
    for node, head in recipients:
        qualifiers = [*qualifiers, reading.builder.node_qualifier("recipient", node, head)]
    preps = reading.argument_preps(frame)
    if len(preps) > 1 and preps[0][0].lower == "from" and any(prep.lower == "to" for prep, _ in preps):
        preps = sorted(preps, key=lambda pair: pair[0].lower == "from")  # "fell from 8 to 6": where to
    for subject, s_head in subjects:
        if objects:
            extra = [reading.builder.text_qualifier("content", content, without=told_apart)] if content else []
            for target, o_head in objects:
                if target.id and target.id == subject.id:
                    continue
                yield reading.builder.add(
                    frame, context, subject, s_head, None, target, o_head, [*qualifiers, *extra], content=content_id, suffix=suffix
                )
        elif content is not None:
            if frame.lemma in _BARE_MATRIX and not reading.is_speech(frame):
                continue
            told = [*qualifiers, reading.builder.text_qualifier("content", content)]
            prep, target_head = next(
                ((p, t) for p, t in preps if p.lower in ("on", "to", "for", "with", "upon") and reading.phrases.node(t)), (None, None)
            )
            if (
                prep is not None
                and target_head is not None
                and frame.lemma in ("call", "appeal", "say", "speak", "complain", "plead", "signal", "write")
            ):
                asked = reading.phrases.node(target_head)
                yield reading.builder.add(frame, context, subject, s_head, prep, asked, target_head, told, content=content_id)
            elif recipients:
                for node, head in recipients:
                    yield reading.builder.add(frame, context, subject, s_head, None, node, head, told, content=content_id)
            elif reading.merged(frame, content):
                yield from through_infinitive(reading, frame, context, subject, s_head, content, qualifiers, content_id)
            else:
                yield reading.builder.add(frame, context, subject, s_head, None, None, None, told, content=content_id)
        elif preps and _says_nothing(reading, frame, preps[0]):
            continue  # "said in a statement", and what was said is not told
        elif preps:
            first = preps[0][0]
            if not reading.nodes([preps[0][1]]):
                yield reading.builder.add(frame, context, subject, s_head, None, None, None, qualifiers)
            for prep, target_head in preps:
                if prep is not first:
                    break
                for node, head in reading.nodes([target_head]):
                    if node.id and node.id == subject.id:
                        continue
                    yield reading.builder.add(frame, context, subject, s_head, prep, node, head, reading.builder.others(qualifiers, head))
        elif _told_alone(reading, frame, context, subject, qualifiers):
            yield reading.builder.add(frame, context, subject, s_head, None, None, None, qualifiers)
        if content is not None and not objects:
            yield from said_about(reading, frame, context, subject, s_head, content, content_id)
        yield from edges(reading, frame, context, subject, s_head, objects, preps)
        for node, head in recipients:
            if objects and node.kind == "entity":
                words = [objects[0][1].lemma] if objects[0][0].kind != "entity" else []
                yield reading.builder.edge(frame, context, subject, s_head, [*words, "to"], node, head)
    for (node, head), qualifier in dubbed:
        yield reading.builder.attribute(
            frame, context, node, head, qualifier, speaker=subjects[0][1] if frame.lemma not in _APPOINTING else None
        )


def _each_other(frame: Frame) -> bool:
    """True for "each other" and "one another" as the object."""
    return any(
        head.lower in ("other", "another") and any(child.lower in ("each", "one") for child in head.children) for head in frame.objects
    )


def mutual(
    reading: Reading, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], qualifiers: list[Qualifier]
) -> Iterator[Statement]:
    """ "The army and the rebels blamed each other": the one did it to the other, and the other way round."""
    for one, head in subjects:
        for other, other_head in subjects:
            if one is not other:
                yield reading.builder.add(frame, context, one, head, None, other, other_head, qualifiers)


def _says_nothing(reading: Reading, frame: Frame, phrase: tuple[Token, Token]) -> bool:
    """True for speech without content, and for a verb whose preposition leads to a pronoun that nobody resolves."""
    prep, target = phrase
    if frame.lemma in _SAYING and prep.lower not in ("about", "of", "against", "to", "with"):
        return True
    return target.pos == "PRON" and not reading.phrases.referents(target) and frame.lemma in _LIGHT


def _told_alone(reading: Reading, frame: Frame, context: Context, subject: Node, qualifiers: list[Qualifier]) -> bool:
    """True when a verb without object and complement tells something: speech does not, unless it is denied."""
    if reading.is_speech(frame) and not frame.objects and frame.lemma not in _SPEECH_ALONE and context.status != "negated":
        # "cautioned against reading too much into it" tells what was said.
        return any(child.dep == "prep" and child.child("pcomp") is not None for child in frame.token.children)
    return bool(qualifiers) or not _idle(frame, context, subject)


def _idle(frame: Frame, context: Context, subject: Node) -> bool:
    """True for a bare verb that tells nothing by itself: "(how) regulators move", "(a plan that) works"."""
    aside = frame.link in ("relcl", "acl", "xcomp", "pcomp") or (frame.link == "advcl" and not frame.own_subject)
    raised = frame.governor is not None and frame.governor.lemma in ("seem", "appear") and frame.link == "xcomp"
    if raised:
        return False  # "appears to have worked"
    return (subject.kind == "concept" and aside) or (context.status == "possible" and frame.infinitive and not frame.own_subject)


def dubbing(
    reading: Reading, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], objects: list[tuple[Node, Token]]
) -> Iterator[tuple[tuple[Node, Token], Qualifier]]:
    """ "called Carney a leader", "described the talks as positive": the object with what it is called."""
    if not objects:
        return
    for predicative in frame.predicative:
        if frame.lemma in _DUBBING or frame.lemma in _APPOINTING:
            qualifier = reading.builder.role_qualifier(predicative)
            for item in objects:
                yield item, qualifier
            return
    as_prep = reading.as_phrase(frame)
    if as_prep is not None and frame.lemma in (_AS_VERBS | _DUBBING | _APPOINTING):
        target = reading.as_target(as_prep)
        if target is not None:
            for item in objects:
                yield item, reading.builder.role_qualifier(target)


def characterised(
    reading: Reading, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], qualifiers: list[Qualifier]
) -> Iterator[Statement]:
    """ "called it a good start" where "it" is not resolved: what it was called is told all the same."""
    as_prep = reading.as_phrase(frame)
    target = next(iter(frame.predicative), None)
    if target is None and as_prep is not None:
        target = reading.as_target(as_prep)
    if target is None or frame.lemma not in (_AS_VERBS | _DUBBING):
        return
    node = reading.predicate_node(target)
    if node is None:
        return
    rest = reading.builder.others(qualifiers, target)
    for subject, s_head in subjects:
        yield reading.builder.add(frame, context, subject, s_head, as_prep, node, target, rest)


def reciprocal(
    reading: Reading,
    frame: Frame,
    context: Context,
    subjects: list[tuple[Node, Token]],
    objects: list[tuple[Node, Token]],
    qualifiers: list[Qualifier],
) -> Iterator[Statement]:
    """ "Trump and Carney met": the one with the other."""
    if frame.lemma not in _RECIPROCAL or not 2 <= len(subjects) <= 3:
        return
    if any(prep.lower in ("with", "to", "against") and reading.phrases.node(target) for prep, target in frame.preps):
        return
    entity_objects = [node for node, _ in objects if node.kind == "entity" and node.type in ("Person", "Organization", "Group")]
    if entity_objects:
        return
    for n, (one, head) in enumerate(subjects):
        for other, other_head in subjects[n + 1 :]:
            words = [frame.objects[0].lemma] if objects and frame.lemma not in ("discuss", "debate") else []
            yield reading.builder.edge(
                frame,
                context,
                one,
                head,
                [*words, "with"] if frame.lemma != "meet" else words,
                other,
                other_head,
                symmetric=True,
                qualifiers=qualifiers,
            )
