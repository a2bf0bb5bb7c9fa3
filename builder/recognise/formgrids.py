"""Performance forms whose cells are told: the rows of a grid below a header that names the columns of indicators.

A form goes on in the grid that begins the next page; its cells are then matched to the header by their place there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from builder.model.amount import parse_number
from builder.model.disclosure import Indicator
from builder.model.document import Cell
from builder.model.location import Location
from builder.recognise.formhead import LEVELS, VALUES, Column, Head, form_head, money_head
from builder.recognise.formwords import (
    is_goal,
    is_level1,
    is_level2,
    is_total,
    plain,
    points,
    title,
)
from builder.recognise.passages import closed

_CARRIED = (*LEVELS, "programme")
_FUNDS = re.compile(r"(?:年度|实施期|项目)?(?:财政)?资金总额|其中:?财政拨款|财政拨款|上年结转(?:资金)?|其他资金")
_EXECUTION = re.compile(r"执行率分值")
_NUMERIC = re.compile(r"[-+\d.,%]+")
_DIGIT = re.compile(r"\d")
_ROUNDING = Decimal("0.5")
_ACTIVITY = re.compile(r"(?P<level1>(?:产出|效益|成本|满意度)指标)(?P<level2>\S{2,7}?指标)(?P<indicator>.+)")
"""Where one cell holds the names of all levels."""


@dataclass(slots=True)
class Form:
    """What is known of the form that is being read; ``open`` is what merged cells say of the rows below them.

    ``torn`` if the name of a programme may have begun on the page before: until the first row is read. ``heading`` is
    what a form is called that begins after sentences, not below a title.
    """

    name: str = ""
    programme: str = ""
    goal: str = ""
    head: Head | None = None
    by_place: bool = False
    open: dict[str, tuple[str, int]] = field(default_factory=dict)
    last_row: int = 0
    torn: bool = False
    heading: str = ""

    def begin(self, name: str) -> None:
        """A new form with this title."""
        self.name, self.programme, self.goal, self.head, self.open, self.heading = name, "", "", None, {}, ""


def read_rows(form: Form, rows: Sequence[Sequence[Cell]], has_spans: bool, goes_on: bool) -> Iterator[Indicator]:
    """The rows of a form in the rows of one grid; ``goes_on`` if the grid may continue that of the page before."""
    form.by_place = goes_on and form.head is not None
    held = {kind for kind, (_, end) in form.open.items() if end > form.last_row}
    form.open = {kind: (form.open[kind][0], 0) for kind in LEVELS if form.by_place and kind in held}
    if not goes_on:
        form.head, form.goal = None, ""
    for row in rows:
        yield from _read(form, row, has_spans)


def _read(form: Form, row: Sequence[Cell], has_spans: bool) -> Iterator[Indicator]:
    first = plain(row[0].text)
    if len(row) == 1 and (name := title(row[0].text)):
        form.begin(name)
        return
    if first == "项目名称" and not form_head(row, has_spans):
        form.programme = closed(row[1].text.replace("\n", " ")) if len(row) > 1 else ""
        return
    head = form_head(row, has_spans) or money_head(row, has_spans)
    if head:
        if form.heading and not (form.head and form.head.stands_where(head)):
            form.begin(form.heading)
        kept = _programmes(form, head)
        form.torn = bool(kept)
        form.head, form.by_place, form.open = replace(head, columns=head.columns + kept), False, {}
        yield from _head_rows(form, row, head)
        return
    if is_goal(first):
        form.goal = closed(row[0].text.replace("\n", " "))
    if form.head is None or not form.head.is_money:
        yield from _funds(form, row)
    if form.head is None:
        return
    yield from _data(form, row, form.head)


def _programmes(form: Form, head: Head) -> tuple[Column, ...]:
    """The column of programmes of the header before, if a page break spoiled its words in the repeated header."""
    if form.head is None or "programme" in head.kinds or not form.head.stands_where(head):
        return ()
    return tuple(column for column in form.head.columns if column.kind == "programme" and column.sides)


def _head_rows(form: Form, row: Sequence[Cell], head: Head) -> Iterator[Indicator]:
    """What a header says itself: the points of a goal, of all indicators (``分值（90）``)."""
    if head.is_money:
        return
    goal = next((cell for cell in row if is_goal(cell.text)), None)
    if goal:
        form.goal = closed(goal.text.replace("\n", " "))
        yield _indicator(form, {"level1": form.goal, "weight": points(goal.text)}, goal.location, "total")
    if head.label:
        place = next(cell.location for cell in row if cell.text == head.label)
        label = closed(head.label.replace("\n", " "))
        yield _indicator(form, {"level1": label, "weight": points(head.label)}, place, "total")


def _funds(form: Form, row: Sequence[Cell]) -> Iterator[Indicator]:
    """The money of a form of goals, which has no header: a label and one number; the points of its execution."""
    for cell in row:
        if _EXECUTION.match(plain(cell.text)) and points(cell.text):
            label = closed(cell.text.replace("\n", " "))
            yield _indicator(form, {"indicator": label, "weight": points(cell.text)}, cell.location, "money")
    for label_cell, cell in pairwise(row):
        if _FUNDS.match(plain(label_cell.text)) and parse_number(plain(cell.text)) is not None:
            name = closed(label_cell.text.replace("\n", " "))
            yield _indicator(form, {"indicator": name, "target": cell.text}, label_cell.location, "money")


def _data(form: Form, row: Sequence[Cell], head: Head) -> Iterator[Indicator]:
    form.last_row = row[0].row
    if not head.is_money and is_total(row[0].text):
        yield from _total(form, row, row[0], head)
        return
    values = _values(form, row, head)
    if head.is_money:
        yield from _money(form, row, head, values)
        return
    name = values.get("indicator", "")
    if not name and not head.kinds & {"indicator"}:
        name = values.get("level2", "") or values.get("level1", "")
        values = {kind: value for kind, value in values.items() if kind != "level2"} if values.get("level2") else values
        values["indicator"] = name if name != values.get("level1") else ""
    elif not name:
        return
    if not any(values.get(kind) for kind in VALUES):
        return
    if not head.kinds & set(LEVELS) and is_level1(name):
        values |= {"level1": name, "indicator": ""}
    glued = _ACTIVITY.fullmatch(closed(name.replace("\n", " "))) if not head.kinds & set(LEVELS) else None
    yield _indicator(form, values | (glued.groupdict() if glued else {}), _place(row, head, form), "indicator")


def _place(row: Sequence[Cell], head: Head, form: Form) -> Location:
    """Where the name of the row stands, else its first cell."""
    named = [
        cell
        for column in head.columns
        if column.kind == "indicator"
        for cell in row
        if column.holds(cell, form.by_place)
    ]
    return (named or list(row))[0].location


def _values(form: Form, row: Sequence[Cell], head: Head) -> dict[str, str]:
    """The cells of a row by what their columns hold, with what merged cells above say of it."""
    shift = _shift(row, head)
    values: dict[str, str] = {}
    number = row[0].row
    for cell in row:
        kind = _kind(cell, head, form, shift)
        if not kind or kind in values or not cell.text.strip() or (kind == "programme" and form.torn):
            continue
        values[kind] = cell.text
        if kind in _CARRIED:
            form.open[kind] = (cell.text, number + cell.rowspan)
            if kind == "level1":
                form.open.pop("level2", None)
    form.torn = form.torn and "indicator" not in values
    first_page = form.by_place and not set(LEVELS) & set(values)
    for kind, (text, end) in form.open.items():
        carried = number < end or (not head.spans and kind in LEVELS) or (first_page and end == 0)
        if kind not in values and carried:
            values[kind] = text
    if form.by_place and set(LEVELS) & set(values) and not first_page:
        form.open = {kind: (text, end) for kind, (text, end) in form.open.items() if end != 0}
    return values


def _kind(cell: Cell, head: Head, form: Form, shift: int) -> str:
    moved = replace(cell, column=cell.column + shift) if shift else cell
    return next((column.kind for column in head.columns if column.holds(moved, form.by_place)), "")


def _shift(row: Sequence[Cell], head: Head) -> int:
    """By how many columns a row is displaced where tabs tell the cells: its levels say so."""
    first = {column.kind: column.first for column in head.columns}
    if head.spans or not set(LEVELS) <= set(first):
        return 0
    at = {cell.column: cell.text for cell in row}
    for shift in (1, 2, -1):
        one, two = at.get(first["level1"] - shift, ""), at.get(first["level2"] - shift, "")
        if is_level1(one) and is_level2(two) and not is_level1(at.get(first["level1"], "")):
            return shift
    return 0


def _total(form: Form, row: Sequence[Cell], label: Cell, head: Head) -> Iterator[Indicator]:
    """The row of totals; where tabs tell the cells, its one number belongs to the only column of points."""
    values = {"level1": label.text}
    cells = [cell for cell in row if cell is not label]
    for cell in cells:
        kind = _kind(cell, head, form, 0)
        if kind in ("weight", "score", "rate") and _DIGIT.search(cell.text):
            values[kind] = cell.text
    numbers = [cell for cell in cells if parse_number(plain(cell.text)) is not None]
    wanted = head.kinds & {"weight", "score"}
    if len(numbers) == 1 and len(wanted) == 1 and not wanted & set(values):
        values[next(iter(wanted))] = numbers[0].text
    if {"weight", "score"} & set(values):
        form.goal = ""
        yield _indicator(form, values, label.location, "total")


def _money(form: Form, row: Sequence[Cell], head: Head, values: Mapping[str, str]) -> Iterator[Indicator]:
    """A row of money; its points stand in a column or in the label of the block (``预算执行情况（20分）``)."""
    used = {id(cell) for cell in row if any(column.holds(cell, form.by_place) for column in head.columns)}
    labels = [
        cell for cell in row if id(cell) not in used and cell.text.strip() and not _NUMERIC.fullmatch(plain(cell.text))
    ]
    if not labels or parse_number(plain(values.get("target", ""))) is None or "actual" not in values:
        return
    cells = {"level1": head.label, "indicator": labels[-1].text, **values}
    if not _is_rate(cells, "target") and _is_rate(cells, "earlier"):
        cells["target"] = cells["earlier"]
    if "weight" not in head.kinds and values.get("score"):
        cells["weight"] = points(head.label)
    elif values.get("weight") and is_total(labels[-1].text.removeprefix("金额")):
        cells |= {"level1": labels[-1].text, "indicator": ""}
        yield replace(_indicator(form, cells, labels[-1].location, "total"), unit=head.unit)
        return
    said = head.formula if cells.get("score") else ""
    yield replace(_indicator(form, cells, labels[-1].location, "money"), unit=head.unit, formula=said)


def _is_rate(cells: Mapping[str, str], base: str) -> bool:
    """Whether the rate of a row of money is that of what was spent and of this budget."""
    said, spent, budget = (parse_number(plain(cells.get(kind, "")).rstrip("%")) for kind in ("rate", "actual", base))
    if not budget or said is None or spent is None:
        return False
    return abs(spent / budget * 100 - said) <= _ROUNDING


def _indicator(form: Form, cells: Mapping[str, str], place: Location, role: str) -> Indicator:
    found = {kind: closed(text.replace("\n", " ").strip()) for kind, text in cells.items()}
    sign = found.get("sign", "")
    target = found.get("target", "")
    if target and _DIGIT.search(target):
        target = (sign if not re.search(r"\w", sign) else "") + target + found.get("unit", "")
    return Indicator(
        form=form.name,
        programme=found.get("programme") or form.programme,
        level1=found.get("level1", ""),
        level2=found.get("level2", ""),
        indicator=found.get("indicator", ""),
        target=target,
        actual=found.get("actual", ""),
        weight=found.get("weight", ""),
        score=found.get("score", ""),
        location=place,
        role=role,
        rate=found.get("rate", ""),
        goal=form.goal,
        last_line=place.line,
    )
