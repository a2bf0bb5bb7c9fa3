"""Forms of places for which there is no layout: read by titles, headers and labels alone, every number or none of it.

The drawings in ``places.yml`` are small tables in the manner of many places.
"""

import re
from pathlib import Path

import pytest
import yaml

from builder.checks import run
from builder.model.disclosure import Disclosure
from builder.recognise import recognise
from builder.recognise.titles import title_of
from tests.drawn import document, grid, line

_DRAWN = yaml.safe_load(Path(__file__).with_name("places.yml").read_text(encoding="utf-8"))
PLACES = {entry["name"]: entry for entry in _DRAWN}
TITLES = {
    "summary": "收入支出决算表 收入支出总体情况表 "
    "部门收支预算表 财务收支总体情况表 （一）部门收支总表 收支预算总表（按功能分类） 收入支出决算总体情况表",
    "revenue": "部门收入总体情况表（分单位） 单位收入预算总表 收入决算总体情况表",
    "expenditure": "支出预算总表（按功能分类） 部门支出预算总表（功能分类） 支出决算总体情况表 "
    "支出决算公开表 支出决算表（分科目）",
    "appropriation-summary": "财政拨款预算收支总表 财政拨款收支总表（按功能分类） 财政拨款收入支出决算总体情况表",
    "general-expenditure": "一般公共预算支出总表 一般公共预算当年拨款支出表 一般公共预算支出决算表 "
    "一般公共预算财政拨款收入支出决算表",
    "general-basic": "一般公共预算基本支出经济分类情况表 一般公共预算基本支出总表 一般公共预算基本支出决算表",
    "government-fund": "政府性基金预算支出总表 政府性基金预算收入支出决算表 政府性基金预算支出决算表 "
    "政府性基金财政拨款收入支出决算表",
    "state-capital": "国有资本经营预算支出总表 国有资本经营预算支出决算表 国有资本经营预算收入支出决算表 "
    "国有资本经营财政拨款支出决算表",
    "three-public": "“三公”经费财政拨款支出预算表 财政拨款“三公”经费预算表 “三公”经费支出预算总表 "
    "“三公”经费公共预算财政拨款支出决算表 一般公共预算及政府性基金财政拨款“三公”经费支出决算表",
    "projects": "部门预算项目支出及其他支出预算表 部门综合预算专项业务经费支出表 项目支出总体情况表",
    "procurement": "预算10表政府采购预算明细表 政府采购支出预算表 政府采购（资产配置、购买服务）预算表",
    "appropriation-expenditure": "财政拨款支出表（功能科目） 公开05表财政拨款支出决算表（功能科目）",
    "appropriation-basic": "财政拨款基本支出表（经济科目） 财政拨款基本支出决算表（经济科目）",
    "general-economic": "一般公共预算支出表（按经济分类） 部门综合预算一般公共预算支出明细表（按支出经济分类科目）",
    "general-basic-functional": "部门综合预算一般公共预算基本支出明细表（按支出功能分类科目）",
    "general-project": "一般公共预算项目支出情况表（按经济分类科目）",
    "operating-funds": "一般公共预算机关运行经费支出预算表 财政拨款机关运行经费支出决算表 机关运行经费支出决算表",
    "basic": "基本支出总表 部门预算基本支出预算表",
    "services": "预算11表财政拨款政府购买服务明细表",
    "": "国有资本经营预算收支总表 政府性基金预算收支总表 非税收入预算表 教育收费收入预算表 人员支出预算表 "
    "培训费支出预算表 教育支出预算表 一般公共预算项目支出表 财政拨款支出总表 政府性基金财政拨款支出决算表 "
    "财政拨款项目支出决算表 机关运行经费情况说明表 政府性基金预算“三公”经费支出预算表 "
    "一般公共预算基本支出表（按政府预算经济分类） 一般公共预算本级支出决算表 "
    "社会保险基金决算收支总表 部门决算公开表 项目支出决算表",
}
_NUMBER = re.compile(r"-?[\d,]+\.\d\d%?")


def read(title: str, drawing: str) -> Disclosure:
    """The disclosure whose only table this is."""
    rows = [row.split("::")[-1] for row in drawing.strip().splitlines() if not row.strip().startswith("#")]
    unit = (line("单位：万元", 2),) if "万元" not in title + drawing else ()
    return recognise(document((line("某某市审计局2026年部门预算"),), (line(title, 2), *unit, grid("\n".join(rows), 2))))


def expected(drawing: str) -> list[tuple[str, str, str]]:
    """What must be read: the code or label of the row, the measure and the number."""
    measures, found = list[str](), list[tuple[str, str, str]]()
    for row in drawing.strip().splitlines():
        own, has_own, cells = row.rpartition("::")
        texts = [text.strip() for text in cells.split("|")]
        if texts[0].startswith("#"):
            measures = texts
            continue
        for index, (measure, text) in enumerate(zip(measures, texts, strict=False)):
            if measure not in ("", "#", "none") and _NUMBER.fullmatch(text):
                label = next((each for each in reversed(texts[:index]) if each and not _NUMBER.fullmatch(each)), "")
                code = texts[0] if texts[0].isdigit() else label.replace("<", "").replace(" ", "") or texts[0]
                found.append((own.strip() if has_own else code, measure, text))
    return found


@pytest.mark.parametrize("name", PLACES)
def test_a_form_without_layout_is_read_by_its_words(name: str) -> None:
    title, table, drawing = (PLACES[name][part] for part in ("title", "table", "drawing"))
    found = read(title, drawing)
    three = table == "three-public"
    rows = [
        ("" if three and "::" in drawing else f.code or f.item, f.measure, f.amount.printed)
        for f in found.figures
        if f.table == table
    ]
    assert sorted(rows) == sorted(expected(drawing))
    assert len(rows) == len(found.figures)
    rates = re.findall(r"-?\d+\.\d\d%|\b11\.11", drawing)
    assert sorted(gap.printed for gap in found.unplaced) == sorted(rates)


@pytest.mark.parametrize(
    ("table", "title"), [(table, title) for table, found in TITLES.items() for title in found.split()]
)
def test_a_title_is_known_by_its_core_and_what_stands_before_it(table: str, title: str) -> None:
    found = title_of(title)
    assert (found[0].id if found else "") == table
    assert found is None or found[1] == ("final" if "决算" in title else "budget")


PLAIN = {
    "summary": "收入支出决算总表",
    "revenue": "部门收入总体情况表",
    "general-expenditure": "一般公共预算财政拨款支出决算表",
    "three-public": "一般公共预算“三公”经费支出情况表",
}
BEFORE = (
    "附表1：,附表一：,附件1-1 ,表1.,表1-1 ,（表一）,（一）,1.,公开01表 ,决算01表,财决公开01表 ,部门决算公开01表 ,"
    "部门公开表1 ,01-1表 ,Z01 ,2023年度,二〇二三年度,二○二三年,柳州市总工会（本级）2023年度,"
    "柳州市总工会2023年度部门决算公开表 ,柳州市总工会2023年度公开01表 ,2023年度部门决算公开01表：,2023年度表七 ,"
    "2023年度部门决算表—,2023年部门预算公开表2：,样表1：,GK01 ,福建省泉州市丰泽区人民政府办公室,市级"
)
BEHIND = (
    "（公开01表）,（表一）,（一）,（续）,（单位：万元）,（2023年度）,（部门）,（空表）,1,(财决01表),(财决08-1表),(财决附03表),"
    "（万元）,附表1"
)


@pytest.mark.parametrize("before", ["", *BEFORE.split(",")])
@pytest.mark.parametrize("behind", ["", *BEHIND.split(",")])
def test_numbers_years_and_names_around_a_title_say_nothing_of_which_table_it_is(before: str, behind: str) -> None:
    for table, title in PLAIN.items():
        found = title_of(f"{before}{title}{behind}")
        assert found, title
        assert (found[0].id, found[1]) == (table, "final" if "决算" in title else "budget")


FINALS = {
    "财政拨款支出决算表（功能科目）": (
        "科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出\n合计 | < | 9.00 | 7.00 | 2.00\n"
        "201 | 一般公共服务支出 | 9.00 | 7.00 | 2.00",
        [("appropriation-expenditure", measure) for measure in ("total", "basic", "project")] * 2,
    ),
    "财政拨款基本支出决算表（经济科目）": (
        "科目编码 | 科目名称 | 基本支出 | < | <\n^ | ^ | 合计 | 人员经费 | 公用经费\n合计 | < | 7.00 | 6.00 | 1.00",
        [("appropriation-basic", measure) for measure in ("amount", "personnel", "public")],
    ),
    "财政拨款机关运行经费支出决算表": (
        "科目编码 | 科目名称 | 机关运行经费支出\n合计 | < | 1.00\n302 | 商品和服务支出 | 0.90\n310 | 资本性支出 | 0.10",
        [("operating-funds", "total")] * 3,
    ),
}


@pytest.mark.parametrize("title", FINALS)
def test_final_accounts_may_have_tables_beside_the_nine(title: str) -> None:
    drawing, figures = FINALS[title]
    table = (line(title, 2), line("单位：万元", 2), grid(drawing, 2))
    found = recognise(document((line("某某市审计局2024年度部门决算"),), table))
    assert [(figure.table, figure.measure) for figure in found.figures] == figures
    assert (found.unplaced, found.leftovers, found.identity.kind) == ((), (), "final")


BROKEN = {
    ("一般公共预算", "财政拨款支出决算表"): "general-expenditure",
    ("一般公共预算财政拨款", "支出决算表"): "general-expenditure",
    ("2024年度政府性基金预算", "财政拨款收入支出决算表"): "government-fund",
    ("国有资本经营预算", "财政拨款支出决算表"): "state-capital",
    ("某某市审计局2024年度", "财政拨款支出决算表"): "appropriation-expenditure",
    ("公开06表", "财政拨款支出决算表"): "appropriation-expenditure",
}
BY_FUNCTION = FINALS["财政拨款支出决算表（功能科目）"][0]


@pytest.mark.parametrize(("lines", "table"), BROKEN.items())
def test_the_second_line_of_a_title_is_no_title_of_another_table(lines: tuple[str, str], table: str) -> None:
    body = (*(line(each, 2) for each in lines), line("单位：万元", 2), grid(BY_FUNCTION, 2))
    found = recognise(document((line("某某市审计局2024年度部门决算"),), body))
    assert [each.table for each in found.tables] == [table]


@pytest.mark.parametrize("whose", ["公共预算", "公共财政预算", "公共财政"])
@pytest.mark.parametrize("title", ["财政拨款支出决算表", "财政拨款基本支出决算表"])
def test_older_names_of_the_general_budget_are_not_passed_over(whose: str, title: str) -> None:
    found = title_of(whose + title)
    assert found is None or found[0].id.startswith("general-")


def test_a_table_is_not_missing_where_only_words_of_its_title_are() -> None:
    parts = (line("财政拨款支出决算表", 2), line("单位：万元", 2), grid(BY_FUNCTION, 2))
    verdict = run(recognise(document((line("某某市审计局2024年度部门决算"),), parts)))
    entry = next(each for each in verdict.ledger if (each.rule, each.subject) == ("CPL001", "general-expenditure"))
    assert (entry.state, "财政拨款支出决算表" in entry.reason) == ("not_checked", True)
    assert not any("general-expenditure" in each.finding_id for each in verdict.findings)


def test_a_year_written_out_is_the_year_of_the_document() -> None:
    title = line("支出决算表", 2)
    rows = grid("科目编码 | 科目名称 | 本年支出合计\n205 | 教育支出 | 9.00", 2)
    found = recognise(document((line("某某市审计局二〇二三年度部门决算"),), (title, line("单位：万元", 2), rows)))
    assert (found.identity.entity_name, found.identity.fiscal_year) == ("某某市审计局", 2023)
    assert [figure.amount.printed for figure in found.figures] == ["9.00"]


def test_a_row_without_a_name_is_no_figure() -> None:
    drawing = """
        科目编码 | 科目名称 | 合计 | 基本支出
        201 | 一般公共服务支出 | 9.00 | 9.00
         | | 3.00 | 3.00
    """
    found = read("部门支出总表", drawing)
    assert {figure.code for figure in found.figures} == {"201"}
    assert [gap.printed for gap in found.unplaced] == ["3.00", "3.00"]


@pytest.mark.parametrize(
    ("below", "gaps"), [("", []), ("5 | |", ["5"]), ("5 | 1 |", ["9.00", "2.00", "7.00", "5", "1"])]
)
def test_the_one_row_of_a_table_without_names_is_its_total(below: str, gaps: list[str]) -> None:
    """A workbook made from pages has the number of the page in a row of its own."""
    found = read("部门收入总表", f"合计 | 上年结转 | 一般公共预算拨款收入\n9.00 | 2.00 | 7.00\n{below}")
    assert [(figure.item, figure.amount.printed) for figure in found.figures] == (
        [] if len(gaps) > 1 else [("合计", "9.00"), ("合计", "2.00"), ("合计", "7.00")]
    )
    assert [gap.printed for gap in found.unplaced] == gaps
