"""Which entity of the graph a user means by a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from newsgraph.language.slugs import slug
from newsgraph.model import Correction, Entity, Named
from newsgraph.resolve.groups import Group, fits, folded, has_name

__all__ = ["Lookup", "Problem"]


class Problem(Exception):  # noqa: N818 - it is told to the user as the reason why a correction was not applied, and raised no further
    """Why a correction cannot be applied."""


class Lookup:
    """Finds groups by their ids, labels and other names as they are without the user's merges, and by the names the user gave them."""

    def __init__(self, groups: Sequence[Group], of: dict[tuple[str, str], Entity], corrections: Iterable[Correction]) -> None:
        """``of`` tells what entity of the graph each entity of an article has become."""
        self.groups = groups
        self._entities = [of[group.members[0][0], group.members[0][1].id] for group in groups]
        listed = list(corrections)
        self._given = {folded(one.to): one.entities[0] for one in listed if one.kind == "rename"}
        self._apart = [[set(self.all(named)) for named in one.entities] for one in listed if one.kind == "split"]

    def every(self, named: Named) -> list[int]:
        """The numbers of all groups that are called so: what a name without an article means.

        Raises:
            Problem: when there is none, or the user has set some of them apart from others.
        """
        found = self.all(named)
        if not found:
            raise Problem(f"no entity named {named}")
        if any(sum(bool(side & set(found)) for side in sides) > 1 for sides in self._apart):
            raise self.doubt(named, found)
        return found

    def one(self, named: Named) -> int:
        """The number of the one group that is meant.

        Raises:
            Problem: when there is none, or several.
        """
        found = self.every(named)
        if len(found) > 1:
            raise self.doubt(named, found)
        return found[0]

    def doubt(self, named: Named, found: Sequence[int]) -> Problem:
        """What is told of a name that is of several."""
        listed = ", ".join(f"{self._entities[n].label} ({self._entities[n].id})" for n in found[:5])
        return Problem(f"{named} may be {listed}; give one of these ids, or {{ name = …, article = … }}")

    def all(self, named: Named) -> list[int]:
        """The numbers of all groups that may be meant: those that fit in the best way in which any does."""
        found = self._fitting(named)
        given = self._given.get(folded(named.name))
        return found or ([] if given is None or given == named else self._fitting(given))

    def _fitting(self, named: Named) -> list[int]:
        if named.article:
            return [
                number
                for number, group in enumerate(self.groups)
                if any(
                    article == named.article and (has_name(entity, named) or self._entities[number].id == named.name)
                    for article, entity in group.members
                )
            ]
        wanted, stem = folded(named.name), slug(named.name.removeprefix("entity/"))
        ways: tuple[Callable[[Entity], bool], ...] = (
            lambda entity: entity.id == named.name,
            lambda entity: folded(entity.label) == wanted,
            lambda entity: any(folded(alias) == wanted for alias in entity.aliases),
            # An id follows from the label, which more articles may change: the names that it was made of are still there.
            lambda entity: named.name.startswith("entity/") and any(slug(name) == stem for name in (entity.label, *entity.aliases)),
            lambda entity: any(fits(mention.text, named) for mention in entity.mentions if mention.kind != "pronoun"),
        )
        for way in ways:
            if found := [number for number, entity in enumerate(self._entities) if way(entity)]:
                return found
        return []
