"""One reader per file format; a file is read by what it is, not by its name.

A reader module has ``FORMAT`` (its name in Source.format), ``is_mine(data, name)`` and ``pages(data)``; one that has
``HAS_PICTURES`` has ``pages(data, ocr)``, which reads pictures by text recognition if that is asked for. One of a
format with pages has ``picture(data, page, scale)``, a page as PNG.
"""

import hashlib
import importlib.util
from collections.abc import Iterable
from functools import cache
from pathlib import Path, PurePath
from types import ModuleType

from builder import readers as package
from builder.errors import UnreadableError
from builder.model.document import Document, Source
from builder.registry import modules
from builder.uncollected import uncollected


@cache
def _readers() -> tuple[ModuleType, ...]:
    return modules(package)


def suffixes() -> frozenset[str]:
    """The file name endings that some reader reads, in lower case with the dot."""
    return frozenset(suffix for reader in _readers() for suffix in reader.SUFFIXES)


def suffix(document: Document, name: str) -> str:
    """The ending of a file name (with the dot) that fits what the file is: its own if that does."""
    own = PurePath(name).suffix.lower()
    fitting: tuple[str, ...] = next(reader.SUFFIXES for reader in _readers() if document.source.format == reader.FORMAT)
    return own if own in fitting else fitting[0]


def pictures(path: Path, numbers: Iterable[int], scale: float) -> dict[int, bytes]:
    """The pages with these numbers (1-based) as PNG, ``scale`` pixels per point; empty if the format has no pages.

    Only for a file that ``read`` could read.
    """
    data = path.read_bytes()
    reader = next((reader for reader in _readers() if reader.is_mine(data, path.name)), None)
    if reader is None or not hasattr(reader, "picture"):
        return {}
    return {number: reader.picture(data, number, scale) for number in numbers}


def can_recognise() -> bool:
    """Whether text recognition, an optional extra, is installed."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


_MOST_BYTES = 256 << 20
"""A larger file is not read; genuine ones, scans too, stay below a tenth of it."""


def read(path: Path, relative: str, ocr: bool = False) -> Document:
    """Read a file. ``relative`` is its path below the content folder, with forward slashes.

    With ``ocr`` pages that are pictures are read by text recognition, where ``can_recognise``.
    Raises UnreadableError with an SRC code: SRC001 empty, SRC002 not a format that is read, SRC003 cannot be opened,
    SRC011 too large, or what the reader says.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableError("SRC011", "文件超过 256 MB，未读取", "the file is larger than 256 MB; not read")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            "SRC003", f"文件打不开：{error.strerror}", f"cannot be opened: {error.strerror}"
        ) from error
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError("SRC001", "文件是空的", "the file is empty")
    for reader in _readers():
        if reader.is_mine(data, path.name):
            source = Source(relative, reader.FORMAT, hashlib.sha256(data).hexdigest(), len(data))
            pictured = ocr and getattr(reader, "HAS_PICTURES", False)
            with uncollected():
                return Document(source, *(reader.pages(data, ocr=True) if pictured else reader.pages(data)))
    formats = "、".join(reader.FORMAT for reader in _readers())
    raise UnreadableError("SRC002", f"不是能读的格式（能读 {formats}）", f"not a format that is read ({formats} are)")
