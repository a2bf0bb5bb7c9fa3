"""有“三公”支出而批次、人次、辆数为 0，或者相反。

检查什么
情况说明里的因公出国（境）费与团组数、公务接待费与批次、公务用车购置费与购置辆数、公务用车运行维护费与保有量：金额不是 0
而数量都是 0，或者数量不是 0 而金额是 0，就指出来（警告）。运行费与保有量相反的情形可能另有原因（车由别的单位负担、年末
已经处置），只是提示。金额取表中的决算数，表中没有的取文中的数。

为什么
有一次接待就有接待的钱。这几个数常由不同的人提供，容易各写各的。

不通过
    文 一、“三公”经费支出决算情况说明
    文 公务接待费支出2.30万元。2023年共接待国内来访团组0个，国内公务接待0批次，0人次。

通过
    文 一、“三公”经费支出决算情况说明
    文 公务接待费支出2.30万元。2023年国内公务接待12批次，120人次。
"""

import re
from collections.abc import Iterator, Sequence

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import excerpt
from builder.checks._outcome import Fault, Outcome
from builder.checks._said import Said
from builder.model.disclosure import Statement

CODE = "TXT007"
NAME = "spending-without-count"
SEVERITY = "warning"
TITLE = "有“三公”支出而批次、人次、辆数为 0，或者相反"
TITLE_EN = "One of the three public expenses and its count: one of the two is zero"
ADVICE = "核对这项经费的明细：有支出的，把团组、批次、人次或辆数补上；没有支出的，把数量改为 0。"

_COUNTED = {
    "abroad": re.compile(r"因公出国|出国[（(]境[)）]团组|出国[（(]境[)）]$"),
    "reception": re.compile(r"公务接待|接待(?!支出)"),
    "vehicle_purchase": re.compile(r"购置.{0,8}公务用车|公务用车购置数?"),
    "vehicle_running": re.compile(r"保有量"),
}
_SPENT = ("three-public", "actual", "item")
_OF_VEHICLES = ("辆", "台")
_BUDGETED = re.compile(r"计划|拟|预计")


def check(case: Case) -> Iterator[Outcome]:
    """Each of the three public expenses that the text counts, if an amount is known."""
    if case.disclosure.identity.kind != "final":
        return
    counts = [each for each, scope in case.counts if scope == "three_public" and not _BUDGETED.search(each.text)]
    spent = [each for each in case.told.said if _is_spent(each)]
    unplaced = any(each.table == "three-public" for each in case.disclosure.unplaced)
    for measure, pattern in _COUNTED.items():
        vehicles = measure.startswith("vehicle")
        found = [each for each in counts if (each.unit in _OF_VEHICLES) == vehicles and pattern.search(each.subject)]
        amounts = [each for each in spent if each.cells[0].measure == measure]
        if found and amounts and unplaced and not any(each.figures for each in amounts):
            yield Outcome(measure, "not_checked", "表中的数未能确定在哪一栏，文中的数可能舍入过")
        elif found and amounts:
            yield _outcome(measure, found, amounts)


def _is_spent(each: Said) -> bool:
    """Whether it tells what was spent on one of the three public expenses."""
    return each.statement.measure == "amount" and bool(each.cells) and each.cells[0][:3] == _SPENT


def _outcome(measure: str, counts: Sequence[Statement], amounts: Sequence[Said]) -> Outcome:
    values = {bool(each.figures[0].amount.value) if each.figures else bool(each.statement.value) for each in amounts}
    counted = any(each.value for each in counts)
    if len(values) > 1:
        return Outcome(measure, "not_checked", "文中或表中的金额前后不一")
    spent = values.pop()
    if spent == counted:
        return Outcome(measure, "passed")
    return Outcome(measure, "failed", fault=_fault(measure, counts, amounts[0].statement))


def _fault(measure: str, counts: Sequence[Statement], amount: Statement) -> Fault:
    shown = [each for each in counts if each.value] or counts
    said = "，".join(dict.fromkeys(f"“{excerpt(each)}”" for each in shown[:2]))
    zero, other = ("数量是 0", "the count is 0") if amount.value else ("金额是 0", "the amount is 0")
    return Fault(
        message=f"文中说“{excerpt(amount)}”，又说{said}：{zero}。",
        message_en=f"The text gives “{amount.subject}” {wording.number(amount.value)} {amount.unit}, but {other}.",
        severity="note" if measure == "vehicle_running" else "",
        places=(amount.location, *(each.location for each in shown[:2])),
    )
