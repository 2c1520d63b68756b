"""Which predicates make what of the clauses that they embed; the table is ``status.tsv``, its header names the literature."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast

from newsgraph.lexicons.tables import read_table
from newsgraph.model import Modality

__all__ = ["Complement", "Embedding", "embedding", "embedding_classes", "noun_effect", "preposition_effect"]

Complement = Literal["that", "to", "obj"]


class Embedding(NamedTuple):
    """What a predicate makes of its complement.

    ``affirmed`` and ``denied`` are ``same``, ``negated`` or ``possible``; ``modality`` and ``attributed`` may be empty.
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


@lru_cache(maxsize=1)
def _effects() -> dict[tuple[str, str], tuple[str, Modality | None]]:
    table: dict[tuple[str, str], tuple[str, Modality | None]] = {}
    for _, preposition, status, modality, words in read_table("effects.tsv", 5):
        for word in words.split():
            table.setdefault(
                (word, "" if preposition == "-" else preposition), (status, None if modality == "-" else cast(Modality, modality))
            )
    return table


def noun_effect(lemma: str) -> tuple[str, Modality | None] | None:
    """Status and modality of the clause in a noun ("the plan to …"), or None when the noun says nothing of it."""
    return _effects().get((lemma, ""))


def preposition_effect(verb: str, preposition: str) -> tuple[str, Modality | None] | None:
    """Status and modality of the clause behind a verb's preposition ("kept from …"), or None when they say nothing of it."""
    return _effects().get((verb, preposition))
