"""Rows of two lanes side by side, told apart by their 行次.

Each lane's rows are a label (or none), a 行次 and its amounts. The 行次 run on through both lanes: beside row 1 stands
row 32, beside 2 stands 33. An amount may be an integer and a page number may stand anywhere, so an integer alone does
not say what it is: all readings of the whole table are weighed, and only what the best of them agree on is taken.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from builder.frozen import frozen
from builder.recognise.blanks import SIGN
from builder.recognise.lattice import cheapest
from builder.recognise.record import Number, Record, Stray, Token
from builder.standards.classifications import class_code
from builder.standards.tables import Lane, StandardTable
from builder.standards.text import label_key

PAGE_NUMBER = "单独成行的整数，可能是页码"
UNCERTAIN = "行次和金额不能唯一区分"
_GROUP = re.compile(r"\d{3}[.．]\d\d")
_MOST_SKIPPED = 4
"""How many rows may be missing in a row before the rest is given up."""
_ROW, _SKIP, _UNLABELLED, _FOREIGN, _HALF = -3, 1, 1, 4, 4
"""The cost of a row found, of one missing, of one without label inside a line, of a number that fits nowhere, and of a
left row at the end, without the right one beside it."""


class _State(NamedTuple):
    """Behind the 行次 of ``row`` (-1: before the first) and so many amounts, or in the label that follows."""

    row: int
    amounts: int = 0
    in_label: bool = False


class _Role(NamedTuple):
    """What a token is: the ``label`` after a row, the ``line_no`` or an ``amount`` of a row, or ``foreign``."""

    kind: str
    row: int


@frozen
class _Seen:
    """A token with what it may be: an integer that may be a 行次, a number that may be an amount."""

    token: Token
    integer: int | None
    is_number: bool
    is_amount: bool


@frozen
class _Form:
    """The table's lanes and how far apart the 行次 of a left row and of the right one beside it are."""

    lanes: tuple[Lane, ...]
    apart: int

    def row_of(self, line_no: int, after: int) -> int | None:
        """The row with this 行次, if it comes after row ``after``; rows count left, right, left, right from 0."""
        for lane, first in enumerate((1, self.apart + 1)):
            row = 2 * (line_no - first) + lane
            if after < row and line_no >= first and (lane or line_no <= self.apart):
                return row
        return None

    def steps(self, seen: _Seen | None, state: _State) -> Iterator[tuple[_Role, _State, int]]:
        """What the token can be behind ``state``; None is the end."""
        if seen is None:
            yield _Role("end", state.row), state, 0 if state.row % 2 else _HALF
            return
        if not seen.is_number:
            yield _Role("label", state.row), _State(state.row, in_label=True), 0
            return
        row = None if seen.integer is None else self.row_of(seen.integer, state.row)
        if row is not None and (state.row < 0 or row - state.row <= _MOST_SKIPPED + 1):
            skipped = 0 if state.row < 0 else (row - state.row - 1) * _SKIP
            inside = not state.in_label and not seen.token.begins and row % 2 == 0
            yield _Role("line_no", row), _State(row), _ROW + skipped + inside * _UNLABELLED
        columns = len(self.lanes[state.row % 2].measures) if state.row >= 0 and not state.in_label else 0
        if seen.is_amount and state.amounts < columns:
            yield _Role("amount", state.row), _State(state.row, state.amounts + 1), 0
        is_free = seen.token.may_be_page_number or seen.token.is_dash
        yield _Role("foreign", state.row), state, 0 if is_free else _FOREIGN


def laned(table: StandardTable, tokens: Sequence[Token], integers: bool) -> Iterator[Record]:
    """The rows. ``integers`` is whether amounts may be printed without decimals in this document."""
    seen = [_seen(token, integers) for token in tokens]
    readings = [(cheapest([*seen, None], _State(-1), form.steps), form) for form in _forms(table, seen, integers)]
    if not readings:
        yield from _unread(tokens)
        return
    (_, roles), form = min(readings, key=lambda reading: reading[0][0])
    yield from _rows(form, seen, roles[:-1])


def _seen(token: Token, integers: bool) -> _Seen:
    number = token.number
    if number is None:
        return _Seen(token, None, is_number=token.is_dash, is_amount=token.is_dash)
    plain = token.is_integer and bool(token.text.strip("0"))
    is_line_no = plain and len(token.text) <= 3 and not token.holds_amounts
    is_amount = token.holds_amounts is not False and (integers or not plain or token.holds_amounts is True)
    return _Seen(token, int(token.text) if is_line_no else None, is_number=True, is_amount=is_amount)


def _forms(table: StandardTable, seen: Sequence[_Seen], may_be_amounts: bool) -> list[_Form]:
    """The forms worth trying: the commonest distances between an integer and one of the two after it.

    One pair of rows is enough where no amount can be taken for a 行次.
    """
    integers = [one.integer for one in seen if one.integer is not None]
    apart = Counter(
        later - integer
        for index, integer in enumerate(integers)
        for later in integers[index + 1 : index + 3]
        if later - integer > 1
    )
    common, least = apart.most_common(3), 2 if may_be_amounts else 1
    return [_Form(table.lanes, distance) for distance, count in common if count >= least and 2 * count >= common[0][1]]


def _unread(tokens: Sequence[Token]) -> Iterator[Record]:
    strays = tuple(Stray(token, UNCERTAIN) for token in tokens if token.number is not None)
    if strays:
        yield Record("", "", "", "", (), strays[0].token.location, strays)


@dataclass(slots=True)
class _Draft:
    """A row while it is being read: its label's words, its place, its numbers, whether its 行次 is certain.

    ``after_gap`` is whether the row before it was not found: then its label may be of two rows.
    """

    label: list[Token]
    line: Token
    is_sure: bool
    after_gap: bool = False
    numbers: list[Number] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)


def _rows(form: _Form, seen: Sequence[_Seen], roles: Sequence[set[_Role]]) -> Iterator[Record]:
    """Records from what all of the cheapest readings agree on; a number they disagree on is a stray."""
    drafts: dict[int, _Draft] = {}
    label: list[Token] = []
    agreed, last = True, -1
    foreign: Token | None = None
    for one, may_be in zip(seen, roles, strict=True):
        row = next((role.row for role in may_be if role.kind == "line_no"), None)
        if not one.is_number:
            label.append(one.token)
            agreed &= len(may_be) == 1
        elif row is not None:
            is_gap = last >= 0 and row > last + 1
            draft = _Draft(label, one.token, agreed and len(may_be) == 1, is_gap)
            if len(may_be) > 1:
                draft.strays = [*_all_of(drafts.get(row)), Stray(one.token, UNCERTAIN)]
            # What is not surely a 行次 may leave its label to the next row.
            drafts[row], label, agreed, last = draft, [], len(may_be) == 1, row
        elif last >= 0:
            _give(drafts, last, one.token, may_be, foreign)
        foreign = one.token if {role.kind for role in may_be} == {"foreign"} else None
    _mend_labels(form, drafts)
    for row, draft in sorted(drafts.items()):
        yield _record(form, row, draft)


def _all_of(draft: _Draft | None) -> list[Stray]:
    """The numbers of a row that another row with the same 行次 takes the place of."""
    return [*draft.strays, *(Stray(one.token, UNCERTAIN) for one in draft.numbers if not one.is_blank)] if draft else []


def _give(drafts: dict[int, _Draft], last: int, token: Token, may_be: set[_Role], before: Token | None) -> None:
    """A number to the row that all readings give it to, unless what is of no row ``before`` it may be its part."""
    rows = {role.row for role in may_be if role.kind == "amount"}
    foreign = any(role.kind == "foreign" for role in may_be)
    if token.is_dash:
        if len(rows) == 1 and rows <= set(drafts):
            drafts[rows.pop()].numbers.append(Number(token, Decimal(0), is_blank=True))
    elif len(rows) == 1 and rows <= set(drafts) and (doubt := _may_go_on(before, token)):
        drafts[rows.pop()].strays.append(Stray(token, doubt))
    elif len(rows) == 1 and rows <= set(drafts):
        assert token.number is not None
        drafts[rows.pop()].numbers.append(Number(token, token.number, doubt=PAGE_NUMBER if foreign else ""))
    elif rows or not token.may_be_page_number:
        drafts[last].strays.append(Stray(token, UNCERTAIN))


def _may_go_on(before: Token | None, token: Token) -> str:
    """Why a number may be a rest: a dash before it may be its sign, an integer its thousands (``60 208.70``)."""
    if before is None or token.begins:
        return ""
    if before.is_dash:
        return SIGN
    return UNCERTAIN if before.is_integer and len(before.text) <= len("000") and _GROUP.fullmatch(token.text) else ""


def _record(form: _Form, row: int, draft: _Draft) -> Record:
    line_no = str(row // 2 + 1 + row % 2 * form.apart)
    location = draft.label[0].location if draft.label else draft.line.location
    numbers, strays = draft.numbers, draft.strays
    is_one_label = not draft.after_gap or not draft.label or is_known(form.lanes[row % 2], draft.label)
    if not (draft.is_sure and is_one_label):
        strays, numbers = [*strays, *(Stray(number.token, UNCERTAIN) for number in numbers if not number.is_blank)], []
    item = "".join(token.text for token in draft.label)
    return Record(form.lanes[row % 2].side, line_no, "", item, tuple(numbers), location, tuple(strays))


def _mend_labels(form: _Form, drafts: dict[int, _Draft]) -> None:
    """Take away what is not of the label: words of the header above it, the rest of the label before it."""
    before: _Draft | None = None
    for row, draft in sorted(drafts.items()):
        lane = form.lanes[row % 2]
        cut = next((cut for cut in range(len(draft.label)) if is_known(lane, draft.label[cut:])), 0)
        rest, draft.label = draft.label[:cut], draft.label[cut:]
        if rest and before and is_known(form.lanes[1 - row % 2], [*before.label, *rest]):
            before.label += rest
        before = draft


def is_known(lane: Lane, label: Sequence[Token]) -> bool:
    """Whether these words are a label that the form has in this lane."""
    text = "".join(token.text for token in label)
    words = label_key(text)
    return any(words in row.labels for row in lane.rows) or (lane.classes and class_code(text) is not None)
