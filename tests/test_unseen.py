"""True final accounts in the set words of provinces: each amount is read as whose it is, and nothing is accused."""

import pytest

from builder import checks
from tests.test_said_otherwise import read


def accused(disclosure):
    """The rules that find an error or a warning in the sentences about money."""
    found = checks.run(disclosure).findings
    return [each.rule for each in found if each.severity != "note" and not each.rule.startswith("CPL")]


def money(disclosure):
    """Whose each sum of money is."""
    sums = (each for each in disclosure.statements if each.unit in ("万元", "元"))
    return [(each.subject, each.measure, str(each.value)) for each in sums]


PAID_FROM = (
    "四、财政拨款支出决算情况说明\n2022年度财政拨款支出决算59.50万元。其中：\n（一）社会保障和就业支出（类）\n"
    "1.行政事业单位养老支出（款）事业单位离退休（项）。年初预算12.00万元，支出决算13.50万元，完成年初预算的112.50%。\n"
    "（二）农林水支出（类）\n1.林业和草原（款）事业机构（项）。年初预算40.00万元，支出决算46.00万元，完成年初预算的115.00%。\n"
    "五、财政拨款“三公”经费支出决算情况说明\n（一）财政拨款“三公”经费支出总体情况说明\n"
    "2022年度财政拨款“三公”经费支出决算2.05万元（其中：一般公共预算支出{}万元；政府性基金预算支出0万元）。\n"
    "（二）财政拨款“三公”经费支出具体情况说明\n"
    "1.因公出国（境）费支出预算0万元（其中：一般公共预算支出0万元；政府性基金预算支出0万元），支出决算0万元（其中："
    "一般公共预算支出0万元；政府性基金预算支出0万元），决算数与预算数相同。"
)


def test_what_the_three_expenses_are_paid_from_is_not_the_whole_expenditure(tmp_path):
    assert accused(read(PAID_FROM.format("2.05"), tmp_path)) == []


def test_what_is_listed_below_a_sum_speaks_of_itself_in_its_next_sentence_too(tmp_path):
    said = (
        "一、收入支出决算总体情况说明\n2022年度收入、支出决算总计90.00万元。与上年相比，收、支总计各减少10.00万元，减少10.00%。其中：\n"
        "（一）收入决算总计90.00万元。包括：\n1.本年收入决算合计80.00万元。与上年相比，减少5.00万元，减少5.88%。\n"
        "2.年初结转和结余10.00万元。与上年相比，减少5.00万元，减少33.33%。\n（二）支出决算总计90.00万元。包括：\n"
        "1.本年支出决算合计82.60万元。与上年相比，减少7.40万元，减少8.22%。\n"
        "2.年末结转和结余7.40万元。结转和结余事项：古树名木保护项目跨年资金。与上年相比，减少2.60万元，减少26.00%。"
    )
    found = read(said, tmp_path)
    changes = [(name, value) for name, measure, value in money(found) if measure == "change"]
    assert changes == [
        ("收、支总计", "10.00"),
        ("本年收入决算合计", "5.00"),
        ("年初结转和结余", "5.00"),
        ("本年支出决算合计", "7.40"),
        ("年末结转和结余", "2.60"),
    ]
    assert accused(found) == []


def test_expenses_that_move_are_those_that_were_named_before(tmp_path):
    said = (
        "三、“三公”经费情况说明\n公务车运行维护费5.10万元。费用支出较年初预算数减少0.90万元，下降15.0%，主要原因是公车管理加强。"
        "较上年支出数增加0.10万元，增长2.0%。\n公务接待费1.20万元，支出较年初预算数减少0.80万元，下降40.0%。"
    )
    assert money(read(said, tmp_path)) == [
        ("公务车运行维护费", "amount", "5.10"),
        ("公务车运行维护费", "change", "0.90"),
        ("公务车运行维护费", "change", "0.10"),
        ("公务接待费", "amount", "1.20"),
        ("公务接待费", "change", "0.80"),
    ]


def test_what_was_spent_behind_what_was_left_of_last_year_is_the_expenditure(tmp_path):
    said = (
        "八、政府性基金预算收入支出决算情况\n2022年度政府性基金预算财政拨款收入3.00万元；年初结转和结余1.00万元；支出4.00万元，"
        "其中基本支出0.00万元，项目支出4.00万元；年末结转和结余0.00万元。"
    )
    found = read(said, tmp_path)
    assert [(name, value) for name, _, value in money(found)][1:3] == [("年初结转和结余", "1.00"), ("支出", "4.00")]
    assert accused(found) == []


def test_what_revenue_is_made_of_is_no_budget(tmp_path):
    said = (
        "二、收入决算情况说明\n本年收入合计290.40万元；包括财政拨款收入280.40万元（其中，一般公共预算280.40万元，政府性基金预算0.00万元），"
        "占收入合计96.56%；上级补助收入10.00万元，占收入合计3.44%。"
    )
    assert {measure for _, measure, _ in money(read(said, tmp_path))} == {"amount"}


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        ("行政编制18人，实际16人；事业编制22人，实际20人。", ["行政编制", "行政编制实际", "事业编制", "事业编制实际"]),
        (
            "填报绩效目标的预算项目9个，占全部预算项目10个的90.00%。",
            ["填报绩效目标的预算项目", "全部预算项目", "填报绩效目标的预算项目"],
        ),
        (
            "政府采购金额（以采购合同口径统计）为3.00万元，户均0.5万元。",
            ["政府采购金额（以采购合同口径统计）", "户均"],
        ),
    ],
)
def test_what_is_counted_keeps_its_name(said, counted, tmp_path):
    found = read(f"二、人员和其他情况说明\n{said}", tmp_path).statements
    assert [each.subject for each in found] == counted


def test_the_plan_is_that_of_what_was_named_before(tmp_path):
    said = (
        "四、工会经费情况说明\n2022年收缴工会经费120.00万元，完成市总工会下达计划100.00万元的120.00%；较2021年的96.00万元增加24.00万元。\n"
        "全年实现收入352.40万元，完成年初下达的收入计划的106.79%。"
    )
    assert [each.subject for each in read(said, tmp_path).statements] == ["收缴工会经费"] * 5 + ["全年实现收入"] * 2


def test_a_heading_that_names_a_difference_is_of_no_amount(tmp_path):
    said = "六、预决算差异情况\n支出决算数218.75万元，年初预算数200.00万元，差异18.75万元。"
    assert "预决算差异" not in {name for name, _, _ in money(read(said, tmp_path))}


def test_a_heading_may_end_on_the_reason(tmp_path):
    title = "四、财政拨款“三公”经费预算情况及增减变化原因"
    said = f"三、机关运行经费\n机关运行经费38.70万元。\n{title}\n2022年“三公”经费4.60万元，与年初预算相比减少0.40万元。"
    found = read(said, tmp_path).statements
    assert [each.section for each in found[1:]] == [title] * 2
    assert found[-1].subject == "“三公”经费"


@pytest.mark.parametrize("base", ["比年初预算数", "比上年"])
def test_rates_against_two_things_are_two_rates(base, tmp_path):
    said = (
        f"三、机关运行经费\n机关运行经费支出10.00万元，比上年增加1.00万元，增长11.11%，{base}增加1.00万元，增长11.12%。"
    )
    found = [each.rule for each in checks.run(read(said, tmp_path)).findings if each.rule == "REP001"]
    assert found == ([] if "预算" in base else ["REP001"])


@pytest.mark.parametrize(("other", "rules"), [("减少0.30万元", []), ("与上年持平", ["TPL002"])])
def test_one_part_of_a_change_may_be_nothing(other, rules, tmp_path):
    parts = f"因公出国（境）费减少0.00万元，公务接待费{other}"
    said = f"七、“三公”经费支出情况\n“三公”经费支出2.00万元，比上年减少0.30万元，其中：{parts}。"
    assert [each.rule for each in checks.run(read(said, tmp_path)).findings if each.rule == "TPL002"] == rules


@pytest.mark.parametrize(("total", "rules"), [("收、支总计352.40万元", []), ("本年支出合计352.40万元", ["TXT008"])])
def test_the_expenditure_is_not_held_against_a_total_with_what_is_left_over(total, rules, tmp_path):
    said = f"一、收入支出决算总体情况说明\n2022年度{total}。\n六、绩效情况\n部门全年支出340.00万元。"
    assert [each.rule for each in checks.run(read(said, tmp_path)).findings if each.rule == "TXT008"] == rules


def test_what_is_said_of_the_assets_is_not_said_to_be_missing(tmp_path):
    chapters = "".join(
        f"{number}、{name}情况说明\n{name}按规定办理。\n" for number, name in zip("一二三四五", NAMES, strict=True)
    )
    found = checks.run(read(f"{chapters}六、国有资产占用情况说明\n共有车辆2辆。", tmp_path)).findings
    told = [each.message for each in found if each.rule == "CPL006"]
    assert len(told) == 1
    assert "设备的数量" in told[0]
    assert "车辆" not in told[0]


NAMES = ("收入决算", "支出决算", "财政拨款收入", "政府性基金预算", "预算绩效")


def test_what_was_spent_against_the_budget_and_what_moves_beside_it(tmp_path):
    said = (
        "四、“三公”经费情况\n公务接待费：预算数2.50万元，决算数0.50万元，决算数比预算数减少2.00万元，下降80.00%；比2021年决算数1.00万元"
        "减少0.50万元，下降50.00%。2022年国内公务接待6批次52人次，比2021年减少4批次、38人次。"
    )
    found = read(said, tmp_path).statements
    assert {each.subject for each in found} == {"公务接待费", "国内公务接待"}
    guests = [(each.measure, str(each.value), each.direction) for each in found if each.unit == "人次"]
    assert guests == [("count", "52", ""), ("change", "38", "decrease")]
