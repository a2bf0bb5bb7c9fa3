"""总表一侧的合计行与所含各行之和不等。

检查什么
收入支出决算总表和财政拨款收入支出决算总表的每一侧：本年收入合计等于各项收入之和，本年支出合计等于各类支出之和，总计
等于本年合计加结转和结余等各行；基本支出决算明细表的人员经费合计等于 301 与 303 之和，公用经费合计等于表内其余各类之
和。按行的名称对应，不按行次，因为各地各年的行次不同。

空白的行不计入。表中有未能归类的行时，不平也只记“未核对”。

为什么
这些公式印在表注里（如 27行=(1+2+3+4+5+6+7+8)行）；人员经费和公用经费的构成见预算法实施条例第五条。

不通过
    summary/expenditure 一、一般公共服务支出: amount 293.75
    summary/expenditure 八、社会保障和就业支出: amount 30.70
    summary/expenditure 本年支出合计: amount 334.45

通过
    summary/expenditure 一、一般公共服务支出: amount 293.75
    summary/expenditure 八、社会保障和就业支出: amount 30.70
    summary/expenditure 本年支出合计: amount 324.46
"""

from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._outcome import Outcome
from builder.checks._sums import sums

CODE = "SUM003"
NAME = "unbalanced-lane"
SEVERITY = "error"
TITLE = "总表一侧的合计与各行之和不等"
TITLE_EN = "A total on one side of a summary table is not the sum of its rows"
ADVICE = "先看这一方有没有漏掉的行，再核对本年合计、结转和总计。"


def check(case: Case) -> Iterator[Outcome]:
    """Every total row that has a formula."""
    yield from sums(case, CODE)
