"""Words that rules look for: one search of a text finds those of all rules, and a rule goes to where its own stand.

A rule names its words when its module is imported (``_MARKS = Sought("（类）", "（款）")``) and asks the text for them
(``prose.at(_MARKS)``, or ``prose.matches(_MARKS, pattern)`` for what a pattern finds there).
"""

from collections.abc import Mapping, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick


class Sought:
    """The words of one rule."""

    __slots__ = ("words",)

    def __init__(self, *words: str) -> None:
        self.words = words
        _ALL.append(self)


_ALL: list[Sought] = []
"""All that was named so far."""


def found(text: str) -> Mapping[Sought, Sequence[int]]:
    """Where in the text the words of each rule begin that has any there, from left to right."""
    places: dict[Sought, list[int]] = {}
    net, owners = _net(len(_ALL))
    for number, start, _ in net.find_matches_as_indexes(text, overlapping=True):
        for owner in owners[number]:
            places.setdefault(owner, []).append(start)
    return {owner: sorted({*starts}) if len(starts) > 1 else starts for owner, starts in places.items()}


@cache
def _net(_count: int) -> tuple[AhoCorasick, Sequence[Sequence[Sought]]]:
    """What finds all words that were named so far, and whose each of them is."""
    owners: dict[str, list[Sought]] = {}
    for each in _ALL:
        for word in dict.fromkeys(each.words):
            owners.setdefault(word, []).append(each)
    return AhoCorasick(list(owners)), tuple(owners.values())
