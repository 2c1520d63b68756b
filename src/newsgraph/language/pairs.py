"""*The two leaders*, *both companies*, *neither side*: the two named persons, countries or organisations of that kind that are in view.

A description of two fits only members that its noun may be said of, and that the text has joined, set against each other, or spoken of
most. Who mediates between the two, or speaks to them, is none of them. Where no two plainly stand out nobody is meant.
"""

from __future__ import annotations

from collections.abc import Callable

from newsgraph.language.annotated import Token
from newsgraph.language.bonds import bonded, is_outsider, outsiders
from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import Nominal, broader
from newsgraph.language.relatives import COUNTERPART, Relatives
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.tables import word_set
from newsgraph.lexicons.titles import titles

__all__ = ["is_country", "pair", "resolve_pair"]

_COMPANY_NOT = word_class("bodies that are no firms")
_COUNTRIES = word_set("country nation neighbour neighbor government ally state capital army military")
_COMPANIES = word_set("company firm business corporation group carmaker manufacturer maker retailer lender conglomerate")
_SIDES = word_set("side party camp")
_GENERIC_PERSONS = word_set(
    """man woman boy girl politician player person official friend brother sister driver suspect victim defendant rival candidate victor
    author artist scientist writer scholar teacher colleague driver pilot athlete star one"""
)
_LEADERS = frozenset({"leader", "president", "premier", "chancellor", "king", "queen", "prince", "emperor"})
_LEADING = frozenset({"prime minister", "head of state", "head of government"})
_NOT_NOW = word_class("no longer") | {"predecessor"}
# What somebody is to another one only.
_RELATIVE = frozenset({"host", "guest", "rival", "opponent", "successor", "ally"})
# A person as well as a firm.
_OF_ANY_KIND = frozenset({"suitor", "bidder", "buyer", "seller", "creditor", "shareholder"})
_FAR = 12
_PER_SENTENCE = 0.85
_BY_FAR = 1.5


def resolve_pair(discourse: Discourse, nominal: Nominal) -> tuple[tuple[int, ...], str] | None:
    """The two that a description of two means, with the reason; None where that cannot be told."""
    words = {child.lower for child in nominal.head.children if child.i < nominal.head.i}
    each = bool(words & {"both", "neither"})
    if not each and nominal.number != "two" and nominal.head.lower not in ("pair", "duo"):
        return None
    if (nominal.det in ("bare", "none") and not each) or nominal.of:
        return None
    noun = nouns().get(nominal.lemma)
    kind = _kind(nominal.lemma)
    if not kind or (nominal.owner is not None and nominal.lemma != "parent" and Relatives.counts(nominal.lemma)):
        return None  # "whose two sons" are told by who their parent is, not by which two were spoken of
    told = discourse.pairs.get(kind)
    if told is not None:
        found: tuple[int, ...] | None = told
    elif kind == "Person" and nominal.lemma not in _GENERIC_PERSONS and nominal.head.lower not in ("pair", "duo"):
        found = _holders(discourse, nominal)
    else:
        found = pair(discourse, nominal.head, kind, noun.gender if noun else "", nominal.lemma)
        found = _sides(discourse, found) if kind == "Side" else found
    if found and kind == "Country":
        discourse.pairs[kind] = found  # "the two neighbours" of the lead are "both countries" further down
    return (found, f"the two of that kind spoken of before: {' and '.join(_name(discourse, i) for i in found)}") if found else None


def _sides(discourse: Discourse, found: tuple[int, ...] | None) -> tuple[int, ...] | None:
    """The countries whose ministers or presidents the two are: "the two sides" are not the two of them.

    So are two persons where "both countries" have been spoken of; two firms may then be meant as well as the countries, so nobody is.
    """
    states = tuple(discourse.holds_for[index] for index in found or () if index in discourse.holds_for)
    countries = discourse.pairs.get("Country")
    if found is None or len(states) == len(found):
        return states or None
    if countries is None or set(found) == set(countries):
        return found
    return countries if all(discourse.drafts[index].type == "Person" for index in found) else None


def _kind(lemma: str) -> str:
    if lemma in _SIDES:
        return "Side"
    if lemma in _OF_ANY_KIND:
        return ""
    if lemma in _COUNTRIES:
        return "Country"
    noun = nouns().get(lemma)
    if lemma in ("pair", "duo") or (noun is not None and noun.kind == "person"):
        return "Person"
    return "Organization" if lemma in _COMPANIES or (noun is not None and noun.kind == "org") else ""


def _name(discourse: Discourse, index: int) -> str:
    draft = discourse.drafts[index]
    return draft.label or next(iter(draft.names), "")


def is_country(draft: Draft) -> bool:
    """True for countries: those of the tables, and places with people named after them."""
    return draft.type == "Place" and (draft.link.startswith("country/") or any(m.kind == "demonym" for m in draft.mentions))


def _kind_of(draft: Draft) -> str:
    return "Country" if is_country(draft) else draft.type


def _holds(draft: Draft, lemma: str) -> bool:
    """True for a person whom the article calls so, and who is it still; a leader may be called by any title of one."""
    if draft.type != "Person" or draft.plural:
        return False
    wanted = {*(_LEADERS | _LEADING if lemma == "leader" else {lemma}), COUNTERPART}
    for phrase in broader(draft.roles):
        words = phrase.split(" ")
        if (phrase in wanted or words[-1] in wanted) and not _NOT_NOW & set(words):
            return not any(other.startswith(("former ", "ex-")) and other.endswith(words[-1]) for other in draft.roles)
    return False


def _holders(discourse: Discourse, nominal: Nominal) -> tuple[int, int] | None:
    """The two who bear a title: those of the two countries in view, those bound to each other, the only two."""
    token, lemma = nominal.head, nominal.lemma
    out = outsiders(discourse, token)
    holders = [draft.index for draft in discourse.named if _holds(draft, lemma) and draft.index not in out]
    if lemma in _LEADERS or lemma == "minister":
        countries = bonded(discourse, token, is_country, _kind_of)
        chosen = _one_each(discourse, holders, countries) if countries is not None else None
        if chosen is not None:
            return chosen
    able = {*holders, *(draft.index for draft in discourse.named if _untold(draft) and draft.index not in out)}
    bound = bonded(discourse, token, lambda draft: draft.index in able, _kind_of, loosely=True)
    if bound is not None:
        return bound
    seen = [i for i in holders if discourse.seen.get(i)]
    if len(holders) == 2 == len(seen) and not any(is_outsider(o) for o in discourse.recent if o.draft in holders):
        return holders[0], holders[1]
    if holders or lemma in titles():
        return None
    return pair(discourse, token, "Person", nominal.noun.gender if nominal.noun else "")


def _untold(draft: Draft) -> bool:
    """True for a person of whom the article does not tell what he is."""
    return draft.type == "Person" and not draft.plural and draft.roles <= _RELATIVE


def _one_each(discourse: Discourse, holders: list[int], countries: tuple[int, int]) -> tuple[int, int] | None:
    """The one holder of each of two countries, or None."""
    first, second = ([i for i in holders if country in discourse.drafts[i].places] for country in countries)
    if len(first) == 1:
        second = [i for i in second if i != first[0]]
    if len(second) == 1:
        first = [i for i in first if i != second[0]]
    return (first[0], second[0]) if len(first) == len(second) == 1 else None


def pair(discourse: Discourse, token: Token, kind: str, gender: str = "", lemma: str = "") -> tuple[int, int] | None:
    """The two drafts of a kind that the text has in view; None where they are not plainly two.

    ``kind`` is a type of entity, ``Country``, or ``Side`` for two of any one kind that act on each other. With ``gender`` nobody of the
    other one is among them, and the two of one sentence before all others: "Both men". ``lemma`` is what the two are called.
    """
    fits = _fitting(kind, gender, lemma)
    if kind == "Side":
        return bonded(discourse, token, lambda draft: fits(draft) and (draft.named or draft.type != "Place"), _kind_of)
    out = outsiders(discourse, token)
    scores: dict[int, float] = {}
    last: dict[int, set[int]] = {}
    for occurrence in discourse.back(token.sent_i, _FAR):
        draft = discourse.drafts[occurrence.draft]
        if not _known(draft) or not fits(draft) or occurrence.draft in out:
            continue
        if is_outsider(occurrence):
            out.add(occurrence.draft)
            continue
        scores[occurrence.draft] = scores.get(occurrence.draft, 0.0) + _PER_SENTENCE ** (token.sent_i - occurrence.sent)
        last.setdefault(occurrence.sent, set()).add(occurrence.draft)
    joined = _joined_before(discourse, token, out) if kind == "Person" else None
    if joined is not None:
        return joined
    nearest = sorted(last[max(last)]) if gender and last else []
    if len(nearest) == 2:
        return nearest[0], nearest[1]
    bound = bonded(discourse, token, lambda draft: _known(draft) and fits(draft), _kind_of, loosely=True)
    if bound is not None:
        return bound
    ranked = sorted((i for i in scores if i not in out), key=lambda i: (-scores[i], i))
    if len(ranked) == 2 or (len(ranked) > 2 and scores[ranked[1]] > _BY_FAR * scores[ranked[2]]):
        first, second = sorted(ranked[:2])
        return first, second
    return None


def _joined_before(discourse: Discourse, token: Token, out: set[int]) -> tuple[int, int] | None:
    """ "It looked costly when Ann Reed and Tom Hale were in. The pair": the only two persons of the sentence before, joined by "and"."""
    there = [o for o in discourse.back(token.sent_i, 1) if o.sent == token.sent_i - 1 and discourse.drafts[o.draft].type == "Person"]
    if len({o.draft for o in there}) != 2 or out & {o.draft for o in there}:
        return None
    for first in there:
        second = next((o for o in there if o.token.dep == "conj" and o.token.head is first.token), None)
        if second is not None and second.draft != first.draft:
            return min(first.draft, second.draft), max(first.draft, second.draft)
    return None


def _known(draft: Draft) -> bool:
    """True for what has a name, and for the unnamed counterpart of somebody who has."""
    return draft.named or COUNTERPART in draft.roles


def _fitting(kind: str, gender: str, lemma: str) -> Callable[[Draft], bool]:
    """What may be one of two that are called so."""

    def fits(draft: Draft) -> bool:
        if draft.plural and kind != "Side":
            return False
        if kind == "Side":
            return _kind_of(draft) in ("Country", "Organization", "Group") or (draft.type == "Person" and _known(draft))
        if kind == "Country":
            return is_country(draft)
        if draft.type != kind or (gender and draft.gender not in ("", gender)):
            return False
        return kind != "Organization" or _may_be(draft, lemma)

    return fits


def _may_be(draft: Draft, lemma: str) -> bool:
    """False for an organisation that its name or the article calls another thing: "both companies" are no ministries."""
    words = {word.lower() for name in draft.names for word in name.split()} | draft.roles
    if lemma in words:
        return True
    if not lemma or lemma in _COMPANIES:
        return not words & _COMPANY_NOT
    return not any((noun := nouns().get(word)) is not None and noun.kind == "org" for word in words)
