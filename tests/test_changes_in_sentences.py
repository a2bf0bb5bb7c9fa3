"""Changes that a sentence takes apart, differences, and shares of counts: what is found and what must stay silent."""

import pytest

from builder import checks
from tests import examples

SPENT, EXPENSES = "文 三、支出决算情况说明", "文 四、“三公”经费支出决算情况说明"


def told(rule, heading, *lines):
    """The severities of the findings of a rule."""
    verdict = checks.run(examples.disclosure([heading, *(f"文 {line}" for line in lines)]))
    return [each.severity for each in verdict.findings if each.rule == rule]


def looked(rule, heading, line):
    verdict = checks.run(examples.disclosure([heading, f"文 {line}"]))
    return [each.state for each in verdict.ledger if each.rule == rule]


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        (SPENT, "支出合计100.00万元，比上年增加10.00万元，其中：基本支出增加12.00万元，项目支出减少2.00万元。"),
        (SPENT, "支出预算100.00万元，较上年减少23.20万元。其中：基本支出增加6.80万元；项目支出减少30.00万元。"),
        (SPENT, "支出合计100.0万元，比上年增加10.0万元，其中：基本支出增加12.03万元，项目支出减少1.99万元。"),
        # reasons, of which not all need be said
        (SPENT, "支出合计100.00万元，比上年增加10.00万元，主要原因是：基本支出增加12.00万元，项目支出减少1.50万元等。"),
        # not all parts, further ones, or another base
        (SPENT, "支出合计100.00万元，比上年增加10.00万元，其中：基本支出增加12.00万元。"),
        (
            SPENT,
            "支出合计100.00万元，比上年增加10.00万元，其中：基本支出增加12.00万元，项目支出减少1.00万元，经营支出减少1.00万元。",
        ),
        (
            SPENT,
            "支出总计100.00万元，比上年增加10.00万元，其中：基本支出增加8.00万元，项目支出增加1.00万元，年末结转增加1.00万元。",
        ),
        (
            SPENT,
            "支出合计100.00万元，比2019年增加10.00万元。其中：基本支出比上年增加2.00万元，项目支出比上年增加3.00万元。",
        ),
        (
            SPENT,
            "支出合计100.00万元，比年初预算增加10.00万元。其中：基本支出比上年增加2.00万元，项目支出比上年增加3.00万元。",
        ),
        (SPENT, "支出合计100.00万元，比上年增加约10万元，其中：基本支出增加12.00万元，项目支出减少5.00万元。"),
        (
            EXPENSES,
            "“三公”经费62.07万元，比上年增加38.97万元；比2019年减少24.87万元。其中：因公出国（境）费比上年增加12.02万元；"
            "公务用车购置及运行维护费比上年增加6.32万元；公务接待费比上年增加20.63万元。",
        ),
        (
            EXPENSES,
            "“三公”经费2.00万元，比上年减少0.50万元，其中：因公出国（境）费减少0万元，公务用车购置费减少0万元，公务用车运行维护费"
            "减少0.30万元，公务接待费减少0.20万元。",
        ),
        (
            EXPENSES,
            "“三公”经费2.00万元，比上年减少0.50万元，其中：公务用车运行维护费减少0.30万元，公务接待费减少0.40万元。",
        ),
    ],
)
def test_changes_of_parts_that_fit_or_are_not_all_there(heading, line):
    assert told("REP002", heading, line) == []


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        (SPENT, "支出合计100.00万元，比上年增加10.00万元，其中：基本支出增加12.00万元，项目支出减少3.00万元。"),
        (SPENT, "支出预算100.00万元，较上年减少23.20万元。其中：基本支出增加6.80万元；项目支出增加30.00万元。"),
        (
            SPENT,
            "支出预算100.00万元，较上年减少23.20万元，其中：基本支出增加6.80万元，主要原因是调资；项目支出减少20.00万元，"
            "主要原因是压减活动。",
        ),
        (
            EXPENSES,
            "“三公”经费2.00万元，比上年减少0.50万元，其中：因公出国（境）费减少0万元，公务用车购置及运行维护费减少0.30万元"
            "（其中：公务用车购置费减少0万元，公务用车运行维护费减少0.30万元），公务接待费减少0.02万元。",
        ),
    ],
)
def test_changes_of_parts_that_do_not_add_up(heading, line):
    assert told("REP002", heading, line) == ["warning"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("支出决算数218.75万元，年初预算数200.00万元，差异18.75万元，差异率9.38%。", []),
        ("年初预算数230.00万元，支出决算数218.75万元，差异11.25万元。", []),
        ("支出决算数218.75万元，年初预算数200.00万元，差异约18万元。", []),
        ("支出决算数218.75万元，年初预算数200.00万元，差异主要是增资12.75万元。", []),
        ("收入决算数220.00万元，支出决算数218.75万元，年初预算数200.00万元，差异20.00万元。", []),
        ("支出决算数218.75万元，年初预算数200.00万元，差异17.85万元。", ["error"]),
        ("年初预算数230.00万元，支出决算数218.75万元，差异额12.25万元。", ["error"]),
    ],
)
def test_a_difference_is_that_of_the_two_numbers_before_it(line, found):
    assert told("RAT001", "文 六、预决算差异情况", line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("填报绩效目标的预算项目9个，占全部预算项目10个的90.00%。", []),
        ("填报绩效目标的预算项目7个，占全部预算项目9个的78%。", []),
        ("填报绩效目标的项目5个、开展监控的项目4个，占全部项目10个的90.00%。", []),
        ("填报绩效目标的预算项目9个，占全部预算项目的90.00%。", []),
        ("培训职工90人，占全部班组10个的90.00%。", []),
        ("填报绩效目标的预算项目9个，占全部预算项目近10个的95%。", []),
        ("填报绩效目标的预算项目9个，占全部预算项目12个的90.00%。", ["error"]),
        ("填报绩效目标的预算项目7个，占全部预算项目9个的77%。", ["note"]),
    ],
)
def test_shares_of_counts(line, found):
    assert told("RAT003", "文 五、绩效目标情况说明", line) == found


def test_those_that_fit_were_looked_at():
    fits = "支出合计100.00万元，比上年增加10.00万元，其中：基本支出增加12.00万元，项目支出减少2.00万元。"
    assert looked("REP002", SPENT, fits) == ["passed"]
    assert "passed" in looked("RAT001", SPENT, "支出决算数218.75万元，年初预算数200.00万元，差异18.75万元。")
    assert looked("RAT003", SPENT, "填报绩效目标的项目9个，占全部预算项目10个的90.00%。") == ["passed"]


def test_all_expenditure_of_a_fund_is_its_expenditure():
    line = "一般公共预算财政拨款支出1000.00万元。教育支出（类）20.40万元，占一般公共预算财政拨款总支出的{}%。"
    heading = "文 三、一般公共预算财政拨款支出决算情况说明"
    assert told("RAT003", heading, line.format("2.04")) == []
    assert told("RAT003", heading, line.format("2.40")) == ["error"]


def test_all_expenditure_of_a_project_is_not_that_on_projects():
    line = "项目支出500.00万元。职工之家项目总支出100.00万元，设备费30.00万元，占项目总支出的30.00%。"
    assert told("RAT003", SPENT, line) == []
