"""``newsgraph serve``."""

from __future__ import annotations

from typing import Annotated

import typer

from newsgraph.cli.common import Folder

__all__ = ["serve"]


def serve(
    graph: Folder,
    host: Annotated[
        str, typer.Option(help="Address to listen at. Others than this machine's let everybody who reaches it ask.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 for any that is free.")] = 8000,
    timeout: Annotated[float, typer.Option(help="Seconds that a query may take.")] = 30.0,
    rows: Annotated[int, typer.Option(help="Rows that an answer may have.")] = 100_000,
    size: Annotated[int, typer.Option(help="Bytes that an answer may have.")] = 64_000_000,
    workers: Annotated[int, typer.Option(help="How many queries run at once.")] = 2,
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", help="A further name the server is called by; once for each.", show_default=False)
    ] = None,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option("--allow-origin", help="Whose web pages may ask (https://example.org); once for each.", show_default=False),
    ] = None,
) -> None:
    """Serve the explorer of a graph, and answer SPARQL queries over HTTP.

    The explorer at /, SPARQL 1.1 Protocol at /sparql, read only, for this machine alone unless --host names another address. It ends with
    Ctrl-C.
    """
    from newsgraph.web import serve as serve_graph

    serve_graph(
        graph, host=host, port=port, timeout=timeout, rows=rows, size=size, workers=workers,
        allow_hosts=allow_host or (), allow_origins=allow_origin or (), ready=lambda address: _tell(address, graph, host),
    )  # fmt: skip


def _tell(address: str, graph: object, host: str) -> None:
    from newsgraph.web.guard import is_loopback

    typer.echo(f"newsgraph: {graph} at {address} (SPARQL: {address}sparql); Ctrl-C ends it", err=True)
    if not is_loopback(host):
        typer.echo("newsgraph: warning: everybody who reaches this machine may ask; there is no password and no encryption", err=True)
