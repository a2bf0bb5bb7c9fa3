"""Excel 97-2003 (.xls) by xlrd: values alone, macros are never looked at.

Chosen because it is BSD, has no dependencies and alone tells the formats, borders and merged cells of the old files.
"""

import io
import struct
from collections.abc import Iterator

import xlrd

from builder.errors import UnreadableError
from builder.readers._blocks import MOST_CELLS
from builder.readers._formats import displayed, displayed_text
from builder.readers._ooxml import ENCRYPTED_PACKAGE, OLE, broken, encrypted, too_large
from builder.readers._sheets import Sheet

_MOST_BYTES = 32 << 20
_STREAMS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
_NO_WORKBOOK = "Can't find workbook"
"""What xlrd says of another program's document: one of Word may have a workbook inside it."""
_BROKEN = (
    *(xlrd.XLRDError, xlrd.compdoc.CompDocError, struct.error, AssertionError, LookupError, ValueError),
    *(TypeError, AttributeError, OverflowError, ArithmeticError, MemoryError, RecursionError),
)
"""What xlrd raises on a broken file: it trusts the numbers that it reads."""


def is_workbook(data: bytes) -> bool:
    """Whether it is an OLE container with a workbook in it, or with an encrypted package."""
    return data.startswith(OLE) and any(name in data for name in (*_STREAMS, ENCRYPTED_PACKAGE))


def sheets(data: bytes) -> Iterator[Sheet]:
    """The sheets. Raises UnreadableError: SRC002 no workbook, SRC005 encrypted, SRC006 broken, SRC011 too large."""
    if ENCRYPTED_PACKAGE in data and not any(name in data for name in _STREAMS):
        raise encrypted()
    if len(data) > _MOST_BYTES:
        raise too_large()
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True, ragged_rows=True)
        count = 0
        for index in range(book.nsheets):
            sheet = _sheet(book, book.sheet_by_index(index))
            count += len(sheet.texts)
            if count > MOST_CELLS:
                raise too_large()
            yield sheet
    except _BROKEN as error:
        if _NO_WORKBOOK in str(error):
            chinese = "不是 Excel 工作簿，也不是别的能读的格式；旧版 Word（.doc）请另存为 .docx 或 PDF"
            raise UnreadableError("SRC002", chinese, "no workbook; save a document of Word as .docx") from error
        raise (encrypted() if "encrypted" in str(error).lower() else broken()) from error


def _sheet(book: xlrd.Book, source: xlrd.sheet.Sheet) -> Sheet:
    sheet = Sheet(source.name, hidden=source.visibility != 0)
    sheet.merged = [(top, left, below - top, right - left) for top, below, left, right in source.merged_cells]
    sheet.hidden_rows = {row for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column for column, info in source.colinfo_map.items() if info.hidden}
    for row in range(source.nrows):
        for column, cell in enumerate(source.row(row)):
            border = book.xf_list[cell.xf_index].border
            if border.left_line_style or border.right_line_style:
                sheet.ruled.add(row)
            if text := _text(book, cell, bool(source.show_zero_values)):
                sheet.texts[row, column] = text
    return sheet


def _text(book: xlrd.Book, cell: xlrd.sheet.Cell, show_zeros: bool) -> str:
    """What the cell shows."""
    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return displayed_text(str(cell.value).replace("\r\n", "\n").strip(), code)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return displayed(cell.value, code, book.datemode == 1) if cell.value or show_zeros else ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    return xlrd.error_text_from_code.get(cell.value, "#ERR") if cell.ctype == xlrd.XL_CELL_ERROR else ""
