"""Rows of two lanes in a text that counts none of them (no 行次): a number belongs to the label right before it.

That is certain only on a line whose words are whole labels of the form, one for each lane at most, each with as many
numbers as its lane has columns or fewer. A label broken over lines may leave its number beside the label of the other
lane: so the lines above and below a line with other words say nothing either. Where a line was not read, a label that
the form has twice (一般公共预算财政拨款, of the year and of the balance brought forward) must be read twice.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import compress

from builder.frozen import frozen
from builder.recognise.lanes import UNCERTAIN, is_known
from builder.recognise.record import Number, Record, Stray, Token
from builder.recognise.sections import Strip
from builder.standards.tables import StandardTable
from builder.standards.text import key, label_key

_LONGEST = 4
"""A label is broken into so many words at most."""


@frozen
class _Row:
    """A label of a line, the lanes that have it, and the numbers behind it."""

    label: tuple[Token, ...]
    lanes: frozenset[int]
    numbers: tuple[Token, ...]


@frozen
class _Line:
    """A line as labels with their numbers by lane; ``clear`` if it can be read in one way only."""

    strip: Strip
    rows: tuple[tuple[int, _Row], ...]
    clear: bool


def counts_rows(head: Sequence[Strip]) -> bool:
    """Whether a header says that the rows are counted (行次)."""
    return "行次" in key("".join(strip.text for strip in head))


def labelled(table: StandardTable, strips: Sequence[Strip], integers: bool) -> Iterator[Record]:
    """The rows; ``integers`` is whether amounts may be printed without decimals in this document."""
    lines = [_line(table, strip, integers) for strip in strips if not _says_nothing(strip)]
    is_side_by_side = any(line.clear and _is_full(line) for line in lines)
    read = [is_side_by_side and all(one.clear for one in lines[max(0, at - 1) : at + 2]) for at in range(len(lines))]
    doubtful = set() if all(read) else _once(table, list(compress(lines, read)))
    for line, is_read in zip(lines, read, strict=True):
        if is_read and doubtful.isdisjoint((lane, _name(row)) for lane, row in line.rows):
            yield from (_record(table, lane, row) for lane, row in line.rows)
        else:
            yield from _unread(line.strip, integers)


def _once(table: StandardTable, lines: Sequence[_Line]) -> set[tuple[int, str]]:
    """The labels that the form has twice in a lane and that were read once: nobody knows which of the two it is."""
    printed = Counter((lane, _name(row)) for line in lines for lane, row in line.rows)
    form = Counter((at, label) for at, lane in enumerate(table.lanes) for row in lane.rows for label in row.labels)
    return {each for each, count in printed.items() if count < form[each]}


def _name(row: _Row) -> str:
    return label_key("".join([token.text for token in row.label]))


def _says_nothing(strip: Strip) -> bool:
    """Whether a line is only a page's number, or holds no word and no number."""
    return all(token.may_be_page_number or token.is_filler for token in strip.tokens)


def _is_full(line: _Line) -> bool:
    return len(line.rows) == len({lane for lane, _ in line.rows}) > 1 and all(row.numbers for _, row in line.rows)


def _line(table: StandardTable, strip: Strip, integers: bool) -> _Line:
    rows = _rows(table, strip.tokens, integers)
    placed = _in_lanes(table, rows) if rows else None
    return _Line(strip, placed or (), placed is not None)


def _rows(table: StandardTable, tokens: Sequence[Token], integers: bool) -> list[_Row] | None:
    """The labels of a line with the numbers behind them; None if it has other words, or numbers before any label."""
    rows: list[_Row] = []
    at = 0
    while at < len(tokens):
        label, lanes = _label(table, tokens[at:])
        if not label:
            return None
        at += len(label)
        behind = at
        while behind < len(tokens) and (tokens[behind].number is not None or tokens[behind].is_dash):
            behind += 1
        numbers = tuple(tokens[at:behind])
        if any(token.is_integer and token.text.strip("0") and not integers for token in numbers):
            return None
        rows.append(_Row(label, lanes, numbers))
        at = behind
    return rows


def _label(table: StandardTable, tokens: Sequence[Token]) -> tuple[tuple[Token, ...], frozenset[int]]:
    """The longest label that these words begin with, and the lanes that have it."""
    words = tokens[:_LONGEST]
    for size in range(len(words), 0, -1):
        label = tuple(words[:size])
        if any(token.number is not None or token.is_dash for token in label):
            continue
        lanes = frozenset(at for at, lane in enumerate(table.lanes) if is_known(lane, label))
        if lanes:
            return label, lanes
    return (), frozenset()


def _in_lanes(table: StandardTable, rows: Sequence[_Row]) -> tuple[tuple[int, _Row], ...] | None:
    """The rows with their lanes, from left to right; None if they are not certain."""
    if len(rows) > len(table.lanes) or (len(rows) == 1 and len(rows[0].lanes) > 1):
        return None
    lanes = [0, 1] if len(rows) > 1 else [min(rows[0].lanes)]
    fits = all(
        lane in row.lanes and len(row.numbers) <= len(table.lanes[lane].all_measures)
        for lane, row in zip(lanes, rows, strict=True)
    )
    return tuple(zip(lanes, rows, strict=True)) if fits else None


def _record(table: StandardTable, lane: int, row: _Row) -> Record:
    numbers = tuple(_number(token) for token in row.numbers)
    item = "".join(token.text for token in row.label)
    return Record(table.lanes[lane].side, "", "", item, numbers, row.label[0].location)


def _number(token: Token) -> Number:
    if token.number is None:
        return Number(token, Decimal(0), is_blank=True)
    return Number(token, token.number)


def _unread(strip: Strip, integers: bool) -> Iterator[Record]:
    """The numbers of a line that is not certain."""
    strays = tuple(Stray(token, UNCERTAIN) for token in strip.tokens if _may_be_amount(token, integers))
    if strays:
        yield Record("", "", "", "", (), strip.location, strays)


def _may_be_amount(token: Token, integers: bool) -> bool:
    return token.number is not None and not (token.is_integer and token.text.strip("0") and not integers)
