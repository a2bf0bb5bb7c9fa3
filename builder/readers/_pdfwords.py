"""The words of a PDF page with their boxes, put together from its characters as far as that is certain.

Cells are filled word by word instead of character by character, which takes a third of the time. What PDFium parts by
a blank is a word, if its characters stand in a row on one line, without a wide gap and none drawn twice: if it would
come out as one word, too, were its characters looked at one by one. All others stay single characters.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import partial
from itertools import chain, pairwise, repeat, starmap

import numpy as np
from numpy.typing import NDArray

from builder.frozen import frozen
from builder.readers import _pdfium
from builder.readers._glyphs import ONE_LINE, WIDE_GAP, Glyph, in_order, is_gap, is_one_line, parts
from builder.readers._lookalikes import fold
from builder.readers._pdfium import Handle, Numbers
from builder.readers._pdfpaths import Frame

_WORD = re.compile("[^\0- \xa0\u200b-\u200f\u3000\ufeff\ufffe\uffff]+")
"""Between codes that print nothing, or that PDFium makes up between words."""

_TOUCH = -0.05
"""Neighbours that overlap by no more, in points, only touch."""

_SLANT = 0.05
"""Characters turned by a larger share of a right angle stand slanted."""

_SEAM = 0.1
"""A gap that is wider than those beside it by more than this share of a character sets two pieces of text apart."""

_glyph: Callable[[Iterable[object]], Glyph] = partial(tuple.__new__, Glyph)
"""What ``Glyph`` itself does, for all fields at once: three times as fast."""

Indices = NDArray[np.int64]
Truths = NDArray[np.bool_]


def words(page: Handle, frame: Frame) -> list[Glyph]:
    """The words of a page, and the characters that are not certain to be words, in PDFium's order."""
    text = _pdfium.text(page)
    spans = without_slanted(page, [match.span() for match in _WORD.finditer(text)])
    if not spans:
        return []
    printed = _Printed.of(page, frame, fold("".join([text[start:end] for start, end in spans])), spans)
    return printed.words([end - start for start, end in spans])


def without_slanted(page: Handle, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words (first character, and the one behind the last) without characters that stand slanted: a watermark.

    A page may be turned by right angles, and its characters with it.
    """
    if not _pdfium.are_turned(page, [start for start, _ in spans]):
        return spans
    ends = [index for start, end in spans for index in (start, end - 1)]
    slanted = _is_slanted(_pdfium.angles(page, ends)).reshape(-1, 2).any(axis=1)
    turned = set(np.flatnonzero(slanted).tolist())
    if not turned:
        return spans
    found: list[tuple[int, int]] = []
    for index, span in enumerate(spans):
        if index not in turned:
            found.append(span)
            continue
        slants = _is_slanted(_pdfium.angles(page, range(*span))).tolist()
        found += [(at, at + 1) for at, slants_too in zip(range(*span), slants, strict=True) if not slants_too]
    return found


def _is_slanted(angles: Numbers) -> Truths:
    """Whether each is far from every right angle; letters that lean on their line are not turned."""
    quarters = angles / (np.pi / 2)
    return np.asarray(np.abs(quarters - np.round(quarters)) > _SLANT)


class _Letters:
    """The characters of a word."""

    __slots__ = ("end", "printed", "start")

    def __init__(self, printed: "_Printed", start: int, end: int) -> None:
        self.printed, self.start, self.end = printed, start, end

    def __call__(self) -> list[Glyph]:
        """Each character."""
        return self.printed.glyphs(self.start, self.end)

    def beside(self, place: int) -> tuple[float, float]:
        """The right edge of the character before a place, and the left edge of the one behind it."""
        return self.printed.x1.item(self.start + place - 1), self.printed.x0.item(self.start + place)

    def seams(self) -> list[int]:
        """The places of the characters (from 1) with which the file begins another piece of text.

        Where it draws each character alone, a piece begins behind a blank that the others do not have before them.
        """
        indices = self.printed.indices[self.start : self.end]
        pieces = _pdfium.drawn_in(self.printed.page, indices)
        found = [place for place, (one, other) in enumerate(pairwise(pieces), start=1) if one != other]
        if len(found) < len(indices) - 1:
            return found
        x0, _, x1, _ = self.printed.frame.edges(*_pdfium.squares(self.printed.page, indices))
        gaps = x0[1:] - x1[:-1]
        usual = np.median(gaps) if len(gaps) > 1 else 0.0
        return [place for place in found if gaps[place - 1] - usual > _SEAM * self.printed.sizes[self.start]]


@frozen
class _Printed:
    """The characters that a page prints, in PDFium's order, with their edges and longer sides.

    ``indices`` are PDFium's own of these characters in the text ``page``, which is open for as long as they are asked.
    """

    text: str
    x0: Numbers
    top: Numbers
    x1: Numbers
    bottom: Numbers
    sizes: Numbers
    page: Handle
    frame: Frame
    indices: list[int]

    @classmethod
    def of(cls, page: Handle, frame: Frame, text: str, spans: list[tuple[int, int]]) -> "_Printed":
        """The characters in these spans of a page's text."""
        indices = list(chain.from_iterable(starmap(range, spans)))
        x0, top, x1, bottom = frame.edges(*_pdfium.boxes(page, indices))
        return cls(text, x0, top, x1, bottom, np.maximum(x1 - x0, bottom - top), page, frame, indices)

    def words(self, lengths: list[int]) -> list[Glyph]:
        """The words, which have so many characters each, where that is certain; else their characters."""
        counts: Indices = np.array(lengths, dtype=np.int64)
        ends: Indices = counts.cumsum()
        starts: Indices = ends - counts
        top, bottom = np.minimum.reduceat(self.top, starts), np.maximum.reduceat(self.bottom, starts)
        edges = (
            np.minimum.reduceat(self.x0, starts),
            top,
            np.maximum.reduceat(self.x1, starts),
            bottom,
            self.sizes[starts],
            self.sizes[ends - 1],
        )
        begins = starts.tolist()
        spans = list(zip(begins, ends.tolist(), strict=True))
        texts = [self.text[start:end] for start, end in spans]
        letters = [_Letters(self, start, end) if end - start > 1 else None for start, end in spans]
        columns = (texts, *(edge.tolist() for edge in edges), letters, begins)
        found = list(map(_glyph, zip(*columns, strict=True)))
        # Characters that are too high together may stand on two lines.
        high = np.flatnonzero(bottom - top > ONE_LINE * np.maximum.reduceat(self.bottom - self.top, starts))
        uncertain = {*high.tolist(), *(bisect_right(begins, place) - 1 for place in self._breaks(starts))}
        for index in sorted(uncertain, reverse=True):
            if not self._is_word(*spans[index]):
                found[index : index + 1] = self.glyphs(*spans[index])
        return found

    def glyphs(self, start: int, end: int) -> list[Glyph]:
        """The characters from one place to another."""
        edges = (self.x0, self.top, self.x1, self.bottom, self.sizes, self.sizes)
        columns = (self.text[start:end], *(edge[start:end].tolist() for edge in edges), repeat(None), range(start, end))
        return list(map(_glyph, zip(*columns, strict=False)))

    def _breaks(self, starts: Indices) -> list[int]:
        """The characters of words behind which the next does not follow: it overlaps, or the gap could be a blank."""
        gaps, sizes = self.x0[1:] - self.x1[:-1], np.maximum(self.sizes[1:], self.sizes[:-1])
        is_over = gaps < _TOUCH
        is_break = is_over | (gaps > WIDE_GAP * sizes)
        is_break[starts[1:] - 1] = False
        return [at for at in np.flatnonzero(is_break).tolist() if is_over[at] or self._is_gap(at, gaps[at], sizes[at])]

    def _is_gap(self, at: int, gap: float, size: float) -> bool:
        return is_gap(gap, size, self.text[at], self.text[at + 1])

    def _is_word(self, start: int, end: int) -> bool:
        """The same looked at one by one: on one line, in this order, nothing twice, no blank between them."""
        found = self.glyphs(start, end)
        return is_one_line(found) and in_order(found) == found and len(list(parts(found))) == 1
