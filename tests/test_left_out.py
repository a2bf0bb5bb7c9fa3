"""What a copy says it leaves out, and what a reason goes on with, is not held against the document."""

from builder import checks
from tests import examples


def found(rule, *lines):
    """The states of a rule, and whether it found anything."""
    verdict = checks.run(examples.disclosure([f"文 {line}" for line in lines]))
    assert {one.rule for one in verdict.findings} <= {rule}
    return bool(verdict.findings), {entry.state for entry in verdict.ledger if entry.rule == rule}


LIST = (
    "一、收入支出决算总体情况说明",
    "2023年度收、支总计均为1.00万元。",
    "第五部分 名词解释",
    "（一）基本支出：保障机构运转的支出。",
    "（四）项目支出：完成特定任务的支出。",
)


def test_a_gap_in_a_list_is_found():
    assert found("CPL004", *LIST) == (True, {"failed", "passed"})


def test_a_gap_that_the_copy_explains_is_none():
    assert found("CPL004", *LIST[:4], "（从略）", LIST[4])[0] is False


def test_reasons_that_go_on_behind_a_semicolon_are_not_held_against_the_change():
    said = "2023年度支出总计100.00万元，比上年增加10.00万元，主要原因：增加人员经费15.00万元；减少项目经费5.00万元。"
    assert found("RAT007", LIST[0], said)[0] is False
