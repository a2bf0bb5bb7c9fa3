"""The equations of a document, judged in one pass over its columns.

What holds exactly, and what is not compared because one side is blank, needs nothing but a line of the ledger: that is
nearly all there is. Only the rest is made into equations and judged by ``_identities``.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial

from builder.checks._identities import Judged, blank
from builder.checks._outcome import Outcome
from builder.model.disclosure import Figure
from builder.standards.batches import Batch
from builder.standards.book import Book
from builder.standards.equations import Equation

Judge = Callable[[Equation], Judged | None]
_Row = Mapping[str, Figure]
_Sums = list[tuple[str, str, Decimal | None, Decimal | None]]
"""Row, measure, and what is printed on the left and on the right side; None if nothing is."""
Line = Outcome | Judged
"""A line of the ledger, or an equation that failed."""


def balance(book: Book, judge: Judge, is_whole: bool) -> dict[str, list[Line]]:
    """The equations of a book by rule, those of blank cells alone left out.

    ``is_whole`` tells that all numbers were placed, so that what is blank is known to be.
    """
    found: dict[str, list[Line]] = {}
    is_one_unit = len({figure.amount.unit for figure in book.cells.values()}) < 2
    for batch in book.batches():
        lines = found.setdefault(batch.of.rule, [])
        if is_one_unit:
            _settle(batch, book, judge, is_whole, lines)
        else:
            lines += [_line(judged) for each in batch.equations() if (judged := judge(each)) is not None]
    return found


def failed(lines: Sequence[Line]) -> list[Judged]:
    """Those that failed."""
    return [each for each in lines if isinstance(each, Judged)]


def _line(judged: Judged) -> Line:
    return judged if judged.state == "failed" else Outcome(judged.equation.subject, judged.state, judged.reason)


def _settle(batch: Batch, book: Book, judge: Judge, is_whole: bool, lines: list[Line]) -> None:
    """One pass over what a batch adds up; what is neither exact nor blank is judged on its own."""
    at_most, name = batch.of.kind == "at_most", _names(batch)
    for row, measure, left, right in _SUMS[batch.axis](batch, book):
        if left is not None and right is not None:
            if left == right or (at_most and left < right):
                lines.append(_passed((name(row, measure), "passed", "", None)))
                continue
        elif left is None and right is None:
            continue
        elif is_whole:
            lines.append(Outcome(name(row, measure), "not_applicable", blank(batch.of.kind, left is not None)))
            continue
        judged = judge(batch.equation(row, measure))
        if judged is not None:
            lines.append(_line(judged))


_passed = partial(tuple.__new__, Outcome)
"""An outcome of its four parts, in half the time: a disclosure has hundreds of these."""


def _names(batch: Batch) -> Callable[[str, str], str]:
    """What the ledger calls the equation of a row and a measure, as ``Equation.subject`` does."""
    (table, lane), twin = batch.lane, batch.twin
    prefix = f"{table}/{lane}/" if lane else f"{table}/"
    if batch.sides or not all(batch.rows):
        return lambda row, measure: batch.equation(row, measure).subject
    if twin is None:
        return lambda row, measure: f"{prefix}{row}/{measure}"
    other = f"{twin.table}/{twin.lane}/" if twin.lane else f"{twin.table}/"
    return lambda row, measure: f"{prefix}{row}/{measure}={other}{row}/{twin.measure}"


def _of_row(batch: Batch, book: Book) -> _Sums:
    """Every row by its own parts."""
    rows, parts, (total,) = book.printed[batch.lane], batch.parts, batch.measures
    found: _Sums = []
    for name in batch.rows:
        row = rows[name]
        printed = [(sign, row[part].amount.value) for sign, part in parts if part in row]
        values = [value if sign > 0 else -value for sign, value in printed]
        left = row[total].amount.value if total in row else None
        found.append((name, total, left, sum(values, _ZERO) if values else None))
    return found


def _of_column(batch: Batch, book: Book) -> _Sums:
    """Every measure by the parts of its column; they are added."""
    rows, found = book.printed[batch.lane], list[tuple[str, str, Decimal | None, Decimal | None]]()
    parts = [row for _, name in batch.parts if (row := rows.get(name))]
    for name in batch.rows:
        row = rows[name]
        for measure in batch.measures:
            values = [part[measure].amount.value for part in parts if measure in part]
            left = row[measure].amount.value if measure in row else None
            found.append((name, measure, left, sum(values, _ZERO) if values else None))
    return found


def _of_twins(batch: Batch, book: Book) -> _Sums:
    """Every row beside the same one of another table."""
    assert batch.twin is not None
    table, lane, _, measure = batch.twin
    here, there, (own,) = book.printed[batch.lane], book.printed.get((table, lane), {}), batch.measures
    found: _Sums = []
    for name in batch.rows:
        left, right = here[name].get(own), there[name].get(measure)
        found.append((name, own, left.amount.value if left else None, right.amount.value if right else None))
    return found


def _of_sides(batch: Batch, book: Book) -> _Sums:
    """The sums of both sides."""
    assert batch.sides is not None
    cells = book.cells
    left = [cells[cell].amount.value for cell in batch.sides[0] if cell in cells]
    right = [sign * cells[cell].amount.value for sign, cell in batch.sides[1] if cell in cells]
    return [("", "", sum(left, _ZERO) if left else None, sum(right, _ZERO) if right else None)]


_ZERO = Decimal(0)
_SUMS: Mapping[str, Callable[[Batch, Book], _Sums]] = {
    "measure": _of_row,
    "row": _of_column,
    "twin": _of_twins,
    "sides": _of_sides,
}
