"""Cells of a sheet or table to lines and grids: titles, captions and notes often stand in cells, too.

Offices lay out whole pages in cells. What is set apart above and below a table is made lines again, so that a
document reads the same whatever program wrote it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from builder.model.document import Cell, Grid, Line
from builder.model.location import Location
from builder.readers.text import words

_NUMBER = re.compile(r"[-+(（△－]?[\d.,]+[)）%]?")
_MOST_CAPTIONS = 3
MOST_CELLS = 1_000_000
"""More cells than this are not read: the longest disclosure has some ten thousand."""


def blocks(cells: Iterable[Cell], ruled: Collection[int] = ()) -> Iterator[Line | Grid]:
    """Lines and grids from the cells of one table or sheet, in reading order; cells without text are left out.

    ``ruled`` are the rows with ruling lines between their cells, where the source tells them: rows outside them are
    captions unless they hold numbers.
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
    """Whether a row stands outside the ruling lines and holds words alone."""
    return bool(ruled) and row[0].row not in ruled and len(row) <= _MOST_CAPTIONS and not any(map(_is_number, row))


def _extent(rows: Sequence[Sequence[Cell]], inside: Sequence[bool]) -> tuple[int, int]:
    """The first and the last row of the table proper: those that are more than one cell of words."""
    proper = [
        index
        for index, row in enumerate(rows)
        if inside[index] and (len(row) > 1 or any(_is_number(cell) for cell in row))
    ]
    return (proper[0], proper[-1]) if proper else (len(rows), -1)


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
    return Line(text.rstrip(), words(text), location)
