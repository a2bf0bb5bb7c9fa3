"""Reads a data package back: the inverse of ``write``."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from builder.model.disclosure import Disclosure, Identity
from builder.model.document import Source
from builder.model.finding import Verdict
from builder.packages import rows
from builder.packages.cells import Row, read_csv
from builder.packages.fields import PACKAGE

_Noun = TypeVar("_Noun")
_RESOURCES = {resource.name: resource for resource in PACKAGE}


def read(folder: Path) -> tuple[Disclosure, Verdict]:
    """Read the package of one disclosure from its folder; equal to what was written, order and decimals included."""
    about = read_descriptor(folder)
    said = _read(folder, "statements", rows.statement)
    disclosure = Disclosure(
        identity=identity(about),
        source=source(about),
        tables=_read(folder, "tables", rows.table),
        figures=_read(folder, "figures", rows.figure),
        unplaced=_read(folder, "unplaced", rows.unplaced),
        passages=_read(folder, "passages", rows.passage),
        statements=tuple(statement for statement in said if not statement.derived),
        derived=tuple(statement for statement in said if statement.derived),
        indicators=_read(folder, "indicators", rows.indicator),
        leftovers=_read(folder, "leftovers", rows.leftover),
        notes=tuple(about["notes"]),
    )
    return disclosure, Verdict(_read(folder, "findings", rows.finding), _read(folder, "checks", rows.entry))


def read_descriptor(folder: Path) -> dict[str, Any]:
    """Read datapackage.json."""
    descriptor: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return descriptor


def identity(descriptor: dict[str, Any]) -> Identity:
    """Return the identity that a descriptor tells."""
    return Identity(**descriptor["disclosure"])


def source(descriptor: dict[str, Any]) -> Source:
    """Return the source file that a descriptor tells."""
    file = descriptor["sources"][0]
    return Source(
        path=file["path"],
        format=file["format"],
        sha256=file["sha256"],
        size=file["bytes"],
        private=bool(file.get("private")),
    )


def _read(folder: Path, name: str, noun: Callable[[Row], _Noun]) -> tuple[_Noun, ...]:
    resource = _RESOURCES[name]
    return tuple(noun(row) for row in read_csv(resource, folder / resource.file))
