"""A page of a source without pictures: its lines and tables with every token marked."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from builder.look.account import said
from builder.look.escaped import escaped
from builder.recognise.record import Token
from builder.recognise.sections import Strip
from builder.recognise.sight import Mark


def lines(strips: Sequence[Strip], marked: Mapping[int, Mark]) -> str:
    """The strips from top to bottom, the rows of a grid as a table with its merged cells."""
    found = []
    for grid, group in groupby(strips, key=lambda strip: id(strip.grid) if strip.grid else 0):
        rows = tuple(group)
        found += [_table(rows, marked)] if grid else [_line(strip, marked) for strip in rows]
    return '<div class="lines">\n' + "\n".join(found) + "\n</div>"


def _line(strip: Strip, marked: Mapping[int, Mark]) -> str:
    words = "".join(_token(token, marked) for token in strip.tokens) or escaped(strip.text)
    return f'<div class="line"><span class="no">{strip.location.line or ""}</span>{words}</div>'


def _token(token: Token, marked: Mapping[int, Mark]) -> str:
    mark = marked.get(token.at)
    if mark is None:
        return f'<span class="plain">{escaped(token.text)}</span>'
    return f'<span class="mark {mark.kind}" title="{escaped(said(mark))}">{escaped(token.text)}</span>'


def _table(rows: Sequence[Strip], marked: Mapping[int, Mark]) -> str:
    return "<table>\n" + "\n".join(f"<tr>{''.join(_cells(row, marked))}</tr>" for row in rows) + "\n</table>"


def _cells(row: Strip, marked: Mapping[int, Mark]) -> Iterator[str]:
    """The cells of a row; where the source leaves a place without a cell, an empty one."""
    column = 0
    for cell, token in zip(row.cells, row.tokens, strict=True):
        if row.grid and not row.grid.has_spans:
            yield "<td></td>" * (cell.column - column)
        column = cell.column + cell.colspan
        spans = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        spans += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        yield f"<td{spans}>{_token(token, marked) if token.text else ''}</td>"
