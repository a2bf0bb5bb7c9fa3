"""Documents drawn in text: one line per row and cells between bars.

``<`` merges with the cell to the left and ``^`` with the one above.
"""

from builder.model.document import Cell, Document, Grid, Line, Page, Source, Word
from builder.model.location import Box, Location

_WIDE, _HIGH = 40, 12


def line(text: str, page: int = 1) -> Line:
    """A line of text outside tables."""
    return Line(text, tuple(Word(word) for word in text.split()), Location(page))


def grid(drawing: str, page: int = 1) -> Grid:
    """A ruled table; every cell has a box, as in a PDF."""
    rows = [[cell.strip() for cell in row.split("|")] for row in drawing.strip().splitlines()]
    width = len(rows[0])
    assert all(len(row) == width for row in rows), "every row has the same columns"
    cells = [
        _cell(rows, row, column, page)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text not in ("", "<", "^")
    ]
    edges = tuple(float(column * _WIDE) for column in range(width + 1))
    return Grid(tuple(cells), Location(page, None, Box(0, 0, width * _WIDE, len(rows) * _HIGH)), edges=edges)


def _cell(rows: list[list[str]], row: int, column: int, page: int) -> Cell:
    across, down = 1, 1
    while column + across < len(rows[0]) and rows[row][column + across] == "<":
        across += 1
    while row + down < len(rows) and rows[row + down][column] == "^":
        down += 1
    x, y = column * _WIDE, row * _HIGH
    box = Box(x + 1, y + 1, x + _WIDE - 1, y + _HIGH - 1)
    return Cell(row, column, rows[row][column].replace("/n", "\n"), Location(page, None, box), down, across)


def document(*pages: tuple[Line | Grid, ...], name: str = "made.pdf") -> Document:
    """A document of these pages."""
    source = Source(name, "pdf", "0" * 64, 1)
    return Document(source, tuple(Page(number, blocks) for number, blocks in enumerate(pages, start=1)))
