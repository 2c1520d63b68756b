"""Mending what the parser gets wrong: what *and* joins where the words on both sides are not of one kind.

A number is no second object beside a name, but who does what follows; a plural before a number is a verb in a headline; and a form in
*-ing* among adjectives is one of them.

References:
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 13.44 ff. (coordination within clauses joins like with like),
    17.30 (participles behind nouns), 7.15 ff. (participial adjectives).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.main_clauses import make_root
from newsgraph.language.reattach import attach, attach_subject
from newsgraph.language.word_forms import has_subject, is_animate, is_finite, noun_kind
from newsgraph.lexicons.participles import participle

__all__ = ["mend_misjoined"]

_THINGS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP"))
_FEELINGS = frozenset(
    "ashamed afraid sorry glad proud keen angry upset worried scared frightened anxious happy sad eager reluctant willing unwilling".split()
)
_PLURAL_VERBS = frozenset(("are", "were", "have", "do"))
_AMOUNTS = frozenset(("MONEY", "QUANTITY", "CARDINAL", "PERCENT"))
_OWN = ("nsubj", "nsubjpass", "aux", "auxpass", "mark")


def mend_misjoined(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply the rule that may concern the token."""
    if token.dep == "conj" and token.tag == "CD":
        _counted_subject(annotated, token)
    elif token.dep == "conj" and token.tag == "NNS" and _in_headline(annotated, token):
        _verb_before_number(annotated, token)
    elif token.dep == "conj" and token.tag.startswith("NN"):
        _subject_set_off(annotated, token)
    elif token.dep == "conj" and token.tag in ("VBN", "VBD"):
        _second_phrase(annotated, token)
        _feeling(token)
    elif token.tag == "VBG" and token.dep == "pcomp":
        _among_adjectives(token)
    elif token.tag == "VBG" and token.dep in ("nsubj", "nsubjpass", "csubj", "csubjpass"):
        _modifier_of_plural(token)
        _name_of_calling(annotated, token)
    elif token.lower == "worth" and token.dep in ("ccomp", "advcl", "ROOT"):
        _worth_so_much(annotated, token)


def _counted_subject(annotated: AnnotatedDoc, token: Token) -> None:
    """ "voted to expel Marsh and 19 voted against", "arrested Lund and 12 were fined": a number right before a verb is its subject."""
    noun = token.head
    joint = annotated.tokens[token.i - 1]
    if noun.tag not in _THINGS or noun.child("nummod") is not None or token.children or joint.dep != "cc" or joint.head is not noun:
        return
    for verb in noun.ancestors():
        first = verb.tag.startswith("VB") and verb.i < token.i
        second = next((c for c in verb.children if first and c.dep in ("conj", "advcl") and c.i > token.i), None)
        if second is None:
            continue
        opening = min(t.i for t in (second, *(c for c in second.children if c.dep in ("aux", "auxpass", "neg", "advmod", "mark"))))
        if opening != token.i + 1 or has_subject(second) or not is_finite(second) or second.child("mark") is not None:
            return
        if attach_subject(token, second) and attach(joint, verb, "cc"):
            second.dep = "conj"
        return


def _verb_before_number(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Crash kills 3 tourists and injures 12": in a headline the plural without anything before it has the number as its object."""
    thing = token.head
    verb = thing.head
    behind = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    if thing.dep != "dobj" or verb.tag != "VBZ" or behind.tag != "CD":
        return
    joint = annotated.tokens[token.i - 1]
    if joint.dep != "cc" or joint.head is not thing or any(c.i < token.i for c in token.children) or not token.lower.endswith("s"):
        return
    whole = behind
    while whole.head.i > behind.i and whole.head.tag in _THINGS:
        whole = whole.head  # "injures 12 others"
    if not attach(token, verb, "conj") or not attach(joint, verb, "cc") or not attach(whole, token, "dobj"):
        return
    token.tag, token.pos = "VBZ", "VERB"


def _subject_set_off(annotated: AnnotatedDoc, token: Token) -> None:
    """ "broke the mast and the skipper, tired and wet, turned back": behind the second comma stands the verb of the second noun."""
    noun = token.head
    joint = next((c for c in noun.children if c.dep == "cc" and noun.i < c.i < token.i), None)
    comma = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    if joint is None or comma.text != "," or token.child("conj") is not None or joint.i + 1 != token.subtree()[0].i:
        return
    for verb in noun.ancestors():
        if not verb.tag.startswith("VB") or verb.i > token.i:
            continue
        second = next((c for c in verb.children if c.dep in ("conj", "advcl", "dep") and c.i > comma.i), None)
        if second is None or second.tag not in ("VBD", "VBZ") or has_subject(second) or second.child("mark", "aux", "auxpass") is not None:
            continue
        between = annotated.tokens[comma.i + 1 : second.i]
        ended = annotated.tokens[second.i - 1].text == "," and not any(t.dep == "cc" and t.head is verb for t in between)
        if ended and sum(t.text == "," for t in between) == 1 and attach_subject(token, second):
            second.dep = "conj"
            attach(joint, verb, "cc")
        return


def _feeling(token: Token) -> None:
    """ "was lost after her marriage ended and was too ashamed to ask": she was; no marriage is ashamed."""
    above = token.head
    adjective, subject = token.child("acomp"), above.child("nsubj", "nsubjpass")
    if token.lemma != "be" or adjective is None or adjective.lower not in _FEELINGS or has_subject(token):
        return
    upper = above.head
    dated = above.dep == "advcl" and above.child("mark") is not None and subject is not None and not is_animate(subject)
    if dated and subject is not None and subject.pos != "PRON" and upper.tag.startswith("VB") and upper.i < above.i:
        joint = next((c for c in above.children if c.dep == "cc" and above.i < c.i < token.i), None)
        if attach(token, upper, "conj") and joint is not None:
            attach(joint, upper, "cc")


def _in_headline(annotated: AnnotatedDoc, token: Token) -> bool:
    """True for a heading, and for a text of one line."""
    return annotated.sentences[token.sent_i].kind == "heading" or annotated.tokens[-1].sent_i == 0


def _second_phrase(annotated: AnnotatedDoc, token: Token) -> None:
    """ "is kept in barns and in lorries parked up outside": a second phrase like the first, with what was done to its noun."""
    verb = token.head
    prep = token.children[0] if token.children else token
    noun = prep.child("pobj") if prep.dep == "prep" else None
    joint = annotated.tokens[prep.i - 1]
    if noun is None or prep.i > token.i or token.child(*_OWN) is not None or joint.dep != "cc" or prep.subtree()[-1].i != token.i - 1:
        return
    first = next((c for c in reversed(verb.children) if c.dep == "prep" and verb.i < c.i < joint.i and c.lower == prep.lower), None)
    if first is None or first.subtree()[-1].i + 1 < joint.i or token.lower != participle(token.lemma):
        return
    last = noun
    while (further := last.child("conj")) is not None:
        last = further
    if attach(prep, first, "conj") and attach(joint, first, "cc") and attach(token, last, "acl"):
        token.tag = "VBN"


def _among_adjectives(token: Token) -> None:
    """ "described him as demanding, kind and patient": beside adjectives it is one."""
    joined: list[Token] = []
    last: Token | None = token
    while last is not None and (last := last.child("conj")) is not None:
        joined.append(last)
    if joined and all(t.pos == "ADJ" for t in joined) and token.child("dobj", "prep", "prt", "advcl") is None:
        token.tag, token.pos, token.dep, token.lemma = "JJ", "ADJ", "amod", token.lower


def _modifier_of_plural(token: Token) -> None:
    """ "whether cutting tools were being used": what one does is one thing; a plural verb tells of the noun behind."""
    verb, noun = token.head, token.child("dobj")
    if noun is None or noun.tag != "NNS" or noun.i != token.i + 1 or noun.children:
        return
    finite = next((c for c in (*verb.children, verb) if c.dep in ("aux", "auxpass") or c is verb), verb)
    if finite.lower not in _PLURAL_VERBS or finite.i < noun.i or token.child("aux", "nsubj", "neg") is not None:
        return
    rest = [c for c in token.children if c is not noun]
    if attach(noun, verb, "nsubjpass" if token.dep.endswith("pass") else "nsubj") and attach(token, noun, "amod"):
        for child in rest:
            attach(child, noun, child.dep)
        token.pos = "ADJ"


def _name_of_calling(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Teaching assistant Jo Vane found out": what somebody is called stands before the name, nothing that is done."""
    verb, name = token.head, token.child("dobj")
    calling = annotated.tokens[token.i + 1]
    if name is None or name.tag != "NNP" or calling.dep != "compound" or calling.head is not name or noun_kind(calling) != "person":
        return
    if token.i != annotated.sentences[token.sent_i].token_start or not attach_subject(name, verb):
        return
    for child in [c for c in token.children if c is not name]:
        attach(child, name, child.dep)
    if attach(token, name, "amod"):
        token.pos = "NOUN"


def _worth_so_much(annotated: AnnotatedDoc, token: Token) -> None:
    """ "that all debts worth more than $3 million are settled": the debts are settled, no sum is, and nothing else is the verb."""
    noun, verb = token.child("nsubj"), token.child("ccomp", "advcl", "conj")
    if noun is None or verb is None or token.child("aux", "cop") is not None or not is_finite(verb) or verb.child("mark") is not None:
        return
    total = verb.child("nsubj", "nsubjpass") or token.child("npadvmod", "dobj")
    if total is None or noun.subtree()[-1].i + 1 != token.i or total.subtree()[0].i != token.i + 1 or total.ent_type not in _AMOUNTS:
        return
    if token.head is token:
        make_root(annotated, verb, token)
    elif not attach(verb, token.head, token.dep):
        return
    attach_subject(noun, verb)
    for child in [c for c in token.children if c is not total]:
        attach(child, verb, child.dep)
    if attach(token, noun, "amod"):
        attach(total, token, "npadvmod")
