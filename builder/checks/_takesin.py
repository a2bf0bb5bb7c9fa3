"""Whether a sentence says itself that its amount takes in what the table prints in another column.

其他收入8.00万元（含上级补助收入3.00万元）: then the column 其他收入 alone need not be the amount.
"""

import re
from collections.abc import Iterable

from builder.checks._spoken import sentence_text
from builder.model.disclosure import Disclosure, Statement
from builder.standards.equations import Cell
from builder.standards.sayings import meaning

_INCLUDING = re.compile(
    r"[（(][^（）()]*?(?:含|包括|其中)([^（）()]{2,60})[）)]|(?:含|包括|其中)[:：]?([^；;。）)\d]{2,40})"
)
"""In brackets all that is listed, elsewhere what stands before the first number: what follows may be beside it."""
_NAME = re.compile(r"[\u4e00-\u9fff]{2,20}?(?:收入|支出)")
_NEXT = re.compile(r"[；;。]")
_WHOLES = frozenset({"total", "appropriation"})
"""Columns that have other columns as their parts anyhow."""


def takes_in(disclosure: Disclosure, statement: Statement, cells: Iterable[Cell], scope: str) -> str:
    """The name of the other column whose money is said to be in the amount; empty if none is named.

    ``cells`` are those that the amount may be, ``scope`` the money of which its section speaks.
    """
    columns = {(cell.table, cell.lane, cell.row): cell.measure for cell in cells}
    if not _WHOLES.isdisjoint(columns.values()):
        return ""
    for listed in _INCLUDING.finditer(_around(disclosure, statement)):
        for found in _NAME.finditer(listed[1] or listed[2]):
            name = found.group()
            meant = meaning(name, "", scope)
            for cell in meant.cells if meant else ():
                if columns.get((cell.table, cell.lane, cell.row), cell.measure) != cell.measure:
                    return name
    return ""


def _around(disclosure: Disclosure, statement: Statement) -> str:
    """What the sentence says from the subject of an amount to the next semicolon, or to its end."""
    text = "".join(sentence_text(disclosure, statement).split())
    said, subject = "".join(statement.text.split()), "".join(statement.subject.split())
    begin = text.find(subject, text.find(said)) if said in text else -1
    if begin < 0:
        return ""
    end = _NEXT.search(text, begin)
    return text[begin : end.start() if end else len(text)]
