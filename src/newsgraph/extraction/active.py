"""Active clauses: subject, verb, objects, what is embedded, what somebody is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsgraph.extraction.edges import edges, leads_nowhere, said_about, through_infinitive, words_of
from newsgraph.extraction.frames import MEASURES_OF_TIME, Frame
from newsgraph.extraction.nouns import is_person_noun
from newsgraph.extraction.offices import held_as, offices
from newsgraph.extraction.phrases import NO_NODE
from newsgraph.extraction.reading import Reading, predicated
from newsgraph.extraction.status_local import is_proverb
from newsgraph.extraction.status_rules import Context
from newsgraph.extraction.subjects import leads_on, with_gap
from newsgraph.extraction.words import sayable, says_something
from newsgraph.language.annotated import Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.status import embedding
from newsgraph.model import Node, Qualifier, Statement

__all__ = ["active"]

_DUBBING = word_class("dubbing")
_AS_VERBS = word_class("as verbs")
_APPOINTING = word_class("appointing")
_INTRANSITIVE = word_class("intransitive")
_UNITS = word_class("units")
_RECIPROCAL = word_class("reciprocal")
_MUTUAL = word_class("mutual")
_JOINT_DOING = word_class("joint doing")
_RESULTING = frozenset("leave keep make set get hold render turn push paint declare pronounce send drive strike shoot".split())
_RECIPROCAL_PHRASES = frozenset(("make up", "fall out", "split up", "break up", "team up", "link up", "pair up", "square off", "face off"))
_UNITING = frozenset(("meet", "marry", "wed", "divorce", "embrace", "hug", "kiss"))
_BARE_MATRIX = word_class("bare matrix")
_LIGHT = word_class("light verbs")
_SEEING = word_class("seeing")
_WORDS = frozenset(("word", "term", "phrase", "expression"))
_TAKING_UP = {"it": "NN", "them": "NNS"}
_SAYING = frozenset(("say", "add", "state", "note", "explain", "tell", "claim", "insist", "remark", "observe", "maintain"))
_NEVER_TRANSITIVE = word_class("never transitive")
_LETTING = frozenset("cause lead let make get have see watch hear enable allow permit authorise authorize".split())
_FORCING = frozenset("force compel oblige obligate require prompt".split())
_SPEECH_ALONE = word_class("speech alone")
_UNNAMED = frozenset(
    "nothing nobody none anything anyone anybody everything everybody everyone something someone neither both many few most several".split()
)
_RECEIVING = frozenset(("Person", "Organization", "Group"))
_MANY = frozenset(("many", "few", "most", "several"))
_SETTING = frozenset(("in", "at", "on", "under", "near", "during", "since", "across", "throughout"))
_UNFINISHED = word_class("unfinished")
_AIMLESS = frozenset(("move", "go", "belong"))
_ELLIPTIC = frozenset(("refuse", "accept", "sign", "veto", "reverse", "comply", "oblige"))
_ANSWERING = word_class("denying") | frozenset(("confirm", "acknowledge", "admit", "concede", "recall"))
_TOWARDS = frozenset(("on", "to", "for", "with", "upon"))
_ADDRESSING = frozenset(("call", "appeal", "say", "speak", "complain", "plead", "signal", "write"))


@dataclass(frozen=True, slots=True)
class _Clause:
    """What an active clause says of each of its subjects; ``told_apart`` are subjects of the content that are objects too."""

    frame: Frame
    context: Context
    qualifiers: list[Qualifier]
    objects: list[tuple[Node, Token]]
    recipients: list[tuple[Node, Token]]
    preps: list[tuple[Token, Token]]
    content: Token | None
    content_id: str | None
    main: dict[int, str]
    told_apart: list[Token]
    suffix: str


def active(
    reading: Reading, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], qualifiers: list[Qualifier], main: dict[int, str]
) -> Iterator[Statement]:
    """The statements of an active clause, the main one first."""
    content_id, content = reading.content(frame, main)
    if content is not None and content.dep == "relcl" and content.subtree()[0].tag in ("WDT", "WP") and reading.contexts.is_inserted(frame):
        return  # "a plan which, he says, was dropped": the dropping is told as his claim
    told_apart = _told_apart(reading, frame, content)
    whole = frame
    frame = _with_true_objects(frame, told_apart)
    if not frame.objects:  # "work 12-hour shifts": nothing is done to them
        measures = [head for head in whole.objects if head.head is frame.token and _is_measure(head)]
        qualifiers = [*qualifiers, *(reading.builder.phrase_qualifier("amount", head) for head in measures)]
    if frame.objects and _each_other(frame):
        yield from mutual(reading, frame, context, subjects, qualifiers)
        return
    objects = reading.nodes(frame.objects)
    suffix = ""
    if content is not None and frame.lemma == "have" and content.tag == "VBN" and any(_own(item) for item in frame.objects):
        return  # "had her conviction quashed": she did not do it, and the quashing says it
    if objects and content is not None:
        frame, suffix = _result(reading, frame, content)
        objects = objects if frame.objects else []
    if len(frame.objects) == 1:  # of "a colonel and two of his aides" only the aides are two
        qualifiers = [*qualifiers, *reading.amounts(frame.objects)]
    if frame.objects and not objects and frame.objects[0].lower not in NO_NODE and content is None:
        return
    joint = list(reciprocal(reading, frame, context, subjects, objects, qualifiers))
    yield from joint
    if joint and frame.lemma == "have":
        return  # "have good relations": with each other
    if joint and not objects and content is None and not any(reading.nodes([target]) for _, target in reading.argument_preps(frame)):
        return  # "the two have barely spoken": each with the other, neither alone
    if frame.objects and not objects:
        if frame.lemma == "do":
            return  # "had done everything in its power"
        if frame.link == "relcl" and frame.objects[0] is frame.token.head and frame.objects[0].lower.endswith("thing"):
            return  # "lost everything he had in Oslo": what he had there is not told
        if frame.objects[0].lower in _UNNAMED:
            qualifiers = [*qualifiers, reading.builder.phrase_qualifier("complement", frame.objects[0])]
        elif content is None:
            called = list(characterised(reading, frame, context, subjects, qualifiers, main))
            yield from called
            if not called and frame.lemma in _ANSWERING and frame.objects[0].lower in ("this", "that", "it"):
                yield from _answering(reading, frame, context, subjects, qualifiers, main)
            return  # "did it", "said so": what was done is not told.
    if frame.lemma == "say" and objects and content is None and not any(sayable(head) for head in frame.objects):
        return  # "said flakes of paint land in his yard": a clause that the parse tears apart
    if frame.lemma == "let" and objects and suffix != " go" and frame.particle is None and not frame.preps:
        return  # "let inspectors visit the site": the visit says it
    if objects and not suffix and frame.lemma in _RESULTING:
        left = [item for item in frame.predicative[:1] if item.pos in ("ADJ", "ADV") or item.tag == "VBN"]  # "left the door open"
        suffix = "".join(f" {predicated(item)}" for item in left)
    dubbed = list(dubbing(reading, frame, objects))
    if dubbed:
        qualifiers = [*qualifiers, *(q for _, q in dubbed)]
        if frame.lemma in _SEEING and not suffix:
            suffix = " as"  # "see her as a likely buyer": not seen, but held to be one
    recipients = reading.nodes(frame.recipients)
    qualifiers = [*qualifiers, *(reading.builder.node_qualifier("recipient", node, head) for node, head in recipients)]
    preps = _preps(reading, frame, objects)
    if frame.lemma == "give" and frame.objects and not (recipients or content or suffix or frame.particle):
        objects = [pair for pair in objects if pair[0].type not in _RECEIVING and not is_person_noun(pair[1])]
        if not objects:
            return  # "gave prosecutors until Friday": what they were given is lost
    if frame.lemma == "tell" and objects and content is None and not recipients and not preps and not suffix:
        objects = [pair for pair in objects if pair[0].type not in _RECEIVING and not is_person_noun(pair[1])]
        if not objects:
            return  # "I told him no": what was told is lost
    unknown = (prep.lower in ("of", "into") and target.pos == "PRON" and not reading.nodes([target]) for prep, target in preps)
    if objects and frame.lemma in _INTRANSITIVE and any(unknown):
        return  # "talked her out of it": out of what?
    clause = _Clause(frame, context, qualifiers, objects, recipients, preps, content, content_id, main, told_apart, suffix)
    for subject, s_head in subjects:
        yield from _of_subject(reading, clause, subject, s_head)
    speaker = subjects[0][1] if frame.lemma not in _APPOINTING else None
    for (node, head), qualifier in dubbed:
        if qualifier.text.lower().endswith(" own") or reading.takes_up_clause(head):
            continue  # "regards it as its own": whose, the regarding tells; "called the idea absurd": the calling, too
        yield reading.builder.attribute(frame, context, node, head, qualifier, speaker=speaker)
        yield from offices(reading, frame, context, node, subjects)
    yield from held_as(reading, frame, context, subjects, objects)


def _preps(reading: Reading, frame: Frame, objects: list[tuple[Node, Token]]) -> list[tuple[Token, Token]]:
    """The prepositions that are arguments, with what is behind them, where to before where from."""
    if frame.objects and not objects and frame.objects[0].lower in _MANY:
        return []  # "has angered many in Leeds": it has not angered in Leeds
    preps = reading.argument_preps(frame)
    if len(preps) > 1 and preps[0][0].lower == "from" and any(prep.lower == "to" for prep, _ in preps):
        preps = sorted(preps, key=lambda pair: pair[0].lower == "from")  # "fell from 8 to 6": where to
    return preps


def _own(head: Token) -> bool:
    """True for "her conviction", not for "her daughters"."""
    owner = head.child("poss")
    return owner is not None and owner.tag == "PRP$" and not is_person_noun(head)


def _answering(
    reading: Reading, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], qualifiers: list[Qualifier], main: dict[int, str]
) -> Iterator[Statement]:
    """*Denied this*, *confirmed that*: an answer to what somebody else is reported to say right before."""
    content = _reported(reading, frame, {head.i for _, head in subjects})
    if content is None and not qualifiers:
        return  # "dismissed this as idle": what?
    if content is not None:
        qualifiers = [*qualifiers, reading.builder.text_qualifier("content", content)]
    content_id = main.get(content.i) if content is not None else None
    for subject, s_head in subjects:
        yield reading.builder.add(frame, context, subject, s_head, None, None, None, qualifiers, content=content_id)


def _reported(reading: Reading, frame: Frame, own: set[int]) -> Token | None:
    """What is reported last, in the sentence of the predicate or the one before, of somebody other than ``own`` (subjects)."""
    verb = frame.token
    said: list[Token] = []
    for i, inner in reading.frames.by_i.items():
        above = inner.governor
        if i < verb.i and verb.sent_i - inner.token.sent_i <= 1 and inner.token.dep == "ccomp" and above is not None:
            said += [inner.token] if reading.is_speech(above) and not own & {t.i for t in above.subjects} else []
    return max(said, key=lambda token: token.i) if said else None


def _told_apart(reading: Reading, frame: Frame, content: Token | None) -> list[Token]:
    """ "caused the crane to fall", "found him guilty": done to whom the clause is about."""
    if content is None or frame.objects:
        return []
    inner = reading.frames.by_i.get(content.i)
    if inner is None or not inner.own_subject or inner.finite or inner.marks or reading.quoted_apart(frame, content):
        return []
    return [head for head in inner.subjects if head.i > frame.token.i]


def _with_true_objects(frame: Frame, told_apart: list[Token]) -> Frame:
    """The predicate with ``told_apart`` as its objects where there are any, without what the parser takes for one and is none."""
    if told_apart:
        frame = replace(frame, objects=told_apart)
    measured = frame.lemma == "take" and any(
        child.dep == "npadvmod" and child.lemma in MEASURES_OF_TIME for child in frame.token.children
    )  # "took the neighbours four years to negotiate": it did not take the neighbours
    distance = frame.lemma in _INTRANSITIVE and any(_is_measure(head) for head in frame.objects)  # "lived hundreds of miles apart"
    return replace(frame, objects=[]) if frame.lemma in _NEVER_TRANSITIVE or measured or distance else frame


def _is_measure(head: Token) -> bool:
    of = next((child.child("pobj") for child in head.children if child.lower == "of"), None)
    return head.lemma.lower() in _UNITS or (of is not None and of.lemma.lower() in _UNITS)


def _result(reading: Reading, frame: Frame, content: Token) -> tuple[Frame, str]:
    """What the relation has to say of the object so as not to lie, and the predicate, without objects where they are none of its own."""
    if content.tag not in ("VB", "VBN") and content.pos != "ADJ":
        return frame, ""
    entry = embedding(frame.lemma, "obj")
    kind = entry.name if entry is not None else ""
    inner = reading.frames.by_i[content.i]
    if (
        content.tag == "VB"
        and not inner.finite
        and (frame.lemma in _FORCING or (kind in ("implicative", "perception", "permit") and frame.lemma in _LETTING))
    ):
        to = " to" if inner.infinitive else ""
        return frame, f"{to} {content.lemma.lower()}"  # "caused the river to burst": it did not cause the river
    if content.tag == "VBN" and frame.lemma in ("have", "get", "see", "find", "leave", "keep"):
        return frame, f" {content.lower}"  # "had him transferred"
    if content.pos == "ADJ":
        return frame, f" {predicated(content)}"  # "found him guilty"
    if kind in ("wish", "intention", "forecast"):
        return replace(frame, objects=[]), ""  # "wants them to be fined": they are not what is wanted
    return frame, ""


def _of_subject(reading: Reading, clause: _Clause, subject: Node, s_head: Token) -> Iterator[Statement]:
    """The main statement of the clause for one of its subjects, then the edges beside it."""
    frame, context, objects, preps = clause.frame, clause.context, clause.objects, clause.preps
    if objects:
        extra = [reading.builder.text_qualifier("content", clause.content, without=clause.told_apart)] if clause.content else []
        for target, o_head in objects:
            if target.id and target.id == subject.id:
                continue
            named, named_id = reading.noun_content(o_head, clause.main) if clause.content is None else ([], None)
            if not named and clause.content is None:
                named, named_id = reading.subject_content(subject, s_head, clause.main)  # "its bid to sell it angered the town"
            yield reading.builder.add(
                frame, context, subject, s_head, None, target, o_head, [*clause.qualifiers, *extra, *named],
                content=clause.content_id or named_id, suffix=clause.suffix,
            )  # fmt: skip
    elif clause.content is not None:
        if frame.lemma in _BARE_MATRIX and not reading.is_speech(frame):
            return
        yield from _embedding(reading, clause, clause.content, subject, s_head)
    elif preps and _says_nothing(reading, frame, preps[0]):
        return  # "said in a statement", and what was said is not told
    elif preps:
        yield from _leading(reading, clause, subject, s_head)
    elif _told_alone(reading, frame, context, subject, clause.qualifiers):
        named, named_id = reading.subject_content(subject, s_head, clause.main)
        yield reading.builder.add(frame, context, subject, s_head, None, None, None, [*clause.qualifiers, *named], content=named_id)
    if clause.content is not None and not objects:
        yield from said_about(reading, frame, context, subject, s_head, clause.content, clause.content_id)
    yield from edges(reading, frame, context, subject, s_head, objects, preps)
    for node, head in clause.recipients:
        if objects and node.kind == "entity":
            words = words_of(reading, objects[0][1]) if objects[0][0].kind != "entity" else []
            yield reading.builder.edge(frame, context, subject, s_head, [*words, "to"], node, head)


def _embedding(reading: Reading, clause: _Clause, content: Token, subject: Node, s_head: Token) -> Iterator[Statement]:
    """The main statement of a verb whose only object is a clause: to whom it is said, or what is tried, or that it is so."""
    frame, context, content_id = clause.frame, clause.context, clause.content_id
    inner = reading.frames.by_i.get(content.i)
    if inner is not None and (is_proverb(inner) or (with_gap(frame, content) and (content_id is None or not leads_on(content)))):
        return  # "analysts doubt that she can": what she can do is lost; "a fee that he said she would get": what she would get
    if inner is None and reading.is_speech(frame) and not says_something(content.subtree()):
        return  # "“Fine,” Reed said"
    pointing = inner is not None and not inner.finite and content.child("nsubj", "nsubjpass")
    if pointing and pointing.lower in ("that", "this") and not reading.phrases.referents(pointing):
        return  # "does not expect that to happen"
    if any(item.pos == "PRON" for item in frame.objects) and embedding(frame.lemma, "obj") is None and not reading.is_speech(frame):
        return  # "cut it to please them": what was cut nobody knows, and why is no content
    told = [*clause.qualifiers, reading.builder.text_qualifier("content", content)]
    # "In Pulmasi, on the coast, elders said": that is where, nobody spoken to.
    towards = [pair for pair in clause.preps if pair[0].lower in _TOWARDS and not (pair[0].lower == "on" and pair[0].i < frame.token.i)]
    called = next((pair for pair in towards if reading.phrases.node(pair[1])), None)
    if called is not None and frame.lemma in _ADDRESSING:
        prep, target = called
        yield reading.builder.add(frame, context, subject, s_head, prep, reading.phrases.node(target), target, told, content=content_id)
    elif clause.recipients:
        for node, head in clause.recipients:
            yield reading.builder.add(frame, context, subject, s_head, None, node, head, told, content=content_id)
    elif reading.merged(content) and not (
        any(target.pos == "PRON" for target in frame.objects) or (towards and frame.lemma in _ADDRESSING)
    ):
        yield from through_infinitive(reading, frame, context, subject, s_head, content, clause.qualifiers, content_id)
    else:  # "urged it not to withdraw", and what it is cannot be told: nobody urges to withdraw
        yield reading.builder.add(frame, context, subject, s_head, None, None, None, told, content=content_id)


def _leading(reading: Reading, clause: _Clause, subject: Node, s_head: Token) -> Iterator[Statement]:
    """The main statement of a verb without object, through its first preposition."""
    frame, context, qualifiers = clause.frame, clause.context, clause.qualifiers
    if frame.lemma == "do":
        return  # "did no better on tests than others"
    first = clause.preps[0][0]
    if (
        frame.lemma in _UNFINISHED
        and frame.particle is None
        and first.lower in _SETTING
        and not _told_alone(reading, frame, context, subject, qualifiers)
    ):
        return  # "could receive under the law": what?
    if not reading.ends(*clause.preps[0]):
        yield reading.builder.add(frame, context, subject, s_head, None, None, None, qualifiers)
    for prep, target in clause.preps:
        if prep is not first:
            break
        for node, head in reading.ends(prep, target):
            if not node.id or node.id != subject.id:
                named, named_id = reading.noun_content(head, clause.main)
                rest = [*reading.beside(qualifiers, frame, prep), *named]
                yield reading.builder.add(frame, context, subject, s_head, prep, node, head, rest, content=named_id)


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
    if leads_nowhere(reading, frame, [phrase]):
        return True
    return frame.lemma in _LIGHT and target.pos == "PRON" and not reading.phrases.referents(target)  # "will not hide behind that"


def _told_alone(reading: Reading, frame: Frame, context: Context, subject: Node, qualifiers: list[Qualifier]) -> bool:
    """True when a verb without object and complement tells something: speech does not, unless it is denied."""
    if frame.lemma == "do" or any(q.role == "manner" and q.text.lower().startswith(("neither", "none")) for q in qualifiers):
        return False  # "would consider doing so"; "blamed neither of them"
    if frame.token.i in reading.cues:
        return False  # "Reed replied: "No."": the quotation tells what
    if frame.link == "xcomp" and frame.lemma in _SAYING and context.status == "negated" and not qualifiers:
        return False  # "declined to say how many": what she did not say the declining tells
    if frame.left_open:
        return False  # "more than analysts had bargained for"
    bare = frame.link == "pcomp" and frame.through is not None and frame.through.lower == "without"
    if bare and all(q.role in ("time", "place") for q in qualifiers):
        return False  # "erupted without warning on Tuesday"
    if frame.lemma in _AIMLESS and frame.particle is None and all(q.role == "time" for q in qualifiers):
        return False  # "regulators elsewhere are moving": where to, or what they do, is not told
    if reading.is_otherwise(frame):
        return False  # "would not pretend otherwise"
    if frame.lemma in _ELLIPTIC and not qualifiers:
        return False  # "Reed has refused": what she was asked to do, the text before tells
    if frame.lemma in _UNFINISHED and frame.particle is None and not any(q.role in ("complement", "content", "role") for q in qualifiers):
        return reading.builder.verb_name(frame, False) != frame.lemma  # "Supermarkets are resisting": what?
    if reading.is_speech(frame) and not frame.objects and frame.lemma not in _SPEECH_ALONE and context.status != "negated":
        # "cautioned against reading too much into it" tells what was said.
        return any(child.dep == "prep" and child.child("pcomp") is not None for child in frame.token.children)
    return bool(qualifiers) or not (_idle(frame, context, subject) or reading.only_dates(frame, context))


def _idle(frame: Frame, context: Context, subject: Node) -> bool:
    """True for a bare verb that tells nothing by itself: "(how) regulators move", "(a plan that) works"."""
    aside = frame.link in ("relcl", "acl", "xcomp", "pcomp") or (frame.link == "advcl" and not frame.own_subject)
    above = frame.governor
    if above is not None and frame.link == "xcomp" and (above.lemma in ("seem", "appear") or above.token.lower == "going"):
        return False  # "appears to have worked", "is going to resign"
    if context.status == "negated" and context.modality == "request":
        return False  # "told residents not to leave"
    if frame.link == "pcomp" and frame.through is not None and frame.through.lower == "without":
        return True  # "nominated twice without winning"
    return (subject.kind == "concept" and aside) or (context.status == "possible" and frame.infinitive and not frame.own_subject)


def dubbing(reading: Reading, frame: Frame, objects: list[tuple[Node, Token]]) -> Iterator[tuple[tuple[Node, Token], Qualifier]]:
    """ "called Carney a leader", "described the talks as positive": the object with what it is called."""
    if not objects:
        return
    for predicative in frame.predicative:
        if frame.lemma in _DUBBING or frame.lemma in _APPOINTING:
            further = [c for c in predicative.children if c.dep == "conj" and c.pos == "ADJ"] if predicative.pos == "ADJ" else []
            further = [c for c in further if c.child("neg") is None]  # "heartbreaking but not surprising"
            for called in (predicative, *further):  # "called the tariffs unfair and illegal"
                qualifier = reading.builder.role_qualifier(called)
                for item in objects:
                    yield item, qualifier
            return
    as_prep = reading.as_phrase(frame)
    if as_prep is not None and frame.lemma in (_AS_VERBS | _DUBBING | _APPOINTING) - {"find", "make"}:
        target = reading.as_target(as_prep)
        if target is not None:
            for item in objects:
                yield item, reading.builder.role_qualifier(target)


def characterised(
    reading: Reading, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], qualifiers: list[Qualifier], main: dict[int, str]
) -> Iterator[Statement]:
    """ "dismissed this as speculation", "called it a first step" where the pronoun has no node: what was called so is looked for again.

    Where nothing is found, the judgement is told, but no other name: "calls it Lake Nyasa".
    """
    as_prep = reading.as_phrase(frame)
    target = next(iter(frame.predicative), None)
    if target is None and as_prep is not None:
        target = reading.as_target(as_prep)
    if target is None or frame.lemma not in (_AS_VERBS | _DUBBING):
        return
    node = reading.predicate_node(target)
    if node is None or (target.pos == "ADJ" and as_prep is None):
        return  # "called it unjustified": what?
    rest = reading.builder.others(qualifiers, target)
    meant, clause = _meant(reading, frame)
    role = reading.builder.role_qualifier(target)
    for subject, s_head in subjects:
        for known, head in meant:
            yield reading.builder.add(frame, context, subject, s_head, None, known, head, [*rest, role])
        if not meant and clause is None and node.kind != "entity" and (as_prep is None or _another_word(frame)):
            yield reading.builder.add(frame, context, subject, s_head, as_prep, node, target, rest)  # "called it a good start"
        if not meant and clause is not None:
            told = reading.builder.text_qualifier("content", clause, skip=frame.token if clause in frame.token.ancestors() else None)
            yield reading.builder.add(frame, context, subject, s_head, as_prep, node, target, [*rest, told], content=main.get(clause.i))


def _meant(reading: Reading, frame: Frame) -> tuple[list[tuple[Node, Token]], Token | None]:
    """What a pronoun without a node takes up: *it* a thing of the clause around, *this*, *that* and *which* what is told before."""
    pronoun, around = frame.objects[0], frame.governor
    if pronoun.lower in _TAKING_UP and around is not None:
        inner = [reading.frames.by_i[clause.i] for clause in around.clauses if clause.i in reading.frames.by_i]
        heads = [*around.objects[:1], *(head for frame in inner for head in frame.subjects[:1])]
        heads += [] if around.objects or inner else around.subjects[:1]
        fitting = [head for head in heads if head.tag == _TAKING_UP[pronoun.lower] and not is_person_noun(head) and _definite(head)]
        return ([] if _another_word(frame) else reading.nodes(fitting[:1])), None
    if pronoun.lower == "which" and frame.link == "advcl" and around is not None:
        said = [clause for clause in around.clauses if clause.i < frame.token.i]
        return [], said[0] if said and reading.is_speech(around) else around.token
    if pronoun.lower in ("this", "that"):
        return [], _reported(reading, frame, set())
    return [], None


def _another_word(frame: Frame) -> bool:
    """True for "did not repeat the word *conflict*, describing it as competition": not the word is described."""
    around = frame.governor
    return around is not None and any(head.lemma.lower() in _WORDS for head in around.objects[:1])


def _definite(head: Token) -> bool:
    return any(child.lower in ("the", "this", "these") or child.dep == "poss" for child in head.children if child.i < head.i)


def reciprocal(
    reading: Reading,
    frame: Frame,
    context: Context,
    subjects: list[tuple[Node, Token]],
    objects: list[tuple[Node, Token]],
    qualifiers: list[Qualifier],
) -> Iterator[Statement]:
    """ "Trump and Carney met", "the leaders of Chad and Niger met", "the two firms signed a deal": the one with the other."""
    mutual_object = frame.lemma in _JOINT_DOING and any(
        head.lemma.lower() in _MUTUAL or head.lower in _MUTUAL or head.lower == "hands" for head in frame.objects[:1]
    )
    phrasal = frame.particle is not None and f"{frame.lemma} {frame.particle.lower}" in _RECIPROCAL_PHRASES and not objects
    side = [] if objects else [child for child in frame.token.children if child.lower == "together" and child.dep == "advmod"]
    if frame.lemma not in _RECIPROCAL and not mutual_object and not phrasal and not side:
        return
    if any(prep.lower == "with" for clause in frame.clauses for prep, _ in reading.frames.by_i[clause.i].preps):
        return  # "both agreed to cooperate with the police": not with each other
    if len(subjects) == 1:
        subjects = reading.builder.members(subjects[0][1])
    either = any(child.lower in ("or", "nor") for _, head in subjects for child in head.children)
    whose = frame.link == "relcl" and frame.token.tag == "VBP"  # "will face Oslo or Bergen, who meet on Friday"
    if not 2 <= len(subjects) <= 3 or (either and not whose):
        return
    if phrasal and not all(node.kind == "entity" and node.type in _RECEIVING for node, _ in subjects):
        return
    if any(prep.lower in ("with", "to", "against") and reading.phrases.node(target) for prep, target in frame.preps):
        return
    if any(node.kind == "entity" and node.type in ("Person", "Organization", "Group") for node, _ in objects):
        return
    kind = [c.lower for c in frame.objects[0].children if c.dep == "amod"] if objects and frame.lemma == "have" else []
    words = [*kind, frame.objects[0].lemma] if objects and frame.lemma not in ("discuss", "debate") else []
    words = words if frame.lemma in _UNITING else [*words, "with"]
    if objects and frame.lemma in ("discuss", "debate"):
        qualifiers = [*qualifiers, *(reading.builder.node_qualifier("topic", node, head) for node, head in objects)]
    for n, (one, head) in enumerate(subjects):
        for other, other_head in subjects[n + 1 :]:
            yield reading.builder.edge(frame, context, one, head, words, other, other_head, symmetric=True, qualifiers=qualifiers)
