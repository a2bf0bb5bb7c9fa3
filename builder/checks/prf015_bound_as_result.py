"""实际完成值写成了范围。

检查什么
自评表的实际完成值是“≥50人”“＜5%”这样带比较符号的数。

为什么
年度指标值可以是一个范围，实际完成值是已经发生的数，应当写出是多少；照抄指标值，看不出完成得怎样，也无法按完成比例核对得分。

不通过
    绩效 自评表/甲项目/产出指标/数量指标/帮扶人数: target ≥50人, actual ≥50人, score 20

通过
    绩效 自评表/甲项目/产出指标/数量指标/帮扶人数: target ≥50人, actual 53人, score 20
"""

from collections.abc import Iterator

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome

CODE = "PRF015"
NAME = "bound-as-result"
SEVERITY = "note"
TITLE = "实际完成值写成了范围"
TITLE_EN = "A result is printed as a bound"
ADVICE = "写出实际完成的数，不要照抄指标值。"

_NO_RESULTS = "没有是一个数的实际完成值"


def check(case: Case) -> Iterator[Outcome]:
    """Every result that is one number, with or without a sign of comparison."""
    for form in case.forms:
        rows = [(row, value) for row in form.indicators if (value := forms.value(row.actual)) is not None]
        if not rows:
            yield Outcome(form.subject, "not_applicable", _NO_RESULTS)
        for row, value in rows:
            subject = wording.subject(form.subject, forms.slug(row))
            if not value.sign or value.sign in "=＝":
                yield Outcome(subject, "passed")
                continue
            fault = Fault(
                message=f"{form.title}“{row.indicator}”的实际完成值印为 {row.actual}，是一个范围，没有写出完成了多少。",
                message_en=f"{form.title}: the result of {row.indicator} is printed as {row.actual}, a bound.",
                printed=row.actual,
                places=forms.places((row,)),
            )
            yield Outcome(subject, "failed", fault=fault)
