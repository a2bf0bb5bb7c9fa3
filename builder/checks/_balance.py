"""The equations of a document, judged in one pass over its columns.

What holds exactly, and what is not compared because one side is blank, needs nothing but a line of the ledger: that is
nearly all there is. Only the rest is made into equations and judged by ``_identities``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from builder.checks._identities import Judged, blank
from builder.checks._outcome import Outcome
from builder.standards.batches import Batch
from builder.standards.book import Book
from builder.standards.equations import Cell, Equation, Printed

Judge = Callable[[Equation], Judged | None]
Values = Printed[Decimal]
Line = Outcome | Judged
"""A line of the ledger, or an equation that failed."""


def balance(book: Book, judge: Judge, is_whole: bool) -> dict[str, list[Line]]:
    """The equations of a book by rule, those of blank cells alone left out.

    ``is_whole`` tells that all numbers were placed, so that what is blank is known to be.
    """
    found: dict[str, list[Line]] = {}
    values = book.values
    is_one_unit = len({figure.amount.unit for figure in book.cells.values()}) < 2
    for batch in book.batches():
        lines = found.setdefault(batch.of.rule, [])
        if is_one_unit:
            _settle(batch, values, judge, is_whole, lines)
        else:
            lines += [_line(judged) for each in batch.equations() if (judged := judge(each)) is not None]
    return found


def failed(lines: Sequence[Line]) -> list[Judged]:
    """Those that failed."""
    return [each for each in lines if isinstance(each, Judged)]


def _line(judged: Judged) -> Line:
    return judged if judged.state == "failed" else Outcome(judged.equation.subject, judged.state, judged.reason)


def _settle(batch: Batch, values: Values, judge: Judge, is_whole: bool, lines: list[Line]) -> None:
    """One pass over what a batch adds up; what is neither exact nor blank is judged on its own."""
    at_most, name = batch.of.kind == "at_most", _names(batch)
    for row, measure, left, right in _SUMS[batch.axis](batch, values):
        if left == right:
            if left is not None:  # else nothing is printed on either side
                lines.append(Outcome(name(row, measure), "passed"))
        elif left is not None and right is not None and at_most and left < right:
            lines.append(Outcome(name(row, measure), "passed"))
        elif is_whole and (left is None or right is None):
            lines.append(Outcome(name(row, measure), "not_applicable", blank(batch.of.kind, left is not None)))
        elif (judged := judge(batch.equation(row, measure))) is not None:
            lines.append(_line(judged))


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


_Sums = Iterator[tuple[str, str, Decimal | None, Decimal | None]]
"""Row, measure, and what is printed on the left and on the right side; None if nothing is."""


def _of_rows(batch: Batch, values: Values) -> _Sums:
    """Every row by its own parts."""
    rows, parts, (total,) = values[batch.lane], batch.parts, batch.measures
    for name in batch.rows:
        row, sum_ = rows[name], None
        for sign, part in parts:
            if part in row:
                value = row[part] if sign > 0 else -row[part]
                sum_ = value if sum_ is None else sum_ + value
        yield name, total, row.get(total), sum_


def _of_columns(batch: Batch, values: Values) -> _Sums:
    """Every measure by the parts of its column; they are added."""
    rows = values[batch.lane]
    parts = [rows[name] for _, name in batch.parts]
    for name in batch.rows:
        row = rows[name]
        for measure in batch.measures:
            printed = [part[measure] for part in parts if measure in part]
            yield name, measure, row.get(measure), sum(printed, _ZERO) if printed else None


def _of_twins(batch: Batch, values: Values) -> _Sums:
    """Every row beside the same one of another table."""
    assert batch.twin is not None
    table, lane, _, other = batch.twin
    here, there, (measure,) = values[batch.lane], values[table, lane], batch.measures
    for name in batch.rows:
        yield name, measure, here[name].get(measure), there[name].get(other)


def _of_sides(batch: Batch, values: Values) -> _Sums:
    """The sums of both sides."""
    assert batch.sides is not None
    left = [value for cell in batch.sides[0] if (value := _at(values, cell)) is not None]
    right = [sign * value for sign, cell in batch.sides[1] if (value := _at(values, cell)) is not None]
    yield "", "", sum(left, _ZERO) if left else None, sum(right, _ZERO) if right else None


def _at(values: Values, cell: Cell) -> Decimal | None:
    table, lane, row, measure = cell
    return values.get((table, lane), {}).get(row, {}).get(measure)


_ZERO = Decimal(0)
_SUMS: Mapping[str, Callable[[Batch, Values], _Sums]] = {
    "measure": _of_rows,
    "row": _of_columns,
    "twin": _of_twins,
    "sides": _of_sides,
}
