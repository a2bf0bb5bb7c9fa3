"""A row that stands for its parts (一、财政拨款收入 of older forms) is their sum, and none of them."""

import pytest

from builder import checks, readers, recognise
from builder.standards.tables import ALONE, standard_tables

TEXT = """示例市信访局2018年度部门决算
第二部分 2018年度部门决算表
收入支出决算总表
单位：万元
收入\t\t支出\t
项目\t决算数\t项目\t决算数
一、财政拨款收入\t300.00\t一、一般公共服务支出\t250.00
二、事业收入\t\t二、城乡社区支出\t50.00
本年收入合计\t300.00\t本年支出合计\t300.00
总计\t300.00\t总计\t300.00
财政拨款收入支出决算总表
单位：万元
收入\t\t支出\t\t\t\t
项目\t决算数\t项目\t合计\t一般公共预算\t政府性基金预算\t国有资本经营预算
一、一般公共预算财政拨款\t250.00\t一、一般公共服务支出\t250.00\t250.00\t\t
二、政府性基金预算财政拨款\t50.00\t二、城乡社区支出\t50.00\t\t50.00\t
本年收入合计\t300.00\t本年支出合计\t300.00\t250.00\t50.00\t
总计\t300.00\t总计\t300.00\t250.00\t50.00\t
第三部分 2018年度部门决算情况说明
一、收入支出决算总体情况说明
本年收入合计300.00万元，其中：财政拨款收入300.00万元，一般公共预算财政拨款收入250.00万元。
"""
PART = "其中：政府性基金预算财政拨款"


def verdict(text, folder):
    path = folder / "决算.txt"
    path.write_text(text, encoding="utf-8")
    return checks.run(recognise.recognise(readers.read(path, path.name)))


def rules(text, folder):
    return [each.rule for each in verdict(text, folder).findings if each.severity != "note" and each.rule != "CPL001"]


@pytest.mark.parametrize("second", ["二、事业收入\t", f"{PART}\t50.00"])
def test_what_stands_for_three_budgets_is_not_the_first_of_them(second, tmp_path):
    assert rules(TEXT.replace("二、事业收入\t", second), tmp_path) == []


def test_it_is_the_appropriations_of_the_year(tmp_path):
    wrong = TEXT.replace("一、财政拨款收入\t300.00", "一、财政拨款收入\t310.00").replace(
        "合计\t300.00\t本年", "合计\t310.00\t本年", 1
    )
    wrong = wrong.replace("总计\t300.00\t总计\t300.00", "总计\t310.00\t总计\t310.00", 1)
    assert "XTB001" in rules(wrong, tmp_path)


def test_its_role_says_so():
    lane = [("", "一、财政拨款收入"), ("", "二、事业收入")]
    assert standard_tables()["summary"].roles("revenue", lane)[0] == f"source-appropriation-{ALONE}"
    with_part = [*lane[:1], ("", "其中：一般公共预算财政拨款收入")]
    assert standard_tables()["summary"].roles("revenue", with_part)[0] == "source-appropriation"


REVENUE = """收入决算表
单位：万元
科目编码\t科目名称\t本年收入合计\t财政拨款收入\t上级补助收入\t事业收入\t经营收入\t附属单位上缴收入\t其他收入
栏次\t\t1\t2\t3\t4\t5\t6\t7
合计\t\t300.00\t300.00\t\t\t\t\t
201\t一般公共服务支出\t250.00\t250.00\t\t\t\t\t
212\t城乡社区支出\t50.00\t50.00\t\t\t\t\t
"""
PARTS = """一、一般公共预算财政拨款收入\t250.00\t一、一般公共服务支出\t250.00
二、政府性基金预算财政拨款收入\t50.00\t二、城乡社区支出\t50.00"""


def test_a_row_that_a_form_does_not_have_leaves_no_sentence_unchecked(tmp_path):
    rows = TEXT.split("\n")
    text = "\n".join([*rows[:6], PARTS, *rows[8:10], REVENUE.strip(), *rows[10:]])
    wrong = text.replace("财政拨款收入300.00万元，一般", "财政拨款收入0万元，一般")
    assert wrong != text and "TXT001" not in rules(text, tmp_path) and "TXT001" in rules(wrong, tmp_path)
