"""Tokens of a table's body to records: one grammar per shape of table.

The grammars need no columns: they tell rows apart by codes, 行次 and labels, so names broken over lines, codes on
a line of their own and glued neighbours read the same from text without columns and from grids.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from builder.model.location import Location
from builder.recognise.record import Number, Record, Token
from builder.standards.tables import StandardTable
from builder.standards.text import label_key

_PLACEHOLDERS = frozenset({"类", "款", "项", "类款项", "栏次"})


@dataclass
class _Draft:
    """A record while it is being read."""

    lane: str = ""
    line_no: str = ""
    code: str = ""
    words: list[str] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    location: Location = field(default_factory=Location)

    def done(self) -> Record:
        return Record(self.lane, self.line_no, self.code, "".join(self.words), tuple(self.numbers), self.location)


def records(table: StandardTable, tokens: Sequence[Token]) -> tuple[Record, ...]:
    """The records of a table's body, in printed order, rows without numbers included."""
    body = [token for token in tokens if not token.is_filler]
    if table.shape == "lanes":
        return tuple(_laned(table, body))
    if table.shape == "phases":
        return tuple(_single_row(body))
    return tuple(_coded(table, body))


def _is_code(tokens: Sequence[Token], index: int, economic: bool) -> bool:
    """A code is digits of a code's length, followed by a name; in a table of functions it begins its line."""
    token = tokens[index]
    if not (token.is_integer and 3 <= len(token.text) <= 9):
        return False
    if economic and not (token.text[0] == "3" and len(token.text) in (3, 5)):
        return False
    named = index + 1 < len(tokens) and tokens[index + 1].number is None
    return named and (economic or token.begins)


def _coded(table: StandardTable, tokens: Sequence[Token]) -> Iterator[Record]:
    """Rows of code, name and numbers, and the named total rows."""
    economic = table.shape == "economic"
    totals = {label: row.id for row in table.lanes[0].rows for label in row.labels}
    current: _Draft | None = None
    pending: list[Token] = []
    for index, token in enumerate(tokens):
        if _is_code(tokens, index, economic):
            if current:
                current.words += _texts(pending) if current.numbers or current.words or pending else []
                yield current.done()
            current, pending = _Draft(code=token.text, location=token.location), []
        elif token.number is None:
            pending.append(token)
            total = label_key("".join(_texts(pending)))
            if total in totals or label_key(token.text) in totals:
                if current:
                    current.words += _texts(pending[:-1]) if total not in totals else []
                    yield current.done()
                current = _Draft(words=_texts(pending) if total in totals else [token.text], location=token.location)
                pending = []
        else:
            current, closed = _with_number(current, pending, token)
            if closed:
                yield closed
            pending = []
    if current:
        if not current.numbers or not current.words:
            current.words += _texts(pending)
        yield current.done()


def _with_number(current: _Draft | None, pending: list[Token], token: Token) -> tuple[_Draft | None, Record | None]:
    """Give a number to the row it belongs to; words since the row's last number begin a row without a code."""
    closed = None
    if pending and current and not current.numbers:
        current.words += _texts(pending)
    elif pending and _texts(pending):
        closed = current.done() if current else None
        current = _Draft(words=_texts(pending), location=pending[0].location)
    if current is not None and token.number is not None:
        current.numbers.append(Number(token, token.number))
    return current, closed


def _texts(tokens: Iterable[Token]) -> list[str]:
    return [token.text for token in tokens if token.text not in _PLACEHOLDERS]


def _laned(table: StandardTable, tokens: Sequence[Token]) -> Iterator[Record]:
    """Rows of two lanes side by side, each of label, 行次 and numbers; 行次 run on in each lane and tell them apart."""
    lanes = [lane.side for lane in table.lanes]
    due, expected = 0, [1, 0]
    label: list[Token] = []
    current: _Draft | None = None
    for token in tokens:
        lane = _lane_of_line_no(token, due, expected, bool(label)) if token.is_integer else None
        if lane is not None:
            if current:
                yield current.done()
            location = label[0].location if label else token.location
            current = _Draft(lanes[lane], token.text, words=_texts(label), location=location)
            label, due, expected[lane] = [], 1 - lane, int(token.text) + 1
        elif token.number is None:
            label.append(token)
        elif current and not label:
            current.numbers.append(Number(token, token.number))
    if current:
        yield current.done()


def _lane_of_line_no(token: Token, due: int, expected: Sequence[int], labelled: bool) -> int | None:
    """The lane (0 or 1) whose next 行次 this is, or None if it is no 行次."""
    number = int(token.text) if len(token.text) <= 3 else 0
    if number == expected[due] and number:
        return due
    if due == 1 and not expected[1] and labelled and number > expected[0]:
        return 1
    if number == expected[1 - due] and number and labelled:
        return 1 - due
    return None


def _single_row(tokens: Sequence[Token]) -> Iterator[Record]:
    """The one row of numbers of a table that has its phases side by side."""
    numbers = [Number(token, token.number) for token in tokens if token.number is not None]
    if numbers:
        yield Record("", "", "", "", tuple(numbers), numbers[0].token.location)
