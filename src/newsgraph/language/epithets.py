"""Persons taken up by what they are: "the Portuguese winger", "the Frenchman", "the Texas Republican", "the father of two".

News varies its words: behind a name comes a description that says something new of the same person. It is taken for the person who fits and
stands out: what the article tells of a person (calling, country, party, age, gender) speaks for or against, how prominently and how lately
somebody was spoken of decides among the rest. Whom another word already describes differently is not meant. Where two fit about equally,
nobody is.

References:
    Ariel, M. (1990). Accessing noun-phrase antecedents. Routledge.
    Poesio, M. and Vieira, R. (1998). A corpus-based investigation of definite description use. Computational Linguistics 24.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsgraph.language.anaphora import clauses_above
from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse, Occurrence
from newsgraph.language.mentions import Draft
from newsgraph.language.natives import origin_link
from newsgraph.language.nominals import Nominal, broader
from newsgraph.language.organisations import acting
from newsgraph.language.salience import in_view
from newsgraph.lexicons.callings import calling_fields, go_together, is_calling, is_post, takes_up
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.deeds import is_deed_noun
from newsgraph.lexicons.speech import speech_verb
from newsgraph.lexicons.tables import word_set

__all__ = ["is_epithet", "is_official", "maker_meant", "person_meant"]

_PARENTS = word_set("mother father mum mom dad grandmother grandfather grandparent parent")
_NUMBERS = word_set("one two three four five six seven eight nine ten")
_FORMER = word_class("formerly") | {"ex-"}
_PRAISING = word_class("said of any person")
_ARTS = frozenset({"music", "stage", "letters", "art"})
_PLAYED = _ARTS | {"sport"}
_MONARCHS = word_set("king queen prince princess")
_REALMS = word_class("realms without a throne")
_BRITISH = frozenset({"region/england", "region/scotland", "region/wales", "region/northern-ireland"})
_AGES = {
    "teenager": (13, 19), "teen": (13, 19), "pensioner": (60, 120), "sexagenarian": (60, 69), "septuagenarian": (70, 79),
    "octogenarian": (80, 89), "nonagenarian": (90, 99), "centenarian": (100, 120),
}  # fmt: skip
_COACHES = word_set("coach manager boss")
# Who is in a story by office is seldom the one whom it calls a father of two.
_IN_OFFICE = word_set(
    "judge magistrate prosecutor detective officer inspector sheriff spokesman spokeswoman spokesperson lawyer coroner analyst"
)
_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "agent", "pobj"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_CLAUSES_BESIDE = frozenset({"conj", "ccomp", "parataxis", "ROOT"})
_FAR = 12
_NEAR = 3
_AGE_NEAR = 3
_A_SENTENCE = 1.5
_GOES_WITH = 0.5
_MARGIN = 1.0
_RIVAL_MARGIN = 1.6
_MAKERS = frozenset({"author", "writer", "composer", "translator"})
_FIRST_OF_ALL = word_set("founder co-founder inventor creator")
_AGE_MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class _Epithet:
    """What a description says of a person: ``calling`` in lower case, ``origin`` a link or ``draft/N``, ``bodies`` that somebody is of."""

    calling: str
    former: bool
    origin: str
    party: str
    bodies: frozenset[int]
    gender: str
    age: int
    bare: bool


def person_meant(discourse: Discourse, nominal: Nominal, age: int = 0) -> tuple[int, str] | None:
    """The draft of the person whom a definite description means, with the reason; None where that cannot be told.

    ``age`` is the one that the description gives, 0 without one.
    """
    epithet = _read(discourse, nominal, age)
    if epithet is None or nominal.head.dep in ("attr", "appos") or (nominal.head.dep == "pobj" and nominal.head.head.lower == "as"):
        return None
    if _named_behind_copula(discourse, nominal.head):
        return None
    if nominal.lemma in discourse.introduced and not age:
        return None  # "a banker from Zurich … the banker": the one without a name
    told = _fitting(discourse, nominal, epithet, _FAR, needed=True)
    found = _clearly(discourse, told, _AGE_MARGIN)
    reason = "what the article tells of the person"
    if not told and discourse.quoted(nominal.head) < 0:
        if epithet.bodies and not epithet.origin and not _by_work(discourse, epithet):
            return None  # "the Celtic playmaker" is of another club, as long as nobody is told to play there
        near = _fitting(discourse, nominal, epithet, _AGE_NEAR if age else _NEAR, needed=False)
        if not age:
            near = {i: told for i, told in near.items() if not is_official(discourse.drafts[i])} or near
        if (epithet.bare and len(near) > 1) or calling_fields(epithet.calling) == {"crime"} or epithet.calling in _FIRST_OF_ALL:
            return None  # nobody is called a robber whom the article does not call one, nor the founder
        played = calling_fields(epithet.calling) <= _PLAYED
        if epithet.bare and not played and not any(_of_calling(discourse.drafts[i], epithet) for i in near):
            return None  # "the captain" behind whoever leads the inquiry: the one of the ship, whom the article has not named
        found = _clearly(discourse, near, _AGE_MARGIN if age else _MARGIN, strangers=not age)
        reason = "the person spoken of last who may be called so"
    if found is None or not discourse.drafts[found].named:
        return None
    _note(discourse, found, epithet)
    return found, reason


def maker_meant(discourse: Discourse, nominal: Nominal) -> tuple[int, str] | None:
    """ "Ann Reed wrote a first novel … Its author": the only person of whom the article tells it, as long as a thing is the owner."""
    if nominal.det != "poss" or nominal.owner is None or nominal.lemma not in _MAKERS:
        return None
    owners = [discourse.drafts[i] for i in discourse.referents.get(nominal.owner.i, ())]
    so = [draft.index for draft in discourse.named if draft.type == "Person" and nominal.lemma in draft.roles]
    if len(so) != 1 or not discourse.seen.get(so[0]) or any(owner.type in ("Person", "Organization", "Place") for owner in owners):
        return None
    return so[0], f"the only {nominal.lemma} of whom the article tells"


def _named_behind_copula(discourse: Discourse, head: Token) -> bool:
    """True for "The best-placed Dutchman was Jurre Hof": whom the sentence itself names, nobody spoken of before."""
    name = head.head.child("attr") if head.dep == "nsubj" and head.head.lemma == "be" else None
    draft = discourse.upcoming(name) if name is not None and name.i > head.i else None
    return draft is not None and draft.type == "Person"


def is_epithet(discourse: Discourse, nominal: Nominal, age: int = 0) -> bool:
    """True for a description by which news takes up persons, whether or not it can be told whom it means."""
    return _read(discourse, nominal, age) is not None


def is_official(draft: Draft) -> bool:
    """True for who is in a story by office: judge, detective, spokesman."""
    return bool(_IN_OFFICE & {word for role in draft.roles for word in role.split(" ")})


def _read(discourse: Discourse, nominal: Nominal, age: int) -> _Epithet | None:
    """What the description says; None where it is none that takes up a person."""
    head = nominal.head
    age = age or _age_behind(head)
    native, party = head.i in discourse.natives, discourse.partisans.get(head.i, "")
    places, bodies = _named_in(discourse, nominal)
    origin = _native_origin(discourse, head) if native else places
    lemma = nominal.lemma.removeprefix("ex-")
    former = lemma != nominal.lemma or bool(_FORMER & set(nominal.modifiers))
    phrase = f"{nominal.modifiers[-1]} {lemma}" if nominal.modifiers else lemma
    calling = phrase if is_calling(phrase) else lemma
    parent = lemma in _PARENTS and _of_number(discourse, head)
    gender = nominal.noun.gender if nominal.noun is not None else _native_gender(head) if native else ""
    if native or party or parent:
        return _Epithet("", former, origin, party, bodies, gender, age, bare=False)
    person = nominal.noun is not None and nominal.noun.kind == "person"
    if age and (not person or lemma in ("man", "woman", "boy", "girl", "person")):
        return _Epithet("", former, origin, "", bodies, gender, age, bare=False)
    if not person or nominal.told:
        return None
    known = is_calling(calling) or is_deed_noun(calling) or age or (former and calling_fields(calling)) or (lemma in _COACHES and origin)
    names = {token.lower for child in (*head.children,) for token in (child, *child.children)} if nominal.names else set()
    own = [m for m in nominal.modifiers if m not in _PRAISING | _FORMER | names and m not in calling.split() and not m.endswith("-winning")]
    if _speaks_alone(nominal, own):
        return _Epithet(calling, former, origin, "", bodies, gender, age, bare=False)
    if not known or (own and not _participle(head)):
        return None
    said = former or origin or age or bodies or set(nominal.modifiers) & _PRAISING
    return _Epithet(calling, former, origin, "", bodies, gender, age, bare=not said)


def _speaks_alone(nominal: Nominal, own: list[str]) -> bool:
    """True for "the retired bus driver said": a description of several words, by which news varies the name of who speaks on."""
    verb = nominal.head.head
    speech = speech_verb(verb.lemma) if nominal.head.dep == "nsubj" else None
    official = nominal.lemma in _IN_OFFICE or is_post(nominal.lemma)
    return speech is not None and verb.tag in ("VBD", "VBZ") and bool(own) and nominal.det == "def" and not nominal.of and not official


def _age_behind(head: Token) -> int:
    """The age in "the midfielder, 23, has signed"."""
    number = head.child("appos")
    plain = number is not None and number.text.isdecimal() and len(number.text) == 2 and not any(number.children)
    return int(number.text) if number is not None and plain else 0


def _of_number(discourse: Discourse, head: Token) -> bool:
    """True for "mother of two", "father-of-three"."""
    behind = next((child for child in head.children if child.lower == "of"), None)
    tokens = discourse.annotated.tokens
    after = (
        next((token for token in tokens[behind.i + 1 : behind.i + 3] if token.text not in ("-", "–")), None) if behind is not None else None
    )
    return after is not None and (after.tag == "CD" or after.lower in _NUMBERS)


def _participle(head: Token) -> bool:
    """True for "Oscar-winning", "London-born": a modifier with a name in it."""
    return any(child.tag in ("VBG", "VBN") and child.i < head.i and child.children for child in head.children)


def _named_in(discourse: Discourse, nominal: Nominal) -> tuple[str, frozenset[int]]:
    """The link of the country or region in a description, and the drafts of all else that it names."""
    origin, bodies = "", set[int]()
    for token in nominal.names:
        key = " ".join((*(child.lower for child in token.children if child.dep == "compound"), token.lower))
        found = discourse.known(discourse.annotated.name_head.get(token.i, token.i))
        draft = discourse.drafts[found[0]] if len(found) == 1 else None
        if draft is not None and draft.type == "Place":
            origin = draft.link if draft.link.startswith(("country/", "region/")) else origin
            if not draft.link.startswith(("country/", "region/")):
                demonym = any(mention.kind == "demonym" for mention in draft.mentions)
                origin = f"draft/{draft.index}" if demonym else origin
                bodies |= set() if demonym else {draft.index}
        elif draft is not None:
            bodies.add(draft.index)
        else:
            origin = origin_link(key) or origin
    return origin, frozenset(bodies)


def _native_origin(discourse: Discourse, head: Token) -> str:
    key = " ".join((*(child.lower for child in head.children if child.dep == "compound"), head.lower))
    link = origin_link(key) or origin_link(head.lower)
    place = discourse.natives[head.i]
    return link or (f"draft/{place}" if place >= 0 else "")


def _native_gender(head: Token) -> str:
    return "f" if head.lower.endswith("woman") else "m" if head.lower.endswith("man") and head.lower != "german" else ""


def _fitting(
    discourse: Discourse, nominal: Nominal, epithet: _Epithet, within: int, *, needed: bool
) -> dict[int, tuple[float, Occurrence]]:
    """The persons so far of whom nothing speaks against it, each with its score and the mention that gives it.

    ``needed`` leaves only those of whom the article tells something that the description says.
    """
    barred = {*acting(discourse, nominal), *_beside(discourse, nominal.head), *epithet.bodies}
    found: dict[int, tuple[float, Occurrence]] = {}
    verdicts: dict[int, float | None] = {}
    for occurrence in discourse.back(nominal.head.sent_i, within):
        draft = discourse.drafts[occurrence.draft]
        if draft.type != "Person" or draft.plural or occurrence.draft in barred:
            continue
        if occurrence.draft not in verdicts:
            verdicts[occurrence.draft] = _speaks_for(discourse, draft, epithet)
        verdict = verdicts[occurrence.draft]
        if verdict is None or (needed and not (verdict >= 1 and draft.named)):
            continue
        if occurrence.quoted >= 0 and occurrence.quoted != discourse.quoted(nominal.head):
            continue
        score = in_view(discourse, nominal.head.sent_i, occurrence, _A_SENTENCE) + verdict
        if score > found.get(occurrence.draft, (-99.0, occurrence))[0]:
            found[occurrence.draft] = (score, occurrence)
    return found


def _beside(discourse: Discourse, head: Token) -> set[int]:
    """Whom a description that stands in a clause of its own does not mean: "Reed slipped the ball through and the winger scored"."""
    above = clauses_above(head)
    verbs = [*above, *(child for verb in above for child in verb.children if child.dep in _CLAUSES_BESIDE and child.i < head.i)]
    if above and above[0].dep in ("advcl", "relcl"):
        verbs = [verb for verb in verbs if verb is not above[1]] if len(above) > 1 and above[0].i > above[1].i else verbs
    found: set[int] = set()
    for verb in verbs:
        subject = verb.child("nsubj", "nsubjpass")
        if subject is not None and subject.i < head.i and subject is not head:
            owner = subject.child("poss")
            found.update(discourse.referents.get(subject.i, ()))
            found.update(discourse.referents.get(owner.i, ()) if owner is not None else ())
    return found


def _speaks_for(discourse: Discourse, draft: Draft, epithet: _Epithet) -> float | None:
    """How much of the description the article tells of a person; None where it tells the contrary of one part."""
    if epithet.gender and draft.gender and draft.gender != epithet.gender:
        return None
    calling = _of_calling(draft, epithet)
    parts = (
        _of_origin(discourse, draft, epithet.origin),
        _of_party(discourse, draft, epithet.party),
        _of_age(draft, epithet),
        _of_bodies(discourse, draft, epithet),
    )
    if calling is None or False in parts:
        return None
    return calling + sum(part is True for part in parts)


def _by_work(discourse: Discourse, epithet: _Epithet) -> bool:
    """True for "the Glass Bells singer", "the Cold Harbour author": told by a song or book, which nobody belongs to."""
    named = [discourse.drafts[i] for i in epithet.bodies]
    works = all(draft.type != "Place" and sum(draft.names.values()) == 1 and not draft.roles for draft in named)
    return works and bool(calling_fields(epithet.calling) & _ARTS) and "sport" not in calling_fields(epithet.calling)


def _of_bodies(discourse: Discourse, draft: Draft, epithet: _Epithet) -> bool | None:
    if not epithet.bodies or _by_work(discourse, epithet):
        return None
    return True if epithet.bodies & draft.places else _no_other_body(discourse, draft)


def _no_other_body(discourse: Discourse, draft: Draft) -> bool | None:
    return False if any(discourse.drafts[i].type == "Organization" for i in draft.places) else None


def _of_calling(draft: Draft, epithet: _Epithet) -> float | None:
    """1 where the article calls somebody so, less where it goes with what it calls him, None where it does not go with it."""
    if not epithet.calling:
        return 0.0
    best: float | None = 0.0
    for role in sorted(broader(_without_crowns(draft.roles)) | ({draft.label.lower()} if not draft.named else set())):
        words = [word for word in role.split(" ") if word]
        if not words:
            continue
        for known in (role.removeprefix("former "), words[-1]):
            if known == epithet.calling or takes_up(epithet.calling, known):
                return 1.0
        verdict = go_together(epithet.calling, role.removeprefix("former "))
        verdict = go_together(epithet.calling, words[-1]) if verdict is None else verdict
        if verdict:
            best = _GOES_WITH
        elif verdict is False and best == 0.0 and not (epithet.former or _FORMER & set(words)):
            best = None
    return best


def _without_crowns(roles: set[str]) -> set[str]:
    """The roles without *queen* of "pop queen", *king* of "snooker king", who reign nowhere and may well be singers and players."""
    crowned = {role for role in roles if role.split(" ")[-1] in _MONARCHS and _REALMS & set(role.split(" "))}
    return roles - crowned - {role.split(" ")[-1] for role in crowned}


def _of_origin(discourse: Discourse, draft: Draft, origin: str) -> bool | None:
    if not origin:
        return None
    links = {*draft.origins}
    for index in draft.places:
        place = discourse.drafts[index]
        if place.type == "Place":
            links.add(place.link if place.link.startswith(("country/", "region/")) else f"draft/{index}")
    if origin in links:
        return True
    kind = origin.split("/")[0]
    if origin in _BRITISH:
        return False if any(link.startswith("country/") and link != "country/GB" for link in links) else None
    leads = any(word in _COACHES for role in draft.roles for word in role.split(" "))  # "Brazil coach Carlo Reni": an Italian, perhaps
    return False if not leads and kind != "region" and any(link.startswith("country/") for link in links) else None


def _of_party(discourse: Discourse, draft: Draft, party: str) -> bool | None:
    if not party:
        return None
    words = {word for role in draft.roles for word in role.split(" ")}
    words |= {word.lower() for index in draft.places for name in discourse.drafts[index].names for word in name.split()}
    if {party, f"{party}s"} & words:
        return True
    others = word_class("parties") | word_class("party members")
    return False if words & others else None


def _of_age(draft: Draft, epithet: _Epithet) -> bool | None:
    first, last = (epithet.age, epithet.age) if epithet.age else _AGES.get(epithet.calling, (0, 0))
    return first <= draft.age <= last if last and draft.age else None


def _clearly(discourse: Discourse, scores: dict[int, tuple[float, Occurrence]], margin: float, *, strangers: bool = False) -> int | None:
    """Who stands out among those who fit. With ``strangers`` nothing is known of any, and who act on each other must be told apart well."""
    ranked = sorted(scores, key=lambda i: (-scores[i][0], i))
    if not ranked:
        return None
    if len(ranked) > 1:
        (first, best), (second, other) = scores[ranked[0]], scores[ranked[1]]
        rivals = strangers and best.sent == other.sent and _takes_part(best) and _takes_part(other)
        if first - second < (_RIVAL_MARGIN if rivals else margin):
            return None
    if strangers and any(
        _takes_part(o) and o.sent == scores[ranked[0]][1].sent for i, (_, o) in scores.items() if not discourse.drafts[i].named
    ):
        return None  # "Ricci met the mayor of Berlin. The German thanked him"
    if strangers and len(ranked) > 1 and scores[ranked[0]][1].role not in _SUBJECT:
        return None
    return ranked[0]


def _takes_part(occurrence: Occurrence) -> bool:
    """True for who does something in the clause, and to whom or against whom it is done."""
    if occurrence.role == "pobj":
        return occurrence.token.head.lower in ("against", "with", "by", "to", "over")
    return occurrence.role in _CORE


def _note(discourse: Discourse, index: int, epithet: _Epithet) -> None:
    """Take down what the description says: "the 24-year-old Spaniard … the player", later "the Spaniard"."""
    draft = discourse.drafts[index]
    draft.age = draft.age or epithet.age
    if epithet.calling:
        draft.roles.add(f"former {epithet.calling}" if epithet.former else epithet.calling)
    if epithet.party:
        draft.roles.add(epithet.party)
    if epithet.origin:
        draft.origins.add(epithet.origin)
