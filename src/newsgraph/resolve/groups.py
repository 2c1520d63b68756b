"""What the steps of resolving share: entities of several articles that are one, and what a name is compared by."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsgraph.language.slugs import slug
from newsgraph.lexicons.titles import title_words
from newsgraph.model import Entity, Named, Statement

__all__ = ["Group", "Member", "fits", "folded", "has_name", "names_of", "position"]

Member = tuple[str, Entity]
"""An article's id, and one of its entities."""


@dataclass(slots=True)
class Group:
    """Entities of several articles that are one; ``reasons`` says why each is in it. A group that a user merged has ``parts``."""

    members: list[Member]
    reasons: list[str]
    local: bool = False
    parts: list[Group] = field(default_factory=list)


def position(statement: Statement) -> tuple[str, int, int, str]:
    """What statements are sorted by: article, place of the sentence, id."""
    sentence = statement.evidence[0].sentence
    return (statement.article, sentence.start, sentence.end, statement.id)


def folded(name: str) -> str:
    """What a name is compared by: upper and lower case, kinds of apostrophes and a leading *the* make no difference.

    >>> folded("The  POTUS") == folded("POTUS")
    True
    """
    plain = " ".join(unicodedata.normalize("NFC", name).replace("\u2019", "'").casefold().split())
    return plain.removeprefix("the ") or plain


def _untitled(name: str) -> str:
    """``name``, folded, without the titles before it."""
    words = folded(name).split()
    known = title_words()
    while len(words) > 1 and words[0] in known:
        words.pop(0)
    return " ".join(words)


def names_of(entity: Entity) -> Iterator[str]:
    """All that an entity is called, folded: label, other names, and the words of its mentions that are no pronouns."""
    yield folded(entity.label)
    yield from map(folded, entity.aliases)
    yield from (folded(mention.text) for mention in entity.mentions if mention.kind != "pronoun")


def fits(text: str, named: Named) -> bool:
    """True when the words of a mention are that name, titles apart."""
    wanted = folded(named.name)
    return folded(text) == wanted or _untitled(text) == wanted


def has_name(entity: Entity, named: Named) -> bool:
    """True when that is one of the entity's names, or its id is made of one; the article does not count."""
    if named.name.startswith("entity/"):
        return any(f"entity/{slug(name)}" == named.name for name in (entity.label, *entity.aliases))
    return folded(named.name) in names_of(entity) or any(fits(m.text, named) for m in entity.mentions if m.kind != "pronoun")
