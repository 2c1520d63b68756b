"""The graph as a networkx ``MultiDiGraph``, and what is computed on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from newsgraph.errors import NotFoundError
from newsgraph.model import AppliedCorrection, Article, Entity, GraphData, Node, Statement
from newsgraph.views.ranking import page_rank

__all__ = ["from_networkx", "node_key", "salience", "shortest_path", "to_networkx"]


def node_key(statement: Statement, node: Node) -> str:
    """The key of ``node`` in graphs: its id, or for a literal one of its own, so that equal numbers join nothing."""
    return node.id or f"literal/{statement.id}"


def to_networkx(data: GraphData, *, plain_only: bool = False) -> nx.MultiDiGraph:
    """The statements as edges from subject to object, keyed by statement id; ``plain_only`` leaves out all that is no plain fact.

    Edge attributes are the keys of :meth:`Statement.to_json` plus ``plain``, ``cooperative`` and ``order`` (the place in ``data``).
    Node attributes are the keys of :meth:`Entity.to_json` plus ``kind`` (``entity``, ``concept`` or ``literal``).
    ``graph.graph["articles"]`` holds the articles; ``graph.graph["corrections"]`` what the user corrected;
    ``graph.graph["without_object"]`` the attributes of statements that have no object ("Carney laughed") and so no second end.
    A symmetric relation is one edge with ``symmetric`` true.
    """
    graph = nx.MultiDiGraph(
        articles=[article.to_json() for article in data.articles],
        without_object=[],
        corrections=[applied.to_json() for applied in data.corrections],
    )
    for entity in data.entities:
        graph.add_node(entity.id, **entity.to_json(), kind="entity")
    for order, statement in enumerate(data.statements):
        if plain_only and not statement.plain:
            continue
        attributes = statement.to_json() | {
            "plain": statement.plain,
            "cooperative": statement.relation.cooperative,
            "order": order,
        }
        source = _add_node(graph, statement, statement.subject)
        if statement.object is None:
            graph.graph["without_object"].append(attributes)
        else:
            target = _add_node(graph, statement, statement.object)
            graph.add_edge(source, target, key=statement.id, **attributes)
    return graph


def _add_node(graph: nx.MultiDiGraph, statement: Statement, node: Node) -> str:
    key = node_key(statement, node)
    if key not in graph:
        graph.add_node(key, id=key, label=node.label, type=node.type, aliases=list(node.aliases), kind=node.kind)
    return key


def from_networkx(graph: nx.MultiDiGraph) -> GraphData:
    """The inverse of :func:`to_networkx`, also for a graph from which edges or nodes were taken away.

    Nodes with ``mentions`` are entities. Statements come back in their ``order``.

    Raises:
        KeyError: when an edge lacks an attribute of :meth:`Statement.to_json`.
    """
    rows: list[Mapping[str, Any]] = [attributes for _, _, attributes in graph.edges(data=True)]
    rows += graph.graph.get("without_object", [])
    statements = [Statement.from_json(dict(row)) for row in sorted(rows, key=lambda row: row.get("order", 0))]
    entities = [
        Entity.from_json(attributes)
        for _, attributes in graph.nodes(data=True)
        if attributes.get("kind") == "entity" and "mentions" in attributes
    ]
    return GraphData(
        tuple(Article.from_json(article) for article in graph.graph.get("articles", [])),
        tuple(entities),
        tuple(statements),
        tuple(AppliedCorrection.from_json(row) for row in graph.graph.get("corrections", [])),
    )


def _neighbours(statements: Iterable[Statement]) -> dict[str, dict[str, list[Statement]]]:
    """Statements between nodes that are no literals, looked up from either end."""
    found: dict[str, dict[str, list[Statement]]] = {}
    for statement in statements:
        target = statement.object
        if target is None or not target.id or not statement.subject.id or target.id == statement.subject.id:
            continue
        for here, there in ((statement.subject.id, target.id), (target.id, statement.subject.id)):
            found.setdefault(here, {}).setdefault(there, []).append(statement)
    return found


def salience(data: GraphData) -> dict[str, float]:
    """How central each entity and concept is: PageRank over plain facts, either direction; the values sum to 1.

    The random surfer starts at nodes in proportion to how often they are mentioned, so that an entity without plain facts
    still has its place. Fixed number of iterations in a fixed order: equal data, equal bits.

    References:
        Page, Brin, Motwani and Winograd (1999), The PageRank citation ranking.
    """
    weights: dict[str, float] = {entity.id: 1.0 + len(entity.mentions) for entity in data.entities}
    for statement in data.statements:
        for node in (statement.subject, statement.object):
            if node is not None and node.id:
                weights.setdefault(node.id, 0.25)
    if not weights:
        return {}
    keys = list(weights)
    place = {key: number for number, key in enumerate(keys)}
    ends = [
        (place[statement.subject.id], place[statement.object.id])
        for statement in data.statements
        if statement.plain and statement.object is not None and statement.subject.id and statement.object.id
        if statement.subject.id != statement.object.id
    ]
    return dict(zip(keys, page_rank(list(weights.values()), ends), strict=True))


def shortest_path(data: GraphData, a_id: str, b_id: str, *, plain_only: bool = True) -> tuple[tuple[Statement, ...], ...]:
    """The statements that link two nodes over the fewest steps: one tuple a step, each with all statements of that step.

    Edges are followed in either direction; literals link nothing. Among paths of equal length the one is taken
    whose nodes come first by id. Empty when ``a_id == b_id``.

    Raises:
        NotFoundError: when a node is not in the graph, or nothing links the two.
    """
    known = {entity.id for entity in data.entities}
    known |= {node.id for statement in data.statements for node in (statement.subject, statement.object) if node and node.id}
    for wanted in (a_id, b_id):
        if wanted not in known:
            raise NotFoundError(f"no node {wanted!r} in the graph; ids look like 'entity/doug-ford'")
    neighbours = _neighbours(statement for statement in data.statements if statement.plain or not plain_only)
    came_from: dict[str, str] = {a_id: ""}
    queue = deque([a_id])
    while queue and b_id not in came_from:
        here = queue.popleft()
        for there in sorted(neighbours.get(here, ())):
            if there not in came_from:
                came_from[there] = here
                queue.append(there)
    if b_id not in came_from:
        hint = "; try plain_only=False" if plain_only else ""
        raise NotFoundError(f"nothing links {a_id!r} and {b_id!r}{hint}")
    steps: list[tuple[Statement, ...]] = []
    there = b_id
    while there != a_id:
        here = came_from[there]
        steps.append(tuple(neighbours[here][there]))
        there = here
    return tuple(reversed(steps))
