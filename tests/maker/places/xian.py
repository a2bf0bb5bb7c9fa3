"""Budgets of Xi'an: amounts in 元, four lanes, a row for each unit."""

from collections.abc import Sequence

from builder.standards import classifications
from tests.maker.accounts import FISCAL
from tests.maker.budget import SOURCES, Budget, Place
from tests.maker.budgettables import (
    Columns,
    aligned,
    economic_columns,
    fiscal,
)
from tests.maker.printed import Manner, PrintedTable
from tests.maker.shapes import Line, Path, coded, laned, rowed


def _tables(budget: Budget, manner: Manner) -> tuple[PrintedTable, ...]:
    split = budget.split()
    general = {}
    for code, (total, _, project) in fiscal(budget, "general").items():
        general[code] = [total, *split.get(code, (0, 0)), project]
    columns: Columns = [(("合计",), "total"), (("人员经费支出",), "personnel"), (("公用经费支出",), "public")]
    columns += [(("专项业务经费支出",), "project")]
    basic = economic_columns((), ("合计", "人员经费支出", "公用经费支出"))
    title = "部门综合预算一般公共预算支出明细表（按支出功能分类科目）"
    economic = "部门综合预算一般公共预算基本支出明细表（按支出经济分类科目）"
    return (
        _lanes(budget, manner, ("summary", 1, "部门综合预算收支总表"), tuple(SOURCES), "amount"),
        _revenue(budget, manner),
        _lanes(budget, manner, ("appropriation-summary", 4, "部门综合预算财政拨款收支总表"), FISCAL, "total"),
        coded(("general-expenditure", 5, title), general, columns, manner),
        coded(("general-basic", 8, economic), budget.economic(), basic, manner, levels=(3, 5)),
        _three(budget, manner),
    )


def _lanes(
    budget: Budget, manner: Manner, name: tuple[str, int, str], sources: Sequence[str], measure: str
) -> PrintedTable:
    whole, own = name[0] == "summary", [source for source in SOURCES if source not in FISCAL]
    head = "一、部门预算" if whole else "一、财政拨款"
    received: list[Line] = [(head, (budget.revenue(*sources),))]
    received += [("1、财政拨款", (budget.revenue(*FISCAL),))] if whole else []
    parts = ("一般公共预算拨款", "政府性基金拨款", "国有资本经营预算收入")
    form = "({}){}" if whole else "{}、{}"
    received += [(form.format(i, parts[i - 1]), (budget.revenue(source),)) for i, source in enumerate(FISCAL, start=1)]
    received += [(f"{i}、{SOURCES[s]}", (budget.revenue(s),)) for i, s in enumerate(own, start=2)] if whole else []
    spent: list[Line] = [(head, (budget.spent(*sources),))]
    classes = budget.classes(*sources)
    spent += [
        (f"{i}、{row.name}", (classes.get(row.code, 0),))
        for i, row in enumerate(classifications.class_order(), start=1)
    ]
    came, went = budget.revenue(*sources) + budget.opening(*sources), budget.spent(*sources) + budget.closing(*sources)
    last: tuple[list[Line], list[Line]] = (
        [
            ("本年收入合计", (budget.revenue(*sources),)),
            ("上年结转", (budget.opening(*sources),)),
            ("收入总计", (came,)),
        ],
        [("本年支出合计", (budget.spent(*sources),)), ("结转下年", (budget.closing(*sources),)), ("支出总计", (went,))],
    )
    heads = ([("收入", "项目"), ("收入", "预算数")], [("支出", "支出功能分类科目（按大类）"), ("支出", "预算数")])
    beside = []
    for words, lines in (
        ("部门", ("(1)工资福利支出", "(2)商品和服务支出")),
        ("政府", ("1、机关工资福利支出", "2、机关商品和服务支出")),
    ):
        amounts: list[Line] = [
            (head, (budget.spent(*sources),)),
            *((each, (budget.rng.randrange(10**8),)) for each in lines),
        ]
        beside.append(([("支出", f"{words}预算支出经济分类科目（按大类）"), ("支出", "预算数")], amounts))
    return laned(name, aligned(received, spent, last), heads, (measure,), manner, beside)


_UNITS: list[Path] = [("单位编码",), ("单位名称",)]


def _rows(budget: Budget, row: Sequence[int]) -> list[tuple[Sequence[str], Sequence[int]]]:
    return [(("合计", ""), row), (("121", budget.name), row), (("121001", budget.name), row)]


def _revenue(budget: Budget, manner: Manner) -> PrintedTable:
    general = (*(group := ("部门预算",)), "一般公共预算拨款")
    columns = [((*group, "合计"), "total", ""), ((*general, "小计"), "general", "")]
    columns += [((*general, "其中：专项资金列入部门预算项目"), "", "")]
    columns += [((*group, "政府性基金拨款"), "government_fund", "")]
    rest = ("superior_subsidy", "institutional", "business", "other")
    columns += [((*group, SOURCES[source]), source, "") for source in rest]
    columns += [((*group, "上年结转"), "opening", "")]
    row = [budget.revenue() - budget.revenue("state_capital", "subordinate_remittance") + budget.opening()]
    row += [budget.revenue("general"), 0, budget.revenue("government_fund")]
    row += [*(budget.revenue(source) for source in rest), budget.opening()]
    title = "部门综合预算收入总表"
    return rowed(("revenue", 2, title), _rows(budget, row), columns, manner, _UNITS)


def _three(budget: Budget, manner: Manner) -> PrintedTable:
    """The year before, this year and the change; of these, this year's are the measures."""
    group, cars = "一般公共预算拨款安排的“三公”经费预算", "公务用车购置及运行维护费"
    shape: list[tuple[Path, str]] = [
        (("合计",), ""), ((group, "小计"), "total"), ((group, "因公出国（境）费用"), "abroad"),
        ((group, "公务接待费"), "reception"), ((group, cars, "小计"), "vehicles"),
        ((group, cars, "公务用车购置费"), "vehicle_purchase"), ((group, cars, "公务用车运行维护费"), "vehicle_running"),
        (("会议费",), "meetings"), (("培训费",), "training"),
    ]  # fmt: skip
    columns = [
        ((part, *path), measure if part == "当年" else "", "budget")
        for part in ("上年", "当年", "增减变化情况")
        for path, measure in shape
    ]
    amounts = {**budget.three(), "meetings": budget.rng.randrange(10**7), "training": budget.rng.randrange(10**7)}
    now = [sum(amounts[m] for m in ("total", "meetings", "training")), *(amounts[m] for _, m in shape[1:])]
    before = [budget.rng.choice((0, budget.rng.randrange(10**8))) for _ in shape]
    row = [*before, *now, *(a - b for a, b in zip(now, before, strict=True))]
    title = "部门综合预算一般公共预算拨款“三公”经费及会议费、培训费支出预算表"
    return rowed(("three-public", 13, title), _rows(budget, row), columns, manner, _UNITS)


PLACE = Place("xian", "表{}", "元", 2, ("",), True, _tables)
