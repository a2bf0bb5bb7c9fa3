"""Random budgets, drawn as different places draw them, read back: every figure at its place, nothing invented.

What varies: codes in one column, in three, in brackets or before the name; the columns and their order, with those of
the year before and of the change beside them; the unit; blank or 0.00; the total first or last; pages that break a
table with or without its title and header printed again.
"""

from dataclasses import dataclass
from random import Random

import pytest

from builder.recognise import recognise
from builder.standards import classifications
from tests.drawn import document, grid, line

CODES = [code for code in classifications.functional() if len(code) == 7 and code[:3] not in ("223", "229", "230")]
ECONOMIC = [code for code in classifications.economic() if len(code) == 5]
YEAR = 2026


@dataclass(frozen=True)
class Sheet:
    """A table as drawn: its rows below the header, and the figures that it holds by (code or item, measure)."""

    title: str
    table: str
    head: list[list[str]]
    rows: list[list[str]]
    expected: dict[tuple[str, str], str]
    aside: list[str]


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
    expected, rows, aside = {}, [], []
    order = sorted(data) if rng.random() < 0.5 else [*sorted(data)[1:], ""]
    for code in order:
        name = known[code][-1].name if code and code in known else f"科目{code}" if code else "合计"
        parts = data[code]
        printed = {whole: sum(parts), names[0]: parts[0], names[1]: parts[1]}
        cells = labels(manner, code, name, sizes)
        beside = [f"{rng.randrange(10, 99)}.00" for _ in range(before + after)]
        amounts = [amount(number, zero, unit) for number in printed.values()]
        rows.append([*cells, *beside[:before], *amounts, *beside[before:]])
        aside += beside
        expected |= {(code or "合计", m): text for m, text in zip(printed, amounts, strict=True) if text}
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
    return Sheet(title, table, head, rows, expected, aside)


def pages_of(rng: Random, sheet: Sheet, unit: str, page: int) -> list[tuple]:
    """The pages of a table: it may go on with everything printed again, with the header only, or with nothing."""
    cut = rng.randrange(1, len(sheet.rows)) if len(sheet.rows) > 2 and rng.random() < 0.6 else len(sheet.rows)
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


@pytest.mark.parametrize("seed", range(60))
def test_a_budget_is_read_back_as_it_was_drawn(seed: int) -> None:
    rng = Random(seed)
    unit = rng.choice(("万元", "元"))
    title = rng.choice(("部门支出总表", "支出预算总表", "2026年部门支出预算总表"))
    sheets = [
        coded(rng, title, "expenditure", unit),
        coded(rng, "一般公共预算支出表", "general-expenditure", unit),
        coded(rng, "一般公共预算基本支出表", "general-basic", unit, economic=True),
        coded(rng, "政府性基金预算支出表", "government-fund", unit),
    ]
    pages: list[tuple] = [(line("某某市审计局2026年部门预算"),)]
    for sheet in sheets:
        pages += pages_of(rng, sheet, unit, len(pages) + 1)
    found = recognise(document(*pages))
    for sheet in sheets:
        own = [figure for figure in found.figures if figure.table == sheet.table]
        read = {(figure.code or figure.item, figure.measure): figure.amount.printed for figure in own}
        assert read == sheet.expected, sheet
        assert len(own) == len(read)
        assert {figure.amount.unit for figure in own} <= {unit}
        gaps = sorted(gap.printed for gap in found.unplaced if gap.table == sheet.table)
        assert gaps == sorted(sheet.aside)
    assert not found.leftovers
