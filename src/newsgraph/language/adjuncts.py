"""Mending what the parser gets wrong, continued: times, names and inserted clauses that it hangs on the wrong word.

Each rule compares forms, positions and types; none knows any word of content.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 8.45 ff. (adjuncts of time), 14.29 (reporting clauses in medial
    position), 17.65 ff. (apposition), 17.28 (participles that modify nouns).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.main_clauses import make_root
from newsgraph.language.reattach import attach, attach_subject
from newsgraph.language.word_forms import noun_kind
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.participles import participle
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.lexicons.status import embedding

__all__ = ["mend_adjuncts"]

_TIMES = frozenset(("DATE", "TIME"))
_NAMES = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC"))
_NAMED = frozenset(("called", "named", "nicknamed", "dubbed"))
_PATHS = frozenset(("to", "into", "from", "onto"))
_MOVING = frozenset("come go move travel fly sail drive walk return emigrate relocate run transfer migrate march ride cycle flee".split())
_HALVES = frozenset(("a.m.", "p.m.", "am", "pm", "a.m", "p.m"))
_HELD = word_class("nouns of holding a post")
_SEEING = word_class("seeing") | frozenset(
    ("describe", "portray", "regard", "depict", "characterise", "characterize", "dismiss", "denounce")
)
_OVERRIDING = frozenset("overrule override overturn reject defy dismiss ignore reverse cite".split())
_LEAVING = frozenset("leave keep make render hold find get have set want see turn declare".split())
_POSTPOSED = frozenset("available possible present involved responsible concerned elect general imaginable alike else".split())
_BOTH = frozenset(("before", "after", "since", "until"))
_PARTS = frozenset(("some", "many", "most", "half", "several", "few", "none", "all"))
_GOES_ON = frozenset(("with", "in", "amid", "despite", "after", "before", "during", "because", "as"))
_SAID_IN = word_class("documents") | frozenset(
    "interview email e-mail post tweet message broadcast briefing speech testimony call address remark comment video note blog".split()
)
_DEMANDING = frozenset("call urge demand condemn denounce welcome praise criticise criticize announce reject".split())
_ANYONE = frozenset(("anyone", "anybody", "everyone", "everybody", "someone", "somebody", "those"))
_TIMES_OF = frozenset(("night", "day", "morning", "afternoon", "evening", "week", "month", "year", "era", "period", "time", "moment"))
_PROCLAIMING = frozenset("declare proclaim designate name pronounce".split())
_INTRANSITIVE = word_class("intransitive") | word_class("never transitive")


def mend_adjuncts(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the token."""
    if token.dep in ("npadvmod", "tmod", "advmod"):
        _half_of_day(annotated, token)
        _named_day(token)
        _day_behind_noun(token)
        _name_behind_verb(annotated, token)
        _list_goes_on(annotated, token)
    elif token.dep == "dobj" and any(c.dep == "dobj" and c.i < token.i for c in token.head.children):
        _list_goes_on(annotated, token)
    elif token.dep in ("dep", "nsubj"):
        _subject_before_speech(annotated, token)
    elif token.dep == "conj":
        _others_of_the_kind(token)
        _told_behind(annotated, token)
        if token.tag == "VBG":
            _set_off_comment(annotated, token)
    elif token.dep == "amod":
        _adjective_behind_object(token)
    elif token.dep == "pobj":
        _worth(annotated, token)
    elif token.dep == "ccomp":
        _participle_for_content(annotated, token)
    elif token.dep == "prep":
        _of_behind_time(annotated, token)
        _from_that_time(annotated, token)
        _whole_before_part(token)
        _since_superlative(annotated, token)
        _as_of_verb(annotated, token)
        _behind_a_name_given(token)
        _behind_said(annotated, token)
        _from_before(token)
        _away_from(token)
        _said_in(token)
        _of_anyone(annotated, token)
    elif token.dep == "advcl":
        if token.tag == "VBG":
            _set_off_comment(annotated, token)
        _noun_before_clause(annotated, token)
        _gerund_for_subject(annotated, token)


def _gerund_for_subject(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Fishing in the bay, a nursery, ended in May": a finite verb has a subject, and where there is no other it is what is done."""
    verb = token.head
    opens = token.i == annotated.sentences[token.sent_i].token_start
    if token.tag != "VBG" or not opens or verb.dep != "ROOT" or verb.tag not in ("VBD", "VBZ") or verb.i < token.i:
        return
    if verb.child("nsubj", "nsubjpass", "csubj", "expl", "auxpass") is not None or token.child("aux") is not None:
        return
    token.dep = "csubj"
    place = next((c.child("pobj") for c in token.children if c.dep == "prep"), None)
    beside = next((c for c in token.children if c.dep == "appos" and place is not None and c.i > place.i), None)
    if place is not None and beside is not None:
        attach(beside, place, "appos")


def _behind_said(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The plant will close, Nordlink said, with the loss of 300 jobs": behind the inserted clause the sentence goes on."""
    said, target = token.head, token.child("pobj")
    if target is None or said.lemma not in speech_verbs() or said.child("nsubj") is None or said.i + 2 != token.i:
        return
    if annotated.tokens[token.i - 1].text != "," or target.lemma.lower() in _SAID_IN or target.ent_type in _TIMES:
        return
    if token.lower not in _GOES_ON or (annotated.quotation_of.get(token.i - 2) != annotated.quotation_of.get(token.i)):
        return
    before = next((child for child in said.children if child.dep == "ccomp" and child.i < said.i), None)
    content = said.head if said.dep == "parataxis" and said.head.i < said.i else before
    if content is not None and content.tag.startswith("VB") and annotated.quotation_of.get(content.i) is None:
        attach(token, content, "prep")


def _of_anyone(annotated: AnnotatedDoc, token: Token) -> None:
    """ "urged anyone with a key to come forward": what stands right behind *anyone* says who."""
    before = annotated.tokens[token.i - 1]
    if token.i and before.lower in _ANYONE and before.head is token.head and token.lower in ("with", "without") and before.i > token.head.i:
        attach(token, before, "prep")


def _from_before(token: Token) -> None:
    """ "came to Calder Gap from Leeds": who came was there before, the town is not from there."""
    goal, start = token.head, token.child("pobj")
    to = goal.head
    if token.lower != "from" or start is None or start.ent_type != "GPE" or not goal.ent_type or goal.dep != "pobj" or token.i < goal.i:
        return
    if to.dep == "prep" and to.lower == "to" and to.head.lemma in _MOVING and to.head.tag.startswith("VB"):
        attach(token, to.head, "prep")


def _away_from(token: Token) -> None:
    """ "walked away from talks": what from, beside the verb."""
    away = token.head
    verb = away.head
    behind = verb.i + 1 == away.i == token.i - 1 and away.dep == "advmod"
    if behind and token.lower == "from" and away.lower in ("away", "back"):
        attach(token, verb, "prep")


def _said_in(token: Token) -> None:
    """ "called for a ceasefire in a joint statement": where they called for it."""
    noun, paper = token.head, token.child("pobj")
    if token.lower != "in" or paper is None or paper.lemma not in ("statement", "communique", "communiqué", "declaration", "speech"):
        return
    verb = next((above for above in noun.ancestors() if above.tag.startswith("VB")), None)
    if noun.dep not in ("pobj", "dobj") or verb is None or verb.lemma not in _DEMANDING or paper.child("det", "poss") is None:
        return
    attach(token, verb, "prep")


def _behind_a_name_given(token: Token) -> None:
    """ "pushed a man called Declan to the ward": nobody is called to a place by a name; it belongs to the verb above."""
    given = token.head
    if given.dep != "acl" or given.lower not in _NAMED or token.lower not in _PATHS:
        return
    named = given.child("oprd")
    verb = next((above for above in given.ancestors() if above.tag.startswith("VB")), None)
    if named is not None and named.i < token.i and verb is not None and verb.i < given.i:
        attach(token, verb, "prep")


def _half_of_day(annotated: AnnotatedDoc, token: Token) -> None:
    """ "until 9:15 a.m.": one time."""
    hour = annotated.tokens[token.i - 1]
    if token.i and token.lower in _HALVES and hour.tag == "CD" and token.head is not hour:
        attach(token, hour, "npadvmod")


def _named_day(token: Token) -> None:
    """ "has declared Saturday a day of mourning": what is declared, and as what; it was not done on Saturday."""
    verb = token.head
    what = next((c for c in verb.children if c.i > token.i and c.dep in ("npadvmod", "dobj", "oprd")), None)
    if (
        verb.lemma not in _PROCLAIMING
        or token.ent_type not in _TIMES
        or min(t.i for t in token.subtree()) != verb.i + 1
        or what is None
        or what.tag != "NN"
        or not any(child.lower in ("a", "an", "the") for child in what.children)
        or min(t.i for t in what.subtree()) != token.i + 1
    ):
        return
    token.dep, what.dep = "dobj", "oprd"


def _day_behind_noun(token: Token) -> None:
    """ "was placed on leave Sunday": a bare day behind a noun is when it was done; other times where the noun has no article."""
    noun = token.head
    first = min(t.i for t in token.subtree())
    day = token.dep == "npadvmod" and token.ent_type == "DATE" and token.tag == "NNP"
    if day and noun.tag in ("NN", "NNS") and not noun.ent_type and token.i == noun.i + 1:
        first = token.i
    elif token.ent_type not in _TIMES or noun.tag != "NN" or noun.dep not in ("pobj", "dobj") or noun.ent_type in _TIMES:
        return
    verb = next((above for above in noun.ancestors() if above.tag.startswith("VB")), None)
    if verb is not None and verb.i < noun.i == first - 1:
        attach(token, verb, "npadvmod")


def _of_behind_time(annotated: AnnotatedDoc, token: Token) -> None:
    """ "follows the killing in January of Karl Roth", "the reopening next month of the hall": of what, the noun before the time says."""
    time = token.head
    target = token.child("pobj")
    bare = time.tag == "NNP" or any(child.lower in ("next", "last", "this") for child in time.children)
    if token.lower != "of" or time.ent_type not in _TIMES or not bare or target is None or target.tag == "CD" or target.ent_type in _TIMES:
        return
    outer = time.head if time.dep == "pobj" else time
    first = min(t.i for t in outer.subtree())
    noun = annotated.tokens[first - 1]
    if first and noun.tag in ("NN", "NNS") and noun.sent_i == token.sent_i and outer.head in (noun, *noun.ancestors()):
        attach(outer, noun, outer.dep)
        attach(token, noun, "prep")


def _whole_before_part(token: Token) -> None:
    """ "Of the 143 passengers, 106 were rescued": 106 of the passengers."""
    verb, target = token.head, token.child("pobj")
    if token.lower != "of" or not verb.tag.startswith("VB") or token.i > verb.i or target is None or target.tag != "NNS":
        return
    part = verb.child("nsubj", "nsubjpass")
    if part is not None and part.i > target.i and (part.tag == "CD" or part.lower in _PARTS) and part.child("prep") is None:
        attach(token, part, "prep")


def _adjective_behind_object(token: Token) -> None:
    """ "left rates unchanged at 5 percent": a bare adjective right behind the object is what it was left."""
    noun = token.head
    if (
        token.i == noun.i + 1
        and noun.dep == "dobj"
        and noun.head.lemma in _LEAVING
        and token.pos == "ADJ"
        and not token.children
        and token.lower not in _POSTPOSED
        and noun.head.child("oprd") is None
    ):
        attach(token, noun.head, "oprd")


def _worth(annotated: AnnotatedDoc, token: Token) -> None:
    """ "a crown worth 3 million euros": an adjective with its measure, no noun."""
    noun = annotated.tokens[token.i - 1]
    if token.lower != "worth" or noun.dep != "compound" or noun.head is not token:
        return
    money = next((c for c in token.head.head.children if c.dep in ("dobj", "npadvmod") and c.i > token.i), None)
    first = min(t.i for t in money.subtree()) if money is not None else 0
    if money is None or first != token.i + 1 or not attach(noun, token.head, token.dep):
        return
    for child in [c for c in token.children if c.i < noun.i]:
        attach(child, noun, child.dep)
    attach(token, noun, "amod")
    token.tag, token.pos = "JJ", "ADJ"
    attach(money, token, "npadvmod")


def _participle_for_content(annotated: AnnotatedDoc, token: Token) -> None:
    """ "will return 12 statues looted from a temple": a verb that takes no clause has an object, with what was done to it."""
    verb, noun = token.head, token.child("nsubj", "nsubjpass")
    if noun is None or token.tag not in ("VBD", "VBN") or token.lower != participle(token.lemma) or token.i != noun.i + 1:
        return
    if token.child("aux", "auxpass", "mark", "dobj") is not None or verb.child("dobj") is not None or not verb.i < noun.i:
        return
    takes = embedding(verb.lemma, "that") or embedding(verb.lemma, "obj") or verb.lemma in speech_verbs() or verb.lemma in _LEAVING
    after = annotated.tokens[min(token.i + 1, len(annotated.tokens) - 1)]
    if takes or noun.tag not in ("NN", "NNS") or after.lower not in ("from", "by", "in", "at", "on", "for", "during"):
        return
    first = min(t.i for t in noun.subtree())
    if first == verb.i + 1 and attach(noun, verb, "dobj") and attach(token, noun, "acl"):
        token.tag = "VBN"


def _from_that_time(annotated: AnnotatedDoc, token: Token) -> None:
    """ "hand over recordings from the night of the crash": what they are of; "closed the road from Monday to Friday" is when."""
    verb, noun, target = token.head, annotated.tokens[token.i - 1], token.child("pobj")
    if (
        token.lower != "from"
        or target is None
        or noun.dep not in ("dobj", "nsubjpass")
        or noun.head is not verb
        or noun.tag not in ("NN", "NNS")
    ):
        return
    limited = any(c.dep == "prep" and c.i > token.i and c.lower in ("to", "until", "till", "through", "onwards") for c in verb.children)
    if not limited and target.lemma in _TIMES_OF and target.child("det") is not None:
        attach(token, noun, "prep")


def _list_goes_on(annotated: AnnotatedDoc, token: Token) -> None:
    """ "settled on a tax, the closure of it and a ban", "spent it on a house in Leeds, a boat and trips": a list goes on.

    It is no measure, nor another object.
    """
    verb = token.head
    first = min(t.i for t in token.subtree())
    if token.tag not in ("NN", "NNS") or token.ent_type in _TIMES or token.child("conj") is None or annotated.tokens[first - 1].text != ",":
        return
    before = next((c for c in reversed(verb.children) if c.dep in ("prep", "dobj") and verb.i < c.i < first), None)
    target = before.child("pobj") if before is not None and before.dep == "prep" else before
    if (
        before is None
        or target is None
        or target.child("conj") is not None
        or max(t.i for t in before.subtree()) not in (first - 1, first - 2)
    ):
        return
    attach(token, target, "conj")


def _noun_before_clause(annotated: AnnotatedDoc, token: Token) -> None:
    """ "A bill before parliament would ban it": a sentence has a verb; what seems to open a clause is a preposition behind the subject."""
    noun = token.head
    mark, inner = token.child("mark"), token.child("nsubj", "nsubjpass")
    if (
        noun.dep != "ROOT"
        or not noun.tag.startswith("NN")
        or mark is None
        or inner is None
        or mark.lower not in _BOTH
        or mark.i != noun.i + 1
    ):
        return
    if not noun.i < inner.i < token.i or any(t.text == "," for t in annotated.tokens[noun.i : token.i]):
        return
    if annotated.sentences[noun.sent_i].kind != "body" or annotated.tokens[annotated.sentences[noun.sent_i].token_end - 1].text not in (
        ".",
        '"',
    ):
        return
    passive = inner.dep == "nsubjpass"
    make_root(annotated, token, noun)
    noun.dep = "nsubjpass" if passive else "nsubj"
    attach(mark, noun, "prep")
    attach(inner, mark, "pobj")
    for child in [c for c in noun.children if c.i > token.i]:
        attach(child, token, child.dep)


def _since_superlative(annotated: AnnotatedDoc, token: Token) -> None:
    """ "is the region's worst since 1998", "its lowest level since March": since when it is the most so."""
    noun = annotated.tokens[token.i - 1]
    if token.lower != "since" or not token.head.tag.startswith("VB") or token.i == 0 or noun.head is noun:
        return
    while noun.head is not token.head and noun.head is not noun and not _utmost(noun):
        noun = noun.head
    if _utmost(noun) and noun.i > token.head.i:
        attach(token, noun, "prep")


def _utmost(noun: Token) -> bool:
    return noun.tag == "JJS" or (
        noun.tag in ("NN", "NNS") and any(child.tag in ("JJS", "RBS") or child.lower in ("first", "only") for child in noun.children)
    )


def _as_of_verb(annotated: AnnotatedDoc, token: Token) -> None:
    """ "are seen by bankers as likely buyers", "treated the fund for the sick as a purse": who is seen as what, not bankers as buyers."""
    before = annotated.tokens[token.i - 1]
    called = token.child("pobj") or next((c for c in token.children if c.dep == "amod" and c.i > token.i), None)
    if token.lower != "as" or called is None or before.lower in ("such", "well", "as"):
        return
    if before.lemma.lower() in _HELD and noun_kind(called) == "person":
        return  # "used her role as head of the bank"
    behind = (
        before.text == "," and token.head.tag.startswith("VB") and token.head.lemma not in _SEEING
    )  # "the ruling, which he read, as a win"
    if not behind and not token.head.tag.startswith("NN"):
        return
    above = token.head.ancestors()
    verb = next((t for t in above if t.tag.startswith("VB") and (not behind or t.lemma in _SEEING)), None)
    if verb is None or verb.lemma not in _SEEING or verb.i > token.i or any(child.lower == "as" for child in verb.children):
        return
    below = next(above for above in (token.head, *token.head.ancestors()) if above.head is verb)
    if below.dep in ("agent", "dobj", "prep") and below.i > verb.i:
        attach(token, verb, "prep")


def _name_behind_verb(annotated: AnnotatedDoc, token: Token) -> None:
    """ "had fled Tarvia in 2021": a name right behind a verb without object is the object."""
    verb = token.head
    first = min(t.i for t in token.subtree())
    before = annotated.tokens[token.i - 1]
    if token.ent_type in _NAMES and before.lower in ("off", "inside", "outside", "past") and before.head is verb and not before.children:
        before.dep, before.tag, before.pos = "prep", "IN", "ADP"
        attach(token, before, "pobj")  # "ran aground off Sicily"
        return
    if (
        token.ent_type in _NAMES
        and token.tag in ("NNP", "NNPS")
        and verb.tag.startswith("VB")
        and first == verb.i + 1
        and verb.lemma not in _INTRANSITIVE
        and verb.child("dobj", "auxpass", "prt", "ccomp") is None
        and (verb.tag != "VBN" or verb.child("aux") is not None)
    ):
        token.dep = "dobj"


def _subject_before_speech(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The inspectors, she told the paper, never went there": what stands before the inserted clause is the subject behind it."""
    said = token.head
    clause = next((c for c in said.children if c.dep in ("ccomp", "dep", "conj") and c.tag.startswith("VB") and c.i > said.i), None)
    if said.dep != "ROOT" or said.lemma not in speech_verbs() or clause is None or not token.tag.startswith("NN"):
        return
    speaker = next((c for c in said.children if c.dep == "nsubj" and c is not token), None)
    if speaker is None or not token.i < speaker.i < said.i < clause.i or clause.child("nsubj", "nsubjpass", "mark", "expl") is not None:
        return
    first = min(t.i for t in clause.subtree())
    between = annotated.tokens[token.i + 1 : speaker.i]
    if not any(t.text == "," for t in between) or any(t.pos == "VERB" for t in between) or annotated.tokens[first - 1].text != ",":
        return
    make_root(annotated, clause, said)
    said.dep = "parataxis"
    attach_subject(token, clause)


def _told_behind(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The strike has cost a fortune, its chairman told investors": behind a comma without conjunction, who says what stands before."""
    verb = token.head
    subject = token.child("nsubj")
    if token.tag not in ("VBD", "VBZ") or token.lemma not in speech_verbs() or subject is None or not verb.tag.startswith("VB"):
        return
    if any(c.dep == "cc" and verb.i < c.i < token.i for c in verb.children) or token.child("ccomp", "xcomp", "mark", "conj") is not None:
        return
    first = min(t.i for t in subject.subtree())
    if annotated.tokens[first - 1].text == "," and verb.dep == "ROOT" and (token.child("dobj") is None or token.lemma == "tell"):
        token.dep = "parataxis"


def _others_of_the_kind(token: Token) -> None:
    """ "imposed sanctions on Reed and 11 other officials": others are others of a kind with a person before them."""
    head = token.head
    noun = nouns().get(token.lemma.lower())
    if not any(child.lower == "other" for child in token.children) or token.tag != "NNS" or noun is None or noun.kind != "person":
        return
    known = nouns().get(head.lemma.lower())
    if not head.tag.startswith("NN") or head.ent_type or (known is not None and known.kind in ("person", "group")):
        return
    for prep in head.children:
        target = prep.child("pobj") if prep.dep == "prep" and head.i < prep.i < token.i else None
        if target is None or target.ent_type != "PERSON":
            continue
        while (further := target.child("conj")) is not None:
            target = further
        joint = next((child for child in head.children if child.dep == "cc" and target.i < child.i < token.i), None)
        if attach(token, target, "conj") and joint is not None:
            attach(joint, target, "cc")
        return


def _set_off_comment(annotated: AnnotatedDoc, token: Token) -> None:
    """ "voted to ban cars, overruling objections": the voters did; "warned that it could vanish, threatening many": that it does would."""
    first = min(t.i for t in token.subtree())
    if token.child("nsubj", "mark", "aux") is not None or annotated.tokens[first - 1].text != "," or token.i < token.head.i:
        return
    verb = token.head
    if any(child.dep == "cc" and verb.i < child.i < token.i for child in verb.children):
        return
    infinitive = verb.dep in ("xcomp", "advcl") and any(child.tag == "TO" for child in verb.children) and verb.head.tag.startswith("VB")
    if infinitive and token.lemma in _OVERRIDING:
        attach(token, verb.head, "advcl")
        return
    content = next((c for c in verb.children if c.dep == "ccomp" and verb.i < c.i < token.i), None)
    subject = content.child("nsubj", "nsubjpass") if content is not None else None
    if token.lemma != "threaten" or content is None or subject is None or token.child("xcomp") is not None:
        return
    if subject.tag in ("NN", "NNS") and not subject.ent_type and not _is_actor(subject):
        attach(token, content, "advcl")


def _is_actor(token: Token) -> bool:
    """True when the table of nouns has it as a person or group of persons."""
    known = nouns().get(token.lemma.lower())
    return known is not None and known.kind in ("person", "group", "org")
