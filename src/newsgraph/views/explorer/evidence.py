"""What a reader sees of a statement when asking for its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newsgraph.model import Article, CharSpan, Evidence, Statement
from newsgraph.views._text import one_direction, safe_url, utf8
from newsgraph.views.explorer.index import Explorer

__all__ = ["article_source", "details", "evidence", "piece_spans"]


def _clean(text: str) -> str:
    return one_direction(utf8(text))


def article_source(article: Article | None) -> dict[str, Any]:
    """What names the source: title, address where it may be followed, publisher, author, day."""
    if article is None:
        return {"title": "", "url": None, "publisher": "", "author": "", "published": ""}
    return {
        "title": _clean(article.title or article.id)[:300],
        "url": safe_url(article.url),
        "publisher": _clean(article.publisher or "")[:200],
        "author": _clean(article.author or "")[:200],
        "published": article.published.isoformat() if article.published else "",
    }


def piece_spans(piece: Evidence) -> list[list[int] | None]:
    """Where in the sentence subject, relation and object stand (code points); None for what stands elsewhere."""
    size = len(piece.text)

    def within(span: CharSpan | None) -> list[int] | None:
        if span is None:
            return None
        start, end = span.start - piece.sentence.start, span.end - piece.sentence.start
        return [start, end] if 0 <= start < end <= size else None

    return [within(span) for span in (piece.subject, piece.relation, piece.object)]


def details(statement: Statement) -> dict[str, Any]:
    """What goes beyond :meth:`Explorer.line`, but for the sentences and the source."""
    return {
        "qualifiers": [[qualifier.role, _clean(qualifier.text)] for qualifier in statement.qualifiers],
        "time": _clean(statement.time.text) if statement.time else "",
        "extractor": _clean(statement.extractor),
    }


def evidence(
    explorer: Explorer, numbers: Sequence[int], statements: Sequence[Statement], articles: Mapping[str, Article]
) -> dict[str, Any]:
    """Statements with their sentences; ``numbers`` are theirs, in the same order."""
    rows = []
    for k, statement in zip(numbers, statements, strict=True):
        about = explorer.number_of(statement.content)
        rows.append(
            {
                **explorer.line(k),
                **details(statement),
                "content": None if about is None else explorer.line(about),
                "pieces": [{"text": _clean(piece.text), "spans": piece_spans(piece)} for piece in statement.evidence],
                "source": article_source(articles.get(statement.article)),
            }
        )
    return {"rows": rows}
