"""Sections to read tables: header, columns, rows. What cannot be read stays as a leftover with its reason."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from builder.model.disclosure import Leftover
from builder.model.document import Grid
from builder.recognise import header
from builder.recognise.columns import Role, roles
from builder.recognise.gridhead import aligned, header_height, is_header_again
from builder.recognise.gridrows import grid_records
from builder.recognise.record import Column, Number, ReadTable, Record, Token
from builder.recognise.rows import records
from builder.recognise.sections import HEADER_REACH, Section, Strip


def read_tables(sections: Iterable[Section]) -> tuple[tuple[ReadTable, ...], tuple[Leftover, ...]]:
    """The standard tables of a document, each once, and the sections that could not be read."""
    read: dict[str, ReadTable] = {}
    leftovers = []
    for section in sections:
        table = _read(section)
        known = read.get(section.table.id)
        if known is None:
            read[section.table.id] = table
        elif _continues(known, table):
            read[section.table.id] = _joined(known, table)
        else:
            leftovers.append(
                Leftover("同名表格再次出现，行与前表重复或单位不同，未采用", section.title, section.location)
            )
    return tuple(read.values()), tuple(leftovers)


def _read(section: Section) -> ReadTable:
    strips = section.strips
    at = header.columns_row(strips, HEADER_REACH)
    first = next((strip for strip in strips if strip.grid), None)
    if first and first.grid and first.grid.has_spans:
        return _read_grid(section, first.grid, at)
    start = at + 1 if at is not None else header.body_start(strips, HEADER_REACH)
    standard_columns = at is None or header.has_standard_columns(section.table, strips[at])
    rows, notes = header.split_notes(strips[start:])
    counted = header.counted_columns(section.table, strips[at]) if at is not None else {}
    tokens = [token for strip in _without_page_numbers(rows) for token in strip.tokens]
    found = [_with_columns(record, counted) for record in records(section.table, tokens)]
    columns = header.columns(section.table) if standard_columns else {}
    return _table(section, found, columns, strips[start:], notes)


def _read_grid(section: Section, grid: Grid, at: int | None) -> ReadTable:
    """A table whose cells the source tells: columns by their headers, on the next pages by the same positions."""
    strips = [aligned(strip, grid) for strip in section.strips]
    begin = next(index for index, strip in enumerate(strips) if strip.grid is grid)
    counting = at if at is not None and strips[at].grid is grid else None
    start = begin + header_height(section.table, strips[begin:]) if counting is None else counting + 1
    head = [cell for strip in strips[begin:start] for cell in strip.cells]
    counted = header.counted_columns(section.table, strips[counting]) if counting is not None else {}
    found_roles = roles(section.table, head, counted)
    rows, notes = header.split_notes(strips[start:])
    body = [strip for strip in rows if strip.in_grid and not is_header_again(strip, head)]
    if section.table.shape == "economic":
        found = list(records(section.table, [_flat(token) for strip in body for token in strip.tokens]))
        columns = header.columns(section.table)
    else:
        found = list(grid_records(section.table, body, found_roles))
        columns = _columns(section, found_roles)
    return _table(section, found, columns, strips[start:], notes)


def _columns(section: Section, found: Mapping[int, Role]) -> dict[str, tuple[Column, ...]]:
    """The columns that the header has, by lane, in printed order."""
    known = [role.column for _, role in sorted(found.items()) if role.column]
    if section.table.shape != "lanes":
        return {"": tuple(known)} if known else {}
    return {lane.side: tuple(column for column in known if column[0] == lane.side) for lane in section.table.lanes}


def _flat(token: Token) -> Token:
    return token if token.number is not None else replace(token, text="".join(token.text.split()))


def _with_columns(record: Record, counted: Mapping[int, Column]) -> Record:
    """In a grid without spans the 栏次 row tells the columns of the numbers."""
    told = tuple(replace(number, column=counted.get(_place(number))) for number in record.numbers)
    return replace(record, numbers=told)


def _place(number: Number) -> int:
    return -1 if number.token.column is None else number.token.column


def _table(
    section: Section,
    found: Sequence[Record],
    columns: dict[str, tuple[Column, ...]],
    below: Sequence[Strip],
    notes: list[str],
) -> ReadTable:
    return ReadTable(
        standard=section.table,
        printed_number=header.printed_number(section.title, section.strips),
        title=section.title,
        unit=header.unit(section.strips),
        location=section.location,
        note=_short(notes) if any(record.numbers for record in found) else header.empty_note(below),
        layout="standard" if columns else "",
        records=tuple(found),
        columns=columns,
    )


def _short(notes: list[str]) -> str:
    """The notes on one line, blanks removed: what the publisher says below the table."""
    return re.sub(r"\s+", "", "".join(notes))


def _without_page_numbers(rows: list[Strip]) -> list[Strip]:
    """Leaves out lines that are one bare integer in a table whose amounts all have decimals (a page's number)."""
    numbers = [token.text for strip in rows for token in strip.tokens if token.number is not None]
    if not any("." in text for text in numbers):
        return rows
    return [strip for strip in rows if not _is_bare_integer(strip) or _could_be_line_no(strip, rows)]


def _is_bare_integer(strip: Strip) -> bool:
    return (
        not strip.in_grid and len(strip.tokens) == 1 and strip.tokens[0].is_integer and len(strip.tokens[0].text) <= 3
    )


def _could_be_line_no(strip: Strip, rows: list[Strip]) -> bool:
    """In a table with 行次 a bare integer is kept: the grammar knows which one is due."""
    integers = sum(1 for other in rows for token in other.tokens if token.is_integer and len(token.text) <= 2)
    return integers > len(rows) // 2 or int(strip.tokens[0].text) >= 100


def _continues(known: ReadTable, table: ReadTable) -> bool:
    """Whether a second section with the same title is the next page of the table: same unit, other rows."""
    if known.unit != table.unit and table.unit:
        return False
    before = {_row(record): record for record in known.records if record.numbers}
    again = [record for record in table.records if record.numbers and _row(record) in before]
    return all(_values(record) == _values(before[_row(record)]) for record in again)


def _joined(known: ReadTable, table: ReadTable) -> ReadTable:
    before = {_row(record) for record in known.records}
    fresh = tuple(record for record in table.records if _row(record) not in before)
    return replace(known, records=known.records + fresh)


def _row(record: Record) -> tuple[str, str, str, str]:
    return record.lane, record.line_no, record.code, record.item


def _values(record: Record) -> list[str]:
    return [number.printed for number in record.numbers]
