"""A package as a workbook for spreadsheets: one sheet for each standard table, then the resources as they are.

It is made from the package on disk, beside it, and is no part of it. Texts are written as texts, so none of them can
be a formula; amounts are numbers that show as many decimals as are printed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from builder.model.disclosure import Disclosure, Figure
from builder.packages import squeeze
from builder.packages.cells import Row, read_csv
from builder.packages.fields import PACKAGE
from builder.standards.tables import StandardTable, standard_tables

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_SHEETS = ("findings", "statements", "indicators", "unplaced", "checks", "figures")
"""The resources that become sheets, in this order, if they have rows."""
_NAMES = {"revenue": "收入", "expenditure": "支出", "budget": "预算数", "actual": "决算数"}
_HEAD = ("方向", "行次", "编码", "项目")
_WIDTHS = (8, 6, 12, 44)
_LONGEST = 32_767
"""How many letters a cell may have."""


def write(package: Path, disclosure: Disclosure, path: Path) -> None:
    """Write the workbook of a package and what was read from it; the same bytes for the same. Raises OSError."""
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"title": disclosure.identity.title, "created": _EPOCH})
        styles = _Styles(book, {})
        _about(book.add_worksheet("说明"), (package / "README.txt").read_text(encoding="utf-8"))
        for number, table in enumerate(disclosure.tables, start=1):
            figures = [figure for figure in disclosure.figures if figure.table == table.table]
            standard = standard_tables().get(table.table)
            if figures and standard:
                name = f"{number} {standard.title[_kind(disclosure, standard)]}"[:31]
                _table(book.add_worksheet(name), styles, standard, table.unit, figures)
        for resource in PACKAGE:
            rows = list(read_csv(resource, package / resource.file)) if resource.name in _SHEETS else []
            if rows:
                numbers = {name for name, field in resource.fields().items() if field.type != "string"}
                heads = [field.title for field in resource.fields().values()]
                _resource(book.add_worksheet(resource.name), styles, heads, rows, numbers)
    squeeze.repack(path)


@dataclass(slots=True)
class _Styles:
    """The formats of a workbook: of headings, and of numbers by their decimals."""

    book: xlsxwriter.Workbook
    made: dict[str, Format]

    def get(self, name: str, **properties: object) -> Format:
        """The format of this name, made once."""
        if name not in self.made:
            self.made[name] = self.book.add_format(properties)
        return self.made[name]

    def head(self) -> Format:
        """Of headings."""
        return self.get("head", bold=True, bottom=1, text_wrap=True, valign="vcenter")

    def number(self, printed: str) -> Format:
        """Of a number: with the decimals that are printed."""
        decimals = len(printed.partition(".")[2])
        return self.get(f"number {decimals}", num_format=f"#,##0.{'0' * decimals}" if decimals else "#,##0")


def _kind(disclosure: Disclosure, standard: StandardTable) -> str:
    return disclosure.identity.kind if disclosure.identity.kind in standard.title else "final"


def _about(sheet: Worksheet, text: str) -> None:
    sheet.set_column(0, 0, 110)
    for number, line in enumerate(text.splitlines()):
        sheet.write_string(number, 0, line[:_LONGEST])


def _table(sheet: Worksheet, styles: _Styles, standard: StandardTable, unit: str, figures: Sequence[Figure]) -> None:
    measures = _measures(standard, figures)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(len(_HEAD), len(_HEAD) + len(measures) - 1, 16)
    for column, head in enumerate((*_HEAD, *(f"{title}（{unit}）" if unit else title for title in measures.values()))):
        sheet.write_string(0, column, head, styles.head())
    sheet.freeze_panes(1, len(_HEAD))
    places = {measure: column for column, measure in enumerate(measures, start=len(_HEAD))}
    for number, (names, cells) in enumerate(_rows(figures), start=1):
        for column, text in enumerate(names):
            if text:
                sheet.write_string(number, column, text)
        for figure in cells:
            amount = figure.amount
            sheet.write_number(number, places[figure.measure], float(amount.value), styles.number(str(amount.value)))


def _measures(standard: StandardTable, figures: Iterable[Figure]) -> Mapping[str, str]:
    """The columns that are printed, with their Chinese names, in the order of the form; those it has not come last."""
    printed = {figure.measure: figure.side for figure in figures}
    lanes = [standard.lane(side) for side in dict.fromkeys(figure.side for figure in figures)]
    named = {measure.id: measure.zh for lane in lanes for measure in lane.all_measures}
    return {
        **{name: zh for name, zh in named.items() if name in printed},
        **{name: standard.named(name).zh for name in printed if name not in named},
    }


def _rows(figures: Iterable[Figure]) -> Iterator[tuple[tuple[str, ...], list[Figure]]]:
    """Row by row as printed: its names, and its figures."""
    rows: list[tuple[tuple[str, ...], list[Figure]]] = []
    for figure in figures:
        lane = _NAMES.get(figure.side or figure.phase, figure.side or figure.phase)
        names = (lane, figure.line_no, figure.code, figure.item)
        known = bool(rows) and rows[-1][0] == names
        if not known or any(other.measure == figure.measure for other in rows[-1][1]):
            rows.append((names, []))
        rows[-1][1].append(figure)
    yield from rows


def _resource(sheet: Worksheet, styles: _Styles, heads: Sequence[str], rows: Sequence[Row], numbers: set[str]) -> None:
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, styles.head())
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    for number, row in enumerate(rows, start=1):
        for column, (name, cell) in enumerate(row.items()):
            if name in numbers and cell:
                sheet.write_number(number, column, float(cell), styles.number(cell))
            elif cell:
                sheet.write_string(number, column, cell[:_LONGEST])
