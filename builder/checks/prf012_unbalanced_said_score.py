"""正文所说的自评得分不等于各部分之和。

检查什么
“自评得分为 99.72 分，其中预算执行情况自评分 19.72 分，年度绩效目标自评分 80 分”：同一段话里的总得分，等于预算执行的
得分加上绩效目标的得分。每个数按印出的位数看作一个区间，舍入能造成的差不算。

一段话里这三个数各只有一个时才比较。

为什么
没有公开自评表的项目，只有这句话说明得分是怎样来的。

在核对过的真实文件里还没有遇到过这种不符。

不通过
    文 （二）项目绩效自评结果。
    文 本次自评得分为99.72分，其中预算执行情况自评分19.72分，年度绩效目标自评分70分。

通过
    文 （二）项目绩效自评结果。
    文 本次自评得分为99.72分，其中预算执行情况自评分19.72分，年度绩效目标自评分80分。
"""

import re
from collections.abc import Iterator
from itertools import groupby

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._spoken import passage_of
from builder.model.amount import Amount
from builder.model.disclosure import Statement

CODE = "PRF012"
NAME = "unbalanced-said-score"
SEVERITY = "error"
TITLE = "正文所说的自评得分不等于各部分之和"
TITLE_EN = "A score said in the text is not the sum of its parts"
ADVICE = "按自评表核对总得分和各部分得分，改正写错的一个。"

_PARTS = (re.compile(r"预算执行.{0,4}(?:自评)?(?:得?分|得分)$"), re.compile(r"绩效目标.{0,4}(?:自评)?(?:得?分|得分)$"))
_WHOLE = re.compile(r"自评(?:总?得分|总?分|评分)$")


def check(case: Case) -> Iterator[Outcome]:
    """Every paragraph that says a total score and its two parts."""
    for _, group in groupby(case.statements.said("score"), key=passage_of):
        said = list(group)
        parts = [[one for one in said if pattern.search(one.subject)] for pattern in _PARTS]
        whole = [one for one in said if _WHOLE.search(one.subject) and not any(one in part for part in parts)]
        if [len(each) for each in (whole, *parts)] == [1, 1, 1]:
            yield _outcome(whole[0], parts[0][0], parts[1][0])


def _outcome(whole: Statement, one: Statement, other: Statement) -> Outcome:
    subject = wording.subject(whole.section, whole.subject) + (f"~{whole.repeat}" if whole.repeat > 1 else "")
    total, first, second = (Amount(each.value, "分", "") for each in (whole, one, other))
    found = first.value + second.value
    if found == total.value:
        return Outcome(subject, "passed")
    if (first.interval + second.interval).overlaps(total.interval):
        return Outcome(subject, "rounding")
    printed, number = wording.number(total.value), wording.number(found)
    return Outcome(
        subject,
        "failed",
        fault=Fault(
            message=f"正文写“{whole.text}”，“{one.text}”与“{other.text}”合计 {number} 分，"
            f"相差 {wording.number(abs(total.value - found))} 分。",
            message_en=f"The text says a score of {printed}; its parts {first.value} and {second.value} make {number}.",
            printed=printed,
            expected=number,
            difference=wording.number(total.value - found),
            places=(whole.location, one.location, other.location),
        ),
    )
