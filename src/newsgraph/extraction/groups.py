"""Groups that are told by their number only: "the nine", "all three", "two of whom".

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 6.48 ff. (quantifying pronouns), 19.44 ff. (numeral substitution).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class

__all__ = ["elided_noun", "relative_noun", "same_number"]

_DEFINITE = frozenset(("the", "these", "those", "all"))
_DIGITS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11",
    "twelve": "12",
}  # fmt: skip
_UNITS = word_class("units") | word_class("temporal")
_FAR = 400


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
    if any(child.i > number.i or child.dep in ("det", "amod") for child in number.children) or number.ent_type in (
        "DATE",
        "MONEY",
        "PERCENT",
    ):
        return None
    noun = verb.head.child("nsubj", "nsubjpass")
    if noun is None or noun.tag != "NNS" or not any(child.dep == "nummod" for child in noun.children):
        return None
    return noun


def relative_noun(pronoun: Token) -> Token | None:
    """Whom "some of whom", "two of which" are part of: the noun that the relative clause is said of."""
    if pronoun.lower not in ("whom", "which") or pronoun.tag not in ("WP", "WDT"):
        return None
    clause = next((above for above in pronoun.ancestors() if above.dep == "relcl"), None)
    return clause.head if clause is not None and clause.head is not clause and clause.head.i < pronoun.i else None
