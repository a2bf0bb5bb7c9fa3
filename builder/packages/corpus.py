"""The package of the whole corpus: the packages of all disclosures, one after the other, and three tables of its own.

The packages are read as a stream, one at a time, so the size of the corpus does not matter to memory. Their rows are
copied byte by byte: the corpus cannot say anything else than its packages.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from builder.config import Settings
from builder.frozen import frozen
from builder.model.correction import Correction
from builder.model.disclosure import Identity
from builder.model.entity import Entity
from builder.packages import joined
from builder.packages.about import readme
from builder.packages.archive import archive
from builder.packages.cells import Row, read_csv, whole, write_csv
from builder.packages.descriptor import corpus_descriptor, write_descriptor
from builder.packages.fields import CORPUS, PACKAGE
from builder.packages.read import identity, read_descriptor, source
from builder.packages.staging import replaced
from builder.packages.validate import validate
from builder.standards import classifications

NAME = "corpus"
_DISCLOSURES, _ENTITIES, _SUBJECTS, _CORRECTIONS, _REMOVALS = CORPUS
_FIGURES = PACKAGE[0]


@frozen
class Told:
    """What is told of changes since something was published, in order: corrections, and rows of removals.csv."""

    corrections: Sequence[Correction] = ()
    removals: Sequence[Row] = ()


NOTHING_TOLD = Told()


def write_corpus(
    packages: Iterable[Path],
    folder: Path,
    settings: Settings,
    entities: Iterable[Entity] = (),
    told: Told = NOTHING_TOLD,
) -> None:
    """Write the corpus package into ``folder`` (``datapackages/corpus``), in place of what was there.

    ``packages`` are the folders of valid packages, each below the parent of ``folder``; the corpus has them sorted
    by that path. ``entities`` are listed whether they have a disclosure or not; those that only a package names are
    listed as well. Raises InvalidPackageError and changes nothing.
    """
    found = sorted(packages)
    with replaced(folder) as fresh:
        joined.Joined(fresh).all(found)
        listed = [_disclosure_row(package, folder.parent) for package in found]
        write_csv(_DISCLOSURES, listed, fresh / _DISCLOSURES.file)
        write_csv(_ENTITIES, _entity_rows(listed, entities), fresh / _ENTITIES.file)
        write_csv(_SUBJECTS, _subject_rows(fresh / _FIGURES.file), fresh / _SUBJECTS.file)
        write_csv(_CORRECTIONS, map(asdict, told.corrections), fresh / _CORRECTIONS.file)
        write_csv(_REMOVALS, told.removals, fresh / _REMOVALS.file)
        descriptor = corpus_descriptor(settings, fresh)
        write_descriptor(descriptor, fresh)
        origin = (("公开文件 / Disclosures", str(len(found))),)
        text = readme(NAME, settings.title, origin, (*CORPUS, *PACKAGE), settings)
        (fresh / "README.txt").write_text(text, encoding="utf-8", newline="\n")
        validate(fresh, joined.without(descriptor))
        archive(fresh, NAME)


def _disclosure_row(package: Path, root: Path) -> Row:
    descriptor = read_descriptor(package)
    who: Identity = identity(descriptor)
    file = source(descriptor)
    return {
        "disclosure_id": who.disclosure_id,
        "entity": who.entity,
        "entity_name": who.entity_name,
        "fiscal_year": whole(who.fiscal_year),
        "kind": who.kind,
        "title": who.title,
        "source": file.path,
        "source_sha256": file.sha256,
        "package": package.relative_to(root).as_posix(),
        "publisher": who.publisher,
        "retrieved_from": who.retrieved_from,
        "published": who.published,
    }


def _entity_rows(disclosures: Sequence[Row], entities: Iterable[Entity]) -> list[Row]:
    """Return the entities by id: those given and those that have a disclosure, with their number of these."""
    named = {row["entity"]: Entity(row["entity"], row["entity_name"]) for row in disclosures}
    known = {**named, **{entity.entity: entity for entity in entities}}
    counts = Counter(row["entity"] for row in disclosures)
    return [_entity_row(known[entity], counts[entity]) for entity in sorted(known)]


def _entity_row(entity: Entity, disclosures: int) -> Row:
    return {
        "entity": entity.entity,
        "entity_name": entity.entity_name,
        "aliases": "|".join(entity.aliases),
        "region": entity.region,
        "parent": entity.parent,
        "disclosures": str(disclosures),
    }


def _subject_rows(figures: Path) -> list[Row]:
    """Return the codes printed in figures.csv, sorted, with the name of our list or the first one printed."""
    printed: dict[str, str] = {}
    for row in read_csv(_FIGURES, figures):
        if row["code"]:
            printed.setdefault(row["code"], row["item"])
    return [_subject_row(code, printed[code]) for code in sorted(printed)]


def _subject_row(code: str, printed: str) -> Row:
    kind, known = classifications.kind_of(code), classifications.subject(code)
    return {
        "code": code,
        "name": known.name if known else printed,
        "classification": kind or "",
        "level": known.level if known else _level(code),
        "status": known.status if known else "printed",
    }


def _level(code: str) -> str:
    kind = classifications.kind_of(code)
    wellformed = kind is not None and classifications.is_wellformed(code, kind)
    return {3: "class", 5: "section", 7: "item"}[len(code)] if wellformed else ""
