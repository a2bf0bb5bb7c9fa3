"""Which measure of its table a stack of header texts names.

A path written in the table's data decides first; then the lowest text, where a word like 小计 or a phase like 决算数
takes its meaning from the text above. Marks (the year before, the change) are taken off before and added again.
"""

import re
from collections.abc import Collection, Sequence

from builder.recognise.beside import marked, marks_of
from builder.recognise.frame import Frame, Role
from builder.standards.tables import WHOLE, Lane, Measure, StandardTable

GENERIC = frozenset({"合计", "小计", "总计", "金额", "共计"})
"""Texts that take their meaning from the text above."""
_ASIDE = re.compile(r"上年(?:预算|执行|决算|完成)|^上年$|去年|执行数|增减|增长|^扣除|20\d\d年|^备注$|^说明$|政府采购")
_NEUTRAL = re.compile(r"(?:支出|收入|预算数?|决算数?|情况)$")
"""Groups that say no more than the table's title does."""
_SIDE = re.compile(r"^(?:本年|当年|部门|单位)*(?:收入|支出)(?:预算|决算)?(?:数|情况)?$")
"""A group that only says on which side of the table a column stands."""
_TAIL = re.compile(r"(?:预算|预算数|决算数|金额)$")
"""What may stand behind the name of a measure (事业收入预算)."""


_SAYS_THE_KIND = {"final": ("决算数", "金额"), "budget": ("预算数", "金额")}
"""Texts that may stand below the name of every measure, by kind of document: they say nothing that is not known."""


def measured(frame: Frame, lane: int, texts: Sequence[str]) -> Role:
    """What a column of numbers holds, by the texts over it."""
    table = frame.table
    if any(_ends_with(texts, path) for path in (*frame.ignored, *table.ignored)):
        return Role("aside", lane)
    if table.shape == "lanes" and lane >= len(table.lanes):
        return Role("aside", lane)
    told = marks_of(texts, with_funds=table.shape == "phases" and not _by_path(table, lane, texts))
    if told is None:
        return Role("aside", lane)
    marks, rest = told
    role = _unmarked(frame, lane, rest, bool(marks))
    column = (role.column[0], marked(role.column[1], marks)) if role.column else None
    return Role(role.kind, role.lane, column, role.scheme, marks)


def _unmarked(frame: Frame, lane: int, texts: Sequence[str], has_marks: bool) -> Role:
    table = frame.table
    by_path = _by_path(table, lane, texts)
    if not by_path and any(_ASIDE.search(text) for text in texts):
        return Role("aside", lane)
    if table.shape == "phases":
        return _phased(frame, lane, texts, has_marks)
    if not by_path and any(word in text for text in texts[:-1] for word in table.not_under):
        return Role("aside", lane)
    side = table.lanes[lane if table.shape == "lanes" else 0]
    whole = next((measure for measure in side.measures if measure.id in WHOLE), None)
    measure = whole if has_marks and all(_SIDE.match(text) for text in texts) else _measure(side, texts)
    if measure is None and len(texts) > 1 and texts[-1] in _SAYS_THE_KIND.get(frame.kind, ()):
        measure = _measure(side, texts[:-1])
    return Role("amount", lane, (side.side, measure.id)) if measure else Role("other", lane)


def _phased(frame: Frame, lane: int, texts: Sequence[str], has_marks: bool) -> Role:
    """The phase from the texts, in a budget that of the budget where no text says it; the measure from the others.

    In final accounts the phase that no text says is empty: the rows may say it.
    """
    phases = frame.table.phases
    phase = next((phase.id for text in reversed(texts) for phase in phases if text in phase.headers), None)
    words = [text for text in texts if not any(text in phase.headers for phase in phases)]
    if phase is None and frame.kind == "budget":
        phase = "budget"
    if phase and not words and (texts or has_marks):
        return Role("whole", lane, None, phase)
    measure = _measure(frame.table.lanes[0], words)
    if words[-1:] == ["小计"] and not (measure and _names(measure, words)):
        measure = next((each for each in frame.table.measures if each.id == "total" and "三公" in words[-2:][0]), None)
    return Role("amount", lane, (phase or "", measure.id)) if measure else Role("other", lane)


def _names(measure: Measure, words: Sequence[str]) -> bool:
    """Whether a measure is named by the group above a 小计, or by a path that ends there."""
    return any(_is_path(words, header) or header in words[:-1] for header in measure.headers)


def _by_path(table: StandardTable, lane: int, texts: Sequence[str]) -> bool:
    return _named_by_path(table.lanes[lane if table.shape == "lanes" else 0], texts) is not None


def _named_by_path(lane: Lane, texts: Sequence[str]) -> Measure | None:
    """The measure that has a path which the lowest texts are."""
    if len(texts) < 2:
        return None
    return next((measure for measure, path in lane.under(texts[-1]) if _is_path(texts, path)), None)


def _measure(lane: Lane, texts: Sequence[str]) -> Measure | None:
    """The measure that a stack of header texts names: by a path, else the lowest text, or for 小计 the group above."""
    if by_path := _named_by_path(lane, texts):
        return by_path
    own: Measure | None = None
    for text in reversed(texts):
        measure_named = lane.headed(named_by(text))
        if measure_named and text not in GENERIC:
            return measure_named
        if own is None and text in GENERIC:
            own = measure_named
        elif text not in GENERIC and (own is None or (texts[-1] == "小计" and not _NEUTRAL.search(text))):
            return None
    return own


def is_header(text: str, headers: Collection[str]) -> bool:
    """Whether a header text is one of these, 预算数 or 金额 behind it or not."""
    return any(name in headers for name in named_by(text))


def named_by(text: str) -> tuple[str, str]:
    """The names that a header text may be: itself, and without 预算数 or 金额 behind it."""
    return text, _TAIL.sub("", text)


def _ends_with(texts: Sequence[str], path: str) -> bool:
    """Whether the lowest text is the path's last part and the other parts stand above it, in order."""
    if not texts or not path.endswith(texts[-1]):
        return False
    *groups, leaf = path.split("/")
    if texts[-1] != leaf:
        return False
    above = iter(texts[:-1])
    return all(group in above for group in groups)


def _is_path(texts: Sequence[str], path: str) -> bool:
    """Whether the lowest texts are the path, its last group right above its leaf."""
    groups = path.split("/")
    return len(groups) > 1 and len(texts) > 1 and texts[-2] == groups[-2] and _ends_with(texts, path)
