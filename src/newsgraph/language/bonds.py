"""Which two belong together: joined by "and", acting on each other, partners or rivals of each other.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 13.58 ff. (combinatory coordination, reciprocals).
    Webber, B. et al. (2003), Anaphora and discourse structure. Computational Linguistics 29.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse, Occurrence
from newsgraph.language.mentions import Draft
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.relations import canonical_relation
from newsgraph.lexicons.tables import word_set

__all__ = ["bonded", "is_outsider", "outsiders"]

_FAR = 12
_LEAD = 3
_LATEST = 240
_OPENING = 60
_A_SENTENCE_AWAY = 0.9
_PLAINLY = 1.3
_JOINED = 2.0
_ACTING = 1.5
_BESIDE = 1.0
_INNER = frozenset({"amod", "poss", "compound", "nmod", "case"})
_PARTNERS = word_set("partner rival opponent counterpart ally enemy neighbour neighbor foe competitor adversary suitor challenger peer")
_BETWEEN_TWO = frozenset({"with", "against", "at", "on", "to", "by", "towards", "toward", "over"})
_MEDIATING = word_set("mediate broker host facilitate moderate arbitrate referee umpire")
_MEDIATORS = word_set("mediator arbitrator moderator referee arbiter intermediary go-between")


def _mediators(discourse: Discourse) -> set[int]:
    return {draft.index for draft in discourse.drafts if draft.roles and draft.type == "Person" and not _MEDIATORS.isdisjoint(draft.roles)}


def outsiders(discourse: Discourse, token: Token) -> set[int]:
    """The drafts that a pair spoken of at ``token`` is no part of: who speaks to or of the two, and who brings them together."""
    found = set() if _MEDIATORS.isdisjoint(discourse.lemmas) else _mediators(discourse)
    verb = _verb(token)
    subject = _subject(verb) if verb is not None else None
    if verb is not None and subject is not None and token.dep not in ("nsubj", "nsubjpass"):
        found.update(_with_people(discourse, subject))
    for above in token.ancestors():
        told = _subject(above) if above is not verb and above.child("ccomp") is not None else None
        if told is not None:
            found.update(i for i in discourse.referents.get(told.i, ()) if discourse.drafts[i].type == "Person")
    return found


def is_outsider(occurrence: Occurrence) -> bool:
    """True for the subject of "mediate", "broker" and the like, and for the agent of "brokered by"."""
    token = _top(occurrence.token)
    verb = _verb(token)
    if verb is None:
        return False
    acts = token.dep == "nsubj" or token.head.dep == "agent"
    return acts and (verb.lemma in _MEDIATING or any(child.dep == "xcomp" and child.lemma in _MEDIATING for child in verb.children))


def _with_people(discourse: Discourse, subject: Token) -> Iterator[int]:
    """Who acts, and the country or firm that he stands for."""
    for index in discourse.referents.get(subject.i, ()):
        yield index
        yield from discourse.drafts[index].places if discourse.drafts[index].type == "Person" else ()
    for child in subject.children:
        if child.dep in ("poss", "amod", "nmod"):
            yield from discourse.referents.get(child.i, ())


def _verb(token: Token) -> Token | None:
    """The verb that a noun is an argument of, directly or through a preposition."""
    head = token.head
    if token.dep == "pobj":
        head = head.head
    return head if head is not token and head.pos in ("VERB", "AUX") else None


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, that of the verb it is joined to, or what its relative clause is about."""
    for _ in range(4):
        subject = verb.child("nsubj", "nsubjpass")
        if subject is not None:
            return verb.head if subject.tag in ("WDT", "WP") and verb.dep == "relcl" else subject
        if verb.dep not in ("conj", "xcomp") or verb.head is verb:
            return None
        verb = verb.head
    return None


def _top(token: Token) -> Token:
    """The noun that a country or firm stands in front of: *troops* for "Tajik troops"."""
    for _ in range(4):
        if token.dep not in _INNER or token.head is token:
            return token
        token = token.head
    return token


def _chain(token: Token) -> Token:
    """The first member of a coordination."""
    for _ in range(40):
        if token.dep != "conj":
            return token
        token = token.head
    return token


def _members(first: Token) -> int:
    count, token = 1, first.child("conj")
    while token is not None and count < 40:
        count, token = count + 1, token.child("conj")
    return count


def _bond(one: Token, other: Token, *, inner: bool, loosely: bool) -> float:
    """How closely two tokens of a sentence, the first before the second, are bound; 0 where they are not.

    ``inner`` tells that they may stand in front of other nouns: "French and German ministers", "Tajik troops fired at a Kyrgyz patrol".
    """
    if inner and one.i + 2 == other.i and one.dep in (*_INNER, "punct") and any(c.text in ("-", "–") for c in other.children):
        return _JOINED
    first, second = (_top(one), _top(other)) if inner else (one, other)
    if first is second:
        return _JOINED if inner and other.dep == "conj" and other.head is one else 0.0
    if _chain(second) is _chain(first) and second.dep == "conj":
        return _JOINED if _members(_chain(first)) == 2 else 0.0
    if second.dep == "appos" and second.head.lemma in _PARTNERS and second.head.child("poss") is not None:
        owner = second.head.child("poss")
        return _JOINED if owner is not None and (owner is one or owner.tag == "PRP$") and _over(first, second.head) else 0.0
    if _owned_partner(first, second):
        return _JOINED
    return _on_each_other(first, second.head if second.dep == "appos" else second, persons=loosely and not inner)


def _owned_partner(first: Token, second: Token) -> bool:
    """True for "he spoke to his Saudi counterpart", who has no name there."""
    owned = second.lemma in _PARTNERS and second.child("poss") is not None and second.child("appos") is None
    return owned and _over(first, second)


def _over(subject: Token, noun: Token) -> bool:
    """True for the subject of a clause that the noun stands below, or what such a relative clause is about."""
    return any(above.pos in ("VERB", "AUX") and _subject(above) is subject for above in noun.ancestors()) or subject is noun.child("poss")


def _on_each_other(first: Token, second: Token, *, persons: bool) -> float:
    """What binds the subject of a verb to its object; with ``persons`` whatever one does to the other."""
    verb = _verb(second)
    if verb is None or second.dep not in ("dobj", "pobj", "dative") or _subject(verb) is not first:
        return 0.0
    if verb.dep == "conj" and verb.child("nsubj", "nsubjpass") is None and verb.head.child("nsubj", "nsubjpass") is None:
        return 0.0
    preposition = second.head.lower if second.dep == "pobj" else ""
    if preposition and preposition not in _BETWEEN_TWO:
        return 0.0
    if preposition == "with" or verb.lemma in word_class("reciprocal"):
        return _ACTING
    target = verb.child("dobj")
    relation = canonical_relation(
        verb.lemma, preposition=preposition, object_lemma=target.lemma if target is not None and preposition else ""
    )
    return _ACTING if relation.event_type is not None and relation.event_type != "AID" else _BESIDE * (persons and not preposition)


def bonded(
    discourse: Discourse, token: Token, fits: Callable[[Draft], bool], kind_of: Callable[[Draft], str], *, loosely: bool = False
) -> tuple[int, int] | None:
    """The two drafts that fit and that what came before ``token`` binds most, both of one kind; None where none plainly stand out.

    With ``loosely`` persons are bound by whatever one does to the other.
    """
    out = outsiders(discourse, token)
    recent = discourse.recent
    taken = [*recent[:_OPENING], *recent[max(_OPENING, len(recent) - _LATEST) :]]
    by_sent: dict[int, list[Occurrence]] = {}
    for occurrence in taken:
        if is_outsider(occurrence):
            out.add(occurrence.draft)
        near = token.sent_i - occurrence.sent <= _FAR or occurrence.sent <= _LEAD
        if near and fits(discourse.drafts[occurrence.draft]):
            by_sent.setdefault(occurrence.sent, []).append(occurrence)
    joined = _just_joined(discourse, token, by_sent, kind_of)
    if joined is not None and not out & set(joined):
        return joined
    scores: dict[tuple[int, int], float] = {}
    for sent, found in by_sent.items():
        decay = max(_A_SENTENCE_AWAY ** (token.sent_i - sent), 0.5 if sent <= _LEAD else 0.0)
        for pair, worth in _bonds_of(discourse, found[:12], kind_of, loosely=loosely).items():
            if not out & set(pair):
                scores[pair] = scores.get(pair, 0.0) + worth * decay
    ranked = sorted(scores, key=lambda pair: (-scores[pair], pair))
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] < _PLAINLY * scores[ranked[1]]):
        return None
    return ranked[0]


def _just_joined(
    discourse: Discourse, token: Token, by_sent: dict[int, list[Occurrence]], kind_of: Callable[[Draft], str]
) -> tuple[int, int] | None:
    """The two of that kind that the sentence before joins by "and" as its subject, or of whom one is the counterpart of the other.

    "Ostia and Murn made peace. … between the two"; "Salem spoke to his Saudi counterpart. The two agreed …".
    """
    found = [o for o in by_sent.get(token.sent_i - 1, ()) if not o.heading]
    pairs = {
        (min(one.draft, other.draft), max(one.draft, other.draft))
        for one, other in combinations(found, 2)
        if one.draft != other.draft
        and kind_of(discourse.drafts[one.draft]) == kind_of(discourse.drafts[other.draft])
        and (_owned_partner(one.token, other.token) or _one_subject(one.token, other.token))
    }
    return pairs.pop() if len(pairs) == 1 else None


def _one_subject(one: Token, other: Token) -> bool:
    """True for the two members of a subject."""
    first = _chain(one)
    return first is _chain(other) and _members(first) == 2 and first.dep in ("nsubj", "nsubjpass")


def _bonds_of(
    discourse: Discourse, found: list[Occurrence], kind_of: Callable[[Draft], str], *, loosely: bool
) -> dict[tuple[int, int], float]:
    """Pairs of one sentence with what binds them; each pair counts once."""
    worth: dict[tuple[int, int], float] = {}
    for one, other in combinations(sorted(found, key=lambda occurrence: occurrence.token.i), 2):
        first, second = discourse.drafts[one.draft], discourse.drafts[other.draft]
        if one.draft == other.draft or kind_of(first) != kind_of(second):
            continue
        strength = _bond(one.token, other.token, inner=first.type != "Person", loosely=loosely)
        if len(discourse.referents.get(one.token.i, ())) == 2 and one.token is other.token:
            strength = _BESIDE  # "they", said of both
        if strength:
            key = (min(one.draft, other.draft), max(one.draft, other.draft))
            worth[key] = max(worth.get(key, 0.0), strength)
    return worth
