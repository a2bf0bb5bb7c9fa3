"""The tables of the corpus: those of all packages, joined byte by byte, and the proof that they are valid.

Every package was found valid by Frictionless when it was written. A joined table is valid, too, if its parts are these
very bytes (the sha256 in each descriptor says so) behind one heading, if every row belongs to the disclosure whose
package it came from, and if no key stands twice. That is proven here while the bytes are copied, some ten times faster
than by reading all of it with Frictionless once more, which a test does.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.packages.cells import write_csv
from builder.packages.descriptor import SPREADSHEET
from builder.packages.fields import PACKAGE, Resource
from builder.packages.read import identity, read_descriptor
from builder.packages.validate import InvalidPackageError

_SHEET = Resource("figures-excel", "", "", PACKAGE[0].columns)


@dataclass(slots=True)
class Joined:
    """The tables that are being joined in ``folder``; ``keys`` are those that do not begin with their disclosure."""

    folder: Path
    keys: set[tuple[str, ...]] = field(default_factory=set)
    disclosures: set[str] = field(default_factory=set)

    def all(self, packages: Iterable[Path]) -> None:
        """Join the tables of the packages, one package after the other. Raises InvalidPackageError, and OSError."""
        for resource in PACKAGE:
            write_csv(resource, (), self.folder / resource.file)
        write_csv(PACKAGE[0], (), self.folder / SPREADSHEET, spreadsheet=True)
        for package in packages:
            self._add(package)

    def _add(self, package: Path) -> None:
        descriptor = read_descriptor(package)
        name = identity(descriptor).disclosure_id
        if name in self.disclosures:
            raise InvalidPackageError(f"{package}: {name} stands twice")
        self.disclosures.add(name)
        hashes = {one["path"]: str(one["hash"]).removeprefix("sha256:") for one in descriptor["resources"]}
        for resource, file in (*((each, each.file) for each in PACKAGE), (_SHEET, SPREADSHEET)):
            data = (package / file).read_bytes()
            if hashlib.sha256(data).hexdigest() != hashes.get(file):
                raise InvalidPackageError(f"{package / file}: not the bytes that its descriptor tells")
            heading, rows = _parted(data)
            if resource is not _SHEET:
                self._prove(resource, name, heading, rows, package / file)
            with (self.folder / file).open("ab") as joined:
                joined.write(rows)

    def _prove(self, resource: Resource, name: str, heading: bytes, rows: bytes, path: Path) -> None:
        columns = next(csv.reader([heading.decode()]))
        if columns != list(resource.columns):
            raise InvalidPackageError(f"{path}: not the columns of {resource.name}")
        places = [columns.index(column) for column in resource.key]
        own = columns.index("disclosure_id")
        for number, row in enumerate(_cells(rows), start=2):
            if row[own] != name:
                raise InvalidPackageError(f"{path} {number} disclosure_id: {row[own]} is not {name}")
            if places and not row[places[0]].startswith(f"{name}/"):
                key = (resource.name, *(row[place] for place in places))
                if key in self.keys:
                    raise InvalidPackageError(f"{path} {number}: the key {key[1:]} stands twice")
                self.keys.add(key)


def _parted(data: bytes) -> tuple[bytes, bytes]:
    heading, _, rows = data.partition(b"\n")
    return heading, rows


def _cells(rows: bytes) -> Iterator[Sequence[str]]:
    csv.field_size_limit(2**31 - 1)
    return csv.reader(io.StringIO(rows.decode("utf-8"), newline=""))


def without(descriptor: dict[str, Any]) -> dict[str, Any]:
    """The descriptor of the corpus with the tables alone that were not joined: Frictionless validates these."""
    joined = {resource.name for resource in PACKAGE} | {"figures-excel"}
    return {**descriptor, "resources": [one for one in descriptor["resources"] if one["name"] not in joined]}
