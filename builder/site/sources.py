"""The files that figures were read from, so that a reader is one click from the printed line.

A text source becomes a page with numbered lines; any other file is copied and linked by its page. Only a file whose
sha256 is the one in the package is shown: the place of a figure in any other file would be wrong.
"""

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.model.disclosure import Disclosure
from builder.model.location import Location

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Original:
    """A source file on the site: its location, where it is on disk, and its lines if it is text."""

    location: str
    path: Path
    lines: tuple[str, ...] = ()

    def place(self, location: Location) -> str:
        """The address of a place in the file, relative to the site's root."""
        anchor = f"L{location.line}" if self.lines and location.line else f"page={location.page}"
        return f"{self.location}#{anchor}"

    def line(self, number: int) -> str:
        """The address of a 1-based line."""
        return self.place(Location(line=number))


def originals(disclosures: Iterable[Disclosure], content: Path | None) -> Mapping[str, Original]:
    """The sources of ``disclosures`` that stand below ``content`` unchanged, by disclosure_id."""
    found = ((one.identity.disclosure_id, _original(one, content)) for one in disclosures) if content else ()
    return {name: original for name, original in found if original}


def _original(disclosure: Disclosure, content: Path) -> Original | None:
    path = content / disclosure.source.path
    if not path.resolve().is_relative_to(content.resolve()) or not path.is_file():
        return None
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != disclosure.source.sha256:
        return None
    folder = f"sources/{disclosure.identity.package}"
    if disclosure.source.format == "text":
        return Original(f"{folder}.html", path, tuple(_decoded(data).split("\n")))
    return Original(f"{folder}/source.{disclosure.source.format}", path)


def copy(found: Mapping[str, Original], out: Path) -> None:
    """Copy the sources that are no text to their locations below ``out``."""
    for original in found.values():
        if not original.lines:
            target = out / original.location
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(original.path, target)


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
