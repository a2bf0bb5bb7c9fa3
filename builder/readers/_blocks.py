"""Cells of a sheet or table to lines and grids: titles, captions and notes often stand in cells, too.

Offices lay out whole pages in cells. What is set apart above and below a table is made lines again, so that a
document reads the same whatever program wrote it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from builder.model.document import Cell, Grid, Line
from builder.model.location import Location
from builder.readers.text import Words

_NUMBER = re.compile(r"[-+(（△－]?[\d.,]+[)）%]?")
_MOST_CAPTIONS = 3
MOST_CELLS = 1_000_000
"""More cells than this are not read: the longest disclosure has some ten thousand."""


def blocks(cells: Iterable[Cell], ruled: Collection[int] = ()) -> Iterator[Line | Grid]:
    """Lines and grids from the cells of one table or sheet, in reading order; cells without text are left out.

    ``ruled`` are the rows with ruling lines between their cells, where the source tells them: rows outside them are
    captions or a page's number unless they hold more than one cell, and numbers among them.
    """
    rows = Grid(tuple(cell for cell in cells if cell.text), Location()).rows()
    inside = [not _is_apart(row, ruled) for row in rows]
    first, last = _extent(rows, inside)
    kept = [within and first <= index <= last for index, within in enumerate(inside)]
    run: list[Cell] = []
    for row, keep in zip(rows, kept, strict=True):
        if keep:
            run += row
            continue
        if run:
            yield Grid(tuple(run), run[0].location)
            run = []
        yield from _lines(row)
    if run:
        yield Grid(tuple(run), run[0].location)


def _is_apart(row: Sequence[Cell], ruled: Collection[int]) -> bool:
    """Whether a row stands outside the ruling lines and is one cell, or a few of words alone."""
    if not ruled or row[0].row in ruled:
        return False
    return len(row) == 1 or (len(row) <= _MOST_CAPTIONS and not any(map(_is_number, row)))


def _extent(rows: Sequence[Sequence[Cell]], inside: Sequence[bool]) -> tuple[int, int]:
    """The first and the last row of the table proper: from a row of several cells to one of several or a number."""
    wide = [index for index, row in enumerate(rows) if inside[index] and len(row) > 1]
    if not wide:
        return len(rows), -1
    numbers = [index for index, row in enumerate(rows) if inside[index] and any(map(_is_number, row))]
    return wide[0], max(wide[-1], *numbers, 0)


def _is_number(cell: Cell) -> bool:
    return bool(_NUMBER.fullmatch(cell.text.replace(" ", "")))


def _lines(row: Sequence[Cell]) -> Iterator[Line]:
    """A row outside the table as one line, or the lines of its only cell."""
    if len(row) > 1:
        yield line(" ".join(" ".join(cell.text.split()) for cell in row), row[0].location)
        return
    for text in row[0].text.split("\n"):
        if text.strip():
            yield line(text, row[0].location)


def line(text: str, location: Location) -> Line:
    """A line of text with its words."""
    return Line(text.rstrip(), Words(text), location)
