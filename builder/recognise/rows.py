"""Tokens of a table's body to records: one grammar per shape of table.

The grammars need no columns: they tell rows apart by codes, 行次 and labels, so names broken over lines, codes on
a line of their own and glued neighbours read the same from text without columns and from grids.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from builder.model.location import Location
from builder.recognise.frame import UNKNOWN_HEADER
from builder.recognise.lanes import PAGE_NUMBER, laned
from builder.recognise.record import Number, Record, Stray, Token
from builder.standards.classifications import names
from builder.standards.tables import StandardTable
from builder.standards.text import key, label_key

_LEVELS = ("类", "款", "项")
_PLACEHOLDERS = frozenset({"类款项", "栏次"})
_NAMELESS = "可能是科目编码，其后没有名称，或不是该编码的名称"
_NO_CODE = "所在的行没有科目编码"
_NOT_DECIMAL = "整数，而文件中的金额都有小数"
NOT_A_NUMBER = "单元格的内容不是一个数"
_LONGEST_LABEL = 6
"""How many words a total's label may be broken into."""


@dataclass
class _Draft:
    """A record while it is being read; ``has_name`` is whether it has a code or a total's label."""

    code: str = ""
    words: list[str] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    location: Location = field(default_factory=Location)
    has_name: bool = True

    def add_below(self, words: list[str]) -> None:
        """Words printed below the row's numbers: the end of its name, or of something else on the page."""
        known = {key(name) for name in names(self.code)} if self.code else set()
        if self.code and (not self.numbers or not known or key("".join(self.words + words)) in known):
            self.words += words

    def done(self) -> Record:
        item = "".join(self.words)
        return Record("", "", self.code, item, tuple(self.numbers), self.location, tuple(self.strays))


def records(table: StandardTable, tokens: Sequence[Token], integers: bool = True) -> tuple[Record, ...]:
    """The records of a table's body, in printed order, rows without numbers included.

    ``integers`` is whether amounts may be printed without decimals in this document.
    """
    body = _without_placeholders([token for token in tokens if token.is_dash or not token.is_filler])
    if table.shape == "lanes":
        return tuple(laned(table, body, integers))
    if table.shape == "phases":
        return tuple(_phase_rows(table, body, integers))
    return _without_header_words(tuple(_coded(table, body, integers)))


def _without_header_words(found: tuple[Record, ...]) -> tuple[Record, ...]:
    """Without 合计 and the like where no number follows and the label comes again: a word of the header above."""
    labels = [record.item for record in found if not record.code]
    return tuple(
        record
        for record in found
        if record.code or record.numbers or record.strays or labels.count(record.item) == 1 or not record.item
    )


def _coded(table: StandardTable, tokens: Sequence[Token], integers: bool) -> Iterator[Record]:
    """Rows of code, name and numbers, and the named total rows."""
    totals = {label for row in table.lanes[0].rows for label in row.labels}
    current = _Draft(has_name=False)
    pending: list[Token] = []
    for index, token in enumerate(tokens):
        if _is_code(table, tokens, index, integers):
            current.add_below(_texts(pending))
            yield from _closed(current)
            current, pending = _Draft(code=token.text, location=token.location), []
        elif _may_be_code(table, tokens, index):
            current.add_below(_texts(pending))
            current.numbers += [Number(token, Decimal(token.text), doubt=_NAMELESS)] if integers else []
            yield from _closed(current)
            current, pending = _Draft(code=token.text, location=token.location, has_name=False), []
        elif token.number is not None or token.is_dash:
            current, pending, closed = _with_number(current, pending, token, integers)
            yield from closed
        elif size := _total(totals, [*pending, token]):
            label = [*pending, token][-size:]
            current.add_below(_texts(pending[: len(pending) + 1 - size]))
            yield from _closed(current)
            current, pending = _Draft(words=_texts(label), location=label[0].location), []
        elif token.holds_amounts:
            current.strays += [Stray(token, NOT_A_NUMBER)] if re.search(r"\d", token.text) else []
        else:
            pending.append(token)
    if not current.numbers:
        current.add_below(_texts(pending))
    yield from _closed(current)


def _is_code(table: StandardTable, tokens: Sequence[Token], index: int, integers: bool) -> bool:
    """A code is digits of a code's length, followed by a name; in a table of functions it begins its line.

    Where an amount can look like a code of the economic classification, the name must be the code's.
    """
    token, behind = tokens[index], _behind(tokens, index)
    if not _has_code_form(table, token) or behind is None or behind.number is not None or behind.is_dash:
        return False
    if table.shape != "economic":
        return token.begins
    return not integers or token.holds_amounts is False or _begins_name(token.text, behind.text)


def _may_be_code(table: StandardTable, tokens: Sequence[Token], index: int) -> bool:
    """Whether an integer looks like a code, though no name follows, or not the one that the code is known by."""
    token, behind = tokens[index], _behind(tokens, index)
    if not _has_code_form(table, token):
        return False
    if table.shape == "economic":
        return behind is not None and behind.number is None and not behind.is_dash
    return token.begins and bool(names(token.text))


def _has_code_form(table: StandardTable, token: Token) -> bool:
    if not (token.is_integer and 3 <= len(token.text) <= 9) or token.holds_amounts:
        return False
    return table.shape != "economic" or (token.text[0] == "3" and len(token.text) in (3, 5))


def _behind(tokens: Sequence[Token], index: int) -> Token | None:
    """The next token that is no page's number."""
    return next((token for token in tokens[index + 1 : index + 4] if not token.may_be_page_number), None)


def _begins_name(code: str, word: str) -> bool:
    known = [key(name) for name in names(code)]
    return any(name.startswith(key(word)) or key(word).startswith(name) for name in known)


def _total(totals: set[str], words: Sequence[Token]) -> int:
    """How many of the last words are the label of a total row, 0 if they are none; the longest label counts."""
    sizes = range(min(len(words), _LONGEST_LABEL), 0, -1)
    return next((size for size in sizes if label_key("".join(_texts(words[-size:]))) in totals), 0)


def _with_number(
    current: _Draft, pending: list[Token], token: Token, integers: bool
) -> tuple[_Draft, list[Token], list[Record]]:
    """Give a number to the row it belongs to; words since the row's last number begin a row without a code."""
    number = _told(token, integers)
    if number is None:
        return current, pending, []
    closed: list[Record] = []
    is_named = current.has_name and bool(current.code)
    if _texts(pending) and all(one.doubt or one.is_blank for one in current.numbers) and is_named:
        # What stands between two parts of a name is no amount.
        current.strays += [Stray(one.token, one.doubt, aside=True) for one in current.numbers if one.doubt]
        current.numbers = []
        current.words += _texts(pending)
    elif _texts(pending):
        closed = list(_closed(current))
        current = _Draft(words=_texts(pending), location=pending[0].location, has_name=False)
    if isinstance(number, Stray):
        current.strays.append(number)
    else:
        current.numbers.append(number)
    return current, [], closed


def _told(token: Token, integers: bool) -> Number | Stray | None:
    """What a number is: an amount of its row, surely none, or None for a page's number."""
    if token.number is None:
        return Number(token, Decimal(0), is_blank=True)
    if token.holds_amounts is False:
        return Stray(token, UNKNOWN_HEADER)
    plain = token.is_integer and token.text.strip("0") and not token.holds_amounts
    if not plain or (integers and not token.may_be_page_number):
        return Number(token, token.number)
    if integers:
        return Number(token, token.number, doubt=PAGE_NUMBER)
    return None if token.may_be_page_number else Stray(token, _NOT_DECIMAL)


def _closed(draft: _Draft) -> Iterator[Record]:
    """The record of a draft, if it has anything. Numbers of a row that nothing names are strays."""
    if not draft.has_name:
        draft.strays += [Stray(number.token, _NO_CODE) for number in draft.numbers if not number.is_blank]
        draft.numbers = []
    if draft.has_name or draft.strays:
        yield draft.done()


def _texts(tokens: Iterable[Token]) -> list[str]:
    return [token.text for token in tokens]


def _without_placeholders(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without 栏次, and without the 类 款 项 that a blank form prints for rows to come."""
    texts = [token.text for token in tokens]
    levels = {i + k for i in range(len(texts) - 2) if tuple(texts[i : i + 3]) == _LEVELS for k in range(3)}
    return [token for i, token in enumerate(tokens) if i not in levels and token.text not in _PLACEHOLDERS]


def _phase_rows(table: StandardTable, tokens: Sequence[Token], integers: bool) -> Iterator[Record]:
    """The one row of a table that has its phases side by side, or one row for each phase that is its label."""
    labels = {header: phase.id for phase in table.phases for header in phase.headers}
    begins = [(index, labels[key(token.text)]) for index, token in enumerate(tokens) if key(token.text) in labels]
    if len({phase for _, phase in begins}) < len(begins) or not begins:
        yield from _single_row(tokens, integers)
        return
    yield from _single_row(tokens[: begins[0][0]], integers)
    ends = [*(index for index, _ in begins[1:]), len(tokens)]
    for (begin, phase), end in zip(begins, ends, strict=True):
        yield from (replace(row, lane=phase) for row in _single_row(tokens[begin:end], integers))


def _single_row(tokens: Sequence[Token], integers: bool) -> Iterator[Record]:
    """The one row of numbers of a table that has its phases side by side."""
    told = [_told(token, integers) for token in tokens if token.number is not None or token.is_dash]
    numbers = tuple(number for number in told if isinstance(number, Number))
    strays = tuple(number for number in told if isinstance(number, Stray))
    if numbers or strays:
        first = numbers[0].token if numbers else strays[0].token
        yield Record("", "", "", "", numbers, first.location, strays)
