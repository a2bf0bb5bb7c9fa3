"""What an output was made from: digests of inputs, of this program and of the outputs themselves.

A stamp is believed only if all of them are as they were, so a changed rule, a missing page or an edited CSV is
enough to build again.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
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


def program() -> str:
    """The digest of this package's code and data, of Python's version and of the versions of the dependencies."""
    return digest((tree(_PACKAGE), sys.version, *_dependencies()))


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
    try:
        named = requires("mingzhang") or []
    except PackageNotFoundError:
        return
    for requirement in named:
        if "extra ==" not in requirement:
            name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
            yield f"{name} {version(name)}"
