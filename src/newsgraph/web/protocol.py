"""Requests of the SPARQL 1.1 Protocol as questions.

References:
    W3C, SPARQL 1.1 Protocol, 2013, section 2.1 (query operation).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from newsgraph.store import Question
from newsgraph.web.guard import Refusal
from newsgraph.web.negotiate import GRAPHS, ROWS, Offer, best, named_offer

__all__ = ["Asked", "asked"]

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_MOST_FIELDS: Final = 1000
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\ud800-\udfff]*")
_CHARSET = re.compile(r";\s*charset=\"?([^\s;\"]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what its answer is sent as when it is rows and when it is a graph; None where that is not accepted."""

    question: Question
    rows: Offer | None
    graph: Offer | None


def asked(*, method: str, search: str, content_type: str, accept: str, body: bytes) -> Asked:
    """What a request asks.

    ``search`` is the part of the address after the question mark. A ``format`` (``json``, ``csv``, ``turtle`` …) goes over ``accept``, as a
    form in a browser needs it; one that we do not know is passed over, as some clients send their own.

    Raises:
        Refusal: when it is no query, or cannot be answered in any format that is accepted.
    """
    fields = _fields(search.encode("latin-1", "replace"))
    if method == "POST":
        media = content_type.partition(";")[0].strip().lower()
        charset = _CHARSET.search(content_type)
        if media == _UPDATE:
            raise Refusal(403, "this endpoint is read only: it takes no updates")
        if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
            raise Refusal(415, f"a query comes in UTF-8, not in {charset[1]}")
        if media == _FORM:
            fields += _fields(body)
        elif media == _QUERY:
            fields.append(("query", _text(body)))
        else:
            raise Refusal(415, f"a query comes as {_QUERY} or as a form ({_FORM}), not as {media or 'nothing that is named'}")
    return _question(fields, accept)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, f"the request is not UTF-8 (at byte {error.start})") from error


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(_text(encoded), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise Refusal(400, "the request is not UTF-8 where it is percent-encoded") from error
    except ValueError as error:
        raise Refusal(400, f"a request may have {_MOST_FIELDS} fields") from error


def _question(fields: list[tuple[str, str]], accept: str) -> Asked:
    names = {name for name, _ in fields}
    if names & {"update", "using-graph-uri", "using-named-graph-uri"}:
        raise Refusal(403, "this endpoint is read only: it takes no updates")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        raise Refusal(400, f"a request has one query, not {len(queries)}")
    dataset: dict[str, tuple[str, ...] | None] = {}
    for name in ("default-graph-uri", "named-graph-uri"):
        given = tuple(value for field, value in fields if field == name)
        for value in given:
            if not _IRI.fullmatch(value):
                raise Refusal(400, f"{name} must be an absolute IRI, not {value[:200]!r}")
        dataset[name] = given or None
    rows, graph = best(accept, ROWS), best(accept, GRAPHS)
    wanted = next((value for name, value in fields if name == "format"), "")
    if of_rows := named_offer(wanted, ROWS):
        rows = of_rows
    if of_graph := named_offer(wanted, GRAPHS):
        graph = of_graph
    if rows is None and graph is None:
        raise Refusal(406, not_acceptable(accept))
    question = Question(
        queries[0],
        rows.format if rows else "",
        graph.format if graph else "",
        dataset["default-graph-uri"],
        dataset["named-graph-uri"],
    )
    return Asked(question, rows, graph)


def not_acceptable(accept: str) -> str:
    """What to say where nothing that is accepted can be given."""
    offered = ", ".join(offer.media for offer in (*ROWS, *GRAPHS))
    return f"no answer as {accept[:200]!r}; there are, for rows and for graphs: {offered}"
