"""Web pages: what a browser shows is what is read, whatever the file is called."""

import time

import pytest

from builder.errors import UnreadableError
from builder.model.document import Grid, Line
from builder.readers import docx, html, pdf, read, text, xlsx
from builder.recognise import recognise


def page(body, head=""):
    data = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()
    ((found,), notes) = html.pages(data)
    assert notes == ()
    return found


def lines(found):
    return [line.text for line in found.lines]


def texts(grid):
    return {(cell.row, cell.column): cell.text for cell in grid.cells}


def test_paragraphs_breaks_and_inline_pieces():
    found = page("<h1>标题</h1><p>第一<b>行</b><br>第二<span>行</span></p><div>第三\n  行&nbsp;完</div>尾")
    assert lines(found) == ["标题", "第一行", "第二行", "第三 行 完", "尾"]


def test_spans_put_every_cell_in_its_true_column():
    found = page(
        "<table><tr><td rowspan=2>科目<td colspan=3>本年支出</tr><tr><td>合计<td>基本支出<td>项目支出</tr>"
        "<tr><td>教育支出<td>1,234.50<td>&nbsp;<td>-</tr></table>"
    )
    (grid,) = found.grids
    assert texts(grid) == {
        **{(0, 0): "科目", (0, 1): "本年支出", (1, 1): "合计", (1, 2): "基本支出", (1, 3): "项目支出"},
        **{(2, 0): "教育支出", (2, 1): "1,234.50", (2, 3): "-"},
    }
    assert [(cell.rowspan, cell.colspan) for cell in grid.cells[:2]] == [(2, 1), (1, 3)]


def test_a_span_of_no_rows_reaches_to_the_end_and_wrong_spans_are_one():
    found = page(
        '<table><tr><td rowspan="0">甲<td>1.00</tr><tr><td colspan="x">2.00</tr><tr><td colspan="0">3.00</tr></table>'
    )
    assert texts(found.grids[0]) == {(0, 0): "甲", (0, 1): "1.00", (1, 1): "2.00", (2, 1): "3.00"}


def test_head_body_and_foot_of_a_table_are_one_grid():
    found = page(
        "<table><caption>收入决算表</caption><thead><tr><th>项目<th>金额</tr></thead>"
        "<tbody><tr><td>甲<td>1.00</tr></tbody><tfoot><tr><td>合计<td>1.00</tr></tfoot></table>"
    )
    assert lines(found) == ["收入决算表"]
    assert len(found.grids[0].rows()) == 3


def test_breaks_and_paragraphs_in_a_cell_are_lines_of_it():
    found = page("<table><tr><td>其他社会<br>保障支出<td><p>1.00</p></tr><tr><td>甲<td><p> </p></tr></table>")
    assert texts(found.grids[0]) == {(0, 0): "其他社会\n保障支出", (0, 1): "1.00"}
    assert lines(found) == ["甲"]


def test_a_table_that_holds_tables_only_arranges_the_page():
    inner = "<table><tr><td>项目<td>金额</tr><tr><td>合计<td>1.00</tr></table>"
    found = page(f"<table><tr><td>首页</td></tr><tr><td><p>收入决算表</p>{inner}<p>注：完。</p></td></tr></table>")
    assert [type(block) for block in found.blocks] == [Line, Line, Grid, Line]


def test_what_the_page_does_not_show_is_not_read():
    found = page(
        '<script>var 合计 = 1;</script><style>p{}</style><p hidden>一</p><p style="DISPLAY : none">二</p>'
        "<!-- 三 --><noscript>四</noscript><template><p>五</p></template><textarea>六</textarea><p>完</p>"
        '<table><tr><td>甲<td style="visibility:hidden">9.99<td>1.00</tr>'
        '<tr style="display:none"><td>乙<td>2.00</tr></table>',
        "<title>题</title>",
    )
    assert lines(found) == ["完"]
    assert texts(found.grids[0]) == {(0, 0): "甲", (0, 2): "1.00"}


def test_numbers_torn_by_blanks_are_whole_words():
    found = page("<p>收入 1 <span>,</span> 066.60 万元</p><p>202<span> 6 </span>年</p>")
    assert [word.text for word in found.lines[0].words] == ["收入", "1,066.60", "万元"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("says", ["", "gb2312", "UTF-8"])
def test_the_encoding_is_what_fits_whatever_the_page_says(encoding, says):
    source = f"<html><head><meta charset='{says}'></head><body><p>柳州市总工会2022年度部门决算</p></body></html>"
    ((found,), _) = html.pages(source.encode(encoding))
    assert lines(found) == ["柳州市总工会2022年度部门决算"]


def test_a_page_torn_at_one_place_is_read_and_says_so():
    words = "柳州市总工会2022年度部门决算。" * 100
    source = (
        f"<html><head><meta charset='utf-8'></head><body><p>{words}</p><p>1,2".encode() + b"\xe5\x8934.50</p></body>"
    )
    ((found,), notes) = html.pages(source)
    assert lines(found) == [words, "1,2\ufffd34.50"], "a torn number is no number"
    assert notes == ("网页里有 1 处文字的编码是坏的，显示为“\ufffd”",)
    assert refusal(b"<html><meta charset=utf-8>" + "決算總表".encode("big5") * 50 + b"\xff\xff\xff") == "SRC004"


def test_an_xml_declaration_is_no_obstacle():
    source = '<?xml version="1.0" encoding="gb2312"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>甲</p></body></html>'
    assert html.is_mine(source.encode(), "x")
    ((found,), _) = html.pages(source.encode())
    assert lines(found) == ["甲"]


@pytest.mark.parametrize(
    "start",
    [
        b"<!DOCTYPE html>",
        b"\xef\xbb\xbf\r\n <HTML>",
        b"<!-- saved --><html>",
        b"<table>",
        b"<meta charset=gbk>",
        b"<div>",
    ],
)
def test_a_page_is_known_by_how_it_begins(start):
    data = start + "<p>甲</p>".encode()
    assert html.is_mine(data, "决算.pdf")
    assert not any(other.is_mine(data, "决算.pdf") for other in (docx, pdf, xlsx))


@pytest.mark.parametrize(
    "data", [b"1 < 2", b"<<\xe5\x86\xb3\xe7\xae\x97>>", b"%PDF-1.7 <html>", b"<?xml version='1.0'?><x/>"]
)
def test_other_files_are_not_taken(data):
    assert not html.is_mine(data, "x.html")


def test_text_with_angle_brackets_is_text():
    assert text.is_mine("<关于决算的说明>\n收入 1.00".encode(), "x.txt")


def test_a_page_named_pdf_is_read_as_a_page_and_its_sentences_kept(tmp_path):
    path = tmp_path / "重庆.pdf"
    path.write_text(
        "<!DOCTYPE html><html><body><h1>甲市统计局2026年部门预算情况说明</h1><p>一、收支情况</p>"
        "<p>202<span>6 年年</span>初预算数 1 , <span>066.60</span> 万元，"
        "比<span> 2025 </span>年增加 9.50 万元。</p></body></html>",
        encoding="utf-8",
    )
    document = read(path, path.name)
    assert document.source.format == "html"
    disclosure = recognise(document)
    assert disclosure.figures == () and disclosure.tables == ()
    said = [passage.text for passage in disclosure.passages if passage.quantities]
    assert said == ["2026年年初预算数1,066.60万元，比2025年增加9.50万元。"]


# --- what a page must not do -----------------------------------------------------------------------------------------


def refusal(data):
    with pytest.raises(UnreadableError) as caught:
        html.pages(data)
    assert "\n" not in caught.value.message and caught.value.message_en
    return caught.value.code


def test_a_page_without_text_is_refused():
    assert refusal(b"<html><body><script>x</script></body></html>") == "SRC006"
    assert refusal(b"<html></html>") == "SRC006"


def test_entities_are_not_expanded_and_nothing_is_fetched():
    found = html.pages(
        b'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "ha">]><html><body>'
        b'<p>x &a; y</p><img src="http://x.invalid/a.png"><iframe src="file:///etc/hostname"></iframe></body></html>'
    )[0][0]
    assert "&a;" in str(found.blocks) and len(found.blocks) <= 2


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "span", "b"])
def test_deep_nesting_is_refused_or_flattened_in_a_moment(tag):
    begun = time.monotonic()
    data = (f"<html><body>{f'<{tag}>' * 50_000}1.00" + "</div>" * 10).encode()
    try:
        html.pages(data)
    except UnreadableError as error:
        assert error.code == "SRC011"
    assert time.monotonic() - begun < 5


def test_spans_of_a_million_cells_are_refused(monkeypatch):
    row = "<tr>" + '<td rowspan="60000" colspan="900">x' * 5 + "</tr>"
    assert refusal(f"<html><body><table>{row * 400}</table></body></html>".encode()) == "SRC011"
    monkeypatch.setattr(html, "MOST_CELLS", 3)
    assert refusal("<html><table><tr><td>甲<td>1<tr><td>乙<td>2</table></html>".encode()) == "SRC011"


def test_markup_in_the_text_stays_text():
    found = page("<p>&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:1)</p>")
    assert lines(found) == ["<script>alert(1)</script> [x](javascript:1)"]
