"""Verbs of speech: what kind of saying each of them is, and where its addressee stands.

References:
    B. Levin, English Verb Classes and Alternations, University of Chicago Press 1993, chapters 29, 33, 37 and 40.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

__all__ = ["SpeechAct", "SpeechVerb", "speech_verb", "speech_verbs"]

SpeechAct = Literal["assert", "question", "request", "promise", "threat", "denial", "admission", "belief"]


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A verb that introduces somebody's words.

    ``kind`` is Levin's class (``say``, ``tell``, ``manner`` …), ``addressee`` where the person spoken to stands: ``object``
    ("told reporters"), a preposition ("said to reporters") or ``none``; ``act`` is what one does with the words.
    """

    lemma: str
    kind: str
    addressee: str
    act: SpeechAct


@lru_cache(maxsize=1)
def speech_verbs() -> dict[str, SpeechVerb]:
    """All verbs of speech by their lemma, in alphabetical order."""
    table: dict[str, SpeechVerb] = {}
    for line in files("newsgraph.lexicons").joinpath("speech.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            lemma, kind, addressee, act = line.split("\t")
            table[lemma] = SpeechVerb(lemma, kind, addressee, cast(SpeechAct, act))
    return table


def speech_verb(lemma: str) -> SpeechVerb | None:
    """The entry of a verb by its lemma, None when it is no verb of speech.

    >>> speech_verb("tell").addressee
    'object'
    """
    return speech_verbs().get(lemma)
