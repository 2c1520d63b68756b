"""Clauses behind a noun without which it means nothing in particular: they belong to its name.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 17.3 (restrictive modification), 17.35 (infinitives after nouns).
    Carlson (1977), Reference to Kinds in English (bare plurals).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.word_forms import first_conjunct
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.status import noun_effect

__all__ = [
    "ORDINALS",
    "first_to",
    "generic_kind",
    "most_of",
    "occasion",
    "of_none",
    "restricts",
    "tells_none",
    "tells_which",
    "to_do",
    "under_modal",
    "unspecific",
]

ORDINALS = frozenset(("first", "second", "third", "fourth", "fifth", "last", "only", "next", "latest", "youngest", "oldest"))
_VAGUE = word_class("vague nouns")
_OCCASIONS = word_class("temporal") | frozenset(("case", "situation", "circumstance", "instance", "occasion"))
_EXISTING = frozenset(("exist", "happen", "occur", "materialise", "materialize"))
_MOST_WORDS = 9
_MOST_WORDS_OF_KIND = 9
_MOST_WORDS_OF_WHICH = 9
_DEFINITE = frozenset(("the", "those"))
_THIRD_PERSON = frozenset(("he", "she", "they", "his", "her", "their"))


def first_to(head: Token, clause: Token) -> bool:
    """True for the infinitive in "the first spacecraft to return grains": first in what, it tells."""
    if clause.dep not in ("relcl", "acl") or clause.tag not in ("VB", "VBN") or not any(child.tag == "TO" for child in clause.children):
        return False
    return head.dep in ("attr", "appos", "oprd") and any(child.lower in ORDINALS for child in head.children if child.i < head.i)


def most_of(head: Token, clause: Token) -> bool:
    """True for the participle in "the oldest bone ever found in Crete", "the first drug shown to slow it": oldest of what, it tells."""
    inside = clause.subtree()
    if clause.dep != "acl" or clause.tag != "VBN" or inside[0].i != head.i + 1 or len(inside) > _MOST_WORDS_OF_WHICH or _unclear(clause):
        return False
    before = [t for child in head.children if child.i < head.i for t in child.subtree()]
    return head.dep in ("attr", "appos", "oprd") and any(t.lower in ORDINALS or t.tag in ("JJS", "RBS") for t in before)


def to_do(head: Token, clause: Token) -> bool:
    """True for the infinitive in "the decision to close the plant angered them": the subject is a decision to do what?"""
    if clause.dep not in ("relcl", "acl") or clause.tag != "VB" or not any(child.tag == "TO" for child in clause.children):
        return False
    inside = clause.subtree()
    return (
        head.dep in ("nsubj", "nsubjpass")
        and noun_effect(head.lemma.lower()) is not None
        and len(inside) <= _MOST_WORDS
        and inside[0].i == head.i + 1
        and not any(t.pos == "PRON" or t.tag == "PRP$" or t.dep in ("relcl", "advcl", "ccomp") for t in inside)
    )


def restricts(annotated: AnnotatedDoc, head: Token, clause: Token) -> bool:
    """True for a relative clause that says who or what a vague noun means: "the kind of person who walks everyone home"."""
    if head.lower == "those" and clause.dep in ("acl", "relcl") and clause.i > head.i and head.i not in annotated.referents:
        return not any(t.tag in ("PRP", "PRP$") for t in clause.subtree())  # "those surveyed", "those who live there"
    if of_none(annotated, head, clause) or occasion(head, clause) or generic_kind(annotated, head, clause):
        return True
    if clause.dep != "relcl" or head.lemma.lower() not in _VAGUE or head.i in annotated.referents:
        return False
    if any(child.dep == "nummod" or child.lower in ("a", "an") for child in head.children):
        return False  # "a man who had threatened the mayor": somebody did
    first = min(token.i for token in clause.subtree())
    return annotated.tokens[first - 1].text != ","


def tells_which(annotated: AnnotatedDoc, head: Token, clause: Token) -> bool:
    """True for the clause in "the hut where the sherd turned up", "the sample taken at his home": which one, nothing else tells.

    It has no comma, is short, says who does it by name or with a pronoun that is resolved, and the article does not come back to the thing.
    """
    if clause.dep not in ("relcl", "acl") or clause.i < head.i or head.i in annotated.referents or head.i in annotated.name_head:
        return False
    definite = any(child.lower in _DEFINITE for child in head.children if child.i < head.i)
    if not definite or head.tag not in ("NN", "NNS") or head.lemma.lower() in _OCCASIONS:
        return False
    if any(child.dep in ("prep", "conj", "cc", "appos") and child.i > head.i for child in head.children) or head.dep == "conj":
        return False
    finite = clause.dep == "relcl" and clause.tag.startswith("VB") and not any(c.tag == "TO" for c in clause.children)
    if not finite and (clause.tag != "VBN" or clause.child("agent") is not None):
        return False  # by whom, the clause's own statement tells
    verb = head.head
    if head.dep == "attr" and clause.dep == "relcl" and any(c.lower in ("it", "that", "this") for c in verb.children if c.dep == "nsubj"):
        return False  # "it was the surgeon who said no": who said it is what it tells
    inside = clause.subtree()
    if inside[0].i != head.i + 1 or len(inside) > _MOST_WORDS_OF_WHICH or inside[-1].i - inside[0].i != len(inside) - 1:
        return False
    return not _unclear(clause) and all(len(annotated.referents.get(t.i, ())) == 1 for t in inside if t.tag in ("PRP", "PRP$"))


def tells_none(head: Token, clause: Token) -> bool:
    """True for the clause in "quoted a witness who did not exist", "has claims that could not be checked": without it, it is another thing.

    It follows at once, is short, and denies that there is any, or that it can be done to it.
    """
    if clause.dep != "relcl" or head.tag not in ("NN", "NNS") or not any(child.dep == "neg" for child in clause.children):
        return False
    if any(child.lower in ("the", "this", "those", "these") or child.dep == "poss" for child in head.children if child.i < head.i):
        return False
    inside = clause.subtree()
    if inside[0].i != head.i + 1 or len(inside) > _MOST_WORDS_OF_WHICH or any(t.tag in ("PRP", "PRP$") or t.dep == "punct" for t in inside):
        return False
    undone = clause.child("auxpass") is not None and any(child.lower in ("could", "can", "ca") for child in clause.children)
    return undone or clause.lemma in _EXISTING


def _unclear(clause: Token) -> bool:
    """True for a clause with a comma, another clause or a pronoun that no label has: it picks nothing out that is clear alone."""
    return any(
        t.dep in ("punct", "advcl", "ccomp", "parataxis", "conj")
        or (t is not clause and t.dep == "relcl")
        or (t.tag in ("PRP", "PRP$") and t.lower not in _THIRD_PERSON)
        for t in clause.subtree()
    )


def unspecific(head: Token, clause: Token) -> bool:
    """True for the clause in "has never taken a cent that was not hers", "nobody met a man who knew": of a kind, of none in particular."""
    verb = head.head
    if head.dep != "dobj" or clause.i < head.i or not any(c.lower in ("a", "an", "any", "single") and c.i < head.i for c in head.children):
        return False
    never = any(child.lower == "never" for child in verb.children) or any(
        child.dep == "nsubj" and child.lower in ("nobody", "none", "no-one") for child in verb.children
    )
    return never and clause.subtree()[0].i == head.i + 1


def of_none(annotated: AnnotatedDoc, head: Token, clause: Token) -> bool:
    """True for "no weapons belonging to the guard were found": there are none of these, there may be others."""
    if clause.dep not in ("acl", "relcl") or clause.i < head.i or not head.tag.startswith("NN"):
        return False
    first = first_conjunct(head)  # "no fingerprints or DNA"
    denying = ("det", "preconj", "predet")  # "neither a hospital offering care nor a clinic"
    if not any(child.dep in denying and child.lower in ("no", "neither") and child.i < first.i for child in first.children):
        return False
    if first.dep == "attr" and first.head.child("expl") is not None:
        return False  # "there are no patients left in the ward": what the sentence is there to tell
    inside = clause.subtree()
    infinitive = any(child.tag == "TO" for child in clause.children)
    return annotated.tokens[inside[0].i - 1].text != "," and len(inside) <= _MOST_WORDS_OF_KIND and not infinitive


def generic_kind(annotated: AnnotatedDoc, head: Token, clause: Token) -> bool:
    """True for "children who skip breakfast score lower", "pupils who slept less were likelier to fail": of a kind, of nobody.

    A bare plural with its own restricting clause, and a present tense without a time or a comparison said of it (Carlson 1977).
    """
    if clause.dep != "relcl" or head.tag != "NNS" or head.dep not in ("nsubj", "nsubjpass") or head.i in annotated.name_head:
        return False
    if any(child.dep in ("det", "poss", "nummod", "predet", "conj") or child.ent_type for child in head.children if child.i < head.i):
        return False
    inside = clause.subtree()
    if inside[0].lower not in ("who", "that", "which", "whose") or annotated.tokens[inside[0].i - 1].text == ",":
        return False
    if len(inside) > _MOST_WORDS_OF_KIND or any(
        t.tag in ("PRP", "PRP$") or (t is not clause and t.dep in ("relcl", "advcl", "ccomp")) for t in inside
    ):
        return False
    verb = head.head
    compared = any(
        child.dep in ("acomp", "attr", "xcomp", "dobj")
        and any(t.tag in ("JJR", "RBR") or t.lower in ("likely", "twice") for t in child.subtree())
        for child in verb.children
    )
    denied = any(child.dep == "neg" for child in clause.children)  # "experts who were not involved praised the results"
    modal = any(child.dep == "aux" and child.tag == "MD" for child in verb.children)  # "firms that fail to report it would be fined"
    state = verb.lemma == "be" and verb.tag == "VBP" and verb.child("acomp") is not None  # "owners who live there are exempt"
    return compared or denied or (_habitual(clause) and (modal or state or _habitual(verb)))


def under_modal(head: Token, clause: Token) -> bool:
    """True for "disputes that the panel fails to settle would go to court": of whichever there will be, there is none yet."""
    inside = clause.subtree()
    if head.tag != "NNS" or head.dep not in ("nsubj", "nsubjpass") or clause.dep not in ("relcl", "acl", "ccomp"):
        return False
    if inside[0].i != head.i + 1 or inside[0].lower not in ("that", "which", "who") or clause.tag not in ("VBZ", "VBP"):
        return False
    bare = not any(child.dep in ("det", "poss", "nummod") or child.ent_type for child in head.children if child.i < head.i)
    alone = not any(child.dep in ("aux", "auxpass") for child in clause.children)
    content = noun_effect(head.lemma.lower(), finite=True)
    claim = content is not None and bool(content.claim)  # "claims that the firm pays no tax would be looked at"
    return bare and alone and not claim and any(child.dep == "aux" and child.tag == "MD" for child in head.head.children)


def _habitual(verb: Token) -> bool:
    """A simple present, *do* among its auxiliaries, or one with *can*, *may* or *must*."""
    first = next((child for child in verb.children if child.dep in ("aux", "auxpass")), verb)
    bare = first is verb and verb.tag == "VB" and not any(child.tag == "TO" for child in verb.children)  # a present, too
    simple = (first.tag in ("VBP", "VBZ") or bare) and first.lower not in ("have", "has", "are", "is")
    return simple or first.lower in ("can", "may", "must")


def occasion(noun: Token, clause: Token) -> bool:
    """True for "nights on which it did not fall", "days when the pool is closed": on which of them, nobody tells."""
    if clause.dep != "relcl" or noun.lemma.lower() not in _OCCASIONS or noun.tag != "NNS":
        return False
    if any(child.lower in ("the", "these", "those") or child.dep == "poss" for child in noun.children if child.i < noun.i):
        return False
    first = clause.subtree()[0]
    form = next((child for child in clause.children if child.dep in ("aux", "auxpass")), clause)
    if first.lower in ("when", "where"):
        return form.tag in ("VBP", "VBZ")  # "scored after nine minutes when Lang slipped": he did
    return first.dep == "prep" and first.i + 1 < clause.i and first.child("pobj") is not None
