"""The graph as one interactive page: drawn by pyvis' vis-network, rendered by the project's own template."""

from newsgraph.views.html.pyvis_network import NewsNetwork, render, to_pyvis

__all__ = ["NewsNetwork", "render", "to_pyvis"]
