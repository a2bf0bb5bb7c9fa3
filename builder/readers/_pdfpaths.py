"""The ruling lines of a PDF page, from its path objects and those inside its form objects."""

import ctypes
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from builder.model.location import Box
from builder.readers._ruling import Stroke

_THIN = 2.5
"""A path thinner than this, in points, is a ruling line; a thicker one is a box with four sides."""
_PATH, _IMAGE, _FORM = raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM


@dataclass(frozen=True, slots=True)
class Frame:
    """Turns a page's own coordinates (from its lower left) into points from the top left as the page is shown."""

    left: float
    bottom: float
    width: float
    height: float
    rotation: int

    @classmethod
    def of(cls, page: pypdfium2.PdfPage) -> "Frame":
        """The frame of a page."""
        left, bottom, right, top = page.get_cropbox()
        return cls(left, bottom, right - left, top - bottom, page.get_rotation() // 90)

    def edges(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """The edges x0, top, x1, bottom of a box as the page is shown."""
        x0, x1, y0, y1 = left - self.left, right - self.left, bottom - self.bottom, top - self.bottom
        if not self.rotation:
            return x0, self.height - y1, x1, self.height - y0
        if self.rotation == 1:
            return y0, x0, y1, x1
        if self.rotation == 2:
            return self.width - x1, y0, self.width - x0, y1
        return self.height - y1, self.width - x1, self.height - y0, self.width - x0

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The same as a box."""
        return Box(*self.edges(left, bottom, right, top))


@dataclass(frozen=True, slots=True)
class Strokes:
    """The ruling lines of a page."""

    horizontal: list[Stroke]
    vertical: list[Stroke]

    def add(self, box: Box) -> None:
        """A thin box is one line, a wide one its four sides."""
        if box.bottom - box.top <= _THIN:
            if box.x1 - box.x0 > _THIN:
                self.horizontal.append(Stroke((box.top + box.bottom) / 2, box.x0, box.x1))
        elif box.x1 - box.x0 <= _THIN:
            self.vertical.append(Stroke((box.x0 + box.x1) / 2, box.top, box.bottom))
        else:
            self.horizontal.extend((Stroke(box.top, box.x0, box.x1), Stroke(box.bottom, box.x0, box.x1)))
            self.vertical.extend((Stroke(box.x0, box.top, box.bottom), Stroke(box.x1, box.top, box.bottom)))


Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def collect(page: pypdfium2.PdfPage, frame: Frame, strokes: Strokes) -> bool:
    """Gather the ruling lines of a page, those inside form objects too; whether the page has a picture."""
    objects = [(raw.FPDFPage_GetObject(page, i), _IDENTITY) for i in range(raw.FPDFPage_CountObjects(page))]
    has_image = False
    while objects:
        item, matrix = objects.pop()
        kind = raw.FPDFPageObj_GetType(item)
        if kind == _PATH:
            _add_path(item, matrix, frame, strokes)
        elif kind == _FORM:
            inner = _times(_matrix_of(item), matrix)
            count = raw.FPDFFormObj_CountObjects(item)
            objects += [(raw.FPDFFormObj_GetObject(item, i), inner) for i in range(count)]
        has_image = has_image or kind == _IMAGE
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


_EDGES = tuple(ctypes.c_float() for _ in range(4))


def _add_path(item: object, matrix: Matrix, frame: Frame, strokes: Strokes) -> None:
    left, bottom, right, top = _EDGES
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return
    box = _moved((left.value, bottom.value, right.value, top.value), matrix)
    segments = raw.FPDFPath_CountSegments(item)
    if segments > 5:
        _add_segments(item, segments, matrix, frame, strokes)
    else:
        strokes.add(frame.box(*box))


def _moved(bounds: tuple[float, float, float, float], m: Matrix) -> tuple[float, float, float, float]:
    if m is _IDENTITY:
        return bounds
    left, bottom, right, top = bounds
    corners = [(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _add_segments(item: object, count: int, matrix: Matrix, frame: Frame, strokes: Strokes) -> None:
    """A path of many segments (a whole table drawn as one path): each straight piece is a line of its own."""
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
            _add_piece(last, here, frame, strokes)
        if first and raw.FPDFPathSegment_GetClose(segment):
            _add_piece(here, first, frame, strokes)
        last = here


def _add_piece(a: tuple[float, float], b: tuple[float, float], frame: Frame, strokes: Strokes) -> None:
    box = frame.box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
    if min(box.x1 - box.x0, box.bottom - box.top) <= _THIN:
        strokes.add(box)
