"""两个项目的自评表指标完全相同。

检查什么
两个不同项目的自评表，指标行的名称、年度指标值、实际完成值全部相同，至少两行。

为什么
不同的项目花不同的钱，做不同的事，指标逐字相同、完成数也相同，可能是把一个项目的指标抄到了另一个项目。也可能两个项目的对象
确实相同，所以只是提示。

不通过
    绩效 自评表/劳模经费/产出指标/数量指标/慰问人数: target 100人, actual 100人, score 40
    绩效 自评表/劳模经费/满意度指标/服务对象/满意度: target 满意, actual 满意, score 40
    绩效 自评表/劳模慰问/产出指标/数量指标/慰问人数: target 100人, actual 100人, score 40
    绩效 自评表/劳模慰问/满意度指标/服务对象/满意度: target 满意, actual 满意, score 40

通过
    绩效 自评表/劳模经费/产出指标/数量指标/补助人数: target 50人, actual 52人, score 40
    绩效 自评表/劳模经费/满意度指标/服务对象/满意度: target 满意, actual 满意, score 40
    绩效 自评表/劳模慰问/产出指标/数量指标/慰问人数: target 100人, actual 100人, score 40
    绩效 自评表/劳模慰问/满意度指标/服务对象/满意度: target 满意, actual 满意, score 40
"""

from collections.abc import Iterator
from itertools import combinations

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Form
from builder.checks._outcome import Fault, Outcome

CODE = "PRF008"
NAME = "copied-indicators"
SEVERITY = "note"
TITLE = "两个项目的自评表指标完全相同"
TITLE_EN = "Two programmes have the same indicators and results"
ADVICE = "核对两个项目各自的绩效目标，把抄错的一张换成本项目的指标和完成值。"

_FEW = 2
_TOO_FEW = "指标不足两行，或者没有实际完成值"


def check(case: Case) -> Iterator[Outcome]:
    """Every pair of self-evaluation forms of two programmes."""
    found = [form for form in case.forms if form.programme]
    full = [form for form in found if len(form.indicators) >= _FEW and all(row.actual for row in form.indicators)]
    for form in found:
        if form not in full:
            yield Outcome(form.subject, "not_applicable", _TOO_FEW)
    for one, other in combinations(full, 2):
        if one.programme == other.programme:
            continue
        fault = _fault(one, other) if _said(one) == _said(other) else None
        yield Outcome(wording.subject(one.subject, other.subject), "failed" if fault else "passed", fault=fault)


def _said(form: Form) -> list[tuple[str, str, str]]:
    return sorted((row.indicator, row.target, row.actual) for row in form.indicators)


def _fault(one: Form, other: Form) -> Fault:
    names, count = wording.listed(row.indicator for row in one.indicators), len(one.indicators)
    return Fault(
        message=f"{one.title}与{other.title}的 {count} 行指标的名称、指标值和完成值全部相同：{names}。",
        message_en=f"{one.title} and {other.title} print the same {count} indicators, targets and results.",
        places=forms.places((*one.indicators, *other.indicators)),
    )
