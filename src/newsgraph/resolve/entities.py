"""One entity for all articles that name the same thing.

Countries merge by the table, persons by their full names, organisations by name and acronym. What cannot be told to be the same
stays apart. Things without a name belong to their article.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsgraph.errors import GraphError
from newsgraph.language.slugs import slug
from newsgraph.lexicons.places import country_label
from newsgraph.lexicons.titles import title_words
from newsgraph.model import Article, ArticleResult, Correction, Entity, EntityType, GraphData, Mention, Node, Qualifier, Statement
from newsgraph.resolve.groups import Group, Member, position
from newsgraph.resolve.splits import split_groups, split_results

__all__ = ["resolve"]

_SUFFIXES = frozenset("jr,jr.,sr,sr.,ii,iii,iv".split(","))
_LEGAL = frozenset("inc,corp,ltd,llc,plc,co,corporation,company,limited,ag,sa,gmbh".split(","))
_LOCAL = ("entity", "local")


def resolve(results: Iterable[ArticleResult], corrections: Sequence[Correction] = ()) -> GraphData:
    """The graph of all articles: entities merged and renamed in every statement, all of it sorted; then corrected.

    Pure: the order of ``results`` changes nothing. Entities merge that the table of places links to one place; persons of one full
    name (middle initials apart); other named things of one name and a type that fits; an acronym with its long form where one
    article ties the two. A bare surname merges with a full name of another article only where that is the one person of the
    surname in the whole graph and both carry the same title. Each merge is told in the reason of the mentions.

    Raises:
        GraphError: when two results have one article id and differ.
    """
    unique: dict[str, ArticleResult] = {}
    for result in results:
        known = unique.setdefault(result.article.id, result)
        if known is not result and known != result:
            raise GraphError(f"two different articles have the id {result.article.id!r}; ids must be unique in a graph")
    ordered = [unique[key] for key in sorted(unique)]
    if not corrections:
        return _graph(ordered, _groups(_members(ordered)))[0]
    # Only who corrects pays for it.
    from newsgraph.resolve.corrections import correct

    ordered = split_results(ordered, corrections)
    groups = split_groups(_groups(_members(ordered)), corrections)
    return correct(corrections, groups, lambda changed: _graph(ordered, changed))


def _members(ordered: Iterable[ArticleResult]) -> list[Member]:
    return [(result.article.id, entity) for result in ordered for entity in result.entities]


def _graph(ordered: Sequence[ArticleResult], groups: Sequence[Group]) -> tuple[GraphData, dict[tuple[str, str], Entity]]:
    canonical, of = _canonical(groups)
    statements = [_renamed(statement, of) for result in ordered for statement in result.statements]
    statements.sort(key=position)
    articles: tuple[Article, ...] = tuple(result.article for result in ordered)
    return GraphData(articles, tuple(sorted(canonical, key=lambda entity: entity.id)), tuple(statements)), of


def _named(entity: Entity) -> bool:
    """True for what has a name; hand-made entities without mentions count as named."""
    return not entity.mentions or any(mention.kind in ("name", "demonym") for mention in entity.mentions)


def _words(label: str) -> tuple[str, ...]:
    plain = label.replace("’", "'").replace(".", "").replace("&", " and ").casefold().split()
    words = [word for word in plain if word not in ("the",)]
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    return tuple(words) or (label.casefold(),)


def _person_words(label: str) -> tuple[str, ...]:
    """A person's name without middle initials and suffixes."""
    words = [word for word in label.replace("’", "'").casefold().split() if word not in _SUFFIXES]
    if len(words) > 2:
        words = [words[0], *(word for word in words[1:-1] if len(word.rstrip(".")) > 1), words[-1]]
    return tuple(word.rstrip(".") for word in words) or (label.casefold(),)


def _family(kind: EntityType) -> str:
    """Types that one thing may have in different articles fall together."""
    return kind if kind in ("Person", "Group") else "other"


def _key(article: str, entity: Entity) -> tuple[str, ...]:
    if not _named(entity):
        return (*_LOCAL, article, entity.id)
    if entity.link:
        return ("link", entity.link)
    if entity.type == "Person":
        words = _person_words(entity.label)
        return ("person", *words) if len(words) > 1 else ("surname", article, entity.id)
    words = _words(entity.label)
    family = _family(entity.type)
    # One word alone may be a town here and a company there; two articles must agree on the type.
    return (family if len(words) > 1 or family == "Group" else entity.type, *words)


def _groups(members: Sequence[Member]) -> list[Group]:
    by_key: dict[tuple[str, ...], Group] = {}
    for article, entity in members:
        key = _key(article, entity)
        group = by_key.setdefault(key, Group([], [], key[:2] == _LOCAL))
        group.members.append((article, entity))
        group.reasons.append(f"{entity.link} in the table of places" if entity.link else "the same name")
    _merge_acronyms(by_key)
    _merge_surnames(by_key)
    return [by_key[key] for key in sorted(by_key)]


def _join(by_key: dict[tuple[str, ...], Group], source: tuple[str, ...], target: tuple[str, ...], reason: str) -> None:
    group = by_key.pop(source)
    by_key[target].members.extend(group.members)
    by_key[target].reasons.extend(reason for _ in group.members)


def _merge_acronyms(by_key: dict[tuple[str, ...], Group]) -> None:
    """*ANC* here is *African National Congress* there, when an article calls it both and no other name has that acronym."""
    owners: dict[str, set[tuple[str, ...]]] = {}
    for key, group in by_key.items():
        if group.local or key[0] in ("person", "surname"):
            continue
        for _, entity in group.members:
            for alias in entity.aliases:
                if _is_acronym(alias) and len(_words(entity.label)) > 1:
                    owners.setdefault(alias.replace(".", ""), set()).add(key)
    for acronym, targets in sorted(owners.items()):
        if len(targets) != 1:
            continue
        target = next(iter(targets))
        sources = [
            key
            for key in by_key
            if key != target and key[0] not in ("person", "surname", "entity", "link") and key[1:] == (acronym.casefold(),)
        ]
        for source in sorted(sources):
            if target in by_key and all(_is_acronym(entity.label) for _, entity in by_key[source].members):
                _join(by_key, source, target, f"{acronym} is its acronym in another article")


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 8


def _titles(entity: Entity) -> set[str]:
    """The titles that the article puts before the name."""
    known = title_words()
    return {
        word
        for mention in entity.mentions
        if mention.kind == "name"
        for word in mention.text.casefold().split()
        if word in known and word not in _words(entity.label) and word.rstrip(".") not in ("mr", "mrs", "ms", "miss", "dr", "sir")
    }


def _merge_surnames(by_key: dict[tuple[str, ...], Group]) -> None:
    """A person called by the surname only is the one of that name, if there is one only and both carry the same title."""
    by_last: dict[str, list[tuple[str, ...]]] = {}
    for key in by_key:
        if key[0] == "person":
            by_last.setdefault(key[-1], []).append(key)
    for source in sorted(key for key in by_key if key[0] == "surname"):
        entity = by_key[source].members[0][1]
        owners = by_last.get(_person_words(entity.label)[0], [])
        if len(owners) != 1:
            continue
        shared = _titles(entity) & {title for _, other in by_key[owners[0]].members for title in _titles(other)}
        if shared:
            _join(by_key, source, owners[0], f"the only {entity.label} of all articles, called {min(shared)} in both")


def _canonical(groups: Sequence[Group]) -> tuple[list[Entity], dict[tuple[str, str], Entity]]:
    """The entities of the graph, and which of them each entity of an article has become."""
    entities: list[Entity] = []
    of: dict[tuple[str, str], Entity] = {}
    made = [(group, _made(group)) for group in groups]
    taken: dict[str, int] = {}
    # Of two things with one slug the one mentioned most keeps it; the others get what they are made of.
    made.sort(key=lambda pair: (-len(pair[1].mentions), pair[1].type, pair[1].link, [member[0] for member in pair[0].members]))
    for group, entity in made:
        number = taken.get(entity.id, 0)
        taken[entity.id] = number + 1
        if number:
            content = "\x1f".join((entity.type, entity.link, *sorted(f"{article}\x1e{member.id}" for article, member in group.members)))
            entity = replace(entity, id=f"{entity.id}-{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}")
        entities.append(entity)
        for article, member in group.members:
            of[article, member.id] = entity
    return entities, of


def _made(group: Group) -> Entity:
    if group.parts:
        return _merged_by_user([_made(part) for part in group.parts])
    members = [member for _, member in group.members]
    links = sorted({member.link for member in members if member.link})
    link = links[0] if links else ""
    label = country_label().get(link) or _best(Counter(member.label for member in members))
    kind = _best_type(Counter(member.type for member in members))
    names = {name for member in members for name in (member.label, *member.aliases)} - {label}
    if group.local:
        article, member = group.members[0]
        own = slug(article)
        if own != article:
            own = f"{own}-{hashlib.sha256(article.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
        return replace(member, id=f"entity/{own}/{slug(member.id.removeprefix('entity/'))}", aliases=tuple(sorted(names)))
    several = len({article for article, _ in group.members}) > 1
    mentions: set[Mention] = set()
    for (_, member), reason in zip(group.members, group.reasons, strict=True):
        for mention in member.mentions:
            told = f"{mention.reason}; one with “{label}” of other articles: {reason}" if several else mention.reason
            mentions.add(replace(mention, reason=told.removeprefix("; ")))
    return Entity(f"entity/{slug(label)}", label, kind, tuple(sorted(names)), tuple(sorted(mentions)), link)


def _merged_by_user(made: Sequence[Entity]) -> Entity:
    """What a user says is one: the first gives id, label, type and link, the others their names and mentions."""
    first = made[0]
    names = {name for entity in made for name in (entity.label, *entity.aliases)} - {first.label}
    told = f"one with “{first.label}”: merged by the user"
    others = {
        replace(mention, reason=f"{mention.reason}; {told}" if mention.reason else told)
        for entity in made[1:]
        for mention in entity.mentions
    }
    return replace(first, aliases=tuple(sorted(names)), mentions=tuple(sorted({*first.mentions, *others})))


def _best(counts: Counter[str]) -> str:
    """The most frequent, of those the longest, of those the first in the alphabet."""
    return min(counts, key=lambda text: (-counts[text], -len(text), text))


def _best_type(counts: Counter[EntityType]) -> EntityType:
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _renamed(statement: Statement, of: dict[tuple[str, str], Entity]) -> Statement:
    def node(old: Node) -> Node:
        entity = of.get((statement.article, old.id)) if old.kind == "entity" else None
        if entity is None:
            return old
        return replace(old, id=entity.id, label=entity.label, type=entity.type, aliases=entity.aliases)

    def qualifier(old: Qualifier) -> Qualifier:
        return replace(old, node=node(old.node)) if old.node else old

    return replace(
        statement,
        subject=node(statement.subject),
        object=node(statement.object) if statement.object else None,
        speakers=tuple(node(speaker) for speaker in statement.speakers),
        qualifiers=tuple(qualifier(old) for old in statement.qualifiers),
    )
