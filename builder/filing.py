"""Filing a published file in a content folder: a copy, its disclosure.yml, and its entity's line in entities.csv.

It writes what ``content`` reads. Everything is prepared beside its place and then moved there; if that fails, what was
there before is there again.
"""

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import yaml

from builder import content
from builder.errors import UserError
from builder.frozen import frozen
from builder.model.disclosure import Identity
from builder.model.entity import Entity
from builder.recognise.identity import completed, department, slug

KINDS = ("budget", "final")
"""The kinds of disclosure that can be filed."""
_HEAD = "# 公开文件的身份：以此为准；与正文推断不一致时会报告。\n"
_HEADER = "entity,entity_name,aliases,region,parent\n"


@frozen
class Entry:
    """What is filed: the file's bytes, the ending of its name (with the dot), whose it is, and what copy it is."""

    data: bytes
    suffix: str
    identity: Identity
    note: str = ""


@frozen
class Filed:
    """Where it was filed, and whether its entity was new."""

    source: Path
    card: Path
    new_entity: bool


def entities_of(folder: Path) -> tuple[Entity, ...]:
    """The entities that a content folder lists; none if it has no list. Raises UserError for a mistake in it."""
    listed = folder / content.ENTITIES
    return content.read_entities(listed) if listed.is_file() else ()


def named(text: str, entities: tuple[Entity, ...]) -> Entity | None:
    """The entity with this id, name or alias."""
    return next((each for each in entities if text in (each.entity, each.entity_name, *each.aliases)), None)


@frozen
class Given:
    """What the user says; empty or None where they say nothing. ``entity`` is a slug or a name."""

    entity: str = ""
    year: int | None = None
    kind: str | None = None
    title: str = ""
    publisher: str = ""
    retrieved_from: str = ""
    note: str = ""


@frozen
class Question:
    """What neither the document nor the user said: the option that says it, the question, the choices (none: any)."""

    option: str
    text: str
    choices: tuple[str, ...] = ()


def questions(told: Identity, given: Given, entities: tuple[Entity, ...]) -> tuple[Question, ...]:
    """What is still to be asked."""
    asked = []
    is_new_id = content.is_slug(given.entity) and not named(given.entity, entities)
    if not given.entity and not told.entity_name:
        asked.append(Question("--entity", "单位"))
    if is_new_id and not told.entity_name and not given.publisher:
        asked.append(Question("--publisher", "单位名称"))
    if not given.year and not told.fiscal_year:
        asked.append(Question("--year", "年度"))
    if not given.kind and not told.kind:
        asked.append(Question("--kind", "类别", KINDS))
    return tuple(asked)


def answered(given: Given, question: Question, answer: str) -> Given:
    """What the user says with one more answer; raises UserError for a year that is none."""
    if question.option == "--entity":
        return replace(given, entity=answer.strip())
    if question.option == "--publisher":
        return replace(given, publisher=answer.strip())
    if question.option == "--kind":
        return replace(given, kind=answer.strip())
    if not re.fullmatch(r"(?:19|20)\d\d", answer.strip()):
        raise UserError(f"“{answer}” 不是四位年份 · a year has four digits")
    return replace(given, year=int(answer))


def decided(told: Identity, given: Given, entities: tuple[Entity, ...]) -> Identity:
    """What is given, else what the document told; only when no question is open."""
    entity, name = _entity(told, given, entities)
    own = entity == told.entity
    said = Identity(
        entity=entity,
        entity_name=name,
        fiscal_year=given.year or told.fiscal_year,
        kind=given.kind or told.kind,
        title=given.title or (told.title if own else ""),
        publisher=given.publisher or (told.publisher if own else ""),
        retrieved_from=given.retrieved_from or told.retrieved_from,
    )
    return completed(said)


def _entity(told: Identity, given: Given, entities: tuple[Entity, ...]) -> tuple[str, str]:
    """Id and name. A new id takes the name that the document prints, or that of the publisher."""
    wanted = given.entity or told.entity_name
    entity = wanted if content.is_slug(wanted) else slug(wanted)
    if known := named(wanted, entities) or named(entity, entities):
        return known.entity, known.entity_name
    return entity, (told.entity_name or given.publisher) if entity == wanted else wanted


def file(folder: Path, entry: Entry, overwrite: bool = False) -> Filed:
    """File it under ``disclosures/<entity>/<year>-<kind>/``; with ``overwrite`` what is there goes.

    Raises UserError if it is there already or the id is no slug; OSError if it cannot be written.
    """
    identity = entry.identity
    if not content.is_slug(identity.entity):
        chinese = f"单位代号 “{identity.entity}” 应为小写拼音（a-z、0-9、-）"
        raise UserError(f"{chinese} · an entity is a lower-case slug, write --entity")
    place = folder / "disclosures" / identity.package
    if place.exists() and not overwrite:
        raise _occupied(place, entry)
    is_new = named(identity.entity, entities_of(folder)) is None
    with _staging(folder) as stage:
        prepared = stage / "new"
        _prepare(prepared, entry, place)
        with _listed(folder, identity, is_new):
            _swap(prepared, place, stage / "old")
    return Filed(place / f"source{entry.suffix}", place / content.CARD, is_new)


def _occupied(place: Path, entry: Entry) -> UserError:
    """What is there already: this very file, or another, which may be that of a unit with the department's name."""
    same = any(path.read_bytes() == entry.data for path in place.glob("source.*"))
    if same:
        return UserError(f"{place} 已经收着这个文件，没有改动 · this very file is filed there, nothing was changed")
    choices = "要替换请加 --replace，若是本级等另一个单位的请用 --entity 另写代号"
    return UserError(f"{place} 已经有另一个文件；{choices} · another file is filed there, --replace replaces it")


def card(identity: Identity, note: str = "") -> str:
    """The text of disclosure.yml; keys without a value are left out."""
    values = dict(
        zip(
            content.KEYS,
            (
                *(identity.entity, identity.fiscal_year, identity.kind, _flat(identity.title)),
                *(_flat(identity.publisher), _flat(identity.retrieved_from), identity.published, _flat(note)),
            ),
            strict=True,
        )
    )
    kept = {key: value for key, value in values.items() if value}
    return _HEAD + yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=1_000_000)


def _flat(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f\u2028\u2029]", " ", text).split())


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    (folder / "disclosures").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".add-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def _prepare(prepared: Path, entry: Entry, place: Path) -> None:
    """The new folder, with what else was in the old one."""
    prepared.mkdir()
    for old in sorted(place.iterdir()) if place.is_dir() else ():
        if old.stem != "source" and old.name != content.CARD:
            (shutil.copytree if old.is_dir() else shutil.copy2)(old, prepared / old.name)
    (prepared / f"source{entry.suffix}").write_bytes(entry.data)
    (prepared / content.CARD).write_text(card(entry.identity, entry.note), encoding="utf-8", newline="\n")


@contextmanager
def _listed(folder: Path, identity: Identity, is_new: bool) -> Iterator[None]:
    """A line in entities.csv for a new entity; gone again if what follows fails."""
    listed = folder / content.ENTITIES
    before = listed.read_bytes() if listed.is_file() else None
    if is_new:
        text = before or _HEADER.encode()
        parent = _parent(identity, entities_of(folder))
        _write(listed, text + (b"" if text.endswith(b"\n") else b"\n") + _line(identity, parent).encode())
    try:
        yield
    except BaseException:
        if is_new and before is None:
            listed.unlink(missing_ok=True)
        elif is_new and before is not None:
            _write(listed, before)
        raise


def _parent(identity: Identity, entities: tuple[Entity, ...]) -> str:
    """The id of the department whose own office (…本级) this is, listed or not; empty for any other entity."""
    whole = department(identity.entity_name)
    if not whole:
        return ""
    known = named(whole, entities)
    return known.entity if known else slug(whole)


def _line(identity: Identity, parent: str) -> str:
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow((identity.entity, _flat(identity.entity_name), "", "", parent))
    return row.getvalue()


def _write(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _swap(new: Path, place: Path, aside: Path) -> None:
    """Move the new folder to its place; the old one, if any, goes aside and comes back if that fails."""
    place.parent.mkdir(parents=True, exist_ok=True)
    is_there = place.exists()
    if is_there:
        place.rename(aside)
    try:
        new.rename(place)
    except OSError:
        if is_there:
            aside.rename(place)
        raise
