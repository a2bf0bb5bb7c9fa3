"""目录与正文的标题不一致。

检查什么
目录列出的各部分的“一、二、三……”，正文中同一部分、同一编号的标题是否相同。年度、单位名称以及“的”“情况”“说明”等字的差别不算。
没有目录的，目录的编号认不出来的，不核对。

为什么
目录同正文对不上，多半是正文改过而目录没有改，或者某一节没有写。只是提示。

不通过
    文 目录
    文 第一部分 概况
    文 一、主要职责
    文 二、机构设置
    文 三、重点工作情况说明
    文 第一部分 概况
    文 一、主要职责
    文 本单位负责群众工作，经费1.00万元。
    文 二、机构设置
    文 本单位没有下属机构。
    文 三、没有债务。
    文 第二部分 名词解释

通过
    文 目录
    文 第一部分 概况
    文 一、主要职责
    文 二、机构设置
    文 第一部分 概况
    文 一、主要职责
    文 本单位负责群众工作，经费1.00万元。
    文 二、机构设置情况
    文 本单位没有下属机构。
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._distinct import distinct
from builder.checks._ordinals import ordinal
from builder.checks._outcome import Fault, Outcome
from builder.checks._residue import nothing_said
from builder.frozen import frozen
from builder.standards.text import key

CODE = "CPL008"
NAME = "contents-mismatch"
SEVERITY = "note"
TITLE = "目录与正文的标题不一致"
TITLE_EN = "The contents list and the headings differ"
ADVICE = "让目录与正文的标题逐字一致，编号和页码一并更新。"

_LEADER = re.compile(r"[.…·．]{3,}\d*$|PAGEREF.*$|\d+$")
_FREE = re.compile(r"20\d\d|年度?|[的情况说明及表（）()]|部门|单位|本级|关于")
_BULLETS = "-·•●▪ "
_BEFORE = 60
"""The contents stand among the first so many paragraphs."""
_LONGEST = 45


@frozen
class _Title:
    index: int
    text: str


_Titles = Mapping[tuple[int, int], _Title]


def check(case: Case) -> Iterator[Outcome]:
    """Every chief heading that the contents list, in the parts that the text has."""
    return distinct(_looked(case))


def _looked(case: Case) -> Iterator[Outcome]:
    if nothing := nothing_said(case):
        yield nothing
        return
    end = _end_of_contents(case)
    if not end:
        yield Outcome("contents", "not_applicable", "没有认出目录")
        return
    listed, printed = _titles(case, 0, end), _titles(case, end, len(case.prose.passages))
    same = {place for place, title in listed.items() if _is_same(case, title, printed.get(place))}
    read = _parts_read(listed, same)
    wrong = {place: title for place, title in listed.items() if place not in same and place[0] in read}
    for place, title in wrong.items():
        if not _is_table(title.text):
            yield Outcome(
                wording.subject("contents", title.text[:20]), "failed", fault=_fault(case, title, printed.get(place))
            )
    if not wrong:
        yield Outcome("contents", "passed", f"{len(listed)} 个标题")


def _end_of_contents(case: Case) -> int:
    """The number of the passage where 第一部分 stands for the second time, with other parts between."""
    seen = [index for index, passage in enumerate(case.prose.passages[:_BEFORE]) if passage.text.startswith("第一部分")]
    return seen[1] if len(seen) > 1 and seen[1] > seen[0] + 1 else 0


def _titles(case: Case, first: int, last: int) -> _Titles:
    """The first title of every number in every part; a list inside a chapter has its own numbers again."""
    found: dict[tuple[int, int], _Title] = {}
    part, highest = 0, 0
    for index, passage in enumerate(case.prose.passages[first:last], start=first):
        bulleted = passage.text[:1] in _BULLETS
        each = ordinal(passage.text.lstrip(_BULLETS), index) if bulleted else case.prose.numbers[index]
        if each is None or each.style not in ("part", "chief"):
            continue
        if each.style == "part":
            part, highest = each.value, 0
        elif each.value == highest + 1 and (len(each.rest) <= _LONGEST or "。" not in each.rest):
            found[part, each.value] = _Title(index, _LEADER.sub("", each.rest))
            highest = each.value
    return found


def _parts_read(listed: _Titles, same: Set[tuple[int, int]]) -> Set[int]:
    """The parts most of whose titles are the same: else their headings were not found, and nothing follows."""
    all_of, same_of = (Counter([part for part, _ in places]) for places in (listed, same))
    return {part for part, count in all_of.items() if same_of[part] * 2 > count}


def _is_same(case: Case, title: _Title, other: _Title | None) -> bool:
    return other is not None and _bare(case, title.text) == _bare(case, other.text)


def _bare(case: Case, text: str) -> str:
    return _FREE.sub("", key(text.replace(case.disclosure.identity.entity_name, "")))


def _is_table(text: str) -> bool:
    """Tables are found by their own rule."""
    return text.endswith("表") or "表（" in text


def _fault(case: Case, title: _Title, other: _Title | None) -> Fault:
    told = f"正文的标题是“{other.text[:30]}”" if other else "正文没有这个编号的标题"
    places = [case.prose.passages[each.index].location for each in (title, other) if each]
    return Fault(
        message=f"目录列的是“{title.text}”，{told}。",
        message_en="A title of the contents list is not that of the text.",
        printed=other.text[:30] if other else "",
        expected=title.text,
        places=tuple(dict.fromkeys(places)),
    )
