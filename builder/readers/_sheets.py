"""A spreadsheet as the readers of .xlsx and .xls both see it: sheets of cells as they are shown, made into pages."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from builder.model.document import Cell, Page
from builder.model.location import Location
from builder.readers._blocks import MOST_CELLS, blocks, line
from builder.readers._ooxml import too_large


@dataclass(slots=True)
class Sheet:
    """One sheet: its shown texts by 0-based row and column, merged ranges, and what its author hid.

    ``merged`` are (row, column, rowspan, colspan); ``ruled`` are the rows with an upright border in them.
    """

    name: str
    hidden: bool = False
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    ruled: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def sheet_pages(sheets: Iterable[Sheet]) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """A page for each sheet, its name in front, and notes on what was hidden and so not read."""
    pages, notes = [], []
    for number, sheet in enumerate(sheets, start=1):
        if sheet.hidden:
            pages.append(Page(number, ()))
            notes += [f"工作表“{sheet.name}”是隐藏的，未读取"] if sheet.texts else []
            continue
        shown = list(_shown(sheet, number))
        if len(shown) < len(sheet.texts):
            unseen = len(sheet.texts) - len(shown)
            notes.append(f"工作表“{sheet.name}”有 {unseen} 个单元格在隐藏的行列中或被合并遮住，未读取")
        title = [line(sheet.name, Location(number))] if shown else []
        pages.append(Page(number, (*title, *blocks(shown, sheet.ruled))))
    return tuple(pages), tuple(notes)


def _shown(sheet: Sheet, page: int) -> Iterator[Cell]:
    """The cells that can be seen: not hidden, not covered by a merged one."""
    spans = {(row, column): (rows, columns) for row, column, rows, columns in sheet.merged}
    covered = _covered(sheet.texts, spans)
    for (row, column), text in sorted(sheet.texts.items()):
        rowspan, colspan = spans.get((row, column), (1, 1))
        hidden = _all_in(row, rowspan, sheet.hidden_rows) or _all_in(column, colspan, sheet.hidden_columns)
        if not hidden and (row, column) not in covered:
            yield Cell(row, column, text, Location(page, row + 1), rowspan, colspan)


def _all_in(first: int, count: int, hidden: Collection[int]) -> bool:
    return bool(hidden) and count <= len(hidden) and all(index in hidden for index in range(first, first + count))


def _covered(
    texts: Collection[tuple[int, int]], spans: Mapping[tuple[int, int], tuple[int, int]]
) -> set[tuple[int, int]]:
    """The places with text below a merged cell; a merged range may span a million rows, so the texts are walked."""
    by_row: dict[int, list[int]] = {}
    for row, column in texts:
        by_row.setdefault(row, []).append(column)
    rows = sorted(by_row)
    covered: set[tuple[int, int]] = set()
    walked = 0
    for (row, column), (rowspan, colspan) in spans.items():
        inside = [(r, c) for r in rows[bisect_left(rows, row) : bisect_left(rows, row + rowspan)] for c in by_row[r]]
        walked += len(inside)
        if walked > 10 * MOST_CELLS:  # merged cells do not overlap in a file that a spreadsheet wrote
            raise too_large()
        covered |= {(r, c) for r, c in inside if column <= c < column + colspan} - {(row, column)}
    return covered
