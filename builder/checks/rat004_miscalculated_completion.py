"""完成预算的百分比与金额不符。

检查什么
“预算为甲万元，决算为乙万元，完成预算的丙%”：完成的百分比应当等于决算数除以预算数。决算数和预算数取同一段话里同一项目
的；说了几个预算数的，与其中任何一个相符就算相符。每个数按印出的位数看作一个区间，舍入能造成的差不算；只差最后一位的
（截去而没有四舍五入）是提示；约数不比较。预算数为零的，没有百分比，见 RAT005。

为什么
完成率说明预算编得准不准、执行得好不好，分子分母都印在旁边，算错了读者无法采信。

不通过
126.73 除以 83.67 是 151.46%，文中写成 161.46%。

    文 （三）支出决算具体情况。
    文 行政运行年初预算为83.67万元，支出决算为126.73万元，完成年初预算的161.46%。

通过
    文 （三）支出决算具体情况。
    文 行政运行年初预算为83.67万元，支出决算为126.73万元，完成年初预算的151.46%。
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from builder.checks._case import Case
from builder.checks._outcome import Outcome
from builder.checks._rates import BASELESS, OF_ANOTHER, ROUGH, ZERO, Kind, subject_of
from builder.checks._ratios import Rate, compare, is_exact
from builder.checks._spoken import Spoken, is_money, is_rough, yuan
from builder.model.disclosure import Statement

CODE = "RAT004"
NAME = "miscalculated-completion"
SEVERITY = "error"
TITLE = "完成预算的百分比与金额不符"
TITLE_EN = "A rate of completion does not follow from the amounts"
ADVICE = "用未取整的数重算：决算数除以预算数；金额的单位和年初、全年预算的口径也要一致。"

_SPENT = ("three-public", "actual")
_BUDGETS = re.compile("年初|全年|调整")
_OTHER_BUDGET = "说的是另一种预算数（年初、全年、调整后），没有印出"
_CHECKED = Kind("完成预算的百分比", "Rate of completion")


def check(case: Case) -> Iterator[Outcome]:
    """Every rate of completion whose paragraph gives an amount of money of its subject."""
    for one, amount, budgets in case.completions:
        if amount:
            yield _outcome(case, one, amount, budgets or list(_printed(case, amount)))


def _printed(case: Case, amount: Statement) -> Iterator[Statement]:
    """The budget that the “三公” table prints beside an amount, where the paragraph does not say one.

    Not of an amount that the sentence rounds: its rate may be reckoned from a budget rounded likewise.
    """
    cells = (cell for each in case.told.said if each.statement is amount and each.is_certain for cell in each.cells)
    for cell in cells:
        beside = case.book.cells.get(cell._replace(lane="budget")) if (cell.table, cell.lane) == _SPENT else None
        if beside and (beside.amount.unit, _places(beside.amount.value)) == (amount.unit, _places(amount.value)):
            money = beside.amount
            yield replace(amount, measure="budget", value=money.value, unit=money.unit, text=money.printed, sentence="")


def _places(value: Decimal) -> int:
    """How many decimals a number is printed with."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _outcome(case: Case, one: Spoken, amount: Statement, budgets: Sequence[Statement]) -> Outcome:
    subject = subject_of(one.statement)
    if not budgets:
        return Outcome(subject, "not_checked", BASELESS)
    if any(map(is_rough, (one.statement, amount, *budgets))):
        return Outcome(subject, "not_checked", ROUGH)
    if not any(budget.value for budget in budgets):
        return Outcome(subject, "not_applicable", ZERO)
    if any(is_exact(one.statement, amount, budget) for budget in budgets):
        return Outcome(subject, "passed")
    return _compared(case, one, amount, budgets)


def _compared(case: Case, one: Spoken, amount: Statement, budgets: Sequence[Statement]) -> Outcome:
    """What becomes of a rate that is not just what the amounts give."""
    subject = subject_of(one.statement)
    compared = compare(one.statement.value, _rates(amount, budgets))
    if compared is None:
        return Outcome(subject, "not_checked", BASELESS)
    kinds = {_kind(budget) for budget in budgets}
    doubt = _doubt(one, kinds) if compared.state == "failed" else ""
    if doubt:
        return Outcome(subject, "not_checked", doubt)
    certain = _kind(one.statement) in kinds
    return (_CHECKED if certain else replace(_CHECKED, severity="warning")).outcome(case, one, compared)


def _doubt(one: Spoken, kinds: Collection[str]) -> str:
    """Why a rate that fails proves nothing; empty if it does."""
    if _fits_another(one):
        return OF_ANOTHER
    return _OTHER_BUDGET if _kind(one.statement) not in {"", *kinds} else ""


def _kind(statement: Statement) -> str:
    """Which budget a clause speaks of: the initial one, that of the whole year, or as adjusted; empty if not said."""
    found = _BUDGETS.search(statement.text)
    return found[0] if found else ""


def _fits_another(one: Spoken) -> bool:
    """Whether the rate is right for another amount and another budget of the paragraph."""
    said = [each for each in one.in_passage() if is_money(each)]
    budgets = [each for each in said if each.measure == "budget"]
    rates = (rate for each in said if each.measure == "amount" for rate in _rates(each, budgets))
    found = compare(one.statement.value, rates)
    return found is not None and found.state != "failed"


def _rates(amount: Statement, budgets: Sequence[Statement]) -> Iterator[Rate]:
    for budget in budgets:
        rate = Rate.of(yuan(amount), yuan(budget), "决算数除以预算数", (amount, budget))
        if rate:
            yield rate
