"""A zip of a package folder, the same bytes for the same files on every machine."""

import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o100644 << 16


def archive(folder: Path, name: str) -> Path:
    """Write ``<name>.zip`` into ``folder`` with all of its files, and return its path.

    Stored, not deflated: compressed bytes differ between versions of zlib.
    """
    target = folder / f"{name}.zip"
    _write(target, ((file.name, file) for file in sorted(folder.iterdir()) if file.suffix != ".zip"))
    return target


def archive_tree(folder: Path, target: Path) -> None:
    """Write ``target`` with everything below ``folder``, under the name of that folder; stored as well."""
    _write(target, ((path.relative_to(folder.parent).as_posix(), path) for path in sorted(folder.rglob("*"))))


def _write(target: Path, files: Iterable[tuple[str, Path]]) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundle:
        for name, path in _plain(files):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = _UNIX, _MODE
            info.file_size = path.stat().st_size
            with path.open("rb") as content, bundle.open(info, "w") as packed:
                shutil.copyfileobj(content, packed)


def _plain(files: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, Path]]:
    return ((name, path) for name, path in files if path.is_file())
