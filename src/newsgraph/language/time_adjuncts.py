"""Mending what the parser gets wrong, continued: whose time a time is, and which clause stands behind a word of time.

Each rule compares forms, positions and types; none knows any word of content.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 8.55 (position of time adjuncts), 14.27 (*since* asks for a
    perfect), 15.25 ff. (clauses of time), 17.53 (prepositional phrases that modify nouns).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.main_clauses import make_root
from newsgraph.language.reattach import attach
from newsgraph.language.word_forms import is_finite
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.participles import participle
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.lexicons.status import noun_effect

__all__ = ["mend_time_adjunct"]

_TIMES = frozenset(("DATE", "TIME"))
_SPANS = frozenset("seconds moments minutes hours days weeks months years".split())
_TEMPORAL = word_class("temporal") | {"point", "stage"}
_PERFECT = frozenset(("have", "has", "had", "'ve", "having"))
_CLAUSE_OPENERS = frozenset(("as", "before", "after", "until", "since"))
_BOTH_WAYS = frozenset(("before", "after", "until", "since"))
_INTRANSITIVE = word_class("intransitive") | word_class("never transitive")
_BY_WHICH = frozenset(("under", "through", "by", "for", "with", "to"))
_BOUNDED = frozenset("suspend revoke withdraw ban bar block freeze halt extend prohibit exclude disqualify stop prevent".split())
_FIXING = frozenset("plan schedule set fix book expect forecast project slate target name".split())
_FIGURES = frozenset("figure level number total rate price sum amount average value share count".split())
_THAN = frozenset(("than", "from", "of", "below", "above", "with", "to"))
_DISPUTING = word_class("denying") | word_class("confirming") | frozenset("deny dismiss reject dispute confirm repeat deride".split())
_REPORTED_SPANS = frozenset("year years half quarter quarters month months week weeks period".split())
_QUOTED = word_class("quoted quantities")
_DIGITS_OF_YEAR = 4
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday morning afternoon evening night week".split())


def mend_time_adjunct(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the token."""
    dep = token.dep
    if dep == "acl":
        _has_for_years(annotated, token)
    elif dep == "conj":
        _clause_behind_opener(annotated, token)
    elif dep == "relcl":
        _by_which(annotated, token)
    elif dep == "pcomp":
        _finite_behind_opener(token)
    elif dep == "advcl":
        _talks_collapsed(annotated, token)
    elif dep == "prep" and token.lower == "since":
        _since_without_perfect(annotated, token)
    elif dep == "prep" and token.lower == "to":
        _year_to(annotated, token)
    elif dep == "prep" and token.lower in ("in", "for", "during"):
        _figure_of_time(token)
    if token.dep in ("npadvmod", "dobj") and token.lower in _SPANS:
        _hours_after(annotated, token)
    if token.dep in ("npadvmod", "tmod", "prep"):
        _behind_relative(annotated, token)
        _time_of_relative(annotated, token)
    if token.dep == "prep" and token.lower in ("for", "since"):
        _behind_set_off(annotated, token)
    if token.dep == "prep" and token.lower == "for":
        _suspended_for(token)
        _for_the_year(token)
    elif token.dep == "prep" and token.lower in ("on", "at"):
        _price_then(annotated, token)
    elif token.lower == "ago" and token.dep == "advmod":
        _figure_then(annotated, token)
    elif token.lower == "ahead":
        _ahead_of(annotated, token)
    if token.ent_type in _TIMES:
        _time_of_report(annotated, token)


def _year_to(annotated: AnnotatedDoc, token: Token) -> None:
    """ "in the year to March", "for the six months to June 30": when that time ends; nothing rose to March."""
    span, end = annotated.tokens[token.i - 1], token.child("pobj")
    until = end is not None and end.ent_type == "DATE" and end.tag in ("NNP", "CD")
    if until and span.dep == "pobj" and span.lower in _REPORTED_SPANS and span is not token.head and token.head in span.ancestors():
        attach(token, span, "prep")


def _figure_of_time(token: Token) -> None:
    """ "Sales in the three months to June fell": when they fell, which no name of the sales tells."""
    noun, span = token.head, token.child("pobj")
    verb = noun.head
    if span is None or span.lower not in _REPORTED_SPANS or span.child("det") is None or noun.dep not in ("nsubj", "nsubjpass"):
        return
    if verb.tag.startswith("VB") and noun.i < token.i < verb.i and noun.lemma.lower() in _QUOTED and noun.child("relcl", "acl") is None:
        attach(token, verb, "prep")


def _suspended_for(token: Token) -> None:
    """ "suspended the licence to sell fireworks for 60 days": so long is it suspended, not sold."""
    time, deed = token.child("pobj"), token.head
    counted = time is not None and time.ent_type in _TIMES and time.lower in _SPANS | {"day", "week", "month", "year"}
    if not counted or deed.dep not in ("acl", "relcl") or deed.tag != "VB":
        return
    above = deed.head
    verb = above.head if above.dep in ("dobj", "nsubjpass") else above
    if verb.lemma in _BOUNDED and verb.i < deed.i:
        attach(token, verb, "prep")


def _for_the_year(token: Token) -> None:
    """ "approved a budget for 2026": what has an object is not done for a year; what stands before is for it."""
    year, verb = token.child("pobj"), token.head
    thing = verb.child("dobj")
    if year is None or thing is None or year.tag != "CD" or len(year.text) != _DIGITS_OF_YEAR or not year.text.isdigit():
        return
    if token.i == thing.i + 1 and thing.tag in ("NN", "NNS") and verb.lemma not in _FIXING:
        attach(token, thing, "prep")


def _figure_then(annotated: AnnotatedDoc, token: Token) -> None:
    """ "8 per cent, nearly twice the figure three years ago": what it is compared with was so then."""
    noun = annotated.tokens[min(t.i for t in token.subtree()) - 1]
    compared = noun.dep == "appos" or noun.child("predet", "nummod") is not None or (noun.dep == "pobj" and noun.head.lower in _THAN)
    if noun.lemma.lower() in _FIGURES and noun.child("det") is not None and compared and token.head in noun.ancestors():
        attach(token, noun, "advmod")


def _price_then(annotated: AnnotatedDoc, token: Token) -> None:
    """ "represents a premium of 38% to the closing price on Friday": so high was the price then; the offer is what it is."""
    noun, time = annotated.tokens[token.i - 1], token.child("pobj")
    stative = token.head.lemma in ("represent", "value", "equal", "exceed", "reflect")
    if stative and time is not None and time.ent_type in _TIMES and noun.lemma.lower() in _FIGURES and token.head in noun.ancestors():
        attach(token, noun, "prep")


def _ahead_of(annotated: AnnotatedDoc, token: Token) -> None:
    """ "crossed the line 0.3 seconds ahead of Reed": ahead of her, not her line."""
    of = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    noun = of.head
    if of.lower != "of" or of.dep != "prep" or noun.dep != "dobj" or noun.i > token.i or not noun.head.tag.startswith("VB"):
        return
    if attach(token, noun.head, "advmod"):
        attach(of, token, "prep")


def _time_of_report(annotated: AnnotatedDoc, token: Token) -> None:
    """ "denied a report in the press last month that …": between a report and what it says stands when it came."""
    top = token.head if token.dep == "pobj" else token
    verb = top.head
    behind = annotated.tokens[top.subtree()[-1].i + 1] if top.subtree()[-1].i + 1 < len(annotated.tokens) else token
    noun = verb.child("dobj")
    if behind.lower != "that" or behind.dep != "mark" or verb.lemma not in _DISPUTING or noun is None or not verb.i < noun.i < top.i:
        return
    if top.dep in ("npadvmod", "prep", "tmod") and noun.tag in ("NN", "NNS") and noun_effect(noun.lemma.lower()) is not None:
        attach(top, noun, top.dep)


def _hours_after(annotated: AnnotatedDoc, token: Token) -> None:
    """ "closed the mine hours after it flooded": a bare plural of time before *after* says how long; what stands before is the object."""
    behind = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    clause = behind.head
    if (
        behind.lower not in ("after", "before")
        or behind.dep != "mark"
        or clause.dep != "advcl"
        or token.child("nummod", "quantmod") is not None
    ):
        return
    verb = clause.head
    noun = annotated.tokens[token.i - 1]
    if not verb.tag.startswith("VB") or token.head not in (verb, clause) or noun.i <= verb.i:
        return
    if noun.head is token:
        if noun.tag not in ("NN", "NNS", "NNP") or verb.child("dobj") not in (None, token) or not attach(noun, verb, "dobj"):
            return
        for child in [c for c in token.children if c.i < noun.i]:
            attach(child, noun, child.dep)
    elif token.dep == "dobj" and not any(c.dep == "dobj" and c.i < token.i for c in verb.children):
        return
    attach(token, clause, "npadvmod")


def _has_for_years(annotated: AnnotatedDoc, token: Token) -> None:
    """ "has for years paid bribes", "had at no point promised it": what stands between is when, and the participle is the verb."""
    noun, prep = token.head, token.head.head
    have = prep.head
    if (
        token.tag not in ("VBN", "VBD")
        or noun.dep != "pobj"
        or prep.dep != "prep"
        or have.lemma != "have"
        or not have.i < prep.i < noun.i < token.i
        or token.i != noun.i + 1
        or not (noun.ent_type in _TIMES or noun.lemma.lower() in _TEMPORAL)
        or have.child("dobj", "ccomp", "xcomp", "attr") is not None
        or (have.child("nsubj") is None and have.dep not in ("conj", "relcl"))
    ):
        return
    if any(child.i < token.i for child in token.children) or annotated.tokens[prep.i - 1].text == ",":
        return
    if have.head is have:
        make_root(annotated, token, have)
    elif not attach(token, have.head, have.dep):
        return
    for child in list(have.children):
        attach(child, token, child.dep)
    attach(have, token, "aux")
    token.tag, token.pos, have.pos = "VBN", "VERB", "AUX"
    member = token.child("conj")
    while member is not None and member.tag == "VBD" and member.child("nsubj") is None:
        member.tag = "VBN"  # "had at no point paid, promised or offered"
        member = member.child("conj")


def _clause_behind_opener(annotated: AnnotatedDoc, token: Token) -> None:
    """ "left the room as a recording of it was played": behind a bare *as* stands a clause, no second verb without conjunction."""
    verb, subject = token.head, token.child("nsubj", "nsubjpass")
    if subject is None or not is_finite(token) or not verb.tag.startswith("VB"):
        return
    first = token.subtree()[0]
    opener = annotated.tokens[first.i - 1]
    if opener.lower not in _CLAUSE_OPENERS or opener.head is not verb or opener.dep != "prep" or opener.children or opener.i < verb.i:
        return
    if any(child.dep == "cc" and verb.i < child.i < token.i for child in verb.children):
        return
    if attach(opener, token, "mark"):
        token.dep, opener.pos = "advcl", "SCONJ"


def _finite_behind_opener(token: Token) -> None:
    """ "left as the recording was played" with *as* as a preposition: what has a subject and a tense is a clause of time."""
    opener, subject = token.head, token.child("nsubj", "nsubjpass")
    verb = opener.head
    if subject is None or not is_finite(token) or opener.lower not in _CLAUSE_OPENERS or opener.dep != "prep" or opener.i > subject.i:
        return
    if verb.tag.startswith("VB") and opener.children == [token] and attach(token, verb, "advcl") and attach(opener, token, "mark"):
        opener.pos = "SCONJ"


def _talks_collapsed(annotated: AnnotatedDoc, token: Token) -> None:
    """ "cancelled all flights after talks with a bank fell apart": the finite verb right behind the phrase has its noun as subject."""
    if token.tag not in ("VBD", "VBZ") or token.child("nsubj", "nsubjpass", "aux", "auxpass", "mark", "expl", "csubj") is not None:
        return
    if token.lower == participle(token.lemma) and token.lemma not in _INTRANSITIVE:
        return
    before = annotated.tokens[token.i - 1]
    openers = (above for above in (before, *before.ancestors()) if above.dep == "prep" and above.lower in _BOTH_WAYS)
    opener = next((above for above in openers if above.i > token.head.i), None)
    noun = opener.child("pobj") if opener is not None else None
    if opener is None or noun is None or noun.ent_type in _TIMES or token in opener.ancestors():
        return
    if max(t.i for t in opener.subtree()) == token.i - 1 and attach(noun, token, "nsubj") and attach(opener, token, "mark"):
        opener.pos = "SCONJ"


def _by_which(annotated: AnnotatedDoc, token: Token) -> None:
    """ "signed an agreement in 2023 under which it received funds": under an agreement, not under a year."""
    time = token.head
    opening = token.subtree()[0]
    if time.ent_type not in _TIMES or opening.dep != "prep" or opening.lower not in _BY_WHICH or opening.child("pobj") is None:
        return
    if opening.children[0].lower != "which" or time.head.dep != "prep":
        return
    above = time.head.head
    target = above.child("dobj", "nsubjpass") if above.tag.startswith("VB") else above
    if target is not None and target.tag in ("NN", "NNS") and target.i < time.i:
        attach(token, target, "relcl")


def _since_without_perfect(annotated: AnnotatedDoc, token: Token) -> None:
    """ "wants an audit of every decision since 2018": without a perfect nothing is so since then; the noun before has it."""
    verb, time = token.head, token.child("pobj")
    noun = annotated.tokens[token.i - 1]
    if time is None or time.ent_type not in _TIMES or noun.tag not in ("NN", "NNS") or verb not in noun.ancestors():
        return
    auxiliaries = [child for child in verb.children if child.dep in ("aux", "auxpass")]
    present = verb.tag in ("VBZ", "VBP") if not auxiliaries else auxiliaries[0].tag in ("MD", "TO")
    if verb.lemma == "be" or not present or any(child.lower in _PERFECT for child in auxiliaries) or noun.ent_type in _TIMES:
        return
    attach(token, noun, "prep")


def _behind_set_off(annotated: AnnotatedDoc, token: Token) -> None:
    """ "have contested it, drawn up when France ruled there, for decades": behind a set-off clause, so long lasts what has a perfect."""
    time, comma = token.child("pobj"), annotated.tokens[token.i - 1]
    if time is None or comma.text != "," or not (time.ent_type in _TIMES or time.lemma.lower() in _TEMPORAL):
        return
    for verb in token.head.ancestors() if token.head.tag.startswith("VB") else ():
        perfect = verb.tag == "VBN" and any(child.lower in ("have", "has", "'ve") for child in verb.children)
        if perfect and verb.i < token.head.i:
            attach(token, verb, "prep")
            return


def _behind_relative(annotated: AnnotatedDoc, token: Token) -> None:
    """ "will visit the jail, which holds 140 men, on Thursday": behind the comma that ends the relative clause the sentence goes on."""
    time = token.child("pobj") if token.dep == "prep" else token
    first = token.subtree()[0]
    dated = token.dep == "prep" or any(t.lower in _DAYS for t in time.subtree()) if time is not None else False
    if time is None or not dated or time.ent_type not in _TIMES or annotated.tokens[first.i - 1].text != ",":
        return
    ended = (child for child in token.head.children if child.dep == "relcl" and child.subtree()[-1].i == first.i - 2)
    clause = next((above for above in token.ancestors() if above.dep == "relcl"), None) or next(ended, None)
    if clause is None or not clause.i < first.i:
        return
    opening = clause.subtree()[0]
    commas = [t.i for t in annotated.tokens[opening.i - 1 : first.i] if t.text == ","]
    verb = next((above for above in clause.ancestors() if above.tag.startswith("VB")), None)
    if commas == [opening.i - 1, first.i - 1] and verb is not None and verb.i < clause.i:
        attach(token, verb, token.dep)


def _time_of_relative(annotated: AnnotatedDoc, token: Token) -> None:
    """ "said Reed, who fled the town, in the north, last year": who speaks to the paper spoke this week; the rest is of the flight."""
    said = token.head
    time = token.child("pobj") if token.dep == "prep" else token
    subject = said.child("nsubj")
    if time is None or time.ent_type not in _TIMES or said.lemma not in speech_verbs() or subject is None or subject.i < said.i:
        return
    if token.i < subject.i or any(t.lower in _DAYS for t in time.subtree()) or annotated.quotation_of.get(token.i) is not None:
        return
    clauses = [t for t in subject.subtree() if t.dep == "relcl" and t.i < token.i and t.child("nsubj", "nsubjpass") is not None]
    if clauses and clauses[-1].tag in ("VBD", "VBN"):
        attach(token, clauses[-1], token.dep)
