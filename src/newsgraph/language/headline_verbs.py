"""Mending what the parser gets wrong in headlines: verbs that look like plurals, clauses behind *as*.

Headlines leave out articles, so that "fault forces recall" reads like three nouns. Each rule compares forms and positions.

References:
    Mårdh (1980), Headlinese: On the Grammar of English Front Page Headlines.
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 11.45 ff. (block language).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.main_clauses import make_root
from newsgraph.language.reattach import attach, attach_subject
from newsgraph.language.word_forms import FINITE, noun_kind

__all__ = ["mend_headline_verb"]

_FINITE = FINITE - {"MD"}
# Verbs that stand before "of" themselves: "as unions approve of the plan".
_BEFORE_OF = frozenset("approve disapprove dispose speak tell warn complain think die hear learn dream boast repent despair".split())
_SUMS = frozenset("bid offer claim demand pay wage forecast estimate target price fine stake".split())
_INVARIANT = frozenset("cut put set hit let shut cost spread quit bid burst cast hurt rid shed split thrust upset".split())


def mend_headline_verb(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the token."""
    _past_like_noun(annotated, token)
    if token.lower == "forecast":
        _forecast(annotated, token)
    if token.dep == "acl" and token.tag == "VBN":
        _past_like_participle(token)
    if token.dep == "ROOT" and token.child("mark") is not None:
        _planned_after(annotated, token)
    if token.tag.startswith("VB") and token.child("mark") is not None:
        _subject_behind_as(annotated, token)
    if annotated.sentences[token.sent_i].kind != "heading" and annotated.tokens[-1].sent_i != 0:
        return
    if token.dep == "advcl" and token.tag in ("VBP", "VBD", "VB"):
        _plural_for_verb(annotated, token)
    elif token.dep == "prep" and token.lower == "as":
        _verb_behind_as(annotated, token)
    elif token.dep == "compound" and token.tag in _FINITE:
        _first_verb(annotated, token)


def _forecast(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The bank forecast growth of 2 percent", "…, the ministry forecast": a verb where a noun with its article is right before."""
    before = annotated.tokens[token.i - 1] if token.i else token
    if token.tag == "VBD" and token.dep == "ROOT" and token.child("nsubj") is None:
        article = token.child("det")
        if before.dep == "compound" and before.head is token and attach(before, token, "nsubj") and article is not None:
            attach(article, before, "det")
        return
    noun = token.head
    subject = token.child("nsubj") or noun.child("nsubj") or (before if before.head is token and before.ent_type == "ORG" else None)
    if subject is not None and noun.dep == "ROOT" and noun.tag == "NN" and subject.subtree()[-1] is before and noun.i == token.i + 1:
        _instead_of(annotated, token, noun)  # "The Bank of Canada forecast growth of 2 percent"
        attach(subject, token, "nsubj")
        return
    article = noun.child("det", "poss")
    opens = article is not None and article.i == annotated.sentences[token.sent_i].token_start
    if noun.dep != "ROOT" or not noun.tag.startswith("NN") or token.dep != "compound" or not opens or article is None:
        return
    if before.tag not in ("NN", "NNP") or before.i != article.i + 1 or noun.i != token.i + 1:
        return
    _instead_of(annotated, token, noun)
    if attach(before, token, "nsubj"):
        attach(article, before, article.dep)


def _instead_of(annotated: AnnotatedDoc, token: Token, noun: Token) -> None:
    """The word heads the sentence as its verb, the noun that did so is its object."""
    make_root(annotated, token, noun)
    if attach(noun, token, "dobj"):
        token.tag, token.pos, token.lemma = "VBD", "VERB", "forecast"
        for child in [c for c in noun.children if c.dep in ("punct", "npadvmod", "nsubj")]:
            attach(child, token, child.dep)


def _past_like_noun(annotated: AnnotatedDoc, token: Token) -> None:
    """ "dropped as moss spread": between its conjunction, its subject and the end of the clause stands a verb."""
    subject, mark = token.child("nsubj"), token.child("mark")
    if token.tag != "NN" or token.lower not in _INVARIANT or subject is None or mark is None or token.dep not in ("advcl", "ccomp"):
        return
    if subject.i + 1 == token.i and mark.i < subject.i and len(token.children) <= 3 and token.child("det", "amod", "cop", "dobj") is None:
        token.tag, token.pos, token.lemma = "VBD", "VERB", token.lower


def _past_like_participle(token: Token) -> None:
    """ "fled as a fire spread towards the town": behind *as*, what looks like a past tense and has no agent is one."""
    noun, opener = token.head, token.head.head
    verb = opener.head
    if token.lower not in _INVARIANT or noun.dep != "pobj" or opener.lower != "as" or opener.dep != "prep" or token.i != noun.i + 1:
        return
    if not verb.tag.startswith("VB") or verb.lemma == "be" or token.child("agent", "auxpass") is not None or not token.children:
        return
    if noun_kind(noun) == "person" or not attach(token, verb, "advcl"):
        return
    if attach_subject(noun, token) and attach(opener, token, "mark"):
        token.tag, opener.pos = "VBD", "SCONJ"


def _planned_after(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Inspector to decide fate of park after council defied officers": the conjunction ends what the headline says is planned."""
    first = next((c for c in token.children if c.dep == "nsubj" and c.i < token.i), None)
    mark, own = token.child("mark"), [c for c in token.children if c.dep == "nsubj" and c.i < token.i]
    plan = first.child("relcl", "acl") if first is not None else None
    if first is None or mark is None or plan is None or len(own) != 2 or not plan.i < mark.i < own[1].i or plan.tag != "VB":
        return
    if plan.i != first.i + 2 or annotated.tokens[plan.i - 1].tag != "TO" or mark.lower not in ("after", "as", "before", "amid"):
        return
    make_root(annotated, plan, token)
    token.dep = "advcl"
    attach(first, plan, "nsubj")


def _subject_behind_as(annotated: AnnotatedDoc, token: Token) -> None:
    """ "block the road as a milk price row deepens": what stands behind the conjunction is the subject."""
    mark = token.child("mark")
    noun = mark.child("pobj") if mark is not None else None
    if mark is None or noun is None or token.child("nsubj", "nsubjpass", "csubj", "expl") is not None or mark.lower != "as":
        return
    if token.tag in ("VBZ", "VBP") and mark.i < noun.i < token.i and noun.subtree()[-1].i + 1 == token.i:
        attach_subject(noun, token)


def _plural_for_verb(annotated: AnnotatedDoc, token: Token) -> None:
    """ "as brake fault forces recall of 640,000 cars": before "of" stands a noun, so that the plural before it is the verb.

    So it is in "as rival lifts offer to $2bn", where a sum stands behind.
    """
    looks = token.child("nsubj") or next((c for c in token.children if c.dep == "compound" and c.tag == "NNS"), None)
    of = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    sum_behind = of.child("pobj") if of.dep == "prep" and of.lower == "to" and token.lower in _SUMS else None
    raised = sum_behind is not None and sum_behind.ent_type == "MONEY"
    if looks is None or not (raised or (of.dep == "prep" and of.lower == "of" and token.tag == "VBP")) or token.child("dobj", "aux"):
        return
    subject = next((c for c in reversed(looks.children) if c.dep in ("compound", "nmod", "amod") and c.i == looks.i - 1), None)
    if looks.tag != "NNS" or looks.i + 1 != token.i or subject is None or token.lemma in _BEFORE_OF:
        return
    if subject.tag not in ("NN", "NNP") and noun_kind(subject) not in ("person", "org", "group"):
        return  # "as U.S. rival sweetens": *rival* looks like an adjective
    _turn(looks, subject, token)


def _turn(looks: Token, subject: Token, token: Token) -> None:
    """Make a verb of a plural, with the noun before it as its subject and the word behind it as its object."""
    head, dep = token.head, token.dep
    if head is token or not attach(looks, head, dep):
        return
    for child in [c for c in looks.children if c is not subject and c.i < subject.i]:
        attach(child, subject, child.dep)
    attach(subject, looks, "nsubj")
    for child in [c for c in token.children if c.dep in ("mark", "advmod", "punct") and c.i < looks.i]:
        attach(child, looks, child.dep)
    attach(token, looks, "dobj")
    token.tag, token.pos = "NN", "NOUN"
    _as_verb(looks)


def _verb_behind_as(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Union threatens strike as airline axes 300 jobs": two objects have two verbs."""
    verb, looks = token.head, token.child("pobj")
    thing = next((c for c in verb.children if c.dep == "dobj" and looks is not None and c.i > looks.i), None)
    if looks is None or thing is None or looks.tag != "NNS" or thing.subtree()[0].i != looks.i + 1 or verb.tag not in _FINITE:
        return
    first = next((c for c in verb.children if c.dep == "dobj" and c.i < token.i), None)
    subject = next((c for c in reversed(looks.children) if c.dep == "compound" and c.i == looks.i - 1), None)
    if first is None or subject is None or not attach(looks, verb, "advcl"):
        return
    for child in [c for c in looks.children if c is not subject and c.i < subject.i]:
        attach(child, subject, child.dep)
    attach(subject, looks, "nsubj")
    attach(thing, looks, "dobj")
    attach(token, looks, "mark")
    _as_verb(looks)


def _as_verb(looks: Token) -> None:
    looks.tag, looks.pos = "VBZ", "VERB"
    if not looks.lower.startswith(looks.lemma):
        looks.lemma = looks.lower[:-1]  # "axes" is here of axe, not of axis


def _first_verb(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Parents vow court fight as trustees vote": of two subjects the first one has the verb between them."""
    noun = token.head
    verb = noun.head
    first = next((c for c in (*token.children, *verb.children) if c.dep == "nsubj" and c.i < token.i), None)
    if first is None or verb.dep != "ROOT" or verb.i < noun.i or first.subtree()[-1].i + 1 != token.i:
        return
    if noun is verb:
        make_root(annotated, token, noun)
        token.pos, noun.dep = "VERB", "dobj"
        for child in [c for c in noun.children if c.i < token.i or c.dep == "advcl"]:
            attach(child, token, child.dep)
        return
    if noun.dep != "nsubj":
        return
    make_root(annotated, token, verb)
    token.pos = "VERB"
    attach(first, token, "nsubj")
    joint = next((c for c in noun.children if c.dep == "prep" and c.lower in ("as", "after", "before") and noun.i < c.i < verb.i), None)
    attach(noun, token, "dobj")
    verb.dep = "advcl" if joint is not None else "dep"
    if joint is not None and (target := joint.child("pobj")) is not None:
        attach_subject(target, verb)
        attach(joint, verb, "mark")
