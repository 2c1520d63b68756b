"""Queries that come with the package: files ``queries/*.rq``, with parameters.

A query's file runs as it stands. Its header tells its title and parameters; the line of a parameter has an example value, which
:func:`render` replaces::

    # title: What is said of an entity
    # parameter: entity (entity) whose facts
    SELECT ... WHERE {
      VALUES ?entity { e:donald-trump } # parameter

``# indexed: selector words`` tells that ``?selector`` are sentences that contain the text ``words``: a store that knows where words stand
is asked for those alone.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from newsgraph.errors import NotFoundError, UsageError
from newsgraph.model import EVENT_TYPES
from newsgraph.rdf import terms
from newsgraph.rdf.iris import DEFAULT_BASE, Iris
from newsgraph.rdf.writers import string_literal
from newsgraph.store.words import narrowing

__all__ = ["QUERIES", "NamedQuery", "Parameter", "named_queries", "narrowed", "render"]

_HEADER = re.compile(r"# (title|parameter|indexed|note): (.*)")
_PARAMETER = re.compile(r"(\w+) \((entity|relation|event|day|text)\) (.*)")
_LINE = re.compile(r"^(?P<start>\s*VALUES \?(?P<name>\w+) \{)[^}\n]*\} # parameter$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: ``kind`` is ``entity`` (a name or id), ``relation`` (a name), ``event`` (a type), ``day`` or ``text``."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that comes with the package; ``text`` runs as it stands, with the parameters' example values.

    ``indexed`` is a variable for sentences and the parameter whose text they contain; empty when there is none.
    """

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str
    indexed: tuple[str, ...] = ()


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """All queries by name, sorted."""
    found = [entry for entry in files("newsgraph.store").joinpath("queries").iterdir() if entry.name.endswith(".rq")]
    return {query.name: query for query in sorted((_read(entry.name, entry.read_text("utf-8")) for entry in found), key=lambda q: q.name)}


def _read(file: str, text: str) -> NamedQuery:
    title = ""
    indexed: tuple[str, ...] = ()
    parameters: list[Parameter] = []
    for line in text.splitlines():
        match = _HEADER.fullmatch(line)
        if match and match[1] == "title":
            title = match[2]
        elif match and match[1] == "indexed":
            indexed = tuple(match[2].split())
        elif match and match[1] == "parameter":
            parts = _PARAMETER.fullmatch(match[2])
            if parts is None:
                raise UsageError(f"{file}: a parameter must read 'NAME (KIND) DESCRIPTION', not {match[2]!r}")
            parameters.append(Parameter(parts[1], parts[2], parts[3]))
    return NamedQuery(file.removesuffix(".rq"), title, tuple(parameters), text, indexed)


QUERIES: Final[Mapping[str, NamedQuery]] = named_queries()
"""All queries by name, sorted."""


def render(
    name: str, /, *, names: Callable[[], Mapping[str, tuple[str, ...]]] | None = None, base: str = DEFAULT_BASE, **values: str
) -> str:
    """The text of a query with its parameters set; values can never become anything but values.

    ``names`` gives the names of all entities by IRI, to match an entity's label or alias (case does not matter); without it only ids
    (``entity/donald-trump``, ``e:donald-trump``, ``donald-trump``) are understood.

    Raises:
        NotFoundError: when there is no query, or no entity, of that name; the message has those that are near.
        UsageError: when a parameter is missing, unknown or of the wrong kind.
    """
    query = QUERIES.get(name)
    if query is None:
        raise NotFoundError(f"no query named {name!r}.{_near(name, QUERIES)} Known: {', '.join(QUERIES)}")
    kinds = {parameter.name: parameter.kind for parameter in query.parameters}
    missing, unknown = [key for key in kinds if key not in values], sorted(values.keys() - kinds.keys())
    if missing or unknown:
        problem = f"lacks {', '.join(missing)}" if missing else f"does not know {', '.join(unknown)}"
        raise UsageError(f"the query {name!r} {problem}; its parameters: {', '.join(kinds) or 'none'}")
    iris = Iris(base)
    bound = {key: _value(kinds[key], key, value, iris, names) for key, value in values.items()}
    return _LINE.sub(lambda match: f"{match['start']} {bound[match['name']]} }}" if match["name"] in bound else match[0], query.text)


def narrowed(name: str, text: str, values: Mapping[str, str]) -> str:
    """A rendered query for a store that keeps the words of sentences: it has the same answer, sooner."""
    if not QUERIES[name].indexed:
        return text
    variable, parameter = QUERIES[name].indexed
    return text.replace("WHERE {\n", f"WHERE {{\n  {narrowing(variable, values[parameter])}\n", 1)


def _value(kind: str, key: str, value: str, iris: Iris, names: Callable[[], Mapping[str, tuple[str, ...]]] | None) -> str:
    if kind == "entity":
        return " ".join(f"<{iri}>" for iri in _entities(value, iris, names))
    if kind == "relation":
        return f"<{iris.relation(value)}>"
    if kind == "event":
        event = value.upper()
        if event not in EVENT_TYPES:
            raise UsageError(f"{key} is no event type: {value!r}.{_near(event, EVENT_TYPES)} Known: {', '.join(EVENT_TYPES)}")
        return f"<{terms.NG}{event}>"
    if kind == "day":
        try:
            return f'"{dt.date.fromisoformat(value).isoformat()}"^^<{terms.PREFIXES["xsd"]}date>'
        except ValueError as error:
            raise UsageError(f"{key} is no day: {value!r} should read YYYY-MM-DD") from error
    return str(string_literal(value))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _entities(value: str, iris: Iris, names: Callable[[], Mapping[str, tuple[str, ...]]] | None) -> list[str]:
    """The IRIs of the entities of that id or, all of them, of that name."""
    bare = value.removeprefix(iris.base).removeprefix("e:").removeprefix("entity/")
    by_id = iris.node(f"entity/{bare}")
    if names is None:
        return [by_id]
    known = names()
    if by_id in known:
        return [by_id]
    wanted = _folded(value)
    for pick in (slice(0, 1), slice(0, None)):
        found = [iri for iri, called in known.items() if any(_folded(name) == wanted for name in called[pick])]
        if found:
            return found
    near = _near(value, [called[0] for called in known.values() if called])
    raise NotFoundError(f"no entity named {value!r}.{near}")


def _near(wanted: str, known: Mapping[str, object] | tuple[str, ...] | list[str]) -> str:
    near = difflib.get_close_matches(wanted, list(known), n=3)
    return f" Did you mean {' or '.join(map(json.dumps, near))}?" if near else ""
