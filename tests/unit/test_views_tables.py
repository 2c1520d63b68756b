from __future__ import annotations

import pandas as pd
import pytest

from helpers.harbour import harbour
from helpers.hostile import hostile
from newsgraph.errors import UsageError
from newsgraph.model import GraphData
from newsgraph.views.tables import STATEMENT_COLUMNS, articles_table, entities_table, from_pandas, to_pandas


def test_a_row_a_statement_in_readable_columns() -> None:
    data = harbour()
    frame = to_pandas(data)

    assert len(data.statements) == len(frame)
    assert list(STATEMENT_COLUMNS) == list(frame.columns)
    row = frame[frame["relation"] == "meet"].iloc[0]
    assert ("Ilse Brandt", "Tomas Havel", "fact", True, pd.Timestamp("2025-03-18"), "place: Karsholm") == (
        row["subject"], row["object"], row["status"], row["plain"], row["time_first"], row["qualifiers"],
    )  # fmt: skip
    assert frame["object"].isna().sum() == 1


@pytest.mark.parametrize("data", [harbour(), hostile(), GraphData()], ids=["harbour", "hostile", "empty"])
def test_pandas_and_back(data: GraphData) -> None:
    assert data == from_pandas(to_pandas(data), entities=entities_table(data), articles=articles_table(data))


def test_a_selection_of_rows_reads_back_too() -> None:
    data = harbour()
    frame = to_pandas(data)

    assert tuple(s for s in data.statements if s.plain) == from_pandas(frame[frame["plain"]]).statements


def test_missing_columns_are_named() -> None:
    with pytest.raises(UsageError, match="lacks relation, object"):
        from_pandas(to_pandas(harbour()).drop(columns=["relation", "object"]))


def test_entities_are_counted() -> None:
    table = entities_table(harbour()).set_index("id")

    assert (table.loc["entity/ilse-brandt", "mention_count"], table.loc["entity/ilse-brandt", "article_count"]) == (5, 1)
    assert table.loc["entity/ilse-brandt", "statement_count"] == 10
