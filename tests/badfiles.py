"""Files that are broken, hostile or no disclosures at all, made anew each time: none of them lies in the repository."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from tests.maker import docx, html, make_accounts, pdf, print_accounts, text, xlsx

_MEGA = 1 << 20
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
)
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'


@cache
def good(form: str, seed: int = 1) -> bytes:
    """A made-up disclosure that can be read."""
    printed = print_accounts(make_accounts(seed), seed)
    made: Mapping[str, Callable[[], bytes]] = {
        "txt": lambda: text.render(printed, seed, text.SPACED),
        "html": lambda: html.render(printed, seed),
        "docx": lambda: docx.render(printed, seed),
        "xlsx": lambda: xlsx.render(printed, seed, "xlsx"),
        "xls": lambda: xlsx.render(printed, seed, "xls"),
        "pdf": lambda: pdf.render(printed, seed),
    }
    return made[form]()


def _zip(parts: Mapping[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", kind) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _changed(data: bytes, part: str, content: bytes) -> bytes:
    """An Office file with one part exchanged, and its name kept."""
    return _zip({**_parts(data), part: content})


def _with_far_cell(data: bytes) -> bytes:
    """A workbook with one more number in the last cell that a sheet can have."""
    parts = _parts(data)
    name = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return _zip({**parts, name: parts[name].replace(b"</sheetData>", far)})


def _word(body: str, head: str = "") -> bytes:
    xml = f"<?xml version='1.0' encoding='UTF-8'?>{head}<w:document {_W}><w:body>{body}</w:body></w:document>"
    return _changed(good("docx"), "word/document.xml", xml.encode())


def _sheet(body: str, head: str = "") -> bytes:
    xml = f"<?xml version='1.0' encoding='UTF-8'?>{head}<worksheet {_S}><sheetData>{body}</sheetData></worksheet>"
    return _changed(good("xlsx"), "xl/worksheets/sheet1.xml", xml.encode())


def _lying(data: bytes) -> bytes:
    """A zip archive whose directory says that every part is small."""
    made = bytearray(data)
    at = 0
    while (at := made.find(b"PK\x01\x02", at)) >= 0:
        made[at + 24 : at + 28] = struct.pack("<I", 100)
        at += 4
    at = 0
    while (at := made.find(b"PK\x03\x04", at)) >= 0:
        made[at + 22 : at + 26] = struct.pack("<I", 100)
        at += 4
    return bytes(made)


def _pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects, the first of which is its catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
    return (
        data
        + head
        + b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF"
        % (
            len(objects) + 1,
            trailer,
            len(data),
        )
    )


def _page(stream: bytes, extra: bytes = b"", box: bytes = b"[0 0 595 842]", filters: bytes = b"") -> bytes:
    content = b"<</Length %d%b>>stream\n%b\nendstream" % (len(stream), filters, stream)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox %b/Contents 4 0 R/Resources<<%b>>>>" % (box, extra)
    return _pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content])


def _packed(size: int, unit: bytes) -> bytes:
    """``size`` bytes of ``unit``, deflated twice over: a thousand times a thousand to one."""
    packer = zlib.compressobj(1)
    block = unit * (_MEGA // len(unit))
    return zlib.compress(b"".join(packer.compress(block) for _ in range(size // _MEGA)) + packer.flush(), 9)


def _locked_pdf() -> bytes:
    lock = b"<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", lock]
    return _pdf(objects, b"/Encrypt 4 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]")


def _locked_zip() -> bytes:
    made = bytearray(good("docx"))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = 0
        while (at := made.find(mark, at)) >= 0:
            made[at + place] |= 1
            at += 4
    return bytes(made)


def _old_word(inside: bytes) -> bytes:
    """A document of Word 97-2003, as far as the names of its streams and fonts say so."""
    names = good("xls").replace("Workbook\0".encode("utf-16-le"), "WordDocm\0".encode("utf-16-le"))
    return names + "Book Antiqua".encode("utf-16-le") + inside


def _ole_locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def _noise(size: int = 50_000) -> bytes:
    return random.Random(6).randbytes(size)


def _cells(count: int) -> str:
    row = "<tr>" + "<td>1</td>" * 100 + "</tr>"
    return f"<html><meta charset=utf-8><body><p>某单位2023年度部门决算</p><table>{row * (count // 100)}</table>"


def _tables(depth: int) -> str:
    cell = "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
    opening, closing = "<w:tbl><w:tr><w:tc>", f"{cell}</w:tc></w:tr></w:tbl>"
    return opening * depth + closing * depth


def _rows(count: int) -> str:
    return "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, count + 1))


def _lines(count: int) -> bytes:
    """A page with so many crossing ruling lines."""
    drawn = b"".join(b"0 %d m 595 %d l S " % (n % 842, n % 842) for n in range(count))
    drawn += b"".join(b"%d 0 m %d 842 l S " % (n % 595, n % 595) for n in range(count))
    return drawn


def _words(count: int) -> bytes:
    """A page with so many words, each at its own place."""
    return b"".join(b"BT /F 3 Tf %d %d Td (12.34) Tj ET " % (7 * (n % 85), 3 * (n // 85 % 280)) for n in range(count))


def _again() -> bytes:
    """A form object that draws itself."""
    own = b"/Resources<</XObject<</F 5 0 R>>>>"
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%b/Length 5>>stream\n/F Do\nendstream" % own
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R%b>>" % own
    content = b"<</Length 5>>stream\n/F Do\nendstream"
    return _pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, form])


def _circle() -> bytes:
    """A tree of pages that leads back to itself."""
    return _pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 9>>",
            b"<</Type/Pages/Kids[2 0 R]/Count 9>>",
        ]
    )


def _many_pages(count: int) -> bytes:
    kids = b" ".join([b"3 0 R"] * count)
    return _pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        ]
    )


_BLANKS = b" " * 1024

BAD: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    # nothing in it, or nothing that is known
    "empty.pdf": ("SRC001", lambda: b""),
    "blank.txt": ("SRC001", lambda: b" \r\n\t\x00" * 500),
    "noise.txt": ("SRC004", _noise),
    "noise.pdf": ("SRC002", _noise),
    "noise.docx": ("SRC002", _noise),
    "noise.xlsx": ("SRC002", lambda: b"PK\x03\x04" + _noise()),
    "noise.xls": ("SRC002", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + _noise()),
    "letter.doc": ("SRC002", lambda: _old_word(b"")),
    "letter with a sheet.doc": ("SRC002", lambda: _old_word("Workbook\0".encode("utf-16-le"))),
    "picture.pdf": ("SRC002", lambda: b"\x89PNG\r\n\x1a\n" + _noise()),
    "archive.zip": ("SRC002", lambda: _zip({"../../outside.txt": b"x", "/etc/passwd": b"x"})),
    "torn.html": ("SRC004", lambda: b"<html><meta charset=utf-8><body>" + bytes(range(128, 256)) * 50),
    # cut off
    "cut.pdf": ("SRC006", lambda: good("pdf")[:700]),
    "cut.docx": ("SRC006", lambda: good("docx")[: len(good("docx")) // 2]),
    "cut.xlsx": ("SRC006", lambda: good("xlsx")[: len(good("xlsx")) // 2]),
    "cut.xls": ("SRC002", lambda: good("xls")[: len(good("xls")) // 2]),
    # locked
    "locked.pdf": ("SRC005", _locked_pdf),
    "locked.docx": ("SRC005", _locked_zip),
    "locked.xlsx": ("SRC005", _ole_locked),
    # bombs
    "bomb.docx": ("SRC011", lambda: _word("<w:p/>" + " " * (200 * _MEGA))),
    "lying.docx": ("SRC006", lambda: _lying(_word("<w:p/>" + " " * (200 * _MEGA)))),
    "many.docx": ("SRC011", lambda: _zip({**{f"word/{n}.xml": b"" for n in range(20_000)}, "word/document.xml": b""})),
    "laughs.docx": ("SRC006", lambda: _word("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", _LAUGHS)),
    "laughs.xlsx": ("SRC006", lambda: _sheet('<row r="1"><c r="A1" t="str"><v>&a9;</v></c></row>', _LAUGHS)),
    "outside.docx": ("SRC006", lambda: _word("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", _OUTSIDE)),
    "outside.xlsx": ("SRC006", lambda: _sheet('<row r="1"><c r="A1" t="str"><v>&a9;</v></c></row>', _OUTSIDE)),
    "stream.pdf": (
        "SRC012",
        lambda: _page(_packed(1200 * _MEGA, _BLANKS), filters=b"/Filter[/FlateDecode/FlateDecode]"),
    ),
    # too deep, too large, too many
    "deep.html": ("SRC011", lambda: b"<html><meta charset=utf-8><body>" + b"<div>" * 100_000 + b"x"),
    "deeptables.html": ("SRC011", lambda: b"<html><body>" + b"<table><tr><td>" * 20_000 + b"x"),
    "deep.docx": ("SRC011", lambda: _word(_tables(50_000))),
    "deep.pdf": ("SRC006", lambda: _page(b"q " * 200_000 + b"[" * 200_000)),
    "again.pdf": ("SRC006", _again),
    "circle.pdf": ("SRC006", _circle),
    "wide.html": ("SRC011", lambda: b"<html><body><table>" + b"<tr><td colspan=1000 rowspan=60000>1" * 9000),
    "huge.pdf": ("SRC006", lambda: _page(b"", box=b"[0 0 1000000000 1000000000]")),
    "pages.pdf": ("SRC011", lambda: _many_pages(300_000)),
}
"""By file name: the rule with which it is refused, and how it is made."""

COSTLY: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "bomb.xlsx": ("SRC011", lambda: _sheet(_rows(1_048_576))),
    "cells.html": ("SRC011", lambda: _cells(1_000_100).encode()),
    "cells.docx": ("SRC011", lambda: _word("<w:tbl>" + ("<w:tr>" + "<w:tc/>" * 100 + "</w:tr>") * 10_010 + "</w:tbl>")),
    "cells.txt": ("SRC010", lambda: ("1\t" * 100 + "\n").encode() * 10_000),
    "digits.txt": ("SRC010", lambda: b"9" * (8 * _MEGA)),
    "lines.pdf": ("SRC007", lambda: _page(_lines(150_000))),
    "words.pdf": ("SRC010", lambda: _page(_words(100_000), b"/Font<</F 5 0 R>>")),
}
"""The same, for files that take many seconds."""

HARMLESS: Mapping[str, Callable[[], bytes]] = {
    "really-pdf.docx": lambda: good("pdf", 2),
    "really-docx.pdf": lambda: good("docx", 3),
    "really-html.xls": lambda: good("html", 4),
    "really-text.html": lambda: good("txt", 6),
    "far.xlsx": lambda: _with_far_cell(good("xlsx", 7)),
    "tricks.docx": lambda: _zip(
        {**_parts(good("docx", 8)), "../../../outside.txt": b"x", "/etc/outside": b"x", "word/../../outside": b"x"}
    ),
}
"""Files that look bad and can be read all the same, by name."""
