"""A table on a page of fixed size whose columns nothing tells: its numbers, none of which is a figure.

A text whose blanks were lost is read by its identities alone, since it has its rows. On a page the words of one row may
stand in several lines, and a line may hold words of several rows: an identity could prove a number of another row.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.recognise import header
from builder.recognise.record import Record, Stray, Token
from builder.recognise.sections import Strip

_PAGE_NUMBER = re.compile(r"[-—–第]*\d{1,3}[-—–页]*")
_CAPTION = re.compile(r"(?:[编制预算填报公开主管]{2})*(?:单位|部门)(?:名称)?[:：]")
_SAID = re.compile(r"[。；，;=＝]|万元")
_SAID_OR_RATE = re.compile(rf"{_SAID.pattern}|[%％]")
"""A line with several amounts may have a rate among them."""
UNRULED = "表格没有框线，不能断定数字属于哪一行哪一栏"


def unruled(rows: Sequence[Strip], integers: bool, why: str = UNRULED) -> tuple[Record, ...]:
    """The numbers of the rows as records without a name; ``integers`` is whether amounts may have no decimals."""
    return tuple(_record(strip, found) for strip in rows if (found := tuple(_strays(strip, integers, why))))


def _record(strip: Strip, strays: tuple[Stray, ...]) -> Record:
    return Record("", "", "", "", (), strip.location, strays)


def _strays(strip: Strip, integers: bool, why: str) -> Iterator[Stray]:
    for token in strip.tokens:
        may_be_amount = integers or not token.is_integer or not token.number
        if token.number is not None and may_be_amount and not token.may_be_page_number:
            yield Stray(token, why)


def is_page_number(strip: Strip) -> bool:
    """Whether a line is only the number of a page (3, - 3 -, 第 3 页)."""
    return not strip.in_grid and bool(_PAGE_NUMBER.fullmatch("".join(strip.text.split())))


def is_caption(strip: Strip) -> bool:
    """What stands between a title and its header: the table's number, the unit, whose it is."""
    return header.is_caption(strip) or bool(_CAPTION.match("".join(strip.text.split())))


def is_row(strip: Strip) -> bool:
    """Whether a line of a page outside all grids is a row of amounts, and no sentence."""
    if not strip.is_set or strip.in_grid:
        return False
    amounts = sum(token.number is not None and "." in token.text for token in strip.tokens)
    has_amount = bool(amounts) or (len(strip.tokens) > 1 and strip.tokens[-1].text == "0")
    return has_amount and not (_SAID if amounts > 1 else _SAID_OR_RATE).search(strip.text)


def torn(strips: Sequence[Strip]) -> tuple[Record, ...]:
    """The amounts in cells of a page that hold those of several rows, one below the other."""
    cells = (token for strip in strips if strip.is_set for token in strip.tokens if "\n" in token.text)
    return tuple(
        Record(
            "", "", "", "", (), token.location, tuple(Stray(line, UNRULED) for line in lines if line.number is not None)
        )
        for token in cells
        if token.number is None and (lines := _amounts(token))
    )


def amounts_in(token: Token) -> list[Token]:
    """The number that a token is, or those that stand in its cell one below the other; none in words."""
    if token.number is not None:
        return [token]
    return [line for line in _amounts(token) if line.number is not None] if "\n" in token.text else []


def _amounts(token: Token) -> list[Token]:
    """The lines of a cell, if each is an amount with decimals or stands for one, at least one is; else none.

    Of 123 above 4.56, or a dash above it, nobody knows whether it is one number that is broken.
    """
    lines = [replace(token, text=text) for text in token.text.split("\n")]
    amounts = [line for line in lines if line.number is not None and re.search("[.．]", line.text)]
    others = [line for line in lines if line not in amounts]
    whole = all(line.text.strip() == "0" or (line.is_filler and len(amounts) > 1) for line in others)
    return lines if whole and amounts else []
