"""Residue of templates: what is found, and what looks like it and is none."""

import pytest

from builder.checks import run
from builder.standards.templates import parse, residues
from tests import examples

ROW = "revenue 2012901 行政运行: total 126.73"


def found(*lines, code=None):
    """The rules that found something in the sentences, or the lines that one of them names."""
    verdict = run(examples.disclosure([ROW, *(f"文 {line}" for line in lines)]))
    if code is None:
        return {finding.rule for finding in verdict.findings if finding.rule.startswith("TPL")}
    return [line - 1 for finding in verdict.findings if finding.rule == code for line in finding.source_lines]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("TPL001", "本年支出比上年增加（减少）1.00万元。"),
        ("TPL001", "较上年增长(下降)0.0%。"),
        ("TPL001", "比2023年度减少0.15万元，下降（增长）27.78%。"),
        ("TPL001", "决算数大于/小于预算数。"),
        ("TPL002", "公务接待费比上年减少0万元。"),
        ("TPL002", "比上年增加0.00万元，主要是没有变化。"),
        ("TPL002", "与上年相比下降0%。"),
        ("TPL003", "公务接待费减少的主要原因是无。"),
        ("TPL003", "公务用车运行维护费的用途，主要用于无公车。"),
        ("TPL003", "其他用车2辆，其他用车主要是无；设备1台。"),
        ("TPL003", "其他用车2辆，主要是……。"),
        ("TPL003", "增加的主要原因是：。"),
        ("TPL003", "共接待来访团组3个、来访外宾人次。"),
        ("TPL003", "年初预算为XX万元。"),
        ("TPL003", "如xx单位开展xx活动取得的收入。"),
        ("TPL003", "年初预算为___万元。"),
        ("TPL003", "公务用车保有量辆。"),
        ("TPL003", "本年支出万元，比上年减少。"),
        ("TPL004", "其他专用名词（根据实际情况自行增删）。"),
        ("TPL004", "资金使用情况（主要说明资金的来源）。"),
        ("TPL004", "用于来访接待，列明公务接待2批次。"),
        ("TPL005", "我部门（单位）对3个项目开展自评。"),
        ("TPL006", "支出增加，，主要是人员增加。"),
        ("TPL006", "支出下降0.05%%。"),
        ("TPL006", "从自评情况来看，从自评情况来看，完成较好。"),
        ("TPL006", "保障各项各项工作顺利开展，支出1.00万元。"),
        ("TPL006", "没有编制可持续影响指标指标。"),
        ("TPL007", "外宾接待支出0.00万元，主要用于接待外宾。"),
    ],
)
def test_residue_is_found(code, sentence):
    assert code in found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "本年支出比上年增加（扣除一次性因素）1.00万元。",
        "表中“增加（减少）额”一栏按差额填列。",
        "公务接待费比上年减少0.50万元，下降0.5%。",
        "公务接待费与上年持平，增加0次。",
        "增加的主要原因是无障碍设施改造。",
        "主要用于无线网络维护。",
        "主要包括：办公费、印刷费。",
        "接待批次、人次均为0。",
        "累计12人次。",
        "支出1.00万元，比上年减少。",
        "劳务费（含个人所得税）1.00万元。",
        "部门（单位）名称：某单位",
        "支出增加，主要是人员增加；收入不变。",
        "三级指标指标值为5个，得5分。",
        "做好工作，工作人员5人。",
        "经审议通过通过率100%的方案。",
        "下一步改进措施……",
        "从自评情况来看，项目完成较好，从效果来看，群众满意。",
        "外宾接待支出10.00万元，主要用于接待外宾。",
        "支出0万元。主要用于以下方面的资金没有安排。",
        "会议的主题是XXI世纪的教育。",
        "本表金额单位为万元，以决算批复为准。",
        "公开接待批次、累计人次、经费总额。",
        "培训期数（由各单位自行调整）。",
    ],
)
def test_what_only_looks_like_residue_is_silent(sentence):
    assert not found(sentence)


def test_a_colon_with_nothing_behind_it_is_an_unfilled_slot():
    lines = ("1.因公出国（境）费支出1.00万元。开支内容包括：", "2.公务接待费支出1.00万元。")
    assert found(*lines, code="TPL003") == [1]


def test_a_colon_with_a_list_behind_it_is_none():
    assert not found("支出增加的主要原因是：", "（1）人员增加。", "（2）工资调整。")
    assert not found(
        "1.公务用车运行维护费支出1.00万元。开支内容包括：", "燃料费和维修费。", "2.公务接待费支出1.00万元。"
    )


def test_one_finding_lists_every_line():
    lines = ("甲项比上年减少0万元。", "乙项比上年减少0.20万元。", "丙项比上年减少0万元，下降0%。")
    verdict = run(examples.disclosure([ROW, *(f"文 {line}" for line in lines)]))
    (finding,) = (finding for finding in verdict.findings if finding.rule == "TPL002")
    assert finding.source_lines == (2, 4)
    assert "3 处" in finding.message


def test_a_blank_form_is_not_checked():
    verdict = run(examples.disclosure(["文 2023年度支出XX万元，比上年增加（减少）XX万元。"]))
    states = {entry.state for entry in verdict.ledger if entry.rule.startswith("TPL")}
    assert states == {"not_checked"}


def test_every_hint_lets_its_pattern_through():
    """A pattern whose hint is missing in a text that it matches would never be found."""
    assert set(residues()) == {f"TPL00{number}" for number in range(1, 8)} | {"NAM006"}
    for entries in residues().values():
        for residue in entries:
            assert residue.why
            assert not residue.inside or residue.needs[0] in residue.inside


@pytest.mark.parametrize(
    "text",
    ["TPL001: [{pattern: 甲}]", "TPL001: [{pattern: '(', why: 乙}]", "TPL001: [{pattern: 甲, why: 乙, inside: 甲乙}]"],
)
def test_a_broken_file_of_residue_is_refused(text):
    with pytest.raises(ValueError, match="TPL001"):
        parse(text)
