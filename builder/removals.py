"""removals.csv at the top of a content folder: what must no longer be published, a disclosure or a passage of one.

A passage is not written down there, for the list is kept with the content, often in public: it is told by its length
and a digest, blanks left out and full-width letters made plain. Wherever these letters stand in the document, across
lines and cells too, a mask stands in their place before anything is recognised, and the file itself is not published.
A digest does not hide a passage of few letters from somebody who guesses it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from builder import lists, privacy
from builder.config import mistake
from builder.errors import UserError
from builder.frozen import frozen

NAME = "removals.csv"
COLUMNS = ("date", "disclosure_id", "passage", "reason")
SCOPES = ("disclosure", "passage")
_PASSAGE = re.compile(r"([1-9]\d{0,4})-([0-9a-f]{64})")


@frozen
class Removal:
    """A line of removals.csv: on which day (ISO 8601), of which disclosure, which passage (empty: all of it), why."""

    date: str
    disclosure_id: str
    passage: str
    reason: str

    @property
    def scope(self) -> str:
        """What is taken out, one of SCOPES."""
        return SCOPES[bool(self.passage)]


def read(path: Path) -> tuple[Removal, ...]:
    """The entries in the order of the file, none if there is no file; raises UserError naming the line."""
    return tuple(_entry(path, line, Removal(*cells)) for line, cells in lists.read(path, COLUMNS))


def append(path: Path, entry: Removal) -> None:
    """Write an entry behind those that are there."""
    lists.append(path, COLUMNS, [(entry.date, entry.disclosure_id, entry.passage, entry.reason)])


def row(entry: Removal) -> dict[str, str]:
    """What is published of an entry."""
    return {
        "date": entry.date,
        "disclosure_id": entry.disclosure_id,
        "scope": entry.scope,
        "reason": privacy.mask(entry.reason),
    }


def whole(entries: Iterable[Removal]) -> frozenset[str]:
    """The disclosures that are taken out altogether, by disclosure_id."""
    return frozenset(entry.disclosure_id for entry in entries if not entry.passage)


def passages(entries: Iterable[Removal], disclosure_id: str) -> tuple[str, ...]:
    """The passages to be taken out of a disclosure."""
    return tuple(entry.passage for entry in entries if entry.passage and entry.disclosure_id == disclosure_id)


def passage(text: str) -> str:
    """How a passage is written in the file; raises UserError if it has no letters."""
    letters = "".join(privacy.plain(text).split())
    if not letters:
        raise UserError("要移除的文字是空的 · the passage is empty")
    return f"{len(letters)}-{hashlib.sha256(letters.encode('utf-8', 'surrogatepass')).hexdigest()}"


def hidden(lines: Sequence[str], removed: Iterable[str]) -> tuple[str, ...]:
    """The lines with a mask for every letter of the passages ``removed``, wherever they stand; of the same lengths."""
    removed = tuple(removed)
    if not removed:
        return tuple(lines)
    places = [(row, at) for row, line in enumerate(lines) for at, letter in enumerate(line) if not letter.isspace()]
    text = "".join(privacy.plain(line) for line in lines)
    text = "".join(text.split())
    found = [list(line) for line in lines]
    for start, end in (span for each in removed for span in _spans(text, each)):
        for row, at in places[start:end]:
            found[row][at] = privacy.MASK if found[row][at].isalnum() else found[row][at]
    return tuple(map("".join, found))


def _spans(text: str, removed: str) -> Iterator[tuple[int, int]]:
    length, _, digest = removed.partition("-")
    size = int(length)
    for start in range(len(text) - size + 1):
        letters = text[start : start + size].encode("utf-8", "surrogatepass")
        if hashlib.sha256(letters).hexdigest() == digest:
            yield start, start + size


def _entry(path: Path, line: int, entry: Removal) -> Removal:
    if not lists.is_date(entry.date) or not entry.disclosure_id or not entry.reason:
        raise mistake(
            path,
            line,
            "应有日期（如 2024-09-01）、公开文件编号和原因",
            "a date, a disclosure_id and a reason are needed",
        )
    if entry.passage and not _PASSAGE.fullmatch(entry.passage):
        chinese = "passage 不是 build-site remove 写的样子"
        raise mistake(path, line, chinese, "the passage is not as build-site remove writes it")
    return entry
