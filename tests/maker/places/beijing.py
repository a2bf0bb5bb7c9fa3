"""Budgets of Beijing: six decimals, and a row for each combination of classifications."""

from collections.abc import Sequence

from builder.standards import classifications
from tests.maker.budget import SOURCES, SPENDING, Budget, Place
from tests.maker.budgettables import (
    THREE,
    Columns,
    appropriation,
    economic_columns,
    fiscal,
    fund,
    numbered_sources,
    sources_by_unit,
    summary,
    three,
)
from tests.maker.printed import Column, Manner, PrintedTable
from tests.maker.shapes import Path, coded, headed


def _tables(budget: Budget, manner: Manner) -> tuple[PrintedTable, ...]:
    split = budget.split()
    general = {}
    for code, (total, basic, project) in fiscal(budget, "general").items():
        general[code] = [total, basic, *split.get(code, (0, 0)), project, project]
    columns = [(("预算数", "合计"), "total"), (("预算数", "基本支出", "小计"), "basic")]
    columns += [(("预算数", "基本支出", "人员经费"), "personnel"), (("预算数", "基本支出", "公用经费"), "public")]
    columns += [
        (("预算数", "项目支出", "项目支出总数"), "project"),
        (("预算数", "项目支出", "扣除基建项目后预算数"), ""),
    ]
    names = {**THREE, "total": "“三公”经费财政拨款预算总额", "vehicle_running": "公务用车运行维护费"}
    order = ("total", "abroad", "reception", "vehicles", "vehicle_purchase", "vehicle_running")
    return (
        summary(budget, manner, "收支总表", numbered_sources(budget, "拨款收入"), True),
        sources_by_unit(budget, manner, "收入总表", lambda source: f"{SOURCES[source]}资金", ()),
        _triples(budget, manner),
        appropriation(budget, manner, 4, "财政拨款收支总表", True),
        coded(
            ("general-expenditure", 5, "一般公共预算支出表"),
            general,
            columns,
            manner,
            lead=("功能分类科目",),
            total="last",
            levels=(7,),
        ),
        _pairs(budget, manner),
        fund(budget, manner, 7, "政府性基金预算支出表", ("预算数",), total="last", lead=("功能分类科目",)),
        fund(budget, manner, 8, "国有资本经营预算支出表", ("预算数",), "state_capital", total="last"),
        three(budget, manner, 9, "财政拨款“三公”经费支出表", (), order, (), names, "公务用车购置及运行维护费"),
    )


def _triples(budget: Budget, manner: Manner) -> PrintedTable:
    """A row for each combination of a functional code with two economic ones, and the total."""
    ends = [code for code in classifications.economic() if len(code) == 5]
    rows: list[tuple[tuple[str, ...], list[int]]] = []
    for code, amounts in sorted(budget.expenditure().items()):
        two = sorted(budget.rng.sample(ends, 2))
        cuts = [budget.rng.randrange(fen + 1) for fen in amounts[1:]]
        for end, parts in zip(
            two, (cuts, [fen - cut for fen, cut in zip(amounts[1:], cuts, strict=True)]), strict=True
        ):
            if sum(parts):
                rows.append(((code, "50101" if end[:3] == "301" else "50299", end), [sum(parts), *parts]))
    heads: list[Path] = [("支出功能分类科目",), ("政府支出经济分类科目",), ("部门支出经济分类科目",)]
    columns = [((text,) if place < 3 else ("其中", text), m) for place, (m, text) in enumerate(SPENDING.items())]
    return _combined(("expenditure", 3, "支出总表"), rows, 0, heads, columns, manner)


def _pairs(budget: Budget, manner: Manner) -> PrintedTable:
    """Basic expenditure by both economic classifications."""
    rows: list[tuple[tuple[str, ...], list[int]]] = []
    for code, amounts in sorted(budget.economic().items()):
        first = budget.rng.choice((amounts[0], amounts[0] // 3))
        for public, fen in (("50101", first), ("50501", amounts[0] - first)):
            if fen:
                rows.append(((public, code), [fen, fen if amounts[1] else 0, fen if amounts[2] else 0]))
    rows.sort()
    heads: list[Path] = [("政府支出经济分类科目",), ("部门支出经济分类科目",)]
    name = ("general-basic", 6, "一般公共预算基本支出表")
    return _combined(name, rows, 1, heads, economic_columns(("预算数",)), manner)


def _combined(
    name: tuple[str, int, str],
    rows: Sequence[tuple[tuple[str, ...], list[int]]],
    own: int,
    heads: Sequence[Path],
    columns: Columns,
    manner: Manner,
) -> PrintedTable:
    """Rows by several codes, each printed with its name, and the total. The table's own code stands at ``own``.

    It names the row if it tells the rows apart; else all codes do, its own first.
    """
    repeats = len({codes[own] for codes, _ in rows}) < len(rows)
    texts, named = [], []
    for codes, amounts in rows:
        texts.append((*(f"{code}-{classifications.name(code)}" for code in codes), *map(manner.amount, amounts)))
        order = (codes[own], *(code for code in codes if code != codes[own])) if repeats else (codes[own],)
        named.append(("-".join(order), "/".join(classifications.name(code) or "" for code in order)))
    sums = [sum(column) for column in zip(*(amounts for _, amounts in rows), strict=True)] or [0] * len(columns)
    texts.append(("合计", *[""] * (len(heads) - 1), *map(manner.amount, sums)))
    made = (*[Column("label")] * len(heads), *(Column("amount", measure=measure) for _, measure in columns))
    head = headed([*heads, *(path for path, _ in columns)])
    return PrintedTable(name[0], name[1], name[2], made, head, (), tuple(texts), (), (*named, ("", "合计")))


PLACE = Place("beijing", "预算{:02}表", "万元", 6, ("",), True, _tables, labelled=True)
