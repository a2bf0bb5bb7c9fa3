"""Sections to read tables: header, columns, rows. What cannot be read stays as a leftover with its reason."""

import re
from collections.abc import Iterable
from dataclasses import replace

from builder.model.disclosure import Leftover
from builder.recognise import header
from builder.recognise.record import ReadTable, Record
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
    start = at + 1 if at is not None else header.body_start(strips, HEADER_REACH)
    standard_columns = at is None or header.has_standard_columns(section.table, strips[at])
    rows, notes = header.split_notes(strips[start:])
    tokens = [token for strip in _without_page_numbers(rows) for token in strip.tokens]
    found = records(section.table, tokens)
    return ReadTable(
        standard=section.table,
        printed_number=header.printed_number(section.title, strips),
        title=section.title,
        unit=header.unit(strips),
        location=section.location,
        note=header.empty_note(strips[start:]) if not any(record.numbers for record in found) else _short(notes),
        layout="standard" if standard_columns else "",
        records=found,
        columns=header.columns(section.table) if standard_columns else {},
        by_position=header.by_position(section.table, strips[at]) if at is not None else {},
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
