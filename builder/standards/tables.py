"""The standard tables, loaded from ``tables/*.yml``: titles, columns, lanes and the rows that have a name.

A row's *role* is what identities call it: its code in a table by code, ``total`` for 合计, the code of its class
in a lane of classes, or the id given in the YAML file (``current-revenue``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from builder.standards import classifications
from builder.standards.text import key, label_key

SHAPES = ("lanes", "codes", "economic", "phases")


@dataclass(frozen=True, slots=True)
class Measure:
    """A column: its id, its names and the header texts (as keys) under which it is printed."""

    id: str
    zh: str
    en: str
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowName:
    """A row that has a name of its own: its role and the labels (as keys) under which it is printed."""

    id: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """One side of a table: ``side`` (or phase), its measures in 栏次 order, its named rows in printed order."""

    side: str
    measures: tuple[Measure, ...]
    rows: tuple[RowName, ...]
    classes: bool = False


@dataclass(frozen=True, slots=True)
class StandardTable:
    """A standard table: ``shape`` says how its rows are built, ``titles`` the title keys by kind."""

    id: str
    order: int
    shape: str
    title: Mapping[str, str]
    title_en: Mapping[str, str]
    titles: Mapping[str, tuple[str, ...]]
    lanes: tuple[Lane, ...]
    phases: tuple[Measure, ...] = ()
    classification: str = ""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures of all lanes, each once."""
        return tuple({measure.id: measure for lane in self.lanes for measure in lane.measures}.values())

    def lane(self, side: str) -> Lane:
        """The lane of ``side``; tables without sides have one lane."""
        return next((lane for lane in self.lanes if lane.side == side), self.lanes[0])

    def roles(self, side: str, rows: Iterable[tuple[str, str]]) -> list[str]:
        """The roles of rows given as (code, item) in printed order.

        The same label may name two rows (一般公共预算财政拨款 as a source and as a part of the opening balance):
        the first one after the last recognised row is meant.
        """
        lane, found, last = self.lane(side), [], -1
        for code, item in rows:
            role, last = (code, last) if code else self._named(lane, item, last)
            found.append(role)
        return found

    def _named(self, lane: Lane, item: str, last: int) -> tuple[str, int]:
        wanted = label_key(item)
        hits = [index for index, row in enumerate(lane.rows) if wanted in row.labels]
        if not hits and lane.classes and (code := classifications.class_code(item)):
            return code, last
        if not hits:
            return f"item:{wanted}", last
        index = next((hit for hit in hits if hit > last), hits[0])
        return lane.rows[index].id, index


def _measure(data: Mapping[str, Any]) -> Measure:
    headers = tuple(key(header) for header in data.get("headers", ()))
    return Measure(data["id"], data["zh"], data["en"], headers)


def _row(data: Mapping[str, Any]) -> RowName:
    return RowName(data["id"], tuple(label_key(label) for label in data["labels"]))


def _lane(data: Mapping[str, Any]) -> Lane:
    return Lane(
        data.get("side", ""),
        tuple(map(_measure, data["measures"])),
        tuple(map(_row, data.get("rows", ()))),
        data.get("classes", False),
    )


def _table(data: Mapping[str, Any]) -> StandardTable:
    return StandardTable(
        id=data["id"],
        order=data["order"],
        shape=data["shape"],
        title=data["title"],
        title_en=data["title_en"],
        titles={kind: tuple(map(key, titles)) for kind, titles in data["titles"].items()},
        lanes=tuple(map(_lane, data.get("lanes", [data]))),
        phases=tuple(map(_measure, data.get("phases", ()))),
        classification=data.get("classification", ""),
    )


@cache
def standard_tables() -> Mapping[str, StandardTable]:
    """The standard tables by id, in the order of the final accounts form (公开01表 first)."""
    folder = resources.files(__package__).joinpath("tables")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yml")), key=lambda file: file.name)
    found = [_table(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files]
    return {table.id: table for table in sorted(found, key=lambda table: table.order)}
