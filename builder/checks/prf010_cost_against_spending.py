"""成本指标的实际完成值与同一张表的实际支出不符。

检查什么
自评表里说全部成本的成本指标（“项目总成本”“项目成本控制”“预算经费控制”等）实际完成值是一个金额的，与同一张表资金行的执行数
（实际支出数）一致。单位成本、人均成本不比较；没有写单位的按资金行的单位比较，只作提示。

为什么
总成本就是这个项目实际花的钱，表的上半部分已经印了执行数。

不通过
    绩效资金 自评表/信息系统运维/项目资金//年度资金总额: target 120.00, actual 118.00, rate 98.33%
    绩效 自评表/信息系统运维/成本指标/经济成本指标/项目总成本: target ≤120万元, actual 120万元, weight 20, score 20

通过
    绩效资金 自评表/信息系统运维/项目资金//年度资金总额: target 120.00, actual 118.00, rate 98.33%
    绩效 自评表/信息系统运维/成本指标/经济成本指标/项目总成本: target ≤120万元, actual 118万元, weight 20, score 20
"""

import re
from collections.abc import Iterator

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Form
from builder.checks._outcome import Fault, Outcome
from builder.model.disclosure import Indicator

CODE = "PRF010"
NAME = "cost-against-spending"
SEVERITY = "warning"
TITLE = "成本指标的实际完成值与同一张表的实际支出不符"
TITLE_EN = "The result of a cost indicator differs from the spending in the same form"
ADVICE = "成本指标的实际完成值按执行数填写；指的是另一种成本的，在指标名称里写明。"

_WHOLE_COST = re.compile(
    r"(?:项目|全年|年度|部门|单位)*(?:总成本|成本控制|(?:预算)?(?:经费|资金|成本|支出)控制|总支出)(?:数|额|情况)?"
)
_TOTAL = re.compile(r"合计|支出总额|资金总额")
_NOTHING = "没有说全部成本的成本指标，或者没有印出执行数"


def check(case: Case) -> Iterator[Outcome]:
    """Every cost indicator of a whole form whose result is an amount."""
    for form in case.forms:
        money = next(
            (row for row in form.of("money") if _TOTAL.search(row.indicator) and forms.value(row.actual)), None
        )
        rows = [row for row in form.indicators if _is_cost(row)]
        if money is None or not rows:
            yield Outcome(form.subject, "not_applicable", _NOTHING)
            continue
        for row in rows:
            yield _outcome(form, row, money)


def _is_cost(row: Indicator) -> bool:
    value = forms.value(row.actual)
    cost = "成本" in row.level1 + row.level2 and _WHOLE_COST.fullmatch(row.indicator)
    return bool(cost) and value is not None and value.unit in ("万元", "") and not value.sign


def _outcome(form: Form, row: Indicator, money: Indicator) -> Outcome:
    subject = wording.subject(form.subject, forms.slug(row))
    value, spent = forms.value(row.actual), forms.value(money.actual)
    if value is None or spent is None:
        return Outcome(subject, "not_checked", _NOTHING)
    if value.amount.value == spent.amount.value:
        return Outcome(subject, "passed")
    if value.interval.overlaps(spent.interval):
        return Outcome(subject, "rounding")
    return Outcome(
        subject,
        "failed",
        fault=Fault(
            message=f"{form.title}成本指标“{row.indicator}”的实际完成值印为 {row.actual}，"
            f"同一张表“{money.indicator}”的执行数是 {money.actual}。",
            message_en=f"{form.title}: the result of the cost indicator {row.indicator} is {row.actual}; "
            f"{money.actual} was spent by the same form.",
            severity="" if value.unit else "note",
            printed=wording.number(value.amount.value),
            expected=wording.number(spent.amount.value),
            difference=wording.number(value.amount.value - spent.amount.value),
            places=forms.places((row, money)),
        ),
    )
