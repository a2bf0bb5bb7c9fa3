"""把已经过去的活动说成正在进行、将要召开。

检查什么
文字里说是正在开展的党内集中教育（“以开展党的群众路线教育实践活动为契机”），或者说是还没有召开的党的全国代表大会（“二十
大召开前夕”），是否在这份文件的年度之前已经结束、召开。说到活动的总结、成果、精神、周年，引用书名、文件名，或者写明是哪一
年的，不算；集中教育之后还有余绪，预算也说上一年的事，都放宽一年。

为什么
党的群众路线教育实践活动在 2013 和 2014 年，“三严三实”专题教育在 2015 年；党的十九大、二十大在 2017、2022 年召开。说成眼
前的事，多半是旧文字没有改。这不一定是错，所以只是提示。

不通过
    年度 2023
    文 十三、预算绩效情况说明
    文 在二十大召开前夕慰问困难职工26人。

通过
    年度 2022
    文 十三、预算绩效情况说明
    文 在二十大召开前夕慰问困难职工26人。
"""

import re
from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._past import PAST, clause_around
from builder.checks._sought import Sought

CODE = "NAM011"
NAME = "outdated-event"
SEVERITY = "note"
TITLE = "把已经过去的活动说成正在进行、将要召开"
TITLE_EN = "An event that is over is told as going on or ahead"
ADVICE = "是上年文件里留下的段落，换成本年的；说的是以前的事，写明年份。"

_EVENTS = Sought("群众路线教育实践活动", "三严三实", "党的十九大", "二十大")
_CAMPAIGNS = {"群众路线教育实践活动": (2013, 2014), "三严三实": (2015, 2015)}
_CONGRESSES = {"党的十九大": (2017, 2017), "二十大": (2022, 2022)}
"""Other bodies have congresses of the same short names (共青团十九大), so what may be theirs must say whose it is."""
_YEARS = _CAMPAIGNS | _CONGRESSES
"""The first and the last year of each."""
_HELD_NOW = re.compile(r"(?:以|深入|认真|扎实|正在)[^，。；\n]{0,8}开展[^，。；\n]{0,8}$")
_OCCASION = re.compile(r"[”\"]?(?:专题教育)?(?:活动)?(?:为|作为|$)")
"""What is an occasion goes on; what rules, or a book's title (《关于开展……的意见》), name may be over."""
_STILL_TO_MEET = re.compile(r"(?:喜迎|迎接)(?:党的)?$")
_NOT_AHEAD = re.compile(r"精神|.{0,6}周年|.{0,4}以来|以后|之后")
_EARLIER = re.compile(r"上年|[去前往]年|时任|20\d\d年|[“\"《][^”\"》]*(?:喜迎|迎接)(?:党的)?$|《[^》]*$")
_MEETS = re.compile(r"(?:^|党的|[在到至以“])$")
_BEFORE_IT = re.compile(r"(?:胜利)?召开(?:前夕|之际|前)")


def check(case: Case) -> Iterator[Outcome]:
    """Every campaign that is said to go on, and every congress that is said to be ahead."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at in case.prose.at(_EVENTS):
        name = next(word for word in _EVENTS.words if case.prose.text.startswith(word, at))
        if _is_present(name, *clause_around(case.prose.text, at, at + len(name))):
            found.setdefault(name, []).append((at, at + len(name)))
    identity = case.disclosure.identity
    for name, spans in found.items():
        allowed = int(identity.kind == "budget" or name in _CAMPAIGNS)  # what campaigns began goes on for a while
        over = identity.fiscal_year > _YEARS[name][1] + allowed
        fault = _fault(case, name, spans) if over else None
        yield Outcome(f"event/{name}", "failed" if over else "passed", fault=fault)


def _is_present(name: str, before: str, behind: str) -> bool:
    """Whether a clause speaks of the campaign as going on, of the congress as still to come."""
    if PAST.search(before + behind) or _EARLIER.search(before):
        return False
    if name in _CAMPAIGNS:
        return bool(_HELD_NOW.search(before) and _OCCASION.match(behind))
    if _STILL_TO_MEET.search(before):
        return not _NOT_AHEAD.match(behind)
    return bool(_MEETS.search(before) and _BEFORE_IT.match(behind))


def _fault(case: Case, name: str, spans: list[tuple[int, int]]) -> Fault:
    year, (first, last) = case.disclosure.identity.fiscal_year, _YEARS[name]
    zh, en = (f"{first}—{last}", f"{first} to {last}") if first < last else (f"{last}", f"{last}")
    return Fault(
        message=f"{year} 年度的文件说“{case.prose.around(*spans[0], 10, 8)}”；这是 {zh} 年的事。",
        message_en=f"The document of {year} speaks of an event of {en} as going on or ahead.",
        printed=name,
        places=case.prose.places(spans),
    )
