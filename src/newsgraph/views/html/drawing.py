"""What of a graph is drawn, how it looks, and where."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

import numpy as np

from newsgraph.errors import UsageError
from newsgraph.model import GraphData, Node
from newsgraph.model.shown import relation_label
from newsgraph.views._text import one_direction, xml_text
from newsgraph.views.html.layout import arrange, gather, keep_clear, parts_of, satellites, spread
from newsgraph.views.look import NODE_STYLES, TONES
from newsgraph.views.network import salience

__all__ = ["MAX_NODES", "NODE_STYLES", "TONES", "Drawing", "DrawnNode", "edge_statements", "label_lines", "relation_label", "select"]

MAX_NODES = 150
"""More than this many nodes are no picture any more; the most salient are drawn."""

_LABEL_WIDTH = 20
_LABEL_LINES = 2
_ENTITY_GAP = 120.0
_LABELLED = 60
_CLEAR = 14.0
_CLEARABLE = 120  # more lines than this cannot all be kept clear of all nodes


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node of the page: ``lines`` is its label wrapped and shortened, ``x`` and ``y`` in pixels at scale 1."""

    node: Node
    lines: tuple[str, ...]
    salience: float
    size: int
    x: int
    y: int

    @property
    def style(self) -> str:
        """The key into ``NODE_STYLES``."""
        if self.node.kind == "concept":
            return "Concept"
        return self.node.type if self.node.type in NODE_STYLES else "Thing"


@dataclass(frozen=True, slots=True)
class Drawing:
    """The nodes drawn (entities first, most salient first) and how many of each kind the graph has."""

    nodes: tuple[DrawnNode, ...]
    total_entities: int
    total_concepts: int
    concepts: bool


def label_lines(label: str) -> tuple[str, ...]:
    """``label`` in at most two lines of about twenty characters, cut with an ellipsis."""
    # Only the beginning can be shown; wrapping ten thousand characters would be for nothing.
    clean = " ".join(one_direction(xml_text(label[: _LABEL_WIDTH * 6])).split()) or "(no name)"
    lines = textwrap.wrap(clean, _LABEL_WIDTH, break_on_hyphens=False)
    if len(lines) > _LABEL_LINES or len(label) > _LABEL_WIDTH * 6:
        lines = [*lines[: _LABEL_LINES - 1], lines[min(_LABEL_LINES, len(lines)) - 1][: _LABEL_WIDTH - 1].rstrip() + "…"]
    return tuple(lines)


def _drawable(data: GraphData) -> tuple[dict[str, Node], dict[str, Node]]:
    """Entities of the graph, and the concepts that its statements name, by id."""
    entities = {entity.id: Node("entity", entity.id, entity.label, entity.type, entity.aliases) for entity in data.entities}
    concepts: dict[str, Node] = {}
    for statement in data.statements:
        for node in (statement.subject, statement.object):
            if node is not None and node.id and node.id not in entities:
                (entities if node.kind == "entity" else concepts).setdefault(node.id, node)
    return entities, concepts


def select(data: GraphData, *, max_nodes: int = MAX_NODES, concepts: bool | None = None) -> Drawing:
    """The most salient ``max_nodes`` nodes with their places: entities first, then concepts that hang on a drawn entity.

    ``concepts`` says whether concepts are shown at first; None decides: they are, where entities alone make too bare a picture
    (fewer than ten entities joined by plain facts, or fewer joined than a third of them).

    Raises:
        UsageError: when ``max_nodes`` is below 1.
    """
    if max_nodes < 1:
        raise UsageError(f"max_nodes must be at least 1, not {max_nodes}")
    ranks = salience(data)
    entities, others = _drawable(data)

    def by_rank(key: str) -> tuple[float, str]:
        return -round(ranks.get(key, 0.0), 12), key

    chosen = sorted(entities, key=by_rank)[:max_nodes]
    drawn = set(chosen)
    joined = {
        node.id
        for statement in data.statements
        if statement.plain and statement.object and statement.subject.id in drawn and statement.object.id in drawn
        for node in (statement.subject, statement.object)
    }
    hanging = {
        there.id
        for statement in data.statements
        if statement.object
        for here, there in ((statement.subject, statement.object), (statement.object, statement.subject))
        if here.id in drawn and there.id in others
    }
    extra = sorted(hanging or others if not chosen else hanging, key=by_rank)[: max_nodes - len(chosen)]
    bare = len(joined) < 10 or len(joined) * 3 < len(chosen)
    top = max((ranks.get(key, 0.0) for key in chosen), default=1.0) or 1.0
    sizes = [_size(entities[key], ranks.get(key, 0.0) / top) for key in chosen] + [5] * len(extra)
    nodes = [entities[key] for key in chosen] + [others[key] for key in extra]
    lines = [label_lines(node.label) for node in nodes]
    places = _places(data, nodes, sizes, lines, len(chosen))
    return Drawing(
        nodes=tuple(DrawnNode(node, lines[i], round(ranks.get(node.id, 0.0), 6), sizes[i], *places[i]) for i, node in enumerate(nodes)),
        total_entities=len(entities),
        total_concepts=len(others),
        concepts=bare if concepts is None else concepts,
    )


def _size(node: Node, share: float) -> int:
    """Radius in pixels at scale 1; shapes of equal radius differ in area, which the factors level."""
    factor = {"square": 0.86, "diamond": 1.12, "star": 1.1, "triangle": 1.05, "triangleDown": 1.05}
    shape = NODE_STYLES[node.type if node.type in NODE_STYLES else "Thing"]["shape"]
    return int((7 + 18 * share**0.75) * factor.get(shape, 1.0) + 0.5)


def _links(data: GraphData, index: dict[str, int], sizes: list[int]) -> list[tuple[int, int, float]]:
    """Wished lengths between entities: short for plain facts, longer for others, longest for standing in one sentence."""
    wished: dict[tuple[int, int], float] = {}
    entities = len(sizes)

    def link(first: int, second: int, length: float) -> None:
        if first != second and first < entities and second < entities:
            key = (min(first, second), max(first, second))
            # Between large nodes a label needs more room.
            roomy = length + 0.8 * (sizes[first] + sizes[second]) / _ENTITY_GAP
            wished[key] = min(roomy, wished.get(key, roomy))

    sentences: dict[tuple[str, int], list[int]] = {}
    for statement in data.statements:
        ends = [index[node.id] for node in (statement.subject, statement.object) if node is not None and node.id in index]
        if len(ends) == 2:
            link(ends[0], ends[1], 1.0 if statement.plain else 1.3)
        sentences.setdefault((statement.article, statement.evidence[0].sentence.start), []).extend(ends)
    for together in sentences.values():
        for other in together[1:]:
            link(together[0], other, 1.7)
    return [(first, second, length) for (first, second), length in sorted(wished.items())]


def _plain_pairs(data: GraphData, index: dict[str, int], entities: int) -> list[tuple[int, int]]:
    """The entities that plain facts join: the lines that are drawn at first."""
    pairs: set[tuple[int, int]] = set()
    for statement in data.statements:
        if statement.plain and statement.object is not None:
            first, second = index.get(statement.subject.id, entities), index.get(statement.object.id, entities)
            if first != second and first < entities and second < entities:
                pairs.add((min(first, second), max(first, second)))
    return sorted(pairs)


def _places(data: GraphData, nodes: list[Node], sizes: list[int], lines: list[tuple[str, ...]], entities: int) -> list[tuple[int, int]]:
    """Pixels at scale 1. Entities are laid out by themselves, so that switching concepts on or off moves nothing."""
    index = {node.id: i for i, node in enumerate(nodes)}
    # In a crowd only the most salient get a label at first sight, so only those need the room for one.
    labelled = [number < _LABELLED for number in range(len(nodes))]
    boxes = np.array(
        [
            [max(2 * size, 7.2 * max(map(len, text)) * label) + 22, 2 * size + 17 * len(text) * label + 20]
            for size, text, label in zip(sizes, lines, labelled, strict=True)
        ]
    ).reshape(-1, 2)
    roomy = boxes[:entities] * np.array([1.0, 1.15])
    centres = arrange(roomy, _links(data, index, sizes[:entities]), gap=_ENTITY_GAP)
    pairs = _plain_pairs(data, index, entities)
    # What is drawn at first falls into parts; these belong together.
    parts = [part for part in parts_of(entities, [(first, second, 1.0) for first, second in pairs]) if len(part) > 1]
    centres = spread(gather(centres, roomy, parts), roomy)
    if len(pairs) <= _CLEARABLE:
        centres = keep_clear(centres, roomy, np.array([size + _CLEAR for size in sizes[:entities]]), pairs)
    anchors: list[list[int]] = [[] for _ in nodes[entities:]]
    for statement in data.statements:
        if statement.object is None:
            continue
        for here, there in ((statement.subject, statement.object), (statement.object, statement.subject)):
            place = index.get(there.id, -1)
            if place >= entities and index.get(here.id, entities) < entities:
                anchors[place - entities].append(index[here.id])
    points = np.vstack([centres, satellites(centres, anchors, distance=_ENTITY_GAP * 0.75)])
    movable = np.arange(len(nodes)) >= entities
    points = spread(points, boxes * np.where(movable[:, None], 0.85, 1.0), movable=movable)
    return [(round(float(x)), round(float(y))) for x, y in points]


def edge_statements(data: GraphData, index: dict[str, int]) -> dict[tuple[int, int], list[int]]:
    """The statements (by place in ``data``) between each ordered pair of drawn nodes; symmetric ones from the lower to the higher."""
    pairs: dict[tuple[int, int], list[int]] = {}
    for number, statement in enumerate(data.statements):
        if statement.object is None or statement.subject.id not in index or statement.object.id not in index:
            continue
        ends = index[statement.subject.id], index[statement.object.id]
        pairs.setdefault((min(ends), max(ends)) if statement.relation.symmetric else ends, []).append(number)
    return dict(sorted(pairs.items()))
