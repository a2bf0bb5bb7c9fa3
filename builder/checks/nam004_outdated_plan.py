"""引用了已经过去的五年规划。

检查什么
文字里作为本年工作依据或目标提到的五年规划（“符合‘十三五’发展规划”“落实‘十四五’规划”），是否覆盖这份文件的年度。已经结束一
年以上的，指出来。说到规划的完成、总结、评估、历史，或者正在编制下一个规划的，不算。

为什么
五年规划从逢一、逢六的年份算起：“十三五”是 2016—2020 年，“十四五”是 2021—2025 年。引用过去的规划，多半是旧文字没有改。

不通过
    年度 2023
    文 十三、预算绩效情况说明
    文 绩效目标符合“十三五”总体发展规划，涉及资金1.00万元。

通过
    年度 2023
    文 十三、预算绩效情况说明
    文 绩效目标符合“十四五”总体发展规划，涉及资金1.00万元。
"""

import re
from collections.abc import Iterable, Iterator

from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._past import PAST, clause_around
from builder.checks._sought import Sought

CODE = "NAM004"
NAME = "outdated-plan"
SEVERITY = "warning"
TITLE = "引用了已经过去的五年规划"
TITLE_EN = "A five-year plan is cited that is over"
ADVICE = "改成评价年度所在的五年规划，或者写明引用的是哪一期规划。"

_QUOTES = "“\"‘'"
_PLANS = Sought(*(f"十{order}五" for order in "一二三四五六七"))
_PLAN = re.compile(
    rf"[{_QUOTES}]?十([一二三四五六七])五[”\"’']?"
    r"(?=[^，。；\n]{0,12}(?:规划|计划|发展|目标|要求|期间|时期))"
)
_BASIS = re.compile(
    r"(?:符合|围绕|按照|根据|依据|落实|实施|贯彻|结合|推进|执行|遵循|服务|对照|相符|相适应)[^，。；\n]{0,15}$"
)
_FIRST = 2001  # 十五 (the tenth plan) began in 2001, 十一五 in 2006
_ORDER = "一二三四五六七"


def check(case: Case) -> Iterator[Outcome]:
    """Every plan that the text names as a basis of its work."""
    year, text = case.disclosure.identity.fiscal_year, case.prose.text
    wrong: dict[str, list[re.Match[str]]] = {}
    right: set[str] = set()
    for match in _named(text, case.prose.at(_PLANS)):
        before, behind = clause_around(text, *match.span())
        if year and _last(match[1]) + 1 < year and _BASIS.search(before) and not PAST.search(before + behind):
            wrong.setdefault(match[1], []).append(match)
        else:
            right.add(match[1])
    for order, found in wrong.items():
        yield Outcome(f"plan/十{order}五", "failed", fault=_fault(case, order, found))
    for order in sorted(right - set(wrong)):
        yield Outcome(f"plan/十{order}五", "passed")


def _named(text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The plans, each with its marks of quotation."""
    for at in places:
        if match := _PLAN.match(text, at - 1 if at and text[at - 1] in _QUOTES else at):
            yield match


def _last(order: str) -> int:
    return _FIRST + 5 * (_ORDER.index(order) + 1) + 4


def _fault(case: Case, order: str, found: list[re.Match[str]]) -> Fault:
    year, last = case.disclosure.identity.fiscal_year, _last(order)
    excerpt = case.prose.around(found[0].start(), found[0].end(), 8, 10)
    return Fault(
        message=f"{year} 年度的文件以“十{order}五”规划为依据（“{excerpt}”），这个规划是 {last - 4}—{last} 年的。",
        message_en=f"The document of {year} cites as its basis the plan of {last - 4} to {last}.",
        printed=f"十{order}五",
        expected=f"十{_ORDER[(year - _FIRST) // 5 - 1]}五" if 2006 <= year <= 2040 else "",
        places=case.prose.places(match.span() for match in found),
    )
