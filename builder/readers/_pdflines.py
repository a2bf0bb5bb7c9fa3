"""The lines of a PDF page without ruled tables, as PDFium puts them together, in the order in which they stand.

Where numbers stand apart, as in a table without rules, that is not enough: PDFium writes one blank for any gap, and may
glue a number to the one in the next column. In a table of contents it may put two lines into one.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from builder.model.document import Line
from builder.model.location import Box, Location
from builder.readers import _pdfium
from builder.readers._glyphs import Glyph, is_gap
from builder.readers._lookalikes import fold
from builder.readers._pdfium import Handle, Numbers
from builder.readers._pdfpaths import Frame
from builder.readers._pdfwords import without_slanted
from builder.readers.text import Words

_BLANK = r"[ \t\xa0\u3000]*"
_NUMBER = re.compile(rf"(?:(\S){_BLANK})?(?<![\d,.])(\d[\d,.]*[)）]?)(?!\S)(?={_BLANK}(\S)?)")
"""A number with a blank or nothing behind it, and what stands before and behind it on its line."""
_NUMBER_ENDS = re.compile(r"\d[\d,.]*[)）]?(?!\S)")
"""Where there may be one: looking for this takes an eighth of the time, and only few lines have it."""
_FEW_DOTS = 5
_FEWEST = 2
"""So many numbers that stand apart may be of a table; one is the page's own."""
_LEADER = ".…·"
_LEADERS = re.compile(rf"(?:[{_LEADER}]\s?){{6}}")
_LINE = re.compile("[^\r\n]+")
_REST = re.compile("\n|$")
_EMPTY = "\0\ufffe\uffff\ufeff \t\xa0\u3000"
"""Codes at the ends of a line that print nothing, or that PDFium makes up."""

Pair = tuple[int, int]
"""The indices of two characters of a line."""


def plain_lines(page: Handle, frame: Frame, number: int) -> tuple[Line, ...] | None:
    """The lines of the page with this number, from top to bottom; None where each word has to be looked at."""
    text = fold(_pdfium.text(page))
    if sum(map(text.count, _LEADER)) > _FEW_DOTS and _LEADERS.search(text):
        return None
    lines, numbers = list(_lines(text)), list(_numbers(text))
    if len(without_slanted(page, [(start, end + 1) for start, end in lines])) < len(lines):
        return None
    edges = frame.edges(*_pdfium.boxes(page, list(chain.from_iterable([*lines, *chain.from_iterable(numbers)]))))
    if _stand_apart(text, numbers, [edge[2 * len(lines) :].tolist() for edge in edges]):
        return None
    found = zip(map(Box, *_around(edges, 2 * len(lines))), lines, strict=True)
    inside = sorted([(box.top, box.x0, text[start : end + 1], box) for box, (start, end) in found if frame.shows(box)])
    return tuple([Line(line, Words(line), Location(number, None, box)) for _, _, line, box in inside])


def _around(edges: Sequence[Numbers], count: int) -> Iterator[list[float]]:
    """All edges of the boxes around the first two of so many characters, around the next two, and so on."""
    for number, edge in enumerate(edges):
        outer = np.minimum if number < 2 else np.maximum
        yield outer(edge[:count:2], edge[1:count:2]).tolist()


def _lines(text: str) -> Iterator[Pair]:
    """The first and the last character of each line."""
    for match in _LINE.finditer(text):
        start = match.end() - len(match[0].lstrip(_EMPTY))
        end = match.start() + len(match[0].rstrip(_EMPTY))
        if start < end:
            yield start, end - 1


def _numbers(text: str) -> Iterator[list[Pair]]:
    """Each number with a blank or nothing behind it, as what stands beside it."""
    end = 0
    for match in _NUMBER_ENDS.finditer(text):
        if match.start() >= end:
            line = _REST.search(text, match.end())
            begin, end = text.rfind("\n", 0, match.start()) + 1, line.start() if line else len(text)
            yield from map(_beside, _NUMBER.finditer(text, begin, end))


def _beside(match: re.Match[str]) -> list[Pair]:
    """A number's first character and the one before it, its last character and the one behind it."""
    pairs = []
    if match[1]:
        pairs.append((match.start(1), match.start(2)))
    if match[3]:
        pairs.append((match.end(2) - 1, match.start(3)))
    return pairs


def _stand_apart(text: str, numbers: Sequence[list[Pair]], edges: Sequence[list[float]]) -> bool:
    """Whether several numbers have a gap on both sides; ``edges`` are those of the two characters of each pair."""
    glyphs = map(Glyph, [text[index] for pairs in numbers for pair in pairs for index in pair], *edges)
    count = 0
    for pairs in numbers:
        apart = [_is_apart(next(glyphs), next(glyphs)) for _ in pairs]
        count += all(apart)
    return count >= _FEWEST


def _is_apart(left: Glyph, right: Glyph) -> bool:
    """Whether there is a gap between two characters, or they are not on one line."""
    size = max(left.x1 - left.x0, right.x1 - right.x0, left.bottom - left.top, right.bottom - right.top)
    gap = right.x0 - left.x1
    level = min(left.bottom, right.bottom) - max(left.top, right.top)
    return is_gap(gap, size, left.char, right.char) or gap < -size or level <= -size
