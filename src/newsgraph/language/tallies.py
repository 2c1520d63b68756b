"""Mending what the parser gets wrong: how many voted for and against, by how much prices moved, and what stands behind the figure.

Each rule compares forms, positions and types; none knows any word of content but those of voting and winning.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 6.69 (numerals), 8.45 ff. (noun phrases as adverbials of
    measure), 9.55 (*with* and a clause without verb).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.reattach import attach
from newsgraph.lexicons.classes import word_class

__all__ = ["mend_tally"]

_DASHES = frozenset(("-", "–"))
_MEASURED = frozenset(("CARDINAL", "PERCENT", "MONEY"))
_COUNTED = frozenset(("CARDINAL", "PERCENT"))
_DECIDED = word_class("deciding") | frozenset("beat defeat lead trail win vote have receive take get poll draw pass carry".split())
_RESOLVING = frozenset(("vote", "agree", "decide", "resolve"))
_CLOSING = frozenset("close end finish open settle trade be".split())
_VALUES = frozenset(("PERCENT", "MONEY"))
_POINTS = frozenset(("percent", "point", "cent", "%"))
_UNITS = word_class("units")
_PLACED = frozenset(("finish", "come", "place", "end", "rank"))


def mend_tally(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the token."""
    if token.tag == "CD" and token.dep == "prep":
        _score(annotated, token)
    elif token.dep == "prep" and token.lower == "to":
        _to_how_many(annotated, token)
    elif token.dep == "prep" and token.lower == "for":
        _whose_count(annotated, token)
    elif token.dep == "prep" and token.lower == "with":
        _placed_with(token)
        _with_its_value(annotated, token)
    elif token.dep == "advmod" and token.lower == "ahead":
        _ahead_of(token)
    elif token.dep == "prt":
        _up_so_much(annotated, token)
    elif token.tag == "JJR" and token.dep == "amod":
        _ended_higher(token)
    elif token.tag == "VBN" and token.dep == "acl":
        _led_by(annotated, token)
    elif token.tag == "VB" and token.dep in ("advcl", "xcomp", "acl", "relcl"):
        _voted_to(annotated, token)


def _score(annotated: AnnotatedDoc, token: Token) -> None:
    """ "by a vote of 102-89", "beat Marsh 52-48": both numbers are one count, and it belongs to what was done."""
    lower = token.head
    if lower.tag != "CD" or token.i != lower.i + 2 or annotated.tokens[token.i - 1].text not in _DASHES:
        return
    name = lower.head
    if lower.dep == "pobj":
        dash = annotated.tokens[token.i - 1]
        if attach(token, lower.head, "pobj") and attach(lower, token, "quantmod"):
            attach(dash, token, "punct")
    elif lower.dep == "nummod" and name.i == lower.i - 1 and name.dep == "dobj" and name.ent_type:
        attach(lower, name.head, "npadvmod")


def _to_how_many(annotated: AnnotatedDoc, token: Token) -> None:
    """ "voted by 321 to 299", "leads Reed 48 percent to 44 percent": behind the count of one side stands that of the other."""
    target, before, verb = token.child("pobj"), annotated.tokens[token.i - 1], token.head
    if target is None or before.head is target or not verb.tag.startswith("VB"):
        return
    if verb.lemma not in _DECIDED and not (before.tag == "CD" and before.head.lower == "by"):
        return  # but "lost the vote by 64 to 61"
    counts = target.tag == "CD" if before.tag == "CD" else target.lower == before.lower and target.ent_type == before.ent_type == "PERCENT"
    beside = before.dep == "npadvmod" or (before.dep == "pobj" and before.head.lower == "by")
    if counts and beside and verb in before.ancestors():
        attach(token, before, "prep")
        token.tag, token.pos = "IN", "ADP"


def _whose_count(annotated: AnnotatedDoc, token: Token) -> None:
    """ "had 48 percent of the vote to 41 percent for Reed": whose the second count is; she had none for him."""
    before = annotated.tokens[token.i - 1]
    if before.dep != "pobj" or before.head.lower not in ("to", "against") or before.head.head is not token.head:
        return
    if before.ent_type in _COUNTED and token.head.lemma in _DECIDED:
        attach(token, before, "prep")


def _placed_with(token: Token) -> None:
    """ "finished third with 14 percent": third is where they finished."""
    place = token.child("advmod")
    if place is None or place.ent_type != "ORDINAL" or token.head.lemma not in _PLACED:
        return
    if place.i == token.i - 1 and token.head.i == place.i - 1:
        attach(place, token.head, "advmod")


def _ahead_of(token: Token) -> None:
    """ "is ahead of Marsh by two points": that is what is said of the subject."""
    verb, of = token.head, token.child("prep")
    if verb.lemma == "be" and verb.child("acomp", "attr") is None and of is not None and of.lower == "of" and token.i > verb.i:
        token.dep = "acomp"


def _with_its_value(annotated: AnnotatedDoc, token: Token) -> None:
    """ "shares fell, with the euro at $1.09", "with Marsh on 12 percent": how the one stands, not what was done at that."""
    target = token.child("pobj")
    if target is None or annotated.tokens[token.i - 1].text != "," or target.i + 1 >= len(annotated.tokens):
        return
    prep = annotated.tokens[target.i + 1]
    value = prep.child("pobj") if prep.dep == "prep" and prep.lower in ("on", "at") and prep.head is token.head else None
    if value is not None and value.ent_type in _MEASURED:
        attach(prep, target, "prep")


def _up_so_much(annotated: AnnotatedDoc, token: Token) -> None:
    """ "the index ended up 0.8 percent": up by how much; nothing ends up anywhere."""
    verb = token.head
    much = next((c for c in verb.children if c.dep in ("npadvmod", "dobj") and c.i > token.i), None)
    if verb.lemma not in _CLOSING or token.lower not in ("up", "down") or much is None or much.subtree()[0].i != token.i + 1:
        return
    if (much.ent_type in _VALUES or much.lemma.lower() in _POINTS) and attach(much, token, "npadvmod"):
        token.dep, token.tag, token.pos = "advmod", "RB", "ADV"


def _ended_higher(token: Token) -> None:
    """ "ended the day 0.8 percent higher": how the shares ended; no day is higher."""
    day = token.head
    verb = day.head
    if day.dep != "dobj" or verb.lemma not in _CLOSING or day.ent_type not in ("DATE", "TIME") or token.i < day.i:
        return
    if token.child("npadvmod") is not None and attach(token, verb, "advmod"):
        day.dep = "npadvmod"


def _led_by(annotated: AnnotatedDoc, token: Token) -> None:
    """ "ended at 8,214 points, led by miners": what is led is what ended there, no points."""
    figure = token.head
    verb = next((above for above in figure.ancestors() if above.tag.startswith("VB")), None)
    comma = annotated.tokens[token.subtree()[0].i - 1].text == ","
    if verb is None or not comma or figure.dep != "pobj" or (figure.tag != "CD" and figure.lemma.lower() not in _UNITS):
        return
    if figure.head.lower == "of":
        attach(token, figure.head.head, "acl")
    elif figure.tag == "CD" or figure.child("nummod") is not None:
        attach(token, verb, "advcl")


def _voted_to(annotated: AnnotatedDoc, token: Token) -> None:
    """ "voted 13-0, with Russia abstaining, to renew it", "voted by 31 to 30 to close it": what was voted to do."""
    to = annotated.tokens[token.i - 1]
    if to.tag != "TO":
        return
    verb = token.head
    if token.dep in ("acl", "relcl"):
        if verb.lemma == "abstention" and verb.dep == "pobj" and verb.head.head.lemma == "vote":
            attach(token, verb.head.head, "xcomp")
        return
    if verb.tag == "VBG" and verb.dep == "pcomp" and verb.head.lower == "with" and annotated.tokens[to.i - 1].text == ",":
        opening, outer = verb.head, verb.head.head
        if annotated.tokens[opening.i - 1].text == "," and outer.tag.startswith("VB") and outer.i < opening.i:
            attach(token, outer, "xcomp" if outer.lemma in _RESOLVING else "advcl")
            verb = outer
    if token.dep != "advcl" or verb.lemma != "vote" or verb.i > token.i:
        return
    counted = any(
        (c.dep == "npadvmod" and c.tag == "CD") or (c.dep == "prep" and c.lower == "by" and (n := c.child("pobj")) and n.tag == "CD")
        for c in verb.children
    )
    if counted and annotated.tokens[to.i - 1].lower not in ("order", "as"):
        token.dep = "xcomp"
