"""The summaries of all packages, read by many processes, and kept."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from builder import stamp
from builder.frozen import frozen
from builder.site import catalogue, kept, summary
from builder.site.catalogue import Download, Listed
from builder.site.kept import Craft, Help, Key

PARTS = ("site", "packages", "model", "standards", "config.py", "registry.py", "frozen.py", "errors.py", "privacy.py")
"""The parts of the program that decide what a summary says; pages and theme do not."""
_NOT = ("site/pages", "site/theme")
Made = tuple[bytes, bytes]
"""A summary and the list of the files of a package, as JSON."""


def make(package: Path) -> Made:
    """Read a package, and say the little that lists need."""
    record = catalogue.load(package)
    files = [asdict(replace(one, fields=())) for one in record.downloads]
    return summary.write(summary.summarised(record.disclosure, record.verdict)), json.dumps(files).encode()


@frozen
class Summaries:
    """The packages below ``folder``, as lists show them; ``progress`` is told how many of them are read."""

    folder: Path
    aid: Help
    progress: Callable[[int, int], None]

    def all(self) -> list[Listed]:
        """All packages; only those that were not kept are read."""
        craft = Craft(self._key, _itself, make, self._keep, self._use)
        packages = catalogue.packages_below(self.folder)
        return [listed for _, listed in kept.made(self.aid, craft, packages, self.progress)]

    @staticmethod
    def _key(package: Path) -> Key:
        return "summary", stamp.code(*PARTS, without=_NOT), kept.package_digest(package)

    def _keep(self, made: Made) -> list[str]:
        return [self.aid.store.keep(data) for data in made]

    def _use(self, package: Path, names: list[Any]) -> Listed | None:
        if not self.aid.has(names):
            return None
        told, files = map(self.aid.content, names)
        return catalogue.lazy(
            package, summary.read(told), [Download(**{**one, "fields": ()}) for one in json.loads(files)]
        )


def _itself(package: Path) -> Path:
    return package
