"""绩效等部分里的支出数与各张表都不同。

检查什么
绩效评价、附件等部分也常重复决算数。同一句话里先说了收支总计或支出合计，并且与表相符，接着说某一类支出、基本支出、项目支出
是多少：这个数要与某一张表里的数相符。不论全部支出、财政拨款还是一般公共预算，只要有一张表相符，就算相符。

这些部分的口径不像情况说明那样由标题说定，所以与哪张表都不符时是警告。没有先说总数的句子，和文中说含了表中另一栏的，不核对。

为什么
这些部分多由业务处室另写，常把合计写成其中一类的数，或沿用别的口径、别的年度。

不通过
    文 一、绩效评价情况的说明
    文 本年支出合计351万元，其中：一般公共服务支出351万元。
    expenditure 合计: total 351.42
    expenditure 201 一般公共服务支出: total 293.75
    expenditure 208 社会保障和就业支出: total 57.67

通过
    文 一、绩效评价情况的说明
    文 本年支出合计351万元，其中：一般公共服务支出294万元。
    expenditure 合计: total 351.42
    expenditure 201 一般公共服务支出: total 293.75
    expenditure 208 社会保障和就业支出: total 57.67
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import agree, amount_of, fault, match
from builder.checks._outcome import Outcome
from builder.checks._takesin import takes_in
from builder.model.disclosure import Figure, Statement
from builder.standards.equations import Cell
from builder.standards.sayings import OTHER, meaning

CODE = "TXT004"
NAME = "whole-for-part"
SEVERITY = "warning"
TITLE = "绩效等部分里的支出数与各张表都不同"
TITLE_EN = "An amount in another section agrees with no table"
ADVICE = "以支出决算表的数为准，把这句话里的金额和占比改过来；说的是别的口径的，在句中写明。"

_SCOPES = ("all", "appropriation", "general")
_WHOLES = frozenset(("grand-total", "current-expenditure", "total"))


def check(case: Case) -> Iterator[Outcome]:
    """Every part of the expenditure in a sentence outside the report that begins with a total that is right."""
    if case.disclosure.identity.kind != "final":
        return
    elsewhere = [statement for statement, scope in case.spendings if scope in ("", OTHER)]
    for _, sentence in groupby(elsewhere, lambda each: each.sentence):
        said = list(sentence)
        if len(said) > 1:
            yield from _parts(case, said)


def _parts(case: Case, said: Iterable[Statement]) -> Iterator[Outcome]:
    """The parts of a sentence that stand behind a total that is right."""
    is_right = False
    for statement in said:
        printed = _printed(case, statement)
        if any(cell.row in _WHOLES and cell.measure in ("amount", "total") for cell in printed):
            is_right = is_right or _agrees(statement, printed.values())
        elif printed and is_right:
            yield _outcome(case, statement, printed)


def _printed(case: Case, statement: Statement) -> dict[Cell, Figure]:
    """The printed cells that a statement may mean, whatever money it speaks of."""
    printed = case.book.cells
    meant = [meaning(statement.subject, statement.code, scope) for scope in _SCOPES]
    return {cell: printed[cell] for each in meant if each for cell in each.cells if cell in printed}


def _agrees(statement: Statement, figures: Iterable[Figure]) -> bool:
    return any(agree(amount_of(statement), figure.amount) for figure in figures)


def _outcome(case: Case, statement: Statement, printed: dict[Cell, Figure]) -> Outcome:
    found = match(statement, list(printed.values()))
    name = wording.subject(statement.sentence, str(next(iter(printed))))
    if found.state != "failed":
        return Outcome(name, found.state)
    if other := takes_in(case.disclosure, statement, printed, _SCOPES[0]):
        return Outcome(name, "not_checked", f"文中说含“{other}”")
    cell = next(cell for cell, figure in printed.items() if figure is found.figure)
    return Outcome(name, "failed", fault=fault(case, statement, found, cell))
