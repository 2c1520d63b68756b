"""Groups that are told by their number only: "the nine", "all three", "two of whom".

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 6.48 ff. (quantifying pronouns), 19.44 ff. (numeral substitution).
"""

from __future__ import annotations

from newsgraph.extraction.words import behind_of
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.word_forms import noun_kind
from newsgraph.lexicons.classes import word_class

__all__ = [
    "bare_count",
    "counted_before",
    "elided_noun",
    "measured_part",
    "noun_before",
    "of_other",
    "one_of",
    "ordinal_of",
    "owner_alone",
    "relative_noun",
    "same_number",
    "stands_for_noun",
]

_ORDINALS = word_class("ordinals")
_PARTS = frozenset(("some", "many", "most", "several", "few"))
_DEFINITE = frozenset(("the", "these", "those", "all"))
_DIGITS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11",
    "twelve": "12",
}  # fmt: skip
_UNITS = word_class("units") | word_class("temporal")
_MEASURES = word_class("units")
_HARMING = word_class("harming") | word_class("done to persons") | {"die", "drown", "hospitalise", "hospitalize", "evacuate", "rescue"}
_WHERE = frozenset(("in", "at", "near", "across", "from"))
_PLACES = frozenset(("place", "region", "city", "country"))
_FAR = 1000


def stands_for_noun(head: Token) -> bool:
    """True for "a short one", "the red ones", "its own": of what, the text before tells; not for "the one who called"."""
    if head.lower == "own":
        return head.child("poss") is not None
    behind = any(child.i > head.i and child.dep in ("prep", "relcl", "acl", "appos") for child in head.children)
    places = [child for child in head.children if child.dep == "prep" and child.lower in ("in", "at", "near", "on", "by")]
    counted = any((target := prep.child("pobj")) is None or target.tag == "CD" for prep in places)  # "one in ten"
    if head.lower == "one" and head.dep == "dobj" and places and not counted and all(child in places for child in head.children):
        return True  # "to hire one in Oslo"
    return head.lower in ("one", "ones") and not behind and any(child.dep in ("amod", "det") for child in head.children)


def bare_count(head: Token) -> bool:
    """True for the subjects of "two had expected a cut", "a third is the weather", "7 in 10 were insured": of what is not told."""
    if head.dep not in ("nsubj", "nsubjpass") or head.ent_type in ("MONEY", "PERCENT", "QUANTITY"):
        return False
    if head.lower in _ORDINALS and head.tag in ("JJ", "NN", "RB"):
        return all(child.dep in ("det", "punct", "acl", "relcl", "appos") for child in head.children)
    if head.tag != "CD" or head.ent_type in ("DATE", "TIME") or head.lower in ("one", "ones"):
        return False
    if head.head.lemma in _HARMING:
        return False  # "forty were killed": people
    if any(child.lower in ("further", "additional", "more", "another") for child in head.children):
        return False
    behind = [child for child in head.children if child.i > head.i and child.dep == "prep"]
    return all(prep.lower == "in" and (of := prep.child("pobj")) is not None and of.tag == "CD" for prep in behind)


def of_other(head: Token) -> bool:
    """True for "the other's troops", "women in those counties": of whom, in which, the text before tells."""
    owner = head.child("poss")
    if owner is not None and owner.lower in ("other", "others", "another"):
        return True
    places = (child.child("pobj") for child in head.children if child.dep == "prep" and child.i > head.i and child.lower != "of")
    return any(place is not None and _pointed_at(place) for place in places)


def _pointed_at(noun: Token) -> bool:
    """True for "those counties", not for "those counties that border it"."""
    return noun.tag == "NNS" and any(c.lower in ("those", "these") for c in noun.children) and not any(c.i > noun.i for c in noun.children)


def same_number(annotated: AnnotatedDoc, number: Token) -> Token | None:
    """The noun of the phrase that "the nine" takes up: the last one of that many before it.

    None where there is none near by, or where so many of two kinds have been spoken of.
    """
    if number.tag != "CD" or not any(child.lower in _DEFINITE and child.i < number.i for child in number.children):
        return None
    if any(child.dep in ("prep", "compound", "amod") or child.tag == "CD" for child in number.children) or number.ent_type == "DATE":
        return None
    value = _DIGITS.get(number.lower, number.lower)
    near = number.sent_i - (1 if value == "2" else _FAR)  # pairs are many
    found: list[Token] = []
    for token in reversed(annotated.tokens[max(0, number.i - _FAR) : number.i]):
        if token.tag != "CD" or token.dep != "nummod" or _DIGITS.get(token.lower, token.lower) != value:
            continue
        noun = token.head
        if noun.tag == "NNS" and token.i < noun.i < number.i and noun.sent_i >= near and noun.lemma.lower() not in _UNITS:
            found.append(noun)
    return found[0] if len({noun.lemma.lower() for noun in found}) == 1 else None


def elided_noun(number: Token) -> Token | None:
    """ "31 people were killed and more than 200 injured": of whom the second clause leaves out, the first one's subject tells."""
    verb = number.head
    if number.tag != "CD" or number.dep not in ("nsubj", "nsubjpass") or verb.dep != "conj" or verb.i < number.i:
        return None
    if any(
        child.i > number.i or child.dep == "det" or (child.dep == "amod" and child.tag != "JJR") for child in number.children
    ) or number.ent_type in (
        "DATE",
        "MONEY",
        "PERCENT",
    ):
        return None
    left = any(child.dep == "oprd" and child.pos == "ADJ" for child in verb.head.children)  # "left 12 people dead and 30 injured"
    noun = verb.head.child("dobj") if left else verb.head.child("nsubj", "nsubjpass")
    if noun is None or noun.tag != "NNS" or not any(child.dep == "nummod" for child in noun.children):
        return None
    return noun


def one_of(head: Token) -> list[Token]:
    """The plural that "one of the judges, Karl Roth," counts one out of: the apposition names the one. Empty without one."""
    target = behind_of(head)
    names = [child for child in target.children if child.dep == "appos"] if target is not None else []
    return [target] if target is not None and len(names) == 1 and names[0].tag == "NNP" and names[0].child("conj") is None else []


def ordinal_of(ordinal: Token) -> Token | None:
    """ "Two workers were killed and a third was hurt": what the third is, the first clause's subject tells."""
    verb = ordinal.head
    if ordinal.lower not in _ORDINALS or ordinal.dep not in ("nsubj", "nsubjpass") or verb.dep != "conj" or verb.i < ordinal.i:
        return None
    if any(child.dep != "det" for child in ordinal.children):
        return None
    noun = verb.head.child("nsubj", "nsubjpass")
    if noun is None or noun.tag not in ("NN", "NNS") or not any(child.dep in ("nummod", "det", "amod") for child in noun.children):
        return None
    return noun


def owner_alone(annotated: AnnotatedDoc, head: Token) -> bool:
    """True for "it was Anna Reed's that won": what is hers, not she."""
    mark = head.child("case") if head.dep == "attr" else None
    return mark is not None and mark.tag == "POS" and annotated.name_head.get(mark.i) is None and mark.i > head.i


def measured_part(target: Token) -> bool:
    """True for the whole of "2.9 of 6.7 kilometres": a number of units."""
    return target.lemma.lower() in _MEASURES and target.child("nummod") is not None


def noun_before(annotated: AnnotatedDoc, quantity: Token) -> Token | None:
    """ "They tested 40 samples. Some were old.": of whom, when the sentence before speaks of one plural only; None otherwise."""
    number = quantity.tag == "CD" and quantity.ent_type in ("", "CARDINAL") and quantity.text.isalpha()
    if (quantity.lower not in _PARTS and not number) or quantity.dep not in ("nsubj", "nsubjpass"):
        return None
    if any(child.dep not in ("advmod", "punct") for child in quantity.children):
        return None
    sentence = annotated.sentences[quantity.sent_i]
    before = annotated.sentences[quantity.sent_i - 1] if quantity.sent_i else None
    if before is None or before.paragraph != sentence.paragraph or before.kind != "body":
        return None
    spoken = [annotated.quotation_of.get(i) for i in (quantity.i, before.root.i)]
    tokens = annotated.tokens[before.token_start : before.token_end]
    if spoken[0] != spoken[1] or any(t.tag in ("NNPS", "PRP") and t.lower in ("they", "them", "we", "us") for t in tokens):
        return None
    plurals = [t for t in tokens if t.tag == "NNS" and t.lemma.lower() not in _UNITS]
    if len(plurals) != 1 or plurals[0].ent_type in ("DATE", "TIME", "MONEY"):
        return None
    where = plurals[0].dep == "pobj" and plurals[0].head.lower in _WHERE and noun_kind(plurals[0]) in _PLACES
    return None if where else plurals[0]  # "Most live in two regions. Six are in hospital": no regions


def counted_before(annotated: AnnotatedDoc, number: Token) -> Token | None:
    """ "68,000 homes lost power. Engineers had reconnected 40,000": of the one thing that the sentence before counts; None otherwise.

    A clause before a semicolon counts as one: "nine of the 12 analysts had predicted a rise; two had not".
    """
    if number.tag != "CD" or number.ent_type not in ("", "CARDINAL") or number.dep not in ("dobj", "nsubj", "nsubjpass"):
        return None
    if any(child.dep not in ("advmod", "amod", "quantmod", "punct") and child.lower != "another" for child in number.children):
        return None
    tokens = _clause_before(annotated, number) or _sentence_before(annotated, number)
    counted = [t for t in tokens if t.tag in ("NNS", "NNPS") and any(c.dep == "nummod" for c in t.children)]
    counted = [t for t in counted if t.lemma.lower() not in _UNITS] or counted
    if len(counted) != 1 or counted[0].lemma.lower() in _UNITS or counted[0].ent_type in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"):
        return None
    value, most = (_value(t) for t in (number, next(c for c in counted[0].children if c.dep == "nummod")))
    extra = any(child.lower == "another" for child in number.children)
    return counted[0] if value and most and (value < most or extra) else None


def _clause_before(annotated: AnnotatedDoc, number: Token) -> list[Token]:
    """The words before the last semicolon before the number, in its sentence; empty without one."""
    here = annotated.tokens[annotated.sentences[number.sent_i].token_start : number.i]
    return here[: max((at for at, token in enumerate(here) if token.text == ";"), default=0)]


def _sentence_before(annotated: AnnotatedDoc, number: Token) -> list[Token]:
    """The words of the sentence before, where it is of the same paragraph and the same speech; else empty."""
    before = annotated.sentences[number.sent_i - 1] if number.sent_i else None
    if before is None or before.paragraph != annotated.sentences[number.sent_i].paragraph or before.kind != "body":
        return []
    if annotated.quotation_of.get(number.i) != annotated.quotation_of.get(before.root.i):
        return []
    return annotated.tokens[before.token_start : before.token_end]


def _value(number: Token) -> float:
    """The number that digits or a small number word stand for; 0 for any other."""
    digits = _DIGITS.get(number.lower, number.lower).replace(",", "")
    return float(digits) if digits.isdecimal() else 0.0


def relative_noun(pronoun: Token) -> Token | None:
    """Whom "some of whom", "two of which" are part of: the noun that the relative clause is said of."""
    if pronoun.lower not in ("whom", "which") or pronoun.tag not in ("WP", "WDT"):
        return None
    clause = next((above for above in pronoun.ancestors() if above.dep == "relcl"), None)
    return clause.head if clause is not None and clause.head is not clause and clause.head.i < pronoun.i else None
