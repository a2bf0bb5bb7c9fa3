"""What the identities prove: choices of columns that no solution of an equation contains are ruled out.

An equation is evidence only if what it says of this document can be trusted: every row of it was read, and no row of
it contradicts itself. An equation that no choice satisfies is the document's error and rules nothing out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.model.amount import Amount
from builder.recognise.record import ReadTable
from builder.recognise.slots import Choice, Slot
from builder.recognise.solver import Effect, Puzzle, solvable, sound, supported
from builder.standards.equations import Equation
from builder.standards.identities import equations

Owner = Mapping[tuple[str, str, str], Slot]
"""The row to place by standard table, side or phase, and role."""


def rule_out(slots: Sequence[Slot]) -> None:
    """Apply every equation until none rules out any more.

    Where the equations end in a contradiction, something in them is misprinted, and what led there is no proof: the
    rows of the equation that fails are left open, and everything is done again without the equations about them.
    """
    rows: dict[tuple[str, str], list[str]] = defaultdict(list)
    owner: dict[tuple[str, str, str], Slot] = {}
    for slot in slots:
        for lane in sorted(slot.lanes):
            rows[slot.table.standard.id, lane].append(slot.role)
            owner[slot.table.standard.id, lane, slot.role] = slot
    if all(len(slot.choices) <= 1 for slot in slots):
        return
    scale = _scale(slots)
    for slot in slots:
        slot.intervals = tuple(_scaled(amount, scale) for amount in slot.amounts)
    found = _evidence(equations(rows, _columns(slots)), slots, owner)
    groups = _groups(found, owner)
    for group in groups:
        group.is_broken = not solvable(_puzzle(group)[0])
    before = {id(slot): slot.choices for slot in slots}
    while broken := _propagate(groups):
        suspect = {id(slot) for group in broken for slot in group.members}
        groups = [group for group in groups if suspect.isdisjoint(map(id, group.members))]
        for slot in slots:
            slot.choices = before[id(slot)]


def _propagate(groups: Sequence["_Group"]) -> list["_Group"]:
    """Revise the groups until none rules out any more; those that the others have made impossible."""
    waiting = [group for group in groups if group.is_open]
    while waiting:
        changed = {id(slot) for group in waiting for slot in _revise(group)}
        waiting = [group for group in groups if group.is_open and not changed.isdisjoint(map(id, group.members))]
    return [group for group in groups if not group.is_broken and not solvable(_puzzle(group)[0])]


def is_whole(table: ReadTable) -> bool:
    """Whether all that the table prints was read.

    No number without a row, no 行次 missing, and a unit, without which its amounts cannot be compared with others.
    """
    if not table.unit or any(not stray.aside for record in table.records for stray in record.strays):
        return False
    counted = sorted(int(record.line_no) for record in table.records if record.line_no.isdecimal())
    return counted == list(range(1, len(counted) + 1))


def _evidence(found: Sequence[Equation], slots: Sequence[Slot], owner: Owner) -> list[Equation]:
    """The equations that can be trusted.

    A cell without a number counts as blank, so nothing unread may stand in it, nor a second row have its name. A row
    that contradicts itself in every choice has a misprint, which must not decide where other rows' numbers belong.
    """
    whole = {slot.table.standard.id for slot in slots if is_whole(slot.table)}
    inside = [one for one in found if one.kind == "columns" and not _has_strays(one, owner)]
    broken = [group.members[0] for group in _groups(inside, owner) if not solvable(_puzzle(group)[0])]
    misprinted = {(slot.table.standard.id, lane, slot.role) for slot in broken for lane in slot.lanes}

    has_negative = any(amount.value < 0 for slot in slots for amount in slot.amounts)

    def is_trusted(equation: Equation) -> bool:
        rows = {(cell.table, cell.lane, cell.row) for cell in equation.cells}
        twice = any((table, lane, f"{row.split('~')[0]}~2") in owner for table, lane, row in rows)
        if equation.kind == "at_most" and has_negative:
            return False  # with something negative beside it, a part may be larger than the whole
        return not twice and misprinted.isdisjoint(rows) and all(table in whole for table, _, _ in rows)

    return inside + [one for one in found if one.kind != "columns" and is_trusted(one)]


def _has_strays(equation: Equation, owner: Owner) -> bool:
    cell = equation.left[0]
    slot = owner.get((cell.table, cell.lane, cell.row))
    return slot is not None and any(not stray.aside for stray in slot.record.strays)


def _columns(slots: Iterable[Slot]) -> dict[str, frozenset[str]]:
    """The measures that each table has a column for."""
    tables = {slot.table.standard.id: slot.table for slot in slots}
    return {
        name: frozenset(measure for lane in table.columns.values() for _, measure in lane)
        for name, table in tables.items()
    }


@dataclass(slots=True)
class _Group:
    """Equations about the same rows, taken together since a choice must satisfy them all at once.

    It ``is_broken`` if they cannot all hold, whatever is chosen.
    """

    equations: list[Equation]
    members: list[Slot]
    is_broken: bool = False

    @property
    def is_open(self) -> bool:
        """Whether some row of it still has a choice."""
        return any(len(slot.choices) > 1 for slot in self.members)


def _groups(found: Sequence[Equation], owner: Owner) -> list[_Group]:
    groups: dict[tuple[str, tuple[int, ...]], _Group] = {}
    for equation in found:
        members = {id(slot): slot for cell in equation.cells if (slot := owner.get((cell.table, cell.lane, cell.row)))}
        key = (equation.identity, tuple(sorted(members)))
        groups.setdefault(key, _Group([], list(members.values()))).equations.append(equation)
    return [group for group in groups.values() if group.members and all(slot.choices for slot in group.members)]


def _revise(group: _Group) -> list[Slot]:
    """Keep the choices that some choice of the other rows supports; the rows that lost one."""
    puzzle, open_slots = _puzzle(group)
    kept = supported(puzzle)
    if group.is_broken and kept is not None and not all(kept):
        # One of the equations contradicts the document, whatever is chosen: the others are still evidence.
        kept = supported(puzzle.keeping(sound(puzzle)))
    if kept is None or not all(kept):
        return []
    smaller = []
    for slot, indexes in zip(open_slots, kept, strict=True):
        if len(indexes) < len(slot.choices):
            slot.choices = [slot.choices[index] for index in sorted(indexes)]
            smaller.append(slot)
    return smaller


def _puzzle(group: _Group) -> tuple[Puzzle, list[Slot]]:
    signs = [
        dict.fromkeys(equation.left, 1) | {cell: -sign for sign, cell in equation.right} for equation in group.equations
    ]

    def effect(slot: Slot, choice: Choice) -> Effect:
        gaps = [[0, 0] for _ in signs]
        for cell, (low, high) in slot.cells(choice):
            for gap, sign_of in zip(gaps, signs, strict=True):
                if sign := sign_of.get(cell):
                    gap[0] += low if sign > 0 else -high
                    gap[1] += high if sign > 0 else -low
        return tuple((low, high) for low, high in gaps)

    closed = [effect(slot, slot.choices[0]) for slot in group.members if len(slot.choices) == 1]
    start = tuple((sum(e[i][0] for e in closed), sum(e[i][1] for e in closed)) for i in range(len(signs)))
    open_slots = [slot for slot in group.members if len(slot.choices) > 1]
    effects = tuple(tuple(effect(slot, choice) for choice in slot.choices) for slot in open_slots)
    return Puzzle(start, tuple(equation.kind == "at_most" for equation in group.equations), effects), open_slots


def _scale(slots: Sequence[Slot]) -> int:
    """The power of ten that makes every half of a last digit, in 元, an integer."""
    halves = (amount.yuan_interval.low for slot in slots for amount in slot.amounts)
    return max((-int(half.normalize().as_tuple().exponent) for half in halves), default=0)


def _scaled(amount: Amount, scale: int) -> tuple[int, int]:
    interval = amount.yuan_interval
    return int(interval.low.scaleb(scale)), int(interval.high.scaleb(scale))
