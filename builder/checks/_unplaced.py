"""Which equations need a number that was printed but could not be placed: those are not checked.

An equation that holds without the number does not need it.
"""

from collections.abc import Iterable, Mapping

from builder.frozen import frozen
from builder.model.disclosure import Unplaced
from builder.standards import classifications
from builder.standards.book import Book
from builder.standards.equations import Cell, Equation
from builder.standards.identities import identities
from builder.standards.tables import standard_tables
from builder.standards.text import label_key


@frozen
class Gaps:
    """The unplaced numbers of a disclosure by table."""

    by_table: Mapping[str, tuple[Unplaced, ...]]

    @staticmethod
    def of(unplaced: Iterable[Unplaced]) -> "Gaps":
        """The gaps that these numbers leave."""
        found: dict[str, list[Unplaced]] = {}
        for number in unplaced:
            found.setdefault(number.table, []).append(number)
        return Gaps({table: tuple(numbers) for table, numbers in found.items()})

    def needed(self, equation: Equation, book: Book) -> str:
        """Which unplaced number may belong to the equation, and why it was not placed; empty if none may."""
        if not self.by_table:
            return ""
        near = ((gap, cell) for cell in equation.cells for gap in self.by_table.get(cell.table, ()))
        gap = next((gap for gap, cell in near if _belongs(gap, equation, cell, book)), None)
        return f"数字 {gap.printed} 未能确定在哪一栏：{gap.reason}" if gap else ""


def _belongs(gap: Unplaced, equation: Equation, cell: Cell, book: Book) -> bool:
    if not _column_fits(gap, cell):
        return False
    nameless = not (gap.code or gap.item)  # the number of a row whose name was not read may be of any row
    if nameless and equation.kind == "equal":
        return True
    if cell not in book.cells and (nameless or _is_row(gap, cell)):
        return True
    if equation.kind == "hierarchy" and not gap.code:
        return nameless or not _roles(gap, cell)  # a row whose code was not read may be a part of any
    if equation.kind == "hierarchy":
        return _is_unseen_part(gap.code, equation.left[0].row, [part.row for _, part in equation.right])
    return equation.kind == "rows" and _may_be_part(gap, cell, equation.identity, book)


def _column_fits(gap: Unplaced, cell: Cell) -> bool:
    """Whether one of the candidates is the cell's column; a number without candidates may be in any."""
    columns = (cell.measure, f"{cell.lane}/{cell.measure}")
    return not gap.candidates or any(column in gap.candidates for column in columns)


def _is_row(gap: Unplaced, cell: Cell) -> bool:
    row = cell.row.split("~")[0]
    return row == "item" or row in _roles(gap, cell)


def _roles(gap: Unplaced, cell: Cell) -> list[str]:
    """What the row of the number may be called in the cell's lane."""
    if gap.code:
        return [gap.code]
    label = label_key(gap.item)
    lane = standard_tables()[cell.table].lane(cell.lane)
    named = [name.id for name in lane.rows if label in name.labels]
    klass = classifications.class_code(gap.item) if lane.classes and not named else None
    return [klass] if klass else named


def _is_unseen_part(code: str, total: str, parts: Iterable[str]) -> bool:
    """Whether a row of this code, which has no figure, would be a part of the total beside the printed parts."""
    inside = bool(code) if total == "total" else code.startswith(total) and code != total
    return inside and not any(code.startswith(part.split("~")[0]) for part in parts)


def _may_be_part(gap: Unplaced, cell: Cell, identity: str, book: Book) -> bool:
    """Whether a row without a figure belongs to the sum by its name, or has no name that is known."""
    parts = next(each.data["parts"] for each in identities() if each.id == identity)
    roles = _roles(gap, cell)
    blank = (role for role in roles if cell._replace(row=role) not in book.cells)
    return not roles or any(role in parts or (role.isdigit() and "class" in parts) for role in blank)
