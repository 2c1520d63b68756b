"""The explorer's questions over HTTP: ``api/…`` gives JSON, read only, each answer of bounded size.

The structure of the graph is read once for each build, by a worker and within five minutes; evidence is read from the store when it is
asked for. Nodes and statements go by numbers, which hold for one version of the graph: a question of another version is refused (409).
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from newsgraph.errors import NotFoundError, QueryError, QueryLimitError, StoreError, UsageError
from newsgraph.rdf.iris import Iris
from newsgraph.store import named_queries, render
from newsgraph.views._text import json_in_html
from newsgraph.views.explorer.evidence import evidence
from newsgraph.views.explorer.index import MOST_DRAWN, PAGE, Explorer, Filter
from newsgraph.web.guard import Refusal
from newsgraph.web.pool import Busy, WorkerPool

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["ExplorerApi"]

_MOST_IDS: Final = 200
_LONGEST: Final = 4_000


class ExplorerApi:
    """Answers for the explorer's page, over a pool of workers."""

    def __init__(self, pool: WorkerPool, base: str) -> None:
        """Nothing is read before the first question."""
        self._pool, self._base = pool, base
        self._turn = asyncio.Lock()
        self._version = ""
        self._explorer: Explorer | None = None
        self._questions: Mapping[str, Callable[[Explorer, _Asked], Any]] = {
            "start": lambda explorer, asked: explorer.start(),
            "known": lambda explorer, asked: {"nodes": explorer.known(asked.texts("id"))},
            "top": lambda explorer, asked: explorer.network(explorer.top(asked.filter()), asked.filter()),
            "search": lambda explorer, asked: {"nodes": explorer.search(asked.text("words"))},
            "network": lambda explorer, asked: explorer.network(asked.numbers("n"), asked.filter()),
            "neighbours": lambda explorer, asked: explorer.neighbours(
                asked.one("n"), asked.filter(), asked.numbers("shown"), min(50, asked.count("count", 15))
            ),
            "between": lambda explorer, asked: explorer.between(*asked.pair(), asked.filter(), asked.count("offset", 0)),
            "entity": lambda explorer, asked: explorer.entity(
                asked.one("n"), asked.text("part"), asked.text("month"), asked.count("offset", 0)
            ),
            "ways": lambda explorer, asked: explorer.ways(*asked.pair(), asked.filter()),
            "said": lambda explorer, asked: explorer.said(asked.maybe("speaker"), asked.maybe("about"), asked.count("offset", 0)),
        }

    async def _current(self) -> tuple[str, Explorer]:
        """The graph as it is now, and its version; read anew where a build has ended since."""
        async with self._turn:
            if self._explorer is None or self._pool.version() != self._version:
                self._version, outline = await self._pool.outline()
                self._explorer = await asyncio.to_thread(Explorer, outline)
            return self._version, self._explorer

    async def answer(self, request: Request) -> Response:
        """The answer to one question."""
        from starlette.responses import Response

        name = request.path_params["name"]
        try:
            if name == "queries":
                return Response(json_in_html(_queries()), media_type="application/json")
            version, explorer = await self._current()
            asked = _Asked(request, explorer.sizes)
            if name != "start" and asked.text("version") not in ("", version):
                raise Refusal(409, "the graph was built anew meanwhile; load the page again")
            found = await self._found(name, explorer, asked)
        except Busy as busy:
            raise Refusal(503, "all workers are busy; ask again later", ((b"retry-after", b"5"),)) from busy
        except NotFoundError as error:
            raise Refusal(404, str(error)) from error
        except UsageError as error:
            raise Refusal(400, str(error)) from error
        except QueryLimitError as error:
            raise Refusal(503, f"the graph could not be read in time, or needs too much memory: {error}") from error
        except (QueryError, StoreError) as error:
            raise Refusal(500, str(error)) from error
        return Response(json_in_html({**found, "version": version}), media_type="application/json")

    async def _found(self, name: str, explorer: Explorer, asked: _Asked) -> Any:
        if name == "evidence":
            numbers = sorted(set(asked.numbers("k", statements=True)))[:PAGE]
            found = await self._pool.statements(explorer.keys(numbers))
            if len(found.statements) != len(numbers):
                raise Refusal(409, "the graph was built anew meanwhile; load the page again")
            articles = {article.id: article for article in found.articles}
            return evidence(explorer, numbers, found.statements, articles)
        if name == "query":
            values = {key: asked.text(key) for key in asked.names - {"name", "version"}}
            names = await asyncio.to_thread(self._names, explorer)
            return {"text": render(asked.text("name"), names=lambda: names, base=self._base, **values)}
        if name not in self._questions:
            raise Refusal(404, f"there is no question {name[:80]!r}")
        return await asyncio.to_thread(self._questions[name], explorer, asked)

    def _names(self, explorer: Explorer) -> dict[str, tuple[str, ...]]:
        iris = Iris(self._base)
        return {iris.node(node.id): (node.label, *node.aliases) for node in explorer.nodes if not node.id.startswith("concept/")}


def _queries() -> dict[str, Any]:
    return {
        "queries": [
            {
                "name": query.name,
                "description": query.description,
                "text": query.text,
                "parameters": [{"name": one.name, "kind": one.kind, "description": one.description} for one in query.parameters],
            }
            for query in named_queries().values()
        ]
    }


class _Asked:
    """The fields of a question, each checked when it is read.

    Raises:
        Refusal: when a field is not what it should be.
    """

    def __init__(self, request: Request, sizes: tuple[int, int]) -> None:
        self._fields, self._sizes = request.query_params, sizes
        self.names = set(self._fields.keys())

    def text(self, name: str) -> str:
        return self._fields.get(name, "")[:_LONGEST]

    def texts(self, name: str) -> list[str]:
        return [text[:_LONGEST] for text in self._fields.getlist(name)[:_MOST_IDS]]

    def count(self, name: str, default: int) -> int:
        text = self.text(name)
        if not text:
            return default
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise Refusal(400, f"{name} must be a number, not {text[:40]!r}")
        return int(text)

    def one(self, name: str) -> int:
        found = self.numbers(name)
        if len(found) != 1:
            raise Refusal(400, f"{name} must be one number")
        return found[0]

    def maybe(self, name: str) -> int | None:
        return self.one(name) if self.text(name) else None

    def pair(self) -> tuple[int, int]:
        found = self.numbers("n")
        if len(found) != 2:
            raise Refusal(400, "n must be two numbers")
        return found[0], found[1]

    def numbers(self, name: str, *, statements: bool = False) -> list[int]:
        """Numbers of nodes, or of statements, between commas."""
        text = self._fields.get(name, "")
        parts = text[: 12 * MOST_DRAWN].split(",") if text else []
        if len(parts) > MOST_DRAWN or not all(part.isascii() and part.isdecimal() and len(part) < 10 for part in parts):
            raise Refusal(400, f"{name} must be at most {MOST_DRAWN} numbers between commas")
        found = [int(part) for part in parts]
        if any(number >= self._sizes[statements] for number in found):
            raise Refusal(404, f"{name}: there is no such number")
        return found

    def filter(self) -> Filter:
        percent = self.count("confidence", 0)
        first, last = (self._day(name) for name in ("first", "last"))
        return Filter(self.count("marks", 8) & 15, min(percent, 100) / 100, first, last, self.text("concepts") == "1")

    def _day(self, name: str) -> str:
        text = self.text(name)
        try:
            return dt.date.fromisoformat(text).isoformat() if text else ""
        except ValueError as error:
            raise Refusal(400, f"{name} must be a day as YYYY-MM-DD, not {text[:40]!r}") from error
