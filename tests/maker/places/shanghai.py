"""Budgets of Shanghai: amounts in 元, codes in a column for each level."""

from collections.abc import Sequence
from dataclasses import replace

from builder.standards import classifications
from tests.maker.accounts import FISCAL
from tests.maker.budget import BASIC, PARTS, SOURCES, Budget, Place
from tests.maker.budgettables import (
    THREE,
    aligned,
    economic_columns,
    fiscal,
    fund,
    ordinal,
    plain_columns,
    three,
)
from tests.maker.printed import Manner, PrintedTable
from tests.maker.shapes import SPLIT, Line, coded, laned


def _tables(budget: Budget, manner: Manner) -> tuple[PrintedTable, ...]:
    code = ("项目",)
    received = {
        flow_code: [sum(parts), *parts]
        for flow_code, parts in _by_source(budget, (FISCAL, ("institutional",), ("business",), ("other",))).items()
    }
    labels = ("合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入")
    revenue = [
        (("收入预算", label), m)
        for label, m in zip(labels, ("total", "appropriation", "institutional", "business", "other"), strict=True)
    ]
    spent = {each: amounts[:3] for each, amounts in budget.expenditure().items()}
    names = {**THREE, "vehicle_purchase": "购置费", "vehicle_running": "运行费"}
    order = ("total", "abroad", "reception", "vehicles", "vehicle_purchase", "vehicle_running")
    wan = replace(manner, unit="万元", decimals=2)
    public = three(
        budget, wan, 9, "单位“三公”经费和机关运行经费预算表", ("“三公”经费预算数",), order,
        (("operating_funds", "机关运行经费预算数"),), names,
    )  # fmt: skip
    general, fund_title = "预算单位一般公共预算", "预算单位政府性基金预算支出功能分类预算表"
    capital = "预算单位国有资本经营预算支出功能分类预算表"
    split = {"form": SPLIT, "lead": code, "total": "last"}
    return (
        _summary(budget, manner),
        coded(("revenue", 2, "预算单位收入预算总表"), received, revenue, manner, SPLIT, code, "last"),
        coded(
            ("expenditure", 3, "预算单位支出预算总表"), spent, plain_columns(BASIC, ("支出预算",)), manner, SPLIT, code,
            "last",
        ),
        _appropriation(budget, manner),
        coded(
            ("general-expenditure", 5, f"{general}支出功能分类预算表"), fiscal(budget, "general"),
            plain_columns(BASIC, ("一般公共预算支出",)), manner, SPLIT, code, "last",
        ),
        fund(budget, manner, 6, fund_title, ("政府性基金预算支出",), **split),
        fund(budget, manner, 7, capital, ("国有资本经营预算支出",), "state_capital", **split),
        coded(
            ("general-basic", 8, f"{general}基本支出部门预算经济分类预算表"), budget.economic(),
            economic_columns(("一般公共预算基本支出",)), manner, SPLIT, code, "last", levels=(3, 5),
        ),
        replace(public, unit="万元"),
    )  # fmt: skip


def _by_source(budget: Budget, groups: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """Revenue by 项, in groups of sources."""
    found: dict[str, list[int]] = {}
    for flow in budget.accounts.flows:
        values = [flow.revenue if flow.source in group else 0 for group in groups]
        found[flow.code] = [a + b for a, b in zip(found.get(flow.code, [0] * len(groups)), values, strict=True)]
    return found


def _summary(budget: Budget, manner: Manner) -> PrintedTable:
    received = [("一、财政拨款收入", (budget.revenue(*FISCAL),))]
    received += [(f"{i}、{PARTS[i - 1]}", (budget.revenue(source),)) for i, source in enumerate(FISCAL, start=1)]
    own = [source for source in SOURCES if source not in FISCAL]
    received += [
        (f"{ordinal(i)}、{SOURCES[source]}", (budget.revenue(source),)) for i, source in enumerate(own, start=2)
    ]
    by_class: dict[str, list[int]] = {}
    split = budget.split()
    seen: set[str] = set()
    for flow in budget.accounts.flows:
        personnel, public = (
            split.get(flow.code, (0, 0)) if flow.source == "general" and flow.code not in seen else (0, 0)
        )
        seen |= {flow.code} if flow.source == "general" else set()
        other = flow.spent.get("basic", 0) if flow.source != "general" else 0
        values = [flow.total, personnel, public + other, flow.total - flow.spent.get("basic", 0)]
        by_class[flow.code[:3]] = [a + b for a, b in zip(by_class.get(flow.code[:3], [0] * 4), values, strict=True)]
    spent: list[Line] = [
        (f"{ordinal(i)}、{classifications.name(code)}", amounts)
        for i, (code, amounts) in enumerate(sorted(by_class.items()), start=1)
    ]
    sums = [sum(column) for column in zip(*by_class.values(), strict=True)]
    came, went = budget.revenue() + budget.opening(), [sums[0] + budget.closing(), *sums[1:]]
    left: list[Line] = [("本年收入合计", (budget.revenue(),)), ("上年结转", (budget.opening(),)), ("收入总计", (came,))]
    right: list[Line] = [("本年支出合计", sums), ("结转下年", (budget.closing(),)), ("支出总计", went)]
    heads = ([("本年收入", "项目"), ("本年收入", "预算数")], [("本年支出", "项目"), ("本年支出", "预算数", "合计")])
    heads[1].extend(("本年支出", "预算数", "基本支出", text) for text in ("人员经费", "公用经费"))
    heads[1].append(("本年支出", "预算数", "项目支出"))
    measures = ("amount", "personnel", "public", "project")
    lanes = aligned(received, spent, (left, right))
    return laned(("summary", 1, "预算单位财务收支预算总表"), lanes, heads, measures, manner)


def _appropriation(budget: Budget, manner: Manner) -> PrintedTable:
    received: list[Line] = [
        (f"{ordinal(i)}、{PARTS[i - 1]}", (budget.revenue(source) + budget.opening(source),))
        for i, source in enumerate(FISCAL, start=1)
    ]
    classes = {source: budget.classes(source) for source in FISCAL}
    codes = sorted({code for amounts in classes.values() for code in amounts})

    def split(parts: Sequence[int]) -> list[int]:
        return [sum(parts), *parts]

    spent: list[Line] = [
        (f"{ordinal(i)}、{classifications.name(code)}", split([classes[source].get(code, 0) for source in FISCAL]))
        for i, code in enumerate(codes, start=1)
    ]
    closing = [budget.closing(source) for source in FISCAL]
    went = [budget.spent(source) + left for source, left in zip(FISCAL, closing, strict=True)]
    spent += [(f"{ordinal(len(codes) + 1)}、结转下年", split(closing))] if any(closing) else []
    came = sum(budget.revenue(source) + budget.opening(source) for source in FISCAL)
    heads = (
        [("财政拨款收入", "项目"), ("财政拨款收入", "预算数")],
        [("财政拨款支出", "项目"), ("财政拨款支出", "合计")],
    )
    heads[1].extend(("财政拨款支出", part) for part in PARTS)
    lanes = aligned(received, spent, ([("收入总计", (came,))], [("支出总计", split(went))]))
    title = "预算单位财政拨款收支预算总表"
    return laned(("appropriation-summary", 4, title), lanes, heads, ("total", *FISCAL), manner)


PLACE = Place("shanghai", "", "元", 0, ("",), True, _tables)
