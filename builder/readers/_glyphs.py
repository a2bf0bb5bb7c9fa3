"""Characters with their boxes put together to lines, and lines cut into parts where the gap is wide.

Lengths are points from the page's top left corner. Plain tuples, since a document has tens of thousands of them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from builder.model.location import Box

_HANGING = frozenset("“”‘’\"'`´")
_STANDING = frozenset("，。、．,.；;_…")
_ONE_LINE = 1.5
_WIDE_GAP = 0.7
"""A gap wider than this share of a character parts two words."""


class Glyph(NamedTuple):
    """A character and its box."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float


def lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters line by line, from left to right; two are on one line if they overlap by half in height.

    A quotation mark or a comma counts with the height of its line, not of its ink. A character drawn twice in one
    place (a made-up bold) counts once.
    """
    if len(glyphs) <= 1:
        return [list(glyphs)] if glyphs else []
    if _is_one_line(glyphs):
        return [_once(sorted(glyphs, key=_by_left))]
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
    return [_once(sorted(found[index], key=_by_left)) for index in ordered]


def _is_one_line(glyphs: Sequence[Glyph]) -> bool:
    """Whether characters are no higher together than half as much again as the tallest: too low for two lines."""
    tallest = max(bottom - top for _, _, top, _, bottom in glyphs)
    return max(glyph[4] for glyph in glyphs) - min(glyph[2] for glyph in glyphs) <= _ONE_LINE * tallest


def _by_middle(item: tuple[float, float, Glyph]) -> tuple[float, float]:
    return item[0] + item[1], item[2].x0


def _by_left(glyph: Glyph) -> float:
    return glyph.x0 + glyph.x1


def _usual_height(glyphs: Sequence[Glyph]) -> float:
    heights = sorted(glyph.bottom - glyph.top for glyph in glyphs)
    return heights[len(heights) * 3 // 4]


def _span(glyph: Glyph, em: float) -> tuple[float, float]:
    char, _, top, _, bottom = glyph
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
        near = max(0.6, (glyph.x1 - glyph.x0) * 0.3)
        if not any(other.char == glyph.char and abs(other.x0 - glyph.x0) <= near for other in kept[-3:]):
            kept.append(glyph)
    return kept


def parts(line: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """A line cut where a gap is wider than most of a character."""
    part = [line[0]]
    em = max(line[0].bottom - line[0].top, line[0].x1 - line[0].x0)
    for glyph in line[1:]:
        size = max(glyph.bottom - glyph.top, glyph.x1 - glyph.x0)
        if glyph.x0 - part[-1].x1 > _WIDE_GAP * max(size, em):
            yield part
            part = []
        part.append(glyph)
        em = size
    yield part


Cut = Callable[[Sequence[Glyph]], Iterable[Sequence[Glyph]]]
"""How a line is cut into the parts that a blank separates."""


def joined(line: Sequence[Glyph], cut: Cut = parts) -> str:
    """The line as text, its parts separated by a blank."""
    return " ".join("".join(glyph[0] for glyph in part) for part in cut(line))


def around(glyphs: Sequence[Glyph]) -> Box:
    """The box around characters, to a tenth of a point, as boxes are published."""
    _, lefts, tops, rights, bottoms = zip(*glyphs, strict=True)
    return Box(round(min(lefts), 1), round(min(tops), 1), round(max(rights), 1), round(max(bottoms), 1))
