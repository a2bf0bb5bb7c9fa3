"""Characters (or read words) and ruled tables of a page put together to its grids and lines."""

from collections.abc import Sequence

from builder.model.document import Cell, Grid, Line, Word
from builder.model.location import Location
from builder.readers._glyphs import Cut, Glyph, around, joined, lines, parts
from builder.readers._ruling import Lattice, Region
from builder.readers.text import words as split_words


def blocks(glyphs: Sequence[Glyph], tables: Sequence[Lattice], page: int, cut: Cut = parts) -> tuple[Line | Grid, ...]:
    """Grids and the lines outside them, from top to bottom."""
    inside: list[dict[Region, list[Glyph]]] = [{} for _ in tables]
    outside: list[Glyph] = []
    pairs = list(zip(tables, inside, strict=True))
    for glyph in glyphs:
        _, x0, top, x1, bottom = glyph
        for table, cells in pairs:
            if region := table.at((x0 + x1) / 2, (top + bottom) / 2):
                cells.setdefault(region, []).append(glyph)
                break
        else:
            outside.append(glyph)
    found: list[tuple[float, Line | Grid]] = [
        (min(glyph.top for glyph in line), _line(line, page, cut)) for line in lines(outside)
    ]
    found += [
        (table.box.top, _grid(cells, table, page, cut)) for table, cells in zip(tables, inside, strict=True) if cells
    ]
    return tuple(block for _, block in sorted(found, key=lambda pair: pair[0]))


def _grid(cells: dict[Region, list[Glyph]], table: Lattice, page: int, cut: Cut) -> Grid:
    found = [
        Cell(
            row=region.row,
            column=region.column,
            text="\n".join(joined(line, cut) for line in lines(glyphs)),
            location=Location(page, None, around(glyphs)),
            rowspan=region.rowspan,
            colspan=region.colspan,
        )
        for region, glyphs in cells.items()
    ]
    found.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(found), Location(page, None, table.box), edges=table.xs)


def _line(line: Sequence[Glyph], page: int, cut: Cut) -> Line:
    found = [Word(word.text, around(part)) for part in cut(line) for word in split_words(joined(part, cut))]
    return Line(joined(line, cut), tuple(found), Location(page, None, around(line)))
