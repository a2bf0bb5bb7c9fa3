"""Which column each number of a row belongs to.

Where the source tells (a grid column, or a number for every column) position decides. Where empty cells are lost, every
assignment in printed order is a candidate, and the identities (the same equations that the checks use) rule candidates
out: an equation keeps those that some choice of the other rows satisfies. What is left in one column only is proven;
anything else is not a figure. An equation that no choice satisfies is the document's error, not evidence, and rules
nothing out.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from builder.model.amount import Amount
from builder.model.disclosure import Figure, Unplaced
from builder.recognise.record import Column, Number, ReadTable, Record, Stray, Token
from builder.recognise.solver import Effect, Puzzle, sound, supported
from builder.standards.book import distinct
from builder.standards.identities import Cell, Equation, equations

Choice = tuple[Column | None, ...]
"""A column for each number of a row; None for one that is no amount."""


@dataclass(slots=True)
class _Slot:
    """A row to place: its cells' row name, its numbers as amounts, and the choices of columns still possible.

    ``intervals`` are the amounts as integers on the scale of the whole document, set when equations are to be solved.
    """

    table: ReadTable
    record: Record
    role: str
    amounts: tuple[Amount, ...]
    choices: list[Choice]
    by_position: bool
    intervals: tuple[tuple[int, int], ...] = ()

    def cells(self, choice: Choice) -> Iterator[tuple[Cell, tuple[int, int]]]:
        """The cells that a choice fills, with the interval that stands in each."""
        for column, interval in zip(choice, self.intervals, strict=True):
            if column:
                yield Cell(self.table.standard.id, column[0], self.role, column[1]), interval

    @property
    def lanes(self) -> frozenset[str]:
        """The sides or phases that the row has columns in."""
        return frozenset(lane for lane, _ in self.table.columns.get(self.record.lane, ()))


def place(tables: Sequence[ReadTable]) -> tuple[tuple[Token, Figure | Unplaced], ...]:
    """What each printed number of the tables became, in printed order: a figure, or one whose column is not known."""
    slots = [slot for table in tables for slot in _slots(table)]
    _rule_out(slots)
    return tuple(placed for slot in slots for placed in _placed(slot))


def _placed(slot: _Slot) -> Iterator[tuple[Token, Figure | Unplaced]]:
    for index, number in enumerate(slot.record.numbers):
        columns = {choice[index] for choice in slot.choices}
        column = next(iter(columns)) if len(columns) == 1 else None
        if column and slot.table.unit:
            yield number.token, _figure(slot, slot.amounts[index], number, column)
        else:
            yield number.token, _unplaced(slot, number, sorted(column for column in columns if column))
    yield from ((stray.token, _stray(slot, stray)) for stray in slot.record.strays)


def _slots(table: ReadTable) -> Iterator[_Slot]:
    for lane in {record.lane: None for record in table.records}:
        rows = [record for record in table.records if record.lane == lane]
        phases = table.standard.shape == "phases"
        roles = ["item"] * len(rows) if phases else table.standard.roles(lane, ((row.code, row.item) for row in rows))
        for record, role in zip(rows, distinct(roles), strict=True):
            amounts = tuple(Amount(number.value, table.unit or "万元", number.printed) for number in record.numbers)
            choices = list(_choices(table, record))
            yield _Slot(table, record, role, amounts, choices, by_position=len(choices) == 1)


def _choices(table: ReadTable, record: Record) -> Iterator[Choice]:
    """The assignments of the numbers to columns that keep their printed order and the columns the source tells.

    A number in doubt may also be none of the row's amounts.
    """
    columns = table.columns.get(record.lane, ())
    told = [number.column for number in record.numbers]
    if all(told):
        yield from [tuple(told)] if {*told} <= {*columns} else []
        return
    for kept in _subsets(record.numbers):
        known = [record.numbers[index].column for index in kept]
        for chosen in combinations(columns, len(kept)):
            if all(one is None or one == column for one, column in zip(known, chosen, strict=True)):
                places = dict(zip(kept, chosen, strict=True))
                yield tuple(places.get(index) for index in range(len(record.numbers)))


def _subsets(numbers: Sequence[Number]) -> Iterator[tuple[int, ...]]:
    """The indexes of the numbers that may all be amounts at once."""
    doubtful = [index for index, number in enumerate(numbers) if number.doubt]
    for size in range(len(doubtful) + 1):
        for dropped in combinations(doubtful, size):
            yield tuple(index for index in range(len(numbers)) if index not in dropped)


def _rule_out(slots: Sequence[_Slot]) -> None:
    """Apply every equation until none rules out any more."""
    rows: dict[tuple[str, str], list[str]] = defaultdict(list)
    owner: dict[tuple[str, str, str], _Slot] = {}
    for slot in slots:
        for lane in sorted(slot.lanes):
            rows[slot.table.standard.id, lane].append(slot.role)
            owner[slot.table.standard.id, lane, slot.role] = slot
    if all(len(slot.choices) <= 1 for slot in slots):
        return
    scale = _scale(slots)
    for slot in slots:
        slot.intervals = tuple(_scaled(amount, scale) for amount in slot.amounts)
    whole = {slot.table.standard.id for slot in slots if is_whole(slot.table)}
    found = [one for one in equations(rows, _columns(slots)) if _is_evidence(one, whole, owner)]
    waiting = _groups(found, owner)
    while waiting:
        changed = {id(slot) for group in waiting for slot in _revise(group)}
        waiting = [group for group in waiting if group.is_open and any(id(slot) in changed for slot in group.members)]


def is_whole(table: ReadTable) -> bool:
    """Whether all that the table prints was read: no number without a row, and in a table with 行次 none missing."""
    if any(not stray.aside for record in table.records for stray in record.strays):
        return False
    counted = sorted(int(record.line_no) for record in table.records if record.line_no.isdecimal())
    return counted == list(range(1, len(counted) + 1))


def _is_evidence(equation: Equation, whole: Container[str], owner: Mapping[tuple[str, str, str], _Slot]) -> bool:
    """Whether a cell without a number is surely blank: what was not read, or a row of the same name, may have it."""
    if equation.kind == "columns":
        slot = owner.get((equation.left[0].table, equation.left[0].lane, equation.left[0].row))
        return slot is None or all(stray.aside for stray in slot.record.strays)
    twice = ((cell.table, cell.lane, f"{cell.row.split('~')[0]}~2") for cell in equation.cells)
    return all(cell.table in whole for cell in equation.cells) and not any(row in owner for row in twice)


def _columns(slots: Iterable[_Slot]) -> dict[str, frozenset[str]]:
    """The measures that each table has a column for."""
    tables = {slot.table.standard.id: slot.table for slot in slots}
    return {
        name: frozenset(measure for lane in table.columns.values() for _, measure in lane)
        for name, table in tables.items()
    }


@dataclass(frozen=True, slots=True)
class _Group:
    """Equations about the same rows, taken together since a choice must satisfy them all at once."""

    equations: list[Equation]
    members: list[_Slot]

    @property
    def is_open(self) -> bool:
        """Whether some row of it still has a choice."""
        return any(len(slot.choices) > 1 for slot in self.members)


def _groups(found: Sequence[Equation], owner: Mapping[tuple[str, str, str], _Slot]) -> list[_Group]:
    groups: dict[tuple[str, tuple[int, ...]], _Group] = {}
    for equation in found:
        members = {id(slot): slot for cell in equation.cells if (slot := owner.get((cell.table, cell.lane, cell.row)))}
        key = (equation.identity, tuple(sorted(members)))
        groups.setdefault(key, _Group([], list(members.values()))).equations.append(equation)
    return [group for group in groups.values() if group.is_open and all(slot.choices for slot in group.members)]


def _revise(group: _Group) -> list[_Slot]:
    """Keep the choices that some choice of the other rows supports; the rows that lost one."""
    puzzle, open_slots = _puzzle(group)
    kept = supported(puzzle)
    if kept is not None and not all(kept):
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


def _puzzle(group: _Group) -> tuple[Puzzle, list[_Slot]]:
    signs = [
        dict.fromkeys(equation.left, 1) | {cell: -sign for sign, cell in equation.right} for equation in group.equations
    ]

    def effect(slot: _Slot, choice: Choice) -> Effect:
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


def _scale(slots: Sequence[_Slot]) -> int:
    """The power of ten that makes every half of a last digit, in 元, an integer."""
    halves = (amount.yuan_interval.low for slot in slots for amount in slot.amounts)
    return max((-int(half.normalize().as_tuple().exponent) for half in halves), default=0)


def _scaled(amount: Amount, scale: int) -> tuple[int, int]:
    interval = amount.yuan_interval
    return int(interval.low.scaleb(scale)), int(interval.high.scaleb(scale))


def _figure(slot: _Slot, amount: Amount, number: Number, column: Column) -> Figure:
    lane, measure = column
    phases = slot.table.standard.shape == "phases"
    return Figure(
        table=slot.table.standard.id,
        printed_number=slot.table.printed_number,
        side="" if phases else lane,
        phase=lane if phases else "",
        line_no=slot.record.line_no,
        code=slot.record.code,
        item=slot.record.item,
        measure=measure,
        amount=amount,
        location=number.token.location,
        placed_by="position" if slot.by_position else "identity",
    )


def _unplaced(slot: _Slot, number: Number, columns: Sequence[Column]) -> Unplaced:
    if not slot.table.unit:
        reason = "表上没有写明金额单位"
    elif not columns:
        reason = number.doubt or "一行的数字多于表头的栏数，或表头未能辨认"
    else:
        reason = "空单元格在文本中丢失，勾稽关系不能唯一确定所在栏"
    candidates = tuple("/".join(part for part in column if part) for column in columns)
    return Unplaced(
        slot.table.standard.id,
        slot.record.code,
        slot.record.item,
        number.printed,
        candidates,
        reason,
        number.token.location,
    )


def _stray(slot: _Slot, stray: Stray) -> Unplaced:
    """A number outside the columns; one that surely belongs to none of them has the one candidate ``none``."""
    table, record = slot.table.standard.id, slot.record
    candidates = ("none",) if stray.aside else ()
    return Unplaced(table, record.code, record.item, stray.printed, candidates, stray.reason, stray.token.location)
