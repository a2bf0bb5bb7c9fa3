"""Budgets of Guangzhou: codes in brackets before the names, 0.00 for nothing."""

from tests.maker.accounts import FISCAL
from tests.maker.budget import BASIC, PARTS, SOURCES, SPENDING, Budget, Place
from tests.maker.budgettables import (
    aligned,
    class_lines,
    fiscal,
    fund,
    ordinal,
    plain_columns,
    two,
)
from tests.maker.printed import Column, Manner, PrintedTable
from tests.maker.shapes import BRACKET, Line, coded, headed, laned, rowed


def _tables(budget: Budget, manner: Manner) -> tuple[PrintedTable, ...]:
    order = ("total", "basic", "project", "business", "subsidy_to_subordinates", "remitted_to_superior")
    at = [list(SPENDING).index(measure) for measure in order]
    spent = {code: [amounts[i] for i in at] for code, amounts in budget.expenditure().items()}
    names = dict(zip(BASIC, ("小计", "其中：基本支出", "项目支出"), strict=True))
    lead = ("功能分类科目",)
    economic = {code: amounts[:1] for code, amounts in budget.economic().items()}
    basic = coded(
        ("general-basic", 6, "一般公共预算基本支出情况表（按经济分类科目）"), economic, [(("预算",), "amount")], manner,
        BRACKET, levels=(3, 5),
    )  # fmt: skip
    title = "一般公共预算支出情况表（按功能分类科目）"
    columns = plain_columns(BASIC, ("一般公共预算支出",), names)
    return (
        _summary(budget, manner),
        _revenue(budget, manner),
        coded(("expenditure", 3, "本年支出总体情况表"), spent, plain_columns(order), manner, lead=lead),
        _appropriation(budget, manner),
        coded(("general-expenditure", 5, title), fiscal(budget, "general"), columns, manner, BRACKET),
        basic,
        _three(budget, manner),
        fund(budget, manner, 9, "政府性基金预算支出情况表", ("政府性基金预算支出",), lead=lead, names=names),
        fund(
            budget,
            manner,
            10,
            "国有资本经营预算支出情况表",
            ("国有资本经营预算支出",),
            "state_capital",
            lead=lead,
            names=names,
        ),
    )


def _summary(budget: Budget, manner: Manner) -> PrintedTable:
    received: list[Line] = [("一、预算拨款", (budget.revenue(*FISCAL),)), ("二、财政专户拨款", (0,))]
    own = [source for source in SOURCES if source not in FISCAL]
    received += [
        (f"{ordinal(i)}、{SOURCES[source]}", (budget.revenue(source),)) for i, source in enumerate(own, start=3)
    ]
    last = (
        [("本年收入合计", (budget.revenue(),)), ("上年结转结余", (budget.opening(),)),
         ("收入总计", (budget.revenue() + budget.opening(),))],
        [("本年支出合计", (budget.spent(),)), ("结转结余下年", (budget.closing(),)),
         ("支出总计", (budget.spent() + budget.closing(),))],
    )  # fmt: skip
    lanes = aligned(received, class_lines(budget, "{}、{}", True), last, 0)
    return laned(("summary", 1, "收支总体情况表"), lanes, two("预算"), ("amount",), manner)


def _appropriation(budget: Budget, manner: Manner) -> PrintedTable:
    received: list[Line] = [
        (f"{ordinal(i)}、{part}", (budget.revenue(source),))
        for i, (source, part) in enumerate(zip(FISCAL, PARTS, strict=True), start=1)
    ]
    came, opening = budget.revenue(*FISCAL), budget.opening(*FISCAL)
    went, closing = budget.spent(*FISCAL), budget.closing(*FISCAL)
    last: tuple[list[Line], list[Line]] = (
        [("本年收入合计", (came,)), ("上年结转结余", (opening,)), ("收入总计", (came + opening,))],
        [("本年支出合计", (went,)), ("结转结余下年", (closing,)), ("支出总计", (went + closing,))],
    )
    lanes = aligned(received, class_lines(budget, "{}、{}", True, FISCAL), last, 0)
    return laned(("appropriation-summary", 4, "财政拨款收支总体情况表"), lanes, two("预算"), ("total",), manner)


def _revenue(budget: Budget, manner: Manner) -> PrintedTable:
    columns = [(("合计",), "total", "")]
    columns += [(("财政拨款收入", part), source, "") for source, part in zip(FISCAL, PARTS, strict=True)]
    columns += [(("财政专户拨款收入", "教育收费"), "education_fees", "")]
    columns += [(("财政专户拨款收入", "其他专户收入拨款"), "other_special_account", "")]
    columns += [(("其他资金收入", SOURCES[source]), source, "") for source in ("institutional", "business", "other")]
    columns += [((SOURCES[source],), source, "") for source in ("superior_subsidy", "subordinate_remittance")]
    columns += [(("上年结转结余",), "opening", "")]
    row = [budget.revenue() + budget.opening()]
    row += [budget.opening() if m == "opening" else budget.revenue(m) if m in SOURCES else 0 for _, m, _ in columns[1:]]
    rows = [(("合计",), row), ((budget.name,), row)]
    return rowed(("revenue", 2, "收入总体情况表"), rows, columns, manner, [("单位名称",)])


def _three(budget: Budget, manner: Manner) -> PrintedTable:
    """The expenses below one another, the budgets beside one another; those of the three budgets are no measures."""
    lines = {
        "administration": "行政经费",
        "total": "“三公”经费",
        "abroad": "其中：（一）因公出国（境）支出",
        "vehicles": "（二）公务用车购置及运行维护支出",
        "vehicle_purchase": "1.公务用车购置费",
        "vehicle_running": "2.公务用车运行维护费",
        "reception": "（三）公务接待费支出",
    }
    amounts = {"administration": budget.rng.randrange(10**9), **budget.three()}
    rows = [(label, *map(manner.amount, (amounts[m], amounts[m], 0, 0))) for m, label in lines.items()]
    columns = (Column("label"), Column("amount", phase="budget"), *[Column("other")] * 3)
    head = headed([("项目",), ("合计",), *((part,) for part in PARTS)])
    title = "财政拨款安排的行政经费及“三公”经费预算表"
    named = (("", ""),) * len(lines)
    return PrintedTable("three-public", 8, title, columns, head, (), tuple(rows), (), named, tuple(lines))


PLACE = Place("guangzhou", "表{}", "万元", 2, ("0.00",), True, _tables)
