"""A read-only SPARQL endpoint over a graph."""

from newsgraph.web.server import serve

__all__ = ["serve"]
