"""CSV cells: what they look like in the files, and back.

A spreadsheet runs a text that begins with ``= + - @`` (full-width too, blanks before it or not), or with a tab or a
line break, as a formula. In text columns such a text gets one ``'`` in front, in every CSV file; so does one that
already is a run of ``'`` before such a text. Taking one ``'`` away from any text that then would get one is the exact
inverse (see ``unescape``). Numbers stay numbers: ``-12.30`` and ``-5%`` are left alone. A list is separated by blanks.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from builder.model.location import Box, Location
from builder.packages.fields import Resource

Row = Mapping[str, str]

_TRIGGER = re.compile(r"'*(?:[\s\0\ufeff\u200b]*[=+\-@＝＋－＠]|[\t\r\n\0])")
_NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?%?")


def escape(text: str) -> str:
    """Put ``'`` before a text that a spreadsheet would run."""
    return f"'{text}" if _is_risky(text) else text


def unescape(cell: str) -> str:
    """Return the text that ``escape`` made into ``cell``."""
    return cell[1:] if cell.startswith("'") and _is_risky(cell[1:]) else cell


def _is_risky(text: str) -> bool:
    return _TRIGGER.match(text) is not None and _NUMBER.fullmatch(text) is None


def write_csv(resource: Resource, rows: Iterable[Row], path: Path, *, spreadsheet: bool = False) -> None:
    """Write rows as UTF-8 with LF; ``spreadsheet`` adds a BOM and headings in Chinese.

    A file that holds a carriage return is quoted throughout: not every Python quotes a cell for that alone.
    """
    import pandas as pd  # noqa: PLC0415 (slow to load, and not every command writes)

    fields = resource.fields()
    cells = [
        [escape(row[name]) if field.type == "string" else row[name] for name, field in fields.items()] for row in rows
    ]
    pd.DataFrame(cells, columns=list(fields), dtype=object).to_csv(
        path,
        index=False,
        header=[f"{field.title} {name}" for name, field in fields.items()] if spreadsheet else list(fields),
        encoding="utf-8-sig" if spreadsheet else "utf-8",
        lineterminator="\n",
        quoting=csv.QUOTE_ALL if any("\r" in cell for row in cells for cell in row) else csv.QUOTE_MINIMAL,
    )


def read_csv(resource: Resource, path: Path) -> Iterator[Row]:
    """Read the rows of a file that ``write_csv`` wrote, exactly as they were."""
    csv.field_size_limit(2**31 - 1)
    strings = {name for name, field in resource.fields().items() if field.type == "string"}
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        names = next(lines, [])
        for cells in filter(None, lines):
            row = dict(zip(names, cells, strict=True))
            if "'" in "".join(cells):
                row = {name: unescape(cell) if name in strings else cell for name, cell in row.items()}
            yield row


def join(texts: Iterable[object]) -> str:
    """Write a list of texts without blanks as one cell."""
    return " ".join(map(str, texts))


def whole(number: int | None) -> str:
    """Write a whole number; None and 0 (no page, no line, no year) are empty."""
    return str(number) if number else ""


def number(cell: str) -> int | None:
    """Read a whole number, None if the cell is empty."""
    return int(cell) if cell else None


def place(location: Location) -> dict[str, str]:
    """Write a location as the cells ``page``, ``source_line`` and ``bbox``."""
    return {
        "page": str(location.page),
        "source_line": whole(location.line),
        "bbox": str(location.box) if location.box else "",
    }


def location(row: Row) -> Location:
    """Read a location."""
    box = Box(*map(float, row["bbox"].split())) if row["bbox"] else None
    return Location(int(row["page"]), number(row["source_line"]), box)
