"""What was made before, by what it was made from: nothing in it is believed unless its own digest says so.

An index says of every key what was made, as a line of JSON, which it stays in memory until it is asked for: as objects
it would take five times as much. Contents lie beside it, each named by the sha256 of its bytes. A
key is a digest of everything that a result depends on, so an entry is never out of date, only unused; what a build
did not use is cleared away after it. A damaged index is an empty one, a damaged content is not there.
"""

import hashlib
import json
import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.stamp import digest

_LEVEL = 1
"""How hard contents are compressed: they are read more often than the disk is short."""
_NAME = re.compile(rb'"([0-9a-f]{64})"')


@dataclass(slots=True)
class Store:
    """The results in a folder, which need not exist. One build at a time writes to it."""

    folder: Path
    _index: dict[str, bytes] = field(default_factory=dict)
    _used: dict[str, bytes] = field(default_factory=dict)

    @staticmethod
    def open(folder: Path) -> "Store":
        """The store in ``folder``, as far as it is whole."""
        return Store(folder, _read(folder / "index"))

    def get(self, *key: str) -> Any | None:  # noqa: ANN401 - whatever JSON holds
        """What was made from ``key`` before, or None."""
        name = digest(key)
        if name in self._index:
            self._used[name] = self._index[name]
        return json.loads(self._used[name]) if name in self._used else None

    def put(self, value: Any, *key: str) -> None:  # noqa: ANN401 - whatever JSON holds
        """Remember what was made from ``key``."""
        self._used[digest(key)] = json.dumps(value, separators=(",", ":")).encode()

    def keep(self, content: bytes) -> str:
        """Keep a content; its name."""
        packed = zlib.compress(content, _LEVEL)
        name = hashlib.sha256(packed).hexdigest()
        path = self._path(name)
        if not _is(path, packed):
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(".new")
            fresh.write_bytes(packed)
            fresh.replace(path)
        return name

    def holds(self, name: str) -> bool:
        """Whether a content of this name is there; whether it is what its name says is seen when it is read."""
        return self._path(name).is_file()

    def content(self, name: str) -> bytes | None:
        """The content of this name; None if it is not there, or not what its name says."""
        try:
            packed = self._path(name).read_bytes()
        except OSError:
            return None
        return zlib.decompress(packed) if hashlib.sha256(packed).hexdigest() == name else None

    def save(self, done: bool = True) -> None:
        """Write the index; of a build that is ``done`` only what it used, and contents that nobody names are gone."""
        kept = self._used if done else {**self._index, **self._used}
        self.folder.mkdir(parents=True, exist_ok=True)
        text = b"".join(b"%s %s\n" % (name.encode(), value) for name, value in kept.items())
        fresh = self.folder / "index.new"
        fresh.write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
        fresh.replace(self.folder / "index")
        if done:
            self._clear({name.decode() for name in _NAME.findall(text)})

    def _clear(self, named: set[str]) -> None:
        for path in self.folder.glob("??/*"):
            if path.parent.name + path.name not in named:
                path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:]


def _is(path: Path, content: bytes) -> bool:
    """Whether a file holds these bytes."""
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _read(path: Path) -> dict[str, bytes]:
    """The line of JSON of every key; none if the file is not whole."""
    try:
        told, _, text = path.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if hashlib.sha256(text).hexdigest().encode() != told:
        return {}
    lines = (line.partition(b" ") for line in text.splitlines())
    return {name.decode(): value for name, _, value in lines}
