"""The container of .docx and .xlsx: a zip archive of XML parts, read in measure and piece by piece.

The standard library is enough: expat never fetches anything, and a part that declares a document type (the only way to
define entities) is refused. Sizes are checked twice, since a zip directory may lie: as declared, and while unpacking.
"""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from builder.errors import UnreadableError

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The stream in which an OLE container keeps an encrypted .docx or .xlsx."""

_MOST_ENTRIES = 10_000
_MOST_BYTES = 64 << 20
"""One part unpacked; a table of a thousand rows takes a hundredth of it."""
_MOST_BYTES_DECLARED = 1 << 30
_MOST_RATIO = 400
"""Part unpacked to part packed. XML of real tables stays below 100, a bomb of blanks reaches 1000."""
_SMALL = 1 << 20
_DEEPEST = 200
_CHUNK = 1 << 16
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, NotImplementedError, OSError, RuntimeError, ValueError),
)
"""What zipfile raises for damaged archives in memory: offsets before the beginning, streams cut off, and the like."""


def holds(data: bytes, part: str) -> bool:
    """Whether the file is a zip archive with a part whose name begins so; a broken one may have lost that part."""
    if not data.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.startswith(part) for name in archive.namelist())
    except _BROKEN:
        return part.split("/", maxsplit=1)[0].encode() + b"/" in data


class Package:
    """The parts of an opened file, read one element at a time.

    Everything raises UnreadableError: SRC005 encrypted, SRC006 broken, SRC011 too large.
    """

    def __init__(self, data: bytes) -> None:
        """Open and measure; nothing is unpacked yet."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise broken() from error
        entries = self._archive.infolist()
        if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_BYTES_DECLARED:
            raise too_large()
        self._entries = {entry.filename: entry for entry in entries}

    def main(self, default: str) -> str:
        """The name of the part that is the document itself."""
        return next((path for kind, path in self._related("") if kind == "officeDocument"), default)

    def related(self, part: str) -> dict[str, str]:
        """The parts that a part refers to, by the id it uses for them. Links that leave the file are left out."""
        return {element.get("Id", ""): path for element, path in self._relations(part)}

    def one(self, part: str, kind: str) -> str | None:
        """The part of a kind (``styles``, ``sharedStrings``) that a part refers to."""
        return next((path for name, path in self._related(part) if name == kind), None)

    def _related(self, part: str) -> Iterator[tuple[str, str]]:
        for element, path in self._relations(part):
            yield element.get("Type", "").rsplit("/", 1)[-1], path

    def _relations(self, part: str) -> Iterator[tuple[Element, str]]:
        folder, name = posixpath.split(part)
        for element in self.elements(posixpath.join(folder, "_rels", f"{name}.rels"), "Relationship"):
            if element.get("TargetMode") != "External":
                target = posixpath.join("/", folder, element.get("Target", ""))
                yield element, posixpath.normpath(target).lstrip("/")

    def elements(self, part: str, *names: str) -> Iterator[Element]:
        """Each outermost element with one of these names, complete, without namespaces; none if the part is missing."""
        if part in self._entries:
            reader = _Elements(frozenset(names))
            for chunk in self._chunks(self._entries[part]):
                yield from reader.feed(chunk)
            yield from reader.feed(b"", final=True)

    def _chunks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        if entry.flag_bits & 1:
            raise encrypted()
        most = max(_SMALL, min(_MOST_BYTES, entry.compress_size * _MOST_RATIO))
        if entry.file_size > most:
            raise too_large()
        read = 0
        try:
            with self._archive.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    read += len(chunk)
                    if read > most:
                        raise too_large()
                    yield chunk
        except _BROKEN as error:
            raise broken() from error


class _Elements:
    """A parser that keeps only the elements asked for, so that memory does not grow with the part."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self._found: list[Element] = []
        self._builder = TreeBuilder()
        self._depth = 0
        self._inside = 0
        self._locals: dict[str, str] = {}
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = _refuse_doctype

    def feed(self, chunk: bytes, final: bool = False) -> list[Element]:
        """The elements that end in this piece."""
        self._found = []
        try:
            self._parser.Parse(chunk, final)
        except expat.ExpatError as error:
            raise broken() from error
        return self._found

    def _local(self, name: str) -> str:
        known = self._locals.get(name)
        if known is None:
            known = self._locals[name] = name.rsplit(" ", 1)[-1]
        return known

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise too_large()
        local = self._local(name)
        if self._inside or local in self._names:
            self._inside += 1
            self._builder.start(local, {self._local(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._inside:
            self._inside -= 1
            element = self._builder.end(self._local(name))
            if not self._inside:
                self._found.append(element)
                self._builder = TreeBuilder()

    def _text(self, text: str) -> None:
        if self._inside:
            self._builder.data(text)


def _refuse_doctype(*_: object) -> None:
    raise UnreadableError(
        "SRC006",
        "文件里有不允许的文档类型声明（DOCTYPE），未读取",
        "a part declares a document type (DOCTYPE); not read",
    )


def encrypted() -> UnreadableError:
    """SRC005."""
    return UnreadableError("SRC005", "文件已加密，请提供未加密的版本", "the file is encrypted")


def broken() -> UnreadableError:
    """SRC006."""
    return UnreadableError("SRC006", "文件损坏或不完整", "the file is broken or incomplete")


def too_large() -> UnreadableError:
    """SRC011."""
    return UnreadableError(
        "SRC011",
        "文件解开后过大或嵌套过深，超出限度，未读取",
        "unpacks to more, or nests deeper, than is read; not read",
    )
