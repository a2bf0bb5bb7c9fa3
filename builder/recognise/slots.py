"""Rows to place: the numbers of a printed row and the columns that each may belong to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from builder.model.amount import Amount
from builder.recognise.record import Column, Number, ReadTable, Record
from builder.standards.book import distinct
from builder.standards.equations import Cell

Choice = tuple[Column | None, ...]
"""A column for each number of a row; None for one that is no amount."""


@dataclass(slots=True)
class Slot:
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


def slots_of(table: ReadTable) -> Iterator[Slot]:
    """The rows of a table, with every choice of columns that the source leaves open."""
    for lane in {record.lane: None for record in table.records}:
        rows = [record for record in table.records if record.lane == lane]
        columns = table.columns.get(lane, ())
        phases = table.standard.shape == "phases"
        roles = ["item"] * len(rows) if phases else table.standard.roles(lane, ((row.code, row.item) for row in rows))
        for record, role in zip(rows, distinct(roles), strict=True):
            amounts = tuple([Amount(number.value, table.unit or "万元", number.printed) for number in record.numbers])
            choices = _choices(record, columns)
            yield Slot(table, record, role, amounts, choices, by_position=len(choices) == 1)


def _choices(record: Record, columns: tuple[Column, ...]) -> list[Choice]:
    """The assignments of the numbers to columns that keep their printed order and the columns the source tells.

    A number in doubt may also be none of the row's amounts.
    """
    told = tuple([number.column for number in record.numbers])
    if all(told):
        return [told] if {*told} <= {*columns} else []
    return list(_untold(record, columns))


def _untold(record: Record, columns: tuple[Column, ...]) -> Iterator[Choice]:
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
