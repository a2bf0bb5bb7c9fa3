# ruff: noqa: E501 - a sentence in one piece is easier to read than a broken one
"""The sentences of final accounts in other offices' words: whose a number is, and what is accused of nothing."""

import pytest

from builder import checks, readers, recognise
from builder.model.location import Location
from builder.recognise.names import organisation
from builder.recognise.strips import Strip
from tests.maker import text
from tests.maker.plans import tell_budget

TITLE = "示例市林业局2022年度部门决算\n第三部分 2022年度部门决算情况说明\n"
EXPENSES = (
    "九、财政拨款“三公”经费支出决算表\n单位：万元\n预算数\t\t\t\t\t\t决算数\t\t\t\t\t\n"
    "合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\t合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费\n"
    "\t\t小计\t公务用车购置费\t公务用车运行维护费\t\t\t\t小计\t公务用车购置费\t公务用车运行维护费\t\n"
    "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\n"
    "41.00\t0.00\t30.00\t0.00\t30.00\t11.00\t36.25\t0.00\t28.00\t0.00\t28.00\t8.25\n"
)


def read(said, folder, tables=""):
    path = folder / "决算.txt"
    head, chapter = TITLE.split("\n", 1)
    path.write_text(f"{head}\n{tables}{chapter}{said}\n", encoding="utf-8")
    return recognise.recognise(readers.read(path, path.name))


def rates(said, folder, tables=""):
    found = checks.run(read(said, folder, tables)).findings
    return [each.rule for each in found if each.rule.startswith(("RAT", "TXT")) and each.severity != "note"]


def test_an_amount_may_stand_behind_its_share(tmp_path):
    said = "二、收入决算情况说明\n本年收入合计100.00万元，其中：财政拨款收入占90.00%，计90.00万元；其他收入占10.00%，计10.00万元。"
    amounts = [each for each in read(said, tmp_path).statements if each.measure == "amount"]
    assert [(each.subject, str(each.value)) for each in amounts] == [
        ("本年收入合计", "100.00"),
        ("财政拨款收入", "90.00"),
        ("其他收入", "10.00"),
    ]


@pytest.mark.parametrize(("share", "rules"), [("90.00%", []), ("10.00%", []), ("34.00%", ["RAT003"])])
def test_a_share_behind_a_list_may_be_that_of_the_whole_list(share, rules, tmp_path):
    said = f"二、收入决算情况说明\n本年收入合计100.00万元。财政拨款收入90.00万元，其中政府性基金预算财政拨款收入10.00万元，占本年收入合计的{share}。"
    assert rates(said, tmp_path) == rules


@pytest.mark.parametrize(("rate", "rules"), [("12.50%", []), ("21.00%", ["RAT002"])])
def test_growth_behind_a_list_may_be_that_of_the_whole_list(rate, rules, tmp_path):
    said = f"五、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款支出90.00万元，其中基本支出60.00万元、项目支出30.00万元，较上年80.00万元增长{rate}。"
    assert rates(said, tmp_path) == rules


@pytest.mark.parametrize(("rate", "rules"), [("4.39%", []), ("4.93%", ["RAT002"])])
@pytest.mark.parametrize("went", ["2,004.25", "2,004.52"])
def test_both_sides_are_what_each_is(went, rate, rules, tmp_path):
    said = f"一、收入支出决算总体情况说明\n2022年度收入总计2,004.25万元，支出总计{went}万元。与上年相比，收、支总计各增加84.25万元，上升{rate}。"
    assert rates(said, tmp_path) == (rules if went == "2,004.25" else [])


@pytest.mark.parametrize(("rate", "rules"), [("75%", []), ("57%", ["RAT004"])])
@pytest.mark.parametrize("budget", ["预算", "年初预算"])
def test_the_budget_of_the_three_expenses_may_stand_in_the_table_only(budget, rate, rules, tmp_path):
    said = f"七、“三公”经费财政拨款支出决算情况说明\n3.公务接待费支出决算为8.25万元，完成{budget}的{rate}。"
    assert rates(said, tmp_path, EXPENSES) == (rules if budget == "预算" else [])


def test_the_whole_itself_is_no_other_part(tmp_path):
    said = "二、收入决算情况说明\n本年收入合计360.4万元，其中：财政拨款收入360.44元，占100%。"
    assert "RAT003" in rates(said, tmp_path)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2025年衡山区机关事务中心部门预算", "衡山区机关事务中心"),
        ("2023 年度 衡山区林业局 部门决算", "衡山区林业局"),
        ("2024年度教育部门决算", ""),
        ("2024年区级部门预算", ""),
        ("2024年度单位决算", ""),
    ],
)
def test_the_name_may_stand_behind_the_year(title, name):
    assert organisation([Strip(title, Location(1, 1), 0)]) == name


def test_an_item_may_begin_with_its_code(tmp_path):
    said = "一、支出决算具体情况\n具体情况如下\n1.2080505养老保险缴费支出1.00万元。\n2.2082801行政运行2.00万元。"
    found = read(said, tmp_path)
    assert [each.text[:2] for each in found.passages if each.text[:1].isdigit()] == ["1.", "2."]
    assert not [each for each in checks.run(found).findings if each.rule == "CPL004"]


NUMBERED = (
    "四、财政拨款收入支出决算总体情况说明\n{}\n2022年度财政拨款收入34.08万元。一般公共预算财政拨款收入34.03万元。国有资本经营预算财政\n{}\n"
    "拨款收入0.05万元，与上年持平。\n{}\n五、名词解释\n{}\n基本支出：指人员支出和公用支出。"
)


@pytest.mark.parametrize(
    ("numbers", "is_one"),
    [((7, 8, 9, 10), True), (("", 8, 9, 10), True), (("", 8, "", 9), False), ((7, 10, 9, 8), False)],
)
def test_the_number_of_a_page_is_no_part_of_a_sentence(numbers, is_one, tmp_path):
    said = [each.subject for each in read(NUMBERED.format(*numbers), tmp_path).statements]
    assert ("国有资本经营预算财政拨款收入" in said) is is_one


def test_revenue_of_a_budget_is_held_against_no_half_of_what_it_may_mean(tmp_path):
    """收入合计 may be with what is left of the years before; where the table's total was not read it is not compared."""
    head = "示例市林业局2026年部门预算\n收支预算总表\n单位：万元\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n"
    rows = "一、一般公共预算拨款收入\t13.49\t一、农林水支出\t15.50\n本年收入合计\t13.49\t本年支出合计\t15.50\n"
    text = "第三部分 2026年部门预算情况说明\n二、收入预算情况说明\n示例市林业局2026年收入预算合计{}万元。\n"
    whole = "收入总计\t15.50\t支出总计\t15.50\n"
    for total, said, rules in (("", "15.50", []), (whole, "15.50", []), (whole, "15.05", ["TXT001"])):
        path = tmp_path / "预算.txt"
        path.write_text(head + rows + total + text.format(said), encoding="utf-8")
        found = checks.run(recognise.recognise(readers.read(path, path.name))).findings
        assert [each.rule for each in found if each.rule.startswith("TXT")] == rules


def test_a_rate_of_rounded_amounts_is_not_held_against_the_table(tmp_path):
    said = "七、“三公”经费财政拨款支出决算情况说明\n3.公务接待费支出决算为8万元，完成预算的73%。"
    assert rates(said, tmp_path, EXPENSES.replace("\t11.00\t", "\t11.40\t").replace("41.00", "41.40")) == []


@pytest.mark.parametrize("seed", [44])
def test_a_source_of_a_budget_may_hold_what_is_left_of_the_years_before(seed, tmp_path):
    path = tmp_path / "预算.txt"
    path.write_bytes(text.render(tell_budget(seed).printed, seed, text.SPACED, "utf-8"))
    found = checks.run(recognise.recognise(readers.read(path, path.name))).findings
    assert [each.rule for each in found if each.severity != "note"] == []


@pytest.mark.parametrize(("rate", "rules"), [("12.50%", []), ("21.50%", ["RAT002"])])
@pytest.mark.parametrize(("more", "spent"), [("增支", 90), ("多支出", 90), ("减支", 70), ("少支出", 70)])
def test_a_change_may_be_said_in_one_word_with_what_changes(more, spent, rate, rules, tmp_path):
    went = "增长" if spent > 80 else "下降"
    said = (
        "二、支出决算情况说明\n1.教育支出900.00万元，较上年增支100.00万元，增长12.50%。\n"
        f"2.农林水支出{spent}.00万元，较上年{more}10.00万元，{went}{rate}。"
    )
    found = read(said, tmp_path).statements
    last = [(each.subject, each.measure, each.direction) for each in found][-2:]
    direction = "increase" if spent > 80 else "decrease"
    assert last == [("农林水支出", "change", direction), ("农林水支出", "change_percent", direction)]
    assert rates(said, tmp_path) == rules


def test_a_whole_behind_the_word_reason_is_no_part_of_a_change(tmp_path):
    said = (
        "一、“三公”经费情况说明\n“三公”经费增减变化的主要原因是：2022年“三公”经费支出合计24.75万元，比上年减少4.65万元。"
        "其中：公务接待费16.55万元，比上年减少4.65万元。"
    )
    found = [(each.subject, each.measure) for each in read(said, tmp_path).statements]
    assert found == [
        ("“三公”经费支出合计", "amount"),
        ("“三公”经费支出合计", "change"),
        ("公务接待费", "amount"),
        ("公务接待费", "change"),
    ]


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("支出合计90.00万元，占年初预算数的90.00%。", [("支出合计", "amount"), ("支出合计", "completion_percent")]),
        ("教育支出7.79万元，占预算的101.60%。", [("教育支出", "amount"), ("教育支出", "completion_percent")]),
        (
            "教育支出7.79万元，占预算（预算调整数，下同）的96.90%。",
            [("教育支出", "amount"), ("教育支出", "completion_percent")],
        ),
        (
            "教育支出9.00万元，完成年初预算8.00万元的112.50%。",
            [("教育支出", "amount"), ("教育支出", "budget"), ("教育支出", "completion_percent")],
        ),
        ("教育支出9.00万元，占一般公共预算支出的10.00%。", [("教育支出", "amount"), ("教育支出", "share_percent")]),
        (
            "教育支出9.00万元，占本年支出90.00万元的10.00%。",
            [("教育支出", "amount"), ("本年支出", "amount"), ("教育支出", "share_percent")],
        ),
    ],
)
def test_a_share_of_the_budget_is_how_far_it_was_spent(said, read_as, tmp_path):
    found = read(f"二、支出决算情况说明\n{said}", tmp_path).statements
    assert [(each.subject, each.measure) for each in found] == read_as


@pytest.mark.parametrize(("rate", "rules"), [("112.50%", []), ("98.50%", ["RAT004"])])
def test_how_far_the_budget_was_spent_is_compared_with_it_and_not_with_the_whole(rate, rules, tmp_path):
    said = (
        "二、支出决算情况说明\n支出合计90.00万元，其中：教育支出9.00万元，占预算的98.60%；"
        f"农林水支出9.00万元，完成年初预算8.00万元的{rate}。"
    )
    assert rates(said, tmp_path) == rules


def test_what_is_counted_is_named_without_the_paper_and_the_words_around_it(tmp_path):
    said = (
        "二、机构设置\n按照《关于示例事项的通知》（示编办〔2020〕5号）核定编制数为86人。在职人数小计62人。"
        "临床科室22个分别为妇科、儿科。"
    )
    counted = [(each.subject, str(each.value)) for each in read(said, tmp_path).statements]
    assert counted == [("核定编制数", "86"), ("在职人数", "62"), ("临床科室", "22")]


@pytest.mark.parametrize(
    ("reason", "subject"),
    [("厉行节约", "公务接待费"), ("从严控制标准", "公务接待费"), ("减少了差旅费", "差旅费"), ("差旅费", "差旅费")],
)
def test_a_change_behind_a_reason_is_of_the_whole_unless_the_reason_names_money(reason, subject, tmp_path):
    said = (
        "七、“三公”经费支出决算情况说明\n公务接待费支出预算为4.00万元，支出决算为3.00万元，完成预算的75.00%，"
        f"决算数小于预算数的主要原因是{reason}，与上年相比减少1.00万元，降低25.00%。"
    )
    last = [(each.subject, each.measure) for each in read(said, tmp_path).statements][-2]
    assert last == (subject, "change")


def test_the_next_item_of_a_list_ends_a_reason_where_only_commas_stand_between(tmp_path):
    said = (
        "七、“三公”经费支出决算情况说明\n一、2022年公务用车运行费150.00万元，比上年减少170.00万元，主要原因是出行减少，"
        "二、2022年公务接待费200.00万元，与上年持平。"
    )
    found = [(each.subject, each.measure) for each in read(said, tmp_path).statements]
    assert found[-1] == ("公务接待费", "amount")
    assert not [each for each in checks.run(read(said, tmp_path)).findings if each.rule == "RAT007"]
