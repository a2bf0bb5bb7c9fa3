"""机关运行经费与公用经费对不上。

检查什么
决算说明里的机关运行经费支出，与一般公共预算财政拨款基本支出决算明细表的公用经费合计（没有表的，与文中的公用经费）比较：大于
公用经费、舍入也解释不了的，或者只差最后一位的 1 的，是提示。相等或小于都算通过。预算说明不核对。

为什么
机关运行经费是行政单位和参照公务员法管理的事业单位用于购买货物和服务的经费，一般取自基本支出中的公用经费：全是这类单位的部门
两数相等，还有其他事业单位的部门小于公用经费。有的地方把项目支出中的运行费用也算进去，所以大于公用经费只是提示。

不通过
    文 一、机关运行经费支出说明
    文 2023年度机关运行经费支出66.65万元。
    general-basic 公用经费合计: amount 10.21
    general-basic 302 商品和服务支出: amount 10.21

通过
    文 一、机关运行经费支出说明
    文 2023年度机关运行经费支出6.65万元。
    general-basic 公用经费合计: amount 10.21
    general-basic 302 商品和服务支出: amount 10.21
"""

import re
from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import agree, amount_of, excerpt, in_unit, nearly, said_en
from builder.checks._outcome import Fault, Outcome
from builder.model.amount import Amount
from builder.model.disclosure import Figure, Statement
from builder.standards.equations import Cell

CODE = "TXT006"
NAME = "misfit-operating-funds"
SEVERITY = "note"
TITLE = "机关运行经费与公用经费对不上"
TITLE_EN = "The operating funds do not fit the public funds of basic expenditure"
ADVICE = "按机关运行经费的口径重新取数；含有项目支出的，在说明中写明。"

_OPERATING = re.compile(r"^(?:.{0,12}的)?(?:一般公共预算(?:财政拨款)?)?机关运行经费(?:财政拨款)?(?:支出)?$")
_PUBLIC = Cell("general-basic", "", "public-total", "amount")


def check(case: Case) -> Iterator[Outcome]:
    """Every amount of operating funds in final accounts."""
    public = _public(case)
    if public is None or case.disclosure.identity.kind != "final":
        return
    for statement in case.told.amounts:
        wanted = statement.measure == "amount" and "机关运行经费" in statement.subject
        if wanted and _OPERATING.match(statement.subject):
            yield _outcome(case, statement, public)


def _public(case: Case) -> Figure | Statement | None:
    """The public funds of basic expenditure: those of the table, else those that the text says."""
    said = (each.statement for each in case.told.said if each.cells[:1] == (_PUBLIC,))
    return case.book.cells.get(_PUBLIC) or next(said, None)


def _amount(public: Figure | Statement) -> Amount:
    return public.amount if isinstance(public, Figure) else amount_of(public)


def _outcome(case: Case, statement: Statement, public: Figure | Statement) -> Outcome:
    name, said, whole = wording.subject(statement.sentence), amount_of(statement), _amount(public)
    if agree(said, whole):
        return Outcome(name, "passed", "与公用经费相等")
    if said.yuan < whole.yuan and not nearly(said, whole):
        return Outcome(name, "passed", "小于公用经费")
    return Outcome(name, "failed", fault=_fault(case, statement, public))


def _fault(case: Case, statement: Statement, public: Figure | Statement) -> Fault:
    whole = _amount(public)
    unit = whole.unit if whole.unit == statement.unit else "元"
    said, printed = in_unit(amount_of(statement), unit), in_unit(whole, unit)
    figure = public if isinstance(public, Figure) else None
    zh = wording.cell_zh(case.disclosure, figure) if figure else "文中的公用经费"
    en = wording.cell_en(case.disclosure, figure) if figure else "the public funds in the text"
    gap = wording.number(abs(said - printed))
    last = "，是最后一位的 1" if nearly(amount_of(statement), whole) else ""
    return Fault(
        message=f"文中说“{excerpt(statement)}”，{zh}是 {wording.number(printed)} {unit}，相差 {gap} {unit}{last}。",
        message_en=f"The text says {said_en(statement)}, {en}: {wording.number(printed)}; the difference is {gap}.",
        printed=wording.number(said),
        expected=wording.number(printed),
        difference=wording.number(said - printed),
        figures=(figure,) if figure else (),
        places=(statement.location,) if figure else (statement.location, public.location),
    )
