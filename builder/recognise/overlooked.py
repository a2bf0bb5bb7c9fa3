"""The net below all ways to read a table: amounts between its title and its end that came into none of its rows.

Each becomes a number without a row, so that it is unplaced, the table is known not to be wholly read, and no sum of it
is held against the document.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from builder.recognise.header import split_notes
from builder.recognise.record import Part, ReadTable, Record, Stray, Token
from builder.recognise.sections import Section, Strip
from builder.recognise.unruled import amounts_in, is_row

PASSED_OVER = "所在的行没有读成本表的行"
REPRINTED = "与前面同名的一行相同，是重印的"
_AMOUNT = re.compile(r"[\d０-９]\s?[.．,，]\s?[\d０-９]|\d \d{3}(?!\d)")
"""What is no code, 行次, 栏次 or number of a page."""
_OF_AMOUNTS = frozenset({"amount", "aside", "other"})
"""Kinds of columns in which an integer is an amount, where amounts may be printed without decimals."""


def with_overlooked(tables: Sequence[ReadTable], sections: Sequence[Section], integers: bool) -> tuple[ReadTable, ...]:
    """The tables, each with the numbers of its sections that none of its rows has.

    ``integers`` is whether the document's amounts may be printed without decimals.
    """
    by_start = {section.start: section for section in sections}
    return tuple(_with(table, by_start, integers) for table in tables)


def _with(table: ReadTable, sections: Mapping[int, Section], integers: bool) -> ReadTable:
    known = {number.token.at for record in table.records for number in record.numbers}
    known |= {stray.token.at for record in table.records for stray in record.strays}
    found = [
        (strip, left)
        for part in table.parts
        for strip in _rows(sections[part.start], part)
        if (left := list(_left(strip, part, known, integers)))
    ]
    if not found:
        return table
    rows = {tuple([number.printed for number in record.numbers]) for record in table.records if record.item}
    return replace(table, records=(*table.records, *(_record(strip, left, rows) for strip, left in found)))


def _rows(section: Section, part: Part) -> Iterator[Strip]:
    """The strips of a section that may be rows: those of grids and, outside, lines that are no sentence."""
    below = section.strips[max(0, part.body - section.end) :] if part.body < section.end else ()
    # On pages of fixed size the lines tell themselves; elsewhere what is no note is a row.
    lines = {id(strip) for strip in split_notes(below)[0]} if below and not below[0].is_set else set()
    for strip in section.strips:
        if strip.in_grid or id(strip) in lines or is_row(strip):
            yield strip


def _left(strip: Strip, part: Part, known: Collection[int], integers: bool) -> Iterator[Token]:
    if not integers and not _AMOUNT.search(strip.text):
        return
    for token in strip.tokens:
        if token.at in known:
            continue
        if _AMOUNT.search(token.text):
            yield from amounts_in(token) or ([token] if token.seems_amount else [])
        elif integers and part.kinds.get(token.at) in _OF_AMOUNTS and token.number:
            yield token


def _record(strip: Strip, left: Sequence[Token], rows: Collection[tuple[str, ...]]) -> Record:
    is_again = tuple(token.text for token in left) in rows
    strays = tuple(Stray(token, REPRINTED if is_again else PASSED_OVER, aside=is_again) for token in left)
    return Record("", "", "", "", (), strip.location, strays)
