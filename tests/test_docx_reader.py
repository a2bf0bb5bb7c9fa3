"""Word files: what Word shows is what is read, and a hostile file costs nothing."""

import io
import zipfile

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from builder.errors import UnreadableError
from builder.model.document import Grid, Line
from builder.readers import _docxnumbers, html, xlsx
from builder.readers import docx as reader

W = nsdecls("w")


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(document):
    return reader.pages(saved(document))[0]


def body(xml):
    """A document with this XML in front of its section."""
    document = docx.Document()
    for part in parse_xml(f"<w:body {W}>{xml}</w:body>"):
        document.element.body.insert_element_before(part, "w:sectPr")
    return document


def texts(grid):
    return {(cell.row, cell.column): cell.text for cell in grid.cells}


def lines(page):
    return [line.text for line in page.lines]


def test_paragraphs_and_tables_come_in_the_order_of_the_text():
    document = docx.Document()
    document.add_heading("收入决算表", 1)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("项目", "金额", "合计", "1,234.50"), strict=True):
        cell.text = text
    document.add_paragraph("注：本表反映收入。")
    (page,) = read(document)
    assert [type(block) for block in page.blocks] == [Line, Grid, Line]
    assert lines(page) == ["收入决算表", "注：本表反映收入。"]
    assert texts(page.grids[0]) == {(0, 0): "项目", (0, 1): "金额", (1, 0): "合计", (1, 1): "1,234.50"}


def test_merged_cells_keep_their_columns_and_spans():
    table = docx.Document().add_table(rows=3, cols=4)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "科目"
    table.cell(0, 1).merge(table.cell(0, 3)).text = "本年支出"
    for column, text in enumerate(("合计", "基本支出", "项目支出"), start=1):
        table.cell(1, column).text = text
    table.cell(2, 3).text = "0.00"
    document = docx.Document()
    document.element.body.insert_element_before(table._tbl, "w:sectPr")
    (grid,) = read(document)[0].grids
    assert [(cell.row, cell.column, cell.rowspan, cell.colspan, cell.text) for cell in grid.cells] == [
        (0, 0, 2, 1, "科目"),
        (0, 1, 1, 3, "本年支出"),
        *((1, 1, 1, 1, "合计"), (1, 2, 1, 1, "基本支出"), (1, 3, 1, 1, "项目支出")),
        (2, 3, 1, 1, "0.00"),
    ]


def row(*cells, properties=""):
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_a_row_that_begins_late_and_cells_merged_in_the_old_way_keep_their_columns():
    late = '<w:trPr><w:gridBefore w:val="2"/></w:trPr>'
    table = row(cell("项目"), cell("名称"), cell("金额"))
    table += row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("1.00"))
    table += row(cell("2.00"), properties=late)
    (page,) = read(body(f"<w:tbl>{table}</w:tbl>"))
    grid = page.grids[0]
    assert texts(grid)[1, 2] == "1.00" and texts(grid)[2, 2] == "2.00"
    assert [cell.colspan for cell in grid.cells if cell.text == "甲"] == [2]


def test_titles_and_notes_in_cells_become_lines():
    wide = '<w:gridSpan w:val="2"/>'
    table = row(cell("支出决算表", wide)) + row(cell("公开03表", wide)) + row(cell("项目"), cell("金额"))
    table += row(cell("合计"), cell("1.00")) + row(cell("注：空白表示没有。", wide))
    (page,) = read(body(f"<w:tbl>{table}</w:tbl>"))
    assert lines(page) == ["支出决算表", "公开03表", "注：空白表示没有。"]
    assert len(page.grids[0].rows()) == 2


def test_a_row_with_one_number_stays_in_the_table():
    table = row(cell("项目"), cell("金额")) + row(cell(""), cell("5.00"))
    (page,) = read(body(f"<w:tbl>{table}</w:tbl>"))
    assert texts(page.grids[0])[1, 1] == "5.00"


def test_what_word_does_not_show_is_not_read():
    shown = "<w:r><w:t>支出</w:t></w:r><w:ins><w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r></w:ins>"
    unseen = "<w:del><w:r><w:delText>99.99</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>88</w:t></w:r>"
    unseen += "<w:r><w:instrText>PAGE 77</w:instrText></w:r><w:moveFrom><w:r><w:t>66</w:t></w:r></w:moveFrom>"
    seen = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>完</w:t></w:r>'
    hidden_row = row(cell("甲"), cell("55"), properties="<w:trPr><w:hidden/></w:trPr>")
    table = row(cell("项目"), cell("金额")) + hidden_row + row(cell("乙"), cell("5"))
    (page,) = read(body(f"<w:p>{shown}{unseen}{seen}</w:p><w:tbl>{table}</w:tbl>"))
    assert lines(page) == ["支出1-2完"]
    assert "55" not in texts(page.grids[0]).values()


def test_line_breaks_make_lines_and_content_controls_are_passed_through():
    text = "<w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t></w:r>"
    control = f"<w:sdt><w:sdtContent><w:p>{text}</w:p></w:sdtContent></w:sdt>"
    inner = f"<w:sdt><w:sdtContent>{row(cell('甲'), cell('1.00'))}</w:sdtContent></w:sdt>"
    (page,) = read(body(f"{control}<w:tbl>{row(cell('项目'), cell('金额'))}{inner}</w:tbl>"))
    assert lines(page) == ["第一行", "第二行"]
    assert texts(page.grids[0])[1, 1] == "1.00"


def test_pages_turn_where_the_text_says_so():
    document = docx.Document()
    document.add_paragraph("一").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("二")
    document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph("还是二")
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("三")
    document.add_paragraph("四").paragraph_format.page_break_before = True
    pages = read(document)
    assert [lines(page) for page in pages] == [["一"], ["二", "还是二"], ["三"], ["四"]]
    assert [line.location.page for page in pages for line in page.lines] == [1, 2, 2, 3, 4]


def test_a_table_that_holds_tables_only_arranges_the_page():
    inner = f"<w:tbl>{row(cell('项目'), cell('金额'))}{row(cell('合计'), cell('1.00'))}</w:tbl>"
    outer = row(cell("收入决算表")) + f"<w:tr><w:tc>{inner}<w:p/></w:tc></w:tr>" + row(cell("注：完。"))
    (page,) = read(body(f"<w:tbl>{outer}</w:tbl>"))
    assert [type(block) for block in page.blocks] == [Line, Grid, Line]


def test_text_boxes_are_read_once():
    space = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    content = "<w:txbxContent><w:p><w:r><w:t>单位：万元</w:t></w:r></w:p></w:txbxContent>"
    box = (
        f"<w:p {W} {space}><w:r><w:t>题</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document = docx.Document()
    document.element.body.insert_element_before(parse_xml(box), "w:sectPr")
    assert lines(read(document)[0]) == ["题", "单位：万元"]


def level(number, kind, text):
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'


def of(kind, override=""):
    return f'<w:abstractNumId w:val="{kind}"/>{override}'


ELEVEN = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="11"/></w:lvlOverride>'
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="7">
{level(0, "chineseCountingThousand", "%1、")}{level(1, "decimal", "%1-%2.")}</w:abstractNum>
<w:abstractNum w:abstractNumId="8">{level(0, "decimal", "%1")}</w:abstractNum>
<w:abstractNum w:abstractNumId="9">{level(0, "bullet", "l")}</w:abstractNum>
<w:num w:numId="1">{of(7)}</w:num><w:num w:numId="2">{of(8)}</w:num><w:num w:numId="3">{of(9)}</w:num>
<w:num w:numId="4">{of(7, ELEVEN)}</w:num></w:numbering>"""


def numbered(text, listed, level=0):
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{listed}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_the_numbers_that_word_counts_itself_are_printed():
    document = body(
        numbered("收入", 1) + numbered("其中", 1, 1) + numbered("2024年", 1, 1)
        + numbered("支出", 1) + numbered("其中", 1, 1)
        + numbered("点", 3) + numbered("另起", 4) + numbered("接着", 4) + numbered("无号", 0)
        + f"<w:tbl><w:tr><w:tc>{numbered('', 2)}</w:tc>{cell('1.00')}</w:tr>"
        f"<w:tr><w:tc>{numbered('', 2)}</w:tc>{cell('2.00')}</w:tr></w:tbl>"
    )  # fmt: skip
    data = with_part(NUMBERING, saved(document), "word/numbering.xml")
    ((page,), _) = reader.pages(data)
    assert lines(page) == [
        *("一、收入", "一-1. 其中", "一-2. 2024年", "二、支出", "二-1. 其中"),
        *("点", "十一、另起", "十二、接着", "无号"),
    ]
    assert texts(page.grids[0]) == {(0, 0): "1", (0, 1): "1.00", (1, 0): "2", (1, 1): "2.00"}


def test_a_style_may_number_its_paragraphs():
    document = docx.Document()
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="1"/></w:numPr>'))
    document.add_heading("收入", 1)
    document.add_heading("支出", 1)
    ((page,), _) = reader.pages(with_part(NUMBERING, saved(document), "word/numbering.xml"))
    assert lines(page) == ["一、收入", "二、支出"]


@pytest.mark.parametrize(
    ("number", "kind", "numeral"),
    [
        *((1, "chineseCounting", "一"), (10, "chineseCounting", "十"), (15, "chineseCountingThousand", "十五")),
        *((20, "japaneseCounting", "二十"), (31, "chineseCounting", "三十一"), (3, "decimalEnclosedCircle", "③")),
        *((2, "lowerLetter", "b"), (5, "decimalZero", "05"), (4, "cardinalText", "4")),
    ],
)
def test_numerals(number, kind, numeral):
    assert _docxnumbers._numeral(number, kind) == numeral


# --- what a file is, and what it must not do -------------------------------------------------------------------------

PART = "word/document.xml"


def with_part(content, data=None, name=PART):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data or saved(docx.Document()))) as source, zipfile.ZipFile(out, "w", 8) as target:
        for entry in source.infolist():
            target.writestr(entry.filename, content if entry.filename == name else source.read(entry))
    return out.getvalue()


def refusal(data):
    with pytest.raises(UnreadableError) as caught:
        reader.pages(data)
    assert "\n" not in caught.value.message and caught.value.message_en
    return caught.value.code


def test_a_file_is_known_by_what_it_is():
    data = saved(docx.Document())
    assert reader.is_mine(data, "决算.pdf")
    assert not xlsx.is_mine(data, "决算.xlsx") and not html.is_mine(data, "决算.html")
    assert not reader.is_mine(b"PK\x03\x04 other", "决算.docx")


def test_a_file_that_is_broken_or_has_nothing_in_it():
    data = saved(docx.Document())
    assert reader.is_mine(data[: len(data) // 2], "决算.docx") and refusal(data[: len(data) // 2]) == "SRC006"
    assert refusal(data) == "SRC006"
    assert refusal(with_part(f"<w:document {W}><w:body><w:p>")) == "SRC006"


def test_document_types_are_refused_so_no_entity_is_ever_expanded():
    for entity in ('<!ENTITY a "haha">', '<!ENTITY a SYSTEM "file:///etc/hostname">'):
        text = f"<w:document {W}><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>"
        text = f'<?xml version="1.0"?><!DOCTYPE x [{entity}]>{text}'
        assert refusal(with_part(text)) == "SRC006"


def test_bombs_and_deep_nesting_are_refused(monkeypatch):
    assert refusal(with_part(f"<w:document {W}><w:body>{' ' * (30 << 20)}</w:body></w:document>")) == "SRC011"
    deep = "<w:tbl><w:tr><w:tc>" * 200 + "</w:tc></w:tr></w:tbl>" * 200
    assert refusal(with_part(f"<w:document {W}><w:body>{deep}</w:body></w:document>")) == "SRC011"
    monkeypatch.setattr(reader, "MOST_CELLS", 3)
    table = f"<w:tbl>{row(cell('甲'), cell('乙')) * 2}</w:tbl>"
    assert refusal(saved(body(table))) == "SRC011"


def test_a_span_of_a_billion_columns_costs_nothing():
    table = row(cell("甲", '<w:gridSpan w:val="1000000000"/>'), cell("1.00")) + row(cell("乙"), cell("2.00"))
    (page,) = read(body(f"<w:tbl>{table}</w:tbl>"))
    assert max(cell.column for cell in page.grids[0].cells) <= 1000
