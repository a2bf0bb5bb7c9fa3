"""正文所说的项目预算数、执行数与自评表不符。

检查什么
“某某项目绩效自评综述：……全年预算数为 120.00 万元，执行数为 118.00 万元”，与这个项目自评表资金行的预算数、执行数一致。
同样的位数必须相同；位数不同的，舍入能造成的差不算。

只比较点名了项目、单位是万元或元的；哪一张表以这个数之前最后点名的项目为准，不能确定时不比较。

为什么
综述是照着自评表写的，完成率和得分都建立在这两个数上。

在核对过的真实文件里还没有遇到过这种不符。

不通过
    绩效资金 自评表/系统运维/项目资金//年度资金总额: target 120.00, actual 118.00, unit 万元
    文 （二）项目绩效自评结果。
    文 系统运维项目绩效自评综述：全年预算数为120.00万元，执行数为108.00万元。

通过
    绩效资金 自评表/系统运维/项目资金//年度资金总额: target 120.00, actual 118.00, unit 万元
    文 （二）项目绩效自评结果。
    文 系统运维项目绩效自评综述：全年预算数为120.00万元，执行数为118.00万元。
"""

import re
from collections.abc import Iterator, Sequence

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Form
from builder.checks._outcome import Fault, Outcome
from builder.checks._selfscores import passage_of, programme_named
from builder.checks._spoken import is_rough
from builder.model.amount import YUAN_PER_UNIT, Amount
from builder.model.disclosure import Disclosure, Indicator, Statement

CODE = "PRF011"
NAME = "contradicted-form-money"
SEVERITY = "error"
TITLE = "正文所说的项目预算数、执行数与自评表不符"
TITLE_EN = "A programme's budget or spending said in the text differs from its form"
ADVICE = "核对项目的全年预算数和执行数，把正文和自评表改成一致。"

_SUMMARY = re.compile(r"自评综述")
_SAID = {"budget": re.compile(r"全年预算数"), "amount": re.compile(r"执行数")}
_CELLS = {"budget": ("target", "预算数"), "amount": ("actual", "执行数")}
_TOTAL = re.compile(r"合计|支出总额|资金总额")
_NO_UNIT = "自评表资金行的单位没有读出"


def check(case: Case) -> Iterator[Outcome]:
    """Every budget and every spending that the summary of a programme's evaluation gives."""
    found = [form for form in case.forms if form.programme and _money(form)]
    for one in case.disclosure.statements if found else ():
        form = _form(case.disclosure, one, found)
        if form is not None:
            yield _outcome(one, form)


def _money(form: Form) -> Indicator | None:
    """The row of all the money of a form."""
    return next((row for row in form.of("money") if _TOTAL.search(row.indicator) and row.target and row.actual), None)


def _form(disclosure: Disclosure, one: Statement, found: Sequence[Form]) -> Form | None:
    said = _SAID.get(one.measure)
    passage = passage_of(disclosure, one)
    if said is None or passage is None or not said.search(one.text) or not _SUMMARY.search(passage.text):
        return None
    return None if is_rough(one) else programme_named(passage, one, found)


def _outcome(one: Statement, form: Form) -> Outcome:
    row = _money(form)
    subject = wording.subject(form.subject, one.section, one.measure) + (f"~{one.repeat}" if one.repeat > 1 else "")
    cell, name = _CELLS[one.measure]
    unit = row.unit if row else ""
    value = forms.points(getattr(row, cell)) if row else None
    if row is None or value is None or unit not in YUAN_PER_UNIT or one.unit not in YUAN_PER_UNIT:
        return Outcome(subject, "not_checked", _NO_UNIT)
    printed, said = Amount(value, unit, ""), Amount(one.value, one.unit, "")
    if printed.yuan == said.yuan:
        return Outcome(subject, "passed")
    if printed.yuan_interval.overlaps(said.yuan_interval):
        return Outcome(subject, "rounding")
    number, other = wording.number(printed.value), wording.number(said.value)
    return Outcome(
        subject,
        "failed",
        fault=Fault(
            message=f"{form.title}“{row.indicator}”的{name}印为 {number} {unit}，正文写“{one.text}”。",
            message_en=f"{form.title}: {number} is printed for {row.indicator}; the text says {other}.",
            printed=other,
            expected=number,
            difference=wording.number(said.value - printed.value) if one.unit == unit else "",
            places=(*forms.places((row,)), one.location),
        ),
    )
