"""绩效表的资金合计不等于各项之和。

检查什么
绩效目标表、自评表资金行的“年度资金总额”“合计”，等于财政拨款、上年结转、其他资金（或者一般公共预算、政府性基金、国有资本经营预算、
其他资金）之和；任务资金的“金额合计”等于各项任务之和。预算数和执行数分别核对。每个数按印出的位数看作一个区间，舍入能造成的差不算。

有的表里一项是另一项的“其中”，所以只要有几项加起来等于合计就算相符；各项没有全部读出的，不符时也不判断。

为什么
资金合计是执行率的分母和分子，应当与各来源加起来一致。

在核对过的真实文件里还没有遇到过这种不符。

不通过
    绩效资金 自评表/系统运维/项目资金//年度资金总额: target 120.00, actual 118.00
    绩效资金 自评表/系统运维/项目资金//其中：财政拨款: target 100.00, actual 98.00
    绩效资金 自评表/系统运维/项目资金//上年结转: target 10.00, actual 20.00
    绩效资金 自评表/系统运维/项目资金//其他资金: target 0.00, actual 0.00

通过
    绩效资金 自评表/系统运维/项目资金//年度资金总额: target 120.00, actual 118.00
    绩效资金 自评表/系统运维/项目资金//其中：财政拨款: target 100.00, actual 98.00
    绩效资金 自评表/系统运维/项目资金//上年结转: target 20.00, actual 20.00
    绩效资金 自评表/系统运维/项目资金//其他资金: target 0.00, actual 0.00
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Form
from builder.checks._outcome import Fault, Outcome
from builder.model.amount import Amount, total
from builder.model.disclosure import Indicator

CODE = "PRF013"
NAME = "unbalanced-form-money"
SEVERITY = "error"
TITLE = "绩效表的资金合计不等于各项之和"
TITLE_EN = "The money of a performance form does not add up"
ADVICE = "核对资金总额和各项来源，改正填错的一个；执行率随之重新计算。"

_WHOLE = re.compile(r"(?:年度|实施期)?资金总额[:：]?|(?:资金)?合计[:：]?|部门?整体支出总额")
_PARTS = (
    (re.compile(r"财政拨款|财政资金"), re.compile(r"结转"), re.compile(r"其他")),
    (re.compile(r"一般公共预算"), re.compile(r"基金"), re.compile(r"国有资本"), re.compile(r"其他")),
)
_CELLS = (("target", "预算数"), ("actual", "执行数"))
_MOST = 8
_NO_PARTS = "没有印出资金合计和各项资金"
_NOT_ALL = "各项资金没有全部读出"


def check(case: Case) -> Iterator[Outcome]:
    """Every total of money of every form, for the budget and for what was spent."""
    for form in case.forms:
        made = [outcome for whole, parts, full in _groups(form) for outcome in _outcomes(form, whole, parts, full)]
        if not made:
            yield Outcome(form.subject, "not_applicable", _NO_PARTS)
        yield from made


def _groups(form: Form) -> Iterator[tuple[Indicator, Sequence[Indicator], bool]]:
    """Each total with the rows that may be its parts, and whether all parts that such a form has are printed."""
    money = form.of("money")
    at = next((index for index, row in enumerate(money) if _WHOLE.fullmatch(row.indicator)), None)
    if at is not None:
        parts = money[at + 1 :]
        full = any(all(any(name.search(row.indicator) for row in parts) for name in names) for names in _PARTS)
        yield money[at], parts, full
    tasks = form.total_of_money()
    if tasks:
        yield tasks, money, False


def _outcomes(form: Form, whole: Indicator, parts: Sequence[Indicator], full: bool) -> Iterator[Outcome]:
    for cell, name in _CELLS:
        printed, amounts = _amount(whole, cell), [_amount(row, cell) for row in parts]
        known = [amount for amount in amounts if amount is not None]
        if printed is None or not known or len(known) > _MOST:
            continue
        subject = wording.subject(form.subject, whole.indicator or whole.level1, cell)
        state = _state(printed, known)
        if state == "failed" and not (full and len(known) == len(amounts)):
            yield Outcome(subject, "not_checked", _NOT_ALL)
        elif state == "failed":
            yield Outcome(subject, state, fault=_fault(form, (whole, *parts), printed, known, name))
        else:
            yield Outcome(subject, state)


def _amount(row: Indicator, cell: str) -> Amount | None:
    text = getattr(row, cell)
    value = forms.points(text)
    return None if value is None else Amount(value, "", text)


def _state(printed: Amount, parts: Sequence[Amount]) -> str:
    """Whether the parts, or some of them, are the total: exactly, within rounding, or not."""
    choices = [chosen for size in range(len(parts), 0, -1) for chosen in combinations(parts, size)]
    if any(sum(part.value for part in chosen) == printed.value for chosen in choices):
        return "passed"
    near = any(total(part.interval for part in chosen).overlaps(printed.interval) for chosen in choices)
    return "rounding" if near else "failed"


def _fault(form: Form, rows: Sequence[Indicator], printed: Amount, parts: Sequence[Amount], name: str) -> Fault:
    found = sum((part.value for part in parts[1:]), parts[0].value)
    said, number = wording.number(printed.value), wording.number(found)
    whole = rows[0].indicator or rows[0].level1
    return Fault(
        message=f"{form.title}“{whole}”的{name}印为 {said}，{len(parts)} 项之和是 {number}，"
        f"相差 {wording.number(abs(printed.value - found))}。",
        message_en=f"{form.title}: {whole} is printed as {said}; its {len(parts)} parts add up to {number}.",
        printed=said,
        expected=number,
        difference=wording.number(printed.value - found),
        places=forms.places(rows),
    )
