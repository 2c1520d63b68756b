"""Mending what the parser gets wrong, continued: which words are verbs, what stands beside them, whose participle it is.

Each rule compares forms, commas and classes of words; none knows any word of content.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 16.2 ff. (particles), 17.28 (participles that modify nouns),
    15.60 ff. (supplementive clauses), 17.104 (compound nouns).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.main_clauses import make_participle, make_root
from newsgraph.language.reattach import attach, attach_subject
from newsgraph.language.word_forms import FINITE, is_finite
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.participles import participle
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.lexicons.titles import titles

__all__ = ["mend_verb"]

_PARTICLES = frozenset("about along apart around aside away back by down in off on out over through up".split())
_AWAY = frozenset(("out", "off", "away", "back"))
_DUBBING = word_class("dubbing")
_ENTITLING = frozenset(("designate", "declare", "label", "dub", "proclaim", "pronounce", "brand"))
_RELATIONAL = word_class("relational nouns")
_CHARGING = frozenset(("accuse", "convict", "acquit", "suspect", "clear"))
_HAS = frozenset(("have", "has", "'ve", "'s", "’ve", "’s"))
_FINING = frozenset(("fine", "charge", "dock", "pay", "award", "offer", "owe"))
_VOTING = frozenset(("vote", "ballot", "election", "runoff", "landslide", "referendum", "ceremony"))
_SUMMARIES = word_class("summaries")
_TEMPORAL = word_class("temporal")
_NAMED = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC"))
_INTRANSITIVE = word_class("intransitive") | word_class("never transitive")


def mend_verb(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the token."""
    dep = token.dep
    if token.tag == "VB" and token.ent_type == "ORDINAL":
        _place_in_table(annotated, token)
    if dep == "pcomp":
        _going_on_doing(annotated, token)
    elif dep == "prep":
        _particle(annotated, token)
        _how_away(token)
        _charge(token)
    elif dep == "acomp" and token.lower == "subject" and token.i and annotated.tokens[token.i - 1].text == ",":
        token.dep = "advmod"  # "will close in May, subject to approval": under what condition
    elif dep == "advcl":
        _title_for_verb(annotated, token)
        _participle_before_verb(annotated, token)
        _plural_for_verb(annotated, token)
        _going_on(annotated, token)
    elif dep == "ROOT":
        _claim_for_subject(annotated, token)
        _participle_for_root(annotated, token)
        _participle_for_main_verb(annotated, token)
    elif dep == "conj":
        _fined_too(token)
    elif dep == "relcl":
        _whose_kin(token)
    elif dep in ("amod", "compound") and token.tag == "VBD":
        _past_for_modifier(annotated, token)
    elif dep == "xcomp":
        _time_for(token)
    elif dep == "acl" and token.lemma in ("end", "begin", "start") and token.head.lemma.lower() in _TEMPORAL:
        token.dep = "amod"  # "the three months ended Sept. 30": which months, nothing that is done
    elif dep == "oprd" and token.pos == "ADJ" and token.head.lemma == "plead" and token.head.child("dobj", "acomp") is None:
        token.dep = "acomp"  # "pleaded not guilty to fraud"
    elif dep in ("advmod", "npadvmod"):
        if token.tag == "RP":
            _particle(annotated, token)
        _name_as_subject(annotated, token)
        counted = token.head.child("dobj") if token.lower in _PARTICLES and token.i == token.head.i + 1 and not token.children else None
        if counted is not None and counted.subtree()[0].i == token.i + 1 and token.head.child("prt") is None:
            token.dep = "prt"  # "shot down 21 of 35 drones"
    elif dep == "nsubj":
        _title_behind_to(annotated, token)
    elif dep == "dobj":
        _has_got(token)
        _dubbed(annotated, token)
        _taken_up(annotated, token)
        _perfect(token)
        _casualties(annotated, token)


def _going_on(annotated: AnnotatedDoc, token: Token) -> None:
    """ "She went on to become mayor": what came next, no purpose; nor is "the strike is set to close the port"."""
    to, verb = annotated.tokens[token.i - 1], token.head
    before = annotated.tokens[to.i - 1]
    went_on = verb.lemma == "go" and before.lower == "on" and before.i == verb.i + 1
    is_set = verb.lower == "set" and before is verb and verb.child("auxpass") is not None
    if token.tag == "VB" and to.tag == "TO" and (went_on or is_set):
        token.dep = "xcomp"


def _going_on_doing(annotated: AnnotatedDoc, token: Token) -> None:
    """ "She went on recording": what she still did."""
    on = token.head
    together = on.lower == "on" and on.head.lemma == "go" and on.head.i + 1 == on.i == token.i - 1
    if token.tag == "VBG" and together and attach(token, on.head, "xcomp"):
        on.dep = "prt"


def _has_got(token: Token) -> None:
    """ "I've got two sons": has them (Quirk et al. 3.34)."""
    verb, has = token.head, token.head.child("aux")
    back = any(child.lower == "back" for child in (*verb.children, *token.children))
    if (
        verb.lower == "got"
        and not back
        and has is not None
        and has.lower in _HAS
        and token.i > verb.i
        and verb.child("prt", "prep", "xcomp", "ccomp") is None
    ):
        verb.lemma = "have"


def _past_for_modifier(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Rovers parted company with Reed", "Town beat leaders United": what has a subject right before it modifies no noun."""
    noun = token.head
    while noun.dep == "compound" and noun.head.i > noun.i:
        noun = noun.head
    subject = token.child("nsubj") or noun.child("nsubj")
    if subject is None:  # "Rovers parted company"
        subject = next((c for c in token.children if c.dep == "npadvmod" and c.tag.startswith("NNP") and c.ent_type in _NAMED), None)
    if subject is None and noun.dep == "ROOT" and token.subtree()[0].i == token.i and token.i:
        before = annotated.tokens[token.i - 1]
        subject = before if before.head is noun and before.tag in ("NNP", "NNPS") and before.dep in ("compound", "nmod") else None
    if subject is None or noun.dep != "ROOT" or subject.i + 1 != token.i or not noun.tag.startswith("NN") or noun.i < token.i:
        return
    if annotated.sentences[token.sent_i].kind != "body" or noun.child("det", "poss") is not None:
        return
    if any(t.tag in FINITE for t in noun.subtree() if t is not token):
        return
    if token.head is not noun:
        attach(token, noun, token.dep)
    make_root(annotated, token, noun)
    noun.dep = "dobj"
    attach_subject(subject, token)
    for child in [c for c in noun.children if c.i > noun.i and c.dep in ("prep", "punct", "npadvmod", "advcl", "advmod")]:
        attach(child, token, child.dep)


def _how_away(token: Token) -> None:
    """ "is out with a knee injury": with what somebody is out."""
    away = token.head
    if (
        away.lower in _AWAY
        and away.dep == "advmod"
        and away.head.lemma == "be"
        and token.i == away.i + 1
        and token.lower in ("with", "for", "until")
    ):
        attach(token, away.head, "prep")


def _place_in_table(annotated: AnnotatedDoc, token: Token) -> None:
    """ "lifted Rovers to third in the table": where to, nothing that is done."""
    to, verb = annotated.tokens[token.i - 1], token.head
    if to.lower != "to" or to.head is not token or token.child("dobj") is not None or not verb.tag.startswith("VB"):
        return
    if attach(to, verb, "prep") and attach(token, to, "pobj"):
        to.tag, to.pos, token.tag, token.pos = "IN", "ADP", "NN", "NOUN"


def _fined_too(token: Token) -> None:
    """ "was stripped of five points and fined $6,000": with a sum alone it goes on as passive."""
    verb, total = token.head, token.child("dobj")
    joined = token.tag == "VBD" and verb.child("auxpass") is not None and token.lower == participle(token.lemma)
    if joined and token.lemma in _FINING and total is not None and total.tag == "CD" and token.child("nsubj", "aux") is None:
        token.tag = "VBN"


def _particle(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The plan fell through in May": a preposition that leads nowhere, right behind a finite verb, is its particle."""
    verb = token.head
    if (
        token.lower not in _PARTICLES
        or token.children
        or token.i != verb.i + 1
        or not verb.tag.startswith("VB")
        or token.sent_i != verb.sent_i
    ):
        return
    if verb.dep not in ("ROOT", "conj", "ccomp", "advcl") or verb.child("auxpass", "nsubjpass", "prt", "dobj") is not None:
        return
    if any(child.tag in ("TO", "WDT", "WP", "WRB") for child in verb.children) or verb.child("nsubj") is None:
        return
    after = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    if after.sent_i != token.sent_i or after.pos in ("ADP", "PUNCT", "CCONJ", "SCONJ") or after.ent_type in ("DATE", "TIME"):
        token.dep = "prt"


def _participle_before_verb(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The wreck, found off Crete by divers, dates from …": between subject and verb, set off, stands what was done to the subject."""
    verb, subject = token.head, token.child("nsubj", "nsubjpass")
    if (
        subject is None
        or token.tag not in ("VBD", "VBN")
        or not subject.i < token.i < verb.i
        or token.lemma in _INTRANSITIVE
        or token.child("aux", "auxpass", "mark", "dobj", "ccomp", "xcomp", "attr", "acomp") is not None
        or verb.child("nsubj", "nsubjpass") is not None
        or verb.tag not in FINITE | {"VBN", "VBG"}
    ):
        return
    last = max(t.i for t in token.subtree())
    if annotated.tokens[token.i - 1].text != "," or annotated.tokens[last + 1].text != ",":
        return
    if attach_subject(subject, verb) and attach(token, subject, "acl"):
        token.tag = "VBN"


def _participle_for_root(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The statue found off Crete stands in Cork": of two verbs without conjunction the second one is finite, the first a participle."""
    subject = token.child("nsubj")
    verb = next((child for child in token.children if child.dep in ("ccomp", "conj") and child.i > token.i), None)
    if verb is not None and verb.dep == "conj" and token.child("cc") is not None:
        return
    if subject is None or verb is None or token.tag not in ("VBD", "VBN") or token.lemma in _INTRANSITIVE or token.lemma in speech_verbs():
        return
    if token.lower != participle(token.lemma) or token.child("prt") is not None:
        return  # "The fighting broke out after …": no participle
    finite = is_finite(verb)
    if not finite or token.child("aux", "auxpass", "dobj", "dative") is not None or subject.i > token.i:
        return
    if verb.child("nsubj", "nsubjpass", "mark", "csubj", "expl") is not None or any(t.tag in ("WDT", "WP", "WRB") for t in verb.subtree()):
        return
    if token.child("prep", "agent") is None or subject.tag not in ("NN", "NNS") or annotated.tokens[token.i - 1] is not subject:
        return
    make_participle(annotated, token, subject, verb, verb.i)


def _participle_for_main_verb(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Four of the guards due for the shift reported for work, he said, and a camera was broken": two subjects have two verbs."""
    subjects = [child for child in token.children if child.dep in ("nsubj", "nsubjpass") and child.i < token.i]
    if len(subjects) != 2:
        return
    first, second = subjects
    opening = min(t.i for t in second.subtree())
    joint = annotated.tokens[opening - 1]
    if joint.dep != "cc" or annotated.tokens[joint.i - 1].text != ",":
        return
    inside = [t for t in first.subtree() if t.i < joint.i]
    verbs = [t for t in inside if t.dep == "acl" and t.tag in ("VBN", "VBD") and t.i > first.i and t.child("agent") is None]
    if len(verbs) < 2:
        return
    verb = verbs[-1]
    make_root(annotated, verb, token)
    token.dep, verb.tag = "conj", "VBD"
    attach(first, verb, "nsubj")
    for child in [c for c in (*token.children, *first.children) if verb.i < c.i < second.i and c.dep in ("cc", "punct", "parataxis")]:
        attach(child, verb, child.dep)


def _plural_for_verb(annotated: AnnotatedDoc, token: Token) -> None:
    """ "after storm surges": a bare singular has no verb, it stands before a plural."""
    noun, mark = token.child("nsubj"), token.child("mark")
    if noun is None or mark is None or token.tag != "VBZ" or mark.lower not in ("after", "before", "since", "until", "as"):
        return
    if noun.tag != "NN" or noun.children or noun.ent_type or mark.i + 1 != noun.i or noun.i + 1 != token.i:
        return
    after = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    if any(child not in (noun, mark) and child.pos != "PUNCT" for child in token.children) or after.pos not in ("PUNCT", "CCONJ", "ADP"):
        return
    if attach(mark, token.head, "prep") and attach(token, mark, "pobj"):
        token.tag, token.pos, noun.dep = "NNS", "NOUN", "compound"


def _whose_kin(token: Token) -> None:
    """ "whose husband Daniel is missing": the name stands beside the noun that says whose he is."""
    whose = next((t for t in token.subtree() if t.tag == "WP$"), None)
    subject = token.child("nsubj", "nsubjpass")
    if whose is None or subject is None or subject.ent_type != "PERSON" or not whose.i < subject.i < token.i:
        return
    kin = whose.head
    if kin is subject:
        kin = next((c for c in subject.children if whose.i < c.i < subject.i and c.dep in ("compound", "nmod") and not c.ent_type), subject)
    if kin is subject or kin.lemma.lower() not in _RELATIONAL or kin.i > subject.i or kin.head not in (subject, token):
        return
    role = subject.dep
    if attach(kin, token, role) or kin.head is token:
        kin.dep = role
        attach(subject, kin, "appos")
        attach(whose, kin, "poss")


def _name_as_subject(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Malta called the charge absurd": a name right before a finite verb without subject is its subject."""
    verb = token.head
    if token.dep == "npadvmod":
        _object_behind_particle(token)
    after = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    if token.tag != "NNP" or token.ent_type not in ("GPE", "ORG", "PERSON", "NORP") or verb.dep != "ROOT":
        return
    opens = min(t.i for t in token.subtree()) == annotated.sentences[token.sent_i].token_start
    if opens and after is verb and verb.tag in ("VBD", "VBZ", "VBP") and verb.child("nsubj", "nsubjpass", "csubj", "expl") is None:
        token.dep = "nsubj"


def _object_behind_particle(token: Token) -> None:
    """ "ruled out arson": a bare noun right behind verb and particle, no time and no measure, is the object."""
    verb, particle = token.head, token.head.child("prt")
    if particle is None or token.tag not in ("NN", "NNS") or token.ent_type or verb.child("dobj") is not None or token.i < verb.i:
        return
    if (
        min(t.i for t in token.subtree()) == particle.i + 1
        and token.lemma.lower() not in _TEMPORAL
        and token.lower not in ("home", "north")
    ):
        token.dep = "dobj"


def _dubbed(annotated: AnnotatedDoc, token: Token) -> None:
    """ "branded the plan a disgrace": behind what is called something stands what it is called."""
    verb = token.head
    if verb.dep == "dobj" and verb.head.lemma in _ENTITLING and attach(token, verb.head, "dobj"):
        verb = token.head
    first = next((child for child in verb.children if child.dep == "dobj"), token)
    opening = annotated.tokens[min(t.i for t in token.subtree())]
    if first is token or first.i > token.i:
        return
    bare = opening.i == first.i + 1 and opening.tag in ("JJ", "NN", "NNP") and token.child("det", "poss", "nummod") is None
    if (verb.lemma in _DUBBING and opening.lower in ("a", "an")) or (verb.lemma in _ENTITLING and bare):
        token.dep = "oprd"  # "designated the port critical infrastructure"


def _taken_up(annotated: AnnotatedDoc, token: Token) -> None:
    """ "said they had shot it down, a claim that the army denied": a noun that takes up the clause is no object of its verb."""
    verb = token.head
    first = token.subtree()[0]
    relative = token.child("relcl", "acl")
    if (
        token.lemma.lower() in _SUMMARIES
        and token.child("det") is not None
        and token.i > verb.i
        and relative is not None
        and first.i
        and annotated.tokens[first.i - 1].text in (",", "—", "–", "-")
        and any(child.dep in ("dobj", "conj", "prep", "ccomp") and child.i < first.i for child in verb.children)
    ):
        token.dep = "appos"
        mark = relative.child("mark")
        if mark is not None and mark.lower == "that" and relative.child("nsubj") is not None:
            relative.dep, mark.dep = "relcl", "dobj"


def _claim_for_subject(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The army took the hill, it said, a claim Norland denied": the last verb tells of the claim, the first one is the main one."""
    claim, content = token.child("nsubj"), token.child("ccomp")
    who = claim.child("nsubj") if claim is not None else None
    if claim is None or content is None or who is None or claim.lemma.lower() not in _SUMMARIES or claim.child("det") is None:
        return
    first = claim.subtree()[0]
    if not content.i < first.i <= claim.i < who.i < token.i or annotated.tokens[first.i - 1].text not in (",", "–", "—"):
        return
    make_root(annotated, content, token)
    attach(claim, content, "appos")
    attach(token, claim, "relcl")
    attach(who, token, "nsubj")


def _perfect(token: Token) -> None:
    """ "has swum at the baths": a past participle right behind *have* is the verb."""
    verb = token.head
    if verb.lemma != "have" or token.tag != "VBN" or token.i != verb.i + 1 or token.child("det", "amod", "poss") is not None:
        return
    head, dep = verb.head, verb.dep
    if head is verb or not attach(token, head, dep):
        return
    for child in list(verb.children):
        attach(child, token, child.dep)
    attach(verb, token, "aux")
    token.pos, verb.pos = "VERB", "AUX"


def _title_for_verb(annotated: AnnotatedDoc, token: Token) -> None:
    """ "wrote to chairman Howard Pike": a title between *to* and a name is no verb."""
    to, name = token.child("aux"), token.child("dobj")
    if (
        to is None
        or name is None
        or to.lower != "to"
        or token.lower not in titles()
        or name.ent_type != "PERSON"
        or to.i + 1 != token.i
        or name.subtree()[0].i != token.i + 1
        or token.child("nsubj") is not None
    ):
        return
    before = annotated.tokens[to.i - 1]
    head = before if before.tag.startswith("NN") and before.sent_i == to.sent_i and not before.ent_type else token.head
    rest = [child for child in token.children if child not in (to, name)]
    if attach(to, head, "prep") and attach(name, to, "pobj") and attach(token, name, "compound"):
        token.tag, token.pos, to.tag, to.pos = "NN", "NOUN", "IN", "ADP"
        for child in rest:
            attach(child, head, child.dep)


def _title_behind_to(annotated: AnnotatedDoc, token: Token) -> None:
    """ "wrote in a letter to chairman Howard Pike": a name behind *to* and a title is no second subject of the verb before."""
    title = next((c for c in token.children if c.lower in titles() and c.dep == "compound" and c.i < token.i), None)
    to = annotated.tokens[title.i - 1] if title is not None and title.i else None
    if title is None or to is None or to.lower != "to" or to.head is not title or token.i < token.head.i or title is not token.subtree()[1]:
        return
    before = annotated.tokens[to.i - 1]
    if attach(to, before if before.tag.startswith("NN") else token.head, "prep") and attach(token, to, "pobj"):
        to.tag, to.pos = "IN", "ADP"


def _time_for(token: Token) -> None:
    """ "have 180 days to delete it": the time is what they have, the infinitive what it is for."""
    verb = token.head
    time = verb.child("dobj")
    if (
        verb.lemma in ("have", "give", "get")
        and time is not None
        and time.i < token.i
        and time.lemma.lower() in _TEMPORAL
        and any(child.tag == "TO" for child in token.children)
    ):
        attach(token, time, "acl")


def _casualties(annotated: AnnotatedDoc, token: Token) -> None:
    """ "received 62 wounded": a participle right behind a bare number is who they are."""
    behind = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    if token.tag != "CD" or behind.lower not in ("wounded", "injured", "dead", "killed", "missing", "displaced", "sick", "detained"):
        return
    if behind.sent_i != token.sent_i or token.head in behind.subtree() or behind.child("agent", "auxpass", "dobj") is not None:
        return
    verb = token.head
    if behind.dep not in ("acl", "advcl", "amod", "oprd", "conj", "xcomp", "ccomp") or not attach(behind, verb, "dobj"):
        return
    behind.tag, behind.pos = "NNS", "NOUN"
    attach(token, behind, "nummod")
    for child in [c for c in behind.children if c.dep == "prep"]:
        attach(child, verb, "prep")


def _charge(token: Token) -> None:
    """ "accused the prime minister of misleading parliament": what one is accused of, and in which vote, is no part of who one is."""
    noun, target = token.head, token.child("pobj", "pcomp")
    verb = next((above for above in noun.ancestors() if above.tag.startswith("VB")), None)
    if target is None or verb is None or noun.i > token.i or verb.i > noun.i:
        return
    known = nouns().get(noun.lemma.lower())
    somebody = noun.ent_type == "PERSON" or (known is not None and known.kind == "person")
    voted = token.lower in ("in", "by", "after") and target.lemma.lower() in _VOTING and somebody
    charged = token.lower == "of" and verb.lemma in _CHARGING and not target.ent_type and noun.head is verb and noun.dep == "dobj"
    if voted or (charged and not any(child.dep == "prep" and child.lower == "of" for child in verb.children)):
        attach(token, verb, "prep")
