"""What the site needs of each disclosure and takes long: its charts, its preview picture, its further downloads.

They depend on the package and the look alone, so they are made by as many processes as there are, and kept by content.
"""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from builder import stamp
from builder.config import Colours
from builder.model.disclosure import Identity
from builder.packages import read as packages
from builder.site import exports, previews
from builder.site.catalogue import DESCRIPTOR, Download, Record
from builder.site.charts import Drawing, disclosure_charts
from builder.site.previews import Brand
from builder.store import Store

PARTS = ("site", "packages", "model", "standards", "config.py", "registry.py", "errors.py", "privacy.py")
"""The parts of the program that decide these things; pages and theme, which change most often, do not."""
_NOT = ("site/pages", "site/theme")
Each = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""From a function and items to the results in order, by whoever does it."""


@dataclass(frozen=True, slots=True)
class Help:
    """Who makes things and where they are kept."""

    each: Each
    store: Store


@dataclass(frozen=True, slots=True)
class Task:
    """The package of a disclosure, the colours of its charts, and what is on its preview picture (None: no picture)."""

    package: Path
    identity: Identity
    colours: Colours
    brand: Brand | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The charts of a disclosure as JSON, its further downloads by name, and its preview picture, empty if none."""

    drawings: bytes
    files: Mapping[str, bytes]
    preview: bytes


def make(task: Task) -> Made:
    """Draw the charts and write the downloads of a disclosure."""
    disclosure, _ = packages.read(task.package)
    drawings = [asdict(drawing) for drawing in disclosure_charts(disclosure, task.colours)]
    with tempfile.TemporaryDirectory() as name:
        paths = exports.write_files(task.package, task.identity, Path(name))
        files = {path.name: path.read_bytes() for path in paths}
    preview = previews.png(disclosure, task.brand) if task.brand else b""
    return Made(json.dumps(drawings, ensure_ascii=False).encode(), files, preview)


@dataclass(slots=True)
class Works:
    """The works of disclosures whose packages are in ``folder``; ``progress`` is told how many of them are made."""

    folder: Path
    colours: Colours
    aid: Help
    progress: Callable[[int, int], None]
    brand: Brand | None = None

    def of(self, records: Sequence[Record]) -> dict[str, dict[str, Any]]:
        """What is kept of every disclosure, by disclosure_id; only what was not kept is made."""
        code = stamp.code(*PARTS, without=_NOT)
        found: dict[str, dict[str, Any]] = {}
        new = []
        for identity in (record.identity for record in records):
            key = ("works", code, repr(self.colours), repr(self.brand), _digest(self.folder / identity.package))
            if value := _kept(self.aid.store, key):
                found[identity.disclosure_id] = value
            else:
                new.append((identity, key))
        tasks = (Task(self.folder / identity.package, identity, self.colours, self.brand) for identity, _ in new)
        for number, ((identity, key), made) in enumerate(zip(new, self.aid.each(make, tasks), strict=True), start=1):
            self.progress(number, len(new))
            files = [[path, self.aid.store.keep(content), len(content)] for path, content in made.files.items()]
            preview = self.aid.store.keep(made.preview) if made.preview else ""
            value = {"drawings": self.aid.store.keep(made.drawings), "files": files, "preview": preview}
            self.aid.store.put(value, *key)
            found[identity.disclosure_id] = value
        return found

    def drawings(self, value: Mapping[str, Any]) -> tuple[Drawing, ...]:
        """The charts among what is kept."""
        made = json.loads(self.aid.store.content(value["drawings"]) or b"[]")
        rows = ({**one, "columns": tuple(one["columns"]), "rows": tuple(map(tuple, one["rows"]))} for one in made)
        return tuple(Drawing(**one) for one in rows)

    def preview(self, value: Mapping[str, Any]) -> bytes:
        """The preview picture among what is kept; empty if there is none."""
        return (self.aid.store.content(value["preview"]) or b"") if value["preview"] else b""

    def place(self, value: Mapping[str, Any], folder: Path) -> tuple[Download, ...]:
        """Write the downloads among what is kept into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        for path, name, _ in value["files"]:
            (folder / path).write_bytes(self.aid.store.content(name) or b"")
        return exports.downloads((path, size) for path, _, size in value["files"])


def _digest(package: Path) -> str:
    """A package by its descriptor, which has the sha256 of every table."""
    return stamp.digest(((package / DESCRIPTOR).read_text(encoding="utf-8"),))


def _kept(store: Store, key: Sequence[str]) -> dict[str, Any] | None:
    """What was made before, if all of it is there."""
    value: dict[str, Any] | None = store.get(*key)
    names = (
        [value["drawings"], *([value["preview"]] if value["preview"] else []), *(name for _, name, _ in value["files"])]
        if value
        else []
    )
    return value if value and all(store.content(name) is not None for name in names) else None
