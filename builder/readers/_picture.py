"""The ruling lines of a page that is a picture: long and thin runs of dark pixels.

A picture is an array of grey values (0 black, 255 white), row by row from the top; ``scale`` is pixels per point.
"""

import numpy as np
from numpy.typing import NDArray

from builder.readers._ruling import Lattice, Stroke

Grey = NDArray[np.uint8]
Ink = NDArray[np.bool_]

_DARK = 0.75
"""A pixel darker than this share of the paper is ink."""
_LONG = 18.0
"""A run of ink this long, in points, is a line and no stroke of a character."""
_THICK = 2.5
"""A line is thinner than this, in points; of a dark area only the edges are lines."""


def ink_of(grey: Grey) -> Ink:
    """Which pixels are printed: those clearly darker than the paper, which is most of the page."""
    paper = float(np.percentile(grey, 75))
    return np.asarray(grey < paper * _DARK, dtype=np.bool_)


def rulings(ink: Ink, scale: float) -> tuple[list[Stroke], list[Stroke]]:
    """The horizontal and vertical lines, in points from the picture's top left corner."""
    return _strokes(ink, scale), _strokes(ink.T, scale)


def without_rulings(ink: Ink, tables: tuple[Lattice, ...], scale: float) -> Ink:
    """The ink that is no ruling line of a table: what can be characters."""
    lines = _grown(_lines(ink, scale) | _lines(ink.T, scale).T)
    bare = ink.copy()
    for table in tables:
        box = table.box
        edge = _THICK * scale
        rows = slice(max(0, int(box.top * scale - edge)), int(box.bottom * scale + edge) + 1)
        columns = slice(max(0, int(box.x0 * scale - edge)), int(box.x1 * scale + edge) + 1)
        bare[rows, columns] &= ~lines[rows, columns]
    return bare


def _strokes(ink: Ink, scale: float) -> list[Stroke]:
    lines = _lines(ink, scale)
    found = zip(*_runs(lines, _LONG * scale), strict=True)
    return [Stroke((row + 0.5) / scale, start / scale, end / scale) for row, start, end in found]


def _lines(ink: Ink, scale: float) -> Ink:
    """The pixels of long horizontal runs, without the inside of dark areas; a gap of one pixel is bridged."""
    bridged = ink.copy()
    bridged[:, 1:-1] |= ink[:, :-2] & ink[:, 2:]
    long = np.zeros_like(bridged)
    for row, start, end in zip(*_runs(bridged, _LONG * scale), strict=True):
        long[row, start:end] = True
    return long & ~_inside(long, max(1, round(_THICK * scale)))


def _inside(mask: Ink, thick: int) -> Ink:
    """The pixels of areas thicker than twice ``thick``, from top to bottom, without their first and last row."""
    core = np.zeros_like(mask)
    core[thick:-thick] = mask[thick:-thick] & mask[: -2 * thick] & mask[2 * thick :]
    area = core.copy()
    for step in range(1, thick + 1):
        area[step:] |= core[:-step]
        area[:-step] |= core[step:]
    inside = np.zeros_like(mask)
    inside[1:-1] = area[1:-1] & mask[2:] & mask[:-2]
    return inside


def _runs(mask: Ink, least: float) -> tuple[list[int], list[int], list[int]]:
    """The rows, first columns and end columns of the runs that are at least so many pixels long."""
    height, width = mask.shape
    framed = np.zeros((height, width + 2), dtype=np.int8)
    framed[:, 1:-1] = mask
    steps = np.diff(framed.ravel())
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    kept = ends - starts >= least
    rows = starts[kept] // (width + 2)
    return rows.tolist(), (starts[kept] - rows * (width + 2)).tolist(), (ends[kept] - rows * (width + 2)).tolist()


def _grown(mask: Ink) -> Ink:
    """The mask and the pixels around it: the grey edges of lines."""
    grown = mask.copy()
    grown[1:] |= mask[:-1]
    grown[:-1] |= mask[1:]
    grown[:, 1:] |= mask[:, :-1]
    grown[:, :-1] |= mask[:, 1:]
    return grown
