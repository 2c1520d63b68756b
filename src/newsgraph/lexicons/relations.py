"""The relations of the news: canonical names, event types, which one is a kind of which.

``relations.tsv`` holds verbs with their particle, preposition and, for light verbs, the head of their object ("sign =agreement").
Verbs that are not in it keep their own words as the name of the relation.

References:
    Open Event Data Alliance, PLOVER: A Political Event Ontology (codebook), 2017-2022.
    D. Gerner, P. Schrodt, Ö. Yilmaz, R. Abu-Jabr, Conflict and Mediation Event Observations (CAMEO), 2002.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from newsgraph.lexicons.tables import read_table, values
from newsgraph.model import COOPERATIVE, EVENT_TYPES, EventType, Modality, Status

__all__ = ["EVENT_POLARITY", "CanonicalRelation", "broader", "canonical_phrase", "canonical_relation", "event_in_context", "relation_names"]

EVENT_POLARITY: dict[EventType, int] = {event: 1 if event in COOPERATIVE else -1 for event in EVENT_TYPES}
"""1 for cooperative, -1 for conflictual event types."""

_FUNCTION_WORDS = frozenset(
    """about across after against ahead along among apart around aside as at away back before behind between by down for forward from in
    into of off on onto out over past through to together toward towards under up upon with within without""".split()
)
# Verbs whose bare object takes part on equal terms: A met B, so B met A.
_MUTUAL = frozenset(
    {"meet", "marry", "wed", "divorce", "border", "neighbour", "neighbor", "adjoin", "fight", "battle", "combat", "resemble", "rival"}
)
_MUTUAL_WORDS = ("with", "against")
# Beside a verb they are no preposition: the verb is another one with them ("back out" is not to support out, "head off" not to lead off).
_PARTICLES = frozenset("ahead along apart around aside away back down off out together up".split())
_PHYSICAL: frozenset[EventType] = frozenset({"PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "THREATEN", "RETREAT"})


@dataclass(frozen=True, slots=True)
class CanonicalRelation:
    """``name`` of the relation, its event type (None where it is none of the sixteen), and whether it holds both ways."""

    name: str
    event_type: EventType | None = None
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    row: str
    event_type: EventType | None
    symmetric: bool
    renames: bool


_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Table:
    entries: dict[_Key, _Entry]
    classes: dict[str, tuple[str, ...]]
    broader: dict[str, str]


def _key(pattern: str) -> _Key:
    """Verb, particle with preposition, object of a pattern."""
    verb, *rest = pattern.split()
    function = " ".join(word for word in rest if word in _FUNCTION_WORDS)
    target = next((word.removeprefix("=") for word in rest if word not in _FUNCTION_WORDS), "")
    return verb, function, target


@lru_cache(maxsize=1)
def _table() -> _Table:
    entries: dict[_Key, _Entry] = {}
    classes: dict[str, list[str]] = {}
    above: dict[str, str] = {}
    for name, event, flag, same, kinds in read_table("relations.tsv", 5):
        if name.startswith("@"):
            for noun in values(same):
                classes.setdefault(noun, []).append(name)
            continue
        event_type = None if event == "-" else cast(EventType, event)
        for patterns, renames in (((name, *values(same)), True), (values(kinds), False)):
            for pattern in patterns:
                entries.setdefault(_key(pattern), _Entry(name, event_type, flag == "sym", renames))
                if not renames and "=" not in pattern:
                    above.setdefault(pattern, name)
        if event_type is not None:
            above.setdefault(name, event_type)
    # A name that is a kind of another has that one above it, not the event type: denounce, condemn, criticise, ACCUSE.
    for name, _, _, _, kinds in read_table("relations.tsv", 5):
        for pattern in values(kinds):
            if pattern in above and pattern != name and above[pattern] in EVENT_TYPES:
                above[pattern] = name
    return _Table(entries, {noun: tuple(found) for noun, found in classes.items()}, above)


def _find(lemma: str, particle: str, preposition: str, object_lemma: str) -> tuple[_Entry, bool, bool] | None:
    """The most specific entry; whether it took up the preposition, and the object. A particle is never left over."""
    table = _table()
    targets = [target for noun in object_lemma.split() for target in (noun, *table.classes.get(noun, ()))]
    targets.extend("*" for _ in object_lemma.split()[:1])
    both = f"{particle} {preposition}".strip()
    for target in (*targets, ""):
        for function in dict.fromkeys((both, particle)):
            entry = table.entries.get((lemma, function, target))
            if entry is not None:
                return entry, function == both, bool(target)
    return None


def canonical_relation(lemma: str, *, particle: str = "", preposition: str = "", object_lemma: str = "") -> CanonicalRelation:
    """The canonical relation of a verb; all four are dictionary forms, empty where absent.

    ``object_lemma`` is the head of the object, and may go on with its further nouns ("delivery aid"), which count where the head
    says nothing. The preposition stays in the name unless the lexicon knows it as part of the verb. An object only tells the event type.

    >>> canonical_relation("call", preposition="on")
    CanonicalRelation(name='urge', event_type='REQUEST', symmetric=False)
    >>> canonical_relation("sign", object_lemma="treaty").event_type
    'AGREE'
    >>> canonical_relation("wade", preposition="through").name
    'wade through'
    """
    lemma, particle, preposition, object_lemma = (word.lower() for word in (lemma, particle, preposition, object_lemma))
    own = " ".join(word for word in (lemma, particle, preposition) if word)
    plain = _find(lemma, particle, preposition, "")
    name = own
    if plain is not None and plain[0].renames:
        entry, took, _ = plain
        name = entry.row if took or not preposition else f"{entry.row} {preposition}"
    found = _find(lemma, particle, preposition, object_lemma) or plain
    if found is None:
        return CanonicalRelation(name)
    entry, _, with_object = found
    mutual = preposition in _MUTUAL_WORDS if preposition else lemma in _MUTUAL
    return CanonicalRelation(name, entry.event_type, entry.symmetric and mutual and not with_object)


_ASPECTUAL = frozenset(
    {"begin", "start", "continue", "keep", "stop", "manage", "come", "go", "help", "proceed", "get", "use", "end", "resume"}
)
_TRIES = frozenset(
    {"try", "attempt", "seek", "want", "plan", "intend", "aim", "hope", "vow", "promise", "pledge", "agree", "offer", "decide", "prepare"}
)


def canonical_phrase(name: str, *, lemma: str, object_lemma: str = "") -> CanonicalRelation:
    """The canonical relation of a relation made by an extractor: "call on", "be arrested by", "threaten to cut off".

    ``lemma`` is the verb that ``name`` begins with. Passives and chains of verbs keep their name; the event type of a chain is that of
    its first verb where it has one ("threaten to"), that of the second after "begin to", and an intention after "plan to".
    """
    words = name.lower().split()
    lemma = lemma.lower()
    if not words or not lemma or lemma.split() != [lemma]:
        return CanonicalRelation(name)
    if words[0] == lemma and "to" in words[1:-1]:
        at = words.index("to", 1)
        inner = canonical_phrase(" ".join(words[at + 1 :]), lemma=words[at + 1], object_lemma=object_lemma).event_type
        outer = canonical_relation(lemma).event_type
        if lemma in _ASPECTUAL:
            return CanonicalRelation(name, inner)
        if lemma in _TRIES and inner is not None:
            return CanonicalRelation(name, event_in_context(inner, "possible", "intention"))
        return CanonicalRelation(name, outer)
    if words[0] != lemma:
        if len(words) < 2:
            return CanonicalRelation(name)  # the copula: "be" with the noun as its lemma
        rest = [word for word in words[2:] if word in _FUNCTION_WORDS and word != "by"]
        found = canonical_relation(lemma, particle=rest[0] if len(rest) > 1 else "", preposition=rest[-1] if rest else "")
        return CanonicalRelation(name, found.event_type if words[0] in ("be", "get") else None)
    rest = words[1:]
    if any(word not in _FUNCTION_WORDS for word in rest):
        # "suspend delivery in": the object stands in the name.
        nouns = " ".join((*(word for word in rest if word not in _FUNCTION_WORDS), object_lemma))
        return CanonicalRelation(name, canonical_relation(lemma, object_lemma=nouns).event_type)
    if len(rest) > 1:
        return canonical_relation(lemma, particle=" ".join(rest[:-1]), preposition=rest[-1], object_lemma=object_lemma)
    word = rest[0] if rest else ""
    with_particle = canonical_relation(lemma, particle=word, object_lemma=object_lemma)
    if word in _PARTICLES or (word and (with_particle.event_type is not None or with_particle.name != name.lower())):
        return with_particle
    return canonical_relation(lemma, preposition=word, object_lemma=object_lemma)


def broader(name: str) -> str | None:
    """The relation or event type above a relation: *request* is a kind of *urge*, *urge* a REQUEST; None at the top.

    >>> broader("denounce"), broader("condemn"), broader("criticise"), broader("ACCUSE")
    ('condemn', 'criticise', 'ACCUSE', None)
    """
    return _table().broader.get(name)


def relation_names() -> tuple[str, ...]:
    """Every name that has something above it, sorted."""
    return tuple(sorted(_table().broader))


def event_in_context(event_type: EventType | None, status: Status, modality: Modality | None) -> EventType | None:
    """What kind of event it is to say that something will, must or will not happen.

    Following the codebook: to intend cooperation is AGREE, to threaten or announce conflict THREATEN, to ask for anything REQUEST, to
    allege ACCUSE; what did not happen is no event, but cooperation denied is REJECT.
    """
    if modality == "allegation":
        return "ACCUSE"
    if modality in ("request", "obligation"):
        return "REQUEST"
    if modality == "threat":
        return "THREATEN"
    if event_type is None:
        return None
    if status == "negated":
        return "REJECT" if event_type in COOPERATIVE and event_type not in ("CONSULT", "RETREAT") else None
    if event_type in COOPERATIVE:
        return "AGREE" if modality in ("future", "intention", "promise", "conditional") else event_type
    if modality in ("future", "intention", "promise"):
        # "They went on strike to protest": the purpose is the event.
        return event_type if event_type == "PROTEST" and modality == "intention" else "THREATEN" if event_type in _PHYSICAL else event_type
    return event_type
