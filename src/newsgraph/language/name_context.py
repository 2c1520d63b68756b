"""What stands around one occurrence of a name, as votes for its type: "Mayor Reed", "in Otley", "Otley, a market town"."""

from __future__ import annotations

from collections.abc import Sequence

from newsgraph.language.annotated import Token
from newsgraph.language.gender import is_first_name
from newsgraph.language.name_types import CLUB_WORDS, SCORE, NameSpan, is_score
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.tables import word_set
from newsgraph.lexicons.titles import is_courtesy, title_words, titles

__all__ = ["around", "defined", "named_noun"]

_PERSON_VERBS = word_set(
    """say tell add note explain recall joke laugh smile marry resign retire die born graduate speak write think believe
    insist warn reply ask remember admit argue acknowledge shout nod weep"""
)
_PLACE_NOUNS = word_set(
    """city town village island capital state province port region country republic kingdom district county suburb coast"""
)
_OF_PLACE = word_set(
    """mayor governor premier president people capital coast government north south east west king queen citizen outskirts
    minister ministers presidents premiers leaders republic"""
)
_OF_STATE = word_set(
    """government capital parliament president prime premier minister border army navy ambassador economy exports imports
    population constitution"""
)
_OF_TOWN = word_set("minister mayor mp airport residents skyline streets outskirts suburbs port harbour harbor cathedral")
_NOUN_TYPES = {
    "org": "ORG",
    "person": "PERSON",
    "city": "GPE",
    "country": "GPE",
    "region": "GPE",
    "place": "LOC",
    "event": "EVENT",
    "thing": "PRODUCT",
}
_PLAYS = word_set("beat defeat thrash host draw edge hammer rout overcome face visit win lose stun crush down")
_SCORE_REACH = 14
_CORPORATE = word_class("corporate titles")
_FINANCE = word_set("arrange underwrite finance syndicate lend bankroll insure acquire")
_OF_ANYTHING = word_set(
    "owner rival opponent member partner star champion winner loser successor predecessor supporter client supplier challenger victim "
    "developer contractor builder operator publisher donor sponsor bidder buyer investor lender distributor broker"
)
# Trades that are firms rather than persons, where no first name says otherwise.
_FIRMS = word_set("contractor operator supplier developer builder publisher distributor broker producer")
_NAMING = word_class("giving names")


def around(tokens: list[Token], span: NameSpan) -> list[tuple[str, float]]:
    """What stands around one occurrence."""
    last = tokens[span.end - 1]
    found: list[tuple[str, float]] = []
    if span.start and tokens[span.start - 1].sent_i == last.sent_i:
        found += _before(tokens, span, tokens[span.start - 1])
    if span.end - span.start == 2 and f"{tokens[span.start].lower}." in titles():
        found.append(("PERSON", 2.5))  # "Coun Loomis": the title is in the name
    if span.end < len(tokens) and tokens[span.end].sent_i == last.sent_i:
        found += _after(tokens, span, tokens[span.end])
    if span.type in ("ORG", "GPE", "PERSON", "FAC", "LOC", "PRODUCT") and _plays(tokens, span):
        found.append(("ORG", 4.0))
    if span.type in ("GPE", "PERSON", "PRODUCT") and _finances(last):
        found.append(("ORG", 3.0))
    if last.dep == "nsubj" and last.head.lemma in _PERSON_VERBS:
        found.append(("PERSON", 0.3))
    return found


def _before(tokens: list[Token], span: NameSpan, before: Token) -> list[tuple[str, float]]:
    """What the words in front of an occurrence tell."""
    found: list[tuple[str, float]] = []
    last = tokens[span.end - 1]
    after = tokens[span.end] if span.end < len(tokens) else None
    single = span.end - span.start == 1
    team = not single and last.lower in CLUB_WORDS  # "Albion host Calder Rovers" has no host of that name
    team = team or (single and last.text.isupper() and span.key in place_names())  # "Assistant U.S. Attorney"
    if before.lower in titles() and not team and (before.text[0].isupper() or is_courtesy(before.lower)):
        found.append(("PERSON", 2.5))
    elif before.lower in title_words() and not team and before.head in tokens[span.start : span.end] and before.dep == "compound":
        found.append(("PERSON", 1.5))
    if last.dep == "pobj" and last.head.lower in ("in", "near", "across", "throughout") and span.type not in ("WORK_OF_ART", "EVENT"):
        found.append(("GPE", 1.0 if single and span.type != "ORG" else 0.5))
    if before.lower == "the" and last.dep not in ("compound", "poss", "nmod", "amod") and last.tag != "NNPS":
        found += [("PERSON", -1.5), ("PRODUCT", 0.3)] if single else [("PERSON", -1.5)]
    if before.text in ('"', "'") and after is not None and after.text in ('"', "'", ",") and not single:
        found.append(("WORK_OF_ART", 1.5))
    anybody = single and before.lower in _OF_ANYTHING and not is_first_name(tokens[span.start].text)  # "supplier Corvanti"
    if (
        before.text.islower()
        and before.lower in nouns()
        and not (anybody and nouns()[before.lower].kind == "person")
        and before.head in tokens[span.start : span.end]
        and before.dep in ("compound", "nmod")
    ):
        found.append((_NOUN_TYPES.get(nouns()[before.lower].kind, "ORG"), 3.5))
    if before.text == "," and span.start > 1 and tokens[span.start - 2].text.isupper() and len(tokens[span.start - 2].text) > 3:
        found.append(("GPE", 2.0))
    if (
        last.dep == "pobj"
        and last.head.lower == "to"
        and last.head.head.lemma in ("visit", "trip", "travel", "fly", "return", "ambassador", "envoy")
    ):
        found.append(("GPE", 1.0))
    if before.lower == "of" and span.start > 1:
        noun = tokens[span.start - 2]
        if last.head is before and before.head.ent_type == "PERSON":
            found.append(("GPE", 1.0))
        if noun.lower in _PLACE_NOUNS or noun.lemma in _PLACE_NOUNS:
            found.append(("GPE", 4.0))
        elif noun.lower in _OF_PLACE:
            found.append(("GPE", 0.7))
    if before.lower in _PLACE_NOUNS and before.text.islower() and span.start > 1 and tokens[span.start - 2].lower == "the":
        found.append(("GPE", 1.0))
    return found


def _after(tokens: list[Token], span: NameSpan, after: Token) -> list[tuple[str, float]]:
    """What the words behind an occurrence tell."""
    found: list[tuple[str, float]] = []
    last = tokens[span.end - 1]
    then = tokens[span.end + 1] if span.end + 1 < len(tokens) else None
    opens = span.start == 0 or tokens[span.start - 1].sent_i != last.sent_i
    if opens and tokens[span.start].text.isupper() and len(last.text) > 3 and last.text.isupper() and after.text in (",", "—", "–", "("):
        found.append(("GPE", 5.0))
    behind = [after.lower, *([then.lower] if then is not None else [])]
    if after.text[:1].isupper() and after.sent_i == last.sent_i and (behind[0] in _CORPORATE or "-".join(behind) in _CORPORATE):
        found.append(("ORG", 2.5))  # "Vestmar Finance Chief Jan Holm"
    if after.text == "-" and then is not None and then.lower in ("based", "born"):
        found.append(("GPE", 2.5))
    if (
        after.text == ","
        and then is not None
        and then.tag == "CD"
        and then.text.isdecimal()
        and len(then.text) < 4
        and 5 < int(then.text) < 110
        and _closed(tokens, span.end + 2)
    ):
        found.append(("PERSON", 2.0))
    if after.lower in ("'s",) and then is not None and last.head.lower in _OF_STATE | _OF_TOWN:
        found.append(("GPE", 1.5))
    return found


def _closed(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].text in (",", ".", ";")


def defined(tokens: list[Token], span: NameSpan) -> list[tuple[str, float]]:
    """What an apposition or a participle says the name is: "Otley, a market town", "a town called Otley"."""
    last = tokens[span.end - 1]
    found: list[tuple[str, float]] = []
    # "an armed group, the Sons of the River": it is the first word of the name that stands beside the noun.
    top = next((t for t in reversed(tokens[span.start : span.end]) if not span.start <= t.head.i < span.end), last)
    for other in ([top.head] if top.dep == "appos" else []) + [child for child in last.children if child.dep == "appos"]:
        if other.lower in _FIRMS and other is top.head and not is_first_name(tokens[span.start].text):
            found.append(("ORG", 2.0))  # "the operator, Skarfjord Ferjer"
        noun_class = nouns().get(other.lemma.lower())
        if noun_class is None or other.ent_type or other.tag != "NN" or other.lower in _OF_ANYTHING:
            continue
        if noun_class.kind != "group" and not (noun_class.kind == "thing" and span.type == "PERSON"):
            # "The hospital trust, Calder Vale, …"
            sure = noun_class.kind == "org" and other is top.head and other.child("det", "poss") is not None and other.dep != "pobj"
            found.append((_NOUN_TYPES[noun_class.kind], 4.5 if sure else 2.0))
    noun = named_noun(last)
    kind = nouns().get(noun.lemma.lower()) if noun is not None else None
    if kind is not None and kind.kind != "group":
        found.append((_NOUN_TYPES[kind.kind], 4.5))
    elif noun is not None and kind is None and not (span.type == "PERSON" and is_first_name(tokens[span.start].text)):
        found.append(("PRODUCT", 4.5))  # not in "a second-year called Tom Reed"
    return found


def _plays(tokens: Sequence[Token], span: NameSpan) -> bool:
    """True for a team: "Calder City beat Stenhouse Albion 3–2", "Calder City 3–2 Stenhouse Albion"; not for tennis in sets."""
    last = tokens[span.end - 1]
    if span.end - span.start > 1 and is_first_name(tokens[span.start].text):
        return False
    verb = last.head.head if last.dep == "pobj" and last.head.lower in ("with", "against", "to", "at") else last.head
    near = tokens[max(0, span.start - _SCORE_REACH) : span.end + _SCORE_REACH]
    scores = [t.i for t in near if t.text[0].isdigit() and t.sent_i == last.sent_i and is_score(tokens, t.i)]
    if not scores or (len(scores) > 1 and SCORE.fullmatch(tokens[scores[0]].text)):
        return False
    beside = span.end in scores or span.start - 1 in scores
    return beside or (last.dep in ("nsubj", "dobj", "pobj") and verb.lemma in _PLAYS)


def _finances(last: Token) -> bool:
    """True for a bank or firm: "a loan arranged by DNB and Santander"."""
    while last.dep == "conj" and last.head is not last and last.head.ent_type:
        last = last.head
    return last.dep == "pobj" and last.head.dep in ("agent", "prep") and last.head.lower == "by" and last.head.head.lemma in _FINANCE


def named_noun(name: Token) -> Token | None:
    """The noun that a participle gives a name: *chatbot* for Orla in "a chatbot called Orla", "the chatbot, known as Orla".

    So is *gang* for the Herons in "a gang calling itself the Herons" and "going by the name (of) the Herons", *man* in "a man identified
    as Reed".
    """
    verb = name.head
    word = verb.head if name.dep == "pobj" and verb.lower == "of" else verb
    if word.lemma == "name" and word.dep == "pobj" and word.head.lower in ("by", "under") and (word is not verb or name.dep == "appos"):
        above = word.head.head
        bearer = above.head if above.dep == "acl" else above
        return bearer if bearer.tag == "NN" and bearer.i < name.i else None
    if name.dep in ("oprd", "attr", "dobj", "ccomp", "xcomp") and verb.lemma in _NAMING and verb.i < name.i and _reflexive(verb, name):
        noun = verb.head if verb.dep in ("acl", "relcl") else verb.child("nsubj")
        return noun if noun is not None and noun.pos == "NOUN" and noun.i < verb.i else None
    if name.dep == "pobj" and verb.lower == "as":
        verb = verb.head
    elif name.dep not in ("oprd", "attr", "dobj"):
        return None
    naming = verb.lemma in _NAMING or (verb.lemma == "identify" and name.dep == "pobj")
    if verb.tag != "VBN" or not naming or verb.i > name.i or verb.child("agent") is not None:
        return None
    noun = verb.head if verb.dep in ("acl", "relcl") else verb.child("nsubjpass")
    return noun if noun is not None and noun.pos == "NOUN" and noun.tag == "NN" and noun.i < verb.i else None


def _reflexive(verb: Token, name: Token) -> bool:
    return any(child.lower in ("itself", "themselves") for token in (verb, name) for child in token.children if verb.i < child.i < name.i)
