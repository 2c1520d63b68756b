"""Keeping apart what a user says is not one: within an article by the words of the mentions, over articles by their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsgraph.language.slugs import slug
from newsgraph.model import ArticleResult, Correction, Entity, Mention, Named, Node, Qualifier, Statement
from newsgraph.resolve.groups import Group, fits, folded, has_name

__all__ = ["split_groups", "split_results"]


def split_results(results: Sequence[ArticleResult], corrections: Iterable[Correction]) -> list[ArticleResult]:
    """The results with the entities of each article parted as the user says; what need not be parted is the same object."""
    parted = list(results)
    for correction in corrections:
        if correction.kind == "split":
            parted = [_parted(result, correction.entities) for result in parted]
    return parted


def _parted(result: ArticleResult, wanted: Sequence[Named]) -> ArticleResult:
    here = [named for named in wanted if named.article in ("", result.article.id)]
    if len(here) < 2:
        return result
    taken = {entity.id for entity in result.entities}
    entities: list[Entity] = []
    moves: list[_Move] = []
    for entity in result.entities:
        own, *others = _split_entity(entity, here, taken)
        entities.append(own)
        for other in others:
            entities.append(other)
            moves.append(_Move(entity.id, own, other))
    if tuple(entities) == result.entities:
        return result
    statements = tuple(_moved(statement, moves) for statement in result.statements)
    return replace(result, entities=tuple(entities), statements=statements)


def _split_entity(entity: Entity, wanted: Sequence[Named], taken: set[str]) -> list[Entity]:
    """The entity itself, first, and what its mentions of other names have become."""
    sides = _sides(entity, wanted)
    if len(sides) < 2:
        return [entity]
    others: list[Entity] = []
    left = list(entity.mentions)
    for named in sides[1:]:
        gone = [mention for mention in left if mention.kind != "pronoun" and fits(mention.text, named)]
        # What has no other mention left cannot be told from it: then the name alone is taken away.
        if gone and len(gone) < len(left):
            left = [mention for mention in left if mention not in gone]
            others.append(_new(entity, named, sides[0], gone, taken))
    names = [name for name in (entity.label, *entity.aliases) if not any(fits(name, named) for named in sides[1:])]
    if not names:
        names = [left[0].text] if left else [entity.label]
    label = names[0] if names[0] == entity.label else max(names, key=lambda name: (len(name.split()), len(name), name))
    aliases = tuple(sorted({name for name in names if name != label}))
    return [replace(entity, label=label, aliases=aliases, mentions=tuple(left)), *others]


def _sides(entity: Entity, wanted: Sequence[Named]) -> list[Named]:
    """Those of the names that the entity has, in their order."""
    return [named for named in wanted if has_name(entity, named)]


def _new(entity: Entity, named: Named, first: Named, mentions: Sequence[Mention], taken: set[str]) -> Entity:
    number, stem = 1, f"entity/{slug(named.name)}"
    own = stem
    while own in taken:
        number += 1
        own = f"{stem}-{number}"
    taken.add(own)
    known = [name for name in (entity.label, *entity.aliases) if fits(name, named)]
    spelt = Counter(mention.text for mention in mentions)
    label = min(known or spelt, key=lambda text: (folded(text) != folded(named.name), -spelt[text], text))
    told = f"kept apart from {first} by the user"
    reasons = tuple(replace(mention, reason=f"{mention.reason}; {told}" if mention.reason else told) for mention in mentions)
    return Entity(own, label, entity.type, tuple(sorted({*known} - {label})), reasons)


class _Move:
    """Which nodes of an entity belong to what was parted from it: those at its mentions, and at no other mention."""

    __slots__ = ("new", "old", "stay")

    def __init__(self, old: str, own: Entity, new: Entity) -> None:
        self.old = old
        self.new = new
        self.stay = [mention.span for mention in own.mentions]

    def applies(self, node: Node) -> bool:
        if node.kind != "entity" or node.id != self.old:
            return False
        span = node.span
        if span is None:
            return any(folded(node.text) == folded(mention.text) for mention in self.new.mentions)
        here = any(span.overlaps(mention.span) for mention in self.new.mentions)
        return here and not any(span.overlaps(other) for other in self.stay)


def _moved(statement: Statement, moves: Sequence[_Move]) -> Statement:
    def node(old: Node) -> Node:
        new = next((move.new for move in moves if move.applies(old)), None)
        return old if new is None else replace(old, id=new.id, label=new.label, aliases=new.aliases)

    def qualifier(old: Qualifier) -> Qualifier:
        return replace(old, node=node(old.node)) if old.node else old

    changed = statement.replace(
        subject=node(statement.subject),
        object=node(statement.object) if statement.object else None,
        speakers=tuple(map(node, statement.speakers)),
        qualifiers=tuple(map(qualifier, statement.qualifiers)),
    )
    return statement if changed == statement else changed


def split_groups(groups: Sequence[Group], corrections: Iterable[Correction]) -> list[Group]:
    """The groups, those parted whose members a user says are not one; members that none of the names fits stay with the first."""
    parted = list(groups)
    for correction in corrections:
        if correction.kind == "split":
            parted = [part for group in parted for part in _parts(group, correction.entities)]
    return parted


def _parts(group: Group, wanted: Sequence[Named]) -> list[Group]:
    sides = [_side(article, entity, wanted) for article, entity in group.members]
    present = sorted({side for side in sides if side is not None})
    if len(present) < 2:
        return [group]
    parts: list[Group] = []
    for number in present:
        chosen = [at for at, side in enumerate(sides) if side == number or (side is None and number == present[0])]
        parts.append(Group([group.members[at] for at in chosen], [group.reasons[at] for at in chosen], group.local))
    return parts


def _side(article: str, entity: Entity, wanted: Sequence[Named]) -> int | None:
    """Which of the names the entity of that article has, the first of several."""
    return next((n for n, named in enumerate(wanted) if named.article in ("", article) and has_name(entity, named)), None)
