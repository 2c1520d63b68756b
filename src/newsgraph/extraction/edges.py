"""Statements beside the main one of a clause: every further entity that the clause leads to, and infinitives as part of the relation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsgraph.extraction.frames import Frame
from newsgraph.extraction.phrases import conjuncts, is_nominal
from newsgraph.extraction.reading import Reading
from newsgraph.extraction.status_rules import Context
from newsgraph.extraction.unnamed_ends import done_there, said_in, settings, unnamed_end
from newsgraph.extraction.words import behind_of, compound_preposition
from newsgraph.language.annotated import Token
from newsgraph.language.word_forms import hyphened_to
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.status import embedding
from newsgraph.lexicons.titles import titles
from newsgraph.model import Node, Qualifier, Statement

__all__ = ["complement_edges", "edges", "leads_nowhere", "preposition", "said_about", "through_infinitive", "through_nouns", "words_of"]

_NO_EDGE = word_class("no edge")
_SENDING = word_class("sending")
_CALLING = (word_class("as verbs") | word_class("dubbing")) - {"cite"}
_UNFINISHED = word_class("unfinished")
_WHITHER = word_class("whither")
_UNITS = word_class("units")
_QUANTITY_HEADS = word_class("quantity heads")
_BINDING = frozenset(("on", "with", "into", "of", "behind", "about", "for", "against"))
_POINTING = frozenset(("that", "this", "it", "these", "those"))
_LIGHT = word_class("light verbs")
# They need the preposition right behind them; a place further on is none of theirs.
_BOUND = frozenset("account rely depend consist belong amount apply correspond refer relate adhere conform pertain stem".split())
_VAGUE_HEADS = frozenset(("home", "officer", "attorney", "station", "office", "centre", "center", "minister", "secretary", "executive"))
_ORDINALS = word_class("ordinals") - {"first"}  # "second bottom of the league" is not bottom of it
_COUNTED = word_class("counted")
_MEASURED = frozenset(("MONEY", "PERCENT", "QUANTITY", "CARDINAL", "DATE", "TIME"))
# Who does it is where it leads, not to whom it is done.
_GOING = frozenset("join leave quit enter visit attend contact tell ask lead reach beat defeat meet follow".split())
_ACQUIRING = word_class("acquiring")
_DECIDING = frozenset(("vote", "decide", "agree"))
_AT_POINT = frozenset(("in", "on", "at", "next", "this"))
_LEAVING = frozenset(("off", "out", "into", "onto", "over", "past"))  # "walked off the job at the mill" is not to walk there
_PLACING = word_class("placing")


def edges(
    reading: Reading,
    frame: Frame,
    context: Context,
    subject: Node,
    s_head: Token,
    objects: list[tuple[Node, Token]],
    preps: list[tuple[Token, Token]],
) -> Iterator[Statement]:
    """One edge for everything with a name, or told apart, that a preposition of the clause leads to, beside the main statement."""
    if reading.is_speech(frame) and (frame.clauses or frame.lemma in ("say", "tell")):
        preps = [
            (prep, target)
            for prep, target in preps
            if prep.lower in ("to", "about", "on", "of", "with") and not (prep.lower == "on" and prep.i < frame.token.i)
        ]  # where it was said is no party
    _, said = reading.content(frame, {}) if reading.is_speech(frame) else (None, None)
    what = [reading.builder.text_qualifier("content", said)] if said is not None else []
    taken = preps[0] if preps and not objects and not frame.clauses else None
    for prep, target in [*preps, *settings(reading, frame, preps)]:
        if prep.lower in ("in", "at", "on") and not objects and any(reading.merged(clause) for clause in frame.clauses):
            continue  # "tried in Oslo to rebook": nothing is tried in Oslo
        unnamed = unnamed_end(reading, frame, prep, target)
        if (prep.lower in _NO_EDGE and not unnamed) or prep.lower == "between" or reading.beside_name(prep) or _absolute(prep, target):
            continue
        if taken is not None and prep is taken[0]:
            continue
        for node, head in reading.nodes([target]):
            if not (node.kind == "entity" or unnamed) or node.id == subject.id or any(node.id == known.id for known, _ in objects):
                continue
            words = _words_between(reading, frame, objects, taken, prep, node)
            if unnamed and not words and not _without_object(reading, frame, objects, prep, target):
                yield from done_there(reading, frame, context, objects, (prep, target), (node, head))
            elif words is not None:
                told = said_in(prep, target) or (prep.lower == "of" and frame.lemma != "tell")
                words = [*words, *(compound_preposition(prep) or (prep.lower,))]
                yield reading.builder.edge(frame, context, subject, s_head, words, node, head, prep, qualifiers=what if told else [])
    yield from moved(reading, frame, context, objects, preps)
    yield from through_nouns(reading, frame, context, subject, s_head, objects, preps)


def _without_object(reading: Reading, frame: Frame, objects: list[tuple[Node, Token]], prep: Token, target: Token) -> bool:
    """True where verb and preposition alone say how the subject is joined to something without a name: "lives in", "met her at", "sent to".

    Not "arrested her at a hotel", where only she is known to be there, nor "kept it through a drought".
    """
    if not frame.objects:
        return frame.lemma not in _UNFINISHED or said_in(prep, target)
    if frame.lemma in _GOING or said_in(prep, target):
        return True
    return frame.lemma in _SENDING and prep.lower == "to" and all(node.kind != "entity" for node, _ in objects)


def _words_between(
    reading: Reading, frame: Frame, objects: list[tuple[Node, Token]], taken: tuple[Token, Token] | None, prep: Token, node: Node
) -> list[str] | None:
    """What stands between the verb and the preposition in the name of the relation; None where the subject is not led there.

    ``taken`` is the phrase that the main statement leads to, where the clause has no object.
    """
    if taken is not None and prep.lower in ("at", "on") and taken[1].ent_type in _MEASURED - {"DATE", "TIME"}:
        return None  # "closed at $12 on the Oslo Exchange": at what, the main statement says
    if frame.complement is not None and prep.i < frame.complement.i:
        return None  # "For Reed, the fight has become a full-time job"
    named = bool(objects) and objects[0][1].i in reading.annotated.name_head
    if named and prep.lower == "of" and prep.head.dep == "prep":
        return None  # "pulled Norland out of the pact"
    if named and (prep.lower == "against" or (prep.lower == "from" and frame.lemma not in _ACQUIRING)):
        return None  # "withdrew its Golden Bear from the film": it did not withdraw from the film
    words: list[str] = []
    if frame.complement is not None:
        words = words_of(reading, frame.complement)
    elif objects and frame.objects and _of_the_object(reading, frame, objects[0], prep):
        if objects[0][1].i in reading.annotated.name_head:
            return None  # "moved the Star Trial to Oslo": who moved it did not move there
        words = words_of(reading, frame.objects[0])
        if not words and frame.lemma not in _COUNTED:
            return None
    elif not objects and taken is not None and (frame.lemma in _LIGHT | _BOUND or taken[0].lower in _LEAVING):
        return None  # "getting into a car on Main Street" is not to get on it
    if not words and objects and frame.objects and frame.lemma in _UNFINISHED - _SENDING and prep.lower in ("to", "at"):
        common = frame.objects[0].pos == "NOUN" and frame.objects[0].i not in reading.annotated.name_head
        words = words_of(reading, frame.objects[0]) if common and prep.lower == "to" else []
        if not words:
            return None  # "brought her to Oslo": who brought her does not bring to Oslo
    if words and objects and objects[0][1].child("prep") is not None and not _told_apart(node):
        return None  # "found the remains of a ship off the coast": no remains without the ship
    return words


def through_nouns(
    reading: Reading,
    frame: Frame,
    context: Context,
    subject: Node,
    s_head: Token,
    objects: list[tuple[Node, Token]],
    preps: list[tuple[Token, Token]],
    lead: Sequence[str] = (),
) -> Iterator[Statement]:
    """Edges to the names inside the object, or behind the first preposition: "sends exports to the US", "rejects the claim of Acme".

    ``lead`` stands between the verb and the preposition: the *guilty* of "was found guilty of the murder of Reed".
    """
    inner = objects or [pair for _, t in preps[:1] for pair in reading.nodes([t])]
    if context.status == "negated" and objects and preps:
        return  # "never discussed Reed's case with Marsh": perhaps with others
    if frame.lemma in _CALLING and objects and (frame.predicative or reading.as_phrase(frame) is not None):
        return  # "described the recall of Roth as hasty": without what it is called, it tells nothing
    known_ids = {node.id for node, _ in inner}  # "the suburb of Shaker Heights" is Shaker Heights
    for o_node, o_head in inner:
        if o_head.i in reading.annotated.name_head or (o_node.kind == "entity" and o_node.type == "Person"):
            continue  # "dismissed its former head": whose head he was is no end of the dismissal
        start = [] if objects else [*lead, *preposition(preps[0][0])]
        for prep, below in reading.phrases.entities_below(reading.phrases.semantic_head(o_head)):
            if prep.lower in ("between", "including"):
                continue  # "found a link between A and B": it is no link between A
            if prep.lower == "by" and frame.passive:
                continue  # "was cleared off the line by Brandt", whoever the parser takes the line to be by
            for node, head in reading.nodes([below]):
                if node.kind == "entity" and node.id != subject.id and node.id not in known_ids and _told_apart(node):
                    # "sends exports to the US": the goal is the verb's, wherever the parser hangs it.
                    noun = words_of(reading, o_head)
                    if not noun:
                        continue
                    words = [] if objects and frame.lemma in _SENDING and prep.lower == "to" else [*start, *noun]
                    yield reading.builder.edge(frame, context, subject, s_head, [*words, prep.lower], node, head, prep)
        owner = o_head.child("poss")
        told_apart = any(child.tag in ("JJS", "RBS") for child in o_head.children if child.i < o_head.i)
        if owner is not None and is_nominal(o_head) and not told_apart:  # "Europe's third-largest producer" is not Europe's producer
            for node, head in reading.nodes([owner]):
                if node.kind == "entity" and node.id != subject.id and _told_apart(node):
                    noun = words_of(reading, o_head)
                    if noun:
                        yield reading.builder.edge(frame, context, subject, s_head, [*start, *noun, "of"], node, head)


def preposition(prep: Token) -> list[str]:
    """*Out of* for the *of* of "walked out of schools", *in favour of*, else the preposition alone."""
    if compound := compound_preposition(prep):
        return compound
    return [prep.head.lower, prep.lower] if prep.head.dep == "prep" and prep.head.i == prep.i - 1 else [prep.lower]


def _absolute(prep: Token, target: Token) -> bool:
    """True for "decided with Canada in mind": nothing is done with Canada."""
    return prep.lower == "with" and any(
        child.dep == "prep" and (bare := child.child("pobj")) is not None and bare.tag == "NN" and not bare.children
        for child in target.children
    )


def _told_apart(node: Node) -> bool:
    """False for what bears no name: "halted its study of the drug" is told whole, "halt study of" the drug adds nothing."""
    return not (node.label.islower() or node.label[:1].islower())  # "ferry workers in Leeds" are unnamed too


def _of_the_object(reading: Reading, frame: Frame, first: tuple[Node, Token], prep: Token) -> bool:
    """True when the relation to what follows has to name the object: "move trial to", but "meet in" and "send to"."""
    if frame.lemma in _SENDING and prep.lower == "to":
        return False
    node, head = first
    if node.kind != "entity":
        return True
    if head.i in reading.annotated.name_head or node.type in ("Person", "Organization", "Group"):
        if node.type in ("Place", "Organization", "Product", "Work", "Thing") and prep.lower in ("on", "off", "outside", "near"):
            return True
        return prep.lower in _WHITHER and prep.lower not in ("in", "at") and node.type not in ("Person", "Organization", "Group")
    return True


def _measured(noun: Token) -> Token | None:
    """What a measure is one of: the heroin of "40 kilograms of heroin"."""
    target = behind_of(noun)
    return target if target is not None and target.tag in ("NN", "NNS") and not target.ent_type else None


def words_of(reading: Reading, noun: Token) -> list[str]:
    """What a noun, or an adjective that is predicated, adds to the name of a relation; nothing when it only counts or measures."""
    head = reading.phrases.semantic_head(noun)
    if head.tag == "PRP":
        return []  # "would challenge them at the tribunal"
    if head.lower == "one" and (of := head.child("prep")) is not None and of.lower == "of" and (whole := of.child("pobj")) is not None:
        head = whole  # "handed him one of the rebukes": a rebuke
    if head is noun and not is_nominal(noun):
        return [noun.lower]
    taken = head.lemma.lower() == "degree" and head.child("nummod") is None  # "received an honorary degree from the university"
    if taken:
        return ["degree"]
    if head.tag == "CD" or head.lower in _UNITS or head.lemma.lower() in _UNITS or head.text in ("%", "$") or head.ent_type in _MEASURED:
        return []
    if head.lower in _QUANTITY_HEADS:
        return []
    before = reading.annotated.tokens[head.i - 1] if head.i else head
    if before.head is head and before.dep in ("compound", "amod", "nmod"):
        first = reading.annotated.tokens[before.i - 1] if before.i else before
        title = f"{first.lower} {before.lower} {head.lemma.lower()}"
        if first.head is head and title in titles():
            return [first.lower, before.lower, head.lemma.lower()]  # "chief operating officer"
        pair = f"{before.lower} {head.lemma.lower()}"
        if pair in titles() or head.lemma.lower() in _VAGUE_HEADS or before.lower in _ORDINALS:
            return [before.lower, head.lemma.lower()]
    joined = hyphened_to(reading.annotated.tokens, head)
    return [f"{joined.lower}-{head.lemma.lower()}" if joined is not None else head.lemma.lower()]  # "after take-off from"


def said_about(
    reading: Reading, frame: Frame, context: Context, subject: Node, s_head: Token, content: Token, content_id: str | None
) -> Iterator[Statement]:
    """Who says something of whom: "Mary said that Acme had failed" is something that Mary says about Acme."""
    entry = embedding(frame.lemma, "that")
    inner = reading.frames.by_i.get(content.i)
    if (
        entry is None
        or entry.name not in ("report", "belief", "allege")
        or inner is None
        or not inner.own_subject
        or not reading.contexts.of(inner).told
        or content.dep != "ccomp"
    ):
        return
    names = reading.annotated.name_head
    if s_head.i not in names and s_head.pos != "PRON":
        return
    for node, head in reading.nodes(inner.subjects):
        if node.kind == "entity" and node.id != subject.id and head.i in names:
            told = [reading.builder.text_qualifier("content", content)]
            yield reading.builder.edge(frame, context, subject, s_head, ["about"], node, head, qualifiers=told, content=content_id)


def moved(
    reading: Reading, frame: Frame, context: Context, objects: list[tuple[Node, Token]], preps: list[tuple[Token, Token]]
) -> Iterator[Statement]:
    """ "sent her to Sydney", "held him aboard the Star": where what is done leaves the one it is done to."""
    for node, head in objects:
        if node.kind != "entity" or frame.lemma in _GOING or frame.lemma == "be":  # which moves nobody
            continue
        for prep, target in preps:
            if prep.lower not in _WHITHER or (prep.lower in ("in", "at") and frame.lemma not in _PLACING):
                continue
            for place, place_head in reading.nodes([target]):
                if (
                    place.kind == "entity"
                    and place.id != node.id
                    and (place.type in ("Place", "Organization") or prep.lower in ("aboard", "to", "from"))
                ):
                    yield reading.builder.passive_edge(frame, context, node, head, prep, place, place_head)


def through_infinitive(
    reading: Reading,
    frame: Frame,
    context: Context,
    subject: Node,
    s_head: Token,
    content: Token,
    qualifiers: list[Qualifier],
    content_id: str | None,
) -> Iterator[Statement]:
    """ "Ford – threaten to cut off – exports": the matrix verb with the infinitive, to what the infinitive is about."""
    inner = reading.frames.by_i[content.i]
    chain = [content]
    while len(inner.clauses) == 1 and not inner.objects and reading.merged(inner.clauses[0]) and len(chain) < 3:
        content = inner.clauses[0]
        inner = reading.frames.by_i[content.i]
        chain.append(content)
    text = reading.builder.text_qualifier("content", chain[0])
    objects = reading.nodes(inner.objects)
    preps = reading.argument_preps(inner)
    past = frame.token.tag in ("VBD", "VBN")
    decided = past and frame.lemma in _DECIDING  # "voted to close it in June": the closing is in June, the vote is not
    own = [q for q in reading.qualifiers(inner) if (q.role == "time" and not (decided and _at_point(q))) or q.node is not None]
    rest = [*qualifiers, *(q for q in own if q not in qualifiers), text]
    if not objects and preps and any(target.lower in ("it", "them", "him", "her") for target in inner.objects):
        # "tried to keep it off the floor": what it is nobody knows, and it is no relation to the floor.
        yield reading.builder.chained(frame, context, subject, s_head, chain, inner, None, None, None, rest, content=content_id)
        return
    bare = not (inner.preps or inner.complement or inner.objects or inner.clauses)
    if inner.infinitive and inner.lemma == "be" and bare and reading.builder.verb_name(inner, False) == "be":
        return  # "did not intend to be": what?
    if inner.objects and not objects and inner.objects[0].lower in ("one", "ones"):
        return  # "meant to hire one in Oslo": one of what?
    if objects:
        for node, head in objects:
            yield reading.builder.chained(frame, context, subject, s_head, chain, inner, None, node, head, rest, content=content_id)
    elif preps and reading.nodes([preps[0][1]]):
        ends = reading.ends(*preps[0]) if preps[0][0].lower == "between" else reading.nodes([t for p, t in preps if p is preps[0][0]])
        for node, head in ends:
            rest = reading.builder.others(rest, head) if preps[0][0].lower == "between" else rest
            yield reading.builder.chained(frame, context, subject, s_head, chain, inner, preps[0][0], node, head, rest, content=content_id)
    elif inner.objects and inner.objects[0].lower not in ("nothing", "anything", "everything", "nobody", "anyone"):
        return  # "intends to keep them": whom, nobody knows
    elif inner.lemma != "do" and not inner.left_open and not leads_nowhere(reading, inner, preps[:1]):  # "something he vowed never to do"
        yield reading.builder.chained(frame, context, subject, s_head, chain, inner, None, None, None, rest, content=content_id)
    for prep, target in preps:
        for node, head in reading.nodes([target]):
            if node.kind == "entity" and node.id != subject.id and (objects or prep is not preps[0][0]):
                noun = next((h for n, h in objects if h.i < prep.i and h.i not in reading.annotated.name_head), None)
                if noun is not None and not words_of(reading, noun):
                    noun = _measured(noun)  # "distribute 40 kilograms of heroin in": heroin, no kilogram
                if noun is None and objects and prep.lower == "of" and prep.head.dep == "prep":
                    continue  # "take Norland out of the pact": who takes it out does not leave
                if noun is None and objects and prep.lower in _WHITHER and prep.lower not in ("in", "at"):
                    continue  # "refused to move the Star Trial to Oslo": who refused does not move
                yield reading.builder.chained(frame, context, subject, s_head, chain, inner, prep, node, head, [], noun=noun, lesser=True)
    for o_head in (head for node, head in objects if node.kind != "entity"):
        for prep, below in reading.phrases.entities_below(o_head):
            if prep.lower == "between":
                continue
            for node, head in reading.nodes([below]):
                if node.kind == "entity" and node.id != subject.id and _told_apart(node):
                    yield reading.builder.chained(
                        frame, context, subject, s_head, chain, inner, prep, node, head, [], noun=o_head, lesser=True
                    )


def leads_nowhere(reading: Reading, frame: Frame, preps: list[tuple[Token, Token]]) -> bool:
    """True for "decided against it", "denied having asked for that", where what it is nobody resolves."""
    return any(
        target.pos == "PRON"
        and target.lower in _POINTING
        and prep.lower in _BINDING
        and prep.i == frame.token.i + 1
        and not reading.phrases.referents(target)
        for prep, target in preps
    )


def _at_point(time: Qualifier) -> bool:
    """True for "in June", "at the end of the year", not for "until June", "for five years"."""
    return time.text.split()[0].lower() in _AT_POINT


def complement_edges(reading: Reading, frame: Frame, context: Context, subject: Node, s_head: Token, target: Token) -> Iterator[Statement]:
    """The entities behind a predicate adjective ("careful in his dealings with Trump")."""
    if is_nominal(target) or any(child.dep == "neg" and child.i < target.i for child in target.children):
        return
    of = next((child for child in target.children if child.dep == "prep" and child.lower == "of"), None)
    for child in target.children:
        if child.dep != "prep" or child.lower == "since" or (of is not None and child is not of and target.lower in _ORDINALS):
            continue  # "the fourth of its kind in Norland" is not fourth in Norland
        for inner in child.children:
            if inner.dep != "pobj":
                continue
            for node, head in reading.nodes(conjuncts(inner)):
                if node.kind == "entity" and node.id != subject.id:
                    utmost = target.tag == "JJS"  # "deadliest off Tunisia this year"
                    when = [q for q in reading.qualifiers(frame) if q.role == "time"] if utmost else []
                    yield reading.builder.edge(
                        frame, context, subject, s_head, [target.lower, child.lower], node, head, child, qualifiers=when
                    )
                elif node.kind == "concept":
                    for prep, below in reading.phrases.entities_below(head):
                        for deep, deep_head in reading.nodes([below]):
                            if deep.kind == "entity" and deep.id != subject.id:
                                yield reading.builder.edge(
                                    frame,
                                    context,
                                    subject,
                                    s_head,
                                    [target.lower, child.lower, head.lemma, prep.lower],
                                    deep,
                                    deep_head,
                                    prep,
                                )
