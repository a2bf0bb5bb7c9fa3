"""The figures of a disclosure as a book: which rows are printed, and the figure in each cell."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import partial

from builder.frozen import frozen
from builder.model.disclosure import Figure
from builder.standards.batches import Batch
from builder.standards.equations import Cell, Equation, Printed
from builder.standards.identities import Rows, batches
from builder.standards.tables import standard_tables


@frozen
class Book:
    """``rows``: the roles printed in each (table, lane); ``cells``: the figure in each cell that has one.

    ``printed`` has the same figures by lane, row and measure.
    """

    rows: Rows
    cells: Mapping[Cell, Figure]
    printed: Printed[Figure]

    @property
    def values(self) -> Printed[Decimal]:
        """The numbers alone, in the units in which they are printed."""
        return {
            lane: {role: {measure: each.amount.value for measure, each in row.items()} for role, row in rows.items()}
            for lane, rows in self.printed.items()
        }

    def is_repeated(self, cell: Cell) -> bool:
        """Whether the row of a cell stands in its lane more than once."""
        return f"{cell.row}~2" in self.printed.get((cell.table, cell.lane), ())

    def batches(self, rules: Collection[str] | None = None, about: Collection[str] | None = None) -> list[Batch]:
        """Every equation between these rows, or those that some ``rules`` report, ``about`` some of the tables."""
        columns: dict[str, set[str]] = {}
        for (table, _), rows in self.printed.items():
            columns.setdefault(table, set()).update(*rows.values())
        return batches(self.rows, columns, rules, about)

    def equations(self) -> tuple[Equation, ...]:
        """Every equation between these rows."""
        return tuple([each for batch in self.batches() for each in batch.equations()])


def distinct(roles: Iterable[str]) -> list[str]:
    """The roles, a repeated one with ``~2``, ``~3`` behind it."""
    seen: dict[str, int] = {}
    found = []
    for role in roles:
        seen[role] = seen.get(role, 0) + 1
        found.append(role if seen[role] == 1 else f"{role}~{seen[role]}")
    return found


def book(figures: Iterable[Figure]) -> Book:
    """The book of figures given in printed order. Figures of one printed row stand together."""
    lanes: dict[tuple[str, str], list[_Row]] = {}
    for figure in figures:
        lane = figure.table, figure.side or figure.phase
        rows = lanes.get(lane)
        if rows is None:
            rows = lanes[lane] = []
        name = figure.line_no, figure.code, figure.item
        if not rows or rows[-1][0] != name or figure.measure in rows[-1][1]:
            rows.append((name, {}))
        rows[-1][1][figure.measure] = figure
    roles = {lane: _roles(lane, rows) for lane, rows in lanes.items()}
    printed = {
        lane: {role: row for role, (_, row) in zip(roles[lane], rows, strict=True)} for lane, rows in lanes.items()
    }
    cells = {
        _cell((table, lane, role, measure)): figure
        for (table, lane), rows in printed.items()
        for role, row in rows.items()
        for measure, figure in row.items()
    }
    return Book(roles, cells, printed)


def book_of(cells: Mapping[Cell, Figure]) -> Book:
    """The book of figures in known cells; the rows of a lane in the order of their roles."""
    printed: dict[tuple[str, str], dict[str, dict[str, Figure]]] = {}
    for cell in sorted(cells):
        printed.setdefault((cell.table, cell.lane), {}).setdefault(cell.row, {})[cell.measure] = cells[cell]
    lanes = {(cell.table, cell.lane): None for cell in cells}
    return Book({lane: list(printed[lane]) for lane in lanes}, cells, printed)


_cell = partial(tuple.__new__, Cell)
"""Makes a cell of its four parts, in half the time of Cell(...): a disclosure has hundreds."""
_Row = tuple[tuple[str, str, str], dict[str, Figure]]
"""A printed row: 行次, code and item, and its figures by measure."""


def _roles(lane: tuple[str, str], rows: list[_Row]) -> list[str]:
    table = standard_tables()[lane[0]]
    if table.shape == "phases":
        return distinct("item" for _ in rows)
    return distinct(table.roles(lane[1], [(code, item) for (_, code, item), _ in rows]))
