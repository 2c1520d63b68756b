"""Where a noun phrase says that something is, or whose work: "a tournament in Kessock", "workers at Nordlink", "a loan from the EU".

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 9.15 ff. (prepositions of place), 17.38 (they postmodify nouns).
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgraph.extraction.nouns import is_person_noun
from newsgraph.extraction.phrases import Phrases, conjuncts
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.model import Node

__all__ = ["whereabouts"]

_TEMPORAL = word_class("temporal")
_INSIDE = {"in": "in", "at": "in", "near": "near", "outside": "near", "off": "off", "on": "on"}
_BESIDE = {
    **{word: word for word in ("inside", "along", "beside", "opposite", "behind", "under", "above", "beneath", "within", "around")},
    "in": "in", "at": "at", "near": "near", "outside": "outside", "off": "off", "on": "on",
}  # fmt: skip
_STANDING = frozenset(("nsubj", "nsubjpass", "pobj", "appos", "conj", "attr"))
_PAST = frozenset(("former", "ex", "then", "erstwhile", "onetime", "late", "would-be", "retired"))
_GIVEN = frozenset(
    """loan grant gift donation letter call message email offer bid order request complaint report statement aid help money fund
    funding cash support backing pressure opposition criticism praise invitation warning threat donation payment investment""".split()
)
_MADE = frozenset(
    """study report survey analysis review audit inquiry investigation research poll paper proposal plan offer bid attack raid strike
    decision ruling statement visit speech appeal campaign protest attempt move order count check inspection search""".split()
)


def whereabouts(annotated: AnnotatedDoc, phrases: Phrases, noun: Token) -> Iterator[tuple[Token, str, Node]]:
    """The preposition, the relation and the end for all that the phrases behind ``noun`` tell of where it is or from whom."""
    kind = nouns().get(noun.lemma.lower())
    named = annotated.name_head.get(noun.i) == noun.i
    person = not named and is_person_noun(noun)
    for prep in noun.children:
        if prep.dep != "prep" or prep.i < noun.i:
            continue
        for target in prep.children:
            if target.dep != "pobj" or target.i in annotated.times or (noun.tag == "NNS" and target.child("conj") is not None):
                continue  # "14 sites in Offaly, Galway and Mayo" are not all in each of them
            for item in conjuncts(target):
                nodes = phrases.nodes(item)
                for node in nodes if len(nodes) == 1 or item.child("det") is not None else []:  # "in both countries"
                    relation = _relation(annotated, noun, kind.kind if kind is not None else "", person, prep, item, node)
                    if relation:
                        yield prep, relation, node


def _relation(annotated: AnnotatedDoc, noun: Token, kind: str, person: bool, prep: Token, item: Token, node: Node) -> str | None:
    """What the relation is called; None where the phrase tells no such thing."""
    named, word, before = annotated.name_head.get(noun.i) == noun.i, noun.lemma.lower(), _before(noun)
    if word in _TEMPORAL and not named:
        return None  # "on a wet evening in the hall at Astrop"
    if not named and ((person and _former(noun)) or (noun.dep == "pobj" and noun.head.lower == "as")):
        return None  # "a former analyst at Nordlink", "trained as a nurse in Lund"
    if node.kind == "entity" and prep.lower == "from" and person and node.type == "Place":
        return "from" if noun.dep in _STANDING and (before or noun.tag == "NNS") else None
    if node.kind == "entity" and not named and before:
        if prep.lower == "from" and word in _GIVEN and (node.type in ("Person", "Organization", "Group") or kind == "event"):
            return "from"
        if prep.lower == "by" and (word in _MADE or kind == "event") and node.type in ("Person", "Organization", "Group"):
            return "by"
    if prep.lower not in _BESIDE:
        return None
    placed = node.kind == "entity" and node.type == "Place" and (not node.label.islower() or item.tag == "NN")
    if placed and prep.lower in _INSIDE and _is_somewhere(annotated, noun, kind, person):
        return _INSIDE[prep.lower]
    if not named and not before and noun.tag != "NNS":
        return None  # "at sea in the region"
    if not named and noun.child("poss") is not None:
        return None  # "her home in Oslo" tells it in its name
    body = node.kind == "entity" and node.type == "Organization" and prep.lower in ("at", "inside", "outside", "near")
    acting = not kind and noun.tag == "NNS" and noun.dep in ("nsubj", "nsubjpass")  # "sisal cutters in Taita"
    there = node.kind == "concept" and _is_place(item)
    if person or (not named and (kind in ("org", "group") or acting)):
        return _BESIDE[prep.lower] if (placed or body or there) and noun.dep in _STANDING else None
    if kind == "event":
        return _BESIDE[prep.lower] if placed or body or there else None
    if named or kind in ("place", "city", "region", "thing") or any(c.lower in ("a", "an", "the") for c in noun.children if c.dep == "det"):
        return _BESIDE[prep.lower] if body or (placed and prep.lower not in _INSIDE) or (there and kind == "place") else None
    return None


def _former(noun: Token) -> bool:
    return any(child.lower in _PAST and child.i < noun.i for child in noun.children)


def _before(noun: Token) -> bool:
    """True for "the plant", "sugar mills", "two men", not for "plant"."""
    return any(child.i < noun.i and child.dep in ("det", "compound", "amod", "poss", "nummod") for child in noun.children)


def _is_place(noun: Token) -> bool:
    """True for "the buffer zone", "its old mill", not for "a town", "the town"."""
    kind, lefts = nouns().get(noun.lemma.lower()), [child for child in noun.children if child.i < noun.i]
    told = any(child.dep in ("compound", "amod", "poss") for child in lefts) and any(
        child.lower in ("the",) or child.dep == "poss" for child in lefts
    )
    return told and kind is not None and kind.kind in ("place", "city", "region")


def _is_somewhere(annotated: AnnotatedDoc, noun: Token, kind: str, person: bool) -> bool:
    """True for what is in a place wherever its phrase stands: "St. Anne's Hospital in Vestmark", "the coal plant at Murn"."""
    if annotated.name_head.get(noun.i) == noun.i:
        types = {annotated.entities[i].type for i in annotated.referents.get(noun.i, ())}
        return noun.dep == "ROOT" or bool(types & {"Organization", "Place"})
    caption = noun.dep == "ROOT"  # "Pilgrims at the mosque in 2008."
    thing = (
        noun.tag == "NN" and kind not in ("event", "person") and any(c.lower in ("a", "an", "the") for c in noun.children if c.dep == "det")
    )
    types = {annotated.entities[i].type for i in annotated.referents.get(noun.i, ())}
    if not (caption or thing or kind in ("place", "city", "region") or "Place" in types):
        return False
    return caption or (noun.child("poss") is None and _before(noun) and not person)
