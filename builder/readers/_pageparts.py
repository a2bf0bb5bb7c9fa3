"""Characters (or read words) and ruled tables of a page put together to its grids and lines."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, pairwise
from operator import attrgetter

from builder.model.document import Cell, Grid, Line, Word
from builder.model.location import Box, Location
from builder.readers import _rowparts
from builder.readers._glyphs import Cut, Glyph, around, is_one_number, joined, lines, parts
from builder.readers._ruling import Lattice, Region
from builder.readers.text import split

_SIGNS = frozenset("-－−+＋△▲（(")
_TALLER = 1.3
"""What is higher than its cell by more than this factor is written across the table, not in it."""
_LARGE = 1.8
"""Characters so many times as high as those of the page are no text of a table if they cross its rules."""
Row = dict[Region, list[Glyph]]
Cells = dict[int, Row]
"""What stands in the cells of a table, row by row."""
Placed = tuple[int, Region, list[Glyph]]
"""A cell with the number of its row."""
_LEAST_HEIGHT = 16.0
"""A row lower than this, in points, does not hold two lines."""


def blocks(glyphs: Iterable[Glyph], tables: Sequence[Lattice], page: int, cut: Cut = parts) -> tuple[Line | Grid, ...]:
    """Grids and the lines outside them, from top to bottom."""
    inside: list[Cells] = [{} for _ in tables]
    outside: list[Glyph] = []
    every = list(glyphs)
    _sort(every, list(zip(tables, inside, strict=True)), outside, cache(lambda: _LARGE * _usual(every, tables)))
    grids: list[tuple[float, Line | Grid]] = []
    for table, cells in zip(tables, inside, strict=True):
        told = _told_apart(cells)
        if told is None:
            outside += (glyph for row in cells.values() for found in row.values() for glyph in found)
        elif told:
            grids.append((table.box.top, _grid(told, table, page, cut)))
    found = grids + [(min(glyph.top for glyph in line), _line(line, page, cut)) for line in lines(outside)]
    return tuple(block for _, block in sorted(found, key=lambda pair: pair[0]))


def _sort(
    glyphs: Iterable[Glyph],
    tables: Sequence[tuple[Lattice, Cells]],
    outside: list[Glyph],
    most: Callable[[], float],
) -> None:
    """Each character or word to the cell that its middle is in; a word that is not all in one cell by character.

    A number that is drawn as one is too wide for its cell rather than in two: its digits stay together. What is higher
    than ``most`` and not all in one cell is written across the table, and not in it.
    """
    for glyph in glyphs:
        _, x0, top, x1, bottom, _, _, letters, _ = glyph
        for table, cells in tables:
            region = table.at((x0 + x1) / 2, (top + bottom) / 2)
            if not table.has_whole(region, x0, top, x1, bottom):
                if bottom - top > most():
                    outside.append(glyph)
                    break
                if letters and (pieces := _pieces(glyph, table)):
                    _sort(pieces, tables, outside, most)
                    break
            if region and bottom - top <= _TALLER * (region.bottom - region.top):
                cells.setdefault(region[0], {}).setdefault(region, []).append(glyph)
                break
        else:
            outside.append(glyph)


def _pieces(word: Glyph, table: Lattice) -> Sequence[Glyph]:
    """The characters of a word that stands in more than one cell; none if it is one number, too wide for its cell."""
    letters = word.letters() if word.letters else ()
    if any(map(str.isdigit, word.char)) and _is_parted(word, letters, table):
        return letters
    return () if is_one_number(word) else _signed(letters)


def _is_parted(word: Glyph, letters: Sequence[Glyph], table: Lattice) -> bool:
    """Whether the file writes a word in pieces of which each ends where its cell does: a number is written in one."""
    cells = [table.at((x0 + x1) / 2, (top + bottom) / 2) for _, x0, top, x1, bottom, *_ in letters]
    ends = [place for place, (one, other) in enumerate(pairwise(cells), start=1) if one != other]
    return bool(ends) and word.letters is not None and word.letters.seams() == ends


def _usual(glyphs: Iterable[Glyph], tables: Sequence[Lattice]) -> float:
    """How high the characters in tables usually are: most are no higher, the ideographs among them."""
    heights = sorted([(glyph[4] - glyph[2], len(glyph[0])) for glyph in _in_part(glyphs, tables)])
    rest = sum([count for _, count in heights]) * 2 // 5
    for height, count in reversed(heights):
        rest -= count
        if rest < 0:
            return height
    return 0


def _in_part(glyphs: Iterable[Glyph], tables: Sequence[Lattice]) -> list[Glyph]:
    """The characters or words that stand in a table, or partly so."""
    edges = [(table.xs[0], table.ys[0], table.xs[-1], table.ys[-1]) for table in tables]
    if len(edges) != 1:
        return [each for each in glyphs if any(_meet(each, *of_table) for of_table in edges)]
    ((left, high, right, low),) = edges
    return [each for each in glyphs if left < each[3] and each[1] < right and high < each[4] and each[2] < low]


def _meet(glyph: Glyph, left: float, high: float, right: float, low: float) -> bool:
    return left < glyph[3] and glyph[1] < right and high < glyph[4] and glyph[2] < low


def _signed(letters: Sequence[Glyph]) -> list[Glyph]:
    """The characters of a word that is cut at a rule, but never between a sign and its number."""
    found: list[Glyph] = []
    for glyph in letters:
        if found and found[-1].char in _SIGNS and glyph.char.isdigit():
            sign = found.pop()
            top, bottom = min(sign.top, glyph.top), max(sign.bottom, glyph.bottom)
            edges = (min(sign.x0, glyph.x0), top, glyph.x1, bottom)
            found.append(Glyph(sign.char + glyph.char, *edges, *glyph[5:7], at=sign.at))
        else:
            found.append(glyph)
    return found


def _told_apart(cells: Cells) -> list[Placed] | None:
    """The cells with the number of their row; None if a row surely holds more than one and it is not certain which.

    Where there are rules between columns alone, all rows stand between the same two.
    """
    found: list[Placed] = []
    shift = 0
    for number, row in sorted(cells.items()):
        parts = _parts(row)
        if parts is None:
            return None
        if not parts:
            found += [(number + shift, region, glyphs) for region, glyphs in row.items()]
            continue
        at = {region.column: region for region in row}
        found += ((number + shift + k, at[c], glyphs) for k, part in enumerate(parts) for c, glyphs in part.items())
        shift += len(parts) - 1
    return found


def _parts(row: Row) -> Sequence[Mapping[int, list[Glyph]]] | None:
    """The rows that a row holds, none if it is but one; None if it is not certain what stands in which."""
    if max(map(len, row.values())) == 1:
        return ()
    heights = [region.bottom - region.top for region in row if region.rowspan == 1]
    if max(heights, default=0) < _LEAST_HEIGHT:
        return ()
    columns = {region.column: glyphs for region, glyphs in row.items()}
    return _rowparts.split(columns) if _rowparts.holds_rows(columns) else ()


def _grid(cells: Sequence[Placed], table: Lattice, page: int, cut: Cut) -> Grid:
    found = [
        Cell(row, region[1], _text(glyphs, cut), Location(page, None, around(glyphs)), region[2], region[3])
        for row, region, glyphs in cells
    ]
    found.sort(key=attrgetter("row", "column"))
    return Grid(tuple(found), Location(page, None, table.box), edges=table.xs)


def _text(glyphs: Sequence[Glyph], cut: Cut) -> str:
    if len(glyphs) == 1:
        return glyphs[0][0]
    return "\n".join(joined(line, cut) for line in lines(glyphs))


def _line(line: Sequence[Glyph], page: int, cut: Cut) -> Line:
    pieces = list(cut(line))
    texts = ["".join([glyph[0] for glyph in piece]) for piece in pieces]
    words = chain.from_iterable(map(_words, pieces, texts))
    return Line(" ".join(texts), tuple(words), Location(page, None, around(line)))


def _words(part: Sequence[Glyph], text: str) -> list[Word]:
    """The words of a part of a line; a number and the name that it touches (20828人员) each with its own edges."""
    whole = around(part)
    if len(text) == 1 and text.isascii():
        return [Word(text, whole)]
    found = split(text)
    if len(found) > 1 and "".join(found) == text:
        edges = _edges(part, list(accumulate(map(len, found))))
        if edges:
            boxes = (Box(x0, whole.top, x1, whole.bottom) for x0, x1 in edges)
            return list(map(Word, found, boxes))
    return [Word(word, whole) for word in found]


def _edges(part: Sequence[Glyph], ends: Iterable[int]) -> list[tuple[float, float]] | None:
    """Left and right of what stands up to each of these places of a part's text; None if it cannot be cut at one."""
    lefts, rights = [part[0].x0], []
    places, at = iter(ends), 0
    place = next(places)
    for glyph, after in zip(part, [*part[1:], part[-1]], strict=True):
        start, at = at, at + len(glyph.char)
        while place < at:
            if not glyph.letters:
                return None
            right, left = glyph.letters.beside(place - start)
            rights.append(right)
            lefts.append(left)
            place = next(places)
        if place == at:
            rights.append(glyph.x1)
            lefts.append(after.x0)
            place = next(places, at)
    return list(zip(lefts, rights, strict=False))
