"""Lists that are kept by hand or by a command at the top of a content folder: CSV files with columns that are fixed."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.config import mistake
from builder.errors import UserError

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def read(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Number and stripped cells of every line below the first, none if there is no file.

    Raises UserError naming the line if the columns are others, or a line has more or fewer cells than they.
    """
    if not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UserError(f"无法读取 {path} · cannot read it as UTF-8 text") from None
    reader = csv.reader(io.StringIO(text, newline=""))
    if tuple(next(reader, ())) != columns:
        raise mistake(path, 1, f"第一行应为 {','.join(columns)}", "wrong columns in the first line")
    for cells in reader:
        if cells and len(cells) != len(columns):
            raise mistake(path, reader.line_num, "格数与第一行不同", "not as many cells as the first line has")
        if cells:
            yield reader.line_num, tuple(cell.strip() for cell in cells)


def append(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write lines behind those that are there; a new file begins with its columns."""
    is_new = not path.is_file()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([columns, *rows] if is_new else rows)


def is_date(text: str) -> bool:
    """Whether a text is written as a date, ISO 8601."""
    return _DATE.fullmatch(text) is not None
