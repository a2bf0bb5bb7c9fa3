"""A row that a page break cuts in two: what did not fit on the page stands in the first row of the next one.

A program for texts breaks a row where the page ends, so the end of an amount may stand on the next page alone. Both
parts are one cell of two lines, whose number is known only if the first line cannot end where it does.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from builder.recognise.frame import Role
from builder.recognise.record import Record, Stray, Token
from builder.recognise.strips import Strip
from builder.standards.classifications import class_code, names
from builder.standards.tables import StandardTable
from builder.standards.text import key, label_key

GOES_ON = "与上一页末行的数是同一个数"
"""The end of a number that is read with its beginning."""
LONGEST_END = 12
"""So many letters of a name may stand on the next page."""
_WHOLE = re.compile(r"[.．]\d{2}[)）]?$")
"""How an amount ends that lacks nothing."""
_END = re.compile(r"[\d,，]*[.．]?\d{0,2}[)）]?")
_NAMES_A_ROW = frozenset({"code", "line_no", "serial", "unit_code", "year"})


def unbroken(
    table: StandardTable, rows: Sequence[Strip], roles: Mapping[int, Role]
) -> tuple[list[Strip], list[Record]]:
    """The rows of a table, those cut by the end of a page as one; and the ends that were put to their beginnings."""
    found: list[Strip] = []
    ends: list[Record] = []
    for row in rows:
        if found and _goes_on(table, found[-1], row, roles):
            if any(map(_is_number, row.tokens)):
                ends.append(_told(row))
            found[-1] = _joined(found[-1], row)
        else:
            found.append(row)
    return found, ends


def _goes_on(table: StandardTable, above: Strip, row: Strip, roles: Mapping[int, Role]) -> bool:
    """Whether a row has nothing but ends: no code and no 行次, of names few letters, of amounts what is missing.

    Where it has no amount, its names must be known ones only together with those above.
    """
    if above.grid is row.grid or not row.is_set or above.location.page == row.location.page:
        return False
    if any(_kind(token, roles) in _NAMES_A_ROW for token in row.tokens):
        return False
    ends = [token for token in row.tokens if _is_number(token)]
    parts = [token for token in row.tokens if not _is_number(token)]
    before = {token.column: token for token in above.tokens}
    if any(len(key(token.text)) > LONGEST_END for token in parts):
        return False
    if not ends:
        code = next((token.text for token in above.tokens if _kind(token, roles) == "code"), "")
        return bool(parts) and all(
            token.column in before and _is_known(table, code, before[token.column].text + token.text) for token in parts
        )
    return all(token.column in before and _lacks_its_end(before[token.column], token) for token in ends)


def _is_known(table: StandardTable, code: str, name: str) -> bool:
    """Whether it is the name of a code, or the label of a row of the form."""
    if code:
        return key(name) in {key(each) for each in names(code)}
    labels = (row.labels for lane in table.lanes for row in lane.rows)
    return any(label_key(name) in each for each in labels) or class_code(name) is not None


def _lacks_its_end(begin: Token, end: Token) -> bool:
    text = begin.text.strip()
    return text[-1:] in tuple("0123456789.,．，") and not _WHOLE.search(text) and bool(_END.fullmatch(end.text.strip()))


def _is_number(token: Token) -> bool:
    return any(map(str.isdigit, token.text)) and not re.search(r"[\u4e00-\u9fff]", token.text)


def _kind(token: Token, roles: Mapping[int, Role]) -> str:
    role = roles.get(-1 if token.column is None else token.column)
    return role.kind if role else ""


def _joined(above: Strip, row: Strip) -> Strip:
    """The row above with each text of the one below as the next line of its cell."""
    below = {token.column: token.text for token in row.tokens}
    tokens = [
        replace(token, text=f"{token.text}\n{below[token.column]}") if token.column in below else token
        for token in above.tokens
    ]
    return replace(above, moved=tuple(tokens))


def _told(row: Strip) -> Record:
    strays = tuple(Stray(token, GOES_ON, aside=True) for token in row.tokens if _is_number(token))
    return Record("", "", "", "", (), row.location, strays)
