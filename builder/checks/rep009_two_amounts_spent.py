"""同一项经费的金额前后说得不同。

检查什么
表里没有的经费、补助、慰问、救助等的金额，在不同段落里说到同一项（名称去掉“组织”“为”“项目”等词后完全相同，不少于六个字）：金
额不同、舍入也解释不了的，是提示。同一段里说了几个数的、一个名称有几个数的不比较；约数不比较。

为什么
项目的金额在支出说明、绩效自评、工作总结里各说一次，改了一处常忘了另一处。是不是同一笔要由人判断，所以只是提示。

不通过
    文 一、项目支出说明
    文 职工服务中心工作经费17.4万元，用于接待职工。
    文 二、项目绩效自评结果
    文 职工服务中心工作经费项目17.9万元，完成了全部任务。

通过
    文 一、项目支出说明
    文 职工服务中心工作经费17.4万元，用于接待职工。
    文 二、项目绩效自评结果
    文 职工服务中心工作经费项目17.40万元，完成了全部任务。
"""

import re
from collections.abc import Iterator, Sequence

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import agree, amount_of, excerpt, in_unit
from builder.checks._outcome import Fault, Outcome
from builder.checks._spoken import passage_of, said_zh
from builder.checks._things import thing, told_apart
from builder.model.disclosure import Statement

CODE = "REP009"
NAME = "two-amounts-spent"
SEVERITY = "note"
TITLE = "同一项经费的金额前后说得不同"
TITLE_EN = "The money for the same thing is said differently in two places"
ADVICE = "与项目支出明细核对：是同一笔的，改成同一个数；一处是预算、一处是决算的，写明是哪一个。"

_SPENT = re.compile(r"经费|补助|补贴|慰问|救助|助学|奖|抚恤|帮扶|津贴|保险|互助|工会费|残保金|扶贫")
_OTHER = re.compile(r"采购|合同|执行|到位|收入|结转|人均|标准|每[人户]|平均")
_LONG = 6


def check(case: Case) -> Iterator[Outcome]:
    """Every amount spent that no table prints and the text tells in several paragraphs."""
    things: dict[str, list[Statement]] = {}
    for statement, _ in case.nameless:
        if _SPENT.search(statement.subject) and not _OTHER.search(statement.text):
            things.setdefault(thing(statement.subject, case.disclosure.identity.entity_name), []).append(statement)
    for name, told in things.items():
        if len(name) >= _LONG and len({passage_of(each) for each in told}) > 1:
            yield _outcome(wording.subject(told[0].subject), told)


def _outcome(name: str, told: Sequence[Statement]) -> Outcome:
    first = told[0]
    other = next((each for each in told if not agree(amount_of(first), amount_of(each))), None)
    if other is None:
        return Outcome(name, "passed", f"{len(told)} 处")
    if doubt := told_apart(told):
        return Outcome(name, "not_checked", doubt)
    unit = first.unit if first.unit == other.unit else "元"
    printed, expected = in_unit(amount_of(first), unit), in_unit(amount_of(other), unit)
    fault = Fault(
        message=f"文中一处说“{excerpt(first)}”，另一处说“{excerpt(other)}”。",
        message_en=f"“{first.subject}” is said to be {said_zh(first)} in one place and {said_zh(other)} in another.",
        printed=wording.number(printed),
        expected=wording.number(expected),
        difference=wording.number(printed - expected),
        places=tuple(each.location for each in told),
    )
    return Outcome(name, "failed", fault=fault)
