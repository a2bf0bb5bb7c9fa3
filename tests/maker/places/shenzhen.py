"""Budgets of Shenzhen: a column for the unit, whose row is the total."""

from collections.abc import Sequence
from dataclasses import replace

from builder.standards import classifications
from tests.maker.accounts import FISCAL
from tests.maker.budget import BASIC, PARTS, SOURCES, SPENDING, Budget, Place
from tests.maker.budgettables import (
    THREE,
    Columns,
    aligned,
    fiscal,
    fund,
    ordinal,
    plain_columns,
    two,
)
from tests.maker.printed import Column, Manner, PrintedTable
from tests.maker.shapes import Line, Path, coded, headed, laned, rowed


def _tables(budget: Budget, manner: Manner) -> tuple[PrintedTable, ...]:
    order = ("total", "basic", "project", "business", "subsidy_to_subordinates", "remitted_to_superior")
    at = [list(SPENDING).index(measure) for measure in order]
    names = {**SPENDING, "total": "支出总计"}
    bought = (f"{budget.year}年政府采购项目",)
    more: Columns = [((*bought, "小计"), ""), ((*bought, "其中：预留给中小企业的项目资金规模"), "")]
    spent = {}
    for code, amounts in budget.expenditure().items():
        buys = budget.rng.randrange(amounts[0] + 1)
        spent[code] = [*(amounts[i] for i in at), buys, budget.rng.randrange(buys + 1)]
    unit = budget.name
    title = "一般公共预算支出表（按功能分类）"
    general = plain_columns(BASIC, (), names)
    return (
        _summary(budget, manner),
        _revenue(budget, manner),
        coded(("expenditure", 3, "支出总表"), spent, [*plain_columns(order, (), names), *more], manner, unit=unit),
        _appropriation(budget, manner),
        coded(("general-expenditure", 7, title), fiscal(budget, "general"), general, manner, unit=unit),
        _three(budget, manner),
        fund(budget, manner, 10, "政府性基金预算支出表", (), names=names, unit=unit),
        fund(budget, manner, 11, "国有资本经营预算支出表", (), "state_capital", names=names, unit=unit),
    )


def _classes(budget: Budget, sources: Sequence[str]) -> list[Line]:
    """Classes with money and, without codes, what is below them."""
    sums: dict[str, int] = {}
    for flow in budget.accounts.of(sources):
        for size in (3, 5, 7):
            sums[flow.code[:size]] = sums.get(flow.code[:size], 0) + flow.total
    lines, number = [], 0
    for code in sorted(sums):
        number += len(code) == 3
        lines.append((f"{ordinal(number)}、" * (len(code) == 3) + (classifications.name(code) or ""), (sums[code],)))
    return lines


def _summary(budget: Budget, manner: Manner) -> PrintedTable:
    own = [source for source in SOURCES if source not in FISCAL]
    received: list[Line] = [("一、财政拨款", (budget.revenue(*FISCAL),))]
    received += [(f"{i}.{PARTS[i - 1]}拨款", (budget.revenue(source),)) for i, source in enumerate(FISCAL, start=1)]
    received += [("二、财政专户管理资金", (0,)), ("三、单位资金", (budget.revenue(*own),))]
    received += [(f"{i}.{SOURCES[source]}", (budget.revenue(source),)) for i, source in enumerate(own, start=1)]
    last = (
        [("本年收入合计", (budget.revenue(),)), ("上年结余、结转", (budget.opening(),)),
         ("收入总计", (budget.revenue() + budget.opening(),))],
        [("本年支出合计", (budget.spent(),)), ("结转下年", (budget.closing(),)),
         ("支出总计", (budget.spent() + budget.closing(),))],
    )  # fmt: skip
    lanes = aligned(received, _classes(budget, tuple(SOURCES)), last, 0)
    return laned(("summary", 1, "收支总表"), lanes, two(f"{budget.year}年预算数"), ("amount",), manner)


def _appropriation(budget: Budget, manner: Manner) -> PrintedTable:
    received: list[Line] = [("财政拨款", (budget.revenue(*FISCAL),))]
    received += [(f"{i}.{PARTS[i - 1]}拨款", (budget.revenue(source),)) for i, source in enumerate(FISCAL, start=1)]
    came, went = budget.revenue(*FISCAL) + budget.opening(*FISCAL), budget.spent(*FISCAL) + budget.closing(*FISCAL)
    last: tuple[list[Line], list[Line]] = (
        [("本年收入合计", (budget.revenue(*FISCAL),)), ("上年结转", (budget.opening(*FISCAL),)), ("收入总计", (came,))],
        [("本年支出合计", (budget.spent(*FISCAL),)), ("结转下年", (budget.closing(*FISCAL),)), ("支出总计", (went,))],
    )
    lanes = aligned(received, _classes(budget, FISCAL), last, 0)
    heads = two(f"{budget.year}年预算数")
    return laned(("appropriation-summary", 6, "财政拨款收支总表"), lanes, heads, ("total",), manner)


def _revenue(budget: Budget, manner: Manner) -> PrintedTable:
    own = [source for source in SOURCES if source not in FISCAL]
    year = ("本年收入",)
    columns = [(("收入总计",), "total", "")]
    columns += [((*year, "财政拨款", f"{part}拨款"), source, "") for source, part in zip(FISCAL, PARTS, strict=True)]
    columns += [((*year, "财政专户管理资金"), "special_account", "")]
    columns += [((*year, "单位资金", SOURCES[source]), source, "") for source in own]
    columns += [(("上年结余、结转",), "opening", "")]
    row = [budget.revenue() + budget.opening(), *(budget.revenue(source) for source in FISCAL), 0]
    row += [*(budget.revenue(source) for source in own), budget.opening()]
    return rowed(("revenue", 2, "收入总表"), [((budget.name,), row)], columns, manner, [("预算单位",)])


def _three(budget: Budget, manner: Manner) -> PrintedTable:
    """By year below one another; of each expense the three budgets, of which the general one is the measure."""
    order = ("total", "abroad", "reception", "vehicles", "vehicle_purchase", "vehicle_running")
    names = {**THREE, "total": "总计", "vehicle_running": "公务用车运行维护费"}
    now = [budget.three()[measure] for measure in order]
    before = [budget.rng.choice((0, budget.rng.randrange(10**8))) for _ in order]
    change = [a - b for a, b in zip(now, before, strict=True)]
    rows = []
    for label, amounts in ((f"{budget.year - 1}年", before), (f"{budget.year}年", now), ("增减变化金额", change)):
        cells = [text for fen in amounts for text in (manner.amount(fen), manner.amount(0), manner.amount(0))]
        rows.append((budget.name if not rows else "", label, *cells))
    paths: list[Path] = [("预算单位",), ("年度",)]
    columns = [Column("unit"), Column("label")]
    for measure in order:
        group = ("公务用车购置及运行维护费",) if measure.startswith("vehicle") else ()
        paths += [(*group, names[measure], part) for part in PARTS]
        columns += [Column("amount", phase="budget", measure=measure), Column("other"), Column("other")]
    found = PrintedTable(
        "three-public", 9, "财政拨款“三公”经费支出表", tuple(columns), headed(paths), (), tuple(rows), ()
    )
    return replace(found, named=(("", ""),) * 3, only=1)


PLACE = Place("shenzhen", "表{}", "万元", 2, ("0.00",), True, _tables)
