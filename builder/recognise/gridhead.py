"""Where a grid's header ends, and how the grids of the next pages line up with the first one."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

from builder.model.document import Cell, Grid
from builder.recognise.columns import header_words
from builder.recognise.header import counts_columns, seems_to_count
from builder.recognise.record import Token
from builder.recognise.sections import Strip
from builder.standards.tables import StandardTable
from builder.standards.text import key, label_key

_HEADER_WORDS = frozenset({"项目", "行次", "金额", "决算数", "预算数", "预算", "科目名称", "科目编码", "科目代码"})
_NAMES = re.compile(r"项目|科目|名称")
_CODED = re.compile(r"[\[【(（]?\d{3,9}[\]】)）]?\s*[-—]?\s*(?!年)[“\"（(]?[\u4e00-\u9fff]")
"""A code with its name in one cell ([201]…, 201-…); 2026年 is none."""
_NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
_FEWEST_LETTERS = 4
"""So many letters of a name of a column must be left where its last line is cut off."""
HIGHEST_HEADER = 8
"""A header has at most this many rows."""


def header_height(table: StandardTable, rows: Sequence[Strip]) -> int:
    """How many rows of a grid are its header: those above the first row with a number, a code or a known label.

    A row that a merged cell of the header reaches into is of the header, whatever its words are.
    """
    reach, grid = 0, rows[0].grid if rows else None
    is_named, names = False, set[int]()
    for index, row in enumerate(rows[:HIGHEST_HEADER]):
        if row.grid is not grid:
            reach, grid = 0, row.grid
        if not row.in_grid:
            return index
        is_data = _is_data(table, row, row.cells[0].row < reach, is_named) and not _stands_above(rows, index)
        if is_data and not (names and _stands_beside(row, names)):
            return index
        is_label = row.cells[0].column in names and _only_names(row, names)
        if index and is_label and row.cells[0].row >= reach:
            return index  # a label with nothing beside it, below the column's 项目
        names |= {cell.column for cell in row.cells if _NAMES.search(key(cell.text))}
        is_named = is_named or bool({key(cell.text) for cell in row.cells} & _HEADER_WORDS)
        reach = max(reach, *(cell.row + cell.rowspan for cell in row.cells))
    return 0 if not rows else min(len(rows), HIGHEST_HEADER)


def _only_names(row: Strip, names: Collection[int]) -> bool:
    """Whether nothing stands beside the first cell, or only what is numbered as it is and stands below 项目, too."""
    rest = [token for token in row.tokens[1:] if not token.is_filler]
    numbered = (token.column in names and _NUMBERED.match(token.text) for token in (row.tokens[0], *rest))
    return not rest or all(numbered)


def _stands_above(rows: Sequence[Strip], index: int) -> bool:
    """Whether the first row, without a number, stands above the names of columns: 财政拨款收入 | 财政拨款支出."""
    row, below = rows[index], rows[index + 1 : index + 2]
    alone = index == 0 and all(token.number is None and not _CODED.match(token.text) for token in row.tokens)
    return alone and any(key(cell.text) in _HEADER_WORDS for strip in below for cell in strip.cells)


def _stands_beside(row: Strip, names: Collection[int]) -> bool:
    """Whether a row has no number, and nothing in a column of names: headers such as 小计 and the sources of money."""
    return all(token.number is None and token.column not in names for token in row.tokens)


def _is_data(table: StandardTable, row: Strip, is_reached: bool, is_named: bool) -> bool:
    """``is_reached``: a merged cell of the header reaches into the row; ``is_named``: its columns are named above."""
    if seems_to_count(row):
        return False
    if any(token.number is not None or token.seems_amount or _CODED.match(token.text) for token in row.tokens):
        return True
    if is_reached or {key(cell.text) for cell in row.cells} & _HEADER_WORDS:
        return False
    first = row.cells[0]
    if table.shape == "lanes":
        if (first.column and not is_named) or all(cell.colspan > 1 for cell in row.cells):
            return False  # 财政拨款收入 | 财政拨款支出 above the columns
        return _has_label(table, row)
    return len(row.cells) == 1 and any(label_key(first.text) in name.labels for name in table.lanes[0].rows)


def _has_label(table: StandardTable, row: Strip) -> bool:
    names = [(side.side, [("", cell.text)]) for cell in row.cells for side in table.lanes]
    return any(not role.startswith("item:") for side, rows in names for role in table.roles(side, rows))


def begins_with_row(table: StandardTable, row: Strip) -> bool:
    """Whether the first row of a page's grid is one of the table's own, so that the table goes on there."""
    return header_height(table, [row]) == 0 or (table.shape == "lanes" and _has_label(table, row))


def is_header_again(row: Strip, head: Sequence[Cell]) -> bool:
    """Whether a row repeats the header on a later page: all its texts, counters included, stand in the header."""
    if seems_to_count(row):
        return True
    if any(token.number is not None for token in row.tokens) and not counts_columns(row):
        return False  # 合计 1 2 3 is a row of amounts
    texts = {key(cell.text) for cell in head}
    rest = [token for token in row.tokens if key(token.text) not in texts]
    return not rest or (2 * len(rest) < len(row.tokens) and all(_is_cut_off(token, head) for token in rest))


def _is_cut_off(token: Token, head: Sequence[Cell]) -> bool:
    """Whether a text is the beginning of the header's in the same column: its last line had no room on a later page."""
    text = key(token.text)
    return len(text) >= _FEWEST_LETTERS and any(
        cell.column == token.column and key(cell.text).startswith(text) for cell in head
    )


def half_header(head: Sequence[Cell], below: Sequence[Strip]) -> list[Cell]:
    """The cells of the first row below a header that are still of it: names of columns beside the amounts of others.

    Shanghai prints 合计 | 12.00 | 合计 | 基本支出 | 项目支出 below 项目 | 本年收入 | 本年支出, the last of
    which stands over three columns: all columns of such a group must be named.
    """
    row = next(iter(below), None)
    if row is None or row.grid is None or not row.grid.has_spans:
        return []
    lowest = {at: cell for cell in head for at in range(cell.column, cell.column + cell.colspan)}
    named: dict[int, list[Cell]] = {}
    for cell in row.cells:
        group = lowest.get(cell.column)
        if group and not _NAMES.search(key(group.text)) and key(cell.text) and not re.search(r"\d", cell.text):
            named.setdefault(group.column, []).append(cell)
    found = [cell for at, cells in named.items() if 1 < lowest[at].colspan == len(cells) for cell in cells]
    return [replace(cell, row=max(each.row for each in head) + 1) for cell in found]


def once_height(rows: Sequence[Strip]) -> int:
    """How many rows a header has if it is printed once: a page may end below it, and the next print it again."""
    texts = [[(token.column, key(token.text)) for token in row.tokens] for row in rows]
    return next((size for size in range(1, len(texts)) if texts[size] == texts[0]), len(texts))


def spread(head: Sequence[Cell]) -> list[Cell]:
    """Header cells of a source that does not tell merged cells: each reaches over the blanks to its right.

    It reaches as far as there are header texts below, and to where one above begins: 本年支出 stands over 小计,
    基本支出 and 项目支出, and none of these over what is beside 本年支出.
    """
    words = {(cell.row, cell.column) for cell in head if header_words(cell.text)}
    return [replace(cell, colspan=_reach(cell, words)) for cell in head]


def _reach(cell: Cell, words: set[tuple[int, int]]) -> int:
    span = 1
    while (rows := [row for row, column in words if column == cell.column + span]) and min(rows) > cell.row:
        span += 1
    return span


def aligned(row: Strip, first: Grid) -> Strip:
    """The row of a grid on a later page with the column numbers of the first grid, by where its cells stand."""
    if row.grid is None or row.grid is first or not first.edges:
        return row
    tokens = tuple([token.in_column(_column(token, first)) for token in row.tokens])
    return row if tokens == row.tokens else replace(row, moved=tokens)


def _column(token: Token, grid: Grid) -> int | None:
    box = token.location.box
    if box is None:
        return token.column
    column = bisect_right(grid.edges, (box.x0 + box.x1) / 2) - 1
    return column if 0 <= column < len(grid.edges) - 1 else None
