"""A PDF drawn by hand: text and rules in points from the upper left corner, written out byte for byte.

Chinese is set in a standard font of the Adobe-GB1 collection that is not embedded, as many offices' files have it, so
that any viewer shows it. Digits may be set in one of the fonts that every viewer has, with widths of its own.
"""

import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

SONG, LOOKALIKE, HELVETICA, TIMES = "song", "lookalike", "helvetica", "times"
"""The fonts. Text in LOOKALIKE is shown as it is, and read with radicals in place of some of its characters."""

_SUPPLEMENT = {"民": "⺠", "长": "⻓", "门": "⻔", "车": "⻋", "见": "⻅", "页": "⻚", "青": "⻘"}
RADICALS = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)} | _SUPPLEMENT
"""What a character is read as in LOOKALIKE: the radical that looks like it."""

_WIDTHS = {HELVETICA: (0.556, 0.278, 0.333), TIMES: (0.5, 0.25, 0.333)}
"""Of digits, of point and comma, of hyphen and brackets, in em."""
_RESOURCES = "/Resources<</Font<</song 3 0 R/lookalike 4 0 R/helvetica 5 0 R/times 6 0 R>>>>"


def width(text: str, size: float, font: str = SONG) -> float:
    """How wide a text is set, in points."""
    if font in _WIDTHS:
        digit, point, sign = _WIDTHS[font]
        return size * sum(digit if char.isdigit() else point if char in ".," else sign for char in text)
    return size * sum(0.5 if ord(char) < 0x7F else 1 for char in text)


def can_set(text: str, font: str) -> bool:
    """Whether a font has these characters."""
    return font in (SONG, LOOKALIKE) or all(char in "0123456789.,-()" for char in text)


@dataclass
class Sheet:
    """A page being drawn. ``rotated``: it lies on its side, and the viewer is told to turn it."""

    width: float
    height: float
    rotated: bool = False
    drawn: list[str] = field(default_factory=list)

    def text(self, x: float, baseline: float, text: str, size: float, font: str = SONG, spacing: float = 0) -> None:
        """Set a text from ``x`` on, in one piece; ``spacing`` is added behind each character."""
        coded = f"<{text.encode('utf-16-be').hex()}>" if font in (SONG, LOOKALIKE) else f"({_escaped(text)})"
        wide = f"{spacing:g} Tc " if spacing else ""
        undo = " 0 Tc" if spacing else ""
        place = f"{x:.2f} {self.height - baseline:.2f} Td"
        self.drawn.append(f"BT /{font} {size:g} Tf {wide}{place} {coded} Tj{undo} ET")

    def rule(self, x0: float, top: float, x1: float, bottom: float, filled: bool = False) -> None:
        """A straight rule, stroked or as a thin filled box."""
        y0, y1 = self.height - top, self.height - bottom
        if filled:
            self.drawn.append(f"{x0:.2f} {y1:.2f} {max(x1 - x0, 0.5):.2f} {max(y0 - y1, 0.5):.2f} re f")
        else:
            self.drawn.append(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S")

    def boxes(self, found: Iterable[tuple[float, float, float, float]]) -> None:
        """Boxes (x0, top, x1, bottom) as one stroked path."""
        boxes = [f"{x0:.2f} {self.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re" for x0, y0, x1, y1 in found]
        if boxes:
            self.drawn.append(f"{' '.join(boxes)} S")

    def shade(self, x0: float, top: float, x1: float, bottom: float, grey: float) -> None:
        """A filled box."""
        box = f"{x0:.2f} {self.height - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f}"
        self.drawn.append(f"{grey:g} g {box} re f 0 g")


def document(sheets: Sequence[Sheet], origin: float = 0, compressed: bool = True) -> bytes:
    """The file. ``origin`` is what the lower left corner of each page is called, in both directions."""
    kids = " ".join(f"{9 + 2 * index} 0 R" for index in range(len(sheets)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(sheets)}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[7 0 R]>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/W[1 95 500]"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[-8 -145 1000 859]/ItalicAngle 0"
        b"/Ascent 859/Descent -141/CapHeight 683/StemV 80>>>>",
        _stream(_to_unicode().encode(), compressed),
    ]
    for index, sheet in enumerate(sheets):
        objects += [_page(sheet, 10 + 2 * index, origin), _stream(_content(sheet, origin), compressed)]
    return _written(objects)


def _page(sheet: Sheet, content: int, origin: float) -> bytes:
    across, up = (sheet.height, sheet.width) if sheet.rotated else (sheet.width, sheet.height)
    box = f"{origin:g} {origin:g} {across + origin:g} {up + origin:g}"
    turn = "/Rotate 90" if sheet.rotated else ""
    return f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]{turn}{_RESOURCES}/Contents {content} 0 R>>".encode()


def _content(sheet: Sheet, origin: float) -> bytes:
    matrix = f"0 1 -1 0 {sheet.height + origin:g} {origin:g}" if sheet.rotated else f"1 0 0 1 {origin:g} {origin:g}"
    return "\n".join((f"{matrix} cm 0.5 w", *sheet.drawn)).encode()


def _stream(data: bytes, compressed: bool) -> bytes:
    if compressed:
        data = zlib.compress(data)
    how = b"/Filter/FlateDecode" if compressed else b""
    return b"<<" + how + f"/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _to_unicode() -> str:
    pairs = [f"<{ord(char):04X}> <{ord(radical):04X}>" for char, radical in sorted(RADICALS.items())]
    parts = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    chars = "\n".join(f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Lookalike def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{chars}\nendcmap end end"
    )


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "()\\" else char for char in text)


def _written(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start, count = len(out), len(objects) + 1
    out += f"xref\n0 {count}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
