"""Final accounts in the forms of provinces, drawn small: every number in its own column, or in none."""

import pytest

from builder import checks
from builder.model.disclosure import Disclosure
from builder.recognise import recognise
from tests.drawn import document, grid, line

Read = list[tuple[str, str, str]]


def read(*tables: tuple[str, str]) -> Disclosure:
    """The disclosure with these tables, each on a page."""
    pages = [
        (line(title, page), line("金额单位：万元", page), grid(drawing, page))
        for page, (title, drawing) in enumerate(tables, start=2)
    ]
    return recognise(document((line("示例县林业局2023年度部门决算"),), *pages))


def figures(found: Disclosure, table: str) -> Read:
    return sorted(
        (each.phase or each.code or each.item, each.measure, each.amount.printed)
        for each in found.figures
        if each.table == table
    )


def test_the_whole_balance_of_each_item_is_read_by_its_groups() -> None:
    """云南：年初结转、本年收入、本年支出、年末结转各有合计，基本支出不止一栏。"""
    found = read(
        (
            "一般公共预算财政拨款收入支出决算表",
            """
            项目 | < | 年初结转和结余 | < | < | 本年收入 | < | < | 本年支出 | < | < | < | < | 年末结转和结余 | <
            科目编码 | 科目名称 | 合计 | 基本支出结转 | 项目支出结转和结余 | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出 | < | < | 项目支出 | 合计 | 基本支出结转
            ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | ^ | 小计 | 人员经费 | 公用经费 | ^ | ^ | ^
            合计 | < | 5.00 | 1.00 | 4.00 | 100.00 | 70.50 | 29.50 | 103.00 | 70.00 | 60.00 | 10.00 | 33.00 | 2.00 | 1.50
            213 | 农林水支出 | 5.00 | 1.00 | 4.00 | 100.00 | 70.50 | 29.50 | 103.00 | 70.00 | 60.00 | 10.00 | 33.00 | 2.00 | 1.50
            """,  # noqa: E501 - a row of a table in one piece
        )
    )
    own = {
        "opening_balance": "5.00",
        "revenue": "100.00",
        "total": "103.00",
        "basic": "70.00",
        "personnel": "60.00",
        "public": "10.00",
        "project": "33.00",
        "closing": "2.00",
    }
    expected = sorted((row, measure, printed) for row in ("213", "合计") for measure, printed in own.items())
    assert figures(found, "general-expenditure") == expected
    assert sorted(each.printed for each in found.unplaced) == sorted(["1.00", "4.00", "70.50", "29.50", "1.50"] * 2)


def test_the_balance_may_have_one_column_for_each_of_its_parts() -> None:
    found = read(
        (
            "一般公共预算财政拨款收入支出决算表",
            """
            科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
            ^ | ^ | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^
            213 | 农林水支出 | 5.00 | 100.00 | 103.00 | 70.00 | 33.00 | 2.00
            """,
        )
    )
    assert [(measure, printed) for _, measure, printed in figures(found, "general-expenditure")] == [
        ("basic", "70.00"),
        ("closing", "2.00"),
        ("opening_balance", "5.00"),
        ("project", "33.00"),
        ("revenue", "100.00"),
        ("total", "103.00"),
    ]


EXPENSES = """
    项目 | 行次 | {} | {} | 统计数
    “三公”经费支出 | 1 | — | — | —
    （一）支出合计 | 2 | 10.00 | 9.00 | 8.00
    1.因公出国（境）费 | 3 | | |
    2.公务用车购置及运行维护费 | 4 | 6.00 | 5.80 | 5.50
    （1）公务用车购置费 | 5 | | |
    （2）公务用车运行维护费 | 6 | 6.00 | 5.80 | 5.50
    3.公务接待费 | 7 | 4.00 | 3.20 | 2.50
    （1）国内接待费 | 8 | — | — | 2.40
    公务用车保有量（辆） | 15 | — | — | 2
"""


def test_of_two_budgets_of_the_expenses_the_first_is_the_budget() -> None:
    """云南：预算数和全年预算数各一栏，决算数叫统计数。"""
    found = read(("一般公共预算财政拨款“三公”经费情况表", EXPENSES.format("预算数", "全年预算数")))
    budget = {"total": "10.00", "vehicles": "6.00", "vehicle_running": "6.00", "reception": "4.00"}
    actual = {"total": "8.00", "vehicles": "5.50", "vehicle_running": "5.50", "reception": "2.50"}
    expected = [("budget", *each) for each in budget.items()] + [("actual", *each) for each in actual.items()]
    assert figures(found, "three-public") == sorted(expected)
    assert sorted(each.printed for each in found.unplaced) == ["2", "2.40", "3.20", "5.80", "5.80", "9.00"]


RUNNING = """
    项目 | 预算数 | 决算数 | 项目 | 决算数
    一、“三公”经费支出 | — | — | 二、机关运行经费 | 21.30
    （一）支出合计 | 10.00 | 8.00 | （一）行政单位 | 21.30
    1．因公出国（境）费 | | | （二）参照公务员法管理事业单位 |
    2．公务用车购置及运行维护费 | 6.00 | 5.50 | 三、国有资产占用情况 | —
    （1）公务用车购置费 | | | （一）车辆数合计（辆） | 2
    （2）公务用车运行维护费 | 6.00 | 5.50 | 1．主要负责人用车 | 1
    3．公务接待费 | 4.00 | 2.50 | 2．机要通信用车 | 1
"""


def test_of_the_table_of_how_an_organ_runs_the_first_lane_is_the_three_expenses() -> None:
    """重庆：“三公”经费只在机构运行信息表里，右边一组是机关运行经费、国有资产和政府采购。"""
    found = read(("机构运行信息表", RUNNING))
    budget = {"total": "10.00", "vehicles": "6.00", "vehicle_running": "6.00", "reception": "4.00"}
    actual = {"total": "8.00", "vehicles": "5.50", "vehicle_running": "5.50", "reception": "2.50"}
    expected = [("budget", *each) for each in budget.items()] + [("actual", *each) for each in actual.items()]
    assert figures(found, "three-public") == sorted(expected)
    assert sorted(each.printed for each in found.unplaced) == ["1", "1", "2", "21.30", "21.30"]
    assert not [each for each in checks.run(found).findings if each.rule == "CPL001" and "三公" in each.message]


def test_labels_of_two_lanes_without_a_number_are_no_header() -> None:
    without = RUNNING.replace("| — | — | 二、机关运行经费 | 21.30", "| | | 二、机关运行经费 | -").replace("21.30", "-")
    found = read(("机构运行信息表", without))
    assert ("actual", "total", "8.00") in figures(found, "three-public")


def test_expenses_and_operating_funds_in_one_table_are_the_three_expenses() -> None:
    """云南：财政拨款“三公”经费、行政参公单位机关运行经费情况表。"""
    found = read(("财政拨款“三公”经费、行政参公单位机关运行经费情况表", EXPENSES.format("预算数", "全年预算数")))
    assert {each.table for each in found.figures} == {"three-public"}
    assert ("actual", "total", "8.00") in figures(found, "three-public")


def test_the_whole_balance_of_a_fund_is_read_by_its_groups() -> None:
    """云南：政府性基金也印年初、收入、支出、年末，收入之下也有基本支出和项目支出。"""
    drawing = """
        科目编码 | 科目名称 | 年初结转和结余 | < | 本年收入 | < | < | 本年支出 | < | < | 年末结转和结余 | <
        ^ | ^ | 合计 | 项目结转 | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出 | 项目支出 | 合计 | 项目结转
        229 | 其他支出 | 5.00 | 5.00 | 100.00 | | 100.00 | 103.00 | | 103.00 | 2.00 | 2.00
    """
    measures = {"opening": "5.00", "revenue": "100.00", "total": "103.00", "project": "103.00", "closing": "2.00"}
    expected = sorted(("229", *each) for each in measures.items())
    for table, title in (("government-fund", "政府性基金"), ("state-capital", "国有资本经营")):
        found = read((f"{title}预算财政拨款收入支出决算表", drawing))
        assert figures(found, table) == expected
        assert sorted(each.printed for each in found.unplaced) == ["100.00", "2.00", "5.00"]


ITEMS = """
    科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出
    213 | 农林水支出 | 103.00 | 70.00 | 33.00
"""
UNITS = """
    单位编码 | 单位名称 | 本年支出合计 | 基本支出 | 项目支出
    001 | 示例县林业局 | 103.00 | 70.00 | 33.00
"""


@pytest.mark.parametrize(
    ("by_units", "by_items"), [("（分单位）", "（分科目）"), ("（按单位列示）", "（按功能分类列示）")]
)
def test_of_a_table_by_units_and_by_items_the_one_by_items_is_the_standard_table(by_units: str, by_items: str) -> None:
    found = read((f"支出决算表{by_units}", UNITS), (f"支出决算表{by_items}", ITEMS))
    assert {row for row, _, _ in figures(found, "expenditure")} == {"213"}
    assert [each.excerpt for each in found.leftovers] == [f"支出决算表{by_units}"]


def test_a_table_made_public_is_the_table_of_that_name() -> None:
    found = read(("支出决算公开表", ITEMS))
    assert [row for row, _, _ in figures(found, "expenditure")] == ["213"] * 3


def test_the_expenses_of_a_budget_by_years_are_read_with_last_years_and_the_change() -> None:
    """云南的预算：每个年度一栏，增减额和增减幅度在后。"""
    drawing = """
    项目 | 2022年预算数 | 2023年预算数 | 比上年增、减情况 | <
    ^ | ^ | ^ | 增、减金额 | 增、减幅度
    合计 | 18.15 | 22.15 | 4 | 22%
    1.因公出国（境）费 | | | |
    2.公务接待费 | 3 | 7 | 4 | 133%
    3.公务用车购置及运行费 | 15.15 | 15.15 | |
    其中：（1）公务用车购置费 | | | |
    （2）公务用车运行费 | 15.15 | 15.15 | 0 | 0
    """
    title = line("2023年示例县林业局“三公”经费预算财政拨款情况统计表", 2)
    found = recognise(
        document((line("示例县林业局2023年度部门预算"),), (title, line("单位：万元", 2), grid(drawing, 2)))
    )
    assert figures(found, "three-public") == sorted(
        ("budget", measure, printed)
        for measure, printed in (
            ("prior_total", "18.15"),
            ("total", "22.15"),
            ("change_total", "4"),
            ("prior_reception", "3"),
            ("reception", "7"),
            ("change_reception", "4"),
            ("prior_vehicles", "15.15"),
            ("vehicles", "15.15"),
            ("prior_vehicle_running", "15.15"),
            ("vehicle_running", "15.15"),
            ("change_vehicle_running", "0"),
        )
    )
    assert sorted(each.printed for each in found.unplaced) == ["0", "133%", "22%"]
    assert not [each for each in checks.run(found).findings if each.severity != "note" and each.rule != "CPL001"]
