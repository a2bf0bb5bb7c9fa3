"""基数为零的百分比。

检查什么
预算数、上年数或整体为零，却印有完成百分比、增减百分比或占比的：例如年初预算 0 万元、决算 120 万元，“完成年初预算的
100%”；或者 0 万元占 0 万元的“0%”。基数须是同一段话里同一项目的，或者按名称在同一章里找到的。零除的百分比按分子是不
是零分成两处，各列出所有的行。由百分比倒推出来的基数小于末位的 1、只是舍入成了零的，不算。

为什么
零不能作除数，这样的百分比没有意义。分子不是零而写 100% 或 0% 的，读者会误以为有预算；分子也是零的，多半是模板留下的，
只是提示。预算为零的，宜写“年初未安排预算”。

不通过
    文 （三）支出决算具体情况。
    文 行政运行年初预算为0万元，支出决算为12.00万元，完成年初预算的100%。

通过
    文 （三）支出决算具体情况。
    文 行政运行年初预算为12.00万元，支出决算为12.00万元，完成年初预算的100%。
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._rates import subject_of
from builder.checks._spoken import heads, is_rough, said_zh
from builder.checks._wholes import larger
from builder.frozen import frozen
from builder.model.disclosure import Statement

CODE = "RAT005"
NAME = "rate-over-zero"
SEVERITY = "warning"
TITLE = "基数为零的百分比"
TITLE_EN = "A rate over a base of zero"
ADVICE = "分母是零的不写百分比：删去这一句，或者写“年初没有安排预算”。"

_SHOWN = 4


@frozen
class _Base:
    """A rate with what it is a rate of: whether the base is nothing, and the amount above it."""

    rate: Statement
    is_zero: bool
    part: Statement | None

    @property
    def is_nothing(self) -> bool:
        """Whether the base is zero, and not only rounded to it: 0.01 that is 137% more has a base of 0.007."""
        if not (self.is_zero and self.part and self.part.value and self.rate.value):
            return self.is_zero
        last = Decimal(1).scaleb(int(self.part.value.as_tuple().exponent))
        return abs((abs(self.part.value) - last / 2) / self.rate.value * 100) >= last


def check(case: Case) -> Iterator[Outcome]:
    """Every rate whose base is known."""
    bases = [*_completions(case), *_shares(case), *_growths(case), *_forms(case.statements.in_forms)]
    zero = []
    for base in bases:
        if base.is_nothing:
            zero.append(base)
        else:
            yield Outcome(subject_of(base.rate), "passed")
    yield from _fault_of([base for base in zero if base.part and base.part.value], "")
    yield from _fault_of([base for base in zero if not (base.part and base.part.value)], "note")


def _completions(case: Case) -> Iterator[_Base]:
    for one, amount, budgets in case.completions:
        if amount and budgets and not any(map(is_rough, budgets)):
            yield _Base(one.statement, not any(budget.value for budget in budgets), amount)
        elif not budgets:
            last = [each for each in one.all_near("prior") if each.sentence == one.statement.sentence]
            if len(last) > 1:  # what is said of another year is told without the word for a budget
                yield _Base(one.statement, not any(each.value for each in last), last[-1])


def _shares(case: Case) -> Iterator[_Base]:
    for share in case.shares:
        one, part, name, wholes = share.one, share.part, share.name, share.wholes
        if wholes:
            yield _Base(one.statement, all(each.is_zero for each in wholes), part)
        elif part and not name:
            above = larger(one, part)
            if first := next(above, None):
                is_zero = not (first.value or any(each.value for each in above))
                yield _Base(one.statement, is_zero, part)


def _growths(case: Case) -> Iterator[_Base]:
    for one, said in case.growths:
        told_of_list = said.is_from_nothing and any(heads(case.disclosure, one))
        if not told_of_list and (said.prior or (said.change and said.amount)):
            yield _Base(one.statement, said.is_from_nothing, said.change)


def _forms(rows: Sequence[Statement]) -> Iterator[_Base]:
    """The rates in the money rows of forms, each with the last budget and the amount of its row."""
    for _, row in groupby(rows, lambda each: (each.location, each.subject)):
        said = {each.measure: each for each in row}
        rate, budget, amount = (said.get(key) for key in ("completion_percent", "budget", "amount"))
        if rate and budget and amount:
            yield _Base(rate, not budget.value, amount)


def _fault_of(bases: list[_Base], severity: str) -> Iterator[Outcome]:
    """One fault for all of a kind, told by the first of them."""
    if not bases:
        return
    shown = [f"“{base.rate.subject}”{said_zh(base.rate)}" for base in bases]
    zh, en = (
        ("分子、分母都是零", "both amounts are zero") if severity else ("分母是零而分子不是", "only the base is zero")
    )
    fault = Fault(
        message=f"{len(bases)} 个百分比的基数是零（{zh}）：{_listed(shown)}；零不能作除数，这些百分比没有意义。",
        message_en=f"{len(bases)} rates have a base of zero ({en}); they mean nothing.",
        severity=severity,
        printed=wording.number(bases[0].rate.value),
        places=tuple(dict.fromkeys(base.rate.location for base in bases)),
    )
    for number, base in enumerate(bases):
        yield Outcome(subject_of(base.rate), "failed", "" if not number else "同上", fault if not number else None)


def _listed(shown: list[str]) -> str:
    """The first few of the rates in words."""
    return "、".join(shown[:_SHOWN]) + (" 等" if len(shown) > _SHOWN else "")
