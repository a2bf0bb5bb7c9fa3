"""The printed rows of the tables by code, as the rules about codes need them."""

from typing import NamedTuple

from builder.model.disclosure import Figure
from builder.standards.book import Book


class Row(NamedTuple):
    """A printed row that has a code, with its figures in printed order."""

    table: str
    code: str
    item: str
    figures: tuple[Figure, ...]


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
    return tuple([Row(figures[0].table, figures[0].code, figures[0].item, tuple(figures)) for figures in found])
