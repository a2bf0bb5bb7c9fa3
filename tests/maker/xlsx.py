"""Excel files of a printed disclosure, .xlsx by openpyxl and .xls by xlwt: one sheet per table.

An amount is stored as a text or as a number with a format that shows it as printed; numbers then carry more digits
than are shown, as they do in offices.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

import openpyxl
import xlwt
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter

from tests.maker.laid import Laid, back, caption_rows, front, table_cells, title_of
from tests.maker.printed import Printed, PrintedTable

FORMS = ("xlsx", "xls")

_NEGATIVES = {"-": "-{}", "(": "\\({}\\)", "（": '"（"{}"）"', "△": '"△"{}', "－": '"－"{}'}


@dataclass(frozen=True, slots=True)
class Stored:
    """What stands in a cell: a text, or a number and its format."""

    value: str | float
    code: str = "General"


def render(printed: Printed, seed: int, form: str) -> bytes:
    """The file; everything that is not said by ``printed`` is drawn by the seed."""
    rng = Random(f"{form} {seed}")
    ruled = rng.random() < 0.7
    sheets = [("封面", _lines(front(printed, rng)))]
    sheets += [(_name(table, rng), _sheet(printed, table, rng)) for table in printed.tables]
    sheets.append(("说明", _lines(back(printed))))
    numbers = rng.random() < 0.7
    return (_xlsx if form == "xlsx" else _xls)(sheets, ruled, numbers, rng)


def _name(table: PrintedTable, rng: Random) -> str:
    number = table.number
    return rng.choice((f"GK0{number}", f"Z0{number} {table.title}"[:31], f"Sheet{number}", table.title[:31]))


def _lines(texts: Sequence[str]) -> list[Laid]:
    return [Laid(row, 0, text, "title", 1, 1) for row, text in enumerate(texts)]


def _sheet(printed: Printed, table: PrintedTable, rng: Random) -> list[Laid]:
    width = len(table.columns)
    row, cells = rng.randrange(2), []
    cells.append(Laid(row, 0, title_of(printed, table, rng), "title", 1, width))
    for texts in caption_rows(printed, table, rng):
        row += 1
        places = (0, width - 1) if len(texts) == 2 else (rng.choice((0, width - 1)),)
        cells += [Laid(row, column, text, "caption") for column, text in zip(places, texts, strict=True)]
    row += 1 + rng.randrange(2)
    body = table_cells(table, rng)
    cells += [Laid(cell.row + row, cell.column, cell.text, cell.kind, cell.rowspan, cell.colspan) for cell in body]
    below = max(cell.row + cell.rowspan for cell in cells)
    return [*cells, *(Laid(below + i, 0, note, "note", 1, width) for i, note in enumerate(table.notes))]


def stored(text: str, rng: Random) -> Stored:
    """A number whose format shows this text; what no number can show is a text."""
    dash = text in ("-", "—")
    negative = next((sign for sign in _NEGATIVES if text.startswith(sign)), "")
    bare = text.strip("".join(_NEGATIVES) + ")）—").replace(",", "")
    if dash:
        return Stored(0, f'#,##0.00;-#,##0.00;"{text}"')
    if not bare:
        return Stored("")
    decimals = bare.partition(".")[2]
    digits = "#,##0" if "," in text else "0"
    if "," not in text and len(decimals) < 2:
        code = "General"
        noise = Decimal(0)
        if negative not in ("", "-"):
            code = f"General;{_NEGATIVES[negative].format('General')}"
    else:
        shown = digits + ("." + "0" * len(decimals) if decimals else "")
        signed = f"{shown};{_NEGATIVES[negative or '-'].format(shown)}"
        code = shown if negative in ("", "-") and rng.random() < 0.5 else signed
        noise = Decimal(rng.choice((0, 0, -499, 499, 137))).scaleb(-len(decimals) - 3)
    value = max(Decimal(bare) + noise, Decimal(0))
    return Stored(float(-value if negative else value), code)


def _contents(cells: Sequence[Laid], numbers: bool, rng: Random) -> Iterator[tuple[Laid, Stored]]:
    for cell in cells:
        number = numbers and cell.kind in ("amount", "other") and cell.text and rng.random() < 0.9
        code = numbers and cell.kind in ("code", "line_no") and cell.text.isdigit() and rng.random() < 0.5
        shown = "0" * len(cell.text) if cell.text.startswith("0") else "General"
        yield cell, stored(cell.text, rng) if number else Stored(float(cell.text), shown) if code else Stored(cell.text)


def _xlsx(sheets: Sequence[tuple[str, Sequence[Laid]]], ruled: bool, numbers: bool, rng: Random) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    line = Border(*(Side(style="thin") for _ in range(4)))
    for name, cells in sheets:
        sheet = book.create_sheet(name)
        for cell, content in _contents(cells, numbers, rng):
            target = sheet.cell(cell.row + 1, cell.column + 1)
            if content.value != "":
                target.value, target.number_format = content.value, content.code
            if ruled and cell.kind not in ("title", "caption", "note"):
                target.border = line
            if cell.rowspan > 1 or cell.colspan > 1:
                last = f"{get_column_letter(cell.column + cell.colspan)}{cell.row + cell.rowspan}"
                sheet.merge_cells(f"{target.coordinate}:{last}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xls(sheets: Sequence[tuple[str, Sequence[Laid]]], ruled: bool, numbers: bool, rng: Random) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    styles: dict[tuple[str, bool], xlwt.XFStyle] = {}
    for name, cells in sheets:
        sheet = book.add_sheet(name)
        for cell, content in _contents(cells, numbers, rng):
            lined = ruled and cell.kind not in ("title", "caption", "note")
            style = styles.setdefault((content.code, lined), xlwt.XFStyle())
            style.num_format_str = content.code
            if lined:
                style.borders.left = style.borders.right = style.borders.top = style.borders.bottom = 1
            if cell.rowspan > 1 or cell.colspan > 1:
                below, right = cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1
                sheet.write_merge(cell.row, below, cell.column, right, content.value, style)
            else:
                sheet.write(cell.row, cell.column, content.value, style)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
