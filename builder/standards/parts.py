"""The parts that the explanations of a disclosure have, from ``parts.yml``."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from builder.frozen import frozen
from builder.standards.written import load


@frozen
class Part:
    """One part: its names, and the words of which every wording of it has one."""

    zh: str
    en: str
    words: tuple[str, ...]


@cache
def parts() -> Mapping[str, tuple[Part, ...]]:
    """The parts by kind (``final``, ``budget``)."""
    return parse(files("builder.standards").joinpath("parts.yml").read_text(encoding="utf-8"))


def parse(text: str) -> Mapping[str, tuple[Part, ...]]:
    """Read the parts; ValueError, naming the entry, if one has other keys than ``Part`` or no words."""
    return MappingProxyType({kind: tuple(map(_part, entries)) for kind, entries in (load(text) or {}).items()})


def _part(entry: object) -> Part:
    if not isinstance(entry, dict) or set(entry) != {"zh", "en", "words"} or not entry["words"]:
        raise ValueError(f"parts: an entry needs exactly zh, en and words: {entry!r}")
    return Part(entry["zh"], entry["en"], tuple(entry["words"]))
