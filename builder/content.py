"""What is in a content folder: the source files, what disclosure.yml says of them, and the known entities."""

import csv
import difflib
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from builder.config import Value, mistake, read_mapping
from builder.errors import UserError
from builder.frozen import frozen
from builder.model.disclosure import Identity
from builder.model.entity import Entity

CARD = "disclosure.yml"
"""The file beside a source that says whose it is."""
KEYS = ("entity", "year", "kind", "title", "publisher", "retrieved_from", "published", "note")
"""The keys of that file; the first three must be there."""
ENTITIES = "entities.csv"
"""The file at the top of a content folder that lists who publishes."""

_KINDS = ("budget", "final")
_COLUMNS = ("entity", "entity_name", "aliases", "region", "parent")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_SOURCES = (CARD, ENTITIES, "corrections.csv", "removals.csv", "site_config.yml", "Thumbs.db", "desktop.ini")


@frozen
class Found:
    """A source file: where it is, its path below the content folder with forward slashes, and its card.

    ``identity`` is what disclosure.yml says, None without one; ``note`` says what kind of copy the file is; ``ocr``
    whether its pages that are pictures are to be read by text recognition. ``is_plain`` is not so for a link that leads
    out of the folder or to another folder, and for a pipe, a socket or a device: nothing of them is read.
    """

    path: Path
    relative: str
    identity: Identity | None = None
    note: str = ""
    ocr: bool = False
    is_plain: bool = True


@frozen
class Content:
    """A content folder: its sources in path order, its entities by id, and the file that lists them (or None)."""

    folder: Path
    found: tuple[Found, ...]
    entities: tuple[Entity, ...] = ()
    listed: Path | None = None


def find(folder: Path, outputs: Iterable[Path] = ()) -> Content:
    """Everything in ``folder`` but the folders in ``outputs`` and earlier outputs; raises UserError for each mistake.

    Sources are below ``disclosures/`` if there is such a folder, else anywhere. A folder with a disclosure.yml
    holds exactly one ``source.*``; without one every file is a source. Hidden files are left out. No link is followed
    out of the folder.
    """
    if not folder.is_dir():
        what = "不是文件夹" if folder.exists() else "没有这个文件夹"
        raise UserError(f"{what}：{folder} · not a folder that exists")
    listed = folder / ENTITIES if (folder / ENTITIES).is_file() else None
    entities = read_entities(listed) if listed else ()
    top = folder / "disclosures" if (folder / "disclosures").is_dir() else folder
    skipped = {path.resolve() for path in outputs}
    inside = folder.resolve()
    items = (item for names in _walk(top, skipped) for item in _in_folder(folder, names, entities))
    found = tuple(item if _is_plain(item.path, inside) else replace(item, is_plain=False) for item in items)
    if not found:
        raise UserError(f"文件夹里没有可读的文件：{top} · no file to read in this folder")
    return Content(folder, found, entities, listed)


def single(path: Path, ocr: bool = False) -> Found:
    """One file named by the user, with the card beside it if it has one; raises UserError if it is no file."""
    if not path.is_file():
        what = "这是文件夹，请用 build-site build" if path.is_dir() else "没有这个文件"
        raise UserError(f"{what}：{path} · not a file that exists")
    card = path.parent / CARD
    if path.stem != "source" or not card.is_file():
        return Found(path, path.as_posix(), ocr=ocr)
    identity, note = _read_card(card, {})
    return Found(path, path.as_posix(), identity, note, ocr)


def read_entities(path: Path) -> tuple[Entity, ...]:
    """The rows of entities.csv by id; raises UserError naming the line."""
    reader = csv.DictReader(io.StringIO(_text(path), newline=""))
    missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise mistake(path, 1, f"缺少列 {'、'.join(missing)}", f"missing columns {', '.join(missing)}")
    entities: dict[str, Entity] = {}
    for row in reader:
        if None in row or None in row.values():
            raise mistake(path, reader.line_num, "格数与第一行不同", "not as many cells as the first line has")
        entity = _entity(row)
        if not _SLUG.fullmatch(entity.entity) or not entity.entity_name or entity.entity in entities:
            chinese = f"“{entity.entity}” 应为不重复的小写拼音代号（a-z、0-9、-），并有单位名称"
            raise mistake(path, reader.line_num, chinese, "an entity has a unique slug and a name")
        entities[entity.entity] = entity
    return tuple(entities[key] for key in sorted(entities))


def is_slug(text: str) -> bool:
    """Whether a text can be the id of an entity: safe in a path, in an address and in YAML."""
    return bool(_SLUG.fullmatch(text))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise mistake(path, 1, "不是 UTF-8 文本", "not UTF-8 text") from None
    except OSError as error:
        raise UserError(f"无法读取 {path}：{error.strerror} · cannot read it") from None


def _entity(row: Mapping[str, str]) -> Entity:
    entity, name, aliases, region, parent = (row[column].strip() for column in _COLUMNS)
    return Entity(entity, name, tuple(alias.strip() for alias in aliases.split("|") if alias.strip()), region, parent)


def _walk(top: Path, skipped: set[Path]) -> Iterator[tuple[Path, list[str]]]:
    names = {path.name for path in skipped}
    for name, below, files in os.walk(top, onerror=_refuse):
        folder = Path(name)
        earlier = names if names.issubset(below) else set()  # what a build with another output folder left here
        wanted = [item for item in below if _wanted(item) and item not in earlier]
        links = [item for item in wanted if (folder / item).is_symlink()]  # never gone into
        below[:] = sorted(item for item in wanted if item not in links and (folder / item).resolve() not in skipped)
        yield folder, sorted([*links, *(item for item in files if _wanted(item) or item == CARD)])


def _is_plain(path: Path, inside: Path) -> bool:
    """Whether a path is a file, and below the folder ``inside`` after all links."""
    return path.is_file() and (not path.is_symlink() or path.resolve().is_relative_to(inside))


def _refuse(error: OSError) -> None:
    raise error


def _wanted(name: str) -> bool:
    return not name.startswith((".", "~$")) and name not in _NOT_SOURCES


def _in_folder(root: Path, names: tuple[Path, list[str]], entities: tuple[Entity, ...]) -> Iterator[Found]:
    folder, files = names
    if CARD in files and not _is_plain(folder / CARD, root.resolve()):
        raise UserError(
            f"{folder / CARD} 是指向文件夹以外的链接或特殊文件 · a link out of the folder, or no plain file"
        )
    if CARD not in files:
        yield from (Found(folder / name, (folder / name).relative_to(root).as_posix()) for name in files)
        return
    sources = [name for name in files if Path(name).stem == "source"]
    if len(sources) != 1:
        chinese = f"{folder} 里有 {CARD}，应正好有一个 source.* 文件，实有 {len(sources)} 个"
        raise UserError(f"{chinese} · exactly one source.* file is needed beside {CARD}")
    identity, note = _read_card(folder / CARD, {entity.entity: entity for entity in entities})
    path = folder / sources[0]
    yield Found(path, path.relative_to(root).as_posix(), identity, note)


def _read_card(card: Path, entities: dict[str, Entity]) -> tuple[Identity, str]:
    values = read_mapping(card, KEYS)
    texts = {key: value.text for key, value in values.items()}
    for key in KEYS[:3]:
        if not texts.get(key):
            raise mistake(card, 1, f"缺少 “{key}”", f"“{key}” is missing")
    _check_card(card, values, entities)
    known = entities.get(texts["entity"])
    identity = Identity(
        entity=texts["entity"],
        entity_name=known.entity_name if known else texts.get("publisher", ""),
        fiscal_year=int(texts["year"]),
        kind=texts["kind"],
        title=texts.get("title", ""),
        publisher=texts.get("publisher", ""),
        retrieved_from=texts.get("retrieved_from", ""),
        published=texts.get("published", ""),
    )
    return identity, texts.get("note", "")


def _check_card(card: Path, values: dict[str, Value], entities: dict[str, Entity]) -> None:
    entity, year, kind = (values[key] for key in KEYS[:3])
    if not _SLUG.fullmatch(entity.text):
        raise mistake(card, entity.line, f"“entity: {entity.text}” 应为小写拼音代号", "an entity is a lower-case slug")
    if entities and entity.text not in entities:
        near = difflib.get_close_matches(entity.text, entities, n=1)
        hint = f"，是否想写 “{near[0]}”？" if near else ""
        raise mistake(
            card, entity.line, f"{ENTITIES} 里没有单位 “{entity.text}”{hint}", f"unknown entity {entity.text}"
        )
    if not _YEAR.fullmatch(year.text):
        raise mistake(card, year.line, f"“year: {year.text}” 应为四位年份", "a year has four digits")
    if kind.text not in _KINDS:
        chinese = f"“kind: {kind.text}” 应为 budget（预算）或 final（决算）"
        raise mistake(card, kind.line, chinese, "kind is budget or final")
    published = values.get("published")
    if published and published.text and not _is_date(published.text):
        chinese = f"“published: {published.text}” 应为日期，如 2024-09-01"
        raise mistake(card, published.line, chinese, "published is a day, like 2024-09-01")


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return bool(_DATE.fullmatch(text))
