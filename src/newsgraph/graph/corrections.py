"""From what a user says about a graph to a correction that holds for every later build of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsgraph.errors import CorrectionError, UsageError
from newsgraph.model import CORRECTION_KINDS, Correction, CorrectionKind, Entity, Named, Statement
from newsgraph.resolve.groups import folded

if TYPE_CHECKING:
    from newsgraph.batch.build import Progress
    from newsgraph.graph.core import Graph

__all__ = ["correct", "correction", "named"]


def correct(folder: str | Path, *corrections: Correction, progress: Progress | None = None) -> Graph:
    """The graph in a folder with these corrections, which are written into its file of corrections and hold for every later build.

    What they contradict there is taken back. :func:`newsgraph.Graph.merge` and its like make the corrections, too.

    Raises:
        NotFoundError: when there is no graph, or a correction meets nothing in it; nothing is changed then.
        CorrectionError: when a correction cannot be applied, or the file cannot be read; nothing is changed then.
        StoreError: when the folder cannot be written, or a build writes it.
    """
    from newsgraph.graph.making import load

    return load(folder).correct(*corrections, progress=progress)


def correction(
    graph: Graph,
    kind: str,
    words: Sequence[str | Entity],
    *,
    statement: str | Statement | None = None,
    subject: str | Entity | None = None,
    relation: str | None = None,
    object: str | Entity | None = None,
    article: str | None = None,
    sentence: str | None = None,
    status: str | None = None,
    modality: str | None = None,
    speaker: str | Entity | None = None,
    note: str | None = None,
) -> Correction:
    """The correction that a user means by a kind and its words, with names that stay good when the graph grows.

    ``words`` are the names for ``merge`` and ``split``; name and new name for ``rename``; name and type for ``retype``; subject,
    relation and object for ``add``; the id of a statement, or nothing, for ``reject``.

    Raises:
        NotFoundError: when the graph has no such entity.
        CorrectionError: when words are missing or too many, or of values that cannot be.
        UsageError: when a name may be of several entities.
    """
    if kind not in CORRECTION_KINDS:
        raise CorrectionError(f"no kind of correction {kind!r}; there are: {', '.join(CORRECTION_KINDS)}")
    fields: dict[str, Any] = {}
    if kind == "merge":
        fields["entities"] = tuple(named(graph, word) for word in words)
    elif kind == "split":
        fields["entities"] = tuple(_spoken(graph, word) for word in words)
    elif kind in ("rename", "retype"):
        first, to = _exactly(kind, words, "a name and the new one" if kind == "rename" else "a name and its type")
        fields |= {"entities": (named(graph, first),), "to": _text(to)}
    elif kind == "add":
        if words:
            first, relation, *rest = _exactly(kind, words, "subject, relation and object", least=2, most=3)  # type: ignore[assignment]
            subject, object = first, rest[0] if rest else None
        fields |= {"sentence": sentence, "modality": modality}
        fields["speaker"] = _phrase(graph, speaker)
    elif words:
        (statement,) = _exactly(kind, words, "the id of one statement", least=1, most=1)  # type: ignore[assignment]
    if kind in ("add", "reject"):
        fields |= {"subject": _phrase(graph, subject), "relation": relation, "object": _phrase(graph, object)}
        fields |= {"article": article, "status": status}
    elif any(value is not None for value in (statement, subject, relation, object, article, sentence, status, modality, speaker)):
        raise CorrectionError(f"{kind}: takes names alone; name an article as NAME@ARTICLE")
    if statement is not None:
        fields["statement"] = statement.id if isinstance(statement, Statement) else _text(statement)
    given = {name: value for name, value in fields.items() if value is not None}
    return Correction(kind=_kind(kind), note=note or "", **given)


def _kind(kind: str) -> CorrectionKind:
    return next(known for known in CORRECTION_KINDS if known == kind)


def _text(word: str | Entity) -> str:
    return word.label if isinstance(word, Entity) else word


def _exactly(kind: str, words: Sequence[str | Entity], what: str, *, least: int = 2, most: int = 2) -> Sequence[str | Entity]:
    if not least <= len(words) <= most:
        raise CorrectionError(f"{kind}: give {what}, not {len(words)} words")
    return words


def _in_article(graph: Graph, word: str) -> Named | None:
    """``NAME@ARTICLE`` as a name of that article; None for anything else, as the graph has no article of that id."""
    name, at, article = word.rpartition("@")
    return Named(name, article) if at and name.strip() and any(known.id == article for known in graph.articles) else None


def named(graph: Graph, word: str | Entity) -> Named:
    """An entity of the graph by a name that stays good when the graph grows: its label, in one article where others share it.

    A single word names persons of many articles: of one that a single article names, the article is told, too.

    Raises:
        NotFoundError: when there is no such entity.
        UsageError: when there are several.
    """
    if isinstance(word, str) and (scoped := _in_article(graph, word)):
        return scoped
    entity = graph.entity(word.id if isinstance(word, Entity) else word)
    wanted = folded(entity.label)
    others = [
        other
        for other in graph.entities
        if other.id != entity.id and wanted in {folded(name) for name in (other.label, *other.aliases)}
    ]  # fmt: skip
    same = [other for other in others if folded(other.label) == wanted]
    if same and isinstance(word, str) and folded(word) == wanted:
        listed = ", ".join(f"{one.label} ({one.id})" for one in sorted([entity, *same], key=lambda one: one.id))
        raise UsageError(f"{word!r} may be {listed}; give NAME@ARTICLE, or one of these ids")
    articles = {mention.article for mention in entity.mentions}
    if not others and entity.type == "Person" and len(entity.label.split()) == 1 and len(articles) == 1 and len(graph.articles) > 1:
        return Named(entity.label, articles.pop())
    if not others:
        return Named(entity.label)
    taken = {mention.article for other in others for mention in other.mentions}
    own = sorted({mention.article for mention in entity.mentions} - taken)
    return Named(entity.label, own[0]) if own else Named(entity.id)


def _spoken(graph: Graph, word: str | Entity) -> Named:
    """A name as it is spoken, to be told from others of one entity."""
    if isinstance(word, Entity):
        return named(graph, word)
    if scoped := _in_article(graph, word):
        return scoped
    return Named(graph.entity(word).label if word.startswith("entity/") else word)


def _phrase(graph: Graph, word: str | Entity | None) -> Named | None:
    """An entity, or where there is none of that name the words themselves."""
    if word is None:
        return None
    if isinstance(word, Entity):
        return named(graph, word)
    try:
        return named(graph, word)
    except UsageError:  # no entity, or several: the words may still be those of one in the article, or of a phrase
        return Named(word)
