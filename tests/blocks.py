"""A document of lines and tables as a file: text with tabs or with blanks, HTML, or Word."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import docx

FORMATS = ("tabs", "blanks", "html", "docx")
Rows = Sequence[Sequence[str]]
Block = str | Rows


def save(folder: Path, kind: str, parts: Sequence[Block]) -> Path:
    """The file; ``kind`` is one of FORMATS. With blanks empty cells are lost."""
    path = folder / f"a.{kind if kind in ('html', 'docx') else 'txt'}"
    if kind == "docx":
        _write_docx(path, parts)
    elif kind == "html":
        body = "".join(f"<p>{escape(each)}</p>" if isinstance(each, str) else _html(each) for each in parts)
        path.write_text(f"<html><meta charset=utf-8><body>{body}</body></html>", encoding="utf-8")
    else:
        path.write_text("\n".join(line for each in parts for line in _lines(each, kind)) + "\n", encoding="utf-8")
    return path


def _lines(block: Block, kind: str) -> list[str]:
    if isinstance(block, str):
        return [block]
    return ["\t".join(row) if kind == "tabs" else " ".join(filter(None, row)) for row in block]


def _html(rows: Rows) -> str:
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _write_docx(path: Path, parts: Sequence[Block]) -> None:
    document = docx.Document()
    for each in parts:
        if isinstance(each, str):
            document.add_paragraph(each)
            continue
        grid = document.add_table(len(each), len(each[0]))
        for at, row in enumerate(each):
            for column, text in enumerate(row):
                grid.cell(at, column).text = text
    document.save(str(path))
