"""Filing a published file in a content folder: a copy, its disclosure.yml, and its entity's line in entities.csv.

It writes what ``content`` reads. Everything is prepared beside its place and then moved there; if that fails, what was
there before is there again.
"""

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from builder import content
from builder.errors import UserError
from builder.model.disclosure import Identity
from builder.model.entity import Entity
from builder.recognise.identity import completed, slug

Ask = Callable[[str, str, tuple[str, ...]], str]
"""Asks for what was not found: the question, the option that says it, the choices there are (none: any)."""

_HEAD = "# 公开文件的身份：以此为准；与正文推断不一致时会报告。\n"
_HEADER = "entity,entity_name,aliases,region,parent\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is filed: the file's bytes, the ending of its name (with the dot), whose it is, and what copy it is."""

    data: bytes
    suffix: str
    identity: Identity
    note: str = ""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says; empty or None where they say nothing. ``entity`` is a slug or a name."""

    entity: str = ""
    year: int | None = None
    kind: str | None = None
    title: str = ""
    publisher: str = ""
    retrieved_from: str = ""
    note: str = ""


def decided(told: Identity, given: Given, entities: tuple[Entity, ...], ask: Ask) -> Identity:
    """What is given, else what the document told, else what is asked for (question, option, choices).

    Raises UserError for an answer that cannot be, and whatever ``ask`` raises.
    """
    entity, name = _entity(told, given, entities, ask)
    year = given.year or told.fiscal_year or _year(ask("年度", "--year", ()))
    kind = given.kind or told.kind or ask("类别（budget 预算，final 决算）", "--kind", ("budget", "final"))
    own = told if entity == told.entity else Identity(entity, name, year, kind, "")
    said = Identity(
        entity=entity,
        entity_name=name,
        fiscal_year=year,
        kind=kind,
        title=given.title or own.title,
        publisher=given.publisher or own.publisher,
        retrieved_from=given.retrieved_from or told.retrieved_from,
    )
    return completed(said)


def _entity(told: Identity, given: Given, entities: tuple[Entity, ...], ask: Ask) -> tuple[str, str]:
    """Id and name. A new id takes the name that the document prints, or that of the publisher."""
    wanted = given.entity or told.entity_name or ask("单位", "--entity", ())
    if known := named(wanted, entities):
        return known.entity, known.entity_name
    if not content.is_slug(wanted):
        return slug(wanted), wanted
    return wanted, told.entity_name or given.publisher or ask("单位名称", "--publisher", ())


def _year(text: str) -> int:
    if not re.fullmatch(r"(?:19|20)\d\d", text):
        raise UserError(f"“{text}” 不是四位年份 · a year has four digits")
    return int(text)


def file(folder: Path, entry: Entry, replace: bool = False) -> Filed:
    """File it under ``disclosures/<entity>/<year>-<kind>/``; with ``replace`` what is there goes.

    Raises UserError if it is there already or the id is no slug; OSError if it cannot be written.
    """
    identity = entry.identity
    if not content.is_slug(identity.entity):
        chinese = f"单位代号 “{identity.entity}” 应为小写拼音（a-z、0-9、-）"
        raise UserError(f"{chinese} · an entity is a lower-case slug, write --entity")
    place = folder / "disclosures" / identity.package
    if place.exists() and not replace:
        raise UserError(f"{place} 已经有了；要替换请加 --replace · it is filed already, --replace replaces it")
    is_new = named(identity.entity, entities_of(folder)) is None
    with _staging(folder) as stage:
        prepared = stage / "new"
        _prepare(prepared, entry, place)
        with _listed(folder, identity, is_new):
            _swap(prepared, place, stage / "old")
    return Filed(place / f"source{entry.suffix}", place / content.CARD, is_new)


def card(identity: Identity, note: str = "") -> str:
    """The text of disclosure.yml; keys without a value are left out."""
    values = dict(
        zip(
            content.KEYS,
            (
                *(identity.entity, identity.fiscal_year, identity.kind, _flat(identity.title)),
                *(_flat(identity.publisher), _flat(identity.retrieved_from), _flat(note)),
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
        _write(listed, text + (b"" if text.endswith(b"\n") else b"\n") + _line(identity).encode())
    try:
        yield
    except BaseException:
        if is_new and before is None:
            listed.unlink(missing_ok=True)
        elif is_new and before is not None:
            _write(listed, before)
        raise


def _line(identity: Identity) -> str:
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow((identity.entity, _flat(identity.entity_name), "", "", ""))
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
