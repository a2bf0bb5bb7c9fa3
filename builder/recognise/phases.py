"""The rows of the “三公” table: one row of measures; or one row per unit, per year, or per measure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder.recognise.beside import marked, marks_of
from builder.recognise.frame import NOT_A_MEASURE, Frame, Role
from builder.recognise.gridrows import NAMELESS, grid_records, no_numbers
from builder.recognise.measured import is_header
from builder.recognise.record import Column, Number, Record, Stray, Token
from builder.recognise.sections import Strip
from builder.standards.tables import WHOLE
from builder.standards.text import key, label_key

_FEWEST_LABELS = 4
"""So many rows must be named after measures before the rows are taken for the measures."""
_TOTALS = frozenset({"支出合计", "三公经费", "三公经费合计", "合计", "总计", "共计"})


def phase_records(frame: Frame, rows: Sequence[Strip], roles: Mapping[int, Role]) -> list[Record]:
    """The records of a table by phases, however it lies."""
    if years := [column for column, role in roles.items() if role.kind == "year"]:
        return list(_by_year(frame, rows, years[0], roles))
    labels = [_label(row, roles) for row in rows]
    named = {index: measure for index, label in enumerate(labels) if (measure := _measure(frame, label))}
    if len(named) >= _FEWEST_LABELS and len(set(named.values())) == len(named):
        return [_transposed(frame, rows, named, roles)]
    if any(role.column and not role.column[0] for role in roles.values()):
        return [_of_phase(frame, row, roles) for row in rows]
    return _one_nameless(grid_records(frame.table, rows, roles))


def _one_nameless(records: Sequence[Record]) -> list[Record]:
    """The one row of the table needs no name; what else has none, in its columns, is none of the table's."""
    found: list[Record] = []
    filled: set[Column] = set()
    for record in records:
        own = {number.column for number in record.numbers if number.column}
        if not (record.code or record.item or record.line_no) and own & filled:
            strays = tuple(Stray(number.token, NAMELESS) for number in record.numbers)
            found.append(replace(record, numbers=(), strays=record.strays + strays))
        else:
            found.append(record)
            filled |= own
    return found


def _of_phase(frame: Frame, row: Strip, roles: Mapping[int, Role]) -> Record:
    """A row whose label is its phase (预算数, 决算数); without such a label its numbers have no column."""
    label = key(_label(row, roles))
    phase = next((phase.id for phase in frame.table.phases if label in phase.headers), "")
    told = {at: _in_phase(role, phase) for at, role in roles.items()}
    (record,) = grid_records(frame.table, [row], told) or [_blank(row)]
    return replace(record, item="") if phase else record


def _in_phase(role: Role, phase: str) -> Role:
    if role.column is None or role.column[0]:
        return role
    return replace(role, column=(phase, role.column[1])) if phase else Role("other", role.lane)


def _by_year(frame: Frame, rows: Sequence[Strip], column: int, roles: Mapping[int, Role]) -> Iterator[Record]:
    """One record from the rows of a unit: that of the document's year, that of the year before, their change."""
    record: Record | None = None
    done: set[tuple[str, ...]] = set()
    for row in rows:
        label = next((token.text for token in row.tokens if token.column == column), "")
        marks = _year_marks(frame.year, label)
        (read,) = grid_records(frame.table, [row], {**roles, column: Role("year")}) or [_blank(row)]
        read = _set_aside(read) if marks is None else replace(read, numbers=tuple(_marked(read.numbers, marks)))
        if record is None or (marks is not None and marks in done):
            if record is not None:
                yield record
            record, done = replace(read, item="", code=""), set()
        else:
            both = record.numbers + read.numbers, record.strays + read.strays
            record = replace(record, numbers=both[0], strays=both[1])
        done |= {marks} if marks is not None else set()
    if record is not None:
        yield record


def _year_marks(year: int, label: str) -> tuple[str, ...] | None:
    """The marks of a row of years: none for the document's own, None for a row that is none of them."""
    words = key(label)
    own = re.match(r"(20\d\d)年?", words)
    if own and int(own[1]) == year:
        return ()
    told = marks_of((re.sub(rf"^{year - 1}年?(?:度|$)?", "上年", words),))
    return told[0] if told and told[0] and not told[1] else None


def _marked(numbers: Sequence[Number], marks: Sequence[str]) -> Iterator[Number]:
    for number in numbers:
        phase, measure = number.column or ("", "")
        yield replace(number, column=(phase, marked(measure, marks))) if number.column else number


def _set_aside(record: Record) -> Record:
    strays = [Stray(number.token, NOT_A_MEASURE, aside=True) for number in record.numbers]
    rest = [Stray(stray.token, NOT_A_MEASURE, aside=True) for stray in record.strays]
    return replace(record, numbers=(), strays=(*strays, *rest))


def _blank(row: Strip) -> Record:
    return Record("", "", "", "", (), row.location)


def _label(row: Strip, roles: Mapping[int, Role]) -> str:
    """The name of a row; what a second lane beside it names (机关运行经费, 国有资产) is not of this table."""
    lane = min((role.lane for role in roles.values() if role.kind == "name"), default=0)
    return "".join(token.text for token in row.tokens if _is_name(token, roles, lane))


def _is_name(token: Token, roles: Mapping[int, Role], lane: int) -> bool:
    role = roles.get(-1 if token.column is None else token.column)
    return role is not None and role.kind == "name" and role.lane == lane


def _measure(frame: Frame, label: str) -> str:
    wanted = label_key(label)
    if wanted in _TOTALS:
        return "total"
    return next((each.id for each in frame.table.lanes[0].all_measures if is_header(wanted, each.headers)), "")


def _transposed(frame: Frame, rows: Sequence[Strip], named: Mapping[int, str], roles: Mapping[int, Role]) -> Record:
    """The measures stand one below the other: a column for each phase holds them, or the first column of sums."""
    amounts = [column for column, role in sorted(roles.items()) if role.kind in ("amount", "whole", "other", "aside")]
    held = _held(frame, {column: roles[column] for column in amounts})
    numbers, strays = [], []
    for index, row in enumerate(rows):
        for token in row.tokens:
            if token.column not in amounts or token.is_filler:
                continue
            if token.number is None:
                strays += no_numbers(token, token.column in held)
            elif token.column in held and index in named:
                phase, marks = held[token.column]
                column: Column = (phase, marked(named[index], marks))
                numbers.append(Number(token, token.number, column))
            else:
                strays.append(Stray(token, NOT_A_MEASURE, aside=True))
    return Record("", "", "", "", tuple(numbers), rows[0].location, tuple(strays))


def _held(frame: Frame, roles: Mapping[int, Role]) -> dict[int, tuple[str, tuple[str, ...]]]:
    """The phase and the marks of each column that holds the measures; of two that say the same, the first."""
    wholes = {at: (role.scheme, role.marks) for at, role in roles.items() if role.kind == "whole"}
    sums = {at: (role.column[0], role.marks) for at, role in roles.items() if role.column and _is_sum(role)}
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    for at, told in (*wholes.items(), *sums.items()):
        if told not in found.values():
            found[at] = told
    return found


def _is_sum(role: Role) -> bool:
    return role.column is not None and role.column[1] in {marked(whole, role.marks) for whole in WHOLE}
