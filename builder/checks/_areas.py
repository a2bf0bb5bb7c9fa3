"""Floor space and its parts in one sentence: 房屋面积1280平方米，其中：办公用房880平方米，业务用房400平方米."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._sought import Sought
from builder.model.amount import Interval, half_of, runs, total

_MARKS = Sought("平方米")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WHOLE = re.compile(
    rf"(?P<name>[^，。；：:、\n（）()\d]*(?:用房|房屋|建筑)(?:总?建筑)?(?:总?面积)?)(?:共计?|合计|总计|为|有)*(?P<number>{_NUMBER})平方米"
    r"[，,；（(](?:其中|包括)[:：，,]?"
)
_PART = re.compile(
    rf"(?P<name>[^，。；：:、\n\d]{{2,20}}?)(?:面积)?(?:共计?|为)?(?P<number>{_NUMBER})平方米(?P<close>[）)]?)(?P<next>[，,、；]?)"
)
_APART = re.compile(
    "占地|土地|绿化|场地|出租|出借|闲置|自有|自用|租|借|危房|新增|减少|增加|处置|其中|在建|人均|公摊|构筑|至|[约近余]|含|使用|产权|证|净面积|共[用享]|合用"
)
"""Words of a whole or part that may be of another kind, or be counted twice."""
_REST = re.compile("^其他")
_TWICE = re.compile("共[用享]|合用|重[复叠]|兼作|同时")
"""Words behind the parts that say that a part is not of this office alone, or is counted in two places."""
_STOPS = re.compile("[。\n]")
_OPENS = re.compile("[（(]")


def areas(case: Case) -> Iterator[Outcome]:
    """Every floor space behind which two parts or more are said at once."""
    text, told = case.prose.text, -1
    for at in case.prose.at(_MARKS):
        begins = max((stop.end() for stop in _STOPS.finditer(text, max(0, at - 200), at)), default=max(0, at - 200))
        whole = _WHOLE.search(text, max(begins, told + 1), at + 12) if at > told else None
        if whole and whole.end("number") <= at:
            parts = list(_parts(text, whole.end()))
            told = parts[-1].end() if parts else whole.end()
            if len(parts) > 1 and not any(_APART.search(each["name"]) for each in (whole, *parts)):
                yield _outcome(case, whole, parts)


def _parts(text: str, start: int) -> Iterator[re.Match[str]]:
    """The parts that stand one behind the other."""
    while part := _PART.match(text, start):
        yield part
        ends_list = part["close"] and not _OPENS.search(part["name"])  # the bracket that holds the parts
        if ends_list or not part["next"]:
            return
        start = part.end()


def _outcome(case: Case, whole: re.Match[str], parts: list[re.Match[str]]) -> Outcome:
    subject = wording.subject("area", whole["name"], str(case.prose.index(whole.start()) + 1))
    sums, printed = total(_interval(each) for each in parts), _interval(whole)
    if sums.overlaps(printed):
        return Outcome(subject, "passed")
    is_complete = any(_REST.match(each["name"]) for each in parts)
    firsts = accumulate(_interval(each) for each in parts)  # the last ones may be parts of those before
    is_nested = any(sum_.overlaps(printed) for sum_ in firsts)
    excess = sums - printed
    is_nested = is_nested or any(sum_.overlaps(excess) for sum_ in runs(_interval(each) for each in parts))
    stop = _STOPS.search(case.prose.text, parts[-1].end())
    is_nested = is_nested or bool(_TWICE.search(case.prose.text, whole.end(), stop.start() if stop else whole.end()))
    if is_nested or (sums.high < printed.low and not is_complete):
        return Outcome(subject, "not_checked", "各部分可能互相包含，或者没有说全")
    return Outcome(subject, "failed", fault=_fault(case, whole, parts))


def _value(match: re.Match[str]) -> Decimal:
    return Decimal(match["number"].replace(",", ""))


def _interval(match: re.Match[str]) -> Interval:
    value = _value(match)
    return Interval(value - half_of(value), value + half_of(value))


def _fault(case: Case, whole: re.Match[str], parts: list[re.Match[str]]) -> Fault:
    printed, sum_ = _value(whole), sum(map(_value, parts), Decimal(0))
    named = wording.listed(each["name"] for each in parts)
    listed = "＋".join(wording.number(_value(each)) for each in parts)
    return Fault(
        message=f"文中说“{whole['name']}{whole['number']}平方米”，而{named}：{listed}＝{wording.number(sum_)}，"
        f"相差 {wording.number(abs(printed - sum_))} 平方米。",
        message_en=f"{whole['name']}: {printed:f} square metres are printed; the parts add up to {sum_:f}.",
        severity="warning",
        printed=wording.number(printed),
        expected=wording.number(sum_),
        difference=wording.number(printed - sum_),
        places=case.prose.places([each.span("number") for each in (whole, *parts)]),
    )
