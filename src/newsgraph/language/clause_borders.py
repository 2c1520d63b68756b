"""Mending what the parser gets wrong, continued: where one clause ends and the next one begins.

Each rule compares positions, commas, forms and classes of words; none knows any word of content.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 13.47 ff. (what coordination joins), 17.22 ff. (clauses set
    off by commas end at the second one), 15.53 (comment clauses), 3.61 (tense in coordinated clauses).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.reattach import attach, attach_subject
from newsgraph.language.word_forms import FINITE, is_finite, noun_kind
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.participles import participle
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.lexicons.status import embedding, noun_effect, reports

__all__ = ["mend_border"]

_PRESENT = frozenset(("VBZ", "VBP"))
_JOINING = frozenset(("and", "but"))
_WHEN = frozenset(("before", "after", "until", "when", "once", "as", "while", "since"))
_FORCING = frozenset("force compel oblige order tell make urge allow permit forbid instruct".split())
_PARTS = frozenset("most some many all half both several few none each one neither".split())
_STATES = frozenset("wrong right straight clear better worse done strange funny odd".split())
_GIVING = word_class("giving") | {"tell"}
_NAMING = word_class("dubbing") | word_class("appointing")
_RESULTING = frozenset(
    "end force leave cause prompt bring raise make trigger spark ease open clear strand trap kill injure wound destroy halt stop send push "
    "pave fuel deepen reduce increase cut boost delay paralyse paralyze".split()
)
_LETTING = frozenset("let allow make enable help permit require force get cause lead oblige entitle".split())
_SELLING = frozenset("sell buy purchase acquire auction offer fetch".split())
_OF_DAYS = frozenset("mark celebrate observe designate declare name call know see bring begin start".split())


def mend_border(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the verb."""
    if token.dep in ("conj", "ccomp", "dep") and token.tag.startswith("VB"):
        _clause_of_conjunct(annotated, token)
    if token.tag.startswith("VB"):
        _clause_behind_time(annotated, token)
        _most_of_them(annotated, token)
        _got_wrong(token)
        _face_down(token)
    elif token.tag == "NNS":
        _what_they_are(annotated, token)
    if token.dep == "ccomp":
        _object_and_subject(annotated, token)
    if token.dep == "conj" and token.tag.startswith("VB"):
        _shared_passive(token)
        _behind_time_clause(token)
        _behind_quote(annotated, token)
        _behind_comment(annotated, token)
        _behind_relative(annotated, token)
    if token.dep == "acl":
        _second_deed(annotated, token)
        _clause_with_object(token)
        _in_order_to(token)
    if token.dep == "advcl":
        _outcome(annotated, token)
        _set_against(annotated, token)
    if token.dep == "prep":
        _price(token)
    if token.dep == "relcl":
        _content_with_modal(token)
    if token.dep == "relcl":  # it may have become the content
        _which_of_day(token)
        _nearest_who(annotated, token)


def _has_subject(token: Token) -> bool:
    return token.child("nsubj", "nsubjpass", "expl", "csubj") is not None


def _verb_group(token: Token) -> list[Token]:
    """The verb with its auxiliaries, negation and adverbs before it."""
    return [*(c for c in token.children if c.i < token.i and c.dep in ("aux", "auxpass", "neg", "advmod")), token]


def _agrees(noun: Token, verb: Token) -> bool:
    """False where the form of the verb contradicts the number of its subject."""
    form = next((c for c in verb.children if c.dep in ("aux", "auxpass") and c.tag in FINITE), verb)
    plural = noun.tag in ("NNS", "NNPS") or any(c.dep == "conj" for c in noun.children)
    if form.tag == "VBZ" or form.lower == "was":
        return not plural
    return plural or noun.tag == "CD" or not (form.tag == "VBP" or form.lower == "were")


def _clause_of_conjunct(annotated: AnnotatedDoc, token: Token) -> None:
    """ "saved a penalty and a volley by Ruiz hit the bar": a finite verb that nothing joins has the noun right before it as subject."""
    if _has_subject(token) or not is_finite(token) or token.child("mark") is not None:
        return
    first = min(_verb_group(token), key=lambda t: t.i)
    governor = token.head
    if governor.i > token.i or first.i < 3:
        return
    last = annotated.tokens[first.i - 1]
    chain = [last, *last.ancestors()]
    if governor not in chain:
        return
    noun = next((t for t in chain[: chain.index(governor)] if t.dep == "conj" and t.tag in ("NN", "NNS", "NNP", "NNPS")), None)
    if noun is None or any(t.dep in ("relcl", "acl", "ccomp", "advcl") for t in chain[: chain.index(noun)]):
        return
    start = noun.subtree()[0]
    joint = annotated.tokens[start.i - 1]
    if joint.dep != "cc" or joint.lower not in _JOINING or any(c.dep == "conj" for c in noun.children) or not _agrees(noun, token):
        return
    if token.child("auxpass", "aux") is None and (token.tag == "VBN" or token.child("agent") is not None):
        return  # "a penalty and a volley struck by Ruiz"
    one = noun.head
    place = one.dep == "pobj" and one.head.lower != "between" and one.head.head is governor
    if not (one.dep in ("dobj", "attr", "conj") or place):
        return  # "since the war between the army and the rebels broke out"
    chained = one.dep == "conj"
    if chained and annotated.tokens[joint.i - 1].text != ",":
        return  # "hit two houses, a shop and a school was closed" would need a comma
    if attach_subject(noun, token):
        attach(joint, governor, "cc")
        attach(token, governor, "conj")


def _object_and_subject(annotated: AnnotatedDoc, token: Token) -> None:
    """ "destroyed the school and the mayor has asked for help": the object of the first, no subject of the second."""
    verb, subject = token.head, token.child("nsubj", "nsubjpass")
    if subject is None or verb.i > subject.i or not verb.tag.startswith("VB") or verb.child("dobj") is not None:
        return
    second = subject.child("conj")
    joint = next((c for c in subject.children if c.dep == "cc" and c.lower in _JOINING), None)
    if second is None or joint is None or second.child("conj") is not None or token.child("mark") is not None:
        return
    if verb.lemma in speech_verbs() or any(embedding(verb.lemma, kind) for kind in ("that", "obj")) or verb.lemma == "be":
        return
    before = subject.subtree()[0].i - 1
    if annotated.tokens[before] is not verb or not is_finite(token):
        return
    if attach(subject, verb, "dobj") and attach_subject(second, token):
        attach(joint, verb, "cc")
        attach(token, verb, "conj")


def _shared_passive(token: Token) -> None:
    """ "was held and forced to pay": who makes somebody do something has an object; without one it is done to the subject."""
    head = token.head
    if token.tag != "VBD" or token.lemma not in _FORCING or head.child("auxpass") is None or token.lower != participle(token.lemma):
        return
    if not _has_subject(token) and token.child("xcomp") is not None and token.child("dobj", "aux", "ccomp") is None:
        token.tag = "VBN"


def _behind_time_clause(token: Token) -> None:
    """ "would like a winger before the window closes but denied a bid": another tense is that of the main verb."""
    clause = token.head
    mark = clause.child("mark", "advmod")
    if clause.dep != "advcl" or mark is None or mark.lower not in _WHEN or _has_subject(token) or token.child("aux", "auxpass") is not None:
        return
    subject = clause.child("nsubj", "nsubjpass")
    main = clause.head
    while main.dep in ("xcomp", "pcomp", "prep") and not _has_subject(main):
        main = main.head
    upper = main.child("nsubj", "nsubjpass")
    if subject is None or upper is None or not main.tag.startswith("VB") or main.i > clause.i:
        return
    speaking = token.lemma in speech_verbs() or reports(token.lemma) or token.lemma in _FORCING
    other_tense = clause.tag in _PRESENT and clause.child("aux", "auxpass") is None and token.tag == "VBD"
    if other_tense or (speaking and token.tag == "VBD" and (_lifeless(subject) or subject.lower == "it") and not _lifeless(upper)):
        joint = next((c for c in clause.children if c.dep == "cc" and c.i < token.i), None)
        if attach(token, main, "conj") and joint is not None:
            attach(joint, main, "cc")


def _clause_behind_time(annotated: AnnotatedDoc, token: Token) -> None:
    """ "came a day after brothers Jan and Karl Roth, 29, were refused bail": the preposition opens a clause."""
    names = token.child("nsubj", "nsubjpass")
    mark = token.child("mark")
    if mark is not None and names is not None and (noun := mark.child("pobj")) is not None and noun.tag == "NNS":
        if names.subtree()[0].i == noun.i + 1 and names.ent_type == "PERSON" and attach(noun, token, names.dep):
            attach(names, noun, "appos")  # "after sisters Ann and Eva Lund were awarded damages"
        return
    if (
        token.dep not in ("conj", "dep", "ccomp", "advcl")
        or names is not None
        or (token.child("auxpass", "aux") is None and not (token.dep == "advcl" and token.tag == "VBD" and token.child("dobj")))
        or not is_finite(token)
    ):
        return
    governor = token.head
    prep = next((c for c in reversed(governor.children) if c.dep == "prep" and governor.i < c.i < token.i), None)
    noun = prep.child("pobj") if prep is not None else None
    if prep is None or noun is None or prep.lower not in ("before", "after", "since", "until") or noun.ent_type in ("DATE", "TIME"):
        return
    between = annotated.tokens[noun.i + 1 : min(_verb_group(token), key=lambda t: t.i).i]
    if any(t.dep == "cc" and t.head in (governor, token) for t in between) or not _agrees(noun, token):
        return
    if attach(token, governor, "advcl") and attach_subject(noun, token):
        attach(prep, token, "mark")


def _most_of_them(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The boats, most of them based in Crete, have been idle": set off, it tells of a part of them; the verb has its own subject."""
    own = [c for c in token.children if c.dep in ("nsubj", "nsubjpass")]
    stray = [c for prep in token.children if prep.dep == "prep" for c in prep.children if c.dep == "nsubj" and c.i < prep.i]
    part = next((c for c in (*own, *stray) if _part_of_them(c)), None)
    tokens = annotated.tokens
    if part is None or tokens[part.subtree()[0].i - 1].text != ",":
        return
    them = part.subtree()[0].i - 2
    noun = next((c for c in own if c is not part and c.i < part.i), None)
    if noun is None:
        near = tokens[them]
        noun = near if near.tag in ("NNS", "NNPS") else None
    last = part.subtree()[-1].i
    if part.tag != "CD":
        part.pos = "PRON"
    if noun is not None and attach(part, noun, "dep") and last + 1 < len(tokens):
        behind = tokens[last + 1]  # "relied on stations, many of them at airports"
        if behind.dep == "prep" and behind.head is token and behind.subtree()[0] is behind:
            attach(behind, part, "prep")


def _what_they_are(annotated: AnnotatedDoc, token: Token) -> None:
    """ "displaced 900 people, most of them small farmers": what the people before the comma are, no second object."""
    part = next((c for c in token.children if c.dep == "nsubj" and _part_of_them(c)), None)
    opening = part.subtree()[0].i if part is not None else 0
    if part is None or opening < 2 or annotated.tokens[opening - 1].text != ",":
        return
    near = annotated.tokens[opening - 2]
    if near.tag in ("NNS", "NNPS") and attach(part, near, "dep") and attach(token, part, "appos"):
        part.pos = "PRON"


def _face_down(token: Token) -> None:
    """ "lay face down": how, not what."""
    face = token.child("dobj")
    down = next((c for c in token.children if c.lower in ("down", "up") and c.dep in ("prt", "advmod")), None)
    if token.lemma not in ("lie", "fall", "float", "land") or face is None or down is None or face.lower != "face" or face.children:
        return
    if down.i == face.i + 1 and attach(down, face, "advmod"):
        face.dep = "npadvmod"


def _got_wrong(token: Token) -> None:
    """ "We got this wrong": *this* is what they got wrong."""
    word = token.child("dobj")
    this = word.child("det") if word is not None else None
    if token.lemma not in ("get", "make", "put", "set", "find") or word is None or this is None or word.lower not in _STATES:
        return
    if this.lower in ("this", "that") and len(word.children) == 1 and attach(this, token, "dobj") and attach(word, token, "oprd"):
        this.pos, this.tag, word.pos, word.tag = "PRON", "DT", "ADJ", "JJ"


def _part_of_them(token: Token) -> bool:
    of = token.child("prep")
    target = of.child("pobj") if of is not None and of.lower == "of" else None
    return target is not None and target.lower == "them" and (token.tag == "CD" or token.lower in _PARTS)


def _clause_with_object(token: Token) -> None:
    """ "closed since a lorry caught fire": a form that is both has an object of its own where it is the past tense."""
    noun, prep = token.head, token.head.head
    if token.tag != "VBN" or noun.dep != "pobj" or prep.lower not in ("since", "after", "before", "until") or prep.dep != "prep":
        return
    if token.child("dobj") is None or token.child("agent", "aux", "auxpass", "nsubj") is not None or participle(token.lemma) != token.lower:
        return
    if token.lemma in _GIVING or token.lemma in _NAMING or noun.i > token.i:
        return
    verb = prep.head
    if attach(token, verb, "advcl") and attach(noun, token, "nsubj") and attach(prep, token, "mark"):
        token.tag = "VBD"


def _second_deed(annotated: AnnotatedDoc, token: Token) -> None:
    """ "drifted to the back of the group, asked a rider whether he might, and carried on": what has an object is done, not suffered."""
    noun = token.head
    verb = next((above for above in noun.ancestors() if above.tag.startswith("VB")), None)
    subject = verb.child("nsubj") if verb is not None else None
    thing = token.child("dobj")
    if verb is None or subject is None or thing is None or noun.dep != "pobj" or verb.tag != "VBD" or verb.child("auxpass") is not None:
        return
    if token.tag not in ("VBN", "VBD") or not token.lower.endswith(("d", "t")) or annotated.tokens[token.i - 1].text != ",":
        return
    if token.lemma in _GIVING - {"tell"} or token.lemma in _NAMING or token.child("agent", "aux", "auxpass", "mark") is not None:
        return
    goes_on = any(c.dep == "cc" and c.lower == "and" for t in (token, verb, *token.children) for c in t.children if c.i > token.i)
    if goes_on and thing.subtree()[0].i == token.i + 1 and attach(token, verb, "conj"):
        token.tag = "VBD"


def _in_order_to(token: Token) -> None:
    """ "took a cut in order to save it": the infinitive tells to what end."""
    order, prep = token.head, token.head.head
    purpose = order.lower == "order" and prep.lower == "in" and prep.dep == "prep" and any(c.tag == "TO" for c in token.children)
    if purpose and attach(token, prep.head, "advcl"):
        attach(prep, token, "dep")


def _outcome(annotated: AnnotatedDoc, token: Token) -> None:
    """ "let them return, ending a dispute", "blocked it, diplomats said, forcing others to act": what comes of the whole.

    Neither those who are let, nor those who say so, end or force anything.
    """
    verb = token.head
    if token.tag != "VBG" or token.lemma not in _RESULTING or token.child("nsubj", "mark", "aux") is not None or token.i < verb.i:
        return
    if annotated.tokens[token.subtree()[0].i - 1].text != ",":
        return
    said = next((c for c in verb.children if c.dep == "ccomp" and c.i < verb.i), None)
    if verb.lemma in speech_verbs() and said is not None and annotated.tokens[token.subtree()[0].i - 1].head is verb:
        attach(token, said, "advcl")
    elif verb.dep in ("ccomp", "xcomp") and verb.tag == "VB" and verb.head.lemma in _LETTING and _lifeless_subject(verb.head):
        attach(token, verb.head, "advcl")


def _set_against(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Reds said the plan was a gimmick, while Blues called it a first step": what others say is no part of what the first said."""
    said = token.head.head
    first = token.subtree()[0]
    if token.head.dep != "ccomp" or first.lower not in ("while", "whereas") or annotated.tokens[first.i - 1].text != ",":
        return
    if said.lemma in speech_verbs() and token.lemma in speech_verbs() and _has_subject(token) and is_finite(token) and said.i < token.i:
        attach(token, said, "advcl")


def _lifeless_subject(verb: Token) -> bool:
    subject = verb.child("nsubj", "nsubjpass")
    return subject is not None and (subject.lower in ("that", "which") or _lifeless(subject))


def _price(token: Token) -> None:
    """ "sold a ring once owned by a queen for $3m at an auction": the price, and what follows, is that of the sale."""
    owned, price = token.head, token.child("pobj")
    if token.lower != "for" or price is None or price.ent_type != "MONEY" or owned.dep != "acl" or owned.lemma in _SELLING:
        return
    verb = owned.head.head
    if verb.lemma in _SELLING and owned.head.dep in ("dobj", "nsubjpass") and verb.i < owned.i:
        for child in [c for c in owned.children if c.dep == "prep" and c.i >= token.i]:
            attach(child, verb, "prep")


def _lifeless(noun: Token) -> bool:
    known = nouns().get(noun.lemma.lower())
    return noun.pos not in ("PRON", "PROPN") and not noun.ent_type and (known is None or known.kind not in ("person", "group", "org"))


def _behind_comment(annotated: AnnotatedDoc, token: Token) -> None:
    """ "abducted a priest, the diocese said, and demanded a ransom": behind an inserted "X said" the main clause goes on."""
    said = token.head
    main = said.head
    subject = said.child("nsubj")
    if said.dep != "parataxis" or subject is None or said.lemma not in speech_verbs() or not main.i < subject.i < said.i < token.i:
        return
    named = subject.pos in ("PRON", "PROPN") or bool(subject.ent_type)
    if _has_subject(token) or not is_finite(token) or (token.lemma in speech_verbs() and (named or token.child("dobj") is None)):
        return
    comma, joint = annotated.tokens[said.i + 1], annotated.tokens[min(said.i + 2, len(annotated.tokens) - 1)]
    if comma.text != "," or joint.dep != "cc" or annotated.tokens[subject.subtree()[0].i - 1].text != ",":
        return
    if attach(token, main, "conj"):
        attach(joint, main, "cc")
        attach(comma, main, "punct")


def _behind_quote(annotated: AnnotatedDoc, token: Token) -> None:
    """ "wrote that "the house has cost us enough" and offered to sell": outside the marks goes on whoever speaks."""
    said = token.head
    subject = said.child("nsubj", "nsubjpass")
    verb = said.head
    if subject is None or _has_subject(token) or not is_finite(token) or said.dep != "ccomp" or not verb.i < subject.i < said.i:
        return
    opening = next((t for t in annotated.tokens[verb.i + 1 : subject.i] if t.text == '"'), None)
    closing = [t for t in annotated.tokens[subject.i : token.i] if t.text == '"']
    if opening is None or len(closing) != 1 or closing[0].i < said.i or verb.tag not in FINITE or not _has_subject(verb):
        return
    joint = next((c for c in said.children if c.dep == "cc" and closing[0].i < c.i < token.i), None)
    if joint is not None and attach(token, verb, "conj"):
        attach(joint, verb, "cc")


def _behind_relative(annotated: AnnotatedDoc, token: Token) -> None:
    """ "has signed for Torino, who will pay £6m, and will have a medical": the second comma ends the relative clause."""
    clause = token.head
    if clause.dep != "relcl" or _has_subject(token) or not is_finite(token):
        return
    opening = clause.subtree()[0]
    joint = min(_verb_group(token), key=lambda t: t.i).i - 1
    if annotated.tokens[opening.i - 1].text != "," or opening.lower not in ("who", "which", "whose", "where"):
        return
    if joint < 2 or annotated.tokens[joint].lower not in _JOINING or annotated.tokens[joint - 1].text != ",":
        return
    for main in clause.ancestors():
        subject = main.child("nsubj", "nsubjpass") if main.tag.startswith("VB") else None
        if subject is None:
            continue
        if main.i < opening.i and main.dep in ("ROOT", "conj", "ccomp") and subject.i < main.i and clause.head is not subject:
            cc = annotated.tokens[joint]
            if attach(token, main, "conj"):
                attach(cc, main, "cc")
        return


def _content_with_modal(token: Token) -> None:
    """ "evidence that bees can learn by watching": what may be done is the content, not what is done to the evidence."""
    that = next((c for c in token.children if c.lower == "that" and c.dep == "dobj" and c.i < token.i), None)
    noun = token.head
    subject = token.child("nsubj")
    modal = any(c.tag == "MD" for c in token.children)
    effect = noun_effect(noun.lemma.lower(), finite=True)
    if that is None or subject is None or not modal or effect is None or noun.tag != "NN" or that.i != noun.i + 1:
        return
    if any(c.dep == "prep" and c.i > token.i and not c.children for c in token.children):
        return
    that.dep, that.tag, token.dep = "mark", "IN", "acl"


def _which_of_day(token: Token) -> None:
    """ "a flight for July 30, which was cancelled": done to the flight, not to the day."""
    noun, prep = token.head, token.head.head
    if noun.ent_type not in ("DATE", "TIME") or prep.dep != "prep" or token.lemma in _OF_DAYS or token.child("auxpass") is None:
        return
    which = token.child("nsubjpass")
    if which is None or which.lower not in ("which", "that"):
        return
    above = prep.head
    while above.dep in ("prep", "pobj"):
        above = above.head
    target = (above.child("dobj") or above.child("nsubjpass")) if above.tag.startswith("VB") else above
    if target is not None and target.tag in ("NN", "NNS") and not target.ent_type and target.i < noun.i:
        attach(token, target, "relcl")


def _nearest_who(annotated: AnnotatedDoc, token: Token) -> None:
    """ "the kidnapping of a trader who was held", "the owner of the dog, which bit": *who* tells of a person, *which* of none."""
    word = next((c for c in token.children if c.dep in ("nsubj", "nsubjpass", "dobj") and c.lower in ("who", "which")), None)
    opening = token.subtree()[0]
    if word is None or opening is not word or word.i < 2:
        return
    at = word.i - 1
    if annotated.tokens[at].text == ",":
        at -= 1
    near = annotated.tokens[at]
    if near is token.head or token.head not in near.ancestors() or near.dep != "pobj" or near.tag not in ("NN", "NNS", "NNP"):
        return
    head_kind, near_kind = noun_kind(token.head), noun_kind(near)
    if near.tag == "NN" and token.head.tag == "NNS" and _form(token) in ("was", "is", "has") and near_kind in ("person", "group", ""):
        attach(token, near, "relcl")  # "the parents of the girl, who was nine"
        return
    nearer = near_kind in ("person", "group") if word.lower == "who" else near_kind != "person" and near.tag == "NN"
    if nearer and head_kind in (("event", "thing", "place") if word.lower == "who" else ("person",)):
        attach(token, near, "relcl")


def _form(verb: Token) -> str:
    return next((c.lower for c in verb.children if c.dep in ("aux", "auxpass")), verb.lower)
