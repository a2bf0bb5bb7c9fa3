"""The print: accounts as the nine standard tables, each a grid of text with typed columns.

Every number is rounded by itself, half up, as an office prints it; nothing here knows a file format.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from random import Random

Prose = str | tuple[tuple[str, ...], ...]
"""A paragraph, or a form as rows of cells."""


@dataclass(frozen=True, slots=True)
class Head:
    """A header cell: 0-based row and column, text, spans."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """What a grid column holds: ``kind`` is code, item, line_no, phase, amount, other (numbers that are none of the
    table's measures) or empty.

    Columns with the same ``lane`` make up one row of the table; ``side``, ``phase`` and ``measure`` as in figures.csv.
    """

    kind: str
    lane: int = 0
    side: str = ""
    phase: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """One figure that a table holds; ``printed`` is its text. The first eight name it as in figures.csv."""

    table: str
    side: str
    phase: str
    line_no: str
    code: str
    item: str
    measure: str
    amount: str
    printed: str


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as it is printed: title without number, header cells, the 栏次 row (a text per column), rows, notes.

    Where the cells do not say it themselves, ``named`` has the (code, item) and ``measured`` the measure of each row.
    ``unit`` is empty where it is that of the whole document; where ``only`` is set, the numbers of all other rows are
    none of the table's measures. ``above`` are the lines above the header, each of one or two texts, where they are
    drawn already, and ``continued`` is what a further page of the table has instead of them.
    """

    id: str
    number: int
    title: str
    columns: tuple[Column, ...]
    head: tuple[Head, ...]
    numbering: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    named: tuple[tuple[str, str], ...] = ()
    measured: tuple[str, ...] = ()
    unit: str = ""
    only: int | None = None
    above: tuple[tuple[str, ...], ...] = ()
    continued: str = ""

    @property
    def head_rows(self) -> int:
        """How many rows the header has, without the 栏次 row."""
        return max(head.row + head.rowspan for head in self.head)

    def expected(self) -> Iterator[Expected]:
        """The figures, row by row from left to right."""
        for index, row in enumerate(self.rows):
            for column, text in zip(self.columns, row, strict=True):
                if column.kind == "amount" and text.strip("-—") and self.only in (None, index):
                    yield self._expected(column, index, text)

    def others(self) -> Iterator[str]:
        """The printed numbers that are none of the table's measures."""
        for index, row in enumerate(self.rows):
            for column, text in zip(self.columns, row, strict=True):
                aside = column.kind == "other" or (column.kind == "amount" and self.only not in (None, index))
                if aside and text.strip("-—"):
                    yield text

    def full_rows(self) -> Iterator[tuple[str, str, str, str, str]]:
        """The rows that print something, a dash if nothing else, in each cell: table, side, line_no, code, item."""
        for row in self.rows:
            for lane in {column.lane: column for column in self.columns if column.kind == "amount"}.values():
                inside = [cell for column, cell in zip(self.columns, row, strict=True) if column.side == lane.side]
                amounts = [column.kind == "amount" for column in self.columns if column.side == lane.side]
                if all(cell for cell, is_amount in zip(inside, amounts, strict=True) if is_amount):
                    code, item, line_no = self._names(lane.lane, row)
                    yield self.id, lane.side, line_no, code, item

    def _expected(self, column: Column, index: int, text: str) -> Expected:
        row = self.rows[index]
        code, item, line_no = (*self.named[index], "") if self.named else self._names(column.lane, row)
        phase = column.phase or self._phase(row)
        measure = self.measured[index] if self.measured else column.measure
        named = (self.id, column.side, phase, line_no, code, item, measure)
        return Expected(*named, amount=_plain(text), printed=text)

    def _phase(self, row: Sequence[str]) -> str:
        """The phase that the row itself names."""
        words = next((text for column, text in zip(self.columns, row, strict=True) if column.kind == "phase"), "")
        return {"预算数": "budget", "决算数": "actual"}.get(words, "")

    def _names(self, lane: int, row: Sequence[str]) -> tuple[str, str, str]:
        """Code, item and 行次 of a lane. A label may be merged over lanes, its amount standing in the last of them."""
        found = {
            column.kind: text
            for column, text in zip(self.columns, row, strict=True)
            if column.lane == lane and column.kind in ("code", "item", "line_no")
        }
        code, item, line_no = (found.get(kind, "") for kind in ("code", "item", "line_no"))
        if not (code or item or line_no) and lane and self.columns[0].kind != "amount":
            return self._names(lane - 1, row)
        return (code, item, line_no) if code.isdigit() else ("", code or item, line_no)


@dataclass(frozen=True, slots=True)
class Printed:
    """A whole disclosure: whose, of which year, in which unit, and its tables in the order of the form.

    ``label`` is how the tables are numbered; ``labelled``: the number stands before the title, on the same line.
    ``before`` and ``behind`` are the text round the tables; a renderer writes a short one of its own if there is none.
    """

    entity_name: str
    year: int
    body: str
    unit: str
    tables: tuple[PrintedTable, ...]
    kind: str = "final"
    label: str = "公开{:02}表"
    labelled: bool = False
    before: tuple[str, ...] = ()
    behind: tuple[Prose, ...] = ()

    @property
    def what(self) -> str:
        """What it is called behind the year: 年度部门决算, 年单位预算."""
        return f"年度{self.body}决算" if self.kind == "final" else f"年{self.body}预算"

    def expected(self) -> tuple[Expected, ...]:
        """Every figure of every table."""
        return tuple(figure for table in self.tables for figure in table.expected())

    def told(self) -> tuple[Expected, ...]:
        """The figures that the narrative repeats."""
        whole = (one for one in self.tables[0].expected() if one.measure in ("amount", "total"))
        return tuple(islice(whole, 3))


def _plain(text: str) -> str:
    negative = text.startswith(("(", "（", "-", "－", "△"))
    digits = text.strip("(（)）-－△").replace(",", "")
    return f"-{digits}" if negative else digits


@dataclass(frozen=True, slots=True)
class Manner:
    """How one office prints numbers: unit, decimals (``plain`` drops trailing zeros), what it prints for zero."""

    unit: str
    plain: bool
    zeros: tuple[str, ...]
    thousands: bool
    negative: str
    rng: Random
    decimals: int = 2

    @staticmethod
    def drawn(rng: Random) -> "Manner":
        """A manner at random; most offices print 万元 with two decimals and leave empty cells blank."""
        zeros = rng.choice((("",), ("",), ("",), ("0.00",), ("", "0.00"), ("-",), ("—",), ("", "0")))
        return Manner(
            unit=rng.choice(("万元", "万元", "万元", "万元", "元")),
            plain=rng.random() < 0.15,
            zeros=zeros,
            thousands=rng.random() < 0.25,
            negative=rng.choice(("-{}", "-{}", "-{}", "（{}）", "({})", "△{}", "－{}")),
            rng=rng,
        )

    def amount(self, fen: int) -> str:
        """The amount of so many 分 as printed; ``0`` is what the office prints for nothing."""
        if fen == 0:
            return self.rng.choice(self.zeros)
        exact = Decimal(abs(fen)) / (1_000_000 if self.unit == "万元" else 100)
        rounded = exact.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        text = f"{rounded:,}" if self.thousands else f"{rounded}"
        if self.plain and self.decimals:
            text = text.rstrip("0").rstrip(".")
        return self.negative.format(text) if fen < 0 and rounded else text


def notes(title: str) -> tuple[str, ...]:
    """The note that a form has below a table."""
    return (f"注：本表反映{re.sub('决算(总|明细)?表$', '', title)}情况。",)


def cells(columns: Sequence[Column], values: Mapping[int, str]) -> tuple[str, ...]:
    """A row with a text for some of the columns, blank in the others."""
    return tuple(values.get(index, "") for index in range(len(columns)))
