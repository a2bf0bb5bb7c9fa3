"""corrections.csv at the top of a content folder: which published figures were changed or withdrawn, and why.

A build does not publish such a change without an entry here, and the site shows the entries. The file is written by
hand or by ``build --reason``; it belongs to the content and is kept with it.
"""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from builder.config import mistake
from builder.errors import UserError
from builder.model.correction import Change, Correction

NAME = "corrections.csv"
COLUMNS = ("date", "disclosure_id", "figure_id", "old", "new", "reason")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def read(path: Path) -> tuple[Correction, ...]:
    """The entries in the order of the file, none if there is no file; raises UserError naming the line."""
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UserError(f"无法读取 {path} · cannot read it as UTF-8 text") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise mistake(path, 1, f"第一行应为 {','.join(COLUMNS)}", "wrong columns in the first line")
    return tuple(_entry(path, reader.line_num, row) for row in reader)


def append(path: Path, changes: Iterable[Change], reason: str, date: str) -> None:
    """Write an entry for each change behind those that are there; ``date`` is ISO 8601."""
    is_new = not path.is_file()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if is_new:
            writer.writerow(COLUMNS)
        for change in changes:
            writer.writerow((date, change.disclosure_id, change.figure_id, change.old, change.new, reason))


def entry(change: Change, reason: str, date: str) -> Correction:
    """The entry for a change."""
    return Correction(date, change.disclosure_id, change.figure_id, change.old, change.new, reason)


def unexplained(changes: Iterable[Change], entries: Iterable[Correction]) -> tuple[Change, ...]:
    """The losses that no entry was written for."""
    told = {(one.figure_id, one.old, one.new) for one in entries}
    return tuple(each for each in changes if each.is_loss and (each.figure_id, each.old, each.new) not in told)


def _entry(path: Path, line: int, row: dict[str | None, str | None]) -> Correction:
    cells = [row.get(column) for column in COLUMNS]
    if None in row or None in cells:
        raise mistake(path, line, "格数与第一行不同", "not as many cells as the first line has")
    found = Correction(*(str(cell).strip() for cell in cells))
    if not _DATE.fullmatch(found.date) or not found.figure_id or not found.reason:
        raise mistake(
            path, line, "应有日期（如 2024-09-01）、数值编号和原因", "a date, a figure_id and a reason are needed"
        )
    return found
