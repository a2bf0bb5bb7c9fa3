"""Same cause, one group: faults that one change of the document would end together."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from builder.checks._outcome import Fault
from builder.model.amount import Interval


class Found(NamedTuple):
    """A fault that a rule found, with the subject in which it did."""

    rule: str
    subject: str
    fault: Fault


def causes(found: Sequence[Found]) -> list[int]:
    """For each fault the index of its cause: of the one that explains it, or of the first of its group.

    Faults belong together if one of them explains the other, or if one change of one cell would end both.
    """
    root = list(range(len(found)))
    by_name: dict[tuple[str, str], list[int]] = {}
    by_cell: dict[str, list[tuple[int, Interval]]] = {}
    for index, each in enumerate(found):
        by_name.setdefault((each.rule, each.subject), []).append(index)
        for cell, change in each.fault.mends.items():
            by_cell.setdefault(cell, []).append((index, change))
    for index, each in enumerate(found):
        for name in each.fault.explains:
            for other in by_name.get(name, ()):
                _join(root, other, index)
    for changes in by_cell.values():
        for (one, change), (other, another) in combinations(changes, 2):
            if change.overlaps(another):
                _join(root, one, other)
    heads = {_root(root, index): index for index in reversed(range(len(found)))}
    for index, each in enumerate(found):
        if each.fault.explains:
            heads[_root(root, index)] = index
    return [heads[_root(root, index)] for index in range(len(found))]


def _join(root: list[int], one: int, other: int) -> None:
    root[_root(root, other)] = _root(root, one)


def _root(root: list[int], index: int) -> int:
    while root[index] != index:
        index = root[index]
    return index
