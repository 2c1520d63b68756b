"""What one article gave, as lines of text: for programs, for evaluations of open information extraction, for reading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from newsgraph.graph.reports import clean, line
from newsgraph.model import ArticleResult, Statement

__all__ = ["FORMATS", "coverage", "entity_lines", "statement_lines"]

FORMATS = ("jsonl", "table", "openie")
# Some readers take these for line ends.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029]")


def json_line(value: object) -> str:
    """JSON on one line, whatever the reader takes for a line end."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))


def statement_lines(result: ArticleResult, format: str = "jsonl", *, by_id: bool = False) -> Iterator[str]:
    """The statements of an article, without line ends.

    ``jsonl``: one JSON object a statement, the line of ``statements.jsonl``. ``table``: subject, relation, object and what makes it no
    plain fact, to be read. ``openie``: tab-separated words of the sentence: sentence, confidence, subject, relation, object, then the same
    with each qualifier for object; ``by_id`` puts the article's id for the sentence and leaves out the confidence.
    """
    seen: set[str] = set()
    for statement in result.statements:
        if format == "openie":
            for parts in _openie(statement):
                # Two statements about one group of words differ in what they stand for, not in their words.
                line_of_words = "\t".join([str(statement.evidence[0].sentence), *parts])
                if line_of_words not in seen:
                    seen.add(line_of_words)
                    first = [clean(result.article.id)] if by_id else [clean(statement.evidence[0].text), f"{statement.confidence:.3f}"]
                    yield "\t".join([*first, *parts])
        elif format == "table":
            yield line(statement)
        else:
            yield json_line(statement.to_json())


def _openie(statement: Statement) -> Iterator[tuple[str, str, str]]:
    """Subject, relation, object; then for each qualifier the relation with the object in it ("handcuffed him", "to the bars")."""
    subject, relation = clean(statement.subject.text or statement.subject.label), clean(statement.relation.text)
    if statement.object:
        target = clean(statement.object.text or statement.object.label)
        yield subject, relation, target
        relation = f"{relation} {target}"
    for qualifier in statement.qualifiers:
        if qualifier.role != "content":
            yield subject, relation, clean(qualifier.text)


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
    yield f"{len(told)} of {len({*told, *reasons})} sentences state something; {len(result.statements)} statements."


def entity_lines(found: dict[str, Any], format: str = "jsonl") -> Iterator[str]:
    """The entities of an article (:func:`newsgraph.pipeline.entities`): as ``jsonl`` one object for all, as ``table`` a line each."""
    if format == "jsonl":
        yield json_line(found)
        return
    for entity in found["entities"]:
        names = ", ".join(entity["names"])
        yield clean(f"{entity['label']} ({entity['type']}), {len(entity['mentions'])} times: {names}")
