"""Words that rules look for: one search of a text finds those of all rules, and a rule goes to where its own stand.

A rule names its words when its module is imported (``_MARKS = Sought("（类）", "（款）")``) and asks the text for them
(``prose.at(_MARKS)``, or ``prose.matches(_MARKS, pattern)`` for what a pattern finds there).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

_COMMON = (
    "，。、的算元支出年会预职（）政费标业人效%动公务指一和决度行目成情：位项作绩部单经分完金；数区为用财总基增中加拨建事体入资主"
    "展开实收要助全保进级其活员上理新市有评门组共及明初大制发三说比在模服因国结二合管自织关性与设疗是于产般计生等次能车法机企推"
)
"""What these documents have most of, the most frequent first. A word is looked for by the rarest of its characters."""


class Sought:
    """The words of one rule."""

    __slots__ = ("words",)

    def __init__(self, *words: str) -> None:
        self.words = words
        _ALL.append(self)


_ALL: list[Sought] = []
"""All that was named so far."""
_Words = Mapping[str, Sequence[tuple[int, str, Sequence[Sought]]]]
"""By the character by which words are looked for: how far behind the beginning it stands, the word, whose it is."""


def found(text: str) -> Mapping[Sought, Sequence[int]]:
    """Where in the text the words of each rule begin, from left to right."""
    places: dict[Sought, list[int]] = {each: [] for each in _ALL}
    net, words = _net(len(_ALL))
    for match in net.finditer(text):
        at = match.start()
        for before, word, owners in words[text[at]]:
            if text.startswith(word, at - before):
                for owner in owners:
                    places[owner].append(at - before)
    return {owner: sorted({*starts}) if len(starts) > 1 else starts for owner, starts in places.items()}


@cache
def _net(_count: int) -> tuple[re.Pattern[str], _Words]:
    """A pattern that stops at every word of all that was named so far, and the words."""
    owners: dict[str, list[Sought]] = {}
    for each in _ALL:
        for word in dict.fromkeys(each.words):
            owners.setdefault(word, []).append(each)
    words: dict[str, list[tuple[int, str, Sequence[Sought]]]] = {}
    for word, own in owners.items():
        at = min(range(len(word)), key=lambda index: _frequency(word[index]))
        words.setdefault(word[at], []).append((at, word, own))
    return re.compile("|".join(_branch(char, own) for char, own in words.items())), words


def _frequency(char: str) -> int:
    """Higher for what is more frequent."""
    place = _COMMON.find(char)
    return len(_COMMON) - place if place >= 0 else 0


def _branch(char: str, words: Iterable[tuple[int, str, object]]) -> str:
    """The character, where one of its words stands around it."""
    around = [(re.escape(word[: before + 1]), re.escape(word[before + 1 :])) for before, word, _ in words]
    return f"{re.escape(char)}(?:{'|'.join(f'(?<={before})(?={behind})' for before, behind in around)})"
