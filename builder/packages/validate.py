"""Validates a data package with Frictionless: files, hashes, types, enumerations, primary and foreign keys."""

from pathlib import Path

_SHOWN = 5


class InvalidPackageError(Exception):
    """A data package that is not what its descriptor says; the text names the first faults."""


def validate(folder: Path) -> None:
    """Check the package in ``folder``; raises InvalidPackageError."""
    import frictionless  # noqa: PLC0415 (slow to load, and not every command validates)

    report = frictionless.Package.from_descriptor(str(folder / "datapackage.json")).validate()
    if not report.valid:
        faults = report.flatten(["name", "rowNumber", "fieldName", "message"])
        lines = [" ".join(str(part) for part in fault if part) for fault in faults[:_SHOWN]]
        raise InvalidPackageError("\n".join([f"{folder}: {len(faults)} faults", *lines]))
