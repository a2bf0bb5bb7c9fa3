"""Validates a data package with Frictionless: files, hashes, types, enumerations, primary and foreign keys."""

from pathlib import Path
from typing import Any

_SHOWN = 5


class InvalidPackageError(Exception):
    """A data package that is not what its descriptor says; the text names the first faults."""


def validate(folder: Path, descriptor: dict[str, Any] | None = None) -> dict[str, int]:
    """Check the package in ``folder``, or what a ``descriptor`` tells of it; raises InvalidPackageError.

    How many rows each of its tables has.
    """
    import frictionless  # noqa: PLC0415 (slow to load, and not every command validates)

    if descriptor is None:
        package = frictionless.Package.from_descriptor(str(folder / "datapackage.json"))
    else:
        package = frictionless.Package.from_descriptor(descriptor, basepath=str(folder))
    report = package.validate()
    demand(folder, report)
    return {task.name: task.stats.get("rows", 0) for task in report.tasks if task.type == "table"}


def demand(folder: Path, report: Any) -> None:  # noqa: ANN401 - a report of Frictionless
    """Raise InvalidPackageError if a report tells of faults."""
    if not report.valid:
        faults = report.flatten(["name", "rowNumber", "fieldName", "message"])
        lines = [" ".join(str(part) for part in fault if part) for fault in faults[:_SHOWN]]
        raise InvalidPackageError("\n".join([f"{folder}: {len(faults)} faults", *lines]))
