"""Which town "the town", "the village" and "the city" are: that of the dateline, the only one near, or the one that the article is about.

References:
    Prince, E. (1981). Toward a taxonomy of given-new information. In P. Cole (ed.), Radical Pragmatics (what can be inferred).
"""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import Nominal, noun_of
from newsgraph.language.pairs import is_country
from newsgraph.language.place_epithets import DASHES, dateline
from newsgraph.language.standing import AS_HEADING
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.headwords import first_words, last_words
from newsgraph.lexicons.places import place_names

__all__ = ["MUNICIPAL", "known_as", "of_inhabitants", "region_kind", "town_meant"]

_TOWNS = frozenset({"town", "village"})
MUNICIPAL = _TOWNS | {"city"}
_TOWN_NAMES = word_class("features that towns are named for")
_BY_FAR = 2
_NEAR = 3


def region_kind(draft: Draft) -> str:
    """The kind of a place of the tables that is no country, or empty."""
    if draft.type != "Place" or not draft.link or draft.link.startswith("country/"):
        return ""
    place = place_names().get(draft.label.lower())
    return place.kind if place is not None else ""


def known_as(discourse: Discourse, noun: str, index: int | None) -> int | None:
    """The place itself, which is called so from here on: "the town" further down is no other one."""
    if index is not None:
        discourse.drafts[index].roles.add(noun)
    return index


def town_meant(discourse: Discourse, nominal: Nominal) -> int | None:
    """*The town*: that of the dateline, the one settlement of the sentences before, or the one that the article is about by far."""
    near = {
        occurrence.draft
        for occurrence in discourse.back(nominal.head.sent_i, _NEAR)
        if not occurrence.heading and _settlement(discourse, discourse.drafts[occurrence.draft], nominal.lemma)
    }
    seats = {o.draft for o in discourse.back(nominal.head.sent_i, 0) if _tells_whose(o.token)}
    near -= seats
    seen = [d.index for d in discourse.named if discourse.seen.get(d.index) and d.index not in seats]
    seen = [index for index in seen if _settlement(discourse, discourse.drafts[index], nominal.lemma)]
    ranked = sorted(seen, key=lambda index: (-discourse.standing.weight(index), index))
    if len(near) == 1:
        only = near.pop()
        if nominal.lemma in _TOWNS or not discourse.standing.in_passing(only):
            return only
        near = set()
    written = dateline(discourse)
    if written in ranked and (not near or written in near):
        best = max((discourse.standing.weight(index) for index in ranked if index != written), default=0.0)
        return written if best <= _BY_FAR * (discourse.standing.weight(written) - AS_HEADING) else None
    ranked = [index for index in ranked if not near or index in near]
    if not ranked or discourse.standing.in_passing(ranked[0]):
        return None
    weights = [discourse.standing.weight(index) for index in ranked]
    return ranked[0] if len(weights) == 1 or weights[0] >= _BY_FAR * weights[1] else None


def _tells_whose(token: Token) -> bool:
    """True for "Stroud & Lively of Dayton", which beside "said the city paid" is no city but where a firm is from."""
    return token.dep == "pobj" and token.head.lower in ("of", "from") and token.head.head.tag in ("NNP", "NNPS")


def of_inhabitants(noun: Token) -> bool:
    """True for "the town of 1,400" and "the city of 30,000 people", whose number tells no place."""
    of = next((child for child in noun.children if child.dep == "prep" and child.i > noun.i), None)
    target = of.child("pobj") if of is not None and of.lower == "of" else None
    return target is not None and (target.tag == "CD" or any(child.tag == "CD" for child in target.children)) and target.ent_type != "GPE"


def _settlement(discourse: Discourse, draft: Draft, noun: str) -> bool:
    """True for a place that may be called a town, village or city: no country or region, no street, airport or mountain by its name.

    A town may be named for a waterfall or a bridge: who lives *in* Calder Falls lives in no water.
    """
    if draft.type != "Place" or not draft.named or is_country(draft):
        return False
    if draft.link.startswith("region/"):
        return region_kind(draft) == "city" and noun not in _TOWNS
    if any(name.split()[0].lower() in first_words() for name in draft.names):
        return False
    last = {name.split()[-1].lower() for name in draft.names} & last_words().keys()
    return not last or (last <= _TOWN_NAMES and any(_lived_in(discourse, mention.head_i) for mention in draft.mentions))


def _lived_in(discourse: Discourse, at: int) -> bool:
    """True for a name behind *in*, for that of a dateline, and for that of a place with a council, a mayor, residents."""
    token = discourse.annotated.tokens[at]
    if token.dep in ("poss", "compound", "nmod") and token.head is not token:
        known = noun_of(token.head)
        return known is not None and known.kind in ("person", "org", "group")
    if token.dep == "pobj" and token.head.lower == "in":
        return True
    sentence = discourse.annotated.sentences[token.sent_i]
    return sentence.kind == "heading" and discourse.annotated.tokens[sentence.token_end - 1].text in DASHES
