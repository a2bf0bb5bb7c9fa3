"""Equations between cells of the tables, as the accounting identities (勾稽关系) give them: addresses and signs."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from builder.frozen import frozen

Number = TypeVar("Number")
"""What stands in a cell."""
Printed = Mapping[tuple[str, str], Mapping[str, Mapping[str, Number]]]
"""What is printed, by lane (table, side or phase), role of the row, and measure."""
Sign = tuple[int, str]
"""A part of a sum: +1 or -1, and its measure or role."""


class Cell(NamedTuple):
    """The address of one amount: standard table, side or phase, role of the row, measure.

    A tuple, because a disclosure looks up tens of thousands of them.
    """

    table: str
    lane: str
    row: str
    measure: str

    def __str__(self) -> str:
        """``table/lane/row/measure`` without empty parts, as it stands in the ledger."""
        table, lane, row, measure = self
        if table and row and measure:
            return f"{table}/{lane}/{row}/{measure}" if lane else f"{table}/{row}/{measure}"
        return "/".join(filter(None, self))


@frozen
class Identity:
    """One entry of identities.yml.

    ``table`` is that of its left side, ``tables`` are those of both sides; ``needs`` the columns that a form must have
    for it, ``without`` those it must not. ``left`` and ``right`` are the cells of an identity between two tables; their
    row is ``class`` or ``code`` if it holds for every row of a class or with a code.
    """

    id: str
    rule: str
    kind: str
    source: str
    data: Mapping[str, Any]
    table: str
    needs: frozenset[str]
    without: frozenset[str]
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    tables: frozenset[str]

    @staticmethod
    def of(entry: Mapping[str, Any]) -> "Identity":
        """The identity that an entry of the file states."""
        left, right = (tuple(map(_cell_of, entry.get(side, ()))) for side in ("left", "right"))
        table = entry.get("table") or left[0].table
        needs, without = frozenset(entry.get("needs", ())), frozenset(entry.get("without", ()))
        tables = frozenset((table, *(cell.table for cell in right)))
        names = (entry["id"], entry["rule"], entry["kind"], entry["source"])
        return Identity(*names, entry, table, needs, without, left, right, tables)


def _cell_of(spec: Mapping[str, str]) -> Cell:
    return Cell(spec["table"], spec.get("side", spec.get("phase", "")), spec["row"], spec["measure"])


Sides = tuple[tuple[Cell, ...], tuple[tuple[int, Cell], ...]]
"""Both sides of an equation: cells that are added, and cells with their signs."""


class Equation:
    """``left = right`` or ``left <= right``: sums of signed cells that are the same fact.

    ``of`` is its identity. The left side is one cell, and the right side other ``parts`` of its row (``axis`` measure)
    or of its column (``axis`` row), each with its sign; or ``pair`` gives both sides. A disclosure has hundreds of
    equations, of which hardly one is looked at twice: the cells are made when somebody asks for them.
    """

    __slots__ = ("_cells", "axis", "first", "of", "pair", "parts")

    def __init__(
        self, of: "Identity", first: Cell, axis: str, parts: Sequence[Sign], pair: Sides | None = None
    ) -> None:
        self.of = of
        self.first = first
        self.axis = axis
        self.parts = parts
        self.pair = pair
        self._cells: tuple[tuple[int, Cell], ...] | None = None

    @property
    def identity(self) -> str:
        """The id of the identity in identities.yml."""
        return self.of.id

    @property
    def rule(self) -> str:
        """The code of the check that reports it."""
        return self.of.rule

    @property
    def kind(self) -> str:
        """How it was made."""
        return self.of.kind

    @property
    def source(self) -> str:
        """The formula or law that it comes from."""
        return self.of.source

    @property
    def left(self) -> tuple[Cell, ...]:
        """The cells of the left side; they are added."""
        return self.pair[0] if self.pair else (self.first,)

    @property
    def right(self) -> tuple[tuple[int, Cell], ...]:
        """The cells of the right side with their signs."""
        if self._cells is None:
            table, lane, row, measure = self.first
            if self.pair:
                self._cells = self.pair[1]
            elif self.axis == "measure":
                self._cells = tuple([(sign, Cell(table, lane, row, part)) for sign, part in self.parts])
            else:
                self._cells = tuple([(sign, Cell(table, lane, part, measure)) for sign, part in self.parts])
        return self._cells

    @property
    def subject(self) -> str:
        """What the ledger calls this equation: its first cell, and the other one if it compares two."""
        return f"{self.first}={self.pair[1][0][1]}" if self.pair else str(self.first)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells of both sides."""
        return self.left + tuple(cell for _, cell in self.right)

    def among(self, printed: Printed[Number]) -> tuple[list[Number], list[tuple[int, Number]]]:
        """What is printed in the cells of the left side, and of the right side with the signs."""
        if self.pair:
            left = [found for cell in self.pair[0] if (found := _at(printed, cell)) is not None]
            return left, [(sign, found) for sign, cell in self.pair[1] if (found := _at(printed, cell)) is not None]
        table, lane, row, measure = self.first
        rows = printed[table, lane]
        own = rows.get(row, _NOTHING)
        if self.axis == "measure":
            right = [(sign, own[part]) for sign, part in self.parts if part in own]
        else:
            right = [(sign, cell[measure]) for sign, part in self.parts if (cell := rows.get(part)) and measure in cell]
        return [own[measure]] if measure in own else [], right


_NOTHING: Mapping[str, Any] = MappingProxyType({})


def _at(printed: Printed[Number], cell: Cell) -> Number | None:
    table, lane, row, measure = cell
    rows = printed.get((table, lane))
    figures = rows.get(row) if rows else None
    return figures.get(measure) if figures else None
