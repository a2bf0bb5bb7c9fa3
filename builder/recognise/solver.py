"""Which choices of columns can be part of a solution: a small exact search over intervals.

Amounts are integers on one scale, so that the search adds and compares and does nothing else. An equation
``left = right`` is kept as the interval of ``left - right``; it can hold if that interval has 0 in it, and
``left <= right`` if it reaches 0 from below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_STEPS = 50_000
"""How many steps one search may take before it is given up as undecided."""

Gap = tuple[int, int]
"""An interval of ``left - right``: lowest, highest."""
Effect = tuple[Gap, ...]
"""What one choice adds to the gap of each equation."""


@dataclass(frozen=True, slots=True)
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

    Forward, the gaps that can still be closed are collected row by row, each once however it came about; backward,
    a choice is kept if it leads from one of them to gaps from which the end can be reached.
    """
    reach = _reach(puzzle)
    alike = [_alike(row) for row in puzzle.effects]
    layers = [{puzzle.start} if _can_hold(puzzle.start, reach[0], puzzle.at_most) else set[Effect]()]
    steps = 0
    for depth, effects in enumerate(alike):
        steps += len(layers[-1]) * len(effects)
        if steps > MOST_STEPS:
            return None
        ahead = {_added(gaps, effect) for gaps in layers[-1] for effect in effects}
        layers.append({gaps for gaps in ahead if _can_hold(gaps, reach[depth + 1], puzzle.at_most)})
    return _kept(alike, layers)


def _kept(alike: Sequence[Mapping[Effect, Sequence[int]]], layers: Sequence[set[Effect]]) -> list[set[int]]:
    """Backward from the solved gaps: the choices of each row that lead to them."""
    found: list[set[int]] = []
    solved = layers[-1]
    for effects, gaps in zip(reversed(alike), reversed(layers[:-1]), strict=True):
        leading = [(gap, effect) for gap in gaps for effect in effects if _added(gap, effect) in solved]
        found.append({index for effect in {effect for _, effect in leading} for index in effects[effect]})
        solved = {gap for gap, _ in leading}
    return found[::-1]


def _alike(row: Sequence[Effect]) -> Mapping[Effect, list[int]]:
    """The choices of a row by their effect: those with the same effect are supported together."""
    groups: dict[Effect, list[int]] = {}
    for index, effect in enumerate(row):
        groups.setdefault(effect, []).append(index)
    return groups


def sound(puzzle: Puzzle) -> tuple[int, ...]:
    """The equations that can hold by themselves; the others contradict the document, whatever is chosen."""
    return tuple(i for i in range(len(puzzle.start)) if all(supported(puzzle.only(i)) or [set[int]()]))


def _added(gaps: Effect, effect: Effect) -> Effect:
    return tuple((gap[0] + more[0], gap[1] + more[1]) for gap, more in zip(gaps, effect, strict=True))


def _can_hold(gaps: Effect, reach: Effect, at_most: Sequence[bool]) -> bool:
    """Whether every equation can still hold with what the rows ahead can add at the least and at the most."""
    return all(
        low + least <= 0 and (free or high + most >= 0)
        for (low, high), (least, most), free in zip(gaps, reach, at_most, strict=True)
    )


def _reach(puzzle: Puzzle) -> list[Effect]:
    """From each depth on, the least and the most that the rows ahead can add to each equation's gap."""
    reach: list[Effect] = [tuple((0, 0) for _ in puzzle.start)]
    for row in reversed(puzzle.effects):
        bounds = tuple((min(g[0] for g in gaps), max(g[1] for g in gaps)) for gaps in zip(*row, strict=True))
        reach.append(_added(reach[-1], bounds))
    return reach[::-1]
