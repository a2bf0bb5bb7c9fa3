"""标题下面没有内容。

检查什么
有编号的标题之后是不是紧接着下一个同级或更高一级的标题，中间没有文字，也没有表格。目录，以及下面接着小标题的，不算。

为什么
标题下面是空的，多半是模板中的一节没有填写，或者内容丢失；没有的事项也应写明没有。图片读不出文字，所以只是提示。

不通过
    文 （一）绩效自评结果
    文 本单位开展了绩效自评，涉及资金1.00万元。
    文 （二）重点项目评价结果
    文 （三）其他情况
    文 本单位没有其他情况。

通过
    文 （一）绩效自评结果
    文 本单位开展了绩效自评，涉及资金1.00万元。
    文 （二）重点项目评价结果
    文 本单位没有重点项目。
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._distinct import distinct
from builder.checks._ordinals import Ordinal
from builder.checks._outcome import Fault, Outcome
from builder.checks._residue import nothing_said
from builder.model.location import Location
from builder.standards.text import key

CODE = "CPL007"
NAME = "empty-heading"
SEVERITY = "note"
TITLE = "标题下面没有内容"
TITLE_EN = "A heading has nothing below it"
ADVICE = "补写这一节的内容；没有这项内容的，写明没有，或者连标题一起删去。"

_STYLES = ("part", "chief", "bracket")
_LONGEST = 30
_SENTENCE = re.compile(r"[，；。：:]|\d[个人项]|[.…·．]{3,}")
"""What is no heading: a sentence, or a line of the contents with dots before its page."""
_CONTENTS = 3
"""So many headings one behind the other are a list of contents."""


def check(case: Case) -> Iterator[Outcome]:
    """Every numbered heading with another one right behind it."""
    return distinct(_looked(case))


def _looked(case: Case) -> Iterator[Outcome]:
    if nothing := nothing_said(case):
        yield nothing
        return
    passages = case.prose.passages
    numbered = zip(passages, case.prose.numbers, strict=True)
    headings = [_heading(passage.text, found) if found else None for passage, found in numbered]
    pairs = enumerate(pairwise(headings))
    empty = [
        each for at, (each, behind) in pairs if each and _is_empty(each, behind) and not _in_contents(headings, at)
    ]
    if empty:
        told = {key(each.rest) for each, behind in pairwise([*headings, None]) if each and not behind}
        empty = [each for each in empty if key(each.rest) not in told]
    for each in empty:
        if not _has_grid(case, passages[each.index].location, passages[each.index + 1].location):
            yield Outcome(wording.subject("heading", each.rest), "failed", fault=_fault(case, each))
    count = len(headings) - headings.count(None)
    if count and not empty:
        yield Outcome("headings", "passed", f"{count} 个标题")


def _heading(text: str, found: Ordinal) -> Ordinal | None:
    is_heading = found.style in _STYLES and 0 < len(found.rest) <= _LONGEST
    return found if is_heading and not _SENTENCE.search(text) else None


def _is_empty(each: Ordinal, behind: Ordinal | None) -> bool:
    if behind is None:
        return False
    follows = behind.style == each.style and behind.value == each.value + 1
    return follows or behind.level < each.level


def _in_contents(headings: list[Ordinal | None], index: int) -> bool:
    """Whether it is one of a run of headings."""
    first, last = index, index
    while first > 0 and headings[first - 1]:
        first -= 1
    while last + 1 < len(headings) and headings[last + 1]:
        last += 1
    return last - first + 1 > _CONTENTS


def _has_grid(case: Case, first: Location, last: Location) -> bool:
    """Whether a table, a row of a form, or a page without text stands between two passages."""
    places = [table.location for table in case.disclosure.tables]
    places += [passage.location for passage in case.disclosure.passages if passage.role in ("row", "caption")]
    return last.page > first.page + 1 or any(_order(first) <= _order(place) <= _order(last) for place in places)


def _order(place: Location) -> tuple[int, int]:
    return place.page, place.line or 0


def _fault(case: Case, each: Ordinal) -> Fault:
    return Fault(
        message=f"标题“{each.printed}{each.rest}”下面没有内容。",
        message_en="A heading is followed by the next one at once.",
        places=(case.prose.passages[each.index].location,),
    )
