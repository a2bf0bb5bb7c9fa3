"""Which choices of columns can be part of a solution: a small exact search over intervals.

Amounts are integers on one scale, so that the search adds and compares and does nothing else. An equation
``left = right`` is kept as the interval of ``left - right``; it can hold if that interval has 0 in it, and
``left <= right`` if it reaches 0 from below.
"""

from collections.abc import Mapping, Sequence
from operator import add, le, sub

from builder.frozen import frozen

MOST_STEPS = 50_000
"""How many steps one search may take before it is given up as undecided."""

Gap = tuple[int, int]
"""An interval of ``left - right``: lowest, highest."""
Effect = tuple[Gap, ...]
"""What one choice adds to the gap of each equation."""
Sums = tuple[int, ...]
"""The lowest of each gap, and but for ``<=`` its highest negated: in a solution all of them end at 0 or below."""


@frozen
class Puzzle:
    """Equations between rows: ``start`` is the gap that the known rows leave in each, ``at_most`` which are ``<=``.

    ``effects`` has, for each open row, the effect of each of its choices.
    """

    start: Effect
    at_most: tuple[bool, ...]
    effects: tuple[tuple[Effect, ...], ...]

    def only(self, equation: int) -> "Puzzle":
        """The same puzzle with one equation."""
        return self.keeping((equation,))

    def keeping(self, equations: Sequence[int]) -> "Puzzle":
        """The same puzzle with these equations."""
        effects = tuple(tuple(tuple(effect[i] for i in equations) for effect in row) for row in self.effects)
        return Puzzle(tuple(self.start[i] for i in equations), tuple(self.at_most[i] for i in equations), effects)


def supported(puzzle: Puzzle) -> list[set[int]] | None:
    """For each open row the indexes of the choices that some solution contains; None if the search was given up.

    Forward, the sums that can still end well are collected row by row, each once however it came about; backward,
    a choice is kept if it leads from one of them to sums from which a solution can be reached.
    """
    rows = [_alike(row, puzzle.at_most) for row in puzzle.effects]
    start = _sums(puzzle.start, puzzle.at_most)
    limits = _limits(rows, start)
    layers = [{start} if all(map(le, start, limits[0])) else set[Sums]()]
    steps = 0
    for effects, limit in zip(rows, limits[1:], strict=True):
        steps += len(layers[-1]) * len(effects)
        if steps > MOST_STEPS:
            return None
        ahead = {tuple(map(add, sums, effect)) for sums in layers[-1] for effect in effects}
        layers.append({sums for sums in ahead if all(map(le, sums, limit))})
    return _kept(rows, layers)


def _sums(effect: Effect, at_most: Sequence[bool]) -> Sums:
    return tuple(
        part for (low, high), free in zip(effect, at_most, strict=True) for part in ((low,) if free else (low, -high))
    )


def _alike(row: Sequence[Effect], at_most: Sequence[bool]) -> Mapping[Sums, list[int]]:
    """The choices of a row by their effect: those with the same effect are supported together."""
    groups: dict[Sums, list[int]] = {}
    for index, effect in enumerate(row):
        groups.setdefault(_sums(effect, at_most), []).append(index)
    return groups


def _limits(rows: Sequence[Mapping[Sums, object]], start: Sums) -> list[Sums]:
    """At each depth, how high each sum may be so that the rows ahead can bring it to 0."""
    limits: list[Sums] = [(0,) * len(start)]
    for effects in reversed(rows):
        least = map(min, zip(*effects, strict=True)) if start else ()
        limits.append(tuple(map(sub, limits[-1], least)))
    return limits[::-1]


def _kept(rows: Sequence[Mapping[Sums, Sequence[int]]], layers: Sequence[set[Sums]]) -> list[set[int]]:
    """Backward from the sums of the solutions: the choices of each row that lead to them."""
    found: list[set[int]] = []
    solved = layers[-1]
    for effects, reached in zip(reversed(rows), reversed(layers[:-1]), strict=True):
        leading = [(sums, effect) for sums in reached for effect in effects if tuple(map(add, sums, effect)) in solved]
        found.append({index for effect in {effect for _, effect in leading} for index in effects[effect]})
        solved = {sums for sums, _ in leading}
    return found[::-1]


def solvable(puzzle: Puzzle) -> bool:
    """Whether some choices satisfy all equations; a search that was given up does not say no."""
    kept = supported(puzzle)
    if puzzle.effects:
        return kept is None or all(kept)
    start = _sums(puzzle.start, puzzle.at_most)
    return all(part <= 0 for part in start)


def sound(puzzle: Puzzle) -> tuple[int, ...]:
    """The equations that can hold by themselves; the others contradict the document, whatever is chosen."""
    return tuple(i for i in range(len(puzzle.start)) if solvable(puzzle.only(i)))
