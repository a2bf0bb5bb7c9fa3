"""Excel: .xlsx read part by part with the standard library, .xls by xlrd; each number as its format shows it.

No library gives all that a printed sheet needs (format, borders, hidden rows, zeros not shown) without holding every
cell as an object; the parts themselves are plain, and reading them as a stream keeps a bomb from growing.
Formulas and macros are never run: what counts is the value that was saved.
"""

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from builder.frozen import frozen
from builder.model.document import Page
from builder.readers._blocks import MOST_CELLS
from builder.readers._formats import BUILT_IN, displayed, displayed_text
from builder.readers._ooxml import Package, broken, holds, too_large
from builder.readers._sheets import Sheet, sheet_pages
from builder.readers._xls import is_workbook
from builder.readers._xls import sheets as xls_sheets

FORMAT = "xlsx"
SUFFIXES = (".xlsx", ".xls", ".xlsm", ".et")

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_MOST_STRINGS = 500_000
_MOST_COLUMNS = 16_384


def is_mine(data: bytes, name: str) -> bool:
    """Whether it is a workbook, new or old; an encrypted container is taken so as to say that it is encrypted."""
    return holds(data, "xl/workbook.xml") or is_workbook(data)


def pages(data: bytes) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """A page for each sheet, and notes on hidden cells and on formulas without a saved value.

    Raises UnreadableError: SRC005 encrypted, SRC006 broken, SRC011 too large.
    """
    if is_workbook(data):
        return sheet_pages(xls_sheets(data))
    try:
        workbook = _Workbook(data)
        found, notes = sheet_pages(workbook.sheets())
    except (ValueError, LookupError, ArithmeticError) as error:  # a reference, index or number that means nothing
        raise broken() from error
    return found, (*notes, *workbook.notes)


@frozen
class _Style:
    """The format code of a cell and whether it has an upright border."""

    code: str
    ruled: bool


class _Workbook:
    """A workbook's shared parts, and its sheets one after the other."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        self._part = self._package.main("xl/workbook.xml")
        self._strings = tuple(self._shared_strings())
        self._styles = self._cell_styles()
        self._epoch_1904 = False
        self._cells = 0
        self._unsaved = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out, known once the sheets are read."""
        return (f"有 {self._unsaved} 个公式没有保存计算结果，未读取",) if self._unsaved else ()

    def sheets(self) -> Iterator[Sheet]:
        parts = self._package.related(self._part)
        found = list(self._package.elements(self._part, "workbookPr", "sheet"))
        if not any(element.tag == "sheet" for element in found):
            raise broken()
        for element in found:
            if element.tag == "workbookPr":
                self._epoch_1904 = _is_true(element.get("date1904"))
            elif (part := parts.get(element.get("id", ""))) and "/worksheets/" in part:
                yield self._sheet(part, element.get("name", ""), element.get("state", "visible") != "visible")

    def _shared_strings(self) -> Iterator[str]:
        part = self._package.one(self._part, "sharedStrings")
        for count, element in enumerate(self._package.elements(part, "si") if part else ()):
            if count > _MOST_STRINGS:
                raise too_large()
            yield _rich_text(element)

    def _cell_styles(self) -> list[_Style]:
        part = self._package.one(self._part, "styles")
        codes, borders, styles = dict(BUILT_IN), [False], list[_Style]()
        for group in self._package.elements(part, "numFmts", "borders", "cellXfs") if part else ():
            if group.tag == "numFmts":
                codes |= {int(each.get("numFmtId", 0)): each.get("formatCode", "") for each in group}
            elif group.tag == "borders":
                borders = [_has_uprights(border) for border in group]
            else:
                for xf in group:
                    border = int(xf.get("borderId", 0))
                    code = codes.get(int(xf.get("numFmtId", 0)), "General")
                    styles.append(_Style(code, border < len(borders) and borders[border]))
        return styles or [_Style("General", False)]

    def _sheet(self, part: str, name: str, hidden: bool) -> Sheet:
        sheet = Sheet(name, hidden)
        zeros = True
        row = -1
        for element in self._package.elements(part, "sheetView", "col", "row", "mergeCell"):
            if element.tag == "sheetView":
                zeros = zeros and _is_true(element.get("showZeros", "1"))
            elif element.tag == "col" and _is_true(element.get("hidden")):
                last = min(int(element.get("max", 1)), _MOST_COLUMNS)
                sheet.hidden_columns.update(range(int(element.get("min", 1)) - 1, last))
            elif element.tag == "mergeCell":
                sheet.merged.append(_range(element.get("ref", "")))
            elif element.tag == "row":
                row = int(element.get("r", row + 2)) - 1
                self._row(sheet, row, element, zeros)
        return sheet

    def _row(self, sheet: Sheet, row: int, element: Element, zeros: bool) -> None:
        if _is_true(element.get("hidden")):
            sheet.hidden_rows.add(row)
        column = -1
        for cell in element:
            column = _place(cell.get("r", ""))[1] if cell.get("r") else column + 1
            index = int(cell.get("s", 0))
            style = self._styles[index] if index < len(self._styles) else self._styles[0]
            if style.ruled:
                sheet.ruled.add(row)
            if text := self._text(cell, style.code, zeros):
                sheet.texts[row, column] = text
                self._cells += 1
        if self._cells > MOST_CELLS:
            raise too_large()

    def _text(self, cell: Element, code: str, zeros: bool) -> str:
        """What the cell shows; its kind is in ``t``."""
        kind, value = cell.get("t", "n"), cell.findtext("v", "")
        if kind == "inlineStr":
            inline = cell.find("is")
            return displayed_text(_rich_text(inline), code) if inline is not None else ""
        if not value:
            self._unsaved += cell.find("f") is not None and kind == "n"
            return ""
        if kind == "s":
            return displayed_text(self._strings[int(value)], code)
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind != "n":
            return displayed_text(value.strip(), code)
        number = float(value)
        return displayed(number, code, self._epoch_1904) if number or zeros else ""


def _rich_text(element: Element) -> str:
    """The text of a string and of its runs, without the phonetic guides."""
    texts = [part.text or "" for part in element.iterfind("t")] + [part.text or "" for part in element.iterfind("r/t")]
    return "".join(texts).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _has_uprights(border: Element) -> bool:
    """Whether a border has a line at the left or right, not only above and below."""
    sides = [border.find(side) for side in ("left", "right", "start", "end")]
    return any(side is not None and side.get("style", "none") != "none" for side in sides)


def _is_true(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _place(reference: str) -> tuple[int, int]:
    """``B7`` as 0-based row and column."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise broken()
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _range(reference: str) -> tuple[int, int, int, int]:
    """``A1:C2`` as row, column, rowspan, colspan."""
    corners: Sequence[tuple[int, int]] = [_place(part) for part in reference.split(":")]
    (top, left), (below, right) = corners[0], corners[-1]
    return top, left, below - top + 1, right - left + 1
