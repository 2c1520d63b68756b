"""What one article gave, as lines of text: for programs, for evaluations of open information extraction, for reading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from newsgraph.graph.reports import clean, line
from newsgraph.model import Article, ArticleResult, CharSpan, Statement

if TYPE_CHECKING:
    from newsgraph.extraction.openie import Proposition

__all__ = ["coverage", "entity_lines", "proposition_lines", "statement_lines"]

# Some readers take these for line ends.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029]")


def json_line(value: object) -> str:
    """JSON on one line, whatever the reader takes for a line end."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))


def statement_lines(result: ArticleResult, format: str = "jsonl") -> Iterator[str]:
    """The statements of an article, without line ends.

    ``jsonl``: one JSON object a statement, the line of ``statements.jsonl``. ``table``: subject, relation, object and what makes it no
    plain fact, to be read.
    """
    for statement in result.statements:
        yield line(statement) if format == "table" else json_line(statement.to_json())


def proposition_lines(article: Article, found: Iterable[Proposition], *, by_id: bool = False) -> Iterator[str]:
    """Tab-separated words of the sentence: sentence, confidence, subject, relation, object; each line once.

    ``by_id`` puts the article's id for the sentence and leaves out the confidence, as scorers of data sets read it.
    """
    seen: set[tuple[CharSpan, str, str, str]] = set()
    for one in found:
        key = (one.sentence, one.subject, one.relation, one.object)
        if key not in seen:
            seen.add(key)
            first = [article.id] if by_id else [one.sentence.of(article.text), f"{one.confidence:.3f}"]
            yield "\t".join(map(clean, [*first, one.subject, one.relation, one.object]))


def coverage(result: ArticleResult) -> Iterator[str]:
    """The article sentence by sentence, each with what it states, or why it states nothing; then a line that counts both."""
    told: dict[int, list[Statement]] = {}
    ends: dict[int, int] = {}
    for statement in result.statements:
        span = statement.evidence[0].sentence
        told.setdefault(span.start, []).append(statement)
        ends[span.start] = max(span.end, ends.get(span.start, 0))
    reasons = {report.span.start: report for report in result.silent}
    for start in sorted({*told, *reasons}):
        end = ends.get(start) or reasons[start].span.end
        yield clean(result.article.text[start:end])
        for statement in told.get(start, ()):
            yield f"  + {line(statement)}"
        if start not in told:
            yield f"  - nothing: {reasons[start].reason}"
    unsure = f", {result.withheld} left out as not sure, or not worth, enough" if result.withheld else ""
    yield f"{len(told)} of {len({*told, *reasons})} sentences state something; {len(result.statements)} statements{unsure}."


def entity_lines(found: dict[str, Any], format: str = "jsonl") -> Iterator[str]:
    """The entities of an article (:func:`newsgraph.pipeline.entities`): as ``jsonl`` one object for all, as ``table`` a line each."""
    if format == "jsonl":
        yield json_line(found)
        return
    for entity in found["entities"]:
        names = ", ".join(entity["names"])
        yield clean(f"{entity['label']} ({entity['type']}), {len(entity['mentions'])} times: {names}")
