"""What the command line is given, as arguments of the functions it calls."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newsgraph.errors import UsageError

__all__ = ["export_path", "named_queries", "parameters", "query_text"]

_ENDINGS = {"trig": "trig", "trig12": "trig12", "nquads": "nq", "jsonld": "jsonld", "turtle": "ttl"}


def query_text(sparql: str | None, file: Path | None, name: str | None) -> str | None:
    """The query that is given as text or in a file; None for a named one.

    Raises:
        UsageError: unless exactly one is given, or when the file cannot be read.
    """
    if sum(given is not None for given in (sparql, file, name)) != 1:
        raise UsageError("give one of: a SPARQL query, --file FILE, --name NAME ('--name list' lists the names)")
    if file is None:
        return sparql
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: is not UTF-8 (at byte {error.start})") from error


def parameters(pairs: Iterable[str]) -> dict[str, str]:
    """The values of ``NAME=VALUE`` pairs.

    Raises:
        UsageError: for one without ``=``.

    >>> parameters(["entity=Mark Carney"])
    {'entity': 'Mark Carney'}
    """
    values: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise UsageError(f"a parameter must be given as NAME=VALUE, not {pair!r}")
        values[name] = value
    return values


def named_queries() -> dict[str, str]:
    """The names of the queries that come with the package, and what each tells."""
    from newsgraph.store import named_queries as queries

    return {
        name: " ".join([query.description, *(f"--param {parameter.name}=…" for parameter in query.parameters)])
        for name, query in queries().items()
    }


def export_path(out: Path | None, format: str | None) -> Path:
    """Where to export to: ``out``, or ``graph.ENDING`` in the working directory (for ``csv`` the folder ``graph-csv``, for
    ``explorer`` the file ``explorer.html``).

    Raises:
        UsageError: when neither file nor format is given.
    """
    if out is not None:
        return out
    if format is None:
        raise UsageError("give a format with --format, or a file with -o whose ending tells it")
    named = {"csv": "graph-csv", "explorer": "explorer.html"}
    return Path(named.get(format) or f"graph.{_ENDINGS.get(format, format)}")
