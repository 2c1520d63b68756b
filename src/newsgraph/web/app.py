"""Explorer and endpoint as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from newsgraph.errors import QueryError, QueryLimitError, StoreError
from newsgraph.store.description import service_description
from newsgraph.store.guard import is_update
from newsgraph.views.explorer import served_files
from newsgraph.web.explorer import ExplorerApi
from newsgraph.web.guard import EXPLORER_POLICY, Guard, Refusal
from newsgraph.web.negotiate import GRAPHS, PAGE, best
from newsgraph.web.page import STYLE, page
from newsgraph.web.pool import Busy, WorkerPool
from newsgraph.web.protocol import asked, not_acceptable

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["application"]

_STATUS = {"seconds": 503, "memory": 503}


class _Endpoint:
    def __init__(self, pool: WorkerPool, base: str, title: str) -> None:
        self._pool, self._base = pool, base
        self._files = served_files(title, base)

    async def root(self, request: Request) -> Response:
        """The explorer for people, the service description for programs."""
        return self._page_or_description(request, self._files["index.html"].content, {"content-security-policy": EXPLORER_POLICY})

    async def file(self, request: Request) -> Response:
        """A script or style of the explorer."""
        from starlette.responses import Response

        found = self._files[request.url.path.rpartition("/")[2]]
        return Response(found.content, media_type=found.media)

    def _page_or_description(self, request: Request, content_of_page: str, headers: dict[str, str]) -> Response:
        from starlette.responses import HTMLResponse, Response

        offer = best(request.headers.get("accept", ""), (*GRAPHS, PAGE))
        if offer is None:
            raise Refusal(406, "there are text/html and " + ", ".join(offer.media for offer in GRAPHS))
        if offer == PAGE:
            return HTMLResponse(content_of_page, headers={"vary": "accept", **headers})
        endpoint = f"{request.url.scheme}://{request.headers['host']}/sparql"
        content = service_description(endpoint, base=self._base, format=offer.format)
        return Response(content, media_type=offer.media, headers={"vary": "accept"})

    async def style(self, request: Request) -> Response:
        from starlette.responses import Response

        return Response(STYLE, media_type="text/css")

    async def sparql(self, request: Request) -> Response:
        """The answer to a query; without one, a form without scripts for people, the service description for programs."""
        from starlette.responses import Response

        if request.method != "POST" and not request.url.query:
            return self._page_or_description(request, page(self._base), {})
        accept = request.headers.get("accept", "")
        wanted = asked(
            method=request.method,
            search=request.url.query,
            content_type=request.headers.get("content-type", ""),
            accept=accept,
            body=await request.body(),
        )
        try:
            answer = await self._pool.answer(wanted.question)
        except Busy as busy:
            raise Refusal(503, "all workers are busy; ask again later", ((b"retry-after", b"5"),)) from busy
        except QueryLimitError as error:
            raise Refusal(_STATUS.get(error.limit, 400), str(error)) from error
        except QueryError as error:
            if is_update(wanted.question.sparql):
                raise Refusal(403, "this endpoint is read only: it takes no updates") from error
            raise Refusal(400, str(error)) from error
        except StoreError as error:
            raise Refusal(500, str(error)) from error
        offer = wanted.rows if answer.kind == "rows" else wanted.graph
        if offer is None:
            raise Refusal(406, not_acceptable(accept))
        return Response(answer.content, media_type=offer.media, headers={"vary": "accept"})


async def _refused(request: Request, refusal: Refusal) -> Response:
    from starlette.responses import PlainTextResponse

    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in refusal.headers}
    text = f"{refusal.message}\n".encode("utf-8", "backslashreplace")
    return PlainTextResponse(text, status_code=refusal.status, headers=headers)


def application(
    pool: WorkerPool,
    *,
    base: str,
    host: str,
    title: str = "Explorer",
    names: frozenset[str] = frozenset(),
    origins: frozenset[str] = frozenset(),
) -> Guard:
    """The application over a pool of workers, which it closes when it ends; ``base`` is that of the graph's IRIs, ``title`` the explorer's.

    ``host``, ``names`` and ``origins`` are those of :class:`newsgraph.web.guard.Guard`.
    """
    from starlette.applications import Starlette
    from starlette.routing import Route

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        pool.close()

    endpoint = _Endpoint(pool, base, title)
    routes = [
        Route("/", endpoint.root, methods=["GET"]),
        Route("/style.css", endpoint.style, methods=["GET"]),
        Route("/explorer.js", endpoint.file, methods=["GET"]),
        Route("/explorer.css", endpoint.file, methods=["GET"]),
        Route("/api/{name}", ExplorerApi(pool, base).answer, methods=["GET"]),
        Route("/sparql", endpoint.sparql, methods=["GET", "POST"]),
    ]
    handlers: Mapping[Any, Any] = {Refusal: _refused}
    return Guard(Starlette(routes=routes, lifespan=lifespan, exception_handlers=handlers), host, names, origins)
