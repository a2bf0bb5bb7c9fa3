"""The ruling lines of a PDF page, from its path objects and those inside its form objects."""

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

import numpy as np
from pypdfium2 import raw

from builder.frozen import frozen
from builder.model.location import Box
from builder.readers import _pdfium
from builder.readers._ruling import Stroke

_THIN = 2.5
"""A path thinner than this, in points, is a ruling line; a thicker one is a box with four sides."""
_PATH, _IMAGE, _FORM = raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM
Edges = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left as the page is shown."""
Number = TypeVar("Number", float, _pdfium.Numbers)


@frozen
class Frame:
    """Turns a page's own coordinates (from its lower left) into points from the top left as the page is shown."""

    left: float
    bottom: float
    width: float
    height: float
    rotation: int

    @classmethod
    def of(cls, page: _pdfium.Handle) -> "Frame":
        """The frame of a page."""
        left, bottom, right, top = _pdfium.shown(page)
        return cls(left, bottom, right - left, top - bottom, _pdfium.quarters(page))

    def edges(self, left: Number, bottom: Number, right: Number, top: Number) -> tuple[Number, Number, Number, Number]:
        """The edges x0, top, x1, bottom of a box, or of many at once, as the page is shown."""
        x0, x1, y0, y1 = left - self.left, right - self.left, bottom - self.bottom, top - self.bottom
        if not self.rotation:
            return x0, self.height - y1, x1, self.height - y0
        if self.rotation == 1:
            return y0, x0, y1, x1
        if self.rotation == 2:
            return self.width - x1, y0, self.width - x0, y1
        return self.height - y1, self.width - x1, self.height - y0, self.width - x0

    def shows(self, box: Box) -> bool:
        """Whether a part of a box is on the page."""
        across, down = (self.height, self.width) if self.rotation % 2 else (self.width, self.height)
        return box.x1 > 0 and box.x0 < across and box.bottom > 0 and box.top < down


@frozen
class Strokes:
    """The ruling lines of a page."""

    horizontal: list[Stroke]
    vertical: list[Stroke]

    def add(self, x0: _pdfium.Numbers, top: _pdfium.Numbers, x1: _pdfium.Numbers, bottom: _pdfium.Numbers) -> None:
        """The lines that boxes are: a thin one is one line, a wide one its four sides."""
        is_low, is_narrow = bottom - top <= _THIN, x1 - x0 <= _THIN
        flat, upright, wide = is_low & ~is_narrow, is_narrow & ~is_low, ~(is_low | is_narrow)
        self.horizontal.extend(_strokes((top[flat] + bottom[flat]) / 2, x0[flat], x1[flat]))
        self.vertical.extend(_strokes((x0[upright] + x1[upright]) / 2, top[upright], bottom[upright]))
        if wide.any():
            for edge in (top, bottom):
                self.horizontal.extend(_strokes(edge[wide], x0[wide], x1[wide]))
            for edge in (x0, x1):
                self.vertical.extend(_strokes(edge[wide], top[wide], bottom[wide]))


def _strokes(*edges: _pdfium.Numbers) -> Iterator[Stroke]:
    """Lines by where each is, where it begins and where it ends."""
    return map(_stroke, zip(*(edge.tolist() for edge in edges), strict=True))


_stroke: Callable[[Iterable[float]], Stroke] = partial(tuple.__new__, Stroke)
"""What ``Stroke`` itself does, for all fields at once: three times as fast."""


Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def collect(page: _pdfium.Handle, frame: Frame, strokes: Strokes) -> bool:
    """Gather the ruling lines of a page, those inside form objects too; whether the page has a picture."""
    layers = [(_pdfium.objects(page), _IDENTITY)]
    has_image = False
    while layers:
        (found, kinds), matrix = layers.pop()
        if _PATH in kinds:
            _add_paths([item for item, kind in zip(found, kinds, strict=True) if kind == _PATH], matrix, frame, strokes)
        if _FORM in kinds:
            forms = (item for item, kind in zip(found, kinds, strict=True) if kind == _FORM)
            layers += [(_pdfium.inner(form), _times(_matrix_of(_pdfium.pointer(form)), matrix)) for form in forms]
        has_image = has_image or _IMAGE in kinds
    return has_image


def _matrix_of(item: object) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _add_paths(paths: Sequence[_pdfium.Address], matrix: Matrix, frame: Frame, strokes: Strokes) -> None:
    bounds = _pdfium.bounds(paths)
    if matrix is not _IDENTITY:
        bounds = _moved(bounds, matrix)
    counts = _pdfium.segments(paths)
    boxes = frame.edges(*bounds)
    if max(counts) > 5:
        for item, count in zip(paths, counts, strict=True):
            if count > 5:
                _add_segments(_pdfium.pointer(item), count, matrix, frame, strokes)
        plain = np.array(counts) <= 5
        strokes.add(*(edge[plain] for edge in boxes))
    else:
        strokes.add(*boxes)


def _moved(bounds: _pdfium.Columns, m: Matrix) -> _pdfium.Columns:
    left, bottom, right, top = bounds
    corners = [(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    low, high = np.minimum.reduce, np.maximum.reduce
    return low(xs), low(ys), high(xs), high(ys)


def _add_segments(item: object, count: int, matrix: Matrix, frame: Frame, strokes: Strokes) -> None:
    """A path of many segments (a whole table drawn as one path): each straight piece is a line of its own."""
    found: list[Edges] = []
    own = _times(_matrix_of(item), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    first: tuple[float, float] | None = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = (own[0] * x.value + own[2] * y.value + own[4], own[1] * x.value + own[3] * y.value + own[5])
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == raw.FPDF_SEGMENT_LINETO and last:
            found += _piece(last, here, frame)
        if first and raw.FPDFPathSegment_GetClose(segment):
            found += _piece(here, first, frame)
        last = here
    if found:
        strokes.add(*map(np.array, zip(*found, strict=True)))


def _piece(a: tuple[float, float], b: tuple[float, float], frame: Frame) -> Iterator[Edges]:
    """The box of a piece that is no slanting line."""
    edges = frame.edges(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
    if min(edges[2] - edges[0], edges[3] - edges[1]) <= _THIN:
        yield edges
