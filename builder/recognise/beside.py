"""Columns beside those of the budget year: the year before, the change, what is left without capital construction.

A form may print every measure a second time for 上年, once more for 增减 and once more without 基建. The texts that
say so are taken from the header of a column as its *marks*; what is left names the measure. In the “三公” table the
money of each of the three budgets may stand in a column of its own; there the budget is a mark, too.
"""

import re
from collections.abc import Iterable, Sequence

from builder.recognise.frame import Role
from builder.recognise.record import Column
from builder.standards.tables import MARKS

_LAST = r"^(?:与|比|较)?上年度?"
_PRIOR = re.compile(_LAST + r"(?:年初|部门|批复|当年|财政拨款)*(?:预算)?(?:批复|安排)?(?:数|金额|情况)?$")
_PRIOR_ACTUAL = re.compile(_LAST + r"(?:预算|预计|实际|全年)*(?:执行|决算|完成)(?:数|金额|情况)?$")
_CHANGE = re.compile(r"增减|增长额|[比较与]上年")
_NET = re.compile(r"扣除.{0,8}(?:基建|基本建设)")
_HINT = re.compile("[上增扣]")
"""Without one of these letters a text has no mark."""
_RATE = re.compile(r"[%％率]|幅|比例|百分比|占比|比重")
_CONSUMED = re.compile(r"^(?:年初)?(?:预算|执行|决算)数$|^金额$|^数额$")
"""What says nothing more below a group that has a mark."""
_FUNDS = {
    "general": re.compile(r"^一般公共预算(?:财政)?(?:拨款|资金)?$"),
    "government_fund": re.compile(r"^政府性基金(?:预算)?(?:财政)?(?:拨款|资金)?$"),
    "state_capital": re.compile(r"^国有资本经营(?:预算)?(?:财政)?(?:拨款|资金)?$"),
}


def marks_of(texts: Sequence[str], with_funds: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The marks in a stack of header texts and the texts that are left; None for a rate, which is no amount."""
    marks: set[str] = set()
    left: list[str] = []
    for text in texts:
        if _RATE.search(text):
            return None
        own = set(_marks(text, with_funds))
        if not own:
            left.append(text)
        marks |= own
    if "change" in marks and not marks.isdisjoint(("prior", "prior_actual")):
        return None  # the change of the year before
    if {"prior", "prior_actual"} <= marks:
        marks.remove("prior")
    if marks:
        left = [text for text in left if not _CONSUMED.match(text)]
    return tuple(mark for mark in MARKS if mark in marks), tuple(left)


def _marks(text: str, with_funds: bool) -> Iterable[str]:
    if not (with_funds or _HINT.search(text)):
        return
    if _NET.search(text):
        yield "net"
    if _CHANGE.search(text) and not _PRIOR.match(text) and not _PRIOR_ACTUAL.match(text):
        yield "change"
    elif _PRIOR_ACTUAL.match(text):
        yield "prior_actual"
    elif _PRIOR.match(text):
        yield "prior"
    if with_funds:
        yield from (fund for fund, pattern in _FUNDS.items() if pattern.match(text))


def marked(measure: str, marks: Sequence[str]) -> str:
    """The id of a measure with marks: ``prior_total``, ``change_net_total``."""
    return "_".join((*(mark for mark in MARKS if mark in marks), measure))


def without_sole_fund(found: dict[int, Role]) -> dict[int, Role]:
    """The columns of 一般公共预算 are the table's own where no 合计 of all three budgets stands beside them."""
    plain = {(role.kind, role.column or role.scheme, role.marks) for role in found.values()}
    return {at: _plain(role, plain) for at, role in found.items()}


def _plain(role: Role, known: set[tuple[str, Column | str, tuple[str, ...]]]) -> Role:
    if "general" not in role.marks:
        return role
    marks = tuple(mark for mark in role.marks if mark != "general")
    column = None
    if role.column:
        phase, measure = role.column
        column = phase, marked(measure.removeprefix(marked("", role.marks)), marks)
    if (role.kind, column or role.scheme, marks) in known or (role.kind == "whole" and _has_whole(known, marks)):
        return role
    return Role(role.kind, role.lane, column, role.scheme, marks)


def _has_whole(known: set[tuple[str, Column | str, tuple[str, ...]]], marks: tuple[str, ...]) -> bool:
    """Whether a column of sums stands beside columns that hold whole phases."""
    wholes = {marked("total", marks), marked("amount", marks)}
    return any(kind == "amount" and isinstance(column, tuple) and column[1] in wholes for kind, column, _ in known)
