"""部分大于整体。

检查什么
一般公共预算、政府性基金预算、国有资本经营预算三张财政拨款支出表的每一行，不大于支出决算表同一科目、同一栏的数；财政拨款总
表的本年收入、年初年末结转和结余、本年支出和各类支出，不大于收支总表的同一个数；基本支出决算明细表中的因公出国（境）费用
（30212）、公务接待费（30217）、公务用车运行维护费（30231）、公务用车购置（31013），以及会议费（30215）、培训费（30216），不大
于“三公”经费表中相应的决算数。

两个数在舍入前可能相等时不算超过。空白不比较；同一科目有负数时不判断。

为什么
前面的表是后面的表的一部分：支出决算表包括各种资金来源；“三公”经费包括基本支出和项目支出，基本支出明细表只有基本支出。
“三公”经费的口径各地略有出入，所以它超过时是警告，其余是错误。

不通过
    expenditure 2012901 行政运行: total 100.00
    general-expenditure 2012901 行政运行: total 120.00

通过
    expenditure 2012901 行政运行: total 120.00
    general-expenditure 2012901 行政运行: total 100.00
"""

from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._identities import Judged
from builder.checks._outcome import Fault, Outcome

CODE = "XTB002"
NAME = "part-above-whole"
SEVERITY = "error"
TITLE = "部分大于整体"
TITLE_EN = "A part is larger than what contains it"
ADVICE = "部分不会大于整体：看是不是填错了行、栏或单位。"


def check(case: Case) -> Iterator[Outcome]:
    """Every pair of cells of which one contains the other."""
    for each in case.balances.get(CODE, ()):
        yield each if isinstance(each, Outcome) else Outcome(each.equation.subject, "failed", "", _fault(case, each))


def _fault(case: Case, judged: Judged) -> Fault:
    part, whole = judged.figures
    left, right, gap = map(wording.number, (judged.left, judged.right, judged.difference))
    zh = [wording.cell_zh(case.disclosure, figure) for figure in (part, whole)]
    en = [wording.cell_en(case.disclosure, figure) for figure in (part, whole)]
    is_three_public = "three-public" in {figure.table for figure in judged.figures}
    return Fault(
        message=f"{zh[0]}印为 {left}，大于包含它的{zh[1]} {right}，多 {gap} {judged.unit}。",
        message_en=f"{en[0]}: {left} is printed, {gap} more than {en[1]} ({right}), which contains it.",
        severity="warning" if is_three_public else "",
        printed=left,
        expected=right,
        difference=gap,
        tolerance=wording.tolerance(judged.tolerance),
        figures=judged.figures,
        mends=judged.mends,
    )
