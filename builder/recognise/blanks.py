"""Dashes that stand for empty cells in text without columns: where each row has all of its cells, position decides."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from builder.recognise.record import Column, Number, Record, Stray

_NARROW = 4
"""In one row of so few columns a sign that a blank parts from its number could make up for an empty cell."""
SIGN = "前面的横线可能是负号，也可能是空单元格"


def without_blanks(records: Sequence[Record], columns: Mapping[str, tuple[Column, ...]]) -> tuple[Record, ...]:
    """The records without dashes.

    If every row of a lane has as many numbers and dashes as there are columns, they tell the columns. Else they tell
    nothing, and a number behind a dash may be a negative one: it is not read.
    """
    full = {lane for lane, own in columns.items() if _is_full([one for one in records if one.lane == lane], len(own))}
    return tuple(
        _by_position(record, columns[record.lane]) if record.lane in full else _dropped(record) for record in records
    )


def _is_full(records: Sequence[Record], width: int) -> bool:
    rows = [_sure(record) for record in records if any(not number.is_blank for number in record.numbers)]
    if not any(number.is_blank for row in rows for number in row) or any(len(row) != width for row in rows):
        return False
    sign = any(one.is_blank and not two.is_blank for one, two in pairwise(rows[0]))
    return len(rows) > 1 or width > _NARROW or not sign


def _sure(record: Record) -> list[Number]:
    return [number for number in record.numbers if not number.doubt]


def _by_position(record: Record, columns: Sequence[Column]) -> Record:
    cells = [number for number in record.numbers if not number.doubt]
    if len(cells) != len(columns):
        return replace(record, numbers=())
    told = [replace(number, column=column) for number, column in zip(cells, columns, strict=True)]
    strays = tuple(Stray(number.token, number.doubt) for number in record.numbers if number.doubt)
    numbers = tuple(number for number in told if not number.is_blank)
    return replace(record, numbers=numbers, strays=record.strays + strays)


def _dropped(record: Record) -> Record:
    before = (None, *record.numbers)
    signed = {
        id(number)
        for number, last in zip(record.numbers, before, strict=False)
        if last and last.is_blank and not number.is_blank
    }
    strays = tuple(Stray(number.token, SIGN) for number in record.numbers if id(number) in signed)
    numbers = tuple(number for number in record.numbers if not number.is_blank and id(number) not in signed)
    return replace(record, numbers=numbers, strays=record.strays + strays)
