"""Rows and headers that the end of a page cuts in two: no end of an amount is lost, and none is one of its own."""

from dataclasses import replace

import pytest

from builder.model.disclosure import Disclosure
from builder.recognise import recognise
from builder.recognise.pagebreaks import GOES_ON
from tests.drawn import document, grid, line

HEAD = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出（{unit}）"
FIRST = """
合计 | < | 295792.57 | 195792.57 | 100000.00
201 | 一般公共服务支 | {begin} | {begin} |
"""
NEXT = """
 | {name} | {end} | {end} |
213 | 农林水支出 | 100000.00 | | 100000.00
"""


def read(first: str, *later: str) -> Disclosure:
    top = (line("示例县林业局2023年度部门决算"), line("支出决算表"), grid(first))
    pages = [(grid(each, at),) for at, each in enumerate(later, start=2)]
    found = document(top, *pages)
    return recognise(replace(found, pages=tuple(replace(page, width=595.0, height=842.0) for page in found.pages)))


def amounts(found: Disclosure, code: str) -> list[str]:
    return [str(each.amount.value) for each in found.figures if each.code == code]


@pytest.mark.parametrize(
    ("begin", "end", "name"), [("195792.5", "7", "出"), ("195792.", "57", ""), ("195,79", "2.57", "出")]
)
def test_the_end_of_an_amount_on_the_next_page_is_read_with_its_beginning(begin: str, end: str, name: str) -> None:
    found = read(HEAD.format(unit="元") + FIRST.format(begin=begin), NEXT.format(end=end, name=name))
    assert amounts(found, "201") == ["195792.57", "195792.57"]
    assert {each.code for each in found.figures} == {"", "201", "213"}
    assert [(each.printed, each.reason) for each in found.unplaced] == [(end, GOES_ON)] * 2


def test_an_amount_that_may_end_on_its_page_is_none_if_more_of_it_may_follow() -> None:
    found = read(HEAD.format(unit="元") + FIRST.format(begin="19579"), NEXT.format(end="2.57", name="出"))
    assert amounts(found, "201") == []
    assert amounts(found, "213") == ["100000.00", "100000.00"]


def test_a_row_of_its_own_on_the_next_page_stays_one() -> None:
    found = read(HEAD.format(unit="元") + FIRST.format(begin="195792.57"), NEXT.format(end="7.00", name="其中：公用"))
    assert amounts(found, "201") == ["195792.57", "195792.57"]
    assert sorted(each.item for each in found.figures if each.amount.printed == "7.00") == ["其中：公用"] * 2


def test_ends_of_names_in_several_cells_do_not_end_the_table() -> None:
    top = (line("示例县林业局2023年度部门决算"), line("收入支出决算总表"), line("单位：万元"))
    head = "项目 | 行次 | 决算数 | 项目 | 行次 | 决算数\n"
    rows = "一、一般公共预算财政拨款 | 1 | 9.00 | 一、一般公共服 | 32 | 9.00"
    later = "收入 | | | 务支出 | |\n本年收入合计 | 2 | 9.00 | 本年支出合计 | 33 | 9.00"
    names = ["一、一般公共预算财政拨款收入", "一、一般公共服务支出", "本年收入合计", "本年支出合计"]
    found = document((*top, grid(head + rows)), (grid(later, 2),))
    found = replace(found, pages=tuple(replace(page, width=595.0, height=842.0) for page in found.pages))
    read_back = recognise(found)
    assert sorted(each.line_no for each in read_back.figures) == ["1", "2", "32", "33"]
    assert sorted(each.item for each in read_back.figures) == sorted(names)
    assert read_back.unplaced == ()


def test_the_end_of_the_name_of_a_code_is_read_with_its_beginning_and_no_other_name() -> None:
    first = HEAD.format(unit="元") + "\n21301 | 农业 | 9.00 | 9.00 |"
    later = " | {} | | |\n2130101 | 行政运行 | 9.00 | 9.00 |"
    for name, item in (("农村", "农业农村"), ("其中：补助", "农业")):
        found = read(first, later.format(name))
        assert {each.item for each in found.figures if each.code == "21301"} == {item}
        assert amounts(found, "2130101") == ["9.00", "9.00"]


@pytest.mark.parametrize(("shift", "is_read"), [(0.0, True), (12.0, True), (60.0, False)])
def test_the_upper_row_of_a_header_at_the_end_of_a_page_is_of_it(shift: float, is_read: bool) -> None:
    upper = grid("收入 | < | < | 支出 | < | <")
    cells = tuple(replace(cell, column=at, colspan=1) for at, cell in enumerate(upper.cells))
    edges = (shift, 120 + shift, 240 + shift)
    below = grid(
        "项目 | 行次 | 决算数 | 项目 | 行次 | 决算数\n"
        "一、一般公共预算财政拨款收入 | 1 | 9.00 | 一、一般公共服务支出 | 32 | 8.00\n"
        "本年收入合计 | 2 | 9.00 | 本年支出合计 | 33 | 8.00",
        2,
    )
    top = (line("示例县林业局2023年度部门决算"), line("收入支出决算总表"), line("单位：万元"))
    made = document((*top, replace(upper, cells=cells, edges=edges), line("- 1 -")), (below,))
    found = recognise(replace(made, pages=tuple(replace(page, width=595.0, height=842.0) for page in made.pages)))
    told = [(each.side, each.line_no, each.amount.printed) for each in found.figures]
    rows = [
        ("revenue", "1", "9.00"),
        ("revenue", "2", "9.00"),
        ("expenditure", "32", "8.00"),
        ("expenditure", "33", "8.00"),
    ]
    assert sorted(told) == (sorted(rows) if is_read else [])


def test_a_header_whose_last_line_is_cut_off_on_the_next_page_is_the_header() -> None:
    head = "科目编码 | 科目名称 | 本年支出合计 | 上缴上级支出 | 对附属单位补助支出\n"
    rows = "201 | 一般公共服务支出 | 9.00 | 4.00 | 5.00", "213 | 农林水支出 | 8.00 | 3.00 | 5.00"
    top = f"单位：万元 | < | < | < | <\n{head}{rows[0]}"
    assert amounts(read(top, f"{head}{rows[1]}"), "213") == ["8.00", "3.00", "5.00"]
    cut = head.replace("补助支出", "补")
    assert amounts(read(top, f"{cut}{rows[1]}"), "213") == ["8.00", "3.00", "5.00"]
    other = head.replace("对附属单位补助支出", "其他支出").replace("上缴上级支出", "经营支出")
    assert amounts(read(top, f"{other}{rows[1]}"), "213") == []


def test_a_page_may_begin_with_a_row_that_has_dashes_alone() -> None:
    head = HEAD.format(unit="元") + FIRST.format(begin="195792.57")
    found = read(head, "其他拨款 | < | — | — | —\n213 | 农林水支出 | 100000.00 | | 100000.00")
    assert amounts(found, "213") == ["100000.00", "100000.00"]
    found = read(head, "其他拨款 | < | 上年 | 本年 | 比例\n213 | 农林水支出 | 100000.00 | | 100000.00")
    assert amounts(found, "213") == []


@pytest.mark.parametrize("unit", ["元", "万/n元", "千 元"])
def test_the_unit_in_a_header_may_be_broken(unit: str) -> None:
    found = read(HEAD.format(unit=unit) + FIRST.format(begin="195792.57"))
    assert {each.amount.unit for each in found.figures} == {"".join(unit.replace("/n", "").split())}
