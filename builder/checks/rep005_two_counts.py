"""同一件事的数量前后说得不同。

检查什么
文中（不含表格、“三公”经费和人员编制）说到的人数、场次、家数等：说的是同一件事、在不同段落里数量不同，是提示。去掉“组织”“开
展”“全年共”“为”等词和本单位的名称后，剩下的字完全相同（次序可以不同）且不少于六个字，才算同一件事；两处都说“全年”“共”的，
不少于四个字。“余”“约”的数按它的位数放宽；同一段里说了两次的、一个词在文中有几个数的，不比较。

为什么
工作总结里的数常在几处重复，改了一处忘了另一处。是不是同一件事要由人判断，所以只是提示。

不通过
    文 一、主要工作
    文 组织城区劳模免费体检44人。
    文 二、服务职工
    文 一年来免费为城区43名劳模体检。

通过
    文 一、主要工作
    文 组织城区劳模免费体检43人。
    文 二、服务职工
    文 一年来免费为城区43名劳模体检。
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import excerpt
from builder.checks._outcome import Fault, Outcome
from builder.checks._said import place_of
from builder.checks._spoken import is_rough, passage_of
from builder.checks._things import thing, told_apart
from builder.model.amount import Interval
from builder.model.disclosure import Passage, Statement
from builder.standards.sayings import OTHER

CODE = "REP005"
NAME = "two-counts"
SEVERITY = "note"
TITLE = "同一件事的数量前后说得不同"
TITLE_EN = "The number of the same thing is said differently in two places"
ADVICE = "核对原始台账：是同一件事的，改成同一个数；不是同一件事或统计口径不同的，把区别写清楚。"

_PLANNED = re.compile(r"目标(?!.*完成)|计划|任务(?!.*完成)")
_OVER = re.compile(r"[余多来]|超过?|逾")
_YEARLY = re.compile(r"全年|年内|共|累计|总计")
_UNITS = {"名": "人", "位": "人", "场次": "场", "批次": "批", "人数": "人"}
_UNTOLD = re.compile(r"编制|在职|实有|离退休|车辆|用车|指标|满意|得分|设备|机构|科室|单位$")
_LONG, _SHORT = 6, 4
_ELSEWHERE = ("", OTHER)
"""Below such headings it does not stand beside the tables."""


def check(case: Case) -> Iterator[Outcome]:
    """Every count of the text that is told in several paragraphs."""
    passages = case.disclosure.passages
    things: dict[tuple[str, str], list[Statement]] = {}
    for statement, scope in case.counts:
        if scope not in _ELSEWHERE or _UNTOLD.search(statement.subject):
            continue
        if _is_report(passages[place_of(statement)]):
            name = thing(statement.subject, case.disclosure.identity.entity_name)
            things.setdefault((name, _UNITS.get(statement.unit, statement.unit)), []).append(statement)
    for (name, unit), told in things.items():
        long = len(name) >= (_SHORT if all(_YEARLY.search(each.text) for each in told) else _LONG)
        if long and len({passage_of(each) for each in told}) > 1:
            yield _outcome(wording.subject(told[0].subject, unit), told)


def _is_report(passage: Passage) -> bool:
    """Whether it stands in an account of the work done, and not among the aims."""
    return passage.role == "text" and not _PLANNED.search(passage.section)


def _outcome(name: str, told: Sequence[Statement]) -> Outcome:
    if len({each.value for each in told}) == 1:
        return Outcome(name, "passed", f"{len(told)} 处")
    first = told[0]
    other = next((each for each in told if not _range(first).overlaps(_range(each))), None)
    if other is None:
        return Outcome(name, "passed", f"{len(told)} 处")
    if doubt := told_apart(told):
        return Outcome(name, "not_checked", doubt)
    return Outcome(name, "failed", fault=_fault(first, other, told))


def _range(statement: Statement) -> Interval:
    """What the number may stand for: a rough one reaches to the next number with as many digits that count."""
    value = statement.value
    if not is_rough(statement):
        return Interval(value, value)
    digits = value.normalize().as_tuple()
    step = Decimal(1).scaleb(int(digits.exponent))
    below = Decimal(0) if _OVER.search(statement.text) else step
    return Interval(value - below / 2, value + step * Decimal("0.9") - below / 2)


def _fault(first: Statement, other: Statement, told: Iterable[Statement]) -> Fault:
    return Fault(
        message=f"文中一处说“{excerpt(first)}”，另一处说“{excerpt(other)}”。",
        message_en=f"“{first.subject}” is said to be {first.value:f} in one place and {other.value:f} in another.",
        printed=wording.number(first.value),
        expected=wording.number(other.value),
        difference=wording.number(first.value - other.value),
        places=tuple(each.location for each in told),
    )
