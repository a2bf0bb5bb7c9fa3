"""Pages that are pictures, read by RapidOCR: words with their boxes, ruling lines as the picture shows them.

The one place that uses rapidocr and onnxruntime, the optional extra ``mingzhang[ocr]``; they are loaded when a picture
is read. The models are part of the package: nothing is fetched. A word that runs over a line between two cells is cut
there and each part read again, so that the position of a digit never rests on a guess; a cell with ink in which
no word was found is read by itself.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

from builder.model.document import Grid, Line
from builder.readers._glyphs import Glyph
from builder.readers._pageparts import blocks
from builder.readers._picture import Grey, Ink, ink_of, rulings, without_rulings
from builder.readers._ruling import Lattice, Region, lattices

DPI = 200
"""How finely a page is best drawn to be read: at 150 a word at the end of a line went missing, at 110 strokes did."""
MOST_PIXELS = 4000
"""No side of a picture should be longer than this."""
_LEAST_INK = 8
"""Fewer dark pixels than this are a speck."""
_MARGIN = 3
"""Pixels of paper around what is read by itself."""
_TALLEST_LINE = 36.0
"""A cell higher than this, in points, is not taken for one line of text."""


def read(grey: Grey, scale: float, number: int) -> tuple[Line | Grid, ...]:
    """The grids and lines of a page that is a picture of ``scale`` pixels per point; ``number`` is 1-based.

    Boxes are in points.
    """
    ink = ink_of(grey)
    tables = lattices(*rulings(ink, scale))
    bare = without_rulings(ink, tables, scale)
    picture = np.where(ink & ~bare, np.uint8(255), grey)
    return blocks(list(_Sheet(picture, bare, tables, scale).glyphs()), tables, number, cut=_each)


def _each(line: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Every word that was read is a part of its line."""
    return ([word] for word in line)


@cache
def _engine() -> Any:  # noqa: ANN401 - the engine is known only where the extra is installed
    from rapidocr import RapidOCR  # noqa: PLC0415 - an optional extra, and slow to load

    return RapidOCR(params={"Global.log_level": "critical", "Global.max_side_len": MOST_PIXELS})


class _Sheet:
    """A picture without its ruling lines, its ink, and the tables that the lines made."""

    def __init__(self, picture: Grey, ink: Ink, tables: Sequence[Lattice], scale: float) -> None:
        self.picture, self.ink, self.tables, self.scale = picture, ink, tables, scale

    def glyphs(self) -> Iterator[Glyph]:
        """The words, each as one glyph, in points."""
        filled: set[Region] = set()
        for word in self._found():
            for part in self._cut(word):
                region = self._region((part.x0 + part.x1) / 2, (part.top + part.bottom) / 2)
                filled.update([region] if region else [])
                yield part
        yield from (word for region in self._regions() if region not in filled for word in self._alone(region))

    def _found(self) -> Iterator[Glyph]:
        result = _engine()(self.picture, use_det=True, use_cls=False, use_rec=True)
        for corners, text in zip(result.boxes if result.boxes is not None else (), result.txts or (), strict=True):
            xs, ys = corners[:, 0] / self.scale, corners[:, 1] / self.scale
            if text.strip():
                yield Glyph(text.strip(), float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))

    def _cut(self, word: Glyph) -> Iterator[Glyph]:
        """The word, or its parts in the cells that it has ink in, each read again."""
        middle = (word.top + word.bottom) / 2
        table = next((each for each in self.tables if self._touches(each, word, middle)), None)
        edges = [x for x in table.xs if word.x0 < x < word.x1] if table else []
        bounds = [word.x0, *edges, word.x1]
        pieces: list[tuple[Region | None, float, float]] = []
        for left, right in pairwise(bounds):
            region = self._region((left + right) / 2, middle)
            if pieces and region and pieces[-1][0] == region:
                pieces[-1] = (region, pieces[-1][1], right)
            else:
                pieces.append((region, left, right))
        inked = [piece for piece in pieces if self._inked(piece[1], word.top, piece[2], word.bottom)]
        if len(pieces) == 1 or not inked:
            yield word
        elif len(inked) == 1:
            yield word._replace(x0=inked[0][1], x1=inked[0][2])
        else:
            for _, left, right in inked:
                yield from self._read(left, word.top, right, word.bottom)

    @staticmethod
    def _touches(table: Lattice, word: Glyph, middle: float) -> bool:
        return table.box.top <= middle <= table.box.bottom and word.x0 < table.box.x1 and table.box.x0 < word.x1

    def _region(self, x: float, y: float) -> Region | None:
        return next((region for table in self.tables if (region := table.at(x, y))), None)

    def _regions(self) -> list[Region]:
        return list(dict.fromkeys(region for table in self.tables for row in table.regions for region in row))

    def _alone(self, region: Region) -> Iterator[Glyph]:
        """What stands in a cell in which no word was found."""
        box = region.box
        if box.bottom - box.top <= _TALLEST_LINE and self._inked(box.x0, box.top, box.x1, box.bottom):
            yield from self._read(box.x0, box.top, box.x1, box.bottom)

    def _inked(self, x0: float, top: float, x1: float, bottom: float) -> bool:
        rows, columns = self._pixels(x0, top, x1, bottom)
        return int(self.ink[rows, columns].sum()) >= _LEAST_INK

    def _pixels(self, x0: float, top: float, x1: float, bottom: float) -> tuple[slice, slice]:
        x0, top, x1, bottom = (edge * self.scale for edge in (x0, top, x1, bottom))
        return slice(max(0, round(top)), round(bottom)), slice(max(0, round(x0)), round(x1))

    def _read(self, x0: float, top: float, x1: float, bottom: float) -> Iterator[Glyph]:
        """One line of text read by itself, from its ink and a margin of paper."""
        rows, columns = self._pixels(x0, top, x1, bottom)
        ys, xs = np.nonzero(self.ink[rows, columns])
        y0, y1, left, right = ys.min() + rows.start, ys.max() + rows.start + 1, xs.min(), xs.max() + 1
        crop = self.picture[y0:y1, columns.start + left : columns.start + right]
        crop = np.pad(crop, _MARGIN, constant_values=255)
        result = _engine()(crop, use_det=False, use_cls=False, use_rec=True)
        text = "".join(result.txts or ()).strip()
        if text:
            edges = (columns.start + left, y0, columns.start + right, y1)
            x0, top, x1, bottom = (float(edge) / self.scale for edge in edges)
            yield Glyph(text, x0, top, x1, bottom)
