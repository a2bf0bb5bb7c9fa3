"""The rows of tasks above the indicators of a form: their names from narrow cells, and what they say."""

import pytest

from builder.model.disclosure import Identity
from builder.model.document import Document, Line, Page, Source, Word
from builder.model.location import Location
from builder.recognise.moneyrows import FORM
from builder.recognise.performance import indicators
from builder.recognise.sections import strips
from builder.recognise.taskrows import task_statements

IDENTITY = Identity("a", "某市总工会", 2023, "final", "")
HEADER = ("任务名称 主要内容 完成情况", "全年预算数(万", "元)", "全年执行数(万元)", "分", "值", "执行", "率", "得分")
COLUMNS = ("总额", "财政", "拨款", "总额", "财政", "拨款")
FIRST = ("基层组织", "建设", "做好基层组织建设", "按计划", "完成", "12.5 12.5 10 10 5 80% 4")
SECOND = ("职工技能", "培训经费", "举办技能培训班", "已完成", "8 8 8 8 5 100% 5")
TOTAL = ("金额合计 20.5 20.5 18 18 10 87.8% 9",)
BELOW = (
    *("一级指标 二级指标 指标内容 实际完成值 分值 得分", "产出指标", "数量指标", "培训人数 100 60 60"),
    *("质量指标", "合格率 90% 30 30", "总分 100 99"),
)


def read(*lines):
    words = ("某市总工会整体支出绩效自评表", *lines, *BELOW)
    blocks = tuple(Line(text, (Word(text),), Location(1, number)) for number, text in enumerate(words, 1))
    found = strips(Document(Source("a.txt", "text", "", 0), (Page(1, blocks),)))
    rows = indicators(found, ())
    return [row for row in rows if row.rate], list(task_statements(rows, found, IDENTITY))


def names(*lines):
    return [row.indicator for row in read(*lines)[0] if row.role == "money"]


def test_the_names_of_tasks_end_before_the_wider_column():
    rows, _ = read(*HEADER, *COLUMNS, *FIRST, *SECOND, *TOTAL)
    assert [(row.level1, row.indicator, row.target, row.actual) for row in rows] == [
        ("", "基层组织建设", "12.5", "10"),
        ("", "职工技能培训经费", "8", "8"),
        ("金额合计", "", "20.5", "18"),
    ]
    assert (rows[0].location.line, rows[0].last_line) == (17, 22)


def test_the_rows_of_tasks_are_said():
    _, said = read(*HEADER, *COLUMNS, *FIRST, *TOTAL)
    assert [(each.subject, each.measure, f"{each.value}{each.unit}", each.location.line) for each in said] == [
        ("基层组织建设", "budget", "12.5万元", 22),
        ("基层组织建设", "amount", "10万元", 22),
        ("基层组织建设", "completion_percent", "80%", 22),
        ("基层组织建设", "score", "4分", 22),
        ("金额合计", "budget", "20.5万元", 23),
        ("金额合计", "amount", "18万元", 23),
        ("金额合计", "completion_percent", "87.8%", 23),
        ("金额合计", "score", "9分", 23),
    ]
    assert {(each.section, each.year, each.text) for each in said if each.subject != "金额合计"} == {
        (FORM, 2023, FIRST[-1])
    }


@pytest.mark.parametrize(
    "lines",
    [
        ("基层组织", "建设", "按计划", "完成", FIRST[-1]),
        ("基层", "组织建设", "做好基层组织建设", FIRST[-1]),
        ("加强全市各级基层工会组织的建设", "按计划", FIRST[-1]),
    ],
)
def test_a_name_that_is_not_told_apart_is_none(lines):
    assert names(*HEADER, *COLUMNS, *lines, *TOTAL) == [""]
    assert not [each for each in read(*HEADER, *COLUMNS, *lines, *TOTAL)[1] if each.subject != "金额合计"]


def test_a_page_number_is_no_part_of_a_name():
    assert names(*HEADER, *COLUMNS, *FIRST, "17", *SECOND, *TOTAL) == ["基层组织建设", "职工技能培训经费"]


def test_a_header_that_goes_on_leaves_the_first_row_without_name():
    assert names(*HEADER, *COLUMNS, "备注", *FIRST, *TOTAL) == [""]


def test_amounts_that_do_not_give_the_rate_are_not_said():
    _, said = read(*HEADER, *COLUMNS, *FIRST[:-1], "12.5 12.5 10 10 5 100% 4", *TOTAL)
    assert {each.subject for each in said} == {"金额合计"}


def test_what_was_told_already_is_not_said_again():
    rows, said = read(*HEADER, *COLUMNS, *FIRST, *TOTAL)
    assert list(task_statements(rows, (), IDENTITY, said)) == []


def test_the_points_of_the_tasks_are_part_of_the_total():
    words = ("某市总工会整体支出绩效自评表", *HEADER, *COLUMNS, *FIRST, *SECOND, *TOTAL, *BELOW)
    blocks = tuple(Line(text, (Word(text),), Location(1, number)) for number, text in enumerate(words, 1))
    found = indicators(strips(Document(Source("a.txt", "text", "", 0), (Page(1, blocks),))), ())
    assert [(row.indicator, row.weight, row.score) for row in found if row.role == "indicator"] == [
        ("培训人数", "60", "60"),
        ("合格率", "30", "30"),
    ]
