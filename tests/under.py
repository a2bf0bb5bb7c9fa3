"""What a PDF prints in a box of its page as it is shown, by PDFium's own conversion and nothing of the builder's."""

import ctypes
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from builder.model.location import Location

_FINE = 100
"""Device units per point."""
_NEAR = 0.3
"""Boxes are published to a tenth of a point."""


def printed_under(path: Path, location: Location) -> str:
    """The characters whose middle lies in the box, from left to right, without blanks; made-up bold counts once."""
    box, found = location.box, []
    for x, y, char in _characters(path, location.page):
        if box.x0 - _NEAR <= x <= box.x1 + _NEAR and box.top - _NEAR <= y <= box.bottom + _NEAR:
            found.append((x, char))
    found.sort()
    twice = {i for i in range(1, len(found)) if found[i][1] == found[i - 1][1] and found[i][0] - found[i - 1][0] < 0.6}
    return "".join(char for i, (_, char) in enumerate(found) if i not in twice)


@lru_cache(maxsize=64)
def _characters(path: Path, number: int) -> tuple[tuple[float, float, str], ...]:
    with pypdfium2.PdfDocument(path) as document:
        page = document[number - 1]
        text = page.get_textpage()
        return tuple(_placed(page, text))


def _placed(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> Iterator[tuple[float, float, str]]:
    wide, high = (round(length * _FINE) for length in page.get_size())
    left, right, bottom, top = edges = [ctypes.c_double() for _ in range(4)]
    x, y = ctypes.c_int(), ctypes.c_int()
    for index in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text.raw, index))
        if char.isspace() or not char.isprintable():
            continue
        raw.FPDFText_GetCharBox(text.raw, index, *edges)
        middle = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        raw.FPDF_PageToDevice(page.raw, 0, 0, wide, high, 0, *middle, x, y)
        yield x.value / _FINE, y.value / _FINE, char
