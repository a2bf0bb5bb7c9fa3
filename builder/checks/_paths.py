"""Subjects of the functional classification as the text names them: 某类（类）某款（款）某项（项）, or in one word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from builder.standards import classifications
from builder.standards.text import key

_MARK = re.compile(r"[（(][类款项][）)]")
_ENDING = "支出"
LENGTHS = {"类": 3, "款": 5, "项": 7}
"""How many digits the code of each level has."""


@lru_cache(maxsize=8192)
def bare(name: str) -> str:
    """The key of a name without 支出 at its end, which the text leaves out at will."""
    words = key(name)
    return words.removesuffix(_ENDING) if len(words) > 3 else words


@cache
def by_name(length: int) -> Mapping[str, frozenset[str]]:
    """The codes of so many digits by the bare form of every name that they have or had."""
    found: dict[str, set[str]] = {}
    for code in classifications.functional():
        if len(code) == length:
            for name in classifications.names(code):
                found.setdefault(bare(name), set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


@lru_cache(maxsize=4096)
def path(text: str) -> tuple[str, ...]:
    """The codes of class, section and item that a text names one behind the other; shorter if it names no more."""
    return max(_paths(key(_MARK.sub("", text)), ""), key=len, default=())


def _paths(words: str, parent: str) -> Iterator[tuple[str, ...]]:
    length = len(parent) + 2 if parent else 3
    if not words or length > 7:
        return
    for start, codes in _by_beginning(length).get(words[:2], ()):
        inside = sorted(code for code in codes if code.startswith(parent))
        if inside and words.startswith(start):
            rest = words[len(start) :].removeprefix(_ENDING)
            for code in inside:
                deeper = max(_paths(rest, code), key=len, default=())
                if deeper or not rest or length < 7:
                    yield (code, *deeper)


@cache
def _by_beginning(length: int) -> Mapping[str, Sequence[tuple[str, frozenset[str]]]]:
    """The names of ``by_name`` by their first two characters."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for name, codes in by_name(length).items():
        found.setdefault(name[:2], []).append((name, codes))
    return found
