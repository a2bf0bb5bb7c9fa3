"""Ruling lines to cells: from the lines drawn on a page to the boxes that they enclose.

Positions cluster to the grid's lines; between two neighbours of the finest grid either a wall is drawn or they are one
cell. So merged cells need no rule of their own. All lengths are points from the page's top left corner.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise, repeat
from math import inf
from operator import itemgetter
from typing import NamedTuple

from builder.frozen import frozen
from builder.model.location import Box

NEAR = 2.0
"""Lines closer than this are one line."""
_LEAST = 3.0


class Stroke(NamedTuple):
    """A drawn line: its position across its direction, and where it begins and ends along it."""

    at: float
    start: float
    end: float


class Region(NamedTuple):
    """A cell: its first row and column, its spans, its edges. Two tables of a page have no region in common."""

    row: int
    column: int
    rowspan: int
    colspan: int
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def box(self) -> Box:
        """The box between its walls."""
        return Box(*self[4:])


_new = tuple.__new__
"""What ``Region`` itself does, without looking at the names of its arguments: twice as fast."""


@frozen
class Lattice:
    """A ruled table: the positions of its grid lines and, for each finest cell, the region it belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[tuple[Region, ...], ...]

    @property
    def box(self) -> Box:
        """The whole table."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def at(self, x: float, y: float) -> Region | None:
        """The region around a point, or None outside the table."""
        xs, ys = self.xs, self.ys
        if not (xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]):
            return None
        return self.regions[bisect_right(ys, y, 1, len(ys) - 1) - 1][bisect_right(xs, x, 1, len(xs) - 1) - 1]

    def has_whole(self, region: Region | None, x0: float, top: float, x1: float, bottom: float) -> bool:
        """Whether a box is all in a region, or all outside the table if there is none."""
        if region:
            return region.x0 <= x0 and x1 <= region.x1 and region.top <= top and bottom <= region.bottom
        return x1 < self.xs[0] or self.xs[-1] < x0 or bottom < self.ys[0] or self.ys[-1] < top


def lattices(horizontal: Iterable[Stroke], vertical: Iterable[Stroke]) -> tuple[Lattice, ...]:
    """The ruled tables of a page, from top to bottom. A lone line or box is no table."""
    rows, columns = _merged(horizontal), _merged(vertical)
    tables = [_lattice(*part) for part in _connected(rows, columns) if len(part[0]) >= 2 and part[1]]
    return tuple(sorted((table for table in tables if table), key=lambda table: (table.ys[0], table.xs[0])))


def _merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes on one line joined where they touch."""
    found: list[Stroke] = []
    for group in _lines(strokes):
        at = sum([stroke[0] for stroke in group]) / len(group)
        group.sort(key=_by_start)
        _, first, last = group[0]
        for _, start, end in group:
            if start > last + NEAR:
                found.append(Stroke(at, first, last))
                first, last = start, end
            elif end > last:
                last = end
        found.append(Stroke(at, first, last))
    return [stroke for stroke in found if stroke[2] - stroke[1] >= _LEAST]


_by_start = itemgetter(1)


def _lines(strokes: Iterable[Stroke]) -> list[list[Stroke]]:
    """Strokes whose positions are near, from one to the next."""
    groups: list[list[Stroke]] = []
    last = -inf
    for stroke in sorted(strokes):
        if stroke[0] - last <= NEAR / 2:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
        last = stroke[0]
    return groups


Strokes = list[Stroke]


def _connected(horizontal: Strokes, vertical: Strokes) -> list[tuple[Strokes, Strokes]]:
    """The strokes apart by table: two strokes are of one table if they cross or touch."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, (y, left, right) in enumerate(horizontal):
        for j, (x, top, bottom) in enumerate(vertical, start=len(horizontal)):
            if parent[i] != parent[j] and left - NEAR <= x <= right + NEAR and top - NEAR <= y <= bottom + NEAR:
                parent[root(i)] = root(j)
    parts: dict[int, tuple[Strokes, Strokes]] = defaultdict(lambda: ([], []))
    for index, stroke in enumerate((*horizontal, *vertical)):
        parts[root(index)][0 if index < len(horizontal) else 1].append(stroke)
    return list(parts.values())


def _lattice(horizontal: Strokes, vertical: Strokes) -> Lattice | None:
    xs = _positions([s.at for s in vertical] + [min(s.start for s in horizontal), max(s.end for s in horizontal)])
    ys = _positions([s.at for s in horizontal] + [min(s.start for s in vertical), max(s.end for s in vertical)])
    if len(xs) < 3 and len(ys) < 3:
        return None
    across = _walls(vertical, xs, ys)
    down = _walls(horizontal, ys, xs)
    return Lattice(xs, ys, _regions(xs, ys, across, down))


def _positions(values: Iterable[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return tuple(found)


Walls = list[set[int]]
"""For each finest cell along the grid lines, the indices of the lines that have a wall there."""


def _walls(strokes: Strokes, positions: Sequence[float], along: Sequence[float]) -> Walls:
    """The walls drawn."""
    middles = [(low + high) / 2 for low, high in pairwise(along)]
    walls: Walls = [set() for _ in middles]
    for at, start, end in strokes:
        line = bisect_left(positions, at)
        if line and (line == len(positions) or at - positions[line - 1] <= positions[line] - at):
            line -= 1
        for beside in walls[bisect_right(middles, start) : bisect_left(middles, end)]:
            beside.add(line)
    return walls


def _regions(xs: Sequence[float], ys: Sequence[float], across: Walls, down: Walls) -> tuple[tuple[Region, ...], ...]:
    """Grow each region from its top left cell: to the right until a wall, then down while no wall cuts its width."""
    rows, columns = len(ys) - 1, len(xs) - 1
    taken: list[list[Region | None]] = [[None] * columns for _ in range(rows)]
    for row, line in enumerate(taken):
        walls = across[row]
        for column, known in enumerate(line):
            if known:
                continue
            right, bottom, below = column + 1, row + 1, down[column]
            while right < columns and right not in walls and not line[right]:
                right += 1
            while bottom < rows and bottom not in below and _is_open(bottom, column, right, across, down):
                bottom += 1
            places = (row, column, bottom - row, right - column, xs[column], ys[row], xs[right], ys[bottom])
            region = line[column] = _new(Region, places)
            if right - column > 1 or bottom - row > 1:
                for under in taken[row:bottom]:
                    under[column:right] = repeat(region, right - column)
    return tuple([tuple(filter(None, line)) for line in taken])


def _is_open(row: int, left: int, right: int, across: Walls, down: Walls) -> bool:
    """Whether a region that spans these columns goes on in this row: no wall above it and none inside it."""
    return right == left + 1 or (
        all(row not in below for below in down[left:right])
        and all(column not in across[row] for column in range(left + 1, right))
    )
