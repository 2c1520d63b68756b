"""What the graph tells of one entity, or of the way between two, to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from newsgraph.model import Entity, Statement
from newsgraph.model.harmless import html_text
from newsgraph.model.shown import FONT

__all__ = ["EntityReport", "PathReport", "line"]

_MOST_SHOWN = 100


def line(statement: Statement) -> str:
    """A statement on one line, all that makes it no plain fact after it in brackets.

    Control characters of the text are spaces, so that no article can steer the terminal it is shown on.
    """
    parts = [statement.subject.label, statement.relation.name]
    if statement.object:
        parts.append(statement.object.label)
    told = " \u2013 ".join(parts)
    told += "".join(f"; {qualifier.role}: {qualifier.text}" for qualifier in statement.qualifiers)
    marks: list[str] = [] if statement.status == "fact" else [statement.status]
    marks += [statement.modality] if statement.modality else []
    marks += [f"by {' by '.join(speaker.label for speaker in statement.speakers)}"] if statement.speakers else []
    return clean(f"{told} [{', '.join(marks)}]" if marks else told)


def clean(text: str) -> str:
    """``text`` on one line, without control characters.

    >>> clean("red\\x1b[31m alert")
    'red [31m alert'
    """
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


@dataclass(frozen=True, slots=True)
class EntityReport:
    """Everything about one entity: the statements that it is the subject, object, speaker or a qualifier of."""

    entity: Entity
    statements: tuple[Statement, ...]

    def groups(self) -> Iterator[tuple[str, tuple[Statement, ...]]]:
        """The statements under headings, each in the first group that it fits; empty groups are left out."""
        left = list(self.statements)
        name = self.entity.id
        ways: tuple[tuple[str, Callable[[Statement], bool]], ...] = (
            ("What it said", lambda s: any(speaker.id == name for speaker in s.speakers)),
            ("Denied", lambda s: s.status == "negated" and not s.speakers),
            ("Possible, planned or asked for", lambda s: s.status == "possible" and not s.speakers),
            ("What others said about it", lambda s: bool(s.speakers)),
            ("What it did or is", lambda s: s.subject.id == name),
            ("What was done to it", lambda s: s.object is not None and s.object.id == name),
            ("Where it plays a part", lambda s: True),
        )
        found: dict[str, tuple[Statement, ...]] = {}
        for heading, fits in ways:
            found[heading] = tuple(statement for statement in left if fits(statement))
            left = [statement for statement in left if not fits(statement)]
        order = (ways[4], ways[5], ways[6], ways[0], ways[3], ways[1], ways[2])
        yield from ((heading, found[heading]) for heading, _ in order if found[heading])

    def __str__(self) -> str:
        """Readable text."""
        lines = [clean(f"{self.entity.label} ({self.entity.type}, {self.entity.id})")]
        if self.entity.aliases:
            lines.append(clean(f"also: {', '.join(self.entity.aliases)}"))
        for heading, statements in self.groups():
            lines += ["", heading]
            for statement in statements:
                lines += [f"  {line(statement)}", f"      “{clean(statement.evidence[0].text)}” ({clean(statement.article)})"]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = [f'<div style="{FONT}"><h3>{html_text(self.entity.label, 300)}</h3>']
        groups = list(self.groups())
        rows += [f"<h4>{heading}</h4>{_list(statements, _MOST_SHOWN // len(groups))}" for heading, statements in groups]
        return "".join([*rows, "</div>"])


def _list(statements: Sequence[Statement], most: int) -> str:
    """Statements with their evidence as an HTML list; at most so many, each cut, so that a notebook stays small."""
    items = "".join(
        f"<li>{html_text(line(s), 200)}<br><q>{html_text(s.evidence[0].text, 300)}</q> ({html_text(s.article, 60)})</li>"
        for s in statements[:most]
    )
    more = f'<p style="opacity:.7">and {len(statements) - most} more</p>' if len(statements) > most else ""
    return f"<ul>{items}</ul>{more}"


@dataclass(frozen=True, slots=True)
class PathReport:
    """The way from one entity to another: for each step, all statements that make it."""

    first: Entity
    last: Entity
    steps: tuple[tuple[Statement, ...], ...]

    def __str__(self) -> str:
        """Readable text."""
        lines = [clean(f"{self.first.label} to {self.last.label}: {len(self.steps)} step{'' if len(self.steps) == 1 else 's'}")]
        for number, statements in enumerate(self.steps, 1):
            for statement in statements:
                lines += [f"  {number}. {line(statement)}", f"      “{clean(statement.evidence[0].text)}” ({clean(statement.article)})"]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        told = f"{html_text(self.first.label, 300)} to {html_text(self.last.label, 300)}"
        steps = "".join(f"<li>{_list(statements, _MOST_SHOWN // 10)}</li>" for statements in self.steps[:10])
        return f'<div style="{FONT}"><h3>{told}</h3><ol>{steps}</ol></div>'
