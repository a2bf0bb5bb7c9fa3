"""The lines of a PDF page without ruled tables, as PDFium puts them together, in the order in which they stand.

Where numbers stand apart, as in a table without rules, that is not enough: PDFium writes one blank for any gap, and may
glue a number to the one in the next column. In a table of contents it may put two lines into one.
"""

import re
from collections.abc import Iterator
from itertools import chain

import pypdfium2

from builder.model.document import Line
from builder.model.location import Location
from builder.readers import _pdfium
from builder.readers._glyphs import Glyph, around, is_gap
from builder.readers._lookalikes import fold
from builder.readers._pdfpaths import Frame
from builder.readers._pdfwords import without_slanted
from builder.readers.text import words

_BLANK = r"[ \t\xa0\u3000]*"
_NUMBER = re.compile(rf"(?:(\S){_BLANK})?(?<![\d,.])(\d[\d,.]*[)）]?)(?!\S)(?={_BLANK}(\S)?)")
"""A number with a blank or nothing behind it, and what stands before and behind it on its line."""
_FEWEST = 2
"""So many numbers that stand apart may be of a table; one is the page's own."""
_LEADERS = re.compile(r"(?:[.…·]\s?){6}")
_LINE = re.compile("[^\r\n]+")
_EMPTY = "\0\ufffe\uffff\ufeff \t\xa0\u3000"
"""Codes at the ends of a line that print nothing, or that PDFium makes up."""

Pair = tuple[int, int]
"""The indices of two characters of a line."""


def plain_lines(page: pypdfium2.PdfTextPage, frame: Frame, number: int) -> tuple[Line, ...] | None:
    """The lines of the page with this number, from top to bottom; None where each word has to be looked at."""
    text = fold(_pdfium.text(page))
    if _LEADERS.search(text):
        return None
    lines, numbers = list(_lines(text)), list(map(_beside, _NUMBER.finditer(text)))
    if len(without_slanted(page, [(start, end + 1) for start, end in lines])) < len(lines):
        return None
    ends = _ends(page, frame, text, [*lines, *chain.from_iterable(numbers)])
    shown = [next(ends) for _ in lines]
    apart = [[_is_apart(*next(ends)) for _ in pairs] for pairs in numbers]
    if sum(map(all, apart)) >= _FEWEST:
        return None
    found = [(around(pair), text[start : end + 1]) for pair, (start, end) in zip(shown, lines, strict=True)]
    inside = sorted(((box.top, box.x0, line, box) for box, line in found if frame.shows(box)))
    return tuple(Line(line, words(line), Location(number, None, box)) for _, _, line, box in inside)


def _lines(text: str) -> Iterator[Pair]:
    """The first and the last character of each line."""
    for match in _LINE.finditer(text):
        start = match.end() - len(match[0].lstrip(_EMPTY))
        end = match.start() + len(match[0].rstrip(_EMPTY))
        if start < end:
            yield start, end - 1


def _beside(match: re.Match[str]) -> list[Pair]:
    """A number's first character and the one before it, its last character and the one behind it."""
    pairs = []
    if match[1]:
        pairs.append((match.start(1), match.start(2)))
    if match[3]:
        pairs.append((match.end(2) - 1, match.start(3)))
    return pairs


def _ends(page: pypdfium2.PdfTextPage, frame: Frame, text: str, pairs: list[Pair]) -> Iterator[tuple[Glyph, Glyph]]:
    """The two characters of each pair, with their boxes."""
    indices = [index for pair in pairs for index in pair]
    edges = (edge.tolist() for edge in frame.edges(*_pdfium.boxes(page, indices)))
    found = map(Glyph, [text[index] for index in indices], *edges)
    return zip(found, found, strict=True)


def _is_apart(left: Glyph, right: Glyph) -> bool:
    """Whether there is a gap between two characters, or they are not on one line."""
    size = max(left.x1 - left.x0, right.x1 - right.x0, left.bottom - left.top, right.bottom - right.top)
    gap = right.x0 - left.x1
    level = min(left.bottom, right.bottom) - max(left.top, right.top)
    return is_gap(gap, size, left.char, right.char) or gap < -size or level <= -size
