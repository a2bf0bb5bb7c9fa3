"""True final accounts in the set words of provinces: each amount is read as whose it is, and nothing is accused."""

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
