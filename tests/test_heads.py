"""What stands above a table: titles in offices' own words, broken over lines, numbered, repeated on each page.

Whatever befalls its title, a table is itself: every figure at its place, and a consistent document accused of nothing.
"""

from functools import partial
from pathlib import Path
from random import Random

import pytest
from hypothesis import example

from builder import checks, readers
from builder.checks._ordinals import ordinal
from builder.recognise import HALF_A_TITLE, recognise
from builder.recognise.headings import heading, rests
from builder.recognise.titles import says_kind, title_of
from tests.maker import EDITIONS, docx, html, pdf, press, text, xlsx
from tests.maker.compare import compare
from tests.maker.heads import TITLES, drawn_heading, headed
from tests.maker.narrative import tell
from tests.maker.plans import tell_budget
from tests.test_innocent import accused
from tests.test_rendered import few, seeds

RENDERERS = {
    "html": html.render,
    "docx": docx.render,
    "xlsx": partial(xlsx.render, form="xlsx"),
    "xls": partial(xlsx.render, form="xls"),
    "pdf": partial(pdf.render, rules=press.FULL),
}
TEXTS = {form: partial(text.render, form=form, encoding="utf-8") for form in (text.TABBED, text.BARE)}


def made(seed, kind):
    """A whole innocent disclosure under heads at random."""
    told = tell(seed, EDITIONS[seed % len(EDITIONS)]) if kind == "final" else tell_budget(seed)
    rng = Random(f"head {seed}")
    return headed(told.printed, drawn_heading(rng), rng)


def read(data: bytes, folder: Path, name: str = "source.bin"):
    path = folder / name
    path.write_bytes(data)
    return recognise(readers.read(path, name))


@pytest.mark.parametrize("kind", ["final", "budget"])
@pytest.mark.parametrize("form", RENDERERS)
@example(seed=3)
@example(seed=7)
@example(seed=69)
@example(seed=113)
@few
@seeds
def test_a_table_is_itself_whatever_befalls_its_title(form, kind, tmp_path_factory, seed):
    printed = made(seed, kind)
    found = read(RENDERERS[form](printed, seed), tmp_path_factory.mktemp("heads"))
    same = compare(printed, found)
    assert (same.wrong, same.missing, same.lost) == ((), (), ()), (form, kind, seed)
    assert [table.table for table in found.tables] == [table.id for table in printed.tables]
    assert accused(found) == []


@pytest.mark.parametrize("kind", ["final", "budget"])
@pytest.mark.parametrize("form", TEXTS)
@example(seed=3)
@example(seed=68)
@example(seed=174)
@few
@seeds
def test_a_title_in_a_text_file_moves_no_figure(form, kind, tmp_path_factory, seed):
    printed = made(seed, kind)
    found = read(TEXTS[form](printed, seed), tmp_path_factory.mktemp("heads"), "source.txt")
    assert compare(printed, found).wrong == ()
    assert accused(found) == []


@pytest.mark.parametrize(
    ("lines", "table", "span"),
    [
        (("政府性基金预算财政拨款收入", "支出决算表"), "government-fund", 2),
        (("2023年度", "收入支出决算总表"), None, 0),
        (("一般公共预算", "财政拨款基本支出", "决算表"), "general-basic", 3),
        (("收入", "单位：万元", "决算表"), "revenue", 3),
        (("5.2019年度一般公共预算", "公开05表", "支出决算表"), "general-expenditure", 3),
        (("表五 一", "般公共预算财政拨款支出决算表"), "general-expenditure", 2),
        (("某某市总工会2019年度部门决算", "收入决算表（续）"), None, 0),
        (("国有资本经营", "预算财政拨款支出决", "算表"), "state-capital", 3),
        (("某某市图书馆2025年部门预算", "财政拨款收支总表"), None, 0),
        (("三、其他收入 12.00", "支出决算表"), None, 0),
        (("本表反映一般公共预算财政拨款。", "支出决算表"), None, 0),
    ],
)
def test_where_a_broken_title_begins(lines, table, span):
    found = heading(lines)
    assert (found and found.table.id, found.span if found else 0) == (table, span)


@pytest.mark.parametrize(
    ("line", "is_rest"),
    [
        *[(line, True) for line in ("总表", "算表", "支出决算表", "情况表", "表")],
        *[(line, False) for line in ("续表", "附表", "2022年度部门决算表", "本表", "附件：报表", "单位：万元")],
    ],
)
def test_the_last_line_of_a_title(line, is_rest):
    assert rests(line) is is_rest


def test_every_name_of_a_table_is_its_own():
    for kind, tables in TITLES.items():
        for table, titles in tables.items():
            for title in titles:
                found = title_of(title)
                assert found and found[0].id == table, (kind, title)


def test_a_title_says_its_kind_or_not():
    assert [says_kind(each) for each in ("收支预算总表", "支出决算表")] == [True, True]
    assert [says_kind(each) for each in ("一般公共预算支出情况表", "部门收支总体情况表")] == [False, False]


HALF = """示例市样本区总工会2023年度部门决算
收入支出决算总表
单位：万元
项目\t行次\t金额\t项目\t行次\t金额
栏次\t\t1\t栏次\t\t2
一、一般公共预算财政拨款收入\t1\t10.00\t一、一般公共服务支出\t32\t10.00
本年收入合计\t27\t10.00\t本年支出合计\t58\t10.00
总计\t31\t10.00\t总计\t62\t10.00
转移支付类
决算表
单位：万元
项目\t行次\t金额\t项目\t行次\t金额
栏次\t\t1\t栏次\t\t2
一、一般公共预算财政拨款收入\t1\t77.00\t二、外交支出\t33\t77.00
总计\t31\t77.00\t总计\t62\t77.00
"""


def test_half_a_title_is_no_title_of_another_table(tmp_path):
    found = read(HALF.replace("转移支付类\n决算表", "政府性基金\n财政拨款支出预算表").encode(), tmp_path, "source.txt")
    assert [table.table for table in found.tables] == ["summary"]
    assert {each.amount.printed for each in found.figures} == {"10.00"}


def test_below_half_a_title_no_row_is_of_the_table_above(tmp_path):
    found = read(HALF.encode(), tmp_path, "source.txt")
    assert {each.amount.printed for each in found.figures} == {"10.00"}
    assert [(each.reason, "决算表" in each.excerpt) for each in found.leftovers] == [(HALF_A_TITLE, True)]
    assert not [each for each in checks.run(found).findings if each.rule == "CPL001"]


RUNNING = [
    ("部门收支预算明细表",),
    ("示例市样本区总工会", "部门收支预算明细表"),
    ("总表",),
    ("- 3 -", "单位预算公开情况表"),
]
TITLES_OF_PAGES = [("2021年示例市样本区总工会收支表",), ("示例市样本区总工会支出总表",)]


@pytest.mark.parametrize("lines", [*RUNNING, *TITLES_OF_PAGES])
@pytest.mark.parametrize("seed", [1, 3])
def test_the_header_of_every_page_cuts_no_table(lines, seed, tmp_path):
    printed = tell(seed, EDITIONS[seed]).printed
    rng = Random(f"running {seed}")
    again = "" if seed == 1 else "header"
    found = read(pdf.write(printed, press.plain_press(above=lines, again=again, size=10.5), rng), tmp_path)
    same = compare(printed, found)
    assert (same.wrong, same.missing, same.lost) == ((), (), ())
    assert accused(found) == []


@pytest.mark.parametrize("lines", RUNNING)
def test_the_header_of_a_page_cuts_no_table_of_a_text_file(lines, tmp_path):
    body = text.render(tell(1, EDITIONS[1]).printed, 1, text.TABBED, "utf-8").decode().split("\n")
    at = max(at for at, line in enumerate(body) if line.startswith("三、支出决算表")) + 10
    assert body[at][:3].isdigit()
    plain, broken = ("\n".join((*body[:at], *more, *body[at:])) for more in ((), lines))
    figures = [read(one.encode(), tmp_path, "source.txt").figures for one in (plain, broken)]
    printed = [[(each.table, each.item, each.measure, each.amount) for each in every] for every in figures]
    assert printed[0] == printed[1] != []


def test_a_table_of_the_budget_is_not_that_of_the_final_accounts(tmp_path):
    rows = "项目\t行次\t预算数\t项目\t行次\t预算数\n总计\t31\t88.00\t总计\t62\t88.00\n"
    lead, title, rest = HALF.partition("收入支出决算总表")
    found = read(f"{lead}部门收支总表\n单位：万元\n{rows}{title}{rest}".encode(), tmp_path, "source.txt")
    assert {each.amount.printed for each in found.figures} == {"10.00"}


def test_the_name_of_a_sheet_is_no_part_of_its_title():
    name = "Z013 部门综合预算一般公共预算拨款“三公”经费及会议费、培"
    assert heading((name, "表十三：部门综合预算一般公共预算拨款“三公”经费及会议费、培训费支出预算表")) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("7.2010101行政运行", 7), ("1.2023年度", 1), ("1.20万元", None), ("2.20805 万元", None), ("3.5", None)],
)
def test_a_code_or_a_year_may_stand_behind_a_number(text, value):
    found = ordinal(text)
    assert (found.value if found else None) == value


EMPTY = """示例市样本区总工会2023年度部门决算
收入支出决算总表
单位：万元
项目\t行次\t金额\t项目\t行次\t金额
一、一般公共预算财政拨款收入\t1\t10.00\t一、一般公共服务支出\t32\t10.00
总计\t31\t10.00\t总计\t62\t10.00
财政拨款“三公”经费支出决算表
{lines}
注：本单位没有“三公”经费支出，故本表无数据。
第三部分 2023年度部门决算情况说明
"""


@pytest.mark.parametrize(
    ("lines", "is_table"),
    [
        ("项目 “三公”经费 会议费\n小计 因公出国（境）费 公务接待费\n小计 公务用车购置费", True),
        ("“三公”经费合计为0万元，公务接待费0万元。", False),
    ],
)
def test_an_empty_table_of_the_three_expenses_is_one(lines, is_table, tmp_path):
    found = read(EMPTY.format(lines=lines).encode(), tmp_path, "source.txt")
    assert [table.table for table in found.tables] == ["summary", *["three-public"] * is_table]
