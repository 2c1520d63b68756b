"""Second names that an article gives to a person: "Kali – real name Ann Moor –", "Kali, born Ann Moor in Leeds,", "Kali (née Moor)", and
the name in full where an article tells of a birth: "Kali Moor has died … Wendy Kalista Moor was born in Leeds"."""

from __future__ import annotations

from collections.abc import Sequence

from newsgraph.language.annotated import Token
from newsgraph.language.mentions import NameMention

__all__ = ["second_names"]

_KINDS = frozenset({"real", "birth", "full", "legal", "maiden", "given"})
_BORN = frozenset({"born", "née", "nee", "né"})
_BEARING = frozenset({"bear", "christen", "baptise", "baptize"})
_OPENS = frozenset({",", "(", "–", "—", "-"})
_OWNS = frozenset({"whose", "his", "her", "their"})
_IS = frozenset({"is", "was", ":"})


def second_names(tokens: Sequence[Token], mentions: Sequence[NameMention]) -> dict[int, int]:
    """The starts of names of persons that are given as somebody's other name, each with the start of the name right before it."""
    by_end = {mention.end: mention for mention in mentions}
    found: dict[int, int] = {}
    for mention in mentions:
        at = _opening(tokens, mention.start)
        first = by_end.get(at) if at >= 0 else None
        if first is not None and first.key != mention.key:
            found[mention.start] = first.start
        elif first is None and len(mention.words) > 2 and _is_born(mention):
            others = [m for m in mentions if len(m.words) > 1 and m.words[-1] == mention.words[-1] and m.key != mention.key]
            if len({m.words for m in others}) == 1 and others[0].start < mention.start:
                found[mention.start] = others[0].start
    return found


def _is_born(mention: NameMention) -> bool:
    return mention.head.dep == "nsubjpass" and mention.head.head.lemma in _BEARING


def _opening(tokens: Sequence[Token], start: int) -> int:
    """Where the words begin that say whose other name begins at ``start``; -1 where none do."""
    i = start - 1
    if i > 1 and tokens[i].lower in _IS and tokens[i - 1].lower == "name":
        i -= 1
    if i > 1 and tokens[i].lower == "name" and tokens[i - 1].lower in _KINDS:
        i -= 2
        if tokens[i].lower in _OWNS:
            i -= 1
    elif i > 0 and tokens[i].lower in _BORN:
        i -= 1
    else:
        return -1
    same = i > 0 and tokens[i].sent_i == tokens[start].sent_i
    return i if same and tokens[i].text in _OPENS else -1
