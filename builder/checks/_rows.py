"""The printed rows of the tables by code, as the rules about codes need them."""

from collections.abc import Sequence
from functools import lru_cache

from builder.frozen import frozen
from builder.model.disclosure import Figure
from builder.standards.book import Book
from builder.standards.classifications import Kind, is_wellformed, kind_of


@frozen
class Row:
    """A printed row that has a code, with its figures in printed order.

    ``kind`` is the classification that its code belongs to by its first digit; ``is_wellformed`` tells whether the code
    has as many digits as that allows.
    """

    table: str
    code: str
    item: str
    figures: tuple[Figure, ...]
    kind: Kind | None
    is_wellformed: bool


def coded_rows(book: Book) -> tuple[Row, ...]:
    """Every row with a code, table by table in printed order."""
    found: list[list[Figure]] = []
    last: tuple[str, str, str] | None = None
    for cell, figure in book.cells.items():
        if figure.code:
            if cell[:3] != last:
                last = cell[:3]
                found.append([])
            found[-1].append(figure)
    return tuple([_row(figures) for figures in found])


def _row(figures: Sequence[Figure]) -> Row:
    first = figures[0]
    return Row(first.table, first.code, first.item, tuple(figures), *_shape(first.code))


@lru_cache(maxsize=4096)
def _shape(code: str) -> tuple[Kind | None, bool]:
    """The classification of a code, and whether it is well formed; a code stands in several tables."""
    kind = kind_of(code)
    return kind, kind is not None and is_wellformed(code, kind)
