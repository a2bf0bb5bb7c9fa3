"""一行的合计与本行各栏之和不等。

检查什么
收入决算表、支出决算表、财政拨款收入支出决算总表、一般公共预算财政拨款支出决算表、政府性基金、国有资本经营和“三公”经
费表中，每一行的合计栏等于表头所定各栏之和（如 1栏各行=(2+3+4+5+6)栏各行）；政府性基金表的年末结转和结余等于年初结转
和结余加本年收入减本年支出。

空白的栏不计入；合计空白，或各栏都空白，就不比较。每个印出的数按最后一位四舍五入理解，n 个数相加允许的差是最后一位的
一半乘以 n+1。

为什么
这些公式印在财政部统一格式的表注或表头里。不等说明其中至少有一个数印错，或有一栏漏印。

不通过
基本支出与项目支出之和是 351.43，与合计差 1.00，舍入最多能造成 0.015。

    general-expenditure 2012901 行政运行: total 352.43, basic 225.49, project 125.94

通过
差 0.01，在舍入的范围之内，不是问题。

    general-expenditure 2012901 行政运行: total 351.42, basic 225.49, project 125.94
"""

from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._outcome import Outcome
from builder.checks._sums import sums

CODE = "SUM001"
NAME = "unbalanced-row"
SEVERITY = "error"
TITLE = "一行的合计与各栏之和不等"
TITLE_EN = "The total of a row is not the sum of its columns"
ADVICE = "以决算或预算系统导出的数为准，逐栏核对这一行，改正抄错的一个数。"


def check(case: Case) -> Iterator[Outcome]:
    """Every row of the tables that have a total column."""
    yield from sums(case, CODE)
