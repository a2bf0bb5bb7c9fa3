"""No number of a recognised table is passed over without a word, and none is taken for one of another row."""

from dataclasses import replace

import pytest

from builder.model.document import Document, Source
from builder.readers import html
from builder.readers._glyphs import is_gap
from builder.recognise import NO_HEADER, recognise
from builder.recognise.gridrows import NAMELESS
from builder.recognise.overlooked import PASSED_OVER, REPRINTED
from builder.recognise.rows import NOT_A_NUMBER
from tests.drawn import document, grid, line

TOP = (line("甲市乙局2024年度部门决算"), line("单位：万元"))
HEAD = """
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
"""
GENERAL = line("一般公共预算财政拨款支出决算表")
LANES = """
编码 | 科目名称 | 金额 | 编码 | 科目名称 | 金额
301 | 工资福利支出 | 5.00 | 302 | 商品和服务支出 | {}
30101 | 基本工资 | 5.00 | {} | {} | {}
人员经费合计 | < | 5.00 | 公用经费合计 | < | 2.00
"""
BASIC = line("一般公共预算财政拨款基本支出决算明细表")


def read(*blocks):
    return recognise(document((*TOP, *blocks)))


def figures(found):
    return {(one.code or one.item, one.measure): one.amount.printed for one in found.figures}


def unplaced(found):
    return [(one.printed, one.reason, one.candidates) for one in found.unplaced]


def test_rows_that_came_out_as_one_are_unplaced_number_by_number():
    torn = grid(f"{HEAD}合/n205 | 计/n教育支出 | 9.00/n－0.01 | 5.00/n0.01 | 4.00/n△0.02")
    found = read(GENERAL, torn)
    assert not found.figures
    assert [text for text, *_ in unplaced(found)] == ["9.00", "－0.01", "5.00", "0.01", "4.00", "△0.02"]
    assert [table.state for table in found.tables] == ["unread"]


def test_what_no_row_has_is_unplaced_and_a_row_printed_again_stands_aside():
    first = grid(f"{HEAD}合计 | < | 9.00 | 5.00 | 4.00\n205 | 教育支出 | 9.00 | 5.00 | 4.00", page=1)
    again = grid("合计 | < | 9.00 | 5.00 | 4.00\n20501 | 教育管理事务 | 9.00 | 5.00 | 4.00", page=2)
    found = recognise(document((*TOP, GENERAL, first), (again,)))
    assert len(found.figures) == 9
    assert unplaced(found) == [(text, REPRINTED, ("none",)) for text in ("9.00", "5.00", "4.00")]


def test_the_numbers_of_a_table_below_without_a_title_are_unplaced():
    own = grid(f"{HEAD}205 | 教育支出 | 9.00 | 5.00 | 4.00")
    other = grid("甲 | 乙\n12.34 | 5.60", page=2)
    found = recognise(document((*TOP, GENERAL, own), (other,)))
    assert len(found.figures) == 3
    assert unplaced(found) == [("12.34", PASSED_OVER, ()), ("5.60", PASSED_OVER, ())]


def test_a_title_above_numbers_without_a_header_is_left_over():
    rows = [line(f"其中{name} 1.00 2.00") for name in "甲乙丙丁"]
    found = recognise(
        document((*TOP, GENERAL, grid(f"{HEAD}205 | 教育支出 | 9.00 | 5.00 | 4.00")), (line("收入决算表", 2), *rows))
    )
    assert [(each.reason, each.excerpt) for each in found.leftovers] == []
    other = grid("甲 | 乙\n1.00 | 2.00", page=2)
    found = recognise(
        document((*TOP, GENERAL, grid(f"{HEAD}205 | 教育支出 | 9.00 | 5.00 | 4.00")), (line("收入决算表", 2), other))
    )
    assert [(each.reason, each.excerpt) for each in found.leftovers] == [(NO_HEADER, "收入决算表")]


@pytest.mark.parametrize("zero", ["/", "无", "—", "－", "0.00"])
def test_what_stands_for_nothing_ends_no_row_and_names_none(zero):
    found = read(BASIC, grid(LANES.format("2.00", "30201", "办公费", zero)))
    expected = {("301", "amount"): "5.00", ("30101", "amount"): "5.00", ("302", "amount"): "2.00"}
    expected |= {("人员经费合计", "amount"): "5.00", ("公用经费合计", "amount"): "2.00"}
    expected |= {("30201", "amount"): zero} if zero == "0.00" else {}
    assert figures(found) == expected
    assert {one.item for one in found.figures} >= {"基本工资", "公用经费合计"}
    assert not found.unplaced


def test_an_amount_without_a_code_is_none_of_the_row_before():
    found = read(BASIC, grid(LANES.format("—", "", "", "2.00")))
    assert ("302", "amount") not in figures(found)
    assert unplaced(found) == [("2.00", NAMELESS, ())]


@pytest.mark.parametrize("broken", ["1234/n.56", "1234./n56", "1,234/n.56", "1,/n234/n.56"])
def test_a_number_broken_at_its_point_is_one(broken):
    found = read(GENERAL, grid(f"{HEAD}合计 | < | {broken} | 1234.56 | —"))
    assert [str(one.amount.value) for one in found.figures] == ["1234.56", "1234.56"]


@pytest.mark.parametrize("odd", ["123/n4.56", "¥1234.56", "1.234.56", "12 34.56"])
def test_what_is_no_number_is_no_header_and_no_figure(odd):
    found = read(GENERAL, grid(f"{HEAD}合计 | < | {odd} | 1234.56 | —"))
    assert figures(found) == {("合计", "basic"): "1234.56"}
    assert unplaced(found) == [(" ".join(odd.replace("/n", "\n").split()), NOT_A_NUMBER, ())]


def test_a_document_without_positions_is_treated_alike():
    data = "<h1>甲市乙局2024年度部门决算</h1><p>单位：万元</p><p>一般公共预算财政拨款支出决算表</p><table>"
    data += "<tr><td>科目编码<td>科目名称<td>合计<td>基本支出<td>项目支出</tr>"
    data += "<tr><td>205<td>教育支出<td>¥9.00<td>9.00</tr></table>"
    found = recognise(Document(Source("a.html", "html", "", len(data)), *html.pages(f"<html><body>{data}".encode())))
    assert figures(found) == {("205", "basic"): "9.00"}
    assert unplaced(found) == [("¥9.00", NOT_A_NUMBER, ())]


@pytest.mark.parametrize(("printed", "is_read"), [("3", False), ("4", True), ("3.00", True)])
def test_the_number_of_a_page_inside_a_table_is_no_amount(printed, is_read):
    head = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n"
    rows = [
        ("205", "教育支出"),
        ("206", "科学技术支出"),
        ("207", "文化旅游体育与传媒支出"),
        ("208", "社会保障和就业支出"),
    ]
    tables = [
        grid(f"{head if at == 1 else ''}{code} | {name} | 9.50 | 9.50 | {printed if at == 3 else ''}", at)
        for at, (code, name) in enumerate(rows, start=1)
    ]
    pages = [(table, line("" if at == 3 else f"- {at} -", at)) for at, table in enumerate(tables, start=1)]
    flat = document((*TOP, GENERAL, *pages[0]), *pages[1:])
    found = recognise(replace(flat, pages=tuple(replace(page, width=595.0, height=842.0) for page in flat.pages)))
    assert (("207", "project") in figures(found)) == is_read
    assert [one.printed for one in found.unplaced] == ([] if is_read else [printed])


def test_wide_digits_are_one_number():
    assert not is_gap(5.5, 7.0, "１", "０")
    assert is_gap(5.5, 7.0, "1", "0")


def test_what_stands_below_the_one_row_of_a_table_is_no_second_row():
    title = line("一般公共预算财政拨款“三公”经费支出决算表")
    sheet = grid("""
合计 | 因公出国（境）费 | 公务接待费
预算数 | 预算数 | 预算数
3.00 | 1.00 | 2.00
13 | |
第三部分 | |
14 | |
""")
    found = read(title, sheet)
    assert {one.amount.printed for one in found.figures} == {"3.00", "1.00", "2.00"}
    assert ("13", NAMELESS, ()) in unplaced(found)
    assert "14" not in [text for text, *_ in unplaced(found)]
