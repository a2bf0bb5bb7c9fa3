"""Word (.docx): paragraphs and tables in the order of the text, read with the standard library.

python-docx walks a table cell by cell in quadratic time and knows neither tracked changes nor text boxes; what a
reader needs of the format is small. Text that Word does not show (deleted, hidden, field codes) is not read.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from builder.frozen import frozen
from builder.model.document import Cell, Grid, Line, Page
from builder.model.location import Location
from builder.readers._blocks import MOST_CELLS, blocks, line
from builder.readers._docxnumbers import Numbers
from builder.readers._ooxml import Package, broken, holds, too_large

FORMAT = "docx"
SUFFIXES = (".docx", ".docm")

_PASSED_THROUGH = re.compile("sdt|sdtContent|ins|moveTo|smartTag|customXml|hyperlink|fldSimple|dir|bdo")
"""Wrappers whose content is shown as if they were not there."""
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_PAGE = "\f"
_MOST_COLUMNS = 1000


def is_mine(data: bytes, name: str) -> bool:
    """Whether it is a zip archive with a Word document in it."""
    return holds(data, "word/document")


def pages(data: bytes) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The pages as far as the text itself breaks them: Word breaks the others only when it prints.

    Raises UnreadableError: SRC005 encrypted, SRC006 broken, SRC011 too large.
    """
    package = Package(data)
    main = package.main("word/document.xml")
    kinds = [section.find("type") for section in package.elements(main, "sectPr")]
    # A section says how it begins; the break behind the first section is told by the second.
    turns = [kind is None or kind.get("val") not in ("continuous", "nextColumn") for kind in kinds][1:]
    reader = _Reader(Numbers(package, main), turns)
    for body_part in package.elements(main, "p", "tbl"):
        reader.add(body_part)
    if not reader.pages and not reader.blocks:
        raise broken()
    return reader.done(), ()


@dataclass(slots=True)
class _Reader:
    """The pages read so far and the blocks of the current one; ``turns`` says which ends of sections turn the page."""

    numbers: Numbers
    turns: list[bool]
    pages: list[Page] = field(default_factory=list)
    blocks: list[Line | Grid] = field(default_factory=list)
    cells: int = 0

    @property
    def place(self) -> Location:
        return Location(len(self.pages) + 1)

    def done(self) -> tuple[Page, ...]:
        return (*self.pages, Page(len(self.pages) + 1, tuple(self.blocks)))

    def add(self, element: Element) -> None:
        """A paragraph or a table."""
        if element.tag == "tbl":
            self._table(element)
        else:
            self._paragraph(element)

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find("pPr")
        if properties is not None and _is_on(properties.find("pageBreakBefore")):
            self._turn()
        for index, part in enumerate(self._text(paragraph).split(_PAGE)):
            if index:
                self._turn()
            self.blocks += [line(text, self.place) for text in part.split("\n") if text.strip()]
        for box in _boxes(paragraph):
            self.add(box)
        if properties is not None and properties.find("sectPr") is not None and self.turns and self.turns.pop(0):
            self._turn()

    def _text(self, paragraph: Element) -> str:
        """What a paragraph shows, its number in front, with line breaks and page breaks."""
        return self.numbers.label(paragraph) + _runs_text(paragraph)

    def _cell_text(self, cell: Element) -> str:
        paragraphs = _children(cell, "p")
        paragraphs += [part for paragraph in paragraphs for box in _boxes(paragraph) for part in box.iter("p")]
        texts = [self._text(paragraph).replace(_PAGE, "\n") for paragraph in paragraphs]
        lines = [" ".join(piece.split()) for text in texts for piece in text.split("\n")]
        return "\n".join(piece for piece in lines if piece)

    def _turn(self) -> None:
        """Begin a page; one that would be empty is not begun."""
        if self.blocks:
            self.pages.append(Page(len(self.pages) + 1, tuple(self.blocks)))
            self.blocks = []

    def _table(self, table: Element) -> None:
        rows = [list(_cells(row)) for row in _children(table, "tr") if not _is_on(row.find("trPr/hidden"))]
        if any(_children(cell.element, "tbl") for row in rows for cell in row):
            for row in rows:
                self._layout(row)
            return
        found = _merged(rows, self._cell_text, self.place)
        self.cells += len(found)
        if self.cells > MOST_CELLS:
            raise too_large()
        self.blocks += blocks(found)

    def _layout(self, row: Sequence["_RawCell"]) -> None:
        """A row of a table that holds tables: it only arranges the page."""
        for cell in row:
            for element in _children(cell.element, "p", "tbl"):
                self.add(element)


@frozen
class _RawCell:
    """A ``w:tc``: its first grid column, its span, and whether it goes on from the cell above."""

    element: Element
    column: int
    colspan: int
    goes_on: bool


def _cells(row: Element) -> Iterator[_RawCell]:
    """The cells of a row with their grid columns; cells merged to the left by the old ``hMerge`` are joined."""
    column = _number(row.find("trPr/gridBefore"), 0)
    before: _RawCell | None = None
    for element in _children(row, "tc"):
        colspan = _number(element.find("tcPr/gridSpan"), 1)
        vertical, flat = element.find("tcPr/vMerge"), element.find("tcPr/hMerge")
        if before and flat is not None and flat.get("val", "continue") == "continue":
            before = replace(before, colspan=before.colspan + colspan)
        else:
            if before:
                yield before
            goes_on = vertical is not None and vertical.get("val", "continue") == "continue"
            before = _RawCell(element, column, colspan, goes_on)
        column += colspan
    if before:
        yield before


def _merged(rows: Sequence[Sequence[_RawCell]], text_of: Callable[[Element], str], place: Location) -> list[Cell]:
    """The cells with their spans, empty ones included."""
    found: list[Cell] = []
    open_at: dict[int, int] = {}
    for number, row in enumerate(rows):
        below: dict[int, int] = {}
        for raw in row:
            above = open_at.get(raw.column) if raw.goes_on else None
            if above is not None:
                found[above] = replace(found[above], rowspan=number - found[above].row + 1)
                below[raw.column] = above
                continue
            below[raw.column] = len(found)
            found.append(Cell(number, raw.column, text_of(raw.element), place, 1, raw.colspan))
        open_at = below
    return found


def _runs_text(paragraph: Element) -> str:
    out: list[str] = []
    for run in _children(paragraph, "r"):
        if not _is_on(run.find("rPr/vanish")) and not _is_on(run.find("rPr/webHidden")):
            out += [_shown(part) for part in run]
    return "".join(out)


def _shown(part: Element) -> str:
    if part.tag == "t":
        return part.text or ""
    if part.tag == "br" and part.get("type") == "page":
        return _PAGE
    if part.tag == "sym":
        code = int(part.get("char", "0"), 16)
        return "" if 0xE000 <= code <= 0xF8FF else chr(code)
    return _CHARACTERS.get(part.tag, "")


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The paragraphs and tables in the text boxes of a paragraph; the fallback for old programs is skipped."""
    waiting = list(reversed(_children(paragraph, "r")))
    while waiting:
        element = waiting.pop()
        if element.tag == "txbxContent":
            yield from _children(element, "p", "tbl")
        elif element.tag != "Fallback":
            waiting += reversed(list(element))


def _children(parent: Element, *names: str) -> list[Element]:
    """The children with these names, those inside wrappers included, in order."""
    found: list[Element] = []
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        if element.tag in names:
            found.append(element)
        elif _PASSED_THROUGH.fullmatch(element.tag):
            waiting += reversed(list(element))
    return found


def _is_on(flag: Element | None) -> bool:
    return flag is not None and flag.get("val", "1") not in ("0", "false", "off")


def _number(element: Element | None, default: int) -> int:
    text = "" if element is None else element.get("val", "")
    return min(int(text), _MOST_COLUMNS) if text.isascii() and text.isdigit() else default
