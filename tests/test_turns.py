"""Tables that go on over pages, and tables whose text has no cells: what is certain is read, the rest is said."""

from pathlib import Path

from builder.model.disclosure import Disclosure
from builder.model.document import Document, Grid, Line, Page, Source, Word
from builder.model.location import Location
from builder.readers import read as read_file
from builder.recognise import recognise
from tests.drawn import document, grid, line

FINAL = (line("某某市审计局2024年度部门决算"),)
BUDGET = (line("某某市审计局2026年部门预算"),)


def figures(disclosure: Disclosure) -> dict[str, str]:
    """The figures by key."""
    return {figure.key: figure.amount.printed for figure in disclosure.figures}


def plain(text: str, name: str = "made.txt") -> Document:
    """A text without cells, one line after the other."""
    lines = [
        Line(row.strip(), tuple(Word(word) for word in row.split()), Location(1, number))
        for number, row in enumerate(text.strip().splitlines(), start=1)
    ]
    return Document(Source(name, "text", "0" * 64, 1), (Page(1, tuple(lines)),))


def test_a_last_page_that_begins_with_lines_left_out_belongs_to_its_table() -> None:
    head = "科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数\n"
    first = "301 | 工资福利支出 | 5.00 | 302 | 商品和服务支出 | 2.00\n30101 | 基本工资 | 5.00 | 30201 | 办公费 | 2.00"
    last = "…… | …… | | …… | …… |\n人员经费合计 | < | 5.00 | 公用经费合计 | < | 2.00"
    title = line("一般公共预算财政拨款基本支出决算表", 2)
    found = recognise(document(FINAL, (title, line("单位：万元", 2), grid(head + first, 2)), (grid(last, 3),)))
    assert figures(found)["general-basic//人员经费合计/amount"] == "5.00"
    assert figures(found)["general-basic//公用经费合计/amount"] == "2.00"
    assert not found.leftovers


def test_the_same_label_on_the_next_page_is_another_row_until_the_table_has_its_total() -> None:
    def page(number: int, rows: str) -> tuple[Line | Grid, ...]:
        head = "收入 | < | 支出 | <\n项目 | 决算数 | 项目 | 合计\n"
        return line("财政拨款收入支出决算总表", number), line("单位：万元", number), grid(head + rows, number)

    first = page(
        2, "一、一般公共预算财政拨款 | 9.00 | 一、一般公共服务支出 | 10.00\n本年收入合计 | 9.00 | 本年支出合计 | 10.00"
    )
    second = page(3, "一、一般公共预算财政拨款 | 1.00 | | \n总计 | 10.00 | 总计 | 10.00")
    found = recognise(document(FINAL, first, second))
    assert figures(found)["appropriation-summary/revenue/总计/amount"] == "10.00"
    assert figures(found)["appropriation-summary/revenue/一、一般公共预算财政拨款/amount~2"] == "1.00"
    assert not found.leftovers


def test_the_rows_of_two_phases_may_stand_on_two_pages() -> None:
    def page(number: int, row: str) -> tuple[Line | Grid, ...]:
        head = "项目 | “三公”经费 | < | 会议费\n^ | 小计 | 公务接待费 | ^\n"
        return (
            line("财政拨款“三公”经费及会议费支出决算表", number),
            line("单位：万元", number),
            grid(head + row, number),
        )

    found = recognise(document(FINAL, page(2, "预算数 | 3.00 | 3.00 | 1.00"), page(3, "决算数 | 2.00 | 2.00 | 0.50")))
    assert figures(found) == {
        "three-public/budget//total": "3.00",
        "three-public/budget//reception": "3.00",
        "three-public/budget//meetings": "1.00",
        "three-public/actual//total": "2.00",
        "three-public/actual//reception": "2.00",
        "three-public/actual//meetings": "0.50",
    }


def test_whether_codes_are_joined_is_decided_for_the_whole_table() -> None:
    head = "部门经济科目编码 | 部门经济科目名称 | 政府经济科目编码 | 政府经济科目名称 | 合计\n"
    first = "30101 | 基本工资 | 50101 | 工资奖金津补贴 | 3.00\n30101 | 基本工资 | 50501 | 工资福利支出 | 2.00"
    second = "30201 | 办公费 | 50201 | 办公经费 | 1.00"
    title, unit = line("一般公共预算基本支出表", 2), line("单位：万元", 2)
    found = recognise(document(BUDGET, (title, unit, grid(head + first, 2)), (grid(head + second, 3),)))
    assert [figure.code for figure in found.figures] == ["30101-50101", "30101-50501", "30201-50201"]


def test_a_number_label_below_a_title_is_no_title() -> None:
    table = "科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 9.00"
    found = recognise(document(BUDGET, (line("支出总表"), line("预算03表"), line("单位：万元"), grid(table, 2))))
    assert figures(found) == {"expenditure//201/total": "9.00"}
    assert found.tables[0].printed_number == "预算03表"


def test_text_with_both_phases_below_each_measure_is_not_read_as_one_phase_after_the_other() -> None:
    found = recognise(
        plain("""
        某某市审计局2024年度部门决算
        财政拨款“三公”经费支出决算表
        单位：万元
        合计 因公出国（境）费 公务用车购置及运行费 公务接待费
        小计 公务用车购置费 公务用车运行费
        预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数
        9.00 8.00 1.00 0.50 6.00 6.10 4.00 4.20 2.00 1.90 2.00 1.40
        """)
    )
    told = figures(found)
    assert (told["three-public/budget//abroad"], told["three-public/actual//abroad"]) == ("1.00", "0.50")
    assert (told["three-public/budget//vehicles"], told["three-public/actual//reception"]) == ("6.00", "1.40")


def test_text_with_a_row_for_each_phase() -> None:
    found = recognise(
        plain("""
        某某市审计局2024年度部门决算
        财政拨款“三公”经费及会议费、培训费支出决算表
        单位：万元
        项目 “三公”经费 会议费 培训费
        小计 因公出国（境）费 公务用车购置及运行费 公务接待费
        小计 公务用车购置费 公务用车运行费
        栏次 1 2 3 4 5 6 7 8
        预算数 9.00 1.00 6.00 4.00 2.00 2.00 5.00 3.00
        决算数 8.00 1.00 6.00 4.00 2.00 1.00 4.00 2.00
        """)
    )
    told = figures(found)
    assert (told["three-public/budget//meetings"], told["three-public/actual//training"]) == ("5.00", "2.00")
    assert (told["three-public/budget//total"], told["three-public/actual//reception"]) == ("9.00", "1.00")


def test_text_of_a_budget_is_read_by_its_header_or_not_at_all() -> None:
    def read(header: str, row: str) -> Disclosure:
        return recognise(
            plain(f"某某市审计局2026年部门预算\n支出总表\n单位：万元\n{header}\n201 一般公共服务支出 {row}")
        )

    clear = read("科目编码 科目名称 合计 基本支出 人员经费 公用经费 项目支出", "9.00 6.00 4.00 2.00 3.00")
    assert figures(clear) == {
        "expenditure//201/total": "9.00",
        "expenditure//201/basic": "6.00",
        "expenditure//201/personnel": "4.00",
        "expenditure//201/public": "2.00",
        "expenditure//201/project": "3.00",
    }
    unclear = read("科目编码 科目名称 2025年预算数 2026年预算数 增减", "9.00 6.00 3.00")
    assert not unclear.figures
    assert [gap.printed for gap in unclear.unplaced] == ["9.00", "6.00", "3.00"]


def test_text_with_tabs_of_a_budget_by_unit(tmp_path: Path) -> None:
    rows = (
        "某某市审计局2026年部门预算",
        "部门收入总表",
        "单位：万元",
        "单位代码\t单位名称\t合计\t本年收入\t\t\t上年结转结余",
        "\t\t\t小计\t一般公共预算\t政府性基金预算\t",
        "\t合计\t9.00\t8.00\t8.00\t\t1.00",
        "024\t某某市审计局\t9.00\t8.00\t8.00\t\t1.00",
        "财政拨款收支总表",
        "单位：万元",
        "财政拨款收入\t\t财政拨款支出\t\t",
        "项目\t预算数\t项目\t合计\t一般公共预算",
        "一、一般公共预算\t8.00\t一、一般公共服务支出\t8.00\t8.00",
        "收入总计\t8.00\t支出总计\t8.00\t8.00",
    )
    path = tmp_path / "made.txt"
    path.write_text("\n".join(rows), encoding="utf-8")
    found = recognise(read_file(path, path.name))
    told = figures(found)
    assert told["revenue//某某市审计局/opening"] == "1.00"
    assert told["revenue//合计/general"] == "8.00"
    assert told["appropriation-summary/expenditure/支出总计/general"] == "8.00"
    assert len(told) == 14
    assert not found.unplaced


def test_a_broken_row_of_column_numbers_is_no_row_of_amounts() -> None:
    table = """
        科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出
        栏次 | < | 1 | 2 | 三
        合计 | < | 9.00 | 6.00 | 3.00
    """
    found = recognise(document(FINAL, (line("支出决算表", 2), line("单位：万元", 2), grid(table, 2))))
    assert figures(found) == {
        "expenditure//合计/total": "9.00",
        "expenditure//合计/basic": "6.00",
        "expenditure//合计/project": "3.00",
    }


def test_a_column_below_a_group_without_a_name_of_its_own_is_not_the_group() -> None:
    table = """
        科目编码 | 科目名称 | 合计 | 基本支出 | <
        ^ | ^ | ^ | | 公用经费
        201 | 一般公共服务支出 | 9.00 | 4.00 | 5.00
    """
    found = recognise(document(BUDGET, (line("部门支出总表", 2), line("单位：万元", 2), grid(table, 2))))
    assert figures(found) == {"expenditure//201/total": "9.00", "expenditure//201/public": "5.00"}
    assert [gap.printed for gap in found.unplaced] == ["4.00"]


def test_expenditure_by_economic_classes_never_takes_the_place_of_that_by_function() -> None:
    table = """
        收入 | < | 支出 | <
        项目 | 预算数 | 部门预算支出经济分类科目 | 预算数
        一、一般公共预算拨款 | 5.00 | 一、工资福利支出 | 5.00
        收入总计 | 5.00 | 支出总计 | 5.00
    """
    found = recognise(document(BUDGET, (line("部门收支总表", 2), line("单位：万元", 2), grid(table, 2))))
    assert {figure.side for figure in found.figures} == {"revenue", "economic"}
