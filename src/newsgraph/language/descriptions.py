"""Descriptions of what has a name: "the Canadian leader", "the company", "the two countries", "the 34-year-old"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from newsgraph.language.anaphora import clauses_above, top_of
from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse, Occurrence
from newsgraph.language.epithets import is_epithet, is_official, maker_meant, person_meant
from newsgraph.language.firms import firm_meant
from newsgraph.language.headings import modified_so
from newsgraph.language.introductions import another_told, brought_in
from newsgraph.language.mentions import Draft, is_town
from newsgraph.language.name_finding import GRADES
from newsgraph.language.nominals import Nominal, broader
from newsgraph.language.organisations import (
    acting,
    body_of,
    called,
    from_country,
    in_passing,
    kind_fits,
    own_organisation,
    takes_own,
    without_seat,
)
from newsgraph.language.pairs import is_country, resolve_pair
from newsgraph.language.personal import age_before, age_of
from newsgraph.language.place_epithets import dateline, place_meant, said_of_any
from newsgraph.language.salience import stands_out
from newsgraph.language.state_names import state_body
from newsgraph.language.towns import MUNICIPAL, known_as, of_inhabitants, region_kind, town_meant
from newsgraph.language.victims import part_in_crime
from newsgraph.lexicons.businesses import business_trades
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import taken_up_by
from newsgraph.lexicons.tables import word_set

__all__ = ["describe", "is_kin", "kin_label", "takes_up"]

_KIN = word_class("kin")
_GENERIC_PERSON = frozenset({"man", "woman", "boy", "girl", "lady"})
_PLACE_OF = word_class("classifying places")
_REGIONS = {
    "region": frozenset({"continent", "province"}), "state": frozenset({"state"}), "province": frozenset({"province"}),
    "city": frozenset({"city"}), "continent": frozenset({"continent"}),
}  # fmt: skip
_SETTLEMENTS = MUNICIPAL | {"city", "hamlet", "suburb", "community", "capital"}
_STATES = frozenset({"government", "country", "nation", "state", "leader", "neighbour", "neighbor", "power"})
_COUNTRY = frozenset({"country", "nation"})
_CHILDREN = frozenset({"child", "daughter", "son"})
_THINGS = frozenset({"Place", "Product", "Work", "Event", "Law"})
_FORMER = word_class("no longer")
_NOT_IN_FULL = _FORMER | word_set("deputy vice assistant shadow junior")
_TELLING_APART = word_set(
    "same similar rival former nearby neighbouring neighboring adjacent adjoining opposite local federal state national"
)
_NEW_WITHIN = 5
_JUST = 2
_ASIDE = 0.5
_BY_FAR = 2
_NO_LONGER = 2.0
_NEAR = 3
_FAR = 12
_ALL = 40
_IN_PASSING = 2.5


def describe(discourse: Discourse, nominal: Nominal) -> tuple[tuple[int, ...], str] | None:
    """The drafts of named things that a description means, with the reason; None where that cannot be told.

    Nobody calls himself "the lady" in what he says.
    """
    found = _described(discourse, nominal)
    quoted = discourse.quoted(nominal.head)
    speaker = discourse.annotated.quotations[quoted].speaker_i if quoted >= 0 else None
    if found is None or speaker is None or nominal.noun is None or nominal.noun.kind != "person" or nominal.head.dep in ("attr", "appos"):
        return found
    return None if found[0] == discourse.known(speaker) else found


def _described(discourse: Discourse, nominal: Nominal) -> tuple[tuple[int, ...], str] | None:
    before = {child.lower for child in nominal.head.children if child.i < nominal.head.i}
    if "neither" in before and all(child.lower != "nor" for child in nominal.head.children):
        return resolve_pair(discourse, nominal)
    if nominal.det in ("none", "indef", "other"):
        return None
    if _before_its_name(discourse, nominal.head):
        return None
    if nominal.det == "def" and (nominal.head.i in discourse.natives or nominal.head.i in discourse.partisans):
        return _person(discourse, nominal)
    named = _with_a_name(discourse, nominal)
    if named is not None:
        return named
    state = state_body(discourse, nominal)
    if state is not None:
        return _one(state, f"the {nominal.lemma} that a country has one of")
    if nominal.plural or nominal.number == "two" or nominal.lemma in ("pair", "duo"):
        return resolve_pair(discourse, nominal)
    if nominal.det not in ("def", "poss"):
        return None
    if nominal.lemma in _KIN:
        return _relative(discourse, nominal)
    aged = _aged(nominal)
    if aged:
        return _person(discourse, nominal, aged)
    noun = nominal.noun
    if nominal.det == "poss" and not (noun and noun.kind == "person"):
        return _one(body_of(discourse, nominal), "the one that its owner belongs to")
    if nominal.det == "def" and (takes_own(nominal) or from_country(nominal)):
        own = own_organisation(discourse, nominal)
        if own is not None or takes_own(nominal):
            return _one(*own) if own is not None else None
    maker = maker_meant(discourse, nominal)
    if maker is not None:
        return _one(*maker)
    by_role = _by_role(discourse, nominal)
    if by_role is not None and not _named_city(discourse, nominal, by_role):
        return _one(by_role, f"called {nominal.lemma} elsewhere in the article")
    if noun is None or nominal.det == "poss":
        return None
    part = part_in_crime(discourse, nominal)
    if part is not None:
        return _one(*part)
    epithet = _person(discourse, nominal) if noun.kind == "person" else None
    if epithet is not None:
        return epithet
    if noun.kind == "person" and nominal.lemma in _GENERIC_PERSON and not nominal.modifiers and not nominal.told:
        if brought_in(discourse, {nominal.lemma}, _before(discourse, nominal, _JUST)):
            return None  # "footage shows a man … the man": he, and nobody with a name
        return _one(_last_person(discourse, nominal, noun.gender), "the person spoken of last, of that gender")
    found = place_meant(discourse, nominal) or firm_meant(discourse, nominal)
    return _one(*found) if found is not None else _place_spoken_of(discourse, nominal)


def _before_its_name(discourse: Discourse, noun: Token) -> bool:
    """True for "the consumer group Open Home said": whatever else was spoken of, it is what the name behind it is that of."""
    tokens = discourse.annotated.tokens
    if noun.i + 1 >= len(tokens) or noun.i + 1 not in discourse.annotated.name_head:
        return False
    name = tokens[discourse.annotated.name_head[noun.i + 1]]
    return name.sent_i == noun.sent_i and (name.head is noun or noun.head is name or noun.head is name.head) and noun.tag == "NN"


def _with_a_name(discourse: Discourse, nominal: Nominal) -> tuple[tuple[int, ...], str] | None:
    """What has its name, or a part of it, in the description itself."""
    same = _written_small(discourse, nominal)
    if same is not None:
        return _one(same, "the same name, written small")
    place = _place_of(discourse, nominal) if nominal.det in ("def", "bare") and nominal.lemma in _PLACE_OF else None
    if place is not None:
        return _one(place, f"named behind “{nominal.lemma} of”")
    if nominal.det != "def":
        return None
    classed = _classed(discourse, nominal)
    if classed is not None:
        return _one(classed, f"the name before it is that of the {nominal.lemma}")
    return _one(_plural_name(discourse, nominal), "the last word of its name")


def _relative(discourse: Discourse, nominal: Nominal) -> tuple[tuple[int, ...], str] | None:
    """*The mother of two* by what the article tells of her, *the daughter* where it calls somebody so."""
    epithet = _person(discourse, nominal) if nominal.det == "def" and nominal.owner is None else None
    if epithet is not None:
        return epithet
    child = _by_role(discourse, nominal) if nominal.lemma in _CHILDREN else None
    return _one(child, f"called {nominal.lemma} or the like elsewhere in the article")


def _place_spoken_of(discourse: Discourse, nominal: Nominal) -> tuple[tuple[int, ...], str] | None:
    """*The region*, *the town*, *the impoverished country*: the only one spoken of, or the one that the article is about."""
    if nominal.lemma in _REGIONS and not nominal.modifiers and not nominal.of and not _of_several(nominal.head):
        kinds = _REGIONS[nominal.lemma]
        only = _only(discourse, nominal, lambda draft: region_kind(draft) in kinds)
        if only is not None or nominal.lemma not in MUNICIPAL:
            return _one(only, f"the only {nominal.lemma} spoken of so far")
    if nominal.lemma in _SETTLEMENTS and any(child.lower == "this" for child in nominal.head.lefts) and discourse.quoted(nominal.head) < 0:
        return _one(known_as(discourse, nominal.lemma, dateline(discourse)), f"the {nominal.lemma} of the dateline")
    told = nominal.of or nominal.told
    if nominal.lemma in MUNICIPAL and said_of_any(nominal.modifiers) and (not told or of_inhabitants(nominal.head)):
        return _one(known_as(discourse, nominal.lemma, town_meant(discourse, nominal)), f"the {nominal.lemma} that the article speaks of")
    if nominal.lemma in _COUNTRY and said_of_any(nominal.modifiers) and not nominal.of:
        return _one(_country(discourse, nominal), "the country that the article is about")
    return None


def takes_up(discourse: Discourse, nominal: Nominal) -> bool:
    """True for a definite description by which news takes up what has been named: "the winger", "the Swiss drugmaker"."""
    if nominal.det != "def" or nominal.plural or nominal.owner is not None or nominal.of or nominal.told:
        return False
    if nominal.head.dep in ("attr", "appos"):
        return False
    alone = all(word.ent_type in ("GPE", "NORP") for word in nominal.head.children if word.dep in ("amod", "compound", "nmod"))
    names_kind = alone and (nominal.lemma in business_trades() or nominal.lemma in _COUNTRY)
    return names_kind or part_in_crime(discourse, nominal) is not None or is_epithet(discourse, nominal, _aged(nominal))


def _person(discourse: Discourse, nominal: Nominal, age: int = 0) -> tuple[tuple[int, ...], str] | None:
    found = person_meant(discourse, nominal, age)
    return _one(*found) if found is not None else None


def _of_several(token: Token) -> bool:
    """True in "the governments of the region": that of several countries."""
    above = token.head.head if token.dep == "pobj" else token.head
    return above.tag == "NNS" and above.lemma in _STATES


def _place_of(discourse: Discourse, nominal: Nominal) -> int | None:
    """*The town of Dell* is Dell."""
    for child in nominal.head.children:
        target = child.child("pobj") if child.dep == "prep" and child.lower == "of" else None
        draft = discourse.upcoming(target) if target is not None else None
        if draft is not None and draft.type == "Place":
            return draft.index
    return None


def _written_small(discourse: Discourse, nominal: Nominal) -> int | None:
    """*The Indonesian navy* where the article has *Indonesian Navy* too."""
    if not nominal.modifiers:
        return None
    start = nominal.head.i - len(nominal.modifiers)
    tokens = discourse.annotated.tokens[start : nominal.head.i + 1]
    if start > 0 and discourse.annotated.tokens[start - 1].text in ("-", "–"):
        return None  # "a centre-left party" is not the Left Party
    found = discourse.long_names.get(" ".join(token.lower for token in tokens))
    return found if found is not None and tokens[-1].text.islower() else None


def _classed(discourse: Discourse, nominal: Nominal) -> int | None:
    """*The USMCA trade agreement* is the USMCA: the name in front says which one, the noun what it is."""
    for token in nominal.names:
        found = discourse.referents.get(token.i)
        if token.head is not nominal.head or token.i > nominal.head.i or token.dep != "compound" or not found or len(found) != 1:
            continue
        draft = discourse.drafts[found[0]]
        if draft.type in ("Law", "Event", "Product", "Work", "Organization") and nominal.lemma in called(draft):
            return found[0]
    return None


def _plural_name(discourse: Discourse, nominal: Nominal) -> int | None:
    """*The baths* after *Fernley Baths*: the one thing so far whose name ends so."""
    word = nominal.head.lower
    if nominal.head.tag != "NNS" or nominal.modifiers or nominal.number or nominal.of or nominal.lemma in _COUNTRY | _STATES | {"nation"}:
        return None
    found = {
        o.draft
        for o in discourse.back(nominal.head.sent_i, _ALL)
        if discourse.drafts[o.draft].named and discourse.drafts[o.draft].type in ("Place", "Organization", "Work")
        and any(name.count(" ") and name.split()[-1].lower() == word for name in discourse.drafts[o.draft].names)
    }  # fmt: skip
    return found.pop() if len(found) == 1 else None


def _one(index: int | None, reason: str) -> tuple[tuple[int, ...], str] | None:
    return None if index is None else ((index,), reason)


def _aged(nominal: Nominal) -> int:
    """The age in "the 34-year-old" used as a noun and in "the 34-year-old teacher"; 0 without one."""
    head = nominal.head
    own = age_of(head) if head.dep != "amod" else 0
    return own or (age_before(head) if nominal.noun is not None and nominal.noun.kind == "person" else 0)


def _named_city(discourse: Discourse, nominal: Nominal, index: int) -> bool:
    """True for Sorrel City, where "the city" may be the town that the article is about: its name alone calls it so."""
    draft = discourse.drafts[index]
    others = (d for d in discourse.named if is_town(d) and d.index != index and discourse.seen.get(d.index))
    weight = discourse.standing.weight(index)
    return nominal.lemma == "city" and "city" not in draft.roles and any(discourse.standing.weight(d.index) >= weight for d in others)


def _by_role(discourse: Discourse, nominal: Nominal) -> int | None:
    """Who or what is called so elsewhere: by title, apposition, copula, or the last word of its name."""
    wanted = {nominal.lemma} | {" ".join((*nominal.modifiers[start:], nominal.lemma)) for start in range(len(nominal.modifiers))}
    place_ids = {i for token in nominal.names for i in discourse.referents.get(token.i, ())}
    barred = set(acting(discourse, nominal))
    owner_ids = set(discourse.referents.get(nominal.owner.i, ())) if nominal.owner is not None else set()
    if nominal.owner is not None and nominal.owner.pos == "NOUN" and not any(discourse.drafts[i].named for i in owner_ids):
        return None  # "the council's spokesman" is not the one of somebody else
    if nominal.owner is not None and not owner_ids and nominal.owner.tag == "PRP$" and nominal.lemma not in _KIN:
        return None  # nor is "its leader", as long as nobody knows whose
    measures = _measures(nominal)
    strict = [m for m in without_seat(nominal.modifiers) if m not in measures and not any(t.lower == m for t in nominal.names)]
    best: dict[int, float] = {}
    new: set[int] = set()
    for occurrence in discourse.back(nominal.head.sent_i, _ALL):
        draft = discourse.drafts[occurrence.draft]
        if not draft.named or draft.plural or occurrence.draft in owner_ids or occurrence.draft in barred:
            continue
        if occurrence.draft in best:
            continue
        words = broader(called(draft))
        so = bool(wanted & words)
        if not so and not any(nominal.lemma in taken_up_by().get(word, frozenset()) for word in words):
            continue
        person = nominal.noun is not None and nominal.noun.kind == "person"
        if nominal.of and draft.type == "Organization" and not nominal.names:
            continue  # "the side of the inn" is no team
        if nominal.lemma in _GENERIC_PERSON and nominal.head.sent_i - occurrence.sent > _NEAR:
            continue  # "a man … the man" is not whom the article called a man some paragraphs ago
        if nominal.noun is not None:
            fits = kind_fits(draft, nominal.noun.kind, nominal.lemma) if so else person == (draft.type == "Person")
            if not fits:
                continue
        # "the transport minister" is not the labour minister: every modifier must be known of the person.
        phrases = {phrase for phrase in words if phrase.endswith(f" {nominal.lemma}")}
        if not modified_so(discourse, draft, phrases, set(strict)):
            if _says_something_new(discourse, nominal, occurrence, strict):
                new.add(occurrence.draft)
            continue
        if owner_ids and not owner_ids & draft.places and (draft.places or _came_later(discourse, draft, owner_ids)):
            continue
        told_of = bool(draft.places) or draft.type != "Person" or _came_later(discourse, draft, place_ids)
        if place_ids and not place_ids & draft.places and told_of:
            continue
        if nominal.noun is not None and nominal.noun.gender and draft.gender and draft.gender != nominal.noun.gender:
            continue
        best[occurrence.draft] = -(nominal.head.sent_i - occurrence.sent) + (2.0 if place_ids & draft.places else 0.0)
        best[occurrence.draft] -= _IN_PASSING * (draft.type != "Person" and in_passing(discourse, occurrence.draft, nominal))
        if so and phrases and not strict and all(_NOT_IN_FULL & set(phrase.split(" ")) for phrase in phrases):
            best[occurrence.draft] -= _NO_LONGER
    if not best:
        return new.pop() if len(new) == 1 else None
    return _clear_holder(discourse, nominal, best)


def _clear_holder(discourse: Discourse, nominal: Nominal, best: dict[int, float]) -> int | None:
    """Whom or what a description means among those that are called so, each with how near it is; None where it may be another one."""
    ranked = sorted(best, key=lambda i: (-best[i], i))
    bodies = [i for i in ranked if _of_a_body(discourse, nominal, discourse.drafts[i])]
    if bodies and len(bodies) < len(ranked):  # "the president" beside President Croft is no society's
        most = max(map(discourse.standing.weight, bodies))
        ranked = [i for i in ranked if i not in bodies and discourse.standing.weight(i) > most] or ranked
    if len(ranked) > 1 and best[ranked[0]] - best[ranked[1]] < 1.0:
        return None
    if best[ranked[0]] < -_JUST and any(discourse.standing.weight(other) > discourse.standing.weight(ranked[0]) for other in ranked[1:]):
        return None  # neither the one spoken of just now nor the one that the article is about
    best_fit = discourse.drafts[ranked[0]]
    if _of_a_body(discourse, nominal, best_fit) and best[ranked[0]] < -_NEAR:
        return None
    if best_fit.type in _THINGS and _two_of_them(discourse, nominal, best_fit):
        return None
    if best_fit.type == "Person" and nominal.lemma in discourse.introduced and nominal.lemma not in called(best_fit):
        return None  # "a senior official … the official": not the minister named before
    aside = best_fit.type != "Person" and in_passing(discourse, ranked[0], nominal)
    afar = nominal.lemma not in called(best_fit) and best[ranked[0]] + _IN_PASSING < -_NEAR
    return None if aside and (nominal.lemma in discourse.introduced or afar) else ranked[0]


def _of_a_body(discourse: Discourse, nominal: Nominal, draft: Draft) -> bool:
    """True for the president of a society, a firm or a court: "the president" alone may be that of the country."""
    if nominal.lemma != "president" or nominal.owner is not None or nominal.modifiers or draft.type != "Person":
        return False
    kinds = {discourse.drafts[i].type for i in draft.places if not is_country(discourse.drafts[i])}
    return "Organization" in kinds and not any(is_country(discourse.drafts[i]) for i in draft.places)


def _two_of_them(discourse: Discourse, nominal: Nominal, draft: Draft) -> bool:
    """True where "another ferry" has been spoken of: "the vessel" may be either, as long as the word is not the name's own."""
    if any(nominal.lemma in name.lower().split() for name in draft.names):
        return False
    kinds = {word for word in called(draft) if nominal.lemma in taken_up_by().get(word, frozenset())} | {nominal.lemma}
    return another_told(kinds, _before(discourse, nominal, _NEW_WITHIN))


def _before(discourse: Discourse, nominal: Nominal, within: int) -> list[Token]:
    """The tokens in front of a noun in its sentence and the ``within`` sentences before."""
    first = discourse.annotated.sentences[max(0, nominal.head.sent_i - within)]
    return discourse.annotated.tokens[first.token_start : nominal.head.i]


def _says_something_new(discourse: Discourse, nominal: Nominal, occurrence: Occurrence, modifiers: list[str]) -> bool:
    """*The Grade II listed building* after *Hartley House*: what its adjectives tell is new, and no other one has been brought in.

    Nouns in front of it tell of which kind it is; so does what stands behind it.
    """
    draft = discourse.drafts[occurrence.draft]
    if draft.type not in _THINGS or nominal.det != "def" or nominal.told or nominal.of or nominal.plural or nominal.owner is not None:
        return False
    if nominal.head.sent_i - occurrence.sent > _NEW_WITHIN or nominal.lemma in discourse.introduced:
        return False
    before = [child for child in nominal.head.children if child.i < nominal.head.i and child.lower in modifiers]
    graded = {child.i for child in before if child.lower in GRADES or set(child.text) <= set("IVX")}
    return bool(before) and all((child.dep == "amod" or child.i in graded) and child.lower not in _TELLING_APART for child in before)


def _came_later(discourse: Discourse, draft: Draft, owners: set[int]) -> bool:
    """True where whose minister or chief somebody is was named only after him, or another country is the article's own.

    Who is brought in as "Foreign Minister Ann Hale" is that of a country that is in view by then.
    """
    if draft.type != "Person":
        return False
    bodies = [
        discourse.drafts[i] for i in sorted(owners) if discourse.drafts[i].named and discourse.drafts[i].type in ("Place", "Organization")
    ]
    first = min((mention.head_i for mention in draft.mentions), default=0)
    tokens = discourse.annotated.tokens
    for body in bodies:
        known = min((mention.head_i for mention in body.mentions), default=0)
        if tokens[known].sent_i > tokens[first].sent_i + 1:
            return True
        if is_country(body) and any(
            discourse.standing.weight(other) > discourse.standing.weight(body.index)
            and min(mention.head_i for mention in discourse.drafts[other].mentions) < first
            for other in discourse.countries
            if other != body.index and discourse.drafts[other].mentions
        ):
            return True
    return False


def _measures(nominal: Nominal) -> set[str]:
    """*Bed* of "the 280-bed hospital": how large something is tells it from nothing else that is called so."""
    before = (child for child in nominal.head.children if child.i < nominal.head.i)
    return {child.lower for child in before if any(inner.tag == "CD" for inner in child.children)}


def _last_person(discourse: Discourse, nominal: Nominal, gender: str) -> int | None:
    scores: dict[int, float] = {}
    above = [verb.child("nsubj") for verb in clauses_above(nominal.head)]  # "Reed said the man had fled": not Reed
    barred = {index for subject in above if subject is not None for index in discourse.referents.get(subject.i, ())}
    for occurrence in discourse.back(nominal.head.sent_i, _JUST):
        draft = discourse.drafts[occurrence.draft]
        if occurrence.draft in barred:
            continue
        if draft.type != "Person" or draft.plural or (gender and draft.gender and draft.gender != gender):
            continue
        if occurrence.quoted >= 0 and occurrence.quoted != discourse.quoted(nominal.head):
            continue
        score = occurrence.weight - 1.5 * (nominal.head.sent_i - occurrence.sent)
        score -= _ASIDE * any(ancestor.dep in ("relcl", "acl") for ancestor in (occurrence.token, *occurrence.token.ancestors()))
        score -= 0.0 if draft.named else _ASIDE
        scores[occurrence.draft] = max(score, scores.get(occurrence.draft, -99.0))
    others = {index: score for index, score in scores.items() if not is_official(discourse.drafts[index])}
    return stands_out(others or scores, 0.5)  # "Officer Tully said a tourist had slipped. The man was flown to hospital": not the officer


def _country(discourse: Discourse, nominal: Nominal) -> int | None:
    """The only country spoken of so far, or the one that the article names by far most; that of the phrase it stands beside first."""
    beside = top_of(nominal.head)
    for token in (beside, *(child for child in beside.children if child.dep in ("amod", "nmod", "poss", "compound"))):
        found = discourse.referents.get(token.i, ())
        if token is not nominal.head and len(found) == 1 and is_country(discourse.drafts[found[0]]):
            return found[0]
    only = _only(discourse, nominal, is_country)
    counts = {index: len(discourse.drafts[index].mentions) for index in discourse.countries if discourse.seen.get(index)}
    ranked = sorted(counts, key=lambda i: (-counts[i], i))
    if len(ranked) > 1 and counts[ranked[0]] >= _BY_FAR * counts[ranked[1]]:
        return ranked[0]
    if only is not None and (len(ranked) < 2 or only == ranked[0]):
        return only
    for verb in clauses_above(nominal.head)[1:]:  # "Norland ordered three envoys to leave the country"
        subject = verb.child("nsubj")
        found = discourse.referents.get(subject.i, ()) if subject is not None else ()
        if len(found) == 1 and is_country(discourse.drafts[found[0]]):
            return found[0]
    return None


def _only(discourse: Discourse, nominal: Nominal, wanted: Callable[[Draft], bool]) -> int | None:
    """The one draft of a kind in the sentences before; None where there are several."""
    found = {
        occurrence.draft
        for occurrence in discourse.back(nominal.head.sent_i, _FAR)
        if wanted(discourse.drafts[occurrence.draft]) and not in_passing(discourse, occurrence.draft, nominal)
    }
    return found.pop() if len(found) == 1 else None


def kin_label(owner: str, noun: str) -> str:
    """The label of a relative without a name: *Valeska Paris's mother*."""
    return f"{owner}'s {noun}" if not owner.endswith("s") else f"{owner}' {noun}"


def is_kin(lemmas: Iterable[str]) -> bool:
    """True when one of the lemmas is a word for a relative."""
    return any(lemma in _KIN for lemma in lemmas)
