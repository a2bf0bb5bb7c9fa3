"""A zip of a package folder, the same bytes for the same files on every machine."""

import zipfile
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o100644 << 16


def archive(folder: Path, name: str) -> Path:
    """Write ``<name>.zip`` into ``folder`` with all of its files, and return its path.

    Stored, not deflated: compressed bytes differ between versions of zlib.
    """
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.suffix != ".zip")
    target = folder / f"{name}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundle:
        for file in files:
            info = zipfile.ZipInfo(file.name, _EPOCH)
            info.create_system, info.external_attr = _UNIX, _MODE
            bundle.writestr(info, file.read_bytes())
    return target
