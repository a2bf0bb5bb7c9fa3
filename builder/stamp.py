"""What an output was made from: digests of inputs, of this program and of the outputs themselves.

A stamp is believed only if all of them are as they were, so a changed rule, a missing page or an edited CSV is
enough to build again. Of files the seal is looked at: names, sizes and times to the nanosecond, as make and git do it.
"""

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent


def digest(texts: Iterable[str]) -> str:
    """One sha256 of several texts; where one ends and the next begins counts."""
    result = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        result.update(len(data).to_bytes(8, "big") + data)
    return result.hexdigest()


def tree(folder: Path, without: Iterable[Path] = ()) -> str:
    """The digest of the names and bytes of all files in a folder, except hidden ones and the folders ``without``.

    Of a link it is where it leads, not what is there.
    """
    skipped = {path.resolve() for path in without}
    return digest(
        text for path in _files(folder, skipped) for text in (path.relative_to(folder).as_posix(), _file(path))
    )


def seal(folder: Path, without: Iterable[Path] = ()) -> str:
    """The digest of the names, sizes and times of all files in a folder, hidden ones and ``without`` left out.

    Some microseconds for each file: nothing is opened.
    """
    skipped = {os.path.realpath(path) for path in without}
    result = hashlib.sha256()
    for name, status in _statuses(os.path.realpath(folder), "", skipped):
        result.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return result.hexdigest()


def size(folder: Path) -> int:
    """How many bytes the files have that ``seal`` looks at."""
    return sum(status.st_size for _, status in _statuses(os.path.realpath(folder), "", set()))


def program() -> str:
    """The digest of this package's code and data, of Python's version and of the versions of the dependencies."""
    return code()


@cache
def code(*parts: str, without: tuple[str, ...] = ()) -> str:
    """The same of some parts alone: files and folders of this package, all of it if none is named.

    A test of the architecture shows that what a step runs is among the parts that it names.
    """
    skipped = [_PACKAGE / part for part in without]
    paths = [_PACKAGE / part for part in parts or (".",)]
    made = (tree(path, skipped) if path.is_dir() else _file(path) for path in paths)
    return digest((*parts, *made, sys.version, *_dependencies()))


def read(path: Path) -> dict[str, Any]:
    """The stamp in ``path``; an empty one if there is none or it is damaged."""
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write(path: Path, stamp: dict[str, Any]) -> None:
    """Write a stamp in one move, so that it is never read half written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    new.replace(path)


def _statuses(folder: str, below: str, skipped: set[str]) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            if entry.path not in skipped:
                yield from _statuses(entry.path, f"{below}{entry.name}/", skipped)
        elif (entry.is_symlink() or entry.is_file()) and entry.path not in skipped:
            yield below + entry.name, entry.stat(follow_symlinks=False)


def _files(folder: Path, skipped: set[Path]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or path.name == "__pycache__":
            continue
        if not path.is_symlink() and path.resolve() in skipped:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path, skipped)
        elif path.is_symlink() or path.is_file():
            yield path


def _file(path: Path) -> str:
    if path.is_symlink():  # where it leads may be no file of ours, and without an end
        return f"link: {path.readlink()}"
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable: {error.errno}"


def _dependencies() -> Iterator[str]:
    """The versions of what is installed of that which this package asks for, its extras too."""
    try:
        named = requires("mingzhang") or []
    except PackageNotFoundError:
        return
    for requirement in named:
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"
