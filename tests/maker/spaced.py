"""Tables as the text of a PDF has them: words separated by blanks, empty cells gone, names and headers broken."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from tests.maker.printed import PrintedTable
from tests.maker.style import Style

_NOTE = (" 注：本表反映年度总收支和年末结转结余情况。本套报表金额单位转换时可能存在尾数误", "差。")
"""A note that the text of the page has in the middle of the table."""


def header_lines(table: PrintedTable, style: Style) -> Iterator[str]:
    """The header: row by row, or broken into lines of four characters, and the 栏次 row."""
    for row in range(table.head_rows):
        texts = [head.text for head in sorted(table.head, key=lambda head: head.column) if head.row == row]
        if style.broken_header:
            yield from (piece for text in texts for piece in re.findall(r".{1,4}", text))
        else:
            yield " ".join(texts)
    if style.numbering and table.numbering:
        yield " ".join(text for text in table.numbering if text)


def rows(table: PrintedTable, style: Style, rng: Random) -> Iterator[list[str]]:
    """The lines of each row; a note may stand above one of them."""
    note_at = rng.randrange(len(table.rows)) if style.note_inside and len(table.rows) > 8 else None
    for index, row in enumerate(table.rows):
        yield [*(_NOTE if index == note_at else ()), *_row_lines(table, row, style, rng)]


class _Writer:
    """Lines being written word by word; ``before`` is the kind of the last word."""

    def __init__(self, style: Style, rng: Random) -> None:
        self.lines: list[str] = [""]
        self.before = ""
        self.style, self.rng = style, rng

    def turn(self) -> None:
        """Begin a new line."""
        if self.lines[-1]:
            self.lines.append("")

    def word(self, text: str, kind: str) -> None:
        """Write behind the last word: glued where a number and a name meet, else after a blank."""
        line = self.lines[-1]
        meets = {self.before, kind} in ({"amount", "item"}, {"item", "line_no"})
        sticks = (line[-1:].isdigit() and "一" <= text[:1] <= "龥") or (
            "一" <= line[-1:] <= "龥" and text[0] in _STICKS
        )
        glue = meets and sticks and self.rng.random() < self.style.glued
        self.lines[-1] = f"{line}{'' if glue or not line else ' '}{text}"
        self.before = kind

    def pieces(self, parts: Sequence[str], kind: str) -> None:
        """Write a name, a line for each of its parts; what follows may stand on the last of them."""
        if len(parts) > 1 and self.rng.random() < 0.5:
            self.turn()
        for part in parts[:-1]:
            self.word(part, kind)
            self.turn()
        self.word(parts[-1], kind)
        if len(parts) > 1 and self.rng.random() < 0.5:
            self.turn()


_STICKS = "0123456789-－"


def _row_lines(table: PrintedTable, row: Sequence[str], style: Style, rng: Random) -> list[str]:
    """One printed row as lines: blanks between its texts, some glued, names broken, empty cells gone."""
    writer = _Writer(style, rng)
    for column, text in zip(table.columns, row, strict=True):
        kind = "item" if column.kind == "code" and not text.isdigit() else column.kind
        if not text:
            continue
        if kind == "item":
            writer.pieces(_parts(text, style, rng), kind)
        else:
            writer.word(_torn(text, style, rng) if kind == "amount" else text, kind)
        if kind == "code" and rng.random() < style.code_alone:
            writer.turn()
    return [line for line in writer.lines if line]


def _parts(name: str, style: Style, rng: Random) -> list[str]:
    """A name in the parts it is broken into, perhaps with a blank in it."""
    if rng.random() < style.blanks_in_names and len(name) > 3:
        at = rng.randrange(1, len(name))
        name = f"{name[:at]} {name[at:]}"
    if len(name) < 6 or rng.random() >= style.wrapped_names:
        return [name]
    return re.findall(f".{{1,{rng.randrange(len(name) // 3 + 1, len(name))}}}", name)


def _torn(amount: str, style: Style, rng: Random) -> str:
    """A digit group broken by a blank, as a PDF's text has it."""
    if "." not in amount or rng.random() >= style.broken_digits:
        return amount
    return amount.replace(",", " , ") if "," in amount else amount.replace(".", ". ")
