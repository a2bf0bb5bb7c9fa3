"""同一个数前后说得不同。

检查什么
表里没有的数，文中不止一次说到的，前后比较：年初预算（支出合计和各类款项的）、上年的收支、机关运行经费、政府采购支出总额；没
有表的文件（只有文字），各项收入和支出也这样比较。主语（或科目编码）、年度、标题所说的资金、年初预算还是全年预算，都相同的
才比较；精度不同的，按舍入前可能相同判断；预算的口径各地不一，是警告。表里印着的数由 TXT001 与表核对，这里不再比较。

主语、本年数、增减额都相同，与同一个数（上年或者预算）相比的增减百分比也比较：最后一位差 1 的是提示；差得更多的，至少有
一个算错，由 RAT002 指出。

为什么
同一个事实只有一个数。几个部分由不同的人写，或者有一处沿用了旧稿，就会前后不一。

不通过
    文 一、一般公共预算财政拨款支出决算情况说明
    文 一般公共预算财政拨款支出年初预算为370.76万元。
    文 二、财政拨款支出决算具体情况
    文 一般公共预算财政拨款支出年初预算为307.76万元。

通过
    文 一、一般公共预算财政拨款支出决算情况说明
    文 一般公共预算财政拨款支出年初预算为370.76万元。
    文 二、财政拨款支出决算具体情况
    文 一般公共预算财政拨款支出年初预算为370.8万元。
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._growth import base_of, growth_of
from builder.checks._matching import agree, amount_of, excerpt, in_unit, nearly
from builder.checks._outcome import Fault, Outcome
from builder.checks._said import Said
from builder.checks._spoken import Spoken, said_zh, sentence_text
from builder.model.amount import Amount, places
from builder.model.disclosure import Statement
from builder.standards.text import key

CODE = "REP001"
NAME = "two-amounts"
SEVERITY = "error"
TITLE = "同一个数前后说得不同"
TITLE_EN = "The same amount is said differently in two places"
ADVICE = "以决算报表系统或批复的预算为准，改正说错的一处；由它算出的增减额、完成率一并重算。"

_OTHERS = re.compile(r"(?P<operating>(?:一般公共预算)?机关运行经费)|(?P<procurement>政府采购支出总额)")
_ENDS = ("机关运行经费", "政府采购支出总额")
_FUND_BEGINS = re.compile("[；;](?:其中[：:]?)?(?:一般公共预算|政府性基金|国有资本|非财政|单位资金|其他资金)")
_WIDE = ("appropriation", "any_basic")
_WITHOUT_OPENING = "current"
"""What a budget calls 本年收入 is its 收入合计 without what is left of the years before."""
_PHASE = re.compile(r"年初|全年|调整")
_BY_RAT002 = "不止差在最后一位，由 RAT002 分别核对"


def check(case: Case) -> Iterator[Outcome]:
    """Every amount that no table prints and the text says more than once."""
    facts: dict[str, list[Statement]] = {}
    for each in case.told.said:
        if not each.figures:
            fact = _fact(each) + _phase(each.statement)
            if case.disclosure.identity.kind == "budget" and any(
                cell.measure == _WITHOUT_OPENING for cell in each.cells
            ):
                fact += f"/{_WITHOUT_OPENING}"
            facts.setdefault(fact, []).append(each.statement)
    for statement in case.told.amounts:
        named = _OTHERS.fullmatch(key(statement.subject)) if statement.subject.endswith(_ENDS) else None
        if named:
            fact = f"{statement.year}/{statement.measure}/{named.lastgroup}{_phase(statement)}"
            facts.setdefault(fact, []).append(statement)
    for fact, statements in facts.items():
        if len(statements) > 1:
            yield _outcome(
                case,
                wording.subject(fact),
                _wholes(statements),
                "" if case.disclosure.identity.kind == "final" else "warning",
            )
    yield from _rates(case)


def _wholes(statements: Sequence[Statement]) -> Sequence[Statement]:
    """Without what is only a part by its words (财政拨款收入280万元，其中当年财政拨款收入270万元)."""
    first = statements[0]
    return [
        each
        for each in statements
        if each is first
        or not each.text.startswith("其中")
        or each.sentence != first.sentence
        or each.value > first.value
    ]


def _rates(case: Case) -> Iterator[Outcome]:
    """Every rate of change that is told more than once for the same amount and the same change."""
    told: dict[tuple[str, int, str], list[Spoken]] = {}
    for one in case.statements.spoken["change_percent"]:
        rate = one.statement
        if rate.unit == "%" and rate.direction in ("increase", "decrease"):
            told.setdefault((rate.subject, rate.year, rate.direction), []).append(one)
    for (subject, year, _), found in told.items():
        if len(found) < 2:
            continue
        growths: dict[tuple[Decimal, str, Decimal, str, str], list[Statement]] = {}
        for one in found:
            said = growth_of(case.disclosure, one)
            if said.change and said.amount:
                amounts = (said.change.value, said.change.unit, said.amount.value, said.amount.unit)
                base = base_of(case.disclosure, one)
                growths.setdefault((*amounts, base), []).append(one.statement)
        for rates in growths.values():
            if len(rates) > 1:
                yield _of_rates(wording.subject(str(year), "change_percent", subject), rates)


def _of_rates(name: str, rates: Sequence[Statement]) -> Outcome:
    first = rates[0]
    other = next((each for each in rates if not _may_be_one(first, each)), None)
    if other is None:
        exact = len({each.value for each in rates}) == 1
        return Outcome(name, "passed" if exact else "rounding", f"{len(rates)} 处")
    gap = abs(first.value - other.value)
    if places(first.value) != places(other.value) or gap > Decimal(1).scaleb(-places(first.value)):
        return Outcome(name, "not_checked", _BY_RAT002)
    return Outcome(name, "failed", fault=_two_rates(first, other, rates, gap))


def _may_be_one(one: Statement, other: Statement) -> bool:
    """Whether both may be the same rate before rounding."""
    if places(one.value) == places(other.value):
        return one.value == other.value
    return Amount(one.value, "%", "").interval.overlaps(Amount(other.value, "%", "").interval)


def _two_rates(first: Statement, other: Statement, rates: Sequence[Statement], gap: Decimal) -> Fault:
    printed, expected, apart = (wording.number(each) for each in (first.value, other.value, gap))
    return Fault(
        message=f"同一个增减百分比，一处说“{excerpt(first)}”，另一处说“{excerpt(other)}”，"
        f"相差 {apart} 个百分点，是最后一位的 1。",
        message_en=f"The same rate of change of “{first.subject}” is said to be {printed}% in one place and "
        f"{expected}% in another, one unit of the last digit apart.",
        severity="note",
        printed=printed,
        expected=expected,
        difference=wording.number(first.value - other.value),
        places=tuple(each.location for each in rates),
    )


def _fact(each: Said) -> str:
    """The fact by its cell alone, where the scope has no other cells of its own."""
    return each.fact if each.scope in _WIDE else each.fact.replace(f"/{each.scope}/", "/", 1)


def _phase(statement: Statement) -> str:
    """Which budget a budget is: that of the beginning, of the year, or as it was changed."""
    found = _PHASE.search(statement.text) if statement.measure == "budget" else None
    return f"/{found[0]}" if found else ""


def _outcome(case: Case, fact: str, statements: Sequence[Statement], severity: str) -> Outcome:
    first = statements[0]
    other = next((each for each in statements if not agree(amount_of(first), amount_of(each))), None)
    if other is None:
        exact = len({amount_of(each).yuan for each in statements}) == 1
        return Outcome(fact, "passed" if exact else "rounding", f"{len(statements)} 处")
    if _is_of_another_fund(case, first, other):
        return Outcome(fact, "not_checked", "一句话里分别说的，可能是不同资金的数")
    return Outcome(fact, "failed", fault=_fault(first, other, statements, severity))


def _is_of_another_fund(case: Case, first: Statement, other: Statement) -> bool:
    """Whether one sentence says both, each of a fund (一般公共预算……本年支出495万元；政府性基金……本年支出10万元)."""
    if first.sentence != other.sentence:
        return False
    text = sentence_text(case.disclosure, first)
    between = text[text.find(first.text) : max(0, text.find(other.text, text.find(first.text) + len(first.text)))]
    return bool(_FUND_BEGINS.search(between))


def _fault(first: Statement, other: Statement, statements: Sequence[Statement], severity: str) -> Fault:
    unit = first.unit if first.unit == other.unit else "元"
    printed, expected = in_unit(amount_of(first), unit), in_unit(amount_of(other), unit)
    gap = wording.number(abs(printed - expected))
    is_near = nearly(amount_of(first), amount_of(other))
    last_zh, last_en = ("，是最后一位的 1", ", one unit of the last digit") if is_near else ("", "")
    return Fault(
        message=f"文中一处说“{excerpt(first)}”，另一处说“{excerpt(other)}”，相差 {gap} {unit}{last_zh}。",
        message_en=f"“{first.subject}” is said to be {said_zh(first)} in one place and {said_zh(other)} in another; "
        f"the difference is {gap} {unit}{last_en}.",
        severity="note" if is_near else severity,
        printed=wording.number(printed),
        expected=wording.number(expected),
        difference=wording.number(printed - expected),
        places=tuple(each.location for each in statements),
    )
