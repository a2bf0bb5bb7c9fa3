"""The columns of a table whose source tells no cells: those of the standard form, unless its header's words differ.

A number has no place there but its order, so the order of the columns must be certain. Where the header counts them
(栏次), the count must be that of the form; a budget, whose forms differ, must name all of its columns on one line; the
“三公” table may have its phases side by side, beside each measure, or as the labels of its rows.
"""

import re
from collections import Counter
from collections.abc import Sequence

from builder.recognise.header import columns
from builder.recognise.labelled import counts_rows
from builder.recognise.measured import is_header
from builder.recognise.record import Column
from builder.recognise.sections import Section, Strip
from builder.recognise.unruled import is_caption
from builder.standards.tables import Measure, StandardTable
from builder.standards.text import key

_ITEM = "项目"
_MORE = re.compile("上年|增减|执行|占比|预算数")
_SAYS_LITTLE = re.compile("(?:本年|部门|单位|财政拨款)*(?:收入|支出|收支|收入支出)?(?:预算|决算)?")
"""A word of a header that only says on which side of the table, or of which document, a column stands."""
_OF_ROWS = re.compile(
    "(?:支出|收入)?(?:部门)?(?:预算)?(?:支出)?(?:功能|经济)?(?:分类)?(?:科目)?(?:编码|代码|名称)?|项目|类|款|项|类款项?"
    "|(?:预算)?(?:单位|部门)(?:编码|代码|名称)?|序号"
)
"""A word of a header that only says what names the rows."""
_FUNDS = {
    "general-expenditure": "一般公共预算",
    "general-basic": "一般公共预算",
    "government-fund": "政府性基金预算",
    "state-capital": "国有资本经营预算",
}
"""Whose money a table is about."""
_YEARS = re.compile(r"20\d\d年度?")
_LONGEST = 16
"""No name of a measure has more letters."""
Columns = dict[str, tuple[Column, ...]]
_LONG = 6
"""A header of so many letters is no part of another, and is found even where it is broken over words."""
_VEHICLES = ("vehicles", "vehicle_purchase", "vehicle_running")


def text_columns(section: Section, head: Sequence[Strip], counted: int | None) -> Columns:
    """The columns by lane; none if the header is not understood. ``counted`` is how many columns a 栏次 row counts."""
    table = section.table
    if table.shape == "phases":
        found = _phase_columns(table, section.kind, head)
    elif table.shape == "lanes" and not counts_rows(head):
        found = _lane_columns(section, head)
    elif section.kind == "budget" and table.shape != "lanes":
        found, counted = _line_columns(table, head), None
    else:
        found = {} if table.shape != "lanes" and _says_more(table, head) else columns(table)
    sizes = {len(own) for own in found.values()}
    is_counted = counted is None or counted in (sum(len(own) for own in found.values()), *sizes)
    return found if is_counted else {}


def _says_more(table: StandardTable, head: Sequence[Strip]) -> bool:
    """Whether the header names a measure that the standard form does not have."""
    lane = table.lanes[0]
    standard = {header for measure in lane.measures for header in measure.headers}
    words = "".join(key(token.text) for strip in head for token in strip.tokens)
    more = (header for measure in lane.extra for header in measure.headers if len(header) >= _LONG)
    return any(header in words and not any(header in other for other in standard) for header in more)


def _line_columns(table: StandardTable, head: Sequence[Strip]) -> Columns:
    """The measures that a line of the header names behind the codes and names, if the header says no more.

    Its last word may go on at the beginning of the next line, whose other words then stand to the right of it. Any
    other word may be a part of the name of a column that stands anywhere: then nothing is known.
    """
    lane = table.lanes[0]
    lines = _lines(table, head)
    told = [at for at, line in enumerate(lines) if sum(bool(_named(lane.all_measures, word)) for word in line) > 1]
    main = lines[told[0]] if told else []
    first = next((at for at, word in enumerate(main) if _named(lane.all_measures, word)), 0)
    if not told or _in_turn(table, [*lines[: told[0]], main[:first]]):
        return {}
    names = _in_turn(table, [main[first:], *lines[told[0] + 1 :]])
    is_clear = all(names) and len({*names}) == len(names) and names[0] == lane.measures[0].id
    return {"": tuple((lane.side, name) for name in names)} if is_clear else {}


def _lines(table: StandardTable, head: Sequence[Strip]) -> list[list[str]]:
    """The words of each line, each line once, without captions and, if it is the only one named, without the year."""
    lines = [line for strip in head if not is_caption(strip) if (line := words_of(table, strip))]
    years = {year for line in lines for word in line for year in _YEARS.findall(word)}
    if len(years) == 1:
        lines = [[rest for word in line if (rest := _YEARS.sub("", word))] for line in lines]
    return [line for at, line in enumerate(lines) if line not in lines[:at]]


def words_of(table: StandardTable, strip: Strip) -> list[str]:
    """The words of a line as keys; what is set apart letter by letter (合 计) is one word, and so is 2026 年度."""
    words = [word for token in strip.tokens if (word := key(token.text))]
    joined: list[str] = []
    while words:
        size = next((n for n in range(4, 1, -1) if len(words) >= n and _is_spaced(table, words[:n])), 1)
        joined.append("".join(words[:size]))
        words = words[size:]
    return joined


def _is_spaced(table: StandardTable, words: Sequence[str]) -> bool:
    whole = "".join(words)
    if len(words) == 2 and words[0].isdigit():
        return bool(_YEARS.match(whole))
    known = any(_named(lane.all_measures, whole) for lane in table.lanes)
    return all(len(word) == 1 for word in words) and (known or says_little(table, whole))


def _in_turn(table: StandardTable, lines: Sequence[Sequence[str]]) -> list[str]:
    """The measures that lines name one after the other, a name at the end of a line going on on the next.

    An empty name stands for what is none.
    """
    measures, names, rest = table.lanes[0].all_measures, list[str](), [[*line] for line in lines if line]
    while rest:
        line = rest.pop(0)
        while line:
            word = line.pop(0)
            name = _named(measures, word)
            if not name and says_little(table, word):
                continue
            while not (name or line) and rest and len(word) < _LONGEST and not says_little(table, word):
                line = rest.pop(0)
                word += line.pop(0)
                name = _named(measures, word)
            if name or not says_little(table, word):
                names.append(name)
    return names


def is_of_rows(word: str) -> bool:
    """Whether a word of a header only says what names the rows (科目编码)."""
    return bool(_OF_ROWS.fullmatch(word))


def says_little(table: StandardTable, word: str) -> bool:
    """Whether a word of a header names no column of amounts: the side, the rows, or whose money the table is about."""
    fund = _FUNDS.get(table.id)
    about = bool(fund) and bool(re.fullmatch(f"(?:本年)?{fund}(?:财政拨款|拨款)?(?:基本)?支出(?:预算)?", word))
    return about or bool(_SAYS_LITTLE.fullmatch(word) or _OF_ROWS.fullmatch(word))


def _lane_columns(section: Section, head: Sequence[Strip]) -> Columns:
    """The columns of lanes whose rows nothing counts, by the line of the header that names both lanes' columns.

    Final accounts have one form, whose header may be broken over lines; it is taken unless the header speaks of more.
    """
    words = _lines(section.table, head)
    told = [line for line in words if line.count(_ITEM) == len(section.table.lanes) and line[0] == _ITEM]
    if section.kind == "final" and not any(_MORE.search(word) for line in words for word in line):
        return columns(section.table)
    if len(told) != 1 or not all(
        says_little(section.table, word) for line in words if line is not told[0] for word in line
    ):
        return {}
    second = told[0].index(_ITEM, 1)
    found = {
        lane.side: tuple((lane.side, _named(lane.all_measures, word)) for word in part)
        for lane, part in zip(section.table.lanes, (told[0][1:second], told[0][second + 1 :]), strict=True)
    }
    is_clear = all(own and all(name for _, name in own) and len({*own}) == len(own) for own in found.values())
    return found if is_clear else {}


def _named(measures: Sequence[Measure], words: str) -> str:
    return next((measure.id for measure in measures if words and is_header(words, measure.headers)), "")


def _phase_columns(table: StandardTable, kind: str, head: Sequence[Strip]) -> Columns:
    words = [key(token.text) for strip in head for token in strip.tokens]
    measures = _measures(table, kind, head)
    phases = [phase for phase in table.phases if kind == "final" or phase.id == "budget"]
    said = Counter(phase.id for word in words for phase in phases if word in phase.headers)
    counts = {said[phase.id] for phase in phases}
    if kind == "budget" and measures and counts <= {0, 1} and not any(word[:4].isdigit() for word in words):
        return {"": tuple(("budget", measure) for measure in measures)}
    if kind == "budget":
        return {}
    if counts == {0}:
        return {phase.id: tuple((phase.id, measure) for measure in measures) for phase in phases}
    if counts == {1}:
        return {"": tuple((phase.id, measure) for phase in phases for measure in measures)}
    if counts == {len(measures)}:
        return {"": tuple((phase.id, measure) for measure in measures for phase in phases)}
    return {}


def _measures(table: StandardTable, kind: str, head: Sequence[Strip]) -> list[str]:
    """The measures in the order of the header, 会议费 and 培训费 behind them where it has them; none if it is unknown.

    Words on different lines of a header do not tell what stands left of what: only a line that names all groups tells
    their order, none of them broken. Else it is that of the form of the final accounts; budgets have more than one.
    """
    lane = table.lanes[0]
    groups_of = [measure for measure in lane.measures if measure.id not in ("total", *_VEHICLES[1:])]
    lines = [[key(token.text) for token in strip.tokens] for strip in head]
    orders = [order for line in lines if (order := _order(groups_of, line))]
    whole = [order for order in orders if {*order} == {"abroad", "vehicles", "reception"}]
    if len(whole) != 1 and kind == "budget":
        return []
    groups = whole[0] if len(whole) == 1 else ["abroad", "vehicles", "reception"]
    parts = [part for group in groups for part in (_VEHICLES if group == "vehicles" else (group,))]
    words = [word for line in lines for word in line]
    extra = [measure.id for measure in lane.extra if any(is_header(word, measure.headers) for word in words)]
    return ["total", *parts, *extra]


def _order(groups: Sequence[Measure], words: Sequence[str]) -> list[str]:
    """The groups in the order in which a line names them, once for each phase; none where it names parts of one."""
    told = [(word, _named(groups, word)) for word in words if word != "小计"]
    headers = [header for measure in groups for header in measure.headers]
    if any(word and not name and any(word in header for header in headers) for word, name in told):
        return []
    names = [name for _, name in told if name]
    order = list(dict.fromkeys(names))
    return order if order * (len(names) // max(1, len(order))) == names else []
