"""The rows of a table without lines between its columns: which pieces of text stand in one row and are one cell.

The lines on which numbers stand are the rows; a name that is wrapped stands close together around its row's line or
begins on it. Where that leaves a doubt, there are no rows.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from builder.frozen import frozen
from builder.model.location import Box
from builder.recognise.record import Token
from builder.recognise.sections import Strip

CLOSE = 0.6
"""Two lines of one cell have no more space between them than this share of their height."""
LEVEL = 0.5
"""What stands level has its middles no further apart than this share of its height."""
_APART = 0.8
"""A row without a number has at least this share of its height above and below it."""
HAIR = 0.3
"""So much, in points, may letters of two columns seem to overlap."""
_THIN = 0.8
"""A piece of less than this share of the usual height is a dash."""
Span = tuple[float, float]
"""Where a column begins and ends."""


@frozen
class Piece:
    """One or several lines of a cell with the box around them, on one page."""

    tokens: tuple[Token, ...]
    page: int
    box: Box

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.box.top + self.box.bottom) / 2

    @property
    def is_number(self) -> bool:
        """Whether it is a number or what stands in its place."""
        return all(token.number is not None or token.is_filler for token in self.tokens)

    @property
    def text(self) -> str:
        """The lines put together; words of one line apart."""
        parts = [self.tokens[0].text]
        for before, token in pairwise(self.tokens):
            beside = before.location.box and token.location.box and token.location.box.x0 >= before.location.box.x1
            parts += (" ", token.text) if beside else (token.text,)
        return "".join(parts)

    @property
    def height(self) -> float:
        """That of its lowest line."""
        boxes = [box for token in self.tokens if (box := token.location.box)]
        return min(box.bottom - box.top for box in boxes) if len(boxes) > 1 else self.box.bottom - self.box.top


def pieces_of(strips: Sequence[Strip]) -> list[Piece] | None:
    """The words as pieces; None if one has no box."""
    tokens = [token for strip in strips for token in strip.tokens]
    boxes = [token.location.box for token in tokens]
    if not all(boxes):
        return None
    heights = sorted(box.bottom - box.top for box in boxes if box)
    least = heights[len(heights) // 2] if heights else 0.0
    return [
        Piece((token,), token.location.page, _thick(box, least))
        for token, box in zip(tokens, boxes, strict=True)
        if box
    ]


def _thick(box: Box, least: float) -> Box:
    """As high as a letter: a dash is not."""
    missing = max(0.0, _THIN * least - (box.bottom - box.top)) / 2
    return Box(box.x0, box.top - missing, box.x1, box.bottom + missing)


def columns_under(box: Box, columns: Sequence[Span]) -> list[int]:
    """The columns that a box stands over or in."""
    return [at for at, (x0, x1) in enumerate(columns) if min(box.x1, x1) - max(box.x0, x0) > HAIR]


def joined(one: Piece, other: Piece) -> Piece:
    """Two pieces as one."""
    a, b = one.box, other.box
    box = Box(min(a.x0, b.x0), min(a.top, b.top), max(a.x1, b.x1), max(a.bottom, b.bottom))
    return Piece(one.tokens + other.tokens, one.page, box)


def rows_of(pieces: Sequence[Piece], columns: Sequence[Span]) -> list[list[tuple[int, Piece]]] | None:
    """The rows from top to bottom, each with its cells by column."""
    by_column: dict[tuple[int, int], list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_column[piece.page, _nearest(piece.box, columns)].append(piece)
    found: list[list[tuple[int, Piece]]] = []
    for page in sorted({page for page, _ in by_column}):
        own = {column: parts for (at, column), parts in sorted(by_column.items()) if at == page}
        rows = _page_rows(own)
        if rows is None:
            return None
        found += rows
    return found


def _nearest(box: Box, columns: Sequence[Span]) -> int:
    """The column that a piece of the body stands in, or the first of those it stands across."""
    over = columns_under(box, columns)
    middle = (box.x0 + box.x1) / 2
    return over[0] if over else min(range(len(columns)), key=lambda at: abs(sum(columns[at]) / 2 - middle))


def _page_rows(own: dict[int, list[Piece]]) -> list[list[tuple[int, Piece]]] | None:
    numbers = [piece for parts in own.values() for piece in parts if piece.is_number]
    levels: list[Piece] = []
    for piece in sorted(numbers, key=lambda piece: piece.middle):
        if not levels or piece.middle - levels[-1].middle > LEVEL * piece.height:
            levels.append(piece)
    cells: list[tuple[float, int, Piece]] = []
    for column, parts in own.items():
        placed = _placed(parts, levels)
        if placed is None:
            return None
        cells += ((at, column, piece) for at, piece in placed)
    tops = {at for at, _, _ in cells}
    if len({(at, column) for at, column, _ in cells}) < len(cells):
        return None
    return [[(column, piece) for at, column, piece in cells if at == top] for top in sorted(tops)]


def _placed(parts: Sequence[Piece], levels: Sequence[Piece]) -> list[tuple[float, Piece]] | None:
    """The cells of a column with the height on the page of the row that each is in."""
    groups = _runs(parts)
    found: list[tuple[float, Piece]] = []
    for index, group in enumerate(groups):
        whole = group[0]
        for piece in group[1:]:
            whole = joined(whole, piece)
        inside = [level for level in levels if whole.box.top - 1 <= level.middle <= whole.box.bottom + 1]
        if len(inside) == 1 and _is_at(whole, group[0], inside[0]):
            found.append((inside[0].middle, whole))
        elif not inside and _stands_apart(groups, index):
            found.append((whole.middle, whole))
        elif len(inside) == len(group) and all(
            abs(level.middle - piece.middle) <= LEVEL * piece.height for level, piece in zip(inside, group, strict=True)
        ):
            found += ((level.middle, piece) for level, piece in zip(inside, group, strict=True))
        else:
            return None
    return found


def _runs(parts: Sequence[Piece]) -> list[list[Piece]]:
    """What stands in a column as lines of one cell would: close below one another, words of one line together."""
    groups: list[list[Piece]] = []
    for piece in sorted(parts, key=lambda piece: (piece.middle, piece.box.x0)):
        last = groups[-1][-1] if groups else None
        if last and not (piece.is_number or last.is_number) and _follows(last, piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _follows(last: Piece, piece: Piece) -> bool:
    return piece.box.top - last.box.bottom <= CLOSE * min(last.height, piece.height)


def _is_at(whole: Piece, first: Piece, level: Piece) -> bool:
    """Whether a cell stands around a line, or begins on it."""
    return any(abs(piece.middle - level.middle) <= LEVEL * level.height for piece in (whole, first))


def _stands_apart(groups: Sequence[Sequence[Piece]], index: int) -> bool:
    group = groups[index]
    above = groups[index - 1][-1].box.bottom if index else None
    below = groups[index + 1][0].box.top if index + 1 < len(groups) else None
    least = _APART * group[0].height
    return (above is None or group[0].box.top - above >= least) and (
        below is None or below - group[-1].box.bottom >= least
    )
