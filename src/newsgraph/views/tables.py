"""The graph as pandas tables: statements, entities, articles."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from newsgraph.errors import UsageError
from newsgraph.model import AppliedCorrection, Article, Entity, GraphData, Statement

__all__ = ["Answer", "articles_table", "entities_table", "from_pandas", "to_pandas"]

# Nested values stand in the table as JSON text, so that it can be written to any format and read back.
_JSON_COLUMNS = (
    "subject_aliases", "object_aliases", "by_aliases", "subject_span", "object_span", "time_span",
    "evidence_spans", "more_evidence", "qualifier_details", "speakers",
)  # fmt: skip
_NUMBERS = {"confidence": "float64", "evidence_start": "int64", "evidence_end": "int64", "symmetric": "bool", "plain": "bool"}
_DATES = ("time_first", "time_last")

STATEMENT_COLUMNS = (
    "id", "article", "subject", "relation", "object", "status", "modality", "by", "event_type", "cooperative", "plain",
    "confidence", "time", "time_first", "time_last", "qualifiers", "sentence", "subject_id", "subject_type", "subject_kind",
    "subject_text", "subject_aliases", "subject_span", "relation_text", "relation_lemma", "symmetric", "object_id",
    "object_type", "object_kind", "object_text", "object_aliases", "object_span", "by_id", "by_aliases", "speakers",
    "content", "time_span", "evidence_start", "evidence_end", "evidence_spans", "more_evidence", "qualifier_details", "extractor",
)  # fmt: skip
"""The columns of :func:`to_pandas`, in their order."""


class Answer(pd.DataFrame):  # type: ignore[misc]  # pandas comes without types
    """The answer to a query: a table like any other, shown in notebooks with whole sentences and nothing that can do harm."""

    @property
    def _constructor(self) -> Any:
        return pd.DataFrame  # what is made of it is a table of pandas' own

    def _repr_html_(self) -> str:
        from newsgraph.views.reprs import table_html

        return table_html([str(column) for column in self.columns], self.itertuples(index=False, name=None))


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _row(statement: Statement) -> dict[str, Any]:
    row = statement.to_json()
    evidence = row.pop("evidence")
    time = row.pop("time")
    row |= {
        "plain": statement.plain,
        "cooperative": statement.relation.cooperative,
        "time": time["text"] if time else None,
        "time_first": statement.time.first if statement.time else None,
        "time_last": statement.time.last if statement.time else None,
        "time_span": time["span"] if time else None,
        "sentence": evidence["text"],
        "evidence_start": evidence["start"],
        "evidence_end": evidence["end"],
        "evidence_spans": [evidence["subject"], evidence["relation"], evidence["object"]],
        "qualifiers": "; ".join(f"{role}: {text}" for role, text in row["qualifiers"].items()),
    }
    return row | {column: _dumps(row[column]) for column in _JSON_COLUMNS}


def _frame(rows: Iterable[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    """A table of Python objects; pandas' own string type cannot hold lone surrogates, so it is never inferred."""
    listed = list(rows)
    return pd.DataFrame({column: pd.Series([row[column] for row in listed], dtype=object) for column in columns})


def _days(values: pd.Series[Any]) -> pd.Series[Any]:
    # Seconds, not nanoseconds: history before 1678 is news, too.
    return pd.Series(np.array([np.datetime64(day, "s") if day else np.datetime64("NaT") for day in values], dtype="datetime64[s]"))


def to_pandas(data: GraphData) -> pd.DataFrame:
    """One row a statement, in the order of ``data``; columns as in ``STATEMENT_COLUMNS``.

    ``sentence`` is the evidence; ``evidence_start`` and ``evidence_end`` its characters in the article; ``time_first`` and
    ``time_last`` are days; absent values are None or NaT. Columns of nested values (aliases, spans, further evidence,
    details of qualifiers and speakers) hold JSON text. ``attrs["corrections"]`` is what the user corrected, where there is any.
    """
    frame = _frame((_row(statement) for statement in data.statements), STATEMENT_COLUMNS)
    for column, kind in _NUMBERS.items():
        frame[column] = frame[column].astype(kind)
    for column in _DATES:
        frame[column] = _days(frame[column])
    if data.corrections:
        frame.attrs["corrections"] = [applied.to_json() for applied in data.corrections]
    return frame


def entities_table(data: GraphData) -> pd.DataFrame:
    """One row an entity: id, label, type, link, aliases and mentions (JSON text), and how many mentions, statements and articles it has."""
    statements: dict[str, int] = {}
    for statement in data.statements:
        for key in {node.id for node in (statement.subject, statement.object) if node is not None and node.kind == "entity"}:
            statements[key] = statements.get(key, 0) + 1
    rows = [
        entity.to_json()
        | {
            "aliases": _dumps(list(entity.aliases)),
            "mentions": _dumps([mention.to_json() for mention in entity.mentions]),
            "mention_count": len(entity.mentions),
            "statement_count": statements.get(entity.id, 0),
            "article_count": len({mention.article for mention in entity.mentions}),
        }
        for entity in data.entities
    ]
    columns = ("id", "label", "type", "link", "mention_count", "statement_count", "article_count", "aliases", "mentions")
    return _frame(rows, columns).astype({"mention_count": "int64", "statement_count": "int64", "article_count": "int64"})


def articles_table(data: GraphData) -> pd.DataFrame:
    """One row an article, with its text and metadata; ``published`` is a day or NaT."""
    columns = ("id", "title", "author", "publisher", "published", "url", "licence", "language", "text")
    frame = _frame((article.to_json() for article in data.articles), columns)
    frame["published"] = _days(frame["published"])
    return frame


def _plain_value(value: Any) -> Any:
    """A cell as a Python value: None for any of pandas' absent values, ISO text for a day."""
    if isinstance(value, (pd.Timestamp, dt.date)):
        return None if pd.isna(value) else value.isoformat()[:10]
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    return value.item() if isinstance(value, np.generic) else value


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): _plain_value(value) for key, value in row.items()} for row in frame.to_dict("records")]


def _statement(row: dict[str, Any]) -> Statement:
    for column in _JSON_COLUMNS:
        row[column] = json.loads(row[column])
    subject, relation, target = row["evidence_spans"]
    row["evidence"] = {
        "start": row["evidence_start"],
        "end": row["evidence_end"],
        "text": row["sentence"],
        "subject": subject,
        "relation": relation,
        "object": target,
    }
    if row["time_span"] is not None:
        row["time"] = {"text": row["time"], "span": row["time_span"], "first": row["time_first"], "last": row["time_last"]}
    return Statement.from_json(row)


def from_pandas(statements: pd.DataFrame, *, entities: pd.DataFrame | None = None, articles: pd.DataFrame | None = None) -> GraphData:
    """The inverse of :func:`to_pandas`, :func:`entities_table` and :func:`articles_table`, also for a selection of their rows.

    Raises:
        UsageError: when columns are missing.
    """
    missing = [column for column in STATEMENT_COLUMNS if column not in statements.columns]
    if missing:
        raise UsageError(f"the table of statements lacks {', '.join(missing)}; make it with to_pandas")
    entity_rows = _records(entities) if entities is not None else []
    for row in entity_rows:
        row |= {"aliases": json.loads(row["aliases"]), "mentions": json.loads(row["mentions"])}
    return GraphData(
        tuple(Article.from_json(row) for row in (_records(articles) if articles is not None else [])),
        tuple(Entity.from_json(row) for row in entity_rows),
        tuple(_statement(row) for row in _records(statements)),
        tuple(AppliedCorrection.from_json(row) for row in statements.attrs.get("corrections", [])),
    )
