"""Which rows of a text, where each line is taken for a row, have all of their name on that line."""

import re
from collections.abc import Sequence
from dataclasses import replace

from builder.recognise.record import Record, Stray

TORN = "名称可能分印在几行，不能断定数字属于哪一行"
SUMS = ("合计", "总计", "小计")
"""How the names of sums end."""
_ORDINAL = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]|其中[:：]")


def whole(records: Sequence[Record]) -> tuple[Record, ...]:
    """The rows without the numbers of those whose name may go on above or below: nothing says where a row ends.

    A line without numbers that begins with neither a code nor an ordinal may be a part of a name beside it; one
    without a beginning below a line without numbers may be the end of that.
    """
    found = []
    for lane in dict.fromkeys(record.lane for record in records):
        own = [record for record in records if record.lane == lane]
        for at, record in enumerate(own):
            above, below = own[at - 1 : at] if at else [], own[at + 1 : at + 2]
            is_torn = any(map(_is_rest, (*above, *below))) or (any(map(_is_bare, above)) and not _begins(record))
            found.append(_set_aside(record) if is_torn and not _is_total(record) else record)
    return tuple(found)


def _set_aside(record: Record) -> Record:
    strays = tuple(Stray(number.token, TORN) for number in record.numbers)
    return replace(record, numbers=(), strays=record.strays + strays)


def _is_bare(record: Record) -> bool:
    return not (record.numbers or record.strays)


def _is_rest(record: Record) -> bool:
    return _is_bare(record) and not _begins(record) and not _is_total(record)


def _begins(record: Record) -> bool:
    return bool(record.code or record.line_no or _ORDINAL.match(record.item))


def _is_total(record: Record) -> bool:
    """Whether the name of a row is whole since it is that of a sum, and no 合计 that a name may go on with."""
    name = "".join(record.item.split())
    return not record.code and name.endswith(SUMS) and name not in SUMS
