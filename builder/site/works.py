"""What the site needs of each disclosure and takes long: its charts, its preview picture, its further downloads.

They depend on the package and the look alone, so they are made by as many processes as there are, and kept by content.
"""

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from builder import stamp
from builder.config import Colours
from builder.frozen import frozen
from builder.model.disclosure import Identity
from builder.packages import parquet
from builder.packages import read as packages
from builder.site import exports, kept, previews
from builder.site.catalogue import Download, Listed
from builder.site.charts import Drawing, disclosure_charts
from builder.site.kept import Craft, Help, Key
from builder.site.previews import Brand
from builder.uncollected import uncollected

__all__ = ["Help"]
PARTS = (
    "site",
    "packages",
    "model",
    "standards",
    "config.py",
    "registry.py",
    "frozen.py",
    "errors.py",
    "privacy.py",
    "uncollected.py",
)
"""The parts of the program that decide these things; pages and theme, which change most often, do not."""
_NOT = ("site/pages", "site/theme")


@frozen
class Task:
    """The package of a disclosure, the colours of its charts, and what is on its preview picture (None: no picture)."""

    package: Path
    identity: Identity
    colours: Colours
    brand: Brand | None = None


@frozen
class Made:
    """The charts of a disclosure as JSON, its further downloads by name, and its preview picture, empty if none.

    ``tables`` are those of its package for the Parquet files of the corpus.
    """

    drawings: bytes
    files: Mapping[str, bytes]
    preview: bytes
    tables: bytes


@uncollected()
def make(task: Task) -> Made:
    """Draw the charts and write the downloads of a disclosure."""
    disclosure, _ = packages.read(task.package)
    drawings = [_told(drawing) for drawing in disclosure_charts(disclosure, task.colours)]
    with tempfile.TemporaryDirectory() as name:
        paths = exports.write_files(task.package, disclosure, Path(name))
        files = {path.name: path.read_bytes() for path in paths}
    preview = previews.png(disclosure, task.brand) if task.brand else b""
    tables = parquet.packed(parquet.read(task.package))
    return Made(json.dumps(drawings, ensure_ascii=False).encode(), files, preview, tables)


def _told(drawing: Drawing) -> dict[str, object]:
    """A drawing as JSON holds it; unlike ``asdict`` without a copy of its spec."""
    return {field.name: getattr(drawing, field.name) for field in fields(drawing)}


def drawings(made: bytes) -> tuple[Drawing, ...]:
    """The charts in their JSON."""
    rows = (
        {**one, "columns": tuple(one["columns"]), "rows": tuple(map(tuple, one["rows"]))} for one in json.loads(made)
    )
    return tuple(Drawing(**one) for one in rows)


@dataclass(slots=True)
class Works:
    """The works of disclosures whose packages are in ``folder``; ``progress`` is told how many of them are made."""

    folder: Path
    colours: Colours
    aid: Help
    progress: Callable[[int, int], None]
    brand: Brand | None = None

    def of(self, records: Sequence[Listed]) -> dict[str, dict[str, Any]]:
        """What is kept of every disclosure, by disclosure_id; only what was not kept is made."""
        craft = Craft(self._key, self._task, make, self._keep, self._whole)
        made = kept.made(self.aid, craft, [record.identity for record in records], self.progress)
        return {identity.disclosure_id: value for identity, value in made}

    def _key(self, identity: Identity) -> Key:
        code = stamp.code(*PARTS, without=_NOT)
        package = kept.package_digest(self.folder / identity.package)
        return "works", code, repr(self.colours), repr(self.brand), package

    def _task(self, identity: Identity) -> Task:
        return Task(self.folder / identity.package, identity, self.colours, self.brand)

    def _keep(self, made: Made) -> dict[str, Any]:
        keep = self.aid.store.keep
        files = [[path, keep(content), len(content)] for path, content in made.files.items()]
        preview = keep(made.preview) if made.preview else ""
        return {"drawings": keep(made.drawings), "files": files, "preview": preview, "tables": keep(made.tables)}

    def _whole(self, _: Identity, value: dict[str, Any]) -> dict[str, Any] | None:
        """What was made, if all of it is there."""
        names = (value["drawings"], value["preview"], value["tables"], *(name for _, name, _ in value["files"]))
        return value if self.aid.has(filter(None, names)) else None

    def preview(self, value: Mapping[str, Any]) -> bytes:
        """The preview picture among what is kept; empty if there is none."""
        return self.aid.content(value["preview"]) if value["preview"] else b""


def downloads(value: Mapping[str, Any]) -> tuple[Download, ...]:
    """What is said of the downloads among what is kept."""
    return exports.downloads((path, size) for path, _, size in value["files"])
