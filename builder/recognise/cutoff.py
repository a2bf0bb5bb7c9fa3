"""Rows that stand behind a line which cuts a table in two: the header of a page, a heading, the title of another table.

A table ends at such a line, since most tables do. Where rows go on right below it without a header, and none of them
stands above, they are the rest of the table: their numbers are unplaced, so that no sum is held against the document.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from builder.recognise.record import ReadTable, Record, Stray, Token
from builder.recognise.sections import Section, is_header
from builder.recognise.strips import Strip
from builder.recognise.titlelines import has_amount
from builder.standards.text import label_key

CUT_OFF = "表在这里被别的文字断开，断开处以下的行没有采用"
_REACH = 5
"""So many lines may stand between both parts, and so many below the rows of the first."""
_SAID = re.compile(r"[。；，;=＝]|万元")
_CODE = re.compile(r"\d{3}(?:\d\d){0,2}")
_AMOUNT = re.compile(r"[.,．，]\s*\d")


def with_cut_off(tables: Sequence[ReadTable], sections: Sequence[Section]) -> tuple[ReadTable, ...]:
    """The tables, each with the rows that were cut off from it as numbers that are not used."""
    by_start = {section.start: section for section in sections if section.beyond}
    return tuple(_with(table, by_start) for table in tables) if by_start else tuple(tables)


def _with(table: ReadTable, sections: Mapping[int, Section]) -> ReadTable:
    last = sections.get(table.parts[-1].start) if table.parts else None
    rows = _rows_behind(last) if last else ()
    if not rows:
        return table
    found = [record for strip in rows for record in _records(strip)]
    known = {name for record in table.records for name in (record.code, label_key(record.item)) if name}
    is_other = any((record.code or label_key(record.item)) in known for record in found)
    return table if is_other else replace(table, records=(*table.records, *found))


def _rows_behind(section: Section) -> Sequence[Strip]:
    """The rows right behind a section whose last lines are rows, too; none below a header of their own."""
    lead = list(takewhile(lambda strip: not _is_row(strip), section.beyond[:_REACH]))
    if len(lead) in (_REACH, len(section.beyond)) or any(map(is_header, reversed(lead))):
        return ()
    if not any(map(_is_row, section.strips[-_REACH:])):
        return ()
    return list(takewhile(_is_row, section.beyond[len(lead) :]))


def _is_row(strip: Strip) -> bool:
    text = strip.text
    return bool(_AMOUNT.search(text)) and not _SAID.search(text) and len(strip.tokens) > 1 and has_amount(strip)


def _records(strip: Strip) -> Iterator[Record]:
    """The rows on a line: more than one where names and amounts stand side by side."""
    strays: list[Stray] = []
    code = item = ""
    for token, after in zip(strip.tokens, (*strip.tokens[1:], None), strict=True):
        begins = token.number is None or _is_code(token, after)
        if begins and strays:
            yield Record("", "", code, item, (), strip.location, tuple(strays))
            code, item, strays = "", "", []
        if _is_code(token, after):
            code = token.text
        elif token.number is None:
            item += "" if token.is_filler else token.text
        elif _AMOUNT.search(token.text):
            strays.append(Stray(token, CUT_OFF))
    if strays:
        yield Record("", "", code, item, (), strip.location, tuple(strays))


def _is_code(token: Token, after: Token | None) -> bool:
    """Whether a token is a code: a name stands behind it."""
    return bool(_CODE.fullmatch(token.text)) and after is not None and after.number is None and not after.is_filler
