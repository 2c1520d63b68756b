"""Mending what the parser gets wrong, continued: which noun a relative clause tells of.

Each rule compares types, positions and classes of words; none knows any word of content.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 17.10 ff. (relative pronouns: *which* has no person before it),
    17.22 ff. (clauses set off by commas), 17.14 (*whose*).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.reattach import attach
from newsgraph.language.word_forms import has_subject, noun_kind
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.speech import speech_verb, speech_verbs
from newsgraph.lexicons.status import embedding, reports

__all__ = ["mend_cleft", "mend_relative", "mend_some_of_which"]

_PLACES = frozenset(("GPE", "LOC", "FAC"))
_QUANTITIES = word_class("quoted quantities")
_MOVING = word_class("moving quantities")


# They tell nothing without what somebody is to do (Quirk et al. 16.50: the infinitive is no option).
_BINDING = frozenset("urge require force compel oblige allow permit enable encourage instruct".split())
_ANYBODY = frozenset("anyone anybody everyone everybody someone somebody those".split())

# Past tenses that are nouns too.
_PASTS = {"bore": "bear", "found": "find", "saw": "see", "left": "leave", "felt": "feel", "ground": "grind", "wound": "wind"}


def mend_relative(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the relative clause with this verb."""
    _which_they_felt(annotated, token)
    _a_thing_somebody_bought(annotated, token)
    _no_person(token)
    _no_date(annotated, token)
    _no_number(token)
    _of_the_quantity(token)
    _whose_bearer(annotated, token)
    _of_the_body(token)
    _told_to(annotated, token)
    _told_in_full(token)
    _whose_object(token)
    _of_the_content(token)
    _what_it_binds_to(token)


def mend_cleft(token: Token) -> None:
    """ "It was Hoyt Dale who persuaded him": what follows *who* is told of whom *it was* points out (Quirk et al. 18.25 ff.)."""
    who = token.child("nsubj", "nsubjpass")
    if token.dep not in ("ccomp", "advcl", "acl") or who is None or who.lower != "who":
        return
    verb, it = token.head, token.head.child("nsubj", "expl")
    pointed = verb.child("attr")
    if verb.lemma == "be" and it is not None and it.lower == "it" and pointed is not None and pointed.i < who.i:
        attach(token, pointed, "relcl")


def mend_some_of_which(annotated: AnnotatedDoc, token: Token) -> None:
    """ "found in nine bottles, three of which had been opened": told of the plural before it, and nobody's words."""
    if token.dep not in ("ccomp", "advcl") or not _of_which(token):
        return
    start = annotated.sentences[token.sent_i].token_start
    near = [t for t in annotated.tokens[start : token.subtree()[0].i] if t.tag in ("NNS", "NNPS")]
    if near:
        attach(token, near[-1], "relcl")


def _what_it_binds_to(token: Token) -> None:
    """ "urged anyone who saw the van to call", "requires those who let a flat to register": the infinitive is what is urged."""
    whom = token.head
    verb = whom.head
    if whom.dep != "dobj" or whom.lower not in _ANYBODY or verb.lemma not in _BINDING:
        return
    if any(child.dep in ("xcomp", "ccomp") and child.i > whom.i for child in verb.children):
        return
    found = [(t, to) for t in token.subtree() if t is not token and t.tag == "VB" and (to := _marker(t)) is not None]
    if len(found) != 1 or found[0][1].i == token.i + 1:
        return  # "allowed those who want to leave …"
    infinitive, to = found[0]
    taken = infinitive.child("nsubj")
    if taken is not None and token.i < taken.i < to.i:
        attach(taken, token, "dobj")
    attach(infinitive, verb, "xcomp")


def _marker(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.tag == "TO" and child.i < verb.i), None)


def _indefinite(noun: Token) -> bool:
    return any(child.dep == "det" and child.lower in ("a", "an") for child in noun.children)


def _no_person(token: Token) -> None:
    """ "a letter to Howard Pike, which was made public": *which* tells of no person, but of the noun before."""
    if not any(child.dep in ("nsubj", "nsubjpass", "dobj") and child.lower == "which" for child in token.children):
        return
    if noun_kind(token.head) != "person":
        return
    for above in token.head.ancestors():
        if above.tag.startswith("VB"):
            which = token.child("dobj")
            if which is not None and which.lower == "which" and token.head.dep == "pobj":
                attach(token, above, "advcl")  # "fired at protesters, which the ministry denied": that it was so
            return
        if above.tag in ("NN", "NNS") and noun_kind(above) != "person":
            attach(token, above, "relcl")
            return


def _no_date(annotated: AnnotatedDoc, token: Token) -> None:
    """ "the closure of the mine in 2023, which had employed hundreds", "a budget for 2027 that cuts taxes": a year does nothing."""
    date = token.head
    prep = date.head
    which = next((child for child in token.children if child.tag == "WDT" and child.dep in ("nsubj", "nsubjpass", "dobj")), None)
    if which is None or date.tag != "CD" or date.dep != "pobj" or prep.i + 1 != date.i or token.lemma == "be":
        return
    if prep.lower not in ("in", "for") or date.ent_type != "DATE":
        return
    noun = annotated.tokens[prep.i - 1]
    if noun.tag in ("NN", "NNS", "NNP") and noun.ent_type not in ("DATE", "TIME", "PERSON", "CARDINAL"):
        attach(token, noun, "relcl")


def _no_number(token: Token) -> None:
    """ "the zone was widened to six kilometres, which takes in two villages": the zone does; a bare number does nothing."""
    number = token.head
    verb = number.head.head if number.dep == "pobj" else number
    which = token.child("nsubj")
    subject = verb.child("nsubj", "nsubjpass") if verb.tag.startswith("VB") else None
    if which is None or which.lower != "which" or number.tag != "CD" or token.lemma == "be" or subject is None:
        return
    if token.child("dobj") is not None and subject.tag in ("NN", "NNP") and subject.i < verb.i:
        attach(token, subject, "relcl")


def _of_the_quantity(token: Token) -> None:
    """ "shares of the company, which had fallen 37%": what rises and falls by so much is the quantity, not whose it is."""
    noun, of = token.head, token.head.head
    if token.lemma not in _MOVING or of.lower not in ("of", "in") or of.dep != "prep" or of.head.lemma.lower() not in _QUANTITIES:
        return
    subject = token.child("nsubj")
    if subject is None or subject.lower not in ("which", "that") or noun.lemma.lower() in _QUANTITIES:
        return
    if any(child.dep in ("npadvmod", "dobj", "prep") and any(t.tag == "CD" for t in child.subtree()) for child in token.children):
        attach(token, of.head, "relcl")


def _of_the_body(token: Token) -> None:
    """ "a court in Lyon, which ruled that …", "Lund & Vane of Oslo, which said …": the body says so, not the town it is in."""
    place, prep = token.head, token.head.head
    which = token.child("nsubj")
    if (
        place.ent_type not in ("GPE", "LOC")
        or which is None
        or which.lower != "which"
        or place.dep != "pobj"
        or prep.lower not in ("in", "at", "of")
    ):
        return
    body = prep.head
    is_body = body.ent_type == "ORG" or (body.tag == "NN" and noun_kind(body) == "org" and prep.lower != "of")
    if (token.lemma in speech_verbs() or reports(token.lemma)) and is_body and body.i < place.i:
        attach(token, body, "relcl")


def _of_the_content(token: Token) -> None:
    """ "a bill that the president hinted he might veto": vetoed, not hinted."""
    that, content, subject = token.child("dobj"), token.child("ccomp"), token.child("nsubj")
    if that is None or content is None or subject is None or not that.i < subject.i < token.i:
        return
    if that.lower not in ("that", "which", "whom"):
        return
    inner = content.child("nsubj", "nsubjpass")
    if inner is None or content.i < token.i or content.child("dobj", "attr", "acomp", "ccomp", "auxpass") is not None:
        return
    if token.lemma in speech_verbs() or embedding(token.lemma, "that") is not None:
        attach(that, content, "dobj")


def _whose_object(token: Token) -> None:
    """ "whose name the west wing bore": the second noun phrase is the subject, and what looks like its end the verb."""
    thing = token.child("nsubj")
    subject = next((c for c in reversed(token.children) if c.dep in ("compound", "amod", "nmod") and c.i == token.i - 1), None)
    article = token.child("det")
    if thing is None or subject is None or article is None or token.tag != "NN" or token.lower not in _PASTS:
        return
    if thing.child("poss") is None or not any(c.tag == "WP$" for c in thing.children) or not thing.i < article.i < subject.i:
        return
    for child in [c for c in token.children if article.i <= c.i < subject.i]:
        attach(child, subject, child.dep)
    subject.dep, subject.tag, subject.pos, thing.dep = "nsubj", "NN", "NOUN", "dobj"
    token.tag, token.pos, token.lemma = "VBD", "VERB", _PASTS[token.lower]


def _told_to(annotated: AnnotatedDoc, token: Token) -> None:
    """ "a man who told a neighbour he would not move": what is told, with a subject of its own behind whom it is told to."""
    subject = token.child("nsubj", "nsubjpass")
    if subject is None or subject.tag != "PRP" or not subject.i or token.child("aux", "auxpass", "dobj", "attr", "acomp") is None:
        return
    heard = annotated.tokens[subject.i - 1]
    telling = heard.head
    verb = speech_verb(telling.lemma) if heard.dep in ("dobj", "dative") and telling.tag.startswith("VB") else None
    if verb is None or verb.addressee != "object" or token.head not in (heard, telling.head) or telling.child("ccomp") is not None:
        return
    attach(token, telling, "ccomp")


def _told_in_full(token: Token) -> None:
    """ "told the court that lead had been found": a passive with a subject of its own leaves no gap, so it is what is told."""
    heard, telling = token.head, token.head.head
    verb = speech_verb(telling.lemma) if heard.dep in ("dobj", "dative") and telling.tag.startswith("VB") else None
    subject, first = token.child("nsubjpass"), token.subtree()[0]
    if verb is None or verb.kind != "tell" or subject is None or subject is first or first.lower != "that" or first.i < heard.i:
        return
    other = telling.child("ccomp")
    if other is not None and not _of_which(other):
        return
    if attach(token, telling, "ccomp"):
        if first.head is not token:
            attach(first, token, "mark")
        first.dep, first.tag = "mark", "IN"


def _of_which(token: Token) -> bool:
    """True for "three of which had been opened"."""
    subject = token.child("nsubj", "nsubjpass")
    of = subject.child("prep") if subject is not None else None
    return of is not None and of.lower == "of" and any(child.lower in ("which", "whom") for child in of.children)


def _whose_bearer(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Trell, a broker based in Oslo, whose contracts …", "Lane, a Democrat whose staff …": whose it is has a name before."""
    whose = next((t for t in token.subtree() if t.lower == "whose"), None)
    if whose is None:
        return
    if token.head.ent_type in _PLACES and whose.i and annotated.tokens[whose.i - 1].text == ",":
        for above in token.head.ancestors():
            if above.tag.startswith("VB") and above.dep not in ("acl", "relcl"):
                break
            if above.tag.startswith("NN") and (above.ent_type in ("PERSON", "ORG") or noun_kind(above) in ("person", "org")):
                attach(token, above, "relcl")
                break
    noun = token.head
    if (
        noun.dep == "appos"
        and noun.head.ent_type in ("PERSON", "ORG")
        and noun.head.i < noun.i
        and (not noun.ent_type or _indefinite(noun))
    ):
        attach(token, noun.head, "relcl")


def _which_they_felt(annotated: AnnotatedDoc, token: Token) -> None:
    """ "a replay which, the visitors felt, came too late": between two commas stands who says so; the other verb tells of the noun."""
    which = next((c for c in token.children if c.dep in ("dobj", "nsubj", "mark") and c.lower in ("which", "that", "who")), None)
    subject = next((c for c in token.children if c.dep == "nsubj" and c is not which), None)
    if which is None or subject is None or not which.i < subject.i < token.i or annotated.tokens[which.i + 1].text != ",":
        return
    behind = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    if behind.text != "," or not (token.lemma in speech_verbs() or reports(token.lemma) or embedding(token.lemma, "that") is not None):
        return
    inside = annotated.tokens[behind.i + 1 : annotated.sentences[token.sent_i].token_end]
    verb = next((t for t in inside if t.tag in ("VBD", "VBZ", "VBP", "MD")), None)
    while verb is not None and verb.dep in ("aux", "auxpass"):
        verb = verb.head
    if (
        verb is None
        or has_subject(verb)
        or verb in token.ancestors()
        or verb.dep not in ("conj", "ccomp", "dep", "advcl", "parataxis", "xcomp")
    ):
        return
    if attach(verb, token.head, "relcl") and attach(which, verb, "nsubjpass" if verb.child("auxpass") is not None else "nsubj"):
        attach(token, verb, "parataxis")


def _a_thing_somebody_bought(annotated: AnnotatedDoc, token: Token) -> None:
    """ "the sale of Bridgeport, a startup Lattice bought": behind article and noun, a name is who does it."""
    name = token.child("nsubj")
    if name is None or name.tag not in ("NNP", "NNPS") or name.i > token.i or token.child("dobj") is not None:
        return
    noun = next((c for c in name.children if c.dep == "compound" and c.tag == "NN" and not c.ent_type), None)
    article = next((c for c in name.children if c.lower in ("a", "an")), None)
    if noun is None or article is None or not article.i < noun.i < name.i or annotated.tokens[article.i - 1].text != ",":
        return
    near = annotated.tokens[article.i - 2]
    if not name.ent_type or near.sent_i != token.sent_i or not near.tag.startswith("NN") or token in near.ancestors():
        return
    while near.dep in ("compound", "nmod") and near.head.i > near.i:
        near = near.head
    before = [c for c in name.children if c.i < noun.i]
    if attach(noun, near, "appos") and attach(token, noun, "relcl"):
        for child in before:
            attach(child, noun, child.dep)
