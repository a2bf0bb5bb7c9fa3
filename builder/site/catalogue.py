"""All packages below ``datapackages/`` as one frozen catalogue: entities, disclosures with verdicts, downloads."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.model.correction import Correction
from builder.model.disclosure import Disclosure, Identity, Table
from builder.model.entity import Entity
from builder.model.finding import STATES, Finding, Verdict
from builder.packages import fields
from builder.packages import read as packages
from builder.packages.cells import Row, read_csv

DESCRIPTOR = "datapackage.json"
CORPUS = "corpus"


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a published CSV file, as its descriptor says."""

    name: str
    title: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a package: its path below the package's folder, size in bytes, sha256, its columns if it is data."""

    path: str
    size: int
    title: str = ""
    sha256: str = ""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One package: what was recognised, what the checks say, and the files to download."""

    disclosure: Disclosure
    verdict: Verdict
    downloads: tuple[Download, ...] = ()

    @property
    def identity(self) -> Identity:
        """Who published what."""
        return self.disclosure.identity

    @property
    def states(self) -> dict[str, int]:
        """How many checks ended in each state, in the order of STATES."""
        return {state: sum(entry.state == state for entry in self.verdict.ledger) for state in STATES}

    @property
    def checked(self) -> int:
        """How many checks were made."""
        states = self.states
        return states["passed"] + states["rounding"] + states["failed"]

    @property
    def tables_read(self) -> tuple[Table, ...]:
        """The standard tables that have amounts."""
        return tuple(table for table in self.disclosure.tables if table.state == "figures")

    def count(self, severity: str) -> int:
        """How many root causes are of ``severity``."""
        return sum(group[0].severity == severity for group in self.causes)

    @property
    def causes(self) -> tuple[tuple[Finding, ...], ...]:
        """The findings by root cause, the root first, in the order of the roots."""
        groups: dict[str, list[Finding]] = {}
        for finding in self.verdict.findings:
            groups.setdefault(finding.group or finding.finding_id, []).append(finding)
        return tuple(tuple(sorted(group, key=lambda one: one.finding_id != root)) for root, group in groups.items())


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """An entity with its disclosures, newest first; () if it has published none that we know of."""

    about: Entity
    records: tuple[Record, ...]

    @property
    def entity(self) -> str:
        """Its id."""
        return self.about.entity

    @property
    def entity_name(self) -> str:
        """Its full name."""
        return self.about.entity_name or self.about.entity


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out on request: on which day (ISO 8601), of which disclosure, all of it or a passage, and why."""

    date: str
    disclosure_id: str
    scope: str
    reason: str

    @property
    def is_whole(self) -> bool:
        """Whether the whole disclosure was taken out."""
        return self.scope == "disclosure"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that was published: disclosures, newest first, and entities by id.

    ``corpus`` are the files of the corpus package, () if there is none; ``corrections`` are those it
    lists, by disclosure_id, oldest first; ``removals`` what was taken out, newest first.
    """

    records: tuple[Record, ...]
    entities: tuple[EntityRecord, ...] = ()
    corpus: tuple[Download, ...] = ()
    by_id: Mapping[str, Record] = field(default_factory=dict)
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    removals: tuple[Removed, ...] = ()


def catalogue(
    records: Iterable[Record], entities: Iterable[Entity] = (), corpus: tuple[Download, ...] = ()
) -> Catalogue:
    """A catalogue of ``records``, newest year first, and of ``entities``, which may have no record."""
    ordered = tuple(
        sorted(records, key=lambda one: (-one.identity.fiscal_year, one.identity.entity, one.identity.kind))
    )
    by_entity: dict[str, list[Record]] = {}
    for record in ordered:
        by_entity.setdefault(record.identity.entity, []).append(record)
    known = {name: Entity(name, own[0].identity.entity_name) for name, own in by_entity.items()}
    known |= {entity.entity: entity for entity in entities}
    listed = tuple(EntityRecord(known[name], tuple(by_entity.get(name, ()))) for name in sorted(known))
    return Catalogue(ordered, listed, corpus, {one.identity.disclosure_id: one for one in ordered})


def read(folder: Path) -> Catalogue:
    """The catalogue of every package below ``folder`` (``datapackages/``)."""
    found = sorted(path.parent for path in folder.glob(f"*/*/{DESCRIPTOR}"))
    records = [Record(*packages.read(package), downloads(package)) for package in found]
    corpus = folder / CORPUS
    if not (corpus / DESCRIPTOR).is_file():
        return catalogue(records)
    made = catalogue(records, _entities(corpus), downloads(corpus))
    removed = sorted((Removed(**row) for row in _rows(corpus, "removals")), key=lambda one: one.date, reverse=True)
    return replace(made, corrections=_corrections(corpus), removals=tuple(removed))


def _corrections(corpus: Path) -> Mapping[str, tuple[Correction, ...]]:
    found: dict[str, list[Correction]] = {}
    for row in _rows(corpus, "corrections"):
        found.setdefault(row["disclosure_id"], []).append(Correction(**row))
    return {name: tuple(sorted(entries, key=lambda entry: entry.date)) for name, entries in found.items()}


def _rows(corpus: Path, name: str) -> Iterator[Row]:
    resource = next(one for one in fields.CORPUS if one.name == name)
    return read_csv(resource, corpus / resource.file)


def _entities(corpus: Path) -> Iterator[Entity]:
    for row in _rows(corpus, "entities"):
        aliases = tuple(name for name in row["aliases"].split("|") if name)
        yield Entity(row["entity"], row["entity_name"], aliases, row["region"], row["parent"])


def downloads(package: Path) -> tuple[Download, ...]:
    """The files of a package: its data in the order of its descriptor, then all others by path."""
    resources = json.loads((package / DESCRIPTOR).read_text(encoding="utf-8"))["resources"]
    described = [_described(package, resource) for resource in resources if isinstance(resource["path"], str)]
    known = {one.path for one in described}
    paths = sorted(path for path in package.rglob("*") if path.is_file())
    others = [Download(path.relative_to(package).as_posix(), path.stat().st_size) for path in paths]
    return (*described, *(one for one in others if one.path not in known))


def _described(package: Path, resource: Mapping[str, object]) -> Download:
    path, schema = str(resource["path"]), resource.get("schema")
    columns = schema.get("fields", []) if isinstance(schema, dict) else []
    return Download(
        path=path,
        size=(package / path).stat().st_size,
        title=str(resource.get("title") or resource.get("name") or ""),
        sha256=str(resource.get("hash", "")).removeprefix("sha256:"),
        fields=tuple(_field(column) for column in columns),
    )


def _field(column: Mapping[str, object]) -> Field:
    return Field(*(str(column.get(key) or "") for key in ("name", "title", "type", "description")))
