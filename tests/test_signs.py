"""A sign that a blank parts from its number: in a cell it is one number, elsewhere the dash may be an empty cell."""

import io
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from builder import readers, recognise
from builder.model.location import Box, Location
from builder.recognise.record import Token

ROWS = (
    ("项目", "行次", "金额", "项目", "行次", "金额"),
    ("一、一般公共预算财政拨款收入", "1", "14.35", "一、一般公共服务支出", "31", "13.00"),
    ("使用非财政拨款结余", "28", "SIGNED", "结余分配", "59", "-"),
    ("总计", "30", "13.00", "总计", "60", "13.00"),
)
LINES = ("示例市水务局2024年度部门决算", "收入支出决算总表", "单位：万元")


def as_html(rows: list[list[str]]) -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return ("<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + f"<table>{cells}</table>").encode()


def as_docx(rows: list[list[str]]) -> bytes:
    made = docx.Document()
    for line in LINES:
        made.add_paragraph(line)
    table = made.add_table(len(rows), len(rows[0]))
    for row, cells in zip(rows, table.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=True):
            cell.text = text
    made.save(found := io.BytesIO())
    return found.getvalue()


def as_xlsx(rows: list[list[str]]) -> bytes:
    made = openpyxl.Workbook()
    for row in (*([line] for line in LINES), *rows):
        made.active.append(row)
    made.save(found := io.BytesIO())
    return found.getvalue()


def as_tabs(rows: list[list[str]]) -> bytes:
    return "\n".join((*LINES, *("\t".join(row) for row in rows))).encode()


def as_blanks(rows: list[list[str]]) -> bytes:
    return "\n".join((*LINES, *(" ".join(row) for row in rows))).encode()


def signed(made, printed: str, folder: Path) -> list[tuple[Decimal, str]]:
    """The amount in row 28 of a summary in which it is printed so."""
    rows = [[printed if cell == "SIGNED" else cell for cell in row] for row in ROWS]
    name = {as_html: "a.html", as_docx: "a.docx", as_xlsx: "a.xlsx"}.get(made, "a.txt")
    (folder / name).write_bytes(made(rows))
    found = recognise.recognise(readers.read(folder / name, name)).figures
    return [(each.amount.value, each.amount.printed) for each in found if each.line_no == "28"]


@pytest.mark.parametrize("printed", ["- 1.35", "－ 1.35", "-\u00a01.35", "-  1.35", "− 1.35"])
@pytest.mark.parametrize("made", [as_html, as_docx, as_xlsx, as_tabs])
def test_a_sign_and_its_number_are_one_in_a_cell(made, printed, tmp_path):
    ((value, shown),) = signed(made, printed, tmp_path)
    assert value == Decimal("-1.35")
    assert "".join(shown.split()) == "".join(printed.split())


@pytest.mark.parametrize("printed", ["- - 1.35", "-1 .3.5", "1 - 1.35", "- 1.35 2", "-"])
@pytest.mark.parametrize("made", [as_html, as_docx, as_xlsx, as_tabs])
def test_what_is_more_than_one_number_is_none(made, printed, tmp_path):
    assert signed(made, printed, tmp_path) == []


def test_of_a_dash_before_a_number_in_a_text_nobody_knows_what_it_is(tmp_path):
    assert signed(as_blanks, "- 1.35", tmp_path) == []
    assert signed(as_blanks, "-1.35", tmp_path) == [(Decimal("-1.35"), "-1.35")]


@pytest.mark.parametrize("made", [as_html, as_docx])
def test_blanks_between_thousands_part_nothing_in_a_cell(made, tmp_path):
    ((value, _),) = signed(made, "1 060 208.70", tmp_path)
    assert value == Decimal("1060208.70")
    assert signed(made, "60 20.70", tmp_path) == signed(made, "60 208", tmp_path) == []


def test_blanks_between_thousands_may_part_cells_of_a_text(tmp_path):
    assert signed(as_tabs, "60 208.70", tmp_path) == signed(as_blanks, "60 208.70", tmp_path) == []
    assert Token("60 208.70", Location(1, None, Box(0, 0, 10, 10)), 3, False).number is None


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("12,345.\n67", "12345.67"),
        ("12,345,6\n78.90", "12345678.90"),
        ("12,345,67\n8.90", "12345678.90"),
        ("47872000.0\n0", "47872000.00"),
        ("12,345.6\n7", "12345.67"),
        ("63.2\n0", None),
        ("12,345\n67.80", None),
        ("12345\n67.80", None),
        ("47872000.00\n0", None),
        ("47872000.0\n01", None),
    ],
)
def test_a_number_goes_on_where_its_line_cannot_end(lines, number):
    found = Token(lines, Location(1, None, Box(0, 0, 10, 20)), 3, False).number
    assert found == (None if number is None else Decimal(number))


def test_on_a_page_two_cells_may_have_no_rule_between_them():
    on_page = Location(1, None, Box(0, 0, 10, 10))
    assert Token("- 1.35", on_page, 3, False).number is None
    assert Token("-\n1.35", Location(1), 3, False).number is None
    assert Token("- 1.35", Location(1), 3, False).number == Decimal("-1.35")
