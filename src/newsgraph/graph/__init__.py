"""The graph as people use it: building, loading, asking, showing."""

from newsgraph.graph.core import Graph
from newsgraph.graph.corrections import correct
from newsgraph.graph.differences import GraphDiff, diff
from newsgraph.graph.explanations import Explanation
from newsgraph.graph.formats import coverage
from newsgraph.graph.making import build, load, remove
from newsgraph.graph.reports import EntityReport, PathReport

__all__ = ["EntityReport", "Explanation", "Graph", "GraphDiff", "PathReport", "build", "correct", "coverage", "diff", "load", "remove"]
