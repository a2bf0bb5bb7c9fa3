"""Compressed bytes that are the same wherever they are made.

What deflate makes of data depends on the zlib that Python was built with, which no lock file names. Arrow brings its
own along, inside a wheel whose digest is locked.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa

_HEAD, _TAIL = 10, 8
"""What gzip (RFC 1952) puts around deflated data, if there are no options."""
_DATE, _TIME = 1 << 5 | 1, 0
"""The first of January 1980 as zip archives write it."""
_LEVEL = 7
"""Of archives."""
_LOCAL, _CENTRAL, _END = "<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"
_DEFLATED, _NEEDED, _UTF8, _UNIX = 8, 20, 0x800, 3 << 8 | 20


def deflated(data: bytes, level: int = 9) -> bytes:
    """The data as a bare deflate stream (RFC 1951).

    Tables of text take three times as long at the last two levels as at 7, and become half a percent smaller.
    """
    packed: bytes = pa.Codec("gzip", compression_level=level).compress(data, asbytes=True)
    return packed[_HEAD:-_TAIL]


def version() -> str:
    """What compresses: bytes that another version made are not kept."""
    return str(pa.__version__)


def stream(data: bytes, level: int = 9) -> bytes:
    """The data as a zlib stream (RFC 1950)."""
    return b"\x78\xda" + deflated(data, level) + struct.pack(">I", zlib.adler32(data))


def picture(png: bytes) -> bytes:
    """A PNG whose pixels are in one chunk, with them compressed anew; all else stays."""
    anew = ((name, stream(zlib.decompress(data)) if name == b"IDAT" else data) for name, data in _chunks(png))
    return png[:8] + b"".join(_chunk(name, data) for name, data in anew)


def repack(path: Path) -> None:
    """Write a zip archive anew, with its parts in their order and no times."""
    with zipfile.ZipFile(path) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    path.write_bytes(zipped(parts))


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip archive of named parts, below 4 GB."""
    out, listed = bytearray(), bytearray()
    listing = list(parts)
    for name, data in listing:
        packed, label, start = deflated(data, _LEVEL), name.encode(), len(out)
        told = _NEEDED, _UTF8, _DEFLATED, _TIME, _DATE, zlib.crc32(data), len(packed), len(data), len(label)
        out += struct.pack(_LOCAL, b"PK\3\4", *told, 0) + label + packed
        listed += struct.pack(_CENTRAL, b"PK\1\2", _UNIX, *told, 0, 0, 0, 0, 0o600 << 16, start) + label
    end = struct.pack(_END, b"PK\5\6", 0, 0, len(listing), len(listing), len(listed), len(out), 0)
    return bytes(out + listed + end)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        (size,) = struct.unpack_from(">I", png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += size + 12


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
