"""Budgets of the central government: what was spent the year before stands beside the budget."""

from dataclasses import replace

from tests.maker.budget import BASIC, SOURCES, SPENDING, Budget, Place
from tests.maker.budgettables import (
    appropriation,
    economic_columns,
    fiscal,
    fund,
    numbered_sources,
    plain_columns,
    summary,
    three,
)
from tests.maker.printed import Manner, PrintedTable
from tests.maker.shapes import coded, rowed


def _tables(budget: Budget, manner: Manner) -> tuple[PrintedTable, ...]:
    year = budget.year
    received = [("general", "一般公共预算拨款收入"), ("government_fund", "政府性基金预算拨款收入")]
    received += [("state_capital", "国有资本经营预算拨款收入")]
    columns = [(("合计",), "total", ""), (("上年结转",), "opening", "")]
    columns += [((label,), source, "") for source, label in received]
    columns += [(("事业收入", "金额"), "institutional", ""), (("事业收入", "其中：教育收费"), "", "")]
    rest = ("business", "superior_subsidy", "subordinate_remittance", "other")
    columns += [((SOURCES[source],), source, "") for source in rest]
    columns += [(("使用非财政拨款结余",), "use_of_surplus", "")]
    whole = budget.revenue() + budget.opening() + budget.used()
    row = [whole, budget.opening(), *(budget.revenue(source) for source, _ in received)]
    row += [budget.revenue("institutional"), 0, *(budget.revenue(source) for source in rest), budget.used()]
    revenue = rowed(("revenue", 2, "部门收入总表"), [((), row)], columns, manner)
    order = ("total", "basic", "project", "remitted_to_superior", "business", "subsidy_to_subordinates")
    at = [list(SPENDING).index(measure) for measure in order]
    spending = {code: [amounts[i] for i in at] for code, amounts in budget.expenditure().items()}
    return (
        summary(budget, manner, "部门收支总表", numbered_sources(budget, "拨款收入"), False),
        replace(revenue, named=(("", "合计"),)),
        coded(("expenditure", 3, "部门支出总表"), spending, plain_columns(order), manner, total="last"),
        appropriation(budget, manner, 4, "财政拨款收支总表", False),
        _general(budget, manner),
        coded(
            ("general-basic", 6, "一般公共预算基本支出表"),
            budget.economic(),
            economic_columns((f"{year}年基本支出",)),
            manner,
            lead=("部门预算支出经济分类科目",),
            total="last",
            levels=(3, 5),
        ),
        fund(budget, manner, 7, "政府性基金预算支出表", (f"{year}年政府性基金预算支出",)),
        fund(budget, manner, 8, "国有资本经营预算支出表", (f"{year}年国有资本经营预算支出",), "state_capital"),
        three(budget, manner, 9, "财政拨款预算“三公”经费支出表", (f"{year}年预算数",)),
    )


def _general(budget: Budget, manner: Manner) -> PrintedTable:
    """With what was spent the year before, and the change from that."""
    year, before, now = budget.year, f"{budget.year - 1}年执行数", f"{budget.year}年预算数"
    change = f"{year}年预算数比{year - 1}年执行数"
    columns = [((before, "执行数"), ""), ((before, "扣除中央基建投资后执行数"), "")]
    columns += [
        ((now, "年初预算数", name), measure)
        for name, measure in zip(("小计", "基本支出", "项目支出"), BASIC, strict=True)
    ]
    columns += [((now, "扣除中央基建投资后预算数"), ""), ((change, "增减额"), "")]
    leaves = {}
    for code, values in fiscal(budget, "general").items():
        prior = budget.rng.randrange(10**9)
        leaves[code] = [prior, prior, *values, values[0], values[0] - prior]
    name = ("general-expenditure", 5, "一般公共预算支出表")
    return coded(name, leaves, columns, manner, lead=("功能分类科目",), total="last")


PLACE = Place("central", "部门公开表{}", "万元", 2, ("",), True, _tables)
