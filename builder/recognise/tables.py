"""Sections to read tables: header, columns, rows. What cannot be read stays as a leftover with its reason."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from builder.model.disclosure import Leftover
from builder.recognise import aligned, header
from builder.recognise.blanks import without_blanks
from builder.recognise.captions import prepared_by
from builder.recognise.cutoff import with_cut_off
from builder.recognise.gridrows import with_codes
from builder.recognise.gridtables import GridReading, read_grid
from builder.recognise.labelled import counts_rows, labelled
from builder.recognise.levels import parts_codes, with_whole_codes
from builder.recognise.overlooked import with_overlooked
from builder.recognise.pagenumbers import without_page_numbers
from builder.recognise.record import Column, Number, Part, ReadTable, Record, Stray, Token
from builder.recognise.roworder import NOT_IN_ROWS, goes_by_rows
from builder.recognise.rows import records
from builder.recognise.sections import HEADER_REACH, Section, Strip
from builder.recognise.splitheads import with_whole_header
from builder.recognise.textcolumns import text_columns
from builder.recognise.unruled import is_caption, is_page_number, unruled
from builder.recognise.volumes import is_same
from builder.recognise.whitespace import told_by_space
from builder.recognise.wholerows import whole
from builder.standards.layouts import STANDARD
from builder.standards.text import key, label_key

_TOTALS = ("人员经费合计", "公用经费合计", "收入合计", "支出合计", "收入总计", "支出总计")
_GOES_ON = re.compile(r"^续表?\d?|续表?\d?$")
_ILLEGIBLE = re.compile(r"\ufffd|^\d{1,7}[\]】]")
"""Characters that cannot be read (the readers mark them), or half of a pair of brackets around a code."""
ILLEGIBLE = "所在行的名称、编码或行次有被盖住或者切断的字，认不出是哪一行"
TWO_ROWS = "科目编码与合计印在一起，像是两行，不能断定数字属于哪一行"


def read_tables(sections: Iterable[Section], year: int = 0) -> tuple[tuple[ReadTable, ...], tuple[Leftover, ...]]:
    """The standard tables of a document of ``year``, each once, and the sections that could not be read."""
    read: dict[str, ReadTable] = {}
    leftovers: list[Leftover] = []
    last: Section | None = None
    parts = tuple(sections)
    integers = _may_be_integers(parts)
    for section in parts:
        table, apart = _read(section, year, integers)
        known = read.get(section.table.id)
        if known is None:
            read[section.table.id] = table
        elif last and _follows(last, section) and (again := _repeated(last, section, known, table)) is not None:
            read[section.table.id] = _joined(known, table, again)
        else:
            leftovers.append(
                Leftover("同名表格再次出现，行与前表重复或单位不同，未采用", section.title, section.location)
            )
        leftovers += (
            [Leftover("表下另有表格，栏的位置或表头不同，未采用", apart.text[:60], apart.location)] if apart else []
        )
        last = section
    found = [replace(table, records=with_codes(table.records)) for table in read.values()]
    told = without_page_numbers(found, parts, integers)
    return with_cut_off(with_overlooked(told, parts, integers), parts), tuple(leftovers)


def _may_be_integers(sections: Iterable[Section]) -> bool:
    """Whether amounts may be printed without decimals in this document.

    They may not if all numbers that have decimals have as many, and some of them end in 0: then the office prints the
    decimals whatever they are. An integer is then a 行次, a code or a page's number. Zeros say nothing, since some
    offices print 0.00 among integers.
    """
    strips = (strip for section in sections for strip in section.strips if "." in strip.text)
    tokens = {token.text: token for strip in strips for token in strip.tokens if "." in token.text}
    texts = {text for text, token in tokens.items() if token.number}
    decimals = {text.strip(")）").partition(".")[2] for text in texts}
    return len({len(digits) for digits in decimals}) != 1 or not any(digits.endswith("0") for digits in decimals)


def _read(section: Section, year: int, integers: bool) -> tuple[ReadTable, Strip | None]:
    """The table of a section, and the first row of another table that stands below it without a title."""
    section = with_whole_header(section)
    strips = section.strips
    at = header.columns_row(strips, HEADER_REACH)
    grid = next((strip.grid for strip in strips if strip.grid and len(strip.cells) > 1), None)
    if grid:
        found = read_grid(section, grid, at, year, integers)
        # Tabs do not tell merged header cells: unless all of the header is understood, its words are no evidence.
        if grid.has_spans or found.is_whole:
            return _table(section, found), found.apart
    start = at + 1 if at is not None else header.body_start(strips, HEADER_REACH)
    named = strips[: start if at is not None else max(start, header.first_row(strips))]
    columns = text_columns(section, named, None if at is None else header.count_of_columns(strips[at]))
    rows, notes = header.split_notes(header.without_repeats(strips, start))
    if any(strip.is_set for strip in rows):
        head = [strip for strip in strips[:start] if not is_caption(strip)]
        told = _by_space(section, head, [strip for strip in rows if not is_page_number(strip)], year, integers)
        reading = told or GridReading(unruled(rows, integers), {}, "", (), notes)
        return _table(section, replace(reading, below=tuple(strips[start:]), notes=notes)), None
    told = _by_blanks(section, strips[:start], rows, year, integers)
    # Final accounts count their rows and columns: where a name is torn, that tells more than the blanks.
    if told and (section.kind == "budget" or all(stray.aside for record in told.records for stray in record.strays)):
        return _table(section, replace(told, below=tuple(strips[start:]), notes=notes)), None
    most = max((len(own) for own in columns.values()), default=0)
    if not goes_by_rows(section.table, rows, most, counts_rows(strips[:start])):
        unread = unruled(rows, integers, NOT_IN_ROWS)
        return _table(section, GridReading(unread, {}, "", tuple(strips[start:]), notes)), None
    counted = header.counted_columns(section.table, strips[at]) if at is not None else {}
    found_rows = without_blanks(_rows(section, strips[:start], rows, counted, integers), columns)
    read = tuple(_with_columns(record, counted) for record in found_rows)
    return _table(section, GridReading(read, columns, STANDARD, tuple(strips[start:]), notes)), None


def _rows(
    section: Section, head: Sequence[Strip], rows: Sequence[Strip], counted: Mapping[int, Column], integers: bool
) -> tuple[Record, ...]:
    """The rows of a table whose source tells no cells."""
    if section.table.shape == "lanes" and not counted and not counts_rows(head):
        return tuple(labelled(section.table, rows, integers))
    has_levels = parts_codes([*head, *rows[:1]])
    tokens = with_whole_codes(rows) if has_levels else (token for strip in rows for token in strip.tokens)
    return records(section.table, [_told(token, counted) for token in tokens], integers)


def _by_space(
    section: Section, head: Sequence[Strip], body: Sequence[Strip], year: int, integers: bool
) -> GridReading | None:
    """The table as the white space tells its cells, if all of it is understood and in one way only."""
    found: list[GridReading] = []
    for strips in told_by_space(head, body):
        grid, at = strips[0].grid, header.columns_row(strips, HEADER_REACH)
        reading = read_grid(replace(section, strips=tuple(strips)), grid, at, year, integers) if grid else None
        if reading and reading.is_whole and not reading.apart:
            found.append(reading)
    return found[0] if found and all(reading.records == found[0].records for reading in found) else None


def _by_blanks(
    section: Section, strips: Sequence[Strip], rows: Sequence[Strip], year: int, integers: bool
) -> GridReading | None:
    """The table of a text whose columns are aligned by blanks, if it is understood, and in one way only."""
    lines = [strip for strip in rows if not (is_page_number(strip) or (is_caption(strip) and not _has_amount(strip)))]
    start = aligned.first_row(lines)
    above = [strip for strip in strips if not is_caption(strip)]
    lead = [*above, *lines[:start]]
    body = aligned.without_header_again(lead, lines[start:])
    if not lead or not aligned.is_aligned(body):
        return None
    found: list[GridReading] = []
    for width in (aligned.by_characters, aligned.by_display):
        told, left = aligned.gridded(section.table, lead, body, width, year)
        grid, at = told[0].grid if told else None, header.columns_row(told, HEADER_REACH)
        reading = read_grid(replace(section, strips=tuple(told)), grid, at, year, integers) if grid else None
        if reading and reading.is_whole and not reading.apart:
            records = (*whole(reading.records), *unruled(left, integers, aligned.NOT_ALIGNED))
            found.append(replace(reading, records=records))
    return found[0] if found and all(reading.records == found[0].records for reading in found) else None


def _has_amount(strip: Strip) -> bool:
    return any(token.number is not None and "." in token.text for token in strip.tokens)


def _told(token: Token, counted: Mapping[int, Column]) -> Token:
    """In a grid whose 栏次 row was found, each token knows whether its column is one of amounts."""
    return replace(token, holds_amounts=token.column in counted) if counted and token.column is not None else token


def _with_columns(record: Record, counted: Mapping[int, Column]) -> Record:
    """In a grid without spans the 栏次 row tells the columns of the numbers."""
    told = tuple(replace(number, column=counted.get(_place(number), number.column)) for number in record.numbers)
    return replace(record, numbers=told)


def _place(number: Number) -> int:
    return -1 if number.token.column is None else number.token.column


def _table(section: Section, found: GridReading) -> ReadTable:
    records = tuple(_legible(_without_two_rows(record)) for record in found.records)
    has_numbers = any(record.numbers for record in records)
    return ReadTable(
        standard=section.table,
        printed_number=header.printed_number(section.title, section.strips, section.above),
        title=section.title,
        unit=header.unit(section.strips) or header.unit(section.above) or header.unit_in(section.title),
        location=section.location,
        note=_short(found.notes) if has_numbers else header.empty_note(found.below),
        layout=found.layout if found.columns else "",
        records=records,
        columns=found.columns,
        parts=(Part(section.start, section.end - len(found.below), found.headings, found.kinds),),
    )


def _without_two_rows(record: Record) -> Record:
    """A code whose name goes on to the label of a total stands in two rows that came out as one."""
    if not (record.code and record.item.endswith(_TOTALS)):
        return record
    strays = tuple(Stray(number.token, TWO_ROWS) for number in record.numbers)
    return replace(record, numbers=(), strays=record.strays + strays)


def _legible(record: Record) -> Record:
    """A row is not told where its names cannot be read: a character is covered, or cut off by a rule."""
    names = (record.line_no, record.code, record.item, *chain.from_iterable(record.parts))
    if " " not in record.line_no and not any(map(_ILLEGIBLE.search, names)):
        return record
    strays = tuple(Stray(number.token, ILLEGIBLE) for number in record.numbers)
    return replace(record, numbers=(), strays=record.strays + strays)


def _short(notes: list[str]) -> str:
    """The notes on one line, blanks removed: what the publisher says below the table."""
    return re.sub(r"\s+", "", "".join(notes))


def _continues(known: ReadTable, table: ReadTable) -> bool:
    """Whether a second section with the same title is the next page of the table: same unit, other rows."""
    if known.unit != table.unit and table.unit:
        return False
    before = {_row(record): record for record in known.records if _is_sure(record)}
    again = [record for record in table.records if _is_sure(record) and _row(record) in before]
    return all(_values(record) == _values(before[_row(record)]) for record in again)


def _repeated(last: Section, section: Section, known: ReadTable, table: ReadTable) -> Sequence[Record] | None:
    """The rows of a table that its next part may print again; None if the section is no part of it."""
    if _holds_other_phases(last, section, known, table):
        return ()
    if _is_next_page(last, section, known, table):
        return _totals(known)
    return known.records if _continues(known, table) else None


def _follows(last: Section, section: Section) -> bool:
    """Whether nothing but parts of the same table stands between, and no other body made this one."""
    one, other = prepared_by(last), prepared_by(section)
    return last.table.id == section.table.id and (not one or not other or is_same(one, other))


def _is_next_page(last: Section, section: Section, known: ReadTable, table: ReadTable) -> bool:
    """Whether the table goes on below a title that the next page prints again."""
    same = (
        last.table.id == section.table.id
        and _named(last) == _named(section)
        and (not table.unit or known.unit == table.unit)
    )
    near = section.location.page - last.strips[-1].location.page in (0, 1)
    begins_again = known.records and table.records and _row(known.records[0]) == _row(table.records[0])
    begins_again = begins_again and not _is_open(known)
    return same and near and not begins_again and known.columns == table.columns and section.table.shape != "phases"


def _named(section: Section) -> str:
    """The title without what says that it goes on (…表（续）, 续表)."""
    return _GOES_ON.sub("", key(section.title))


def _holds_other_phases(last: Section, section: Section, known: ReadTable, table: ReadTable) -> bool:
    """Whether the next page goes on with the rows of another phase (预算数 on one page, 决算数 on the next)."""
    near = last.table.id == section.table.id and section.location.page - last.strips[-1].location.page in (0, 1)
    ours, theirs = ([number for record in each.records for number in record.numbers] for each in (known, table))
    told = ours and theirs and all(number.column for number in (*ours, *theirs))
    phases = section.table.shape == "phases" and known.unit == table.unit
    return bool(near and phases and told and {one.column for one in ours}.isdisjoint(two.column for two in theirs))


def _is_open(table: ReadTable) -> bool:
    """Whether a table of lanes has not come to its 总计; on its next page labels of its first rows may return."""
    ends = {label for lane in table.standard.lanes for label in lane.rows[-1].labels}
    read = (record for record in table.records if record.numbers)
    return table.standard.shape == "lanes" and not any(label_key(record.item) in ends for record in read)


def _totals(table: ReadTable) -> list[Record]:
    """The rows of sums, which a next page may print again; any other row may just be alike, and those of lanes are."""
    if table.standard.shape == "lanes":
        return []
    labels = {label for lane in table.standard.lanes for row in lane.rows for label in row.labels}
    return [record for record in table.records if not record.code and label_key(record.item) in labels]


def _joined(known: ReadTable, table: ReadTable, repeated: Iterable[Record]) -> ReadTable:
    """Both parts; a row of ``repeated`` that stands in both with the same numbers counts once."""
    before = {(_row(record), *_values(record)) for record in repeated}
    fresh = tuple(record for record in table.records if record.strays or (_row(record), *_values(record)) not in before)
    rows = {_row(record) for record in fresh if _is_sure(record)}
    kept = tuple(
        _set_aside(record) if _row(record) in rows and not _is_sure(record) else record for record in known.records
    )
    lanes = dict.fromkeys((*known.columns, *table.columns))
    columns = {
        lane: tuple(dict.fromkeys((*known.columns.get(lane, ()), *table.columns.get(lane, ())))) for lane in lanes
    }
    note, parts = known.note or table.note, known.parts + table.parts
    return replace(known, records=kept + fresh, columns=columns, note=note, parts=parts)


def _is_sure(record: Record) -> bool:
    """Whether it has a number that is no page's number."""
    return any(not number.doubt for number in record.numbers)


def _set_aside(record: Record) -> Record:
    """The record without its doubtful numbers: the row they seemed to be stands elsewhere."""
    strays = tuple(Stray(number.token, number.doubt, aside=True) for number in record.numbers)
    return replace(record, numbers=(), strays=record.strays + strays)


def _row(record: Record) -> tuple[str, str, str, str, tuple[tuple[str, str], ...]]:
    return record.lane, record.line_no, record.code, record.item, record.parts


def _values(record: Record) -> list[str]:
    return [number.printed for number in record.numbers]
