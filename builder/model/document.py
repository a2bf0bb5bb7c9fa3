"""A published file as it was read: pages of lines and grids, knowing nothing of accounting."""

from collections.abc import Sequence
from dataclasses import field
from operator import attrgetter

from builder.frozen import frozen
from builder.model.location import Box, Location


@frozen
class Word:
    """A run of text that the source, or the change between a number and its neighbour, sets apart.

    ``text`` has the blanks inside a broken digit group removed (``140. 13`` is one number); ``box`` is its place on
    a page of a paged source.
    """

    text: str
    box: Box | None = None


@frozen
class Line:
    """One printed line: its text as printed (without the line break), its words in reading order, and its place."""

    text: str
    words: Sequence[Word]
    location: Location


@frozen
class Cell:
    """One cell of a grid: 0-based row and column, spans, text as printed and its place; a tuple, as there are many."""

    row: int
    column: int
    text: str
    location: Location
    rowspan: int = 1
    colspan: int = 1


@frozen
class Grid:
    """Cells whose column is known from separators, merged cells or ruling lines.

    ``has_spans`` says whether the source tells merged cells; where tabs separate cells it does not. ``edges`` are the
    positions of the lines between columns, in points, in a paged source.
    """

    cells: tuple[Cell, ...]
    location: Location
    has_spans: bool = True
    edges: tuple[float, ...] = ()

    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells row by row, each row from left to right; rows without cells are left out."""
        by_row: dict[int, list[Cell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        return tuple([tuple(sorted(by_row[number], key=attrgetter("column"))) for number in sorted(by_row)])


@frozen
class Page:
    """One page: its blocks (lines outside grids, and grids) in reading order.

    ``is_image`` marks a page that carries a picture and no text: it was not read.
    ``by_ocr`` marks such a page that was read by text recognition: what it says must be proven.
    ``is_broken`` marks a page that the file has but that cannot be opened.
    ``width`` and ``height`` are points, 0 where the source has no pages of its own.
    """

    number: int
    blocks: tuple[Line | Grid, ...]
    is_image: bool = False
    width: float = 0
    height: float = 0
    by_ocr: bool = False
    is_broken: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines outside grids."""
        return tuple(block for block in self.blocks if isinstance(block, Line))

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The grids."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))


@frozen
class Source:
    """The file a document was read from.

    ``path`` is relative to the content folder with forward slashes; ``format`` is what the file is
    (text, pdf, docx, xlsx, html), not what its name says; ``sha256`` and ``size`` (bytes) are of the file.
    ``private``: it has personal data in it, so the file itself must not be published.
    """

    path: str
    format: str
    sha256: str
    size: int
    private: bool = False


@frozen
class Document:
    """A file as it was read, with what the reader could not read said in ``notes``."""

    source: Source
    pages: tuple[Page, ...]
    notes: tuple[str, ...] = field(default=())

    def lines(self) -> tuple[Line, ...]:
        """All lines outside grids, in reading order."""
        return tuple(line for page in self.pages for line in page.lines)
