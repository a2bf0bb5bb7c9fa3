"""The rows of the “三公” table: one row of measures; or one row per unit, per year, or per measure."""

from collections.abc import Mapping, Sequence
from itertools import islice

from builder.recognise.columns import NOT_A_MEASURE, Frame, Role
from builder.recognise.gridrows import grid_records
from builder.recognise.record import Column, Number, Record, Stray, Token
from builder.recognise.sections import Strip
from builder.standards.text import label_key

_FEWEST_LABELS = 4
"""So many rows must be named after measures before the rows are taken for the measures."""
_WHOLE = ("total", "amount")


def phase_records(frame: Frame, rows: Sequence[Strip], roles: Mapping[int, Role]) -> list[Record]:
    """The records of a table by phases, however it lies."""
    if years := [column for column, role in roles.items() if role.kind == "year"]:
        return [_of_year(frame, row, years[0], roles) for row in rows]
    labels = [_label(row, roles) for row in rows]
    named = {index: measure for index, label in enumerate(labels) if (measure := _measure(frame, label))}
    if len(named) >= _FEWEST_LABELS and len(set(named.values())) == len(named):
        return [_transposed(frame, rows, named, roles)]
    return grid_records(frame.table, rows, roles)


def _of_year(frame: Frame, row: Strip, column: int, roles: Mapping[int, Role]) -> Record:
    """A row of one year: only that of the document's own year holds figures."""
    (record,) = grid_records(frame.table, [row], {**roles, column: Role("year")}) or [_blank(row)]
    label = next((token.text for token in row.tokens if token.column == column), "")
    if "".join(label.split()).startswith(str(frame.year or "-")):
        return Record("", "", "", "", record.numbers, record.location, record.strays)
    aside = tuple(Stray(number.token, NOT_A_MEASURE, aside=True) for number in record.numbers)
    rest = tuple(Stray(stray.token, NOT_A_MEASURE, aside=True) for stray in record.strays)
    return Record("", "", "", label, (), record.location, aside + rest)


def _blank(row: Strip) -> Record:
    return Record("", "", "", "", (), row.location)


def _label(row: Strip, roles: Mapping[int, Role]) -> str:
    return "".join(token.text for token in row.tokens if _kind(token, roles) == "name")


def _kind(token: Token, roles: Mapping[int, Role]) -> str:
    role = roles.get(-1 if token.column is None else token.column)
    return role.kind if role else ""


def _measure(frame: Frame, label: str) -> str:
    wanted = label_key(label)
    hits = (measure.id for measure in frame.table.lanes[0].all_measures if wanted in measure.headers)
    return "total" if wanted == "三公经费" else next(hits, "")


def _transposed(frame: Frame, rows: Sequence[Strip], named: Mapping[int, str], roles: Mapping[int, Role]) -> Record:
    """The measures stand one below the other: a column for each phase holds them, or the first column of sums."""
    amounts = [column for column, role in sorted(roles.items()) if role.kind in ("amount", "whole", "other", "aside")]
    phases = {column: roles[column].scheme for column in amounts if roles[column].kind == "whole"}
    if not phases:
        sums = (column for column in amounts if (told := roles[column].column) and told[1] in _WHOLE)
        phases = dict.fromkeys(islice(sums, 1), frame.table.phases[0].id)
    numbers, strays = [], []
    for index, row in enumerate(rows):
        for token in row.tokens:
            if token.number is None or token.column not in amounts:
                continue
            if token.column in phases and index in named:
                column: Column = (phases[token.column], named[index])
                numbers.append(Number(token, token.number, column))
            else:
                strays.append(Stray(token, NOT_A_MEASURE, aside=True))
    return Record("", "", "", "", tuple(numbers), rows[0].location, tuple(strays))
