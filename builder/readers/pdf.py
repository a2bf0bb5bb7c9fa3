"""PDF: words and ruling lines with their positions, by PDFium.

Measured on genuine files: PDFium gives the text of 50 pages in 0.07 s and the character boxes of six table pages in
0.02 s, where pdfplumber's table extraction takes 1.8 s. Pages with ruling lines become grids, and only they and pages
with numbers that stand apart are read word by word; of the other pages the lines are taken as PDFium has them. A page
that is a picture was not read, and says so; where it is asked for, and the optional extra is there, it is read by text
recognition, and says that.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import groupby

import pypdfium2
from pypdfium2 import raw

from builder.errors import UnreadableError
from builder.model.document import Grid, Line, Page
from builder.readers import _pdfium, _pdfpicture
from builder.readers._pageparts import blocks
from builder.readers._pdflines import plain_lines
from builder.readers._pdfpaths import Frame, Strokes, collect
from builder.readers._pdfwords import words
from builder.readers._ruling import lattices

FORMAT = "pdf"
SUFFIXES = (".pdf",)
HAS_PICTURES = True
"""Whether pages may be pictures, which ``pages(data, ocr=True)`` reads too."""

_DRAWN = 100
"""A page without text that has so many drawings shows its characters as drawings."""
_MOST_PAGES = 5000
"""The longest genuine files have some hundreds."""
_AT_ONCE, _MOST_DRAWN = 25, 50_000
"""So many pages are open at a time, fewer if so much is drawn on them."""
_NUMBERING = re.compile(r"[\s\d\-–—·/,第共页]*")
_LOCKED = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
_Opened = tuple[_pdfium.Handle, _pdfium.Handle]
"""A page and its text."""
_EXTRA = "pip install 'mingzhang[ocr]'"


def is_mine(data: bytes, name: str) -> bool:
    """Whether the file begins as a PDF does (some writers put a few bytes in front)."""
    return b"%PDF-" in data[:1024]


def pages(data: bytes, ocr: bool = False) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The pages and notes on those that were not read; with ``ocr`` pictures are read by text recognition.

    Raises UnreadableError: SRC005 encrypted, SRC006 broken or without a word, SRC007 pictures only, SRC011 too large.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium's code may be that of an earlier file, so the file must say itself that it is encrypted.
        if getattr(error, "err_code", None) in _LOCKED and b"/Encrypt" in data:
            raise UnreadableError("SRC005", "文件已加密，请提供未加密的版本", "the file is encrypted") from error
        raise UnreadableError("SRC006", "PDF 文件损坏或不完整", "the PDF is broken or incomplete") from error
    with document:
        if len(document) > _MOST_PAGES:
            raise UnreadableError(
                "SRC011", f"多于 {_MOST_PAGES} 页，未读取", f"more than {_MOST_PAGES} pages; not read"
            )
        found = list(_pages(document))
        if ocr:
            found = [_recognised(document, page) if page.is_image else page for page in found]
    if all(page.is_broken for page in found):
        raise UnreadableError("SRC006", "PDF 文件没有能读的页", "the PDF has no pages that can be read")
    if not any(page.is_image or page.by_ocr or page.blocks for page in found):
        raise UnreadableError("SRC006", "PDF 文件里一个字也没有", "there is not a word in the PDF")
    if all(page.is_image or not page.blocks for page in found):
        raise _only_pictures(ocr)
    return tuple(found), _notes(found)


def picture(data: bytes, page: int, scale: float) -> bytes:
    """The page (1-based) as a grey PNG with ``scale`` pixels per point; raises IndexError if there is no such page."""
    return _pdfpicture.picture(data, page, scale)


def _only_pictures(ocr: bool) -> UnreadableError:
    if ocr:
        return UnreadableError("SRC007", "全部是图片，文字识别没有读出文字", "only pictures, no text was recognised")
    chinese = f"全部是扫描图片，没有文字，未读取；可装可选的文字识别（{_EXTRA}）后加 --ocr"
    return UnreadableError("SRC007", chinese, f"only scanned pictures, not read; run {_EXTRA} and add --ocr")


def _notes(found: Sequence[Page]) -> tuple[str, ...]:
    notes = [f"第 {page.number} 页是图片，未读取" for page in found if page.is_image]
    notes += [f"第 {page.number} 页损坏，未读取" for page in found if page.is_broken]
    for _, run in groupby(enumerate(page.number for page in found if page.by_ocr), key=lambda pair: pair[1] - pair[0]):
        pages = [number for _, number in run]
        which = f"{pages[0]}" if len(pages) == 1 else f"{pages[0]} 至 {pages[-1]}"
        notes.append(f"第 {which} 页由文字识别（OCR）读出")
    return tuple(notes)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    """The pages; some are opened before they are read, as both works are faster done by themselves than in turns."""
    number = 1
    while number <= len(document):
        with ExitStack() as stack:
            opened = list(_some(document, number - 1, stack))
            for page in opened:
                yield _read(*page, number) if page else Page(number, (), is_broken=True)
                number += 1


def _some(document: pypdfium2.PdfDocument, start: int, stack: ExitStack) -> Iterator[_Opened | None]:
    """The next pages, opened, as many as are held at a time."""
    room = _MOST_DRAWN
    for index in range(start, min(start + _AT_ONCE, len(document))):
        page = _opened(document, index, stack)
        yield page
        room -= _pdfium.drawn(*page) if page else 0
        if room <= 0:
            break


def _opened(document: pypdfium2.PdfDocument, index: int, stack: ExitStack) -> _Opened | None:
    """A page (from 0) that is open as long as the stack is; None where it is broken."""
    try:
        return stack.enter_context(_pdfium.opened(document, index))
    except pypdfium2.PdfiumError:
        return None


def _read(page: _pdfium.Handle, text: _pdfium.Handle, number: int) -> Page:
    width, height = _pdfium.size(page)
    frame = Frame.of(page)
    strokes = Strokes([], [])
    has_image = collect(page, frame, strokes)
    if len(strokes.horizontal) >= 2 and strokes.vertical:
        found = blocks(words(text, frame), lattices(strokes.horizontal, strokes.vertical), number)
    else:
        plain = plain_lines(text, frame, number)
        found = blocks(words(text, frame), (), number) if plain is None else plain
    is_drawn = has_image or raw.FPDFPage_CountObjects(page) >= _DRAWN
    return Page(number, found, is_image=is_drawn and _is_bare(found), width=width, height=height)


def _is_bare(found: Sequence[Line | Grid]) -> bool:
    """Whether a page has no text but its own number."""
    return all(isinstance(block, Line) and _NUMBERING.fullmatch(block.text) for block in found)


def _recognised(document: pypdfium2.PdfDocument, page: Page) -> Page:
    """A picture as text recognition reads it."""
    from builder.readers import _ocr  # noqa: PLC0415 - an optional extra

    scale = min(_ocr.DPI / 72, _ocr.MOST_PIXELS / max(page.width, page.height))
    shown = document[page.number - 1]
    try:
        picture = shown.render(scale=scale, grayscale=True).to_numpy()
    finally:
        shown.close()
    found = _ocr.read(picture.reshape(picture.shape[:2]), scale, page.number)
    return replace(page, blocks=found, is_image=False, by_ocr=True)
