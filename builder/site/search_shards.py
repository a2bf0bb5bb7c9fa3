"""The sorted records of the index as text, cut into shards; and short beginnings that too many shards share."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile

from builder.site.search_terms import AMOUNT, HEAD, INSIDE, TEXT, WHOLE

SHARD = 24_000
"""Characters after which a shard ends."""
HEAVY = 6
"""A beginning shared by the first records of so many shards gets a file of its own,"""
SHORT = 4
"""if it has no more characters than these."""
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def level(grade: int, whole: bool) -> int:
    """How good a record is for what is sought, 0 best: ``whole`` says that the two are equal.

    Exact names, exact amounts, names that begin so, amounts that begin so, inside names, inside texts.
    """
    return {WHOLE: 0 if whole else 2, HEAD: 2, INSIDE: 4, AMOUNT: 1 if whole else 3, TEXT: 5}[grade]


_LONGER = {0: 2, 1: 3}
"""The level of a record that equals a beginning, for any shorter beginning; that of the others stays."""


def by_ending(terms: Iterable[tuple[str, "array[int]"]]) -> Iterator[tuple[str, dict[int, Sequence[int]]]]:
    """Records, one per ending, from sorted terms that end in their grade."""
    for ending, same in groupby(terms, key=lambda term: term[0].rpartition("\0")[0]):
        yield ending, {int(term.rpartition("\0")[2]): pages for term, pages in same}


class Shards:
    """Cuts sorted records into shards; ``bounds`` has for each as much of its first ending as tells it from before."""

    def __init__(self, pages: int) -> None:
        """``pages`` is how many pages there are."""
        self.pages = pages
        self.bounds: list[str] = []

    def cut(self, records: Iterable[tuple[str, Mapping[int, Sequence[int]]]]) -> Iterator[str]:
        """The shards, one record per line: what it shares with the ending before, the rest, its pages by grade."""
        lines: list[str] = []
        size, before = 0, ""
        for ending, grades in records:
            if size > SHARD:
                yield "\n".join(lines)
                lines, size = [], 0
            if not lines:
                self.bounds.append(ending[: _common(before, ending) + 1])
            # A character beyond the basic plane is never shared, for a browser counts it twice.
            shared = _common("".join(takewhile("\uffff".__ge__, before)), ending) if lines else 0
            cells = (f"{grade}{pages_text(found, self.pages)}" for grade, found in grades.items())
            lines.append("\t".join((_DIGITS[shared] + ending[shared:], *cells)))
            size += len(lines[-1])
            before = ending
        if lines:
            yield "\n".join(lines)


class Heavy:
    """For each short beginning, while the records that begin so go by, the pages by level and how many shards.

    ``watch`` goes between the records and what cuts them into shards; ``found`` then has the files.
    """

    def __init__(self, shards: Shards) -> None:
        """``shards`` cuts the same records."""
        self.shards = shards
        self.found: dict[str, str] = {}
        self._open: list[_Beginning] = []

    def watch(
        self, records: Iterable[tuple[str, Mapping[int, Sequence[int]]]]
    ) -> Iterator[tuple[str, Mapping[int, Sequence[int]]]]:
        """The same records."""
        for ending, grades in records:
            start = ending[:SHORT]
            while self._open and not start.startswith(self._open[-1].text):
                self._close()
            for length in range(len(self._open) + 1, len(start) + 1):
                self._open.append(_Beginning(start[:length], len(self.shards.bounds)))
            for grade, found in grades.items():
                self._open[-1].mark(level(grade, ending == start), _bits(found))
            yield ending, grades
        while self._open:
            self._close()

    def _close(self) -> None:
        done = self._open.pop()
        own = [bound for bound in self.shards.bounds[done.first :] if bound.startswith(done.text)]
        if len(own) >= HEAVY:
            levels = sorted(done.levels.items())
            cells = (f"{key}{pages_text(_numbers(bits), self.shards.pages)}" for key, bits in levels)
            self.found[done.text] = "\t".join(cells)
        if self._open:
            for key, bits in done.levels.items():
                self._open[-1].mark(_LONGER.get(key, key), bits)


class _Beginning:
    """A beginning, the number of shards before it, and its pages by level as bits."""

    def __init__(self, text: str, first: int) -> None:
        self.text, self.first = text, first
        self.levels: dict[int, int] = {}

    def mark(self, key: int, bits: int) -> None:
        self.levels[key] = self.levels.get(key, 0) | bits


def _bits(pages: Sequence[int]) -> int:
    made = bytearray(pages[-1] // 8 + 1)
    for number in pages:
        made[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(made, "little")


def _numbers(bits: int) -> list[int]:
    return [number for number, bit in enumerate(reversed(f"{bits:b}")) if bit == "1"]


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def pages_text(found: Sequence[int], pages: int) -> str:
    """Ascending page numbers as text: the gaps in digits of five bits, or ``=`` and a bitmap, whichever is shorter."""
    limit = pages // 6 + 2
    if len(found) > limit:
        return _bitmap(found, pages)
    gaps: list[str] = []
    before = -1
    for number in found:
        gap, before = number - before - 1, number
        while gap > 31:
            gaps.append(_DIGITS[32 | gap & 31])
            gap >>= 5
        gaps.append(_DIGITS[gap])
    return "".join(gaps) if len(gaps) <= limit else _bitmap(found, pages)


def _bitmap(found: Sequence[int], pages: int) -> str:
    bits = [0] * (pages // 6 + 1)
    for number in found:
        bits[number // 6] |= 1 << number % 6
    return "=" + "".join(map(_DIGITS.__getitem__, bits))
