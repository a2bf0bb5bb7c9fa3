"""Which choices of columns can be part of a solution: a small exact search over intervals.

Amounts are integers on one scale, so that the search adds and compares and does nothing else. An equation
``left = right`` is kept as the interval of ``left - right``; it can hold if that interval has 0 in it, and
``left <= right`` if it reaches 0 from below.
"""

from collections.abc import Sequence
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
    """For each open row the indexes of the choices that some solution contains; None if the search was given up."""
    found: list[set[int]] = [set() for _ in puzzle.effects]
    reach = _reach(puzzle)
    chosen: list[int] = []
    steps = 0

    def search(depth: int, gaps: Effect) -> bool:
        """Whether the search went on to its end."""
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS:
            return False
        if depth == len(puzzle.effects):
            for kept, choice in zip(found, chosen, strict=True):
                kept.add(choice)
            return True
        for choice, effect in enumerate(puzzle.effects[depth]):
            ahead = _added(gaps, effect)
            if _can_hold(ahead, reach[depth + 1], puzzle.at_most):
                chosen.append(choice)
                went_on = search(depth + 1, ahead)
                chosen.pop()
                if not went_on:
                    return False
        return True

    if not _can_hold(puzzle.start, reach[0], puzzle.at_most):
        return found
    return found if search(0, puzzle.start) else None


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
