"""Excel files: what a sheet shows is what is read, and a hostile file costs nothing."""

import datetime
import io
import struct
import zipfile

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Border, Side

from builder.errors import UnreadableError
from builder.model.document import Grid, Line
from builder.readers import _blocks, _ooxml, _sheets, html, xlsx
from builder.readers._formats import displayed, displayed_text

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '
LINE = Border(left=Side(style="thin"), right=Side(style="thin"))


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (46.145, "0.00", "46.15"),
        (1.005, "0.00", "1.01"),
        (0.1 + 0.2, "General", "0.3"),
        (205.0, "General", "205"),
        (2080505.0, "0", "2080505"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567.123456, "General", "1234567.123"),
        (0, "#,##0.00", "0.00"),
        (0, "0.00;-0.00;", ""),
        (0, ";;;", ""),
        (0, ACCOUNTING, "-"),
        (-3.456, ACCOUNTING, "-3.46"),
        (-1234.5, "#,##0.00_);[Red](#,##0.00)", "(1,234.50)"),
        (-1234.5, '0.00;"△"0.00', "△1234.50"),
        (-2, "0.00_ ", "-2.00"),
        (46.1, "0.00_);[红色]\\(0.00\\)", "46.10"),
        (0.1234, "0.00%", "12.34%"),
        (12345, '0!.0,"万"', "1.2万"),
        (123456, "0!.0000", "12.3456"),
        (1234567, "#,##0,", "1,235"),
        (20500, '[>=10000]0!.0,"万";0', "2.1万"),
        (5, '[>=10000]0!.0,"万";0', "5"),
        (5, "000", "005"),
        (0.5, "#.00", ".50"),
        (1e-12, "General", "1E-12"),
        (2024, '0"年度部门决算"', "2024年度部门决算"),
        (45443, "yyyy/m/d", "2024/5/31"),
        (45443, 'yyyy"年"m"月"d"日"', "2024年5月31日"),
        (45443.5, "yyyy-mm-dd hh:mm", "2024-05-31"),
        (3, "@", "3"),
        (46.145, "0.00E+00", "46.145"),
        (46.145, "# ?/?", "46.145"),
        (1234, "[DBNum1]General", "1234"),
    ],
)
def test_a_number_reads_as_its_format_shows_it(value, code, shown):
    assert displayed(value, code) == shown


def test_a_format_without_a_text_section_hides_texts_only_if_it_says_so():
    assert displayed_text("合计", "0.00;-0.00;;") == ""
    assert displayed_text("合计", "0.00;-0.00;;@") == "合计"
    assert displayed_text("合计", "General") == "合计"


# --- what a sheet shows ----------------------------------------------------------------------------------------------


def workbook(*sheets):
    """An .xlsx of sheets given as functions that fill them."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, fill in enumerate(sheets, start=1):
        fill(book.create_sheet(f"表{number}"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(sheet):
    """A title, a caption, a header of two rows with merged cells, two rows, a note."""
    for row in (
        ["支出决算表"],
        ["部门：甲局", None, None, "单位：万元"],
        ["项目", None, "本年支出", None],
        ["编码", "名称", "合计", "基本支出"],
        [None, "合计", 1234.5, None],
        [205, "教育支出", 0, -46.145],
        ["注：空白表示没有。"],
    ):
        sheet.append(row)
    for reference in ("A1:D1", "A3:B3", "C3:D3", "A7:D7"):
        sheet.merge_cells(reference)
    for row in sheet["A3:D6"]:
        for cell in row:
            cell.border = LINE
    for row in sheet["C5:D6"]:
        for cell in row:
            cell.number_format = "#,##0.00"


def only_grid(page):
    (grid,) = page.grids
    return grid


def texts(grid):
    return {(cell.row, cell.column): cell.text for cell in grid.cells}


def test_titles_and_notes_are_lines_and_the_ruled_part_is_a_grid():
    ((page,), notes) = xlsx.pages(workbook(table))
    assert [type(block) for block in page.blocks] == [Line, Line, Line, Grid, Line]
    assert [line.text for line in page.lines] == ["表1", "支出决算表", "部门：甲局 单位：万元", "注：空白表示没有。"]
    assert notes == ()


def test_cells_are_as_shown_at_their_places_with_their_spans():
    ((page,), _) = xlsx.pages(workbook(table))
    grid = only_grid(page)
    assert texts(grid) == {
        **{(2, 0): "项目", (2, 2): "本年支出", (3, 0): "编码", (3, 1): "名称", (3, 2): "合计", (3, 3): "基本支出"},
        **{(4, 1): "合计", (4, 2): "1,234.50"},
        **{(5, 0): "205", (5, 1): "教育支出", (5, 2): "0.00", (5, 3): "-46.15"},
    }
    assert [(cell.row, cell.column, cell.colspan) for cell in grid.cells if cell.colspan > 1] == [(2, 0, 2), (2, 2, 2)]
    assert [(cell.location.page, cell.location.line) for cell in grid.cells if cell.text == "205"] == [(1, 6)]


def test_a_sheet_without_lines_keeps_what_is_more_than_one_cell_in_its_grid():
    def bare(sheet):
        table(sheet)
        for row in sheet["A3:D6"]:
            for cell in row:
                cell.border = Border()

    ((page,), _) = xlsx.pages(workbook(bare))
    assert [line.text for line in page.lines] == ["表1", "支出决算表", "注：空白表示没有。"]
    assert texts(only_grid(page))[1, 3] == "单位：万元"


def test_numbers_outside_the_lines_are_not_taken_for_a_caption():
    def stray(sheet):
        table(sheet)
        sheet["A8"], sheet["C8"] = "合计", 12.5

    ((page,), _) = xlsx.pages(workbook(stray))
    assert "12.5" in [cell.text for grid in page.grids for cell in grid.cells]


def test_a_number_alone_outside_the_lines_is_not_in_the_table():
    def page_number(sheet):
        table(sheet)
        sheet["A9"] = 13

    ((page,), _) = xlsx.pages(workbook(page_number))
    assert [line.text for line in page.lines][-1] == "13" and "13" not in texts(only_grid(page)).values()


def test_a_row_below_the_lines_with_a_number_keeps_the_rows_between():
    def notes_between(sheet):
        table(sheet)
        sheet["A9"], sheet["C9"] = "人数", 5

    ((page,), _) = xlsx.pages(workbook(notes_between))
    assert [len(grid.rows()) for grid in page.grids] == [4, 1]


def test_every_sheet_is_a_page_and_an_empty_one_has_no_blocks():
    pages, _ = xlsx.pages(workbook(table, lambda sheet: None, table))
    assert [page.number for page in pages] == [1, 2, 3]
    assert [bool(page.blocks) for page in pages] == [True, False, True]


def test_what_is_hidden_is_not_read_and_is_said():
    def hidden(sheet):
        table(sheet)
        sheet.row_dimensions[6].hidden = True
        sheet.column_dimensions["D"].hidden = True

    def secret(sheet):
        table(sheet)
        sheet.sheet_state = "hidden"

    (first, second), notes = xlsx.pages(workbook(hidden, secret))
    assert "205" not in texts(only_grid(first)).values()
    assert "基本支出" not in texts(only_grid(first)).values()
    assert "本年支出" in texts(only_grid(first)).values(), "a merged cell shows in the column that is left"
    assert second.blocks == ()
    assert "表1" in notes[0] and "隐藏" in notes[0]
    assert "表2" in notes[1]


def test_zeros_that_the_sheet_does_not_show_are_blank():
    def no_zeros(sheet):
        table(sheet)
        sheet.sheet_view.showZeros = False

    ((page,), _) = xlsx.pages(workbook(no_zeros))
    assert (5, 2) not in texts(only_grid(page))


def test_dates_truths_and_texts_are_no_amounts():
    def kinds(sheet):
        sheet.append(["甲", datetime.date(2024, 5, 31), True, " 1,234.50 ", "第一行\n第二行"])

    ((page,), _) = xlsx.pages(workbook(kinds))
    assert list(texts(only_grid(page)).values()) == ["甲", "2024-05-31", "TRUE", "1,234.50", "第一行\n第二行"]


def test_a_formula_without_a_saved_value_is_said():
    ((page,), notes) = xlsx.pages(workbook(lambda sheet: sheet.append(["甲", "乙", "=1+1"])))
    assert texts(only_grid(page)) == {(0, 0): "甲", (0, 1): "乙"}
    assert notes == ("有 1 个公式没有保存计算结果，未读取",)


def with_shared_strings(cells):
    """A workbook whose one sheet has these cells and whose texts are kept apart, as Excel itself keeps them."""
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<si><t xml:space="preserve"> 合计 </t></si>'
        "<si><r><t>教育</t></r><r><rPr/><t>支出</t></r><rPh sb='0' eb='2'><t>jiaoyu</t></rPh></si></sst>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{kind}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{kind}/externalLink" Target="http://x.invalid/s" TargetMode="External"/>'
        "</Relationships>"
    )
    data = replaced(workbook(table), "xl/sharedStrings.xml", strings)
    data = replaced(data, "xl/_rels/workbook.xml.rels", links)
    return replaced(data, SHEET, f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>")


def test_runs_of_a_text_are_joined_and_phonetic_guides_left_out():
    ((page,), _) = xlsx.pages(with_shared_strings('<c t="s"><v>1</v></c><c t="s"><v>0</v></c><c><v>1.5</v></c>'))
    assert texts(only_grid(page)) == {(0, 0): "教育支出", (0, 1): "合计", (0, 2): "1.5"}


def test_an_old_workbook_reads_like_a_new_one():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Z03 支出")
    money = xlwt.easyxf("borders: left thin, right thin", num_format_str="#,##0.00")
    lined = xlwt.easyxf("borders: left thin, right thin")
    sheet.write_merge(0, 0, 0, 3, "支出决算表")
    sheet.write(1, 0, "部门：甲局")
    sheet.write(1, 3, "单位：万元")
    sheet.write_merge(2, 2, 0, 1, "项目", lined)
    sheet.write_merge(2, 2, 2, 3, "本年支出", lined)
    for column, (value, style) in enumerate(((205.0, lined), ("教育支出", lined), (0.0, money), (-46.145, money))):
        sheet.write(3, column, value, style)
    out = io.BytesIO()
    book.save(out)
    ((page,), _) = xlsx.pages(out.getvalue())
    assert [line.text for line in page.lines] == ["Z03 支出", "支出决算表", "部门：甲局 单位：万元"]
    assert texts(only_grid(page)) == {
        **{(2, 0): "项目", (2, 2): "本年支出"},
        **{(3, 0): "205", (3, 1): "教育支出", (3, 2): "0.00", (3, 3): "-46.15"},
    }


# --- what a file is, and what it must not do -------------------------------------------------------------------------


def replaced(data, name, content, **changes):
    """An archive with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename != name:
                target.writestr(entry.filename, source.read(entry))
        target.writestr(name, content, **changes)
    return out.getvalue()


def refusal(data):
    with pytest.raises(UnreadableError) as caught:
        xlsx.pages(data)
    assert "\n" not in caught.value.message and caught.value.message_en
    return caught.value.code


SHEET = "xl/worksheets/sheet1.xml"


def test_a_file_is_known_by_what_it_is():
    data = workbook(table)
    assert xlsx.is_mine(data, "表.pdf") and not html.is_mine(data, "表.html")
    assert not xlsx.is_mine(b"<html><table><tr><td>1</td></tr></table>", "表.xls")
    assert not xlsx.is_mine(b"PK\x03\x04 other", "表.xlsx")
    assert not xlsx.is_mine(_ooxml.OLE + b"\0" * 500 + "WordDocument".encode("utf-16-le"), "表.xls")


def test_a_truncated_or_mangled_file_is_broken():
    data = workbook(table)
    assert xlsx.is_mine(data[: len(data) // 2], "表.xlsx")
    assert refusal(data[: len(data) // 2]) == "SRC006"
    assert refusal(replaced(data, SHEET, b"<worksheet><sheetData><row")) == "SRC006"
    assert refusal(replaced(data, "xl/workbook.xml", b"<workbook/>")) == "SRC006"
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "x")
    out = io.BytesIO()
    book.save(out)
    assert refusal(out.getvalue()[:2500]) == "SRC006"


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" t="s"><v>99</v></c>',
        '<c r="A1" t="s"><v>x</v></c>',
        '<c r="A1"><v>1,2</v></c>',
        '<c r="A1"><v>nan</v></c>',
        '<c r="A1" s="x"><v>1</v></c>',
        '<c r="1A"><v>1</v></c>',
    ],
)
def test_a_cell_that_means_nothing_makes_the_file_broken(cell):
    assert refusal(with_shared_strings(cell)) == "SRC006"


def test_a_number_of_any_size_is_read_without_failing():
    ((page,), _) = xlsx.pages(with_shared_strings("<c><v>1e300</v></c><c><v>-1E-300</v></c>"))
    assert texts(only_grid(page))[0, 0] == "1" + "0" * 300


def test_an_encrypted_file_is_said_to_be_encrypted():
    container = _ooxml.OLE + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1000
    assert xlsx.is_mine(container, "表.xlsx")
    assert refusal(container) == "SRC005"


def test_document_types_are_refused_so_no_entity_is_ever_expanded():
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'
        b"<worksheet><sheetData><row r='1'><c r='A1' t='str'><v>&b;</v></c></row></sheetData></worksheet>"
    )
    assert refusal(replaced(workbook(table), SHEET, laughs)) == "SRC006"
    assert refusal(replaced(workbook(table), SHEET, laughs.decode().encode("utf-16"))) == "SRC006"


def test_a_part_that_unpacks_to_far_more_is_refused():
    bomb = b"<worksheet><sheetData>" + b" " * (30 << 20) + b"</sheetData></worksheet>"
    assert refusal(replaced(workbook(table), SHEET, bomb)) == "SRC011"


def test_a_directory_that_lies_about_the_size_does_not_help():
    bomb = b"<worksheet><sheetData>" + b" " * (30 << 20) + b"</sheetData></worksheet>"
    data = bytearray(replaced(workbook(table), SHEET, bomb))
    at = data.rindex(SHEET.encode()) - 46  # its entry in the central directory
    assert struct.unpack_from("<I", data, at + 24)[0] == len(bomb)
    struct.pack_into("<I", data, at + 24, 1000)
    assert refusal(bytes(data)) in ("SRC006", "SRC011")


def test_too_many_parts_or_cells_or_levels_are_refused(monkeypatch):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(10_001):
            archive.writestr(f"xl/{number}", b"")
    assert refusal(out.getvalue()) == "SRC011"
    deep = b"<worksheet><sheetData>" + b"<row>" * 300 + b"</row>" * 300 + b"</sheetData></worksheet>"
    assert refusal(replaced(workbook(table), SHEET, deep)) == "SRC011"
    monkeypatch.setattr(xlsx, "MOST_CELLS", 5)
    assert refusal(workbook(table)) == "SRC011"


def test_merged_cells_that_cover_each_other_a_million_times_are_refused(monkeypatch):
    monkeypatch.setattr(_sheets, "MOST_CELLS", 100)
    merges = "".join("<mergeCell ref='A1:D1048576'/>" for _ in range(500))
    rows = "".join(f"<row r='{n}'><c r='A{n}'><v>1</v></c></row>" for n in range(1, 50))
    sheet = f"<worksheet><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    ((page,), notes) = xlsx.pages(replaced(workbook(table), SHEET, sheet.encode()))
    assert [line.text for line in page.lines] == ["表1", "1"] and notes
    spread = "".join(f"<mergeCell ref='A{n}:D1048576'/>" for n in range(1, 50))
    sheet = f"<worksheet><sheetData>{rows}</sheetData><mergeCells>{spread}</mergeCells></worksheet>"
    assert refusal(replaced(workbook(table), SHEET, sheet.encode())) == "SRC011"


def test_macros_are_never_looked_at():
    data = replaced(workbook(table), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub AutoOpen()")
    ((page,), _) = xlsx.pages(data)
    assert "AutoOpen" not in str(page)


def test_the_cap_is_far_above_any_disclosure():
    assert _blocks.MOST_CELLS >= 1_000_000
