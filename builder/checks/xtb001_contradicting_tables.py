"""同一个数在两张表中不同。

检查什么
同一份文件的表之间应当相同的数：本年收入合计（总表与收入决算表）、本年支出合计和各类支出（总表与支出决算表）、财政拨
款收入、一般公共预算支出及其各类（财政拨款总表与一般公共预算支出表）、基本支出（与人员经费加公用经费）、政府性基金和
国有资本经营支出。

同一事实、同样精度，应当逐位相同：只差最后一位的 1 是提示，再多是错误。精度不同时，舍入前可能相同就不算问题。一边要
相加的，按相加的个数放宽。空白不比较。

为什么
同一个数只有一个真值。只差最后一位，通常是两张表分别由元换算成万元再取整造成；差得更多，必有一处印错。

不通过
三张表中两张印 46.14，一张印 46.15：一个原因，一条提示。

    summary/expenditure 十九、住房保障支出: amount 46.14
    expenditure 221 住房保障支出: total 46.15
    general-expenditure 221 住房保障支出: total 46.15
    appropriation-summary/expenditure 十九、住房保障支出: general 46.14

通过
    summary/expenditure 十九、住房保障支出: amount 46.15
    expenditure 221 住房保障支出: total 46.15
    general-expenditure 221 住房保障支出: total 46.15
    appropriation-summary/expenditure 十九、住房保障支出: general 46.15
"""

from collections.abc import Iterator, Mapping, Sequence

from builder.checks._balance import failed
from builder.checks._case import Case
from builder.checks._facts import fact_fault
from builder.checks._identities import Judged
from builder.checks._outcome import Outcome
from builder.checks._sums import sum_fault

CODE = "XTB001"
NAME = "contradicting-tables"
SEVERITY = "error"
TITLE = "同一个数在两张表中不同"
TITLE_EN = "The same amount is printed differently in two tables"
ADVICE = "以系统导出的数为准，改正印错的一张表；文字说明里引用它的地方一并改。只差最后一位的，让各表用同一次取整的数。"


def check(case: Case) -> Iterator[Outcome]:
    """Every pair of cells, or of a cell and a sum, that is one fact; the same two numbers of one row are one fault."""
    lines = case.balances.get(CODE, ())
    alike: dict[tuple[object, ...], list[Judged]] = {}
    for each in failed(lines):
        if each.one_fact:
            alike.setdefault(_pair(each), []).append(each)
    for line in lines:
        yield line if isinstance(line, Outcome) else _failed(case, line, alike)


def _failed(case: Case, judged: Judged, alike: Mapping[tuple[object, ...], Sequence[Judged]]) -> Outcome:
    fault = None
    if not judged.one_fact:
        fault = sum_fault(case, judged)
    elif alike[_pair(judged)][0] is judged:
        fault = fact_fault(case, alike[_pair(judged)])
    return Outcome(judged.equation.subject, "failed", "", fault)


def _pair(judged: Judged) -> tuple[object, ...]:
    """What makes two failures one: the row, if both sides have the same, and the two numbers."""
    rows = {cell.row for cell in judged.equation.cells}
    row = rows.pop() if len(rows) == 1 else judged.equation.subject
    return row, judged.unit, min(judged.left, judged.right), max(judged.left, judged.right)
