"""Mending what the parser gets wrong, continued: of several verbs, the one that an adverb, a clause or a gerund belongs to.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 8.41 (position of adverbials), 17.22 f. (non-restrictive clauses
    stand between commas), 13.67 (coordinated prepositional complements); Frazier & Fodor (1978), The Sausage Machine (late closure).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.reattach import attach
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.status import embedding, noun_effect

__all__ = ["mend_nearest_clause"]

_MARKS = frozenset(("when", "once", "after", "before", "until", "because"))
_WITH_WHOM = frozenset(("discuss", "debate", "share", "raise", "swap", "exchange"))
_BETWEEN = frozenset(
    "agreement border contract deal dispute issue link meeting merger problem relation relationship rift row talk tie treaty war".split()
)
# Verbs that say nothing without what they ask for (Levin 1993, 37.9 and Quirk et al. 1985, 16.50).
_URGING = frozenset("urge encourage advise implore exhort beg entreat petition instruct direct appeal plead".split())
_CONTESTING = word_class("contesting")
_SIDES = (",", "–", "—")


def mend_nearest_clause(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the token."""
    if token.tag == "VB" and token.dep in ("advcl", "relcl", "acl", "xcomp"):
        _asked_of_whom(token)
    if token.dep == "advmod":
        _adverb_behind_and(annotated, token)
    elif token.dep == "advcl":
        _inside_relative(annotated, token)
        _of_second_verb(annotated, token)
    elif token.dep == "prep" and token.lower == "with":
        _discussed_with(token)
    elif token.dep == "xcomp" and token.tag == "VBG":
        _attribute_of_object(annotated, token)
    elif token.dep == "conj" and token.tag == "VBG":
        _gerund_beside_noun(annotated, token)


def _adverb_behind_and(annotated: AnnotatedDoc, token: Token) -> None:
    """ "would pay for a school and, eventually, send heat to homes": the adverb behind *and* belongs to the verb after it."""
    tokens, verb = annotated.tokens, token.head
    if token.i < 2 or token.i + 2 >= len(tokens) or verb.i > token.i:
        return
    before, joint, after = tokens[token.i - 1], tokens[token.i - 2], tokens[token.i + 1]
    if before.text != "," or after.text != "," or joint.dep != "cc" or token.children:
        return
    second = next((child for child in verb.children if child.dep == "conj" and child.i > after.i), None)
    if second is not None and second.tag.startswith("VB"):
        attach(token, second, "advmod")


def _asked_of_whom(token: Token) -> None:
    """ "appealed to anyone who saw the van on Friday to call", "urged anyone with doubts to write": what is asked, whatever is between."""
    if not any(child.tag == "TO" for child in token.children) or token.child("mark", "nsubj", "nsubjpass") is not None:
        return
    for above in token.ancestors():
        if above.tag.startswith("VB"):
            if above.lemma in _URGING and above.i < token.i:
                if above is not token.head and above.child("xcomp", "ccomp") is None:
                    attach(token, above, "xcomp")
                return
            if above.dep not in ("relcl", "acl") or embedding(above.lemma, "to") is not None or above.i == _first(token).i - 1:
                return
        elif above.tag.startswith("NN") and noun_effect(above.lemma.lower()) is not None:
            return


def _attribute_of_object(annotated: AnnotatedDoc, token: Token) -> None:
    """ "beat defending champions Oslo": no verb of contest takes a gerund; that is which champions."""
    verb, noun = token.head, token.child("dobj")
    bare = noun is not None and min(t.i for t in noun.subtree()) == token.i + 1 and annotated.tokens[token.i + 1].tag[:2] == "NN"
    if verb.lemma not in _CONTESTING or token.i != verb.i + 1 or noun is None or not bare or verb.child("dobj") is not None:
        return
    rest = [child for child in token.children if child is not noun]
    if attach(noun, verb, "dobj"):
        for child in rest:
            attach(child, verb, child.dep)
        attach(token, noun, "amod")


def _discussed_with(token: Token) -> None:
    """ "discussed the case with the minister": with whom is the verb's, not the case's (Levin 1993, 36.1)."""
    noun = token.head
    verb = noun.head
    if noun.dep == "dobj" and verb.lemma in _WITH_WHOM and noun.lemma not in _BETWEEN and token.i > noun.i > verb.i:
        attach(token, verb, "prep")


def _first(token: Token) -> Token:
    return min(token.subtree(), key=lambda inner: inner.i)


def _marked(token: Token) -> bool:
    return any(child.lower in _MARKS and (child.dep == "mark" or child.tag == "WRB") for child in token.children)


def _inside_relative(annotated: AnnotatedDoc, token: Token) -> None:
    """ "blamed the pair, who had done well once they were in trouble": no comma closes the relative clause, so it goes on."""
    verb, first = token.head, _first(token)
    if not _marked(token) or verb.i > first.i or annotated.tokens[first.i - 1].text in _SIDES:
        return
    for clause in (t for t in verb.subtree() if t.dep == "relcl" and verb.i < t.i < first.i):
        opening, inside = _first(clause), [t for t in clause.subtree() if t.i < first.i]
        open_end = max(t.i for t in inside)
        quotes = all(t.pos == "PUNCT" and t.text not in _SIDES for t in annotated.tokens[open_end + 1 : first.i])
        if opening.i and annotated.tokens[opening.i - 1].text == "," and quotes and verb in clause.ancestors():
            last = [t for t in inside if t.tag.startswith("VB") and (t is clause or (t.dep == "conj" and t.head is clause))]
            attach(token, max(last, key=lambda t: t.i), "advcl")
            return


def _of_second_verb(annotated: AnnotatedDoc, token: Token) -> None:
    """ "is 23 and asked me not to use her name because she fears them": the reason is that of the verb right before it."""
    verb, first = token.head, _first(token)
    if not _marked(token) or verb.i > first.i or annotated.tokens[first.i - 1].text in _SIDES:
        return
    second = [child for child in verb.children if child.dep == "conj" and child.tag.startswith("VB") and child.i < first.i]
    if second and second[-1].child("nsubj", "nsubjpass") is None and not any(t.text == ";" for t in annotated.tokens[verb.i : first.i]):
        attach(token, second[-1], "advcl")


def _gerund_beside_noun(annotated: AnnotatedDoc, token: Token) -> None:
    """ "jailed for theft and assaulting a guard", "for treason or breaking the law": the gerund stands behind the preposition, too."""
    verb, first = token.head, _first(token)
    if first is not token or not verb.tag.startswith("VB") or verb.tag == "VBG" or token.i < 2:
        return
    joint = annotated.tokens[token.i - 1]
    if joint.dep != "cc" or joint.lower not in ("and", "or") or token.child("aux", "nsubj", "nsubjpass") is not None:
        return
    noun = annotated.tokens[token.i - 2]
    while noun.dep in ("compound", "pobj", "prep", "amod") and noun.head.head is not verb and noun.head is not verb:
        noun = noun.head
    prep = noun.head
    if noun.dep == "pobj" and prep.dep == "prep" and prep.head is verb and max(t.i for t in noun.subtree()) == token.i - 2:
        attach(token, prep, "pcomp")
