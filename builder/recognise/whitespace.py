"""A table without lines between its columns, on a page of fixed size: its cells as the white space tells them.

White space that goes through all rows of a table parts two columns; the lines on which numbers stand are its rows, and
a name that is wrapped stands close together around its row's line or begins on it. A header stands over the columns
that its middle is the middle of. Wherever more than one reading is left, there is no grid: nothing is guessed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement

from builder.model.document import Cell, Grid
from builder.model.location import Box, Location
from builder.recognise.sections import Strip
from builder.recognise.spacerows import CLOSE, HAIR, LEVEL, Piece, Span, columns_under, joined, pieces_of, rows_of
from builder.standards.text import key

_OFF, _MARGIN = 1.0, 40.0
"""How far, in points, the middle of a header may be from that of its columns, and how wide the space beside a table."""
_FLUSH, _RAGGED = 1.5, 4.0
"""Right edges no further apart than this, in points, are one; left edges as far apart as this are several."""
_MOST_WAYS = 64
"""More ways to read one header are not tried."""
_ACROSS = ("合计", "总计", "栏次")
"""Labels that end so may stand across several columns."""
_LEVELS = frozenset({"类", "款", "项"})
_COUNTERS = _LEVELS | {"栏次"}


def told_by_space(head: Sequence[Strip], body: Sequence[Strip]) -> Iterator[list[Strip]]:
    """The rows of a grid, header first, in every way that the white space leaves; none if it does not tell."""
    above, below = pieces_of(head), pieces_of(body)
    if above is None or below is None or not below:
        return
    headers = _blocks(above)
    columns = _with_headers(_columns([piece.box for piece in below if not _may_stand_across(piece)]), headers)
    columns = _flush_right(columns, [block for block in headers if not _is_counter(block)], below)
    headers = [block for block in headers if not _counts_nothing(block, headers, columns)]
    rows = rows_of(below, columns)
    if not rows:
        return
    for spans in _spans(headers, columns):
        yield _strips(_header_rows(headers, spans), rows)


def _may_stand_across(piece: Piece) -> bool:
    return key(piece.text).endswith(_ACROSS)


def _with_headers(columns: Sequence[Span], headers: Sequence[Piece]) -> list[Span]:
    """The columns as wide as the headers that stand over one alone, and those that nothing stands in but a header."""
    found = sorted(columns)
    for block in sorted(headers, key=lambda block: -block.middle):
        if _is_counter(block):
            continue
        own, (x0, x1) = columns_under(block.box, found), (block.box.x0, block.box.x1)
        if not own:
            found = sorted([*found, (x0, x1)])
        elif len(own) == 1:
            found[own[0]] = min(x0, found[own[0]][0]), max(x1, found[own[0]][1])
    return found


def _flush_right(columns: Sequence[Span], headers: Sequence[Piece], body: Sequence[Piece]) -> list[Span]:
    """The columns with numbers that stand to the right of their header's middle joined to it.

    A column of short numbers (0, —) at its right edge may reach under none of the letters of its header. Where all
    numbers are flush right, those that no header stands over are in the column of the header on their left, if that has
    nothing else: to the right of them another column has begun.
    """
    parts = {at: [piece for piece in body if at in columns_under(piece.box, columns)] for at in range(len(columns))}
    named = {at for header in headers for at in columns_under(header.box, columns)}
    if not _is_flush_right([[piece.box for piece in parts[at] if _is_amount(piece)] for at in named]):
        return list(columns)
    found: list[Span] = []
    for at, span in enumerate(columns):
        is_bare = at not in named and all(piece.is_number for piece in parts[at])
        if is_bare and at - 1 in named and not parts[at - 1]:
            found[-1] = found[-1][0], span[1]
        else:
            found.append(span)
    return found


def _is_amount(piece: Piece) -> bool:
    return piece.is_number and "." in piece.text


def _is_flush_right(columns: Sequence[Sequence[Box]]) -> bool:
    """Whether the right edges in each column are one, and the left edges in some are not."""
    several = [boxes for boxes in columns if len(boxes) > 1]
    rights = [max(box.x1 for box in boxes) - min(box.x1 for box in boxes) for boxes in several]
    lefts = [max(box.x0 for box in boxes) - min(box.x0 for box in boxes) for boxes in several]
    return bool(several) and max(rights) <= _FLUSH and max(lefts) >= _RAGGED


def _counts_nothing(block: Piece, blocks: Sequence[Piece], columns: Sequence[Span]) -> bool:
    """类, 款 or 项 above codes that are printed in one column, or a counter that is above none."""
    over = columns_under(block.box, columns)
    beside = any(
        other is not block and _is_level(block, other) and columns_under(other.box, columns) == over for other in blocks
    )
    return _is_counter(block) and (not over or (beside and key(block.text) in _LEVELS))


def _is_counter(block: Piece) -> bool:
    return block.is_number or key(block.text) in _COUNTERS


def _columns(boxes: Sequence[Box]) -> list[Span]:
    """What is parted by white space from top to bottom."""
    found: list[Span] = []
    for box in sorted(boxes, key=lambda box: box.x0):
        if found and box.x0 < found[-1][1] - HAIR:
            found[-1] = found[-1][0], max(found[-1][1], box.x1)
        else:
            found.append((box.x0, box.x1))
    return found


def _is_next_line(above: Piece, below: Piece) -> bool:
    """Whether a piece stands right below another, as the next line of one cell does."""
    over = min(above.box.x1, below.box.x1) - max(above.box.x0, below.box.x0) > 0
    gap = below.box.top - above.box.bottom
    return above.page == below.page and over and gap <= CLOSE * min(above.height, below.height)


def _blocks(pieces: Sequence[Piece]) -> list[Piece]:
    """The header's cells: lines right below one another are one; numbers (of 栏次) stay by themselves."""
    found: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.middle, piece.box.x0)):
        near = [other for other in found if _is_next_line(other, piece)]
        if len(near) == 1 and not piece.is_number and not near[0].is_number:
            found[found.index(near[0])] = joined(near[0], piece)
        else:
            found.append(piece)
    return found


def _spans(blocks: Sequence[Piece], columns: Sequence[Span]) -> Iterator[tuple[tuple[int, int], ...]]:
    """The first column of each header cell and the one behind its last, in every way that there may be."""
    over = [columns_under(block.box, columns) for block in blocks]
    ways: list[list[tuple[int, int]]] = []
    for a, block in enumerate(blocks):
        is_above = any(_stands_on(block, other) and set(over[b]) & set(over[a]) for b, other in enumerate(blocks))
        if len(over[a]) == 1 and (not is_above or _is_counter(block)):
            ways.append([(over[a][0], over[a][0] + 1)])
        else:
            ways.append(list(_groups(a, blocks, columns, over)))
    found: list[tuple[tuple[int, int], ...]] = [()]
    for index, own in enumerate(ways):
        level = [a for a in range(index) if _is_level(blocks[a], blocks[index])]
        found = [(*spans, span) for spans in found for span in own if _is_tree(spans, span, level)]
        if len(found) > _MOST_WAYS:
            return
    yield from found


def _is_tree(spans: Sequence[tuple[int, int]], span: tuple[int, int], level: Sequence[int]) -> bool:
    """Whether a span is apart from those on its level, and apart from all others or inside them or around them."""
    first, end = span
    apart = [last <= first or end <= start for start, last in spans]
    inside = [(start <= first and end <= last) or (first <= start and last <= end) for start, last in spans]
    return all(apart[at] for at in level) and all(a or b for a, b in zip(apart, inside, strict=True))


def _stands_on(block: Piece, other: Piece) -> bool:
    return other.middle - block.middle > LEVEL * block.height and not _is_counter(other)


def _is_level(block: Piece, other: Piece) -> bool:
    return block.page == other.page and abs(other.middle - block.middle) <= LEVEL * block.height


def _groups(
    at: int, blocks: Sequence[Piece], columns: Sequence[Span], over: Sequence[Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """The columns that a cell above others may stand over: its middle can be theirs, and each has a header below it."""
    block = blocks[at]
    middle = (block.box.x0 + block.box.x1) / 2
    below = {column for b, other in enumerate(blocks) if _stands_on(block, other) for column in over[b]}
    taken = {column for b, other in enumerate(blocks) if b != at and _is_level(block, other) for column in over[b]}
    free = below - taken
    for first, last in combinations_with_replacement(range(len(columns)), 2):
        if not {*over[at]} <= {*range(first, last + 1)} <= free:
            continue
        left = columns[first - 1][1] if first else columns[0][0] - _MARGIN
        right = columns[last + 1][0] if last + 1 < len(columns) else columns[-1][1] + _MARGIN
        if (left + columns[last][1]) / 2 - _OFF <= middle <= (columns[first][0] + right) / 2 + _OFF:
            yield first, last + 1


def _header_rows(blocks: Sequence[Piece], spans: Sequence[tuple[int, int]]) -> list[list[tuple[int, int, Piece]]]:
    """The header's cells, each with its first column and its width, line by line."""
    lines: list[list[tuple[int, int, Piece]]] = []
    last = 0.0
    for block, (first, end) in sorted(zip(blocks, spans, strict=True), key=lambda pair: (pair[0].middle, pair[1])):
        if not lines or block.middle - last > LEVEL * block.height:
            lines.append([])
            last = block.middle
        lines[-1].append((first, end - first, block))
    return lines


def _place(piece: Piece) -> Location:
    return piece.tokens[0].location if len(piece.tokens) == 1 else Location(piece.page, None, piece.box)


def _strips(
    lines: Sequence[Sequence[tuple[int, int, Piece]]], rows: Sequence[Sequence[tuple[int, Piece]]]
) -> list[Strip]:
    told = [*lines, *([(column, 1, piece) for column, piece in row] for row in rows)]
    cells = [
        [
            Cell(number, column, piece.text, _place(piece), 1, width)
            for column, width, piece in sorted(row, key=lambda cell: cell[0])
        ]
        for number, row in enumerate(told)
    ]
    grid = Grid(tuple(cell for row in cells for cell in row), Location(cells[0][0].location.page))
    found = []
    for row, own in zip(cells, told, strict=True):
        firsts = [piece.tokens[0] for _, _, piece in sorted(own, key=lambda cell: cell[0])]
        tokens = tuple(
            replace(token, text=cell.text, location=cell.location, column=cell.column, begins=index == 0, alone=False)
            for index, (token, cell) in enumerate(zip(firsts, row, strict=True))
        )
        text = " ".join(cell.text for cell in row)
        found.append(Strip(text, row[0].location, tokens[0].at, (), grid, tuple(row), is_set=True, moved=tokens))
    return found
