"""Text for a terminal: how wide it is, columns that align, and nothing that could steer it."""

import unicodedata
from collections.abc import Iterable, Sequence


def columns(char: str) -> int:
    """How many columns a character takes: two if it is wide, none if it combines."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """How many terminal columns a text takes: two for wide characters, none for combining marks."""
    return sum(columns(char) for char in text)


def clean(text: str) -> str:
    """A text from a document without the characters that could steer a terminal."""
    return "".join("\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char for char in text)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows aligned in columns: the first column to the left, the others to the right."""
    lines = [tuple(header), *(tuple(row) for row in rows)]
    widths = [max(width(line[column]) for line in lines) for column in range(len(header))]
    return "\n".join(
        "  ".join(_padded(*cell) for cell in zip(range(len(header)), line, widths, strict=True)) for line in lines
    )


def _padded(column: int, cell: str, wide: int) -> str:
    blank = " " * (wide - width(cell))
    return cell + blank if column == 0 else blank + cell
