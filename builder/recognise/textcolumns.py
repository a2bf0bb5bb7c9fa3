"""The columns of a table whose source tells no cells: those of the standard form, unless its header's words differ.

A number has no place there but its order, so the order of the columns must be certain. Where the header counts them
(栏次), the count must be that of the form; a budget, whose forms differ, must name all of its columns on one line; the
“三公” table may have its phases side by side, beside each measure, or as the labels of its rows.
"""

from collections import Counter
from collections.abc import Sequence

from builder.recognise.header import columns
from builder.recognise.measured import is_header
from builder.recognise.record import Column
from builder.recognise.sections import Section, Strip
from builder.standards.tables import Measure, StandardTable
from builder.standards.text import key

Columns = dict[str, tuple[Column, ...]]
_LONG = 6
"""A header of so many letters is no part of another, and is found even where it is broken over words."""
_VEHICLES = ("vehicles", "vehicle_purchase", "vehicle_running")


def text_columns(section: Section, head: Sequence[Strip], counted: int | None) -> Columns:
    """The columns by lane; none if the header is not understood. ``counted`` is how many columns a 栏次 row counts."""
    table = section.table
    if table.shape == "phases":
        found = _phase_columns(table, section.kind, head)
    elif counted is None and section.kind == "budget" and table.shape != "lanes":
        found = _line_columns(table, head)
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
    """The measures that one line of the header names, one by each of its words behind the codes and names."""
    lane = table.lanes[0]
    lines = [[_named(lane.all_measures, key(token.text)) for token in strip.tokens] for strip in head]
    found = [[name for name in line if name] for line in lines]
    told = [(names, line) for names, line in zip(found, lines, strict=True) if names]
    if len(told) != 1:
        return {}
    (names, line), *_ = told
    is_clear = len(set(names)) == len(names) > 1 and line[-len(names) :] == names
    return {"": tuple((lane.side, name) for name in names)} if is_clear else {}


def _named(measures: Sequence[Measure], words: str) -> str:
    return next((measure.id for measure in measures if words and is_header(words, measure.headers)), "")


def _phase_columns(table: StandardTable, kind: str, head: Sequence[Strip]) -> Columns:
    words = [key(token.text) for strip in head for token in strip.tokens]
    measures = _measures(table, words)
    phases = [phase for phase in table.phases if kind == "final" or phase.id == "budget"]
    said = Counter(phase.id for word in words for phase in phases if word in phase.headers)
    counts = {said[phase.id] for phase in phases}
    if kind == "budget" and counts <= {0, 1} and not any(word[:4].isdigit() for word in words):
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


def _measures(table: StandardTable, words: Sequence[str]) -> list[str]:
    """The measures in the order of the header, 会议费 and 培训费 behind them where it has them."""
    lane = table.lanes[0]
    groups_of = [measure for measure in lane.measures if measure.id not in ("total", *_VEHICLES[1:])]
    named = [_named(groups_of, word) for word in words]
    order = dict.fromkeys(name for name, word in zip(named, words, strict=True) if name and word != "小计")
    standard = [measure.id for measure in lane.measures if measure.id not in ("total", *_VEHICLES)]
    groups = list(order) if {*order} == {*standard, "vehicles"} else ["abroad", "vehicles", "reception"]
    parts = [part for group in groups for part in (_VEHICLES if group == "vehicles" else (group,))]
    extra = [measure.id for measure in lane.extra if any(is_header(word, measure.headers) for word in words)]
    return ["total", *parts, *extra]
