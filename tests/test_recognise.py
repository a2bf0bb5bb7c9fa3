"""Recognising documents: the corpus against answers made by hand, and made-up accounts in every form of text."""

import csv
import os
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, note, settings

from builder.errors import UnreadableError
from builder.model.document import Document, Source
from builder.readers import read
from builder.readers import text as reader
from builder.recognise import recognise
from tests.maker import make_accounts, print_accounts
from tests.maker import text as renderer
from tests.maker.compare import compare, stands_there
from tests.maker.given import printed, seeds
from tests.maker.style import drawn_style, plain_style

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "content" / "disclosures"
GOLDEN = ROOT / "tests" / "golden"
CASES = {
    "liujiang-2022-final": "liuzhoushi-liujiangqu-zonggonghui/2022-final",
    "hanyang-2022-final": "wuhanshi-hanyangqu-zonggonghui/2022-final",
    "xinzhou-2023-final": "wuhanshi-xinzhouqu-zonggonghui/2023-final",
}
WITHOUT_TABLES = {
    "liuzhou-2019-budget": "liuzhoushi-zonggonghui/2019-budget",
    "hengshan-2023-final": "yulinshi-hengshanqu-zonggonghui/2023-final",
}
NINE = ["summary", "revenue", "expenditure", "appropriation-summary", "general-expenditure", "general-basic"]
NINE += ["government-fund", "state-capital", "three-public"]
NAMES = ("table", "side", "phase", "line_no", "code", "item", "measure")


def seed(name):
    return _folder("MINGZHANG_DISCLOSURES", "全文") / "seeds" / f"{name}.txt"


def truth():
    return _folder("MINGZHANG_TRUTH", "人工核对的答案") / "figures.csv"


def _folder(variable, what):
    if variable not in os.environ:
        pytest.skip(f"没有设置环境变量 {variable}（{what}所在的文件夹） · {variable} is not set")
    return Path(os.environ[variable])


def recognised(path):
    return recognise(read(path, path.name))


def of(text):
    data = text.encode() if isinstance(text, str) else text
    return recognise(Document(Source("a.txt", "text", "", len(data)), *reader.pages(data)))


def rows(path, doc=None):
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if doc is None or row["doc"] == doc]


def answers(found, lines=True):
    return sorted(
        (
            *(row[name] for name in NAMES),
            row["amount"],
            row["unit"],
            row["source_line"] if lines else "",
        )
        for row in found
    )


def figures(disclosure, lines=True):
    return sorted(
        (
            *(getattr(figure, name) for name in NAMES),
            str(figure.amount.value),
            figure.amount.unit,
            str(figure.location.line) if lines else "",
        )
        for figure in disclosure.figures
    )


# --- the corpus ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_every_figure_of_the_corpus_is_read(case):
    disclosure = recognised(CORPUS / CASES[case] / "source.txt")
    assert figures(disclosure) == answers(rows(GOLDEN / case / "figures.csv"))
    assert not disclosure.unplaced
    assert not disclosure.leftovers
    assert [table.table for table in disclosure.tables] == NINE
    states = {table.table: table.state for table in disclosure.tables}
    with_figures = {figure.table for figure in disclosure.figures}
    assert states == {name: "figures" if name in with_figures else "empty" for name in NINE}
    assert all(table.note for table in disclosure.tables if table.state == "empty")


@pytest.mark.parametrize("case", ["liujiang-2022-final", "xinzhou-2023-final"])
def test_every_figure_of_the_full_texts_is_read(case):
    disclosure = recognised(seed(case))
    assert figures(disclosure) == answers(rows(truth(), case))
    assert not disclosure.unplaced


def test_the_full_text_of_hanyang_has_the_figures_of_its_transcription():
    disclosure = recognised(seed("hanyang-2022-final"))
    assert figures(disclosure, lines=False) == answers(rows(GOLDEN / "hanyang-2022-final" / "figures.csv"), lines=False)
    assert not disclosure.unplaced


@pytest.mark.parametrize("case", WITHOUT_TABLES)
@pytest.mark.parametrize("full", [False, True], ids=["transcription", "full"])
def test_a_text_without_tables_says_so_once(case, full):
    disclosure = recognised(seed(case) if full else CORPUS / WITHOUT_TABLES[case] / "source.txt")
    assert disclosure.tables == disclosure.figures == disclosure.unplaced == disclosure.leftovers == ()
    assert disclosure.notes == ("文本中没有表格",)


@pytest.mark.parametrize("case", CASES | WITHOUT_TABLES)
@pytest.mark.parametrize("full", [False, True], ids=["transcription", "full"])
def test_who_when_and_what_are_read_from_the_text(case, full):
    folder = (CASES | WITHOUT_TABLES)[case]
    identity = recognised(seed(case) if full else CORPUS / folder / "source.txt").identity
    assert identity.package == folder
    assert identity.entity_name.endswith("总工会")


# --- the forms of a document, one by one -----------------------------------------------------------------------------

FRONT = "青泽市统计局2023年度部门决算\n"
GENERAL = """表五：一般公共预算财政拨款支出决算表
公开 05 表
单位：青泽市统计局 单位：万元
项目 合计 基本支出 项目支出
科目编码 科目名称
栏次 1 2 3
合计 10.00 7.00 3.00
201 一般公共服务支出 10.00 7.00 3.00
20105 统计信息事务 10.00 7.00 3.00
2010501 行政运行 7.00 7.00
2010507 专项普查活动 3.00 3.00
"""
EXPECTED = {
    ("合计", "total"): "10.00",
    ("合计", "basic"): "7.00",
    ("合计", "project"): "3.00",
    ("201", "total"): "10.00",
    ("201", "basic"): "7.00",
    ("201", "project"): "3.00",
    ("20105", "total"): "10.00",
    ("20105", "basic"): "7.00",
    ("20105", "project"): "3.00",
    ("2010501", "total"): "7.00",
    ("2010501", "basic"): "7.00",
    ("2010507", "total"): "3.00",
    ("2010507", "project"): "3.00",
}
ITEMS = {"201": "一般公共服务支出", "20105": "统计信息事务", "2010501": "行政运行", "2010507": "专项普查活动"}


def general(disclosure):
    found = [figure for figure in disclosure.figures if figure.table == "general-expenditure"]
    assert all(figure.item == ITEMS.get(figure.code, "合计") for figure in found)
    return {(figure.code or figure.item, figure.measure): figure.amount.printed for figure in found}


HEADER = "项目 合计 基本支出 项目支出\n科目编码 科目名称\n栏次 1 2 3\n"
AGAIN = {
    "nothing": "",
    "its header": HEADER,
    "its title": "表五：一般公共预算财政拨款支出决算表\n" + HEADER,
    "title and caption": "".join(GENERAL.splitlines(keepends=True)[:6]),
}


TURNS = ["", "\f", "- 3 -\n", "3\n", "3\n\f", "第 3 页\n", "\n\n", "4\n\f青泽市统计局2023年度部门决算\n"]


@pytest.mark.parametrize("again", AGAIN)
@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("before", ["201 ", "20105", "2010501", "2010507"])
def test_a_table_goes_on_on_the_next_page(before, turn, again):
    at = GENERAL.index(f"\n{before}") + 1
    assert general(of(FRONT + GENERAL[:at] + turn + AGAIN[again] + GENERAL[at:])) == EXPECTED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("201 一般公共服务支出 10.00", "201\n一般公共服务支出 10.00"),
        ("201 一般公共服务支出 10.00", "201 一般公共\n服务支出 10.00"),
        ("201 一般公共服务支出 10.00", "201\n一般公共\n服务支出\n10.00"),
        ("201 一般公共服务支出 10.00", "201 一般公共服务支出10.00"),
        ("201 一般公共服务支出 10.00", "201 一般公共服务支出 10. 00"),
        ("201 一般公共服务支出 10.00", "201 一 般 公 共 服 务 支 出 10.00"),
        ("2010501 行政运行 7.00", "2010501\n3\n行政运行 7.00"),
        ("2010501 行政运行 7.00 7.00", "2010501 行政 7.00 7.00\n运行"),
        ("2010507", "注：金额单位转换时可能存在尾数误\n差。\n2010507"),
        ("2010507", "注：金额单位转换时可能存在尾数误差\n2010507"),
        ("合计 10.00", "合 计 10.00"),
        ("合计 10.00", "合计\n10.00"),
        ("3.00 3.00\n", "3.00 3.00\n1栏各行=(2+3)栏各行。\n"),
        ("栏次 1 2 3\n", "类 款 项\n栏次 1 2 3\n"),
        ("科目编码 科目名称\n", "科目\n编码\n科目\n名称\n"),
        ("单位：青泽市统计局 单位：万元", "部门 ：青泽市统计局 金额单位 ：万元"),
        ("表五：一般公共预算财政拨款支出决算表", "2023 年度一般公共预算财政拨款支\n出决算表（表 5）"),
        ("表五：一般公共预算财政拨款支出决算表", "一般公共预算财政拨款支出决算表"),
    ],
)
def test_what_befalls_a_table_in_a_text_changes_nothing(old, new):
    assert old in GENERAL
    assert general(of(FRONT + GENERAL.replace(old, new))) == EXPECTED


def test_a_title_in_two_lines_says_more_than_a_sentence():
    lines = (
        "2023年度",
        "某县审计局部门决算",
        "第一部分 部门决算情况说明",
        "一、执行情况说明",
        "2023年度预算执行情况良好。",
    )
    identity = of("\n".join((*lines, "二、支出决算情况说明", "本年支出决算数500.00万元。")).encode()).identity
    assert (identity.fiscal_year, identity.kind) == (2023, "final")


def test_contents_and_references_are_no_tables():
    contents = "目 录\n五、一般公共预算财政拨款支出决算表 ………… 7\n六、一般公共预算财政拨款基本支出决算表......8\n"
    sentence = "详见一般公共预算财政拨款支出决算表。\n第三部分 决算情况说明\n五、一般公共预算财政拨款支出决算情况说明\n"
    disclosure = of(FRONT + contents + sentence)
    assert disclosure.tables == ()
    with_table = of(FRONT + contents + GENERAL + sentence)
    assert [table.table for table in with_table.tables] == ["general-expenditure"]
    assert general(with_table) == EXPECTED


@pytest.mark.parametrize("numbers", ["{}、", "（{}）", "表{}："])
@pytest.mark.parametrize("numerals", [("8", "9", "10"), ("十九", "二十", "二十一")])
def test_a_title_in_a_numbered_list_is_none_of_a_table(numbers, numerals):
    names = (
        "一般公共预算财政拨款基本支出决算表",
        "一般公共预算财政拨款基本支出决算表（按部门预算经济分类）",
        "一般公共预算项目表",
    )
    listed = "".join(f"{numbers.format(at)}{name}\n" for at, name in zip(numerals, names, strict=True))
    assert of(FRONT + listed).tables == ()
    assert [table.table for table in of(FRONT + listed + GENERAL).tables] == ["general-expenditure"]


def test_an_empty_table_is_empty_and_keeps_its_note():
    text = "表八：国有资本经营预算财政拨款支出决算表\n单位：万元\n项目 本年支出\n"
    text += "科目编码 科目名称 合计 基本支出 项目支出\n栏次 1 2 3\n合计\n类\n款\n项\n"
    text += "注：本单位没有国有资本经营预算财政拨款收支，故本表无数据。\n"
    table = of(FRONT + GENERAL + text).tables[-1]
    assert (table.state, table.table) == ("empty", "state-capital")
    assert "本表无数据" in table.note


def test_numbers_without_a_unit_are_no_figures():
    disclosure = of(FRONT + GENERAL.replace("单位：万元", ""))
    assert not disclosure.figures
    assert sorted(one.printed for one in disclosure.unplaced) == sorted(EXPECTED.values())
    assert {one.reason for one in disclosure.unplaced} == {"表上没有写明金额单位"}
    assert disclosure.tables[0].state == "unread"


def test_a_row_that_was_not_read_is_no_evidence():
    """The 行次 of the first row is lost, so its amount may be anything: what it would prove stays open."""
    data = renderer.write(print_accounts(make_accounts(278), 278), plain_style(), renderer.SPACED, Random(1))
    whole = of(data)
    first = "一、一般公共预算财政拨款 1 "
    assert first in data
    cut = of(data.replace(first, "一、一般公共预算财政拨款 "))
    kept = {(figure.key, str(figure.amount.value)) for figure in whole.figures}
    assert {(figure.key, str(figure.amount.value)) for figure in cut.figures} <= kept


# --- made-up accounts ------------------------------------------------------------------------------------------------

MADE = settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""A smaller seed is no simpler case: nothing is gained by shrinking."""


def test_the_maker_is_deterministic_and_consistent():
    """The same seeds give the same bytes; every sum of the money holds to the 分 before anything is rounded."""
    for number in range(20):
        accounts = make_accounts(number)
        assert accounts == make_accounts(number)
        document = print_accounts(accounts, number)
        for form in (renderer.TABBED, renderer.BARE, renderer.SPACED):
            assert renderer.render(document, number, form) == renderer.render(document, number, form)
        for flow in accounts.flows:
            assert flow.opening + flow.revenue + flow.used == flow.total + flow.distributed + flow.closing
        basic = sum(flow.spent.get("basic", 0) for flow in accounts.of(["general"]))
        assert sum(accounts.economic.values()) == basic
        total = next(one for one in document.expected() if one.table == "expenditure" and one.measure == "total")
        spent = Decimal(sum(flow.total for flow in accounts.flows))
        unit = Decimal(1_000_000 if document.unit == "万元" else 100)
        assert abs(Decimal(total.amount) - spent / unit) <= Decimal("0.5") or total.item != "合计"


@MADE
@given(printed, seeds)
def test_tabs_with_column_numbers_are_read_back_equal(document, manner):
    _equal(document, renderer.render(document, manner, renderer.TABBED))


@MADE
@given(printed, seeds)
def test_tabs_without_column_numbers_are_read_back_equal(document, manner):
    _equal(document, renderer.render(document, manner, renderer.BARE))


def _equal(document, data):
    disclosure = of(data)
    result = compare(document, disclosure)
    assert result.wrong == result.missing == result.lost == ()
    assert not disclosure.unplaced
    assert {figure.placed_by for figure in disclosure.figures} <= {"position"}
    assert stands_there(disclosure, reader.decoded(data).split("\n"))
    assert disclosure.identity.entity_name == document.entity_name
    assert (disclosure.identity.fiscal_year, disclosure.identity.kind) == (document.year, "final")


@MADE
@given(printed, seeds)
def test_blanks_never_give_a_wrong_figure(document, manner):
    """Where empty cells are lost: no wrong value, row or measure, and nothing vanishes without a word."""
    data = renderer.render(document, manner, renderer.SPACED)
    disclosure = of(data)
    result = compare(document, disclosure)
    note(f"{result.found} of {result.printed} figures found")
    assert result.wrong == ()
    assert result.lost == ()
    assert stands_there(disclosure, reader.decoded(data).split("\n"))
    full = _full_rows(document)
    for figure in disclosure.figures:
        row = (figure.table, figure.side, figure.line_no, figure.code, "".join(figure.item.split()))
        assert figure.placed_by == "identity" or row in full
        assert figure.placed_by == "position" or row not in full or _has_integers(document)


def _full_rows(document):
    """The rows that say what stands in every column; in 公开06表 every row of a lane has its one amount."""
    rows = {row for table in document.tables for row in table.full_rows()}
    rows |= {
        (one.table, one.side, one.line_no, one.code, one.item)
        for one in document.expected()
        if one.table == "general-basic"
    }
    return {(*row[:4], "".join(row[4].split())) for row in rows}


def _has_integers(document):
    """Whether an amount may be taken for a page's number."""
    return any("." not in one.printed for one in document.expected())


def test_most_figures_are_found_where_empty_cells_are_lost(record_property):
    """Measured on a fixed set: how many figures the identities place, in quiet texts and in torn ones."""
    shares = {}
    for name, style in (("quiet", lambda rng: plain_style()), ("torn", lambda rng: drawn_style(rng, renderer.SPACED))):
        found = wanted = 0
        for number in range(12):
            rng = Random(number)
            document = print_accounts(make_accounts(number), number)
            result = compare(document, of(renderer.write(document, style(rng), renderer.SPACED, rng)))
            assert not result.wrong
            found, wanted = found + result.found, wanted + result.printed
        shares[name] = found / wanted
    record_property("found", shares)
    assert min(shares.values()) > 0.85, shares


def test_a_text_about_disclosures_is_none():
    """A year alone is not enough: a list of files names years and kinds, but neither a unit nor a table of its own."""
    with pytest.raises(UnreadableError, match="单位") as error:
        of("documents\n- a file of 2026年部门预算, 37 pages\n- another of 2024年度部门决算, 50 pages\n".encode())
    assert error.value.code == "SRC010"
