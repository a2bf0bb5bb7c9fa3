"""A table that goes on in a later grid of a source without positions: which of its columns is which of the first.

A spreadsheet or a text document may count the columns of the next part anew, so the numbers alone prove nothing. A
repeated header tells; without one, words below an amount or an amount below a name show that the columns have moved,
and then no number of the part has a column.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from builder.model.document import Cell, Grid
from builder.recognise.columns import stacks
from builder.recognise.frame import Role
from builder.recognise.gridhead import is_header_again
from builder.recognise.header import seems_to_count
from builder.recognise.sections import Strip
from builder.standards.text import key


def turned(strips: Sequence[Strip], first: Grid, head: Sequence[Cell]) -> list[Strip]:
    """The strips with the columns of later parts named as in the first, where a repeated header tells which is which.

    A column that the repeated header does not have gets none.
    """
    columns: dict[int, dict[int, int]] = {}
    for part in _later_parts(strips, first):
        lead = list(takewhile(lambda row: is_header_again(row, head), part))
        if lead:
            columns[id(part[0].grid)] = _matching(
                head, [cell for row in lead if _names(row, head) for cell in row.cells]
            )
    return [_renamed(strip, columns[id(strip.grid)]) if id(strip.grid) in columns else strip for strip in strips]


def fitting(strips: Sequence[Strip], first: Grid, head: Sequence[Cell], found: Mapping[int, Role]) -> list[Strip]:
    """The strips without the columns of later parts whose cells are not of the kinds that the columns hold."""
    parts = [[row for row in part if not is_header_again(row, head)] for part in _later_parts(strips, first)]
    moved = {id(row.grid) for part in parts for row in part if _misfits(row, found)}
    return [_renamed(strip, {}) if id(strip.grid) in moved else strip for strip in strips]


def _names(row: Strip, head: Sequence[Cell]) -> bool:
    """Whether a row of a repeated header names columns as the first header does: 类 款 项 1 2 3 may be below it."""
    texts = {key(cell.text) for cell in head}
    return not seems_to_count(row) or all(key(cell.text) in texts for cell in row.cells)


def _later_parts(strips: Iterable[Strip], first: Grid) -> list[list[Strip]]:
    """The rows of each later grid that tells merged cells and no positions."""
    parts: dict[int, list[Strip]] = {}
    for strip in strips:
        if strip.grid and strip.grid is not first and strip.grid.has_spans and not strip.grid.edges:
            parts.setdefault(id(strip.grid), []).append(strip)
    return list(parts.values())


def _renamed(strip: Strip, columns: Mapping[int, int]) -> Strip:
    tokens = (token.in_column(columns.get(-1 if token.column is None else token.column)) for token in strip.tokens)
    return replace(strip, moved=tuple(tokens))


def _matching(head: Sequence[Cell], again: Sequence[Cell]) -> dict[int, int]:
    """Which column of the first header each column of the repeated one is, from left to right by the texts above it."""
    known, above = stacks(head), stacks(again)
    places = [column for column, _ in _leaves(head)]
    matched: dict[int, int] = {}
    for column, cell in _leaves(again):
        texts = above[column]
        at = next((i for i, place in enumerate(places) if known[place][-len(texts) :] == texts), None)
        if at is not None:
            matched |= dict.fromkeys(range(column, column + cell.colspan), places[at])
            places = places[at + 1 :]
    return matched


def _leaves(cells: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """The lowest header cells with words in them, by the column in which they begin."""
    lowest: dict[int, Cell] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        words = key(cell.text)
        if words and not words.isdigit() and words != "栏次":
            lowest |= dict.fromkeys(range(cell.column, cell.column + cell.colspan), cell)
    stacked = stacks(cells)
    return [(column, cell) for column, cell in sorted(lowest.items()) if cell.column == column and column in stacked]


def _misfits(row: Strip, found: Mapping[int, Role]) -> bool:
    for token in row.tokens:
        role = found.get(-1 if token.column is None else token.column)
        is_amount = token.number is not None and "." in token.text
        is_word = token.number is None and not token.is_filler
        if role and ((role.kind == "amount" and is_word) or (role.kind in ("name", "code") and is_amount)):
            return True
    return False
