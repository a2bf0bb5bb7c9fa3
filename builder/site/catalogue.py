"""All packages below ``datapackages/`` as one frozen catalogue: entities, disclosures in numbers, downloads.

Of a package only what lists show is in memory; whoever makes its own pages reads all of it.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cache, partial
from pathlib import Path

from builder.frozen import frozen
from builder.model.correction import Correction
from builder.model.disclosure import Disclosure, Identity
from builder.model.entity import Entity
from builder.model.finding import STATES, Finding, Verdict
from builder.packages import fields
from builder.packages import read as packages
from builder.packages.cells import Row, read_csv
from builder.site.summary import Summary, summarised

DESCRIPTOR = "datapackage.json"
CORPUS = "corpus"


@frozen
class Field:
    """A column of a published CSV file, as its descriptor says."""

    name: str
    title: str
    type: str
    description: str


@frozen
class Download:
    """A file of a package: its path below the package's folder, size in bytes, sha256, its columns if it is data."""

    path: str
    size: int
    title: str = ""
    sha256: str = ""
    fields: tuple[Field, ...] = ()


@frozen
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
        found = Counter(entry.state for entry in self.verdict.ledger)
        return {state: found[state] for state in STATES}

    @property
    def checked(self) -> int:
        """How many checks were made."""
        states = self.states
        return states["passed"] + states["rounding"] + states["failed"]

    def count(self, severity: str) -> int:
        """How many root causes are of ``severity``."""
        return sum(group[0].severity == severity for group in self.causes)

    @property
    def causes(self) -> tuple[tuple[Finding, ...], ...]:
        """The findings by root cause, the root first, in the order of the roots."""
        return causes(self.verdict.findings)


@frozen
class Listed:
    """A package as lists show it. ``load`` reads all of it; so do ``disclosure`` and ``verdict``, each time anew."""

    summary: Summary
    downloads: tuple[Download, ...]
    load: Callable[[], Record]

    @property
    def identity(self) -> Identity:
        """Who published what."""
        return self.summary.identity

    @property
    def disclosure(self) -> Disclosure:
        """What was recognised, read from the package."""
        return self.load().disclosure

    @property
    def verdict(self) -> Verdict:
        """What the checks say, read from the package."""
        return self.load().verdict

    @property
    def states(self) -> dict[str, int]:
        """How many checks ended in each state, in the order of STATES."""
        return self.summary.states

    @property
    def checked(self) -> int:
        """How many checks were made."""
        states = self.states
        return states["passed"] + states["rounding"] + states["failed"]

    def count(self, severity: str) -> int:
        """How many root causes are of ``severity``."""
        return sum(group[0].severity == severity for group in self.causes)

    @property
    def causes(self) -> tuple[tuple[Finding, ...], ...]:
        """The findings by root cause, the root first, in the order of the roots."""
        return causes(self.summary.findings)


def causes(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """Findings by root cause, the root first, in the order of the roots."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.group or finding.finding_id, []).append(finding)
    return tuple(tuple(sorted(group, key=lambda one: one.finding_id != root)) for root, group in groups.items())


def listed(record: Record | Listed) -> Listed:
    """A package that is in memory, as lists show it."""
    if isinstance(record, Listed):
        return record
    return Listed(summarised(record.disclosure, record.verdict), record.downloads, partial(_same, record))


def _same(record: Record) -> Record:
    return record


@frozen
class EntityRecord:
    """An entity with its disclosures, newest first; () if it has published none that we know of."""

    about: Entity
    records: tuple[Listed, ...]

    @property
    def entity(self) -> str:
        """Its id."""
        return self.about.entity

    @property
    def entity_name(self) -> str:
        """Its full name."""
        return self.about.entity_name or self.about.entity


@frozen
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


@frozen
class Catalogue:
    """Everything that was published: disclosures, newest first, and entities by id.

    ``corpus`` are the files of the corpus package, () if there is none; ``corrections`` are those it
    lists, by disclosure_id, oldest first; ``removals`` what was taken out, newest first.
    """

    records: tuple[Listed, ...]
    entities: tuple[EntityRecord, ...] = ()
    corpus: tuple[Download, ...] = ()
    by_id: Mapping[str, Listed] = field(default_factory=dict)
    by_entity: Mapping[str, EntityRecord] = field(default_factory=dict)
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    removals: tuple[Removed, ...] = ()


def catalogue(
    records: Iterable[Record | Listed], entities: Iterable[Entity] = (), corpus: tuple[Download, ...] = ()
) -> Catalogue:
    """A catalogue of ``records``, newest year first, and of ``entities``, which may have no record."""
    ordered = tuple(sorted(map(listed, records), key=_newest_first))
    own: dict[str, list[Listed]] = {}
    for record in ordered:
        own.setdefault(record.identity.entity, []).append(record)
    known = {name: Entity(name, records[0].identity.entity_name) for name, records in own.items()}
    known |= {entity.entity: entity for entity in entities}
    found = {name: EntityRecord(known[name], tuple(own.get(name, ()))) for name in sorted(known)}
    by_id = {one.identity.disclosure_id: one for one in ordered}
    return Catalogue(ordered, tuple(found.values()), corpus, by_id, found)


def _newest_first(record: Listed) -> tuple[int, str, str]:
    return -record.identity.fiscal_year, record.identity.entity, record.identity.kind


def packages_below(folder: Path) -> list[Path]:
    """The folders of the packages of disclosures below ``folder`` (``datapackages/``), sorted."""
    return sorted(path.parent for path in folder.glob(f"*/*/{DESCRIPTOR}"))


def load(package: Path) -> Record:
    """All of a package."""
    return Record(*packages.read(package), downloads(package))


def lazy(package: Path, summary: Summary, files: Sequence[Download]) -> Listed:
    """A package of which only its summary and the list of its files are in memory."""
    return Listed(summary, tuple(files), partial(load, package))


def read(folder: Path, records: Iterable[Listed] | None = None) -> Catalogue:
    """The catalogue of every package below ``folder``; ``records`` are these, if whoever asks has them already."""
    corpus = folder / CORPUS
    if records is None:
        records = map(_read, packages_below(folder))
    if not (corpus / DESCRIPTOR).is_file():
        return catalogue(records)
    made = catalogue(records, _entities(corpus), downloads(corpus))
    removed = sorted((Removed(**row) for row in _rows(corpus, "removals")), key=lambda one: one.date, reverse=True)
    return replace(made, corrections=_corrections(corpus), removals=tuple(removed))


def _read(package: Path) -> Listed:
    record = load(package)
    return lazy(package, summarised(record.disclosure, record.verdict), record.downloads)


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
        fields=tuple(_field(*(str(column.get(key) or "") for key in _TOLD)) for column in columns),
    )


_TOLD = ("name", "title", "type", "description")


@cache
def _field(*told: str) -> Field:
    """A column; all packages have the same ones, which are in memory once."""
    return Field(*told)
