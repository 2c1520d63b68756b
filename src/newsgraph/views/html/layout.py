"""Where the nodes of a drawing lie: computed with numpy alone, the same for the same graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["gather", "satellites", "spread", "stress_layout"]

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


def stress_layout(count: int, edges: Sequence[tuple[int, int, float]], *, rounds: int = 150) -> Points:
    """Positions in units of edge length, shape ``(count, 2)``, centred on the origin.

    Stress majorisation from a fixed spiral: no random numbers, so the same edges give the same positions.
    ``edges`` are pairs of indices below ``count`` with a wished length above 0. Parts that nothing links are kept close by.

    References:
        Gansner, Koren and North (2004), Graph drawing by stress majorization.
    """
    if count < 2:
        return np.zeros((count, 2))
    distances = _distances(count, edges)
    linked = np.isfinite(distances)
    apart = float(distances[linked].max()) * 0.36 + 0.8
    wished = np.where(linked, distances, apart)
    np.fill_diagonal(wished, 1.0)
    weights = np.where(linked, 1.0, 0.15) / wished**2
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
