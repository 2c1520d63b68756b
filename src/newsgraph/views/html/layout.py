"""Where the nodes of a drawing lie: computed with numpy alone, the same for the same graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["arrange", "gather", "keep_clear", "parts_of", "satellites", "spread", "stress_layout"]

Points = npt.NDArray[np.float64]
_GOLDEN_ANGLE = np.pi * (3 - 5**0.5)


def _distances(count: int, edges: Iterable[tuple[int, int, float]]) -> Points:
    """Lengths of the shortest paths between all nodes (Floyd and Warshall); infinite where nothing links them."""
    distances = np.full((count, count), np.inf)
    np.fill_diagonal(distances, 0.0)
    for first, second, length in edges:
        if first != second:
            shorter = min(length, float(distances[first, second]))
            distances[first, second] = distances[second, first] = shorter
    for middle in range(count):
        np.minimum(distances, distances[:, middle, None] + distances[None, middle, :], out=distances)
    return distances


def parts_of(count: int, edges: Iterable[tuple[int, int, float]]) -> list[list[int]]:
    """What edges join, the largest part first; equal ones by their first node."""
    leader = list(range(count))

    def lead(node: int) -> int:
        while leader[node] != node:
            node = leader[node]
        return node

    for first, second, _ in edges:
        leader[max(lead(first), lead(second))] = min(lead(first), lead(second))
    parts: dict[int, list[int]] = {}
    for node in range(count):
        parts.setdefault(lead(node), []).append(node)
    return sorted(parts.values(), key=lambda part: (-len(part), part))


def arrange(boxes: Points, edges: Sequence[tuple[int, int, float]], *, gap: float) -> Points:
    """Positions of nodes with these boxes, shape ``(count, 2)``, in the unit of ``boxes``; ``gap`` is the length of an edge of length 1.

    Each part that edges join is laid out by itself; the others stand around the largest, on the side that keeps the whole compact;
    nodes without an edge stand in rows below.
    """
    count = len(boxes)
    points = np.zeros((count, 2))
    placed: list[int] = []
    parts = parts_of(count, edges)
    for part in parts:
        if len(part) == 1:
            continue
        place = {node: number for number, node in enumerate(part)}
        inner = [(place[first], place[second], length) for first, second, length in edges if first in place]
        points[part] = spread(stress_layout(len(part), inner) * gap, boxes[part])
        if placed:
            points[part] = _beside(points[placed], boxes[placed], points[part], boxes[part])
        placed += part
    _rows(points, boxes, [part[0] for part in parts if len(part) == 1], placed)
    return points


def _beside(old: Points, old_boxes: Points, new: Points, new_boxes: Points, *, directions: int = 16, step: float = 15.0) -> Points:
    """``new`` moved to where it is closest to ``old`` without touching, in the direction that makes the whole smallest."""
    middle, new = (old.max(axis=0) + old.min(axis=0)) / 2, new - (new.max(axis=0) + new.min(axis=0)) / 2
    room = (new_boxes[:, None, :] + old_boxes[None, :, :]) / 2 + 45
    reach = float(np.hypot(*(old.max(axis=0) - old.min(axis=0))) + np.hypot(*(new.max(axis=0) - new.min(axis=0)))) / 2 + 400
    best, smallest = new, np.inf
    for number in range(directions):
        angle = 2 * np.pi * number / directions
        direction = np.array([np.cos(angle), np.sin(angle)])
        distance = reach
        while distance > 0:
            moved = new + middle + direction * (distance - step)
            if ((np.abs(moved[:, None, :] - old[None, :, :]) - room) < 0).all(axis=2).any():
                break
            distance -= step
        moved = new + middle + direction * distance
        both = np.vstack([old, moved])
        size = float((both.max(axis=0) - both.min(axis=0)).max())
        if size < smallest - 1e-6:
            best, smallest = moved, size
    return best


def _rows(points: Points, boxes: Points, alone: Sequence[int], placed: Sequence[int]) -> None:
    """Put the nodes that nothing joins in rows below the others."""
    others, extent = points[list(placed)], boxes[list(placed)] / 2
    left, right = (float((others - extent)[:, 0].min()), float((others + extent)[:, 0].max())) if placed else (-300.0, 300.0)
    x, y, high = left, float((others + extent)[:, 1].max()) + 60 if placed else 0.0, 0.0
    for node in alone:
        wide = float(boxes[node, 0])
        if x > left and x + wide > max(right, left + 500):
            x, y, high = left, y + high + 10, 0.0
        points[node] = x + wide / 2, y
        x, high = x + wide + 10, max(high, float(boxes[node, 1]))


def stress_layout(count: int, edges: Sequence[tuple[int, int, float]], *, rounds: int = 150) -> Points:
    """Positions of nodes that edges join into one part, in units of edge length, shape ``(count, 2)``, centred on the origin.

    Stress majorisation from a fixed spiral: no random numbers, so the same edges give the same positions.
    ``edges`` are pairs of indices below ``count`` with a wished length above 0.

    References:
        Gansner, Koren and North (2004), Graph drawing by stress majorization.
    """
    if count < 2:
        return np.zeros((count, 2))
    wished = _distances(count, edges)
    np.fill_diagonal(wished, 1.0)
    weights = 1.0 / wished**2
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    # The Laplacian is singular (positions may be shifted freely); adding the constant matrix pins the centre at the origin.
    inverse = np.linalg.inv(laplacian + np.ones((count, count)) / count)
    # Nodes come most salient first: those start in the middle of the spiral.
    turn = np.arange(count) * _GOLDEN_ANGLE
    radius = np.sqrt(np.arange(count) + 0.5) * 0.6
    points: Points = np.column_stack([radius * np.cos(turn), radius * np.sin(turn)])
    for _ in range(rounds):
        deltas = points[:, None, :] - points[None, :, :]
        lengths = np.sqrt((deltas**2).sum(axis=2))
        ratios = np.divide(weights * wished, lengths, out=np.zeros_like(lengths), where=lengths > 1e-9)
        pull = -ratios
        np.fill_diagonal(pull, ratios.sum(axis=1))
        points = inverse @ (pull @ points)
        points -= points.mean(axis=0)
    return points


def spread(points: Points, boxes: Points, *, movable: npt.NDArray[np.bool_] | None = None, rounds: int = 300) -> Points:
    """``points`` moved as little as needed until no two boxes overlap, or ``rounds`` are over.

    ``boxes`` holds width and height around each point, shape ``(count, 2)``, in the unit of ``points``.
    Nodes that are not ``movable`` stay where they are.
    """
    points = points.copy()
    count = len(points)
    free = np.ones(count) if movable is None else movable.astype(np.float64)
    share = np.divide(free[:, None], free[:, None] + free[None, :], out=np.zeros((count, count)), where=(free[:, None] + free[None, :]) > 0)
    room_x, room_y = ((boxes[:, None, axis] + boxes[None, :, axis]) / 2 for axis in (0, 1))
    # A node is no neighbour of itself.
    np.fill_diagonal(room_x, -1.0)
    # Equal positions need a direction to part in; the order of the nodes gives one.
    order = np.sign(np.arange(count)[:, None] - np.arange(count)[None, :]).astype(np.float64)
    for _ in range(rounds):
        delta_x, delta_y = (points[:, None, axis] - points[None, :, axis] for axis in (0, 1))
        overlap_x, overlap_y = room_x - np.abs(delta_x), room_y - np.abs(delta_y)
        hits = (overlap_x > 0.5) & (overlap_y > 0.5)
        if not hits.any():
            break
        sideways = overlap_x < overlap_y
        for axis, chosen, delta, overlap in ((0, hits & sideways, delta_x, overlap_x), (1, hits & ~sideways, delta_y, overlap_y)):
            direction = np.where(delta != 0, np.sign(delta), order)
            points[:, axis] += np.where(chosen, overlap * direction * share, 0.0).sum(axis=1) * 0.6
    return points


def _aside(points: Points, reach: Points, lines: npt.NDArray[np.int64]) -> Points:
    """How far each point has to move so that lines pass it by; the ends of a line move the other way. Shape ``(count, 2)``."""
    starts, ends = points[lines[:, 0]], points[lines[:, 1]]
    along = ends - starts
    square = np.maximum((along**2).sum(axis=1), 1e-9)
    part = np.einsum("mk,mnk->mn", along, points[None, :, :] - starts[:, None, :]) / square[:, None]
    away = points[None, :, :] - (starts[:, None, :] + part[:, :, None] * along[:, None, :])
    distance = np.sqrt((away**2).sum(axis=2))
    lacking = np.where((part > 0.02) & (part < 0.98), np.maximum(reach[None, :] - distance, 0.0), 0.0)
    rows = np.arange(len(lines))
    lacking[rows, lines[:, 0]] = lacking[rows, lines[:, 1]] = 0.0
    across = np.column_stack([-along[:, 1], along[:, 0]]) / np.sqrt(square)[:, None]
    # What lies on the line itself goes to its left.
    direction = np.where(distance[:, :, None] > 1e-6, away / np.maximum(distance, 1e-6)[:, :, None], across[:, None, :])
    push = direction * lacking[:, :, None]
    moves: Points = push.sum(axis=0) * 0.3
    for column, share in ((0, 1 - part), (1, part)):
        np.add.at(moves, lines[:, column], -(push * share[:, :, None]).sum(axis=1) * 0.3)
    return moves


def keep_clear(points: Points, boxes: Points, reach: Points, pairs: Sequence[tuple[int, int]], *, rounds: int = 40) -> Points:
    """``points`` moved so that the lines of ``pairs`` pass other nodes at a distance of ``reach``, shape ``(count,)``, where they can.

    A line that runs behind a node looks as if it ended there. Boxes are kept from overlapping as by :func:`spread`.
    """
    lines = np.array(sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}), dtype=np.int64).reshape(-1, 2)
    points = points.copy()
    for _ in range(rounds if len(lines) else 0):
        before = points.copy()
        for _ in range(4):
            points = points + _aside(points, reach, lines)
        points = spread(points, boxes, rounds=30)
        if float(np.abs(points - before).max()) < 0.5:
            break
    return points


def gather(points: Points, boxes: Points, groups: Sequence[Sequence[int]], *, step: float = 10.0) -> Points:
    """``points`` with each group moved straight towards the first until it is about to touch what was placed before.

    ``groups`` are lists of indices, the largest first; the first stays where it is. No group is moved past the middle of the first.
    """
    points = points.copy()
    placed = list(groups[0]) if groups else []
    middle = points[placed].mean(axis=0) if placed else np.zeros(2)
    for group in groups[1:]:
        members = list(group)
        away = points[members].mean(axis=0) - middle
        distance = float(np.hypot(*away))
        room = (boxes[members][:, None, :] + boxes[placed][None, :, :]) / 2 + 8
        for _ in range(int(distance / step)):
            moved = points[members] - away / distance * step
            gaps = np.abs(moved[:, None, :] - points[placed][None, :, :]) - room
            if (gaps < 0).all(axis=2).any():
                break
            points[members] = moved
        placed += members
    return points


def satellites(centres: Points, anchors: Sequence[Sequence[int]], *, distance: float) -> Points:
    """First positions for nodes that hang on others, shape ``(len(anchors), 2)``.

    Each lies at ``distance`` from the middle of its anchors (indices into ``centres``), fanned out away from the centre of all.
    """
    middle = centres.mean(axis=0) if len(centres) else np.zeros(2)
    taken: dict[tuple[int, ...], int] = {}
    points = np.zeros((len(anchors), 2))
    for number, around in enumerate(anchors):
        key = tuple(sorted(set(around)))
        turn = taken.get(key, 0)
        taken[key] = turn + 1
        origin = centres[list(key)].mean(axis=0) if key else middle
        outward = np.arctan2(origin[1] - middle[1], origin[0] - middle[0])
        # 0, +1, -1, +2, -2 … steps of 40 degrees; one that joins several nodes lies between them.
        step = (turn + 1) // 2 * (1 if turn % 2 else -1)
        reach = distance * (0.25 if len(key) > 1 else 1.0)
        angle = outward + step * np.pi * 40 / 180
        points[number] = origin + reach * np.array([np.cos(angle), np.sin(angle)])
    return points
