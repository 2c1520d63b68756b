"""Phrases without a name that are worth an end of a statement of their own: "laid flowers at a military cemetery".

A name tells by itself what it is; a common noun only where it is of a kind that a reader asks for (somebody, a body, a place, an event, a
document, a thing) and something in its phrase says which one. What remains is manner, measure, time or half of an idiom ("in good faith",
"at a rate of 3%", "on foot"), and stays a qualifier.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 9.14 ff. (meanings of prepositions), 5.44 ff. (nouns without
    article in idioms of preposition and noun).
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgraph.extraction.frames import Frame
from newsgraph.extraction.nouns import is_person_noun
from newsgraph.extraction.reading import Reading
from newsgraph.extraction.status_rules import Context
from newsgraph.language.annotated import Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import Noun, nouns
from newsgraph.model import Node, Statement

__all__ = ["done_there", "said_in", "settings", "unnamed_end"]

_MOST_WORDS = 6
_NO_NOUN = Noun("", "")
_UNITS = word_class("units")
_NOTHING = (
    word_class("too vague")
    | word_class("empty")
    | word_class("quantity heads")
    | _UNITS
    | word_class("temporal")
    | word_class("generic subjects")
    | word_class("no node")
    | word_class("body parts")
)
_HOW = frozenset("request behest invitation insistence price cost expense speed pace wage career rule".split())
_WHERE = frozenset("in at on into onto inside outside near off aboard across through behind along beside around within beneath".split())
_TO = frozenset(("to", "from", "against", "about", "over", "towards", "toward"))
_BESIDE = frozenset(("with", "for"))
_WHEN = frozenset(("after", "before", "during", "following"))
_APART = frozenset(("from", "off", "to"))
_MEASURED = frozenset(("MONEY", "PERCENT", "QUANTITY", "CARDINAL", "DATE", "TIME", "ORDINAL"))
_UNDEFINED = frozenset(
    "no any every each what which whichever some another such other same all both either neither own similar certain".split()
)
_ACTING = frozenset(("person", "org", "group", "country", "city", "region"))
_KINDS = _ACTING | frozenset(("place", "event", "thing"))
_MODIFYING = frozenset(("amod", "compound", "nmod", "poss"))
_ABSTRACT = ("ness", "ity", "ism", "ance", "ence", "ship", "hood", "ing", "ment", "tion", "sion", "ure", "th")
_SPOKEN_OR_WRITTEN = word_class("documents") | frozenset(
    "interview speech statement remark address post email e-mail tweet message note broadcast conference call video column testimony "
    "lecture sermon briefing submission essay thread".split()
)
_STAYING = frozenset(("have", "be", "do", "make"))


def unnamed_end(reading: Reading, frame: Frame, prep: Token, target: Token) -> bool:
    """True when what the preposition leads to, though it bears no name, is worth an end of its own."""
    node = reading.phrases.node(target)
    if node is None or node.kind != "concept" or frame.complement is not None or frame.lemma == "be":
        return False
    if frame.clauses and not said_in(prep, target):
        return False  # "After a hearing, she found that it had failed": what she found stands apart
    head = reading.phrases.semantic_head(target)
    if not _tells_which(reading, node, head) or _at_a_distance(reading, prep):
        return False
    kind, word = _kind(head), prep.lower
    if word == "under":
        return kind == "thing"  # "under the accord", not "under the old government"
    if word in _WHERE:
        return True
    if word in _TO:
        return kind in _KINDS
    return (word in _BESIDE and kind in _ACTING) or (word in _WHEN and kind == "event")


def settings(reading: Reading, frame: Frame, known: list[tuple[Token, Token]]) -> Iterator[tuple[Token, Token]]:
    """Further phrases that may lead somewhere, beside ``known``: in what it was said; after, before or during what it was done."""
    for prep, target in frame.preps:
        if (prep, target) in known:
            continue
        spoken = frame.lemma in ("say", "tell") or frame.token.i in reading.cues
        when = prep.lower in _WHEN and prep.i not in reading.annotated.times and not spoken
        if when or said_in(prep, target):
            yield prep, target


def said_in(prep: Token, target: Token) -> bool:
    """True for "said in a statement", "told a newspaper on a call", "wrote in the report": in which document or on which occasion."""
    return prep.lower in ("in", "on", "at", "during") and target.lemma.lower() in _SPOKEN_OR_WRITTEN


def done_there(
    reading: Reading,
    frame: Frame,
    context: Context,
    objects: list[tuple[Node, Token]],
    phrase: tuple[Token, Token],
    end: tuple[Node, Token],
) -> Iterator[Statement]:
    """ "Arrested Reed at a caravan park": where it is done to somebody, *he is arrested* there; whoever arrests him is told apart."""
    prep, _ = phrase
    place, place_head = end
    told = prep.lower in _WHERE | _WHEN or prep.lower in ("to", "from")
    if not told or frame.predicative or frame.lemma in _STAYING or frame.recipients or frame.amounts:
        return
    for node, head in objects:
        whole = reading.phrases.semantic_head(head) is head and not head.lower.endswith(("self", "selves"))
        if node.kind == "entity" and node.id != place.id and whole:
            yield reading.builder.passive_edge(frame, context, node, head, prep, place, place_head)


def _kind(head: Token) -> str:
    if is_person_noun(head):
        return "person"
    return (nouns().get(head.lemma.lower()) or nouns().get(head.lower) or _NO_NOUN).kind


def _at_a_distance(reading: Reading, prep: Token) -> bool:
    """True for "hit a rock 400 metres from the shore": how far, not where from."""
    before = reading.annotated.tokens[prep.i - 1] if prep.i else prep
    return prep.lower in _APART and before.lemma.lower() in _UNITS


def _of_unknown(reading: Reading, head: Token) -> bool:
    """True for "their report" where nobody knows whose."""
    return any(t.tag in ("PRP", "PRP$") and not reading.phrases.referents(t) for t in head.subtree())


def _tells_which(reading: Reading, node: Node, head: Token) -> bool:
    """True for "a property company", "the hotel", "foreign inspectors"; not for "a quarter", "good faith", "his hands", "a similar way"."""
    word = head.lemma.lower()
    kind = _kind(head)
    common = head.tag in ("NN", "NNS") or (kind in _KINDS and head.text.islower())  # the parser takes some for names or adjectives
    if not common or head.ent_type in _MEASURED or word in _NOTHING or word in _HOW or head.i in reading.annotated.times:
        return False
    before = [child for child in head.children if child.i < head.i]
    if any(child.lower in _UNDEFINED or child.dep == "nummod" for child in before) or _of_unknown(reading, head):
        return False
    if len(node.label.split()) > _MOST_WORDS:
        return False
    article = any(child.dep == "det" for child in before)
    whose = any(child.dep == "poss" for child in before)
    modified = any(child.dep in _MODIFYING and child.tag not in ("JJS", "RBS") for child in before)
    if kind in _KINDS:
        return article or whose or (head.tag == "NNS" and (modified or kind in ("person", "group")))
    act = word.endswith("ing") and head.child("compound") is not None  # "at a bill-signing"
    return modified and (article or whose) and (act or not word.endswith(_ABSTRACT))
