"""A performance form whose indicators could not be read is named; one that was read or is empty is not."""

import pytest

from builder.recognise import recognise
from tests.drawn import document, grid, line

TITLE = line("部门整体支出绩效自评表", 2)
HEAD = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分"
ODD = "甲 | 乙 | 丙 | 丁 | 戊 | 己 | 庚"
ROWS = """
产出指标 | 数量指标 | 培训人数 | 100人 | 90人 | 10 | 9
产出指标 | 质量指标 | 合格率 | 95% | 96% | 10 | 10
效益指标 | 社会效益指标 | 满意率 | 90% | 91% | 10 | 10
"""


def said(*blocks):
    read = recognise(document((line("甲市乙局2024年度部门决算"),), (line("支出总计5.00万元。", 2), *blocks)))
    return len(read.indicators), [note for note in read.notes if "指标" in note]


def test_a_form_that_was_read_is_not_named():
    assert said(TITLE, grid(f"{HEAD}{ROWS}", 2)) == (3, [])


def test_a_form_whose_header_is_not_known_is_named_with_its_page():
    note = "第 2 页《部门整体支出绩效自评表》没有认出表头，其中的指标没有读出"
    assert said(TITLE, grid(f"{ODD}{ROWS}", 2)) == (0, [note])


@pytest.mark.parametrize("body", ["", "产出指标 | 数量指标 | 质量指标 | | | |"])
def test_a_blank_form_and_a_line_of_the_contents_are_not_named(body):
    assert said(TITLE, *([grid(f"{ODD}\n{body}", 2)] if body else [line("一、职责", 2)])) == (0, [])
