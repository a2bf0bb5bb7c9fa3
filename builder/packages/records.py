"""A package as one JSON file, for programs that would rather not read CSV.

It is a Data Package with its rows inside: the descriptor, and every table as ``data`` with one object for each row.
Every cell is text as in the CSV files, so a number keeps the decimals that are printed; the schema says what it is.
No apostrophe stands before a text, for no spreadsheet reads this. A table without rows is left out: frictionless-py
does not take an empty one.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from builder.packages.cells import Row, read_csv
from builder.packages.fields import PACKAGE, Resource
from builder.packages.read import read_descriptor

_OF_THE_FILE = ("path", "format", "mediatype", "encoding", "dialect", "hash", "bytes", "type")
_ROW = json.JSONEncoder(ensure_ascii=False, separators=(",\n     ", ": "))
_EMPTY = '"data": []\n  }'
"""The end of a table without rows; no text of a descriptor holds a line break as it is."""
_TABLES = {resource.name: resource for resource in PACKAGE}


def write(package: Path, path: Path) -> None:
    """Write the JSON of a package; the same bytes for the same package. Raises OSError."""
    descriptor = read_descriptor(package)
    tables = [_table(package, one) for one in descriptor["resources"] if one["name"] in _TABLES]
    filled = [one for one in tables if one["data"]]
    bare = [{**one, "data": []} for one in filled]
    text = json.dumps({**descriptor, "resources": bare}, ensure_ascii=False, indent=1)
    rows = (f'"data": [\n{_rows(one["data"])}\n   ]\n  }}' for one in filled)
    start, *parts = text.split(_EMPTY)
    whole = start + "".join(f"{row}{part}" for row, part in zip(rows, parts, strict=True))
    path.write_text(f"{whole}\n", encoding="utf-8", newline="\n")


def _rows(rows: Iterable[Row]) -> str:
    """Rows as JSON indents them, in a fifth of the time: of what is indented Python writes every part by itself."""
    return ",\n".join(f"    {{\n     {_ROW.encode(row)[1:-1]}\n    }}" for row in rows)


def _table(package: Path, described: Mapping[str, Any]) -> dict[str, Any]:
    resource: Resource = _TABLES[described["name"]]
    kept = {key: value for key, value in described.items() if key not in _OF_THE_FILE}
    return {**kept, "data": list(read_csv(resource, package / resource.file))}
