"""Which tokens belong to a noun phrase: its modifiers, the prepositional phrases and the clauses that tell which one it is.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 17.9 ff. (restrictive modification), 9.10 ff. (complex
    prepositions).
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgraph.extraction.nouns import is_person_noun
from newsgraph.extraction.restricting import ORDINALS, first_to, most_of, restricts, tells_none, tells_which, to_do
from newsgraph.extraction.words import conjuncts, leads_to_pronoun
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class

__all__ = ["phrase_tokens"]

_COMPOUND = word_class("compound prepositions")
_HELD = word_class("nouns of holding a post")
_MOST_LABEL_TOKENS = 14
_MOST_GERUND_TOKENS = 8
_TOPICAL = frozenset(("on", "for", "about", "over", "against", "in"))
_SPANS = frozenset("year half quarter quarters month months week weeks period".split())
_FIGURES = word_class("quoted quantities") | {"loss", "deficit", "surplus", "budget", "forecast", "result"}
_LINKING = frozenset("spite view light response reaction addition contrast wake order preparation anticipation absence".split())
_KEPT_PREPS = frozenset("in on off for to with between from against over at by about into among toward towards under".split())


def phrase_tokens(annotated: AnnotatedDoc, head: Token, top: bool = True) -> Iterator[Token]:
    """The tokens of the phrase headed by ``head``, in no order; ``top`` is False for one inside another: that takes no clauses along."""
    yield head
    for child in head.children:
        if child.i < head.i:
            if child.dep in ("relcl", "acl", "appos", "advcl", "parataxis", "ccomp", "nsubj", "aux", "cop", "mark", "conj", "expl"):
                continue
            if child.children and any(t.dep in ("nsubj", "nsubjpass", "mark", "relcl", "advcl") for t in child.subtree()):
                continue
            behind = child.child("pobj") if child.dep == "prep" else None
            if child.dep == "prep" and (child.lower == "among" or (behind is not None and behind.ent_type in ("DATE", "TIME"))):
                continue  # "returned objects, among them a carved tooth"; "on Friday the 67-year-old"
            if child.dep in ("cc", "punct") and child.text not in ("-", "–", "/", "'", "$", "#", '"'):
                continue
            yield from child.subtree()
        elif (top or head.lower == "those") and (
            restricts(annotated, head, child)
            or first_to(head, child)
            or most_of(head, child)
            or to_do(head, child)
            or tells_which(annotated, head, child)
            or tells_none(head, child)
        ):
            yield from (inside if len(inside := child.subtree()) <= _MOST_LABEL_TOKENS else ())
        elif child.dep == "case" and head.dep == "poss":
            continue  # "the club's": the mark is no part of what it is
        elif child.dep in ("prep", "nummod", "quantmod", "case", "npadvmod", "amod", "compound", "poss", "nmod"):
            if child.dep == "prep" and not _kept_prep(annotated, child, head, top):
                yield from _of_the_name(annotated, child, head)
                continue
            yield from _within(annotated, child)
        elif child.dep == "punct" and child.text in ("-", "%", '"', "'"):
            yield child


def _of_the_name(annotated: AnnotatedDoc, prep: Token, head: Token) -> Iterator[Token]:
    """ "a branch of the Fund for Rural Schools": what belongs to the name stays with it."""
    name = annotated.name_head.get(head.i)
    if name is not None and annotated.name_head.get(prep.i) == name:
        yield from (token for token in prep.subtree() if annotated.name_head.get(token.i) == name)


def _kept_prep(annotated: AnnotatedDoc, prep: Token, head: Token, top: bool) -> bool:
    if leads_to_pronoun(prep):
        return False  # "holes in it": no label has a pronoun
    if prep.lower == "of" and head.tag in ("NN", "NNS") and any(child.lower == "own" for child in prep.children):
        return False  # "protests of their own": whose they are is told by who files them
    if prep.lower == "of" or (prep.lower == "per" and any(child.lower == "cent" for child in prep.children)):
        return True
    if prep.lower == "per" and head.tag in ("NN", "NNS") and head.child("nummod") is None:
        return True  # "output per worker": no output
    if prep.lower == "since" and any(t.tag in ("JJS", "RBS") or t.lower in ORDINALS for t in (head, *head.children)):
        return True  # "the lowest level since March", "their highest since 2009", "for the first time since 2009"
    if head.tag == "JJS" or (head.tag == "JJ" and any(child.tag == "RBS" for child in head.children)):
        top = True  # "one of the largest in the region"
    target = prep.child("pobj")
    doing = prep.child("pcomp")
    if not top and prep.lower == "by" and target is not None and target.ent_type in ("PERSON", "ORG", "NORP"):
        return head.dep == "pobj" and head.head.lower == "of"  # "an exhibition of works by Goya"
    if top and target is None and doing is not None and doing.tag == "VBG" and prep.i == head.i + 1 and prep.lower in _TOPICAL:
        inside = doing.subtree()  # "talks on forming a government", "work on moving the pipes"
        clauses = any(t.tag in ("PRP", "PRP$") or t.dep in ("relcl", "advcl", "ccomp", "punct") for t in inside)
        return len(inside) <= _MOST_GERUND_TOKENS and not clauses
    bound = prep.lower in ("above", "below") and head.tag in ("NN", "NNS") and prep.i == head.i + 1
    if bound and target is not None and (target.tag == "CD" or target.child("nummod") is not None):
        return True  # "levels above 25 per cent", "any reading below 10"
    if target is not None and prep.lower in ("under", "over") and target.tag == "CD" and prep.i == head.i + 1:
        aged = is_person_noun(head) and head.tag == "NNS"  # "children under six", not "sales over 2024"
        if aged and not any(child.i > target.i for child in target.children):
            return True
    if top and target is not None and prep.lower == "as" and head.lemma.lower() in _HELD and is_person_noun(target):
        return True  # "his resignation as chairman of the bank"
    if top and target is not None and prep.lower == "for" and target.tag == "CD" and prep.i == head.i + 1 and target.ent_type == "DATE":
        return True  # "a budget for 2026"
    if target is not None and target.ent_type == "DATE" and prep.lower == "to" and head.lower in _SPANS and prep.i == head.i + 1:
        return True  # "the year to March"
    if top and target is not None and prep.lower == "for" and target.lower in _SPANS and target.child("det") and head.lemma in _FIGURES:
        return True  # "a loss of $2 million for the six months to June"
    when = prep.i in annotated.times or target is None or target.ent_type in ("DATE", "TIME")
    if not top or target is None or (when and not any(c.lower == "of" and c.i > prep.i for c in head.children)):
        return False  # but "the killing in January of Karl Roth"
    if prep.lower == "in" and target.lower in _LINKING:
        return False  # "approval in spite of objections", "a visit in response to the raid"
    outer = target.child("prep") if target.lower in _COMPOUND and target.child("det", "poss", "amod") is None else None
    if outer is not None and outer.lower != "of":
        return False  # "access in exchange for power", but "a woman in charge of a team"
    return prep.lower in _KEPT_PREPS


def _within(annotated: AnnotatedDoc, child: Token) -> Iterator[Token]:
    """A prepositional phrase inside the phrase: its own noun phrase with its coordination, no clauses."""
    yield child
    if child.dep != "prep":
        yield from (token for token in child.subtree() if token is not child)
        return
    for target in child.children:
        if target.dep == "pobj":
            for item in conjuncts(target):
                yield from phrase_tokens(annotated, item, child.lower == "as")  # "nomination as ambassador to Chad"
                yield from (t for t in item.children if t.dep == "cc" or (t.dep == "punct" and t.text == ","))
        elif target.dep in ("advmod", "amod", "punct", "neg", "quantmod", "prep") and target.i < child.i + 3:
            yield from _within(annotated, target) if target.dep == "prep" else target.subtree()
        elif target.dep == "pcomp":
            yield from (t for t in target.subtree() if t.i < target.i + _MOST_LABEL_TOKENS and not _in_relative(t, target))


def _in_relative(token: Token, top: Token) -> bool:
    while token is not top and token.head is not token:
        if token.dep in ("relcl", "advcl", "parataxis"):
            return True
        token = token.head
    return False
