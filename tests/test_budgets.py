"""Budgets: what their tables print beside and instead of the standard columns, drawn small."""

import pytest

from builder.checks._case import case
from builder.model.disclosure import Disclosure
from builder.recognise import recognise
from tests.drawn import document, grid, line
from tests.judged import judged as every

COVER = (line("某某市审计局2026年部门预算"), line("第二部分 部门预算表"))
UNIT = line("单位：万元")


def read(*pages):
    """The disclosure of a document whose first page is the cover."""
    return recognise(document(COVER, *pages))


def figures(disclosure: Disclosure) -> dict[str, str]:
    """The figures by key."""
    return {figure.key: figure.amount.printed for figure in disclosure.figures}


def unplaced(disclosure: Disclosure) -> list[str]:
    """The numbers that are no figures."""
    return [gap.printed for gap in disclosure.unplaced]


def test_the_columns_of_the_year_before_and_of_the_change_are_marked_and_a_rate_is_no_amount() -> None:
    table = """
        功能分类科目 | < | 2025年执行数 | 2026年预算数 | < | < | 2026年预算数比2025年执行数 | <
        科目编码 | 科目名称 | ^ | 小计 | 基本支出 | 项目支出 | 增减额 | 增减(%)
        201          | 一般公共服务支出 | 9.00 | 10.00 | 4.00 | 6.00 | 1.00 | 11.11%
    """
    found = read((line("一般公共预算支出表"), UNIT, grid(table, 2)))
    assert figures(found) == {
        "general-expenditure//201/prior_actual_total": "9.00",
        "general-expenditure//201/total": "10.00",
        "general-expenditure//201/basic": "4.00",
        "general-expenditure//201/project": "6.00",
        "general-expenditure//201/change_total": "1.00",
    }
    assert unplaced(found) == ["11.11%"]
    assert {gap.candidates for gap in found.unplaced} == {("none",)}


def test_amounts_in_yuan_with_codes_in_three_columns() -> None:
    table = """
        项目 | < | < | < | 支出预算 | < | <
        功能分类科目编码 | < | < | 功能分类科目名称 | 合计 | 基本支出 | 项目支出
        类 | 款 | 项 | ^ | ^ | ^ | ^
        201 |  |  | 一般公共服务支出 | 1,000 | 600 | 400
        201 | 08 |  | 审计事务 | 1,000 | 600 | 400
        201 | 08 | 01 | 行政运行 | 600 | 600 |
            |    | 02 | 一般行政管理事务 | 400 | | 400
        合计 | < | < | < | 1,000 | 600 | 400
    """
    found = read((line("2026年预算单位支出预算总表"), line("单位：元"), grid(table, 2)))
    assert [figure.code for figure in found.figures if figure.measure == "total"] == [
        "201",
        "20108",
        "2010801",
        "2010802",
        "",
    ]
    assert {figure.amount.unit for figure in found.figures} == {"元"}
    assert figures(found)["expenditure//合计/project"] == "400"


@pytest.mark.parametrize(
    ("first", "second", "code"), [("21", "21402", "2121402"), ("212", "21214", "21214"), ("212", "14", "21214")]
)
def test_a_code_cut_in_two_by_a_rule_is_one_code(first: str, second: str, code: str) -> None:
    table = f"""
        功能分类科目编码 | < | 功能分类科目名称 | 合计 | 基本支出 | 项目支出
        {first} | {second} | 代征手续费 | 5.96 | | 5.96
    """
    found = read((line("2026年预算单位支出预算总表"), line("单位：元"), grid(table, 1)))
    assert {figure.code for figure in found.figures} == {code}


def test_a_title_and_a_unit_inside_the_grid_and_rows_of_units() -> None:
    table = """
        公开02表 | < | < | < | < | <
        收入总表 | < | < | < | < | <
        部门：某某市审计局 | < | < | < | 单位：万元 | <
        部门代码 | 部门名称 | 合计 | 本年收入 | < | 上年结转结余
        ^ | ^ | ^ | 小计 | 一般公共预算 | ^
        合计 | < | 5.00 | 4.00 | 4.00 | 1.00
        024 | 某某市审计局 | 5.00 | 4.00 | 4.00 | 1.00
    """
    found = read((grid(table, 2),))
    assert figures(found) == {
        "revenue//合计/total": "5.00",
        "revenue//合计/current": "4.00",
        "revenue//合计/general": "4.00",
        "revenue//合计/opening": "1.00",
        "revenue//某某市审计局/total": "5.00",
        "revenue//某某市审计局/current": "4.00",
        "revenue//某某市审计局/general": "4.00",
        "revenue//某某市审计局/opening": "1.00",
    }
    assert found.tables[0].printed_number == "公开02表"


def test_where_one_classification_does_not_tell_rows_apart_all_codes_do() -> None:
    table = """
        支出功能分类科目 | 政府支出经济分类科目 | 部门支出经济分类科目 | 合计 | 基本支出 | 项目支出
        2010801-行政运行 | 50101-工资奖金津补贴 | 30101-基本工资 | 3.000000 | 3.000000 |
        2010801-行政运行 | 50201-办公经费 | 30201-办公费 | 2.000000 | 2.000000 |
        合计 | | | 5.000000 | 5.000000 |
    """
    found = read((line("预算03表 支出总表"), line("金额单位：万元"), grid(table, 2)))
    assert figures(found) == {
        "expenditure//2010801-50101-30101/total": "3.000000",
        "expenditure//2010801-50101-30101/basic": "3.000000",
        "expenditure//2010801-50201-30201/total": "2.000000",
        "expenditure//2010801-50201-30201/basic": "2.000000",
        "expenditure//合计/total": "5.000000",
        "expenditure//合计/basic": "5.000000",
    }
    assert found.figures[0].item == "行政运行/工资奖金津补贴/基本工资"


def test_a_second_classification_is_left_out_where_the_first_tells_the_rows_apart() -> None:
    table = """
        部门经济科目编码 | 部门经济科目名称 | 政府经济科目编码 | 政府经济科目名称 | 合计 | 人员经费支出 | 公用经费支出
        合计 | < | < | < | 5.00 | 3.00 | 2.00
        30101 | 基本工资 | 50101 | 工资奖金津补贴 | 3.00 | 3.00 |
        30201 | 办公费 | 50201 | 办公经费 | 2.00 | | 2.00
    """
    found = read((line("一般公共预算基本支出表"), UNIT, grid(table, 2)))
    assert figures(found)["general-basic//30101/amount"] == "3.00"
    assert figures(found)["general-basic//30201/public"] == "2.00"


def test_a_name_too_long_for_its_cell_does_not_move_to_the_next_row() -> None:
    table = """
        支出功能分类科目 | 合计 | 基本支出 | 项目支出
        2080506-机关事业单位职业年金 | 1.00 | 1.00 |
        缴费支出/n2101101-行政单位医疗 | 2.00 | 2.00 |
    """
    found = read((line("支出总表"), UNIT, grid(table, 2)))
    assert [(figure.code, figure.item) for figure in found.figures if figure.measure == "total"] == [
        ("2080506", "机关事业单位职业年金缴费支出"),
        ("2101101", "行政单位医疗"),
    ]


def test_expenditure_by_other_classes_beside_that_by_function_has_a_side_of_its_own() -> None:
    table = """
        收入 | < | 支出 | < | < | <
        项目 | 预算数 | 部门预算支出经济分类科目（按大类） | 预算数 | 支出功能分类科目（按大类） | 预算数
        一、一般公共预算拨款 | 5.00 | 一、工资福利支出 | 5.00 | 一、一般公共服务支出 | 5.00
        本年收入合计 | 5.00 | 本年支出合计 | 5.00 | 本年支出合计 | 5.00
    """
    found = read((line("部门综合预算收支总表"), UNIT, grid(table, 2)))
    assert figures(found) == {
        "summary/revenue/一、一般公共预算拨款/amount": "5.00",
        "summary/revenue/本年收入合计/amount": "5.00",
        "summary/expenditure/一、一般公共服务支出/amount": "5.00",
        "summary/expenditure/本年支出合计/amount": "5.00",
        "summary/economic/一、工资福利支出/amount": "5.00",
        "summary/economic/本年支出合计/amount": "5.00",
    }
    assert not found.unplaced


def test_the_three_public_expenses_by_year_by_measure_and_by_unit() -> None:
    by_year = """
        年度 | 合计 | 因公出国（境）费 | 公务接待费 | 公务用车购置及运行费 | < | <
        ^ | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费
        2025年 | 9.00 | 1.00 | 2.00 | 6.00 | 0.00 | 6.00
        2026年 | 8.00 | 1.00 | 2.00 | 5.00 | 0.00 | 5.00
    """
    by_measure = """
        项目 | 2025年预算数 | 2026年预算数
        “三公”经费 | 9.00 | 8.00
        （一）因公出国（境）费 | 1.00 | 1.00
        （二）公务用车购置及运行费 | 6.00 | 5.00
        1.公务用车购置费 | 0.00 | 0.00
        2.公务用车运行费 | 6.00 | 5.00
        （三）公务接待费 | 2.00 | 2.00
    """
    expected = {
        "three-public/budget//total": "8.00",
        "three-public/budget//abroad": "1.00",
        "three-public/budget//reception": "2.00",
        "three-public/budget//vehicles": "5.00",
        "three-public/budget//vehicle_purchase": "0.00",
        "three-public/budget//vehicle_running": "5.00",
        "three-public/budget//prior_total": "9.00",
        "three-public/budget//prior_abroad": "1.00",
        "three-public/budget//prior_reception": "2.00",
        "three-public/budget//prior_vehicles": "6.00",
        "three-public/budget//prior_vehicle_purchase": "0.00",
        "three-public/budget//prior_vehicle_running": "6.00",
    }
    for table in (by_year, by_measure):
        found = read((line("一般公共预算“三公”经费支出表"), UNIT, grid(table, 2)))
        assert figures(found) == expected
        assert not found.unplaced


def test_a_total_that_may_count_in_meetings_is_not_the_total_of_the_three() -> None:
    table = """
        合计 | 因公出国（境）费 | 公务接待费 | 会议费
        9.00 | 1.00 | 2.00 | 6.00
    """
    found = read((line("一般公共预算“三公”经费支出表"), UNIT, grid(table, 2)))
    assert "three-public/budget//total" not in figures(found)
    assert unplaced(found) == ["9.00"]


def test_a_part_by_fund_is_not_the_whole() -> None:
    table = """
        科目编码 | 科目名称 | 合计 | 一般公共预算 | < | 单位资金
        ^ | ^ | ^ | 基本支出 | 项目支出 | ^
        201 | 一般公共服务支出 | 9.00 | 4.00 | 3.00 | 2.00
    """
    found = read((line("部门支出总表"), UNIT, grid(table, 2)))
    assert figures(found) == {
        "expenditure//201/total": "9.00",
        "expenditure//201/general_basic": "4.00",
        "expenditure//201/general_project": "3.00",
        "expenditure//201/unit_funds": "2.00",
    }


def test_the_next_page_goes_on_with_its_title_header_and_total_printed_again() -> None:
    head = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n合计 | < | 3.00 | 3.00 |\n"
    first = (line("支出总表"), UNIT, grid(head + "201 | 一般公共服务支出 | 1.00 | 1.00 |", 2), line("- 1 -", 2))
    second = (line("支出总表", 3), line("单位：万元", 3), grid(head + "208 | 社会保障和就业支出 | 2.00 | 2.00 |", 3))
    found = read(first, second)
    assert [figure.code for figure in found.figures if figure.measure == "total"] == ["", "201", "208"]
    assert not found.leftovers


def test_a_table_that_is_none_of_the_nine_ends_the_one_above_and_is_said_to_be_left_over() -> None:
    basic = "科目编码 | 科目名称 | 合计\n30201 | 办公费 | 1.00"
    other = "科目编码 | 科目名称 | 合计\n30201 | 办公费 | 7.00"
    found = read(
        (line("一般公共预算基本支出表（按经济分类科目）"), UNIT, grid(basic, 2)),
        (line("对下转移支付情况表（按经济分类科目）", 3), line("单位：万元", 3), grid(other, 3)),
    )
    assert figures(found) == {"general-basic//30201/amount": "1.00"}
    assert [leftover.location.page for leftover in found.leftovers] == [3]


def test_a_table_of_another_width_without_a_title_is_not_read_on() -> None:
    first = "科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 1.00"
    other = "指标 | 说明 | 名称 | 目标值 | 数\n数量 | 甲 | 乙 | 30 | 7.00"
    found = read((line("支出总表"), UNIT, grid(first, 2)), (grid(other, 3),))
    assert figures(found) == {"expenditure//201/total": "1.00"}
    assert len(found.leftovers) == 1


def test_a_volume_of_tables_without_a_year_takes_it_from_the_name_of_the_file() -> None:
    table = "科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 1.00"
    made = document((line("支出总表"), UNIT, grid(table)), name="北京_北京市某某局_2026_部门预算报表.pdf")
    identity = recognise(made).identity
    assert (identity.entity_name, identity.fiscal_year, identity.kind) == ("北京市某某局", 2026, "budget")


def test_repeated_codes_are_said_to_be_parts() -> None:
    table = "科目编码 | 科目名称 | 合计\n2010801 | 行政运行 | 1.00\n2010801 | 行政运行 | 2.00\n | 合计 | 3.00"
    found = read((line("一般公共预算支出表"), UNIT, grid(table, 2)))
    assert [figure.key for figure in found.figures] == [
        "general-expenditure//2010801/total",
        "general-expenditure//2010801/total~2",
        "general-expenditure//合计/total",
    ]
    assert any("只是该科目的一部分" in note for note in found.notes)


def test_a_table_by_economic_codes_is_not_read_as_one_by_function() -> None:
    table = "科目编码 | 科目名称 | 合计\n301 | 工资福利支出 | 1.00\n30101 | 基本工资 | 1.00"
    found = read((line("一般公共预算支出表"), UNIT, grid(table, 2)))
    assert not found.figures
    assert unplaced(found) == ["1.00", "1.00"]


def test_a_header_of_a_later_year_than_the_document_places_nothing() -> None:
    table = """
        科目编码 | 科目名称 | 2026年预算数 | 2027年预算数
        201 | 一般公共服务支出 | 1.00 | 2.00
    """
    found = read((line("一般公共预算支出表"), UNIT, grid(table, 2)))
    assert not found.figures
    assert unplaced(found) == ["1.00", "2.00"]


def test_rows_that_are_only_alike_on_two_pages_are_two_rows() -> None:
    head = "收入 | < | 支出 | <\n项目 | 预算数 | 项目 | 预算数\n"
    first = (line("收支总表"), UNIT, grid(head + "一、其他收入 | 1.00 | 住房公积金 | 2.00", 2))
    second = (line("收支总表", 3), line("单位：万元", 3), grid(head + " | | 住房公积金 | 2.00", 3))
    found = read(first, second)
    assert [figure.key for figure in found.figures if figure.side == "expenditure"] == [
        "summary/expenditure/住房公积金/amount",
        "summary/expenditure/住房公积金/amount~2",
    ]


def test_a_table_of_the_other_kind_does_not_push_out_the_documents_own() -> None:
    before = "科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 7.00"
    own = "科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 1.00"
    found = read(
        (line("2024年度支出决算表"), UNIT, grid(before, 2)),
        (line("支出总表", 3), line("单位：万元", 3), grid(own, 3)),
    )
    assert figures(found) == {"expenditure//201/total": "1.00"}


def test_a_total_whose_parts_are_not_printed_is_not_held_against_the_document() -> None:
    table = """
        收入 | < | 支出 | < | < | < | <
        项目 | 预算数 | 项目 | 合计 | 人员经费 | 公用经费 | 项目支出
        一、一般公共预算拨款收入 | 9.00 | 一、一般公共服务支出 | 8.00 | 4.00 | 1.00 | 3.00
        | | 结转下年 | 1.00 | | |
        收入总计 | 9.00 | 支出总计 | 9.00 | 4.00 | 1.00 | 3.00
    """
    judged = every(case(read((line("部门收支总表"), UNIT, grid(table, 2)))))
    assert all(verdict.state != "failed" for found in judged.values() for verdict in found)
    assert any(verdict.state == "passed" for verdict in judged["SUM001"])
