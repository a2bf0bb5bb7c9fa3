"""Validates packages that were written together, with Frictionless, as it does each of them, in a part of the time.

Most of what Frictionless takes for a package does not depend on its rows: of every table it copies and checks the same
schema some ten times. So tables of the same kind are joined, and Frictionless reads every row of them once. What may be
wrong in a package and not in the joined one is looked at here: the descriptor, the hash and size of each file, its
heading, that its schema is that of the others, and that its rows end where it ends.
"""

import csv
import hashlib
import io
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.packages.descriptor import FILE
from builder.packages.validate import InvalidPackageError, demand, validate

_SHARED = ("schema", "dialect")
_OWN = ("hash", "bytes")


def validate_all(folders: Sequence[Path]) -> None:
    """Check packages of disclosures; raises InvalidPackageError if one of them may be wrong.

    Then each has to be validated alone: it may be that they are only not alike.
    """
    if len(folders) < 2:
        for folder in folders:
            validate(folder)
        return
    described = [json.loads((folder / FILE).read_text(encoding="utf-8")) for folder in folders]
    tables = [resource for resource in described[0]["resources"] if "schema" in resource]
    shared = {one["name"]: {key: one.get(key) for key in _SHARED} for one in tables}
    for folder, descriptor in zip(folders, described, strict=True):
        _check_apart(folder, descriptor, shared)
    with tempfile.TemporaryDirectory() as name:
        rows = {one["name"]: _join(one["path"], folders, Path(name)) for one in tables}
        joined = [{key: value for key, value in one.items() if key not in _OWN} for one in tables]
        if validate(Path(name), {**described[0], "resources": joined}) != rows:
            raise InvalidPackageError(f"{folders[0]} …: other rows than were written")


def _check_apart(folder: Path, descriptor: Mapping[str, Any], shared: Mapping[str, Any]) -> None:
    """Check what is not in the rows of a package: its descriptor, and that its files are those which this tells."""
    import frictionless  # noqa: PLC0415 (slow to load, and not every command validates)

    resources = descriptor["resources"]
    told = {one["name"]: {key: one.get(key) for key in _SHARED} for one in resources if "schema" in one}
    if told != shared or any("foreignKeys" in one["schema"] for one in told.values()):
        raise InvalidPackageError(f"{folder}: not like the others")
    plain = [{**one, **({"schema": {"fields": []}, "dialect": {}} if "schema" in one else {})} for one in resources]
    demand(folder, frictionless.Package.validate_descriptor({**descriptor, "resources": plain}))
    for one in resources:
        data = (folder / one["path"]).read_bytes()
        if (f"sha256:{hashlib.sha256(data).hexdigest()}", len(data)) != (one["hash"], one["bytes"]):
            raise InvalidPackageError(f"{folder / one['path']}: not the bytes that its descriptor tells (hash)")


def _join(file: str, folders: Sequence[Path], out: Path) -> int:
    """Join the tables of one kind, behind one heading; how many rows they have."""
    csv.field_size_limit(2**31 - 1)
    headings, parts, count = set(), [], 0
    for folder in folders:
        heading, _, rows = (folder / file).read_bytes().partition(b"\n")
        headings.add(heading)
        parts.append(rows)
        try:
            count += sum(1 for _ in csv.reader(io.StringIO(rows.decode("utf-8"), newline=""), strict=True))
        except (ValueError, csv.Error) as error:
            raise InvalidPackageError(f"{folder / file}: {error}") from None
        if rows and not rows.endswith(b"\n"):
            raise InvalidPackageError(f"{folder / file}: the last row does not end")
    if len(headings) > 1:
        raise InvalidPackageError(f"{folders[0] / file} …: not one heading")
    (out / file).write_bytes(b"".join((headings.pop(), b"\n", *parts)))
    return count
