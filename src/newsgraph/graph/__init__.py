"""The graph as people use it: building, loading, asking, showing."""

from newsgraph.graph.core import Graph, build, load, remove
from newsgraph.graph.formats import coverage
from newsgraph.graph.reports import EntityReport, PathReport

__all__ = ["EntityReport", "Graph", "PathReport", "build", "coverage", "load", "remove"]
