"""The picture of a PDF page, as a grey PNG."""

import struct
import zlib
from collections.abc import Iterator

import pypdfium2


def picture(data: bytes, page: int, scale: float) -> bytes:
    """The page (1-based) drawn with ``scale`` pixels per point, as its reader would show it: PNG, 8 bits of grey.

    Raises IndexError if there is no such page.
    """
    if page < 1:
        raise IndexError(page)
    with pypdfium2.PdfDocument(data) as document:
        if page > len(document):
            raise IndexError(page)
        shown = document[page - 1]
        drawn = shown.render(scale=scale, grayscale=True)
        try:
            return _png(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride)
        finally:
            drawn.close()
            shown.close()


def _png(grey: bytes, width: int, height: int, stride: int) -> bytes:
    """Rows of grey values as PNG (ISO/IEC 15948): header, one compressed block, end."""
    rows = b"".join(b"\0" + grey[row * stride : row * stride + width] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(part for chunk in chunks for part in _chunk(*chunk))


def _chunk(name: bytes, content: bytes) -> Iterator[bytes]:
    yield from (struct.pack(">I", len(content)), name, content, struct.pack(">I", zlib.crc32(name + content)))
