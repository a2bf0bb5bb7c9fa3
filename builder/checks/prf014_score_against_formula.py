"""预算执行的得分与所印的公式不符。

检查什么
资金行的表头写明“得分（20分*执行率）”的，得分等于 20 分乘以同一行的执行率，最多 20 分。每个数按印出的位数看作一个区间，
舍入能造成的差不算。执行率超过 100% 而得分不是满分的，各地做法不一，只作提示。

表头没有写公式的不判断。

为什么
公式是这张表自己的计分办法，分子分母都印在同一行。

不通过
    绩效资金 自评表/系统运维/预算执行//资金总额: target 100, actual 80, rate 80%, score 18, formula 20分*执行率

通过
    绩效资金 自评表/系统运维/预算执行//资金总额: target 100, actual 80, rate 80%, score 16, formula 20分*执行率
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Form
from builder.checks._outcome import Fault, Outcome
from builder.model.amount import Amount, Interval, parse_number
from builder.model.disclosure import Indicator

CODE = "PRF014"
NAME = "score-against-formula"
SEVERITY = "warning"
TITLE = "预算执行的得分与所印的公式不符"
TITLE_EN = "The score of execution does not follow the printed formula"
ADVICE = "按表头所印的公式重新计算预算执行的得分，总分一并改；按别的办法计分的，把公式改成实际用的办法。"

_POINTS = re.compile(r"\d{1,3}")
_HUNDRED = Decimal(100)
_NO_FORMULA = "表中没有印出预算执行的计分公式"


def check(case: Case) -> Iterator[Outcome]:
    """Every row of money with a score, a rate, and a formula in its header."""
    for form in case.forms:
        made = [outcome for row in form.of("money") if (outcome := _outcome(form, row)) is not None]
        if not made:
            yield Outcome(form.subject, "not_applicable", _NO_FORMULA)
        yield from made


def _outcome(form: Form, row: Indicator) -> Outcome | None:
    found, rate, score = _POINTS.match(row.formula), parse_number(row.rate.rstrip("%％")), forms.points(row.score)
    if found is None or rate is None or score is None:
        return None
    subject = wording.subject(form.subject, forms.slug(row))
    full, said = Decimal(found[0]), Amount(score, "分", "")
    made = full * rate / _HUNDRED
    if score == min(made, full):
        return Outcome(subject, "passed")
    printed = Amount(rate, "%", "").interval
    low, high = (min(full * side / _HUNDRED, full) for side in (printed.low, printed.high))
    if said.interval.overlaps(Interval(low, high)):
        return Outcome(subject, "rounding")
    return Outcome(subject, "failed", fault=_fault(form, row, min(made, full), over=rate > _HUNDRED))


def _fault(form: Form, row: Indicator, expected: Decimal, *, over: bool) -> Fault:
    number = wording.number(expected.quantize(Decimal("0.01")))
    most = "（最多为满分）" if over else ""
    return Fault(
        message=f"{form.title}“{row.indicator}”的得分印为 {row.score}，执行率印为 {row.rate}；"
        f"按表头的公式“{row.formula}”{most}是 {number}。",
        message_en=f"{form.title}: the score of {row.indicator} is {row.score} at a rate of {row.rate}; "
        f"the printed formula makes {number}.",
        severity="note" if over else "",
        printed=row.score,
        expected=number,
        difference=wording.number((forms.points(row.score) or Decimal(0)) - expected.quantize(Decimal("0.01"))),
        places=forms.places((row,)),
    )
