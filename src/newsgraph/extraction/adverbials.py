"""What a prepositional phrase says of its clause: where, when, to whom, how much.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 9.14 ff. (meanings of prepositions).
"""

from __future__ import annotations

from newsgraph.extraction.nouns import is_person_noun
from newsgraph.extraction.phrases import Phrases
from newsgraph.language.annotated import Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.model import QualifierRole

__all__ = ["FITTING", "MOVES", "PREPOSITION_ROLES", "adverbial_role", "is_tally"]

PREPOSITION_ROLES: dict[str, QualifierRole] = {
    "in": "place", "at": "place", "near": "place", "outside": "place", "inside": "place", "across": "place", "off": "place",
    "above": "place", "below": "place", "beside": "place", "around": "place", "aboard": "place", "onboard": "place", "through": "place",
    "behind": "place", "along": "place", "throughout": "place", "within": "place", "beneath": "place", "under": "complement",
    "on": "topic", "about": "topic", "over": "topic", "regarding": "topic", "concerning": "topic",
    "to": "recipient",
    "for": "purpose",
    "from": "source",
    "as": "role",
    "because": "cause", "due": "cause", "amid": "cause",
    "with": "instrument", "by": "instrument", "via": "instrument", "using": "instrument",
    "despite": "concession", "notwithstanding": "concession",
    "after": "time", "before": "time", "during": "time", "since": "time", "until": "time", "till": "time",
    "if": "condition", "but": "condition",
    "without": "manner", "like": "manner",
}  # fmt: skip
_MEASURED = frozenset(("MONEY", "PERCENT", "QUANTITY", "CARDINAL"))
_QUANTITIES = word_class("quantity heads")
_VOTES = frozenset(("vote", "abstention"))
_BY_HOW_MUCH = frozenset(("by", "with", "in", "on"))
_UNITS = word_class("units") | word_class("scores")
_ACTING = frozenset(("person", "org", "group", "country"))
_PLACES = frozenset(("place", "city", "region", "country"))
_ACTING_TYPES = frozenset(("Person", "Organization", "Group"))
FITTING = frozenset("charge task credit entrust equip present provide supply".split())  # Levin (1993), 13.4: verbs of fulfilling
_SOMEBODY = frozenset("anyone anybody everyone everybody someone somebody".split())
MOVES = frozenset("setback blow sign move boost step bid effort attempt departure shift reversal twist snub".split())
"""What a clause is called afterwards: "in a move that …", "in a blow to …"."""
_TOPICAL = (
    word_class("reciprocal") | word_class("asking") | frozenset("comment focus concentrate vote rule decide work reflect insist".split())
)


def is_tally(prep: str, target: Token) -> bool:
    """True for how many voted how: "by 78 votes to 54", "by a majority of 22", "with one abstention", "in a 5-2 decision"."""
    if prep not in _BY_HOW_MUCH or target.tag not in ("NN", "NNS") or target.child("poss") is not None:
        return False
    word = target.lemma.lower()
    if prep == "by" and word in ("majority", "margin"):
        return True
    if prep in ("in", "on"):
        return word in ("vote", "decision", "ruling", "split") and target.child("nummod") is not None
    return word in _VOTES and (target.child("nummod") is not None or (prep == "by" and _of_number(target)))


def _of_number(target: Token) -> bool:
    """True for "a vote of 102-89"."""
    of = target.child("prep")
    number = of.child("pobj") if of is not None and of.lower == "of" else None
    return number is not None and number.tag == "CD"


def adverbial_role(phrases: Phrases, prep: str, target: Token, *, speech: bool, lemma: str) -> QualifierRole:
    """The role of a phrase that tells no time, beside the verb ``lemma``; ``speech`` says that this is one of speech or thought."""
    role = PREPOSITION_ROLES.get(prep, "complement")
    if is_tally(prep, target):
        return "amount"
    kinds = _kinds(phrases, target)
    unit = target.lemma.lower() in _UNITS and target.child("nummod", "quantmod") is not None
    measured = (target.tag == "CD" or target.ent_type in _MEASURED or unit or target.text in ("%", "$")) and (
        phrases.semantic_head(target) is target
    )
    if measured and prep in ("by", "to", "at", "for") and not (prep == "for" and target.ent_type not in ("MONEY", "PERCENT")):
        return "amount"
    if prep == "by" and target.lemma.lower() in _QUANTITIES:
        return "amount"  # "by a quarter of a point"
    if prep == "in" and (target.lemma.lower() in MOVES or (target.lower in ("place", "stead") and target.child("poss") is not None)):
        return "manner"
    if prep in ("in", "at"):
        if target.ent_type in ("GPE", "LOC", "FAC", "ORG") or kinds:
            return "place"
        bare = target.tag == "NN" and not any(child.i < target.i for child in target.children)
        return "complement" if target.ent_type else "manner" if bare and prep == "in" else "place"
    if prep == "to":
        return "recipient" if kinds & _ACTING else "place" if kinds & _PLACES else "complement"
    if prep == "on":
        if (speech or lemma in _TOPICAL) and not (kinds and kinds <= _PLACES):
            return "topic"
        return "place" if kinds & _PLACES else "complement"
    if prep in ("over", "with", "by", "along") and kinds & _ACTING:
        return "complement"
    if prep == "with" and lemma in FITTING:
        return "complement"  # "charged with escape": what one is charged with
    if prep == "with" and "event" in kinds:
        return "manner"
    return role


def _kinds(phrases: Phrases, target: Token) -> set[str]:
    """Which kinds of noun it is, by what it stands for or by its own word."""
    head = phrases.semantic_head(target)
    found: set[str] = set()
    if (head.tag == "PRP" and head.lower != "it") or head.lower in _SOMEBODY or is_person_noun(head):
        found.add("person")
    for index in phrases.referents(head):
        kind = phrases.annotated.entities[index].type
        found.add("person" if kind in _ACTING_TYPES else "place" if kind == "Place" else "event" if kind == "Event" else "thing")
    known = nouns().get(head.lemma.lower()) or nouns().get(head.lower)
    if known is not None and not found & {"person", "place"}:
        found.add(known.kind)
    return found
