"""Equations of one identity that differ in row and measure alone, so that a whole column is judged in one pass."""

from collections.abc import Iterator, Sequence

from builder.frozen import frozen
from builder.standards.equations import Cell, Equation, Identity, Sides, Sign


@frozen
class Batch:
    """The equations of an identity in one lane: one for each of ``rows`` and each of ``measures``.

    By ``axis`` the right side of each is other ``parts`` of its row (``measure``) or of its column (``row``), or the
    same row in ``twin``, another lane and measure (``twin``); or there is one equation between ``sides`` (``sides``).
    """

    of: Identity
    axis: str
    lane: tuple[str, str]
    rows: Sequence[str]
    measures: Sequence[str]
    parts: Sequence[Sign] = ()
    twin: Cell | None = None
    sides: Sides | None = None

    def equations(self) -> Iterator[Equation]:
        """Each of them, row by row."""
        if self.sides:
            yield self.equation("", "")
        for row in self.rows:
            for measure in self.measures:
                yield self.equation(row, measure)

    def equation(self, row: str, measure: str) -> Equation:
        """That of a row and a measure, or the one between ``sides``."""
        if self.sides:
            return Equation(self.of, self.sides[0][0], "", (), self.sides)
        first = Cell(*self.lane, row, measure)
        if self.twin is None:
            return Equation(self.of, first, self.axis, self.parts)
        return Equation(self.of, first, "", (), ((first,), ((1, self.twin._replace(row=row)),)))
