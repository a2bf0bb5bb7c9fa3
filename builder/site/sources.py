"""The files that figures were read from, so that a reader is one click from the printed line.

A text source becomes a page with numbered lines; other files are copied, and a PDF is linked by its page. Only a file
whose sha256 is the one in the package is shown: the place of a figure in any other file would be wrong.
"""

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from builder import privacy, removals
from builder.frozen import frozen
from builder.model.disclosure import Disclosure
from builder.model.location import Location
from builder.readers.text import decoded
from builder.removals import Removal
from builder.site.summary import Summary

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a workbook of Excel 97-2003 begins: it opens only under its own ending."""
COPIED = ("pdf", "docx", "xlsx")
"""The formats that are copied. HTML is not: a stranger's page would run its scripts as a page of ours."""


@frozen
class Original:
    """A source file on the site: its location, where it is on disk, its sha256, and whether it is text.

    ``gone`` are the passages that were removed from it.
    """

    location: str
    path: Path
    sha256: str = ""
    is_text: bool = False
    gone: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """What is shown of it, line by line, if it is text: read when it is asked for."""
        return _lines(self.path, self.sha256, self.gone) if self.is_text else ()

    def place(self, location: Location) -> str:
        """The address of a place in the file, relative to the site's root."""
        if self.is_text and location.line:
            return f"{self.location}#L{location.line}"
        return f"{self.location}#page={location.page}" if self.location.endswith(".pdf") else self.location

    def line(self, number: int) -> str:
        """The address of a 1-based line."""
        return self.place(Location(line=number))


@lru_cache(maxsize=2)
def _lines(path: Path, sha256: str, gone: tuple[str, ...]) -> tuple[str, ...]:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise OSError(f"{path} was changed meanwhile")
    return privacy.mask_lines(removals.hidden((decoded(data) or "").split("\n"), gone))


def originals(disclosures: Iterable[Disclosure | Summary], content: Path | None) -> Mapping[str, Original]:
    """The sources of ``disclosures`` that stand below ``content`` unchanged, by disclosure_id."""
    if content is None:
        return {}
    removed = removals.read(content / removals.NAME)
    found = ((one.identity.disclosure_id, _original(one, content, removed)) for one in disclosures)
    return {name: original for name, original in found if original}


def _original(one: Disclosure | Summary, content: Path, removed: Iterable[Removal]) -> Original | None:
    who, source = one.identity, one.source
    path = content / source.path
    if not path.resolve().is_relative_to(content.resolve()) or not path.is_file():
        return None
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != source.sha256:
        return None
    folder = f"sources/{who.package}"
    if source.format == "text":
        gone = tuple(removals.passages(removed, who.disclosure_id))
        return Original(f"{folder}.html", path, source.sha256, True, gone)
    if source.private:
        return None
    ending = "xls" if source.format == "xlsx" and data.startswith(_COMPOUND) else source.format
    return Original(f"{folder}/source.{ending}", path, source.sha256) if source.format in COPIED else None


def copy(found: Mapping[str, Original], out: Path) -> None:
    """Copy the sources that are no text to their locations below ``out``."""
    for original in found.values():
        if not original.is_text:
            target = out / original.location
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(original.path, target)
