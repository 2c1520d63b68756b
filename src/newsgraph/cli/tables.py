"""Printing tables."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from newsgraph.cli.common import say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["print_frame"]


def print_frame(frame: pd.DataFrame, format: str) -> None:
    """Print a table as ``table``, ``csv``, ``tsv`` or ``json`` (a list of objects, unbound values null)."""
    if format in ("csv", "tsv"):
        say(frame.to_csv(index=False, sep="," if format == "csv" else "\t", lineterminator="\n").removesuffix("\n"))
    elif format == "json":
        say(frame.to_json(orient="records", force_ascii=False, date_format="iso", indent=2))
    else:
        _print_table(frame)


def _print_table(frame: pd.DataFrame) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from newsgraph.graph.reports import clean

    table = Table(box=box.SIMPLE_HEAD, caption=f"{len(frame)} row{'' if len(frame) == 1 else 's'}", caption_justify="left")
    for column in frame.columns:
        table.add_column(Text(str(column)), overflow="fold")
    for row in frame.itertuples(index=False):
        table.add_row(*("" if value is None or value != value else Text(clean(str(value))) for value in row))
    terminal = Console()
    if terminal.is_terminal:
        terminal.print(table)
    else:
        buffer = io.StringIO()
        Console(file=buffer, width=200).print(table)
        say("\n".join(line.rstrip() for line in buffer.getvalue().splitlines()))
