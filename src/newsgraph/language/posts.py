"""Mending what the parser gets wrong, continued: *as* and the post behind it, and the day from which it is held.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 17.47 (prepositional complements of nouns), 16.47 (*as* and the
    object complement).
"""

from __future__ import annotations

from collections.abc import Sequence

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.main_clauses import make_root
from newsgraph.language.name_finding import POST_NOMINALS
from newsgraph.language.reattach import attach, attach_subject
from newsgraph.language.word_forms import noun_kind
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.titles import titles

__all__ = ["is_aside", "mend_post"]

_FIELD_PREPS = frozenset(("of", "for", "to", "at"))
_MOST_FIELD = 4
_TERM_PREPS = frozenset(("from", "between", "since", "until", "during", "in"))
_HELD = word_class("nouns of holding a post")


def mend_post(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the token."""
    if token.ent_type == "PERSON" and token.ent_iob == "B" and token.i:
        _who_has_it(annotated, token)
    if token.lower == "as" and token.i:
        if token.dep == "mark":
            _no_clause(annotated, token)
        if token.dep == "prep":
            _of_the_noun(annotated, token)
            _agent_behind(token)
    elif token.dep == "prep" and token.head.dep == "attr" and token.lower in _TERM_PREPS:
        _term(token)
    elif token.text in POST_NOMINALS and token.dep != "ROOT" and token.i:
        _letters_behind(annotated, token)
    elif token.dep == "appos" and token.lower.endswith("ing") and token.head.dep == "ROOT":
        _verb_behind_aside(annotated, token)
    elif token.lower == "effective" and token.dep in ("acomp", "oprd"):
        _from_that_day(token)


def _letters_behind(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Ann Reed MP said": she says it, whatever letters stand behind her name."""
    name = annotated.tokens[token.i - 1]
    if (
        name.ent_type != "PERSON"
        or name.head is not token
        or name.dep not in ("compound", "nmod")
        or not attach(name, token.head, token.dep)
    ):
        return
    for child in [c for c in token.children if c is not name]:
        attach(child, name, child.dep)
    attach(token, name, "nmod")


def is_aside(tokens: Sequence[Token], token: Token) -> bool:
    """True for the one word between the commas of "Ann Reed, prosecuting, said"."""
    return 0 < token.i < len(tokens) - 1 and tokens[token.i - 1].text == tokens[token.i + 1].text == ","


def _verb_behind_aside(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Ann Reed, prosecuting, called two witnesses": she calls them."""
    verb, name = token.child("acl"), token.head
    if verb is None or name.ent_type != "PERSON" or not is_aside(annotated.tokens, token) or verb.tag not in ("VBN", "VBD"):
        return
    make_root(annotated, verb, name)
    attach_subject(name, verb)
    verb.tag = "VBD" if verb.child("auxpass", "aux") is None else verb.tag
    named = verb.child("oprd")
    if named is not None and verb.child("dobj") is None:
        named.dep = "dobj"


def _who_has_it(annotated: AnnotatedDoc, token: Token) -> None:
    """ "UN envoy for Libya Ann Reed met them": the envoy is Ann Reed, and for Libya."""
    field, name = annotated.tokens[token.i - 1], token
    while name.head.ent_type == "PERSON" and name.head.i > name.i:
        name = name.head
    prep = name.head
    if name.dep != "pobj" or prep.lower not in _FIELD_PREPS or not 0 < field.i - prep.i <= _MOST_FIELD or not prep.i:
        return
    role = annotated.tokens[prep.i - 1]
    if prep.head is not role or role.head is role or not _is_post(role) or field.ent_type == "PERSON" or _is_post(field):
        return
    if field.pos not in ("NOUN", "PROPN") or any(
        t.text == "," or t.tag in ("POS", "VBG", "VBN") for t in annotated.tokens[prep.i : token.i]
    ):
        return
    inside = [t for t in annotated.tokens[prep.i + 1 : field.i] if t.head is name]
    if not attach(name, role.head, role.dep) or not attach(field, prep, "pobj") or not attach(role, name, "nmod"):
        return
    for t in inside:
        attach(t, field, t.dep)


def _is_post(token: Token) -> bool:
    return noun_kind(token) == "person" or token.lower in titles()


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


def _term(token: Token) -> None:
    """ "was mayor of Leeds between 2001 and 2005": then she was."""
    post, when = token.head, token.child("pobj")
    if (
        when is not None
        and when.ent_type == "DATE"
        and token.i > post.i
        and _is_post(post)
        and post.head.lemma in ("be", "become", "remain")
    ):
        attach(token, post.head, "prep")


def _from_that_day(token: Token) -> None:
    """ "appointed her chief executive, effective May 1": from that day."""
    verb, day = token.head, token.child("npadvmod", "advmod")
    if day is not None and day.i > token.i and verb.tag.startswith("VB") and verb.lemma != "be" and attach(day, verb, day.dep):
        attach(token, day, "amod")
