"""Rates, changes and directions: what contradicts the amounts beside it, and near misses that must stay silent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import checks
from builder.checks._ratios import Rate, compare, growth, quotient
from builder.model.amount import Interval
from tests import examples


def found(*lines, rule="RAT"):
    """Rule and severity of every finding of a family."""
    verdict = checks.run(examples.disclosure(list(lines)))
    return [(one.rule, one.severity) for one in verdict.findings if one.rule.startswith(rule)]


def messages(*lines):
    verdict = checks.run(examples.disclosure(list(lines)))
    return [one.message for one in verdict.findings if one.rule.startswith("RAT")]


def states(rule, *lines):
    verdict = checks.run(examples.disclosure(list(lines)))
    return [(entry.state, entry.reason) for entry in verdict.ledger if entry.rule == rule]


HEAD = "文 三、支出决算情况说明"


@pytest.mark.parametrize(
    "text",
    [
        "文 2023年度收入合计100.00万元，比上年决算数90.00万元增加10.00万元，增长11.11%。",
        "文 2023年度收入合计100.00万元，与年初预算数100.00万元持平；比上年决算数90.00万元增加10.00万元。",
        "文 2023年度收入合计100.00万元，比上年决算数90.00万元增加10.01万元。",  # all three may be rounded
        "文 2023年度收入合计100.00万元，比上年增加约12万元，增长近15%。",
        "文 2023年度收入合计1.2亿元，比上年增加2000万元，增长20%。",
        "文 2023年度收入合计100.00万元。与上年相比，支出合计增加10.00万元，增长33%。",  # of something else
        "文 2023年度收入合计100.00万元，比上年增加（减少）0万元，增长（下降）0%。",
        "文 培训费0.05万元，比上年增加0.01万元，增长25%。",
        "文 2023年度收支总决算100.00万元。与上年相比，收入总计、支出总计各增加10.00万元，增长11.11%。",
    ],
)
def test_changes_that_are_right_or_not_certain(text):
    assert found("文 一、收入支出决算总体情况说明", text) == []


@pytest.mark.parametrize(
    ("text", "rule", "severity"),
    [
        ("文 2023年度收入合计100.00万元，比上年决算数90.00万元增加12.00万元。", "RAT001", "error"),
        ("文 2023年度收入合计100.00万元，比上年决算数110.00万元增加10.00万元。", "RAT001", "error"),
        ("文 2023年度收入合计100.00万元，比年初预算80.00万元增加10.00万元。", "RAT001", "error"),
        ("文 2023年度收入合计100.00万元，比上年增加10.00万元，增长0.11%。", "RAT002", "error"),
        ("文 2023年度收入合计100.00万元，比上年增加10.00万元，增长10.00%。", "RAT002", "error"),
        ("文 2023年度收入合计1000.00万元，比上年增加100.00万元，增长11.12%。", "RAT002", "note"),
        ("文 2023年度收入合计100.00万元，比上年增加10.00万元，下降11.11%。", "RAT006", "error"),
    ],
)
def test_changes_that_contradict_their_amounts(text, rule, severity):
    assert found("文 一、收入支出决算总体情况说明", text) == [(rule, severity)]


def test_the_same_wrong_rate_again_is_one_cause():
    text = "收入合计100.00万元。与上年相比，收入合计增加10.00万元，增长0.11%。"
    lines = ["文 一、收入支出决算总体情况说明", f"文 {text}", "文 二、收入决算情况说明", f"文 {text}"]
    verdict = checks.run(examples.disclosure(lines))
    assert len({one.group for one in verdict.findings if one.rule == "RAT002"}) == 1
    assert len([one for one in verdict.findings if one.rule == "RAT002"]) == 2


def test_a_rate_from_nothing_is_a_matter_of_its_base():
    lines = (HEAD, "文 培训费2.00万元，比上年增加2.00万元，增长100%。")
    assert found(*lines) == [("RAT005", "warning")]
    assert states("RAT002", *lines) == [("not_applicable", "基数为零，没有百分比可言，见 RAT005")]


def test_a_share_of_the_amount_that_the_list_begins_with():
    def shares(one, other):
        return found(
            HEAD, f"文 本年支出合计351.42万元，其中：基本支出225.49万元，占{one}%；项目支出125.94万元，占{other}%。"
        )

    assert shares("64.17", "35.84") == []
    assert shares("64.16", "35.84") == []  # within what rounding of both amounts allows
    assert shares("64.10", "35.84") == [("RAT003", "error")]
    assert shares("64", "36") == []
    assert shares("65", "35") == [("RAT003", "note")] * 2  # one unit of the last digit


def test_a_share_of_a_named_whole():
    table = ("general-expenditure 合计: total 600.00, basic 570.00, project 30.00",)
    lines = (*table, "文 （一）绩效评价工作开展情况。", "文 涉及资金30万元，占一般公共预算项目支出总额的5%。")
    (message,) = messages(*lines)
    assert "为 100%" in message and "倒与" in message
    assert found(*lines) == [("RAT003", "warning")]
    budgets = ("文 （一）绩效评价工作开展情况。", "文 涉及资金90万元，占一般公共预算项目支出总额的100%。")
    assert found(*table, *budgets) == [("RAT003", "note")]  # larger than the whole: the name means something else
    assert found(*table, "文 （一）开展情况。", "文 涉及资金30万元，占某项资金的5%。") == []


def test_a_share_without_a_certain_whole_is_not_checked():
    lines = (HEAD, "文 接待职工30万元，占45%。")
    assert found(*lines) == []
    assert [state for state, _ in states("RAT003", *lines)] == ["not_checked"]


def test_units_that_differ_are_said():
    (message,) = messages(HEAD, "文 全年预算数235.76元，执行数235.76万元，完成预算的100%。")
    assert "单位印得不同" in message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年初预算为83.67万元，支出决算为126.73万元，完成年初预算的151.46%。", []),
        ("年初预算为83.67万元，支出决算为126.73万元，完成年初预算的151.5%。", []),
        ("年初预算为83.67万元，支出决算为126.73万元，完成年初预算的151.45%。", []),  # within what rounding allows
        ("年初预算为10210.34万元，支出决算为9746.50万元，完成年初预算的95.45%。", [("RAT004", "note")]),
        ("年初预算为83.67万元，支出决算为126.73万元，完成年初预算的66.02%。", [("RAT004", "error")]),
        ("年初预算为80万元，调整后预算为126.73万元，支出决算为126.73万元，完成调整后预算的100%。", []),
        ("支出决算为126.73万元，完成年初预算的100%。", []),
        ("年初预算为0万元，支出决算为126.73万元，完成年初预算的100%。", [("RAT005", "warning")]),
        ("年初预算为0万元，支出决算为0万元，完成年初预算的0%。", [("RAT005", "note")]),
        ("年初预算为10万元，支出决算为0万元，完成年初预算的0%。", []),
    ],
)
def test_completion(text, expected):
    assert found(HEAD, f"文 行政运行{text}") == expected


def test_all_rates_over_nothing_are_told_by_one_finding():
    lines = [HEAD] + [f"文 {name}年初预算为0万元，支出决算为{amount}万元，完成年初预算的100%。" for name, amount in
                      (("行政运行", "3.00"), ("事业运行", "4.00"), ("培训支出", "0"))]  # fmt: skip
    verdict = checks.run(examples.disclosure(lines))
    assert [one.source_lines for one in verdict.findings if one.rule == "RAT005"] == [(2, 3), (4,)]


def test_shares_of_nothing_in_the_procurement_paragraph():
    text = (
        "文 政府采购支出总额0万元，其中：政府采购货物支出0万元、政府采购服务支出0万元。授予中小企业合同金额0万元，"
        "占政府采购支出总额的0%；货物采购授予中小企业合同金额占货物支出金额的0%。"
    )
    assert found("文 十一、政府采购支出说明", text) == [("RAT005", "note")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("决算数大于预算数的主要原因是人员增加。", []),
        ("决算数小于预算数的主要原因是厉行节约。", [("RAT006", "error")]),
        ("决算数等于预算数。", [("RAT006", "error")]),
        ("支出决算数与年初预算数一致。", [("RAT006", "error")]),
        ("支出决算数与年初预算数基本一致。", []),
        ("支出增加的主要原因是人员增加。", []),
    ],
)
def test_words_of_direction(text, expected):
    assert found(HEAD, f"文 行政运行年初预算为10.00万元，支出决算为12.00万元，完成年初预算的120%。{text}") == expected


def test_words_about_one_of_several_items_are_not_checked():
    text = (
        "文 行政运行年初预算为10.00万元，支出决算为12.00万元；事业运行年初预算为9.00万元，支出决算为8.00万元。"
        "决算数小于预算数的主要原因是厉行节约。"
    )
    assert found(HEAD, text) == []
    assert ("not_checked", "同一段里说到几个项目，不能断定说的是哪一个") in states("RAT006", HEAD, text)


def test_level_with_another_number():
    assert found(HEAD, "文 机关运行经费支出63.39万元，与年初预算数63.39万元持平。") == []
    assert found(HEAD, "文 机关运行经费支出63.39万元，与年初预算数60.00万元持平。") == [("RAT006", "error")]


def test_reasons():
    text = "文 收入合计100.00万元，比上年增加10.00万元，主要原因是{}。"
    head = "文 一、收入支出决算总体情况说明"
    assert found(head, text.format("增加人员经费8.00万元，增加办公经费2.00万元")) == []
    assert found(head, text.format("增加人员经费14.00万元，减少办公经费4.00万元")) == []
    assert found(head, text.format("增加人员经费14.00万元，减少办公经费1.00万元")) == []  # perhaps not all are listed
    assert found(head, text.format("人员经费8.00万元，办公经费6.00万元")) == [("RAT007", "note")]
    assert found(head, text.format("人员经费8.00万元，办公经费6.00万元，但差旅费减少")) == []


@given(
    part=st.decimals("0.01", "9999.99", places=2),
    whole=st.decimals("1.00", "99999.99", places=2),
    error=st.tuples(*[st.decimals("-0.0049", "0.0049", places=4)] * 2),
    digits=st.integers(0, 2),
)
def test_a_rate_of_unrounded_amounts_is_never_a_fault(part, whole, error, digits):
    half = Decimal("0.005")
    true = (part + error[0]) / (whole + error[1]) * 100
    printed = round(true, digits)
    interval = quotient(Interval(part - half, part + half), Interval(whole - half, whole + half))
    assert interval is not None
    compared = compare(printed, [Rate(lambda: interval, part / whole * 100, "", ())])
    assert compared is not None and compared.state in ("passed", "rounding")


@given(before=st.decimals("1.00", "9999.99", places=2), after=st.decimals("1.00", "9999.99", places=2))
def test_growth_is_change_by_what_was_before(before, after):
    half = Decimal("0.005")
    change = after - before
    interval = growth(Interval(after - half, after + half), Interval(change - half, change + half))
    assert interval is not None
    assert interval.low <= change / before * 100 <= interval.high


def test_nothing_has_no_rate():
    assert quotient(Interval(Decimal(1), Decimal(1)), Interval(Decimal(0), Decimal(0))) is None
    assert growth(Interval(Decimal(1), Decimal(1)), Interval(Decimal(1), Decimal(1))) is None
    assert compare(Decimal(1), []) is None


@pytest.mark.parametrize(
    "lines",
    [
        # the amount has another scope
        (
            "文 （一）总体情况",
            "文 一般公共预算财政拨款支出500.00万元。与上年相比，财政拨款支出增加10.00万元，增长1.00%。",
        ),
        # the change is of what was spoken of before
        ("文 七、用车", "文 运行维护费支出3.50万元，平均每辆1.17万元，比上年减少0.50万元，下降12.5%。"),
        # a sign and a word
        ("文 七、用车", "文 运行维护费支出9.00万元，比上年增加-1.00万元，下降10%。"),
        # the budget as adjusted is not printed
        (HEAD, "文 行政运行年初预算为10.00万元，支出决算为12.00万元，完成调整后预算的98%。"),
        # one share that fits nothing proves nothing
        (HEAD, "文 支出90.00万元，其中工资50.00万元。", "文 培训项目30.00万元，占15%。"),
        ("文 三公", "文 年初预算为0万元，支出决算为12.00万元，比上年增加2.00万元，增长20%。"),
    ],
)
def test_doubts(lines):
    assert found(*lines) == []


def test_a_slip_of_the_point_is_beyond_doubt():
    text = "文 一般公共预算财政拨款支出500.00万元。与上年相比，财政拨款支出减少20.00万元，下降0.04%。"
    assert found("文 （一）总体情况", text) == [("RAT002", "warning")]


def test_whether_a_rate_of_an_unnamed_budget_is_wrong_is_only_probable():
    text = "文 行政运行年初预算为10.00万元，支出决算为12.00万元，完成预算的98%。"
    assert found(HEAD, text) == [("RAT004", "warning")]


def test_reasons_listed_behind_semicolons_belong_to_the_change():
    start = "文 2023年度收入合计100.00万元，比上年增加10.00万元，主要原因：甲类人员补发绩效4.33万元"
    assert found(HEAD, f"{start}；乙类人员年金记实3.90万元；丙类人员一次性抚恤金8.46万元。") == [("RAT007", "note")]
    assert found(HEAD, f"{start}；乙类人员年金记实3.90万元；丙类人员一次性抚恤金1.77万元。") == []
    assert found(HEAD, f"{start}；基本支出60.00万元。") == []  # what follows is told, and is no reason


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("减少10.00万元", "项目减少15.00万元，退休人员增多"),
        ("增加10.00万元", "新增职工疗养15.00万元，取消上年的一次性项目"),
    ],
)
def test_a_reason_against_the_change_needs_no_amount(change, reason):
    assert found(HEAD, f"文 2023年度支出合计100.00万元，比上年{change}，主要原因是{reason}。") == []


def test_growth_behind_a_list_has_the_base_of_the_whole_list():
    text = "文 收入预算100.00万元，其中：财政拨款收入90.00万元，其他收入10.00万元，比上年增加10.00万元，增长11.11%。"
    assert found(HEAD, text) == []


def test_a_rate_over_nothing_is_seen_for_another_year_too():
    head = "文 九、“三公”经费支出决算情况说明"
    line = "文 2022年度“三公”经费支出预算0万元，支出决算{}万元，完成预算的0%。"
    assert ("RAT005", "note") in found(head, line.format("0"))
    assert found(head, line.format("0").replace("预算0万元", "预算3.20万元")) == []


def test_the_share_of_an_expenditure_in_a_budget_is_that_of_its_expenditure():
    head, total = "文 二、一般公共预算支出情况说明", "文 2023年部门一般公共预算支出953.39万元，支出分类如下："
    part = "文 （一）221类住房保障支出35.25万元，占一般公共预算的{}%。"
    assert found(head, total, part.format("3.69")) == [("RAT003", "note")]
    assert found(head, total, part.format("3.70")) == []


def test_a_rate_may_be_of_an_economic_class_of_the_table():
    table = "general-basic 301 工资福利支出: amount 308.94"
    line = "文 增加在职人员工资福利支出37.85万元，增加{}%，增加原因是新增人员。"
    assert found(HEAD, line.format("13.9"), table) == [("RAT002", "note")]
    assert found(HEAD, line.format("14.0"), table) == []
    assert found(HEAD, line.format("25.0"), table) == []  # of something else


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("2.54", [("passed", "")]), ("2.45", [("failed", "")])],
)
def test_a_budget_whose_name_stands_again_is_what_is_compared_with(printed, expected):
    said = f"文 2023年培训费决算数3.26万元，比2023年培训费财政拨款年初预算5.80万元减少{printed}万元。"
    assert states("RAT001", HEAD, said) == expected


def test_a_budget_named_behind_the_year_before_is_not():
    said = "文 2023年培训费决算数90.00万元，年初预算80.00万元，比2022年减少10.00万元，年初预算数5.80万元中有余。"
    assert found(HEAD, said, rule="RAT001") == []
