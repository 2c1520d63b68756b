"""The graph as people use it: building, loading, asking, showing."""

from newsgraph.graph.core import Graph, build, load, remove
from newsgraph.graph.differences import GraphDiff, diff
from newsgraph.graph.formats import coverage
from newsgraph.graph.reports import EntityReport, PathReport

__all__ = ["EntityReport", "Graph", "GraphDiff", "PathReport", "build", "coverage", "diff", "load", "remove"]
