"""*The company*, *the club*, *the airline*: the article's own, not the one that was named last.

What an article is about (`standing.py`) outweighs what it named last; what it names in passing is hardly ever taken up. Where two fit
about equally, none is taken.
"""

from __future__ import annotations

from newsgraph.language.anaphora import clause_subject, clauses_above, stands_within
from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import Nominal, broader
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns, taken_up_by
from newsgraph.lexicons.speech import speech_verb
from newsgraph.lexicons.tables import word_set

__all__ = [
    "acting",
    "called",
    "in_passing",
    "is_company_word",
    "kind_fits",
    "main_organisation",
    "name_head",
    "own_organisation",
    "takes_own",
    "without_seat",
]

_GENERIC = word_set("company firm corporation business group organisation organization manufacturer maker operator")
# What may be the article's own although nothing in its name says so.
_OWN = word_set("club airline carrier retailer publisher utility startup insurer brewery supermarket chain")
_ALONE = _OWN | word_set("union newspaper paper magazine broadcaster party charity gang")
_WHOLES = _ALONE | word_set("bank lender team side brand studio")
_COMPANY_NOT = word_set(
    """party ministry union university council court tribunal parliament government senate congress police army navy agency
    authority commission committee office department bureau federation church hospital school college league association
    front cup championship"""
)
_COMPANY_ENDS = word_set("asa ag sa gmbh plc nv bv inc inc. ltd ltd. corp corp. ab oyj spa llc llp")
_NO_COMPANY = word_set("union party charity gang club team side university council")
# "The London-based airline", "the Nasdaq-listed firm": where it sits, not which of two it is.
_SEATS = word_set("based headquartered listed registered owned backed run founded")
_EITHER = word_class("persons or bodies")
_ACTS = frozenset({"nsubj", "nsubjpass", "agent", "ROOT"})
_NEAR = 3
_FAR = 4
_WINDOW = 40
_A_SENTENCE = 1.2
_STANDS = 0.5
_MOST_STANDING = 6.0
_MAIN = 3.0
_CALLED = 1.5
_IN_PASSING = 2.5
_BESIDE_A_NOUN = 1.0
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
    if nominal.head.dep == "dobj" and nominal.head.head.lemma in ("marry", "wed", "divorce"):
        return None  # "She married the publisher": somebody, not the house.
    barred = set(acting(discourse, nominal))
    fits = {d.index: _fit(d, lemma) for d in discourse.drafts if d.named and not d.plural and discourse.seen.get(d.index)}
    near: dict[int, tuple[float, int]] = {}
    for occurrence in discourse.back(nominal.head.sent_i, _WINDOW):
        if not fits.get(occurrence.draft) or occurrence.draft in barred:
            continue
        distance = nominal.head.sent_i - occurrence.sent
        score = occurrence.weight - _A_SENTENCE * min(distance, _FAR)
        if occurrence.token.dep in ("compound", "nmod", "amod"):
            score -= _BESIDE_A_NOUN  # who stands in front of another noun only is not the one spoken of
        if score > near.get(occurrence.draft, (-99.0, 0))[0]:
            near[occurrence.draft] = (score, distance)
    whose = [index for index in _speakers(discourse, nominal) if fits.get(index) and index not in barred]
    if len(whose) == 1:
        return whose[0], f"the {lemma} of the one who says so"
    main = _main(discourse, near)
    if any(fits[i] == 2 and not (discourse.standing.in_passing(i) and near[i][1] > 1) for i in near) and lemma not in _GENERIC:
        near = {i: found for i, found in near.items() if fits[i] == 2}
    scores: dict[int, float] = {}
    for index, (score, distance) in near.items():
        fit, draft = fits[index], discourse.drafts[index]
        if fit == 1 and not _possible(discourse, nominal, draft, distance, index == main):
            continue
        score += _STANDS * min(discourse.standing.weight(index), _MOST_STANDING) + _CALLED * (fit == 2)
        if discourse.standing.in_passing(index) and distance > 1:
            score -= _IN_PASSING
        scores[index] = score
    ranked = sorted(scores, key=lambda i: (-scores[i], i))
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _MARGIN):
        return None
    best = ranked[0]
    if lemma in discourse.introduced and lemma not in _GENERIC and (fits[best] == 1 or in_passing(discourse, best, nominal)):
        return None  # "a club in the town … the club": the unnamed one
    if discourse.standing.in_passing(best) and near[best][1] > 1 and main is not None and main != best:
        return None
    reason = f"called {lemma} elsewhere in the article" if fits[best] == 2 else f"the {lemma} that the article is about"
    discourse.drafts[best].roles.add(lemma)
    return best, reason


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
    others = (d for d in discourse.drafts if d.named and d.type in ("Place", "Product") and not d.link.startswith("country/"))
    return ranked[0] if all(discourse.standing.weight(d.index) <= most for d in others) else None  # a club named like its town


def main_organisation(discourse: Discourse) -> int | None:
    """The one organisation that the article is plainly about, if there is one."""
    near = {d.index: (0.0, 0) for d in discourse.drafts if d.named and d.type == "Organization" and not d.plural}
    main = _main(discourse, near)
    return main if main is not None and discourse.standing.weight(main) >= _MAIN else None


def _fit(draft: Draft, lemma: str) -> int:
    """2 where the article calls it so (or its name does), 1 where nothing speaks against it, 0 otherwise."""
    words = broader(called(draft))
    noun = nouns().get(lemma)
    if lemma in words or any(lemma in taken_up_by().get(word, frozenset()) for word in words):
        return 2 if noun is None or kind_fits(draft, noun.kind) else 0
    if draft.type != "Organization":
        return 0
    ends = {name.split()[-1].lower() for name in draft.names} | {name.split()[0].lower() for name in draft.names}
    if lemma in _GENERIC:
        return 0 if ends & _COMPANY_NOT else 1
    return 0 if _classed(draft) or (lemma in _NO_COMPANY and ends & _COMPANY_ENDS) else 1


def _classed(draft: Draft) -> bool:
    """True when roles or name tell what kind of organisation it is, other than a company or group."""
    words = {name.split()[-1].lower() for name in draft.names} | {name.split()[0].lower() for name in draft.names} | draft.roles
    return any((noun := nouns().get(word)) is not None and noun.kind == "org" and word not in _GENERIC for word in words)


def in_passing(discourse: Discourse, index: int, nominal: Nominal) -> bool:
    """True for what the article names in passing, further back than the sentence before."""
    last = max((o.sent for o in discourse.back(nominal.head.sent_i, 1) if o.draft == index), default=-1)
    return discourse.standing.in_passing(index) and last < nominal.head.sent_i - 1


def called(draft: Draft) -> set[str]:
    """Roles, and the last words of the names of what is no person."""
    words = set(draft.roles)
    if draft.type != "Person":
        words.update(name.split()[-1].lower() for name in draft.names if " " in name)
        words.update(name_head(name) for name in draft.names if " " in name)
        words.update(name.split()[0].lower() for name in draft.names if " of " in name)
    return words


def name_head(name: str) -> str:
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


def acting(discourse: Discourse, nominal: Nominal) -> tuple[int, ...]:
    """Whom a description cannot be: the subject of its verb ("Solway accused the company"), the head of a clause that holds it."""
    head = nominal.head
    subject: Token | None = head.head.child("nsubj", "nsubjpass") if head.dep in ("dobj", "dative") else None
    found = discourse.referents.get(subject.i, ()) if subject is not None else ()
    for ancestor in head.ancestors():
        if ancestor.dep == "relcl":  # "the union, which represents the company's pilots"
            return (*found, *discourse.referents.get(ancestor.head.i, ()))
    return found
