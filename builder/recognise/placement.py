"""Which column each number of a row belongs to.

Where the source tells (a grid column, or a number for every column) position decides. Where empty cells are lost, every
assignment in printed order is a candidate, and the identities (the same equations that the checks use) rule candidates
out: an equation keeps those that some choice of the other rows satisfies. What is left in one column only is proven;
anything else is not a figure. An equation that no choice satisfies is the document's error, not evidence, and rules
nothing out.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from builder.model.amount import Amount, Interval, total
from builder.model.disclosure import Figure, Unplaced
from builder.recognise.record import Column, Number, ReadTable, Record
from builder.standards.book import distinct
from builder.standards.identities import Cell, Equation, equations

MOST_CHOICES = 200_000
"""How many choices one equation may try before it is given up as undecided."""

Choice = tuple[Column, ...]


@dataclass(slots=True)
class _Slot:
    """A row to place: its cells' row name, its numbers as amounts, and the choices of columns still possible."""

    table: ReadTable
    record: Record
    role: str
    amounts: tuple[Amount, ...]
    choices: list[Choice]
    by_position: bool

    def cells(self, choice: Choice) -> Iterator[tuple[Cell, Amount]]:
        """The cells that a choice fills."""
        for (lane, measure), amount in zip(choice, self.amounts, strict=True):
            yield Cell(self.table.standard.id, lane, self.role, measure), amount

    def fills(self, cell: Cell) -> bool:
        """Whether the cell belongs to this row."""
        return cell.table == self.table.standard.id and cell.row == self.role and cell.lane in self.lanes

    @property
    def lanes(self) -> frozenset[str]:
        """The sides or phases that the row has columns in."""
        return frozenset(lane for lane, _ in self.table.columns.get(self.record.lane, ()))


def place(tables: Sequence[ReadTable]) -> tuple[tuple[Figure, ...], tuple[Unplaced, ...]]:
    """The figures of the tables in printed order, and the numbers whose column could not be told."""
    slots = [slot for table in tables for slot in _slots(table)]
    _rule_out(slots)
    figures: list[Figure] = []
    unplaced: list[Unplaced] = []
    for slot in slots:
        for index, number in enumerate(slot.record.numbers):
            columns = sorted({choice[index] for choice in slot.choices})
            if len(columns) == 1 and slot.table.unit:
                figures.append(_figure(slot, slot.amounts[index], number, columns[0]))
            else:
                unplaced.append(_unplaced(slot, number, columns))
    return tuple(figures), tuple(unplaced)


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
    """The assignments of the numbers to columns that keep their printed order and the columns the source tells."""
    columns = table.columns.get(record.lane, ())
    known = [table.by_position.get(number.token.column) if number.token.column is not None else None for number in record.numbers]
    for choice in combinations(columns, len(record.numbers)):
        if all(told is None or told == column for told, column in zip(known, choice, strict=True)):
            yield choice


def _rule_out(slots: Sequence[_Slot]) -> None:
    """Apply every equation until none rules out any more."""
    rows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for slot in slots:
        for lane in slot.lanes:
            rows[slot.table.standard.id, lane].append(slot.role)
    owner = {(slot.table.standard.id, lane, slot.role): slot for slot in slots for lane in slot.lanes}
    groups = _groups(equations(rows), owner)
    changed = True
    while changed:
        changed = any([_revise(equations_, members) for equations_, members in groups])


Group = tuple[list[Equation], list[_Slot]]


def _groups(found: Sequence[Equation], owner: Mapping[tuple[str, str, str], _Slot]) -> list[Group]:
    """Equations about the same rows together, since a choice must satisfy them all at once."""
    groups: dict[tuple[str, tuple[int, ...]], Group] = {}
    for equation in found:
        members = {id(slot): slot for cell in equation.cells if (slot := owner.get((cell.table, cell.lane, cell.row)))}
        key = (equation.identity, tuple(sorted(members)))
        groups.setdefault(key, ([], list(members.values())))[0].append(equation)
    return [group for group in groups.values() if any(len(slot.choices) > 1 for slot in group[1])]


def _revise(found: Sequence[Equation], members: Sequence[_Slot]) -> bool:
    """Keep the choices that some choice of the other rows supports; whether any was ruled out."""
    open_slots = [slot for slot in members if len(slot.choices) > 1]
    if not open_slots or any(not slot.choices for slot in members):
        return False
    supported = _supported(found, members, open_slots)
    if supported is not None and not all(supported):
        # One of them contradicts the document, whatever is chosen: the others are still evidence.
        sound = [equation for equation in found if all(_supported([equation], members, open_slots) or [set()])]
        supported = _supported(sound, members, open_slots) if sound and len(sound) < len(found) else None
    if supported is None or not all(supported):
        return False
    changed = False
    for slot, kept in zip(open_slots, supported, strict=True):
        if len(kept) < len(slot.choices):
            slot.choices = [choice for choice in slot.choices if choice in kept]
            changed = True
    return changed


def _supported(found: Sequence[Equation], members: Sequence[_Slot], open_slots: Sequence[_Slot]) -> list[set[Choice]] | None:
    """For each open row the choices that are part of a solution; None if there are too many to try."""
    balances = [_Balance.of(equation) for equation in found]
    fixed: dict[Cell, Amount] = {}
    for slot in members:
        if len(slot.choices) == 1:
            fixed.update(slot.cells(slot.choices[0]))
    supported: list[set[Choice]] = [set() for _ in open_slots]
    tried = 0
    stack: list[tuple[int, tuple[Choice, ...], dict[Cell, Amount]]] = [(0, (), fixed)]
    while stack:
        depth, chosen, cells = stack.pop()
        tried += 1
        if tried > MOST_CHOICES:
            return None
        if depth == len(open_slots):
            if all(balance.holds(cells) for balance in balances):
                for kept, choice in zip(supported, chosen, strict=True):
                    kept.add(choice)
            continue
        slot = open_slots[depth]
        for choice in slot.choices:
            filled = {**cells, **dict(slot.cells(choice))}
            if all(balance.can_hold(filled, open_slots[depth + 1 :]) for balance in balances):
                stack.append((depth + 1, (*chosen, choice), filled))
    return supported


@dataclass(frozen=True, slots=True)
class _Balance:
    """An equation as a question to a choice of cells. A blank counts as nothing."""

    left: tuple[Cell, ...]
    right: tuple[tuple[int, Cell], ...]
    at_most: bool

    @classmethod
    def of(cls, equation: Equation) -> "_Balance":
        return cls(equation.left, equation.right, equation.kind == "at_most")

    def _sums(self, cells: Mapping[Cell, Amount]) -> tuple[Interval, Interval]:
        left = total(cells[cell].interval for cell in self.left if cell in cells)
        right = total(_signed(sign, cells[cell].interval) for sign, cell in self.right if cell in cells)
        return left, right

    def holds(self, cells: Mapping[Cell, Amount]) -> bool:
        """Whether the intervals of both sides meet (or the left can be the smaller)."""
        left, right = self._sums(cells)
        return left.low <= right.high if self.at_most else left.overlaps(right)

    def can_hold(self, cells: Mapping[Cell, Amount], rest: Sequence[_Slot]) -> bool:
        """Whether the equation can still hold once the other rows are chosen. Only sure to say no where no part is negative."""
        if any(slot.fills(cell) for cell in self.left for slot in rest):
            return True
        if any(sign < 0 for sign, _ in self.right) or any(amount.value < 0 for amount in cells.values()):
            return True
        left, right = self._sums(cells)
        return True if self.at_most else right.low <= left.high


def _signed(sign: int, interval: Interval) -> Interval:
    return interval if sign > 0 else -interval


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
        reason = "一行的数字多于表头的栏数，或表头未能辨认"
    else:
        reason = "空单元格在文本中丢失，勾稽关系不能唯一确定所在栏"
    candidates = tuple("/".join(part for part in column if part) for column in columns)
    return Unplaced(slot.table.standard.id, slot.record.code, slot.record.item, number.printed, candidates, reason, number.token.location)


