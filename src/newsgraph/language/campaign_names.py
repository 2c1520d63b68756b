"""Names that are sentences, or end in an adverb, as those of charities and campaigns are: "Save the Children", "Stop Hunger Now".

The tagger takes their words for verbs and adverbs, and ends sentences inside them. So the parser is shown other names in their place,
letter for letter as long; the tokens keep the words of the article.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 5.60 ff. (names), 11.24 ff. (directives).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import cycle

from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.known_names import known_kind_names

__all__ = ["campaign_names", "plain_text", "with_plain_names"]

# One character for one: offsets in the parsed text are offsets in the article.
_PLAIN = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"', "‘": "'", "’": "'", "‛": "'", "′": "'",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ", "\ufeff": " ", "‐": "-", "‑": "-", "―": "—",
    }
)  # fmt: skip

_WORD = r"[A-Z][A-Za-z]+"
_SMALL = r"(?:the|of|for|to|in|on|and|a)"
_BEARER = (
    r"(?:[Cc]harit(?:y|ies)|[Gg]roup|[Nn]on-?profit|NGO|[Tt]hink[- ]?tank|[Ss]tart-?up|[Mm]ovement|[Cc]oalition|[Ff]oundation|"
    r"[Ii]nitiative|[Oo]rgani[sz]ation|[Nn]etwork|[Aa]lliance)"
)
_INTRODUCED = re.compile(rf"(?<!\w){_BEARER} ({_WORD}(?: (?:{_SMALL} )?{_WORD}){{1,4}})(?!\w)")
_SET_OFF = re.compile(rf"(?<!\w){_BEARER}, ({_WORD}(?: (?:{_SMALL} )?{_WORD}){{1,4}}),")
_BESIDE = re.compile(rf"(?<!\w)[Tt]he ({_WORD}(?: (?:{_SMALL} )?{_WORD}){{1,4}}) (?:charity|group|campaign|movement)(?!\w)")
# As long as the words they stand for, and names to any tagger.
_STANDINGS = ("Arvelandstermontesquiou", "Kelvandersonholmiavitch", "Ostravellingeroudarimo")


def plain_text(text: str) -> str:
    """``text`` with straight quotes and ordinary spaces, of the same length."""
    return text.translate(_PLAIN)


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    names = sorted(known_kind_names("campaign"), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def campaign_names(text: str) -> list[tuple[int, int]]:
    """Where such names stand in ``text``, as half-open ranges of characters in order: known ones, and those that a text introduces.

    >>> campaign_names("The charity Born Well urged them. Born Well has said so before.")
    [(12, 21), (34, 43)]
    """
    found = {match.span() for match in _known().finditer(text)}
    introduced = {match[1] for pattern in (_INTRODUCED, _SET_OFF, _BESIDE) for match in pattern.finditer(text) if _worded(match[1])}
    for name in sorted(introduced):
        found.update(match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _worded(name: str) -> bool:
    """True where a first word is a verb of what people are to do, or a last one an adverb."""
    words = name.lower().split()
    return words[0] in word_class("campaign openers") or words[-1] in word_class("campaign closers")


def with_plain_names(text: str, names: list[tuple[int, int]]) -> str:
    """``text``, as long as before, with names that no tagger takes for anything else in place of ``names``."""
    parts: list[str] = []
    at = 0
    for start, end in names:
        parts += [text[at:start], _standing(text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _standing(name: str) -> str:
    """Another name with words of the same lengths."""
    standings = cycle(_STANDINGS)
    return re.sub(r"[A-Za-z]+", lambda word: next(standings)[: len(word[0])], name)
