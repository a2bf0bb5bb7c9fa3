"""The headers of performance forms in grids: which column holds what, of indicators and of money."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from builder.frozen import frozen
from builder.model.amount import parse_number
from builder.model.document import Cell
from builder.recognise.formwords import column_kind, formula, plain, points
from builder.recognise.passages import closed

LEVELS = ("level1", "level2")
_NAMES = ("indicator", *LEVELS)
VALUES = ("target", "actual", "weight", "score")
_MONEY = (
    ("target", r"(?:全年|年初|年度|调整后|调整)?预算(?:数|金额|资金)?(?:A)?"),
    ("actual", r"(?:全年|年度|实际)?(?:执行|支出|完成)(?:数|金额|资金)?(?:B)?"),
    ("rate", r"(?:预算)?执行率"),
    ("weight", r"分值"),
    ("score", r"(?:自评)?得分"),
)
_MONEY_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _MONEY)
_ASIDE = re.compile(r"\([^()]*\)")
_UNIT = re.compile(r"\((万元|元)\)")
_NEAR = 4
"""Points by which the sides of a column may differ on the next page."""


@frozen
class Column:
    """A column of a form: what it holds, its grid columns from ``first`` to before ``end``, its sides on the page."""

    kind: str
    first: int
    end: int
    sides: tuple[float, float] | None

    def holds(self, cell: Cell, by_place: bool) -> bool:
        """Whether a cell stands in the column."""
        if by_place and self.sides and cell.location.box:
            middle = (cell.location.box.x0 + cell.location.box.x1) / 2
            return self.sides[0] < middle < self.sides[1]
        return self.first <= cell.column < self.end


@frozen
class Head:
    """The header of a form's indicators or of its money."""

    columns: tuple[Column, ...]
    is_money: bool = False
    label: str = ""
    spans: bool = True
    unit: str = ""
    formula: str = ""

    @property
    def kinds(self) -> frozenset[str]:
        """What its columns hold."""
        return frozenset(column.kind for column in self.columns)

    def stands_where(self, other: "Head") -> bool:
        """Whether the columns of the other header stand at the same places of the page as those of this one."""
        at = {column.kind: column.sides for column in self.columns}
        places = [(column.sides, at.get(column.kind)) for column in other.columns]
        near = all(a and b and abs(a[0] - b[0]) + abs(a[1] - b[1]) < _NEAR for a, b in places)
        return near and self.is_money == other.is_money


def form_head(row: Sequence[Cell], has_spans: bool) -> Head | None:
    """The header of indicators that a row is: it names their columns and those of what is said of them."""
    if len(row) < 3 or _holds_number(row):
        return None
    kinds = [column_kind(cell.text) for cell in row]
    if not any(kind in _NAMES for kind in kinds) or not any(kind in VALUES for kind in kinds):
        return None
    if sum(bool(kind) for kind in kinds) < 3:
        return None
    last = {kind: index for index, kind in enumerate(kinds)}
    columns = [
        _column(kind, cell) for index, (kind, cell) in enumerate(zip(kinds, row, strict=True)) if last[kind] == index
    ]
    weighed = next(
        (cell.text for kind, cell in zip(kinds, row, strict=True) if kind == "weight" and points(cell.text)), ""
    )
    named = [column for column in columns if column.kind]
    if "weight" not in last:
        named = [replace(column, kind="weight") if column.kind == "share" else column for column in named]
    return Head(tuple(named), label=weighed, spans=has_spans)


def money_head(row: Sequence[Cell], has_spans: bool) -> Head | None:
    """The header of a form's money that a row is: what was to be spent and what was spent, the last budget counting."""
    if len(row) < 2 or _holds_number(row):
        return None
    kinds = [_money_kind(cell.text) for cell in row]
    if not {"target", "actual"} <= set(kinds):
        return None
    last = {kind: index for index, kind in enumerate(kinds)}
    if kinds.count("actual") > 1:
        return None
    if kinds.count("target") == 2:
        earlier = kinds.index("target")
        kinds[earlier], last["earlier"] = "earlier", earlier
    columns = [
        _column(kind, cell) for index, (kind, cell) in enumerate(zip(kinds, row, strict=True)) if last[kind] == index
    ]
    label = closed(row[0].text.replace("\n", " ")) if not kinds[0] else ""
    whole = " ".join(cell.text for cell in row)
    units = set(_UNIT.findall(plain(whole)))
    unit = next(iter(units)) if len(units) == 1 else ""
    return Head(tuple(column for column in columns if column.kind), True, label, has_spans, unit, formula(whole))


def _holds_number(row: Sequence[Cell]) -> bool:
    """Whether a cell is a number: then the row is no header."""
    return any(parse_number(plain(cell.text)) is not None for cell in row if not cell.text.isalpha())


@lru_cache(maxsize=4096)
def _money_kind(text: str) -> str:
    bare = _ASIDE.sub("", plain(text))
    return next((kind for kind, pattern in _MONEY_KINDS if pattern.fullmatch(bare)), "")


def _column(kind: str, cell: Cell) -> Column:
    box = cell.location.box
    return Column(kind, cell.column, cell.column + cell.colspan, (box.x0, box.x1) if box else None)
