"""Rows of a grid to records, once the role of each column is known."""

import re
from collections.abc import Iterator, Mapping, Sequence

from builder.recognise.columns import Role
from builder.recognise.record import Number, Record, Token
from builder.recognise.sections import Strip
from builder.standards.tables import StandardTable

_BRACKETED = re.compile(r"^[\[【(（](\d{3,9})[\]】)）]\s*(.*)$", re.DOTALL)
_LEADING = re.compile(r"^(\d{3,9})\s*[-—]?\s*([\u4e00-\u9fff].*)$", re.DOTALL)


def grid_records(table: StandardTable, rows: Sequence[Strip], roles: Mapping[int, Role]) -> Iterator[Record]:
    """The records of grid rows: one per row, in a table of lanes one per lane."""
    lanes = range(len(table.lanes)) if table.shape == "lanes" else range(1)
    for row in rows:
        for lane in lanes:
            mine = [(token, roles.get(_column(token))) for token in row.tokens]
            inside = [(token, role) for token, role in mine if (role.lane if role else 0) == lane]
            record = _record(table.lanes[lane].side if table.shape == "lanes" else "", inside, row)
            if record.item or record.code or record.numbers or record.line_no or record.strays:
                yield record


def _column(token: Token) -> int:
    return -1 if token.column is None else token.column


def _record(side: str, cells: Sequence[tuple[Token, Role | None]], row: Strip) -> Record:
    texts: dict[str, list[str]] = {"code": [], "name": [], "line_no": []}
    numbers, strays = [], []
    for token, role in cells:
        kind = role.kind if role else "other"
        if kind in texts:
            texts[kind].append("".join(token.text.split()))
        elif token.is_filler or token.number is None:
            continue
        elif role and role.column:
            numbers.append(Number(token, token.number, role.column))
        else:
            strays.append(Number(token, token.number))
    code, item = _code_and_item(texts["code"], texts["name"])
    location = cells[0][0].location if cells else row.location
    return Record(side, "".join(texts["line_no"]), code, item, tuple(numbers), location, tuple(strays))


def _code_and_item(codes: Sequence[str], names: Sequence[str]) -> tuple[str, str]:
    """Codes may stand in three columns (201 08 01), inside the name ([2014001]行政运行), or be a total's label."""
    digits = [text for text in codes if text.isascii() and text.isdigit()]
    words = [text for text in codes if not (text.isascii() and text.isdigit())]
    code, item = "".join(digits), "".join((*words, *names))
    match = None if code else _BRACKETED.match(item) or _LEADING.match(item)
    return (match[1], match[2]) if match else (code, item)
