"""Plain text: UTF-8, UTF-16 and GB18030; columns separated by tabs, by bars, or lost in blanks.

Lines with tabs become grids, since a tab says which column a cell is in. In all other lines only the words are known:
a page saved as text with ``|`` between the cells may have lost the empty ones, or have them all at the end of the row.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import overload

from builder.errors import UnreadableError
from builder.model.document import Cell, Grid, Line, Page, Word
from builder.model.location import Location

FORMAT = "text"
SUFFIXES = (".txt", ".text", ".tsv", ".md")

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—·•]\s*)?(?:第\s*)?\d{1,3}(?:\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)?(?:\s*[-–—·•])?\s*"
)
_BROKEN_NUMBER = re.compile(
    r"(?<![\d.])(\d{1,3}(?:,\d{3})*|\d+)(?:\s*([.])\s+|\s+([.])\s*)(?!(?:19|20)\d\d\s*年)(\d{1,6})(?![\d.])"
)
_BROKEN_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:\s?,\s?\d{3})+(?![\d,])")
_NUMBER = r"(?:[-+－−△▲]?\d[\d,]*(?:\.\d+)?|[（(]\d[\d,]*\.\d+[）)])"
_COUNTER = r"年(?!\s*[初末])|日(?!\s*常)|个(?!\s*人)|人(?!\s*员)|项(?!\s*目)|[月号次届级期]"
_GLUED = re.compile(
    rf"(?<=[\u3400-\u9fff）)])(?={_NUMBER}(?:\s|$|[\u3400-\u9fff]))"  # 支出32
    r"|(?:(?<=\.\d)|(?<=\.\d\d)|(?<=\.\d\d\d\d)|(?<=\.\d\d\d\d\d\d))(?=[\u3400-\u9fff（(])"  # 0.66年末结转
    rf"|(?<=\d)(?<!(?<!\d)19\d\d(?=年))(?<!(?<!\d)20\d\d(?=年))(?=[\u3400-\u9fff（(])(?!{_COUNTER})"  # 39一、
    r"|(?<=[\u3400-\u9fff])(?=[-—–]+(?:\s|$))"  # 行政运行—
)
_MAY_BE_GLUED = re.compile(r"[\d—–-]")
"""Without a digit or a dash a line has no number, and neither of the patterns above finds anything."""
_MARKED = re.compile(r"#{1,6}[ \t]+(\S.*?)[ \t#]*|\*\*([^*]+)\*\*\s*")
_RULE = re.compile(r"[\s|:+=-]*")
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff]")
_CONTROL = frozenset(chr(code) for code in range(32) if chr(code) not in "\t\n\r\f")


def is_mine(data: bytes, name: str) -> bool:
    """Whether the bytes are text: no other format's signature, and decodable or called text."""
    if data.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return False
    if data.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html", b"<?xml")):
        return False
    return decoded(data) is not None or name.lower().endswith(".txt")


def decoded(data: bytes) -> str | None:
    """The text, by byte order mark, strict UTF-8, then strict GB18030 that looks like Chinese; None if undecidable."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strict(data, encoding)
    for encoding in ("utf-8", *_utf16_without_mark(data), "gb18030"):
        text = _strict(data, encoding)
        if text is not None and _plausible(text, encoding):
            return text
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(data: bytes) -> tuple[str, ...]:
    """A file with many zero bytes is UTF-16; which end comes first shows in where the zeros stand."""
    zeros = data[:4000].count(0)
    if zeros * 20 < len(data[:4000]):
        return ()
    return ("utf-16-le",) if data[1:4000:2].count(0) >= data[0:4000:2].count(0) else ("utf-16-be",)


def _plausible(text: str, encoding: str) -> bool:
    """No control or private characters, and letters that are mostly ASCII or common Chinese.

    GB18030 decodes almost any bytes, so decoding alone proves nothing: Big5 read as GB18030 gives rare ideographs.
    UTF-8 proves itself; text taken out of a PDF has a few private characters (bullets), and marks of what was lost.
    """
    strange = len(_STRANGE.findall(text))
    if strange * 100 > (len(text) if encoding == "utf-8" else 0) or not _CONTROL.isdisjoint(text):
        return False
    ideographs = [char for char in text if "\u3400" <= char <= "\u9fff" or char > "\uffff"]
    # GB2312 holds the common ideographs; a real text of an office has hardly any other.
    rare = sum(1 for char in ideographs if not _in_gb2312(char))
    return rare * 20 <= len(ideographs)


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def pages(data: bytes) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The pages (a form feed ends one) and the reader's notes.

    Lines are counted from 1 over the whole file, by line feeds alone. Raises UnreadableError (SRC004) if undecidable.
    """
    text = decoded(data)
    if text is None:
        raise UnreadableError("SRC004", "文字编码无法确定", "the encoding of the text cannot be told")
    number, found = 1, []
    for index, part in enumerate(text.split("\f"), start=1):
        lines = part.split("\n")
        found.append(Page(index, tuple(_blocks(lines, number, index))))
        number += len(lines) - 1
    return tuple(found), ()


def _blocks(texts: list[str], first: int, page: int) -> Iterator[Line | Grid]:
    """Lines, and grids of neighbouring lines with tabs (blank lines between rows of one grid are passed over)."""
    rows: list[tuple[int, str]] = []
    for number, text in enumerate(_without_bars([_unmarked(raw.rstrip("\r")) for raw in texts]), start=first):
        if "\t" in text:
            rows.append((number, text))
            continue
        if rows and text.strip():
            yield _grid(rows, page)
            rows = []
        if text.strip() and not _is_page_number(text):
            yield Line(text, Words(text), Location(page, number))
    if rows:
        yield _grid(rows, page)


def _unmarked(text: str) -> str:
    """A line without Markdown's marks of a heading, or of a whole line in bold."""
    marked = _MARKED.fullmatch(text) if text[:1] in ("#", "*") else None
    return marked[1] or marked[2] if marked else text


def _without_bars(texts: Sequence[str]) -> Iterator[str]:
    """The lines, those with ``|`` between cells with tabs instead, or with blanks where empty cells may be lost.

    Empty cells are there if all neighbouring rows have as many, and one of them has an empty cell before a full one.
    """
    for has_bars, run in groupby(texts, _has_bars):
        if not has_bars:
            yield from run
            continue
        rows = [[] if _RULE.fullmatch(text) else _cells(text) for text in run]
        is_whole = len({len(row) for row in rows if row}) == 1 and any(map(_has_gap, rows))
        yield from (("\t" if is_whole else "  ").join(row if is_whole else filter(None, row)) for row in rows)


def _has_bars(text: str) -> bool:
    """Whether a line is a row of cells: two bars, or one at its end; where tabs part the cells bars are text."""
    return "|" in text and "\t" not in text and (text.count("|") > 1 or text.rstrip().endswith("|"))


def _cells(text: str) -> list[str]:
    return [" ".join(cell.split()) for cell in text.strip().removeprefix("|").removesuffix("|").split("|")]


def _has_gap(cells: Sequence[str]) -> bool:
    """Whether an empty cell stands before a full one."""
    return "" in cells and any(cells[cells.index("") :])


def _is_page_number(text: str) -> bool:
    """``- 15 -``, ``第 3 页 共 9 页`` or a bare number of up to three digits with a sign that it is one."""
    return bool(_PAGE_NUMBER.fullmatch(text)) and not text.strip().isdigit()


def _grid(rows: list[tuple[int, str]], page: int) -> Grid:
    cells = [
        Cell(row, column, text.strip(), Location(page, number))
        for row, (number, line) in enumerate(rows)
        for column, text in enumerate(line.split("\t"))
        if text.strip()
    ]
    return Grid(tuple(cells), Location(page, rows[0][0]), has_spans=False)


class Words(Sequence[Word]):
    """The words of a line, split when they are asked for: nobody asks for those of most sentences."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def found(self) -> tuple[Word, ...]:
        """The words."""
        return tuple(map(Word, split(self.text)))

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, index: int | slice) -> Word | tuple[Word, ...]:
        return self.found[index]

    def __len__(self) -> int:
        return len(self.found)

    def __eq__(self, other: object) -> bool:
        return tuple(other) == self.found if isinstance(other, tuple | Words) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.found)

    def __repr__(self) -> str:
        return repr(self.found)


def split(text: str) -> list[str]:
    """The words of a line: split at blanks and between a number and the name glued to it, broken numbers joined."""
    whole = unicodedata.normalize("NFC", text)
    if not _MAY_BE_GLUED.search(whole):
        return whole.split()
    if "," in whole:
        whole = _BROKEN_THOUSANDS.sub(lambda match: "".join(match[0].split()), whole)
    if "." in whole:
        whole = _BROKEN_NUMBER.sub(r"\1.\4", whole)
    return [part for run in _GLUED.split(whole) for part in run.split()]
