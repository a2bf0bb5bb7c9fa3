"""总表的收入总计与支出总计不等。

检查什么
收入支出决算总表和财政拨款收入支出决算总表：收入总计等于支出总计；财政拨款表中，一般公共预算、政府性基金、国有资本经
营各自的年初结转加本年收入等于各自的支出总计。年初结转空白而又不等时不能断定，只记“未核对”。

收支两个总计是同一个数，应当逐位相同；只差最后一位的 1 是提示，再多是错误。

为什么
两侧总计相等是总表的结构：本年收支加上年初、年末的结转和结余，左右必然相等。

不通过
    summary/revenue 总计: amount 351.42
    summary/expenditure 总计: amount 353.42

通过
    summary/revenue 总计: amount 351.42
    summary/expenditure 总计: amount 351.42
"""

from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._outcome import Outcome
from builder.checks._sums import sums

CODE = "SUM004"
NAME = "unbalanced-table"
SEVERITY = "error"
TITLE = "收入总计与支出总计不等"
TITLE_EN = "The two sides of a summary table have different totals"
ADVICE = "核对各行是否都列全，再以系统导出的数改正合计或分项。"


def check(case: Case) -> Iterator[Outcome]:
    """The totals of both sides, and those of each kind of appropriation."""
    yield from sums(case, CODE)
