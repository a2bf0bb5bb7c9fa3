"""Wholes and parts that only the text counts (``counted.yml``): procurement, vehicles, posts and staff."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from builder.frozen import frozen
from builder.standards.written import load

MONEY = "money"


@frozen
class Whole:
    """A whole and its ``parts``, each by the pattern of its name; ``part`` matches what is one of them.

    ``unit`` is the pattern of the unit, None for money. ``complete`` matches the part that makes the list complete;
    ``every_part``: it is complete if each part is said. ``within``: each part alone must not be more than the whole.
    ``until`` matches names behind which no part follows; ``unless`` words of a paragraph that may name further parts;
    ``doubtful`` words of one in which the same may be counted twice, or some not at all;
    ``elsewhere``: it counts only below headings that speak of no table, with the parts of its sentence.
    ``listed``: the text must say that it goes on with parts (其中).
    ``close``: its parts stand one behind the other right behind it, but for ``inner`` names, those of parts of parts;
    one that ``aside`` matches may be a further part. ``noted``: parts that are less are a note. ``tabled``: the tables
    may print them.
    """

    id: str
    zh: str
    en: str
    unit: re.Pattern[str] | None
    whole: re.Pattern[str]
    parts: tuple[re.Pattern[str], ...]
    part: re.Pattern[str]
    complete: re.Pattern[str] | None
    every_part: bool
    within: bool
    until: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    doubtful: re.Pattern[str] | None = None
    elsewhere: bool = False
    close: bool = False
    noted: bool = False
    inner: re.Pattern[str] | None = None
    aside: re.Pattern[str] | None = None
    tabled: bool = False
    listed: bool = False


@cache
def wholes() -> tuple[Whole, ...]:
    """The wholes in the order of the file."""
    text = resources.files(__package__).joinpath("counted.yml").read_text(encoding="utf-8")
    return tuple(_whole(entry) for entry in load(text))


@lru_cache(maxsize=8192)
def whole_ids(name: str) -> frozenset[str]:
    """The ids of the wholes that the key of a subject names."""
    if not _any_whole().fullmatch(name):  # most names are of none
        return frozenset()
    return frozenset(whole.id for whole in wholes() if whole.whole.fullmatch(name))


@cache
def _any_whole() -> re.Pattern[str]:
    return _any_of(whole.whole.pattern for whole in wholes())


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _whole(entry: Mapping[str, Any]) -> Whole:
    rest = entry.get("rest")
    return Whole(
        id=entry["id"],
        zh=entry["zh"],
        en=entry["en"],
        unit=None if entry["unit"] == MONEY else re.compile(entry["unit"]),
        whole=re.compile(entry["whole"]),
        parts=tuple(re.compile(part) for part in entry["parts"]),
        part=_any_of(entry["parts"]),
        complete=_pattern(rest if rest != "all" else None),
        every_part=rest == "all",
        within=entry.get("within", False),
        until=_pattern(entry.get("until")),
        unless=_pattern(entry.get("unless")),
        doubtful=_pattern("|".join(entry.get("doubtful", ()))),
        elsewhere=entry.get("elsewhere", False),
        close=entry.get("close", False),
        noted=entry.get("noted", False),
        inner=_pattern(entry.get("inner")),
        aside=_pattern(entry.get("aside")),
        tabled=entry.get("tabled", False),
        listed=entry.get("listed", False),
    )


def _pattern(written: str | None) -> re.Pattern[str] | None:
    return re.compile(written) if written else None
