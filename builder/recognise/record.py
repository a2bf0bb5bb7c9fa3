"""What stands between a document and its figures: tokens, records, and the tables they were read from."""

import re
from collections.abc import Mapping
from dataclasses import field, replace
from decimal import Decimal
from functools import lru_cache

from builder.frozen import frozen
from builder.model.amount import parse_number
from builder.model.location import Location
from builder.standards.tables import StandardTable

Column = tuple[str, str]
"""A column of a standard table: (side or phase, measure)."""

_FILLERS = "…·.-—–―－−﹣_/／ \n\u3000"
_INSIDE = re.compile(
    r"(?<=[.,．，])\n|\n(?=[.,．，]\d)|(?:(?<=,\d)|(?<=,\d\d))\n(?=\d)|(?:(?<=\d{5}\.\d)|(?<=,\d{3}\.\d))\n(?=\d$)"
)
"""Where a line of a cell cannot end unless its number goes on: at a point or comma, within a group or the decimals."""
_GROUPED = re.compile(r"[-+－−﹣]?\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+[.．]\d{2}")
_SIGN = re.compile(r"([-+－−﹣])[ \u00a0\u3000]+(?=\d)")
_BLANKS = re.compile(r"[ \u00a0\u2009\u202f\u3000]")
_APART = Decimal("NaN")
"""Stands for what is a number if the blanks in it part nothing."""
_LIKE_AMOUNT = re.compile(
    r"(?=.*[\d０-９]\s*[.,．，]+\s*[\d０-９]|\d{1,3}(?: \d{3})+$)"
    r"[\s\d０-９.,．，\-－−–+＋()（）△▲¥￥$\ufffd]+",
    re.DOTALL,
)


@frozen
class Token:
    """A word or a cell: its text, its place, its column if the source tells one.

    It ``begins`` its line or is ``alone`` on it; ``holds_amounts`` is whether its column is one of amounts, where the
    header tells. ``at`` counts the tokens of the document and stays with a token whatever is made of it.
    """

    text: str
    location: Location
    column: int | None
    begins: bool
    alone: bool = False
    holds_amounts: bool | None = None
    at: int = -1

    @property
    def number(self) -> Decimal | None:
        """The number it is, or None. Lines in one cell are one number only if the first cannot end where it does.

        A blank behind the sign or between thousands parts nothing in a cell that the source tells (``- 1.35``,
        ``60 208.70``); on a page, or where the source has lines, what stands before it may be of another cell.
        """
        found = _number(self.text)
        if found is not _APART:
            return found
        if self.column is None or self.location.box:
            return None
        signed = _SIGN.sub(r"\1", self.text, count=1)
        if not _GROUPED.fullmatch(signed):
            return parse_number(signed)
        return parse_number(_BLANKS.sub("", signed)) if self.location.line is None else None

    def in_column(self, column: int | None) -> "Token":
        """The same token in another column; written out, since ``replace`` takes many times as long."""
        if column == self.column:
            return self
        return Token(self.text, self.location, column, self.begins, self.alone, self.holds_amounts, self.at)

    @property
    def flat(self) -> "Token":
        """The same token without blanks and line breaks in its text."""
        return replace(self, text="".join(self.text.split()))

    @property
    def is_integer(self) -> bool:
        """Whether it is printed as digits only."""
        return self.text.isascii() and self.text.isdigit()

    @property
    def may_be_page_number(self) -> bool:
        """Whether it is an integer of up to three digits on a line of its own."""
        return self.alone and self.is_integer and len(self.text) <= 3 and bool(self.text.strip("0"))

    @property
    def is_dash(self) -> bool:
        """Whether it is a dash in a line without columns: an empty cell, or the sign of the number behind it."""
        return self.column is None and not self.text.strip("-—－–―")

    @property
    def is_filler(self) -> bool:
        """Whether it only says that nothing stands here (……, a dash or a slash)."""
        return not self.text.strip(_FILLERS)

    @property
    def seems_amount(self) -> bool:
        """Whether it consists of what amounts are printed with, number or not (¥1,20.5, 203 251)."""
        return bool(_LIKE_AMOUNT.fullmatch(self.text))


@lru_cache(maxsize=16384)
def _number(text: str) -> Decimal | None:
    """The number that a word or cell is; every step of recognition asks for it again."""
    if _SIGN.match(text) or _GROUPED.fullmatch(text):
        return _APART
    return parse_number(_INSIDE.sub("", text) if "\n" in text else text)


@frozen
class Number:
    """A printed number of a row and the column the source puts it in, if it tells one.

    ``doubt`` says why it may be no amount at all, and is empty if it surely is one. ``is_blank`` marks a dash that
    stands where a number would.
    """

    token: Token
    value: Decimal
    column: Column | None = None
    doubt: str = ""
    is_blank: bool = False

    @property
    def printed(self) -> str:
        """The number as printed."""
        return self.token.text


@frozen
class Stray:
    """A cell with a number that is no figure, and why; ``aside`` if it is surely not an amount of the table."""

    token: Token
    reason: str
    aside: bool = False

    @property
    def printed(self) -> str:
        """The cell as printed, on one line."""
        return " ".join(self.token.text.split())


@frozen
class Record:
    """One printed row: side or phase, 行次, code, item, and its numbers from left to right.

    ``strays`` are numbers in or near it that are none of its amounts. ``parts`` are its codes and items by
    classification, the table's own first, where it prints several side by side.
    """

    lane: str
    line_no: str
    code: str
    item: str
    numbers: tuple[Number, ...]
    location: Location
    strays: tuple[Stray, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()


@frozen
class Heading:
    """A grid column, the header's texts over it from top to bottom (as keys), and what it was taken for.

    ``kind`` is that of a Role; ``measure`` is the table's column, if it is one.
    """

    column: int
    texts: tuple[str, ...]
    kind: str
    measure: Column | None = None


@frozen
class Part:
    """How one section was read: the index of its title and of its first strip below the header, among all strips.

    ``headings`` are its columns, in a grid whose header was read; ``kinds`` says by ``Token.at`` what its cells are:
    ``header`` or the kind of their column.
    """

    start: int
    body: int
    headings: tuple[Heading, ...] = ()
    kinds: Mapping[int, str] = field(default_factory=dict)


@frozen
class ReadTable:
    """A standard table as read: its rows, and its columns by lane in printed order.

    A table whose header was not understood has no columns. ``parts`` are the sections that it was read from.
    """

    standard: StandardTable
    printed_number: str
    title: str
    unit: str
    location: Location
    note: str
    layout: str
    records: tuple[Record, ...]
    columns: dict[str, tuple[Column, ...]]
    parts: tuple[Part, ...] = ()
