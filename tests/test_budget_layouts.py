"""Random budgets, drawn as different places draw them, read back: every figure at its place, nothing invented.

What varies: codes in one column, in three, in brackets or before the name; the columns and their order, with those of
the year before and of the change beside them; the unit; blank or 0.00; the total first or last; pages that break a
table with or without its title and header printed again.
"""

from dataclasses import dataclass
from random import Random

import pytest

from builder.model.disclosure import Figure
from builder.recognise import recognise
from builder.standards import classifications
from tests.drawn import document, grid, line

CODES = [code for code in classifications.functional() if len(code) == 7 and code[:3] not in ("223", "229", "230")]
ECONOMIC = [code for code in classifications.economic() if len(code) == 5]
SOURCES = ["一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算拨款收入", "事业收入", "其他收入"]
OBJECTS = ["工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出"]
ORDINALS = [f"{ten}{one}、" for ten in ("", "十", "二十") for one in ("", *"一二三四五六七八九") if ten or one]
REVENUE = (
    (
        (
            ["合计", "上年结转", "一般公共预算拨款收入", "政府性基金预算拨款收入", "事业收入", "其他收入"],
            ["^"] * 6,
        ),
        ["total", "opening", "general", "government_fund", "institutional", "other"],
    ),
    (
        (
            ["合计", "本年收入", "<", "<", "<", "上年结转结余", "<", "<"],
            ["^", "小计", "一般公共预算", "政府性基金预算", "事业收入", "小计", "一般公共预算", "单位资金"],
        ),
        [
            *("total", "current", "general", "government_fund", "institutional"),
            *("opening", "opening_general", "opening_unit_funds"),
        ],
    ),
    (
        (
            ["收入总计", "财政拨款", "<", "单位资金", "<", "上年结余、结转"],
            ["^", "一般公共预算拨款", "政府性基金预算拨款", "上级补助收入", "其他收入", "^"],
        ),
        ["total", "general", "government_fund", "superior_subsidy", "other", "opening"],
    ),
)
"""Headers of the revenue table in two rows, and the measures below them."""
THREE = ["total", "abroad", "vehicles", "vehicle_purchase", "vehicle_running", "reception"]
PUBLIC = ("一般公共预算“三公”经费支出表", "three-public")
YEAR = 2026


@dataclass(frozen=True)
class Sheet:
    """A table as drawn: its rows below the header, and the figures that it holds by (code or item, measure)."""

    title: str
    table: str
    head: list[list[str]]
    rows: list[list[str]]
    expected: dict[tuple[str, str], str]


def amount(number: int, zero: str, unit: str) -> str:
    """An amount as the place prints it: 万元 with two decimals, 元 without."""
    return (f"{number:,}.00" if unit == "万元" else f"{number:,}") if number else zero


def rows_of(rng: Random, codes: list[str], measures: int, sizes: tuple[int, ...]) -> dict[str, list[int]]:
    """Amounts by code, those of the higher levels summed up, and of the whole under the empty code."""
    leaves = {code: [rng.choice((0, rng.randrange(1, 9_999))) for _ in range(measures)] for code in codes}
    prefixes = sorted({code[:size] for code in leaves for size in sizes})
    return {
        prefix: [
            sum(parts) for parts in zip(*(v for code, v in leaves.items() if code.startswith(prefix)), strict=True)
        ]
        for prefix in ("", *prefixes)
    }


def labels(manner: str, code: str, name: str, sizes: tuple[int, ...]) -> list[str]:
    """The cells of code and name of a row, in the manner of a place; the total has no code."""
    if manner == "brackets":
        return [f"[{code}]{name}" if code else "合计"]
    if manner == "leading":
        return [f"{code}-{name}" if code else "合计"]
    if manner == "levels":
        ends = (0, *sizes)
        parts = [code[ends[i] : ends[i + 1]] for i in range(len(sizes))] if code else ["合计", "<", "<"][: len(sizes)]
        return [*parts, name if code else "<"]
    return [code, name] if code else ["合计", "<"]


def coded(rng: Random, title: str, table: str, unit: str, economic: bool = False) -> Sheet:
    """A table by functional or economic codes."""
    sizes = (3, 5) if economic else (3, 5, 7)
    manner = rng.choice(("plain", "levels", "brackets", "leading"))
    zero = rng.choice(("", "0.00" if unit == "万元" else "0"))
    names = {"general-basic": ("personnel", "public")}.get(table, ("basic", "project"))
    texts = {"basic": "基本支出", "project": "项目支出", "personnel": "人员经费", "public": "公用经费"}
    whole = "amount" if economic else "total"
    data = rows_of(rng, sorted(rng.sample(ECONOMIC if economic else CODES, rng.randrange(1, 12))), 2, sizes)
    before, after = rng.random() < 0.4, rng.random() < 0.4
    known = classifications.economic() if economic else classifications.functional()
    expected, rows = {}, []
    order = sorted(data) if rng.random() < 0.5 else [*sorted(data)[1:], ""]
    for code in order:
        name = known[code][-1].name if code and code in known else f"科目{code}" if code else "合计"
        parts = data[code]
        printed = {whole: sum(parts), names[0]: parts[0], names[1]: parts[1]}
        cells = labels(manner, code, name, sizes)
        beside = [f"{rng.randrange(10, 99)}.00" for _ in range(before + after)]
        amounts = [amount(number, zero, unit) for number in printed.values()]
        rows.append([*cells, *beside[:before], *amounts, *beside[before:]])
        expected |= {(code or "合计", m): text for m, text in zip(printed, amounts, strict=True) if text}
        marks = ["prior_actual"] * before + ["change"] * after
        expected |= {(code or "合计", f"{mark}_{whole}"): text for mark, text in zip(marks, beside, strict=True)}
    width = len(rows[0]) - 3 - before - after
    scheme = "经济分类" if economic else "功能分类"
    first = {
        "plain": [["科目编码", "科目名称"], ["^", "^"]],
        "levels": [[f"{scheme}科目编码", *["<"] * (len(sizes) - 1), "科目名称"], [*"类款项"[: len(sizes)], "^"]],
        "brackets": [[f"{scheme}科目名称"], ["^"]],
        "leading": [[f"支出{scheme}科目"], ["^"]],
    }[manner]
    assert len(first[0]) == width
    own = [f"{YEAR}年预算数", "<", "<"]
    head = [
        [*first[0], *[f"{YEAR - 1}年执行数"] * before, *own, *["增减变化"] * after],
        [*first[1], *["^"] * before, rng.choice(("合计", "小计")), texts[names[0]], texts[names[1]], *["^"] * after],
    ]
    return Sheet(title, table, head, rows, expected)


def laned(rng: Random, title: str, table: str, unit: str) -> Sheet:
    """A table of revenue and expenditure side by side, perhaps with another view of the expenditure beside them."""
    zero = rng.choice(("", "0.00" if unit == "万元" else "0"))
    before = rng.random() < 0.3
    classes = [row.name for row in classifications.class_order()][: rng.randrange(6, 24)]
    lanes = [("revenue", "项目", [*SOURCES, "本年收入合计", "收入总计"])]
    lanes.append(("expenditure", rng.choice(("项目", "支出功能分类科目")), [*classes, "本年支出合计", "支出总计"]))
    if rng.random() < 0.5:
        other = ("economic", "部门预算支出经济分类科目（按大类）", [*OBJECTS, "本年支出合计", "支出总计"])
        lanes.insert(rng.randrange(1, 3), other)
    height = max(len(names) for _, _, names in lanes)
    rows: list[list[str]] = [[] for _ in range(height)]
    head: list[list[str]] = [[], []]
    expected: dict[tuple[str, str], str] = {}
    marks = rng.choice((ORDINALS, [f"（{mark[:-1]}）" for mark in ORDINALS], [f"{i}." for i in range(1, 31)]))
    for side, first, names in lanes:
        head[0] += ["收入" if side == "revenue" else "支出", *["<"] * (1 + before)]
        head[1] += [first, *[f"{YEAR - 1}年预算数"] * before, f"{YEAR}年预算数"]
        for index in range(height):
            name = names[index] if index < len(names) else ""
            label = f"{marks[index]}{name}" if name and index < len(names) - 2 else name
            text = amount(rng.choice((0, rng.randrange(1, 99_999))), zero, unit) if name else ""
            beside = [f"{rng.randrange(10, 99)}.00" if name else ""] * before
            rows[index] += [label, *beside, text]
            measure = "amount" if table == "summary" or side == "revenue" else "total"
            printed = {measure: text, f"prior_{measure}": beside[0] if beside else ""}
            expected |= {(f"{side}:{label}", name): text for name, text in printed.items() if text}
    return Sheet(title, table, head, rows, expected)


def by_unit(rng: Random, unit: str) -> Sheet:
    """The revenue table of a place that prints a row for each unit, with the sources grouped or not."""
    zero = rng.choice(("", "0.00" if unit == "万元" else "0"))
    names = rng.choice((["单位编码", "单位名称"], ["部门代码", "部门名称"], ["预算单位"], ["单位名称"]))
    heads, measures = rng.choice(REVENUE)
    head = [[*names, *heads[0]], [*["^"] * len(names), *heads[1]]]
    rows, expected = [], {}
    for label in ("合计", "某某市审计局", "某某市审计中心"):
        cells = [label] if len(names) == 1 else ["合计", "<"] if label == "合计" else ["024001", label]
        amounts = [amount(rng.choice((0, rng.randrange(1, 99_999))), zero, unit) for _ in measures]
        rows.append([*cells, *amounts])
        expected |= {(label, measure): text for measure, text in zip(measures, amounts, strict=True) if text}
    return Sheet("部门收入总表", "revenue", head, rows, expected)


def three_public(rng: Random, unit: str) -> Sheet:
    """The table of the three public expenses: beside the year before, below it, or with its parts one by one."""
    manner = rng.choice(("beside", "years", "parts"))
    last, this = ([amount(rng.randrange(1, 999), "", unit) for _ in THREE] for _ in range(2))
    expected = {("", measure): text for measure, text in zip(THREE, this, strict=True)}
    expected |= {("", f"prior_{measure}"): text for measure, text in zip(THREE, last, strict=True)}
    labels = ["合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行费", "公务接待费"]
    group, below = [*labels[:2], "公务用车购置及运行费", "<", "<", labels[5]], ["^", "^", *labels[2:5], "^"]
    if manner == "years":
        head = [["年度", *group], ["^", *below]]
        return Sheet(*PUBLIC, head, [[f"{YEAR - 1}年", *last], [f"{YEAR}年", *this]], expected)
    if manner == "parts":
        names = [
            "“三公”经费合计",
            "1.因公出国（境）费",
            "2.公务用车购置及运行费",
            "公务用车购置费",
            "公务用车运行费",
            "3.公务接待费",
        ]
        rows = [[name, *pair] for name, *pair in zip(names, last, this, strict=True)]
        return Sheet(*PUBLIC, [["项目", f"{YEAR - 1}年预算数", f"{YEAR}年预算数"]], rows, expected)
    years = [f"{YEAR - 1}年预算数", *["<"] * 5, f"{YEAR}年预算数", *["<"] * 5]
    return Sheet(*PUBLIC, [years, group * 2, below * 2], [[*last, *this]], expected)


def pages_of(rng: Random, sheet: Sheet, unit: str, page: int) -> list[tuple]:
    """The pages of a table: it may go on with everything printed again, with the header only, or with nothing."""
    whole = len(sheet.rows) < 3 or sheet.table == "three-public" or rng.random() < 0.4
    cut = len(sheet.rows) if whole else rng.randrange(1, len(sheet.rows))
    again = rng.choice(("all", "header", "nothing"))
    found = []
    for number, rows in enumerate((sheet.rows[:cut], sheet.rows[cut:])):
        if not rows:
            continue
        lines = [line(sheet.title, page + number), line(f"单位：{unit}", page + number)]
        head = sheet.head if number == 0 or again != "nothing" else []
        drawing = "\n".join(" | ".join(row) for row in [*head, *rows])
        shown = lines if number == 0 or again == "all" else []
        found.append((*shown, grid(drawing, page + number), line(f"- {page + number} -", page + number)))
    return found


def _row(figure: Figure) -> str:
    return figure.code or (f"{figure.side}:{figure.item}" if figure.side else figure.item)


@pytest.mark.parametrize("seed", range(60))
def test_a_budget_is_read_back_as_it_was_drawn(seed: int) -> None:
    rng = Random(seed)
    unit = rng.choice(("万元", "元"))
    title = rng.choice(("部门支出总表", "支出预算总表", "2026年部门支出预算总表"))
    sheets = [
        laned(rng, rng.choice(("部门收支总表", "收支总表", "2026年收支预算总表")), "summary", unit),
        coded(rng, title, "expenditure", unit),
        laned(rng, "财政拨款收支总表", "appropriation-summary", unit),
        coded(rng, "一般公共预算支出表", "general-expenditure", unit),
        coded(rng, "一般公共预算基本支出表", "general-basic", unit, economic=True),
        coded(rng, "政府性基金预算支出表", "government-fund", unit),
        by_unit(rng, unit),
        three_public(rng, unit),
    ]
    pages: list[tuple] = [(line("某某市审计局2026年部门预算"),)]
    for sheet in sheets:
        pages += pages_of(rng, sheet, unit, len(pages) + 1)
    found = recognise(document(*pages))
    for sheet in sheets:
        own = [figure for figure in found.figures if figure.table == sheet.table]
        read = {(_row(figure), figure.measure): figure.amount.printed for figure in own}
        assert read == sheet.expected, sheet
        assert len(own) == len(read)
        assert {figure.amount.unit for figure in own} <= {unit}
        assert not [gap for gap in found.unplaced if gap.table == sheet.table]
    assert not found.leftovers
