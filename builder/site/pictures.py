"""Pictures of the pages that figures of a PDF stand on, so that a reader sees the printed number without opening it.

A page is drawn once, however many figures it has, in a process of its own within limits, for the file is a stranger's.
All pictures of a site stay within the budget of its settings; what no longer fits is told by page and box alone.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from builder import readers, stamp, workers
from builder.frozen import frozen
from builder.model.location import Box
from builder.packages import squeeze
from builder.site import addresses
from builder.site.catalogue import Listed
from builder.site.sources import Original
from builder.store import Store
from builder.workers import Limits, Stopped

SCALE = 1.8
"""Pixels per point: a table of nine columns on A4 can be read."""
LIMITS = Limits(seconds=60, memory=2 * 2**30)
"""What drawing the pages of one file may take."""
_PARTS = ("site/pictures.py", "readers", "packages/squeeze.py", "workers.py")
"""The parts of the program that decide how a page is drawn."""
_AROUND = 45.0
"""How many points of the page are shown above and below a figure: some rows of its table."""
_MARGIN = 1.5
"""How far, in points, the frame stands around the number, so that its digits stay legible."""


@frozen
class Picture:
    """The picture of a page: its location on the site, its size in points, and how many bytes it has."""

    location: str
    width: float
    height: float
    size: int

    def view(self, box: Box) -> "View":
        """The strip of the page around a box."""
        top, bottom = max(0.0, box.top - _AROUND), min(self.height, box.bottom + _AROUND)
        return View(self, box, top, max(bottom, top + 1))


@frozen
class View:
    """A strip of a page as wide as the page, from ``top`` to ``bottom`` in points, with a frame around ``box``."""

    picture: Picture
    box: Box
    top: float
    bottom: float

    @property
    def style(self) -> str:
        """The measures as CSS variables, from which the style sheet lays out picture and frame at any zoom.

        Width and height of the strip in points; where the page begins and how high it is in heights of the strip; the
        frame, its places and widths in widths of the page, its heights in heights of the strip.
        """
        wide, high = self.picture.width, self.bottom - self.top
        left, top = self.box.x0 - _MARGIN, self.box.top - _MARGIN - self.top
        width, height = self.box.x1 - self.box.x0 + 2 * _MARGIN, self.box.bottom - self.box.top + 2 * _MARGIN
        measures = {"w": wide, "h": high, "y": -self.top / high, "ph": self.picture.height / high}
        frame = {"l": left / wide, "t": top / high, "bw": width / wide, "bh": height / high}
        return ";".join(f"--{name}:{value:.4f}" for name, value in {**measures, **frame}.items())


Pictures = Mapping[str, Mapping[int, Picture]]
"""By disclosure_id and page."""


def write(
    records: Iterable[Listed], originals: Mapping[str, Original], out: Path, budget: int, store: Store | None = None
) -> Pictures:
    """Draw the pages with figures below ``out`` until ``budget`` bytes are used up, in the order of the records.

    What is in the ``store`` is not drawn again.
    """
    found = {record.identity.disclosure_id: record for record in records} if budget else {}
    made: dict[str, Mapping[int, Picture]] = {}
    for name, record in found.items():
        original = originals.get(name)
        pages = list(record.summary.boxed)
        if original and original.location.endswith(".pdf") and pages and budget > 0:
            folder = f"{addresses.PICTURES}/{record.identity.package}"
            own = dict(_written(_drawn(original, pages, store), out, folder, budget))
            budget -= sum(picture.size for picture in own.values())
            made[name] = own
    return made


def _written(drawn: Mapping[int, bytes], out: Path, folder: str, budget: int) -> Iterator[tuple[int, Picture]]:
    """Page after page; nothing more past the budget."""
    for page, data in drawn.items():
        budget -= len(data)
        if budget < 0:
            return
        location = f"{folder}/{page}.png"
        (out / folder).mkdir(parents=True, exist_ok=True)
        (out / location).write_bytes(data)
        width, height = struct.unpack(">II", data[16:24])  # the header of a PNG: ISO/IEC 15948, 11.2.2
        yield page, Picture(location, width / SCALE, height / SCALE, len(data))


def _drawn(original: Original, pages: list[int], store: Store | None) -> dict[int, bytes]:
    """The pictures of some pages of a file, as far as it can be drawn within the limits."""
    key = "pictures", stamp.code(*_PARTS), original.sha256, repr(pages)
    kept = store.get(*key) if store else None
    if store and kept is not None:
        found = {page: store.content(name) for page, name in kept}
        if None not in found.values():
            return {page: data for page, data in found.items() if data}
    drawn: dict[int, bytes] = {}
    for made in workers.each(partial(_draw, original.path), [pages], 1, LIMITS):
        if not isinstance(made, Stopped):
            drawn = {page: squeeze.picture(png) for page, png in made.items()}
            if store and original.sha256:
                store.put([[page, store.keep(data)] for page, data in drawn.items()], *key)
    return drawn


def _draw(path: Path, pages: list[int]) -> dict[int, bytes]:
    try:
        return readers.pictures(path, pages, SCALE)
    except Exception:  # noqa: BLE001 - a page that was read and cannot be drawn costs its picture, not the site
        return {}
