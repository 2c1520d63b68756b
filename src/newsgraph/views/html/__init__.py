"""The graph as one interactive page: drawn by pyvis' vis-network, rendered by the project's own template."""

from newsgraph.views.html.drawing import NewsNetwork, to_pyvis
from newsgraph.views.html.page import render

__all__ = ["NewsNetwork", "render", "to_pyvis"]
