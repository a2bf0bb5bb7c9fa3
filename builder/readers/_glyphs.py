"""Characters with their boxes put together to lines, and lines cut into parts where the gap is wide.

Lengths are points from the page's top left corner. Plain tuples, since a document has tens of thousands of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise
from math import inf
from operator import sub
from typing import NamedTuple, Protocol

from builder.model.location import Box

_HANGING = frozenset("“”‘’\"'`´")
_STANDING = frozenset("，。、．,.；;_…")
_WIDE = "０１２３４５６７８９．"
_EMPTY_RIGHT = frozenset("，。、；：！？）》〉】〕」』”’" + _WIDE)
_EMPTY_LEFT = frozenset("（《〈【〔「『“‘" + _WIDE)
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
UNREADABLE = "\ufffd"
"""Stands between two characters one of which covers the other."""
_TOUCH = 0.3
"""Neighbours that overlap by no more, in points, do not cover each other."""
_TOUCHING = 0.15
"""A point drawn twice may stand so far, in points, beside itself."""
_COVERED = 0.25
"""The share of the narrower of two neighbours that the other covers; numbers in genuine files have none."""
_THIN = frozenset(".,'·")
_OF_NUMBER = frozenset("0123456789.,")
_CLOSE = 0.4
"""The digits of one number are no further apart than this share of a character; those in two cells are."""
ONE_LINE = 1.5
"""Characters are on one line if they are together no higher than this many times the tallest."""
WIDE_GAP = 0.7
"""A gap wider than this share of a character parts two words."""
SAME_PLACE, SAME_DIGIT, LEAST_APART = 0.3, 0.55, 0.6
"""The same character again within this share of its width (if a digit, of the second) is drawn twice in one place.

It is, too, within so many points."""


class Glyph(NamedTuple):
    """A character, or a word that is known to be one, and its box.

    A word also has the size (the longer side) of its first and of its last character, and tells its characters. ``at``
    counts the characters of the page in the order in which they are drawn, and is -1 where that is not known.
    """

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    head: float = 0
    tail: float = 0
    letters: "Letters | None" = None
    at: int = -1


class Letters(Protocol):
    """The characters of a word, in a row from left to right."""

    def __call__(self) -> list[Glyph]:
        """Each with its box."""

    def beside(self, place: int) -> tuple[float, float]:
        """The right edge of the character before a place (from 1), and the left edge of the one behind it."""

    def seams(self) -> list[int]:
        """The places (from 1) where the file begins another piece of text."""


def lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters or words line by line, from left to right; two are on one line if they overlap by half in height.

    A quotation mark or a comma counts with the height of its line, not of its ink. A character drawn twice in one
    place (a made-up bold) counts once; words that overlap are looked at character by character.
    """
    if len(glyphs) <= 1:
        return [list(glyphs)] if glyphs else []
    if is_one_line(glyphs):
        return [in_order(glyphs)]
    em = _usual_height(glyphs)
    items = sorted(((*_span(glyph, em), glyph) for glyph in glyphs), key=_by_middle)
    found: list[list[Glyph]] = []
    spans: list[tuple[float, float]] = []
    for top, bottom, glyph in items:
        for index in range(len(found) - 1, max(-1, len(found) - 4), -1):
            high, low = spans[index]
            if min(bottom, low) - max(top, high) >= 0.5 * min(bottom - top, low - high):
                found[index].append(glyph)
                spans[index] = (min(top, high), max(bottom, low))
                break
        else:
            found.append([glyph])
            spans.append((top, bottom))
    ordered = sorted(range(len(found)), key=spans.__getitem__)
    return [in_order(found[index]) for index in ordered]


def in_order(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """One line from left to right, nothing twice."""
    line = sorted(glyphs, key=_by_left)
    if _overlap(line):
        single = (glyph.letters() if glyph.letters else [glyph] for glyph in line)
        line = _once(sorted(chain.from_iterable(single), key=_by_left))
    return _legible(line) if any(map(_is_doubtful, line, line[1:])) else line


def _overlap(line: Sequence[Glyph]) -> bool:
    """Whether some stand over what stands to their right, or all but touch it: only then may one be drawn twice."""
    edge = -inf
    for glyph in line:
        if glyph[1] < edge:
            return True
        edge = glyph[3] + _TOUCHING
    return False


def _legible(line: list[Glyph]) -> list[Glyph]:
    """The line with a mark (U+FFFD) between two characters that do not belong together, if a digit is concerned.

    Such a number cannot be read: it may be that of a watermark, of a second layer or of the page in part.
    """
    found = line[:1]
    for left, right in pairwise(line):
        if _is_doubtful(left, right):
            found.append(Glyph(UNREADABLE, right.x0, right.top, right.x0, right.bottom))
        found.append(right)
    return found


def _is_doubtful(left: Glyph, right: Glyph) -> bool:
    """Whether one of two neighbours covers the other, or they would be one number and were not drawn as one."""
    return _covers(left, right) or _is_foreign(left, right)


def _is_foreign(left: Glyph, right: Glyph) -> bool:
    """Whether two parts of a number touch of which the second was not drawn right behind the first."""
    if right.at == left.at + len(left.char) or right.at < 0 or left.at < 0:
        return False
    end, begin = left.char[-1], right.char[0]
    if not (end in _OF_NUMBER and begin in _OF_NUMBER and (end.isdigit() or begin.isdigit())):
        return False
    return not is_gap(right.x0 - left.x1, max(left.tail, right.head), end, begin)


def _covers(left: Glyph, right: Glyph) -> bool:
    if left.letters or right.letters or not (left.char.isdigit() or right.char.isdigit()):
        return False
    least, over = min(left.x1 - left.x0, right.x1 - right.x0), left.x1 - right.x0
    return over > max(_TOUCH, _COVERED * least) and least > 0 and not {left.char, right.char} & _THIN


def is_one_line(glyphs: Sequence[Glyph]) -> bool:
    """Whether characters are no higher together than half as much again as the tallest: too low for two lines."""
    tops, bottoms = [glyph[2] for glyph in glyphs], [glyph[4] for glyph in glyphs]
    height: float = max(map(sub, bottoms, tops))
    return max(bottoms) - min(tops) <= ONE_LINE * height


def _by_middle(item: tuple[float, float, Glyph]) -> tuple[float, float]:
    return item[0] + item[1], item[2].x0


def _by_left(glyph: Glyph) -> float:
    return glyph[1] + glyph[3]


def _usual_height(glyphs: Sequence[Glyph]) -> float:
    heights = sorted(glyph.bottom - glyph.top for glyph in glyphs)
    return heights[len(heights) * 3 // 4]


def _span(glyph: Glyph, em: float) -> tuple[float, float]:
    char, top, bottom = glyph.char[0], glyph.top, glyph.bottom
    if bottom - top > 0.5 * em:
        return top, bottom
    if char in _HANGING:
        return top, top + em
    if char in _STANDING:
        return bottom - em, bottom
    return (top + bottom - em) / 2, (top + bottom + em) / 2


def _once(line: list[Glyph]) -> list[Glyph]:
    """The line without characters drawn a second time in the same place."""
    if len({glyph.char for glyph in line}) == len(line):
        return line
    kept: list[Glyph] = []
    for glyph in line:
        near = max(LEAST_APART, (glyph.x1 - glyph.x0) * (SAME_DIGIT if glyph.char.isdigit() else SAME_PLACE))
        if not any(other.char == glyph.char and abs(other.x0 - glyph.x0) <= near for other in kept[-3:]):
            kept.append(glyph)
    return kept


def parts(line: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """A line cut where a gap is wider than most of a character."""
    part = [line[0]]
    for left, right in pairwise(line):
        if is_gap(right.x0 - left.x1, max(left.tail, right.head), left.char[-1], right.char[0]):
            yield part
            part = []
        part.append(right)
    yield part


def is_gap(width: float, size: float, left: str, right: str) -> bool:
    """Whether so wide a gap between two characters is a blank; ``size`` is the longer side of the larger one.

    A full-width mark prints in one half of its square: the other half is no gap.
    """
    if width <= WIDE_GAP * size:
        return False
    return width > (WIDE_GAP + 0.5 * ((left in _EMPTY_RIGHT) + (right in _EMPTY_LEFT))) * size


def is_one_number(word: Glyph) -> bool:
    """Whether a word is a number whose digits stand as close to each other as those of one number do."""
    if not word.letters or not _NUMBER.fullmatch(word.char):
        return False
    return all(right.x0 - left.x1 <= _CLOSE * max(left.tail, right.head) for left, right in pairwise(word.letters()))


Cut = Callable[[Sequence[Glyph]], Iterable[Sequence[Glyph]]]
"""How a line is cut into the parts that a blank separates."""


def joined(line: Sequence[Glyph], cut: Cut = parts) -> str:
    """The line as text, its parts separated by a blank."""
    if len(line) == 1:
        return line[0][0]
    return " ".join("".join(glyph[0] for glyph in part) for part in cut(line))


def around(glyphs: Sequence[Glyph]) -> Box:
    """The box around characters."""
    if len(glyphs) == 1:
        return _box(glyphs[0][1:5])
    _, lefts, tops, rights, bottoms, *_ = zip(*glyphs, strict=True)
    return _box((min(lefts), min(tops), max(rights), max(bottoms)))


_box: Callable[[tuple[float, ...]], Box] = partial(tuple.__new__, Box)
"""What ``Box`` itself does, for all edges at once: twice as fast."""
