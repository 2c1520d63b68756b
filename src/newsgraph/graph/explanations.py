"""Why a name belongs to an entity: the rule behind each mention, where it stands, and how to undo it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsgraph.errors import NotFoundError
from newsgraph.graph.reports import clean
from newsgraph.model import AppliedCorrection, Entity, GraphData, Mention, Named
from newsgraph.model.harmless import html_text
from newsgraph.model.shown import FONT
from newsgraph.resolve.groups import fits, folded

__all__ = ["Explanation", "Reason", "explain"]

_MOST_SHOWN = 5
_CONTEXT = 60
_MOST_CHARS = 60_000


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a name is that of an entity, with the mentions it holds for; the reason is empty where none was needed.

    ``before`` are the mentions of the entity by another name that stand last before each, None where there is none.
    """

    why: str
    mentions: tuple[Mention, ...]
    before: tuple[Mention | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why ``name`` is a name of ``entity``: reasons by how often they hold, and what the user corrected in it."""

    name: str
    entity: Entity
    reasons: tuple[Reason, ...]
    corrections: tuple[AppliedCorrection, ...]
    texts: dict[str, str]

    @property
    def undo(self) -> str:
        """What a user does to keep the name apart from the entity; empty where they are one by definition."""
        if folded(self.name) == folded(self.entity.label):
            return ""
        return f'newsgraph correct GRAPH split "{self.entity.label}" "{self.name}"'

    def lines(self) -> Iterator[str]:
        """The explanation, line by line."""
        entity = self.entity
        yield clean(f"“{self.name}” is {entity.label} ({entity.type}, {entity.id})")
        if not self.reasons:
            origin = f"the table of places ({entity.link})" if entity.link else "tables of names, or from the user"
            yield f"  no article says “{clean(self.name)}”: the name comes from {origin}"
        for reason in self.reasons:
            count = len(reason.mentions)
            yield clean(f"- {reason.why or 'it is the name itself'} ({count} mention{'' if count == 1 else 's'})")
            for mention, before in list(zip(reason.mentions, reason.before, strict=True))[:_MOST_SHOWN]:
                yield f"    {clean(mention.article)} {mention.span}: {clean(self._context(mention))}"
                if before is not None:
                    yield f"      last named before at {before.span}: “{clean(before.text)}”"
            if count > _MOST_SHOWN:
                yield f"    and {count - _MOST_SHOWN} more"
        for applied in self.corrections:
            note = f" ({applied.correction.note})" if applied.correction.note else ""
            yield clean(f"- by the user: {applied.correction}{note}")
        if self.undo:
            yield f"To keep them apart: {clean(self.undo)}"

    def _context(self, mention: Mention) -> str:
        text = self.texts.get(mention.article, "")
        start, end = max(0, mention.span.start - _CONTEXT), min(len(text), mention.span.end + _CONTEXT)
        before, after = text[start : mention.span.start], text[mention.span.end : end]
        return f"{'…' if start else ''}{before}[{mention.text}]{after}{'…' if end < len(text) else ''}"

    def __str__(self) -> str:
        """Readable text."""
        return "\n".join(self.lines())

    def _repr_html_(self) -> str:
        # Cut, so that a notebook stays small; the lines are clean, but for marks of writing direction.
        return f'<div style="{FONT};white-space:pre-wrap">{html_text(str(self), _MOST_CHARS)}</div>'


def explain(data: GraphData, entity: Entity, name: str) -> Explanation:
    """Why ``name`` is one of the names of ``entity``.

    Raises:
        NotFoundError: when it is none.
    """
    named = Named(name)
    said = [mention for mention in entity.mentions if fits(mention.text, named)]
    if not said and folded(name) not in {folded(known) for known in (entity.label, *entity.aliases)}:
        listed = ", ".join(map(repr, (entity.label, *entity.aliases)))
        raise NotFoundError(f"{name!r} is no name of {entity.label!r}; it is called {listed}")
    by_reason: dict[str, list[Mention]] = {}
    for mention in said:
        by_reason.setdefault(mention.reason, []).append(mention)
    reasons = [
        Reason(why, tuple(mentions), tuple(_before(entity, mention, named) for mention in mentions)) for why, mentions in by_reason.items()
    ]
    reasons.sort(key=lambda reason: (-len(reason.mentions), reason.mentions[0]))
    ids = {entity.id}
    corrections = tuple(
        applied for applied in data.corrections if applied.correction.kind not in ("add", "reject") and ids & set(applied.touched)
    )
    articles = {mention.article for mention in said}
    return Explanation(name, entity, tuple(reasons), corrections, {a.id: a.text for a in data.articles if a.id in articles})


def _before(entity: Entity, mention: Mention, named: Named) -> Mention | None:
    """The last mention before it in its article that names the entity otherwise."""
    earlier = [
        other
        for other in entity.mentions
        if other.article == mention.article
        and other.span.end <= mention.span.start
        and other.kind in ("name", "demonym")
        and not fits(other.text, named)
    ]
    return max(earlier, key=lambda other: other.span, default=None)
