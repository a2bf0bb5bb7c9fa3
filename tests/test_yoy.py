"""A document against last year's, the budget and the units of a department."""

import json
from decimal import Decimal

import pytest

from builder import checks
from builder.model.disclosure import Identity
from builder.model.entity import Entity
from builder.packages.read import read
from tests import examples


def compared(*lines):
    """Rule, and what is printed and expected, of every finding that other documents give."""
    example = list(lines)
    verdict = checks.run(examples.disclosure(example), examples.siblings(example))
    return [(one.rule, one.printed, one.expected) for one in verdict.findings if one.rule[:3] in ("YOY", "ORG")]


def states(*lines):
    example = list(lines)
    verdict = checks.run(examples.disclosure(example), examples.siblings(example))
    return {(entry.rule, entry.state, entry.reason) for entry in verdict.ledger if entry.rule[:3] in ("YOY", "ORG")}


HEAD = "文 一、收入支出决算总体情况说明"
THIS = "文 2023年度收、支总计均为100.00万元。与2022年度相比，收、支总计各增加10.00万元，增长11.11%。"
LAST = ("另 年度 2022", "summary/revenue 总计: amount {0}", "summary/expenditure 总计: amount {0}")


def last(amount):
    return [line.format(amount) for line in LAST]


def test_a_derived_figure_is_as_exact_as_what_it_comes_from():
    assert compared(HEAD, THIS, *last("90.00")) == []
    assert compared(HEAD, THIS, *last("90.01")) == []
    assert compared(HEAD, THIS, *last("90.03")) == [("YOY001", "90.00", "90.03")]


def test_last_year_may_say_it_in_words_alone():
    said = "文 2022年度收、支总计均为{}万元。"
    assert compared(HEAD, THIS, "另 年度 2022", HEAD, said.format("90.00")) == []
    assert compared(HEAD, THIS, "另 年度 2022", HEAD, said.format("80.00")) == [("YOY001", "90.00", "80")]


def test_what_last_year_does_not_print_is_not_checked():
    reason = "上年的决算公开文件没有印出这个数，或者不能断定是哪一个"
    assert ("YOY001", "not_checked", reason) in states(HEAD, THIS, "另 年度 2022", "revenue 合计: total 90.00")


def test_a_changed_scope_excuses():
    text = THIS.replace("与2022年度相比", "按可比口径，与2022年度相比")
    assert compared(HEAD, text, *last("80.00")) == []


def test_without_siblings_the_ledger_says_so():
    assert states(HEAD, THIS) == {
        ("YOY001", "not_checked", "语料中没有上年的文件"),
        ("YOY002", "not_checked", "语料中没有上年的文件"),
        ("YOY003", "not_checked", "语料中没有同一年度的预算公开文件"),
        ("ORG001", "not_checked", "语料中没有登记所属单位，或者所属单位的同年文件不全"),
    }


def test_a_department_is_compared_only_if_all_its_units_are_known():
    said = "文 纳入部门决算编制范围的预算单位共{}个。"
    rows = ("名称 某部门", "general-expenditure 合计: total 100.00")
    own = ("另 单位 某部门本级", "general-expenditure 合计: total 60.00")
    other = ("另 单位 某中心", "general-expenditure 合计: total 30.00")
    assert compared(*rows, said.format(2), *own, *other) == [("ORG001", "100.00", "90")]
    assert compared(*rows, said.format(3), *own, *other) == []
    assert compared(*rows, *own, *other) == []
    assert compared(*rows, said.format(2), *other, "另 单位 另一中心", "general-expenditure 合计: total 30.00") == []
    below = "文 纳入部门决算编制范围的下属单位共1个。"
    assert compared(*rows, below, *own, *other) == [("ORG001", "100.00", "90")]


def identity(entity, year, kind="final"):
    return Identity(entity, entity, year, kind, "")


def test_relatives():
    entities = (Entity("a", "甲"), Entity("b", "乙", parent="a"), Entity("c", "丙", parent="a"))
    mine = identity("a", 2023)
    others = [mine, identity("a", 2022), identity("a", 2023, "budget"), identity("a", 2021), identity("b", 2023)]
    found = checks.relatives(mine, others, entities)
    assert (found.before, found.budget, found.units) == (others[1], others[2], None)
    complete = checks.relatives(mine, [*others, identity("c", 2023)], entities)
    assert [unit.entity for unit in complete.units] == ["b", "c"]
    assert checks.relatives(others[2], others, entities).budget is None
    assert checks.relatives(mine, [*others, identity("a", 2022)], entities).before is None  # two claim to be it


TEXT = """{year} 年度某市工会决算公开
某市总工会 {year} 年度部门决算

一、收入支出决算总体情况说明
{year} 年度收、支总计均为 {amount} 万元。与 {before} 年度相比，收、支总计各增加 10.00 万元，增长 {rate}%。
"""


@pytest.fixture
def drafts(tmp_path):
    """Two years of one office; the later one gives another figure for the earlier year than that one prints."""
    for year, amount, rate in ((2022, "80.00", "14.29"), (2023, "100.00", "11.11")):
        text = TEXT.format(year=year, before=year - 1, amount=amount, rate=rate)
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_command_compares_the_files_it_is_given(drafts, run):
    files = [drafts / "2022.txt", drafts / "2023.txt"]
    _, alone, _ = run("check", files[1], "--format", "json")
    assert not [one for one in json.loads(alone)["documents"][0]["findings"] if one["rule"] == "YOY001"]
    _, both, _ = run("check", *files, "--format", "json")
    found = [one for document in json.loads(both)["documents"] for one in document["findings"]]
    (finding,) = [one for one in found if one["rule"] == "YOY001"]
    assert (Decimal(finding["printed"]), Decimal(finding["expected"])) == (90, 80)


def test_a_build_compares_the_packages(drafts, run, tmp_path):
    run("build", drafts, "-o", tmp_path / "out")
    (package,) = (tmp_path / "out" / "datapackages").glob("*/2023-final")
    disclosure, verdict = read(package)
    assert [one.rule for one in verdict.findings if one.rule.startswith("YOY")] == ["YOY001"]
    assert [(one.value, one.derived) for one in disclosure.derived] == [(Decimal("90.00"), "100.00 - 10.00 (±0.01)")]
    assert not any(one.derived for one in disclosure.statements)
