"""What one article gave, and what went wrong with one that gave nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from newsgraph.model.article import Article
from newsgraph.model.entity import Entity
from newsgraph.model.span import CharSpan
from newsgraph.model.statement import Statement

__all__ = ["ArticleResult", "Failure", "SentenceReport"]


@dataclass(frozen=True, slots=True)
class SentenceReport:
    """A sentence of the article that gave no statement, and why."""

    span: CharSpan
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """Everything read from one article: its entities (local to it), its statements by position, its silent sentences."""

    article: Article
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    silent: tuple[SentenceReport, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return {
            "article": self.article.to_json(),
            "entities": [entity.to_json() for entity in self.entities],
            "statements": [statement.to_json() for statement in self.statements],
            "silent": [[report.span.start, report.span.end, report.reason] for report in self.silent],
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> ArticleResult:
        """The inverse of :meth:`to_json`."""
        return cls(
            Article.from_json(row["article"]),
            tuple(Entity.from_json(entity) for entity in row["entities"]),
            tuple(Statement.from_json(statement) for statement in row["statements"]),
            tuple(SentenceReport(CharSpan(start, end), reason) for start, end, reason in row["silent"]),
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
