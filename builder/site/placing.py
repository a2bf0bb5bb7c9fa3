"""The files of leaves put in their places on the site; those that are as they were are taken over from the site before.

What was placed is remembered by what it was made from. A file of the site before is taken over if it still has the size
and the time, to the nanosecond, that it was given then, as make and git do it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from builder import stamp, swap
from builder.frozen import frozen
from builder.site import addresses
from builder.site.leaves import Leaf
from builder.site.shells import Content, Shell
from builder.store import Store

_CODE = ("site/placing.py", "site/shells.py")
"""The parts of this program that decide what is remembered."""
_Placed = list[tuple[str, int, int]]
"""Of every file its location, its size and its time in nanoseconds."""


@frozen
class Placing:
    """Places leaves in ``made``; ``before`` is the site that is there, ``packages`` the folder of the packages.

    ``frames`` are the shells by location.
    """

    made: Path
    before: Path | None
    packages: Path
    frames: Mapping[str, Shell]
    store: Store

    def all(self, leaves: Iterable[Leaf]) -> Iterator[Leaf]:
        """Each leaf when it is in its place."""
        frames = stamp.digest((stamp.code(*_CODE), *(f"{name}{shell}" for name, shell in sorted(self.frames.items()))))
        for leaf in leaves:
            package = (self.packages / leaf.record.identity.package / "datapackage.json").read_text(encoding="utf-8")
            key = "placed", frames, leaf.key, package
            kept = self.store.get(*key)
            known = self.store.content(kept) if kept else None
            if known is None or not self._taken_over(json.loads(known)):
                placed = [self._placed(location, data) for location, data in self._files(leaf)]
                kept = self.store.keep(json.dumps(placed).encode())
            self.store.put(kept, *key)
            yield leaf

    def _files(self, leaf: Leaf) -> Iterator[tuple[str, bytes]]:
        for content in leaf.pages():
            yield content.location, self._filled(content)
        yield from leaf.files()
        folder = addresses.package_folder(leaf.record.identity)
        for path in sorted((self.packages / leaf.record.identity.package).iterdir()):
            yield f"{folder}/{path.name}", path.read_bytes()

    def write(self, content: Content) -> None:
        """Write a page in its frame."""
        self._placed(content.location, self._filled(content))

    def _filled(self, content: Content) -> bytes:
        return self.frames[content.shell].filled(content).encode()

    def _placed(self, location: str, data: bytes) -> tuple[str, int, int]:
        path = self.made / location
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        status = path.stat()
        return location, status.st_size, status.st_mtime_ns

    def _taken_over(self, files: _Placed) -> bool:
        """Take the files over from the site before, if all of them are as they were."""
        if self.before is None:
            return False
        try:
            for location, size, time in files:
                status = (self.before / location).lstat()
                if (status.st_size, status.st_mtime_ns) != (size, time):
                    return False
        except OSError:
            return False
        for location, _, _ in files:
            (self.made / location).parent.mkdir(parents=True, exist_ok=True)
            swap.link(self.before / location, self.made / location)
        return True
