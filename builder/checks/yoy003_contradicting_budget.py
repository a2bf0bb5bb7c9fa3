"""年初预算数与公布的预算不同。

检查什么
决算正文中说的“年初预算为……万元”，与同一单位、同一年度的预算公开文件中印出的数比较：一般公共预算支出合计和各科目与预算
的一般公共预算支出表，“三公”经费只比较写明“年初预算”的。只比较能断定是哪一格的数；舍入能造成的差不算。没有预算公开文
件，记“未核对”。

为什么
年初预算已经公布过，决算里说的年初预算应当就是那个数；不同的，或者有一处印错，或者用的是调整后的预算数，完成年初预算的
百分比就不对。

不通过
    文 五、一般公共预算财政拨款支出决算情况说明
    文 一般公共预算财政拨款支出年初预算为90.00万元，支出决算为100.00万元，完成年初预算的111.11%。
    另 预算 2023
    general-expenditure 合计: total 80.00

通过
    文 五、一般公共预算财政拨款支出决算情况说明
    文 一般公共预算财政拨款支出年初预算为90.00万元，支出决算为100.00万元，完成年初预算的111.11%。
    另 预算 2023
    general-expenditure 合计: total 90.00
"""

from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._compared import Mine
from builder.checks._outcome import Outcome
from builder.checks._rates import subject_of
from builder.checks._siblings import NO_BUDGET
from builder.standards.sayings import meaning

CODE = "YOY003"
NAME = "contradicting-budget"
SEVERITY = "warning"
TITLE = "年初预算数与公布的预算不同"
TITLE_EN = "The initial budget is not the one that was published"
ADVICE = "以公布的年初预算为准；用的是调整后的预算数的，改写“年初预算”这个说法。"

_INITIAL = "年初预算"
_WORDS = ("同一年度的预算公开文件", "the published budget")


def check(case: Case) -> Iterator[Outcome]:
    """Every initial budget that surely is one of a cell."""
    if case.disclosure.identity.kind != "final":
        return
    budget = case.siblings.budget
    if budget is None:
        yield Outcome("年初预算数", "not_checked", NO_BUDGET)
        return
    for told in case.told.said:
        mine = told.statement
        if mine.measure == "budget" and _INITIAL in mine.text:
            meant = meaning(mine.subject, mine.code, told.scope)
            cells = (*meant.cells, *meant.budget) if meant else ()
            planned = tuple(cell._replace(lane="budget") for cell in cells if cell.table == "three-public")
            prints = budget.prints(planned or cells, told.fact.split("/", 2)[2])
            yield Mine.said(subject_of(mine), mine).outcome(prints, _WORDS)
