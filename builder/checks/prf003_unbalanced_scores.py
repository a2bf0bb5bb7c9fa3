"""各项得分之和不等于总分。

检查什么
绩效自评表里各行得分之和，等于表上所印的总得分。预算执行的得分，有的表计入总分，有的不计，任一种相符就算相符。得分有小数的，
每个数按印出的位数看作一个区间，舍入能造成的差不算。

有的行没有得分时不判断。得分之和小于总分时，可能是有行没有读出；只有分值之和正好等于所印合计（说明行是全的），才判断。

为什么
总分是自评的结论，由各项得分相加得来。

在核对过的真实文件里还没有遇到过这种不符。

不通过
    绩效 自评表//产出指标/数量指标/培训人数: weight 60, score 55
    绩效 自评表//效益指标/社会效益指标/社会影响: weight 40, score 40
    绩效合计 自评表//总分//: weight 100, score 98

通过
    绩效 自评表//产出指标/数量指标/培训人数: weight 60, score 55
    绩效 自评表//效益指标/社会效益指标/社会影响: weight 40, score 40
    绩效合计 自评表//总分//: weight 100, score 95
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Form
from builder.checks._outcome import Fault, Outcome
from builder.model.amount import Amount
from builder.model.disclosure import Indicator

CODE = "PRF003"
NAME = "unbalanced-scores"
SEVERITY = "error"
TITLE = "各项得分之和不等于总分"
TITLE_EN = "The scores of a performance form do not add up to the printed total"
ADVICE = "逐行核对得分，改正填错的得分或者总分；正文里引用的自评得分一并改。"

_NO_TOTAL = "表中没有各行得分或总得分"


def check(case: Case) -> Iterator[Outcome]:
    """Every form that prints scores and their total."""
    for form in case.forms:
        total = next((row for row in form.whole if forms.points(row.score) is not None), None)
        if total is None or not forms.scored(form.indicators, "score"):
            yield Outcome(form.subject, "not_applicable", _NO_TOTAL)
        else:
            yield _outcome(form, total)


def _outcome(form: Form, total: Indicator) -> Outcome:
    printed, own = forms.points(total.score), forms.total(form.indicators, "score")
    money = forms.scored(form.of("money"), "score")
    if own is None or printed is None:
        return Outcome(form.subject, "not_checked", forms.BLANK)
    with_money = own + (forms.total(money, "score") or 0)
    if printed in (own, with_money):
        return Outcome(form.subject, "passed")
    tolerance = _tolerance((*form.indicators, *money), total)
    if min(abs(printed - own), abs(printed - with_money)) <= tolerance:
        return Outcome(form.subject, "rounding")
    proven = _complete(form, total, with_money=False), _complete(form, total, with_money=True)
    if own <= printed and not any(proven):
        return Outcome(form.subject, "not_checked", forms.UNPROVEN)
    rows = form.indicators if proven[0] or not any(proven) else (*form.indicators, *money)
    return Outcome(form.subject, "failed", fault=_fault(form, total, rows, tolerance))


def _tolerance(rows: Sequence[Indicator], total: Indicator) -> Decimal:
    """What rounding allows: scores with decimals may be rounded, whole points are what was given."""
    halves = [_half(row.score) for row in rows]
    rounded = [half for half in halves if half < Decimal("0.5")]
    return sum(rounded, Decimal(0)) + (_half(total.score) if rounded else 0)


def _half(text: str) -> Decimal:
    return Amount(forms.points(text) or Decimal(0), "分", text).half_unit


def _complete(form: Form, total: Indicator, *, with_money: bool) -> bool:
    """Whether the weights prove that no row is missing: they add up to the printed total."""
    weights, printed = forms.total(form.indicators, "weight"), forms.points(total.weight)
    rows = forms.scored(form.of("money"), "weight")
    money = forms.total(rows, "weight") or Decimal(0)
    if weights is None or printed is None or (with_money and not money):
        return False
    if with_money and any(forms.points(row.score) is None for row in rows):
        return False  # what was given for spending the money is in the total, but in no cell
    return weights + (money if with_money else 0) == printed


def _fault(form: Form, total: Indicator, rows: Sequence[Indicator], tolerance: Decimal) -> Fault:
    printed, found = (forms.total(each, "score") or Decimal(0) for each in ((total,), rows))
    said, number = wording.number(printed), wording.number(found)
    return Fault(
        message=f"{form.title}“{total.level1}”的得分印为 {said}，{len(rows)} 行得分之和是 {number}，"
        f"相差 {wording.number(abs(printed - found))}。",
        message_en=f"{form.title}: the total score is printed as {said}; {len(rows)} scores add up to {number}.",
        printed=said,
        expected=number,
        difference=wording.number(printed - found),
        tolerance=wording.tolerance(tolerance),
        places=forms.places((total, *rows)),
    )
