"""What one article gave, and what went wrong with one that gave nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from newsgraph.model.article import Article
from newsgraph.model.entity import Entity
from newsgraph.model.span import CharSpan
from newsgraph.model.statement import Statement

__all__ = ["ArticleResult", "Failure", "ModelUse", "SentenceReport"]


@dataclass(frozen=True, slots=True)
class SentenceReport:
    """A sentence of the article that gave no statement, and why."""

    span: CharSpan
    reason: str


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What asking a language model came to, for one article or for many.

    ``requests`` were sent, ``retries`` of them because one before had failed; ``cached`` answers were there already. ``cost`` is in the
    currency of the prices that were set. Of the statements ``proposed``, ``agreed`` are also the rules' own, ``added`` are new,
    and those ``rejected`` were not found in the text, or not so; by reason. ``failed`` says which parts got no answer, and why.
    """

    requests: int = 0
    retries: int = 0
    cached: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0
    proposed: int = 0
    agreed: int = 0
    added: int = 0
    rejected: Mapping[str, int] = field(default_factory=dict)
    failed: tuple[str, ...] = ()

    def __add__(self, other: ModelUse) -> ModelUse:
        rejected = Counter(self.rejected) + Counter(other.rejected)
        sums = {
            part.name: getattr(self, part.name) + getattr(other, part.name)
            for part in fields(self)
            if part.name not in ("rejected", "cost")
        }
        return ModelUse(**sums, cost=round(self.cost + other.cost, 9), rejected=dict(sorted(rejected.items())))

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        values = {part.name: getattr(self, part.name) for part in fields(self)}
        return {**values, "rejected": dict(self.rejected), "failed": list(self.failed)}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> ModelUse:
        """The inverse of :meth:`to_json`."""
        return cls(**{**row, "failed": tuple(row["failed"])})


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """Everything read from one article: its entities (local to it), its statements by position, its silent sentences.

    ``use`` is what asking a language model came to, None where none was asked; ``withheld`` how many statements were left out as not sure,
    or not worth, enough.
    """

    article: Article
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    silent: tuple[SentenceReport, ...] = ()
    use: ModelUse | None = None
    withheld: int = 0

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be had of it, although the rest could: parts of the article that a language model gave no answer for."""
        return tuple(Failure(self.article.id, "llm", message) for message in self.use.failed) if self.use else ()

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        asked = {"use": self.use.to_json()} if self.use else {}
        return {
            "article": self.article.to_json(),
            "entities": [entity.to_json() for entity in self.entities],
            "statements": [statement.to_json() for statement in self.statements],
            "silent": [[report.span.start, report.span.end, report.reason] for report in self.silent],
            "withheld": self.withheld,
            **asked,
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> ArticleResult:
        """The inverse of :meth:`to_json`."""
        return cls(
            Article.from_json(row["article"]),
            tuple(Entity.from_json(entity) for entity in row["entities"]),
            tuple(Statement.from_json(statement) for statement in row["statements"]),
            tuple(SentenceReport(CharSpan(start, end), reason) for start, end, reason in row["silent"]),
            ModelUse.from_json(row["use"]) if row.get("use") else None,
            row.get("withheld", 0),
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read or extracted: where it came from, at which stage, what was said."""

    source: str
    stage: str
    message: str

    def to_json(self) -> dict[str, str]:
        """JSON values."""
        return {"source": self.source, "stage": self.stage, "message": self.message}
