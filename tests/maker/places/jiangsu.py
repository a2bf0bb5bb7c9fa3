"""Budgets of Jiangsu: 公开01表 to 公开11表, in another order than in the final accounts."""

from tests.maker.budget import SOURCES, SPENDING, Budget, Place
from tests.maker.budgettables import (
    THREE,
    appropriation,
    economic_columns,
    fiscal,
    fund,
    numbered_sources,
    plain_columns,
    sources_by_unit,
    summary,
    three,
)
from tests.maker.printed import Manner, PrintedTable
from tests.maker.shapes import coded


def _tables(budget: Budget, manner: Manner) -> tuple[PrintedTable, ...]:
    split = budget.split()
    general = {}
    for code, (total, basic, project) in fiscal(budget, "general").items():
        general[code] = [total, basic, *split.get(code, (0, 0)), project]
    columns = [(("合计",), "total"), (("基本支出", "小计"), "basic"), (("基本支出", "人员经费"), "personnel")]
    columns += [(("基本支出", "公用经费"), "public"), (("项目支出",), "project")]
    names = {**THREE, "total": "“三公”经费合计", "vehicle_running": "公务用车运行维护费"}
    lead = [("部门代码",), ("部门名称",)]
    return (
        summary(budget, manner, "收支总表", numbered_sources(budget, "拨款收入"), True),
        sources_by_unit(budget, manner, "收入总表", SOURCES.__getitem__, lead),
        coded(("expenditure", 3, "支出总表"), budget.expenditure(), plain_columns(tuple(SPENDING)), manner),
        appropriation(budget, manner, 4, "财政拨款收支总表", True),
        coded(("general-expenditure", 7, "一般公共预算支出表"), general, columns, manner),
        coded(
            ("general-basic", 8, "一般公共预算基本支出表"),
            budget.economic(),
            economic_columns(("本年一般公共预算基本支出",)),
            manner,
            lead=("部门预算支出经济分类科目",),
            levels=(3, 5),
        ),
        three(
            budget,
            manner,
            9,
            "一般公共预算“三公”经费、会议费、培训费支出表",
            (),
            tuple(THREE),
            (("meetings", "会议费"), ("training", "培训费")),
            names,
            "公务用车购置及运行维护费",
        ),
        fund(budget, manner, 10, "政府性基金预算支出表", ("本年政府性基金预算支出",)),
        fund(budget, manner, 11, "国有资本经营预算支出表", ("本年国有资本经营预算支出",), "state_capital"),
    )


PLACE = Place("jiangsu", "公开{:02}表", "万元", 2, ("",), True, _tables)
