"""The sha256 of source files: one is read again only if its size, its times or its inode are others, as git does it."""

import hashlib
import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from builder import stamp
from builder.content import Found
from builder.store import Store

SETTLED = 2_000_000_000
"""Nanoseconds that a file must have been as it is to be believed unread: clocks of disks are coarse."""


@dataclass(slots=True)
class Digests:
    """The digests of files, kept in a store by where the files are."""

    store: Store
    _before: dict[str, list[Any]] = field(default_factory=dict)
    _now: dict[str, list[Any]] = field(default_factory=dict)

    @staticmethod
    def open(store: Store) -> "Digests":
        """Those that a store has."""
        return Digests(store, store.get(*_key()) or {})

    def of(self, found: Found) -> str:
        """The sha256 of a file; empty if it must not or cannot be opened: whoever reads it says so."""
        if not found.is_plain:
            return ""
        with suppress(OSError):
            seal = _seal(found.path.stat())
            *known, digest = self._before.get(found.relative, [""])
            if known != seal:
                digest = hashlib.sha256(found.path.read_bytes()).hexdigest()
            if max(seal[1:3]) < time.time_ns() - SETTLED:
                self._now[found.relative] = [*seal, digest]
            return str(digest)
        return ""

    def keep(self) -> None:
        """Keep those that were asked for."""
        self.store.put(self._now, *_key())


def _seal(status: os.stat_result) -> list[int]:
    """What is another when a file is: its size, its times, its inode."""
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def _key() -> tuple[str, ...]:
    return "digests", stamp.code("digests.py")
