"""上级科目的数与下级科目之和不等。

检查什么
按功能分类或经济分类列示的表中，每一栏的合计等于各类之和，类等于所属各款之和，款等于所属各项之和。哪一行属于哪一行，
由编码的前几位决定；没有印出的级次跳过。

空白不参加比较。n 行相加允许的差是最后一位的一半乘以 n+1。同一编码印了不止一次时不能断定层级，只记“未核对”。

为什么
预算法第三十二条规定支出按功能分为类、款、项，按经济性质分为类、款。上下级对不上，多半是漏了一行、多了一行或印错一个
数。

不通过
两个项相加是 60.00，款印为 63.92，差 3.92。

    expenditure 20805 行政事业单位养老支出: total 63.92
    expenditure 2080501 行政单位离退休: total 25.00
    expenditure 2080505 机关事业单位基本养老保险缴费支出: total 35.00

通过
    expenditure 20805 行政事业单位养老支出: total 60.01
    expenditure 2080501 行政单位离退休: total 25.00
    expenditure 2080505 机关事业单位基本养老保险缴费支出: total 35.00
"""

from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._outcome import Outcome
from builder.checks._sums import sums

CODE = "SUM002"
NAME = "unbalanced-hierarchy"
SEVERITY = "error"
TITLE = "上级科目与下级科目之和不等"
TITLE_EN = "A class, section or total is not the sum of the rows below it"
ADVICE = "先看有没有漏掉或重复的科目行，再核对各行的数；合计通常是对的，错在明细。"


def check(case: Case) -> Iterator[Outcome]:
    """Every column of every row that has parts."""
    yield from sums(case, CODE)
