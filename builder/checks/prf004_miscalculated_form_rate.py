"""绩效表的比率与同一行的数不符。

检查什么
绩效表资金行的执行率，等于同一行的执行数除以预算数；评分表的得分率，等于得分除以分值。每个数按印出的位数看作一个区间，舍入能造成的
差不算；只差最后一位（截去而没有四舍五入）是提示。不计分的资金行（分值栏是“--”）执行率印为 0 的，也是提示。

预算数为零的没有执行率，这里不比较。

为什么
执行率决定预算执行这一项得多少分，得分率决定评价等级，分子分母都印在旁边。

不通过
    绩效资金 自评表//项目资金//年度资金总额: target 100.00, actual 80.00, rate 90.00%

通过
    绩效资金 自评表//项目资金//年度资金总额: target 100.00, actual 80.00, rate 80.00%
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Form
from builder.checks._outcome import Fault, Outcome
from builder.checks._ratios import Compared, Rate, compare
from builder.frozen import frozen
from builder.model.amount import Amount, Interval, parse_number
from builder.model.disclosure import Indicator

CODE = "PRF004"
NAME = "miscalculated-form-rate"
SEVERITY = "error"
TITLE = "绩效表的比率与同一行的数不符"
TITLE_EN = "A rate in a performance form does not follow from its row"
ADVICE = "按同一行的执行数和预算数（或者得分和分值）重新计算，四舍五入到所印的位数；没有预算数的行不填执行率。"

_NO_RATE = "表中没有执行率或得分率"
_NO_BASE = "预算数为零，没有执行率"


def check(case: Case) -> Iterator[Outcome]:
    """Every row with a rate and the two numbers that it is of."""
    for form in case.forms:
        judged = [each for row in form.rows if (each := _judged(row)) is not None]
        if not judged:
            yield Outcome(form.subject, "not_applicable", _NO_RATE)
        unscored = [each for each in judged if _is_unscored(each)]
        for each in judged:
            failed = each.compared is not None and each.compared.state == "failed"
            told = unscored if each in unscored else [each]
            fault = _fault(form, told) if failed and each is told[0] else None
            reason = "" if each.compared else _NO_BASE
            state = each.compared.state if each.compared else "not_applicable"
            yield Outcome(wording.subject(form.subject, forms.slug(each.row)), state, reason, fault)


@frozen
class _Judged:
    """A rate and what its row makes of it; nothing if the base is zero."""

    row: Indicator
    parts: tuple[str, str]
    compared: Compared | None


def _judged(row: Indicator) -> _Judged | None:
    """The rate of a row against its numbers; None if it does not print all three."""
    parts = (row.actual, row.target) if _is_of_money(row) else (row.score, row.weight)
    printed = parse_number(row.rate.rstrip("%％"))
    part, whole = (_amount(text) for text in parts) if printed is not None else (None, None)
    if printed is None or part is None or whole is None:
        return None
    rate = Rate.of(part.interval, whole.interval, "", ()) if whole.value else None
    if rate and not _is_of_money(row):  # points are given, not rounded
        rate = replace(rate, reach=partial(Interval, rate.exact, rate.exact))
    return _Judged(row, parts, compare(printed, [rate] if rate else []))


def _is_of_money(row: Indicator) -> bool:
    """Whether a row is of money, as the total of the tasks is (金额合计): its rate is then that of execution."""
    return row.role == "money" or bool(row.target and row.actual and row.unit) or row.level1.startswith("金额")


def _amount(text: str) -> Amount | None:
    number = forms.points(text)
    return None if number is None else Amount(number, "", text)


def _is_unscored(each: _Judged) -> bool:
    """Whether a form that gives a row no points left its rate at 0."""
    failed = each.compared is not None and each.compared.state == "failed"
    row = each.row
    return (
        failed and row.role == "money" and forms.points(row.weight) is None and not parse_number(row.rate.rstrip("%％"))
    )


def _fault(form: Form, told: Sequence[_Judged]) -> Fault:
    """The fault of one rate, or of all that a form left at 0."""
    zh = [
        f"“{forms.named(each.row)}”印为 {_said(each)}%，由 {each.parts[0]} 除以 {each.parts[1]} 得 {_found(each)}%"
        for each in told
    ]
    en = [
        f"{forms.named(each.row)}: {_said(each)}% is printed, {each.parts[0]} of {each.parts[1]} is {_found(each)}%"
        for each in told
    ]
    first = told[0]
    name = "执行率" if _is_of_money(first.row) else "得分率"
    expected = first.compared.expected if first.compared else Decimal(0)
    return Fault(
        message=f"{form.title}的{name}：{'；'.join(zh)}。",
        message_en=f"{form.title}: {'; '.join(en)}.",
        severity="note" if _is_unscored(first) else first.compared.severity if first.compared else "",
        printed=_said(first),
        expected=_found(first),
        difference=wording.number((parse_number(_said(first)) or Decimal(0)) - expected),
        places=forms.places(each.row for each in told),
    )


def _said(each: _Judged) -> str:
    return each.row.rate.rstrip("%％")


def _found(each: _Judged) -> str:
    return wording.number(each.compared.expected) if each.compared else ""
