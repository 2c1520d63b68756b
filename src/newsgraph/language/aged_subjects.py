"""*The 52-year-old denied wrongdoing*, where the parse takes the verb for a participle before a noun: "the … denied wrongdoing"."""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.main_clauses import make_root
from newsgraph.language.reattach import attach
from newsgraph.lexicons.nouns import nouns

__all__ = ["mend_aged", "mend_aged_subject"]

_VERBS = frozenset({"VBD", "VBN", "VBZ"})
_ARTICLES = frozenset({"the", "a", "an"})


def mend_aged(annotated: AnnotatedDoc, token: Token) -> None:
    """ "died aged 91": the number goes with *aged*, and is no time."""
    number = annotated.tokens[min(token.i + 1, len(annotated.tokens) - 1)]
    if (
        token.lower == "aged"
        and number.tag == "CD"
        and number.sent_i == token.sent_i
        and number.head is not token
        and token.head is not number
    ):
        attach(number, token, "npadvmod")


def mend_aged_subject(annotated: AnnotatedDoc, token: Token) -> None:
    """Make *old* of "the 52-year-old" the subject of the verb right behind it, where the sentence has no other verb."""
    if token.lower != "old" or token.dep != "amod" or token.child("npadvmod") is None or token.i + 1 >= len(annotated.tokens):
        return
    verb, noun = annotated.tokens[token.i + 1], token.head
    if verb.sent_i != token.sent_i or verb.tag not in _VERBS or verb.i > noun.i:
        return
    known = nouns().get(noun.lemma.lower())
    if verb is noun:
        if noun.dep == "ROOT":
            attach(token, verb, "nsubj")
            _take_article(token, verb)
        return
    within = verb.head is noun or (verb.head.head is noun and verb.head.dep == "compound")  # "suffered head injuries"
    if noun.dep != "ROOT" or not within or verb.dep not in ("amod", "compound", "nmod"):
        return
    if known is not None and known.kind == "person" and noun.tag in ("NN", "NNP"):
        return  # "the 60-year-old retired teacher"
    make_root(annotated, verb, noun)
    noun.dep = "dobj"
    if verb.tag == "VBN":
        verb.tag = "VBD"
    verb.pos = "VERB"
    attach(token, verb, "nsubj")
    _take_article(token, noun)
    for child in [c for c in noun.children if c.dep == "punct" and c.i > noun.i]:
        attach(child, verb, "punct")


def _take_article(token: Token, former: Token) -> None:
    for child in [c for c in former.children if c.lower in _ARTICLES and c.i < token.i]:
        attach(child, token, "det")
