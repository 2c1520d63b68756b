"""Whom a clause makes what of whom: "was named ambassador to Chile", "elected her its leader", "stepped down as chair of Nordlink"."""

from __future__ import annotations

from collections.abc import Iterator

from newsgraph.extraction.frames import Frame
from newsgraph.extraction.nouns import is_person_noun
from newsgraph.extraction.reading import Reading
from newsgraph.extraction.status_rules import Context
from newsgraph.extraction.words import spelt
from newsgraph.language.annotated import Token
from newsgraph.lexicons.classes import word_class
from newsgraph.model import Node, Statement

__all__ = ["held_as", "offices"]

_APPOINTING = word_class("appointing") - {"nominate"}  # who is nominated is not there yet
_SEEING = word_class("as verbs") | word_class("dubbing") | word_class("appointing")
_POSTS = word_class("posts in a body")
_GIVING_POSTS = word_class("hiring") | word_class("taking posts away") | {"confirm", "install", "reappoint", "reinstate"}
_COMING = frozenset(("next", "new"))  # who is named its next head is its head then
_HELD = word_class("nouns of holding a post")
_TAKING_PLACES = frozenset(("succeed", "replace", "follow", "join", "rejoin", "leave", "quit"))


def offices(reading: Reading, frame: Frame, context: Context, node: Node, subjects: list[tuple[Node, Token]]) -> Iterator[Statement]:
    """The office that the clause gives to ``node``, of each named thing that it belongs to; nothing where the verb appoints nobody."""
    if frame.lemma not in _APPOINTING or node.kind != "entity" or node.type != "Person":
        return
    office = _office(frame)
    if office is None:
        return
    linked = False
    for said, prep, target in reading.role_links.links(office):
        words = [word for word in said if word.lower not in _COMING]
        for owner, _ in reading.nodes([target]):
            if owner.kind == "entity" and owner.id != node.id:
                linked = True
                yield reading.builder.nominal(Frame(office), context, node, f"{spelt(words)} {prep}", [*words, target], owner)
    if linked or office.lemma.lower() not in _POSTS or office.child("poss", "prep") is not None:
        return
    own = [word for word in reading.role_links.words_before(office) if word.lower not in _COMING]
    for body, _ in subjects:  # "Nordlink named her chief executive": of Nordlink
        if body.kind == "entity" and body.type == "Organization":
            yield reading.builder.nominal(Frame(office), context, node, f"{spelt(own)} of", own, body)


def held_as(
    reading: Reading, frame: Frame, context: Context, subjects: list[tuple[Node, Token]], objects: list[tuple[Node, Token]]
) -> Iterator[Statement]:
    """ "took over as chair of Nordlink", "sacked her as head of Eastgate": as what somebody comes, acts or goes, of each named thing."""
    years = [target for _, target in frame.preps if target.tag == "NNS" and target.ent_type == "DATE"]  # "left after 12 years as head of"
    holders = [frame.token, *years, *(head for _, head in objects[:1] if head.lemma.lower() in _HELD)]
    behind = next((prep for held in holders for prep in held.children if prep.dep == "prep" and prep.lower == "as"), None)
    held = [] if behind is None or behind.head in (frame.token, *years) else [behind.head.lemma.lower()]
    office = behind.child("pobj") if behind is not None else None
    if office is None or behind is None or (frame.lemma in _SEEING and not held) or office.tag != "NN" or not is_person_noun(office):
        return
    given = frame.lemma in _GIVING_POSTS and not frame.passive and not held
    persons = [pair for pair in objects if pair[0].type == "Person" or is_person_noun(pair[1])]
    if persons and not given and not held and frame.lemma not in _TAKING_PLACES:
        return
    for words, prep, target in reading.role_links.links(office):
        for owner, head in reading.nodes([target]):
            if owner.kind != "entity":
                continue
            said = [*held, "as", *spelt(words).split(), prep]
            for bearer, b_head in objects if given else subjects:
                if bearer.id == owner.id or (held and not _own(reading, behind.head, b_head)):
                    continue
                if given:
                    yield reading.builder.passive_edge(frame, context, bearer, b_head, behind, owner, head, words=said)
                else:
                    yield reading.builder.edge(frame, context, bearer, b_head, said, owner, head, behind)


def _own(reading: Reading, noun: Token, subject: Token) -> bool:
    """False for "withdrew the nomination of Reed as ambassador", which is nobody's who withdraws it."""
    owner = noun.child("poss")
    if owner is not None:
        return reading.phrases.referents(owner) == reading.phrases.referents(subject)
    return not any(child.dep == "prep" and child.lower in ("of", "for") for child in noun.children)


def _office(frame: Frame) -> Token | None:
    """The noun that says as what."""
    behind = [child for prep in frame.token.children if prep.dep == "prep" and prep.lower == "as" for child in prep.children]
    return next((token for token in (*frame.predicative, *behind) if token.tag == "NN" and is_person_noun(token)), None)
