"""同一个增减额前后所说的原因不同。

检查什么
收支总计、财政拨款收支、一般公共预算收支等常有同一个增减额，各处都说明原因。金额和方向相同的：各处原因里列出的金额应当
相同（没有一个金额相同的，可能是从不同的角度说明，不比较）；主语也相同的，原因的文字应当有相同之处。有一处多列、少列了
金额，或者两处原因没有一个相同的词，是提示。

为什么
同一笔增减只有一组原因。各部分分头写，或者有一处漏改，就会各说各的；也可能只是详略不同，所以只是提示。

不通过
    文 一、收入支出决算总体情况说明
    文 收、支总计各增加20.00万元，主要原因是增加人员经费12.00万元。
    文 二、收入决算情况说明
    文 收入合计增加20.00万元，主要原因是增加人员经费12.00万元，增加培训经费8.00万元。

通过
    文 一、收入支出决算总体情况说明
    文 收、支总计各增加20.00万元，主要原因是增加人员经费12.00万元，增加培训经费8.00万元。
    文 二、收入决算情况说明
    文 收入合计增加20.00万元，主要原因是增加人员经费12.00万元，增加培训经费8.00万元。
"""

import re
from collections.abc import Iterator, Sequence

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import agree, amount_of
from builder.checks._outcome import Fault, Outcome
from builder.checks._spoken import is_money, said_zh
from builder.model.disclosure import Statement
from builder.standards.text import key

CODE = "REP006"
NAME = "two-reasons"
SEVERITY = "note"
TITLE = "同一个增减额前后所说的原因不同"
TITLE_EN = "The same change is explained by different reasons"
ADVICE = "以最完整的一处为准统一各处的原因和金额；确实各有原因的，把各自的口径写明。"

_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(万?元)")
_SHOWN = 40


def check(case: Case) -> Iterator[Outcome]:
    """Every change for which reasons are given in several places."""
    given = [each for each in case.statements.said("change") if _is_explained(each)]
    groups: list[list[Statement]] = []
    for each in given:
        same = next((group for group in groups if _is_same(group[0], each)), None)
        if same is None:
            groups.append([each])
        else:
            same.append(each)
    for group in groups:
        if len(group) > 1:
            yield _outcome(group)


def _is_explained(statement: Statement) -> bool:
    directed = statement.direction in ("increase", "decrease")
    return directed and is_money(statement) and bool(statement.value and statement.reason)


def _is_same(one: Statement, other: Statement) -> bool:
    alike = (one.direction, one.year) == (other.direction, other.year)
    exact = one.value == other.value and one.unit == other.unit
    rounded = key(one.subject) == key(other.subject) and agree(amount_of(one), amount_of(other))
    return alike and (exact or rounded)


def _outcome(group: Sequence[Statement]) -> Outcome:
    first = group[0]
    name = wording.subject(first.subject, first.direction, f"{first.value:f}")
    for other in group[1:]:
        ours, theirs = _amounts(first), _amounts(other)
        if {*ours} != {*theirs} and {*ours} & {*theirs}:
            shown = [_listed(each) for each in (ours, theirs)]
            return Outcome(name, "failed", fault=_fault(first, other, group, "列出的金额不同", shown))
        if key(first.subject) == key(other.subject) and not _words(first) & _words(other):
            shown = [_shortened(each.reason) for each in (first, other)]
            return Outcome(name, "failed", fault=_fault(first, other, group, "说的原因不同", shown))
    return Outcome(name, "passed", f"{len(group)} 处")


def _amounts(statement: Statement) -> list[tuple[str, str]]:
    return [(number.replace(",", ""), unit) for number, unit in _AMOUNT.findall(statement.reason)]


def _listed(amounts: Sequence[tuple[str, str]]) -> str:
    return "、".join(f"{number} {unit}" for number, unit in amounts)


def _shortened(reason: str) -> str:
    return reason if len(reason) <= _SHOWN else f"{reason[:_SHOWN]}…"


def _words(statement: Statement) -> frozenset[str]:
    """The pairs of characters in a reason that say what it is, without those that every reason has."""
    words = re.sub(r"[^\u4e00-\u9fff]|增加|减少|支出|经费|相关|年度?|主要|原因|工作", " ", statement.reason)
    return frozenset(piece[at : at + 2] for piece in words.split() for at in range(len(piece) - 1))


def _fault(first: Statement, other: Statement, group: Sequence[Statement], zh: str, shown: Sequence[str]) -> Fault:
    change = f"{'增加' if first.direction == 'increase' else '减少'} {said_zh(first)}"
    return Fault(
        message=f"同样是{change}，“{first.subject}”处和“{other.subject}”处{zh}：“{shown[0]}”；“{shown[1]}”。",
        message_en=f"The same change of {said_zh(first)} is explained by different reasons in two places.",
        places=tuple(each.location for each in group),
    )
