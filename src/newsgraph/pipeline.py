"""From articles to a graph: the stages, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsgraph.extract.registry import load_extractors
from newsgraph.language.annotate import annotate
from newsgraph.language.parse import DEFAULT_MODEL, load_model, parse
from newsgraph.model import Article, ArticleResult

__all__ = ["read_articles"]


def read_articles(
    articles: Iterable[Article], *, model: str = DEFAULT_MODEL, extractors: tuple[str, ...] = ("roles", "clauses")
) -> Iterator[ArticleResult]:
    """The entities and statements of each article, in their order."""
    loaded = load_extractors(extractors)
    for annotated in parse(articles, load_model(model)):
        annotate(annotated)
        statements = [statement for extractor in loaded for statement in extractor.extract(annotated)]
        statements.sort(key=lambda statement: (statement.evidence[0].sentence.start, statement.id))
        yield ArticleResult(annotated.article, tuple(annotated.entities), tuple(statements))
