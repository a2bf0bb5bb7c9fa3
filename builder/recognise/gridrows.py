"""Rows of a grid to records, once the role of each column is known.

A row may print several classifications side by side (功能, 政府经济, 部门经济). Its own code is that of the table's
classification; where that does not tell the rows apart, all its codes joined by ``-`` are the code of the row.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from builder.recognise.frame import NOT_A_MEASURE, UNKNOWN_HEADER, Role
from builder.recognise.record import Number, Record, Stray, Token
from builder.recognise.rows import NOT_A_NUMBER
from builder.recognise.sections import Strip
from builder.recognise.unruled import amounts_in
from builder.standards.tables import StandardTable
from builder.standards.text import label_key

_BRACKETED = re.compile(r"^[\[【(（](\d{3,9})[\]】)）]\s*(.*)$", re.DOTALL)
_LEADING = re.compile(r"^(\d{3,9})\s*[-—]?\s*((?!年)[“\"（(]?[\u4e00-\u9fff].*)$", re.DOTALL)
_BARE = re.compile(r"^[235]\d{2}(?:\d{2}){0,2}$")
_SPILLED = re.compile(r"^([^\d\[【(（][^\n]*)\n(?=[\[【(（]?\d{3,9}[\]】)）]?\s*[-—]?\s*[“\"（(]?[\u4e00-\u9fff])")
_PERCENT = re.compile(r"^[-+]?[\d,]+(?:\.\d+)?\s*[%％]$")
_FIRST_DIGIT = {"functional": "2", "economic": "3"}
_LEVELS = frozenset({"类", "款", "项", "类款项"})
"""What the columns of codes are called, which may stand beside 合计 in the first row below the header."""
NAMELESS = "所在行没有科目，也没有名称"
OTHER_CODES = "各行的科目不是本表所用的分类"
LABELS = frozenset({"code", "name", "line_no", "unit", "unit_code", "year", "serial"})
"""The kinds of columns that name a row."""
_SOLE_TOTAL = "合计"
Cells = list[tuple[Token, Role | None]]


def grid_records(table: StandardTable, rows: Sequence[Strip], roles: Mapping[int, Role]) -> list[Record]:
    """The records of grid rows: one per row, in a table of lanes one per lane."""
    if table.shape == "lanes":
        return [record for row in rows for record in _lane_records(table, row, roles)]
    drafts: list[_Draft] = []
    above: dict[int, str] = {}
    for row in rows:
        tokens = _with_levels([(token, _role(token, roles)) for token in row.tokens], roles, above)
        spilled = _take_spill(tokens)
        if spilled and drafts:
            drafts[-1].add_words(spilled)
        drafts.append(_draft(table, tokens, row))
    named = table.shape == "phases" or any(role.kind in ("code", "name", "unit") for role in roles.values())
    records = _once(table, _records(drafts, named, table.shape != "phases"))
    return _set_aside(records) if _is_otherwise_classified(table, records) else records


def _role(token: Token, roles: Mapping[int, Role]) -> Role | None:
    return roles.get(-1 if token.column is None else token.column)


def _with_levels(cells: Cells, roles: Mapping[int, Role], above: dict[int, str]) -> Cells:
    """The cells, with the 类 and 款 that stand in a row further up where a row prints only its 款 or 项 (08, 01).

    ``above`` keeps the codes of the levels from row to row. A code shorter than a 类 cannot be meant alone.
    """
    here = {token.column: token for token, role in cells if role and role.kind == "code" and token.is_integer}
    first = min((column for column in here if column is not None), default=None)
    if first is None:
        return cells
    levels = [at for at, role in sorted(roles.items()) if (role.kind, role.scheme) == ("code", roles[first].scheme)]
    begun = len(here[first].text) > 2
    lead = [] if begun else [column for column in levels if column < first and column in above]
    above.update({column: token.text for column, token in here.items() if column is not None})
    for column in levels:
        if column > first and column not in here:
            above.pop(column, None)
    return [(replace(here[first], text=above[column], column=column), roles[column]) for column in lead] + cells


def _lane_records(table: StandardTable, row: Strip, roles: Mapping[int, Role]) -> Iterator[Record]:
    cells = [(token, _role(token, roles)) for token in row.tokens]
    for lane in sorted({role.lane if role else 0 for _, role in cells}):
        inside = [(token, role) for token, role in cells if (role.lane if role else 0) == lane]
        numbers, strays = _numbers(inside)
        code, item = _code_and_item(_texts(inside, "code"), _texts(inside, "name"))
        side = table.lanes[lane].side if lane < len(table.lanes) else _view(roles, lane)
        line_no = _line_no(inside)
        if not (item or code or line_no):
            numbers, strays = (), strays + _nameless(numbers)
        if item or code or numbers or line_no or strays:
            yield Record(side, line_no, code, item, numbers, inside[0][0].location, strays)


def _nameless(numbers: Sequence[Number]) -> tuple[Stray, ...]:
    return tuple(Stray(number.token, NAMELESS) for number in numbers)


def _view(roles: Mapping[int, Role], lane: int) -> str:
    """The side of a lane that the form does not have: that of its columns."""
    return next((role.column[0] for role in roles.values() if role.lane == lane and role.column), "")


def _numbers(cells: Sequence[tuple[Token, Role | None]]) -> tuple[tuple[Number, ...], tuple[Stray, ...]]:
    """The amounts in columns of measures, and what else holds a number outside codes and names."""
    numbers, strays = [], []
    for token, role in cells:
        if token.is_filler or (role and role.kind in LABELS and not _is_amount(token, role)):
            continue
        value = token.number
        if value is not None and role and role.column:
            numbers.append(Number(token, value, role.column))
        elif value is not None:
            aside = bool(role and role.kind == "aside")
            strays.append(Stray(token, NOT_A_MEASURE if aside else UNKNOWN_HEADER, aside))
        else:
            strays += no_numbers(token, bool(role and role.column))
    return tuple(numbers), tuple(strays)


def no_numbers(token: Token, among_amounts: bool) -> list[Stray]:
    """What a cell with digits that is no number is: a rate, or among amounts several, or something not understood."""
    if _PERCENT.match("".join(token.text.split())):
        return [Stray(token, "百分比，不是金额", aside=True)]
    if not among_amounts or not any(char.isdigit() for char in token.text):
        return []
    return [Stray(one, NOT_A_NUMBER) for one in amounts_in(token) or [token]]


def _is_amount(token: Token, role: Role) -> bool:
    """Whether an amount stands in a column of names: its header was misunderstood."""
    return role.kind in ("name", "unit") and token.number is not None and ("." in token.text or "," in token.text)


def _texts(cells: Sequence[tuple[Token, Role | None]], kind: str, scheme: str | None = None) -> list[str]:
    return [
        "".join(token.text.split())
        for token, role in cells
        if role and role.kind == kind and scheme in (None, role.scheme) and not _is_amount(token, role)
    ]


def _line_no(cells: Sequence[tuple[Token, Role | None]]) -> str:
    """The 行次 of a row: in two pieces it is none that could be read."""
    return " ".join(" ".join(token.text.split()) for token, role in cells if role and role.kind == "line_no")


@dataclass
class _Draft:
    """A row while it is being read: its codes and names by classification, the table's own first."""

    parts: list[tuple[str, str]]
    unit: str
    line_no: str
    numbers: tuple[Number, ...]
    strays: tuple[Stray, ...]
    strip: Strip

    def add_words(self, words: Mapping[int, str]) -> None:
        """Words that were printed below the row's own line: the end of its names."""
        for index, (code, item) in enumerate(self.parts):
            if index in words and code:
                self.parts[index] = (code, item + words[index])


def _draft(table: StandardTable, cells: Cells, row: Strip) -> _Draft:
    classification, between = table.classification, "·" if table.names else ""
    schemes = dict.fromkeys(role.scheme for _, role in cells if role and role.kind in ("code", "name"))
    # A name whose header names no classification is that of the table's own code.
    if classification and {"", classification} <= {*schemes}:
        cells = [(token, _of(role, classification) if role and not role.scheme else role) for token, role in cells]
        schemes.pop("")
    own = sorted(schemes, key=lambda scheme: scheme not in (classification, ""))
    labels = [(token, role) for token, role in cells if role and role.kind in LABELS]
    parts = [
        _code_and_item(_texts(labels, "code", scheme), [between.join(_texts(labels, "name", scheme))]) for scheme in own
    ]
    numbers, strays = _numbers(cells)
    unit = "".join(text for text in (*_texts(labels, "unit_code"), *_texts(labels, "unit")) if not text.isdigit())
    return _Draft(parts or [("", "")], unit, _line_no(labels), numbers, strays, row)


def _of(role: Role, scheme: str) -> Role:
    return replace(role, scheme=scheme) if role.kind in ("code", "name") else role


def _take_spill(cells: Cells) -> dict[int, str]:
    """Cut off what the name of the row above left in this row's cells (a name too long for its cell)."""
    spilled, index = {}, 0
    for position, (token, role) in enumerate(cells):
        if role is None or role.kind != "name":
            continue
        if match := _SPILLED.match(token.text):
            cells[position] = (replace(token, text=token.text[match.end() :]), role)
            spilled[index] = "".join(match[1].split())
        index += 1
    return spilled


def _records(drafts: Sequence[_Draft], has_names: bool, is_named: bool) -> list[Record]:
    """Records with the code and the item of the table's own classification, or the first that a row has.

    ``is_named`` is whether a row means nothing without a name.
    """
    drafts = [draft for draft in drafts if draft.numbers or draft.strays or draft.unit or any(map(any, draft.parts))]
    records = []
    rows = [draft for draft in drafts if not _is_page_number(draft)] or drafts
    for draft in drafts:
        code, item = next((part for part in draft.parts if any(part)), ("", ""))
        if not has_names and [draft] == rows:
            item = _SOLE_TOTAL
        parts = tuple(part for part in draft.parts if any(part)) if len(draft.parts) > 1 else ()
        numbers, strays, location = draft.numbers, draft.strays, draft.strip.location
        if is_named and not (code or item or draft.unit or draft.line_no):
            numbers, strays = (), strays + _nameless(numbers)
        records.append(Record("", draft.line_no, code, item or draft.unit, numbers, location, strays, parts))
    return records


def _is_page_number(draft: _Draft) -> bool:
    """Whether a row may be the number of a page, which a workbook made from pages has in a row of its own."""
    tokens = [number.token for number in draft.numbers] + [stray.token for stray in draft.strays]
    return len(tokens) == 1 and len(draft.strip.tokens) == 1 and tokens[0].is_integer and len(tokens[0].text) <= 3


def with_codes(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records of a whole table with the codes that tell them apart: the table's own, or all of them joined."""
    own = Counter(record.code for record in records if record.code and (record.numbers or record.strays))
    joined = any(count > 1 for count in own.values()) and any(len(_codes(record)) > 1 for record in records)
    return tuple(map(_joined, records)) if joined else tuple(records)


def _codes(record: Record) -> list[str]:
    return [code for code, _ in record.parts if code]


def _joined(record: Record) -> Record:
    if not record.parts:
        return record
    item = "/".join(item for _, item in record.parts if item)
    return replace(record, code="-".join(_codes(record)), item=item or record.item)


def _is_otherwise_classified(table: StandardTable, records: Sequence[Record]) -> bool:
    """Whether the codes are mostly of another classification than the table's, whatever its title says."""
    first = _FIRST_DIGIT.get(table.classification)
    codes = [record.code for record in records if record.code and record.numbers]
    return bool(first) and sum(not code.startswith(str(first)) for code in codes) * 2 > len(codes)


def _set_aside(records: Sequence[Record]) -> list[Record]:
    return [
        replace(record, numbers=(), strays=tuple(Stray(each.token, OTHER_CODES) for each in record.numbers))
        for record in records
    ]


def _once(table: StandardTable, records: Sequence[Record]) -> list[Record]:
    """Without the total rows that later pages print again."""
    totals = {label for row in table.lanes[0].rows for label in row.labels}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    found = []
    for record in records:
        label = label_key(record.item)
        if label in totals:
            row = (label, tuple([number.printed for number in record.numbers]))
            if not record.code and row in seen:
                continue
            seen.add(row)
        found.append(record)
    return found


def _code_and_item(codes: Sequence[str], names: Sequence[str]) -> tuple[str, str]:
    """Codes may stand in three columns, each with its own digits (201 08 01) or with all so far (201 20108 2010801).

    A code may also be cut in two by a rule that it runs across (21|21402 is 2121402): what does not begin with a whole
    类 has not all digits so far. They may also stand inside the name ([2014001]行政运行), in its place, or be a total's
    label.
    """
    digits = [text for text in codes if text.isascii() and text.isdigit()]
    words = [text for text in codes if not (text.isascii() and text.isdigit()) and text not in _LEVELS]
    grows = len(digits) > 1 and all(
        len(one) > 2 and two.startswith(one) and two != one for one, two in pairwise(digits)
    )
    code, item = digits[-1] if grows else "".join(digits), "".join((*words, *names))
    if not code and _BARE.match(item):
        return item, ""
    match = None if code else _BRACKETED.match(item) or _LEADING.match(item)
    return (match[1], match[2]) if match else (code, item)
