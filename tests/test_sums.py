"""What an equation between printed numbers comes to, to the last digit, and what is said of it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from builder import checks
from builder.checks._case import case
from builder.checks._identities import amount_in, half_in
from builder.checks._sums import sums
from builder.model.amount import Amount, Interval
from tests import examples
from tests.judged import judged as every

ROW = "general-expenditure 2012901 行政运行: total {}, basic {}, project {}"


def judged(*lines, rule="SUM001", unit="万元", **changes):
    made = case(replace(examples.disclosure(list(lines), unit), **changes))
    return made, {each.equation.subject: each for each in every(made).get(rule, ())}


def one(*lines, **given):
    return next(iter(judged(*lines, **given)[1].values()))


@pytest.mark.parametrize(
    ("total", "basic", "project", "state", "tolerance"),
    [
        ("351.43", "225.49", "125.94", "passed", "0"),
        ("351.42", "225.49", "125.94", "rounding", "0.015"),
        ("351.44", "225.49", "125.94", "rounding", "0.015"),
        ("351.45", "225.49", "125.94", "failed", "0.015"),
        ("351.41", "225.49", "125.94", "failed", "0.015"),
        ("351.4", "225.49", "125.94", "rounding", "0.06"),
        ("351", "225.49", "125.94", "rounding", "0.51"),
        ("352", "225.49", "125.94", "failed", "0.51"),
        ("-1.00", "-2.00", "1.00", "passed", "0"),
    ],
)
def test_a_sum_may_miss_by_the_halves_of_what_is_printed(total, basic, project, state, tolerance):
    each = one(ROW.format(total, basic, project))
    assert (each.state, each.reason, each.unit) == (state, "", "万元")
    assert each.tolerance == Decimal(tolerance)
    assert (each.left, each.right) == (Decimal(total), Decimal(basic) + Decimal(project))
    assert each.difference == Decimal(total) - Decimal(basic) - Decimal(project)
    assert [figure.measure for figure in each.figures] == ["total", "basic", "project"]
    assert not each.one_fact
    assert not each.is_last_digit


def test_a_blank_part_is_nothing_and_adds_no_half():
    each = one("general-expenditure 2012901 行政运行: total 1.01, basic 1.00")
    assert (each.state, each.tolerance) == ("rounding", Decimal("0.01"))
    assert one("general-expenditure 2012901 行政运行: total 1.02, basic 1.00").state == "failed"


def test_what_is_blank_is_not_compared():
    total = one("general-expenditure 2012901 行政运行: total 1.00")
    assert (total.state, total.reason) == ("not_applicable", "各部分均为空白，不比较")
    parts = one("general-expenditure 2012901 行政运行: basic 1.00")
    assert (parts.state, parts.reason) == ("not_applicable", "合计为空白，不比较")
    lines = ("appropriation-summary/revenue 总计: amount 1.00", "appropriation-summary/expenditure 总计: general 1.00")
    blank = judged(*lines, rule="SUM004")[1]["appropriation-summary/revenue/grand-total/amount=" + OTHER]
    assert (blank.state, blank.reason) == ("not_applicable", "一处空白，不比较")
    lines = ("expenditure 201 某某支出: basic 2.00", "general-expenditure 201 某某支出: total 1.00")
    bound = next(each for each in _all(*lines) if each.equation.kind == "at_most" and each.state == "not_applicable")
    assert bound.reason == "一处空白，不比较"


OTHER = "appropriation-summary/expenditure/grand-total/total"


def _all(*lines):
    return [each for found in every(case(examples.disclosure(list(lines)))).values() for each in found]


BALANCE = ("summary/revenue 总计: amount {}", "summary/expenditure 总计: amount {}")


def balance(revenue, expenditure, **given):
    return one(BALANCE[0].format(revenue), BALANCE[1].format(expenditure), rule="SUM004", **given)


@pytest.mark.parametrize(
    ("revenue", "expenditure", "state", "last", "tolerance"),
    [
        ("46.14", "46.14", "passed", False, "0"),
        ("46.14", "46.15", "failed", True, "0"),
        ("46.15", "46.14", "failed", True, "0"),
        ("46.14", "46.16", "failed", False, "0"),
        ("46.1", "46.14", "rounding", False, "0.055"),
        ("46", "46.49", "rounding", False, "0.505"),
        ("46", "46.51", "failed", False, "0.505"),
    ],
)
def test_one_fact_is_printed_equal_or_at_another_precision(revenue, expenditure, state, last, tolerance):
    each = balance(revenue, expenditure)
    assert (each.state, each.is_last_digit, each.one_fact) == (state, last, True)
    assert each.tolerance == Decimal(tolerance)


def test_amounts_in_several_units_are_compared_in_yuan():
    made = examples.disclosure([BALANCE[0].format("46.14"), BALANCE[1].format("461351")])
    first, second = made.figures
    other = replace(second, amount=Amount(Decimal("461351"), "元", "461351"))
    (each,) = (found for found in every(case(replace(made, figures=(first, other))))["SUM004"])
    assert each.unit == "元"
    assert (each.left, each.right, each.tolerance) == (Decimal(461400), Decimal(461351), Decimal("50.5"))
    assert each.state == "rounding"
    assert not each.is_last_digit
    far = replace(second, amount=Amount(Decimal("461349"), "元", "461349"))
    (each,) = (found for found in every(case(replace(made, figures=(first, far))))["SUM004"])
    assert each.state == "failed"


def test_an_amount_and_its_half_in_another_unit():
    amount = Amount(Decimal("1.5"), "万元", "1.5")
    assert (amount_in(amount, "万元"), amount_in(amount, "元")) == (Decimal("1.5"), Decimal(15000))
    assert (half_in(amount, "万元"), half_in(amount, "元")) == (Decimal("0.05"), Decimal(500))


def test_what_would_mend_a_sum():
    each = one(ROW.format("352.43", "225.49", "125.94"))
    down, up = Interval(Decimal("-10150"), Decimal("-9850")), Interval(Decimal("9850"), Decimal("10150"))
    name = "general-expenditure/2012901/"
    assert dict(each.mends) == {f"{name}total": down, f"{name}basic": up, f"{name}project": up}
    fund = "government-fund 229 其他支出: opening 1.00, revenue 2.00, total 2.00, closing 5.00"
    closing = next(found for key, found in judged(fund)[1].items() if key.endswith("closing"))
    mends = {key.rsplit("/", 1)[1]: (change.low, change.high) for key, change in closing.mends.items()}
    assert mends["closing"] == (Decimal(-40200), Decimal(-39800))
    assert mends["opening"] == mends["revenue"] == (Decimal(39800), Decimal(40200))
    assert mends["total"] == (Decimal(-40200), Decimal(-39800))


def contained(part, whole):
    lines = [
        f"expenditure 201 一般公共服务支出: total {whole}",
        f"general-expenditure 201 一般公共服务支出: total {part}",
    ]
    made = case(examples.disclosure(lines))
    return next(each for found in every(made).values() for each in found if each.equation.kind == "at_most")


@pytest.mark.parametrize(
    ("part", "whole", "state"),
    [
        ("1.00", "2.00", "passed"),
        ("2.00", "2.00", "passed"),
        ("2.01", "2.00", "rounding"),
        ("2.02", "2.00", "failed"),
        ("0.00", "2.00", "passed"),
    ],
)
def test_a_part_is_at_most_the_whole(part, whole, state):
    each = contained(part, whole)
    assert each.state == state
    assert not each.one_fact
    if state == "failed":
        low, high = each.mends[str(each.equation.left[0])].low, each.mends[str(each.equation.left[0])].high
        assert (low, high) == (Decimal("-Infinity"), Decimal(-100))


def test_a_disagreement_is_not_held_against_a_document_that_may_be_innocent():
    doubtful = "表中有未能归类的行"
    lines = (
        "summary/revenue 某某收入: amount 5.00",
        "summary/revenue 本年收入合计: amount 9.00",
        "summary/revenue 一、一般公共预算财政拨款收入: amount 1.00",
    )
    each = one(*lines, rule="SUM003")
    assert each.state == "not_checked"
    assert doubtful in each.reason
    gap = one(ROW.format("9.00", "1.00", "1.00"), "未定 general-expenditure 2012901 行政运行: 7.00")
    assert gap.state in ("failed", "not_checked")
    open_ = one(
        "general-expenditure 2012901 行政运行: total 9.00, basic 1.00",
        "未定 general-expenditure 2012901 行政运行: 8.00",
    )
    assert (open_.state, "8.00" in open_.reason) == ("not_checked", True)
    holds = one(
        "general-expenditure 2012901 行政运行: total 1.00, basic 1.00",
        "未定 general-expenditure 2012901 行政运行: 8.00",
    )
    assert holds.state == "passed"
    total = one("general-expenditure 2012901 行政运行: total 9.00", "未定 general-expenditure 2012901 行政运行: 8.00")
    assert total.state == "not_checked"


# --- what is said of a sum that fails --------------------------------------------------------------------------------


def faults(*lines, rule, **given):
    made, _ = judged(*lines, rule=rule, **given)
    return [outcome.fault for outcome in sums(made, rule) if outcome.fault]


def test_a_row_that_fails_is_told_with_its_columns():
    (fault,) = faults(ROW.format("352.43", "225.49", "125.94"), rule="SUM001")
    assert fault.message == (
        "《一般公共预算财政拨款支出决算表》2012901 行政运行“合计”印为 352.43，“基本支出”＋“项目支出”为 351.43，"
        "相差 1.00 万元，大于舍入能造成的 0.015。"
    )
    assert fault.message_en == (
        "General public budget expenditure, 2012901 行政运行, Total: 352.43 is printed, Basic+Project is 351.43; "
        "the difference of 1.00 is more than rounding can cause (0.015)."
    )
    assert (fault.printed, fault.expected, fault.difference, fault.tolerance) == ("352.43", "351.43", "1.00", "0.015")
    assert len(fault.figures) == 3
    assert len(fault.mends) == 3


def test_a_difference_below_is_told_without_its_sign():
    (fault,) = faults(ROW.format("350.43", "225.49", "125.94"), rule="SUM001")
    assert "相差 1.00 万元" in fault.message
    assert "difference of 1.00 is" in fault.message_en
    assert fault.difference == "-1.00"


def test_a_column_that_is_taken_away_is_told_with_its_sign():
    fund = "government-fund 229 其他支出: opening 1.00, revenue 2.00, total 2.00, closing 5.00"
    (fault,) = faults(fund, rule="SUM001")
    assert "＋“本年收入”－“" in fault.message
    assert "+" in fault.message_en
    assert fault.message_en.count("-") == 1


def test_a_hierarchy_that_fails_is_told_with_its_rows():
    lines = [
        "general-expenditure 20129 群众团体事务: total 9.00",
        "general-expenditure 2012901 行政运行: total 1.00",
        "general-expenditure 2012902 一般行政管理事务: total 2.00",
    ]
    (fault,) = faults(*lines, rule="SUM002")
    assert "其所含 2 行（2012901、2012902）合计为 3.00" in fault.message
    assert "the sum of its 2 parts (2012901, 2012902) is 3.00" in fault.message_en
    (fault,) = faults(*lines[:2], rule="SUM002")
    assert "其所含 2012901 一行合计为 1.00" in fault.message
    assert "the sum of its 1 parts (2012901) is 1.00" in fault.message_en


def test_a_row_without_a_code_is_told_by_its_name():
    lines = [
        "summary/revenue 一、一般公共预算财政拨款收入: amount 1.00",
        "summary/revenue 本年收入合计: amount 9.00",
    ]
    (fault,) = faults(*lines, rule="SUM003")
    assert "其所含 一、一般公共预算财政拨款收入 一行合计为 1.00" in fault.message


def test_sums_of_cells_are_told_with_their_places():
    lines = [
        "appropriation-summary/revenue 一般公共预算财政拨款: amount 1.00",
        "appropriation-summary/revenue 年初财政拨款结转和结余: amount 2.00",
        "appropriation-summary/revenue 一般公共预算财政拨款: amount 2.00",
        "appropriation-summary/expenditure 总计: general 9.00",
    ]
    (fault,) = faults(*lines, rule="SUM004")
    table = "《财政拨款收入支出决算总表》（收入方）一般公共预算财政拨款"
    assert f"，{table}＋{table}为 3.00，" in fault.message
    side = "Fiscal appropriation revenue and expenditure, revenue side, 一般公共预算财政拨款"
    assert f"{side} + {side} is 3.00" in fault.message_en


def test_one_fact_that_is_printed_twice_is_told_as_such_and_an_equation_that_holds_is_not_told():
    (fault,) = faults(BALANCE[0].format("46.14"), BALANCE[1].format("47.14"), rule="SUM004")
    assert "大于舍入" not in fault.message
    assert (fault.printed, fault.expected) == ("46.14", "47.14")
    assert faults(BALANCE[0].format("46.14"), BALANCE[1].format("46.14"), rule="SUM004") == []


def test_an_equation_of_blank_cells_alone_is_not_in_the_ledger():
    lines = ("expenditure 201 甲: total 1.00", "expenditure 20101 乙: total 1.00", "expenditure 202 丙: project 1.00")
    _, found = judged(*lines, rule="SUM002")
    assert list(found) == ["expenditure/201/total"]


def test_the_ledger_has_every_equation_with_its_state_and_reason():
    made, _ = judged(ROW.format("9.00", "1.00", "1.00"), "general-expenditure 2012902 其他: total 1.00")
    told = list(sums(made, "SUM001"))
    assert [(one.subject, one.state, one.reason, bool(one.fault)) for one in told] == [
        ("general-expenditure/2012901/total", "failed", "", True),
        ("general-expenditure/2012902/total", "not_applicable", "各部分均为空白，不比较", False),
    ]
    assert list(sums(made, "SUM999")) == []
    assert checks.run(made.disclosure).findings
