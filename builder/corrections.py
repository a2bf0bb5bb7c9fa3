"""corrections.csv at the top of a content folder: which published figures were changed or withdrawn, and why.

A build does not publish such a change without an entry here, and the site shows the entries. The file is written by
hand or by ``build --reason``; it belongs to the content and is kept with it.
"""

from collections.abc import Iterable
from pathlib import Path

from builder import lists
from builder.config import mistake
from builder.model.correction import Change, Correction

NAME = "corrections.csv"
COLUMNS = ("date", "disclosure_id", "figure_id", "old", "new", "reason")


def read(path: Path) -> tuple[Correction, ...]:
    """The entries in the order of the file, none if there is no file; raises UserError naming the line."""
    return tuple(_entry(path, line, Correction(*cells)) for line, cells in lists.read(path, COLUMNS))


def append(path: Path, changes: Iterable[Change], reason: str, date: str) -> None:
    """Write an entry for each change behind those that are there; ``date`` is ISO 8601."""
    rows = ((date, each.disclosure_id, each.figure_id, each.old, each.new, reason) for each in changes)
    lists.append(path, COLUMNS, rows)


def entry(change: Change, reason: str, date: str) -> Correction:
    """The entry for a change."""
    return Correction(date, change.disclosure_id, change.figure_id, change.old, change.new, reason)


def unexplained(changes: Iterable[Change], entries: Iterable[Correction]) -> tuple[Change, ...]:
    """The losses that no entry was written for."""
    told = {(one.figure_id, one.old, one.new) for one in entries}
    return tuple(each for each in changes if each.is_loss and (each.figure_id, each.old, each.new) not in told)


def _entry(path: Path, line: int, found: Correction) -> Correction:
    if not lists.is_date(found.date) or not found.figure_id or not found.reason:
        raise mistake(
            path, line, "应有日期（如 2024-09-01）、数值编号和原因", "a date, a figure_id and a reason are needed"
        )
    return found
