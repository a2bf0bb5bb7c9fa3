"""A header that a page break cuts in two: its upper rows end one page, the rest stands on the next with the table.

The upper rows alone have fewer columns than the table, so they are put over its columns by where their lines stand.
"""

from collections.abc import Sequence
from dataclasses import replace

from builder.model.document import Cell, Grid
from builder.recognise.sections import Section, Strip
from builder.recognise.unruled import is_page_number

_MOST = 3
"""A header of more rows is not looked for at the end of a page."""
_SHIFT = 30.0
"""How far, in points, a table may be moved aside from one page to the next."""
_NEAR = 6.0
"""How far, in points, lines between the same columns may stand apart besides."""


def with_whole_header(section: Section) -> Section:
    """The section with the upper rows of its header over the columns of the grid on the next page."""
    strips = section.strips
    begin = next((at for at, strip in enumerate(strips) if strip.grid and len(strip.cells) > 1), len(strips))
    end = begin
    while end < len(strips) and strips[end].grid is strips[begin].grid:
        end += 1
    rest = end
    while rest < len(strips) and strips[rest].grid is None and is_page_number(strips[rest]):
        rest += 1
    lead = strips[begin:end]
    base = strips[rest].grid if rest < len(strips) else None
    if not lead or base is None or not _is_upper_part(lead, base, strips[rest]):
        return section
    moved = [_over(strip, base, at - len(lead)) for at, strip in enumerate(lead)]
    return replace(section, strips=(*strips[:begin], *strips[end:rest], *moved, *strips[rest:]))


def _is_upper_part(lead: Sequence[Strip], base: Grid, below: Strip) -> bool:
    """Whether rows without a number end a page, and each of their lines goes on in a grid with more columns."""
    first = lead[0].grid
    if first is None or len(lead) > _MOST or not lead[0].is_set or len(base.edges) <= len(first.edges):
        return False
    is_next = below.location.page == lead[0].location.page + 1
    if not (is_next and first.edges) or any(token.number is not None for strip in lead for token in strip.tokens):
        return False
    shift = base.edges[0] - first.edges[0]
    is_beside = abs(shift) <= _SHIFT and abs(base.edges[-1] - first.edges[-1] - shift) <= _NEAR
    return is_beside and all(abs(base.edges[_line(edge + shift, base)] - edge - shift) <= _NEAR for edge in first.edges)


def _line(edge: float, grid: Grid) -> int:
    return min(range(len(grid.edges)), key=lambda at: abs(grid.edges[at] - edge))


def _over(strip: Strip, base: Grid, row: int) -> Strip:
    """A row with its cells over the columns of a grid, counted as above its first."""
    first = strip.grid
    if first is None:
        return strip
    shift = base.edges[0] - first.edges[0]
    lines = [_line(edge + shift, base) for edge in first.edges]
    cells = tuple(
        Cell(
            row,
            lines[cell.column],
            cell.text,
            cell.location,
            cell.rowspan,
            lines[cell.column + cell.colspan] - lines[cell.column],
        )
        for cell in strip.cells
    )
    return replace(strip, grid=base, cells=cells)
