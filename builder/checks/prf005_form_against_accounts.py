"""整体绩效自评表的支出与决算不符。

检查什么
部门（单位）整体支出绩效自评表里合计的实际支出数，与决算表的本年支出合计（或财政拨款支出合计、一般公共预算支出合计，任一相符
即可）一致；没有读出决算表的，与正文所说的本年支出合计比较。自评表只印到万元整数的，按 ±0.5 万元比较；同一行印有
年初预算数、调整数和执行率的，由它们能得出更准的支出数，就用更准的。

两者相差超过百分之一时，可能口径不同，只作提示；表格没有单位的不判断。

为什么
自评表的执行率和得分建立在这个支出数上，应当与决算一致。

不通过
年初预算 177.27、调整 173.73、执行率 100.00%，实际支出是 351.00，决算是 351.42。

    summary/expenditure 本年支出合计: amount 351.42
    绩效资金 部门整体绩效自评表////合计: target 351, actual 351, rate 100.00%, unit 万元
    资金 合计: budget 177.27, change 173.73, budget 351, amount 351, completion_percent 100.00

通过
    summary/expenditure 本年支出合计: amount 351.42
    绩效资金 部门整体绩效自评表////合计: target 351.42, actual 351.42, rate 100.00%, unit 万元
    资金 合计: budget 177.27, change 174.15, budget 351.42, amount 351.42, completion_percent 100.00
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Form
from builder.checks._outcome import Fault, Outcome
from builder.checks._spoken import is_rough
from builder.frozen import frozen
from builder.model.amount import YUAN_PER_UNIT, Amount, Interval
from builder.model.disclosure import Disclosure, Figure, Indicator, Statement

CODE = "PRF005"
NAME = "form-against-accounts"
SEVERITY = "warning"
TITLE = "整体绩效自评表的支出与决算不符"
TITLE_EN = "The expenditure in a performance form differs from the accounts"
ADVICE = "自评表的实际支出数按决算数填写，与决算表印到同样的位数，预算调整数和执行率随之核对。"

_WHOLE = re.compile(r"整体")
_TOTAL = re.compile(r"合计|支出总额|资金总额")
_SAID = re.compile(r"本年支出(?:合计|总计)?|支出(?:合计|总计|决算总计)")
_NEAR = Decimal("0.01")
_NOT_WHOLE = "不是整体支出绩效自评表，或没有实际支出合计"
_NO_UNIT = "自评表这一行的单位没有读出"
_NO_ACCOUNTS = "没有读出决算的支出合计"


@frozen
class _Account:
    """What the accounts call the expenditure of the year: the amount, and the cell or the sentence."""

    amount: Amount
    figure: Figure | None = None
    statement: Statement | None = None

    def names(self, disclosure: Disclosure) -> tuple[str, str]:
        """What it is called, in Chinese and English."""
        if self.figure:
            return wording.cell_zh(disclosure, self.figure), wording.cell_en(disclosure, self.figure)
        return (f"正文“{self.statement.subject}”" if self.statement else ""), "the text"


def check(case: Case) -> Iterator[Outcome]:
    """The total expenditure in every form of a whole department."""
    disclosure = case.disclosure
    if disclosure.identity.kind != "final" or not case.forms:
        return
    accounts = list(_accounts(disclosure)) or list(_sentences(disclosure))
    for form in case.forms:
        row = next((row for row in form.rows if _is_total(row)), None)
        if row is None or not _WHOLE.search(form.name):
            yield Outcome(form.subject, "not_applicable", _NOT_WHOLE)
        elif row.unit not in YUAN_PER_UNIT:
            yield Outcome(form.subject, "not_checked", _NO_UNIT)
        elif not accounts:
            yield Outcome(form.subject, "not_checked", _NO_ACCOUNTS)
        else:
            yield _outcome(disclosure, form, row, accounts)


def _is_total(row: Indicator) -> bool:
    """Whether a row prints all that was spent."""
    name = row.indicator if row.role == "money" else row.level1 if row.role == "total" else ""
    return bool(_TOTAL.search(name)) and forms.points(row.actual) is not None


def _accounts(disclosure: Disclosure) -> Iterator[_Account]:
    """The totals of the tables: of all money, of appropriations, of the general budget."""
    for figure in disclosure.figures:
        if "合计" not in figure.item:
            continue
        total = figure.table in ("summary", "appropriation-summary") and "本年支出合计" in figure.item
        sums = figure.table in ("expenditure", "general-expenditure") and not figure.code
        if (total and figure.side == "expenditure" and figure.measure in ("amount", "total", "general")) or (
            sums and figure.measure == "total"
        ):
            yield _Account(figure.amount, figure=figure)


def _sentences(disclosure: Disclosure) -> Iterator[_Account]:
    """What sentences call the expenditure of the year."""
    for one in disclosure.statements:
        of_year = one.measure == "amount" and one.year == disclosure.identity.fiscal_year and one.sentence
        if of_year and _SAID.fullmatch(one.subject) and one.unit in YUAN_PER_UNIT and not is_rough(one):
            yield _Account(Amount(one.value, one.unit, ""), statement=one)


def _outcome(disclosure: Disclosure, form: Form, row: Indicator, accounts: Sequence[_Account]) -> Outcome:
    spent = Amount(forms.points(row.actual) or Decimal(0), row.unit, row.actual)
    beside = [one for one in disclosure.statements if not one.sentence and one.location == row.location]
    sharper, scale = _sharper(spent, beside), YUAN_PER_UNIT[row.unit]
    interval = Interval(sharper.low * scale, sharper.high * scale)
    if any(interval.overlaps(account.amount.yuan_interval) for account in accounts):
        exact = any(account.amount.yuan == spent.yuan for account in accounts)
        return Outcome(form.subject, "passed" if exact else "rounding")
    near = min(accounts, key=lambda account: abs(account.amount.yuan - spent.yuan))
    fault = _fault(disclosure, form, row, near, sharper if sharper != spent.interval else None)
    if abs(near.amount.yuan - spent.yuan) > abs(near.amount.yuan) * _NEAR:
        fault = replace(
            fault,
            severity="note",
            message=f"{fault.message}两者的口径可能不同。",
            message_en=f"{fault.message_en} The two may not be of the same scope.",
        )
    return Outcome(form.subject, "failed", fault=fault)


def _sharper(spent: Amount, beside: Sequence[Statement]) -> Interval:
    """What was spent, in the row's unit: as printed, or by the budget, its change and the rate if that says more."""
    of = {one.measure: _interval(one) for one in beside}
    budgets = [_interval(one) for one in beside if one.measure == "budget"]
    rate = of.get("completion_percent")
    if len(budgets) != 2 or rate is None or "change" not in of:
        return spent.interval
    budget = budgets[0] + of["change"]
    if not budget.overlaps(budgets[1]):
        return spent.interval
    made = Interval(budget.low * rate.low / 100, budget.high * rate.high / 100)
    low, high = max(made.low, spent.interval.low), min(made.high, spent.interval.high)
    return Interval(low, high) if low <= high else spent.interval


def _interval(statement: Statement) -> Interval:
    return Amount(statement.value, statement.unit, "").interval


def _fault(disclosure: Disclosure, form: Form, row: Indicator, account: _Account, sharper: Interval | None) -> Fault:
    number, unit = wording.number(account.amount.value), account.amount.unit
    how_zh = how_en = ""
    if sharper is not None:
        low, high = (wording.number(side.quantize(Decimal("0.01"))) for side in (sharper.low, sharper.high))
        how_zh = f"（由同一行的年初预算数、调整数和执行率得 {low} 至 {high}）"
        how_en = f" (by the budget, its change and the rate of the same row {low} to {high})"
    name = row.indicator or row.level1
    theirs_zh, theirs_en = account.names(disclosure)
    said = (account.statement.location,) if account.statement else ()
    return Fault(
        message=f"{form.title}“{name}”的实际支出数印为 {row.actual}{how_zh}，{theirs_zh}是 {number} {unit}。",
        message_en=f"{form.title}: the expenditure of {name} is printed as {row.actual}{how_en}; "
        f"{theirs_en} has {number}.",
        printed=row.actual,
        expected=number,
        places=(*forms.places((row,)), *said),
        figures=(account.figure,) if account.figure else (),
    )
