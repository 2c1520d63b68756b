"""Where the clause around a time looks, and which times in it are the speaker's own: what bare weekdays and "tonight" are read against.

References:
    J. Strötgen, M. Gertz, HeidelTime: High Quality Rule-based Extraction and Normalization of Temporal Expressions, SemEval 2010
    (bare weekdays and months by the tense of their clause).
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 4.21-4.28 and 14.31 (tense, backshift in reports).
"""

from __future__ import annotations

from collections.abc import Sequence

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.time_calendar import MONTHS, SEASONS
from newsgraph.language.time_rules import AHEAD, BACK, NEAREST, UNTOLD
from newsgraph.lexicons.tables import word_set

__all__ = ["direction_of", "in_quotations", "looks", "past_perfect", "topic"]

_AHEAD_VERBS = word_set(
    """plan expect schedule set due hope want intend vow aim prepare agree promise threaten decide go slate propose likely ready
    demand urge order ask tell offer poise seek need have bid call pledge commit resolve opt"""
)
_ARRANGING = word_set(
    """schedule set plan slate call fix book arrange order organise organize convene summon announce time postpone delay move
    reschedule adjourn push shift extend bring earmark pencil expect invite"""
)
_FRAMES = word_set("schedule expect plan set slate postpone reschedule delay adjourn due suppose mean slate time")
_ARRANGED_FOR = frozenset({"for", "to", "until", "till"})
_SOFT = word_set("late early about around at least as soon only just shortly mid- not before after by")
_TALK = word_set(
    """talk speak ask argue worry complain think know joke write say tell hear forget learn debate question story book film
    talking dream care read lie worried talks nothing something everything"""
)
_STEPS = 12
_MONTHS_AND_SEASONS = frozenset((*MONTHS, *SEASONS))


def looks(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the clause around tokens ``first`` to ``last`` of a sentence looks; the words right before them tell most."""
    i = first - 1
    while i >= 0 and tokens[i].lower in _SOFT:
        i -= 1
    lead = tokens[i] if i >= 0 else None
    if lead is not None and lead.lower == "since":
        return BACK
    if lead is not None and lead.lower in _ARRANGED_FOR:
        arranged = _arranged(lead)
        if arranged:
            return arranged
    before = tokens[i - 1] if i > 0 and lead is not None and lead.tag == "IN" else lead
    if before is not None and before.tag == "VBD" and before.lemma not in _FRAMES and (lead is not before or before.pos == "VERB"):
        # "said on Tuesday it would cut": the day is that of the verb right before it, whatever the tree says.
        return BACK
    # The verb above the expression stands above its last word: "late on Tuesday".
    told = direction_of(tokens[last])
    near = tokens[first - 1].lower if first else ""
    if told == BACK and near in ("until", "till", "through") and _to_do(tokens[last]):
        verb = _verb(tokens[last])
        return AHEAD if verb is not None and verb.dep in ("acl", "relcl") else NEAREST
    if told == BACK and tokens[last].lower.rstrip(".") in _MONTHS_AND_SEASONS and _voted(tokens[last]):
        return AHEAD
    if near == "by" and told == BACK and _unreal(tokens[last]):
        return NEAREST
    if near in ("until", "till") and told == UNTOLD and _lasts(tokens[last]):
        return AHEAD
    return told


def _verb(token: Token) -> Token | None:
    """The verb of the clause around a token."""
    return next(
        (above for above in (token, *token.ancestors()) if above.pos in ("VERB", "AUX") and above.dep not in ("aux", "auxpass")), None
    )


def _to_do(token: Token) -> bool:
    """True for *had enough cash to operate through the fall*: an infinitive may lie ahead."""
    verb = _verb(token)
    return verb is not None and verb.tag == "VB" and any(child.tag == "TO" for child in verb.children)


def _voted(token: Token) -> bool:
    """True for *voted to close it at the end of June*: months ahead; a weekday would be that of the vote."""
    verb = _verb(token)
    return verb is not None and _to_do(token) and verb.dep == "xcomp" and verb.head.lemma == "vote"


def _unreal(token: Token) -> bool:
    """True for *would have been back by Monday*: what did not come about may lie ahead as well."""
    verb = _verb(token)
    words = {child.lower for child in verb.children if child.dep in ("aux", "auxpass")} if verb is not None else set()
    return "would" in words and bool(words & {"have", "'ve"})


def _lasts(token: Token) -> bool:
    """True for *is in force until Sunday*: what holds now ends later."""
    verb = _verb(token)
    return verb is not None and verb.tag in ("VBZ", "VBP")


def _arranged(preposition: Token) -> int:
    """*set sentencing for February 11*, *called a strike for Friday*: what is arranged lies ahead of the arranging."""
    node = preposition
    for _ in range(3):
        if node.head is node:
            return UNTOLD
        node = node.head
        if node.lemma in _ARRANGING and node.tag.startswith("VB"):
            before = {child.lower for child in node.children if child.dep in ("aux", "auxpass")}
            return NEAREST if before & {"was", "were", "had"} or _had_been_asked(node) else AHEAD
    return UNTOLD


def _had_been_asked(verb: Token) -> bool:
    """True for *had persuaded them to extend it until Sunday*: ahead of what was past already."""
    above = verb.head
    asked = verb.tag == "VB" and verb.dep in ("xcomp", "ccomp") and above is not verb
    return asked and any(child.lower in ("had", "'d") and child.dep == "aux" for child in above.children)


def direction_of(token: Token) -> int:
    """Where the clause around a token looks: back (past tense), ahead (future, modals, plans), to the nearest, or not told."""
    node = token
    for _ in range(_STEPS):
        if node.pos in ("VERB", "AUX") and node.dep not in ("aux", "auxpass"):
            told = _tense(node)
            if told:
                return told
        if node.head is node:
            return UNTOLD
        node = node.head
    return UNTOLD


def _tense(verb: Token) -> int:
    """Of one verb; 0 where it depends on the verb above ("told … to leave", "leaving")."""
    auxiliaries = [child for child in verb.children if child.dep in ("aux", "auxpass")]
    if any(child.tag == "MD" and child.lower not in ("could", "would", "might") for child in auxiliaries):
        return AHEAD
    if any(child.tag == "MD" for child in auxiliaries):
        return BACK if any(child.lower in ("have", "'ve") for child in auxiliaries) else AHEAD
    was = any(child.lower in ("was", "were") for child in auxiliaries)
    if (verb.tag == "VBD" or was) and any(child.dep == "mark" and child.lower in ("if", "unless") for child in verb.children):
        return AHEAD  # reported: "unless he agreed to new talks by Friday"
    if verb.tag == "VBN" and any(child.lower == "to" and child.dep == "aux" for child in auxiliaries):
        return _infinitive(verb)  # "is due to be sworn in on Tuesday"
    present = verb.tag in ("VBZ", "VBP") or any(child.tag in ("VBZ", "VBP") and child.lemma == "be" for child in auxiliaries)
    if verb.tag == "VBN" and verb.lemma in _AHEAD_VERBS and (present or verb.dep == "acl" or not auxiliaries):
        return AHEAD
    if verb.tag == "VBN" and verb.lemma in _FRAMES and auxiliaries:
        return NEAREST
    if verb.tag == "VB" and any(child.lower == "to" for child in auxiliaries):
        return _infinitive(verb)
    if verb.tag == "VBD" or any(child.tag == "VBD" for child in auxiliaries):
        return BACK
    if verb.tag == "VBN":
        return BACK
    if verb.tag == "VBG":
        return AHEAD if present else UNTOLD
    if present:
        # "The committee meets on Friday"; but "he is in town" tells nothing.
        return AHEAD if verb.lemma != "be" or verb.child("acomp") is not None else UNTOLD
    return UNTOLD


def _infinitive(verb: Token) -> int:
    """*agreed to meet*, *is to decide*: ahead; *was expected to arrive*, *was due to*: ahead of then, so the nearest."""
    above = verb.head
    if verb.dep not in ("xcomp", "acl", "ccomp"):
        return UNTOLD
    if above.lemma == "be" and above.pos == "AUX":
        return AHEAD if above.tag in ("VBZ", "VBP") else NEAREST
    if above.lemma not in _AHEAD_VERBS and above.pos not in ("NOUN", "ADJ", "PROPN"):
        return UNTOLD
    holder = above.head if above.pos == "ADJ" and above.dep == "acomp" else above
    had = any(child.lower in ("had", "'d") for child in holder.children)
    if had and holder is not above and holder.tag == "VBN" and _weekday(verb):
        return BACK  # "had been due to close on Friday": it was not told before
    past = holder.tag == "VBD" if holder is not above else False
    framed = above.tag == "VBN" and any(child.lower in ("was", "were", "had") for child in above.children)
    return NEAREST if past or framed else AHEAD


def _weekday(verb: Token) -> bool:
    return any(t.lower.endswith("day") and t.ent_type == "DATE" and t.tag == "NNP" for t in verb.subtree())


def past_perfect(token: Token) -> bool:
    """True where the nearest verb above is in the past perfect: "which had sponsored her since 2021" reaches not to this day."""
    verb = _verb(token)
    had = verb is not None and verb.tag in ("VBN", "VBG") and any(child.lower in ("had", "'d") for child in verb.children)
    # "said it had received": reported, and "has received" when it was said.
    return had and verb is not None and not (verb.dep == "ccomp" and verb.head.tag in ("VBD", "VBG"))


def topic(tokens: Sequence[Token], first: int) -> bool:
    """True for *stopped talking about 2022*: what is spoken of, not when."""
    about = tokens[first - 1] if first else None
    return about is not None and about.lower == "about" and about.dep == "prep" and (about.head.lemma in _TALK or about.head.lower in _TALK)


def in_quotations(annotated: AnnotatedDoc) -> frozenset[int]:
    """The tokens between double quotation marks; a paragraph begins outside of them."""
    inside: set[int] = set()
    paragraph, opened = -1, -1
    for sentence in annotated.sentences:
        if sentence.paragraph != paragraph:
            paragraph, opened = sentence.paragraph, -1
        for token in annotated.sentence_tokens(sentence):
            if token.text != '"':
                continue
            if opened >= 0:
                inside.update(range(opened + 1, token.i))
            opened = -1 if opened >= 0 else token.i
    return frozenset(inside)
