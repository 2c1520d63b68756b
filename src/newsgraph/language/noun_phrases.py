"""Mending what the parser gets wrong within and around noun phrases: roles before names, participles that modify, what is said of.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 17.65 ff. (apposition), 7.15 ff. (participial adjectives),
    16.31 (what is said has a subject of its own), 16.58 (verbs with a noun that are one verb).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.reattach import attach, attach_subject
from newsgraph.language.word_forms import has_subject, is_finite, noun_kind
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.speech import speech_verb

__all__ = ["mend_noun_phrase"]

_QUANTITIES = word_class("quantity heads") | {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
_NOUNS = frozenset(("NN", "NNS"))
_MEASURES = word_class("units") - word_class("temporal") - {"day", "week", "month", "year", "hour", "minute", "second"}
# Without an article: what goes on inside (Quirk et al. 5.44).
_INSIDE = frozenset(("hospital", "prison", "jail", "court", "school", "university", "college", "church"))
_MARGINS = frozenset(("vote", "point", "goal", "run", "wicket", "length", "stroke", "shot"))
# What is said in so many words is no thing: "said a prayer", "said the words".
_SAID = frozenset(("prayer", "mass", "grace", "rosary", "word", "name", "line", "sentence", "thing", "phrase", "number", "age"))
# Verb and bare noun that are one verb (Quirk et al. 16.58): nothing is taken in "took place".
_ONE_VERB = frozenset(
    (
        "take place / take part / take effect / take office / take shape / take root / take hold / take note / take charge / take aim / "
        "take stock / take flight / take cover / take refuge / make sense / make headway / make way / give way / give birth / "
        "give chase / catch fire / set sail / set foot / lose ground / gain ground / lose touch / part company / "
        "join forces / bear fruit / run aground"
    ).split(" / ")
)


def mend_noun_phrase(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply the rule that may concern the token."""
    if token.dep == "ccomp":
        _said_of(token)
    elif token.dep == "dobj" and token.i == token.head.i + 1:
        _part_of_verb(token)
    elif token.dep == "pcomp" and token.tag == "VBG":
        _modifier_in_quantity(token)
    elif token.dep == "npadvmod" and token.head.dep == "prep":
        _measured_out(token)
    elif token.dep == "prep" and token.lower == "to":
        _against_how_many(annotated, token)
    elif token.dep == "prep" and token.lower in ("in", "at"):
        _bare_goal(annotated, token)
    elif token.dep == "agent":
        _margin(token)
    elif token.dep == "amod" and token.ent_type == "NORP":
        _twofold(annotated, token)
    elif token.dep in ("nsubj", "nsubjpass") and token.ent_type == "PERSON":
        _role_before_name(annotated, token)
    elif token.dep == "pobj" and token.ent_type == "PERSON":
        _name_in_role(token)


def _said_of(token: Token) -> None:
    """ "The council said repairs to the pool, in Kelsk, were expected to cost more": the noun is no object, but what is told of."""
    verb = token.head
    noun = verb.child("dobj")
    entry = speech_verb(verb.lemma)
    if noun is None or entry is None or entry.kind != "say" or not verb.i < noun.i < token.i or not noun.tag.startswith("NN"):
        return
    if has_subject(token) or not is_finite(token) or token.child("mark", "expl") is not None or noun.lemma in _SAID:
        return
    attach_subject(noun, token)


def _part_of_verb(noun: Token) -> None:
    """ "The race took place", "took charge of the inquiry": the noun is no object, and what hangs on it is the verb's."""
    verb = noun.head
    if f"{verb.lemma} {noun.lower}" in _ONE_VERB and all(child.dep == "prep" for child in noun.children):
        noun.dep = "prt"
        for child in list(noun.children):
            attach(child, verb, "prep")


def _modifier_in_quantity(token: Token) -> None:
    """ "one of a handful of surviving tidal pools": what is counted is pools."""
    prep, noun = token.head, token.child("dobj")
    if noun is None or noun.tag != "NNS" or prep.lower != "of" or prep.i + 1 != token.i or prep.head.lemma.lower() not in _QUANTITIES:
        return
    if noun.child("det", "poss", "nummod") is not None or any(child is not noun and child.i < noun.i for child in token.children):
        return
    rest = [child for child in token.children if child is not noun]
    if attach(noun, prep, "pobj") and attach(token, noun, "amod"):
        for child in rest:
            attach(child, noun, child.dep)
        token.pos = "ADJ"


def _measured_out(token: Token) -> None:
    """ "rises 1,020 metres above the sea", not "two days after the vote": by how much it does so."""
    verb = token.head.head
    if token.lemma in _MEASURES and verb.tag.startswith("VB") and token.subtree()[0].i == verb.i + 1:
        attach(token, verb, "npadvmod")


def _against_how_many(annotated: AnnotatedDoc, token: Token) -> None:
    """ "voted 11 to two", "by eight votes to six": the second number is the other side's, nobody votes to it."""
    number, before = token.child("pobj"), annotated.tokens[token.i - 1]
    counted = before.tag == "CD" and before.dep != "pobj" and before.ent_type not in ("DATE", "TIME")
    counted = counted or (before.lemma in _MARGINS and before.child("nummod") is not None)
    if number is not None and number.tag == "CD" and not number.children and counted and before.sent_i == token.sent_i:
        attach(token, before, "prep")


def _bare_goal(annotated: AnnotatedDoc, token: Token) -> None:
    """ "were flown to hospital in Oslo": that is where the hospital is."""
    noun = annotated.tokens[token.i - 1]
    goal = noun.dep == "pobj" and noun.head.lower in ("to", "from") and noun.head.head is token.head and noun.i == noun.head.i + 1
    if goal and noun.lower in _INSIDE and token.child("pobj") is not None:
        attach(token, noun, "prep")


def _margin(token: Token) -> None:
    """ "was defeated by eight votes", "beaten by two goals": by how much, not by whom."""
    noun = token.child("pobj")
    if noun is not None and noun.lemma in _MARGINS and noun.child("nummod") is not None and noun.child("det", "poss", "relcl") is None:
        token.dep = "prep"


def _twofold(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The Greek Cypriot president": of Cyprus, which Greek tells more of."""
    behind = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    if behind.ent_type == "NORP" and behind.dep == "amod" and behind.head is token.head and behind.text[0].isupper():
        attach(token, behind, "amod")


def _role_before_name(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Spokesman on foreign affairs Ivo Lund accused": two subjects of one verb, side by side, are one person with a role."""
    first = token.subtree()[0].i
    role = next((c for c in token.head.children if c.dep == token.dep and c.i < token.i), None)
    if role is None or role.ent_type or noun_kind(role) != "person" or role.subtree()[-1].i + 1 != first:
        return
    if annotated.tokens[first].ent_iob == "B":
        attach(token, role, "appos")


def _name_in_role(token: Token) -> None:
    """ "Superintendent of police Vera Lund": what the role is of ends before the name."""
    of, field = token.head, token.child("compound")
    role = of.head
    if field is None or field.tag not in _NOUNS or not field.text.islower() or field.i != of.i + 1 or of.lower != "of":
        return
    if role.tag not in ("NN", "NNP") or role.ent_type or noun_kind(role) != "person" or role.child("det", "poss", "appos") is not None:
        return
    if noun_kind(field) != "person" and attach(field, of, "pobj"):
        attach(token, role, "appos")
