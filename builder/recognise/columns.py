"""What each column of a grid holds: code, name, 行次, a measure, or something else, told by the header above it.

The header of a column is the stack of cells over it, merged cells included. Its lowest text decides; a word like
小计 or a phase like 决算数 takes its meaning from the text above.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.model.document import Cell
from builder.recognise.record import Column
from builder.standards.tables import Lane, Measure, StandardTable
from builder.standards.text import key

_CODE = re.compile(r"(?:编码|代码|编号)$")
_NAME = re.compile(r"(?:科目名称|名称|项目|科目|项目按功能分类|功能分类|支出功能分类科目|类款项名称)$")
_UNIT_NAME = re.compile(r"单位(?:名称|编码|代码)?$")
_GENERIC = frozenset({"合计", "小计", "总计", "金额"})
_LEVELS = frozenset({"类", "款", "项"})


@dataclass(frozen=True, slots=True)
class Role:
    """What a column holds: ``kind`` is code, name, line_no, amount or other; ``lane`` counts lanes from 0."""

    kind: str
    lane: int = 0
    column: Column | None = None


def stacks(cells: Iterable[Cell]) -> dict[int, tuple[str, ...]]:
    """The header texts over each grid column from top to bottom, as keys; a merged cell stands over all its columns."""
    found: dict[int, list[str]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        words = key(cell.text)
        for column in range(cell.column, cell.column + cell.colspan):
            if words and not words.isdigit() and words != "栏次":
                found.setdefault(column, []).append(words)
    return {column: tuple(texts) for column, texts in sorted(found.items())}


def roles(table: StandardTable, header: Iterable[Cell], counted: Mapping[int, Column]) -> dict[int, Role]:
    """The role of each grid column. ``counted`` is what a 栏次 row says, used where the header's words say nothing.

    A measure that two columns claim belongs to neither.
    """
    found: dict[int, Role] = {}
    lane = -1
    for column, texts in stacks(header).items():
        kind = _kind(texts)
        before = found.get(column - 1)
        if kind == "name" and (before is None or before.kind != "name"):
            lane += 0 if before and before.kind == "code" else 1
        elif kind == "code" and (before is None or before.kind != "code"):
            lane += 1
        found[column] = Role(kind, max(lane, 0)) if kind else _measured(table, max(lane, 0), texts)
    for column, told in counted.items():
        if _is_free(found, column, told):
            found[column] = Role("amount", _lane_of(table, told), told)
    return _without_doubles(found)


def _kind(texts: Sequence[str]) -> str:
    leaf = texts[-1]
    if leaf == "行次":
        return "line_no"
    if _UNIT_NAME.search(leaf) and not _NAME.search(leaf.replace("单位名称", "")):
        return "other"
    if _CODE.search(leaf) or (leaf in _LEVELS and any(_CODE.search(text) for text in texts)) or set(texts) & _LEVELS:
        return "code"
    return "name" if _NAME.search(leaf) else ""


def _measured(table: StandardTable, lane: int, texts: Sequence[str]) -> Role:
    if table.shape == "phases":
        phase = next((phase.id for phase in table.phases for text in reversed(texts) if text in phase.headers), None)
        words = [text for text in texts if not any(text in phase.headers for phase in table.phases)]
        measure = _measure(table.lanes[0], words)
        return Role("amount", 0, (phase, measure.id)) if phase and measure else Role("other", lane)
    if lane >= len(table.lanes):
        return Role("other", lane)
    side = table.lanes[lane]
    measure = _measure(side, texts)
    return Role("amount", lane, (side.side, measure.id)) if measure else Role("other", lane)


def _measure(lane: Lane, texts: Sequence[str]) -> Measure | None:
    """The measure that a stack of header texts names: the lowest text, or for 小计 the group above it."""
    own: Measure | None = None
    for text in reversed(texts):
        measure = next((measure for measure in lane.measures if text in measure.headers), None)
        if measure and text not in _GENERIC:
            return measure
        if own is None and text in _GENERIC:
            own = measure
        elif text not in _GENERIC and own is None:
            return None
    return own


def _is_free(found: Mapping[int, Role], column: int, told: Column) -> bool:
    taken = found.get(column)
    return (taken is None or taken.kind == "other") and all(role.column != told for role in found.values())


def _lane_of(table: StandardTable, told: Column) -> int:
    return next((index for index, lane in enumerate(table.lanes) if lane.side == told[0]), 0)


def _without_doubles(found: Mapping[int, Role]) -> dict[int, Role]:
    columns = [role.column for role in found.values() if role.column]
    return {
        column: Role("other", role.lane) if role.column and columns.count(role.column) > 1 else role
        for column, role in found.items()
    }
