"""Mending what the parser gets wrong, continued: *as* and the post behind it, and the day from which it is held.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 17.47 (prepositional complements of nouns), 16.47 (*as* and the
    object complement).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.main_clauses import make_root
from newsgraph.language.reattach import attach, attach_subject
from newsgraph.language.word_forms import noun_kind
from newsgraph.lexicons.classes import word_class

__all__ = ["mend_post"]

_HELD = word_class("nouns of holding a post")


def mend_post(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the token."""
    if token.lower == "as" and token.i:
        if token.dep == "mark":
            _no_clause(annotated, token)
        if token.dep == "prep":
            _of_the_noun(annotated, token)
            _agent_behind(token)
    elif token.lower == "effective" and token.dep in ("acomp", "oprd"):
        _from_that_day(token)


def _of_the_noun(annotated: AnnotatedDoc, token: Token) -> None:
    """ "used her role as head of the bank": the post is the role's."""
    noun, post = annotated.tokens[token.i - 1], token.child("pobj")
    if post is None or noun is token.head or noun.lemma.lower() not in _HELD or noun.pos != "NOUN" or noun_kind(post) != "person":
        return
    if token.head.tag.startswith("VB") and token.head in noun.ancestors():
        attach(token, noun, "prep")


def _no_clause(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Reed's resignation as finance minister was accepted": a post without article behind *as* opens no clause."""
    verb, noun = token.head, annotated.tokens[token.i - 1]
    behind = (child for child in verb.children if child.dep in ("nsubj", "nsubjpass") and child.subtree()[0].i == token.i + 1)
    post = next(behind, None)
    if noun.lemma.lower() not in _HELD or post is None or post.child("det", "poss") is not None or noun_kind(post) != "person":
        return
    if verb.dep == "advcl" and verb.head is noun and noun.dep == "ROOT":
        make_root(annotated, verb, noun)
        attach_subject(noun, verb)
    elif noun.head is not verb or noun.dep not in ("nsubj", "nsubjpass"):
        return
    if attach(token, noun, "prep"):
        attach(post, token, "pobj")


def _agent_behind(token: Token) -> None:
    """ "was succeeded as mayor by Ann Reed": she succeeds."""
    verb, post = token.head, token.child("pobj")
    if post is None or verb.child("auxpass") is None or verb.child("agent") is not None:
        return
    by = next((child for child in post.children if child.lower == "by" and child.dep == "prep"), None)
    if by is not None:
        attach(by, verb, "agent")


def _from_that_day(token: Token) -> None:
    """ "appointed her chief executive, effective May 1": from that day."""
    verb, day = token.head, token.child("npadvmod", "advmod")
    if day is not None and day.i > token.i and verb.tag.startswith("VB") and verb.lemma != "be" and attach(day, verb, day.dep):
        attach(token, day, "amod")
