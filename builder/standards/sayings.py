"""What sentences call the figures of the standard tables (``sayings.yml``): from a name and its scope to cells."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from builder.frozen import frozen
from builder.standards import classifications
from builder.standards.equations import Cell
from builder.standards.text import key
from builder.standards.written import load

_LEAD = re.compile(r"^(?:(?:本?部门|本?单位|本级|当年)(?:决算|预算)?)+")
_LEADS = frozenset("本部单当")
_ECONOMIC = re.compile(r"(?P<wages>工资福利支出)|(?P<goods>商品和服务支出)|(?P<family>对个人和家庭的?补助(?:支出)?)")
_ECONOMIC_CODES = {"wages": "301", "goods": "302", "family": "303"}
_CLASS_WORDS = re.compile(r"支出(?:类|科目)?$")
_NAMELESS = frozenset(("其他支出",))
"""A class whose name says nothing of its own."""
OTHER = "other"
ANY_BASIC = "any_basic"
"""Basic expenditure of which it is not said whose money it is."""


@frozen
class Meaning:
    """What a name means: ``cells`` where the final accounts print it, ``budget`` where a budget may print it, too.

    ``fact`` names what is meant: the first of the cells.
    """

    cells: tuple[Cell, ...]
    budget: tuple[Cell, ...]
    fact: str

    @staticmethod
    def of(cells: Iterable[str], budget: Iterable[str] = ()) -> "Meaning":
        """The meaning that the names of cells give."""
        printed = tuple(map(_cell, cells))
        return Meaning(printed, tuple(map(_cell, budget)), str(printed[0]))


@lru_cache(maxsize=16384)
def meaning(name: str, code: str, scope: str) -> Meaning | None:
    """What ``name`` means where ``scope`` is spoken of; ``code`` is the code that the sentence names, if any."""
    words = _bare(name)
    names, meanings = _sayings(scope)
    if said := names.fullmatch(words):
        return meanings[said.lastgroup or ""]
    code = code or _code(words, scope)
    return _of_code(code, scope) if code else None


@lru_cache(maxsize=4096)
def _of_code(code: str, scope: str) -> Meaning | None:
    """What a code means where ``scope`` is spoken of."""
    templates = _data().get(classifications.kind_of(code) or "", {}).get(scope, ())
    return Meaning.of(template.replace("CODE", code) for template in templates) if templates else None


@lru_cache(maxsize=4096)
def scope_of(text: str) -> str:
    """The scope that the words of a subject or heading tell, ``other`` for none of the tables; empty if they do not."""
    words = key(text)
    for scope, pattern in _scopes():
        if pattern.search(words):
            return scope
    return ""


@lru_cache(maxsize=4096)
def is_neutral(heading: str) -> bool:
    """Whether a heading only parts what the heading above it speaks of."""
    return bool(_neutral().search(key(heading)))


def _code(words: str, scope: str) -> str:
    """The code of a class that is called by its name alone."""
    if scope in ("basic", ANY_BASIC):
        found = _ECONOMIC.fullmatch(words)
        return _ECONOMIC_CODES[found.lastgroup] if found and found.lastgroup else ""
    named = bool(_CLASS_WORDS.search(words)) and words not in _NAMELESS
    return (classifications.class_code(words.removesuffix("科目")) or "") if named else ""


@lru_cache(maxsize=4096)
def is_part(name: str) -> bool:
    """Whether a name says only which part of something it is (基本支出), and not of what."""
    return bool(_parts().fullmatch(_bare(name)))


def _bare(name: str) -> str:
    """The key of a name without the words at its beginning that every office has."""
    words = key(name)
    return _LEAD.sub("", words) if words[:1] in _LEADS else words


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(_data()["parts"])


@cache
def _data() -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("sayings.yml").read_text(encoding="utf-8")
    return dict(load(text))


@cache
def _sayings(scope: str) -> tuple[re.Pattern[str], Mapping[str, Meaning]]:
    """One pattern for the names of all that may be said of a scope, and what they mean by the name of the group.

    As in the file, the first name that fits counts.
    """
    told = {f"n{at}": entry for at, entry in enumerate(_data()["sayings"]) if scope in entry["under"]}
    meanings = {name: Meaning.of(entry["cells"], entry.get("budget", ())) for name, entry in told.items()}
    return re.compile("|".join(f"(?P<{name}>{entry['names']})" for name, entry in told.items()) or "(?!)"), meanings


@cache
def _scopes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["id"], re.compile(entry["words"])) for entry in _data()["scopes"])


@cache
def _neutral() -> re.Pattern[str]:
    return re.compile(_data()["neutral"])


def _cell(text: str) -> Cell:
    table, lane, row, measure = text.split("/")
    return Cell(table, lane, row, measure)
