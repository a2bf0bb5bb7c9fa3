"""Same cause, one group: findings that one change of the document would end together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.checks._outcome import Fault
from builder.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with what its check knows of its cause."""

    finding: Finding
    subject: str
    fault: Fault


def grouped(found: Sequence[Found]) -> tuple[Finding, ...]:
    """The findings in the order given, each with its group: the finding_id of its cause, or of the first of the group.

    Findings belong together if one of them explains the other, or if one change of one cell would end both.
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
    return tuple(
        replace(each.finding, group=found[heads[_root(root, index)]].finding.finding_id)
        for index, each in enumerate(found)
    )


def _same_cause(one: Found, other: Found) -> bool:
    return _explains(one, other) or _explains(other, one) or _one_change(one.fault, other.fault)


def _explains(one: Found, other: Found) -> bool:
    return (other.finding.rule, other.subject) in one.fault.explains


def _one_change(one: Fault, other: Fault) -> bool:
    """Whether changing one cell by one amount would end both."""
    return any(cell in other.mends and change.overlaps(other.mends[cell]) for cell, change in one.mends.items())


def _join(root: list[int], one: int, other: int) -> None:
    root[_root(root, other)] = _root(root, one)


def _root(root: list[int], index: int) -> int:
    while root[index] != index:
        index = root[index]
    return index
