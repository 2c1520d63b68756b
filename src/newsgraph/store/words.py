"""The words of sentences, by which a store finds those that contain some without reading them all.

A store keeps, in its bookkeeping, ``?selector ng:word "tariffs"`` for each word of each sentence, and ``<base> ng:vocabulary "tariffs"``
for each word that there is. Words are in lower case, without the most frequent ones; a graph's files do not have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from newsgraph.rdf.writers import string_literal

__all__ = ["narrowing", "words_of"]

_WORD = re.compile(r"[^\W_]+")
# They stand in every other sentence, so that looking them up gains nothing. Function words, by any frequency list of English.
_FREQUENT: Final = frozenset(
    "a an and are as at be been but by for from had has have he her his i in is it its not of on or s said she that the their they this to "
    "was we were when which who will with would".split()
)


def words_of(sentences: Iterable[str]) -> list[str]:
    """The words of some sentences, each once, sorted."""
    return sorted({word for sentence in sentences for word in _WORD.findall(sentence.lower())} - _FREQUENT)


def narrowing(variable: str, text: str) -> str:
    """A pattern that binds ``?variable`` to selectors, at least to all whose sentence contains ``text``, upper and lower case alike.

    Empty when nothing narrows them: all words of ``text`` are frequent ones, or parts of such.
    """
    lowered = text.lower()
    found = list(_WORD.finditer(lowered))
    # A word at an end of the text may be part of a longer one: "tariff" of "tariffs".
    whole = [match[0] for match in found if match.start() > 0 and match.end() < len(lowered) and match[0] not in _FREQUENT]
    if whole:
        return f"GRAPH g:store {{ ?{variable} ng:word {string_literal(max(whole, key=len))} }}"
    parts = [match[0] for match in found if not any(match[0] in word for word in _FREQUENT)]
    if not parts:
        return ""
    part = string_literal(max(parts, key=len))
    return (
        f"{{ SELECT DISTINCT ?{variable} WHERE {{ GRAPH g:store {{ "
        f"<> ng:vocabulary ?word_ . FILTER(CONTAINS(?word_, {part})) ?{variable} ng:word ?word_ }} }} }}"
    )
