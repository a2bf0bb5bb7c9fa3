"""Sections to read tables: header, columns, rows. What cannot be read stays as a leftover with its reason."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from builder.model.disclosure import Leftover
from builder.recognise import header
from builder.recognise.gridtables import read_grid
from builder.recognise.record import Column, Number, ReadTable, Record
from builder.recognise.rows import records
from builder.recognise.sections import HEADER_REACH, Section, Strip
from builder.standards.layouts import STANDARD
from builder.standards.text import key


def read_tables(sections: Iterable[Section], year: int = 0) -> tuple[tuple[ReadTable, ...], tuple[Leftover, ...]]:
    """The standard tables of a document of ``year``, each once, and the sections that could not be read."""
    read: dict[str, ReadTable] = {}
    leftovers: list[Leftover] = []
    last: Section | None = None
    for section in sections:
        table, apart = _read(section, year)
        known = read.get(section.table.id)
        if known is None:
            read[section.table.id] = table
        elif (last and _is_next_page(last, section, known, table)) or _continues(known, table):
            read[section.table.id] = _joined(known, table)
        else:
            leftovers.append(
                Leftover("同名表格再次出现，行与前表重复或单位不同，未采用", section.title, section.location)
            )
        leftovers += [Leftover("表下另有表格，栏的位置或表头不同，未采用", apart.text[:60], apart.location)] if apart else []
        last = section
    return tuple(read.values()), tuple(leftovers)


def _read(section: Section, year: int) -> tuple[ReadTable, Strip | None]:
    """The table of a section, and the first row of another table that stands below it without a title."""
    strips = section.strips
    at = header.columns_row(strips, HEADER_REACH)
    grid = next((strip.grid for strip in strips if strip.grid and len(strip.cells) > 1), None)
    if grid and grid.has_spans:
        found = read_grid(section, grid, at, year)
        return _table(section, found.records, found.columns, found.below, found.notes, found.layout), found.apart
    start = at + 1 if at is not None else header.body_start(strips, HEADER_REACH)
    standard_columns = at is None or header.has_standard_columns(section.table, strips[at])
    rows, notes = header.split_notes(strips[start:])
    counted = header.counted_columns(section.table, strips[at]) if at is not None else {}
    tokens = [token for strip in _without_page_numbers(rows) for token in strip.tokens]
    read = [_with_columns(record, counted) for record in records(section.table, tokens)]
    columns = header.columns(section.table) if standard_columns else {}
    return _table(section, read, columns, strips[start:], notes, STANDARD), None


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
    layout: str,
) -> ReadTable:
    return ReadTable(
        standard=section.table,
        printed_number=header.printed_number(section.title, section.strips, section.above),
        title=section.title,
        unit=header.unit(section.strips) or header.unit(section.above),
        location=section.location,
        note=_short(notes) if any(record.numbers for record in found) else header.empty_note(below),
        layout=layout if columns else "",
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


def _is_next_page(last: Section, section: Section, known: ReadTable, table: ReadTable) -> bool:
    """Whether the table goes on below a title that the next page prints again."""
    same = last.table.id == section.table.id and key(last.title) == key(section.title) and known.unit == table.unit
    near = section.location.page - last.strips[-1].location.page in (0, 1)
    begins_again = known.records and table.records and _row(known.records[0]) == _row(table.records[0])
    return same and near and not begins_again and known.columns == table.columns and section.table.shape != "phases"


def _joined(known: ReadTable, table: ReadTable) -> ReadTable:
    """Both parts; a row that stands in both with the same numbers counts once."""
    before = {(_row(record), *_values(record)) for record in known.records}
    fresh = tuple(record for record in table.records if (_row(record), *_values(record)) not in before)
    return replace(known, records=known.records + fresh, note=known.note or table.note)


def _row(record: Record) -> tuple[str, str, str, str]:
    return record.lane, record.line_no, record.code, record.item


def _values(record: Record) -> list[str]:
    return [number.printed for number in record.numbers]
