"""The lines around a standard table: whose it says it is, its title, its notes, and the labels of its blank rows."""

import pytest

from builder import readers
from builder.recognise import recognise
from builder.recognise.captions import _name

TEXT = """示例市样本区总工会2023年度部门决算

收入支出决算总表
公开01表
单位：示例市样本区总工会 单位：万元
收入 支出
项目 行次 金额 项目 行次 金额
栏次 1 栏次 2
一、一般公共预算财政拨款收入 1 10.00一、一般公共服务支出 32 10.00
二、政府性基金预算财政拨款收入 2 二、外交支出 33
本年收入合计 27 10.00 本年支出合计 58 10.00
总计 31 10.00 总计 62 10.00
注：1、本表反映本年度的总收支情况。

收入决算表
公开02表
编制部门：示例市样总区总工会 金额单位：万元
项目 本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入
科目编码 科目名称
栏次 1 2 3 4 5 6 7
合计 10.00 10.00
201 一般公共服务支出 10.00 10.00
20129 群众团体事务 10.00 10.00
2012901 行政运行 10.00 10.00
说明：本表反映本年度的收入情况。

第三部分 2023年度部门决算情况说明
一、收入支出决算总体情况说明
2023年度收、支总计均为10.00万元。
"""


@pytest.fixture(scope="module")
def disclosure(tmp_path_factory):
    path = tmp_path_factory.mktemp("captions") / "决算.txt"
    path.write_text(TEXT, encoding="utf-8")
    return recognise(readers.read(path, path.name))


def line(words):
    return next(number for number, text in enumerate(TEXT.splitlines(), start=1) if words in text)


def test_every_table_has_the_name_printed_at_it(disclosure):
    named = {table.table: table.prepared_by for table in disclosure.tables}
    assert named == {"summary": "示例市样本区总工会", "revenue": "示例市样总区总工会"}


def test_captions_have_their_lines_and_stand_behind_the_paragraphs(disclosure):
    roles = [passage.role for passage in disclosure.passages]
    assert roles == sorted(roles, key=lambda role: role == "caption")
    captions = {each.text: each.location.line for each in disclosure.passages if each.role == "caption"}
    for words in ("收入支出决算总表", "注：1、本表反映", "说明：本表反映", "编制部门："):
        assert line(words) in captions.values()
    assert captions["二、政府性基金预算财政拨款收入"] == line("二、政府性基金预算")
    assert not any("外交支出" in text or "10.00" in text for text in captions)


def test_a_statement_still_names_its_paragraph(disclosure):
    for statement in disclosure.statements:
        passage = disclosure.passages[int(statement.sentence.split(".")[0]) - 1]
        assert f"{statement.value}" in passage.text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("单位：示例市样本区总工会 单位：万元", "示例市样本区总工会"),
        ("部门 ：示例市总工会 单位 ：万元", "示例市总工会"),
        ("编制单位：133001示例市总工会 金额单位：元", "示例市总工会"),
        ("部门名称：[292]示例局 2023年度", "示例局"),
        ("单位：万元", ""),
        ("金额单位：人民币元", ""),
        ("单位：元", ""),
        ("预算单位 科目编码 科目名称", ""),
    ],
)
def test_names_in_a_line(text, name):
    assert _name(text) == name
