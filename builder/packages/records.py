"""A package as one JSON file, for programs that would rather not read CSV.

It is a Data Package with its rows inside: the descriptor, and every table as ``data`` with one object for each row.
Every cell is text as in the CSV files, so a number keeps the decimals that are printed; the schema says what it is.
No apostrophe stands before a text, for no spreadsheet reads this. A table without rows is left out: frictionless-py
does not take an empty one.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builder.packages.cells import read_csv
from builder.packages.fields import PACKAGE, Resource
from builder.packages.read import read_descriptor

_OF_THE_FILE = ("path", "format", "mediatype", "encoding", "dialect", "hash", "bytes", "type")
_TABLES = {resource.name: resource for resource in PACKAGE}


def write(package: Path, path: Path) -> None:
    """Write the JSON of a package; the same bytes for the same package. Raises OSError."""
    descriptor = read_descriptor(package)
    tables = [_table(package, one) for one in descriptor["resources"] if one["name"] in _TABLES]
    filled = [one for one in tables if one["data"]]
    text = json.dumps({**descriptor, "resources": filled}, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _table(package: Path, described: Mapping[str, Any]) -> dict[str, Any]:
    resource: Resource = _TABLES[described["name"]]
    kept = {key: value for key, value in described.items() if key not in _OF_THE_FILE}
    return {**kept, "data": list(read_csv(resource, package / resource.file))}
