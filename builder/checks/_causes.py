"""Same cause, one group: faults that one change of the document would end together."""

from collections.abc import Sequence
from typing import NamedTuple

from builder.checks._outcome import Fault


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
    linked = [index for index, each in enumerate(found) if each.fault.explains or each.fault.mends]
    explaining = [index for index in linked if found[index].fault.explains]
    for index, each in enumerate(found):
        # One that names no cells can only explain or be explained; one that explains nothing is not asked for that.
        others = range(index) if each.fault.explains else linked if each.fault.mends else explaining
        for other in others:
            if other < index and _same_cause(found[other], each):
                _join(root, other, index)
    heads = {_root(root, index): index for index in reversed(range(len(found)))}
    for index, each in enumerate(found):
        if each.fault.explains:
            heads[_root(root, index)] = index
    return [heads[_root(root, index)] for index in range(len(found))]


def _same_cause(one: Found, other: Found) -> bool:
    return _explains(one, other) or _explains(other, one) or _one_change(one.fault, other.fault)


def _explains(one: Found, other: Found) -> bool:
    return (other.rule, other.subject) in one.fault.explains


def _one_change(one: Fault, other: Fault) -> bool:
    """Whether changing one cell by one amount would end both."""
    mends = other.mends
    return bool(mends) and any(cell in mends and change.overlaps(mends[cell]) for cell, change in one.mends.items())


def _join(root: list[int], one: int, other: int) -> None:
    root[_root(root, other)] = _root(root, one)


def _root(root: list[int], index: int) -> int:
    while root[index] != index:
        index = root[index]
    return index
