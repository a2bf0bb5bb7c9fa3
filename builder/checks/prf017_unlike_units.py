"""指标值与完成值的单位不同。

检查什么
自评表一行的年度指标值和实际完成值各是一个数，单位却不是一类：“200 次”和“412 人次”，“95%”和“98 人”，“3 万元”和
“2.9 元”。同类的单位（人、名；次、场、期）、换算以后相近的金额（“3 万元”和“30000 元”）不算不同，没有印出单位
的、别的单位不比较。

为什么
单位不同的两个数不能相除，看不出完成了多少，得分也就没有依据；多半是改了一处忘了另一处。

不通过
    绩效 自评表/甲项目/产出指标/数量指标/接待来电来访: target 200次, actual 412人次, score 2

通过
    绩效 自评表/甲项目/产出指标/数量指标/接待来电来访: target 200人次, actual 412人次, score 2
    绩效 自评表/甲项目/产出指标/数量指标/培训人数: target ≥50人, actual 53名, score 2
"""

import re
from collections.abc import Iterator

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Value
from builder.checks._outcome import Fault, Outcome
from builder.model.amount import YUAN_PER_UNIT

CODE = "PRF017"
NAME = "unlike-units"
SEVERITY = "note"
TITLE = "指标值与完成值的单位不同"
TITLE_EN = "Target and result have unlike units"
ADVICE = "按指标的含义定一个单位，指标值和完成值都用它。"

_KINDS = (
    ("people", frozenset("人名位")),
    ("visits", frozenset(("人次", "人次数"))),
    ("events", frozenset(("次", "场", "场次", "期", "批", "批次"))),
    ("rate", frozenset("%‰")),
    ("yuan", frozenset("元")),
    ("wan", frozenset(("万元",))),
)
"""Units that mean the same kind of number; what is in none of them is not compared."""
_ABOUT = re.compile(r"(?:及)?以[上下内]$|左右$|[（(]含[)）]$|^[余多]")
_ALIKE = 10
"""So many times may one amount be the other before its unit is doubted; 万元 is 10000 times 元."""
_NONE = "没有能比较的行：指标值和完成值都要是一个印出单位的数"


def check(case: Case) -> Iterator[Outcome]:
    """Every row whose target and result are one number each, with a unit that is known."""
    for form in case.forms:
        compared = False
        for row in form.indicators:
            target, actual = forms.value(row.target), forms.value(row.actual)
            if not target or not actual or not (planned := _kind(target)) or not (done := _kind(actual)):
                continue
            compared = True
            subject = wording.subject(form.subject, forms.slug(row))
            if planned == done or _is_same_money(target, actual):
                yield Outcome(subject, "passed")
                continue
            fault = Fault(
                message=f"{form.title}“{row.indicator}”的指标值印为 {row.target}，完成值印为 {row.actual}，单位不同。",
                message_en=f"{form.title}: the target of {row.indicator} is {row.target}, its result {row.actual}.",
                printed=row.actual,
                places=tuple(dict.fromkeys((row.location, *forms.places((row,))))),
            )
            yield Outcome(subject, "failed", fault=fault)
        if not compared:
            yield Outcome(form.subject, "not_applicable", _NONE)


def _is_same_money(target: Value, actual: Value) -> bool:
    """Whether two amounts, one in 万元 and one in 元, are alike when both are in 元."""
    if not {target.unit, actual.unit} <= YUAN_PER_UNIT.keys():
        return False
    planned, done = target.amount.yuan, actual.amount.yuan
    return planned <= done * _ALIKE and done <= planned * _ALIKE


def _kind(value: Value) -> str:
    """The kind of number that a unit makes; empty if it is none that is known."""
    unit = _ABOUT.sub("", _ABOUT.sub("", value.unit))
    return next((kind for kind, units in _KINDS if unit in units), "")
