"""Mending what the parser gets wrong: phrases set beside a clause, and sums whose unit it takes for a word.

Each rule compares forms, positions and types; none knows any word of content.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 9.55 (*with* and a clause without verb), 15.58 (absolute
    clauses), 9.58 (*but for*), 6.69 ff. (numerals with their units).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.reattach import attach
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.speech import speech_verbs

__all__ = ["mend_absolute", "mend_multiple", "mend_sum"]

_BEYOND = frozenset(("behind", "above", "below", "beyond", "beneath", "inside", "off"))
_NAMES = frozenset(("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"))
_OWNERS = frozenset(("his", "her", "its", "their", "the", "a", "an"))
_BESIDE = frozenset(("dobj", "appos", "npadvmod", "oprd", "attr"))
_CURRENCIES = frozenset("$£€¥")
_MILLIONS = frozenset(("m", "t"))
_TEMPORAL = word_class("temporal")
_SHARES = word_class("shares")


def mend_sum(annotated: AnnotatedDoc, token: Token) -> None:
    """ "cost £2m, and": behind a currency sign and a number *m* is the unit of one sum; there is no second object."""
    if token.lower not in _MILLIONS or token.i < 2:
        return
    sign, number = annotated.tokens[token.i - 2 : token.i]
    if number.char_end != token.char_start or sign.text[-1:] not in _CURRENCIES or number.tag != "CD":
        return
    if number.head is not token:
        if number.head is number or not attach(token, number.head, number.dep):
            return
        for child in [c for c in number.children if c is not token]:
            attach(child, token, child.dep)
        attach(number, token, "nummod")
    token.tag, token.pos, token.lemma = "CD", "NUM", token.lower


def mend_multiple(annotated: AnnotatedDoc, token: Token) -> None:
    """ "pay up to five times as much", "at several times that amount": how much is one amount, not five and as much."""
    before = annotated.tokens[token.i - 2] if token.i > 1 else token
    if token.dep == "dobj" and before.lower == "times" and before.dep == "pobj" and before.head.head is token.head:
        if token.child("det") is not None and token.child("det") is annotated.tokens[token.i - 1]:
            attach(token, before, "npadvmod")
        return
    if token.lower not in ("much", "many") or token.i < 3 or token.dep != "dobj":
        return
    number, times, as_ = annotated.tokens[token.i - 3 : token.i]
    first = next((c for c in token.head.children if c.dep == "dobj" and c is number), None)
    if times.lower != "times" or as_.lower != "as" or number.tag != "CD" or times.head not in (number, token.head):
        return
    if attach(times, token, "npadvmod") and first is not None:
        attach(first, times, "nummod")


def mend_absolute(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the preposition, or the adverb."""
    if token.dep == "advmod" and token.tag == "RB":
        _two_of_them(annotated, token)
    if token.dep == "advcl":
        _before_the_end(token)
    if token.dep == "prep" and token.i and token.lower in _BEYOND:
        _measured_from(annotated, token)
    if token.dep != "prep" or token.i == 0:
        return
    before = annotated.tokens[token.i - 1]
    if token.lower == "with" and before.text == ",":
        _with_its_part(annotated, token)
    elif token.lower == "for" and before.lower == "but" and before.dep == "cc":
        _but_for(token, before)
    elif token.lower in ("for", "during"):
        _for_most_of(token)


def _two_of_them(annotated: AnnotatedDoc, token: Token) -> None:
    """ "killing a cook and injuring four people, two of them critically": how the two were hurt, not how she was killed."""
    them = annotated.tokens[token.i - 1]
    number = them.head.head if them.dep == "pobj" and them.head.lower == "of" else them
    comma = annotated.tokens[number.subtree()[0].i - 1]
    if them.lower not in ("them", "whom") or number is them or number.pos not in ("NUM", "DET", "PRON", "ADJ", "NOUN") or comma.text != ",":
        return
    near = annotated.tokens[comma.i - 1]
    noun = next((t for t in (near, *near.ancestors()) if t.tag in ("NNS", "NNPS") and t.i <= near.i), None)
    if token in number.ancestors() and token.head is not token and not attach(number, token.head, "dep"):
        return
    if noun is not None and number not in noun.ancestors() and attach(token, number, "advmod"):
        attach(number, noun, "appos")


def _before_the_end(token: Token) -> None:
    """ "filed it with 90 seconds left because he had no cash": why he filed it so late, not why seconds were left."""
    left = token.head
    mark = token.child("mark")
    prep = left.head.head
    timed = left.dep == "acl" and left.lower in ("left", "remaining") and prep.dep == "prep" and prep.lower == "with"
    if timed and mark is not None and mark.lower in ("because", "as", "after", "although", "since", "when") and left.i < token.i:
        attach(token, prep.head, "advcl")


def _measured_from(annotated: AnnotatedDoc, token: Token) -> None:
    """ "said that he saw it from the launch, about 60 metres behind the leaders": there was the launch; nobody speaks there."""
    verb = token.head
    measure = token.child("npadvmod")
    if verb.lemma not in speech_verbs() or measure is None or measure.child("nummod") is None or token.i < verb.i:
        return
    noun = next((t for t in reversed(annotated.tokens[verb.i + 1 : measure.subtree()[0].i]) if t.pos != "PUNCT"), None)
    if noun is not None and noun.tag in ("NN", "NNS", "NNP"):
        attach(token, noun, "prep")


def _with_its_part(annotated: AnnotatedDoc, token: Token) -> None:
    """ "to buy a farm, with Kent her first choice", "came first, with Anna Reed second": what the name is, no object and no manner."""
    target = token.child("pobj")
    beside = target.child("appos") if target is not None else None
    name = beside if beside is not None and not beside.head.ent_type else target  # "with his partner, Amos Lund, third"
    if target is None or name is None or name.ent_type not in _NAMES or name.i + 2 >= len(annotated.tokens):
        return
    opening = annotated.tokens[name.i + 1]
    opening = annotated.tokens[name.i + 2] if name is beside and opening.text == "," else opening
    what = opening
    while what.head not in (what, name) and what.head.i > name.i and what.dep in ("poss", "det", "amod", "compound"):
        what = what.head
    if opening.sent_i != token.sent_i or what is token.head:
        return
    said = name is target and opening.lower in _OWNERS and what.tag in ("NN", "NNS") and what.dep in _BESIDE
    if said and what.subtree()[0] is opening:
        attach(what, name, "appos")
        return
    further = any(c.i > opening.i and c.dep not in ("prep", "punct") for c in opening.children)
    if opening.ent_type == "ORDINAL" and opening.dep in ("advmod", "amod", "npadvmod", "oprd", "conj") and not further:
        attach(opening, target, "amod")


def _but_for(token: Token, but: Token) -> None:
    """ "would have fallen but for a steel brace": what alone was against it (*without*), no second clause."""
    verb = token.head
    if but.head is verb and token.child("pobj") is not None and verb.i < token.i and attach(but, verb, "prep"):
        but.tag, but.pos = "IN", "ADP"
        attach(token, but, "prep")


def _for_most_of(token: Token) -> None:
    """ "looked for a partner for most of the winter": how long, and no thing lasts so long."""
    share, noun = token.child("pobj"), token.head
    of = share.child("prep") if share is not None and share.lower in _SHARES else None
    time = of.child("pobj") if of is not None else None
    verb = noun.head.head if noun.dep == "pobj" else noun.head
    if time is None or noun.tag not in ("NN", "NNS", "NNP") or noun.dep not in ("dobj", "pobj") or not verb.tag.startswith("VB"):
        return
    if time.ent_type in ("DATE", "TIME") or time.lemma.lower() in _TEMPORAL:
        attach(token, verb, "prep")
