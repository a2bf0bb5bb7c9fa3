"""引用了已经过去的规划或活动。

检查什么
文字里作为本年工作依据或目标提到的五年规划（“符合‘十三五’发展规划”“落实‘十四五’规划”），是否覆盖这份文件的年度。已经结束一
年以上的，指出来。说到规划的完成、总结、评估、历史，或者正在编制下一个规划的，不算。
说是正在开展的党内集中教育（“以开展党的群众路线教育实践活动为契机”），或者说是还没有召开的全国代表大会（“二十大召开前夕”），
在这份文件的年度之前已经结束、召开的，是提示。

为什么
五年规划从逢一、逢六的年份算起：“十三五”是 2016—2020 年，“十四五”是 2021—2025 年。党的群众路线教育实践活动在 2013 和
2014 年，“三严三实”专题教育在 2015 年；党的十九大、二十大在 2017、2022 年召开。引用过去的，多半是旧文字没有改。

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
from builder.checks._sought import Sought

CODE = "NAM004"
NAME = "outdated-plan"
SEVERITY = "warning"
TITLE = "引用了已经过去的规划或活动"
TITLE_EN = "A plan or a campaign is cited that is over"
ADVICE = "改成评价年度所在的五年规划，或者写明引用的是哪一期规划；是上年文件里留下的段落，换成本年的。"

_QUOTES = "“\"‘'"
_PLANS = Sought(*(f"十{order}五" for order in "一二三四五六七"))
_PLAN = re.compile(
    rf"[{_QUOTES}]?十([一二三四五六七])五[”\"’']?"
    r"(?=[^，。；\n]{0,12}(?:规划|计划|发展|目标|要求|期间|时期))"
)
_BASIS = re.compile(
    r"(?:符合|围绕|按照|根据|依据|落实|实施|贯彻|结合|推进|执行|遵循|服务|对照|相符|相适应)[^，。；\n]{0,15}$"
)
_PAST = re.compile(
    r"总结|回顾|评估|完成|结束|收官|以来|末|期满|验收|历史|曾|原|上一|审计|清算|结转|遗留|延续|巩固|编制|谋划|起草"
)
_FIRST = 2001  # 十五 (the tenth plan) began in 2001, 十一五 in 2006
_ORDER = "一二三四五六七"
_EVENTS = Sought("群众路线教育实践活动", "三严三实", "党的十九大", "二十大")
_HELD = {"群众路线教育实践活动": (2013, 2014), "三严三实": (2015, 2015)}
_MET = {"党的十九大": 2017, "二十大": 2022}
"""Other bodies have congresses of the same short names (共青团十九大), so what may be theirs must say whose it is."""
_HELD_NOW = re.compile(r"(?:以|深入|认真|扎实|正在)[^，。；\n]{0,8}开展[^，。；\n]{0,8}$")
_OCCASION = re.compile(r"[”\"]?(?:专题教育)?(?:活动)?(?:为|作为|$)")
"""What is an occasion goes on; what rules, or a book's title (《关于开展……的意见》), name may be over."""
_STILL_TO_MEET = re.compile(r"(?:喜迎|迎接)(?:党的)?$")
_NOT_AHEAD = re.compile(r"精神|.{0,6}周年|.{0,4}以来|以后|之后")
_EARLIER = re.compile(r"上年|[去前往]年|时任|20\d\d年|[“\"《][^”\"》]*(?:喜迎|迎接)(?:党的)?$|《[^》]*$")
_MEETS = re.compile(r"(?:^|党的|[在到至以“])$")
_STOP = re.compile(r"[，。；\n]")
_BEFORE_IT = re.compile(r"(?:胜利)?召开(?:前夕|之际|前)")


def check(case: Case) -> Iterator[Outcome]:
    """Every plan that the text names as a basis of its work."""
    year, text = case.disclosure.identity.fiscal_year, case.prose.text
    wrong: dict[str, list[re.Match[str]]] = {}
    right: set[str] = set()
    for match in _named(text, case.prose.at(_PLANS)):
        before, behind = text[max(0, match.start() - 20) : match.start()], text[match.end() : match.end() + 20]
        clause = re.split(r"[，。；\n]", before)[-1] + re.split(r"[，。；\n]", behind)[0]
        if year and _last(match[1]) + 1 < year and _BASIS.search(before) and not _PAST.search(clause):
            wrong.setdefault(match[1], []).append(match)
        else:
            right.add(match[1])
    for order, found in wrong.items():
        yield Outcome(f"plan/十{order}五", "failed", fault=_fault(case, order, found))
    for order in sorted(right - set(wrong)):
        yield Outcome(f"plan/十{order}五", "passed")
    yield from _events(case, year)


def _events(case: Case, year: int) -> Iterator[Outcome]:
    """Every campaign that is said to go on and every congress that is said to be ahead, although it is over."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at in case.prose.at(_EVENTS):
        name = next(word for word in _EVENTS.words if case.prose.text.startswith(word, at))
        if _is_present(case.prose.text, at, name):
            found.setdefault(name, []).append((at, at + len(name)))
    later = int(case.disclosure.identity.kind == "budget")  # a budget tells of the year before, too
    for name, spans in found.items():
        over = year > _over(name) + max(later, name in _HELD)
        fault = _event(case, name, spans) if over else None
        yield Outcome(f"event/{name}", "failed" if over else "passed", fault=fault)


def _is_present(text: str, at: int, name: str) -> bool:
    """Whether a clause speaks of the campaign as going on, of the congress as still to come."""
    behind = text[at + len(name) : at + len(name) + 20]
    before, rest = _STOP.split(text[max(0, at - 20) : at])[-1], _STOP.split(behind)[0]
    if _PAST.search(before + rest) or _EARLIER.search(before):
        return False
    if name in _HELD:
        return bool(_HELD_NOW.search(before) and _OCCASION.match(rest))
    if _STILL_TO_MEET.search(before):
        return not _NOT_AHEAD.match(rest)
    return bool(_MEETS.search(before) and _BEFORE_IT.match(rest))


def _over(name: str) -> int:
    """The year in which it was held, or ended."""
    return _MET[name] if name in _MET else _HELD[name][1]


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


def _event(case: Case, name: str, spans: list[tuple[int, int]]) -> Fault:
    year, (first, last) = case.disclosure.identity.fiscal_year, _HELD.get(name, (_over(name), _over(name)))
    years = f"{first}—{last}" if first < last else f"{last}"
    excerpt = case.prose.around(*spans[0], 10, 8)
    return Fault(
        message=f"{year} 年度的文件说“{excerpt}”；这是 {years} 年的事。",
        message_en=f"The document of {year} speaks of an event of {years.replace('—', ' to ')} as going on or ahead.",
        severity="note",
        printed=name,
        places=case.prose.places(spans),
    )
