"""What PDFium tells of each character and each object of a page, asked for all of them at once.

pypdfium2 binds PDFium's functions so that every handle becomes an object and every argument is checked; with tens of
thousands of characters that costs more than PDFium itself. Here the same functions are called by ``map``, and with
arguments that need no more change: references into buffers, which are made once, and whole numbers. That is five times
as fast. The functions take less than a microsecond, so they may well hold the interpreter's lock. Pages are opened
without pypdfium2's objects, too, which watch over when each is closed: here that is one place.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from pypdfium2 import raw

_HANDLE = ctypes.c_void_p
Address = int
"""Where PDFium keeps a page, its text or an object; valid while the page is open."""
Numbers = NDArray[np.float64]
Handle = Any
"""A reference to a page, or to the text of a page; valid until it is closed."""
Columns = tuple[Numbers, Numbers, Numbers, Numbers]
"""All left, bottom, right and top edges of a number of boxes, in the coordinates of a page or of a form object."""


def _bound(function: object, result: Any, *arguments: Any) -> Callable[..., Any]:  # noqa: ANN401 - ctypes' own types
    """A function that takes what ``arguments`` are, and behind them references and whole numbers (C int) as such."""
    address = ctypes.cast(function, _HANDLE).value or 0  # type: ignore[arg-type]
    bound: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address)
    return bound


_unicode = _bound(raw.FPDFText_GetUnicode, ctypes.c_uint)
_char_angle = _bound(raw.FPDFText_GetCharAngle, ctypes.c_float)
_char_box = _bound(raw.FPDFText_GetCharBox, None)
_char_object = _bound(raw.FPDFText_GetTextObject, _HANDLE)
_object = _bound(raw.FPDFPage_GetObject, _HANDLE)
_inner = _bound(raw.FPDFFormObj_GetObject, _HANDLE, _HANDLE, ctypes.c_ulong)
_kind = _bound(raw.FPDFPageObj_GetType, ctypes.c_int, _HANDLE)
_bounds = _bound(raw.FPDFPageObj_GetBounds, None, _HANDLE)
_segments = _bound(raw.FPDFPath_CountSegments, ctypes.c_int, _HANDLE)


class _Slots:
    """Places for the four edges of so many boxes, and a reference to each."""

    SIZE = 2048

    def __init__(self, number: Any) -> None:  # noqa: ANN401 - one of ctypes' numbers
        buffer = (number * (4 * self.SIZE))()
        places = range(0, ctypes.sizeof(buffer), ctypes.sizeof(number))
        references = [ctypes.byref(buffer, place) for place in places]
        self.references = [references[start : start + self.SIZE] for start in range(0, 4 * self.SIZE, self.SIZE)]
        self.edges = np.frombuffer(buffer, dtype=number).reshape(4, self.SIZE)

    def asked(self, function: Callable[..., Any], things: Sequence[object], *first: object) -> list[Numbers]:
        """What a function says of things: it takes ``first``, a thing, and four references; 0 where it says nothing."""
        found = np.empty((4, len(things)))
        for start in range(0, len(things), self.SIZE):
            some = things[start : start + self.SIZE]
            edges = self.edges[:, : len(some)]
            edges.fill(0)
            deque(map(function, *map(repeat, first), some, *self.references), maxlen=0)
            found[:, start : start + self.SIZE] = edges
        return list(found)


_slots = cache(_Slots)


@contextmanager
def opened(document: pypdfium2.PdfDocument, index: int) -> Iterator[tuple[Handle, Handle]]:
    """A page (from 0) and its text; raises PdfiumError where it cannot be opened."""
    page = raw.FPDF_LoadPage(document.raw, index)
    if not page:
        raise pypdfium2.PdfiumError("the page cannot be opened")
    try:
        printed = raw.FPDFText_LoadPage(page)
        if not printed:
            raise pypdfium2.PdfiumError("the text of the page cannot be opened")
        try:
            yield ctypes.byref(page.contents), ctypes.byref(printed.contents)
        finally:
            raw.FPDFText_ClosePage(printed)
    finally:
        raw.FPDF_ClosePage(page)


def drawn(page: Handle, printed: Handle) -> int:
    """How many objects a page has, and characters: about as much as it takes to hold it."""
    count: int = max(0, raw.FPDFPage_CountObjects(page)) + max(0, raw.FPDFText_CountChars(printed))
    return count


def size(page: Handle) -> tuple[float, float]:
    """Width and height of a page as it is shown, in points."""
    return raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)


def shown(page: Handle) -> tuple[float, float, float, float]:
    """The edges left, bottom, right and top of what is shown of a page; those of US Letter if it says none."""
    edges = left, bottom, right, top = [ctypes.c_float() for _ in range(4)]
    for said in (raw.FPDFPage_GetCropBox, raw.FPDFPage_GetMediaBox):
        if said(page, *edges):
            return left.value, bottom.value, right.value, top.value
    return 0, 0, 612, 792


def quarters(page: Handle) -> int:
    """By how many right angles a page is turned clockwise, from 0 to 3."""
    turned: int = raw.FPDFPage_GetRotation(page)
    return max(0, turned)


def text(page: Handle) -> str:
    """The characters of a page in PDFium's order, its made-up blanks too: the index of each is PDFium's."""
    count = max(0, raw.FPDFText_CountChars(page))
    units = bytearray(2 * (count + 1))  # for an array of its own length ctypes would make a type
    if raw.FPDFText_GetText(page, 0, count, ctypes.byref(ctypes.c_ushort.from_buffer(units))) == count + 1:
        found = units[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(found) == count:
            return found
    # Some characters take two places of the whole text, or none.
    return "".join(map(chr, map(_unicode, repeat(page), range(count))))


def boxes(page: Handle, indices: Sequence[int]) -> Columns:
    """The edges, in the page's coordinates, of the characters with these indices."""
    left, right, bottom, top = _slots(ctypes.c_double).asked(_char_box, indices, page)
    return left, bottom, right, top


def angles(page: Handle, indices: Sequence[int]) -> Numbers:
    """How far each of these characters is turned, in radians."""
    return np.fromiter(map(_char_angle, repeat(page), indices), np.float64, len(indices))


def are_turned(page: Handle, indices: Iterable[int]) -> bool:
    """Whether any of these characters is turned at all."""
    return any(map(_char_angle, repeat(page), indices))


def drawn_in(page: Handle, indices: Iterable[int]) -> list[Address | None]:
    """The object that draws each of these characters."""
    return list(map(_char_object, repeat(page), indices))


def squares(page: Handle, indices: Sequence[int]) -> Columns:
    """The edges of the square that each of these characters is set in, its ink and what is left blank around it."""
    edges = np.zeros((4, len(indices)))
    rectangle = raw.FS_RECTF()
    for place, index in enumerate(indices):
        if raw.FPDFText_GetLooseCharBox(page, index, rectangle):
            edges[:, place] = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
    left, bottom, right, top = edges
    return left, bottom, right, top


def objects(page: Handle) -> tuple[list[Address], list[int]]:
    """The objects of a page and the kind of each (``raw.FPDF_PAGEOBJ_…``)."""
    count = raw.FPDFPage_CountObjects(page)
    found = list(map(_object, repeat(page), range(count)))
    return found, list(map(_kind, found))


def inner(form: Address) -> tuple[list[Address], list[int]]:
    """The objects inside a form object and the kind of each."""
    count = raw.FPDFFormObj_CountObjects(pointer(form))
    found = list(map(_inner, repeat(form), range(count)))
    return found, list(map(_kind, found))


def bounds(found: Sequence[Address]) -> Columns:
    """The edges of each object in the coordinates of what it is in; all 0 where PDFium has none."""
    left, bottom, right, top = _slots(ctypes.c_float).asked(_bounds, found)
    return left, bottom, right, top


def segments(paths: Sequence[Address]) -> list[int]:
    """How many segments each path has."""
    return list(map(_segments, paths))


def pointer(item: Address) -> object:
    """An object as pypdfium2's own functions take it."""
    return ctypes.cast(item, raw.FPDF_PAGEOBJECT)
