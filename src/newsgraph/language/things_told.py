"""What *it* and *its* are rather than the subject around them: what is told of, brought in, pressed, or stands beside the owned.

References:
    Kehler, A. et al. (2008). Coherence and coreference revisited. Journal of Semantics 25 (of two readings the verb decides).
"""

from __future__ import annotations

from newsgraph.language.anaphora import understood
from newsgraph.language.annotated import Token
from newsgraph.language.nominals import noun_of
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.pronouns import NEUTER
from newsgraph.lexicons.speech import speech_verb
from newsgraph.lexicons.tables import word_set

__all__ = [
    "brought_in_beside",
    "decided_on",
    "done_for",
    "harmed",
    "has_people",
    "held_by_bodies",
    "one_of_many",
    "owner_beside",
    "pressed",
    "put_forward",
    "state_of",
    "told_of",
    "wanted_to",
]

_SUBJECT = ("nsubj", "nsubjpass")
_HELD = frozenset({"dobj", "xcomp", "ccomp", "attr", "acomp", "prt"})
_EACH = word_set("each every one no none")
# What happens to things by themselves (Levin 1993, 45): "opened a centre, but it closed".
_HAPPENS = word_set(
    "break burn capsize close collapse crash expire explode fade fail fall flood melt open overturn reopen rust sink split stall vanish"
)
_GATHERINGS = word_set("assembly conference congress convention festival forum inquiry meeting summit symposium tournament tribunal")
_FOR_OTHERS = {"favour": "in", "favor": "in", "behalf": "on", "stead": "in", "place": "in"}
# What a body has, and neither a thing nor a country ("Norland accounts for 4% of its revenue").
_OF_BODIES = word_class("held by firms") | word_set("asset creditor customer depositor liquidator lender sale subsidiary supplier")
# What a state has, and no ministry of it.
_OF_STATES = word_set("airspace ambassador border citizen coast embassy neighbour neighbor soil sovereignty territory waters")
# What is done to others' things: Levin (1993), 10.5 (steal), 18 (hit), 31.1; and what crosses their borders.
_AGAINST = word_class("harming") | word_set(
    """bomb breach capture copy destroy detain fire hack hijack infringe invade occupy pirate plagiarise plagiarize plunder raid ram
    sabotage seize shell sink steal target torpedo violate"""
)
_MEDDLING = frozenset({"interfere", "meddle", "intervene"})
_CROSSING = word_set("enter penetrate cross violate breach intrude")
_DECIDING = word_set("decide determine consider rule judge vote debate weigh")
_PUT_FORWARD = word_set("make publish propose file lodge submit announce introduce unveil raise bring draft adopt enact pass table put")
_SAID_OR_DONE = word_class("taking up clauses") | word_class("documents")
_WHEN = frozenset({"when", "after", "before", "once", "until", "since"})


def owner_beside(token: Token) -> Token | None:
    """*The Lyra* of "recalled the Lyra and its larger sibling", *the hospital* of "sued the hospital and its owner"; None elsewhere."""
    noun = token.head
    first = noun.head
    known = noun_of(noun)
    if (
        token.dep != "poss"
        or noun.dep != "conj"
        or first.tag not in ("NN", "NNP")
        or first.i > token.i
        or (known is None and noun.lemma != "sibling")
    ):
        return None
    other = noun_of(first)
    if (
        (known is not None and known.kind not in ("person", "group"))
        or first.child("poss") is not None
        or (other is not None and other.kind == "person")
    ):
        return None
    return first if first.dep in ("dobj", "pobj") else None


def pressed(token: Token) -> bool:
    """True for "while pressing it to police its border": whose border it is, is as open as who is pressed."""
    verb = next((above for above in token.ancestors() if above.pos in ("VERB", "AUX")), None)
    if token.dep != "poss" or verb is None or verb.child(*_SUBJECT) is not None:
        return False
    who = understood(verb)
    return who is not None and who.lower in NEUTER and who.dep in ("dobj", "dative")


def done_for(token: Token) -> bool:
    """True for "the court, which ruled in its favour": one does that for another."""
    prep = token.head.head
    return token.dep == "poss" and token.head.dep == "pobj" and _FOR_OTHERS.get(token.head.lemma) == prep.lower


def one_of_many(token: Token, subject: Token) -> bool:
    """True for "only one in six musicals earns back its investment": that of each one, none of which the text tells."""
    counted = subject.lower in _EACH or any(child.dep == "det" and child.lower in _EACH for child in subject.children)
    one = subject.tag == "NNS" and subject.head.tag == "VBZ"  # "one in six musicals earns"
    return token.dep == "poss" and (counted or one) and subject not in token.ancestors()  # but "one of its vessels capsized"


def brought_in_beside(token: Token, verb: Token) -> bool:
    """True for "opened a centre, but it closed by noon": what ``verb`` has just brought in does what only things do."""
    target = verb.child("dobj")
    if token.dep not in _SUBJECT or target is None or target.tag != "NN" or token.head.lemma not in _HAPPENS:
        return False
    return any(child.lower in ("a", "an") for child in target.children) and all(c.dep not in _HELD for c in token.head.children)


def held_by_bodies(token: Token) -> bool:
    """True for "its revenue", "its creditors": of a firm or body, no ruling, ship or country."""
    return token.dep == "poss" and token.head.lemma in _OF_BODIES


def state_of(token: Token, subject: Token) -> Token | None:
    """*Norland* of "Norland's interior ministry said they had entered its territory": no ministry has one; None elsewhere."""
    if token.dep != "poss" or (token.head.lower not in _OF_STATES and token.head.lemma not in _OF_STATES):
        return None
    return subject.child("poss", "amod", "compound")


def decided_on(token: Token, subject: Token) -> bool:
    """True for "the watchdog will decide whether it should be sold": that is not the watchdog."""
    verb = token.head
    asked = any(child.dep == "mark" and child.lower in ("whether", "if") for child in verb.children)
    return token.dep == "nsubjpass" and asked and verb.head is subject.head and verb.head.lemma in _DECIDING


def harmed(token: Token) -> Token | None:
    """*Murn* of "Murn said Ostia had rammed one of its boats", "accused Ostia of stealing its plans": whose it is, is not who does that."""
    noun = token.head
    of = noun.head
    if noun.dep == "pobj" and of.lower == "of" and (of.head.tag == "CD" or of.head.lower in ("some", "many", "several")):
        noun = of.head
    verb = noun.head.head if noun.dep == "pobj" and noun.head.lower in ("on", "at", "into", "in") else noun.head
    if noun.dep == "pobj" and (noun.head.lower == "in") is not (verb.lemma in _MEDDLING):
        return None
    known = noun_of(token.head)
    if token.dep != "poss" or noun.dep not in ("dobj", "pobj") or any(child.lower == "own" for child in token.head.children):
        return None
    across = verb.lemma in _CROSSING and token.head.lower in _OF_STATES
    if not (across or verb.lemma in _AGAINST | _MEDDLING) or (known is not None and known.kind == "person" and noun is token.head):
        return None
    if verb.dep == "pcomp" and verb.head.lower == "of" and verb.head.head.lemma == "accuse":
        return verb.head.head.child("nsubj")
    above = verb.head
    told = verb.dep == "ccomp" and verb.child("nsubj") is not None and speech_verb(above.lemma) is not None
    subject = above.child("nsubj") if told else None
    return subject if subject is not None and subject.i < token.i and subject.tag != "PRP" else None


def put_forward(token: Token) -> Token | None:
    """*Claim* of "which had opposed the claim when it was first made": what one puts forward is what was opposed, nobody's maker."""
    clause = token.head
    verb = clause.head
    if token.dep != "nsubjpass" or clause.dep != "advcl" or clause.lemma not in _PUT_FORWARD or clause.i < verb.i:
        return None
    target = verb.child("dobj")
    timed = any(child.lower in _WHEN and child.dep in ("mark", "advmod") for child in clause.children)
    return target if timed and target is not None and target.tag == "NN" and target.lemma.lower() in _SAID_OR_DONE else None


def wanted_to(token: Token, subject: Token) -> bool:
    """True for "Norland wanted it to stay", "the institute hopes to screen it": whoever wants is not what he wants that of."""
    verb = token.head
    infinitive = verb.tag == "VB" and any(child.dep == "aux" and child.lower == "to" for child in verb.children)
    return token.dep == "nsubj" and infinitive and verb.dep in ("ccomp", "xcomp") and subject.head is verb.head


def told_of(root: Token, token: Token) -> Token | None:
    """*Van* of "Police said a van had been found. It had been stolen": what is said to be so, where something is done to it."""
    if token.dep != "nsubjpass" or speech_verb(root.lemma) is None or speech_verb(token.head.lemma) is not None:
        return None
    content = root.child("ccomp")
    subject = content.child(*_SUBJECT) if content is not None and content.i > root.i else None
    known = noun_of(subject) if subject is not None else None
    if subject is None or subject.tag != "NN" or (known is not None and known.kind in ("person", "group")):
        return None
    return subject


def has_people(subject: Token) -> bool:
    """True for a conference, which has a chair, and a family, which has a head."""
    known = noun_of(subject)
    return subject.lemma in _GATHERINGS or (known is not None and known.kind in ("org", "group"))
