"""The words of a PDF page with their boxes, put together from its characters as far as that is certain.

Cells are filled word by word instead of character by character, which takes a third of the time. What PDFium parts by
a blank is a word, if its characters stand in a row on one line, without a wide gap and none drawn twice: if it would
come out as one word, too, were its characters looked at one by one. All others stay single characters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from operator import sub

import pypdfium2

from builder.readers import _pdfium
from builder.readers._glyphs import ONE_LINE, WIDE_GAP, Glyph, in_order, is_gap, parts
from builder.readers._lookalikes import fold
from builder.readers._pdfpaths import Frame

_WORD = re.compile("[^\0- \xa0\u200b-\u200f\u3000\ufeff\ufffe\uffff]+")
"""Between codes that print nothing, or that PDFium makes up between words."""

_TOUCH = -0.05
"""Neighbours that overlap by no more, in points, only touch."""


def words(page: pypdfium2.PdfTextPage, frame: Frame) -> Iterator[Glyph]:
    """The words of a page, and the characters that are not certain to be words, in PDFium's order."""
    text = _pdfium.text(page)
    spans = [match.span() for match in _WORD.finditer(text)]
    printed = _Printed.of(page, frame, fold("".join(text[start:end] for start, end in spans)), spans)
    first = 0
    for start, end in spans:
        last = first + end - start
        word = printed.word(first, last)
        if word:
            yield word
        else:
            yield from printed.glyphs(first, last)
        first = last


@dataclass(frozen=True, slots=True)
class _Printed:
    """The characters that a page prints, in PDFium's order, with their edges and longer sides.

    ``follows`` has a 1 for each that stands right behind the one before: no overlap, no gap that could be a blank.
    """

    text: str
    x0: Sequence[float]
    top: Sequence[float]
    x1: Sequence[float]
    bottom: Sequence[float]
    sizes: Sequence[float]
    follows: bytes

    @classmethod
    def of(cls, page: pypdfium2.PdfTextPage, frame: Frame, text: str, spans: Sequence[tuple[int, int]]) -> "_Printed":
        """The characters in these spans of a page's text."""
        x0, top, x1, bottom = frame.all_edges(*_pdfium.boxes(page, spans))
        sizes = list(map(max, map(sub, x1, x0), map(sub, bottom, top)))
        pairs = zip(map(sub, x0[1:], x1), map(max, sizes, sizes[1:]), text, text[1:], strict=False)
        follows = [
            gap >= _TOUCH and (gap <= WIDE_GAP * size or not is_gap(gap, size, left, right))
            for gap, size, left, right in pairs
        ]
        return cls(text, x0, top, x1, bottom, sizes, bytes((False, *follows)))

    def glyphs(self, start: int, end: int) -> list[Glyph]:
        """The characters from one place to another."""
        cut = slice(start, end)
        edges = (self.x0[cut], self.top[cut], self.x1[cut], self.bottom[cut])
        return list(map(Glyph, self.text[cut], *edges, self.sizes[cut], self.sizes[cut]))

    def word(self, start: int, end: int) -> Glyph | None:
        """The characters as one word, or None if they may be more than one."""
        top, bottom = min(self.top[start:end]), max(self.bottom[start:end])
        if self.follows.find(0, start + 1, end) >= 0 and not self._is_word(start, end):
            return None
        if bottom - top > ONE_LINE * (self.bottom[start] - self.top[start]):
            heights = map(sub, self.bottom[start:end], self.top[start:end])
            if bottom - top > ONE_LINE * max(heights):
                return None
        x0, x1, head, tail = min(self.x0[start:end]), max(self.x1[start:end]), self.sizes[start], self.sizes[end - 1]
        letters = partial(self.glyphs, start, end) if end - start > 1 else None
        return Glyph(self.text[start:end], x0, top, x1, bottom, head, tail, letters)

    def _is_word(self, start: int, end: int) -> bool:
        """The same looked at one by one: in this order, nothing twice, no blank between them."""
        found = self.glyphs(start, end)
        return in_order(found) == found and len(list(parts(found))) == 1
