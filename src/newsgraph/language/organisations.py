"""*The company*, *the club*, *the airline*: the article's own, not the one that was named last.

What an article is about (`standing.py`) outweighs what it named last; what it names in passing is hardly ever taken up. Where two fit
about equally, none is taken.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from newsgraph.language.anaphora import clause_subject, clauses_above, of_the_press, stands_within, understood
from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft, is_town
from newsgraph.language.nominals import Nominal, broader, noun_of
from newsgraph.lexicons.businesses import business_trades, trades_told
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.headwords import first_words
from newsgraph.lexicons.nouns import nouns, taken_up_by
from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.speech import speech_verb
from newsgraph.lexicons.tables import word_set

__all__ = [
    "acting",
    "called",
    "fits_body",
    "from_country",
    "in_passing",
    "is_company_word",
    "is_no_company",
    "kind_fits",
    "main_organisation",
    "own_organisation",
    "takes_own",
    "without_seat",
]

_GENERIC = word_set("company firm corporation business group organisation organization manufacturer maker operator")
_FIRMS = word_set("company firm corporation")
# What may be the article's own although nothing in its name says so.
_OWN = word_set("club airline carrier retailer publisher utility startup insurer brewery supermarket chain")
_ALONE = _OWN | word_set("union newspaper paper magazine broadcaster party charity gang")
_WHOLES = _ALONE | word_set("bank lender team side brand studio")
_COMPANY_NOT = word_class("bodies that are no firms")
_COMPANY_ENDS = word_class("company endings")
# What no name tells, and a contest has two of.
_ANY_BODY = word_set("group organisation organization")
_ALIKE = word_set("team side club party union")
_NO_COMPANY = word_set("union party charity gang club team side university council")
_TOLD_ONLY = word_set("union party charity gang")
# "The London-based airline", "the Nasdaq-listed firm": where it sits, not which of two it is.
_SEATS = word_set("based headquartered listed registered owned backed run founded")
_CORPORATE = word_class("corporate titles") | {"chief executive"}
_EITHER = word_class("persons or bodies")
_ACTS = frozenset({"nsubj", "nsubjpass", "agent", "ROOT"})
_RESEARCH = frozenset({"study", "research", "researcher", "journal", "scientist", "professor"})
_NEAR = 3
_FAR = 4
_JUST = 2
_REPORTING = word_set("newspaper daily weekly tabloid magazine broadcaster agency website")
_BANKS = ("bank", "banken", "banka", "bank ag")
_RACES = ("tour ", "giro ", "vuelta ")
_WINDOW = 40
_A_SENTENCE = 1.2
_STANDS = 0.5
_MOST_STANDING = 6.0
_MAIN = 3.0
_ALIKE_STANDING = 1.5
_CALLED = 1.5
_IN_PASSING = 2.5
_BESIDE_A_NOUN = 1.0
_FOREMOST = 1.5
_KEPT = 0.4
_MOST_KEPT = 4
_BY_FAR = 2.5
_MARGIN = 0.8


def without_seat(modifiers: tuple[str, ...]) -> tuple[str, ...]:
    """Modifiers without those that only tell where an organisation has its seat."""
    return tuple(word for word in modifiers if word not in _SEATS)


def is_company_word(lemma: str) -> bool:
    """True for words that any company may be called by."""
    return lemma in _GENERIC


def takes_own(nominal: Nominal) -> bool:
    """True for a description of an organisation that says nothing else of it than perhaps its seat."""
    if nominal.lemma not in _GENERIC | _WHOLES or nominal.of or without_seat(nominal.modifiers):
        return False
    return not nominal.names or "based" in nominal.modifiers


def from_country(nominal: Nominal) -> bool:
    """True for "the Japanese firm": a description of an organisation that tells no more than where it comes from."""
    words = {token.lower for token in nominal.names}
    own = [word for word in without_seat(nominal.modifiers) if word not in words]
    national = bool(nominal.names) and all(token.ent_type in ("NORP", "GPE") and token.i < nominal.head.i for token in nominal.names)
    return national and not own and not nominal.of and nominal.lemma in _GENERIC | _WHOLES


def own_organisation(discourse: Discourse, nominal: Nominal) -> tuple[int, str] | None:
    """The draft that "the company" or "the club" means, with the reason; None where that cannot be told."""
    lemma = nominal.lemma
    after = discourse.annotated.tokens[min(nominal.head.i + 1, len(discourse.annotated.tokens) - 1)]
    if nominal.told and after.text != ",":
        return None  # "the company that owns the mine"
    if nominal.head.dep == "appos":
        return None
    if nominal.head.dep == "poss" and nominal.head.head.lemma == "history":
        return _of_subject(discourse, nominal)
    if lemma == "business" and nominal.head.dep == "pobj" and nominal.head.head.lower == "in":
        return None  # "one of the best in the business": the trade
    if nominal.head.dep == "dobj" and nominal.head.head.lemma in ("marry", "wed", "divorce"):
        return None  # "She married the publisher": somebody, not the house.
    barred = {*acting(discourse, nominal), *_told_of(discourse, nominal)}
    fits = {d.index: fits_body(d, lemma) for d in discourse.named if not d.plural and discourse.seen.get(d.index)}
    if lemma == "paper" and any(t.lemma.lower() in _RESEARCH for t in discourse.annotated.tokens):
        fits = {index: fit for index, fit in fits.items() if fit == 2}  # "the paper says": what the researchers wrote
    fitting = {index for index, fit in fits.items() if fit and index not in barred}
    if nominal.names or _seat(nominal):
        return _of_place(discourse, nominal, fitting)
    near = _spoken_of(discourse, nominal, fitting)
    whose = [index for index in _speakers(discourse, nominal) if index in fitting]
    if len(whose) == 1:
        return _described(discourse, nominal, whose[0]), f"the {lemma} of the one who says so"
    sole = _only_firm(discourse, nominal)
    if sole is not None and sole not in barred:
        return _described(discourse, nominal, sole), "the only firm that the article names"
    main = _main(discourse, near)
    only = _only_called(discourse, nominal, main)
    if only is not None and only not in barred:
        return only, f"the only one called {lemma} in the article"
    if any(fits[i] == 2 and not (discourse.standing.in_passing(i) and near[i][1] > 1) for i in near) and lemma not in _GENERIC:
        near = {i: found for i, found in near.items() if fits[i] == 2}
    foremost = _foremost(discourse, near)
    scores: dict[int, float] = {}
    for index, (score, distance) in near.items():
        fit, draft = fits[index], discourse.drafts[index]
        if fit == 1 and not _possible(discourse, nominal, draft, distance, index == main):
            continue
        score += _STANDS * min(discourse.standing.weight(index), _MOST_STANDING) + _CALLED * (fit == 2)
        score += _FOREMOST * (index == foremost) + _KEPT * min(discourse.described.get((lemma, index), 0), _MOST_KEPT)
        if discourse.standing.in_passing(index) and distance > 1:
            score -= _IN_PASSING
        scores[index] = score
    ranked = sorted(scores, key=lambda i: (-scores[i], i))
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _MARGIN):
        return None
    best = ranked[0]
    told = fits[best] == 2 and (lemma not in _GENERIC or lemma in called(discourse.drafts[best]))
    if not told and _unsure(discourse, nominal, best, near, fits, best == main == foremost):
        return None
    if lemma in _ALIKE and near[best][1] > _NEAR and main is not None and main != best:
        return None  # "the party" of an article about another one
    if lemma in _GENERIC and near[best][1] > _JUST and main != best and discourse.standing.in_passing(best):
        return None
    if lemma in _GENERIC and near[best][1] > _NEAR and _rivals(discourse, best, [index for index in near if index != best]):
        return None  # a takeover has two companies
    if lemma in discourse.introduced and lemma not in _GENERIC and (fits[best] == 1 or in_passing(discourse, best, nominal)):
        return None  # "a club in the town … the club": the unnamed one
    if discourse.standing.in_passing(best) and near[best][1] > 1 and main is not None and main != best:
        return None
    reason = f"called {lemma} elsewhere in the article" if fits[best] == 2 else f"the {lemma} that the article is about"
    return _described(discourse, nominal, best), reason


def _unsure(
    discourse: Discourse, nominal: Nominal, best: int, near: dict[int, tuple[float, int]], fits: dict[int, int], by_far: bool
) -> bool:
    """True for what nothing in the article calls so, unless the sentence before speaks of it or the article is about it by far.

    Nothing is called a union or a gang which neither its name nor the article calls one, and no alliance is a company.
    """
    no_firm = nominal.lemma in _GENERIC - _ANY_BODY and is_no_company(discourse.drafts[best])
    if nominal.lemma in _TOLD_ONLY or no_firm:
        return True
    if near[best][1] <= (1 if len(near) > 1 else _NEAR):
        return False  # the only one there is may be some sentences back
    return not by_far or any(fits[i] == 2 and nominal.lemma in discourse.drafts[i].roles for i in near)


def _spoken_of(discourse: Discourse, nominal: Nominal, fitting: set[int]) -> dict[int, tuple[float, int]]:
    """How prominent each of those was where it was most so, and how many sentences before that is."""
    found: dict[int, tuple[float, int]] = {}
    for occurrence in discourse.back(nominal.head.sent_i, _WINDOW):
        if occurrence.draft not in fitting or (nominal.lemma in _GENERIC and of_the_press(discourse, occurrence.token)):
            continue
        distance = nominal.head.sent_i - occurrence.sent
        score = occurrence.weight - _A_SENTENCE * min(distance, _FAR)
        if occurrence.token.dep in ("compound", "nmod", "amod"):
            score -= _BESIDE_A_NOUN  # who stands in front of another noun only is not the one spoken of
        if _of_person(discourse, occurrence.token):
            score -= _BESIDE_A_NOUN  # "Reed of Alma Bank, who expects the bank to wait"
        if score > found.get(occurrence.draft, (-99.0, 0))[0]:
            found[occurrence.draft] = (score, distance)
    return found


def _described(discourse: Discourse, nominal: Nominal, index: int) -> int:
    """Note that the article calls it so."""
    discourse.drafts[index].roles.add(nominal.lemma)
    discourse.described[nominal.lemma, index] = discourse.described.get((nominal.lemma, index), 0) + 1
    return index


def _of_place(discourse: Discourse, nominal: Nominal, fitting: set[int]) -> tuple[int, str] | None:
    """ "The Japanese firm", "the Osaka-based firm": the one from there; where that is news, the one spoken of last."""
    places = {index for token in (*nominal.names, *_seat(nominal)) for index in discourse.known(token.i)}
    there = [index for index in sorted(fitting) if places & discourse.drafts[index].places]
    if len(there) == 1:
        return _described(discourse, nominal, there[0]), "the only one from there"
    if there or "based" not in nominal.modifiers:
        return None
    papers = {i for i in fitting if discourse.drafts[i].roles & _REPORTING and nominal.lemma in _GENERIC}
    found = _just_told(discourse, nominal, {i for i in fitting - papers if _may_sit_there(discourse, i, places)})
    if found is None:
        return None
    discourse.drafts[found].places |= places
    return _described(discourse, nominal, found), "the one spoken of last"


def _may_sit_there(discourse: Discourse, index: int, seats: set[int]) -> bool:
    """False for what is told to be from another town, or from another country than the one whose capital is meant."""
    homes = [discourse.drafts[place] for place in discourse.drafts[index].places]
    countries = {home.link for home in homes if home.link.startswith("country/")}
    towns = (place_names().get(next(iter(discourse.drafts[seat].names), "").lower()) for seat in seats)
    states = {town.link for town in towns if town is not None and town.link.startswith("country/")}
    return not any(map(is_town, homes)) and not (states and countries and not states & countries)


def _just_told(discourse: Discourse, nominal: Nominal, fitting: set[int]) -> int | None:
    """The one of ``fitting`` in the sentence before, or its subject; that of the one before it; or else the only one that is called so."""
    sent = nominal.head.sent_i
    for before in (sent - 1, sent - 2):
        here = [o for o in discourse.back(sent, 2) if o.sent == before and o.draft in fitting and not o.heading]
        for several in ({o.draft for o in here}, {o.draft for o in here if o.role in _ACTS}):
            if len(several) == 1:
                return several.pop()
        if here:
            return None
    so = [i for i in fitting if nominal.lemma in discourse.drafts[i].roles and not discourse.standing.in_passing(i)]
    return so[0] if len(so) == 1 else None


def _seat(nominal: Nominal) -> tuple[Token, ...]:
    """*Osaka* of "the Osaka-based firm"."""
    based = (child for child in nominal.head.children if child.lower in ("based", "headquartered"))
    return tuple(token for word in based for token in word.children if token.ent_type in ("GPE", "LOC"))


def body_of(discourse: Discourse, nominal: Nominal) -> int | None:
    """ "Her company", "Reed's club": the body that a person is told to belong to, or the article's own where he heads it."""
    owners = discourse.referents.get(nominal.owner.i, ()) if nominal.owner is not None else ()
    if (
        len(owners) != 1
        or discourse.drafts[owners[0]].type != "Person"
        or nominal.plural
        or without_seat(nominal.modifiers)
        or nominal.names
    ):
        return None
    draft = discourse.drafts[owners[0]]
    if nominal.lemma in ("country", "nation"):  # "Chad's health minister said her country …"
        states = [i for i in sorted(draft.places) if discourse.drafts[i].link.startswith("country/")]
        return states[0] if len(states) == 1 else None
    bodies = [
        i for i in sorted(draft.places) if discourse.drafts[i].type == "Organization" and fits_body(discourse.drafts[i], nominal.lemma)
    ]
    if len(bodies) == 1 and nominal.lemma in _GENERIC | _WHOLES | {"employer"}:
        return bodies[0]
    heads = any(role in _CORPORATE for role in draft.roles)
    if bodies or not heads or nominal.lemma not in _GENERIC | _OWN:
        return None
    main = main_organisation(discourse)
    return main if main is not None and fits_body(discourse.drafts[main], nominal.lemma) else None


def _only_called(discourse: Discourse, nominal: Nominal, main: int | None) -> int | None:
    """The one organisation that the article itself calls so, however seldom it names it: "her team, Alma-Berg, … the team"."""
    lemma = nominal.lemma
    if lemma in _GENERIC or nominal.names or nominal.modifiers or lemma in discourse.introduced:
        return None
    if main is not None and not _classed(discourse.drafts[main]) and lemma in _ALONE:
        return None  # "the club" may be the one that the article is about
    found = [d.index for d in discourse.named if fits_body(d, lemma) == 2]
    exact = len(found) == 1 and lemma in called(discourse.drafts[found[0]]) and discourse.drafts[found[0]].type == "Organization"
    if not exact or not discourse.seen.get(found[0]):
        return None
    return found[0] if _alone(discourse, nominal) in (None, found[0]) or lemma not in _ALIKE else None


def _only_firm(discourse: Discourse, nominal: Nominal) -> int | None:
    """*The firm*, *the company*: the one that may be a firm among all bodies of the article: courts, unions and ministries are none."""
    if nominal.lemma not in _FIRMS or nominal.modifiers or nominal.lemma in discourse.introduced:
        return None
    bodies = [d for d in discourse.named if d.type == "Organization" and not d.plural and not is_no_company(d) and not d.roles & _REPORTING]
    if len(bodies) != 1 or not discourse.seen.get(bodies[0].index):
        return None
    passing = discourse.standing.in_passing(bodies[0].index) and not bodies[0].roles & _FIRMS
    return None if passing else bodies[0].index


def _foremost(discourse: Discourse, near: dict[int, tuple[float, int]]) -> int | None:
    """What the article is about by far, where no other one was the subject of the sentence before."""
    ranked = sorted(near, key=lambda i: (-discourse.standing.weight(i), i))
    if len(ranked) < 2 or discourse.standing.weight(ranked[0]) < _BY_FAR * discourse.standing.weight(ranked[1]):
        return None
    return None if any(near[i][1] <= 1 and near[i][0] > 0 for i in ranked[1:]) else ranked[0]


def _rivals(discourse: Discourse, index: int, others: list[int]) -> bool:
    """True where the article is about another one about as much."""
    weight = discourse.standing.weight(index)
    return any(
        discourse.standing.weight(other) >= _MAIN and weight < _ALIKE_STANDING * discourse.standing.weight(other) for other in others
    )


def _of_person(discourse: Discourse, token: Token) -> bool:
    """True for the body in "Ann Reed of Alma Bank", "analysts at Alma Bank" and "Local 12 of the Dockers' Union"."""
    above = token.head.head if token.dep == "pobj" and token.head.dep == "prep" else None
    if above is None:
        return False
    found, noun = discourse.names_at.get(discourse.annotated.name_head.get(above.i, above.i), ()), noun_of(above)
    whole = token.head.lower == "of" and any(discourse.drafts[index].type == "Organization" for index in found)
    return whole or any(discourse.drafts[index].type == "Person" for index in found) or (noun is not None and noun.kind == "person")


def _of_subject(discourse: Discourse, nominal: Nominal) -> tuple[int, str] | None:
    """*The Greens won a seat for the first time in the party's history*."""
    subject = clause_subject(nominal.head)
    found = discourse.referents.get(subject.i, ()) if subject is not None else ()
    if len(found) != 1 or discourse.drafts[found[0]].type not in ("Organization", "Group") or not discourse.drafts[found[0]].named:
        return None
    return found[0], "the subject of the clause around it"


def _possible(discourse: Discourse, nominal: Nominal, draft: Draft, distance: int, main: bool) -> bool:
    """True where an organisation of which nothing tells what it is may be meant."""
    if nominal.lemma in _GENERIC:
        return distance <= _NEAR or main
    if nominal.lemma in _OWN and main and discourse.standing.weight(draft.index) >= _MAIN:
        return True
    return nominal.lemma in _ALONE and distance <= 2 and _alone(discourse, nominal) == draft.index


def _alone(discourse: Discourse, nominal: Nominal) -> int | None:
    """The one organisation of the last sentences of which nothing tells what kind it is."""
    found: set[int] = set()
    for occurrence in discourse.back(nominal.head.sent_i, 2):
        draft = discourse.drafts[occurrence.draft]
        if draft.type == "Organization" and draft.named and not occurrence.heading and occurrence.role in _ACTS and not _classed(draft):
            if nominal.lemma in _NO_COMPANY and _is_firm(draft):
                continue
            found.add(occurrence.draft)
    return found.pop() if len(found) == 1 else None


def _speakers(discourse: Discourse, nominal: Nominal) -> tuple[int, ...]:
    """Whose the person is below whose verb of speech a description stands: "its chairman, Ann Hale, said the company"."""
    for verb in clauses_above(nominal.head):
        subject = verb.child("nsubj")
        if subject is None or speech_verb(verb.lemma) is None or subject.i > nominal.head.i or stands_within(nominal.head, subject):
            continue
        found = discourse.known(subject.i)
        if len(found) != 1 or discourse.drafts[found[0]].type != "Person":
            continue
        return tuple(i for i in sorted(discourse.drafts[found[0]].places) if discourse.drafts[i].type == "Organization")
    return ()


def _main(discourse: Discourse, near: dict[int, tuple[float, int]]) -> int | None:
    """The organisation with by far the highest standing among those that fit, and no lower than any town or product."""
    ranked = sorted(near, key=lambda i: (-discourse.standing.weight(i), i))
    if not ranked or (len(ranked) > 1 and discourse.standing.weight(ranked[0]) - discourse.standing.weight(ranked[1]) < 1.0):
        return None
    most = discourse.standing.weight(ranked[0])
    others = (d for d in discourse.named if d.type in ("Place", "Product") and not d.link.startswith("country/"))
    return ranked[0] if all(discourse.standing.weight(d.index) <= most for d in others) else None  # a club named like its town


def main_organisation(discourse: Discourse) -> int | None:
    """The one organisation that the article is plainly about, if there is one."""
    near = {d.index: (0.0, 0) for d in discourse.named if d.type == "Organization" and not d.plural}
    main = _main(discourse, near)
    return main if main is not None and discourse.standing.weight(main) >= _MAIN else None


def fits_body(draft: Draft, lemma: str) -> int:
    """2 where the article calls it so (or its name does), 1 where nothing speaks against it, 0 otherwise."""
    words = broader(called(draft))
    noun = nouns().get(lemma)
    if lemma in words or any(lemma in taken_up_by().get(word, frozenset()) for word in words):
        return 2 if noun is None or kind_fits(draft, noun.kind) else 0
    if draft.type != "Organization":
        return 0
    if business_trades().get(lemma, frozenset()) & trades_told(words):
        return 2
    ends = _ends(draft)
    if lemma in _NO_COMPANY and _is_firm(draft):
        return 0  # a carmaker is no union, nor is an operator of terminals
    if lemma in _GENERIC and any((role_noun := nouns().get(role)) is not None and role_noun.kind == "place" for role in draft.roles):
        return 0  # nor is a pipeline a company
    if lemma in _GENERIC:
        told = draft.roles & (_COMPANY_NOT | _NO_COMPANY) if lemma != "group" else set()
        return 0 if ends & _COMPANY_NOT or told else 1
    return 0 if _classed(draft) or (lemma in _NO_COMPANY and ends & _COMPANY_ENDS) else 1


def _is_firm(draft: Draft) -> bool:
    """True for what the article calls by a trade, or as firms are called."""
    return bool(draft.roles & (frozenset(business_trades()) - _ANY_BODY))


def _ends(draft: Draft) -> set[str]:
    """The first and last words of its names, and what stands before *of* in them ("the Dell Federation of Bakers"), in lower case."""
    return {word for name in draft.names for word in _name_ends(name)}


@lru_cache(maxsize=1 << 16)
def _name_ends(name: str) -> frozenset[str]:
    words = name.lower().split()
    return frozenset({words[0], words[-1], *(word for word, of in pairwise(words) if of in ("of", "for"))})


def _classed(draft: Draft) -> bool:
    """True when roles or name tell what kind of organisation it is, other than a company or group."""
    words = _ends(draft) | draft.roles
    return any((noun := nouns().get(word)) is not None and noun.kind == "org" and word not in _GENERIC for word in words)


def is_no_company(draft: Draft) -> bool:
    """True for an organisation that its name or the article calls what no firm is: a ministry, a court, a union, a club."""
    words = _ends(draft) | draft.roles
    bodies = (word for word in words if (noun := nouns().get(word)) is not None and noun.kind == "org")
    return bool(words & (_COMPANY_NOT | _NO_COMPANY)) or any(word not in business_trades() for word in bodies)


def in_passing(discourse: Discourse, index: int, nominal: Nominal) -> bool:
    """True for what the article names in passing, further back than the sentence before."""
    last = max((o.sent for o in discourse.back(nominal.head.sent_i, 1) if o.draft == index), default=-1)
    return discourse.standing.in_passing(index) and last < nominal.head.sent_i - 1


def called(draft: Draft) -> set[str]:
    """Roles, and the last words of the names of what is no person."""
    words = set(draft.roles)
    if draft.type != "Person":
        for name in draft.names:
            words |= _told_by_name(name)
    return words


@lru_cache(maxsize=1 << 16)
def _told_by_name(name: str) -> frozenset[str]:
    """What a name calls its bearer, in lower case."""
    lower = name.lower()
    parts = lower.split()
    first, last = parts[0], parts[-1]
    found = {"bank"} if lower.endswith(_BANKS) else set()  # "Handelsbank", "Norbanken"
    if last.isdecimal():
        found.add(first)  # "Local 1188"
    if " " in name:
        found |= {_name_head(name)} if _of_something(name) else {last, _name_head(name)}
        if " of " in name or lower.startswith(_RACES) or first in first_words():
            found.add(first)
        if name.count(" ") > 1:
            found.add(" ".join(parts[-2:]))
    return frozenset(found)


def _of_something(name: str) -> bool:
    """True for "Friends of Calder Baths", "Court of Arbitration for Sport": what its last word names is not what it is."""
    head, last = nouns().get(_name_head(name)), nouns().get(name.split()[-1].lower())
    return _name_head(name) != name.split()[-1].lower() and head is not None and not (last is not None and last.kind == head.kind == "org")


def _name_head(name: str) -> str:
    """The word of a name that says what bears it, in lower case: *council* of "National Council of the Judiciary"."""
    words = name.lower().split()
    for i, word in enumerate(words[1:], 1):
        if word in ("of", "for", "on", "against", "in", "without"):
            return words[i - 1]
    return words[-1]


def kind_fits(draft: Draft, kind: str, lemma: str = "") -> bool:
    """True when a draft may be what a noun of that kind, or ``lemma`` itself, says."""
    if draft.type == "Organization" and lemma in _EITHER:
        return True
    if draft.type == "Person":
        return kind == "person"
    if kind == "person":
        return False
    if draft.type == "Organization":
        return kind in ("org", "place", "group")
    if draft.type == "Place":
        return kind in ("country", "city", "region", "place", "thing", "org")
    return True


def _told_of(discourse: Discourse, nominal: Nominal) -> tuple[int, ...]:
    """What the clause behind a description names: in "the firm, which services Alma's scanners", the firm is not Alma."""
    told = (child for child in nominal.head.children if child.dep in ("relcl", "acl") and child.i > nominal.head.i)
    return tuple(index for clause in told for token in clause.subtree() for index in discourse.names_at.get(token.i, ()))


def _in_result(verb: Token) -> bool:
    """True for "They lost, leaving the club in last place": what happened does that, and not who is the subject."""
    while verb.dep == "conj" and verb.head.tag == "VBG":
        verb = verb.head  # "ending his reign and leaving the club in last place"
    commas = [child for child in verb.head.children if child.text == "," and child.i < verb.i]
    return verb.dep == "advcl" and verb.tag == "VBG" and verb.head.i < verb.i and bool(commas)


def acting(discourse: Discourse, nominal: Nominal) -> tuple[int, ...]:
    """Whom a description cannot be: the subject of its verb ("Solway accused the company"), the head of a clause that holds it."""
    head = nominal.head
    subject: Token | None = head.head.child("nsubj", "nsubjpass") if head.dep in ("dobj", "dative") else None
    if subject is None and head.dep in ("dobj", "dative"):
        subject = None if _in_result(head.head) else understood(head.head)  # "Solway is considering suing the company"
    if subject is None and (head.dep == "pobj" or (head.dep == "poss" and head.head.dep in ("dobj", "pobj"))):
        subject = clause_subject(head)  # "It would seek talks with the firm", "it was reviewing the firm's data"
        subject = subject if subject is not None and subject.i < head.i and subject not in head.ancestors() else None
    found = discourse.referents.get(subject.i, ()) if subject is not None else ()
    for ancestor in head.ancestors():
        if ancestor.dep == "relcl":  # "the union, which represents the company's pilots"
            return (*found, *discourse.referents.get(ancestor.head.i, ()))
    return found
