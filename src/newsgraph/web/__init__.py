"""The explorer of a graph and a read-only SPARQL endpoint over it."""

from newsgraph.web.server import serve

__all__ = ["serve"]
