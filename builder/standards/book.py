"""The figures of a disclosure as a book: which rows are printed, and the figure in each cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.model.disclosure import Figure
from builder.standards.identities import Cell, Equation, Rows, equations
from builder.standards.tables import standard_tables


@dataclass(frozen=True, slots=True)
class Book:
    """``rows``: the roles printed in each (table, lane); ``cells``: the figure in each cell that has one."""

    rows: Rows
    cells: Mapping[Cell, Figure]

    def equations(self) -> tuple[Equation, ...]:
        """Every equation between these rows."""
        columns: dict[str, set[str]] = {}
        for cell in self.cells:
            columns.setdefault(cell.table, set()).add(cell.measure)
        return equations(self.rows, {table: frozenset(measures) for table, measures in columns.items()})


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
    lanes: dict[tuple[str, str], list[list[Figure]]] = {}
    for figure in figures:
        rows = lanes.setdefault((figure.table, figure.side or figure.phase), [])
        if not rows or not _same_row(rows[-1], figure):
            rows.append([])
        rows[-1].append(figure)
    roles = {lane: _roles(lane, rows) for lane, rows in lanes.items()}
    cells = {
        Cell(*lane, role, figure.measure): figure
        for lane, rows in lanes.items()
        for role, row in zip(roles[lane], rows, strict=True)
        for figure in row
    }
    return Book(roles, cells)


def _same_row(row: list[Figure], figure: Figure) -> bool:
    first = row[0]
    same = (first.line_no, first.code, first.item) == (figure.line_no, figure.code, figure.item)
    return same and figure.measure not in {other.measure for other in row}


def _roles(lane: tuple[str, str], rows: list[list[Figure]]) -> list[str]:
    table = standard_tables()[lane[0]]
    if table.shape == "phases":
        return distinct("item" for _ in rows)
    return distinct(table.roles(lane[1], ((row[0].code, row[0].item) for row in rows)))
