"""Where something stands in a published file."""

from typing import NamedTuple

from builder.frozen import frozen


class Box(NamedTuple):
    """A rectangle on a page, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __str__(self) -> str:
        """``x0 top x1 bottom`` with one decimal, as in the ``bbox`` column of figures.csv."""
        return f"{self.x0:.1f} {self.top:.1f} {self.x1:.1f} {self.bottom:.1f}"


@frozen
class Location:
    """A place in a source file: 1-based page, 1-based line (text sources) and box (paged sources)."""

    page: int = 1
    line: int | None = None
    box: Box | None = None
