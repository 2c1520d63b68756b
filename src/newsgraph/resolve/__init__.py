"""From the entities of single articles to those of the graph."""

from newsgraph.resolve.entities import resolve

__all__ = ["resolve"]
