"""标题或条目的编号不连续。

检查什么
第一部分、一、（一）、1.、（1）、① 这些编号是否依次排列：有没有跳号（“4.”之后是“6.”）、重号（两个“二、”）、没有第一个
就出现后面的。另起一列、从头编号是正常的；缺的号若能在前面的文字里找到，就不算。只有“（1）”而没有“（2）”的标题是提示，
几个附件都编成同一个号，也指出来。

为什么
跳号常常是删掉或漏掉了一段，重号常常是套用别的文件时没有改，读者无法确定有没有内容缺失。

不通过
    文 一、收入支出决算总体情况说明
    文 2023年度收、支总计均为1.00万元。
    文 二、收入决算情况说明
    文 本年收入合计1.00万元。
    文 二、支出决算情况说明
    文 本年支出合计1.00万元。

通过
    文 一、收入支出决算总体情况说明
    文 2023年度收、支总计均为1.00万元。
    文 二、收入决算情况说明
    文 本年收入合计1.00万元。
    文 三、支出决算情况说明
    文 本年支出合计1.00万元。
"""

import re
from collections.abc import Iterator, Sequence

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._numbering import OMITTED, Break, Reader, order
from builder.checks._ordinals import STYLES, Ordinal, shown, written
from builder.checks._outcome import Fault, Outcome
from builder.checks._prose import Prose
from builder.checks._residue import nothing_said
from builder.checks._sought import Sought

CODE = "CPL004"
NAME = "broken-numbering"
SEVERITY = "warning"
TITLE = "标题或条目的编号不连续"
TITLE_EN = "The numbers of headings or items are out of order"
ADVICE = "对照目录看是不是删掉了一段、漏了一段或者多抄了一段；内容齐全的，把编号改成依次排列。"

_ANNEXES = Sought("附件")
_ANNEX = re.compile(
    r"附件[:：]?([一二三四五六七八九十]|\d{1,2})[\s:：、.]*"
    r"((?:20\d\d年度?)?[\u4e00-\u9fff（）()]{2,30}?(?:表|报告|书))",
)
_BEFORE_ANNEX = ("", "\n", "日", "表", "。", "会", "局")
_LOOK_AHEAD = 12
_KINDS = {
    "gap": ("编号跳过", "skip a number"),
    "twice": ("编号重复", "are used twice"),
    "headless": ("编号不从头开始", "do not begin with the first"),
}
_MAY_NOT_BE_ALONE = ("bracket", "numberbracket")
_HEADING = 26
"""A heading is hardly longer."""


def check(case: Case) -> Iterator[Outcome]:
    """Every style of numbers, and the annexes."""
    if nothing := nothing_said(case):
        yield nothing
        return
    reader = Reader.of(case)
    for style in STYLES:
        yield from _outcomes(case, style, reader)
    yield from _annexes(case.prose)


def _outcomes(case: Case, style: str, reader: Reader) -> Iterator[Outcome]:
    prose = case.prose
    lists = [items for items in reader.closed if items[0].style == style]
    broken = [each for each in reader.breaks if each.item.style == style]
    for kind in _KINDS:
        found = [each for each in broken if each.kind == kind]
        if found:
            yield Outcome(wording.subject(style, kind), "failed", fault=_fault(case, kind, found))
    alone = [items[0] for items in lists if _is_alone(prose, items)]
    if alone:
        yield Outcome(wording.subject(style, "alone"), "failed", fault=_lonely(prose, alone))
    if lists and not broken and not alone:
        yield Outcome(style, "passed", f"{sum(map(len, lists))} 个编号依次排列")


def _fault(case: Case, kind: str, found: Sequence[Break]) -> Fault:
    told, en = _KINDS[kind]
    items = [item for each in found for item in ((each.before, each.item) if kind != "headless" else (each.item,))]
    is_sure = all(_is_typed(case, each) and not _has_table(case, each) for each in found)
    return Fault(
        message=f"{told}：{wording.listed(_told(kind, each) for each in found)}。",
        message_en=f"Numbers of headings or items {en} ({len(found)} time{'s' if len(found) > 1 else ''}).",
        severity="" if is_sure and kind != "headless" else "note",
        places=tuple(dict.fromkeys(case.prose.passages[item.index].location for item in items if item)),
    )


def _told(kind: str, each: Break) -> str:
    if kind == "headless":
        return f"“{_label(each.item)}”之前没有“{shown(each.item.style, each.item.value - 1)}”"
    return f"“{_label(each.before)}”之后{'又' if kind == 'twice' else ''}是“{_label(each.item)}”"


def _is_typed(case: Case, each: Break) -> bool:
    """Whether the numbers stand in the text as they were typed: what has no lines was laid out, and may lose some."""
    return case.prose.passages[each.item.index].location.line is not None


def _has_table(case: Case, each: Break) -> bool:
    """Whether a table stands between the two items: a heading below it may have been taken for a part of it."""
    if each.before is None:
        return True
    first, last = (case.prose.passages[item.index].location for item in (each.before, each.item))
    places = (table.location for table in case.disclosure.tables)
    if first.line is None:
        return any(first.page <= place.page <= last.page for place in places)
    return any(order(first) < order(place) < order(last) for place in places)


def _is_alone(prose: Prose, items: Sequence[Ordinal]) -> bool:
    """Whether a list is one short heading with the number 1, and no number 2 stands in a line behind it."""
    first = items[0]
    if len(items) > 1 or first.value > 1 or first.style not in _MAY_NOT_BE_ALONE:
        return False
    behind = prose.passages[first.index + 1 : _again(prose, first)]
    if any(OMITTED.search(passage.text) for passage in behind):
        return False
    follows = any(written(first.style, 2).search(passage.text) for passage in (prose.passages[first.index], *behind))
    return 2 <= len(first.rest) <= _HEADING and not follows


def _again(prose: Prose, first: Ordinal) -> int:
    """How far the list of a first item may go on: to where, below the same heading, another list begins with it."""
    end = first.index + _LOOK_AHEAD
    for each in filter(None, prose.numbers[first.index + 1 : end]):
        if each.level < first.level:
            return end
        if (each.style, each.value) == (first.style, 1):
            return each.index
    return end


def _lonely(prose: Prose, items: Sequence[Ordinal]) -> Fault:
    names = wording.listed(f"“{_label(item)}”" for item in items)
    return Fault(
        message=f"只有一个编号的标题：{names}之后没有“{shown(items[0].style, 2)}”。",
        message_en="A heading has the number 1 and no number 2 follows.",
        severity="note",
        places=tuple(prose.passages[item.index].location for item in items),
    )


def _annexes(prose: Prose) -> Iterator[Outcome]:
    """Annexes of the same number with different titles."""
    found: dict[str, dict[str, int]] = {}
    for match in prose.matches(_ANNEXES, _ANNEX):
        if prose.text[match.start() - 1 : match.start()] not in _BEFORE_ANNEX:
            continue  # a sentence that speaks of an annex
        found.setdefault(match[1], {}).setdefault(match[2], match.start())
    for number, titles in found.items():
        if len(titles) == 1:
            yield Outcome(f"annex/{number}", "passed")
        else:
            places = tuple(prose.place(start) for start in titles.values())
            zh = f"{len(titles)} 个不同的附件都编为“附件{number}”。"
            en = f"{len(titles)} different annexes have the number {number}."
            yield Outcome(f"annex/{number}", "failed", fault=Fault(zh, en, places=places))


def _label(item: Ordinal | None) -> str:
    return f"{item.printed}{'' if item.printed[-1] in '）)' else '、'}{item.rest[:12]}" if item else ""
