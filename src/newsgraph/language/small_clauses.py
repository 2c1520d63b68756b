"""Objects with what is said of them: "left the dispute unresolved", "leaves the minister exposed", "leaves Malta dependent on gas".

References:
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 16.44-16.46 (complex-transitive complementation).
    B. Levin, English Verb Classes and Alternations, 1993, ch. 29 (verbs with predicative complements).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.reattach import attach
from newsgraph.lexicons.classes import word_class

__all__ = ["mend_noun_forms", "mend_small_clause"]

_LEAVING = frozenset("leave keep render hold".split())
_RESULTING = _LEAVING | frozenset("make get set find declare deem consider call".split())
# Participles that are nouns as they stand.
_NOUNS_TOO = frozenset("shot cut hit set split spread cast run bid bet cost hurt shed".split())
_EVENTS_IN_ING = frozenset("crossing bombing shooting killing meeting hearing landing opening building sitting ruling stabbing".split())
_TOUGH = frozenset("hard easy difficult tough impossible simple tricky".split())
_HARMING = word_class("harming")
_LEADING = frozenset(("ahead", "behind", "up", "down", "clear", "adrift", "short", "apart"))
_WHERE = frozenset("off near in at outside beside below above behind".split())
_DECLARING = frozenset({"declare", "pronounce", "proclaim", "consider"})
_PARTICIPLES = frozenset(("VBN", "VBD"))
_OWN = frozenset(("dobj", "aux", "auxpass", "nsubj", "nsubjpass", "ccomp", "xcomp", "attr", "acomp", "prt", "dative", "neg", "mark"))


def mend_small_clause(annotated: AnnotatedDoc, token: Token) -> None:
    """Make a participle or adjective behind the object of such a verb its predicate, whatever clause the parser made of it."""
    verb = token.head
    if verb is token or verb.i > token.i or not verb.tag.startswith("VB"):
        return
    if token.lower == "over" and token.dep in ("advmod", "prt") and verb.lemma in _DECLARING:
        target = verb.child("dobj")
        if target is not None and target.i < token.i:
            token.dep, token.tag, token.pos = "oprd", "JJ", "ADJ"  # "declared the outbreak over"
    elif token.dep == "oprd" and token.pos == "ADJ" and verb.lemma in _RESULTING:
        _subject_to_object(token, verb)
    elif token.tag in _PARTICIPLES and token.dep == "ccomp" and verb.lemma in _LEAVING:
        if not {child.dep for child in token.children} & (_OWN - {"nsubj", "nsubjpass"}) and _subject_to_object(token, verb):
            _predicate(token, verb)
    elif token.tag in _PARTICIPLES and token.dep in ("conj", "dep", "advcl"):
        _loose_participle(annotated, token)


def mend_noun_forms(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Fever and swelling", "a rabies shot", "hard to argue with", "on to rocks off Skye": forms that look like others' parts."""
    head = token.head
    if token.lower in _LEADING and token.dep == "advmod" and head.lemma == "be":
        measure = head.child("attr")
        if measure is not None and measure.i == token.i - 1 and measure.child("nummod") is not None and attach(token, head, "acomp"):
            attach(measure, token, "npadvmod")  # "were one goal ahead"
        return
    if token.ent_type == "ORDINAL" and token.dep == "advmod" and head.dep == "prep" and head.i == token.i + 1 and head.head.lemma == "be":
        if head.head.child("acomp", "attr") is None and attach(token, head.head, "acomp"):
            token.tag, token.pos = "JJ", "ADJ"  # "was fourth over the line"
        return
    before = annotated.tokens[token.i - 1] if token.i else token
    if token.tag == "VBG" and token.dep in ("xcomp", "ccomp") and token.child("nummod") is not None:
        _counted_participle(token)
    elif token.tag == "VBG" and token.dep in ("advcl", "acl") and token.lower in _EVENTS_IN_ING:
        _named_after(token, before)
    elif token.tag == "VBN" and token.dep == "pcomp" and head.dep == "prep":
        _two_participles(token)
    elif token.tag == "VBG" and token.dep == "pcomp" and head.lower == "in":
        _hurt_in(token)
    if token.text == "Will" and token.dep == "aux" and head.tag != "VB" and token.i + 1 < len(annotated.tokens):
        name = annotated.tokens[token.i + 1]  # "when Will Dunn and Eve Lind were together": no modal stands before "were"
        if name.tag == "NNP" and name.head is head and attach(token, name, "compound"):
            token.tag, token.pos, token.lemma = "NNP", "PROPN", token.text
    elif token.tag == "VBZ" and token.dep in ("nsubj", "nsubjpass") and token.i < head.i and token.lower.endswith("s"):
        # "Rumours that he had left spread": a subject is a noun
        token.tag, token.pos, token.lemma = "NNS", "NOUN", token.lemma.lower()
    elif token.tag == "VBG" and token.dep == "conj" and head.tag in ("NN", "NNS") and head.dep in ("attr", "dobj", "pobj", "nsubj"):
        if before.dep in ("cc", "amod") and not {child.dep for child in token.children} & (_OWN | {"prep", "advmod"}):
            token.tag, token.pos, token.lemma = "NN", "NOUN", token.lower
    elif token.tag == "VBN" and token.dep == "acl" and before is head and head.tag == "NNS" and token.lower in _NOUNS_TOO:
        article = next((child for child in head.children if child.lower in ("a", "an")), None)
        if article is not None and attach(token, head.head, head.dep):  # no plural has "a"
            for child in (article, *(c for c in head.children if c.i < head.i and c is not article)):
                attach(child, token, child.dep)
            attach(head, token, "compound")
            token.tag, token.pos, token.lemma = "NN", "NOUN", token.lower
    elif token.tag == "VBN" and token.dep == "acl" and before is head and head.tag == "NN" and token.lower in _NOUNS_TOO:
        _noun_behind_noun(token, head)
    elif token.tag == "VB" and token.dep == "xcomp" and head.lemma == "be":
        adjective = head.child("acomp")
        if adjective is not None and adjective.lower in _TOUGH and adjective.i == token.i - 2 and before.tag == "TO":
            attach(token, adjective, "xcomp")
    elif token.lower == "to" and token.dep == "prep" and before.lower in ("on", "in") and before.dep in ("prep", "prt"):
        _on_to(annotated, before, token)
    elif token.lower in ("onto", "into") and token.dep == "prep":
        _place_of_goal(annotated, token)


def _hurt_in(token: Token) -> None:
    """ "were wounded in shelling near the village": what went on there; nobody who is hurt does it."""
    verb = token.head.head
    hurt = verb.lemma == "die" or (verb.lemma in _HARMING and verb.child("dobj") is None)
    if hurt and not {child.dep for child in token.children} & {"dobj", "xcomp", "ccomp", "aux", "prt", "advcl"}:
        token.dep, token.tag, token.pos, token.lemma = "pobj", "NN", "NOUN", token.lower
        for where in [child for child in token.children if child.dep == "prep" and child.lower in ("near", "outside", "around")]:
            attach(where, verb, "prep")


def _counted_participle(token: Token) -> None:
    """ "counted 17 calling males": what a number stands before is no verb, but tells of the noun."""
    verb, noun = token.head, token.child("dobj")
    number = token.child("nummod")
    if noun is None or number is None or not number.i < token.i or noun.subtree()[0].i != token.i + 1 or verb.child("dobj") is not None:
        return
    rest = [c for c in token.children if c is not noun]
    if attach(noun, verb, "dobj") and attach(token, noun, "amod"):
        for child in rest:
            attach(child, noun if child.i < token.i else verb, child.dep)


def _named_after(token: Token, before: Token) -> None:
    """ "at the Torna crossing on the border": behind an article and a name stands what is named so; nobody crosses."""
    article = before.child("det")
    if before.dep != "pobj" or before.tag != "NNP" or article is None or before.ent_type not in ("PERSON", "GPE", "LOC", "FAC"):
        return
    if {child.dep for child in token.children} & (_OWN - {"neg"}) or not attach(token, before.head, "pobj"):
        return
    for child in [c for c in before.children if c.i < before.i]:
        attach(child, token, child.dep)
    attach(before, token, "compound")
    token.tag, token.pos, token.lemma = "NN", "NOUN", token.lower


def _two_participles(token: Token) -> None:
    """ "a festival of restored and rediscovered films": behind a preposition stand things, with what was done to them."""
    prep, second = token.head, token.child("conj")
    noun = second.child("dobj") if second is not None else None
    if second is None or noun is None or second.tag not in ("VBN", "VBD") or token.child("aux", "auxpass", "dobj", "agent") is not None:
        return
    if noun.subtree()[0].i == second.i + 1 and noun.tag in ("NN", "NNS") and attach(noun, prep, "pobj"):
        attach(token, noun, "amod")
        second.tag = "VBN"


def _noun_behind_noun(token: Token, noun: Token) -> None:
    """ "behind the machinery shed", "after the rate cut": a bare form behind article and noun, in a phrase, is the noun it looks like."""
    if noun.dep != "pobj" or noun.child("det", "poss") is None or any(child.dep != "relcl" for child in token.children):
        return
    if attach(token, noun.head, "pobj"):
        for child in [c for c in noun.children if c is not token and (c.i < noun.i or c.dep == "relcl")]:
            attach(child, token, child.dep)
        attach(noun, token, "compound")
        token.tag, token.pos, token.lemma = "NN", "NOUN", token.lower


def _on_to(annotated: AnnotatedDoc, on: Token, to: Token) -> None:
    """ "Drove a ferry on to rocks": one preposition of two words, and that is where it was driven."""
    verb = on.head.head if on.head.dep == "dobj" else on.head
    if to.child("pobj") is None or on.child("pobj") is not None or not verb.tag.startswith("VB"):
        return
    if attach(on, verb, "prep") and attach(to, on, "prep"):
        on.tag, on.pos, to.pos = "IN", "ADP", "ADP"
        _place_of_goal(annotated, to)


def _place_of_goal(annotated: AnnotatedDoc, prep: Token) -> None:
    """ "Drove a ferry on to rocks off Skye": where the rocks are."""
    goal = prep.child("pobj")
    verb = prep.head.head if prep.head.dep == "prep" else prep.head
    behind = annotated.tokens[goal.i + 1] if goal is not None and goal.i + 1 < len(annotated.tokens) else None
    if goal is not None and behind is not None and behind.dep == "prep" and behind.head is verb and behind.lower in _WHERE:
        attach(behind, goal, "prep")


def _subject_to_object(token: Token, verb: Token) -> bool:
    subject = token.child("nsubj", "nsubjpass")
    if subject is None or not verb.i < subject.i < token.i or verb.child("dobj") is not None:
        return False
    return attach(subject, verb, "dobj")


def _loose_participle(annotated: AnnotatedDoc, token: Token) -> None:
    """ "agree to talks but leave the dispute unresolved": a bare past form right behind the object ends the clause."""
    before = annotated.tokens[token.i - 1]
    behind = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else None
    verb = before.head
    if before.dep != "dobj" or verb.lemma not in _LEAVING or before.sent_i != token.sent_i:
        return
    if {child.dep for child in token.children} & _OWN or verb.child("oprd") is not None:
        return
    ends = behind is None or behind.sent_i != token.sent_i or behind.pos in ("PUNCT", "ADP", "SCONJ", "CCONJ", "ADV")
    if ends and attach(token, verb, "oprd"):
        _predicate(token, verb)


def _predicate(token: Token, verb: Token) -> None:
    attach(token, verb, "oprd")
    token.tag, token.dep = "VBN", "oprd"
    if token.lower.startswith("un") and token.lower.endswith("ed"):
        token.tag, token.pos, token.lemma = "JJ", "ADJ", token.lower  # no verb "to unresolve"
