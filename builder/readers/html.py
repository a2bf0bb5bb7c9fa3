"""HTML: the text and tables of a page as a browser shows them, by lxml (BSD, libxml2's forgiving parser).

Nothing is fetched and nothing is run. Scripts, styles and what the page itself hides are no text. A table that holds
tables only arranges the page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from builder.errors import UnreadableError
from builder.model.document import Cell, Grid, Line, Page
from builder.model.location import Location
from builder.readers._blocks import MOST_CELLS, blocks, line
from builder.readers.text import decoded

FORMAT = "html"
SUFFIXES = (".html", ".htm", ".xhtml")

_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|style|script|table|tbody|tr|div|center|font|p|span|h\d)\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*", re.DOTALL)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_ENCODINGS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8", "utf8": "utf-8"}
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_UNSHOWN = re.compile(
    r"script|style|template|noscript|head|title|iframe|object|svg|math|select|textarea|audio|video|canvas|button"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_INLINE = re.compile(
    r"a|abbr|b|bdi|bdo|big|cite|code|del|em|font|i|img|input|ins|kbd|label|mark|o:p|q|s|samp|small|span|st1|strike"
    r"|strong|sub|sup|tt|u|var|wbr"
)
_TORN = "\ufffd"
_LEAST_WHOLE = 500
"""Of so many characters at most one may be torn."""
_MOST_SPAN = 1000
_MOST_COLUMNS = 10_000
_DEEPEST = 200


def is_mine(data: bytes, name: str) -> bool:
    """Whether the text begins with a tag that begins pages or parts of them."""
    head = data[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")
    begin = _BEGINS.match(head)
    return bool(_TAG.match(head, begin.end() if begin else 0))


def pages(data: bytes) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The one page of the file. Raises UnreadableError: SRC004 encoding, SRC006 broken, SRC011 too large."""
    text = _text(data)
    root = _root(text)
    reader = _Reader()
    reader.walk(root, 0)
    reader.end_line()
    if not reader.blocks:
        raise UnreadableError("SRC006", "网页里没有文字", "the page has no text")
    torn = text.count(_TORN)
    notes = (f"网页里有 {torn} 处文字的编码是坏的，显示为“{_TORN}”",) if torn else ()
    return (Page(1, tuple(reader.blocks)),), notes


def _text(data: bytes) -> str:
    """The characters: what the page says its encoding is, if that fits, else what fits.

    If nothing fits, a page that is torn at few places is read as it says, with a mark where it is torn.
    """
    match = _CHARSET.search(data[:4096])
    encoding = _ENCODINGS.get(match[1].decode().lower(), "ascii") if match else "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        text = decoded(data) or data.decode(encoding, "replace")
    if text.count(_TORN) * _LEAST_WHOLE > len(text):
        raise UnreadableError("SRC004", "文字编码无法确定", "the encoding of the text cannot be told")
    return text


def _root(text: str) -> etree._Element:
    clean = _DECLARATION.sub("", text.replace("\0", "").lstrip("\ufeff"), count=1)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(clean, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("SRC006", "网页损坏或是空的", "the page is broken or empty") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise _too_large()  # the parser went no deeper, and left out what is there
    return root


@dataclass(slots=True)
class _Reader:
    """The blocks read so far and the line that is being read."""

    blocks: list[Line | Grid] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    cells: int = 0

    def walk(self, element: etree._Element, depth: int) -> None:
        """The text of an element and of all in it; elements that are no inline text begin and end lines."""
        if depth > _DEEPEST:
            raise _too_large()
        if element.tag == "table":
            self.end_line()
            self._table(element, depth)
            return
        is_block = not _INLINE.fullmatch(element.tag)
        if is_block:
            self.end_line()
        self.pieces.append(_collapsed(element.text))
        for child in element:
            if _is_shown(child):
                self.walk(child, depth + 1)
            self.pieces.append(_collapsed(child.tail))
        if is_block:
            self.end_line()

    def end_line(self) -> None:
        """Close the current line."""
        text = " ".join("".join(self.pieces).split())
        self.pieces = []
        if text:
            self.blocks.append(line(text, Location(1)))

    def _table(self, table: etree._Element, depth: int) -> None:
        rows = [row for row in table.iterdescendants("tr") if _owner(row) is table and _is_shown_in(row, table)]
        for caption in table.iterchildren("caption"):
            self.walk(caption, depth + 1)
        if any(_is_shown_in(inner, table) for inner in table.iterdescendants("table")):
            for row in rows:
                for cell in row.iterchildren("td", "th"):
                    self.walk(cell, depth + 1)
            return
        found = list(_cells(rows, depth))
        self.cells += len(found)
        if self.cells > MOST_CELLS:
            raise _too_large()
        self.blocks += blocks(found)


def _cells(rows: list[etree._Element], depth: int) -> Iterator[Cell]:
    """The cells at their true columns: those that a cell above or to the left reaches into are passed over."""
    taken: dict[int, int] = {}
    reach = 0
    for number, row in enumerate(rows):
        column = 0
        for element in row.iterchildren("td", "th"):
            while taken.get(column, 0) > number:
                column += 1
            rowspan = min(_span(element, "rowspan") or len(rows), len(rows) - number)
            colspan = min(_span(element, "colspan") or 1, _MOST_SPAN)
            if rowspan > 1:
                reach += colspan
                taken |= dict.fromkeys(range(column, column + colspan), number + rowspan)
            if reach > MOST_CELLS or column > _MOST_COLUMNS:
                raise _too_large()
            text = _cell_text(element, depth) if _is_shown(element) else ""
            yield Cell(number, column, text, Location(1), rowspan, colspan)
            column += colspan


def _cell_text(element: etree._Element, depth: int) -> str:
    inside = _Reader()
    inside.walk(element, depth + 1)
    inside.end_line()
    return "\n".join(block.text for block in inside.blocks if isinstance(block, Line))


def _span(element: etree._Element, name: str) -> int:
    digits = re.match(r"\s*(\d{1,5})", element.get(name, "1"))
    return int(digits[1]) if digits else 1


def _collapsed(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _is_shown(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or _UNSHOWN.fullmatch(element.tag) or "hidden" in element.attrib:
        return False
    return not _HIDDEN.search(element.get("style", ""))


def _owner(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors("table"), None)


def _is_shown_in(element: etree._Element, table: etree._Element) -> bool:
    """Whether nothing between an element and its table hides it."""
    while element is not None and element is not table:
        if not _is_shown(element):
            return False
        element = element.getparent()
    return True


def _too_large() -> UnreadableError:
    return UnreadableError(
        "SRC011", "网页嵌套过深或表格过大，未读取", "the page nests too deep or its tables are too large; not read"
    )
