"""A drawing as a pyvis ``Network``, and the page made of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyvis.network

from newsgraph.model import GraphData, Statement
from newsgraph.views.html.drawing import MAX_NODES, NODE_STYLES, TONES, edge_statements, relation_label, select
from newsgraph.views.html.page import page_of

__all__ = ["NewsNetwork", "render", "to_pyvis"]


class NewsNetwork(pyvis.network.Network):  # type: ignore[misc]
    """A pyvis ``Network`` whose page is the project's own: one UTF-8 file without requests, with text that cannot run.

    pyvis' own template asks a CDN and runs scripts found in names; its writers use the platform's encoding.
    """

    def __init__(self, make_page: Callable[[NewsNetwork], str]) -> None:
        """An empty network; ``make_page`` gives the page for it."""
        super().__init__(height="100%", width="100%", directed=True, cdn_resources="in_line")
        self._make_page = make_page

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page, with nodes and edges as they are now; the parameters of pyvis change nothing."""
        self.html = self._make_page(self)
        return str(self.html)

    def write_html(self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False) -> None:
        """Write the page to ``name``; the other parameters of pyvis change nothing, and no browser is opened."""
        Path(name).write_text(self.generate_html(), encoding="utf-8", newline="\n")

    def save_graph(self, name: str) -> None:
        """As :meth:`write_html`."""
        self.write_html(name)

    def show(self, name: str, local: bool = True, notebook: bool = False) -> None:
        """As :meth:`write_html`."""
        self.write_html(name)


def _tone(statements: list[Statement]) -> str:
    """The tone of most statements; ``neutral`` where cooperative and conflictual are level."""
    balance = sum(0 if s.relation.cooperative is None else (1 if s.relation.cooperative else -1) for s in statements)
    return "cooperative" if balance > 0 else "conflictual" if balance < 0 else "neutral"


def to_pyvis(data: GraphData, *, title: str | None = None, max_nodes: int = MAX_NODES, concepts: bool | None = None) -> NewsNetwork:
    """The graph as a pyvis ``Network`` to look at or to change further: positions computed, physics off.

    Nodes have the ids, labels, sizes and colours of the drawing; edges bundle all statements of one direction
    ("met +2"), dashed and hidden where none of them is a plain fact. ``write_html`` gives the interactive page.

    Raises:
        UsageError: when ``max_nodes`` is below 1.
    """
    drawing = select(data, max_nodes=max_nodes, concepts=concepts)
    network = NewsNetwork(lambda made: page_of(data, drawing, made, title=title))
    for drawn in drawing.nodes:
        style = NODE_STYLES[drawn.style]
        network.add_node(
            drawn.node.id,
            label="\n".join(drawn.lines),
            shape=style["shape"],
            color=style["light"],
            size=drawn.size,
            x=drawn.x,
            y=drawn.y,
            hidden=drawn.node.kind == "concept" and not drawing.concepts,
            physics=False,
        )
    pairs = edge_statements(data, {drawn.node.id: i for i, drawn in enumerate(drawing.nodes)})
    for (source, target), numbers in pairs.items():
        statements = [data.statements[number] for number in numbers]
        plain = [statement for statement in statements if statement.plain]
        shown = plain or statements
        more = f" +{len(shown) - 1}" if len(shown) > 1 else ""
        network.add_edge(
            drawing.nodes[source].node.id,
            drawing.nodes[target].node.id,
            label=relation_label(shown[0]) + more,
            color=TONES[_tone(shown)]["light"],
            dashes=not plain,
            hidden=not plain,
            arrows="" if all(statement.relation.symmetric for statement in shown) else "to",
            width=round(1.2 + min(len(shown), 6) * 0.4, 1),
            smooth={"enabled": True, "type": "curvedCW", "roundness": 0.16} if (target, source) in pairs else False,
        )
    network.options = {
        "physics": {"enabled": False},
        "interaction": {
            "hover": True,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": False,
            "multiselect": False,
            "tooltipDelay": 250,
            # The page has keys of its own, which go from name to name.
            "keyboard": {"enabled": False},
            "zoomSpeed": 0.7,
        },
        "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
        "edges": {"arrows": {"to": {"scaleFactor": 0.55}}, "selectionWidth": 1.5, "hoverWidth": 0.5, "arrowStrikethrough": False},
    }
    return network


def render(data: GraphData, *, title: str | None = None, max_nodes: int = MAX_NODES, concepts: bool | None = None) -> str:
    """The whole page as HTML text; equal data give equal text.

    One file with everything in it: no request to anywhere (its Content-Security-Policy allows none), no script but its own.
    ``title`` is the heading (by default the article's title); at most ``max_nodes`` nodes are drawn, with a notice of how many are not;
    ``concepts`` says whether noun phrases that are no entities are shown at first (None: where the picture is bare without).

    Raises:
        UsageError: when ``max_nodes`` is below 1.
    """
    return to_pyvis(data, title=title, max_nodes=max_nodes, concepts=concepts).generate_html()
