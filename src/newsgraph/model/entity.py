"""Entities and the places in the text where they are mentioned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from newsgraph.model.span import CharSpan

__all__ = ["ENTITY_TYPES", "Entity", "EntityType", "Mention", "MentionKind"]

EntityType = Literal["Person", "Organization", "Place", "Group", "Event", "Work", "Law", "Product", "Thing"]
"""What an entity is. ``Group``: people with something in common (Canadians, Muslims). ``Law``: laws, treaties and
agreements. ``Thing``: anything else that several statements share."""

ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)

MentionKind = Literal["name", "demonym", "nominal", "pronoun"]
"""How a mention refers: by a name, an adjective of a name (*Canadian*), a description (*the premier*), a pronoun."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place in the article of that id that refers to an entity; ``reason`` says, for people, why it is counted to it."""

    article: str
    span: CharSpan
    kind: MentionKind
    text: str
    reason: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON values, offsets as ``start`` and ``end``."""
        return {
            "article": self.article,
            "start": self.span.start,
            "end": self.span.end,
            "kind": self.kind,
            "text": self.text,
            "reason": self.reason,
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Mention:
        """The inverse of :meth:`to_json`."""
        return cls(row["article"], CharSpan(row["start"], row["end"]), row["kind"], row["text"], row.get("reason", ""))


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place … as one article, or the whole graph, knows it.

    ``id`` is relative (``entity/doug-ford``); the base of all IRIs comes before it in RDF.
    ``label`` is the fullest name without titles; ``aliases`` all other names used, sorted, never a pronoun.
    ``mentions`` are sorted by article and position.
    ``link`` names the entity of the project's own tables that it was recognised as (``country/CA``), or is empty.
    """

    id: str
    label: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    link: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return {
            "id": self.id,
            "label": self.label,
            "type": self.type,
            "aliases": list(self.aliases),
            "link": self.link,
            "mentions": [mention.to_json() for mention in self.mentions],
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Entity:
        """The inverse of :meth:`to_json`."""
        return cls(
            id=row["id"],
            label=row["label"],
            type=row["type"],
            aliases=tuple(row.get("aliases", ())),
            link=row.get("link", ""),
            mentions=tuple(Mention.from_json(mention) for mention in row.get("mentions", ())),
        )
