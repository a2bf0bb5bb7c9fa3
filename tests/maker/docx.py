"""Word files of a printed disclosure, made by python-docx with tables as Word and WPS write them."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.maker.laid import Laid, back, caption_rows, front, table_cells, title_of
from tests.maker.printed import Printed, PrintedTable


def render(printed: Printed, seed: int) -> bytes:
    """The file; everything that is not said by ``printed`` is drawn by the seed."""
    rng = Random(f"docx {seed}")
    document = docx.Document()
    for text in front(printed, rng):
        document.add_paragraph(text)
    for table in printed.tables:
        _table(document, printed, table, rng)
    for text in back(printed):
        paragraph = document.add_paragraph()
        at = rng.randrange(len(text))
        paragraph.add_run(text[:at])
        paragraph.add_run(text[at:]).bold = True
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: docx.document.Document, printed: Printed, table: PrintedTable, rng: Random) -> None:
    width = len(table.columns)
    cells = table_cells(table, rng)
    captions = caption_rows(printed, table, rng)
    if rng.random() < 0.5:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    if rng.random() < 0.7:
        document.add_paragraph(title_of(printed, table, rng))
        for texts in captions:
            document.add_paragraph(rng.choice(("\t", "        ")).join(texts))
    else:
        above = [(title_of(printed, table, rng),), *captions]
        cells = [replace(cell, row=cell.row + len(above)) for cell in cells]
        for row, texts in enumerate(above):
            cells.append(Laid(row, 0, texts[0], "caption", 1, width if len(texts) == 1 else width - 1))
            cells += [Laid(row, width - 1, text, "caption") for text in texts[1:]]
    for part in _parts(cells, table, rng):
        document.element.body.insert_element_before(parse_xml(_xml(part, width, rng)), "w:sectPr")
        document.add_paragraph()
    for note in table.notes:
        document.add_paragraph(note)


def _parts(cells: Sequence[Laid], table: PrintedTable, rng: Random) -> list[list[Laid]]:
    """The table whole, or in two as a page turn leaves it, the header repeated or not."""
    rows = max(cell.row + cell.rowspan for cell in cells)
    body = min((cell.row for cell in cells if cell.kind not in ("caption", "head")), default=rows)
    if rng.random() < 0.7 or rows - body < 6:
        return [list(cells)]
    cut = rng.randrange(body + 2, rows - 2)
    first = [cell for cell in cells if cell.row < cut]
    head = [cell for cell in cells if cell.kind == "head"] if rng.random() < 0.5 else []
    start = min((cell.row for cell in head), default=body)
    again = [replace(cell, row=cell.row - start) for cell in head]
    down = cut - (body - start)
    return [first, [*again, *(replace(cell, row=cell.row - down) for cell in cells if cell.row >= cut)]]


def _xml(cells: Sequence[Laid], width: int, rng: Random) -> str:
    at = {(cell.row, cell.column): cell for cell in cells}
    covered = {(row, cell.column): cell for cell in cells for row in range(cell.row + 1, cell.row + cell.rowspan)}
    height = max(cell.row + cell.rowspan for cell in cells)
    rows = [f"<w:tr>{''.join(_row(row, width, at, covered, rng))}</w:tr>" for row in range(height)]
    grid = "<w:gridCol w:w='900'/>" * width
    return f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _row(
    row: int, width: int, at: dict[tuple[int, int], Laid], covered: dict[tuple[int, int], Laid], rng: Random
) -> Iterator[str]:
    column = 0
    while column < width:
        cell, above = at.get((row, column)), covered.get((row, column))
        span = (cell or above).colspan if cell or above else 1
        merge = "<w:vMerge/>" if above else '<w:vMerge w:val="restart"/>' if cell and cell.rowspan > 1 else ""
        flat = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        yield f"<w:tc><w:tcPr>{flat}{merge}</w:tcPr>{_paragraphs(cell.text if cell else '', rng)}</w:tc>"
        column += span


def _paragraphs(text: str, rng: Random) -> str:
    """The text in one paragraph, in runs as Word splits them; a deleted and a hidden run are no text."""
    at = rng.randrange(len(text) + 1)
    runs = [f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (text[:at], text[at:]) if part]
    if rng.random() < 0.03:
        runs.append('<w:del w:id="1" w:author="a"><w:r><w:delText>99.99</w:delText></w:r></w:del>')
        runs.append("<w:r><w:rPr><w:vanish/></w:rPr><w:t>88.88</w:t></w:r>")
    return f"<w:p>{''.join(runs)}</w:p>"
