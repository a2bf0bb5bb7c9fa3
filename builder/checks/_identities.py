"""The evaluation of an accounting identity: interval arithmetic over printed numbers (DESIGN section 6).

A printed number of d decimals stands for v ± ½·10⁻ᵈ. A sum is consistent if the interval of its parts meets that of
the total, that is if it misses by no more than the halves of all printed numbers in it; a blank part is nothing, and
adds no half. A fact that stands alone on both sides with the same precision must be printed equal: one unit of the last
digit apart is ``failed`` in the ledger, and its finding is a note. What cannot be compared is never a failure: it is
said to be blank, or not checked with the reason.
"""

from collections.abc import Mapping
from decimal import Decimal

from builder.checks._doubts import doubt
from builder.checks._unplaced import Gaps
from builder.frozen import frozen
from builder.model.amount import YUAN_PER_UNIT, Amount, Interval
from builder.model.disclosure import Disclosure, Figure
from builder.standards.book import Book
from builder.standards.equations import Equation

_ZERO = Decimal(0)
_ENDLESS = Decimal("Infinity")


@frozen
class Judged:
    """An equation with what became of it.

    ``left``, ``right`` and ``tolerance`` are in ``unit`` (元 where the figures have several units); ``figures`` are the
    printed numbers in it, those of the left side first. ``one_fact`` tells that one printed number stands on each side.
    """

    equation: Equation
    state: str
    reason: str
    unit: str = ""
    left: Decimal = _ZERO
    right: Decimal = _ZERO
    tolerance: Decimal = _ZERO
    figures: tuple[Figure, ...] = ()
    one_fact: bool = False

    @property
    def difference(self) -> Decimal:
        """Left less right, in ``unit``."""
        return self.left - self.right

    @property
    def is_last_digit(self) -> bool:
        """Whether one fact, printed twice with the same precision, differs by one unit of its last digit."""
        amounts = [figure.amount for figure in self.figures]
        alike = len({(amount.unit, amount.decimals) for amount in amounts}) == 1
        return self.one_fact and alike and abs(self.difference) == 2 * amounts[0].half_unit

    @property
    def mends(self) -> Mapping[str, Interval]:
        """For each cell, printed or blank: the changes of it alone, in 元, that would end the disagreement."""
        scale = YUAN_PER_UNIT[self.unit]
        gap = -self.difference * scale
        allowed = self.tolerance * scale
        low = -_ENDLESS if self.equation.kind == "at_most" else gap - allowed
        change = Interval(low, gap + allowed)
        left = {str(cell): change for cell in self.equation.left}
        return left | {str(cell): change if sign < 0 else -change for sign, cell in self.equation.right}


def judge(equation: Equation, disclosure: Disclosure, book: Book, gaps: Gaps) -> Judged | None:
    """Judge one equation; None if nothing in it is printed."""
    left, right = equation.among(book.printed)
    if left and right:
        judged = _compared(equation, left, right)
        if judged.state != "failed":
            return judged  # it holds without the numbers that could not be placed: they are not in it
        reason = gaps.needed(equation, book) or doubt(equation, disclosure, book)
        return Judged(equation, "not_checked", reason) if reason else judged
    if not left and not right:
        return None
    if reason := gaps.needed(equation, book):
        return Judged(equation, "not_checked", reason)
    return Judged(equation, "not_applicable", blank(equation.kind, bool(left)))


def amount_in(amount: Amount, unit: str) -> Decimal:
    """The value of an amount in ``unit``, which is its own or 元."""
    return amount.value if amount.unit == unit else amount.value * YUAN_PER_UNIT[amount.unit]


def half_in(amount: Amount, unit: str) -> Decimal:
    """Half of the last printed digit, in ``unit``, which is the amount's own or 元."""
    return amount.half_unit if amount.unit == unit else amount.half_unit * YUAN_PER_UNIT[amount.unit]


def blank(kind: str, has_total: bool) -> str:
    """Why an equation of a kind is not compared of which one side is blank, the total (left) or the parts."""
    if kind in ("equal", "at_most"):
        return "一处空白，不比较"
    return "各部分均为空白，不比较" if has_total else "合计为空白，不比较"


def _compared(equation: Equation, left: list[Figure], right: list[tuple[int, Figure]]) -> Judged:
    figures = (*left, *[figure for _, figure in right])
    unit = figures[0].amount.unit
    if {figure.amount.unit for figure in figures} == {unit}:
        total = sum([figure.amount.value for figure in left], _ZERO)
        sum_ = sum([figure.amount.value if sign > 0 else -figure.amount.value for sign, figure in right], _ZERO)
    else:
        unit = "元"
        total = sum((amount_in(figure.amount, unit) for figure in left), _ZERO)
        sum_ = sum((sign * amount_in(figure.amount, unit) for sign, figure in right), _ZERO)
    one_fact = equation.kind == "equal" and len(figures) == 2
    if total == sum_:
        return Judged(equation, "passed", "", unit, total, sum_, _ZERO, figures, one_fact)
    same_precision = len({(figure.amount.unit, figure.amount.decimals) for figure in figures}) == 1
    strict = one_fact and same_precision
    tolerance = _ZERO if strict else sum((half_in(figure.amount, unit) for figure in figures), _ZERO)
    state = _state(equation.kind, total - sum_, tolerance)
    return Judged(equation, state, "", unit, total, sum_, tolerance, figures, one_fact)


def _state(kind: str, difference: Decimal, tolerance: Decimal) -> str:
    if kind == "at_most" and difference < 0:
        return "passed"
    return "rounding" if abs(difference) <= tolerance else "failed"
