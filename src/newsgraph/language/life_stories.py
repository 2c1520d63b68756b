"""Mending what the parser gets wrong, continued: what obituaries and profiles set beside names, parents, survivors, degrees.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 17.65 ff. (apposition), 15.60 (verbless supplementive clauses:
    "A lifelong socialist, she joined the party").
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.main_clauses import make_root
from newsgraph.language.reattach import attach
from newsgraph.language.word_forms import noun_kind
from newsgraph.lexicons.classes import word_class

__all__ = ["mend_life_story"]

_KIN = word_class("kin") - {"lawyer"}
_CHILDREN = frozenset("son daughter child grandson granddaughter grandchild stepson stepdaughter twin".split())
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_BESIDE = frozenset(("nsubj", "nsubjpass", "npadvmod", "dep"))
_DEGREES = frozenset("degree doctorate diploma masters bachelors phd mba".split())


def mend_life_story(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the token."""
    dep = token.dep
    if dep in _BESIDE and token.tag == "NN":
        _who_is_a(annotated, token)
    elif dep == "appos" and token.pos == "NOUN":
        _child_of(annotated, token)
        _next_of_kin(annotated, token)
    elif token.lower == "aged" and dep in ("acomp", "oprd", "advcl"):
        _at_that_age(annotated, token)
    elif dep == "conj":
        _other_parent(annotated, token)
    elif dep == "ROOT" and token.tag == "IN":
        _verb_behind_phrase(annotated, token)
    elif dep == "prep" and token.lower in ("in", "from", "at"):
        _of_degree(annotated, token)
    if token.ent_type == "PERSON" and token.ent_iob == "B" and token.i > 1 and annotated.tokens[token.i - 1].text == ",":
        _name_of_kin(annotated, token)


def _who_is_a(annotated: AnnotatedDoc, token: Token) -> None:
    """ "A former teacher, Ann Reed was elected": the name behind the comma is the subject, and a former teacher."""
    verb, inside = token.head, token.subtree()
    first, end = inside[0], inside[-1].i + 1
    sentence = annotated.sentences[token.sent_i]
    if first.lower not in ("a", "an", "the") or first.i != sentence.token_start or end + 1 >= len(annotated.tokens):
        return
    subject = next((c for c in verb.children if c.dep in _SUBJECTS and c is not token and c.i > end), None)
    if subject is None or annotated.tokens[end].text != "," or subject.subtree()[0].i != end + 1 or noun_kind(token) != "person":
        return
    if subject.ent_type == "PERSON":
        attach(token, subject, "appos")


def _at_that_age(annotated: AnnotatedDoc, token: Token) -> None:
    """ "has died aged 84": at that age, no way of dying."""
    verb, behind = token.head, annotated.tokens[token.i + 1]
    if not verb.tag.startswith("VB") or verb.lemma in ("be", "look", "remain") or behind.tag != "CD":
        return
    if behind.head is token or (behind.head is verb and attach(behind, token, "npadvmod")):
        token.dep = "npadvmod"


def _child_of(annotated: AnnotatedDoc, token: Token) -> None:
    """ "was born in Leeds, the daughter of a miner": no town is anybody's daughter."""
    place = token.head
    if token.lemma.lower() not in _CHILDREN or place.ent_type not in ("GPE", "LOC", "DATE", "FAC", "ORG") or token.child("prep") is None:
        return
    verb = next((above for above in place.ancestors() if above.tag.startswith("VB")), None)
    subject = next((c for c in verb.children if c.dep in _SUBJECTS), None) if verb is not None else None
    if subject is not None and verb is not None and (subject.ent_type == "PERSON" or subject.lower in ("he", "she")):
        named = subject.ent_type == "PERSON"
        attach(token, subject if named else verb, "appos" if named else "npadvmod")


def _other_parent(annotated: AnnotatedDoc, token: Token) -> None:
    """ "the daughter of a miner and a nurse": of both."""
    child = token.head
    if child.lemma.lower() not in _CHILDREN or token.tag != "NN" or token.child("det") is None or noun_kind(token) != "person":
        return
    of = next((c for c in child.children if c.dep == "prep" and c.lower == "of" and c.i < token.i), None)
    parent = of.child("pobj") if of is not None else None
    joint = annotated.tokens[token.subtree()[0].i - 1]
    if parent is None or joint.lower != "and" or annotated.tokens[joint.i - 1].text == "," or noun_kind(parent) != "person":
        return
    if attach(token, parent, "conj") and joint.head is child:
        attach(joint, parent, "cc")


def _next_of_kin(annotated: AnnotatedDoc, token: Token) -> None:
    """ "by her husband, Mark Hollis; two sons, Paul and Karl; and a sister": behind the semicolon stand others."""
    first = token.subtree()[0].i
    if first and annotated.tokens[first - 1].text == ";" and token.head.lemma.lower() in _KIN and token.lemma.lower() in _KIN:
        attach(token, token.head, "conj")


def _name_of_kin(annotated: AnnotatedDoc, token: Token) -> None:
    """ "his wife of 40 years, Dana; his daughters, Jane and Kate": the name behind the comma is hers, and theirs."""
    name = token
    while name.head.ent_type == "PERSON" and name.head.i > name.i:
        name = name.head
    before = annotated.tokens[token.i - 2]
    kin = next((t for t in (before, *before.ancestors()) if t.lemma.lower() in _KIN and t.i < token.i and before.i - t.i < 6), None)
    if kin is None or kin.pos != "NOUN" or name.dep not in ("npadvmod", "conj") or kin.child("poss", "nummod", "det") is None:
        return
    if kin.child("appos") is not None or (name.dep == "conj" and (name.head is not kin or kin.tag != "NNS")):
        return
    others = [c for c in name.children if c.dep in ("conj", "cc") and any(t.text == ";" for t in annotated.tokens[name.i : c.i])]
    if not attach(name, kin, "appos"):
        return
    for other in others:
        attach(other, kin, other.dep)


def _verb_behind_phrase(annotated: AnnotatedDoc, token: Token) -> None:
    """ "During the war she served in the navy": the verb heads the sentence, not the preposition."""
    noun = token.child("pobj")
    clause = noun.child("relcl") if noun is not None else None
    if clause is None or clause.tag not in ("VBD", "VBZ", "VBP") or noun is None or noun.child("conj", "cc") is not None:
        return
    subject = clause.child("nsubj")
    if subject is None or subject.lower not in ("he", "she", "they", "it", "we", "i") or subject.i != clause.subtree()[0].i:
        return
    if clause.child("dobj", "prep", "ccomp", "xcomp", "advmod", "prt") is None or any(c.tag in ("WDT", "WP") for c in clause.subtree()):
        return
    make_root(annotated, clause, token)
    attach(token, clause, "prep")
    for child in [c for c in token.children if c.dep == "punct"]:
        attach(child, clause, "punct")


def _of_degree(annotated: AnnotatedDoc, token: Token) -> None:
    """ "earned a degree in law from Yale": what the degree is in, and from where, belongs to the degree."""
    before = annotated.tokens[token.i - 1]
    if token.lower == "in":
        field = token.child("pobj")
        own = before.lemma.lower() in _DEGREES and before.dep in ("dobj", "conj") and before.head is token.head
        if own and field is not None and not field.ent_type and field.tag in ("NN", "NNS"):
            attach(token, before, "prep")
        return
    target, above = token.child("pobj"), token.head
    if target is None or target.ent_type != "ORG" or above.tag.startswith("VB"):
        return
    degree = next((t for t in (above, *above.ancestors()) if t.lemma.lower() in _DEGREES), None)
    if degree is not None and degree is not above:
        attach(token, degree, "prep")
