"""Words that rules look for: one search of a text finds those of all rules, and a rule goes to where its own stand.

A rule names its words when its module is imported (``_MARKS = Sought("（类）", "（款）")``) and asks the text for them
(``prose.at(_MARKS)``, or ``prose.matches(_MARKS, pattern)`` for what a pattern finds there).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

_COMMON = (
    ".0，2、算1。元支出万年预费3（）政公56的4务工89行部用业单位7一增：经%项况市计和情本款资收目财人要上；明事国中拨审金主加其决入信"
    "门作度关保分会基数标理效及共因有购访机指管三职说车,成局为运总员府般二是比绩规完设实类区置等原“”全表于法与级发长他制减化处体障开"
)
"""What these documents have most of, the most frequent first. A word is looked for by the rarest of its characters."""
_OFTEN = 20
"""A word of nothing but the first so many of them is sooner found alone."""


class Sought:
    """The words of one rule."""

    __slots__ = ("words",)

    def __init__(self, *words: str) -> None:
        self.words = words
        _ALL.append(self)


_ALL: list[Sought] = []
"""All that was named so far."""
_Owned = Sequence[tuple[str, Sequence[Sought]]]
"""Words, each with those who look for it."""
_Words = Mapping[str, Sequence[tuple[int, str, Sequence[Sought]]]]
"""By the character by which words are looked for: how far behind the beginning it stands, the word, whose it is."""


def found(text: str) -> Mapping[Sought, Sequence[int]]:
    """Where in the text the words of each rule begin that has any there, from left to right."""
    places: dict[Sought, list[int]] = {}
    net, words, often = _net(len(_ALL))
    for match in net.finditer(text):
        at = match.start()
        for before, word, owners in words[text[at]]:
            if text.startswith(word, at - before):
                for owner in owners:
                    places.setdefault(owner, []).append(at - before)
    for word, owners in often if _may_hold(text, often) else ():
        at = text.find(word)
        while at >= 0:
            for owner in owners:
                places.setdefault(owner, []).append(at)
            at = text.find(word, at + 1)
    return {owner: sorted({*starts}) if len(starts) > 1 else starts for owner, starts in places.items()}


def _may_hold(text: str, often: _Owned) -> bool:
    """Whether one of the words may be in a text: as if all characters of these words were one, which is soon found."""
    chars = "".join(sorted({*"".join(word for word, _ in often)}))
    for char in chars[1:]:
        text = text.replace(char, chars[0])
    return any(chars[0] * size in text for size in {len(word) for word, _ in often})


@cache
def _net(_count: int) -> tuple[re.Pattern[str], _Words, _Owned]:
    """A pattern that stops at every word of all that was named so far, the words, and those that are found alone.

    Words that have none but frequent characters choose first; another that has one of these is found where it stops.
    """
    owners: dict[str, list[Sought]] = {}
    for each in _ALL:
        for word in dict.fromkeys(each.words):
            owners.setdefault(word, []).append(each)
    words: dict[str, list[tuple[int, str, Sequence[Sought]]]] = {}
    often: list[tuple[str, Sequence[Sought]]] = []
    for word, own in sorted(owners.items(), key=lambda each: (-min(map(_frequency, each[0])), each[0])):
        at = min(range(len(word)), key=lambda index: (word[index] not in words, _frequency(word[index])))
        if min(map(_frequency, word)) > len(_COMMON) - _OFTEN:
            often.append((word, own))
        else:
            words.setdefault(word[at], []).append((at, word, own))
    return re.compile("|".join(_branch(char, own) for char, own in words.items()) or "(?!)"), words, often


def _frequency(char: str) -> int:
    """Higher for what is more frequent."""
    place = _COMMON.find(char)
    return len(_COMMON) - place if place >= 0 else 0


def _branch(char: str, words: Iterable[tuple[int, str, object]]) -> str:
    """The character, where one of its words stands around it."""
    around = [(re.escape(word[: before + 1]), re.escape(word[before + 1 :])) for before, word, _ in words]
    return f"{re.escape(char)}(?:{'|'.join(f'(?<={before})(?={behind})' for before, behind in around)})"
