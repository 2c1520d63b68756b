"""Keeps queries inside the graph: nothing that SPARQL can say may make the engine open a connection.

Oxigraph evaluates ``SERVICE`` and cannot be told not to. Finding the keyword means reading SPARQL as Oxigraph does, and two readers
never quite agree (is ``<?b)SERVICE#>`` an IRI, or less-than, a variable and a comment?). So this guard does not rely on its own reading:
wherever it takes the letters for part of a string or an IRI, it writes one of them as ``\\u0065``, which means the same there and is a
syntax error as a keyword. The text that reaches the engine never has the keyword's letters in a row, however it is read.

Updates (``LOAD``, ``INSERT`` …) are no queries: the engine refuses them. ``FROM <file:…>`` names a graph and reads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsgraph.errors import QueryError

__all__ = ["guarded", "is_update", "names_dataset"]

_KEYWORD = re.compile("(s)(e)(rvice)", re.IGNORECASE)
_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<variable>[?$]\w+)
  | (?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:
      (?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[^\s\w])(?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[^\s\w])*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[^\s\w]))?)?)
  | (?P<word>\w+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}")
_REFUSED = "queries stay inside the graph: SERVICE is not allowed"


def guarded(sparql: str, prefixes: Mapping[str, str], *, strict: bool = False) -> str:
    r"""The same query in a spelling in which no part can be the keyword ``SERVICE``.

    ``prefixes`` are those that are preset. ``strict`` is for engines that read ``\u0053ERVICE`` as the keyword: the letters are then
    refused wherever they stand, however they are written.

    Raises:
        QueryError: when it has that keyword, or a variable or prefix with these letters in its name.
    """
    if strict:
        read = _CODE_POINT.sub(lambda match: chr(min(int(match[0][2:], 16), 0x10FFFF)), sparql)
        if "service" in sparql.casefold() or "service" in read.casefold():
            raise QueryError(f"{_REFUSED}, nor is the word anywhere in a query to a service")
        return sparql
    if "service" not in sparql.casefold():
        return sparql
    known = dict(prefixes)
    written: list[str] = []
    significant: list[str] = []
    for match in _TOKEN.finditer(sparql):
        kind, token = match.lastgroup, match[0]
        if kind == "iri" and len(significant) >= 2 and significant[-2].upper() == "PREFIX":
            known[significant[-1].removesuffix(":")] = token[1:-1]
        if token.strip() and kind != "comment":
            significant.append(token)
        written.append(_without_keyword(kind, token, known) if _KEYWORD.search(token) else token)
    text = "".join(written)
    if "service" in text.casefold():
        raise QueryError(_REFUSED)
    return text


def _without_keyword(kind: str | None, token: str, prefixes: Mapping[str, str]) -> str:
    if kind in ("string", "iri"):
        return _escaped(token)
    if kind == "comment":
        return "#"
    if kind == "variable":
        raise QueryError(f"give the variable {token} another name: {_REFUSED}, not even as part of one")
    if kind == "name":
        prefix, _, local = token.partition(":")
        if prefix in prefixes and not _KEYWORD.search(prefix):
            local = re.sub(r"\\(.)", r"\1", local)
            return _escaped(f"<{prefixes[prefix]}{local}>")
    raise QueryError(_REFUSED)


def _escaped(token: str) -> str:
    return _KEYWORD.sub(lambda match: f"{match[1]}\\u{ord(match[2]):04X}{match[3]}", token)


def names_dataset(sparql: str) -> bool:
    """True when the query names the graphs it reads (``FROM``), so that it is not to be run over all of them."""
    # Reading the query word by word takes longer than many a query.
    if "from" not in sparql.casefold():
        return False
    return any(match.lastgroup == "word" and match[0].upper() == "FROM" for match in _TOKEN.finditer(sparql))


def is_update(sparql: str) -> bool:
    """True when the text reads like a SPARQL update; only to tell so, as the engine takes no updates for queries anyway."""
    after_prefix = False
    for match in _TOKEN.finditer(sparql):
        word = match[0].upper()
        if match.lastgroup == "word" and not after_prefix and word not in ("BASE", "PREFIX", "VERSION"):
            return word in ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
        if not match[0].isspace():
            after_prefix = word == "PREFIX"
    return False
