"""A finished folder takes the place of another one: whoever looks finds the old one whole or the new one whole.

Linux exchanges two names in one step. Elsewhere the old folder steps aside first, and a build that was killed between
the two steps is mended by ``mend`` before the next one.
"""

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2)."""


def replace(new: Path, old: Path) -> None:
    """Put the folder ``new`` in the place of ``old``, which is gone afterwards, or was not there; raises OSError.

    Where the two are on different disks ``new`` is copied beside ``old`` first.
    """
    old.parent.mkdir(parents=True, exist_ok=True)
    if new.stat().st_dev != old.parent.stat().st_dev:
        new = Path(shutil.copytree(new, _beside(old, "new"), dirs_exist_ok=True))
    if not old.exists():
        new.rename(old)
        return
    if not _exchanged(new, old):
        aside = _beside(old, "old")
        old.rename(aside)
        new.rename(old)
        new = aside
    shutil.rmtree(new)


def link(old: Path | str, new: Path | str) -> None:
    """Make ``new`` the same file as ``old``, which is not copied where the disk can name it twice; raises OSError."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def mend(folder: Path) -> None:
    """Undo what a build that was killed left of a ``replace``: the old folder comes back, half a new one goes."""
    aside, fresh = _beside(folder, "old"), _beside(folder, "new")
    if aside.exists() and not folder.exists():
        aside.rename(folder)
    for leftover in (aside, fresh):
        shutil.rmtree(leftover, ignore_errors=True)


def _beside(folder: Path, word: str) -> Path:
    return folder.with_name(f".{folder.name}.{word}")


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system or its file system cannot."""
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(one.resolve()), _AT_FDCWD, os.fsencode(other.resolve()), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(other))
