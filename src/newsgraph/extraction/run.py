"""Running extractors over one document: each statement checked, repetitions merged, all in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable

from newsgraph.errors import ExtractionError, GraphError
from newsgraph.extraction.agreement import agree
from newsgraph.extraction.base import Extractor, SecondReader
from newsgraph.extraction.merge import merge_statements
from newsgraph.extraction.worth import worths
from newsgraph.language.annotated import AnnotatedDoc
from newsgraph.model import Article, ModelUse, Statement

__all__ = ["read_statements", "without_unsure"]

_FITTED = frozenset({"roles", "nominals", "clauses"})
_FEW_SENTENCES = 5


def read_statements(annotated: AnnotatedDoc, extractors: Iterable[Extractor]) -> tuple[tuple[Statement, ...], ModelUse | None]:
    """What a document states, by position; and what a language model was asked for it, None where none was.

    Raises:
        ExtractionError: when an extractor fails, or gives a statement whose evidence is not the article's text.
    """
    article = annotated.article
    found: dict[str, Statement] = {}
    second: dict[str, Statement] = {}
    use: ModelUse | None = None
    for extractor in extractors:
        asks = isinstance(extractor, SecondReader)
        try:
            for statement in extractor.extract(annotated):
                _check(statement, article)
                (second if asks else found).setdefault(statement.id, statement)
            if isinstance(extractor, SecondReader):
                use = extractor.take_use() + (use or ModelUse())
        except Exception as error:
            raise ExtractionError(
                f"article {article.id!r}: the extractor {extractor.name!r} failed: {f'{type(error).__name__}: {error}'.rstrip(': ')}",
                article=article.id,
                extractor=extractor.name,
            ) from error
    statements = tuple(merge_statements(sorted(found.values(), key=_position)))
    return (statements, None) if use is None else _with_second(statements, sorted(second.values(), key=_position), use)


def without_unsure(
    statements: tuple[Statement, ...], below: float, *, sentences: int
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The statements of an article that are kept, and those that are left out; a content that is left out is nobody's content.

    Left out is what a reader would less probably than ``below`` (0 to 1) both note down and sign: its worth times its confidence. Only for
    the package's own extractors were these fitted: others keep what they give. A text of a few sentences keeps all: who gives a sentence
    wants to know all that it states.
    """
    if sentences <= _FEW_SENTENCES or below <= 0:
        return statements, ()
    own = [statement for statement in statements if statement.extractor.split("/")[0] in _FITTED]
    left_out = tuple(statement for statement, worth in zip(own, worths(own), strict=True) if statement.confidence * worth < below)
    gone = {statement.id for statement in left_out}
    kept = tuple(
        statement.replace(content=None) if statement.content in gone else statement for statement in statements if statement.id not in gone
    )
    return kept, left_out


def _with_second(first: tuple[Statement, ...], second: list[Statement], use: ModelUse) -> tuple[tuple[Statement, ...], ModelUse]:
    both = agree(first, merge_statements(second))
    contradicting = {"contradicts the rules": both.contradicting} if both.contradicting else {}
    use += ModelUse(agreed=both.agreed, added=both.added, rejected=contradicting)
    return tuple(sorted(both.statements, key=_position)), use


def _position(statement: Statement) -> tuple[int, int, str]:
    first = statement.evidence[0]
    return (first.sentence.start, first.relation.start if first.relation else first.sentence.start, statement.id)


def _check(statement: Statement, article: Article) -> None:
    if statement.article != article.id:
        raise GraphError(f"statement {statement.id} is said to be of article {statement.article!r}")
    for piece in statement.evidence:
        if piece.sentence.of(article.text) != piece.text:
            raise GraphError(f"the evidence of statement {statement.id} is not the text at {piece.sentence}")
