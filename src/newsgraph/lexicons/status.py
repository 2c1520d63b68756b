"""Which predicates make what of the clauses that they embed; the table is ``status.tsv``, its header names the literature."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast

from newsgraph.lexicons.tables import read_table
from newsgraph.model import Modality

__all__ = [
    "Complement",
    "Effect",
    "Embedding",
    "embedding",
    "embedding_classes",
    "noun_effect",
    "phrase_effect",
    "preposition_effect",
    "reports",
]

Complement = Literal["that", "to", "obj"]


class Embedding(NamedTuple):
    """What a predicate makes of its complement.

    ``affirmed`` and ``denied`` are ``same``, ``negated``, ``possible``, or ``none`` where the content is neither told nor denied ("did not
    ask her to leave"); ``modality`` may be empty.
    """

    name: str
    affirmed: str
    denied: str
    modality: str
    attributed: bool


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], Embedding]:
    table: dict[tuple[str, str], Embedding] = {}
    text = files(__package__).joinpath("status.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, complement, affirmed, denied, modality, source, words = line.split("\t")
        entry = Embedding(name, affirmed, denied, "" if modality == "-" else modality, source == "subject")
        for word in words.split():
            for kind in ("that", "to", "obj") if complement == "*" else complement.split(","):
                table.setdefault((word, kind), entry)
    return table


def embedding(lemma: str, complement: Complement) -> Embedding | None:
    """The class of a predicate with that kind of complement, or None when no class has it."""
    return _table().get((lemma, complement))


@lru_cache(maxsize=1)
def embedding_classes() -> dict[str, frozenset[str]]:
    """Each class name with its predicates."""
    classes: dict[str, set[str]] = {}
    for (word, _), entry in _table().items():
        classes.setdefault(entry.name, set()).add(word)
    return {name: frozenset(words) for name, words in sorted(classes.items())}


def reports(lemma: str) -> bool:
    """True for a verb whose subject tells that something is so: say, find, conclude.

    >>> reports("find"), reports("regret")
    (True, False)
    """
    entry = embedding(lemma, "that")
    return entry is not None and entry.name == "report"


class Effect(NamedTuple):
    """What a noun, or a verb with a preposition, makes of the clause in it.

    ``affirmed`` and ``denied`` are as in :class:`Embedding`; ``claim`` is what an owner of the noun does with a finite clause
    ("her argument that": ``report``), empty when that makes it nobody's claim.
    """

    affirmed: str
    denied: str
    modality: Modality | None
    claim: str


@lru_cache(maxsize=1)
def _effects() -> dict[tuple[str, str, str], Effect]:
    table: dict[tuple[str, str, str], Effect] = {}
    for kind, preposition, affirmed, denied, modality, claim, words in read_table("effects.tsv", 7):
        effect = Effect(affirmed, denied, None if modality == "-" else cast(Modality, modality), "" if claim == "-" else claim)
        for word in words.split():
            table.setdefault((kind, word, "" if preposition == "-" else preposition), effect)
    return table


def noun_effect(lemma: str, *, finite: bool = False) -> Effect | None:
    """What a noun makes of the clause in it ("the plan to …", with ``finite`` "the claim that …"), or None when it says nothing of it."""
    general = _effects().get(("noun", lemma, ""))
    if finite:  # "the time that she stood trial" is no time to do something: only nouns that can be somebody's claim hold for both
        return _effects().get(("that", lemma, "")) or (general if general is not None and general.claim else None)
    return general


def preposition_effect(verb: str, preposition: str) -> Effect | None:
    """What a verb makes of the clause behind its preposition ("kept from …"), or None when they say nothing of it."""
    return _effects().get(("verb", verb, preposition))


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, str], Effect]:
    table: dict[tuple[str, str], Effect] = {}
    for affirmed, denied, verbs, nouns in read_table("phrases.tsv", 4):
        for verb in verbs.split():
            for noun in nouns.split():
                table.setdefault((verb, noun), Effect(affirmed, denied, None, ""))
    return table


def phrase_effect(verb: str, noun: str) -> Effect | None:
    """What a verb with its noun makes of the infinitive in it, or None when they leave it as open as the noun does.

    Particle and preposition are joined to the verb: "took the chance to", "carried out its threat to" (``carry_out``).

    >>> phrase_effect("break", "promise").affirmed, phrase_effect("make", "promise")
    ('negated', None)
    """
    return _phrases().get((verb, noun))
