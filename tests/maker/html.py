"""HTML pages of a printed disclosure, as offices' editors and web sites make them."""

from collections.abc import Iterator, Sequence
from html import escape
from random import Random

from tests.maker.laid import Laid, back, caption_rows, front, table_cells, title_of
from tests.maker.printed import Printed, PrintedTable

ENCODINGS = {"utf-8": "utf-8", "gb18030": "gb2312"}
"""What the file is written in, and what the page says of itself."""


def render(printed: Printed, seed: int) -> bytes:
    """The file; everything that is not said by ``printed`` is drawn by the seed."""
    rng = Random(f"html {seed}")
    encoding = rng.choice(tuple(ENCODINGS))
    body = "\n".join(_body(printed, rng))
    if rng.random() < 0.3:
        body = f'<table border="0" width="100%"><tr><td>首页</td></tr><tr><td>{body}</td></tr></table>'
    doctype = rng.choice(("<!DOCTYPE html>\n", "", '<?xml version="1.0" encoding="utf-8"?>\n' * (encoding == "utf-8")))
    page = (
        f'{doctype}<html><head><meta http-equiv="Content-Type" content="text/html; charset={ENCODINGS[encoding]}">'
        "<title>信息公开</title><style>td{color:red} /* 2024 支出 999.99 */</style></head><body>"
        "<script>var 合计 = 12345.67;</script><!-- 合计 9.99 -->"
        f'<p style="display:none">单位：亿元</p>{body}</body></html>'
    )
    return page.encode(encoding)


def _body(printed: Printed, rng: Random) -> Iterator[str]:
    for text in front(printed, rng):
        yield f"<p>{_inline(text, rng)}</p>"
    for table in printed.tables:
        yield from _table(printed, table, rng)
    for each in printed.behind or back(printed):
        if isinstance(each, str):
            yield f"<div>&nbsp;&nbsp;{_inline(each, rng)}</div>"
        else:
            yield from _form(each)


def _form(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield '<table border="1">'
    for row in rows:
        yield f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>"
    yield "</table>"


def _inline(text: str, rng: Random) -> str:
    """The text in pieces of its own style, as Word leaves them."""
    if rng.random() < 0.7 or len(text) < 4:
        return escape(text)
    at = rng.randrange(1, len(text))
    return f'<span lang="EN-US">{escape(text[:at])}</span><b><span>{escape(text[at:])}</span></b>'


def _table(printed: Printed, table: PrintedTable, rng: Random) -> Iterator[str]:
    width = len(table.columns)
    title = title_of(printed, table, rng)
    captions = caption_rows(printed, table, rng)
    cells = table_cells(table, rng)
    if rng.random() < 0.5:
        yield f"<p align=center>{_inline(title, rng)}</p>"
        yield from (f"<p>{'&emsp;'.join(escape(text) for text in texts)}</p>" for texts in captions)
        yield from _rows(cells, rng)
        yield from (f"<p>{escape(note)}</p>" for note in table.notes)
        return
    above = [Laid(0, 0, title, "title", 1, width)]
    for row, texts in enumerate(captions, start=1):
        if len(texts) == 1:
            above.append(Laid(row, 0, texts[0], "caption", 1, width))
        else:
            above += [Laid(row, 0, texts[0], "caption", 1, width - 1), Laid(row, width - 1, texts[1], "caption")]
    down = 1 + len(captions)
    cells = [Laid(cell.row + down, cell.column, cell.text, cell.kind, cell.rowspan, cell.colspan) for cell in cells]
    below = max(cell.row + cell.rowspan for cell in cells)
    notes = [Laid(below + i, 0, note, "note", 1, width) for i, note in enumerate(table.notes)]
    yield from _rows([*above, *cells, *notes], rng)


def _rows(cells: Sequence[Laid], rng: Random) -> Iterator[str]:
    """The table; end tags may be left out, as HTML allows."""
    closes = rng.random() < 0.8
    cell_end, row_end = ("</td>", "</tr>") if closes else ("", "")
    by_row: dict[int, list[Laid]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        by_row.setdefault(cell.row, []).append(cell)
    yield rng.choice(("<table border=1>", '<table class="MsoNormalTable"><tbody>'))
    for row in range(max(by_row) + 1):
        parts = [f"<td{_spans(cell)}>{_content(cell, rng)}{cell_end}" for cell in by_row.get(row, ())]
        yield f"<tr>{''.join(parts)}{row_end}"
    yield "</table>"


def _spans(cell: Laid) -> str:
    rowspan = f" rowspan={cell.rowspan}" if cell.rowspan > 1 else ""
    return rowspan + (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "")


def _content(cell: Laid, rng: Random) -> str:
    if not cell.text:
        return rng.choice(("", "&nbsp;", "<p><o:p>&nbsp;</o:p></p>"))
    text = escape(cell.text)
    if cell.kind == "item" and len(text) > 6 and "&" not in text and rng.random() < 0.2:
        text = f"{text[:4]}<br>{text[4:]}"
    return rng.choice((text, f"<p class=MsoNormal>{text}</p>", f"\n  <span>{text}</span>\n"))
