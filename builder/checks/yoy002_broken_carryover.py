"""年初结转和结余与上年年末的不同。

检查什么
决算总表、财政拨款总表和政府性基金表中印的年初结转和结余，与同一单位上一年度决算公开文件中印的年末结转和结余比较。空白
不比较；舍入能造成的差不算。没有上年的文件，记“未核对”。

为什么
上年年末剩下的钱就是本年年初带来的钱。两者不同，或者有一处印错，或者年初数经过调整（如财政收回、以前年度损益调整），
调整应当说明。

不通过
    summary/revenue 年初结转和结余: amount 5.00
    另 年度 2022
    summary/expenditure 年末结转和结余: amount 8.00

通过
    summary/revenue 年初结转和结余: amount 8.00
    另 年度 2022
    summary/expenditure 年末结转和结余: amount 8.00
"""

from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._compared import Mine
from builder.checks._outcome import Outcome
from builder.checks._siblings import NO_SIBLING
from builder.standards.equations import Cell

CODE = "YOY002"
NAME = "broken-carryover"
SEVERITY = "warning"
TITLE = "年初结转和结余与上年年末的不同"
TITLE_EN = "The opening balance is not last year's closing balance"
ADVICE = "年初数应当等于上年年末数；有调整的，写明调整的原因。"

_PAIRS = (
    (Cell("summary", "revenue", "opening", "amount"), Cell("summary", "expenditure", "closing", "amount")),
    (
        Cell("appropriation-summary", "revenue", "opening", "amount"),
        Cell("appropriation-summary", "expenditure", "closing", "total"),
    ),
    (Cell("government-fund", "", "total", "opening"), Cell("government-fund", "", "total", "closing")),
)
_WORDS = ("上年的决算公开文件", "last year's final accounts")


def check(case: Case) -> Iterator[Outcome]:
    """Every opening balance that is printed."""
    if case.disclosure.identity.kind != "final":
        return
    before = case.siblings.before
    if before is None:
        yield Outcome("年初结转和结余", "not_checked", NO_SIBLING)
        return
    for opening, closing in _PAIRS:
        figure = case.book.cells.get(opening)
        if figure is not None:
            name = wording.cell_zh(case.disclosure, figure)
            yield Mine.cell(str(opening), figure, name).outcome(before.prints((closing,), ""), _WORDS)
