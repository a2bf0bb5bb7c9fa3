"""What PDFium tells of each character and each object of a page, asked for all of them at once.

pypdfium2 binds PDFium's functions so that every handle becomes an object; with tens of thousands of characters that
costs more than PDFium itself. Here the same functions are bound with plain addresses and called by ``map``, which is
three times as fast. The functions take microseconds, so they may well hold the interpreter's lock.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

import pypdfium2
from pypdfium2 import raw

_HANDLE, _INT = ctypes.c_void_p, ctypes.c_int
Address = int
"""Where PDFium keeps a page, its text or an object; valid while the page is open."""


def _bound(function: object, result: Any, *arguments: Any) -> Callable[..., Any]:  # noqa: ANN401 - ctypes' own types
    address = ctypes.cast(function, _HANDLE).value or 0  # type: ignore[arg-type]
    bound: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address)
    return bound


_unicode = _bound(raw.FPDFText_GetUnicode, ctypes.c_uint, _HANDLE, _INT)
_char_box = _bound(raw.FPDFText_GetCharBox, _INT, _HANDLE, _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
_object = _bound(raw.FPDFPage_GetObject, _HANDLE, _HANDLE, _INT)
_inner = _bound(raw.FPDFFormObj_GetObject, _HANDLE, _HANDLE, ctypes.c_ulong)
_kind = _bound(raw.FPDFPageObj_GetType, _INT, _HANDLE)
_bounds = _bound(raw.FPDFPageObj_GetBounds, _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
_segments = _bound(raw.FPDFPath_CountSegments, _INT, _HANDLE)

Columns = tuple[Sequence[float], Sequence[float], Sequence[float], Sequence[float]]
"""All left, bottom, right and top edges of a number of boxes, in the coordinates of a page or of a form object."""


def text(page: pypdfium2.PdfTextPage) -> str:
    """The characters of a page in PDFium's order, its made-up blanks too: the index of each is PDFium's."""
    count = max(0, raw.FPDFText_CountChars(page.raw))
    units = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(page.raw, 0, count, units) == count + 1:
        found = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(found) == count:
            return found
    # Some characters take two places of the whole text, or none.
    return "".join(map(chr, map(_unicode, repeat(_address(page.raw)), range(count))))


def boxes(page: pypdfium2.PdfTextPage, spans: Iterable[tuple[int, int]]) -> Columns:
    """The edges, in the page's coordinates, of the characters in spans of its text."""
    indices = [index for start, end in spans for index in range(start, end)]
    left, right, bottom, top = columns = tuple((ctypes.c_double * len(indices))() for _ in range(4))
    places = (range(at, at + 8 * len(indices), 8) for at in map(ctypes.addressof, columns))
    deque(map(_char_box, repeat(_address(page.raw)), indices, *places), maxlen=0)
    return left[:], bottom[:], right[:], top[:]


def objects(page: pypdfium2.PdfPage) -> tuple[list[Address], list[int]]:
    """The objects of a page and the kind of each (``raw.FPDF_PAGEOBJ_…``)."""
    count = raw.FPDFPage_CountObjects(page.raw)
    found = list(map(_object, repeat(_address(page.raw)), range(count)))
    return found, list(map(_kind, found))


def inner(form: Address) -> tuple[list[Address], list[int]]:
    """The objects inside a form object and the kind of each."""
    count = raw.FPDFFormObj_CountObjects(pointer(form))
    found = list(map(_inner, repeat(form), range(count)))
    return found, list(map(_kind, found))


def bounds(found: Sequence[Address]) -> Columns:
    """The edges of each object in the coordinates of what it is in; all 0 where PDFium has none."""
    left, bottom, right, top = columns = tuple((ctypes.c_float * len(found))() for _ in range(4))
    places = (range(at, at + 4 * len(found), 4) for at in map(ctypes.addressof, columns))
    deque(map(_bounds, found, *places), maxlen=0)
    return left[:], bottom[:], right[:], top[:]


def segments(paths: Sequence[Address]) -> list[int]:
    """How many segments each path has."""
    return list(map(_segments, paths))


def pointer(item: Address) -> object:
    """An object as pypdfium2's own functions take it."""
    return ctypes.cast(item, raw.FPDF_PAGEOBJECT)


def _address(handle: object) -> Address:
    return ctypes.cast(handle, _HANDLE).value or 0  # type: ignore[arg-type]
