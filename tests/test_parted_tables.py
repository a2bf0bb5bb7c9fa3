"""Tables that go on below a title printed again; units that another table proves; blanks inside numbers."""

import pytest

from builder.model.amount import parse_number
from builder.model.document import Document, Source
from builder.readers import html
from builder.recognise import recognise

HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ROWS = (
    ("合计", "", "30.05", "20.05", "10.00"),
    ("205", "教育支出", "12.05", "12.05", ""),
    ("208", "社会保障和就业支出", "10.00", "", "10.00"),
    ("210", "卫生健康支出", "8.00", "8.00", ""),
)


def table(*rows):
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"


def read(body):
    data = f"<html><body><h1>东海区乙局2025年度部门决算</h1>{body}</body></html>".encode()
    return recognise(Document(Source("a.html", "html", "", len(data)), *html.pages(data)))


def amounts(found):
    return [figure.amount.printed for figure in found.figures]


def test_a_title_printed_again_above_rows_without_a_header():
    title = "一般公共预算财政拨款支出决算表"
    first = f"<p>{title}</p><p>单位：万元</p>{table(HEAD, *ROWS[:2])}"
    found = read(f"{first}<p>{title}（续）</p>{table(*ROWS[2:])}")
    assert amounts(found) == [cell for row in ROWS for cell in row[2:] if cell]
    again = read(f"{first}<p>{title}（续）</p>{table(HEAD, *ROWS[2:])}")
    assert amounts(again) == amounts(found)


def test_a_unit_is_proven_by_the_same_total_in_a_table_that_prints_it():
    spent = "<p>支出决算表</p><p>单位：万元</p>" + table(
        (*HEAD, "上缴上级支出", "经营支出", "对附属单位补助支出"), *ROWS
    )
    silent = f"<p>一般公共预算财政拨款支出决算表</p>{table(HEAD, *ROWS)}"
    found = read(spent + silent)
    assert {figure.amount.unit for figure in found.figures} == {"万元"}
    assert len(found.figures) == 18
    assert any("没有印金额单位" in note for note in found.notes)


def test_another_total_proves_no_unit():
    other = [
        (*row[:2], *(cell.replace("30.05", "31.05").replace("20.05", "21.05") for cell in row[2:])) for row in ROWS
    ]
    spent = "<p>支出决算表</p><p>单位：万元</p>" + table(
        (*HEAD, "上缴上级支出", "经营支出", "对附属单位补助支出"), *ROWS
    )
    found = read(f"{spent}<p>一般公共预算财政拨款支出决算表</p>{table(HEAD, *other)}")
    assert {figure.table for figure in found.figures} == {"expenditure"}
    assert {one.reason for one in found.unplaced} == {"表上没有写明金额单位"}


@pytest.mark.parametrize(
    ("text", "number"),
    [("1 , 066.60", "1066.60"), ("269 .02", "269.02"), ("269. 02", "269.02"), ("1, 066", "1066")],
)
def test_a_blank_beside_a_separator_is_none(text, number):
    assert str(parse_number(text)) == number


@pytest.mark.parametrize("text", ["1. 2080501", "12 34", "1 , 06", "3. 5", "201 08"])
def test_other_blanks_part_two_numbers(text):
    assert parse_number(text) is None


def test_the_note_of_an_empty_table_stays_with_it_where_another_follows_in_the_same_grid():
    note = "注：本部门没有国有资本经营预算财政拨款支出，故本表无数据。"
    empty = (("国有资本经营预算财政拨款支出决算表",), ("单位：万元",), HEAD, ("合计", "", "", "", ""), (note,))
    next_one = (("一般公共预算财政拨款支出决算表",), ("公开05表",), ("单位：万元",), HEAD, *ROWS)
    rows = [cells + ("",) * (5 - len(cells)) for cells in (*empty, *next_one)]
    found = read(table(*rows))
    assert {one.table: (one.state, one.note) for one in found.tables}["state-capital"] == ("empty", note)
    assert amounts(found) == [cell for row in ROWS for cell in row[2:] if cell]
