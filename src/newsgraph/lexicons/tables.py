"""Reading the package's tab-separated tables: comment lines start with ``#``, several values in a cell are separated by ``|``."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["read_table", "values", "word_set"]


def read_table(name: str, columns: int) -> list[list[str]]:
    """The rows of a table of this package, each with exactly ``columns`` cells (missing ones at the end are empty).

    Raises:
        ValueError: when a row has more cells.
    """
    rows: list[list[str]] = []
    for number, line in enumerate(files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) > columns:
            raise ValueError(f"{name}, line {number}: {len(cells)} cells, at most {columns} expected")
        rows.append(cells + [""] * (columns - len(cells)))
    return rows


def values(cell: str) -> tuple[str, ...]:
    """The values in one cell."""
    return tuple(value for value in cell.split("|") if value)


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``, which white space separates."""
    return frozenset(text.split())
