"""增减百分比与金额不符。

检查什么
“增加甲万元，增长乙%”：增减百分比应当等于增减额除以上年数（或预算数）。上年数取文中印出的；没有印出的，由本年数减去增
减额得到。只用同一项目、同一节里的数；约数不比较。每个数按印出的位数看作一个区间，算出的也是区间，舍入能造成的差不算；
只差最后一位的（截去而没有四舍五入）是提示。上年数为零的，没有百分比，见 RAT005。

为什么
百分比是读者判断增减快慢的依据，按文中的金额就能验算；常见的错误是把小数当成百分数（5% 写成 0.05%），或者沿用上年的数。

不通过
100.00 比上年增加 10.00，上年是 90.00，增长 11.11%，文中写成 0.11%。

    文 一、收入支出决算总体情况说明
    文 2023年度收入合计100.00万元。与上年相比，收入合计增加10.00万元，增长0.11%。

通过
    文 一、收入支出决算总体情况说明
    文 2023年度收入合计100.00万元。与上年相比，收入合计增加10.00万元，增长11.11%。
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from builder.checks._case import Case
from builder.checks._growth import Growth
from builder.checks._outcome import Outcome
from builder.checks._rates import BASELESS, OF_ANOTHER, ROUGH, ZERO, Kind, subject_of
from builder.checks._ratios import Compared, Rate, compare, gives, growth, is_surely_some, middle
from builder.checks._spoken import Spoken, heads, is_money, is_rough, signed, yuan
from builder.model.amount import Amount
from builder.model.disclosure import Statement
from builder.standards.equations import Cell

CODE = "RAT002"
NAME = "miscalculated-growth"
SEVERITY = "error"
TITLE = "增减百分比与金额不符"
TITLE_EN = "A rate of change does not follow from the amounts"
ADVICE = "用未取整的数重算：增减额除以上年数；改正百分比，或者改正抄错的金额。"

_FAR = 5
_EACH = "分别"
_DIRECTIONS = ("increase", "decrease")
_CLASSES = {
    "工资福利支出": Cell("general-basic", "", "301", "amount"),
    "商品和服务支出": Cell("general-basic", "", "302", "amount"),
    "对个人和家庭的补助": Cell("general-basic", "", "303", "amount"),
    "对个人和家庭的补助支出": Cell("general-basic", "", "303", "amount"),
}
_OTHER_SCOPE = "本年数的名称不完全相同，口径可能不同"


def check(case: Case) -> Iterator[Outcome]:
    """Every rate of change with a direction; the same change with a wrong rate in several places is one cause."""
    found = [(said.change, _outcome(case, one, said)) for one, said in case.growths if one.statement.unit == "%"]
    causes: dict[object, list[Outcome]] = {}
    for change, outcome in found:
        if outcome.fault:
            causes.setdefault((change.value, change.direction) if change else outcome.subject, []).append(outcome)
    for _, outcome in found:
        others = next((alike[1:] for alike in causes.values() if alike[0] is outcome), [])
        explained = tuple((CODE, other.subject) for other in others)
        yield replace(outcome, fault=replace(outcome.fault, explains=explained)) if outcome.fault else outcome


def _outcome(case: Case, one: Spoken, said: Growth) -> Outcome:
    subject = subject_of(one.statement)
    if one.statement.direction not in _DIRECTIONS:
        return Outcome(subject, "not_checked", "没有说是增加还是减少")
    if any(map(is_rough, (one.statement, *said.all))):
        return Outcome(subject, "not_checked", ROUGH)
    if said.is_from_nothing:
        return Outcome(subject, "not_applicable", ZERO)
    if _is_exact(one.statement, said):
        return Outcome(subject, "passed")
    return _compared(case, one, said, subject)


def _compared(case: Case, one: Spoken, said: Growth, subject: str) -> Outcome:
    """What becomes of a rate that is not just what the amounts give."""
    compared = compare(abs(one.statement.value), _rates(said))
    if compared is None and (own := _of_class(case, one, said)):
        compared = compare(abs(one.statement.value), own)
        if compared and compared.state == "failed" and not compared.severity:
            compared = None  # it is the rate of something else
    if compared is None:
        return Outcome(subject, "not_checked", BASELESS)
    doubt = _doubt(case, one, said, compared) if compared.state == "failed" else ""
    if doubt:
        return Outcome(subject, "not_checked", doubt)
    return Kind("增减百分比", "Rate of change", "" if said.is_sure else "warning").outcome(case, one, compared)


def _is_exact(rate: Statement, said: Growth) -> bool:
    """Whether it is just what two of the amounts give that are printed in one unit; ``_rates`` has all ways."""
    change, amount, prior = said.change, said.amount, said.prior
    value = abs(rate.value)
    if prior and is_surely_some(prior.value, prior.value):
        then = prior.value
        if change and change.unit == prior.unit and gives(value, abs(change.value), then):
            return True
        if amount and amount.unit == prior.unit and gives(value, abs(amount.value - then), then):
            return True
    if change and amount and change.value >= 0 and change.unit == amount.unit and change.direction in _DIRECTIONS:
        then = amount.value - (change.value if change.direction == "increase" else -change.value)
        return is_surely_some(then, amount.value, change.value) and gives(value, change.value, then)
    return False


def _of_class(case: Case, one: Spoken, said: Growth) -> list[Rate]:
    """The rate of an economic class that the text names and only the table prints; right, or at most a digit off."""
    cell = next((cell for name, cell in _CLASSES.items() if one.statement.subject.endswith(name)), None)
    figure = case.book.cells.get(cell) if cell else None
    added = signed(said.change) if said.change and said.amount is None else None
    if figure is None or said.change is None or added is None:
        return []
    amount = figure.amount.yuan_interval
    interval, base = growth(amount, added), middle(amount) - middle(added)
    if interval is None or not base:
        return []
    formula = "增减额除以（表中的数减去增减额）"
    return [Rate(lambda: interval, middle(added) / base * 100, formula, (said.change,), figure).size]


def _doubt(case: Case, one: Spoken, said: Growth, compared: Compared) -> str:
    """Why a rate that fails proves nothing; empty if it does."""
    if any(_is_of(one, replace(said, amount=head)) for head in heads(case.disclosure, one)):
        return OF_ANOTHER
    if said.change and _fits_another(one, said.change):
        return OF_ANOTHER
    if _EACH in one.statement.text and any(_is_of(one, replace(said, change=each)) for each in _changes(one)):
        return OF_ANOTHER
    return _OTHER_SCOPE if said.is_alike and _is_near(one.statement.value, compared.expected) else ""


def _changes(one: Spoken) -> Iterator[Statement]:
    """The changes that its sentence says before it (比上年减少1万元、比预算减少2万元，分别下降5%、10%)."""
    sentence = one.statement.sentence
    return (each for each in one.paragraph.said if each.measure == "change" and each.sentence == sentence)


def _is_of(one: Spoken, said: Growth) -> bool:
    """Whether the rate is right for these amounts."""
    found = compare(abs(one.statement.value), _rates(said))
    return found is not None and found.state != "failed"


def _is_near(printed: Decimal, expected: Decimal) -> bool:
    """Whether another amount of a wider scope might explain the rate: a slip of the point is far beyond that."""
    return bool(printed) and 1 / _FAR < abs(expected / printed) < _FAR


def _fits_another(one: Spoken, change: Statement) -> bool:
    """Whether the rate is right for another amount of the section: then change and rate may be of that."""
    added = signed(change)
    others = (each for each in one.before if each.measure == "amount" and each.section == change.section)
    printed = Amount(abs(one.statement.value), "%", "").interval
    rates = (growth(yuan(other), added) for other in others if added and is_money(other))
    return any(printed.overlaps(rate) or printed.overlaps(-rate) for rate in rates if rate)


def _rates(said: Growth) -> Iterator[Rate]:
    """Every way to compute the rate from what was said."""
    change, amount, prior = said.change, said.amount, said.prior
    if prior and change and (rate := Rate.of(yuan(change), yuan(prior), "增减额除以上年数", (change, prior))):
        yield rate.size
    if prior and amount:
        then = yuan(prior)
        rate = Rate.of(yuan(amount) - then, then, "两数之差除以上年数", (amount, prior))
        if rate:
            yield rate.size
    added = signed(change) if change else None
    if amount and change and added:
        interval = growth(yuan(amount), added)
        base = middle(yuan(amount)) - middle(added)
        if interval is not None and base:
            formula = "增减额除以上年数（本年数减去增减额）"
            yield Rate(lambda: interval, middle(added) / base * 100, formula, (change, amount)).size
