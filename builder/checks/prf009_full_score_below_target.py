"""没有达到指标值却得满分。

检查什么
年度指标值写明“≥350篇”“≤15分钟”，实际完成值是同一单位的一个数，没有达到指标值的，得分应当低于分值。

只比较写明了比较符号、单位相同、各只有一个数的行；没有比较符号的、定性的不判断。

为什么
填报说明写明定量指标按完成比例计分，没有达到指标值就得不到满分。

在核对过的真实文件里还没有遇到过这种不符。

不通过
    绩效 自评表//产出指标/数量指标/发稿量: target ≥350篇, actual 335篇, weight 6, score 6

通过
    绩效 自评表//产出指标/数量指标/发稿量: target ≥350篇, actual 335篇, weight 6, score 4
"""

from collections.abc import Iterator
from decimal import Decimal

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Form, Value
from builder.checks._outcome import Fault, Outcome
from builder.model.disclosure import Indicator

CODE = "PRF009"
NAME = "full-score-below-target"
SEVERITY = "warning"
TITLE = "没有达到指标值却得满分"
TITLE_EN = "A full score although the target was missed"
ADVICE = "核对指标值和实际完成值；没有达到指标值的，按完成比例计分，总分一并改。"

_LEAST = "≥≧>＞"
_MOST = "≤≦<＜"
_NOTHING = "没有能比较的行：指标值要有比较符号，完成值要是同一单位的一个数"


def check(case: Case) -> Iterator[Outcome]:
    """Every row whose target is a bound and whose result is a number of the same unit."""
    for form in case.forms:
        made = [outcome for row in form.indicators if (outcome := _outcome(form, row)) is not None]
        if not made:
            yield Outcome(form.subject, "not_applicable", _NOTHING)
        yield from made


def _outcome(form: Form, row: Indicator) -> Outcome | None:
    target, actual = forms.value(row.target), forms.value(row.actual)
    weight, score = forms.points(row.weight), forms.points(row.score)
    if target is None or actual is None or not target.sign or actual.sign or target.unit != actual.unit:
        return None
    if weight is None or score is None or not weight:
        return None
    subject = wording.subject(form.subject, forms.slug(row))
    missed = _is_missed(target, actual)
    if missed and score >= weight:
        return Outcome(subject, "failed", fault=_fault(form, row))
    return Outcome(subject, "passed")


def _is_missed(target: Value, actual: Value) -> bool:
    """Whether no unrounded number that would be printed like this reaches the target; whole things are counted.

    A result with more decimals than the target may be rounded to those of the target.
    """
    counted = actual.unit != "%" and not actual.amount.decimals
    half = Decimal(0) if counted else actual.amount.half_unit
    half += target.amount.half_unit if actual.amount.decimals > target.amount.decimals else 0
    if target.sign in _LEAST:
        return actual.amount.value + half < target.amount.value
    return target.sign in _MOST and actual.amount.value - half > target.amount.value


def _fault(form: Form, row: Indicator) -> Fault:
    return Fault(
        message=f"{form.title}“{row.indicator}”的指标值是 {row.target}，实际完成值是 {row.actual}，没有达到；"
        f"得分 {row.score}，等于分值 {row.weight}。",
        message_en=f"{form.title}: the target of {row.indicator} is {row.target}, the result {row.actual}; "
        f"the score is {row.score} of {row.weight}.",
        printed=row.score,
        places=forms.places((row,)),
    )
